//! Speakers set before a colon: headings ("Clinton: Trump is wrong"), headings with the source
//! last ("Putin to visit: KCNA"), and the turns of a conversation ("Q:", "WALLACE:").

use super::{
    analysis::Analysis,
    candidate::{Candidate, Speaker},
    noun_phrase::{self, Mention},
};
use crate::text::Kind;
use std::ops::Range;

/// How many tokens a speaker before a colon has at the most.
const LONGEST: usize = 7;

/// Every claim that a colon attributes, in languages whose headings do so.
pub(super) fn find(a: &Analysis<'_>, out: &mut Vec<Candidate>) {
    if !a.lang.syntax.labels {
        return;
    }
    let mut start = 0;
    let mut heading = true;
    for i in 0..=a.len() {
        if a.kind(i) != Kind::Paragraph {
            continue;
        }
        if i > start {
            let paragraph = start..i;
            out.extend(if heading { in_heading(a, &paragraph) } else { turn(a, &paragraph) });
            heading = false;
        }
        start = i + 1;
    }
}

fn candidate(
    rule: &'static str,
    content: Range<usize>,
    cue: usize,
    speaker: Range<usize>,
) -> Option<Candidate> {
    let mention = Mention::one(speaker);
    (content.len() > 1).then(|| Candidate::new(rule, vec![content], cue..cue + 1, Speaker::Mention(mention)))
}

fn in_heading(a: &Analysis<'_>, paragraph: &Range<usize>) -> Option<Candidate> {
    const LONGEST_HEADING: usize = 40;
    if paragraph.len() > LONGEST_HEADING {
        return None;
    }
    let mut colons = paragraph.clone().filter(|&i| a.kind(i) == Kind::Colon && !a.in_quote(i));
    let colon = colons.next()?;
    let before = paragraph.start..colon;
    if names_speaker(a, &before) {
        return candidate("label.heading", colon + 1..paragraph.end, colon, before);
    }
    let mut after = colon + 1..paragraph.end;
    while after.end > after.start && a.kind(after.end - 1) == Kind::Stop {
        after.end -= 1;
    }
    let named = after.clone().all(|i| a.is_name(i) || a.is_capital(i)) && names_speaker(a, &after);
    named.then(|| candidate("label.heading", before, colon, after)).flatten()
}

/// Whether some words are nothing but a speaker.
fn names_speaker(a: &Analysis<'_>, words: &Range<usize>) -> bool {
    !words.is_empty()
        && words.len() <= LONGEST
        && words.clone().all(|i| a.is_word_kind(i) && a.group_at(i).is_none())
        && noun_phrase::is_speaker_like(a, words)
}

/// "WALLACE: ...", "Q: ...": all of the paragraph is theirs.
fn turn(a: &Analysis<'_>, paragraph: &Range<usize>) -> Option<Candidate> {
    let end = paragraph.end.min(paragraph.start + LONGEST);
    let colon = (paragraph.start..end).find(|&i| a.kind(i) == Kind::Colon)?;
    let before = paragraph.start..colon;
    let upper = |i: usize| a.word(i).chars().all(|c| !c.is_lowercase());
    let named = !before.is_empty() && before.clone().all(|i| upper(i) && a.kind(i) != Kind::Number);
    let quoted = a.tokens.get(colon + 1).is_some_and(|t| t.is_quote());
    (named && !quoted).then(|| candidate("label.turn", colon + 1..paragraph.end, colon, before)).flatten()
}
