//! Claims entered by hand: a new one, or one in place of another.

use super::{
    Author, Entry, claims, deposit, documents,
    error::{StoreError, Trouble},
    log, review,
};
use crate::model::{Change, Digest, Operation, Origin, Review, Status};
use rusqlite::Connection;

/// Enters claims, all or none; answers with the number of the log's entry and with their ids.
pub(super) fn enter(
    connection: &Connection,
    author: &Author,
    operation: Operation,
    entries: &[Entry],
) -> Result<(Option<u64>, Vec<Digest>), Trouble> {
    let mut change = Change::default();
    let mut ids = Vec::new();
    for entry in entries {
        let id = one(connection, entry, &mut change)?;
        ids.push(id);
    }
    if change.is_empty() {
        return Ok((None, ids));
    }
    let number = log::append(connection, author, operation, &change)?;
    review::apply(connection, number, &change)?;
    Ok((u64::try_from(number).ok(), ids))
}

fn one(connection: &Connection, entry: &Entry, change: &mut Change) -> Result<Digest, Trouble> {
    let no_document = || StoreError::NoSuchDocument { name: entry.document.to_string() };
    let document = documents::by_hash(connection, &entry.document)?.ok_or_else(no_document)?;
    let invalid =
        |what: &str| StoreError::Invalid { document: document.document.name.clone(), what: what.to_owned() };
    if entry.claim.content.is_empty() {
        return Err(invalid("a claim has no content").into());
    }
    let capture = documents::capture(connection, document.id)?;
    if let Some(sealed) = &capture {
        deposit::check_words(&document.document.name, [&entry.claim], &sealed.capture.text)?;
    }
    let claim = claims::derive(&entry.document, entry.claim.clone(), Origin::Curated, None)?;
    let id = claim.id;
    let stored = claims::by_id(connection, &id)?;
    let status = if entry.replaces.is_some() { Status::Corrected } else { Status::Accepted };
    if let Some(old) = entry.replaces {
        if old == id {
            return Err(invalid("the correction says what the claim says already").into());
        }
        let none = || StoreError::NoSuchClaim { prefix: old.to_string() };
        let before = claims::by_id(connection, &old)?.ok_or_else(none)?;
        if before.status == Status::Superseded {
            return Err(
                invalid("the claim was superseded already: correct the one that took its place").into()
            );
        }
        change.reviews.push(Review {
            claim: old,
            status: Status::Superseded,
            reason: entry.reason.clone(),
            successor: Some(id),
        });
    } else if stored.as_ref().is_some_and(|stored| Status::STANDING.contains(&stored.status)) {
        return Err(invalid(&format!("it has that claim already: {id:.12}")).into());
    }
    change.reviews.push(Review { claim: id, status, reason: entry.reason.clone(), successor: None });
    if stored.is_none() {
        change.claims.push(claim.logged(&entry.document));
        deposit::add_claims(connection, &document, vec![claim])?;
    }
    Ok(id)
}
