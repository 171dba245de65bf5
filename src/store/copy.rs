//! A consistent copy of the base, while others read and write it.

use super::error::{StoreError, Trouble};
use rusqlite::{
    Connection,
    backup::{Backup, StepResult},
};
use std::path::Path;

/// What a backup takes for all that is left.
const ALL_PAGES: i32 = -1;

/// Copies the base into a file that is not there yet. In one step: the read lock that it takes stops no
/// writer of a base with a write-ahead log.
pub(super) fn copy(connection: &Connection, target: &Path) -> Result<(), Trouble> {
    if target.exists() {
        let reason = "it is there already".to_owned();
        return Err(StoreError::Unreachable { path: target.to_owned(), reason }.into());
    }
    let at_target = |error: rusqlite::Error| Trouble::Told(Trouble::from(error).at(target));
    let mut copy = Connection::open(target).map_err(at_target)?;
    let done = Backup::new(connection, &mut copy).and_then(|backup| backup.step(ALL_PAGES));
    let done = done.map_err(at_target)?;
    if done != StepResult::Done {
        return Err(StoreError::Busy { path: target.to_owned() }.into());
    }
    // A file of its own, to be moved anywhere.
    copy.pragma_update(None, "journal_mode", "delete").map_err(at_target)
}
