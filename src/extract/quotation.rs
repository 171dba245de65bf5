//! Quotations beside which no cue stands: the speaker comes from the context, or is unknown.

use super::{
    analysis::Analysis,
    candidate::{Candidate, Speaker},
    noun_phrase::{self, Mention},
    subject, subject_phrase,
};
use crate::{
    lang::Tags,
    text::{Kind, Quote},
};
use std::ops::Range;

/// The shortest fragment inside the article's own sentence that is taken for somebody's words
/// and not for a title, a nickname or a word held at arm's length.
const FRAGMENT_WORDS: usize = 5;
/// The shortest quotation that stands as a sentence of its own.
const SENTENCE_WORDS: usize = 3;

/// Every quotation that no other candidate has in its content.
pub(super) fn find(a: &Analysis<'_>, taken: &dyn Fn(&Range<usize>) -> bool, out: &mut Vec<Candidate>) {
    for quote in a.quotes.all.iter().filter(|q| q.depth == 0) {
        let inside = quote.inside();
        if inside.is_empty() || taken(&inside) || !quote.closed || is_title(a, quote) {
            continue;
        }
        out.extend(label(a, quote).or_else(|| alone(a, quote)));
    }
}

/// Whether what is quoted is a title or a name: a work or a word of naming stands before it
/// ("son livre, « ... »", "baptisé « ... »").
fn is_title(a: &Analysis<'_>, quote: &Quote) -> bool {
    let mut before = quote.open;
    while before > 0 && (a.kind(before - 1) == Kind::Comma || a.is(before - 1, Tags::DETERMINER | Tags::DE)) {
        before -= 1;
    }
    before > 0 && a.is(before - 1, Tags::TITLED)
}

/// "X : « ... »", as in headlines and interviews.
fn label(a: &Analysis<'_>, quote: &Quote) -> Option<Candidate> {
    let colon = quote.open.checked_sub(1).filter(|&c| a.kind(c) == Kind::Colon)?;
    let sentence = a.sentence(colon);
    let mention = subject_phrase::before(a, colon, sentence.start, true)?;
    let names = mention.parts.iter().all(|p| noun_phrase::is_speaker_like(a, p));
    let verb = a.groups_in(sentence.start..colon).any(|g| a.groups[g].is_finite());
    (names && !verb).then(|| {
        Candidate::new(
            "quote.label",
            vec![quote.open..quote.after()],
            colon..colon + 1,
            Speaker::Mention(mention),
        )
    })
}

fn alone(a: &Analysis<'_>, quote: &Quote) -> Option<Candidate> {
    let words = quote.inside().filter(|&i| a.is_word_kind(i)).count();
    let before = quote.open.checked_sub(1);
    let opens = before
        .is_none_or(|b| matches!(a.kind(b), Kind::Stop | Kind::Paragraph | Kind::Colon | Kind::Dash))
        || a.sentence(quote.open).start == quote.open;
    let ends = matches!(a.kind(quote.after()), Kind::Stop | Kind::Paragraph)
        || a.kind(quote.close.wrapping_sub(1)) == Kind::Stop;
    let colon = before.is_some_and(|b| a.kind(b) == Kind::Colon);
    let speaker = || sentence_subject(a, quote).map_or(Speaker::Continued, Speaker::Mention);
    if opens && ends && words >= SENTENCE_WORDS {
        let speaker = if colon { speaker() } else { Speaker::Continued };
        return Some(Candidate::new("quote.continued", vec![quote.open..quote.after()], 0..0, speaker));
    }
    let title = quote
        .inside()
        .filter(|&i| a.is_word_kind(i))
        .all(|i| a.is_capital(i) || a.is(i, Tags::PREPOSITION | Tags::DETERMINER));
    let verb = a.groups_in(quote.inside()).any(|g| a.groups[g].is_finite());
    let long = words >= FRAGMENT_WORDS || verb && words >= SENTENCE_WORDS;
    (long && !title)
        .then(|| Candidate::new("quote.fragment", vec![quote.open..quote.after()], 0..0, speaker()))
}

/// The subject of the last verb before a quotation in its sentence, where it can speak.
fn sentence_subject(a: &Analysis<'_>, quote: &Quote) -> Option<Mention> {
    let start = a.sentence(quote.open).start;
    let mut verbs = a.groups_in(start..quote.open).rev().filter(|&g| a.groups[g].is_finite());
    let mention = verbs.find_map(|g| subject::of(a, g))?;
    mention.parts.iter().all(|p| noun_phrase::is_speaker_like(a, p)).then_some(mention)
}
