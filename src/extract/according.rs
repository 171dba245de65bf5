//! Phrases that attribute without a verb: "selon X, S", "S, selon X".

use super::{
    analysis::Analysis,
    candidate::{Candidate, Speaker},
    complement, handover,
    noun_phrase::{self, Mention},
};
use crate::{lang::Tags, text::Kind};
use std::ops::Range;

/// Every claim that a phrase attributes.
pub(super) fn find(a: &Analysis<'_>, out: &mut Vec<Candidate>) {
    for i in 0..a.len() {
        if !a.is(i, Tags::PHRASE_HEAD) || a.in_quote(i) {
            continue;
        }
        if let Some(after) = a.according(i) {
            out.extend(claim(a, i, after, "according"));
        } else if let Some(after) = a.lang.phrases.viewpoint.iter().find_map(|p| a.phrase(i, p)) {
            out.extend(viewpoint(a, i, after));
        }
    }
}

/// "Pour X, S": only at the head of a sentence, and only for somebody who speaks.
fn viewpoint(a: &Analysis<'_>, i: usize, after: usize) -> Option<Candidate> {
    let start = a.sentence(i).start;
    let head = i == start || i < start + 6 && matches!(a.kind(i - 1), Kind::Comma | Kind::Colon);
    let phrase = noun_phrase::forward(a, after, a.sentence(i).end)?;
    let person =
        phrase.clone().any(|j| a.is(j, Tags::ROLE | Tags::TITLE | Tags::PERSONAL | Tags::STRONG_PRONOUN))
            || phrase.clone().all(|j| a.is_name(j));
    let candidate =
        (head && person && a.kind(phrase.end) == Kind::Comma).then(|| claim(a, i, after, "viewpoint"))??;
    let verb = candidate.content.iter().any(|c| a.groups_in(c.clone()).any(|g| a.groups[g].is_finite()));
    verb.then_some(candidate)
}

fn claim(a: &Analysis<'_>, i: usize, after: usize, rule: &'static str) -> Option<Candidate> {
    let sentence = a.sentence(i);
    if a.is(after, Tags::RELATIVE | Tags::QUE | Tags::FIRST_PERSON) {
        return None;
    }
    // "il a dit que, selon lui, S" is his own report already.
    let comma = usize::from(a.kind(i.wrapping_sub(1)) == Kind::Comma);
    if i > comma && a.is(i - 1 - comma, Tags::QUE) && a.is(after, Tags::STRONG_PRONOUN | Tags::PERSONAL) {
        return None;
    }
    let phrase = noun_phrase::forward(a, after, sentence.end)?;
    let mut parts = vec![noun_phrase::with_apposition(a, phrase, sentence.end)];
    while let Some(last) = parts.last().filter(|l| a.is(l.end, Tags::AND)) {
        match noun_phrase::forward(a, last.end + 1, sentence.end)
            .filter(|p| noun_phrase::is_speaker_like(a, p))
        {
            Some(next) => parts.push(next),
            None => break,
        }
    }
    let mention = Mention { parts };
    let end = phrase_end(a, mention.tokens().end, sentence.end);
    let (rule, content) = content(a, i, end, &sentence, rule)?;
    let speaker = Speaker::Mention(mention);
    Some(Candidate::new(rule, content, i..after, speaker))
}

/// Where the phrase ends with all that hangs on the speaker ("selon un communiqué publié par
/// le ministère,"): at the next comma or stop.
fn phrase_end(a: &Analysis<'_>, from: usize, limit: usize) -> usize {
    (from..limit.min(from + 40))
        .find(|&i| {
            matches!(
                a.kind(i),
                Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Colon | Kind::Paragraph | Kind::Close
            ) || a.tokens[i].is_quote()
                || a.group_at(i).is_some_and(|g| g.is_finite())
                    && !a.is(i.wrapping_sub(1), Tags::QUI | Tags::QUE | Tags::RELATIVE)
        })
        .unwrap_or(limit.min(from + 40))
}

fn content(
    a: &Analysis<'_>,
    i: usize,
    end: usize,
    sentence: &Range<usize>,
    rule: &'static str,
) -> Option<(&'static str, Vec<Range<usize>>)> {
    let viewpoint = rule == "viewpoint";
    let initial = if viewpoint { "viewpoint.initial" } else { "according.initial" };
    let head = sentence.start..i;
    let verb_before = a.groups_in(head.clone()).any(|g| a.groups[g].is_finite() && a.groups[g].end <= i);
    let quote_before = head.clone().any(|j| a.in_quote(j));
    let more = end + 1 < sentence.end && matches!(a.kind(end), Kind::Comma | Kind::Colon);
    if !verb_before && !quote_before {
        // Only an adverbial stands before it.
        let start = match a.kind(end) {
            // "Selon X, qui cite Y, S"
            Kind::Comma if a.is(end + 1, Tags::QUI | Tags::RELATIVE) => {
                (end + 1..sentence.end.min(end + 30)).find(|&j| a.kind(j) == Kind::Comma)? + 1
            }
            Kind::Comma | Kind::Colon => end + 1,
            _ if end < sentence.end => end,
            _ => return None,
        };
        return (start < sentence.end)
            .then(|| (initial, vec![start..complement::end_within(a, start, true)]));
    }
    let left = left_start(a, sentence.start, i)..i;
    if left.is_empty() {
        return None;
    }
    let starts_clause = a.is(left.end.wrapping_sub(1), Tags::AND | Tags::BUT | Tags::QUE)
        || a.kind(left.end.wrapping_sub(1)) == Kind::Comma
            && a.is(left.end.wrapping_sub(2), Tags::AND | Tags::BUT);
    if starts_clause && more {
        let start = end + 1;
        return Some((initial, vec![start..complement::end_within(a, start, true)]));
    }
    let mut all = vec![left];
    // "A, selon X, B": the sentence goes on.
    let interrupted = a.kind(i.wrapping_sub(1)) == Kind::Comma && a.kind(end) == Kind::Comma;
    if interrupted && goes_on(a, end + 1, sentence.end) {
        all.push(end + 1..complement::end(a, end + 1));
    }
    (!viewpoint).then_some(("according.trailing", all))
}

/// Whether the clause before an interruption has not had its verb yet, or what follows belongs
/// to it.
fn goes_on(a: &Analysis<'_>, start: usize, limit: usize) -> bool {
    let next_is_verb = a.group_at(start).is_some_and(|g| g.first == start);
    start < limit && (next_is_verb && !handover::gerund_cue(a, start, limit) || a.tokens[start].is_quote())
}

/// Where the clause that a trailing phrase attributes begins: behind the last semicolon, or the
/// last "mais" that opens a clause.
fn left_start(a: &Analysis<'_>, start: usize, end: usize) -> usize {
    let mut from = start;
    let mut i = start;
    while i < end {
        if let Some(quote) = a.quotes.outer(i).filter(|q| q.open == i && q.close < end) {
            i = quote.after().max(i + 1);
            continue;
        }
        let opposes = a.is(i, Tags::BUT) && i > start && a.kind(i - 1) == Kind::Comma;
        if a.kind(i) == Kind::Semicolon || opposes {
            from = i + 1;
        }
        i += 1;
    }
    from
}
