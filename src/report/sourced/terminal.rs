//! The sourced table for a terminal.

use super::{Entry, Sourced};
use crate::report::escape::terminal::line;
use crate::report::list::{Cell, Listed};
use crate::report::table::Layout;
use crate::report::{Style, ansi, wrap};
use std::io::{self, Write};

/// A heading and a table a group, then the source notes.
pub fn write(out: &mut dyn Write, sourced: &Sourced<'_>, style: Style) -> io::Result<()> {
    writeln!(out, "{}", wrap::wrap(&sourced.summary(), style.width, ""))?;
    let groups: Vec<Vec<Vec<Cell>>> =
        sourced.sections.iter().map(|s| s.entries.iter().map(Listed::cells).collect()).collect();
    // One layout for all groups, so that their columns stand under one another.
    let layout = Layout::new(<Entry<'_> as Listed>::COLUMNS, &groups.concat(), style);
    for (section, cells) in sourced.sections.iter().zip(&groups) {
        let title = ansi::paint(section.group.title(), &[ansi::BOLD], style.colour);
        let gloss = ansi::paint(section.group.gloss(), &[ansi::FAINT], style.colour);
        writeln!(out, "\n{}\n", wrap::wrap(&format!("{title}: {gloss}"), style.width, ""))?;
        layout.write(out, cells)?;
    }
    if sourced.notes.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}\n", ansi::paint("Strengths", &[ansi::BOLD], style.colour))?;
    for strength in sourced.strengths() {
        let word = ansi::paint(&format!("{strength:9}"), &[ansi::strength(strength)], style.colour);
        writeln!(out, "{word}  {}", strength.gloss())?;
    }
    let grades = sourced.grades();
    if !grades.is_empty() {
        writeln!(out, "\n{}\n", ansi::paint("Grades, given by people", &[ansi::BOLD], style.colour))?;
        grades.iter().try_for_each(|grade| writeln!(out, "{grade}"))?;
    }
    writeln!(out, "\n{}\n", ansi::paint("Sources", &[ansi::BOLD], style.colour))?;
    let indent = " ".repeat(sourced.notes.len().to_string().len() + 3);
    for note in &sourced.notes {
        let label = format!("[{}]", note.number);
        let body = wrap::wrap(&line(&note.title_line()), style.width, &indent);
        writeln!(out, "{label:width$}{}", body.trim_start(), width = indent.len())?;
        for fact in [note.document.url.clone(), Some(format!("sha256 {}", note.document.sha256))]
            .into_iter()
            .flatten()
        {
            writeln!(out, "{indent}{}", ansi::paint(&line(&fact), &[ansi::FAINT], style.colour))?;
        }
    }
    match sourced.log_line() {
        Some(log) => writeln!(out, "\n{}", ansi::paint(&log, &[ansi::FAINT], style.colour)),
        None => Ok(()),
    }
}
