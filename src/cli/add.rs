//! `dixit add`: a claim entered by hand.

use super::{
    Outcome,
    claim_args::ClaimArgs,
    error::{CliError, Result},
    session::Session,
    versions,
};
use crate::{
    model::{DocumentRow, Filter, Operation},
    store::{Entry, Mode, Store},
};
use clap::Args;

const EXAMPLES: &str = "\
Examples:
  dixit add --doc kcna-2024-01 --content 'une visite prochaine' --speaker 'Kim Jong-un'

The words must stand in the document's text; near misses are shown.";

/// The arguments of `dixit add`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct AddArgs {
    /// The document, by its name or the beginning of its hash
    #[arg(long, value_name = "DOC")]
    doc: String,
    #[command(flatten)]
    says: ClaimArgs,
    /// Why, in your words
    #[arg(long, value_name = "WORDS")]
    reason: Option<String>,
}

/// Runs the command.
pub fn run(args: &AddArgs, session: &Session) -> Result<Outcome> {
    let store = session.open(Mode::Read)?;
    let document = document(&store, &args.doc)?.document;
    let capture = store.capture(&document.sha256)?;
    let claim = args.says.claim(capture.as_ref().map(|c| c.text.as_str()), &store.registry()?)?;
    if claim.content.is_empty() {
        return Err(
            CliError::bad_input("no words are given").hint("`--content WORDS`, as they stand in the text")
        );
    }
    let entry = Entry { document: document.sha256, claim, replaces: None, reason: args.reason.clone() };
    let mut store = session.open_to_write()?;
    let ids = store.enter(Operation::Add, &[entry])?;
    versions::catch_up_with(&mut store, [document.sha256])?;
    session.write(|out| ids.iter().try_for_each(|id| writeln!(out, "{id:.8}")))?;
    Ok(Outcome::Done)
}

/// The one document of a name or of the beginning of a hash.
pub fn document(store: &Store, asked: &str) -> Result<DocumentRow> {
    let rows = store.documents(&Filter { doc: Some(asked.to_owned()), ..Filter::default() })?;
    let several = rows.len();
    match <[DocumentRow; 1]>::try_from(rows) {
        Ok([row]) => Ok(row),
        Err(_) if several == 0 => {
            Err(CliError::bad_input(format!("there is no document `{asked}`"))
                .hint("`dixit docs` shows them"))
        }
        Err(_) => Err(CliError::bad_input(format!("{several} documents are called `{asked}`"))
            .hint("name it by the beginning of its hash, as `dixit docs` shows it")),
    }
}
