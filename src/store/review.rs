//! What people decide about claims: statuses with their reasons, notes, tags, grades.

use super::{
    claims,
    columns::word,
    error::{StoreError, Trouble},
    grades, log,
};
use crate::model::{Change, Digest, LogFilter, Note, Operation, Origin, Review, Status, Tagging, Vocabulary};
use rusqlite::{Connection, OptionalExtension, params};
use std::ops::ControlFlow;

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

/// Whether a person decided that a claim is what it is. Nobody did where a new reading superseded it,
/// or where the entry that brought it was taken back.
pub(super) fn is_decided(connection: &Connection, claim: &claims::Stored) -> Result<bool, Trouble> {
    match claim.status {
        Status::Found => Ok(claim.origin == Origin::Curated),
        Status::Superseded => {
            Ok(!matches!(superseded_by(connection, claim)?, Operation::Reread | Operation::Undo))
        }
        Status::Accepted | Status::Corrected | Status::Rejected => Ok(true),
    }
}

/// The operation that superseded a claim; where an undo put that back, the one that it goes back to,
/// and the undo itself where it goes back to none.
fn superseded_by(connection: &Connection, claim: &claims::Stored) -> Result<Operation, Trouble> {
    let (operation, reason, successor): (Operation, Option<String>, Option<Digest>) = connection
        .prepare_cached(
            "SELECT log.operation, judgement.reason, successor.hash
               FROM judgement JOIN log ON log.seq = judgement.entry
               LEFT JOIN claim AS successor ON successor.id = judgement.successor
              WHERE judgement.claim = ?1",
        )?
        .query_row([claim.key], |row| {
            Ok((word(row, 0)?, row.get(1)?, row.get::<_, Option<_>>(2)?.map(Digest)))
        })?;
    let mut origin = operation;
    if operation == Operation::Undo {
        let decision = Review { claim: claim.id, status: Status::Superseded, reason, successor };
        let filter = LogFilter { subject: Some(claim.id), ..LogFilter::default() };
        log::entries(connection, &filter, &mut |entry| {
            let same = entry.change().is_ok_and(|change| change.reviews.contains(&decision));
            if same && entry.operation != Operation::Undo {
                origin = entry.operation;
            }
            ControlFlow::Continue(())
        })?;
    }
    Ok(origin)
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

/// The tags of a claim, put on the one that takes its place: who looks for a tag finds what stands.
pub(super) fn handed_over(
    connection: &Connection,
    claim: &Digest,
    successor: Digest,
) -> Result<Vec<Tagging>, Trouble> {
    let mut tags = connection.prepare_cached(
        "SELECT tag FROM claim_tag JOIN claim ON claim.id = claim_tag.claim WHERE hash = ?1 ORDER BY tag",
    )?;
    let tags = tags.query_map([claim.0], |row| row.get(0))?;
    Ok(tags
        .map(|tag| Ok(Tagging { claim: successor, tag: tag?, on: true }))
        .collect::<rusqlite::Result<_>>()?)
}

/// The row number of a claim.
pub(super) fn key(connection: &Connection, id: &Digest) -> Result<i64, Trouble> {
    connection
        .prepare_cached("SELECT id FROM claim WHERE hash = ?1")?
        .query_row([id.0], |row| row.get(0))
        .optional()?
        .ok_or_else(|| StoreError::NoSuchClaim { prefix: id.to_string() }.into())
}
