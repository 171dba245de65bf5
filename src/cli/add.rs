//! `dixit add`: a claim entered by hand.

use super::{
    Outcome,
    claim_args::ClaimArgs,
    error::{CliError, Result},
    session::Session,
    taken_down::TakenDownArgs,
    versions,
};
use crate::{
    model::{Digest, DocumentRow, Filter, Operation},
    store::{Entry, Mode, Store, TakenDown},
};
use clap::Args;

const EXAMPLES: &str = "\
Examples:
  dixit add --doc kcna-2024-01 --content 'une visite prochaine' --speaker 'Kim Jong-un'
  dixit add --medium broadcast --date 2024-06-19 --note 'radio, 8:20' --content 'Paris tiendra'

In a stored document the words must stand in the text, typography aside; near misses are shown.
What was no text is taken down in a note, with how you heard it, and the note is what is captured:
`dixit verify` checks it as it does any other document.";

/// The arguments of `dixit add`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct AddArgs {
    /// The document, by its name or the beginning of its hash
    #[arg(long, value_name = "DOC", required_unless_present = "medium", conflicts_with = "medium")]
    doc: Option<String>,
    #[command(flatten)]
    heard: TakenDownArgs,
    #[command(flatten)]
    says: ClaimArgs,
    /// Why, in your words
    #[arg(long, value_name = "WORDS")]
    reason: Option<String>,
}

/// Runs the command.
pub fn run(args: &AddArgs, session: &Session) -> Result<Outcome> {
    let id = match &args.doc {
        Some(document) => from_document(args, document, session)?,
        None => taken_down(args, session)?,
    };
    session.write(|out| writeln!(out, "{id:.8}"))?;
    Ok(Outcome::Done)
}

/// A claim of a document that the base has.
fn from_document(args: &AddArgs, asked: &str, session: &Session) -> Result<Digest> {
    let store = session.open(Mode::Read)?;
    let document = document(&store, asked)?.document;
    let capture = store.capture(&document.sha256)?;
    let claim = args.says.claim(0, capture.as_ref().map(|c| c.text.as_str()), &store.registry()?)?;
    if claim.content.is_empty() {
        return Err(no_words().hint("`--content WORDS`, as they stand in the text"));
    }
    let entry = Entry { document: document.sha256, claim, replaces: None, reason: args.reason.clone() };
    let mut store = session.open_to_write()?;
    let ids = store.enter(Operation::Add, &[entry])?;
    versions::catch_up_with(&mut store, [document.sha256])?;
    ids.first().copied().ok_or_else(no_words)
}

/// A claim of something that was no text, and its note.
fn taken_down(args: &AddArgs, session: &Session) -> Result<Digest> {
    if args.says.content().is_empty() {
        return Err(no_words().hint("`--content WORDS`, as you heard them"));
    }
    let note = args.heard.take_down(args.says.content(), args.says.form(), &session.author.name);
    let mut store = session.open_to_write()?;
    let claim = args.says.claim(note.words_at, Some(&note.capture.text), &store.registry()?)?;
    let mut document = note.document;
    document.captured = Some((session.author.clock)());
    let reason = args.reason.as_deref();
    let id =
        store.take_down(&TakenDown { document: &document, capture: &note.capture, claim: &claim, reason })?;
    session.note(&format!("in the document {}", document.name));
    Ok(id)
}

fn no_words() -> CliError {
    CliError::bad_input("no words are given")
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
