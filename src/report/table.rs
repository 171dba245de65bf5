//! Aligned columns for a terminal.

use super::Style;
use super::escape::terminal::line;
use super::list::{Cell, Column, Fit, Listed, Tone};
use crate::model::Strength;
use comfy_table::{
    Attribute, CellAlignment, Color, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle,
    Width,
};
use std::borrow::Borrow;
use std::io::{self, Write};

/// A table of the columns that people see; nothing where there are no rows.
pub fn write<R: Listed, B: Borrow<R>>(
    out: &mut dyn Write,
    rows: impl Iterator<Item = B>,
    style: Style,
) -> io::Result<()> {
    let rows = rows.map(|row| row.borrow().cells()).collect();
    cells(out, R::COLUMNS, rows, style)
}

/// A table of given cells. Columns in which nothing stands are left out.
pub fn cells(out: &mut dyn Write, columns: &[Column], rows: Vec<Vec<Cell>>, style: Style) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut table = Table::new();
    table.force_no_tty().load_style(LOOK);
    if style.colour {
        table.enforce_styling();
        table.style_text_only();
    }
    if let Some(width) = style.width {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    }
    let empty: Vec<bool> = (0..columns.len())
        .map(|i| rows.iter().all(|row| row.get(i).is_none_or(|c| c.text.is_empty())))
        .collect();
    table.set_header(columns.iter().map(|column| dressed(column.name, Tone::Faint, style)));
    for row in rows {
        table.add_row(row.iter().map(|cell| dressed(&cell.text, cell.tone, style)));
    }
    for (column, (shown, &is_empty)) in table.column_iter_mut().zip(columns.iter().zip(&empty)) {
        column.set_padding((0, 2));
        if shown.number {
            column.set_cell_alignment(CellAlignment::Right);
        }
        match shown.fit {
            _ if is_empty => column.set_constraint(ColumnConstraint::Hidden),
            Fit::Content => column.set_constraint(ColumnConstraint::ContentWidth),
            Fit::Share(percent) => {
                column.set_constraint(ColumnConstraint::UpperBoundary(Width::Percentage(percent)))
            }
            Fit::Rest => column,
        };
    }
    for row in table.lines() {
        writeln!(out, "{}", row.trim_end())?;
    }
    Ok(())
}

/// A rule under the header, and no other line: what is read is the cells.
const LOOK: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

fn dressed(text: &str, tone: Tone, style: Style) -> comfy_table::Cell {
    let cell = comfy_table::Cell::new(line(text));
    if !style.colour {
        return cell;
    }
    match tone {
        Tone::Plain => cell,
        Tone::Faint => cell.add_attribute(Attribute::Dim),
        Tone::Strong => cell.add_attribute(Attribute::Bold),
        Tone::Strength(strength) => cell.fg(colour(strength)),
    }
}

/// As [`super::ansi::strength`] has it.
fn colour(strength: Strength) -> Color {
    match strength {
        Strength::Verbatim => Color::DarkGreen,
        Strength::Relayed => Color::DarkCyan,
        Strength::Stated => Color::DarkBlue,
        Strength::Hearsay => Color::DarkYellow,
        Strength::Alleged => Color::DarkMagenta,
        Strength::Unsourced => Color::DarkRed,
    }
}
