//! Seeks words that are mostly the same, where some were edited.
//!
//! Candidates are where words in a row of the span, or of what stands around it, stand in the new text;
//! there both are aligned word by word. A match must be firm (see [`Match::is_firm`]) and mutual: sought
//! in the old text, what was found must lead back to the span. So an edit is not taken for one of a sentence
//! that is struck out, when it is one of a sentence that reads alike.

use super::{Sought, page::Page};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::{cmp::Reverse, ops::Range};

/// A span of fewer words is never taken for one of other words.
const LEAST_WORDS: usize = 4;

/// Nor is one that weighs less (about: has fewer letters).
const LEAST_WEIGHT: usize = 16;

/// Nor is a longer one, in words and marks: some twenty pages.
const MOST_WORDS: usize = 8192;

/// A span of fewer words is not taken for one of other words but by what stands around it too.
const FEW_WORDS: usize = 8;

/// How many words on either side are aligned with the span.
const CONTEXT: usize = 16;

/// Three words in a row that stand in more places tell nothing.
const COMMON: usize = 32;

/// How many places are looked at closely.
const CANDIDATES: usize = 4;

/// What stands no more words further on stands right there.
const NEAR: usize = 3;

/// Two matches that are no further apart than this are as good as one another.
const ALIKE: f64 = 0.05;

/// Whether a span is long enough that its words are not found elsewhere by chance.
pub(super) fn is_long(place: &Range<usize>, page: &Page<'_>) -> bool {
    page.lettered(place.clone()) >= LEAST_WORDS && page.weight(place.clone()) >= LEAST_WEIGHT
}

/// Seeks the words of a span of an old text in a new one that does not have them.
pub(super) fn seek(own: &Range<usize>, old: &Page<'_>, new: &Page<'_>) -> Sought {
    if !is_long(own, old) || own.len() > MOST_WORDS {
        return Sought::Nowhere;
    }
    let words = old.lettered(own.clone());
    let mut found = matches(own, old, new);
    found.retain(|m| m.is_firm(words) && old.ids.get(own.clone()) != new.ids.get(m.place.clone()));
    found.retain(|m| {
        let back = matches(&m.place, new, old);
        back.first().is_some_and(|back| overlap(&back.place, own)) && is_fresh(&m.place, new, own, old)
    });
    match found.as_slice() {
        [] => Sought::Nowhere,
        [best, next, ..] if best.rank() - next.rank() < ALIKE => Sought::Unclear,
        [best, ..] => Sought::At(best.place.clone()),
    }
}

/// Whether most of what stands around two places with the same words is the same too, edits right
/// beside them aside.
pub(super) fn is_surrounded(
    span: &Range<usize>,
    from: &Page<'_>,
    there: &Range<usize>,
    to: &Page<'_>,
) -> bool {
    // Wider, for what was put in.
    let window = there.start.saturating_sub(2 * CONTEXT)..(there.end + 2 * CONTEXT).min(to.len());
    let found = align(span, from, &window, to);
    found.is_some_and(|found| found.place == *there && found.context >= 0.5)
}

/// Whether some words of a new text stand there more often than they stood in the old one outside of a
/// span: else they are what stood there.
fn is_fresh(place: &Range<usize>, new: &Page<'_>, own: &Range<usize>, old: &Page<'_>) -> bool {
    let words = new.ids.get(place.clone()).unwrap_or_default();
    let (Some(before), Some(now)) = (old.places(words), new.places(words)) else { return false };
    now.len() > before.iter().filter(|other| !overlap(other, own)).count()
}

/// A place where most of the words are the same.
#[derive(Debug, Clone, PartialEq)]
struct Match {
    place: Range<usize>,
    /// How much of the words on both sides is the same, from 0 to 1, by weight.
    similarity: f64,
    /// How much of what stands around them is, from 0 to 1.
    context: f64,
}

impl Match {
    /// Three quarters of the words are the same; or, the more of the words around it are the same too,
    /// down to half. Few words must have some of their surroundings.
    fn is_firm(&self, words: usize) -> bool {
        let surrounded = words >= FEW_WORDS || self.context >= 0.4;
        surrounded && self.similarity >= 0.75 - 0.25 * self.context
    }

    fn rank(&self) -> f64 {
        self.similarity + 0.3 * self.context
    }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// The places of one text that read most like a span of another, the best first; no two overlap.
fn matches(span: &Range<usize>, from: &Page<'_>, to: &Page<'_>) -> Vec<Match> {
    let near = candidates(span, from, to);
    let mut found: Vec<Match> = near.iter().filter_map(|window| align(span, from, window, to)).collect();
    found.sort_by(|a, b| b.rank().total_cmp(&a.rank()).then(a.place.start.cmp(&b.place.start)));
    let mut apart: Vec<Match> = Vec::new();
    for m in found {
        if apart.iter().all(|other| !overlap(&other.place, &m.place)) {
            apart.push(m);
        }
    }
    apart
}

/// A span with what stands around it.
fn with_context(span: &Range<usize>, page: &Page<'_>) -> Range<usize> {
    span.start.saturating_sub(CONTEXT)..(span.end + CONTEXT).min(page.len())
}

/// Where most words in a row of a span and its surroundings stand, at the same distance from its beginning or
/// nearly so.
fn candidates(span: &Range<usize>, from: &Page<'_>, to: &Page<'_>) -> Vec<Range<usize>> {
    let around = with_context(span, from);
    let slack = 8 + span.len() / 4;
    // Where the span would begin, moved on by `around`, so that it cannot be negative.
    let shift = around.len();
    let mut beginnings: Vec<usize> = Vec::new();
    for at in around.clone() {
        let Some(gram) = from.ids.get(at..at + 3).filter(|_| at + 3 <= around.end) else { break };
        let starts = to.starts(gram);
        if starts.len() <= COMMON {
            beginnings.extend(starts.iter().map(|&start| start as usize + shift + span.start - at));
        }
    }
    beginnings.sort_unstable();
    // Of every beginning, how many there are up to `slack` after it.
    let mut end = 0;
    let mut crowds: Vec<(usize, usize)> = Vec::with_capacity(beginnings.len());
    for (i, &beginning) in beginnings.iter().enumerate() {
        while beginnings.get(end).is_some_and(|&other| other <= beginning + slack) {
            end += 1;
        }
        crowds.push((end - i, beginning));
    }
    // What has a quarter of the best crowd has no better place to offer.
    let best = crowds.iter().map(|(crowd, _)| *crowd).max().unwrap_or_default();
    crowds.retain(|(crowd, _)| *crowd > span.len() / 16 && *crowd > best / 4);
    crowds.sort_unstable_by_key(|&(crowd, beginning)| (Reverse(crowd), beginning));
    let mut chosen: Vec<usize> = Vec::new();
    for (_, beginning) in crowds {
        if chosen.len() == CANDIDATES {
            break;
        }
        if chosen.iter().all(|other| other.abs_diff(beginning) > slack) {
            chosen.push(beginning);
        }
    }
    let window = |beginning: usize| {
        let start = (beginning.saturating_sub(shift)).saturating_sub(CONTEXT + slack);
        let end = (beginning + span.len() + 2 * slack + CONTEXT).saturating_sub(shift);
        start..end.min(to.len())
    };
    chosen.into_iter().map(window).filter(|window| !window.is_empty()).collect()
}

/// Aligns a span and its surroundings with a window of another text.
fn align(span: &Range<usize>, from: &Page<'_>, window: &Range<usize>, to: &Page<'_>) -> Option<Match> {
    let around = with_context(span, from);
    let ops =
        capture_diff_slices(Algorithm::Myers, from.ids.get(around.clone())?, to.ids.get(window.clone())?);
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for op in ops {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            pairs.extend((0..len).map(|i| (around.start + old_index + i, window.start + new_index + i)));
        }
    }
    let pairs = &pairs[to_the_edges(span, &pairs, best_run(&pairs, from, to))];
    let first_inside = pairs.partition_point(|(i, _)| *i < span.start);
    let end_inside = pairs.partition_point(|(i, _)| *i < span.end);
    let (before, inside, after) =
        (&pairs[..first_inside], &pairs[first_inside..end_inside], &pairs[end_inside..]);
    let (&(first_i, first_j), &(last_i, last_j)) = (inside.first()?, inside.last()?);
    // Where the first word was edited, the span begins after the word before it; where that was edited too, as
    // many words earlier, but for those beyond a mark.
    let (floor, ceiling) =
        (before.last().map_or(window.start, |(_, j)| j + 1), after.first().map_or(window.end, |(_, j)| *j));
    let touches_before = before.last().is_some_and(|(i, _)| i + 1 == span.start);
    let touches_after = after.first().is_some_and(|(i, _)| *i == span.end);
    let start = match first_i - span.start {
        0 => first_j,
        _ if touches_before => floor,
        edited => first_j - to.run(first_j.saturating_sub(edited).max(floor)..first_j, true),
    };
    let end = match span.end - 1 - last_i {
        0 => last_j + 1,
        _ if touches_after => ceiling,
        edited => last_j + 1 + to.run(last_j + 1..(last_j + 1 + edited).min(ceiling), false),
    };
    let place = start..end;
    let weight =
        |pairs: &[(usize, usize)]| -> usize { pairs.iter().map(|(i, _)| from.weight(*i..i + 1)).sum() };
    let both = from.weight(span.clone()) + to.weight(place.clone());
    let there = before.first().map_or(start, |(_, j)| *j)..after.last().map_or(end, |(_, j)| j + 1);
    let surroundings = (from.weight(around.clone()) - from.weight(span.clone()))
        .max(to.weight(there) - to.weight(place.clone()));
    let share = |part: usize, of: usize| if of == 0 { 0.0 } else { part as f64 / of as f64 };
    Some(Match {
        place,
        similarity: share(2 * weight(inside), both),
        context: share(weight(before) + weight(after), surroundings),
    })
}

/// The part of an alignment in which most is the same: what is not counts a quarter against it. Else a stray
/// "de" of the next paragraph would stretch the match.
fn best_run(pairs: &[(usize, usize)], from: &Page<'_>, to: &Page<'_>) -> Range<usize> {
    let mut best = (0, 0..0);
    let (mut value, mut start) = (0, 0);
    for (at, &(i, j)) in pairs.iter().enumerate() {
        let gap = match at.checked_sub(1).and_then(|last| pairs.get(last)) {
            Some(&(last_i, last_j)) => from.weight(last_i + 1..i) + to.weight(last_j + 1..j),
            None => 0,
        };
        if gap / 4 >= value {
            (value, start) = (0, at);
        } else {
            value -= gap / 4;
        }
        value += from.weight(i..i + 1);
        if value > best.0 {
            best = (value, start..at + 1);
        }
    }
    best.1
}

/// A run with what it left out at the edges of the span although it stands right there: a quotation mark
/// behind the one word that was edited.
fn to_the_edges(span: &Range<usize>, pairs: &[(usize, usize)], run: Range<usize>) -> Range<usize> {
    let near = |a: usize, b: usize| match (pairs.get(a), pairs.get(b)) {
        (Some((i, j)), Some((next_i, next_j))) => next_i - i <= NEAR && next_j - j <= NEAR,
        _ => false,
    };
    let inside = |at: usize| pairs.get(at).is_some_and(|(i, _)| span.contains(i));
    let (mut start, mut end) = (run.start, run.end);
    while start > 0 && inside(start - 1) && near(start - 1, start) {
        start -= 1;
    }
    while end > 0 && inside(end) && near(end - 1, end) {
        end += 1;
    }
    start..end
}
