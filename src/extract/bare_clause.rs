//! Clauses that no conjunction introduces: "said he would".

use super::{analysis::Analysis, noun_phrase, time};
use crate::{
    lang::{Mood, Tags},
    text::Kind,
};

/// Whether a clause without conjunction begins at `i`: a subject and, with nothing between that
/// would join it to what stands before, its verb ("he would visit").
pub(super) fn bare_clause(a: &Analysis<'_>, i: usize, limit: usize) -> bool {
    const FAR: usize = 45;
    let opens = a.is(i, Tags::DETERMINER | Tags::SUBJECT_PRONOUN | Tags::TITLE | Tags::INDEFINITE_PRONOUN)
        || a.is_name(i)
        || a.kind(i) == Kind::Number
        || a.is_word_kind(i)
            && !a.is(i, Tags::PREPOSITION | Tags::ADVERB | Tags::QUE | Tags::A)
            && a.group_at(i).is_none()
        || a.group_at(i).is_some_and(|g| {
            matches!(g.mood, Mood::Gerund | Mood::Participle) && g.first == i && !g.compound
        });
    if !a.lang.syntax.bare_clauses || !opens || a.is(i, Tags::QUI | Tags::RELATIVE | Tags::COORDINATOR) {
        return false;
    }
    // Each relative takes a verb of its own before the clause has its verb.
    let mut relatives = 0;
    let mut j = i;
    while j < limit.min(i + FAR) {
        if let Some(group) = a.group_at(j).filter(|g| g.first == j) {
            if group.is_finite() && j > i {
                if relatives == 0 {
                    return true;
                }
                relatives -= 1;
            }
            j = group.end.max(j + 1);
            continue;
        }
        match a.kind(j) {
            Kind::Semicolon | Kind::Colon | Kind::Stop | Kind::Paragraph => return false,
            Kind::Comma if relatives == 0 => match inserted(a, j, limit) {
                Some(after) => {
                    j = after;
                    continue;
                }
                None => return false,
            },
            Kind::Word if a.is(j, Tags::QUI | Tags::RELATIVE | Tags::QUE) && j > i => relatives += 1,
            Kind::Word if a.is(j, Tags::SUBORDINATOR) && !a.is(j, Tags::PREPOSITION) => return false,
            _ => {}
        }
        j += 1;
    }
    false
}

/// One past an insertion between two commas after which the verb follows ("she, too, wants").
fn inserted(a: &Analysis<'_>, comma: usize, limit: usize) -> Option<usize> {
    const LONGEST: usize = 25;
    let close = (comma + 1..limit.min(comma + LONGEST)).find(|&k| a.kind(k) == Kind::Comma)?;
    let mut verb = close + 1;
    while a.is(verb, Tags::ADVERB) {
        verb += 1;
    }
    a.group_at(verb).is_some_and(|g| g.is_finite() && g.first == verb).then_some(close + 1)
}

/// Whether one begins behind the phrases with prepositions at `i` ("in a statement he would").
pub(super) fn bare_clause_within(a: &Analysis<'_>, i: usize, limit: usize) -> bool {
    let mut j = i;
    while j < limit && a.is(j, Tags::PREPOSITION) {
        match noun_phrase::forward(a, j + 1, limit) {
            Some(phrase) => j = phrase.end,
            None => return false,
        }
        while let Some(end) = time::time_end(a, j) {
            j = end;
        }
    }
    j > i && (bare_clause(a, j, limit) || a.is_complementiser(j))
}
