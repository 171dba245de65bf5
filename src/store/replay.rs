//! What the log says that the base should hold.

use super::{error::Trouble, seal};
use crate::model::{
    AnchoredSpan, Change, Digest, Entity, Grade, LogEntry, LoggedCapture, Review, Scale, Status, claim_id,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The base as replaying the log gives it, each row by its seal.
#[derive(Debug, Default)]
pub(super) struct Replay {
    /// Documents, by hash.
    pub(super) documents: HashMap<Digest, Document>,
    /// Captures, by the document's hash.
    pub(super) captures: HashMap<Digest, LoggedCapture>,
    /// Claims, by id.
    pub(super) claims: HashMap<Digest, Claim>,
    /// The last decision about each claim that is not just found, with the number of its entry.
    pub(super) judgements: HashMap<Digest, (i64, Review)>,
    /// Every note with the number of its entry, in order, by claim.
    pub(super) notes: HashMap<Digest, Vec<(i64, String)>>,
    /// Every name that a claim or a document ever gave.
    pub(super) names: BTreeSet<String>,
    /// Tags with the claims that have them.
    pub(super) tags: BTreeSet<(String, Digest)>,
    /// Grades with the numbers of their entries, by claim and scale.
    pub(super) grades: BTreeMap<(Digest, Scale), (i64, Grade)>,
    /// Names that are different people's, with the numbers of their entries.
    pub(super) distinctions: BTreeMap<[String; 2], i64>,
    /// The version before each that is a later one, by hash.
    pub(super) versions: HashMap<Digest, Digest>,
    /// What became of a claim's spans in a later version, by claim and version.
    pub(super) anchors: HashMap<(Digest, Digest), Vec<AnchoredSpan>>,
    /// What entries are about.
    pub(super) subjects: BTreeSet<(Digest, i64)>,
    /// The entities of the registry, in their order.
    pub(super) registry: Vec<Entity>,
}

/// A document as the log has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Document {
    /// Its number: documents are numbered from 1 in the order in which they came.
    pub(super) id: i64,
    /// The seal of its row.
    pub(super) seal: Digest,
}

/// A claim as the log has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Claim {
    /// The seal of its row.
    pub(super) seal: Digest,
    /// The document that it stands in.
    pub(super) document: Digest,
}

impl Replay {
    /// Puts what an entry put; answers with what is wrong with it in itself.
    pub(super) fn add(&mut self, entry: &LogEntry) -> Result<Vec<String>, Trouble> {
        let change = match entry.change() {
            Ok(change) => change,
            Err(error) => return Ok(vec![format!("its payload cannot be read: {error}")]),
        };
        let mut faults = Vec::new();
        if change.canonical() != entry.payload {
            faults.push("its payload is not in canonical form".to_owned());
        }
        let seq = i64::try_from(entry.seq).unwrap_or(i64::MAX);
        self.subjects.extend(change.subjects().into_iter().map(|subject| (subject, seq)));
        self.put(seq, change, &mut faults)?;
        Ok(faults)
    }

    /// The status of a claim.
    pub(super) fn status(&self, claim: &Digest) -> Status {
        self.judgements.get(claim).map_or(Status::Found, |(_, review)| review.status)
    }

    fn put(&mut self, seq: i64, change: Change, faults: &mut Vec<String>) -> Result<(), Trouble> {
        change.change_registry(&mut self.registry);
        for logged in change.documents {
            let seal = seal::document(&logged.document, logged.read)?;
            let next = self.documents.len() as i64 + 1;
            self.documents.entry(logged.document.sha256).or_insert(Document { id: next, seal }).seal = seal;
            self.names.extend(logged.document.outlet);
        }
        for capture in change.captures {
            self.captures.insert(capture.document, capture);
        }
        for logged in change.claims {
            let id = claim_id(&logged.document, &logged.claim);
            if id != logged.id {
                faults.push(format!("claim {} in it does not have the id of what it says", logged.id));
            }
            let seal = seal::claim(&id, &logged.claim, logged.origin, logged.program.as_deref())?;
            self.claims.insert(logged.id, Claim { seal, document: logged.document });
            self.names.extend(logged.claim.speakers);
            self.names.extend(logged.claim.via.into_iter().map(|relay| relay.name));
        }
        for review in change.reviews {
            match review.status {
                Status::Found => self.judgements.remove(&review.claim),
                _ => self.judgements.insert(review.claim, (seq, review)),
            };
        }
        for note in change.notes {
            self.notes.entry(note.claim).or_default().push((seq, note.text));
        }
        for tagging in change.tags {
            let pair = (tagging.tag, tagging.claim);
            match tagging.on {
                true => self.tags.insert(pair),
                false => self.tags.remove(&pair),
            };
        }
        for grading in change.grades {
            let on = (grading.claim, grading.grade.scale());
            match grading.grade.word() {
                Some(_) => self.grades.insert(on, (seq, grading.grade)),
                None => self.grades.remove(&on),
            };
        }
        for distinction in change.distinctions {
            match distinction.on {
                true => self.distinctions.insert(distinction.names, seq),
                false => self.distinctions.remove(&distinction.names),
            };
        }
        self.versions.extend(change.versions.into_iter().map(|v| (v.document, v.previous)));
        self.anchors.extend(change.anchors.into_iter().map(|a| ((a.claim, a.document), a.spans)));
        Ok(())
    }
}
