//! Sentences, as stretches of tokens.

use super::{Kind, Quotes, Token};
use std::ops::Range;

/// Cuts the tokens into sentences: at paragraph ends, and at stops that no quotation encloses,
/// unless the stop belongs to an abbreviation. A quotation that ends with a stop ends the
/// sentence where a capital follows its closing mark ("« ... . » Le président").
///
/// `is_abbreviation` answers for the word before a full stop.
pub fn sentences(
    text: &str,
    tokens: &[Token],
    quotes: &Quotes,
    is_abbreviation: &dyn Fn(&str) -> bool,
) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut parentheses = 0usize;
    for i in 0..tokens.len() {
        let token = &tokens[i];
        let in_quote = quotes.outer(i).filter(|q| q.close > i);
        let ends = match token.kind {
            Kind::Paragraph => in_quote.is_none(),
            Kind::Stop => {
                in_quote.is_none() && parentheses == 0 && ends_sentence(text, tokens, i, is_abbreviation)
            }
            Kind::QuoteClose | Kind::QuoteStraight => {
                in_quote.is_none() && i > start && quote_ends_sentence(tokens, quotes, i)
            }
            _ => false,
        };
        match token.kind {
            Kind::Open => parentheses += 1,
            Kind::Close => parentheses = parentheses.saturating_sub(1),
            Kind::Paragraph => parentheses = 0,
            _ => {}
        }
        if ends {
            let end = if token.kind == Kind::Paragraph { i } else { i + 1 };
            if end > start {
                found.push(start..end);
            }
            start = i + 1;
            parentheses = 0;
        }
    }
    if start < tokens.len() {
        found.push(start..tokens.len());
    }
    found
}

fn ends_sentence(text: &str, tokens: &[Token], i: usize, is_abbreviation: &dyn Fn(&str) -> bool) -> bool {
    let Some(next) = tokens.get(i + 1) else { return true };
    // A closing mark right after the stop belongs to the sentence before it.
    if matches!(next.kind, Kind::Paragraph) {
        return true;
    }
    if next.kind == Kind::QuoteClose && !next.spaced {
        return false;
    }
    let single = tokens[i].of(text) == ".";
    let before = i.checked_sub(1).map(|b| &tokens[b]).filter(|t| t.kind == Kind::Word && !tokens[i].spaced);
    if single && let Some(before) = before {
        let word = before.of(text);
        let initial = before.capital && word.chars().count() == 1;
        if initial || is_abbreviation(word) {
            return false;
        }
    }
    let capital_next = match next.kind {
        Kind::Word => next.capital,
        Kind::QuoteOpen => true,
        Kind::Number | Kind::QuoteStraight | Kind::Dash | Kind::Open | Kind::Other => next.spaced,
        _ => false,
    };
    // Without a space only a capital ends it, after a word that is no initial ("fin.Le").
    capital_next || (!single && next.spaced && next.kind == Kind::Word && tokens[i].of(text) == "...")
}

fn quote_ends_sentence(tokens: &[Token], quotes: &Quotes, i: usize) -> bool {
    let closes = quotes.outer(i).is_some_and(|q| q.closed && q.close == i);
    let stopped = i > 0 && tokens[i - 1].kind == Kind::Stop;
    let next = tokens.get(i + 1);
    let capital_next = next.is_some_and(|t| {
        t.kind == Kind::Word && t.capital
            || matches!(t.kind, Kind::QuoteOpen)
            || t.kind == Kind::QuoteStraight && t.spaced
    });
    closes && stopped && capital_next
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Splitting, tokenise};

    fn check(text: &str, expected: &[&str]) {
        let tokens = tokenise(text, 0, &Splitting::default());
        let quotes = Quotes::pair(text, &tokens);
        let found = sentences(text, &tokens, &quotes, &|w| matches!(w, "M" | "Mme"));
        let found: Vec<&str> =
            found.iter().map(|s| &text[tokens[s.start].start..tokens[s.end - 1].end]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn stops_abbreviations_and_quotations() {
        check("Un. Deux. M. Poutine est là. J. Doe", &["Un.", "Deux.", "M. Poutine est là.", "J. Doe"]);
        check("« A. B. », dit-il. C", &["« A. B. », dit-il.", "C"]);
        check("« A. B. » Le média", &["« A. B. »", "Le média"]);
        check("Fin.Le début\nTitre\nTexte", &["Fin.", "Le début", "Titre", "Texte"]);
        check("« Quoi ? » dit-elle.", &["« Quoi ? » dit-elle."]);
        check("500.000 personnes (env. Dix. Onze) ici.", &["500.000 personnes (env. Dix. Onze) ici."]);
    }
}
