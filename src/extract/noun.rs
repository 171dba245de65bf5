//! Reporting nouns with a clause: "l'accusation selon laquelle", "l'idée que".

use super::{
    analysis::Analysis,
    candidate::{Candidate, Speaker},
    complement, noun_phrase,
    noun_phrase::Mention,
};
use crate::{
    lang::Tags,
    model::{Hedge, Stance},
};

/// Every claim that "selon laquelle" introduces.
pub(super) fn find(a: &Analysis<'_>, out: &mut Vec<Candidate>) {
    for i in 0..a.len() {
        if !a.is(i, Tags::PHRASE_HEAD) || a.in_quote(i) {
            continue;
        }
        let phrase = a.according(i);
        let Some(relative) = phrase.filter(|&r| a.is(r, Tags::RELATIVE)) else { continue };
        out.push(Candidate {
            rule: "noun.relative",
            content: vec![relative + 1..complement::end(a, relative + 1)],
            cue: i..relative + 1,
            speaker: holder(a, i).map_or(Speaker::Nobody, Speaker::Mention),
            hedge: Hedge::None,
            stance: Stance::Asserts,
            thought: false,
            cites: false,
        });
    }
}

/// Whose accusation it is: the agent after "par", or the last speaker-like phrase after the
/// preposition of possession.
fn holder(a: &Analysis<'_>, i: usize) -> Option<Mention> {
    let floor = a.sentence(i).start;
    let from = i.saturating_sub(15).max(floor);
    (from..i)
        .rev()
        .filter(|&j| a.is(j, Tags::BY) || a.is(j, Tags::DE))
        .filter_map(|j| noun_phrase::forward(a, j + 1, i))
        .find(|p| noun_phrase::is_speaker_like(a, p))
        .map(Mention::one)
}
