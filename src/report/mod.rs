//! Rows made ready to show: one file an output format. Writes to what it is given, prints nothing itself.

use crate::model::{Claim, ClaimRow, Document, DocumentRow, SpeakerRow};
use std::io::{self, Write};

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Format {
    Table,
    Json,
    Jsonl,
    Csv,
    Tsv,
    Md,
    Html,
}

/// What the receiving end can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// ANSI colours.
    pub colour: bool,
    /// Columns of the terminal; `None` where nothing needs to fit.
    pub width: Option<u16>,
}

/// A claim list (`dixit list`, `dixit extract`).
pub fn claims(
    out: &mut dyn Write,
    rows: &mut dyn Iterator<Item = ClaimRow>,
    format: Format,
    style: Style,
) -> io::Result<()> {
    let _ = (out, rows, format, style);
    Ok(())
}
/// Who says what, how firmly (`dixit who`).
pub fn speakers(out: &mut dyn Write, rows: &[SpeakerRow], format: Format, style: Style) -> io::Result<()> {
    let _ = (out, rows, format, style);
    Ok(())
}
/// The documents (`dixit docs`).
pub fn documents(out: &mut dyn Write, rows: &[DocumentRow], format: Format, style: Style) -> io::Result<()> {
    let _ = (out, rows, format, style);
    Ok(())
}
/// The sourced claim table for a report (`dixit export`).
pub fn sourced_table(out: &mut dyn Write, rows: &[ClaimRow], format: Format, style: Style) -> io::Result<()> {
    let _ = (out, rows, format, style);
    Ok(())
}
/// One claim with its context, chain and reasons (`dixit show`); `text` is the document's, where the base has it.
pub fn claim(
    out: &mut dyn Write,
    row: &ClaimRow,
    text: Option<&str>,
    format: Format,
    style: Style,
) -> io::Result<()> {
    let _ = (out, row, text, format, style);
    Ok(())
}
/// The text with its claims marked (`dixit extract`).
pub fn marked(
    out: &mut dyn Write,
    document: &Document,
    text: &str,
    claims: &[Claim],
    style: Style,
) -> io::Result<()> {
    let _ = (out, document, text, claims, style);
    Ok(())
}
