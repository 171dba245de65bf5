//! Mends what copying from a page breaks: words run together at a lost space.

use super::analysis::Analysis;
use crate::{
    lang::Tags,
    text::{Kind, Token},
};
use rustc_hash::FxHashMap;

/// Cuts names that a lost space has run together with the word after them ("Jong Unlors de",
/// "Poutinea félicité"): a word with a capital that occurs once, whose beginning occurs as a
/// word of its own in the same text, and whose rest is a function word or a verb form.
pub(super) fn split_run_together(analysis: &mut Analysis<'_>) {
    let mut capitals: FxHashMap<&str, u32> = FxHashMap::default();
    for i in (0..analysis.len()).filter(|&i| analysis.is_capital(i)) {
        *capitals.entry(analysis.word(i)).or_default() += 1;
    }
    let mut cuts = Vec::new();
    for i in (0..analysis.len()).filter(|&i| analysis.is_capital(i) && analysis.entry(i).is_none()) {
        let word = analysis.word(i);
        if capitals.get(word) != Some(&1) || word.len() > 60 {
            continue;
        }
        let cut = word.char_indices().map(|(at, _)| at).skip(2).find(|&at| {
            let (name, rest) = word.split_at(at);
            rest.starts_with(char::is_lowercase)
                && name != word
                && capitals.contains_key(name)
                && is_whole_word(analysis, rest)
        });
        cuts.extend(cut.map(|at| (i, at)));
    }
    if cuts.is_empty() {
        return;
    }
    let mut tokens = Vec::with_capacity(analysis.len() + cuts.len());
    let mut cuts = cuts.into_iter().peekable();
    for (i, token) in analysis.tokens.iter().enumerate() {
        match cuts.next_if(|(at, _)| *at == i) {
            Some((_, at)) => {
                let middle = token.start + at;
                tokens.push(Token { end: middle, ..*token });
                tokens.push(Token {
                    start: middle,
                    kind: Kind::Word,
                    spaced: false,
                    capital: false,
                    ..*token
                });
            }
            None => tokens.push(*token),
        }
    }
    analysis.set_tokens(tokens);
}

fn is_whole_word(analysis: &Analysis<'_>, rest: &str) -> bool {
    let known = analysis.lang.lexicon.get(rest).is_some_and(|e| {
        let function =
            Tags::PREPOSITION | Tags::DETERMINER | Tags::ADVERB | Tags::COORDINATOR | Tags::SUBORDINATOR;
        e.is(function) && rest.len() > 1 || e.verbs.iter().any(|v| v.mood.is_finite())
    });
    known || rest.chars().count() > 5 && rest.ends_with(analysis.lang.syntax.gerund_ending)
}
