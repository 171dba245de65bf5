//! Taking a change back. What was done stays in the log; what is put is how things were before.

use super::{
    Author,
    error::{StoreError, Trouble},
    log, registry, review,
};
use crate::model::{Change, LogEntry, Operation, Registry, Review, Status, Tagging, Vocabulary};
use rusqlite::Connection;
use std::collections::BTreeSet;

/// What stands before the number of the entry that is taken back.
const ENTRY: &str = "entry ";

/// Takes back what an entry of the log did to the registry, or decided about claims.
pub(super) fn undo(connection: &Connection, author: &Author, number: u64) -> Result<(), Trouble> {
    let refused = |what: &str| StoreError::NotUndone { entry: number, what: what.to_owned() };
    let target = log::at(connection, number)?.ok_or_else(|| refused("the log has no such entry"))?;
    use Operation::{Accept, Add, Edit, Registry as Names, Reject, Tag, Undo};
    if !matches!(target.operation, Accept | Add | Edit | Reject | Names | Tag | Undo) {
        let what = format!("what `{}` did cannot be taken back", target.operation);
        return Err(refused(&what).into());
    }
    let done = read(&target)?;
    let mut before: Vec<Change> = Vec::new();
    let mut later: Vec<LogEntry> = Vec::new();
    for seq in related(connection, &done)? {
        let Some(entry) = log::at(connection, seq)?.filter(|_| seq != number) else { continue };
        if seq < number {
            before.push(read(&entry)?);
        } else {
            later.push(entry);
        }
    }
    let touched = |change: &Change| {
        (done.registry.is_some() && change.registry.is_some())
            || done.reviews.iter().any(|r| change.reviews.iter().any(|later| later.claim == r.claim))
    };
    for entry in in_force(later, number)? {
        if touched(&entry) {
            return Err(refused("a later entry changed the same again: take that back first").into());
        }
    }

    let mut change = Change { about: Some(format!("{ENTRY}{number}")), ..Change::default() };
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

/// The numbers of the entries that may have put what a change put, in their order.
fn related(connection: &Connection, done: &Change) -> Result<BTreeSet<u64>, Trouble> {
    let mut found = BTreeSet::new();
    let mut about = connection.prepare_cached("SELECT entry FROM log_subject WHERE subject = ?1")?;
    let claims = done.reviews.iter().map(|r| r.claim).chain(done.tags.iter().map(|t| t.claim));
    for claim in claims.collect::<BTreeSet<_>>() {
        for entry in about.query_map([claim.0], |row| row.get(0))? {
            found.insert(entry?);
        }
    }
    if done.registry.is_some() {
        let mut all = connection.prepare("SELECT seq FROM log WHERE operation IN (?1, ?2, ?3)")?;
        let putting = [Operation::Create, Operation::Registry, Operation::Undo].map(Operation::as_str);
        for entry in all.query_map(putting, |row| row.get(0))? {
            found.insert(entry?);
        }
    }
    Ok(found)
}

/// What later entries put, but for those that were taken back since and what took them back: together
/// they come to nothing.
fn in_force(later: Vec<LogEntry>, number: u64) -> Result<Vec<Change>, Trouble> {
    let mut taken_back = BTreeSet::new();
    let mut in_force = Vec::new();
    for entry in later.iter().rev() {
        if taken_back.contains(&entry.seq) {
            continue;
        }
        let change = read(entry)?;
        match taken_back_by(entry, &change).filter(|undone| *undone > number) {
            Some(undone) => {
                taken_back.insert(undone);
            }
            None => in_force.push(change),
        }
    }
    Ok(in_force)
}

/// The number of the entry that another took back.
fn taken_back_by(entry: &LogEntry, change: &Change) -> Option<u64> {
    let about = change.about.as_deref().filter(|_| entry.operation == Operation::Undo)?;
    about.strip_prefix(ENTRY)?.parse().ok()
}

fn read(entry: &LogEntry) -> Result<Change, Trouble> {
    entry.change().map_err(|e| Trouble::Damaged(format!("log entry {}: {e}", entry.seq)))
}
