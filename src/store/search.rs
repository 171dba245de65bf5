//! Words to search for, in the language of FTS5.

/// The query for all of some words, or `None` where there is nothing to look for. Every word is
/// quoted, so that none is taken for an operator.
pub(super) fn all_words(search: &str) -> Option<String> {
    let words: Vec<String> = search
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .map(|word| format!("\"{}\"", word.replace('"', "\"\"")))
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::all_words;

    #[test]
    fn words_are_quoted() {
        let check = |input: &str, expected: Option<&str>| assert_eq!(all_words(input).as_deref(), expected);
        check("deux mots", Some("\"deux\" \"mots\""));
        check("l'été AND \"x\0", Some("\"l'été\" \"AND\" \"\"\"x\""));
        check(" « » ", None);
    }
}
