//! What people decide about claims: statuses with their reasons, notes, tags, grades.

use super::{
    error::{StoreError, Trouble},
    grades,
};
use crate::model::{Change, Digest, Note, Review, Status, Tagging, Vocabulary};
use rusqlite::{Connection, OptionalExtension, params};

/// Makes the decisions of a change, which stands in the log under a number.
pub(super) fn apply(connection: &Connection, entry: i64, change: &Change) -> Result<(), Trouble> {
    change.reviews.iter().try_for_each(|review| decide(connection, entry, review))?;
    change.notes.iter().try_for_each(|note| add_note(connection, entry, note))?;
    change.tags.iter().try_for_each(|tagging| tag(connection, tagging))?;
    change.grades.iter().try_for_each(|grading| grades::give(connection, entry, grading))
}

fn decide(connection: &Connection, entry: i64, review: &Review) -> Result<(), Trouble> {
    let claim = key(connection, &review.claim)?;
    let status = review.status.as_str();
    connection
        .prepare_cached("UPDATE claim SET status = ?2 WHERE id = ?1")?
        .execute(params![claim, status])?;
    connection
        .prepare_cached(
            "UPDATE chain SET status = ?2
              WHERE (name, role, place) IN
                (SELECT name, role, place FROM chain_source
                  WHERE place = (SELECT place FROM claim WHERE id = ?1))",
        )?
        .execute(params![claim, status])?;
    if review.status == Status::Found {
        connection.prepare_cached("DELETE FROM judgement WHERE claim = ?1")?.execute([claim])?;
        return Ok(());
    }
    let successor = review.successor.map(|id| key(connection, &id)).transpose()?;
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO judgement (claim, entry, reason, successor) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![claim, entry, review.reason, successor])?;
    Ok(())
}

fn add_note(connection: &Connection, entry: i64, note: &Note) -> Result<(), Trouble> {
    let claim = key(connection, &note.claim)?;
    connection
        .prepare_cached(
            "INSERT INTO claim_note (claim, position, entry, text)
             VALUES (?1, (SELECT count(*) FROM claim_note WHERE claim = ?1), ?2, ?3)",
        )?
        .execute(params![claim, entry, note.text])?;
    Ok(())
}

fn tag(connection: &Connection, tagging: &Tagging) -> Result<(), Trouble> {
    let claim = key(connection, &tagging.claim)?;
    let sql = match tagging.on {
        true => "INSERT OR IGNORE INTO claim_tag (tag, claim) VALUES (?1, ?2)",
        false => "DELETE FROM claim_tag WHERE tag = ?1 AND claim = ?2",
    };
    connection.prepare_cached(sql)?.execute(params![tagging.tag, claim])?;
    Ok(())
}

/// The row number of a claim.
pub(super) fn key(connection: &Connection, id: &Digest) -> Result<i64, Trouble> {
    connection
        .prepare_cached("SELECT id FROM claim WHERE hash = ?1")?
        .query_row([id.0], |row| row.get(0))
        .optional()?
        .ok_or_else(|| StoreError::NoSuchClaim { prefix: id.to_string() }.into())
}
