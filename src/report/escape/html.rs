//! Text for a web page.

/// A text that is only text, in content and in quoted attributes: the five characters that
/// HTML reads as more are written as references, and what HTML forbids (control characters,
/// noncharacters) is a replacement character.
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\r' | '\t' => out.push(' '),
            c if is_forbidden(c) => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

/// The address of a link, escaped; `None` unless it is of the web (`javascript:` would run).
pub fn href(url: &str) -> Option<String> {
    is_web_address(url).then(|| text(url))
}

/// Whether a URL is `http` or `https` and holds nothing that a URL may not hold.
pub fn is_web_address(url: &str) -> bool {
    let scheme = |s: &str| url.get(..s.len()).is_some_and(|start| start.eq_ignore_ascii_case(s));
    let clean =
        !url.chars().any(|c| c.is_whitespace() || super::terminal::is_control(c) || "<>\"`\\".contains(c));
    clean && ["http://", "https://"].into_iter().any(|s| scheme(s) && url.len() > s.len())
}

/// A language code fit for a `lang` attribute (BCP 47 by its form); empty for another, which
/// HTML reads as "unknown".
pub fn lang(language: Option<&str>) -> &str {
    let fits = |code: &&str| {
        code.starts_with(|c: char| c.is_ascii_alphabetic())
            && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    language.filter(fits).unwrap_or_default()
}

/// "The input stream must not contain" (HTML, 13.2.3.5): controls but white space, noncharacters.
pub fn is_forbidden(c: char) -> bool {
    c.is_control() || u32::from(c) & 0xFFFE == 0xFFFE || matches!(c, '\u{FDD0}'..='\u{FDEF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_the_web_is_linked() {
        assert_eq!(href("https://a.fr/?x=1&y='2").as_deref(), Some("https://a.fr/?x=1&amp;y=&#39;2"));
        assert_eq!(href("HTTP://a.fr").as_deref(), Some("HTTP://a.fr"));
        for bad in
            ["javascript:alert(1)", "http://", "https://a b", " https://a", "data:text/html,x", "é://x"]
        {
            assert_eq!(href(bad), None, "{bad}");
        }
        assert_eq!(lang(Some("fr")), "fr");
        assert_eq!(lang(Some("fr\" onload=")), "");
    }

    proptest! {
        #[test]
        fn nothing_opens_or_closes(words in any::<String>()) {
            let escaped = text(&words);
            let rest = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"].iter().fold(escaped, |s, e| s.replace(e, ""));
            prop_assert!(!rest.contains(['&', '<', '>', '"', '\'']));
        }
    }
}
