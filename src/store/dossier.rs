//! What somebody works with who goes through claims one by one: a claim with what people made of
//! it, and decisions that only hold if nobody else decided first.

use super::{
    Entry, Store, complete, enter,
    error::{StoreError, Trouble},
    listing, log, review,
};
use crate::model::{Change, Decision, Digest, Dossier, Filter, Noted, Operation, Seen};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row};

impl Store {
    /// The ids of claims that the filter selects, always in the order of [`crate::model::Sort::Date`];
    /// with `after`, those that come after that claim. So a long list can be gone through a
    /// piece at a time, however long somebody takes over a piece.
    ///
    /// # Errors
    /// [`StoreError::NoSuchClaim`], or what became of the file.
    pub fn claim_ids(&self, filter: &Filter, after: Option<&Digest>) -> Result<Vec<Digest>, StoreError> {
        self.read(|connection| listing::claim_ids(connection, filter, after))
    }

    /// A claim with what people decided about it and put beside it.
    ///
    /// # Errors
    /// [`StoreError::NoSuchClaim`], or what became of the file.
    pub fn dossier(&self, claim: &Digest) -> Result<Dossier, StoreError> {
        self.read(|connection| read(connection, claim))
    }

    /// Up to `limit` names, of the registry and of claims, that have all words typed in them; the
    /// last word may be only begun.
    ///
    /// # Errors
    /// What became of the file.
    pub fn names_like(&self, typed: &str, limit: usize) -> Result<Vec<String>, StoreError> {
        self.read(|connection| complete::names(connection, typed, limit))
    }

    /// As [`Store::decide`], unless somebody decided about one of the claims after it was seen;
    /// answers with the number of the entry, `None` where there is nothing to write down.
    ///
    /// # Errors
    /// [`StoreError::DecidedMeanwhile`], and as [`Store::decide`].
    pub fn decide_seen(
        &mut self,
        seen: &[Seen],
        operation: Operation,
        change: &Change,
    ) -> Result<Option<u64>, StoreError> {
        let Change { reviews, notes, tags, .. } = change.clone();
        let change = Change { reviews, notes, tags, ..Change::default() };
        self.write_through(|connection, author| {
            check_unchanged(connection, seen)?;
            if change.is_empty() {
                return Ok(None);
            }
            let entry = log::append(connection, author, operation, &change)?;
            review::apply(connection, entry, &change)?;
            Ok(u64::try_from(entry).ok())
        })
    }

    /// As [`Store::enter`], unless somebody decided about one of the claims after it was seen;
    /// answers with the number of the entry as well.
    ///
    /// # Errors
    /// [`StoreError::DecidedMeanwhile`], and as [`Store::enter`].
    pub fn enter_seen(
        &mut self,
        seen: &[Seen],
        operation: Operation,
        entries: &[Entry],
    ) -> Result<(Option<u64>, Vec<Digest>), StoreError> {
        self.write_through(|connection, author| {
            check_unchanged(connection, seen)?;
            enter::enter(connection, author, operation, entries)
        })
    }
}

/// The dossier of a claim.
fn read(connection: &Connection, id: &Digest) -> Result<Dossier, Trouble> {
    let row = listing::claim(connection, &id.to_string())?;
    let decision = connection
        .prepare_cached(
            "SELECT log.seq, log.actor, log.time, judgement.reason, successor.hash
               FROM claim JOIN judgement ON judgement.claim = claim.id JOIN log ON log.seq = judgement.entry
               LEFT JOIN claim AS successor ON successor.id = judgement.successor
              WHERE claim.hash = ?1",
        )?
        .query_row([id.0], |row| {
            Ok(Decision {
                entry: row.get(0)?,
                actor: row.get(1)?,
                time: time(row, 2)?,
                reason: row.get(3)?,
                successor: row.get::<_, Option<_>>(4)?.map(Digest),
            })
        })
        .optional()?;
    let notes = connection
        .prepare_cached(
            "SELECT log.actor, log.time, note.text
               FROM claim JOIN claim_note AS note ON note.claim = claim.id JOIN log ON log.seq = note.entry
              WHERE claim.hash = ?1 ORDER BY note.position",
        )?
        .query_map([id.0], |row| Ok(Noted { actor: row.get(0)?, time: time(row, 1)?, text: row.get(2)? }))?
        .collect::<Result<_, _>>()?;
    let tags = connection
        .prepare_cached(
            "SELECT tag FROM claim JOIN claim_tag ON claim_tag.claim = claim.id WHERE claim.hash = ?1 ORDER BY tag",
        )?
        .query_map([id.0], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(Dossier { row, decision, notes, tags })
}

/// Refuses where somebody decided about a claim after it was seen.
fn check_unchanged(connection: &Connection, seen: &[Seen]) -> Result<(), Trouble> {
    let mut statement = connection.prepare_cached(
        "SELECT entry FROM claim LEFT JOIN judgement ON judgement.claim = claim.id WHERE hash = ?1",
    )?;
    for seen in seen {
        let decision: Option<u64> = statement
            .query_row([seen.claim.0], |row| row.get(0))
            .optional()?
            .ok_or_else(|| StoreError::NoSuchClaim { prefix: seen.claim.to_string() })?;
        if decision != seen.decision {
            return Err(StoreError::DecidedMeanwhile { claim: seen.claim }.into());
        }
    }
    Ok(())
}

fn time(row: &Row<'_>, column: usize) -> rusqlite::Result<DateTime<Utc>> {
    let written: String = row.get(column)?;
    written.parse().map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
    })
}
