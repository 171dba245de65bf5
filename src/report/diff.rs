//! What was edited in some words, word by word.

use super::ansi;
use super::escape::terminal::{inline, line};
use crate::model::{Word, words};
use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A stretch of words that stayed, went or came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// What became of it.
    pub op: Op,
    /// The words, exactly as they stand in their text; what stayed as in the later one.
    pub text: String,
    /// Whether white space stands before it, in either text where it stayed.
    #[serde(skip)]
    spaced: bool,
}

/// What became of some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Op {
    /// They stayed.
    Same,
    /// They were taken out.
    Removed,
    /// They were put in.
    Added,
}

/// What was edited between two texts. Typography is no edit, see [`words`].
pub fn diff(before: &str, after: &str) -> Vec<Piece> {
    let (old, new) = (words(before), words(after));
    let plain = |words: &[Word<'_>]| words.iter().map(|word| word.plain.to_string()).collect::<Vec<_>>();
    let mut pieces = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &plain(&old), &plain(&new)) {
        let (removed, added) = match op {
            DiffOp::Equal { old_index, new_index, len } => {
                let spaced = old.get(old_index).is_some_and(|word| is_spaced(before, word.start));
                let stayed = piece(Op::Same, after, &new, new_index, len);
                pieces.extend(stayed.map(|piece| Piece { spaced: piece.spaced || spaced, ..piece }));
                continue;
            }
            DiffOp::Delete { old_index, old_len, .. } => ((old_index, old_len), (0, 0)),
            DiffOp::Insert { new_index, new_len, .. } => ((0, 0), (new_index, new_len)),
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                ((old_index, old_len), (new_index, new_len))
            }
        };
        pieces.extend(piece(Op::Removed, before, &old, removed.0, removed.1));
        pieces.extend(piece(Op::Added, after, &new, added.0, added.1));
    }
    pieces
}

fn piece(op: Op, text: &str, words: &[Word<'_>], from: usize, len: usize) -> Option<Piece> {
    let (first, last) = (words.get(from)?, words.get((from + len).checked_sub(1)?)?);
    let part = text.get(first.start..last.end).filter(|_| len > 0)?;
    Some(Piece { op, text: part.to_owned(), spaced: is_spaced(text, first.start) })
}

/// Whether white space stands before a byte of a text.
fn is_spaced(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| before.ends_with(char::is_whitespace))
}

/// The pieces in one line for a terminal: `[-taken out-]`, `{+put in+}`; in colour, red and struck through,
/// green and underlined.
pub fn painted(pieces: &[Piece], colour: bool) -> String {
    written(pieces, colour, |op, text| {
        let text = inline(text);
        match (op, colour) {
            (Op::Same, _) => text,
            (Op::Removed, true) => ansi::paint(&text, &[ansi::RED, ansi::STRUCK], colour),
            (Op::Added, true) => ansi::paint(&text, &[ansi::GREEN, ansi::UNDERLINE], colour),
            (op, false) => marked(op, &text),
        }
    })
}

/// The pieces with marks, unescaped.
pub fn plain(pieces: &[Piece]) -> String {
    written(pieces, false, marked)
}

fn marked(op: Op, text: &str) -> String {
    match op {
        Op::Same => text.to_owned(),
        Op::Removed => format!("[-{text}-]"),
        Op::Added => format!("{{+{text}+}}"),
    }
}

fn written(pieces: &[Piece], apart: bool, mark: impl Fn(Op, &str) -> String) -> String {
    let mut out = String::new();
    let mut before = None;
    for piece in pieces {
        // Between marks what was put in stands right behind what it replaces, as in `git diff --word-diff`.
        let replaces = !apart && before == Some(Op::Removed) && piece.op == Op::Added;
        if piece.spaced && before.is_some() && !replaces {
            out.push(' ');
        }
        out.push_str(&mark(piece.op, &piece.text));
        before = Some(piece.op);
    }
    out
}

/// Words of which nothing is known but that they were there.
pub fn removed(text: &str) -> Piece {
    Piece { op: Op::Removed, text: text.to_owned(), spaced: false }
}

/// Words that stand as they are, in one line.
pub fn same(text: &str) -> Piece {
    Piece { op: Op::Same, text: line(text), spaced: false }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn edits_word_by_word() {
        let check = |before: &str, after: &str, expected: &str| {
            assert_eq!(plain(&diff(before, after)), expected);
        };
        check("le port restera ouvert", "le port restera fermé", "le port restera [-ouvert-]{+fermé+}");
        check("l'été sera chaud", "l’été sera chaud", "l’été sera chaud");
        check("douze élus", "douze élus locaux, dit-on", "douze élus {+locaux, dit-on+}");
        check("« Non », dit-il", "« Oui », dit-il", "« [-Non-]{+Oui+} », dit-il");
        check("a b c", "c", "[-a b-] c");
        check("", "", "");
    }

    #[test]
    fn colour_takes_the_place_of_marks() {
        let pieces = diff("un a\u{1b}[31m", "un b");
        assert_eq!(painted(&pieces, true), "un \u{1b}[31;9ma␛[31m\u{1b}[0m \u{1b}[32;4mb\u{1b}[0m");
    }

    proptest! {
        #[test]
        fn what_is_not_removed_is_the_later_text(before in "[a-d «»']{0,30}|\\PC*", after in "[a-d «»']{0,30}|\\PC*") {
            let pieces = diff(&before, &after);
            let later: Vec<String> = pieces
                .iter()
                .filter(|piece| piece.op != Op::Removed)
                .flat_map(|piece| words(&piece.text).into_iter().map(|word| word.plain.to_string()).collect::<Vec<_>>())
                .collect();
            let expected: Vec<String> = words(&after).into_iter().map(|word| word.plain.to_string()).collect();
            prop_assert_eq!(later, expected);
            let shown = painted(&pieces, false);
            prop_assert!(!shown.chars().any(crate::report::escape::terminal::is_control));
        }
    }
}
