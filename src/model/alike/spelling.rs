//! How a word of a name sounds, roughly, however it was brought into the Latin alphabet.

/// A word of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// In lower-case Latin letters without accents: "choigou", "shoigu", "shoigu" of "Шойгу".
    pub latin: String,
    /// Its sounds: "Xoigu" of all three. French, English and German ways to write the sounds of
    /// Russian, Arabic and Korean names are one there.
    pub sounds: String,
    /// Whether it was written in another alphabet.
    pub foreign: bool,
}

/// Spellings of one sound, the longer before what they begin with. `X` is the sound of "shoe".
const SOUNDS: &[(&str, &str)] = &[
    ("shtch", "X"),
    ("chtch", "X"),
    ("shch", "X"),
    ("tsch", "X"),
    ("tch", "X"),
    ("sch", "X"),
    ("sh", "X"),
    ("ch", "X"),
    ("dzh", "j"),
    ("zh", "j"),
    ("dj", "j"),
    ("kh", "h"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("bh", "b"),
    ("gh", "g"),
    ("ck", "k"),
    ("qu", "k"),
    ("q", "k"),
    ("x", "ks"),
    ("tz", "ts"),
    ("iou", "iu"),
    ("you", "iu"),
    ("ou", "u"),
    ("oo", "u"),
    ("gue", "ge"),
    ("gui", "gi"),
    ("guy", "gi"),
    ("ce", "se"),
    ("ci", "si"),
    ("cy", "si"),
    ("c", "k"),
    ("w", "v"),
    ("ye", "e"),
    ("ie", "e"),
    ("y", "i"),
];

impl Word {
    /// Reads a word; `None` where nothing of it can be written in Latin letters.
    pub fn new(word: &str) -> Option<Self> {
        let foreign =
            word.chars().any(|c| c.is_alphabetic() && deunicode::deunicode_char(c).is_some() && !is_latin(c));
        let korean = word.chars().any(|c| matches!(c, '\u{AC00}'..='\u{D7A3}'));
        let mut latin: String = deunicode::deunicode(word)
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        if korean {
            // The Revised Romanisation that the table has, as newspapers write: Kim for Gim, Jong for Jeong.
            latin = latin.replace("eo", "o").replace("eu", "u");
            if let Some(rest) = latin.strip_prefix('g') {
                latin = format!("k{rest}");
            }
        }
        // An abbreviation is spelt out, and has no other spellings.
        let abbreviated = (2..=5).contains(&word.chars().count()) && word.chars().all(char::is_uppercase);
        let sounds = if abbreviated { latin.clone() } else { sounds(&latin) };
        (!latin.is_empty()).then_some(Word { latin, sounds, foreign })
    }

    /// Whether it is the first letter of another word.
    pub fn is_initial_of(&self, other: &Word) -> bool {
        self.latin.len() == 1 && other.latin.len() > 1 && other.latin.starts_with(&self.latin)
    }

    /// The consonants of the sounds, and whether a vowel comes first: what spellings of one name share
    /// most often.
    pub fn consonants(&self) -> String {
        consonants(&self.sounds)
    }
}

/// See [`Word::consonants`].
pub fn consonants(sounds: &str) -> String {
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let first = sounds.chars().next().filter(|c| is_vowel(*c)).map(|_| 'a');
    first.into_iter().chain(sounds.chars().filter(|c| !is_vowel(*c))).collect()
}

/// The sounds of lower-case Latin letters.
pub fn sounds(latin: &str) -> String {
    let mut sounds = String::with_capacity(latin.len());
    let mut rest = latin;
    while let Some(c) = rest.chars().next() {
        let spelling = SOUNDS.iter().find(|(spelling, _)| rest.starts_with(spelling));
        let (length, sound) =
            spelling.map_or((c.len_utf8(), &rest[..c.len_utf8()]), |(s, sound)| (s.len(), *sound));
        for letter in sound.chars() {
            if !sounds.ends_with(letter) {
                sounds.push(letter);
            }
        }
        rest = &rest[length..];
    }
    // Endings: Zelenskij as Zelensky, Romanoff as Romanov, Poutine as Putin.
    if sounds.ends_with("ij")
        || sounds.len() > 3
            && sounds.ends_with('e')
            && !consonants(&sounds[sounds.len() - 2..]).starts_with('a')
    {
        sounds.pop();
    }
    if sounds.len() > 3 && sounds.ends_with('f') {
        sounds.pop();
        sounds.push('v');
    }
    sounds
}

fn is_latin(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'a'..='z' | '\u{AA}' | '\u{BA}' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_sound_alike() {
        for names in [
            &["Choïgou", "Shoigu", "Шойгу", "Schoigu"][..],
            &["Poutine", "Putin", "Путин"],
            &["Sergueï", "Sergei", "Sergey", "Сергей"],
            &["Zelensky", "Zelenskyy", "Zelenskiy", "Zelenskij", "Зеленський", "Зеленский"],
            &["Prigojine", "Prigozhin", "Пригожин"],
            &["Loukachenko", "Lukashenko", "Лукашенко"],
            &["Ianoukovitch", "Yanukovych"],
            &["Khrouchtchev", "Khrushchev"],
            &["Netanyahou", "Netanyahu"],
            &["Eltsine", "Yeltsin"],
            &["Romanoff", "Romanov"],
            &["김정은", "Kimjongun"],
            &["习近平", "Xijinping"],
        ] {
            let read: Vec<Word> = names.iter().filter_map(|name| Word::new(name)).collect();
            assert_eq!(read.len(), names.len());
            assert!(read.iter().all(|word| word.sounds == read[0].sounds), "{read:#?}");
        }
    }

    #[test]
    fn others_do_not() {
        for (one, other) in [("Macron", "Merkel"), ("Un", "Il"), ("Nord", "Sud"), ("Iran", "Irak")] {
            assert_ne!(Word::new(one).map(|w| w.sounds), Word::new(other).map(|w| w.sounds));
        }
        assert_ne!(Word::new("QNA").map(|w| w.sounds), Word::new("KCNA").map(|w| w.sounds));
        assert_eq!(Word::new("—"), None);
    }
}
