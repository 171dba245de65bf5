//! Relays: who passed the words on, and to whom they were said.

use super::{
    analysis::Analysis,
    noun_phrase::{self, Mention},
};
use crate::{
    lang::{Mood, Tags},
    text::Kind,
};
use std::ops::Range;

/// A link of the chain, before its name is resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    pub mention: Mention,
    /// Whether the words were said to it.
    pub spoken_to: bool,
}

/// The links that a sentence names outside of a claim's content.
pub(super) fn find(
    a: &Analysis<'_>,
    sentence: &Range<usize>,
    content: &[Range<usize>],
    cue: &Range<usize>,
) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    let mut i = sentence.start;
    while i < sentence.end {
        if let Some(inside) = content.iter().find(|c| c.contains(&i)) {
            i = inside.end;
            continue;
        }
        let near = content.iter().chain([cue]).any(|r| i.abs_diff(r.start).min(i.abs_diff(r.end)) < 25);
        let found =
            if near { relayed(a, i, sentence.end).or_else(|| told(a, i, sentence.end)) } else { None };
        match found {
            Some((link, end)) => {
                links.push(link);
                i = end.max(i + 1);
            }
            None => i += 1,
        }
    }
    links
}

/// "Yonhap reported, citing the army": whom a medium cites as the source of all that it reports, named
/// outside of the content.
pub(super) fn cited(
    a: &Analysis<'_>,
    sentence: &Range<usize>,
    content: &[Range<usize>],
    cue: &Range<usize>,
) -> Option<Mention> {
    const FAR: usize = 8;
    let near = cue.end..sentence.end.min(cue.end + FAR);
    let group = a.groups_in(near).map(|g| &a.groups[g]).find(|g| {
        let cites = g.variant.is_some_and(|v| v.frames.cites) && g.mood == Mood::Gerund;
        cites && !content.iter().any(|c| c.contains(&g.first))
    })?;
    let phrase = noun_phrase::forward(a, group.end, sentence.end)?;
    let says = !a.tokens.get(phrase.end).is_some_and(|t| t.is_quote()) && !a.is(phrase.end, Tags::AS);
    (says && noun_phrase::is_speaker_like(a, &phrase))
        .then(|| Mention::one(noun_phrase::with_apposition(a, phrase, sentence.end)))
}

/// "cité par KCNA", "rapporté par l'agence"
fn relayed(a: &Analysis<'_>, i: usize, limit: usize) -> Option<(Link, usize)> {
    if !a.is(i + 1, Tags::BY)
        || !a.lang.phrases.relayed.iter().chain(&a.lang.phrases.asked).any(|p| a.is_word(i, p))
    {
        return None;
    }
    let phrase = noun_phrase::forward(a, i + 2, limit)?;
    let spoken_to = a.lang.phrases.asked.iter().any(|p| a.is_word(i, p));
    let end = phrase.end;
    noun_phrase::is_speaker_like(a, &phrase).then(|| (Link { mention: Mention::one(phrase), spoken_to }, end))
}

/// "à l'AFP", "sur BFMTV", "dans un entretien au Monde": an outlet that the words were said to.
fn told(a: &Analysis<'_>, i: usize, limit: usize) -> Option<(Link, usize)> {
    // "told Reuters that"
    let teller = a.group_at(i).filter(|g| {
        let tells = g.variant.is_some_and(|v| v.frames.y_que) && a.lang.syntax.bare_clauses;
        g.head == i && tells && !g.passive
    });
    let after = match teller {
        Some(group) => group.end,
        // The preposition of a locution governs whom it is addressed to: "called on".
        None if !a.is(i, Tags::PREPOSITION) || a.group_at(i).is_some() => return None,
        None => a.lang.phrases.told.iter().find_map(|p| a.phrase(i, p))?,
    };
    let mut name = after;
    while name < after + 4 && (a.is(name, Tags::DETERMINER) || a.is(name, Tags::MEDIUM)) {
        name += 1;
    }
    let outlet = a.outlet(name).map(|(_, end)| name..end);
    // "la chaîne américaine CBS", "l'agence Spunik"
    let described = || {
        let phrase = noun_phrase::forward(a, after, limit)?;
        let medium = phrase.clone().any(|j| a.is(j, Tags::MEDIUM));
        let first = phrase.clone().rev().take_while(|&j| a.is_name(j)).last()?;
        medium.then_some(first..phrase.end)
    };
    let tokens = outlet.or_else(described)?;
    let end = tokens.end;
    (a.kind(i) == Kind::Word).then(|| (Link { mention: Mention::one(tokens), spoken_to: true }, end))
}
