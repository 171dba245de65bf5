//! Reading columns as values of the model.

use super::error::Trouble;
use crate::model::{Digest, Vocabulary};
use rusqlite::{Error, Row, types::Type};

/// A hash.
pub(super) fn digest(row: &Row<'_>, column: usize) -> rusqlite::Result<Digest> {
    row.get(column).map(Digest)
}

/// A word of a closed vocabulary.
pub(super) fn word<V: Vocabulary>(row: &Row<'_>, column: usize) -> rusqlite::Result<V> {
    let text = row.get_ref(column)?.as_str().map_err(|e| malformed(column, e))?;
    V::parse(text).map_err(|e| malformed(column, e))
}

/// Anything that is written as text, where there is something.
pub(super) fn parsed<T>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>>
where
    T: std::str::FromStr<Err: std::error::Error + Send + Sync + 'static>,
{
    let text: Option<String> = row.get(column)?;
    text.map(|t| t.parse().map_err(|e| malformed(column, e))).transpose()
}

/// The rows of a list must be numbered from 0 without a gap.
pub(super) fn numbered(expected: usize, position: i64) -> Result<(), Trouble> {
    if i64::try_from(expected) == Ok(position) {
        return Ok(());
    }
    Err(Trouble::Damaged(format!("number {expected} of a list is missing")))
}

fn malformed(column: usize, error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::FromSqlConversionFailure(column, Type::Text, Box::new(error))
}
