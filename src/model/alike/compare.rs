//! Whether two names may be one person's, and why one would think so.

use super::spelling::{Word, sounds};

/// A name as it is compared.
#[derive(Debug, Clone)]
pub struct Form {
    /// Its words without particles ("de", "al").
    pub words: Vec<Word>,
    /// The sounds of all of it, whatever its words are divided by.
    pub joined: String,
    /// Whether some of its words hang on others ("Conseil d'État"), as a person's seldom do.
    pub is_phrase: bool,
}

/// How alike two names are, from 0 to 1, and in what way.
#[derive(Debug, Clone, PartialEq)]
pub struct Likeness {
    /// 1 for what is certain, which nothing is.
    pub score: f64,
    /// In what way, in plain words.
    pub reason: &'static str,
}

/// Words that come and go in one person's name.
const PARTICLES: &[&str] = &[
    "al", "and", "aux", "ben", "bin", "da", "de", "del", "der", "des", "di", "do", "dos", "du", "el", "et",
    "ibn", "la", "las", "le", "les", "of", "the", "van", "von", "y",
];

/// Words that tie others together.
const TIES: &[&str] = &["and", "aux", "d", "de", "des", "du", "et", "of", "the"];

/// Below, two words have too few letters for one that is wrong.
const LONG_ENOUGH: usize = 5;

impl Form {
    /// A name, read; `None` of a description ("une source policière"), whose words are anybody's.
    pub fn new(name: &str) -> Option<Self> {
        let is_particle = |part: &str| PARTICLES.contains(&part.to_lowercase().as_str());
        let pieces = name.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        let is_phrase = pieces.skip(1).any(|piece| TIES.contains(&piece.as_str()));
        let mut parts = Vec::new();
        for word in name.split_whitespace() {
            // An article that is run together with its word: "l'Élysée".
            let word = word.rsplit(['\'', '’']).next().unwrap_or_default();
            let spoken: Vec<&str> =
                word.split(['-', '‐', '‑', '–']).filter(|part| !is_particle(part)).collect();
            if spoken.first().is_some_and(|part| part.starts_with(char::is_lowercase)) {
                return None;
            }
            parts.extend(spoken);
        }
        let words: Vec<Word> = parts.into_iter().filter_map(Word::new).collect();
        let latin: String = words.iter().map(|word| word.latin.as_str()).collect();
        let joined = sounds(&latin);
        (!words.is_empty()).then_some(Form { words, joined, is_phrase })
    }

    fn is_foreign(&self) -> bool {
        self.words.iter().any(|word| word.foreign)
    }

    /// The word by which a person is called: the last.
    pub fn last(&self) -> Option<&Word> {
        self.words.last()
    }
}

/// How alike two names of as many words are, or two that differ in how they are divided.
pub fn compare(one: &Form, other: &Form) -> Option<Likeness> {
    let same = |score, reason| Some(Likeness { score, reason });
    let mut first_names = one.words.iter().zip(&other.words).take(one.words.len().saturating_sub(1));
    if one.words.len() == other.words.len() && first_names.any(|(a, b)| is_couple(&a.latin, &b.latin)) {
        return None;
    }
    let foreign = one.is_foreign() != other.is_foreign();
    if one.words.len() != other.words.len() {
        return match one.joined == other.joined && one.joined.len() >= 4 {
            true if foreign => same(0.99, "the same in another alphabet"),
            true => same(0.97, "the same, divided otherwise into words"),
            false => None,
        };
    }
    if let Some(score) = in_order(&one.words, &other.words) {
        let initial =
            one.words.iter().zip(&other.words).any(|(a, b)| a.is_initial_of(b) || b.is_initial_of(a));
        return match score >= 1.0 {
            true if foreign => same(0.99, "the same in another alphabet"),
            true => same(0.98, "another spelling of the same sounds"),
            false if initial => same(score, "an initial for a first name"),
            false => same(score.min(0.97), "spelt nearly alike"),
        };
    }
    let turned: Vec<Word> = other.words.iter().cycle().skip(1).take(other.words.len()).cloned().collect();
    let turned = in_order(&one.words, &turned).filter(|score| *score >= 1.0)?;
    same(turned - 0.06, "the same words in another order")
}

/// Whether two first names are a man's and a woman's: Martin and Martine, Michel and Michelle.
fn is_couple(one: &str, other: &str) -> bool {
    let (man, woman) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let Some(last) = man.chars().last().filter(|c| matches!(c, 'd' | 'l' | 'n' | 't')) else { return false };
    let ending = woman.strip_prefix(man);
    ending.is_some_and(|ending| {
        ending == "e" || ending.len() == 2 && ending.starts_with(last) && ending.ends_with('e')
    })
}

/// Whether a name is the other with a middle name more: a patronymic or an initial, or any where it is
/// known that both are people's.
pub fn has_middle_name(long: &Form, short: &Form, people: bool) -> bool {
    let ([first, middle @ .., last], [short_first, short_last]) =
        (long.words.as_slice(), short.words.as_slice())
    else {
        return false;
    };
    let patronymic = |word: &Word| {
        word.latin.len() == 1
            || ["oviX", "eviX", "ovna", "evna"].iter().any(|ending| word.sounds.ends_with(ending))
    };
    let same = first.sounds == short_first.sounds && last.sounds == short_last.sounds;
    same && middle.len() == 1 && middle.iter().all(|word| people || patronymic(word))
}

/// How alike words are, each with the one at its place; `None` where two of them are not.
fn in_order(one: &[Word], other: &[Word]) -> Option<f64> {
    let alone = one.len() == 1;
    let (mut sum, mut length) = (0.0, 0.0);
    for (i, (a, b)) in one.iter().zip(other).enumerate() {
        let last = i + 1 == one.len();
        let weight = a.latin.len().max(b.latin.len()) as f64;
        sum += alike(a, b, alone, last)? * weight;
        length += weight;
    }
    (length > 0.0).then_some(sum / length)
}

/// How alike two words are; `None` where they are rather two words.
fn alike(a: &Word, b: &Word, alone: bool, last: bool) -> Option<f64> {
    if a.sounds == b.sounds {
        return (!alone || a.sounds.len() >= 4 || a.latin == b.latin).then_some(1.0);
    }
    let (short, long) = if a.sounds.len() < b.sounds.len() { (a, b) } else { (b, a) };
    if short.latin.len() == 1 && !last {
        return short.is_initial_of(long).then_some(0.85);
    }
    let least = if alone { LONG_ENOUGH + 1 } else { LONG_ENOUGH };
    let letters = short.sounds.chars().count();
    // Ivanova is not Ivanov, nor Alexandra Alexandre; and Parisians are no Parisian. A number is exact.
    let ending = long.sounds.strip_prefix(short.sounds.as_str());
    let digits = |word: &Word| word.latin.bytes().any(|b| b.is_ascii_digit());
    if letters < least || matches!(ending, Some("a" | "s")) || digits(a) || digits(b) {
        return None;
    }
    if a.sounds.chars().next() != b.sounds.chars().next() {
        return None;
    }
    let apart = strsim::damerau_levenshtein(&a.sounds, &b.sounds);
    let score = strsim::jaro_winkler(&a.sounds, &b.sounds);
    let near = apart == 1 || (apart == 2 && letters >= 9);
    let vowels_alone = apart <= 2 && a.consonants() == b.consonants() && a.consonants().len() >= 3;
    ((near || vowels_alone && !alone) && score >= 0.85).then_some(score)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(one: &str, other: &str) -> Option<Likeness> {
        compare(&Form::new(one)?, &Form::new(other)?)
    }

    #[test]
    fn names_that_may_be_one() {
        for (one, other, reason) in [
            ("Sergueï Choïgou", "Сергей Шойгу", "the same in another alphabet"),
            ("Sergueï Choïgou", "Sergei Shoigu", "another spelling of the same sounds"),
            ("Kim Jong-un", "김정은", "the same in another alphabet"),
            ("Choe Ryong-hae", "Choe Ryonghae", "the same, divided otherwise into words"),
            ("Kim Jong-un", "Kim Jongun", "the same, divided otherwise into words"),
            ("Xi Jinping", "Jinping Xi", "the same words in another order"),
            ("Volodymyr Zelensky", "Vladimir Zelenskyy", "spelt nearly alike"),
            ("Emmanuel Macron", "Emmanuel Marcon", "spelt nearly alike"),
            ("V. Poutine", "Vladimir Poutine", "an initial for a first name"),
            ("Bachar al-Assad", "Bashar Assad", "another spelling of the same sounds"),
        ] {
            let likeness = likeness(one, other);
            assert_eq!(likeness.as_ref().map(|l| l.reason), Some(reason), "{one} ~ {other}");
        }
    }

    #[test]
    fn names_that_are_rather_two() {
        for (one, other) in [
            ("Kim Jong-un", "Kim Jong-il"),
            ("Corée du Nord", "Corée du Sud"),
            ("Maria Zakharova", "Mario Zakharov"),
            ("Alexandre Dupont", "Alexandra Dupont"),
            ("Martin Aubry", "Martine Aubry"),
            ("Michel Dupont", "Michelle Dupont"),
            ("Ivan Ivanov", "Ivan Ivanova"),
            ("Le Parisien", "Les Parisiens"),
            ("Iran", "Irak"),
            ("Gambie", "Zambie"),
            ("Vladimir Poutine", "Emmanuel Macron"),
            ("Pôle", "Poll"),
            ("QNA", "KCNA"),
            ("Groupe 7", "Groupe 20"),
            ("France 24", "France 2"),
            ("V. Poutine", "Dmitri Poutine"),
        ] {
            assert_eq!(likeness(one, other), None, "{one} ~ {other}");
        }
        assert!(Form::new("une source policière").is_none());
        assert!(Form::new("ministère de la Défense").is_none());
    }

    #[test]
    fn middle_names() {
        let form = |name: &str| Form::new(name).expect("a name");
        let short = form("Vladimir Poutine");
        assert!(has_middle_name(&form("Vladimir Vladimirovitch Poutine"), &short, false));
        assert!(has_middle_name(&form("Vladimir V. Poutine"), &short, false));
        assert!(!has_middle_name(&form("Sky Sports News"), &form("Sky News"), false));
        assert!(has_middle_name(&form("Hillary Rodham Clinton"), &form("Hillary Clinton"), true));
    }
}
