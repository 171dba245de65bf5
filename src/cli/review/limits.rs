//! Picking the limits of a claim's words in the text that they stand in.

use crate::model::{CodePoints, Slice, Span};
use std::{ops::Range, rc::Rc};
use unicode_segmentation::UnicodeSegmentation;

/// The words being picked, and which of their limits is moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    text: Rc<str>,
    /// Where the words stand, in bytes; in order, none empty, none over another.
    slices: Vec<Range<usize>>,
    /// Twice the number of the slice, and one more for its end.
    held: usize,
}

/// How far a limit is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// By a character as people see it.
    Character,
    /// To the next word's beginning, or for an end to its end.
    Word,
}

impl Limits {
    /// Begins with words that stand in a text; `None` where they do not.
    pub fn new(text: Rc<str>, content: &[Slice]) -> Option<Self> {
        let points = CodePoints::new(&text);
        let bytes = |slice: &Slice| {
            let range = points.to_byte(slice.start)?..points.to_byte(slice.end)?;
            (!range.is_empty()).then_some(range)
        };
        let mut slices: Vec<Range<usize>> = content.iter().map(bytes).collect::<Option<_>>()?;
        slices.sort_by_key(|slice| slice.start);
        let apart = slices.windows(2).all(|pair| pair[0].end <= pair[1].start);
        // The end is cut too early more often than the beginning too late.
        (apart && !slices.is_empty()).then_some(Limits { text, slices, held: 1 })
    }

    /// Takes hold of the next limit, or the one before.
    pub fn turn(&mut self, forward: bool) {
        let all = self.slices.len() * 2;
        self.held = (self.held + if forward { 1 } else { all - 1 }) % all;
    }

    /// Moves the limit that is held; it stays where there is no room.
    pub fn step(&mut self, step: Step, forward: bool) {
        let (at, is_end) = (self.at(), self.is_end());
        let to = match (step, forward, is_end) {
            (Step::Character, true, _) => self.text[at..].graphemes(true).next().map(|c| at + c.len()),
            (Step::Character, false, _) => self.text[..at].graphemes(true).next_back().map(|c| at - c.len()),
            (Step::Word, true, false) => {
                self.text[at..].unicode_word_indices().map(|(i, _)| at + i).find(|&i| i > at)
            }
            (Step::Word, false, false) => self.text[..at].unicode_word_indices().next_back().map(|(i, _)| i),
            (Step::Word, true, true) => {
                self.text[at..].unicode_word_indices().next().map(|(i, word)| at + i + word.len())
            }
            (Step::Word, false, true) => {
                let ends = self.text[..at].unicode_word_indices().rev().map(|(i, word)| i + word.len());
                ends.into_iter().find(|&end| end < at)
            }
        };
        let Some(to) = to else { return };
        let slice = self.held / 2;
        let free = if is_end {
            let next = self.slices.get(slice + 1).map_or(self.text.len(), |next| next.start);
            self.slices[slice].start + 1..next + 1
        } else {
            let before = slice.checked_sub(1).map_or(0, |before| self.slices[before].end);
            before..self.slices[slice].end
        };
        if free.contains(&to) {
            if is_end {
                self.slices[slice].end = to;
            } else {
                self.slices[slice].start = to;
            }
        }
    }

    /// Where the words stand, in bytes.
    pub fn slices(&self) -> &[Range<usize>] {
        &self.slices
    }

    /// The text that they stand in.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte of the limit that is held.
    pub fn at(&self) -> usize {
        let slice = &self.slices[self.held / 2];
        if self.is_end() { slice.end } else { slice.start }
    }

    /// Whether the limit that is held is an end.
    pub fn is_end(&self) -> bool {
        self.held % 2 == 1
    }

    /// The number of the slice whose limit is held, from 0.
    pub fn held_slice(&self) -> usize {
        self.held / 2
    }

    /// The words as picked: without white space at their ends, those that touch as one. Empty
    /// where nothing but white space is picked.
    pub fn picked(&self) -> Vec<Slice> {
        let mut joined: Vec<Range<usize>> = Vec::new();
        for slice in &self.slices {
            match joined.last_mut() {
                Some(last) if last.end == slice.start => last.end = slice.end,
                _ => joined.push(slice.clone()),
            }
        }
        let points = CodePoints::new(&self.text);
        let slice = |range: Range<usize>| {
            let words = self.text.get(range.clone())?;
            let start = range.start + words.len() - words.trim_start().len();
            let text = words.trim();
            let span = Span { start: points.at_byte(start), end: points.at_byte(start + text.len()) };
            (!text.is_empty()).then(|| Slice { start: span.start, end: span.end, text: text.to_owned() })
        };
        joined.into_iter().filter_map(slice).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "Il a dit : « Je viendrai demain, sans doute », puis : « Ou après. »";

    fn on(words: &[&str]) -> Limits {
        let points = CodePoints::new(TEXT);
        let slice = |words: &&str| {
            let start = points.at_byte(TEXT.find(words).expect("there"));
            Slice { start, end: start + words.chars().count(), text: (*words).to_owned() }
        };
        Limits::new(TEXT.into(), &words.iter().map(slice).collect::<Vec<_>>()).expect("there")
    }

    fn words(limits: &Limits) -> Vec<String> {
        limits.picked().into_iter().map(|slice| slice.text).collect()
    }

    #[test]
    fn the_end_moves_by_word_and_by_character() {
        let mut limits = on(&["Je viendrai"]);
        limits.step(Step::Word, true);
        assert_eq!(words(&limits), ["Je viendrai demain"]);
        limits.step(Step::Character, true);
        assert_eq!(words(&limits), ["Je viendrai demain,"]);
        limits.step(Step::Word, false);
        assert_eq!(words(&limits), ["Je viendrai demain"]);
        limits.step(Step::Word, false);
        limits.step(Step::Word, false);
        limits.step(Step::Word, false);
        assert_eq!(words(&limits), ["Je"], "never empty");
    }

    #[test]
    fn the_start_moves_and_does_not_pass_the_end() {
        let mut limits = on(&["viendrai"]);
        limits.turn(true);
        assert!(!limits.is_end());
        limits.step(Step::Word, false);
        assert_eq!(words(&limits), ["Je viendrai"]);
        limits.step(Step::Character, false);
        limits.step(Step::Character, false);
        assert_eq!(words(&limits), ["« Je viendrai"]);
        for _ in 0..99 {
            limits.step(Step::Word, true);
        }
        assert_eq!(words(&limits), ["viendrai"]);
    }

    #[test]
    fn slices_do_not_cross_and_touching_ones_are_one() {
        let mut limits = on(&["Je viendrai", "demain"]);
        for _ in 0..9 {
            limits.step(Step::Character, true);
        }
        assert_eq!(words(&limits), ["Je viendrai demain"]);
        limits.turn(true);
        assert_eq!((limits.held_slice(), limits.is_end()), (1, false));
        assert_eq!(limits.picked()[0].start, 13);
    }

    #[test]
    fn words_that_are_not_there_cannot_be_picked() {
        let slice = |start, end| Slice { start, end, text: String::new() };
        assert_eq!(Limits::new("abc".into(), &[slice(2, 9)]), None);
        assert_eq!(Limits::new("abc".into(), &[slice(1, 1)]), None);
        assert_eq!(Limits::new("abc".into(), &[slice(0, 2), slice(1, 3)]), None);
        assert_eq!(Limits::new("abc".into(), &[]), None);
    }

    proptest! {
        #[test]
        fn what_is_picked_always_stands_in_the_text(
            text in "[ae\u{301}日 \n«».]{3,40}",
            steps in proptest::collection::vec((0u8..3, any::<bool>()), 0..40),
        ) {
            let points = CodePoints::new(&text);
            let end = points.at_byte(text.len());
            let content = [0..1, 2..end].map(|r: Range<usize>| Slice { start: r.start, end: r.end, text: String::new() });
            let mut limits = Limits::new(text.as_str().into(), &content).expect("there");
            for (kind, forward) in steps {
                match kind {
                    0 => limits.turn(forward),
                    1 => limits.step(Step::Character, forward),
                    _ => limits.step(Step::Word, forward),
                }
                for slice in limits.picked() {
                    prop_assert_eq!(points.slice(slice.span()), Some(slice.text.as_str()));
                }
            }
        }
    }
}
