//! Running text broken between words to fit a terminal.

use super::ansi::RESET;
use unicode_width::UnicodeWidthStr;

/// Breaks every line of a text at spaces so that it fits `width` columns, `indent` included, and
/// puts `indent` before each. A word that is wider stays whole: an address must not be broken.
/// Colours ([`super::ansi`]) take no columns, and stop for the indent.
pub fn wrap(text: &str, width: Option<u16>, indent: &str) -> String {
    let room = width.map_or(usize::MAX, |w| usize::from(w).saturating_sub(indent.width()).max(1));
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut look = String::new();
    for (i, line) in text.split('\n').enumerate() {
        if i > 0 {
            break_line(&mut out, &look, indent);
        } else {
            out.push_str(indent);
        }
        let mut used = 0;
        for (j, word) in line.split(' ').enumerate() {
            let (columns, after) = measure(word, &look);
            if j > 0 && used > 0 && used + 1 + columns > room {
                break_line(&mut out, &look, indent);
                used = 0;
            } else if j > 0 {
                out.push(' ');
                used += 1;
            }
            out.push_str(word);
            used += columns;
            look = after;
        }
    }
    // No line, not even an empty one, ends in the indent.
    out.split('\n').map(str::trim_end).collect::<Vec<_>>().join("\n")
}

fn break_line(out: &mut String, look: &str, indent: &str) {
    if !look.is_empty() {
        out.push_str(RESET);
    }
    out.push('\n');
    out.push_str(indent);
    out.push_str(look);
}

/// The columns of a word, and the look that is on after it.
fn measure(word: &str, look: &str) -> (usize, String) {
    let mut look = look.to_owned();
    let mut columns = 0;
    let mut rest = word;
    while let Some(at) = rest.find('\u{1b}') {
        columns += rest[..at].width();
        let end = rest[at..].find('m').map_or(rest.len(), |m| at + m + 1);
        let code = &rest[at..end];
        if code == RESET {
            look.clear();
        } else {
            look.push_str(code);
        }
        rest = &rest[end..];
    }
    (columns + rest.width(), look)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, width: u16, expected: &str) {
        assert_eq!(wrap(text, Some(width), "  "), expected);
    }

    #[test]
    fn breaks_at_spaces_and_counts_columns() {
        check("un deux trois", 9, "  un deux\n  trois");
        check("日本 語", 7, "  日本\n  語");
        check("a\n\nb", 80, "  a\n\n  b");
        check("https://example.org/x y", 6, "  https://example.org/x\n  y");
        check("a « b »", 6, "  a «\n  b »");
        check("a «\u{A0}b\u{A0}»", 8, "  a\n  «\u{A0}b\u{A0}»");
        check("\u{1b}[1mun deux\u{1b}[0m", 6, "  \u{1b}[1mun\u{1b}[0m\n  \u{1b}[1mdeux\u{1b}[0m");
    }

    #[test]
    fn nothing_is_broken_where_nothing_has_to_fit() {
        assert_eq!(wrap("un deux trois", None, ""), "un deux trois");
    }
}
