//! Checks the schema itself: a base without its triggers, or with a view that hides rows, is not what it
//! seems.

use super::{error::Trouble, migrate};
use rusqlite::Connection;
use std::collections::BTreeMap;

/// What there is, by kind and name: the table that it is for, and its SQL.
type Schema = BTreeMap<(String, String), (String, Option<String>)>;

/// Compares the tables, indexes, views and triggers with those that dixit makes, letter by letter.
pub(super) fn verify(connection: &Connection, fault: &mut dyn FnMut(String)) -> Result<(), Trouble> {
    let (stored, mut made) = (schema(connection)?, schema(&migrate::blank()?)?);
    for (key @ (kind, name), stored) in &stored {
        match made.remove(key) {
            None => fault(format!("it has a {kind} `{name}`, which is not dixit's")),
            Some(made) if made != *stored => fault(format!("the {kind} `{name}` is not as dixit made it")),
            Some(_) => {}
        }
    }
    for (kind, name) in made.keys() {
        fault(format!("the {kind} `{name}` is missing"));
    }
    Ok(())
}

/// The schema without the statistics that `ANALYZE` leaves, which are SQLite's own.
fn schema(connection: &Connection) -> Result<Schema, Trouble> {
    let mut statement = connection.prepare(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT GLOB 'sqlite_stat[0-9]'",
    )?;
    let rows = statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), (row.get(2)?, row.get(3)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
