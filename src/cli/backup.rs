//! `dixit backup`: a copy of the database.

use super::{Outcome, error::Result, session::Session};
use crate::store::Mode;
use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  dixit backup 2024-06-01.db           safe while others read and write
  dixit verify --db 2024-06-01.db      is the copy sound?";

/// The arguments of `dixit backup`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct BackupArgs {
    /// The file to write, which must not be there yet
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Runs the command.
pub fn run(args: &BackupArgs, session: &Session) -> Result<Outcome> {
    session.open(Mode::Read)?.backup(&args.file)?;
    session.note(&format!("copied to `{}`", args.file.display()));
    Ok(Outcome::Done)
}
