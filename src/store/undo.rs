//! Taking a change back. What was done stays in the log; what is put is how things were before.

use super::{
    Author,
    error::{StoreError, Trouble},
    log, registry, reread, review,
};
use crate::model::{
    Change, Digest, LogEntry, LoggedClaim, Operation, Registry, Review, Status, Tagging, Vocabulary,
};
use rusqlite::Connection;
use std::collections::{BTreeSet, HashMap, HashSet};

/// What stands before the number of the entry that is taken back.
const ENTRY: &str = "entry ";

/// Takes back what an entry of the log did to the registry, decided about claims, or read again. What
/// a reading told of a document stays known.
pub(super) fn undo(connection: &Connection, author: &Author, number: u64) -> Result<(), Trouble> {
    let refused = |what: &str| StoreError::NotUndone { entry: number, what: what.to_owned() };
    let target = log::at(connection, number)?.ok_or_else(|| refused("the log has no such entry"))?;
    use Operation::{Accept, Add, Edit, Registry as Names, Reject, Reread, Tag, Undo};
    if !matches!(target.operation, Accept | Add | Edit | Reject | Names | Reread | Tag | Undo) {
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
    let was = Last::of(&before);
    let decided: HashSet<Digest> = done.reviews.iter().map(|review| review.claim).collect();
    let put: HashSet<Digest> = done.claims.iter().map(|claim| claim.id).collect();
    let touched = |change: &Change| {
        let about = |claim: &Digest| decided.contains(claim) || put.contains(claim);
        let amended = |claim: &Digest| put.contains(claim) && was.claims.contains_key(claim);
        (done.registry.is_some() && change.registry.is_some())
            || change.reviews.iter().any(|review| about(&review.claim))
            || change.claims.iter().any(|claim| amended(&claim.id))
    };
    for entry in in_force(later, number)? {
        if touched(&entry) {
            return Err(refused("a later entry changed the same again: take that back first").into());
        }
    }

    let mut change = Change { about: Some(format!("{ENTRY}{number}")), ..Change::default() };
    for review in &done.reviews {
        change.reviews.push(match was.reviews.get(&review.claim) {
            Some(&earlier) => earlier.clone(),
            // It came with the entry; without it, it does not stand.
            None if put.contains(&review.claim) => {
                Review { status: Status::Superseded, successor: None, ..review.clone() }
            }
            None => Review { claim: review.claim, status: Status::Found, reason: None, successor: None },
        });
    }
    for claim in &done.claims {
        match was.claims.get(&claim.id) {
            Some(&earlier) if earlier != claim => change.claims.push(earlier.clone()),
            None if !decided.contains(&claim.id) => {
                // A reading brought it; without the reading, it does not stand.
                let (status, reason, successor) = (Status::Superseded, None, None);
                change.reviews.push(Review { claim: claim.id, status, reason, successor });
            }
            _ => {}
        }
    }
    reread::restore(connection, &change.claims)?;
    for tagging in &done.tags {
        let was_on = was.tags.get(&(tagging.claim, tagging.tag.as_str())).copied().unwrap_or(false);
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

/// What some entries last said of each thing that they are about.
#[derive(Default)]
struct Last<'a> {
    reviews: HashMap<Digest, &'a Review>,
    claims: HashMap<Digest, &'a LoggedClaim>,
    /// Whether a claim has a tag.
    tags: HashMap<(Digest, &'a str), bool>,
}

impl<'a> Last<'a> {
    fn of(changes: &'a [Change]) -> Self {
        let mut last = Last::default();
        for change in changes {
            last.reviews.extend(change.reviews.iter().map(|review| (review.claim, review)));
            last.claims.extend(change.claims.iter().map(|claim| (claim.id, claim)));
            last.tags.extend(change.tags.iter().map(|t| ((t.claim, t.tag.as_str()), t.on)));
        }
        last
    }
}

/// The numbers of the entries that may have put what a change put, in their order.
fn related(connection: &Connection, done: &Change) -> Result<BTreeSet<u64>, Trouble> {
    let mut found = BTreeSet::new();
    let mut about = connection.prepare_cached("SELECT entry FROM log_subject WHERE subject = ?1")?;
    let claims = done.reviews.iter().map(|r| r.claim).chain(done.tags.iter().map(|t| t.claim));
    // Claims are put by entries about their documents.
    let documents = done.claims.iter().map(|claim| claim.document);
    for subject in claims.chain(documents).collect::<BTreeSet<_>>() {
        for entry in about.query_map([subject.0], |row| row.get(0))? {
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
