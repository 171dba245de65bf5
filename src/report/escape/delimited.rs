//! Text for CSV and TSV cells, and back.
//!
//! Quoting is the `csv` crate's affair. Here a cell is kept from being run as a formula by a
//! spreadsheet, and a TSV row from running over its line. Both can be undone to the letter:
//! [`restore_csv`], [`restore_tsv`]. (JSON needs none of it.)

use std::borrow::Cow;

/// A cell of CSV: one that a spreadsheet would read as a formula (it begins with `=`, `+`, `-`,
/// `@`, their full-width forms, a tab, a carriage return or a line feed) gets an apostrophe in
/// front (OWASP, "CSV Injection"). So does one that begins with apostrophes and then one of
/// these, so that the guard can be told from the text.
pub fn csv(text: &str) -> Cow<'_, str> {
    if is_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// A cell of TSV: guarded as in [`csv()`], and a tab, line feed, carriage return and backslash are
/// written `\t`, `\n`, `\r` and `\\`, so that a row is a line and `cut` finds its cells.
pub fn tsv(text: &str) -> Cow<'_, str> {
    let guarded = csv(text);
    if !guarded.contains(['\t', '\n', '\r', '\\']) {
        return guarded;
    }
    let mut out = String::with_capacity(guarded.len() + 8);
    for c in guarded.chars() {
        match c {
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\\' => out.push_str("\\\\"),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// The exact text of a cell that a CSV reader gave: without the guard against formulas, if it has one.
pub fn restore_csv(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if is_formula(text) => text,
        _ => cell,
    }
}

/// The exact text of a cell that a TSV reader gave: escapes read, and then as [`restore_csv`].
pub fn restore_tsv(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    let mut chars = cell.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('t') => out.push('\t'),
                Some('n') => out.push('\n'),
                Some('r') => out.push('\r'),
                Some(other) => out.push(other),
                None => out.push('\\'),
            },
            c => out.push(c),
        }
    }
    restore_csv(&out).to_owned()
}

/// Names in one cell, joined by "; ". A semicolon or a backslash in a name gets a backslash in front.
pub fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> =
        names.into_iter().map(|name| name.replace('\\', "\\\\").replace(';', "\\;")).collect();
    names.join("; ")
}

/// The names of a cell that `list` made.
pub fn restore_list(cell: &str) -> Vec<String> {
    let mut names = vec![String::new()];
    let mut chars = cell.chars();
    while let Some(c) = chars.next() {
        match (c, names.last_mut()) {
            (';', _) => {
                // And the space after it.
                chars.next();
                names.push(String::new());
            }
            ('\\', Some(name)) => name.extend(chars.next()),
            (c, Some(name)) => name.push(c),
            (_, None) => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_disarmed() {
        assert_eq!(csv("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(csv("'=1"), "''=1");
        assert_eq!(csv("l'été"), "l'été");
        assert_eq!(tsv("a\tb\\\n"), "a\\tb\\\\\\n");
    }

    proptest! {
        #[test]
        fn every_cell_can_be_restored(text in "[-=+@'\\\\\ttn\ra ]{0,6}|\\PC{0,8}") {
            let cell = csv(&text);
            prop_assert_eq!(restore_csv(&cell), &text);
            prop_assert_eq!(restore_tsv(&tsv(&text)), text.clone());
            prop_assert!(!csv(&text).starts_with(['=', '+', '-', '@', '\t', '\r']));
            prop_assert!(!tsv(&text).contains(['\t', '\n', '\r']));
        }

        #[test]
        fn every_list_can_be_restored(names in proptest::collection::vec("[;\\\\ a]{1,5}", 0..4)) {
            prop_assert_eq!(restore_list(&list(names.iter().map(String::as_str))), names);
        }
    }
}
