//! CSV and TSV: a header, then one row a record, every field of it.

use super::escape::delimited;
use super::list::Listed;
use std::borrow::{Borrow, Cow};
use std::io::{self, Write};

/// Comma-separated (RFC 4180, UTF-8, lines end in `\n`); cells as [`delimited::csv`] makes them.
pub fn csv<R: Listed, B: Borrow<R>>(out: &mut dyn Write, rows: impl Iterator<Item = B>) -> io::Result<()> {
    write::<R, B>(out, rows, b',', delimited::csv)
}

/// Tab-separated, one line a row; cells as [`delimited::tsv`] makes them, quoted as in CSV where
/// they hold a quotation mark.
pub fn tsv<R: Listed, B: Borrow<R>>(out: &mut dyn Write, rows: impl Iterator<Item = B>) -> io::Result<()> {
    write::<R, B>(out, rows, b'\t', delimited::tsv)
}

fn write<R: Listed, B: Borrow<R>>(
    out: &mut dyn Write,
    rows: impl Iterator<Item = B>,
    delimiter: u8,
    cell: fn(&str) -> Cow<'_, str>,
) -> io::Result<()> {
    let mut writer = ::csv::WriterBuilder::new().delimiter(delimiter).from_writer(out);
    writer.write_record(R::field_names()).map_err(unwrapped)?;
    for row in rows {
        for field in row.borrow().fields() {
            writer.write_field(cell(&field).as_bytes()).map_err(unwrapped)?;
        }
        // Ends the record.
        writer.write_record(None::<&[u8]>).map_err(unwrapped)?;
    }
    writer.flush()
}

/// The writer's own error, whose kind tells a closed pipe from a full disk.
fn unwrapped(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
