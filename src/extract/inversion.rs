//! Attributions after or inside the words: "..., a déclaré X", "« ... », dit-il, « ... »".

use super::{
    analysis::{Analysis, REACH},
    candidate::{Candidate, Speaker},
    complement, handover,
    noun_phrase::Mention,
    parenthesis, time,
    verb_group::VerbGroup,
};
use crate::{
    lang::{Mood, Tags},
    model::{Hedge, Stance},
    text::{Kind, Quote},
};
use std::ops::Range;

/// Every claim whose cue is inverted.
pub(super) fn find(a: &Analysis<'_>, out: &mut Vec<Candidate>) {
    for number in 0..a.groups.len() {
        let group = &a.groups[number];
        let Some(variant) = group.variant.filter(|v| v.frames.takes_quote() && group.is_finite()) else {
            continue;
        };
        if !group.persons.third() || group.mood == Mood::Subjunctive {
            continue;
        }
        let Some((cue, mention)) = attribution(a, group) else { continue };
        let found = if a.in_quote(group.head) {
            inside_quote(a, group, &cue)
        } else {
            around(a, &cue, variant.frames.say)
        };
        let Some((rule, content)) = found else { continue };
        let stance = if variant.frames.denies { Stance::Denies } else { Stance::Asserts };
        out.push(Candidate {
            rule,
            content,
            cue: group.tokens(),
            speaker: Speaker::Mention(mention),
            hedge: if group.mood == Mood::Conditional { Hedge::Conditional } else { Hedge::None },
            stance,
            thought: variant.frames.thought,
            cites: false,
        });
    }
}

/// Who says it, and the words from the first to the last of verb and subject, where they stand
/// apart: "a déclaré X", "dit-il", or with the subject first "Smith said".
fn attribution(a: &Analysis<'_>, group: &VerbGroup) -> Option<(Range<usize>, Mention)> {
    let own = |m: &Mention| !a.is(m.tokens().start, Tags::FIRST_PERSON);
    if let Some(found) = parenthesis::around(a, group).filter(|p| own(&p.mention)) {
        return Some((found.mention.tokens().start..found.end, found.mention));
    }
    if !stands_aside(a, group) {
        return None;
    }
    let mention = match group.enclitic {
        Some(enclitic) => Some(Mention::one(enclitic..enclitic + 1)),
        None => complement::inverted_subject(a, group, a.sentence(group.first).end),
    };
    let mention = mention.filter(own)?;
    Some((group.first..group.end.max(mention.tokens().end), mention))
}

/// Whether the verb stands apart from what comes before it: behind a comma, a closing mark, a
/// dash, or at the head of its sentence but for an adverb.
fn stands_aside(a: &Analysis<'_>, group: &VerbGroup) -> bool {
    let sentence = a.sentence(group.first);
    let mut i = group.first;
    while i > sentence.start
        && i + 6 > group.first
        && (a.is(i - 1, Tags::ADVERB | Tags::TIME_ADVERB) || a.is(i - 1, Tags::AS))
    {
        i -= 1;
    }
    // "Gov. Mike Pence (R-Ind.) said": a name before it is its subject.
    let labelled = a.lang.syntax.subject_first
        && i > sentence.start
        && a.kind(i - 1) == Kind::Close
        && (sentence.start..i)
            .rev()
            .take(8)
            .find(|&j| a.kind(j) == Kind::Open)
            .is_some_and(|o| o > sentence.start && a.is_name(o - 1));
    if labelled {
        return false;
    }
    let as_said = (i..group.first).any(|j| a.is(j, Tags::AS));
    i == sentence.start
        || as_said
        || matches!(
            a.kind(i - 1),
            Kind::Comma | Kind::QuoteClose | Kind::QuoteStraight | Kind::Dash | Kind::Stop | Kind::Close
        )
        || group.enclitic.is_some()
}

/// « A, a-t-il dit, B »: one quotation, with the cue inside its marks.
fn inside_quote(
    a: &Analysis<'_>,
    group: &VerbGroup,
    cue: &Range<usize>,
) -> Option<(&'static str, Vec<Range<usize>>)> {
    let quote = a.quotes.outer(group.first)?;
    // "promet-elle dans un communiqué,": the aside ends at the next comma.
    const CIRCUMSTANCE: usize = 8;
    let governed = a.is(cue.end, Tags::PREPOSITION) || time::time_end(a, cue.end).is_some();
    let comma = (cue.end..quote.close.min(cue.end + CIRCUMSTANCE)).find(|&i| a.kind(i) == Kind::Comma);
    let end = comma.filter(|_| governed && group.enclitic.is_some()).unwrap_or(cue.end);
    let aside = a.kind(group.first.wrapping_sub(1)) == Kind::Comma
        && (matches!(a.kind(end), Kind::Comma | Kind::Stop | Kind::QuoteClose | Kind::QuoteStraight)
            || group.enclitic.is_none() && a.is_name(end - 1));
    if !aside || quote.depth > 0 {
        return None;
    }
    let mut content = vec![quote.open + 1..group.first];
    if end < quote.close {
        content.push(end..quote.close);
    }
    Some(("quote.interrupted", content))
}

/// The content before the cue, or after it where nothing but an adverbial stands before.
fn around(a: &Analysis<'_>, cue: &Range<usize>, say: bool) -> Option<(&'static str, Vec<Range<usize>>)> {
    let end = cue.end;
    let sentence = a.sentence(cue.start);
    let mut left = left_of(a, sentence.start, cue.start);
    // "S, comme l'a dit X", "S et, a dit X"
    while left.end > left.start
        && (a.kind(left.end - 1) == Kind::Comma
            || a.is(left.end - 1, Tags::SUBORDINATOR | Tags::COORDINATOR | Tags::TIME_ADVERB))
    {
        left.end -= 1;
    }
    let quotes: Vec<&Quote> = quotes_in(a, &left).collect();
    let has_verb =
        a.groups_in(left.clone()).any(|g| a.groups[g].is_finite() && !a.in_quote(a.groups[g].first));
    // "Trump, who leads, mocked Rubio": the words before are a subject that waits for this verb.
    if has_verb && quotes.is_empty() && a.lang.syntax.subject_first && waits(a, &left) {
        return None;
    }
    // "Bridge to Hold for Years, Mayor Says": headings go without verbs.
    let heading = a.lang.syntax.labels && end + 1 >= sentence.end && is_heading(a, &left);
    if quotes.is_empty() && heading {
        return say.then(|| ("clause.trailing-cue", vec![left]));
    }
    if quotes.is_empty() && !has_verb {
        // "En outre, explique X, S": the words follow.
        let words = left.len();
        let right = right_clause(a, end, sentence.end)?;
        if let Some(rest) =
            resumed(a, cue, sentence.end).filter(|_| say && words < 25 && sets_scene(a, &left))
        {
            return Some(("clause.trailing-cue", vec![left, rest]));
        }
        return (say && words < 25).then(|| ("clause.initial-cue", vec![right]));
    }
    if quotes.is_empty() && !say {
        return None;
    }
    // What a colon introduces is the quotation; what stands before it has its own attribution.
    let introduced = quotes.iter().rev().find(|q| q.open > left.start && a.kind(q.open - 1) == Kind::Colon);
    let content = match introduced.or(quotes.first()) {
        // An adverbial before a quotation is the article's: "En Allemagne, « ... », a dit".
        Some(first) if stands_alone(a, &left, first) => first.open..left.end,
        _ => left,
    };
    let rule = if quotes.is_empty() { "clause.trailing-cue" } else { "quote.before-cue" };
    let mut all = vec![content];
    all.extend(
        continuation(a, end, sentence.end, !quotes.is_empty())
            .or_else(|| resumed(a, cue, sentence.end).filter(|_| quotes.is_empty())),
    );
    Some((rule, all))
}

/// Whether the words have capitals throughout, as in a heading; short function words need none.
fn is_heading(a: &Analysis<'_>, words: &Range<usize>) -> bool {
    const LEAST: usize = 4;
    let long = |i: &usize| a.is_word_kind(*i) && a.word(*i).len() > 3;
    words.len() >= LEAST && words.clone().filter(long).all(|i| a.is_capital(i))
}

/// Whether every verb of a stretch stands in a relative clause behind a comma.
fn waits(a: &Analysis<'_>, left: &Range<usize>) -> bool {
    a.groups_in(left.clone()).map(|g| &a.groups[g]).filter(|g| g.is_finite()).all(|group| {
        let clause = (left.start..group.first).rev().take(REACH).take_while(|&i| a.kind(i) != Kind::Comma);
        clause.last().is_some_and(|first| first > left.start && a.is(first, Tags::QUI | Tags::RELATIVE))
    })
}

/// The sentence's part before the cue, without what another attribution has taken.
fn left_of(a: &Analysis<'_>, start: usize, end: usize) -> Range<usize> {
    let mut from = start;
    let mut i = start;
    while i < end {
        if let Some(quote) = a.quotes.outer(i).filter(|q| q.open == i && q.closed && q.close < end) {
            i = quote.after();
            continue;
        }
        if a.kind(i) == Kind::Semicolon {
            from = i + 1;
        }
        i += 1;
    }
    from..end
}

fn quotes_in<'a>(a: &'a Analysis<'_>, range: &Range<usize>) -> impl Iterator<Item = &'a Quote> {
    let from = a.quotes.all.partition_point(|q| q.open < range.start);
    let range = range.clone();
    a.quotes.all[from..]
        .iter()
        .take_while(move |q| q.open < range.end)
        .filter(|q| q.depth == 0 && !q.inside().is_empty())
}

/// Whether the words before a quotation only set the scene: no verb, and a comma or a colon
/// before the mark; or a clause that ends with a colon.
fn stands_alone(a: &Analysis<'_>, left: &Range<usize>, quote: &Quote) -> bool {
    if quote.open == left.start {
        return false;
    }
    let before = left.start..quote.open;
    let verb = a.groups_in(before.clone()).any(|g| a.groups[g].is_finite());
    match a.kind(quote.open - 1) {
        Kind::Colon | Kind::Dash => true,
        Kind::Comma => !verb && before.len() < 20,
        // "Premier discours « Plus d'enfants, moins d'impôts »": a sentence of its own.
        _ => {
            before.len() <= 2 && a.is(left.start, Tags::COORDINATOR)
                || !verb && a.is_capital(quote.open + 1) && quote.inside().len() > 4
        }
    }
}

/// The clause after a cue that stands first.
fn right_clause(a: &Analysis<'_>, end: usize, limit: usize) -> Option<Range<usize>> {
    let start = match a.kind(end) {
        Kind::Comma | Kind::Colon => end + 1,
        _ if a.tokens.get(end).is_some_and(|t| t.is_quote()) => end,
        _ => (end..limit.min(end + 25)).find(|&i| matches!(a.kind(i), Kind::Comma | Kind::Colon))? + 1,
    };
    (start < limit).then(|| start..complement::end(a, start))
}

/// Whether words before a cue say more than an adverb does ("Over the years").
fn sets_scene(a: &Analysis<'_>, left: &Range<usize>) -> bool {
    left.clone().any(|i| a.is_word_kind(i) && !a.is(i, Tags::ADVERB | Tags::COORDINATOR))
        && left.clone().filter(|&i| a.is_word_kind(i)).count() > 1
}

/// The second part of a clause that a parenthesis with its subject first interrupts: "The plan,
/// Smith said, would work".
fn resumed(a: &Analysis<'_>, cue: &Range<usize>, limit: usize) -> Option<Range<usize>> {
    // "explained earlier in the hearing,": a circumstance goes with the cue.
    const CIRCUMSTANCE: usize = 9;
    let end = (cue.end..limit.min(cue.end + CIRCUMSTANCE))
        .take_while(|&i| {
            a.kind(i) == Kind::Comma || a.is_word_kind(i) && a.group_at(i).is_none_or(|g| !g.is_finite())
        })
        .find(|&i| a.kind(i) == Kind::Comma)
        .filter(|&i| i == cue.end || a.is(cue.end, Tags::PREPOSITION | Tags::ADVERB | Tags::WEEKDAY))
        .unwrap_or(cue.end);
    let next = end + 1;
    let comma = |i: usize| a.kind(i) == Kind::Comma;
    let inserted = a.lang.syntax.subject_first && comma(cue.start.wrapping_sub(1)) && comma(end);
    // "S, Smith said, and left" is all his, "S, Smith said, and she left" is not.
    let same_subject =
        a.group_at(next + 1).is_some_and(|g| g.first == next + 1 && g.is_finite() && g.variant.is_none());
    let coordinated = a.is(next, Tags::COORDINATOR)
        && !same_subject
        && a.groups_in(next..limit).any(|g| a.groups[g].is_finite());
    let other = coordinated || a.is(next, Tags::QUI | Tags::RELATIVE) || handover::gerund_cue(a, next, limit);
    let goes_on = next < limit && !other;
    (inserted && goes_on).then(|| next..complement::end(a, next))
}

/// The second part of an interrupted quotation: "« A », dit X, « B »".
fn continuation(a: &Analysis<'_>, end: usize, limit: usize, quoted: bool) -> Option<Range<usize>> {
    // Between them may stand to whom, where, or about what it was said, with commas of their own.
    let next = (end..limit.min(end + 20))
        .take_while(|&i| !matches!(a.kind(i), Kind::Colon | Kind::Stop))
        .find(|&i| a.tokens[i].is_quote())?;
    let comma = next > end && a.kind(next - 1) == Kind::Comma;
    let quote = a.quotes.outer(next).filter(|q| q.open == next && quoted && comma)?;
    Some(quote.open..quote.after())
}
