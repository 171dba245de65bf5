//! Checks the full-text index: that it fits the claims, and that every word of it can be found.

use super::{error::Trouble, migrate};
use rusqlite::{
    Connection,
    backup::{Backup, StepResult},
};

/// What a backup takes for all that is left.
const ALL_PAGES: i32 = -1;

/// Checks the index in a copy, which SQLite keeps in a temporary file of its own: FTS5 compares its index
/// with the claims only by a command that counts as writing.
pub(super) fn verify(connection: &Connection, fault: &mut dyn FnMut(String)) -> Result<(), Trouble> {
    if settings(connection)? != settings(&migrate::blank()?)? {
        fault("its settings are not as dixit made them".to_owned());
    }
    if has_impossible_pages(connection)? {
        fault("it leads to pages that cannot be".to_owned());
    }
    let mut copy = Connection::open("")?;
    if Backup::new(connection, &mut copy)?.step(ALL_PAGES)? != StepResult::Done {
        return Err(Trouble::Damaged("it is being written to".to_owned()));
    }
    let command = "INSERT INTO claim_search (claim_search, rank) VALUES ('integrity-check', 1)";
    if copy.execute(command, []).is_err() {
        fault("it does not fit the claims".to_owned());
    } else if !finds_every_word(&copy)? {
        fault("it has words that a search does not find".to_owned());
    }
    Ok(())
}

/// How the index is set up: by which words of the claims are cut, and which version it is.
fn settings(connection: &Connection) -> Result<Vec<(String, i64)>, Trouble> {
    let mut statement = connection.prepare("SELECT k, v FROM claim_search_config ORDER BY k")?;
    Ok(statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
}

/// Whether the way into the index has a page (twice its number, and one more where it has a list of its own)
/// beyond the 31 bits of a page's number. FTS5 takes the lower bits of such a number, and other ones in its
/// check than in a search, which then misses words that the check has seen.
fn has_impossible_pages(connection: &Connection) -> Result<bool, Trouble> {
    let sql = "SELECT 1 FROM claim_search_idx WHERE pgno NOT BETWEEN 0 AND 0xFFFFFFFF OR pgno IS NULL";
    Ok(connection.prepare(sql)?.exists([])?)
}

/// FTS5's own check reads the index from end to end, and not by the way that a search takes into it.
fn finds_every_word(copy: &Connection) -> Result<bool, Trouble> {
    copy.execute_batch("CREATE VIRTUAL TABLE temp.word USING fts5vocab (main, claim_search, row)")?;
    let mut words = copy.prepare("SELECT term, doc FROM temp.word")?;
    let mut search = copy.prepare("SELECT count(*) FROM claim_search WHERE claim_search MATCH ?1")?;
    let mut rows = words.query([])?;
    while let Some(row) = rows.next()? {
        let (word, claims): (String, i64) = (row.get(0)?, row.get(1)?);
        let found: i64 = search.query_row([format!("\"{word}\"")], |row| row.get(0))?;
        if found != claims {
            return Ok(false);
        }
    }
    Ok(true)
}
