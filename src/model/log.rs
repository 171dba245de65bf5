//! The log: who changed what, and when.
//!
//! An entry's payload says what every row it touched was *from then on*: replaying the entries
//! in their order gives the base. Its hash is over its head (which holds the payload's hash and
//! that of the entry before), taken as RFC 6962 takes the hash of a leaf.

use super::{
    Anchor, Claim, Digest, Document, Entity, Grade, LoggedVersion, Operation, Origin, RegistryChange, Ruling,
    Status,
};
use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;

/// An entry of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// Its number, from 1.
    pub seq: u64,
    /// When (UTC, to the millisecond).
    pub time: DateTime<Utc>,
    /// In whose name.
    pub actor: String,
    /// What was done.
    pub operation: Operation,
    /// What was put, a [`Change`] in canonical JSON (RFC 8785).
    pub payload: String,
    /// The hash of the entry before; zeros for the first.
    pub previous: Digest,
    /// See [`LogEntry::leaf`].
    pub hash: Digest,
}

/// What an operation put: each row as it is from then on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// What is known of documents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<LoggedDocument>,
    /// What was captured of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub captures: Vec<LoggedCapture>,
    /// Claims.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<LoggedClaim>,
    /// What was decided about claims.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<Review>,
    /// What was noted beside them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// Tags that were put on or taken off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Tagging>,
    /// Grades that were given or taken off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grades: Vec<Grading>,
    /// Which documents are later versions of which.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<LoggedVersion>,
    /// What became of claims in them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub anchors: Vec<Anchor>,
    /// The whole registry, where a log begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registry: Option<Vec<Entity>>,
    /// What of the registry was changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registry_change: Option<RegistryChange>,
    /// The judgement about who is who that changed the registry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ruling: Option<Ruling>,
    /// Names that are, or are no longer, different people's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub distinctions: Vec<Distinction>,
    /// The number of the entry that is taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<u64>,
    /// What was done to the registry, or which entry was undone, in a few words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
}

/// What is known of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoggedDocument {
    /// What is known of it.
    pub document: Document,
    /// Whether dixit could read its language.
    pub read: bool,
}

/// What was captured of a document; the bytes' hash is the document's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoggedCapture {
    /// The document's hash.
    pub document: Digest,
    /// The encoding of the bytes.
    pub encoding: String,
    /// SHA-256 of the decoded text in UTF-8.
    pub text_sha256: Digest,
}

/// A claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoggedClaim {
    /// Its id.
    pub id: Digest,
    /// The hash of its document.
    pub document: Digest,
    /// What it says.
    pub claim: Claim,
    /// How it came into the base.
    pub origin: Origin,
    /// The version of dixit that found it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub program: Option<String>,
}

/// A decision about a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// The claim's id.
    pub claim: Digest,
    /// What it is from then on.
    pub status: Status,
    /// Why, in the reviewer's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The id of the claim that takes its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<Digest>,
}

/// Something noted beside a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// The claim's id.
    pub claim: Digest,
    /// The note.
    pub text: String,
}

/// A tag put on a claim or taken off it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tagging {
    /// The claim's id.
    pub claim: Digest,
    /// The tag.
    pub tag: String,
    /// Whether the claim has it from then on.
    pub on: bool,
}

/// What a claim is graded on one scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grading {
    /// The claim's id.
    pub claim: Digest,
    /// Its grade from then on.
    pub grade: Grade,
}

/// Whether two names are known to be different people's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Distinction {
    /// The names, in their order as strings.
    pub names: [String; 2],
    /// Whether they are from then on.
    pub on: bool,
}

impl Distinction {
    /// Two names are different people's.
    pub fn new(one: &str, other: &str) -> Self {
        let (first, second) = if one < other { (one, other) } else { (other, one) };
        Distinction { names: [first.to_owned(), second.to_owned()], on: true }
    }
}

/// Which entries of the log. Everything that is set must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogFilter {
    /// In any of these names.
    pub actor: Vec<String>,
    /// Any of these operations.
    pub operation: Vec<Operation>,
    /// On this day (UTC) or later.
    pub since: Option<super::PartialDate>,
    /// On this day (UTC) or earlier.
    pub until: Option<super::PartialDate>,
    /// About this claim or this document, by its hash.
    pub subject: Option<Digest>,
    /// Only the last so many, still in their order.
    pub limit: Option<u64>,
}

impl LogEntry {
    /// The entry that follows another (its number and its hash; `(0, zeros)` before the first).
    pub fn after(
        (seq, previous): (u64, Digest),
        time: DateTime<Utc>,
        actor: &str,
        operation: Operation,
        payload: String,
    ) -> Self {
        let mut entry = LogEntry {
            seq: seq + 1,
            time,
            actor: actor.to_owned(),
            operation,
            payload,
            previous,
            hash: previous,
        };
        entry.hash = entry.leaf();
        entry
    }

    /// The hash that the entry should have: SHA-256 over a zero byte (RFC 6962, 2.1) and the head in
    /// canonical JSON.
    pub fn leaf(&self) -> Digest {
        let head = serde_json::json!({
            "type": "dixit.log",
            "version": 1,
            "seq": self.seq,
            "time": self.written_time(),
            "actor": self.actor,
            "operation": self.operation,
            "payload_sha256": Digest::of(self.payload.as_bytes()),
            "previous": self.previous,
        });
        // Strings and one number below 2^53: canonical JSON cannot fail on them.
        let head = serde_jcs::to_vec(&head).unwrap_or_default();
        Digest(Sha256::new().chain_update([0]).chain_update(head).finalize().into())
    }

    /// Reads an entry from a line of `dixit log --format jsonl`.
    ///
    /// # Errors
    /// Where it is not of the form.
    pub fn read(line: &str) -> Result<Self, serde_json::Error> {
        #[derive(Deserialize)]
        struct Line {
            seq: u64,
            time: DateTime<Utc>,
            actor: String,
            operation: Operation,
            payload: serde_json::Value,
            previous: Digest,
            hash: Digest,
        }
        let Line { seq, time, actor, operation, payload, previous, hash } = serde_json::from_str(line)?;
        let payload = serde_jcs::to_string(&payload)?;
        Ok(LogEntry { seq, time, actor, operation, payload, previous, hash })
    }

    /// The time as the log writes it.
    pub fn written_time(&self) -> String {
        self.time.to_rfc3339_opts(SecondsFormat::Millis, true)
    }

    /// What was put.
    ///
    /// # Errors
    /// Where the payload is not of the form.
    pub fn change(&self) -> Result<Change, serde_json::Error> {
        serde_json::from_str(&self.payload)
    }
}

impl Change {
    /// Makes of a registry what the change makes of it.
    pub fn change_registry(&self, entities: &mut Vec<Entity>) {
        if let Some(whole) = &self.registry {
            whole.clone_into(entities);
        }
        if let Some(change) = &self.registry_change {
            change.apply(entities);
        }
    }

    /// Whether nothing is put.
    pub fn is_empty(&self) -> bool {
        *self == Change::default()
    }

    /// The payload of an entry: canonical JSON (RFC 8785).
    pub fn canonical(&self) -> String {
        // Strings, booleans and offsets below 2^53: it cannot fail on them.
        serde_jcs::to_string(self).unwrap_or_default()
    }

    /// What the change is about: documents by their hash, and claims that were
    /// decided about, or sought in a later version, by theirs.
    pub fn subjects(&self) -> BTreeSet<Digest> {
        let documents = self.documents.iter().map(|d| d.document.sha256);
        let captures = self.captures.iter().map(|c| c.document);
        let claims = self.claims.iter().map(|c| c.document);
        let reviewed = self.reviews.iter().map(|r| r.claim);
        let noted = self.notes.iter().map(|n| n.claim).chain(self.tags.iter().map(|t| t.claim));
        let graded = self.grades.iter().map(|g| g.claim);
        let versions = self.versions.iter().flat_map(|v| [v.document, v.previous]);
        let anchored = self.anchors.iter().map(|a| a.claim);
        let about_documents = documents.chain(captures).chain(claims).chain(versions);
        about_documents.chain(reviewed).chain(noted).chain(graded).chain(anchored).collect()
    }

    /// Whether anything in it is about a claim.
    pub fn touches(&self, claim: &Digest) -> bool {
        self.claims.iter().any(|c| c.id == *claim)
            || self.reviews.iter().any(|r| r.claim == *claim || r.successor == Some(*claim))
            || self.notes.iter().any(|n| n.claim == *claim)
            || self.tags.iter().any(|t| t.claim == *claim)
            || self.grades.iter().any(|g| g.claim == *claim)
            || self.anchors.iter().any(|a| a.claim == *claim)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed a second way, with Python: `sha256(b"\0" + json.dumps(head, sort_keys=True,
    /// separators=(",", ":"), ensure_ascii=False).encode())`.
    #[test]
    fn a_vector_computed_a_second_way() {
        let time = DateTime::from_timestamp_millis(1_700_000_000_123).expect("a time");
        let zeros = Digest([0; 32]);
        let entry = LogEntry::after((0, zeros), time, "Élise", Operation::Ingest, "{}".into());
        assert_eq!(entry.written_time(), "2023-11-14T22:13:20.123Z");
        assert_eq!(entry.hash.to_string(), VECTOR);
        let next = LogEntry::after((1, entry.hash), time, "Élise", Operation::Ingest, "{}".into());
        assert_eq!((next.seq, next.previous), (2, entry.hash));
        assert_ne!(next.hash, entry.hash);
    }
    const VECTOR: &str = "96240c2772427116795bad90d80c2866a50409bbed615488c608b825b89da944";

    #[test]
    fn a_change_round_trips_and_an_empty_one_is_empty() {
        assert_eq!(Change::default().canonical(), "{}");
        let claim = Digest::of(b"x");
        let change = Change {
            reviews: vec![Review {
                claim,
                status: Status::Rejected,
                reason: Some("é".into()),
                successor: None,
            }],
            tags: vec![Tagging { claim, tag: "t".into(), on: true }],
            ..Change::default()
        };
        assert_eq!(serde_json::from_str::<Change>(&change.canonical()).expect("reads"), change);
        assert!(change.touches(&claim) && change.subjects().contains(&claim));
    }
}
