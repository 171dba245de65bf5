//! The SQLite file: the one place where SQL is written. Its schema is `schema.sql`.
//!
//! Documents and claims are written by `deposit` and read back by `documents` and `claims`; names
//! and the `registry` say who is who. `index` keeps what is derived from claims for speed,
//! `place` is the number by which lists are ordered, `query` turns a filter into SQL over both,
//! `texts` keeps what stands around the words of a list at hand, `versions` links the captures of a
//! page and keeps what became of its claims, and `verify` derives everything again from what it was
//! derived from.
//!
//! Every change is written down in the `log`, in the same transaction, in the name of an
//! [`Author`]; `review` and `grades` make what people decide about claims, `distinctions` what they judge
//! about who is who, and `undo` takes either back; `dossier` serves whoever goes through claims one by
//! one, and `reread` puts a new reading in the place of an earlier one. `replay` says what the log says
//! that the base should hold, and `verify_log` compares the two; `verify_schema` and `verify_search`
//! check what the rows stand in and are found by.

mod adopt;
mod alphabet;
mod claims;
mod columns;
mod complete;
mod copy;
mod deposit;
mod distinctions;
mod documents;
mod dossier;
mod enter;
mod error;
mod grades;
mod index;
mod listing;
mod log;
mod migrate;
mod names;
mod open;
mod pack;
mod place;
mod query;
mod registry;
mod replay;
mod reread;
mod review;
mod seal;
mod search;
#[cfg(test)]
mod tests;
mod texts;
mod undo;
mod verify;
mod verify_log;
mod verify_schema;
mod verify_search;
mod versions;

pub use error::StoreError;
pub use versions::Later;

use crate::model::{
    Capture, Change, Checkpoint, Claim, ClaimRow, Digest, Document, DocumentRow, Entity, Filter, LedgerError,
    LogEntry, LogFilter, Operation, Origin, Registry, Rereading, Ruling, SpeakerRow, StrengthCounts,
};
use chrono::{DateTime, Utc};
use error::Trouble;
use rusqlite::{Connection, TransactionBehavior};
use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
};

/// An open base.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    /// `None` where the base was opened to be read.
    author: Option<Author>,
}

/// How to open a base.
#[derive(Debug, Clone, Copy)]
pub enum Mode<'a> {
    /// The file must exist and is not changed.
    Read,
    /// The file is made where there is none; an older schema is brought up to date.
    Write(&'a Author),
}

/// In whose name a base is changed, and by which clock: the store does not read one itself.
#[derive(Debug, Clone)]
pub struct Author {
    /// The name that the log gets.
    pub name: String,
    /// Tells the time of each change.
    pub clock: fn() -> DateTime<Utc>,
}

/// What became of a document that was handed in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
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

/// A claim entered by hand.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The hash of the document that it stands in.
    pub document: Digest,
    /// What it says.
    pub claim: Claim,
    /// The id of the claim whose place it takes.
    pub replaces: Option<Digest>,
    /// Why, in the words of whoever entered it.
    pub reason: Option<String>,
}

/// A claim of what was no text, with the note that a person took it down in.
#[derive(Debug, Clone, Copy)]
pub struct TakenDown<'a> {
    /// What is known of the note.
    pub document: &'a Document,
    /// The note.
    pub capture: &'a Capture,
    /// What is claimed, its words a slice of the note.
    pub claim: &'a Claim,
    /// Why, in the words of whoever entered it.
    pub reason: Option<&'a str>,
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
    /// Documents that are notes of what was no text.
    pub notes: u64,
    /// Spans that were compared with the text.
    pub spans: u64,
    /// Entries of the log that were hashed again, and with which everything was compared.
    pub entries: u64,
    /// Faults found.
    pub faults: u64,
}

type Result<T> = std::result::Result<T, StoreError>;

impl Store {
    /// Opens a base. A new one comes with the registry that dixit comes with.
    ///
    /// # Errors
    /// Whatever of [`StoreError`] tells of the file; one that is not a base is not touched.
    pub fn open(path: &Path, mode: Mode<'_>) -> Result<Self> {
        let author = match mode {
            Mode::Read => None,
            Mode::Write(author) => Some(author.clone()),
        };
        Ok(Store { connection: open::open(path, mode)?, path: path.to_owned(), author })
    }

    /// The file that was opened.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Stores a document with its claims, in one transaction: all of it or nothing. What the
    /// base has already stays as it is, with three exceptions. Gaps in what is known of the
    /// document are filled. A curated deposit replaces what is known of the document, and what
    /// a claim's id does not cover (mention, cue, channels). And a found claim that is then
    /// curated, or the other way round, becomes a curated one with the record of what found it.
    ///
    /// Curated claims are accepted in the author's name, unless a person has decided about them
    /// before. What is stored is written down in the log; what changes nothing is not.
    ///
    /// # Errors
    /// [`StoreError::WrongBytes`] and [`StoreError::Invalid`] where the deposit contradicts
    /// itself or the text; otherwise what became of the file.
    pub fn deposit(&mut self, deposit: &Deposit<'_>) -> Result<Added> {
        self.write(|connection, author| deposit::deposit(connection, author, deposit, None))
    }

    /// Puts a new reading of a stored document in the place of the one before, in one transaction, and
    /// writes that down; answers with what it changed, and with what it has to say about claims that
    /// people decided about, which stay as they are (see [`Rereading`]). The deposit's capture is left
    /// aside; `registry` is the one that was read by.
    ///
    /// # Errors
    /// [`StoreError::NoSuchDocument`], [`StoreError::Invalid`] where a claim's words do not stand in the
    /// text, or what became of the file.
    pub fn reread(&mut self, reading: &Deposit<'_>, registry: &Registry) -> Result<Rereading> {
        self.write(|connection, author| reread::reread(connection, author, reading, registry))
    }

    /// What [`Store::reread`] would change.
    ///
    /// # Errors
    /// As [`Store::reread`].
    pub fn compare(&self, reading: &Deposit<'_>, registry: &Registry) -> Result<Rereading> {
        self.read(|connection| reread::compare(connection, reading, registry))
    }

    /// Whether the base holds the captured bytes of a document.
    ///
    /// # Errors
    /// What became of the file.
    pub fn has_document(&self, sha256: &Digest) -> Result<bool> {
        self.read(|connection| Ok(documents::by_hash(connection, sha256)?.is_some_and(|d| d.has_text)))
    }

    /// Calls `each` with every row in order; stops early on `Break`.
    ///
    /// # Errors
    /// What became of the file.
    pub fn claims(&self, filter: &Filter, each: &mut dyn FnMut(ClaimRow) -> ControlFlow<()>) -> Result<()> {
        self.read(|connection| listing::claims(connection, filter, None, each))
    }

    /// As [`Store::claims`], each row with what stands around its words in the text.
    ///
    /// # Errors
    /// What became of the file.
    pub fn claims_in_context(
        &self,
        filter: &Filter,
        each: &mut dyn FnMut(ClaimRow) -> ControlFlow<()>,
    ) -> Result<()> {
        self.read(|connection| listing::claims(connection, filter, Some(texts::Texts::default()), each))
    }

    /// The same rows, each with what stands around its words in the text.
    ///
    /// # Errors
    /// What became of the file.
    pub fn in_context(&self, rows: Vec<ClaimRow>) -> Result<Vec<ClaimRow>> {
        self.read(|connection| listing::add_context(connection, rows))
    }

    /// How many claims the filter selects, its limit left aside.
    ///
    /// # Errors
    /// What became of the file.
    pub fn counts(&self, filter: &Filter) -> Result<StrengthCounts> {
        self.read(|connection| listing::counts(connection, filter))
    }

    /// The claim whose id begins so, in hexadecimal digits of either case.
    ///
    /// # Errors
    /// [`StoreError::NoSuchClaim`], [`StoreError::AmbiguousClaim`], or what became of the file.
    pub fn claim(&self, prefix: &str) -> Result<ClaimRow> {
        self.read(|connection| listing::claim(connection, prefix))
    }

    /// The documents of the filter's outlets and dates; where it asks anything of claims, only
    /// those with such claims, and only such are counted. Ordered by date, or by outlet where
    /// that is asked for.
    ///
    /// # Errors
    /// What became of the file.
    pub fn documents(&self, filter: &Filter) -> Result<Vec<DocumentRow>> {
        self.read(|connection| listing::documents(connection, filter))
    }

    /// What was captured of a document; `None` where the base has no bytes of it.
    ///
    /// # Errors
    /// What became of the file.
    pub fn capture(&self, sha256: &Digest) -> Result<Option<Capture>> {
        self.read(|connection| {
            let Some(document) = documents::by_hash(connection, sha256)? else { return Ok(None) };
            Ok(documents::capture(connection, document.id)?.map(|sealed| sealed.capture))
        })
    }

    /// Everybody who speaks or passes words on in the claims of the filter, with how many of
    /// them. Whoever has most comes first; [`crate::model::Sort::Speaker`] asks for the order of
    /// the alphabet, [`crate::model::Sort::Strength`] for those with most verbatim claims first.
    ///
    /// # Errors
    /// What became of the file.
    pub fn speakers(&self, filter: &Filter) -> Result<Vec<SpeakerRow>> {
        self.read(|connection| listing::speakers(connection, filter))
    }

    /// The registry of this base.
    ///
    /// # Errors
    /// What became of the file.
    pub fn registry(&self) -> Result<Registry> {
        self.read(registry::read)
    }

    /// Makes decisions about claims (the reviews, notes, tags and grades of a change, and nothing else of it),
    /// all of them or none, and writes them down as one entry of the log.
    ///
    /// # Errors
    /// [`StoreError::NoSuchClaim`], or what became of the file.
    pub fn decide(&mut self, operation: Operation, change: &Change) -> Result<()> {
        self.decide_seen(&[], operation, change).map(drop)
    }

    /// Enters claims by hand, all of them or none, as one entry of the log; answers with their ids.
    /// One that takes another's place is corrected and the other superseded; any other is accepted.
    ///
    /// # Errors
    /// [`StoreError::NoSuchDocument`], [`StoreError::NoSuchClaim`], [`StoreError::Invalid`] where the
    /// words do not stand in the text or nothing would be new, or what became of the file.
    pub fn enter(&mut self, operation: Operation, entries: &[Entry]) -> Result<Vec<Digest>> {
        Ok(self.enter_seen(&[], operation, entries)?.1)
    }

    /// Stores a note of what was no text, where the base does not have it, and enters its claim by hand,
    /// as one entry of the log; answers with the claim's id.
    ///
    /// # Errors
    /// As [`Store::enter`].
    pub fn take_down(&mut self, taken_down: &TakenDown<'_>) -> Result<Digest> {
        self.write_through(|connection, author| enter::take_down(connection, author, taken_down))
    }

    /// Replaces the whole registry; from then on every name leads to whom it names in the new one.
    /// Claims stay as they are. `about` says in a few words what was changed.
    ///
    /// # Errors
    /// What became of the file.
    pub fn set_registry(&mut self, registry: &Registry, about: &str) -> Result<()> {
        self.write_through(|connection, author| registry::record(connection, author, registry, about))
    }

    /// Adds entities to the registry, as it is at that moment; one of the same name replaces the one that
    /// is there. `about` says in a few words where they come from.
    ///
    /// # Errors
    /// [`StoreError::Ruling`] where they do not fit together, or what became of the file.
    pub fn add_entities(&mut self, entities: &[Entity], about: &str) -> Result<()> {
        self.write_through(|connection, author| {
            let registry = registry::read(connection)?.with_entities(entities).map_err(LedgerError::from)?;
            registry::record(connection, author, &registry, about)
        })
    }

    /// Makes a judgement about who is who, and writes it down. It is made of the registry as it is at
    /// that moment, whatever another process changed before. Claims stay as they are.
    ///
    /// # Errors
    /// [`StoreError::Ruling`] where it cannot be ruled so, or what became of the file.
    pub fn rule(&mut self, ruling: &Ruling) -> Result<()> {
        self.write_through(|connection, author| distinctions::rule(connection, author, ruling))
    }

    /// The pairs of names that a person judged to be of different people.
    ///
    /// # Errors
    /// What became of the file.
    pub fn distinctions(&self) -> Result<Vec<[String; 2]>> {
        self.read(|connection| Ok(distinctions::all(connection)?.into_keys().collect()))
    }

    /// Takes back what an entry of the log did to the registry, decided about claims or read again, and
    /// writes that down. What is put is how things were before.
    ///
    /// # Errors
    /// [`StoreError::NotUndone`], or what became of the file.
    pub fn undo(&mut self, entry: u64) -> Result<()> {
        self.write_through(|connection, author| undo::undo(connection, author, entry))
    }

    /// Calls `each` with every entry of the log that a filter selects, in their order; stops early
    /// on `Break`.
    ///
    /// # Errors
    /// What became of the file.
    pub fn log(&self, filter: &LogFilter, each: &mut dyn FnMut(LogEntry) -> ControlFlow<()>) -> Result<()> {
        self.read(|connection| log::entries(connection, filter, each))
    }

    /// Checks everything; `source` may give the original bytes of a document by its hash. Every
    /// fault is handed to `each`, and none keeps the rest from being checked.
    ///
    /// # Errors
    /// Only where the base cannot be read at all; damage is a [`Fault`].
    pub fn verify(
        &self,
        source: &dyn Fn(&Document) -> Option<Vec<u8>>,
        each: &mut dyn FnMut(Fault),
    ) -> Result<Checked> {
        self.read(|connection| verify::verify(connection, source, each))
    }

    /// What is written in the log about a claim: how it came, and what was decided about it. The
    /// filter's subject is left aside.
    ///
    /// # Errors
    /// What became of the file.
    pub fn history(&self, claim: &ClaimRow, filter: &LogFilter) -> Result<Vec<LogEntry>> {
        self.read(|connection| log::history(connection, claim, filter))
    }

    /// Copies the base into a file that is not there yet, as it is at one moment.
    ///
    /// # Errors
    /// What became of either file.
    pub fn backup(&self, target: &Path) -> Result<()> {
        copy::copy(&self.connection, target).map_err(|trouble| trouble.at(&self.path))
    }

    /// What the log is now.
    ///
    /// # Errors
    /// What became of the file.
    pub fn checkpoint(&self) -> Result<Checkpoint> {
        self.read(|connection| {
            let (size, _) = log::tip(connection)?;
            let none = || Trouble::Damaged("its log is empty, or has gaps".to_owned());
            log::checkpoint(connection, size)?.ok_or_else(none)
        })
    }

    /// What the log was when it had so many entries; `None` where it has fewer.
    ///
    /// # Errors
    /// What became of the file.
    pub fn checkpoint_at(&self, size: u64) -> Result<Option<Checkpoint>> {
        self.read(|connection| log::checkpoint(connection, size))
    }

    /// Runs something on one state of the base, whatever other processes write meanwhile.
    fn read<T>(&self, run: impl FnOnce(&Connection) -> std::result::Result<T, Trouble>) -> Result<T> {
        let run = || {
            let transaction = self.connection.unchecked_transaction()?;
            let answer = run(&transaction)?;
            transaction.finish()?;
            Ok(answer)
        };
        run().map_err(|trouble: Trouble| trouble.at(&self.path))
    }

    /// As [`Store::write`], and waits until the disk has it: what a person decided cannot be had again by
    /// running a command again, as documents can.
    fn write_through<T>(
        &mut self,
        run: impl FnOnce(&Connection, &Author) -> std::result::Result<T, Trouble>,
    ) -> Result<T> {
        let full = self.connection.pragma_update(None, "synchronous", "full");
        full.map_err(|error| Trouble::from(error).at(&self.path))?;
        self.write(run)
    }

    /// Runs something that changes the base, all of it or nothing.
    fn write<T>(
        &mut self,
        run: impl FnOnce(&Connection, &Author) -> std::result::Result<T, Trouble>,
    ) -> Result<T> {
        let Some(author) = &self.author else { return Err(StoreError::ReadOnly { path: self.path.clone() }) };
        let run = || {
            // Immediate, so that it waits for its turn before it has read anything.
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let answer = run(&transaction, author)?;
            transaction.commit()?;
            Ok(answer)
        };
        run().map_err(|trouble: Trouble| trouble.at(&self.path))
    }
}
