//! Markdown tables (GitHub Flavored Markdown).

use super::Reviewed;
use super::escape::markdown::line;
use super::list::{Column, Listed};
use std::borrow::Borrow;
use std::io::{self, Write};

/// A table of the columns that people see.
pub fn table<R: Listed, B: Borrow<R>>(out: &mut dyn Write, rows: impl Iterator<Item = B>) -> io::Result<()> {
    header(out, R::COLUMNS)?;
    let mut reviewed = Reviewed::default();
    for item in rows {
        item.borrow().status().into_iter().for_each(|status| reviewed.add(status));
        let cells: Vec<String> = item.borrow().cells().iter().map(|cell| line(&cell.text)).collect();
        row(out, &cells)?;
    }
    match reviewed.line() {
        Some(line) => writeln!(out, "\n{line}."),
        None => Ok(()),
    }
}

/// The two lines that open a table.
pub fn header(out: &mut dyn Write, columns: &[Column]) -> io::Result<()> {
    let names: Vec<String> = columns.iter().map(|column| column.name.to_owned()).collect();
    row(out, &names)?;
    let rules: Vec<String> =
        columns.iter().map(|column| if column.number { "--:" } else { "---" }.to_owned()).collect();
    row(out, &rules)
}

/// One row; its cells must be escaped.
pub fn row(out: &mut dyn Write, cells: &[String]) -> io::Result<()> {
    writeln!(out, "| {} |", cells.join(" | "))
}
