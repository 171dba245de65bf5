//! JSON: one array, or one object a line.
//!
//! The exact words, whatever they hold. Characters that steer a terminal or end a line for some
//! reader are written as `\u` escapes; any JSON parser reads the same words.

use super::escape::terminal::is_control;
use super::list::Listed;
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use std::borrow::Borrow;
use std::io::{self, Write};

/// An array, one row a line.
pub fn array<R: Listed, B: Borrow<R>>(out: &mut dyn Write, rows: impl Iterator<Item = B>) -> io::Result<()> {
    let mut before: &[u8] = b"[\n";
    for row in rows {
        out.write_all(before)?;
        value(out, &row.borrow().object())?;
        before = b",\n";
    }
    out.write_all(if before == b",\n" { b"\n]\n" } else { b"[]\n" })
}

/// One object a line.
pub fn lines<R: Listed, B: Borrow<R>>(out: &mut dyn Write, rows: impl Iterator<Item = B>) -> io::Result<()> {
    for row in rows {
        value(out, &row.borrow().object())?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// One value in one line, without a line break after it.
pub fn value(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    // In one piece: a serializer writes every brace on its own.
    let mut json = Vec::with_capacity(1024);
    value.serialize(&mut Serializer::with_formatter(&mut json, Compact))?;
    out.write_all(&json)
}

/// Compact JSON in which no character steers anything.
struct Compact;

impl Formatter for Compact {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut plain_from = 0;
        for (at, c) in fragment.char_indices() {
            if is_control(c) || matches!(c, '\u{2028}' | '\u{2029}') {
                // All of these lie below U+10000: one escape each.
                write!(out, "{}\\u{:04x}", &fragment[plain_from..at], u32::from(c))?;
                plain_from = at + c.len_utf8();
            }
        }
        out.write_all(&fragment.as_bytes()[plain_from..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_string_is_one_safe_line_and_comes_back(text in any::<String>()) {
            let mut out = Vec::new();
            value(&mut out, &text).unwrap();
            let json = String::from_utf8(out).unwrap();
            let loose = json.chars().any(|c| is_control(c) || matches!(c, '\u{2028}' | '\u{2029}'));
            prop_assert!(!loose);
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
