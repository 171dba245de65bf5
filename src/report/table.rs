//! Aligned columns for a terminal.

use super::escape::terminal::line;
use super::list::{Cell, Column, Fit, Listed, Tone};
use super::{Reviewed, Style};
use crate::model::Strength;
use comfy_table::{
    Attribute, CellAlignment, Color, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle,
    Width,
};
use std::borrow::Borrow;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// A table of the columns that people see; nothing where there are no rows.
pub fn write<R: Listed, B: Borrow<R>>(
    out: &mut dyn Write,
    rows: impl Iterator<Item = B>,
    style: Style,
) -> io::Result<()> {
    let mut reviewed = Reviewed::default();
    let counted =
        rows.inspect(|row| row.borrow().status().into_iter().for_each(|status| reviewed.add(status)));
    let rows: Vec<Vec<Cell>> = counted.map(|row| row.borrow().cells()).collect();
    Layout::new(R::COLUMNS, &rows, style).write(out, &rows)?;
    match reviewed.line() {
        Some(line) => writeln!(out, "\n{}", super::wrap::wrap(&line, style.width, "")),
        None => Ok(()),
    }
}

/// The widths of the columns, so that several tables can share them.
pub struct Layout<'a> {
    columns: &'a [Column],
    /// Terminal columns without the gap; `None` for a column that is not shown.
    widths: Vec<Option<usize>>,
    style: Style,
}

/// Terminal columns between two columns of the table.
const GAP: usize = 2;

/// What a column that may be broken keeps at least.
const LEAST_SHARE: usize = 10;

/// What the column that takes the rest keeps at least, before others give way to it.
const LEAST_REST: usize = 18;

impl<'a> Layout<'a> {
    /// Fits columns to all the rows that will be shown and to the terminal. A column in which
    /// nothing stands is left out. Where the terminal is too narrow, columns give way in the
    /// order of their [`Column::rank`].
    pub fn new(columns: &'a [Column], rows: &[Vec<Cell>], style: Style) -> Self {
        let natural: Vec<usize> = (0..columns.len())
            .map(|i| {
                let cells = rows.iter().filter_map(|row| row.get(i));
                cells.map(|cell| line(&cell.text).width()).max().unwrap_or_default()
            })
            .collect();
        let mut shown: Vec<bool> = natural.iter().map(|&n| n > 0).collect();
        let natural: Vec<usize> =
            natural.iter().zip(columns).map(|(&n, column)| n.max(column.name.width())).collect();
        loop {
            let widths = fit(columns, &natural, &shown, style.width.map(usize::from));
            let shown_count = widths.iter().flatten().count();
            let taken = widths.iter().flatten().sum::<usize>() + GAP * shown_count.saturating_sub(1);
            let cramped = style.width.is_some_and(|width| taken > usize::from(width));
            let least = (0..columns.len())
                .filter(|&i| shown[i] && columns[i].rank > 0)
                .max_by_key(|&i| columns[i].rank);
            match least {
                Some(i) if cramped => shown[i] = false,
                _ => return Layout { columns, widths, style },
            }
        }
    }

    /// Writes some rows under a header; nothing where there are none.
    pub fn write(&self, out: &mut dyn Write, rows: &[Vec<Cell>]) -> io::Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let mut table = Table::new();
        table.force_no_tty().load_style(LOOK).set_content_arrangement(ContentArrangement::Disabled);
        if self.style.colour {
            table.enforce_styling();
            table.style_text_only();
        }
        table.set_header(self.columns.iter().map(|column| self.cell(column.name, Tone::Faint)));
        for row in rows {
            table.add_row(row.iter().map(|cell| self.cell(&cell.text, cell.tone)));
        }
        let last = self.widths.iter().rposition(Option::is_some);
        for (i, shown) in table.column_iter_mut().enumerate() {
            // Between two columns comfy-table keeps one terminal column for a line, though none
            // is drawn; the rest of the gap is padding.
            let padding = if Some(i) == last { 0 } else { GAP - 1 };
            shown.set_padding((0, padding as u16));
            shown.set_constraint(match self.widths.get(i) {
                Some(Some(width)) => {
                    let width = u16::try_from(width + padding).unwrap_or(u16::MAX);
                    ColumnConstraint::Absolute(Width::Fixed(width))
                }
                _ => ColumnConstraint::Hidden,
            });
            if self.columns.get(i).is_some_and(|column| column.number) {
                shown.set_cell_alignment(CellAlignment::Right);
            }
        }
        for row in table.lines() {
            writeln!(out, "{}", row.trim_end())?;
        }
        Ok(())
    }

    fn cell(&self, text: &str, tone: Tone) -> comfy_table::Cell {
        let cell = comfy_table::Cell::new(line(text));
        match tone {
            Tone::Plain => cell,
            Tone::Faint => cell.add_attribute(Attribute::Dim),
            Tone::Strong => cell.add_attribute(Attribute::Bold),
            Tone::Strength(strength) => cell.fg(colour(strength)),
        }
    }
}

/// A rule under the header, and no other line: what is read is the cells.
const LOOK: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// The widths of the shown columns: all as wide as their cells where that fits; else the
/// flexible ones share what the others leave.
fn fit(columns: &[Column], natural: &[usize], shown: &[bool], width: Option<usize>) -> Vec<Option<usize>> {
    let mut widths: Vec<Option<usize>> = natural.iter().zip(shown).map(|(&n, &s)| s.then_some(n)).collect();
    let gaps = GAP * shown.iter().filter(|&&s| s).count().saturating_sub(1);
    let wanted: usize = widths.iter().flatten().sum();
    let Some(width) = width.filter(|&width| wanted + gaps > width) else { return widths };
    let fixed: usize =
        columns.iter().zip(&widths).filter(|(c, _)| c.fit == Fit::Content).filter_map(|(_, w)| *w).sum();
    let room = width.saturating_sub(fixed + gaps);
    let mut rest = room;
    for (column, width) in columns.iter().zip(&mut widths) {
        if let (Fit::Share(percent), Some(width)) = (column.fit, width) {
            *width = (*width).min((room * usize::from(percent) / 100).max(LEAST_SHARE));
            rest = rest.saturating_sub(*width);
        }
    }
    for (column, width) in columns.iter().zip(&mut widths) {
        if let (Fit::Rest, Some(width)) = (column.fit, width) {
            // Narrower still, and the table runs over the terminal's edge.
            *width = rest.max(LEAST_REST).min(*width);
        }
    }
    widths
}

/// As [`super::ansi::strength`] has it.
fn colour(strength: Strength) -> Color {
    match strength {
        Strength::Verbatim => Color::DarkGreen,
        Strength::Relayed => Color::DarkCyan,
        Strength::Stated => Color::Blue,
        Strength::Hearsay => Color::DarkYellow,
        Strength::Alleged => Color::DarkMagenta,
        Strength::Unsourced => Color::DarkRed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;
    use proptest::prelude::*;

    fn table(rows: &[crate::model::ClaimRow], width: Option<u16>, colour: bool) -> String {
        let mut out = Vec::new();
        write::<crate::model::ClaimRow, _>(&mut out, rows.iter(), Style { colour, width }).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_table_fits_its_terminal_and_loses_columns_before_words() {
        for width in [60, 80, 100, 160, 300] {
            let table = table(&sample::rows(), Some(width), false);
            assert!(table.lines().all(|line| line.width() <= usize::from(width)), "{width}\n{table}");
            assert!(table.contains("words"));
            assert_eq!(table.contains("outlet"), width >= 80);
        }
    }

    #[test]
    fn nothing_is_broken_where_nothing_has_to_fit() {
        let table = table(&sample::rows(), None, false);
        assert_eq!(table.lines().count(), 2 + sample::rows().len() + 2);
        assert!(table.contains("Nous n’oublierons pas nos “amis” […] quoi qu’il arrive"));
        let long = "très long ".repeat(20_000);
        let mut row = sample::rows().remove(0);
        row.claim.content[0].text = long;
        for width in [None, Some(0), Some(1), Some(100), Some(u16::MAX)] {
            assert!(!self::table(std::slice::from_ref(&row), width, true).is_empty());
        }
    }

    proptest! {
        #[test]
        fn nothing_in_a_row_reaches_the_terminal(words in any::<String>(), name in "\\PC*\u{1b}\\PC*", width in 0u16..200) {
            let mut row = sample::rows().remove(0);
            row.claim.content[0].text = words.clone();
            row.claim.speakers = vec![name.clone(), words.clone()];
            row.document.outlet = Some(name);
            row.document.language = Some(words);
            let table = table(&[row], Some(width), false);
            prop_assert!(!table.chars().any(|c| c != '\n' && crate::report::escape::terminal::is_control(c)));
        }
    }
}
