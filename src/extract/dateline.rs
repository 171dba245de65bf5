//! Datelines: "SEOUL, June 19 (Yonhap) --", "PARIS (AFP) –", "Washington (CNN)". They stand before the
//! first sentence of a dispatch and belong to none.

use super::analysis::Analysis;
use crate::text::Kind;
use std::ops::Range;

/// One past the dateline with which a sentence begins.
pub(super) fn end(a: &Analysis<'_>, sentence: &Range<usize>) -> Option<usize> {
    const LONGEST: usize = 12;
    let capitals = is_in_capitals(a.word(sentence.start));
    let mut agency = false;
    let mut i = sentence.start;
    while i < sentence.end.min(sentence.start + LONGEST) {
        match a.kind(i) {
            Kind::Word if a.is_capital(i) || a.lang.month(a.word(i)).is_some() => i += 1,
            Kind::Number | Kind::Comma | Kind::Stop if i > sentence.start => i += 1,
            Kind::Open if i > sentence.start => {
                let close = (i..sentence.end.min(i + 6)).find(|&j| a.kind(j) == Kind::Close)?;
                agency = a.outlet(i + 1).is_some();
                i = close + 1;
                if a.kind(i) != Kind::Dash {
                    break;
                }
            }
            Kind::Dash if i > sentence.start && (capitals || agency) => {
                while a.kind(i) == Kind::Dash {
                    i += 1;
                }
                return (i < sentence.end).then_some(i);
            }
            _ => return None,
        }
    }
    (agency && i < sentence.end).then_some(i)
}

/// Whether a word is in capitals throughout, and none that is short by itself ("US").
fn is_in_capitals(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    word.chars().count() > 2 && letters.all(char::is_uppercase)
}
