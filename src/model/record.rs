//! The record: the JSON form of one claim, as exchanged with other programs.

use super::{Claim, Digest, Document, Form, Hedge, Slice, Stance, Strength, claim_id, content_hash};
use serde::{Deserialize, Serialize};

/// One claim as `dixit extract --format jsonl` prints it, one object a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// [`Document::name`].
    pub doc: String,
    /// [`Claim::content`].
    pub content: Vec<Slice>,
    /// [`Claim::form`].
    pub form: Form,
    /// [`Claim::speakers`].
    pub speakers: Vec<String>,
    /// [`Claim::named`].
    pub named: bool,
    /// [`Claim::mention`].
    pub mention: Option<String>,
    /// [`Claim::source`].
    pub source: Vec<Slice>,
    /// [`Claim::cue`].
    pub cue: Option<String>,
    /// The names of [`Claim::via`].
    pub via: Vec<String>,
    /// [`Claim::hedge`].
    pub hedge: Hedge,
    /// [`Claim::stance`].
    pub stance: Stance,
    /// Derived, see [`Claim::judgement`].
    pub strength: Strength,
    /// See [`content_hash`].
    pub content_hash: Digest,
    /// See [`claim_id`].
    pub id: Digest,
}

impl Record {
    /// The record of a claim of a document.
    pub fn new(document: &Document, claim: &Claim) -> Self {
        Record {
            doc: document.name.clone(),
            content: claim.content.clone(),
            form: claim.form,
            speakers: claim.speakers.clone(),
            named: claim.named,
            mention: claim.mention.clone(),
            source: claim.source.clone(),
            cue: claim.cue.clone(),
            via: claim.via.iter().map(|relay| relay.name.clone()).collect(),
            hedge: claim.hedge,
            stance: claim.stance,
            strength: claim.judgement().strength,
            content_hash: content_hash(claim),
            id: claim_id(&document.sha256, claim),
        }
    }
}
