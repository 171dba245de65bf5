//! A text as a sequence of words, with an index of every three in a row.

use crate::model::{CodePoints, Slice, Span, Word, words};
use rustc_hash::FxHashMap;
use std::{cmp::Ordering, ops::Range};

/// How many words in a row the index finds.
const GRAM: usize = 3;

/// How many words on either side of two places are compared.
const REACH: usize = 64;

/// More places than this are not told apart.
const MOST_PLACES: usize = 32;

/// More places of three words in a row than this are not looked through.
const MOST_STARTS: usize = 1024;

/// What a word weighs at most; a mark weighs 1, a word its letters.
const HEAVIEST: usize = 8;

/// Numbers for words: the same for the same word, in every text.
#[derive(Debug, Default)]
pub(super) struct Ids(FxHashMap<String, u32>);

impl Ids {
    fn of(&mut self, word: &str) -> u32 {
        if let Some(&id) = self.0.get(word) {
            return id;
        }
        let id = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        self.0.insert(word.to_owned(), id);
        id
    }
}

/// A text to seek in.
#[derive(Debug)]
pub(super) struct Page<'t> {
    text: &'t str,
    points: CodePoints<'t>,
    /// Where the text begins, in code points; not 0 for a part of a text that is not known.
    origin: usize,
    words: Vec<Word<'t>>,
    /// The number of each word.
    pub(super) ids: Vec<u32>,
    /// The weights of all words before each; one longer than the words.
    weights: Vec<usize>,
    /// The words by what they and the two after them are.
    sorted: Vec<u32>,
}

/// The words that a span of a claim covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Own {
    /// The words, whole.
    pub(super) place: Range<usize>,
    /// Bytes of the first word that stand before the span.
    head: usize,
    /// Bytes of the last word that stand after it.
    tail: usize,
}

impl<'t> Page<'t> {
    pub(super) fn new(text: &'t str, origin: usize, ids: &mut Ids) -> Self {
        let words = words(text);
        let ids: Vec<u32> = words.iter().map(|word| ids.of(&word.plain)).collect();
        let mut weights = Vec::with_capacity(words.len() + 1);
        weights.push(0);
        let mut sum = 0;
        for word in &words {
            sum += if word.lettered { word.plain.chars().take(HEAVIEST).count() } else { 1 };
            weights.push(sum);
        }
        let gram = |&at: &u32| ids.get(at as usize..).map(|rest| &rest[..rest.len().min(GRAM)]);
        let mut sorted: Vec<u32> = (0..u32::try_from(words.len()).unwrap_or(u32::MAX)).collect();
        // Stable: alike ones stay in the order of the text.
        sorted.sort_by(|a, b| gram(a).cmp(&gram(b)));
        Page { text, points: CodePoints::new(text), origin, words, ids, weights, sorted }
    }

    /// Whether a slice stands in the text where it says.
    pub(super) fn has(&self, slice: &Slice) -> bool {
        self.points.slice(slice.span()) == Some(slice.text.as_str())
    }

    /// The words that a span covers; `None` where it is not there, or covers none.
    pub(super) fn own(&self, slice: &Slice) -> Option<Own> {
        let (from, to) = (self.points.to_byte(slice.start)?, self.points.to_byte(slice.end)?);
        if !self.has(slice) {
            return None;
        }
        let first = self.words.partition_point(|word| word.end <= from);
        let end = self.words.partition_point(|word| word.start < to);
        let (head, tail) = (self.words.get(first)?.start, self.words.get(end.checked_sub(1)?)?.end);
        let own = Own { place: first..end, head: from.saturating_sub(head), tail: tail.saturating_sub(to) };
        (!own.place.is_empty()).then_some(own)
    }

    /// All words of the text; `None` where there are none.
    pub(super) fn whole(&self) -> Option<Own> {
        let own = Own { place: 0..self.words.len(), head: 0, tail: 0 };
        (!own.place.is_empty()).then_some(own)
    }

    /// The words at a place, as a slice. Where a span begins or ends within a word, so it does here.
    pub(super) fn slice(&self, place: &Range<usize>, own: &Own, old: &Page<'_>) -> Slice {
        let raw = |page: &Page<'t>, at: usize| page.words.get(at).map(|word| (word.start, word.end));
        let (Some((start, first_end)), Some((last_start, end))) =
            (raw(self, place.start), raw(self, place.end.wrapping_sub(1)))
        else {
            return Slice { start: 0, end: 0, text: String::new() };
        };
        let same = |there: Range<usize>, at: usize| {
            let word = old.words.get(at).and_then(|word| old.text.get(word.start..word.end));
            self.text.get(there) == word
        };
        let head = if same(start..first_end, own.place.start) { own.head } else { 0 };
        let tail = if same(last_start..end, own.place.end.wrapping_sub(1)) { own.tail } else { 0 };
        let (start, end) = (self.points.at_byte(start + head), self.points.at_byte(end - tail));
        let text = self.points.slice(Span { start, end }).unwrap_or_default().to_owned();
        Slice { start, end, text }
    }

    /// Where a word begins, in code points.
    pub(super) fn point(&self, word: usize) -> Option<usize> {
        Some(self.origin + self.points.at_byte(self.words.get(word)?.start))
    }

    /// What some words weigh.
    pub(super) fn weight(&self, place: Range<usize>) -> usize {
        let at = |word: usize| self.weights.get(word).or(self.weights.last()).copied().unwrap_or_default();
        at(place.end).saturating_sub(at(place.start))
    }

    /// How many of some words are letters or digits, and not marks.
    pub(super) fn lettered(&self, place: Range<usize>) -> usize {
        self.words.get(place).unwrap_or_default().iter().filter(|word| word.lettered).count()
    }

    /// How many words at the end of a place, or at its beginning, stand without a mark between them.
    pub(super) fn run(&self, place: Range<usize>, at_end: bool) -> usize {
        let words = self.words.get(place).unwrap_or_default();
        let lettered = |word: &&Word<'_>| word.lettered;
        match at_end {
            true => words.iter().rev().take_while(lettered).count(),
            false => words.iter().take_while(lettered).count(),
        }
    }

    /// Where up to three words in a row stand, in the order of the text.
    pub(super) fn starts(&self, gram: &[u32]) -> &[u32] {
        let compared = |at: u32| -> Ordering {
            let rest = self.ids.get(at as usize..).unwrap_or_default();
            rest[..rest.len().min(gram.len())].cmp(gram)
        };
        let from = self.sorted.partition_point(|&at| compared(at).is_lt());
        let to = self.sorted.partition_point(|&at| compared(at).is_le());
        &self.sorted[from..to]
    }

    /// Where words stand, in the order of the text; `None` where in too many places to look at.
    pub(super) fn places(&self, needle: &[u32]) -> Option<Vec<Range<usize>>> {
        let length = GRAM.min(needle.len());
        let grams = needle.windows(length.max(1)).enumerate();
        let (offset, starts) =
            grams.map(|(i, gram)| (i, self.starts(gram))).min_by_key(|(_, starts)| starts.len())?;
        if starts.len() > MOST_STARTS {
            return None;
        }
        let mut places: Vec<Range<usize>> = Vec::new();
        for &start in starts {
            let Some(from) = (start as usize).checked_sub(offset) else { continue };
            let place = from..from + needle.len();
            if self.ids.get(place.clone()) == Some(needle) {
                places.push(place);
            }
        }
        // Shorter needles than the index's words in a row are found in another order.
        places.sort_by_key(|place| place.start);
        (places.len() <= MOST_PLACES).then_some(places)
    }

    /// How many words on both sides of two places are the same, up to the first that are not. Marks
    /// must be the same too, and do not count.
    pub(super) fn agreement(&self, place: &Range<usize>, other: &Page<'_>, there: &Range<usize>) -> usize {
        let same = |at: Option<usize>, there: Option<usize>| -> Option<bool> {
            let (at, there) = (at?, there?);
            let word = self.words.get(at)?;
            (self.ids.get(at)? == other.ids.get(there)?).then_some(word.lettered)
        };
        let before = (1..=REACH)
            .map_while(|i| same(place.start.checked_sub(i), there.start.checked_sub(i)))
            .filter(|lettered| *lettered);
        let after = (0..REACH)
            .map_while(|i| same(Some(place.end + i), Some(there.end + i)))
            .filter(|lettered| *lettered);
        before.count() + after.count()
    }

    /// The number of words.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }
}
