//! Why the base could not do what was asked.

use crate::model::{Digest, LedgerError};
use rusqlite::{ErrorCode, ffi::SQLITE_IOERR_SHMSIZE};
use std::path::{Path, PathBuf};

/// Why the base could not do what was asked. Nothing of what failed is left half done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The file to read is not there, or nothing is in it.
    #[error("there is no database at `{}`", path.display())]
    Missing {
        /// The file that was asked for.
        path: PathBuf,
    },
    /// The file cannot be opened or made: its folder is not there, or it may not be read.
    #[error("cannot open the database `{}`: {reason}", path.display())]
    Unreachable {
        /// The file that was asked for.
        path: PathBuf,
        /// Why, in plain words.
        reason: String,
    },
    /// The file is something else than an SQLite database.
    #[error("`{}` is not a database", path.display())]
    NotADatabase {
        /// The file that was asked for.
        path: PathBuf,
    },
    /// An SQLite database, but another program's.
    #[error("`{}` is a database, but not one of dixit's", path.display())]
    NotOurs {
        /// The file that was asked for.
        path: PathBuf,
    },
    /// A later version of dixit made it.
    #[error(
        "`{}` is from a newer dixit: its schema is version {found}, this program knows {known}",
        path.display()
    )]
    Newer {
        /// The file that was asked for.
        path: PathBuf,
        /// The schema version of the file.
        found: i64,
        /// The latest schema version that this program knows.
        known: i64,
    },
    /// An earlier version of dixit made it, and it was opened for reading only.
    #[error(
        "`{}` is from an older dixit (schema version {found}, now {known}) and must be opened for writing once",
        path.display()
    )]
    Outdated {
        /// The file that was asked for.
        path: PathBuf,
        /// The schema version of the file.
        found: i64,
        /// The schema version that this program reads.
        known: i64,
    },
    /// The file to copy to cannot be made.
    #[error("cannot copy the database to `{}`: {reason}", path.display())]
    Uncopied {
        /// The file that was asked for.
        path: PathBuf,
        /// Why, in plain words.
        reason: String,
    },
    /// The file, its folder or its disk may not be written.
    #[error("the database `{}` is read-only", path.display())]
    ReadOnly {
        /// The base.
        path: PathBuf,
    },
    /// Another process kept the base locked for longer than the store waits.
    #[error("the database `{}` is locked by another program", path.display())]
    Busy {
        /// The base.
        path: PathBuf,
    },
    /// The disk is full.
    #[error("no room to write to the database `{}`: the disk is full", path.display())]
    Full {
        /// The base.
        path: PathBuf,
    },
    /// The file is truncated, or what is stored in it does not hold together.
    #[error("the database `{}` is damaged: {what}", path.display())]
    Damaged {
        /// The base.
        path: PathBuf,
        /// What was found, in plain words.
        what: String,
    },
    /// Any other failure of SQLite or of the system below it.
    #[error("the database `{}` failed", path.display())]
    Failed {
        /// The base.
        path: PathBuf,
        /// What SQLite says.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The captured bytes do not have the document's hash.
    #[error("the bytes of document `{document}` do not have the SHA-256 that is given for it")]
    WrongBytes {
        /// [`crate::model::Document::name`].
        document: String,
    },
    /// What was handed in breaks a rule of the model; nothing of it was stored.
    #[error("document `{document}` cannot be stored: {what}")]
    Invalid {
        /// [`crate::model::Document::name`].
        document: String,
        /// Which rule, in plain words.
        what: String,
    },
    /// An entry of the log cannot be taken back.
    #[error("entry {entry} is not taken back: {what}")]
    NotUndone {
        /// Its number.
        entry: u64,
        /// Why, in plain words.
        what: String,
    },
    /// A judgement about who is who that cannot be made.
    #[error(transparent)]
    Ruling(#[from] LedgerError),
    /// The document has a later version already.
    #[error("`{document}` is not the newest version of its page")]
    NotNewest {
        /// [`crate::model::Document::name`].
        document: String,
    },
    /// Somebody else decided about a claim after it was seen.
    #[error("somebody else decided about claim {claim:.8} meanwhile")]
    DecidedMeanwhile {
        /// Its id.
        claim: Digest,
    },
    /// The base has no such document.
    #[error("there is no document `{name}`")]
    NoSuchDocument {
        /// What was asked for.
        name: String,
    },
    /// No claim's id begins so.
    #[error("no claim has an id that begins with `{prefix}`")]
    NoSuchClaim {
        /// What was asked for.
        prefix: String,
    },
    /// More than one claim's id begins so.
    #[error("{count} claims have an id that begins with `{prefix}`: give more of it")]
    AmbiguousClaim {
        /// What was asked for.
        prefix: String,
        /// How many begin so.
        count: u64,
        /// The ids of the first few of them, in order.
        first: Vec<Digest>,
    },
}

/// A failure inside the store, before the base's path is put to it: the types make sure that
/// nothing leaves the store without it.
#[derive(Debug)]
pub(super) enum Trouble {
    /// SQLite's answer.
    Sqlite(rusqlite::Error),
    /// What is stored does not hold together.
    Damaged(String),
    /// Already told in full.
    Told(StoreError),
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        Trouble::Sqlite(error)
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Trouble::Told(error)
    }
}

impl From<LedgerError> for Trouble {
    fn from(error: LedgerError) -> Self {
        Trouble::Told(error.into())
    }
}

impl Trouble {
    /// The failure as the store tells it.
    pub(super) fn at(self, path: &Path) -> StoreError {
        let path = path.to_owned();
        let error = match self {
            Trouble::Told(error) => return error,
            Trouble::Damaged(what) => return StoreError::Damaged { path, what },
            Trouble::Sqlite(error) => error,
        };
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy { path },
            _ if is_full(&error) => StoreError::Full { path },
            Some(ErrorCode::ReadOnly) => StoreError::ReadOnly { path },
            Some(ErrorCode::NotADatabase) => StoreError::NotADatabase { path },
            Some(ErrorCode::DatabaseCorrupt) => {
                StoreError::Damaged { path, what: "SQLite finds its pages malformed or missing".to_owned() }
            }
            Some(
                ErrorCode::CannotOpen
                | ErrorCode::PermissionDenied
                | ErrorCode::AuthorizationForStatementDenied,
            ) => match unreachable_reason(&path) {
                Some(reason) => StoreError::Unreachable { reason, path },
                // It is there: what could not be made is the files beside it.
                None => StoreError::ReadOnly { path },
            },
            _ if is_conversion(&error) => StoreError::Damaged { path, what: error.to_string() },
            _ => StoreError::Failed { path, source: Box::new(error) },
        }
    }

    /// What is wrong, for a report of faults.
    pub(super) fn words(self) -> String {
        match self {
            Trouble::Sqlite(error) => error.to_string(),
            Trouble::Damaged(what) => what,
            Trouble::Told(error) => error.to_string(),
        }
    }
}

/// No room: for what is written, or for the memory that the users of a write-ahead log share in a file.
pub(super) fn is_full(error: &rusqlite::Error) -> bool {
    let extended = error.sqlite_error().map(|error| error.extended_code);
    error.sqlite_error_code() == Some(ErrorCode::DiskFull) || extended == Some(SQLITE_IOERR_SHMSIZE)
}

/// Another process has the base locked.
pub(super) fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

/// A stored value that is not of the form that the schema promises.
fn is_conversion(error: &rusqlite::Error) -> bool {
    use rusqlite::Error::{FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType};
    matches!(error, FromSqlConversionFailure(..) | IntegralValueOutOfRange(..) | InvalidColumnType(..))
}

/// SQLite says only that it cannot open a file; the reason is looked up for the user. `None` where the file
/// itself can be opened.
fn unreachable_reason(path: &Path) -> Option<String> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        Some(format!("there is no folder `{}`", folder.display()))
    } else {
        match std::fs::File::open(path) {
            Ok(_) => None,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Some("it cannot be made there".to_owned())
            }
            Err(error) => Some(error.to_string()),
        }
    }
}
