//! A claim with everything that people made of it.

use super::{ClaimRow, Digest};
use chrono::{DateTime, Utc};

/// A claim with what people decided about it and put beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// The claim.
    pub row: ClaimRow,
    /// The last decision about it; `None` where nobody has decided yet.
    pub decision: Option<Decision>,
    /// What was noted beside it, in the order in which it was.
    pub notes: Vec<Noted>,
    /// Its tags, sorted.
    pub tags: Vec<String>,
}

/// A decision that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The number of its entry in the log.
    pub entry: u64,
    /// Who decided.
    pub actor: String,
    /// When.
    pub time: DateTime<Utc>,
    /// Why, in their words.
    pub reason: Option<String>,
    /// The claim that took this one's place.
    pub successor: Option<Digest>,
}

/// A note with who noted it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// Who noted it.
    pub actor: String,
    /// When.
    pub time: DateTime<Utc>,
    /// The note.
    pub text: String,
}

/// A claim as somebody saw it who is about to decide: what they saw must still hold when they do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The claim's id.
    pub claim: Digest,
    /// The log entry of the last decision that they knew of.
    pub decision: Option<u64>,
}

impl Dossier {
    /// What somebody knows who has read it.
    pub fn seen(&self) -> Seen {
        Seen { claim: self.row.id, decision: self.decision.as_ref().map(|decision| decision.entry) }
    }
}
