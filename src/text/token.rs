//! Tokens: words, numbers, marks and line ends.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Letters, with inner hyphens and apostrophes ("Jong-un", "O'Day").
    Word,
    /// Digits, with inner separators ("10.000", "75e").
    Number,
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// `:`
    Colon,
    /// `.`, `…`, `!` or `?`, or a run of them.
    Stop,
    /// `(` or `[`
    Open,
    /// `)` or `]`
    Close,
    /// A dash that stands alone.
    Dash,
    /// A mark that can only open a quotation.
    QuoteOpen,
    /// A mark that can only close one.
    QuoteClose,
    /// A straight mark, which does either.
    QuoteStraight,
    /// The end of a paragraph: one or more line ends.
    Paragraph,
    /// Anything else: symbols, bullets, addresses.
    Other,
}

/// A stretch of the text, in bytes.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
    /// Whether white space, a line end or the text's end stands before it.
    pub spaced: bool,
    /// Whether its first letter is upper case.
    pub capital: bool,
}

impl Token {
    /// The token's words.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start..self.end]
    }

    /// Whether it is a quotation mark.
    pub fn is_quote(&self) -> bool {
        matches!(self.kind, Kind::QuoteOpen | Kind::QuoteClose | Kind::QuoteStraight)
    }
}

/// Where a language cuts words at apostrophes and hyphens.
#[derive(Debug, Clone, Copy, Default)]
pub struct Splitting<'l> {
    /// What is cut off before an apostrophe, lower case, without it ("l", "qu").
    pub elisions: &'l [&'l str],
    /// What is cut off at the end, lower case, with its hyphen ("-t-il").
    pub enclitics: &'l [&'l str],
    /// Words with an apostrophe that are never cut, lower case, with `'`.
    pub whole: &'l [&'l str],
    /// Words that keep the full stop after them, lower case, without it ("m" for "M.").
    pub dotted: &'l [&'l str],
    /// Words with which a sentence begins after an abbreviation that keeps its last stop
    /// ("in the U.S. The"). Where there are any, capitals with stops are one word ("U.S.",
    /// "D.C."), and so is an initial inside a name ("John F. Kennedy").
    pub sentence_openers: &'l [&'l str],
    /// Whether single marks enclose quotations (‘a’, 'a', ''a'').
    pub single_marks: bool,
}

/// Cuts a text from byte `from` on into tokens. White space is in none of them.
pub fn tokenise(text: &str, from: usize, splitting: &Splitting<'_>) -> Vec<Token> {
    let mut tokens = Vec::with_capacity((text.len() - from) / 5);
    let mut at = from;
    let mut spaced = true;
    let mut single = false;
    while let Some(c) = text[at..].chars().next() {
        let start = at;
        if let Some((kind, length)) = single_mark(text, at, splitting, &mut single) {
            at += length;
            tokens.push(Token { start, end: at, kind, spaced, capital: false });
            spaced = false;
            continue;
        }
        let kind = match c {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{0C}' => {
                at = skip_white_space(text, at);
                if !is_wrapped(text, start, at) {
                    tokens.push(Token { start, end: at, kind: Kind::Paragraph, spaced, capital: false });
                }
                spaced = true;
                single = false;
                continue;
            }
            c if is_space(c) => {
                at += c.len_utf8();
                spaced = true;
                continue;
            }
            c if c.is_alphabetic() => {
                at = word_end(text, at, splitting);
                if let Some(end) = capitals_end(text, start, at, splitting) {
                    at = end;
                } else if text[at..].starts_with('.') && is_dotted(&text[start..at], splitting) {
                    at += 1;
                }
                push_word(text, start, at, spaced, splitting, &mut tokens);
                spaced = false;
                continue;
            }
            c if c.is_numeric() => {
                at = number_end(text, at);
                Kind::Number
            }
            '.' | '…' | '!' | '?' => {
                at += text[at..].find(|c| !matches!(c, '.' | '…' | '!' | '?')).unwrap_or(text.len() - at);
                Kind::Stop
            }
            _ => {
                at += c.len_utf8();
                mark(c)
            }
        };
        tokens.push(Token { start, end: at, kind, spaced, capital: false });
        spaced = false;
    }
    tokens
}

/// Whether a word, or the part of it after its last hyphen ("R-Ky."), keeps its stop.
fn is_dotted(word: &str, splitting: &Splitting<'_>) -> bool {
    let end = word.rfind('-').map_or(word, |hyphen| &word[hyphen + 1..]);
    splitting.dotted.iter().any(|d| equals_folded(word, d) || equals_folded(end, d))
}

/// A single quotation mark at `at`, and its length in bytes: two apostrophes, which stand for a
/// double mark; one that opens before a word and is closed in the same paragraph; one that closes
/// it. `open` is whether one is open.
fn single_mark(text: &str, at: usize, splitting: &Splitting<'_>, open: &mut bool) -> Option<(Kind, usize)> {
    if !splitting.single_marks {
        return None;
    }
    let rest = &text[at..];
    for double in ["''", "``", "‘‘", "’’"] {
        if rest.starts_with(double) {
            return Some((Kind::QuoteStraight, double.len()));
        }
    }
    let mark = rest.chars().next().filter(|c| matches!(c, '\'' | '‘' | '’'))?;
    let length = mark.len_utf8();
    let before = text[..at].chars().next_back();
    let after = rest[length..].chars().next();
    if *open {
        // "the officials' view": a genitive, where the quotation is closed further on.
        let genitive = before == Some('s') && mark != '‘' && closes_later(&rest[length..]);
        let closes = mark != '‘' && after.is_none_or(|c| !c.is_alphanumeric()) && !genitive;
        *open = !closes;
        return closes.then_some((Kind::QuoteClose, length));
    }
    let free =
        before.is_none_or(|c| is_space(c) || matches!(c, '(' | '[' | '"' | '“' | '—' | '–' | '-' | ':'));
    let word = after.is_some_and(|c| c.is_alphabetic() || matches!(c, '.' | '…' | '$'));
    let opens = free && word && mark != '’' && closes_later(&rest[length..]);
    *open = opens;
    opens.then_some((Kind::QuoteOpen, length))
}

/// Whether a mark that can close a single quotation stands in the rest of the paragraph.
fn closes_later(rest: &str) -> bool {
    const FAR: usize = 2000;
    let mut before = ' ';
    let mut chars = rest.chars().take(FAR).peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        if c == '\n' || c == '‘' {
            return false;
        }
        let closes =
            matches!(c, '\'' | '’') && !is_space(before) && next.is_none_or(|n| !n.is_alphanumeric());
        if closes && (before != 's' || next.is_none_or(|n| n != ' ')) {
            return true;
        }
        before = c;
    }
    false
}

/// The end of capitals with stops ("U.S.", "D.C.") or of an initial ("F." in "John F. Kennedy")
/// whose first letter stands at `start..end`. The last stop ends a sentence rather than the word
/// where a word follows with which a sentence begins.
fn capitals_end(text: &str, start: usize, end: usize, splitting: &Splitting<'_>) -> Option<usize> {
    let letter = &text[start..end];
    let initial = |l: &str| l.chars().count() == 1 && l.chars().all(char::is_uppercase);
    if splitting.sentence_openers.is_empty() || !initial(letter) || !text[end..].starts_with('.') {
        return None;
    }
    let mut at = end + 1;
    let mut letters = 1;
    while let Some(next) = text[at..].chars().next().filter(|c| c.is_uppercase()) {
        let after = at + next.len_utf8();
        if !text[after..].starts_with('.') {
            break;
        }
        at = after + 1;
        letters += 1;
    }
    let rest = text[at..].trim_start_matches([' ', '\u{A0}']);
    let word = &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())];
    let opens = splitting.sentence_openers.contains(&word);
    let capital = rest.starts_with(char::is_uppercase);
    match letters {
        1 => (capital && !opens && letter != "I").then_some(at),
        _ if opens || rest.is_empty() || rest.starts_with(['\n', '\r']) => Some(at - 1),
        _ => Some(at),
    }
}

fn mark(c: char) -> Kind {
    match c {
        ',' | '،' | '，' => Kind::Comma,
        ';' => Kind::Semicolon,
        ':' | '：' => Kind::Colon,
        '(' | '[' => Kind::Open,
        ')' | ']' => Kind::Close,
        '–' | '—' | '―' | '-' => Kind::Dash,
        '«' | '“' | '„' | '‹' => Kind::QuoteOpen,
        '»' | '”' | '›' => Kind::QuoteClose,
        '"' | '＂' | '‟' => Kind::QuoteStraight,
        _ => Kind::Other,
    }
}

/// White space and invisible characters that separate nothing a reader sees.
fn is_space(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{FEFF}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{AD}')
        || c.is_control()
}

fn skip_white_space(text: &str, from: usize) -> usize {
    text[from..].find(|c: char| !is_space(c)).map_or(text.len(), |n| from + n)
}

/// Whether a single line end stands inside a sentence, as in text that was wrapped to a width:
/// a lower-case letter follows, and a letter or a comma stands before.
fn is_wrapped(text: &str, start: usize, end: usize) -> bool {
    let breaks = text[start..end].matches('\n').count();
    let before = text[..start].trim_end_matches(is_space).chars().next_back();
    let after = text[end..].chars().next();
    breaks <= 1
        && before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ',' | '\'' | '’'))
        && after.is_some_and(char::is_lowercase)
}

/// The end of a word that begins at `start`: letters, digits and combining marks, with single
/// hyphens and apostrophes between letters.
fn word_end(text: &str, start: usize, splitting: &Splitting<'_>) -> usize {
    let mut end = start;
    let mut chars = text[start..].char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let joins = is_joint(c) && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if !(is_word_char(c) || joins) {
            break;
        }
        end = start + offset + c.len_utf8();
        // "l'" before a quotation mark or a figure keeps its apostrophe.
        if !joins && matches!(c, '\'' | '’') {
            break;
        }
    }
    // An elided word before a mark: "l'" in « l'"agression" ».
    let rest = &text[end..];
    if rest.starts_with(['\'', '’']) && !splitting.elisions.is_empty() {
        let after = rest.chars().nth(1);
        if after.is_some_and(|c| matches!(c, '"' | '«' | '“'))
            || after.is_none_or(|c| c == ' ') && end - start <= 2
        {
            end += rest.chars().next().map_or(0, char::len_utf8);
        }
    }
    end
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || c == '\u{AD}' || ('\u{0300}'..='\u{036F}').contains(&c)
}

fn is_joint(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '\'' | '’' | 'ʼ')
}

fn number_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut chars = text[start..].char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let inner = matches!(c, '.' | ',') && chars.peek().is_some_and(|(_, next)| next.is_numeric());
        if !(c.is_alphanumeric() || inner || c == '%') {
            break;
        }
        end = start + offset + c.len_utf8();
    }
    end
}

/// Pushes the one or more tokens of a word: elided words and enclitic pronouns are cut off.
fn push_word(
    text: &str,
    start: usize,
    end: usize,
    spaced: bool,
    splitting: &Splitting<'_>,
    tokens: &mut Vec<Token>,
) {
    let mut push = |start: usize, end: usize, spaced: bool| {
        let capital = text[start..end].chars().next().is_some_and(char::is_uppercase);
        tokens.push(Token { start, end, kind: Kind::Word, spaced, capital });
    };
    let mut from = start;
    let mut spaced = spaced;
    let is_whole = |w: &str| splitting.whole.iter().any(|x| equals_folded(w, x));
    while let Some(apostrophe) = text[from..end].find(['\'', '’', 'ʼ']) {
        let head = &text[from..from + apostrophe];
        // "N'Guessan", "M'Bow": a capital on both sides is a name.
        let name = head.len() == 1
            && head.starts_with(['N', 'M', 'T'])
            && text[from + apostrophe..end].chars().nth(1).is_some_and(char::is_uppercase);
        if name || is_whole(&text[from..end]) || !splitting.elisions.iter().any(|e| equals_folded(head, e)) {
            break;
        }
        let mark = text[from + apostrophe..].chars().next().map_or(1, char::len_utf8);
        push(from, from + apostrophe + mark, spaced);
        from += apostrophe + mark;
        spaced = false;
    }
    if from == end {
        return;
    }
    let word = &text[from..end];
    let enclitics = if word.contains('-') { splitting.enclitics } else { &[] };
    let enclitic = enclitics
        .iter()
        .filter(|e| word.len() > e.len() && word.is_char_boundary(word.len() - e.len()))
        .find(|e| equals_folded(&word[word.len() - e.len()..], e));
    match enclitic {
        Some(enclitic) => {
            let cut = end - enclitic.len();
            push(from, cut, spaced);
            push(cut, end, false);
        }
        None => push(from, end, spaced),
    }
}

/// Compares without regard to case and kind of apostrophe; `lower` is lower case, with `'`.
fn equals_folded(word: &str, lower: &str) -> bool {
    let unify = |c: char| if matches!(c, '’' | 'ʼ') { '\'' } else { c };
    word.chars().flat_map(char::to_lowercase).map(unify).eq(lower.chars())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRENCH: Splitting<'static> = Splitting {
        elisions: &["l", "d", "qu", "s", "n", "c", "j", "m", "t", "jusqu", "lorsqu"],
        enclitics: &["-t-il", "-t-elle", "-il", "-elle", "-on", "-t-on"],
        whole: &["aujourd'hui"],
        dotted: &["m"],
        sentence_openers: &[],
        single_marks: false,
    };

    fn check(text: &str, expected: &[&str]) {
        let tokens = tokenise(text, 0, &FRENCH);
        let words: Vec<&str> = tokens.iter().map(|t| t.of(text)).collect();
        assert_eq!(words, expected, "{text}");
    }

    #[test]
    fn elisions_and_enclitics() {
        check("L’agence qu'il a-t-il dit-on", &["L’", "agence", "qu'", "il", "a", "-t-il", "dit", "-on"]);
        check("aujourd’hui d'Aujourd'hui", &["aujourd’hui", "d'", "Aujourd'hui"]);
        check("M. N'Guessan", &["M.", "N'Guessan"]);
        check("Daniel O'Day, États-Unis", &["Daniel", "O'Day", ",", "États-Unis"]);
        check("l'\"agression\" d' été", &["l'", "\"", "agression", "\"", "d'", "été"]);
    }

    #[test]
    fn numbers_marks_and_paragraphs() {
        check("500.000 traitements, 3,5 %.", &["500.000", "traitements", ",", "3,5", "%", "."]);
        check("75e\u{A0}«\u{202F}ici\u{202F}»...\n\nÀ", &["75e", "«", "ici", "»", "...", "\n\n", "À"]);
        check("une ligne\ncoupée.\nNon", &["une", "ligne", "coupée", ".", "\n", "Non"]);
    }

    #[test]
    fn nothing_is_lost_and_nothing_overlaps() {
        for text in ["", "'", "’’’", "-", "a'", "«»\"“”", "\u{0301}e\u{0301}", "x-", "1,", "l'", "🙂 a🙂b"]
        {
            let mut last = 0;
            for token in tokenise(text, 0, &FRENCH) {
                assert!(token.start >= last && token.end > token.start);
                assert!(text.get(token.start..token.end).is_some());
                last = token.end;
            }
        }
    }
}
