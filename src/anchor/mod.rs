//! Finds the claims of a page again in a later version of it.
//!
//! Each span of a claim is sought by its position, then by its words and those around them (`quote`),
//! then by words that are mostly the same (`fuzzy`). What is compared is words, never letters, so that
//! no short quotation is found inside others ("Linus" in "machines"), and typography makes no difference
//! ([`crate::model::words`]).
//!
//! A place is answered only where no other part of the old text has as good a claim to it. So when a
//! sentence is struck out, its claim is not laid upon the next one that reads alike: that is where such
//! words stood before. Where the text cannot tell, the answer is that it cannot: [`Outcome::Ambiguous`].
//!
//! The work is linear in the text but for sorting its words once, and per claim in its own length:
//! candidates come from an index of three words in a row, in bounded numbers.

mod fuzzy;
mod page;
mod quote;
#[cfg(test)]
mod tests;

use crate::model::{AnchoredSpan, Claim, Outcome, Slice, same_words};
use page::{Ids, Own, Page};

/// A later version of a page, made ready for claims to be sought in it.
#[derive(Debug)]
pub struct Seeker<'t> {
    page: Page<'t>,
    ids: Ids,
}

/// Where a span may stand: a range of words, or no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Sought {
    At(std::ops::Range<usize>),
    /// Several places, or none that is surely the one.
    Unclear,
    Nowhere,
}

impl<'t> Seeker<'t> {
    /// Reads the text of a later version.
    pub fn new(text: &'t str) -> Self {
        let mut ids = Ids::default();
        Seeker { page: Page::new(text, 0, &mut ids), ids }
    }

    /// Seeks claims of one earlier version, whose text is `old`; `None` where it is not known, so that
    /// there is no more to go by than the words and their positions. Answers for each claim with each
    /// span of its content, in order.
    pub fn seek(&mut self, claims: &[&Claim], old: Option<&str>) -> Vec<Vec<AnchoredSpan>> {
        let old = old.map(|text| Page::new(text, 0, &mut self.ids));
        claims.iter().map(|claim| self.claim(claim, old.as_ref())).collect()
    }

    fn claim(&mut self, claim: &Claim, old: Option<&Page<'_>>) -> Vec<AnchoredSpan> {
        let mut end = 0;
        let mut spans = Vec::with_capacity(claim.content.len());
        for slice in &claim.content {
            let mut span = self.span(slice, old);
            // The spans of a claim follow one another; one that does not is not the one.
            match &span.at {
                Some(at) if at.start >= end => end = at.end,
                Some(_) => span = AnchoredSpan { outcome: Outcome::Ambiguous, at: None },
                None => {}
            }
            spans.push(span);
        }
        spans
    }

    fn span(&mut self, slice: &Slice, old: Option<&Page<'_>>) -> AnchoredSpan {
        if let Some((old, own)) = old.and_then(|old| Some((old, old.own(slice)?))) {
            return self.own(slice, &own, old);
        }
        // Not where it says it is, or nothing else is known of the old text: its words alone.
        let alone = Page::new(&slice.text, slice.start, &mut self.ids);
        match alone.whole() {
            Some(own) => self.own(slice, &own, &alone),
            None => AnchoredSpan { outcome: Outcome::Gone, at: None },
        }
    }

    fn own(&self, slice: &Slice, own: &Own, old: &Page<'_>) -> AnchoredSpan {
        let mut sought = quote::seek(own, old, &self.page);
        if sought == Sought::Nowhere {
            sought = fuzzy::seek(&own.place, old, &self.page);
        }
        let place = match sought {
            Sought::At(place) => place,
            Sought::Unclear => return AnchoredSpan { outcome: Outcome::Ambiguous, at: None },
            Sought::Nowhere => return AnchoredSpan { outcome: Outcome::Gone, at: None },
        };
        let stayed = old.point(own.place.start) == self.page.point(place.start);
        // Letter for letter, with the spaces at its edges that belong to no word.
        if stayed && self.page.has(slice) {
            return AnchoredSpan { outcome: Outcome::Exact, at: Some(slice.clone()) };
        }
        let at = self.page.slice(&place, own, old);
        let outcome = match same_words(&at.text, &slice.text) {
            true if stayed => Outcome::Exact,
            true => Outcome::Moved,
            false => Outcome::Changed,
        };
        AnchoredSpan { outcome, at: Some(at) }
    }
}
