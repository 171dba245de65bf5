//! The sourced table for programs: rows that carry everything.

use super::{Entry, Sourced};
use crate::model::{ClaimRow, Document, Status, Vocabulary};
use crate::report::json;
use crate::report::list::{Cell, Column, Listed, Tone};
use crate::report::rows::claim::Object;
use serde::Serialize;
use std::io::{self, Write};

/// A row: its place in the table, then the claim as a list has it.
#[derive(Serialize)]
struct Numbered<'a> {
    number: usize,
    group: &'static str,
    /// The number of its source note.
    source_note: usize,
    /// The words as the document's language sets them.
    quote: String,
    chain: String,
    gloss: &'static str,
    #[serde(flatten)]
    claim: Object<'a>,
}

#[derive(Serialize)]
struct NumberedNote<'a> {
    number: usize,
    #[serde(flatten)]
    document: &'a Document,
}

/// One object: the summary, `claims` in the order of their numbers and `sources` in that of theirs.
pub fn json(out: &mut dyn Write, sourced: &Sourced<'_>) -> io::Result<()> {
    out.write_all(b"{\"summary\":")?;
    json::value(out, &sourced.summary())?;
    out.write_all(b",\n\"checkpoint\":")?;
    json::value(out, &sourced.log.map(|log| log.text()))?;
    out.write_all(b",\n\"claims\":[")?;
    for (i, entry) in sourced.entries().enumerate() {
        out.write_all(if i == 0 { b"\n" } else { b",\n" })?;
        json::value(out, &entry.object())?;
    }
    out.write_all(b"\n],\n\"sources\":[")?;
    for (i, note) in sourced.notes.iter().enumerate() {
        out.write_all(if i == 0 { b"\n" } else { b",\n" })?;
        json::value(out, &NumberedNote { number: note.number, document: note.document })?;
    }
    out.write_all(b"\n]}\n")
}

impl Listed for Entry<'_> {
    const KIND: &'static str = "the sourced table";
    const COLUMNS: &'static [Column] = &[
        Column::number("no"),
        Column::share("chain", 42),
        Column::rest("words"),
        Column::content("strength"),
        Column::content("date").rank(1),
        Column::content("source"),
        Column::content("claim"),
        Column::content("review").rank(3),
        Column::share("grade", 20).rank(2),
    ];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::plain(self.number.to_string()),
            Cell::plain(self.chain()),
            Cell::plain(self.words()),
            Cell::toned(self.row.strength.to_string(), Tone::Strength(self.row.strength)),
            Cell::plain(self.date()),
            Cell::plain(format!("[{}]", self.note)),
            Cell::toned(self.prefix.as_str(), Tone::Faint),
            Cell::toned(
                if self.row.status == Status::Found { "" } else { self.row.status.as_str() },
                Tone::Plain,
            ),
            Cell::plain(self.grade()),
        ]
    }

    fn field_names() -> Vec<&'static str> {
        let mut names = vec!["number", "group", "source_note", "quote", "chain", "gloss"];
        names.extend(ClaimRow::field_names());
        names
    }

    fn fields(&self) -> Vec<String> {
        let mut fields = vec![
            self.number.to_string(),
            self.group.name().to_owned(),
            self.note.to_string(),
            self.words(),
            self.chain(),
            self.row.strength.gloss().to_owned(),
        ];
        fields.extend(self.row.fields());
        fields
    }

    fn object(&self) -> impl Serialize {
        Numbered {
            number: self.number,
            group: self.group.name(),
            source_note: self.note,
            quote: self.words(),
            chain: self.chain(),
            gloss: self.row.strength.gloss(),
            claim: Object::new(self.row),
        }
    }
}
