//! Opening a base, and refusing what is none.

use super::{
    Author, Mode,
    error::{self, StoreError, Trouble},
    migrate,
};
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};
use std::{ffi::OsString, fs::File, io::Read, path::Path, time::Duration};

/// How long another process may keep the base locked before that is an error.
const PATIENCE: Duration = Duration::from_secs(5);

/// The smallest page of an SQLite file, in bytes.
const SHORTEST: u64 = 512;

/// Opens a base and makes sure that it is one.
pub(super) fn open(path: &Path, mode: Mode<'_>) -> Result<Connection, StoreError> {
    if path.is_dir() {
        return Err(StoreError::Unreachable { path: path.to_owned(), reason: "it is a folder".to_owned() });
    }
    // SQLite takes a file that is too short for a header for an empty one, and would write
    // over it.
    if std::fs::metadata(path).is_ok_and(|file| (1..SHORTEST).contains(&file.len())) {
        return Err(StoreError::NotADatabase { path: path.to_owned() });
    }
    if ends_inside_a_page(path) {
        let what = "the file ends in the middle of a page".to_owned();
        return Err(StoreError::Damaged { path: path.to_owned(), what });
    }
    let opened = match mode {
        Mode::Read => open_to_read(path),
        Mode::Write(author) => open_to_write(path, author),
    };
    opened.map_err(|trouble| trouble.at(path))
}

/// Whether a database file was cut off inside its last page, which SQLite itself only notices
/// when it reads that page. The page size stands at byte 16 of the header, 1 for 65,536.
/// <https://www.sqlite.org/fileformat2.html#the_database_header>
fn ends_inside_a_page(path: &Path) -> bool {
    let mut header = [0; 18];
    let read = File::open(path).and_then(|mut file| {
        file.read_exact(&mut header)?;
        file.metadata()
    });
    let Ok(file) = read else { return false };
    let page = match u64::from(u16::from_be_bytes([header[16], header[17]])) {
        1 => 65_536,
        bytes => bytes,
    };
    header.starts_with(b"SQLite format 3\0") && page >= SHORTEST && file.len() % page != 0
}

fn open_to_write(path: &Path, author: &Author) -> Result<Connection, Trouble> {
    if path.as_os_str().is_empty() {
        let reason = "its name is empty".to_owned();
        return Err(StoreError::Unreachable { path: path.to_owned(), reason }.into());
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let mut connection = connect(path, flags)?;
    // Nothing is written before it is known whose database this is.
    let version = version(&connection, path)?;
    if connection.is_readonly("main")? {
        return Err(StoreError::ReadOnly { path: path.to_owned() }.into());
    }
    // A write-ahead log lets others read while one writes. With `synchronous = NORMAL` a power
    // cut can take the last few documents, whole, but never damages the base, and a crash of
    // the program takes nothing; running the command again puts them back. FULL would make
    // every document wait for the disk.
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "normal")?;
    // In pages, 32 MiB: pages that every document touches are then written back once for
    // hundreds of documents.
    connection.pragma_update(None, "wal_autocheckpoint", 8192)?;
    if version < migrate::LATEST {
        connection.set_transaction_behavior(TransactionBehavior::Immediate);
        let migrated = migrate::to_latest(&mut connection, author);
        connection.set_transaction_behavior(TransactionBehavior::Deferred);
        if let Err(trouble) = migrated {
            // Another process may have brought it up to date at the same moment.
            if self::version(&connection, path)? != migrate::LATEST {
                return Err(trouble);
            }
        }
    }
    Ok(connection)
}

fn open_to_read(path: &Path) -> Result<Connection, Trouble> {
    match path.try_exists() {
        Ok(true) => {}
        Ok(false) => return Err(StoreError::Missing { path: path.to_owned() }.into()),
        Err(error) => {
            let reason = error.to_string();
            return Err(StoreError::Unreachable { path: path.to_owned(), reason }.into());
        }
    }
    // Opened for writing where that is allowed, only so that the files of the write-ahead log
    // are tidied away at the end; `query_only` sees to it that nothing is changed.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
    let opened = connect(path, flags).and_then(|connection| Ok((version(&connection, path)?, connection)));
    let (version, connection) = match opened {
        Err(Trouble::Sqlite(error)) if needs_log_files(&error) && !has_log(path) => {
            let connection =
                connect(&immutable(path), OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI)?;
            (self::version(&connection, path)?, connection)
        }
        other => other?,
    };
    // An empty file, such as a program leaves behind that was killed before it made a base of it.
    if version == 0 {
        return Err(StoreError::Missing { path: path.to_owned() }.into());
    }
    if version < migrate::LATEST {
        let (path, found, known) = (path.to_owned(), version, migrate::LATEST);
        return Err(StoreError::Outdated { path, found, known }.into());
    }
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, Trouble> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.pragma_update(None, "foreign_keys", true)?;
    // In KiB: enough for the upper levels of every index, and no more, because every commit
    // looks through it.
    connection.pragma_update(None, "cache_size", -16_384)?;
    Ok(connection)
}

/// The schema version of a base of ours, 0 for an empty file.
fn version(connection: &Connection, path: &Path) -> Result<i64, Trouble> {
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (version, application) = (number("user_version")?, number("application_id")?);
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let empty = version == 0 && application == 0 && tables == 0;
    if !empty && (application != migrate::APPLICATION || version < 1) {
        return Err(StoreError::NotOurs { path: path.to_owned() }.into());
    }
    if version > migrate::LATEST {
        let (path, found, known) = (path.to_owned(), version, migrate::LATEST);
        return Err(StoreError::Newer { path, found, known }.into());
    }
    Ok(version)
}

/// Whether SQLite failed because it could not make the write-ahead log's files, as on a
/// read-only disk or a full one.
fn needs_log_files(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly))
        || error::is_full(error)
}

/// Whether a write-ahead log holds anything that is not in the file itself.
fn has_log(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(log).is_ok_and(|file| file.len() > 0)
}

/// The path as a URI that tells SQLite that nobody can change the file, so that it needs no log.
fn immutable(path: &Path) -> std::path::PathBuf {
    let mut uri = OsString::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'.' | b'_' | b'-' => {
                uri.push(char::from(*byte).to_string());
            }
            other => uri.push(format!("%{other:02X}")),
        }
    }
    uri.push("?immutable=1");
    uri.into()
}
