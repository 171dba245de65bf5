//! Quotation marks and apostrophes as the language of the words sets them.
//!
//! French: « … », a no-break space inside, “ … ” within (Imprimerie nationale, *Lexique des
//! règles typographiques*). English and any other: “ … ”, ‘ … ’ within. This is for people:
//! machine formats have the words exactly as they stand.

use crate::model::{Claim, Form};

/// What stands where the cue interrupts the words.
const GAP: &str = " […] ";

/// A claim's words in one line: in quotation marks where all of them are quoted, the marks within
/// them normalised, slices joined by " […] ".
///
/// Marks that do not pair up (a content may begin within a quotation) are left as they stand:
/// better plain than wrong.
pub fn words(claim: &Claim, language: Option<&str>) -> String {
    let slices: Vec<&str> = claim.content.iter().map(|s| s.text.trim()).collect();
    let text = slices.join(GAP);
    let marks = Marks::of(language);
    match claim.form {
        Form::Direct => marks.around(0, &marks.within(&text, 1)),
        Form::Mixed | Form::Indirect => marks.within(&text, 0),
    }
}

/// A title in the quotation marks of its language.
pub fn title(title: &str, language: Option<&str>) -> String {
    let marks = Marks::of(language);
    marks.around(0, &marks.within(title.trim(), 1))
}

/// Words that the text has, cited within English prose ("called …" in a sheet).
pub fn cited(words: &str) -> String {
    Marks::ENGLISH.around(0, words)
}

/// Opening and closing marks, from the outermost level inwards.
struct Marks {
    levels: &'static [(&'static str, &'static str)],
    /// Whether a space before `; : ! ?` belongs there, and must not break.
    french_spaces: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Token {
    Open,
    Close,
    Other(char),
}

impl Marks {
    const ENGLISH: Marks = Marks { levels: &[("“", "”"), ("‘", "’")], french_spaces: false };
    const FRENCH: Marks =
        Marks { levels: &[("«\u{A0}", "\u{A0}»"), ("“", "”"), ("‘", "’")], french_spaces: true };

    fn of(language: Option<&str>) -> Marks {
        match language {
            Some(code) if code == "fr" || code.starts_with("fr-") => Marks::FRENCH,
            _ => Marks::ENGLISH,
        }
    }

    fn around(&self, level: usize, text: &str) -> String {
        let (open, close) = self.levels[level % self.levels.len()];
        format!("{open}{text}{close}")
    }

    /// The text with its marks set for `level`, the outermost being 0.
    fn within(&self, text: &str, level: usize) -> String {
        let chars = folded(text);
        let tokens = paired(&chars).unwrap_or_else(|| chars.into_iter().map(Token::Other).collect());
        let mut out = String::with_capacity(text.len());
        let mut depth = level;
        for (i, &token) in tokens.iter().enumerate() {
            match token {
                Token::Open => {
                    out.push_str(self.levels[depth % self.levels.len()].0);
                    depth += 1;
                }
                Token::Close => {
                    // Pairs are balanced, so the depth never falls below the level.
                    depth = depth.saturating_sub(1);
                    out.push_str(self.levels[depth % self.levels.len()].1);
                }
                Token::Other(c) if c.is_whitespace() => {
                    let before = i.checked_sub(1).map(|b| tokens[b]);
                    let after = tokens.get(i + 1).copied();
                    // The space inside a mark is the mark's own.
                    if before != Some(Token::Open) && after != Some(Token::Close) {
                        out.push(self.space(c, after));
                    }
                }
                Token::Other(c) => out.push(c),
            }
        }
        out
    }

    fn space(&self, space: char, after: Option<Token>) -> char {
        match after {
            Some(Token::Other(';' | '!' | '?')) if self.french_spaces => '\u{202F}',
            Some(Token::Other(':' | '»')) if self.french_spaces => '\u{A0}',
            _ => space,
        }
    }
}

/// Runs of white space as one (a single no-break space stays one), apostrophes within words curled.
fn folded(text: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_whitespace() {
            let kept = if matches!(c, '\u{A0}' | '\u{202F}') { c } else { ' ' };
            match out.last_mut() {
                Some(last) if last.is_whitespace() => *last = ' ',
                _ => out.push(kept),
            }
        } else if c == '\'' {
            let after_letter = out.last().is_some_and(|l| l.is_alphanumeric());
            let before_word = chars.peek().is_some_and(|&n| n.is_alphanumeric() || "\"«“‘".contains(n));
            out.push(if after_letter && before_word { '’' } else { c });
        } else {
            out.push(c);
        }
    }
    out
}

/// Tells opening marks from closing ones; `None` where they do not pair up.
fn paired(chars: &[char]) -> Option<Vec<Token>> {
    let mut open: Vec<char> = Vec::new();
    let mut tokens = Vec::with_capacity(chars.len());
    for (i, &c) in chars.iter().enumerate() {
        let before = i.checked_sub(1).map(|b| chars[b]);
        let after = chars.get(i + 1).copied();
        let token = match c {
            '«' | '„' | '‹' => Token::Open,
            '“' if open.last() == Some(&'„') => Token::Close,
            '“' | '‘' => Token::Open,
            '»' | '”' | '›' => Token::Close,
            '’' if open.last() == Some(&'‘') && !after.is_some_and(char::is_alphanumeric) => Token::Close,
            '"' => match side(before, after) {
                Some(token) => token,
                None if open.last() == Some(&'"') => Token::Close,
                None => Token::Open,
            },
            c => Token::Other(c),
        };
        match token {
            Token::Open => open.push(c),
            Token::Close if !open.pop().is_some_and(|o| closes(o, c)) => return None,
            _ => {}
        }
        tokens.push(token);
    }
    open.is_empty().then_some(tokens)
}

fn closes(open: char, close: char) -> bool {
    matches!((open, close), ('«', '»') | ('“' | '„', '”') | ('„', '“') | ('‹', '›') | ('‘', '’') | ('"', '"'))
}

/// Which side of the words a straight mark stands on, by its neighbours; `None` where they do
/// not tell.
fn side(before: Option<char>, after: Option<char>) -> Option<Token> {
    let starts = before.is_none_or(|c| c.is_whitespace() || "([{'’«“‘—–-".contains(c));
    let ends = after.is_none_or(|c| c.is_whitespace() || ")]}.,;:!?…»”’—–-".contains(c));
    match (starts, ends) {
        (true, false) => Some(Token::Open),
        (false, true) => Some(Token::Close),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Slice;
    use crate::report::sample;

    fn check(language: &str, form: Form, slices: &[&str], expected: &str) {
        let mut claim = sample::rows()[0].claim.clone();
        claim.form = form;
        claim.content = slices.iter().map(|&t| Slice { start: 0, end: 1, text: t.into() }).collect();
        assert_eq!(words(&claim, Some(language)).replace('\u{A0}', "~").replace('\u{202F}', "^"), expected);
    }

    #[test]
    fn french_and_english_marks() {
        use Form::*;
        check("fr", Direct, &["nouveaux sommets"], "«~nouveaux sommets~»");
        check("fr", Direct, &["le \"partenaire\" russe"], "«~le “partenaire” russe~»");
        check("fr", Direct, &["un « allié », dit-il, « sûr »"], "«~un “allié”, dit-il, “sûr”~»");
        check("fr", Mixed, &["\"très satisfait\" de l'\"amitié\""], "«~très satisfait~» de l’«~amitié~»");
        check("fr", Mixed, &["\" très satisfait \" de lui"], "«~très satisfait~» de lui");
        check("fr", Direct, &["Est-ce vrai ?\nOui !", "peut-être"], "«~Est-ce vrai^? Oui^! […] peut-être~»");
        check("en", Direct, &["a \"firm\" ally, don't doubt"], "“a ‘firm’ ally, don’t doubt”");
        check("en", Direct, &["a ‘firm’ ally"], "“a ‘firm’ ally”");
        check("en", Mixed, &["calls it «a mistake»"], "calls it “a mistake”");
        check("fr", Indirect, &["renforcer l'amitié"], "renforcer l’amitié");
    }

    #[test]
    fn marks_that_do_not_pair_are_left() {
        check("fr", Form::Mixed, &["satisfait\" des discussions"], "satisfait\" des discussions");
        check("fr", Form::Mixed, &["« satisfait", "encore"], "« satisfait […] encore");
    }
}
