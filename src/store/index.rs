//! What is derived from claims for speed: the chain and the full-text index.

use super::{error::Trouble, place::Range};
use rusqlite::Connection;

/// Enters the claims of a stretch of places, after they were stored.
pub(super) fn enter(connection: &Connection, range: Range) -> Result<(), Trouble> {
    execute(connection, range, "INSERT INTO chain SELECT * FROM chain_source WHERE place BETWEEN ?1 AND ?2")?;
    execute(
        connection,
        range,
        "INSERT INTO claim_search (rowid, content, speakers, relays)
         SELECT place, content, speakers, relays FROM claim_text WHERE place BETWEEN ?1 AND ?2",
    )
}

/// Takes them out again, before anything about them changes.
pub(super) fn withdraw(connection: &Connection, range: Range) -> Result<(), Trouble> {
    execute(
        connection,
        range,
        "INSERT INTO claim_search (claim_search, rowid, content, speakers, relays)
         SELECT 'delete', place, content, speakers, relays FROM claim_text WHERE place BETWEEN ?1 AND ?2",
    )?;
    execute(
        connection,
        range,
        "DELETE FROM chain WHERE (name, role, place) IN
            (SELECT name, role, place FROM chain_source WHERE place BETWEEN ?1 AND ?2)",
    )
}

fn execute(connection: &Connection, range: Range, sql: &str) -> Result<(), Trouble> {
    connection.prepare_cached(sql)?.execute([range.first, range.last])?;
    Ok(())
}
