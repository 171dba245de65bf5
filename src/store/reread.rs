//! Reading a stored document again.

use super::{
    Author, Deposit, claims, deposit, documents,
    error::{StoreError, Trouble},
    listing, log, review,
};
use crate::model::{
    Change, ClaimRow, Fate, Known, LoggedClaim, LoggedDocument, Operation, Registry, Rereading, Review,
    Status,
};
use rusqlite::Connection;
use std::collections::BTreeMap;

/// What a new reading would change, with the document as it is and as it would be.
struct Difference {
    before: documents::Stored,
    after: documents::Stored,
    rereading: Rereading,
}

/// What a new reading of a document would change.
pub(super) fn compare(
    connection: &Connection,
    reading: &Deposit<'_>,
    registry: &Registry,
) -> Result<Rereading, Trouble> {
    Ok(difference(connection, reading, registry)?.rereading)
}

/// Makes the changes that a new reading of a document asks for; answers with what they are.
pub(super) fn reread(
    connection: &Connection,
    author: &Author,
    reading: &Deposit<'_>,
    registry: &Registry,
) -> Result<Rereading, Trouble> {
    let Difference { before, after, rereading } = difference(connection, reading, registry)?;
    if rereading.is_empty() {
        return Ok(rereading);
    }
    // Always the document, so that the log can be asked about it.
    let document = LoggedDocument { document: after.document.clone(), read: after.read };
    let mut change = Change { documents: vec![document], ..Change::default() };
    let (mut changed, mut fresh) = (Vec::new(), Vec::new());
    for row in &rereading.rows {
        let decision = |status, reason: Option<String>| Review {
            claim: row.row.id,
            status,
            reason,
            successor: row.successor,
        };
        match row.fate {
            Fate::New => fresh.push(stored(&row.row)?),
            Fate::Changed => changed.extend(other(connection, &row.row)?),
            Fate::Back => {
                changed.extend(other(connection, &row.row)?);
                change.reviews.push(decision(Status::Found, None));
            }
            Fate::Gone => {
                let program = reading.program.unwrap_or_default();
                let reason = format!("dixit {program} does not read it so");
                change.reviews.push(decision(Status::Superseded, Some(reason)));
                if let Some(successor) = row.successor {
                    change.tags.extend(review::handed_over(connection, &row.row.id, successor)?);
                }
            }
            Fate::Disagrees => {}
        }
    }
    change.claims = fresh.iter().chain(&changed).map(|claim| claim.logged(&after.document.sha256)).collect();
    deposit::put(connection, &before, &after, &changed, fresh)?;
    let entry = log::append(connection, author, Operation::Reread, &change)?;
    review::apply(connection, entry, &change)?;
    Ok(rereading)
}

/// Puts claims that the base has back to what an earlier entry of the log says of them.
pub(super) fn restore(connection: &Connection, earlier: &[LoggedClaim]) -> Result<(), Trouble> {
    let mut changed: BTreeMap<i64, Vec<claims::Stored>> = BTreeMap::new();
    for LoggedClaim { id, document, claim, origin, program } in earlier {
        let none = || StoreError::NoSuchClaim { prefix: id.to_string() };
        let now = claims::by_id(connection, id)?.ok_or_else(none)?;
        let record = claims::derive(document, claim.clone(), *origin, program.as_deref())?;
        changed.entry(now.document).or_default().push(in_place_of(&now, record));
    }
    for (document, claims) in changed {
        let document = documents::by_id(connection, document)?;
        deposit::put(connection, &document, &document, &claims, Vec::new())?;
    }
    Ok(())
}

fn difference(
    connection: &Connection,
    reading: &Deposit<'_>,
    registry: &Registry,
) -> Result<Difference, Trouble> {
    deposit::check(reading)?;
    let sha256 = &reading.document.sha256;
    let none = || StoreError::NoSuchDocument { name: reading.document.name.clone() };
    let before = documents::by_hash(connection, sha256)?.ok_or_else(none)?;
    deposit::check_spans(connection, reading, &before)?;
    let after = documents::Stored {
        document: deposit::merged(&before.document, reading),
        read: before.read || reading.read,
        ..before.clone()
    };
    let mut known = Vec::new();
    for claim in claims::of_document(connection, &before)? {
        let decided = review::is_decided(connection, &claim)?;
        known.push(Known { row: listing::claim_row(claim, &after), decided });
    }
    let mut read = Vec::with_capacity(reading.claims.len());
    for claim in reading.claims {
        let claim = claims::derive(sha256, claim.clone(), reading.origin, reading.program)?;
        read.push(listing::claim_row(claim, &after));
    }
    let learnt = after != before;
    let rereading = Rereading { learnt, ..Rereading::new(known, read, registry) };
    Ok(Difference { before, after, rereading })
}

/// A claim of a reading on its way into the base.
fn stored(row: &ClaimRow) -> Result<claims::Stored, Trouble> {
    claims::derive(&row.document.sha256, row.claim.clone(), row.origin, row.program.as_deref())
}

/// A claim that the base has, as it is read now; `None` where that is as it was.
fn other(connection: &Connection, row: &ClaimRow) -> Result<Option<claims::Stored>, Trouble> {
    let Some(now) = claims::by_id(connection, &row.id)? else { return Ok(None) };
    let other = in_place_of(&now, stored(row)?);
    Ok((other != now).then_some(other))
}

/// A record of a claim in place of the one that the base has.
fn in_place_of(now: &claims::Stored, record: claims::Stored) -> claims::Stored {
    claims::Stored { key: now.key, place: now.place, document: now.document, status: now.status, ..record }
}
