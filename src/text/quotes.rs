//! Quotation marks: which opens what, and what stands between them.

use super::{Kind, Token};

/// A quotation: a stretch of tokens between two marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The opening mark's token.
    pub open: usize,
    /// The closing mark's token, or, where none stands, one past the last token inside.
    pub close: usize,
    /// Whether a closing mark stands at `close`.
    pub closed: bool,
    /// How many quotations this one stands in.
    pub depth: usize,
    /// Opening marks inside that only repeat the first at the head of a paragraph.
    pub reopened: Vec<usize>,
}

impl Quote {
    /// The tokens inside.
    pub fn inside(&self) -> std::ops::Range<usize> {
        self.open + 1..self.close
    }

    /// One past the closing mark.
    pub fn after(&self) -> usize {
        self.close + usize::from(self.closed)
    }
}

/// Every quotation of a text, and which tokens are in one.
#[derive(Debug, Default)]
pub struct Quotes {
    /// In the order of their opening marks.
    pub all: Vec<Quote>,
    /// For every token the outermost quotation that it is in or is a mark of.
    outer: Vec<Option<u32>>,
}

/// Marks that open and close one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Guillemet,
    Curly,
    Single,
    Apostrophe,
    Straight,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Open,
    Close,
    Either,
}

struct Pending {
    open: usize,
    family: Family,
    reopened: Vec<usize>,
}

impl Quotes {
    /// Pairs the marks of a text. A quotation ends with its paragraph, unless the next one
    /// opens with the same mark again (the rule for quotations of several paragraphs) or holds
    /// its closing mark before any other of the kind.
    pub fn pair(text: &str, tokens: &[Token]) -> Self {
        let mut quotes = Quotes { all: Vec::new(), outer: vec![None; tokens.len()] };
        let mut stack: Vec<Pending> = Vec::new();
        let mut i = 0;
        while i < tokens.len() {
            let token = &tokens[i];
            if token.kind == Kind::Paragraph {
                i += quotes.end_paragraph(text, tokens, i, &mut stack);
            } else if token.is_quote() {
                quotes.mark(text, tokens, i, &mut stack);
            }
            i += 1;
        }
        for pending in stack.drain(..).rev() {
            quotes.close(pending, tokens.len(), false, 0);
        }
        quotes.finish();
        quotes
    }

    /// The outermost quotation that a token stands in or is a mark of.
    pub fn outer(&self, token: usize) -> Option<&Quote> {
        self.outer.get(token).copied().flatten().map(|i| &self.all[i as usize])
    }

    /// The number of the outermost quotation that a token stands in or is a mark of.
    pub fn outer_index(&self, token: usize) -> Option<usize> {
        self.outer.get(token).copied().flatten().map(|i| i as usize)
    }

    fn mark(&mut self, text: &str, tokens: &[Token], i: usize, stack: &mut Vec<Pending>) {
        let family = family(tokens[i].of(text));
        let innermost = stack.iter().rposition(|p| p.family == family);
        let side = match side(text, &tokens[i]) {
            // A curly mark on the wrong side, as machine translation and typists leave it.
            Side::Close if innermost.is_none() && family == Family::Curly => by_neighbours(text, &tokens[i]),
            side => side,
        };
        match (side, innermost) {
            (Side::Close | Side::Either, Some(position)) => {
                for lost in stack.drain(position + 1..).rev().collect::<Vec<_>>() {
                    self.close(lost, i, false, position + 1);
                }
                if let Some(pending) = stack.pop() {
                    self.close(pending, i, true, position);
                }
            }
            // No quotation nests deeper than a few levels; what does is noise.
            // “a" is one quotation, however its typist ended it.
            (Side::Close, None) if matches!(family, Family::Curly | Family::Straight) && mixed(stack) => {
                if let Some(pending) = stack.pop() {
                    self.close(pending, i, true, stack.len());
                }
            }
            (Side::Open | Side::Either, _) if stack.len() < 8 => {
                stack.push(Pending { open: i, family, reopened: Vec::new() });
            }
            _ => {}
        }
    }

    /// Decides what goes on over a paragraph's end; answers how many tokens to pass over.
    fn end_paragraph(&mut self, text: &str, tokens: &[Token], end: usize, stack: &mut Vec<Pending>) -> usize {
        let Some(bottom) = stack.first() else { return 0 };
        let next = tokens.get(end + 1);
        let reopens = next.is_some_and(|t| t.is_quote() && family(t.of(text)) == bottom.family)
            && next.is_some_and(|t| side(text, t) != Side::Close);
        let first_mark = tokens[end + 1..]
            .iter()
            .take_while(|t| t.kind != Kind::Paragraph)
            .take(400)
            .find(|t| t.is_quote() && family(t.of(text)) == bottom.family);
        let closes = first_mark.is_some_and(|t| side(text, t) == Side::Close);
        let just_opened = bottom.open + 1 == end;
        let keep = reopens && !just_opened || closes || just_opened && first_mark.is_some();
        let from = usize::from(keep);
        for pending in stack.drain(from..).rev().collect::<Vec<_>>() {
            self.close(pending, end, false, 0);
        }
        if keep && reopens && !just_opened {
            if let Some(bottom) = stack.first_mut() {
                bottom.reopened.push(end + 1);
            }
            return 1;
        }
        0
    }

    fn close(&mut self, pending: Pending, close: usize, closed: bool, depth: usize) {
        self.all.push(Quote { open: pending.open, close, closed, depth, reopened: pending.reopened });
    }

    fn finish(&mut self) {
        self.all.sort_by_key(|q| q.open);
        let mut covered = 0;
        for (index, quote) in self.all.iter_mut().enumerate() {
            if quote.open < covered {
                quote.depth = quote.depth.max(1);
                continue;
            }
            quote.depth = 0;
            covered = quote.after();
            self.outer[quote.open..covered].fill(Some(index as u32));
        }
    }
}

/// Whether the innermost quotation is one that the other kind of double mark may end.
fn mixed(stack: &[Pending]) -> bool {
    stack.last().is_some_and(|p| matches!(p.family, Family::Curly | Family::Straight))
}

fn family(mark: &str) -> Family {
    match mark {
        "«" | "»" => Family::Guillemet,
        "“" | "”" | "„" => Family::Curly,
        "‹" | "›" => Family::Single,
        "‘" | "’" | "'" => Family::Apostrophe,
        _ => Family::Straight,
    }
}

fn side(text: &str, token: &Token) -> Side {
    match token.kind {
        Kind::QuoteOpen => Side::Open,
        Kind::QuoteClose => Side::Close,
        _ => by_neighbours(text, token),
    }
}

/// A straight mark opens where it leans on what follows, closes where it leans on what stands
/// before.
fn by_neighbours(text: &str, token: &Token) -> Side {
    let before = text[..token.start].chars().next_back();
    let after = text[token.end..].chars().next();
    let free_before = before.is_none_or(|c| c.is_whitespace() || "([{'’«“-–—:".contains(c));
    let free_after = after.is_none_or(|c| c.is_whitespace() || ".,;:!?…)]}»”-–—".contains(c));
    match (free_before, free_after) {
        (true, false) => Side::Open,
        (false, true) => Side::Close,
        _ => Side::Either,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Splitting, tokenise};

    fn check(text: &str, expected: &[&str]) {
        let tokens = tokenise(text, 0, &Splitting { elisions: &["l", "d"], ..Splitting::default() });
        let quotes = Quotes::pair(text, &tokens);
        let inside: Vec<&str> = quotes
            .all
            .iter()
            .filter(|q| !q.inside().is_empty())
            .map(|q| &text[tokens[q.open + 1].start..tokens[q.close - 1].end])
            .collect();
        assert_eq!(inside, expected, "{text}");
    }

    #[test]
    fn every_kind_of_mark() {
        check("« a » “b” \"c\" „d”", &["a", "b", "c", "d"]);
        check("« a “b” c »", &["a “b” c", "b"]);
        check("«a \"b\" c»", &["a \"b\" c", "b"]);
        check("l'\"a b\", dit-il. \"c\" d'\"e\"", &["a b", "c", "e"]);
        check("\" a \" et \" b \"", &["a", "b"]);
        check("”a” et ”b”", &["a", "b"]);
    }

    #[test]
    fn over_paragraphs() {
        check("« a.\n« b.\n« c », dit-il. « d »", &["a.\n« b.\n« c", "d"]);
        check("\"a.\n\"b\", dit-il.", &["a.\n\"b"]);
        check("« a.\nb », dit-il.", &["a.\nb"]);
        check("x. \"\na\", dit-il", &["\na"]);
        check("« a.\nb.", &["a."]);
    }

    #[test]
    fn unbalanced() {
        check("a » « b", &["b"]);
        check("« a \"b »", &["a \"b", "b"]);
        check("»»« «", &["«"]);
    }

    #[test]
    fn a_million_marks_take_linear_time() {
        for mark in ["«", "»", "\"", "“", "« \n"] {
            let text = mark.repeat(300_000);
            let tokens = tokenise(&text, 0, &Splitting::default());
            let _ = Quotes::pair(&text, &tokens);
        }
    }
}
