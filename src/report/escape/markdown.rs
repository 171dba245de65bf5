//! Text for Markdown (CommonMark with GitHub's tables), in a table's cell or within a line.

/// A text as one line of plain words: nothing in it opens a cell, a link, HTML, code, emphasis
/// or a formula. Control characters are made visible as for a terminal.
///
/// A pipe and a backslash are written as character references: implementations disagree on how
/// many backslashes before a pipe end a cell.
pub fn line(text: &str) -> String {
    let out = inline(text);
    let out = out.trim_matches(' ');
    // What would open a heading, a list or a rule at the start of a line.
    let number = out.bytes().take_while(u8::is_ascii_digit).count();
    match out.as_bytes().get(number) {
        Some(b'.' | b')') if number > 0 => format!("{}\\{}", &out[..number], &out[number..]),
        Some(b'#' | b'+' | b'-' | b'=') if number == 0 => format!("\\{out}"),
        _ => out.to_owned(),
    }
}

/// As [`line()`], for a part of a line: a space at either end is kept.
pub fn inline(text: &str) -> String {
    let text = super::terminal::inline(text);
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '|' => out.push_str("&#124;"),
            '\\' => out.push_str("&#92;"),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '`' | '*' | '_' | '[' | ']' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// An address: a link where it is of the web, plain words otherwise.
pub fn address(url: &str) -> String {
    // An autolink knows no escapes; what could end it is not in a web address. A pipe could
    // still end a cell.
    if super::html::is_web_address(url) && !url.contains('|') { format!("<{url}>") } else { line(url) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_stay_words() {
        assert_eq!(
            line("a | b\\| c\n[x](y) *z* <b>"),
            "a &#124; b&#92;&#124; c \\[x\\](y) \\*z\\* &lt;b&gt;"
        );
        assert_eq!(line("- x"), "\\- x");
        assert_eq!(line("12. x"), "12\\. x");
        assert_eq!(line("2023"), "2023");
        assert_eq!(address("https://a.fr/x_y"), "<https://a.fr/x_y>");
        assert_eq!(address("javascript:x_y"), "javascript:x\\_y");
    }

    proptest! {
        #[test]
        fn a_cell_cannot_be_left(words in any::<String>()) {
            let cell = line(&words);
            prop_assert!(!cell.contains(['|', '<', '>', '\n', '\r']));
            let bare = cell.replace("\\`", "").replace("\\[", "").replace("\\]", "");
            prop_assert!(!bare.contains(['`', '[', ']']));
        }
    }
}
