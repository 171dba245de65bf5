//! `dixit edit`: what should have been read, in place of what was.

use super::{
    Outcome,
    claim_args::ClaimArgs,
    error::{CliError, Result},
    selection::{AskArgs, named},
    session::Session,
    versions,
};
use crate::{
    model::{Operation, Status},
    store::{Entry, Mode},
};
use clap::Args;

const EXAMPLES: &str = "\
Examples:
  dixit edit 3fa9c2 --speaker 'Vladimir Poutine' --via KCNA
  dixit edit 3fa9c2 --content 'le désir de se rendre en Corée du Nord' --reason 'cut too early'

The claim as it was stays in the database, superseded by the corrected one.";

/// The arguments of `dixit edit`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct EditArgs {
    /// Claims, by the beginning of their ids
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    #[command(flatten)]
    says: ClaimArgs,
    /// Why, in your words
    #[arg(long, value_name = "WORDS")]
    reason: Option<String>,
    #[command(flatten)]
    ask: AskArgs,
}

/// Runs the command.
pub fn run(args: &EditArgs, session: &Session) -> Result<Outcome> {
    if args.says.is_empty() {
        return Err(CliError::bad_input("nothing is to be changed")
            .hint("say what the claim should say, such as `--speaker NAME`"));
    }
    let store = session.open(Mode::Read)?;
    let rows = named(&store, &args.ids)?;
    let registry = store.registry()?;
    let mut entries = Vec::new();
    for row in &rows {
        if row.status == Status::Superseded {
            return Err(CliError::bad_input(format!("claim {:.8} was superseded already", row.id))
                .hint(format!("`dixit show {:.8} --history` tells by which", row.id)));
        }
        let capture = store.capture(&row.document.sha256)?;
        let claim = args.says.corrected(row, capture.as_ref().map(|c| c.text.as_str()), &registry)?;
        entries.push(Entry {
            document: row.document.sha256,
            claim,
            replaces: Some(row.id),
            reason: args.reason.clone(),
        });
    }
    if !args.ask.agreed(session, "correct", &rows, rows.len() > 1)? {
        return Ok(Outcome::Done);
    }
    let mut store = session.open_to_write()?;
    let ids = store.enter(Operation::Edit, &entries)?;
    versions::catch_up_with(&mut store, entries.iter().map(|entry| entry.document))?;
    session.write(|out| {
        rows.iter().zip(&ids).try_for_each(|(row, id)| writeln!(out, "{:.8} is now {id:.8}", row.id))
    })?;
    Ok(Outcome::Done)
}
