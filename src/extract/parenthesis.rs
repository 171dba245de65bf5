//! Parentheses whose subject stands before the verb: "S, Smith said", "“A,” he told reporters".

use super::{
    analysis::Analysis,
    bare_clause, handover,
    noun_phrase::{self, Mention},
    subject_phrase, time,
    verb_group::VerbGroup,
};
use crate::{lang::Tags, text::Kind};

/// A parenthesis of that kind.
pub(super) struct Parenthesis {
    pub mention: Mention,
    /// One past the verb and those whom it is said to.
    pub end: usize,
}

/// The parenthesis whose verb a group is, where it stands apart from what comes before it and
/// no complement follows.
pub(super) fn around(a: &Analysis<'_>, group: &VerbGroup) -> Option<Parenthesis> {
    let frames = &group.variant?.frames;
    if !a.lang.syntax.subject_first || !group.is_finite() || !frames.takes_quote() || group.passive {
        return None;
    }
    let sentence = a.sentence(group.first);
    let mention = openings(a, group.first, sentence.start).into_iter().find_map(|floor| {
        subject_phrase::before(a, group.first, floor, group.persons.third_plural())
            .filter(|m| m.tokens().start == floor)
    })?;
    let speaks = mention.parts.iter().all(|p| noun_phrase::is_speaker_like(a, p));
    let mut end = group.end;
    if frames.y_que && !a.is_complementiser(end) {
        // "he told reporters"
        end = noun_phrase::forward(a, end, sentence.end).map_or(end, |p| programme(a, p.end, sentence.end));
    }
    (speaks && ends_here(a, end, sentence.end)).then_some(Parenthesis { mention, end })
}

/// One past a medium's programme: "told BBC's Any Questions", "told ABC's “Good Morning America”".
pub(super) fn programme(a: &Analysis<'_>, medium: usize, limit: usize) -> usize {
    let mut end = medium;
    while end < limit && (a.is_name(end) || a.is(end, Tags::GENITIVE)) {
        end += 1;
    }
    if !a.is(end - 1, Tags::GENITIVE) && !(medium..end).any(|i| a.is(i, Tags::GENITIVE)) {
        return end;
    }
    if let Some(title) = a.quotes.outer(end).filter(|q| q.open == end && a.is(end - 1, Tags::GENITIVE)) {
        return title.after();
    }
    while end < limit && noun_phrase::is_nominal(a, end) && !time::is_time(a, end) {
        end += 1;
    }
    end
}

/// Where the parenthesis may begin: right behind a comma, a mark or a dash not far before the
/// verb, the likeliest first. The apposition to a name has commas of its own.
fn openings(a: &Analysis<'_>, verb: usize, floor: usize) -> Vec<usize> {
    const FAR: usize = 30;
    let mut found = Vec::new();
    let mut bracketed = false;
    for i in (floor..verb).rev().take(FAR) {
        // "(R-S.C.)"
        bracketed = a.kind(i) == Kind::Close || bracketed && a.kind(i) != Kind::Open;
        if bracketed {
            continue;
        }
        let finite = a.group_at(i).is_some_and(|g| g.is_finite());
        match a.kind(i) {
            Kind::QuoteClose | Kind::QuoteStraight => {
                found.push(i + 1);
                break;
            }
            Kind::Comma | Kind::Dash | Kind::Semicolon if i + 1 < verb => {
                found.push(i + 1);
                if a.tokens[i].kind != Kind::Comma || a.tokens[i - usize::from(i > 0)].is_quote() {
                    break;
                }
            }
            Kind::Comma | Kind::Word | Kind::Number | Kind::Open | Kind::Close if !finite => {}
            Kind::Word if found.is_empty() && a.kind(verb - 1) == Kind::Comma => {}
            _ => break,
        }
    }
    if a.kind(verb - 1) == Kind::Comma && found.len() > 1 {
        found.swap(0, 1);
    }
    found
}

/// Whether nothing follows that would be the complement of the verb.
fn ends_here(a: &Analysis<'_>, end: usize, limit: usize) -> bool {
    let mut i = end;
    // "during Saturday night's debate", "before a weekend performance": no time by itself.
    let time = |i: usize| {
        time::time_end(a, i).filter(|&t| {
            let goes_on = a.is(t, Tags::GENITIVE) || noun_phrase::is_nominal(a, t) && !a.is_name(t);
            !(a.is(i, Tags::PREPOSITION) && goes_on && !a.is(t, Tags::DETERMINER))
        })
    };
    while i < limit && (a.is(i, Tags::ADVERB) && !a.is(i, Tags::PREPOSITION) || time(i).is_some()) {
        i = time(i).unwrap_or(i + 1).max(i + 1);
    }
    if i >= limit {
        return true;
    }
    match a.kind(i) {
        Kind::Word => {
            let circumstance = a.is(i, Tags::PREPOSITION | Tags::SUBORDINATOR | Tags::COORDINATOR);
            (circumstance || handover::gerund_cue(a, i, limit))
                && !a.is_complementiser(i)
                && !bare_clause::bare_clause_within(a, i, limit)
        }
        Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Dash | Kind::Paragraph | Kind::Close => true,
        Kind::QuoteClose => true,
        Kind::QuoteStraight => a.in_quote(end.saturating_sub(1)),
        _ => false,
    }
}
