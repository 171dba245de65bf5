//! Claims entered by hand: a new one, or one in place of another.

use super::{
    Author, Entry, TakenDown, claims, deposit, documents,
    error::{StoreError, Trouble},
    log, review,
};
use crate::model::{
    Change, Digest, LoggedCapture, LoggedDocument, Operation, Origin, Review, Status, claim_id,
};
use rusqlite::Connection;
use std::collections::{BTreeMap, HashSet};

/// Enters claims, all or none; answers with the number of the log's entry and with their ids.
pub(super) fn enter(
    connection: &Connection,
    author: &Author,
    operation: Operation,
    entries: &[Entry],
) -> Result<(Option<u64>, Vec<Digest>), Trouble> {
    let mut change = Change::default();
    let mut by_document: BTreeMap<Digest, Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        by_document.entry(entry.document).or_default().push(entry);
    }
    for (document, entries) in by_document {
        let none = || StoreError::NoSuchDocument { name: document.to_string() };
        let document = documents::by_hash(connection, &document)?.ok_or_else(none)?;
        enter_into(connection, &document, &entries, &mut change)?;
    }
    let ids = entries.iter().map(|entry| claim_id(&entry.document, &entry.claim)).collect();
    if change.is_empty() {
        return Ok((None, ids));
    }
    let number = log::append(connection, author, operation, &change)?;
    review::apply(connection, number, &change)?;
    Ok((u64::try_from(number).ok(), ids))
}

/// Stores a note with its claim.
pub(super) fn take_down(
    connection: &Connection,
    author: &Author,
    TakenDown { document, capture, claim, reason }: &TakenDown<'_>,
) -> Result<Digest, Trouble> {
    let mut change = Change::default();
    if documents::by_hash(connection, &document.sha256)?.is_none() {
        if Digest::of(&capture.bytes) != document.sha256 {
            return Err(StoreError::WrongBytes { document: document.name.clone() }.into());
        }
        // A person read it.
        let read = true;
        let stored = documents::insert(connection, document, read)?;
        documents::insert_capture(connection, stored.id, capture)?;
        change.documents.push(LoggedDocument { document: (*document).clone(), read });
        change.captures.push(LoggedCapture {
            document: document.sha256,
            encoding: capture.encoding.clone(),
            text_sha256: Digest::of(capture.text.as_bytes()),
        });
    }
    let entry = Entry {
        document: document.sha256,
        claim: (*claim).clone(),
        replaces: None,
        reason: reason.map(str::to_owned),
    };
    let none = || StoreError::NoSuchDocument { name: document.sha256.to_string() };
    let stored = documents::by_hash(connection, &document.sha256)?.ok_or_else(none)?;
    enter_into(connection, &stored, &[&entry], &mut change)?;
    let number = log::append(connection, author, Operation::Add, &change)?;
    review::apply(connection, number, &change)?;
    Ok(claim_id(&document.sha256, claim))
}

/// Enters claims of one document, whose text is read and whose indexes are written once.
fn enter_into(
    connection: &Connection,
    document: &documents::Stored,
    entries: &[&Entry],
    change: &mut Change,
) -> Result<(), Trouble> {
    let name = &document.document.name;
    if let Some(text) = documents::text(connection, document.id)? {
        deposit::check_words(name, entries.iter().map(|entry| &entry.claim), &text)?;
    }
    let invalid = |what: &str| StoreError::Invalid { document: name.clone(), what: what.to_owned() };
    let mut fresh: Vec<claims::Stored> = Vec::new();
    let mut entered = HashSet::new();
    for entry in entries {
        if entry.claim.content.is_empty() {
            return Err(invalid("a claim has no content").into());
        }
        let claim = claims::derive(&entry.document, entry.claim.clone(), Origin::Curated, None)?;
        let (id, stored) = (claim.id, claims::by_id(connection, &claim.id)?);
        let first = entered.insert(id);
        if let Some(old) = entry.replaces {
            change.reviews.push(superseded(connection, entry, old, id, &invalid)?);
            change.tags.extend(review::handed_over(connection, &old, id)?);
        } else if !first || stored.as_ref().is_some_and(|stored| Status::STANDING.contains(&stored.status)) {
            return Err(invalid(&format!("it has that claim already: {id:.12}")).into());
        }
        if !first {
            continue;
        }
        let status = if entry.replaces.is_some() { Status::Corrected } else { Status::Accepted };
        change.reviews.push(Review { claim: id, status, reason: entry.reason.clone(), successor: None });
        if stored.is_none() {
            change.claims.push(claim.logged(&entry.document));
            fresh.push(claim);
        }
    }
    if fresh.is_empty() { Ok(()) } else { deposit::add_claims(connection, document, fresh) }
}

/// What is decided about a claim whose place another takes.
fn superseded(
    connection: &Connection,
    entry: &Entry,
    old: Digest,
    new: Digest,
    invalid: &dyn Fn(&str) -> StoreError,
) -> Result<Review, Trouble> {
    if old == new {
        return Err(invalid("the correction says what the claim says already").into());
    }
    let none = || StoreError::NoSuchClaim { prefix: old.to_string() };
    if claims::by_id(connection, &old)?.ok_or_else(none)?.status == Status::Superseded {
        return Err(invalid("the claim was superseded already: correct the one that took its place").into());
    }
    Ok(Review { claim: old, status: Status::Superseded, reason: entry.reason.clone(), successor: Some(new) })
}
