//! Words of doubt in the article's own voice ("un éventuel accord sur les armes").

use super::{analysis::Analysis, candidate::Candidate, complement, noun_phrase, verb_group::VerbGroup};
use crate::{
    lang::{Mood, Tags},
    model::Hedge,
};
use std::ops::Range;

/// Every noun phrase with a word of doubt that no other candidate has in its content.
pub(super) fn find(a: &Analysis<'_>, taken: &dyn Fn(&Range<usize>) -> bool, out: &mut Vec<Candidate>) {
    adverbs(a, taken, out);
    verbs(a, taken, out);
    for i in (0..a.len()).filter(|&i| a.is(i, Tags::DOUBT) && !a.in_quote(i)) {
        // People who are suspected are not claims; deeds and things are.
        let Some(phrase) = phrase_around(a, i).filter(|p| !names_people(a, p)) else { continue };
        if !taken(&phrase) {
            out.push(Candidate::unsourced("doubt.noun", phrase, i..i + 1, Hedge::Alleged));
        }
    }
}

/// Every clause with an adverb of doubt beside its verb ("reportedly shipped").
fn adverbs(a: &Analysis<'_>, taken: &dyn Fn(&Range<usize>) -> bool, out: &mut Vec<Candidate>) {
    for i in (0..a.len()).filter(|&i| a.is(i, Tags::DOUBT_ADVERB) && !a.in_quote(i)) {
        let sentence = a.sentence(i);
        let near = a.groups_in(i.saturating_sub(4).max(sentence.start)..sentence.end.min(i + 3));
        let beside =
            |g: &&VerbGroup| g.is_finite() && (g.tokens().contains(&i) || g.first == i + 1 || g.end == i);
        let Some(group) = near.map(|g| &a.groups[g]).find(beside) else { continue };
        let content = complement::clause_around(a, group, group.first.min(i));
        if !taken(&content) {
            out.push(Candidate::unsourced("doubt.adverb", content, i..i + 1, Hedge::Alleged));
        }
    }
}

/// Every clause whose verb itself leaves it open: "is believed to have flown", "may have flown".
fn verbs(a: &Analysis<'_>, taken: &dyn Fn(&Range<usize>) -> bool, out: &mut Vec<Candidate>) {
    for group in a.groups.iter().filter(|g| g.is_finite() && g.persons.third() && !a.in_quote(g.head)) {
        let rumour = group.passive
            && group.verb.is(Tags::RUMOUR)
            && a.is(group.end, Tags::A | Tags::DE)
            && a.group_at(group.end + 1).is_some_and(|g| g.mood == Mood::Infinitive);
        let perfect = |g: &VerbGroup| g.tokens().any(|i| a.is(i, Tags::HAVE));
        let (rule, hedge) = match () {
            () if rumour => ("doubt.verb", Hedge::Alleged),
            () if a.is(group.first, Tags::PERHAPS) && perfect(group) => ("doubt.modal", Hedge::Conditional),
            () => continue,
        };
        let content = complement::clause_around(a, group, group.first);
        let own = !a.is(content.start, Tags::FIRST_PERSON | Tags::QUI | Tags::RELATIVE);
        if own && !taken(&content) {
            out.push(Candidate::unsourced(rule, content, group.tokens(), hedge));
        }
    }
}

/// Whether content opens with a noun phrase that a word of doubt qualifies ("confirmer une
/// éventuelle rencontre").
pub(super) fn opens(a: &Analysis<'_>, content: &Range<usize>) -> bool {
    let opening = content.start..content.end.min(content.start + 3);
    a.is(content.start, Tags::DETERMINER)
        && opening.clone().any(|i| a.is(i, Tags::DOUBT) && !a.in_quote(i))
        && opening.into_iter().all(|i| a.group_at(i).is_none_or(|g| !g.is_finite()))
}

fn phrase_around(a: &Analysis<'_>, i: usize) -> Option<Range<usize>> {
    let floor = a.sentence(i).start;
    let start = (floor..=i).rev().take(4).find(|&j| a.is(j, Tags::DETERMINER))?;
    let phrase = noun_phrase::forward(a, start, a.sentence(i).end)?;
    if !phrase.contains(&i) || phrase.len() < 3 {
        return None;
    }
    // "un accord sur les armes", "un sommet avec X"
    let mut end = phrase.end;
    while a.is(end, Tags::PREPOSITION) && end < phrase.end + 20 {
        match noun_phrase::forward(a, end + 1, a.sentence(i).end) {
            Some(next) => end = next.end,
            None => break,
        }
    }
    Some(start..end)
}

fn names_people(a: &Analysis<'_>, phrase: &Range<usize>) -> bool {
    let thing = Tags::DOUBT | Tags::DOCUMENT | Tags::MEDIUM | Tags::BODY | Tags::OCCASION;
    let agent = |i| a.lang.person_endings.iter().any(|e| a.word(i).ends_with(e)) && !a.is(i, thing);
    phrase.clone().take(4).any(|i| a.is(i, Tags::ROLE | Tags::ANONYMOUS) || agent(i))
}
