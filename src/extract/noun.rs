//! Reporting nouns with what they report: "l'accusation selon laquelle", "his claim that",
//! "Smith's call for".

use super::{
    analysis::Analysis,
    candidate::{Candidate, Speaker},
    clause, complement,
    noun_phrase::{self, Mention},
    subject,
};
use crate::{
    lang::{Auxiliary, Frames, Tags},
    model::Stance,
};
use std::ops::Range;

/// Every claim that a noun makes.
pub(super) fn find(a: &Analysis<'_>, out: &mut Vec<Candidate>) {
    for i in 0..a.len() {
        let Some(entry) = a.entry(i) else { continue };
        if entry.is(Tags::PHRASE_HEAD) && !a.in_quote(i) {
            out.extend(relative(a, i));
        }
        if let Some(number) = entry.noun.filter(|_| a.group_at(i).is_none() && !a.in_quote(i)) {
            out.extend(reported(a, i, &a.lang.lexicon.nouns[number as usize]));
        }
    }
}

/// "l'accusation selon laquelle S"
fn relative(a: &Analysis<'_>, i: usize) -> Option<Candidate> {
    let relative = a.according(i).filter(|&r| a.is(r, Tags::RELATIVE))?;
    let content = relative + 1..complement::end(a, relative + 1);
    let speaker = holder_before(a, i).map_or(Speaker::Nobody, Speaker::Mention);
    Some(Candidate::new("noun.relative", vec![content], i..relative + 1, speaker))
}

/// Whose accusation it is: the agent after "par", or the last speaker-like phrase after the
/// preposition of possession.
fn holder_before(a: &Analysis<'_>, i: usize) -> Option<Mention> {
    let floor = a.sentence(i).start;
    let from = i.saturating_sub(15).max(floor);
    (from..i)
        .rev()
        .filter(|&j| a.is(j, Tags::BY) || a.is(j, Tags::DE))
        .filter_map(|j| noun_phrase::forward(a, j + 1, i))
        .find(|p| noun_phrase::is_speaker_like(a, p))
        .map(Mention::one)
}

/// "his claim that S", "the promise by Smith to Z", "made a call for N": only where the text
/// says whose it is.
fn reported(a: &Analysis<'_>, noun: usize, frames: &Frames) -> Option<Candidate> {
    let limit = a.sentence(noun).end;
    let (mention, after) = match agent(a, noun + 1, limit) {
        Some(mention) => {
            let after = mention.tokens().end;
            (mention, after)
        }
        None => (owner(a, noun).or_else(|| supported(a, noun))?, noun + 1),
    };
    let (rule, content) = content(a, after, frames, limit)?;
    let apart = mention.tokens().end <= content.start || content.end <= mention.tokens().start;
    let stance = if frames.denies { Stance::Denies } else { Stance::Asserts };
    let claim = Candidate::new(rule, vec![content], noun..noun + 1, Speaker::Mention(mention));
    apart.then_some(Candidate { stance, thought: frames.thought, ..claim })
}

/// "criticism by the mayor"
fn agent(a: &Analysis<'_>, i: usize, limit: usize) -> Option<Mention> {
    let phrase = noun_phrase::forward(a, i + 1, limit).filter(|_| a.is(i, Tags::BY))?;
    noun_phrase::is_speaker_like(a, &phrase).then(|| Mention::one(phrase))
}

/// "his claim", "FBI Director James Comey's conclusion"
fn owner(a: &Analysis<'_>, noun: usize) -> Option<Mention> {
    const LONGEST: usize = 8;
    let floor = a.sentence(noun).start.max(noun.saturating_sub(3));
    let mark = (floor..noun)
        .rev()
        .take_while(|&j| a.is_word_kind(j) && a.group_at(j).is_none_or(|g| !g.is_finite()))
        .find(|&j| a.is(j, Tags::POSSESSIVE | Tags::GENITIVE))?;
    if a.is(mark, Tags::POSSESSIVE) {
        return (!a.is(mark, Tags::FIRST_PERSON)).then(|| Mention::one(mark..mark + 1));
    }
    let floor = a.sentence(noun).start.max(mark.saturating_sub(LONGEST));
    let mut start = mark;
    while start > floor && noun_phrase::is_nominal(a, start - 1) {
        start -= 1;
        if a.is(start, Tags::DETERMINER) && !a.is_name(start) {
            break;
        }
    }
    let phrase = start..mark;
    (!phrase.is_empty() && noun_phrase::is_speaker_like(a, &phrase)).then(|| Mention::one(phrase))
}

/// "Smith made a promise", "voiced her concern": the subject of the verb that only carries the
/// noun.
fn supported(a: &Analysis<'_>, noun: usize) -> Option<Mention> {
    let floor = a.sentence(noun).start.max(noun.saturating_sub(4));
    let verb = (floor..noun)
        .rev()
        .take_while(|&j| a.is_word_kind(j) && !a.is(j, Tags::PREPOSITION))
        .find_map(|j| a.group_number_at(j))?;
    let group = &a.groups[verb];
    if !group.verb.is(Tags::SUPPORT) || group.passive || group.negated || !group.is_finite() {
        return None;
    }
    let mention = subject::of(a, verb)?;
    let speaks = mention.parts.iter().all(|p| noun_phrase::is_speaker_like(a, p));
    (speaks && !a.is(mention.tokens().start, Tags::FIRST_PERSON)).then_some(mention)
}

/// What follows the noun as its content, and the rule that says so.
fn content(
    a: &Analysis<'_>,
    start: usize,
    frames: &Frames,
    limit: usize,
) -> Option<(&'static str, Range<usize>)> {
    let at = clause::over_asides(a, start, limit, frames);
    // "his claim is that S"
    let copula = a.group_at(at).filter(|g| g.first == at && g.verb.auxiliary == Some(Auxiliary::Be));
    let that = copula.map_or(at, |g| g.end);
    if frames.que && a.is_complementiser(that) {
        return Some(("noun.que", that + 1..complement::end(a, that + 1)));
    }
    let infinitive = frames.a_infinitive && a.is(at, Tags::A) || frames.de_infinitive && a.is(at, Tags::DE);
    if infinitive && clause::infinitive_at(a, at + 1) {
        return Some(("noun.infinitive", at + 1..complement::end(a, at + 1)));
    }
    let wanted = frames.prepositions.iter().any(|p| clause::is_preposition(a, at, &p.word));
    (wanted && noun_phrase::forward(a, at + 1, limit).is_some())
        .then(|| ("noun.object", at + 1..complement::end(a, at + 1)))
}
