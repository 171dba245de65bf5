//! Noun phrases, read forward from where one begins (`subject_phrase` reads them backward).

use super::{
    analysis::Analysis,
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
pub(super) fn is_determiner(a: &Analysis<'_>, i: usize) -> bool {
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
pub(super) fn is_particle(a: &Analysis<'_>, i: usize) -> bool {
    i > 0 && a.is_name(i - 1) && a.is_name(i + 1) && a.is(i, Tags::NAME_PARTICLE)
}

/// A past participle that opens a reduced relative: "publiée par", "interrogé sur".
fn opens_clause(a: &Analysis<'_>, i: usize) -> bool {
    a.group_at(i).is_some_and(|g| g.mood == Mood::Participle)
        && (a.is(i + 1, Tags::PREPOSITION) || is_time(a, i + 1) || a.is(i + 1, Tags::ADVERB))
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
