//! Taking a change back. What was done stays in the log; what is put is how things were before.

use super::{
    Author,
    error::{StoreError, Trouble},
    log, registry, reread, review,
};
use crate::model::{Change, Digest, LogEntry, LogFilter, Operation, Registry, Review, Status, Tagging};
use rusqlite::Connection;
use std::ops::ControlFlow;

/// Takes back what an entry of the log did to the registry, decided about claims, or read again.
/// What a reading told of a document stays known.
pub(super) fn undo(connection: &Connection, author: &Author, number: u64) -> Result<(), Trouble> {
    let refused = |what: &str| StoreError::NotUndone { entry: number, what: what.to_owned() };
    let mut before: Vec<Change> = Vec::new();
    let mut target: Option<LogEntry> = None;
    let mut later: Vec<Change> = Vec::new();
    log::entries(connection, &LogFilter::default(), &mut |entry| {
        let changes = if entry.seq < number { &mut before } else { &mut later };
        if entry.seq == number {
            target = Some(entry);
        } else if let Ok(change) = entry.change() {
            changes.push(Change { documents: Vec::new(), captures: Vec::new(), ..change });
        }
        ControlFlow::Continue(())
    })?;
    let target = target.ok_or_else(|| refused("the log has no such entry"))?;
    use Operation::{Accept, Add, Edit, Registry as Names, Reject, Reread, Tag, Undo};
    if !matches!(target.operation, Accept | Add | Edit | Reject | Names | Reread | Tag | Undo) {
        let what = format!("what `{}` did cannot be taken back", target.operation);
        return Err(refused(&what).into());
    }
    let done = target.change().map_err(|e| Trouble::Damaged(format!("log entry {number}: {e}")))?;
    let touched = |change: &Change| {
        let put = |claim: Digest| change.claims.iter().any(|later| later.id == claim);
        let decided = |claim: Digest| change.reviews.iter().any(|later| later.claim == claim);
        (done.registry.is_some() && change.registry.is_some())
            || done.reviews.iter().any(|review| decided(review.claim))
            || done.claims.iter().any(|claim| put(claim.id) || decided(claim.id))
    };
    if later.iter().any(touched) {
        return Err(refused("a later entry changed the same again: take that back first").into());
    }

    let mut change = Change { about: Some(format!("entry {number}")), ..Change::default() };
    for review in &done.reviews {
        let earlier = before.iter().rev().flat_map(|c| &c.reviews).find(|r| r.claim == review.claim);
        let entered = done.claims.iter().any(|claim| claim.id == review.claim);
        change.reviews.push(match earlier {
            Some(earlier) => earlier.clone(),
            // It came with the entry; without it, it does not stand.
            None if entered => Review { status: Status::Superseded, successor: None, ..review.clone() },
            None => Review { claim: review.claim, status: Status::Found, reason: None, successor: None },
        });
    }
    for put in &done.claims {
        match before.iter().rev().flat_map(|c| &c.claims).find(|claim| claim.id == put.id) {
            Some(earlier) if earlier != put => change.claims.push(earlier.clone()),
            Some(_) => {}
            // A reading brought it, and nobody decided about it.
            None if change.reviews.iter().all(|review| review.claim != put.id) => change
                .reviews
                .push(Review { claim: put.id, status: Status::Superseded, reason: None, successor: None }),
            None => {}
        }
    }
    reread::restore(connection, &change.claims)?;
    for tagging in &done.tags {
        let same = |t: &&Tagging| t.claim == tagging.claim && t.tag == tagging.tag;
        let was_on = before.iter().rev().flat_map(|c| &c.tags).find(same).is_some_and(|t| t.on);
        change.tags.push(Tagging { on: was_on, ..tagging.clone() });
    }
    if done.registry.is_some() {
        change.registry = before.iter().rev().find_map(|change| change.registry.clone());
        if let Some(entities) = &change.registry {
            let earlier = Registry::new(entities.clone());
            registry::write(connection, &earlier.map_err(|e| Trouble::Damaged(e.to_string()))?)?;
        }
    }
    let entry = log::append(connection, author, Operation::Undo, &change)?;
    review::apply(connection, entry, &change)
}
