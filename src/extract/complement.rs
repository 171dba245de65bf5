//! Where what is reported begins and ends.

use super::{
    analysis::Analysis, handover, noun_phrase, parenthesis, subject_phrase, time, verb_group::VerbGroup,
};
use crate::{lang::Tags, model::Form, text::Kind};
use std::ops::Range;

/// Takes commas, stops, colons and dashes off both ends, and the quotation marks that enclose
/// all of it.
pub(super) fn trim(a: &Analysis<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let Range { mut start, mut end } = range;
    loop {
        let before = (start, end);
        while start < end && is_loose(a.kind(start)) {
            start += 1;
        }
        while start < end && is_loose(a.kind(end - 1)) {
            end -= 1;
        }
        if start >= end {
            return None;
        }
        let first = a.quotes.all.binary_search_by_key(&start, |q| q.open).ok().map(|q| &a.quotes.all[q]);
        if let Some(quote) = first {
            // The marks enclose all of it, or the closing one stands outside.
            if quote.close + 1 >= end {
                start += 1;
                if quote.closed && quote.close + 1 == end {
                    end -= 1;
                }
            }
        } else if a.tokens[start].is_quote() && closes_before(a, start, start) {
            start += 1;
        }
        if start < end && a.tokens[end - 1].is_quote() && closes_before(a, end - 1, start) {
            end -= 1;
        }
        if start >= end {
            return None;
        }
        if before == (start, end) {
            return Some(start..end);
        }
    }
}

/// Whether the mark at `i` closes a quotation that opens before `start`, or none at all.
fn closes_before(a: &Analysis<'_>, i: usize, start: usize) -> bool {
    let is_mark = a.quotes.all.binary_search_by_key(&i, |q| q.open).is_ok();
    if is_mark {
        return false;
    }
    // The last quotation opened before the mark that closes at it.
    let from = a.quotes.all.partition_point(|q| q.open < i);
    let own = a.quotes.all[..from].iter().rev().take(8).find(|q| q.closed && q.close == i);
    own.is_none_or(|q| q.open < start)
}

fn is_loose(kind: Kind) -> bool {
    matches!(kind, Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Colon | Kind::Dash | Kind::Paragraph)
}

/// Direct, mixed or indirect: how much of the content stands in quotation marks.
pub(super) fn form(a: &Analysis<'_>, content: &[Range<usize>]) -> Form {
    let (mut inside, mut outside) = (false, false);
    for i in content.iter().flat_map(Range::clone) {
        if matches!(a.kind(i), Kind::Word | Kind::Number) {
            match a.in_quote(i) {
                true => inside = true,
                false => outside = true,
            }
        }
    }
    match (inside, outside) {
        (true, false) => Form::Direct,
        (true, true) => Form::Mixed,
        _ => Form::Indirect,
    }
}

/// The clause of a verb: from its subject, or from `first` where it has none, to its end.
pub(super) fn clause_around(a: &Analysis<'_>, group: &VerbGroup, first: usize) -> Range<usize> {
    let floor = a.sentence(first).start;
    let subject = subject_phrase::before(a, first, floor, group.persons.third_plural());
    subject.map_or(first, |m| m.tokens().start)..end(a, group.first)
}

/// Where a complement that begins at `start` ends: at the end of its sentence, unless the
/// article's own voice or another attribution takes over before.
pub(super) fn end(a: &Analysis<'_>, start: usize) -> usize {
    end_within(a, start, false)
}

/// As [`end`]; `whole` where all of a sentence is attributed ("selon X, S"), the article's
/// objections ("mais") included.
pub(super) fn end_within(a: &Analysis<'_>, start: usize, whole: bool) -> usize {
    let sentence = a.sentence(start);
    let mut i = start;
    while i < sentence.end {
        if let Some(quote) = a.quotes.outer(i).filter(|q| q.open == i) {
            if i > start && a.narrates(quote) {
                return i;
            }
            i = quote.after().max(i + 1);
            // “..., ” with its comma inside the marks
            let comma = quote.closed && i < sentence.end && a.kind(i.saturating_sub(2)) == Kind::Comma;
            if comma && (handover::other_voice(a, start, i, sentence.end, whole) || handover::comments(a, i))
            {
                return i;
            }
            continue;
        }
        match a.kind(i) {
            Kind::Semicolon => return i,
            Kind::Colon if a.tokens.get(i + 1).is_some_and(|t| t.is_quote()) => return i,
            Kind::Open => {
                i = (i..sentence.end.min(i + 60)).find(|&j| a.kind(j) == Kind::Close).unwrap_or(i) + 1;
                continue;
            }
            Kind::Comma if handover::other_voice(a, start, i + 1, sentence.end, whole) => return i,
            Kind::Comma if i > start && a.tokens[i - 1].is_quote() && handover::comments(a, i + 1) => {
                return i;
            }
            Kind::Word if i > start && handover::turns(a, start, i, sentence.end) => return i,
            _ => {}
        }
        i += 1;
    }
    i
}

/// An attribution in parenthesis at `i`: "selon X", "a-t-il dit", "a indiqué X", "comme l'a dit
/// X". Answers one past its last token.
pub(super) fn attribution(a: &Analysis<'_>, i: usize, limit: usize) -> Option<usize> {
    if let Some(after) = a.according(i) {
        return noun_phrase::forward(a, after, limit).map(|p| p.end);
    }
    if a.lang.syntax.subject_first {
        let verb = a.groups_in(i..limit.min(i + 30)).map(|g| &a.groups[g]).find(|g| g.is_finite());
        let found = verb.and_then(|verb| parenthesis::around(a, verb));
        if let Some(found) = found.filter(|p| p.mention.tokens().start == i) {
            return Some(found.end);
        }
    }
    let mut j = i;
    while j < limit.min(i + 6) && (a.is(j, Tags::ADVERB | Tags::SUBORDINATOR) || a.is(j, Tags::AS)) {
        j += 1;
    }
    if j < limit
        && let Some(after) = time::time_end(a, j).filter(|_| !a.is(j, Tags::DETERMINER))
    {
        j = after;
    }
    let group = a.group_at(j).filter(|g| g.first == j && g.is_finite())?;
    if !group.variant.is_some_and(|v| v.frames.takes_quote()) {
        return None;
    }
    if group.enclitic.is_some() {
        return Some(group.end);
    }
    inverted_subject(a, group, limit).map(|m| m.tokens().end)
}

/// The subject after an inverted reporting verb, where no complement follows the verb instead.
/// Right after a quotation any noun phrase will do; elsewhere it must be one that can speak.
pub(super) fn inverted_subject(
    a: &Analysis<'_>,
    group: &VerbGroup,
    limit: usize,
) -> Option<noun_phrase::Mention> {
    let mention = noun_phrase::after(a, group.end, limit)?;
    let comma = usize::from(a.kind(group.first.wrapping_sub(1)) == Kind::Comma);
    let quoted = a.tokens.get(group.first.wrapping_sub(1 + comma)).is_some_and(|t| t.is_quote());
    let speaker = quoted || mention.parts.iter().all(|p| noun_phrase::is_speaker_like(a, p));
    let end = mention.tokens().end;
    let clause = a.is_complementiser(end) || a.group_at(end).is_some_and(|g| g.is_finite() && g.first == end);
    (speaker && !clause).then_some(mention)
}
