//! Rows made ready to show: one file an output format. Writes to what it is given, prints
//! nothing itself.
//!
//! | file | what it does |
//! |---|---|
//! | `list` | what a row of a list must be able to say of itself, and one door for all formats |
//! | `rows/` | the rows: a claim, a speaker, a document, what a new reading says of a claim |
//! | `table`, `json`, `delimited`, `markdown` | one output format each |
//! | `log` | an entry of the log as a row, its payload in words |
//! | `sought`, `diff` | what became of claims in a later version, and what was edited in them |
//! | `sourced/` | the claim table for a report: grouped, numbered, with source notes |
//! | `show/` | one claim on one sheet |
//! | `reviewed` | how many rows nobody has reviewed |
//! | `marked` | a text with its claims marked |
//! | `escape/` | what must not reach a terminal, a web page, a spreadsheet, a Markdown table |
//! | `written` | a report read back, so that it can be checked |
//! | `typography` | quotation marks as the language of the words sets them |
//! | `grades` | what people graded a claim, in short and in full |
//! | `chain` | the way of the words from speaker to outlet |
//!
//! The machine formats (json, jsonl, csv, tsv) carry everything that is known of a row, the words
//! exactly as they stand in the text. The formats for people (table, md, html) shorten ids to
//! [`SHORT_ID`] digits and set the words as their language does.

mod ansi;
mod chain;
mod delimited;
mod diff;
mod escape;
mod format;
mod grades;
mod json;
mod list;
mod log;
mod markdown;
mod marked;
mod marks;
mod plural;
mod reviewed;
mod rows;
mod show;
mod sought;
mod sourced;
mod table;
mod typography;
mod wrap;
mod written;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub use escape::delimited::{restore_csv, restore_list, restore_tsv};
pub use escape::terminal::{line as one_line, lines as safe_lines};
pub use format::{EXPORT_FORMATS, Format, LIST_FORMATS, SHOW_FORMATS};
pub use plural::{count, number};
pub use reviewed::Reviewed;
pub use rows::claim::around;
pub use show::parts::{Parts, Stretch, parts};
pub use written::{Evidence, Written, WrittenRow, bare, read};

use crate::model::{
    Checkpoint, Claim, ClaimRow, Digest, Document, DocumentRow, EditRow, Entity, LogEntry, RereadRow,
    SoughtRow, SpeakerRow, Standing, alike::Proposal,
};
use std::io::{self, Write};

/// How many digits of a hash are shown to people.
pub const SHORT_ID: usize = 8;

/// What the receiving end can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// ANSI colours.
    pub colour: bool,
    /// Columns of the terminal; `None` where nothing needs to fit.
    pub width: Option<u16>,
}

/// A claim list (`dixit list`, `dixit extract`), in any of [`LIST_FORMATS`].
///
/// Rows are written as they come; only the terminal table, whose columns depend on all of its
/// rows, holds them. An empty list is `[]` in JSON, a header alone in csv, tsv and md, and
/// nothing at all in jsonl and as a table.
///
/// # Errors
/// When `out` cannot be written to, and [`io::ErrorKind::Unsupported`] for another format.
pub fn claims(
    out: &mut dyn Write,
    rows: &mut dyn Iterator<Item = ClaimRow>,
    format: Format,
    style: Style,
) -> io::Result<()> {
    list::write::<ClaimRow, _>(out, rows, format, style)
}

/// Who says what, how firmly (`dixit who`), in any of [`LIST_FORMATS`].
///
/// # Errors
/// As [`claims`].
pub fn speakers(out: &mut dyn Write, rows: &[SpeakerRow], format: Format, style: Style) -> io::Result<()> {
    list::write::<SpeakerRow, _>(out, rows.iter(), format, style)
}

/// The documents (`dixit docs`), in any of [`LIST_FORMATS`].
///
/// # Errors
/// As [`claims`].
pub fn documents(out: &mut dyn Write, rows: &[DocumentRow], format: Format, style: Style) -> io::Result<()> {
    list::write::<DocumentRow, _>(out, rows.iter(), format, style)
}

/// What a new reading makes of claims (`dixit reread`), in any of [`LIST_FORMATS`].
///
/// # Errors
/// As [`claims`].
pub fn reread(out: &mut dyn Write, rows: &[RereadRow], format: Format, style: Style) -> io::Result<()> {
    list::write::<RereadRow, _>(out, rows.iter(), format, style)
}

/// The edits that touched claims (`dixit docs --changed`), in any of [`LIST_FORMATS`].
///
/// # Errors
/// As [`claims`].
pub fn edits(out: &mut dyn Write, rows: &[EditRow], format: Format, style: Style) -> io::Result<()> {
    list::write::<EditRow, _>(out, rows.iter(), format, style)
}

/// What became of claims in a later version of their page (`dixit recapture`), in any of
/// [`LIST_FORMATS`]. For people, those that are not exact, with what was edited in them; for machines
/// every one.
///
/// # Errors
/// As [`claims`].
pub fn sought(out: &mut dyn Write, rows: &[SoughtRow], format: Format, style: Style) -> io::Result<()> {
    sought::write(out, rows, format, style)
}

/// The registry (`dixit entity list`), in any of [`LIST_FORMATS`].
///
/// # Errors
/// As [`claims`].
pub fn entities(out: &mut dyn Write, rows: &[Entity], format: Format, style: Style) -> io::Result<()> {
    list::write::<Entity, _>(out, rows.iter(), format, style)
}

/// Names that may be one (`dixit entity suggest`), in any of [`LIST_FORMATS`].
///
/// # Errors
/// As [`claims`].
pub fn proposals(out: &mut dyn Write, rows: &[Proposal], format: Format, style: Style) -> io::Result<()> {
    list::write::<Proposal, _>(out, rows.iter(), format, style)
}

/// Entries of the log (`dixit log`), in any of [`LIST_FORMATS`].
///
/// # Errors
/// As [`claims`].
pub fn log(
    out: &mut dyn Write,
    entries: &mut dyn Iterator<Item = LogEntry>,
    format: Format,
    style: Style,
) -> io::Result<()> {
    list::write::<LogEntry, _>(out, entries, format, style)
}

/// The sourced claim table for a report (`dixit export`), in any of [`EXPORT_FORMATS`].
///
/// Rows are grouped by what is stated, what is hearsay, what is alleged and what is unsourced,
/// numbered from 1 in that order and otherwise left in theirs. Each points to a numbered source
/// note, one a document. In csv, tsv and jsonl every row carries its source itself. `log` is the
/// checkpoint of the log that the rows are from; the formats that are more than rows carry it.
///
/// # Errors
/// When `out` cannot be written to.
pub fn sourced_table(
    out: &mut dyn Write,
    rows: &[ClaimRow],
    log: Option<&Checkpoint>,
    format: Format,
    style: Style,
) -> io::Result<()> {
    sourced::write(out, rows, log, format, style)
}

/// One claim with its context, chain and reasons (`dixit show`), in any of [`SHOW_FORMATS`].
///
/// `text` is the document's, where the base has it; without it the sheet says so, and selectors
/// have no context. `standings` are how the claim stands in later versions of its page.
///
/// # Errors
/// As [`claims`].
pub fn claim(
    out: &mut dyn Write,
    row: &ClaimRow,
    text: Option<&str>,
    standings: &[Standing],
    format: Format,
    style: Style,
) -> io::Result<()> {
    show::write(out, row, text, standings, format, style)
}

/// The text with its claims marked, and a legend (`dixit extract` for a terminal).
///
/// In colour the words take the colour of their strength, a small raised number before them;
/// mentions are bold and cues italic. Without colour the words stand in numbered brackets,
/// `⟦1 … ⟧1`. A span that is not in the text is left unmarked.
///
/// # Errors
/// When `out` cannot be written to.
pub fn marked(
    out: &mut dyn Write,
    document: &Document,
    text: &str,
    claims: &[Claim],
    style: Style,
) -> io::Result<()> {
    marked::write(out, document, text, claims, style)
}

/// The first [`SHORT_ID`] digits of a hash.
fn short(digest: &Digest) -> String {
    let mut hex = digest.to_string();
    hex.truncate(SHORT_ID);
    hex
}

/// The error for a format that a door has no form for.
fn unsupported(what: &str, format: Format, known: &[Format]) -> io::Error {
    use crate::model::Vocabulary;
    let known: Vec<&str> = known.iter().map(|f| f.as_str()).collect();
    let message = format!("{what} cannot be written as {}: choose {}", format.as_str(), known.join(", "));
    io::Error::new(io::ErrorKind::Unsupported, message)
}
