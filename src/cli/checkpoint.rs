//! `dixit checkpoint`: what the log is now, in a few lines to keep elsewhere.

use super::{
    Outcome,
    error::{CliError, Result},
    input::Input,
    session::Session,
};
use crate::{model::NoteSigner, store::Mode};
use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  dixit checkpoint > 2024-06-01.checkpoint          keep it where the database is not: print it, mail it
  dixit checkpoint --key desk.key > signed.txt      signed, see `dixit key new`
  dixit verify --against 2024-06-01.checkpoint      does today's log still begin with that one?";

/// The arguments of `dixit checkpoint`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct CheckpointArgs {
    /// Sign it with this key
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: &CheckpointArgs, session: &Session) -> Result<Outcome> {
    let text = session.open(Mode::Read)?.checkpoint()?.text();
    let note = match &args.key {
        None => text,
        Some(path) => {
            let input = Input::File(path.clone());
            let signer = NoteSigner::parse(&input.read_utf_8()?)
                .map_err(|e| CliError::bad_input(format!("cannot sign with {}: {e}", input.shown())))?;
            signer.sign(&text)
        }
    };
    session.write(|out| out.write_all(note.as_bytes()))?;
    Ok(Outcome::Done)
}
