//! The claim model: what dixit stores, and what every layer means by its words.
//!
//! Nothing here reads a file, a clock or a database. A [`Claim`] is one thing that a text
//! presents as said or written by somebody other than the article's own voice, or that the
//! text itself marks as unconfirmed. Its [`Strength`] is derived, never typed in; its
//! identity is a hash over what it says, where it stands and who is said to have said it.
//!
//! The terms follow the attribution literature (*source*, *cue*, *content*; *direct*,
//! *mixed*, *indirect*: PARC 3.0, PolNeAR) and the W3C Web Annotation selectors.

mod address;
pub mod alike;
mod anchor;
mod checkpoint;
mod claim;
pub mod claim_file;
mod date;
mod document;
mod dossier;
mod entity;
mod grade;
mod identity;
mod ledger;
mod listing;
mod log;
mod merkle;
mod name;
mod record;
mod registry_change;
mod reread;
mod ruling;
mod selector;
mod span;
mod strength;
mod taken_back;
mod vocabulary;
mod word;

pub use address::page_of;
pub use anchor::{
    Anchor, AnchoredSpan, EditRow, LoggedVersion, OutcomeCounts, SoughtRow, Standing, same_words,
};
pub use checkpoint::{Checkpoint, CheckpointError, NoteSigner, NoteVerifier};
pub use claim::{Claim, Relay};
pub use date::{DateError, PartialDate};
pub use document::{Capture, Document};
pub use dossier::{Decision, Dossier, Noted, Seen};
pub use entity::{Entity, Registry, RegistryError};
pub use grade::{Attribution, Credibility, Given, Grade, Grades, Likelihood, Reliability, Scale, Terms};
pub use identity::{Digest, DigestError, claim_id, content_hash, normalise_content};
pub use ledger::LedgerError;
pub use listing::{ClaimRow, DocumentRow, Filter, GradeFilter, Sort, SpeakerRow, StrengthCounts};
pub use log::{
    Change, Distinction, Grading, LogEntry, LogFilter, LoggedCapture, LoggedClaim, LoggedDocument, Note,
    Review, Tagging,
};
pub use merkle::MerkleTree;
pub use name::{NameKey, fold_name};
pub use record::Record;
pub use registry_change::{PlacedEntity, RegistryChange};
pub use reread::{Known, RereadRow, Rereading};
pub use ruling::Ruling;
pub use selector::{Context, QUOTE_CONTEXT, Selectors, TextPositionSelector, TextQuoteSelector};
pub use span::{CodePoints, IndexedText, Slice, Span};
pub use strength::{Judgement, strength};
pub use taken_back::taken_back;
pub use vocabulary::{
    Channel, EntityKind, Fate, Form, Hedge, Operation, Origin, Outcome, Stance, Status, Strength,
    UnknownWord, Vocabulary,
};
pub use word::{Word, words};
