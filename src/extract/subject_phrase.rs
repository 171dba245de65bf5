//! Noun phrases read backward: the subject that ends where its verb begins.

use super::{
    analysis::{Analysis, REACH},
    noun_phrase::{
        Mention, forward, is_determiner, is_nominal, is_particle, is_speaker_like, with_apposition,
    },
    time::{is_time, time_end},
};
use crate::{
    lang::{Mood, Tags},
    text::Kind,
};
use std::ops::Range;

/// Goes back over what may stand between a subject and its verb: adverbs, times, short asides
/// ("pour sa part", "de son côté").
fn back_over_asides(a: &Analysis<'_>, mut end: usize, floor: usize) -> usize {
    loop {
        let before = end;
        if end > floor
            && (a.is(end - 1, Tags::ADVERB | Tags::TIME_ADVERB)
                || a.word(end - 1).ends_with(a.lang.syntax.adverb_ending) && a.entry(end - 1).is_none())
        {
            end -= 1;
        }
        if end > floor && a.is(end - 1, Tags::ASIDE) {
            let start = (floor..end).rev().take(4).find(|&i| a.is(i, Tags::PREPOSITION));
            if let Some(start) = start {
                end = start;
            }
        }
        if end > floor && (is_time(a, end - 1) || a.kind(end - 1) == Kind::Number) {
            let start = (floor..end).rev().take(6).rfind(|&i| time_end(a, i) == Some(end));
            if let Some(start) = start.filter(|s| *s > floor) {
                end = start;
            }
        }
        if end == before {
            return end;
        }
    }
}

/// The subject that stands before a verb at `end` (exclusive), not before `floor`.
pub(super) fn before(a: &Analysis<'_>, end: usize, floor: usize, plural: bool) -> Option<Mention> {
    let floor = floor.max(end.saturating_sub(REACH));
    let end = back_over_asides(a, end, floor);
    // "a nié A et prétend": the verb goes on with the subject of the one before.
    if end <= floor || a.is(end - 1, Tags::COORDINATOR) {
        return None;
    }
    match a.kind(end - 1) {
        Kind::Comma => {
            // An insertion: what it belongs to stands before the comma that opens it.
            let close = end - 1;
            let mut comma = close;
            for _ in 0..3 {
                let Some(previous) = previous_comma(a, comma, floor) else { break };
                let after = comma;
                comma = previous;
                let at = back_over_asides(a, comma, floor);
                if let Some(mut found) = stretch(a, at, floor, plural) {
                    // "le patron de Gilead, Daniel O'Day, a dit"
                    if let Some(last) = found.parts.last_mut().filter(|l| l.end == comma) {
                        *last = with_apposition(a, last.clone(), end);
                    }
                    return Some(found);
                }
                // No subject before it: the words between the commas are the subject.
                if let Some(found) =
                    chunk(a, comma + 1, after, plural).filter(|m| is_speaker_like(a, &m.tokens()))
                {
                    return Some(found);
                }
            }
            stretch(a, close, floor, plural)
        }
        Kind::Close => {
            let open = (floor..end).rev().take(40).find(|&i| a.kind(i) == Kind::Open)?;
            stretch(a, open, floor, plural)
        }
        Kind::Word | Kind::Number => stretch(a, end, floor, plural),
        _ => None,
    }
}

fn previous_comma(a: &Analysis<'_>, from: usize, floor: usize) -> Option<usize> {
    let mut i = from;
    while i > floor {
        i -= 1;
        if let Some(quote) = a.quotes.outer(i).filter(|q| q.closed && q.close == i) {
            i = quote.open;
            continue;
        }
        match a.kind(i) {
            Kind::Comma => return Some(i),
            Kind::Semicolon | Kind::Colon | Kind::Paragraph => return None,
            _ => {}
        }
    }
    None
}

/// The last bare noun phrase of the words that end at `end`, with those coordinated with it.
fn stretch(a: &Analysis<'_>, end: usize, floor: usize, plural: bool) -> Option<Mention> {
    let mut start = end;
    while start > floor {
        let i = start - 1;
        if a.kind(i) == Kind::Close {
            match (floor..i).rev().take(12).find(|&o| a.kind(o) == Kind::Open) {
                Some(open) => {
                    start = open;
                    continue;
                }
                None => break,
            }
        }
        let inside = matches!(a.kind(i), Kind::Word | Kind::Number)
            && !a.is(i, Tags::QUE | Tags::QUI | Tags::RELATIVE | Tags::BUT | Tags::IF)
            && !a.subordinates(i)
            && a.group_at(i).is_none_or(|g| {
                // "voters in states going to the polls"
                let reduced = g.mood == Mood::Gerund && a.lang.syntax.subject_first && g.variant.is_none();
                reduced && i > floor && a.is_word_kind(i - 1)
                    || matches!(g.mood, Mood::Participle | Mood::Infinitive)
            });
        if !inside {
            break;
        }
        start = i;
    }
    // After a verb, what is coordinated may be its object: only the last phrase is free.
    let after_verb = start > floor && a.group_at(start - 1).is_some_and(|g| g.is_finite());
    let mut found = chunk(a, start, end, plural)?;
    if after_verb {
        found.parts.drain(..found.parts.len() - 1);
    }
    if let [only] = found.parts.as_mut_slice() {
        *only = with_name_before(a, only.clone(), floor);
    }
    Some(found)
}

/// "Alassane Ouattara, homme du Nord": an apposition without a determiner goes with the name
/// before it.
fn with_name_before(a: &Analysis<'_>, phrase: Range<usize>, floor: usize) -> Range<usize> {
    let comma = phrase.start.wrapping_sub(1);
    let bare = !is_determiner(a, phrase.start)
        && !a.is_name(phrase.start)
        && !a.is(phrase.start, Tags::TITLE | Tags::PERSONAL);
    if !bare || phrase.start < floor + 2 || a.kind(comma) != Kind::Comma || !a.is_name(comma - 1) {
        return phrase;
    }
    let mut start = comma - 1;
    while start > floor && (a.is_name(start - 1) || a.is(start - 1, Tags::TITLE)) {
        start -= 1;
    }
    start..phrase.end
}

/// Reads the words of a stretch from left to right, and answers the last noun phrase that no
/// preposition governs.
fn chunk(a: &Analysis<'_>, start: usize, end: usize, plural: bool) -> Option<Mention> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut joined = false;
    let mut governed = false;
    let mut i = start;
    while i < end {
        let at_head = parts.is_empty() && !governed;
        if let Some(after) = time_end(a, i).filter(|&t| t <= end) {
            i = after;
            joined = false;
            continue;
        }
        // "at least half of the voters", "about 40 people"
        if let Some(after) = approximately(a, i, end).filter(|_| at_head) {
            i = after;
            continue;
        }
        let partitive = a.is(i, Tags::DE) && a.is(i, Tags::DETERMINER) && at_head;
        // "after Trump accused": the verb makes a conjunction of the preposition.
        if a.lang.syntax.subject_first
            && a.is(i, Tags::SUBORDINATOR)
            && (at_head && i == start || i + 1 < end && a.is(i, Tags::AS))
        {
            parts.clear();
            (joined, governed) = (false, false);
            i += 1;
            continue;
        }
        if a.is(i, Tags::PREPOSITION) && !partitive && !a.is_name(i) {
            let mut j = i + 1;
            while j < end && is_determiner(a, j) {
                j += 1;
            }
            j = skip_nominals(a, j, end, true).max(j);
            i = j.max(i + 1);
            governed = parts.is_empty();
            if let Some(last) = parts.last_mut() {
                last.end = i;
            }
            continue;
        }
        if a.is(i, Tags::AND) {
            joined = !parts.is_empty();
            i += 1;
            continue;
        }
        if a.is(i, Tags::PERSONAL | Tags::SUBJECT_PRONOUN | Tags::INDEFINITE_PRONOUN) && !is_nominal(a, i + 1)
        {
            parts = vec![i..i + 1];
            joined = false;
            i += 1;
            continue;
        }
        if is_nominal(a, i) {
            let mut j = i;
            while j < end && is_determiner(a, j) {
                j += 1;
            }
            let core = skip_nominals(a, j, end, false);
            if core == j {
                // "half of the voters"
                let partitive = at_head && j > i && a.is(j, Tags::DE);
                match forward(a, i, end).filter(|_| partitive) {
                    Some(phrase) => {
                        i = phrase.end;
                        parts = vec![phrase];
                    }
                    None => i = j.max(i + 1),
                }
                continue;
            }
            // "la ministre et députée" is one person: a second phrase has its own determiner.
            let own = j > i
                || a.is_name(i)
                || a.is(i, Tags::TITLE)
                || parts.iter().all(|p| !is_determiner(a, p.start));
            if joined && plural && own {
                parts.push(i..core);
            } else if a.group_at(i).is_some_and(|g| g.mood == Mood::Participle) && !parts.is_empty() {
                // "publiée lundi": still the phrase before.
            } else {
                parts = vec![i..core];
            }
            joined = false;
            i = core;
            continue;
        }
        i += 1;
    }
    let last = parts.last_mut()?;
    last.end = last.end.max(end.min(last.end));
    // The phrase reaches to the verb: what follows it hangs on it.
    Some(Mention { parts })
}

/// One past what makes a number an approximate one ("about", "at least", "more than"), where a number
/// or an indefinite follows.
fn approximately(a: &Analysis<'_>, i: usize, end: usize) -> Option<usize> {
    let last = (i..end.min(i + 2)).find(|&j| a.is(j, Tags::APPROXIMATE))?;
    let number = a.kind(last + 1) == Kind::Number || a.is(last + 1, Tags::INDEFINITE);
    (number && last + 1 < end).then_some(last + 1)
}

/// One past the nominal words from `i` on. After a preposition a courtesy title or a
/// determiner opens a new phrase.
fn skip_nominals(a: &Analysis<'_>, start: usize, end: usize, governed: bool) -> usize {
    let mut i = start;
    while i < end && (is_nominal(a, i) || is_particle(a, i)) {
        if i > start
            && (is_determiner(a, i) && !a.is_name(i) || governed && a.is(i, Tags::TITLE) || is_time(a, i))
        {
            break;
        }
        i += 1;
    }
    i
}
