//! What a row of a list must be able to say of itself, and one door for all formats.

use super::{Format, LIST_FORMATS, Style, delimited, json, markdown, table, unsupported};
use crate::model::{Status, Strength};
use serde::Serialize;
use std::borrow::Borrow;
use std::io::{self, Write};

/// A row of a list.
pub trait Listed {
    /// What the rows are called in messages.
    const KIND: &'static str;
    /// The columns that people see.
    const COLUMNS: &'static [Column];
    /// The cells under [`Listed::COLUMNS`], unescaped.
    fn cells(&self) -> Vec<Cell>;
    /// The names of all fields, for csv and tsv.
    fn field_names() -> Vec<&'static str>;
    /// The fields under [`Listed::field_names`], unescaped.
    fn fields(&self) -> Vec<String>;
    /// The row as a JSON object.
    fn object(&self) -> impl Serialize;
    /// What people made of the claim that it is; `None` where that is nothing to ask of such a row.
    fn status(&self) -> Option<Status> {
        None
    }
}

/// A column that people see.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its heading.
    pub name: &'static str,
    /// How wide it may become.
    pub fit: Fit,
    /// Whether it holds numbers, which stand to the right.
    pub number: bool,
    /// Which columns give way first where a terminal is too narrow: the highest; 0 never does.
    pub rank: u8,
}

/// How wide a column may become where the table has to fit a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// As wide as its cells: never broken.
    Content,
    /// At most such a share of what the unbroken ones leave, in percent.
    Share(u16),
    /// What the others leave.
    Rest,
}

/// A cell that people see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its text, unescaped.
    pub text: String,
    /// How it looks in colour.
    pub tone: Tone,
}

/// How a cell looks in colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As the rest.
    Plain,
    /// Less than the rest.
    Faint,
    /// More than the rest.
    Strong,
    /// In the colour of a strength.
    Strength(Strength),
}

impl Column {
    /// A column as wide as its cells.
    pub const fn content(name: &'static str) -> Self {
        Column { name, fit: Fit::Content, number: false, rank: 0 }
    }

    /// A column of numbers.
    pub const fn number(name: &'static str) -> Self {
        Column { name, fit: Fit::Content, number: true, rank: 0 }
    }

    /// A column that takes at most a share of what the unbroken ones leave, in percent.
    pub const fn share(name: &'static str, percent: u16) -> Self {
        Column { name, fit: Fit::Share(percent), number: false, rank: 0 }
    }

    /// The column that takes what the others leave.
    pub const fn rest(name: &'static str) -> Self {
        Column { name, fit: Fit::Rest, number: false, rank: 0 }
    }

    /// The column, giving way to those of a lower rank.
    pub const fn rank(self, rank: u8) -> Self {
        Column { rank, ..self }
    }
}

impl Cell {
    /// A plain cell.
    pub fn plain(text: impl Into<String>) -> Self {
        Cell { text: text.into(), tone: Tone::Plain }
    }

    /// A cell in a tone.
    pub fn toned(text: impl Into<String>, tone: Tone) -> Self {
        Cell { text: text.into(), tone }
    }

    /// A number; nothing is a faint dot.
    pub fn number(n: u64, tone: Tone) -> Self {
        if n == 0 { Cell::toned("·", Tone::Faint) } else { Cell::toned(n.to_string(), tone) }
    }
}

/// Writes rows in any of [`LIST_FORMATS`].
pub fn write<R: Listed, B: Borrow<R>>(
    out: &mut dyn Write,
    rows: impl Iterator<Item = B>,
    format: Format,
    style: Style,
) -> io::Result<()> {
    match format {
        Format::Table => table::write::<R, B>(out, rows, style),
        Format::Json => json::array::<R, B>(out, rows),
        Format::Jsonl => json::lines::<R, B>(out, rows),
        Format::Csv => delimited::csv::<R, B>(out, rows),
        Format::Tsv => delimited::tsv::<R, B>(out, rows),
        Format::Md => markdown::table::<R, B>(out, rows),
        Format::Html => Err(unsupported(R::KIND, format, LIST_FORMATS)),
    }
}
