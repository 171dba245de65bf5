//! The words of a text, as texts are compared: whatever typography does to them, they are the same.

use super::identity::plain;
use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, char::is_combining_mark, is_nfc_quick};

/// A run of letters and digits, or one mark, where it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'t> {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What is compared: in NFC, without what cannot be seen, every double or angle quotation mark
    /// as `"` and every apostrophe or single mark as `'`. Case is kept.
    pub plain: Cow<'t, str>,
    /// Whether it is letters or digits, and not a mark.
    pub lettered: bool,
}

/// Cuts a text into words. White space of any kind only parts them, so that lines broken anew and
/// the no-break spaces of French typography make no difference; apostrophes and hyphens are marks of
/// their own; in scripts that set no spaces every character is a word.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::with_capacity(text.len() / 5);
    // Whether the last word may still grow.
    let mut open = false;
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        let Some(folded) = plain(c) else { continue };
        let joins = c.is_alphanumeric() || is_combining_mark(c);
        match words.last_mut().filter(|_| open && joins && !is_unspaced(c)) {
            Some(word) => word.end = end,
            None if folded == ' ' => open = false,
            None => {
                open = joins && !is_unspaced(c);
                let mark =
                    if folded == c { Cow::Borrowed(&text[start..end]) } else { folded.to_string().into() };
                words.push(Word { start, end, plain: mark, lettered: joins });
            }
        }
    }
    for word in words.iter_mut().filter(|word| word.lettered) {
        word.plain = normalised(&text[word.start..word.end]);
    }
    words
}

fn normalised(raw: &str) -> Cow<'_, str> {
    let as_it_is = raw.is_ascii()
        || (is_nfc_quick(raw.chars()) == IsNormalized::Yes && raw.chars().all(|c| plain(c) == Some(c)));
    if as_it_is { raw.into() } else { raw.chars().filter_map(plain).nfc().collect::<String>().into() }
}

/// Han, the Japanese syllabaries, Thai, Lao, Burmese and Khmer.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn typography_makes_no_difference() {
        let check = |text: &str, expected: &str| {
            let plain: Vec<_> = words(text).into_iter().map(|word| word.plain).collect();
            assert_eq!(plain.join("|"), expected, "{text}");
        };
        check("l’été « indien\u{A0}»\u{202F}!", "l|'|été|\"|indien|\"|!");
        check("l'e\u{301}te\u{301}  \"indien\"!", "l|'|été|\"|indien|\"|!");
        check("co\u{AD}opération\u{FEFF}", "coopération");
        check("Jong-un, 10 000 €", "Jong|-|un|,|10|000|€");
        check("金正恩 va", "金|正|恩|va");
        check("\u{AD}", "");
    }

    proptest! {
        #[test]
        fn words_follow_one_another_and_leave_no_letter_out(text in "\\PC*|[ a-zé'’«»\u{301}\u{AD}\n]*") {
            let mut end = 0;
            for word in words(&text) {
                prop_assert!(end <= word.start && word.start < word.end && !word.plain.is_empty());
                prop_assert!(!text[end..word.start].chars().any(char::is_alphanumeric));
                end = word.end;
            }
            prop_assert!(!text[end..].chars().any(char::is_alphanumeric));
        }
    }
}
