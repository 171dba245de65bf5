//! Taking a change back. What was done stays in the log; what is put is how things were before.

use super::{
    Author, distinctions,
    error::{StoreError, Trouble},
    log, registry, reread, review,
};
use crate::model::{
    Change, Digest, Distinction, Entity, Grade, Grading, LogEntry, LoggedClaim, Operation, Registry, Review,
    Scale, Status, Tagging, Vocabulary, taken_back,
};
use rusqlite::Connection;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Takes back what an entry of the log did to the registry, decided about claims, or read again. What
/// a reading told of a document stays known.
pub(super) fn undo(connection: &Connection, author: &Author, number: u64) -> Result<(), Trouble> {
    let refused = |what: &str| StoreError::NotUndone { entry: number, what: what.to_owned() };
    let target = log::at(connection, number)?.ok_or_else(|| refused("the log has no such entry"))?;
    use Operation::{Accept, Add, Edit, Grade, Registry as Names, Reject, Reread, Tag, Undo};
    if !matches!(target.operation, Accept | Add | Edit | Grade | Reject | Names | Reread | Tag | Undo) {
        let what = format!("what `{}` did cannot be taken back", target.operation);
        return Err(refused(&what).into());
    }
    let done = read(&target)?;
    let (before, changed_since) = around(connection, number, &done)?;
    if changed_since {
        return Err(refused("a later entry changed the same again: take that back first").into());
    }

    let mut change = before.put_back(&done);
    reread::restore(connection, &change.claims)?;
    (change.about, change.undoes) = (Some(format!("entry {number}")), Some(number));
    if done.registry.is_some() || done.registry_change.is_some() {
        let mut after = before.registry.clone();
        done.change_registry(&mut after);
        let now = registry::entities(connection)?;
        let entities = taken_back(&before.registry, &after, &now).map_err(|name| {
            refused(&format!("a later entry changed `{name}` again: take that back first"))
        })?;
        let earlier = Registry::new(entities).map_err(|e| refused(&format!("then {e}")))?;
        change.registry_change = registry::replace(connection, &earlier)?;
    }
    let entry = log::append(connection, author, Operation::Undo, &change)?;
    distinctions::apply(connection, entry, &change.distinctions)?;
    review::apply(connection, entry, &change)
}

/// What a change decided about, its registry left aside.
struct Subjects {
    claims: HashSet<Digest>,
    reviews: HashSet<Digest>,
    tags: HashSet<(Digest, String)>,
    grades: HashSet<(Digest, Scale)>,
    distinctions: HashSet<[String; 2]>,
}

impl Subjects {
    fn of(change: &Change) -> Self {
        let claims: HashSet<Digest> = change.claims.iter().map(|claim| claim.id).collect();
        let decided = change.reviews.iter().map(|review| review.claim);
        Subjects {
            reviews: decided.chain(claims.iter().copied()).collect(),
            claims,
            tags: change.tags.iter().map(|tagging| (tagging.claim, tagging.tag.clone())).collect(),
            grades: change.grades.iter().map(|grading| (grading.claim, grading.grade.scale())).collect(),
            distinctions: change.distinctions.iter().map(|d| d.names.clone()).collect(),
        }
    }

    /// Only what of a change is about the same.
    fn within(&self, mut change: Change) -> Change {
        change.claims.retain(|claim| self.claims.contains(&claim.id));
        change.reviews.retain(|review| self.reviews.contains(&review.claim));
        change.tags.retain(|tagging| self.tags.contains(&(tagging.claim, tagging.tag.clone())));
        change.grades.retain(|grading| self.grades.contains(&(grading.claim, grading.grade.scale())));
        change.distinctions.retain(|distinction| self.distinctions.contains(&distinction.names));
        change
    }
}

/// How things were, as far as somebody asked.
#[derive(Default)]
struct Before {
    claims: HashMap<Digest, LoggedClaim>,
    reviews: HashMap<Digest, Review>,
    tags: HashMap<(Digest, String), bool>,
    grades: HashMap<(Digest, Scale), Grade>,
    distinctions: HashMap<[String; 2], bool>,
    registry: Vec<Entity>,
}

/// How things were before an entry, and whether later ones that are still in force decided about the same.
fn around(connection: &Connection, number: u64, done: &Change) -> Result<(Before, bool), Trouble> {
    let asked = Subjects::of(done);
    let (mut before, mut later) = (Before::default(), Vec::new());
    for seq in related(connection, done)? {
        let Some(entry) = log::at(connection, seq)?.filter(|_| seq != number) else { continue };
        if seq > number {
            later.push(entry);
            continue;
        }
        let change = read(&entry)?;
        change.change_registry(&mut before.registry);
        let Change { claims, reviews, tags, grades, distinctions, .. } = asked.within(change);
        before.claims.extend(claims.into_iter().map(|claim| (claim.id, claim)));
        before.reviews.extend(reviews.into_iter().map(|review| (review.claim, review)));
        before.tags.extend(tags.into_iter().map(|t| ((t.claim, t.tag), t.on)));
        before.grades.extend(grades.into_iter().map(|g| ((g.claim, g.grade.scale()), g.grade)));
        before.distinctions.extend(distinctions.into_iter().map(|d| (d.names, d.on)));
    }
    let same_again = in_force(later, number)?.into_iter().any(|change| {
        let Change { claims, reviews, tags, grades, distinctions, .. } = asked.within(change);
        let amended = claims.iter().any(|claim| before.claims.contains_key(&claim.id));
        amended || !(reviews.is_empty() && tags.is_empty() && grades.is_empty() && distinctions.is_empty())
    });
    Ok((before, same_again))
}

/// The numbers of the entries that may have put what a change put, in their order.
fn related(connection: &Connection, done: &Change) -> Result<BTreeSet<u64>, Trouble> {
    let mut found = BTreeSet::new();
    let mut about = connection.prepare_cached("SELECT entry FROM log_subject WHERE subject = ?1")?;
    let claims = done.reviews.iter().map(|r| r.claim).chain(done.tags.iter().map(|t| t.claim));
    let claims = claims.chain(done.grades.iter().map(|g| g.claim));
    // Claims are put by entries about their documents.
    let documents = done.claims.iter().map(|claim| claim.document);
    for subject in claims.chain(documents).collect::<BTreeSet<Digest>>() {
        for entry in about.query_map([subject.0], |row| row.get(0))? {
            found.insert(entry?);
        }
    }
    if done.registry.is_some() || done.registry_change.is_some() || !done.distinctions.is_empty() {
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
        match change.undoes.filter(|undone| *undone > number) {
            Some(undone) => {
                taken_back.insert(undone);
            }
            None => in_force.push(change),
        }
    }
    Ok(in_force)
}

fn read(entry: &LogEntry) -> Result<Change, Trouble> {
    entry.change().map_err(|e| Trouble::Damaged(format!("log entry {}: {e}", entry.seq)))
}

impl Before {
    /// The change that puts things back as they were before another.
    fn put_back(&self, done: &Change) -> Change {
        let entered: HashSet<Digest> = done.claims.iter().map(|claim| claim.id).collect();
        let decided: HashSet<Digest> = done.reviews.iter().map(|review| review.claim).collect();
        let review = |review: &Review| match self.reviews.get(&review.claim) {
            Some(earlier) => earlier.clone(),
            // It came with the entry; without it, it does not stand.
            None if entered.contains(&review.claim) => {
                Review { status: Status::Superseded, successor: None, ..review.clone() }
            }
            None => Review { claim: review.claim, status: Status::Found, reason: None, successor: None },
        };
        let tag = |tagging: &Tagging| {
            let was_on = self.tags.get(&(tagging.claim, tagging.tag.clone())).copied();
            Tagging { on: was_on.unwrap_or(false), ..tagging.clone() }
        };
        let grade = |Grading { claim, grade }: &Grading| {
            let earlier = self.grades.get(&(*claim, grade.scale())).cloned();
            Grading { claim: *claim, grade: earlier.unwrap_or_else(|| Grade::none(grade.scale())) }
        };
        let distinction = |distinction: &Distinction| {
            let was_on = self.distinctions.get(&distinction.names).copied();
            Distinction { on: was_on.unwrap_or(false), names: distinction.names.clone() }
        };
        // What a reading brought does not stand without the reading.
        let brought = done.claims.iter().map(|claim| claim.id);
        let brought = brought.filter(|id| !self.claims.contains_key(id) && !decided.contains(id));
        let gone = |claim| Review { claim, status: Status::Superseded, reason: None, successor: None };
        let amended =
            |claim: &LoggedClaim| self.claims.get(&claim.id).filter(|earlier| *earlier != claim).cloned();
        Change {
            claims: done.claims.iter().filter_map(amended).collect(),
            reviews: done.reviews.iter().map(review).chain(brought.map(gone)).collect(),
            tags: done.tags.iter().map(tag).collect(),
            grades: done.grades.iter().map(grade).collect(),
            distinctions: done.distinctions.iter().map(distinction).collect(),
            ..Change::default()
        }
    }
}
