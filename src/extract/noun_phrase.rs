//! Noun phrases: read forward from where one begins, backward from where one ends.

use super::{
    analysis::{Analysis, REACH},
    time::{is_time, time_end},
};
use crate::{
    lang::{Mood, Tags},
    text::Kind,
};
use std::ops::Range;

/// The words by which a text names somebody: one phrase, or several that are coordinated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    /// The phrases, in the order of the text; never empty.
    pub parts: Vec<Range<usize>>,
}

impl Mention {
    pub fn one(tokens: Range<usize>) -> Self {
        Mention { parts: vec![tokens] }
    }

    /// From the first phrase's first token to the last one's end.
    pub fn tokens(&self) -> Range<usize> {
        let start = self.parts.first().map_or(0, |p| p.start);
        start..self.parts.last().map_or(start, |p| p.end)
    }
}

/// Whether a word can stand inside a noun phrase: noun, adjective, name, number, participle.
pub(super) fn is_nominal(a: &Analysis<'_>, i: usize) -> bool {
    match a.kind(i) {
        Kind::Number => true,
        Kind::Word => {
            let function = Tags::PREPOSITION
                | Tags::QUE
                | Tags::QUI
                | Tags::RELATIVE
                | Tags::COORDINATOR
                | Tags::SUBORDINATOR
                | Tags::SUBJECT_PRONOUN
                | Tags::NEGATION
                | Tags::REFLEXIVE
                | Tags::STRONG_PRONOUN;
            let closed = a.is(i, function) && !a.is_name(i) && !a.is(i, Tags::DETERMINER);
            let verb = a.group_at(i).is_some_and(|g| g.mood != Mood::Participle);
            let adverb = a.is(i, Tags::ADVERB) && !a.is(i, Tags::DETERMINER | Tags::PRE_ADJECTIVE);
            !closed && !verb && !adverb
        }
        _ => false,
    }
}

/// A determiner, where the word is not the preposition that it looks like ("des", "du").
fn is_determiner(a: &Analysis<'_>, i: usize) -> bool {
    a.is(i, Tags::DETERMINER)
}

/// Reads the noun phrase that begins at `start`: determiner, nouns, adjectives and names, and
/// what is joined to them by the preposition of possession. Stops before other prepositions,
/// participles that open a clause, and every verb.
pub(super) fn forward(a: &Analysis<'_>, start: usize, limit: usize) -> Option<Range<usize>> {
    let limit = limit.min(start + 60);
    if a.is(start, Tags::PERSONAL | Tags::STRONG_PRONOUN) && !a.is(start, Tags::DETERMINER)
        || a.is(start, Tags::INDEFINITE_PRONOUN) && !is_nominal(a, start + 1)
    {
        return Some(start..start + 1);
    }
    let mut i = start;
    while i < limit && (is_determiner(a, i) || i > start && a.is(i, Tags::ADVERB)) {
        i += 1;
    }
    // "un de ses avocats", "l'une des victimes"
    if i > start && a.is(i, Tags::DE) && a.is(i - 1, Tags::INDEFINITE | Tags::DEFINITE) {
        return forward(a, i + 1, limit).map(|p| start..p.end);
    }
    let core = i;
    i = core_end(a, i, limit);
    if i == core {
        return None;
    }
    loop {
        let before = i;
        // "de la Santé", "des Affaires étrangères"
        if i < limit && a.is(i, Tags::DE) {
            let mut j = i + 1;
            while j < limit && is_determiner(a, j) {
                j += 1;
            }
            let end = core_end(a, j, limit);
            if end > j {
                i = end;
            }
        }
        // "l'ambassadeur russe à l'ONU": a place after an office without a name.
        if i < limit && a.is(i, Tags::A) && a.is(i - 1, Tags::ROLE) | is_adjective_of_role(a, core, i) {
            let mut j = i + 1;
            while j < limit && is_determiner(a, j) {
                j += 1;
            }
            if a.is_name(j) && !a.is_medium(j) {
                i = core_end(a, j, limit);
            }
        }
        // An acronym: "(CICR)".
        if i + 2 < limit && a.kind(i) == Kind::Open && a.is_capital(i + 1) && a.kind(i + 2) == Kind::Close {
            i += 3;
        }
        // "de l'Intérieur et de la Défense"
        if i + 1 < limit && a.is(i, Tags::AND) && a.is(i + 1, Tags::DE) && before != i {
            i += 1;
            continue;
        }
        if i == before {
            break;
        }
    }
    Some(start..i)
}

fn is_adjective_of_role(a: &Analysis<'_>, core: usize, end: usize) -> bool {
    (core..end).any(|i| a.is(i, Tags::ROLE)) && (core..end).all(|i| !a.is_name(i))
}

/// One past the nominal words from `i` on.
fn core_end(a: &Analysis<'_>, start: usize, limit: usize) -> usize {
    let mut i = start;
    while i < limit && (is_nominal(a, i) || is_particle(a, i)) {
        // "à l'AFP Robert Walter", "sur France Inter Rachida Dati": a medium's name ends here.
        if let Some((_, end)) = a.outlet(i).filter(|(_, end)| a.is_name(*end)) {
            return end.min(limit);
        }
        let clause = i > start && opens_clause(a, i);
        let new_phrase = i > start && is_determiner(a, i) && a.kind(i) == Kind::Word && !a.is_name(i);
        let time = i > start && is_time(a, i);
        if clause || new_phrase || time {
            break;
        }
        i += 1;
    }
    i
}

/// "de", "van", "ben" between two parts of a name.
fn is_particle(a: &Analysis<'_>, i: usize) -> bool {
    const PARTICLES: &[&str] =
        &["van", "von", "der", "den", "di", "da", "dos", "ben", "bin", "ibn", "al", "el", "y"];
    i > 0 && a.is_name(i - 1) && a.is_name(i + 1) && PARTICLES.iter().any(|p| a.is_word(i, p))
}

/// A past participle that opens a reduced relative: "publiée par", "interrogé sur".
fn opens_clause(a: &Analysis<'_>, i: usize) -> bool {
    a.group_at(i).is_some_and(|g| g.mood == Mood::Participle)
        && (a.is(i + 1, Tags::PREPOSITION) || is_time(a, i + 1) || a.is(i + 1, Tags::ADVERB))
}

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

/// The subject that stands after a verb ("a déclaré mardi le ministre, Alex Azar"): the first
/// bare noun phrase from `start` on, with the name in apposition.
pub(super) fn after(a: &Analysis<'_>, start: usize, limit: usize) -> Option<Mention> {
    let limit = limit.min(start + 40);
    let mut i = start;
    while i < limit {
        if let Some(end) = time_end(a, i).filter(|&e| e < limit) {
            i = end;
            continue;
        }
        let partitive = a.is(i, Tags::DE) && a.is(i, Tags::DETERMINER) && i == start;
        if a.is(i, Tags::ADVERB) || a.kind(i) == Kind::Comma && i > start {
            i += 1;
        } else if a.is(i, Tags::PREPOSITION) && !partitive && !a.is_name(i) {
            let phrase = forward(a, i + 1, limit)?;
            i = phrase.end;
        } else {
            break;
        }
    }
    let first = forward(a, i, limit)?;
    let mut parts = vec![with_apposition(a, first, limit)];
    while let Some(last) = parts.last().filter(|l| l.end < limit && a.is(l.end, Tags::AND)) {
        // "la ministre et maire de Paris" is one person.
        let own = |p: &Range<usize>| {
            is_determiner(a, p.start)
                || a.is_name(p.start)
                || a.is(p.start, Tags::TITLE)
                || !is_determiner(a, last.start)
        };
        match forward(a, last.end + 1, limit).filter(|p| is_speaker_like(a, p) && own(p)) {
            Some(next) => parts.push(with_apposition(a, next, limit)),
            None => break,
        }
    }
    Some(Mention { parts })
}

/// Adds ", Alex Azar" to an office, and ", professeur d'économie" to a name.
pub(super) fn with_apposition(a: &Analysis<'_>, phrase: Range<usize>, limit: usize) -> Range<usize> {
    let end = phrase.end;
    if a.kind(end) != Kind::Comma || end + 1 >= limit {
        return phrase;
    }
    let has_name = phrase.clone().any(|i| a.is_name(i));
    let office = phrase.clone().any(|i| a.is(i, Tags::ROLE));
    let Some(next) = forward(a, end + 1, limit) else { return phrase };
    let closed =
        matches!(a.kind(next.end), Kind::Comma | Kind::Stop | Kind::Paragraph | Kind::Close | Kind::Open)
            || next.end >= limit
            || a.tokens.get(next.end).is_some_and(|t| t.is_quote())
            || a.is(next.end, Tags::PREPOSITION | Tags::QUI);
    let names = a.is_name(next.start) && a.is_name(next.end - 1) && !a.is(next.start, Tags::ROLE);
    let describes = (next.start..next.end.min(next.start + 4)).any(|i| a.is(i, Tags::ROLE));
    if closed && (office && names || has_name && describes && !a.is_name(next.start)) {
        return phrase.start..next.end;
    }
    phrase
}

/// Whether a phrase can be somebody who says something: a name, an office, a body, a medium, a
/// document, a witness, a pronoun.
pub(super) fn is_speaker_like(a: &Analysis<'_>, phrase: &Range<usize>) -> bool {
    let speaks = Tags::ROLE
        | Tags::BODY
        | Tags::MEDIUM
        | Tags::DOCUMENT
        | Tags::ANONYMOUS
        | Tags::PERSONAL
        | Tags::TITLE
        | Tags::INDEFINITE_PRONOUN;
    // Whose something is does not say it: "the mayor's plan".
    let owned = phrase.clone().rev().find(|&i| a.is(i, Tags::GENITIVE) && i + 1 < phrase.end);
    let phrase = &(owned.map_or(phrase.start, |i| i + 1)..phrase.end);
    // What a preposition governs only belongs to the phrase ("la démission du ministre"); but
    // "un de ses avocats" is an advocate.
    let partitive = |i: usize| a.is(i, Tags::DE) && i <= phrase.start + 2 && is_determiner(a, i - 1);
    let free =
        phrase.clone().take_while(|&i| i == phrase.start || !a.is(i, Tags::PREPOSITION) || partitive(i));
    free.into_iter().any(|i| a.is_name(i) || a.is(i, speaks))
}
