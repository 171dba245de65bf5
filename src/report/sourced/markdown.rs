//! The sourced table in Markdown.

use super::{Entry, Note, Sourced};
use crate::report::escape::markdown::{address, inline, line};
use crate::report::list::Column;
use crate::report::{chain, markdown};
use std::io::{self, Write};

const COLUMNS: &[Column] = &[
    Column::number("No"),
    Column::rest("Speaker"),
    Column::rest("Words"),
    Column::rest("Strength"),
    Column::rest("Chain"),
    Column::rest("Outlet"),
    Column::rest("Date"),
    Column::rest("Source"),
    Column::rest("Claim"),
];

/// A heading and a table a group, then the source notes.
pub fn write(out: &mut dyn Write, sourced: &Sourced<'_>) -> io::Result<()> {
    writeln!(out, "# Claims and their sources\n\n{}.", sourced.summary())?;
    for section in &sourced.sections {
        writeln!(out, "\n## {}\n\n{}\n", section.group.title(), section.group.gloss())?;
        markdown::header(out, COLUMNS)?;
        for entry in &section.entries {
            markdown::row(out, &cells(entry))?;
        }
    }
    if sourced.notes.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Sources\n")?;
    for note in &sourced.notes {
        writeln!(out, "{}", source(note))?;
    }
    let grades = sourced.grades();
    if !grades.is_empty() {
        writeln!(out, "\nGrades are given by people. {}.", grades.join("; "))?;
    }
    writeln!(out, "\nTo check a row: `dixit show` with the claim's id as in its last column.")?;
    match sourced.log_line() {
        Some(log) => writeln!(out, "\nCheckpoint: `{log}`"),
        None => Ok(()),
    }
}

fn cells(entry: &Entry<'_>) -> Vec<String> {
    let strength = entry.row.strength;
    vec![
        entry.number.to_string(),
        line(&chain::speakers(&entry.row.claim)),
        line(&entry.words()),
        format!("**{strength}**: {}{}", strength.gloss(), graded(entry)),
        line(&entry.chain()),
        line(entry.outlet()),
        entry.date(),
        format!("[{}]", entry.note),
        format!("`{}` {}", entry.prefix, entry.remark()).trim_end().to_owned(),
    ]
}

/// What people graded the claim, behind its strength.
fn graded(entry: &Entry<'_>) -> String {
    let grade = entry.grade();
    if grade.is_empty() { grade } else { format!("; graded {grade}") }
}

/// One note. The number is in brackets, as the rows have it, and not that of a Markdown list.
fn source(note: &Note<'_>) -> String {
    let mut parts = vec![inline(&note.title_line())];
    parts.extend(note.document.url.as_deref().map(address));
    parts.push(format!("sha256 `{}`", note.document.sha256));
    format!("- [{}] {}", note.number, parts.join(", "))
}
