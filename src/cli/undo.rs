//! `dixit undo`: a change taken back.

use super::{Outcome, error::Result, session::Session};
use crate::store::Mode;
use clap::Args;

const EXAMPLES: &str = "\
Examples:
  dixit undo 42        take back what entry 42 of `dixit log` did

Both stay in the log: what was done, and that it was taken back. An undo can be undone.";

/// The arguments of `dixit undo`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct UndoArgs {
    /// The entry's number, as `dixit log` shows it
    #[arg(value_name = "ENTRY")]
    entry: u64,
}

/// Runs the command.
pub fn run(args: &UndoArgs, session: &Session) -> Result<Outcome> {
    session.open(Mode::Read)?;
    session.open_to_write()?.undo(args.entry)?;
    session.note(&format!("entry {} is taken back", args.entry));
    Ok(Outcome::Done)
}
