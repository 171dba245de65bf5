//! Taking a change back. What was done stays in the log; what is put is how things were before.

use super::{
    Author,
    error::{StoreError, Trouble},
    log, registry, reread, review,
};
use crate::model::{
    Change, Digest, Entity, LogEntry, LogFilter, LoggedClaim, Operation, Registry, Review, Status, Tagging,
};
use rusqlite::Connection;
use std::{
    collections::{HashMap, HashSet},
    ops::ControlFlow,
};

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
    let (was, now) = (Last::of(&before), Last::of(std::iter::once(&done).chain(&later)));
    if !now.is_as_left_by(&done, &was) {
        return Err(refused("a later entry changed the same again: take that back first").into());
    }

    let mut change = Change { about: Some(format!("entry {number}")), ..Change::default() };
    let decided: HashSet<Digest> = done.reviews.iter().map(|review| review.claim).collect();
    let entered: HashSet<Digest> = done.claims.iter().map(|claim| claim.id).collect();
    for review in &done.reviews {
        change.reviews.push(match was.reviews.get(&review.claim) {
            Some(&earlier) => earlier.clone(),
            // It came with the entry; without it, it does not stand.
            None if entered.contains(&review.claim) => {
                Review { status: Status::Superseded, successor: None, ..review.clone() }
            }
            None => Review { claim: review.claim, status: Status::Found, reason: None, successor: None },
        });
    }
    for put in &done.claims {
        match was.claims.get(&put.id) {
            Some(&earlier) if earlier != put => change.claims.push(earlier.clone()),
            None if !decided.contains(&put.id) => {
                // A reading brought it; without the reading, it does not stand.
                let (status, reason, successor) = (Status::Superseded, None, None);
                change.reviews.push(Review { claim: put.id, status, reason, successor });
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
        change.registry = was.registry.cloned();
        if let Some(entities) = &change.registry {
            let earlier = Registry::new(entities.clone());
            registry::write(connection, &earlier.map_err(|e| Trouble::Damaged(e.to_string()))?)?;
        }
    }
    let entry = log::append(connection, author, Operation::Undo, &change)?;
    review::apply(connection, entry, &change)
}

/// What some entries last said, each of what it is about.
#[derive(Default)]
struct Last<'a> {
    reviews: HashMap<Digest, &'a Review>,
    claims: HashMap<Digest, &'a LoggedClaim>,
    /// Whether a claim has a tag.
    tags: HashMap<(Digest, &'a str), bool>,
    registry: Option<&'a Vec<Entity>>,
}

impl<'a> Last<'a> {
    fn of(changes: impl IntoIterator<Item = &'a Change>) -> Self {
        let mut last = Last::default();
        for change in changes {
            last.reviews.extend(change.reviews.iter().map(|review| (review.claim, review)));
            last.claims.extend(change.claims.iter().map(|claim| (claim.id, claim)));
            last.tags.extend(change.tags.iter().map(|t| ((t.claim, t.tag.as_str()), t.on)));
            last.registry = change.registry.as_ref().or(last.registry);
        }
        last
    }

    /// Whether what an entry put is still as it put it; `was` is how things were before it.
    fn is_as_left_by(&self, done: &Change, was: &Last<'_>) -> bool {
        let undecided = |claim| self.reviews.get(&claim).is_none_or(|review| review.status == Status::Found);
        let reviewed: HashSet<Digest> = done.reviews.iter().map(|review| review.claim).collect();
        done.reviews.iter().all(|review| self.reviews.get(&review.claim) == Some(&review))
            && done.claims.iter().all(|claim| {
                let amended = was.claims.contains_key(&claim.id);
                (!amended || self.claims.get(&claim.id) == Some(&claim))
                    && (reviewed.contains(&claim.id) || undecided(claim.id))
            })
            && (done.registry.is_none() || self.registry == done.registry.as_ref())
    }
}
