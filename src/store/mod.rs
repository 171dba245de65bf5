//! The SQLite file: the one place where SQL is written.

mod error;

pub use error::StoreError;

use crate::model::{
    Capture, Claim, ClaimRow, Digest, Document, DocumentRow, Filter, Origin, Registry, SpeakerRow,
    StrengthCounts,
};
use std::{ops::ControlFlow, path::Path};

/// An open base.
pub struct Store;

/// How to open a base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The file must exist and is not changed.
    Read,
    /// The file is made where there is none; an older schema is brought up to date.
    Write,
}

/// What became of a document that was handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Added {
    /// Whether the base did not have the document.
    pub new_document: bool,
    /// How many claims the base did not have.
    pub new_claims: StrengthCounts,
}

/// A document as it is handed in: everything of it is stored in one transaction, or nothing.
#[derive(Debug)]
pub struct Deposit<'a> {
    /// What is known of it.
    pub document: &'a Document,
    /// What was captured; `None` where only claims about it are known.
    pub capture: Option<&'a Capture>,
    /// Whether dixit could read its language.
    pub read: bool,
    /// Its claims.
    pub claims: &'a [Claim],
    /// Where the claims come from.
    pub origin: Origin,
    /// The version of dixit that found them; `None` for curated ones.
    pub program: Option<&'a str>,
}

/// Something that verification found wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What it is in: "claim 0123abcd…", "document 4567…", "database".
    pub subject: String,
    /// What is wrong, in plain words.
    pub what: String,
}

/// What verification looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Checked {
    /// Documents whose bytes were hashed again.
    pub documents: u64,
    /// Documents of which no bytes are in the base, so that their spans could not be checked.
    pub without_text: u64,
    /// Claims whose hashes and strength were derived again.
    pub claims: u64,
    /// Spans that were compared with the text.
    pub spans: u64,
    /// Faults found.
    pub faults: u64,
}

type Result<T> = std::result::Result<T, StoreError>;

#[allow(unused_variables, missing_docs)]
impl Store {
    pub fn open(path: &Path, mode: Mode) -> Result<Self> {
        Err(StoreError::Missing { path: "TODO".into() })
    }
    pub fn deposit(&mut self, deposit: &Deposit<'_>) -> Result<Added> {
        Err(StoreError::Missing { path: "TODO".into() })
    }
    pub fn has_document(&self, sha256: &Digest) -> Result<bool> {
        Err(StoreError::Missing { path: "TODO".into() })
    }
    /// Calls `each` with every row in order; stops early on `Break`.
    pub fn claims(&self, filter: &Filter, each: &mut dyn FnMut(ClaimRow) -> ControlFlow<()>) -> Result<()> {
        Err(StoreError::Missing { path: "TODO".into() })
    }
    /// How many claims the filter selects, its limit left aside.
    pub fn counts(&self, filter: &Filter) -> Result<StrengthCounts> {
        Err(StoreError::Missing { path: "TODO".into() })
    }
    /// The claim whose id begins so.
    pub fn claim(&self, prefix: &str) -> Result<ClaimRow> {
        Err(StoreError::Missing { path: "TODO".into() })
    }
    pub fn documents(&self, filter: &Filter) -> Result<Vec<DocumentRow>> {
        Err(StoreError::Missing { path: "TODO".into() })
    }
    pub fn capture(&self, sha256: &Digest) -> Result<Option<Capture>> {
        Err(StoreError::Missing { path: "TODO".into() })
    }
    pub fn speakers(&self, filter: &Filter) -> Result<Vec<SpeakerRow>> {
        Err(StoreError::Missing { path: "TODO".into() })
    }
    pub fn registry(&self) -> Result<Registry> {
        Err(StoreError::Missing { path: "TODO".into() })
    }
    pub fn set_registry(&mut self, registry: &Registry) -> Result<()> {
        Err(StoreError::Missing { path: "TODO".into() })
    }
    /// Checks everything; `source` may give the original bytes of a document by its hash.
    pub fn verify(
        &self,
        source: &dyn Fn(&Document) -> Option<Vec<u8>>,
        each: &mut dyn FnMut(Fault),
    ) -> Result<Checked> {
        Err(StoreError::Missing { path: "TODO".into() })
    }
}
