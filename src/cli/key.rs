//! `dixit key new`: a key to sign checkpoints with.

use super::{
    Outcome,
    error::{CliError, Result, plain},
    session::Session,
};
use crate::model::NoteSigner;
use clap::{Args, Subcommand};
use std::{fs::OpenOptions, io::Write, path::PathBuf};

const EXAMPLES: &str = "\
Examples:
  dixit key new investigations.example.org --out desk.key

Keep the file secret; give the line that is printed to whoever is to check your checkpoints with
`dixit verify --against FILE --by LINE`.";

/// The arguments of `dixit key`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct KeyArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Make a new key.
    New(NewArgs),
}

#[derive(Debug, Args)]
struct NewArgs {
    /// Whose key it is: one word, such as a domain of yours
    #[arg(value_name = "NAME")]
    name: String,
    /// Where to keep it; a file that is there is not written over
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// Runs the command.
pub fn run(args: &KeyArgs, session: &Session) -> Result<Outcome> {
    let What::New(args) = &args.what;
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(|e| CliError::failed(format!("no randomness for a key: {e}")))?;
    let signer = NoteSigner::new(&args.name, secret).map_err(|e| CliError::bad_input(e.to_string()))?;
    let unwritable =
        |e: std::io::Error| CliError::failed(format!("cannot write `{}`: {}", args.out.display(), plain(&e)));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&args.out).map_err(unwritable)?;
    let written = writeln!(file, "{}", signer.secret_text()).and_then(|()| file.sync_all());
    if written.is_err() {
        // Half a key is of no use; where it cannot be removed either, so be it.
        let _ = std::fs::remove_file(&args.out);
    }
    written.map_err(unwritable)?;
    session.write(|out| writeln!(out, "{}", signer.verifier()))?;
    Ok(Outcome::Done)
}
