//! Text for a terminal: no control character reaches it.
//!
//! An escape sequence in an article could otherwise recolour, overwrite or hide what is shown,
//! and a bidirectional override could show words in another order than they are stored in (CVE-2021-42574).

/// A text as one line: every run of white space that holds a line break or a tab is one space,
/// control characters and bidirectional controls are made visible, invisible ones that
/// terminals disagree about are left out. No-break spaces stay.
pub fn line(text: &str) -> String {
    inline(text).trim_matches(' ').to_owned()
}

/// As [`line()`], with a space at either end kept: for a part of a line.
pub fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' | '\t' | '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => push(&mut out, c),
        }
    }
    out
}

/// A text with its line breaks, each as `\n`; a tab is four spaces, the rest is as in [`line()`].
pub fn lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push_str("    "),
            c => push(&mut out, c),
        }
    }
    out
}

/// Whether a character steers a terminal, or the order in which others are shown.
pub fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A text without control characters, and without what is shown in their place.
pub fn without_controls(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let number = rest.strip_prefix("⟨U+").and_then(|tail| tail.split_once('⟩'));
        match number.filter(|(digits, _)| digits.len() < 7 && u32::from_str_radix(digits, 16).is_ok()) {
            Some((_, tail)) => rest = tail,
            None => {
                rest = &rest[c.len_utf8()..];
                if !is_control(c) && !matches!(c, '\u{2400}'..='\u{2421}') {
                    out.push(c);
                }
            }
        }
    }
    out
}

fn push(out: &mut String, c: char) {
    match c {
        // The control pictures: ␀ to ␟, and ␡.
        '\0'..='\u{1F}' => out.extend(char::from_u32(0x2400 + u32::from(c))),
        '\u{7F}' => out.push('␡'),
        c if is_control(c) => out.push_str(&format!("⟨U+{:04X}⟩", u32::from(c))),
        // Soft hyphen, zero-width space, word joiner, byte order mark.
        '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' => {}
        c => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn controls_are_seen_and_do_nothing() {
        assert_eq!(line("a\u{1b}[31mb\u{7f}"), "a␛[31mb␡");
        assert_eq!(line("a\u{9b}2Jb\u{202e}c"), "a⟨U+009B⟩2Jb⟨U+202E⟩c");
        assert_eq!(line(" un\r\n\tmot \u{A0}« x »\n"), "un mot \u{A0}« x »");
        assert_eq!(line("co\u{AD}opération\u{FEFF}"), "coopération");
        assert_eq!(lines("a\r\nb\rc\td"), "a\nb\nc    d");
    }

    proptest! {
        #[test]
        fn what_is_shown_is_the_same_without_controls(text in "[a⟨⟩U+0E\u{0}-\u{1F}\u{7F}\u{9B}\u{202E}␛]{0,12}") {
            // As one word: what white space becomes is another matter.
            let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            prop_assert_eq!(without_controls(&line(&text)), without_controls(&text));
        }

        #[test]
        fn nothing_steers(text in any::<String>()) {
            prop_assert!(!line(&text).chars().any(is_control));
            prop_assert!(!lines(&text).chars().any(|c| c != '\n' && is_control(c)));
        }
    }
}
