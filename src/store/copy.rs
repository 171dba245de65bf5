//! A consistent copy of the base, while others read and write it.

use super::error::{StoreError, Trouble};
use rusqlite::{
    Connection,
    backup::{Backup, StepResult},
};
use std::{fs::File, io::ErrorKind, path::Path};

/// What a backup takes for all that is left.
const ALL_PAGES: i32 = -1;

/// Copies the base into a file that is not there yet. In one step: the read lock that it takes stops no
/// writer of a base with a write-ahead log.
pub(super) fn copy(connection: &Connection, target: &Path) -> Result<(), Trouble> {
    if let Err(error) = File::create_new(target) {
        let reason = match error.kind() {
            ErrorKind::AlreadyExists => "it is there already".to_owned(),
            kind => kind.to_string(),
        };
        return Err(StoreError::Uncopied { path: target.to_owned(), reason }.into());
    }
    let copied = fill(connection, target);
    if copied.is_err() {
        // What is half written is of no use; where it cannot be removed either, so be it.
        let _ = std::fs::remove_file(target);
    }
    copied.map_err(|trouble| Trouble::Told(trouble.at(target)))
}

fn fill(connection: &Connection, target: &Path) -> Result<(), Trouble> {
    let mut copy = Connection::open(target)?;
    if Backup::new(connection, &mut copy)?.step(ALL_PAGES)? != StepResult::Done {
        return Err(StoreError::Busy { path: target.to_owned() }.into());
    }
    // A file of its own, to be moved anywhere.
    Ok(copy.pragma_update(None, "journal_mode", "delete")?)
}
