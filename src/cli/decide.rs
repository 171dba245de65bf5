//! `dixit accept`, `reject`, `note` and `tag`: what people make of claims.

use super::{
    Outcome,
    act::{Act, words},
    error::Result,
    selection::Selection,
    session::Session,
};
use crate::{
    model::{Digest, Vocabulary},
    report::count,
    store::Mode,
};
use clap::Args;

const ACCEPT_EXAMPLES: &str = "\
Examples:
  dixit accept 3fa9c2 81d0                  two claims
  dixit accept --doc kcna-2024-01 --yes     all of a document that nobody has rejected";

const REJECT_EXAMPLES: &str = "\
Examples:
  dixit reject 3fa9c2 --reason 'a title, nobody said it'
  dixit reject --search horoscope --reason 'no news' --dry-run";

const NOTE_EXAMPLES: &str = "\
Examples:
  dixit note 3fa9c2 --text 'asked the ministry on 3 June, no answer yet'";

const TAG_EXAMPLES: &str = "\
Examples:
  dixit tag 3fa9c2 --add missiles --add to-check
  dixit tag --tagged to-check --remove to-check --yes";

/// The arguments of `dixit accept`.
#[derive(Debug, Args)]
#[command(after_help = ACCEPT_EXAMPLES)]
pub struct AcceptArgs {
    #[command(flatten)]
    selection: Selection,
    /// Why, in your words
    #[arg(long, value_name = "WORDS")]
    reason: Option<String>,
}

/// The arguments of `dixit reject`.
#[derive(Debug, Args)]
#[command(after_help = REJECT_EXAMPLES)]
pub struct RejectArgs {
    #[command(flatten)]
    selection: Selection,
    /// Why, in your words
    #[arg(long, value_name = "WORDS", required = true, value_parser = words)]
    reason: String,
}

/// The arguments of `dixit note`.
#[derive(Debug, Args)]
#[command(after_help = NOTE_EXAMPLES)]
pub struct NoteArgs {
    #[command(flatten)]
    selection: Selection,
    /// The note
    #[arg(long, value_name = "WORDS", required = true, value_parser = words)]
    text: String,
}

/// The arguments of `dixit tag`.
#[derive(Debug, Args)]
#[command(after_help = TAG_EXAMPLES)]
pub struct TagArgs {
    #[command(flatten)]
    selection: Selection,
    /// A tag to put on (may be repeated)
    #[arg(long, value_name = "TAG", required_unless_present = "remove", value_parser = words)]
    add: Vec<String>,
    /// A tag to take off (may be repeated)
    #[arg(long, value_name = "TAG", value_parser = words)]
    remove: Vec<String>,
}

/// Runs `dixit accept`.
pub fn accept(args: &AcceptArgs, session: &Session) -> Result<Outcome> {
    run(&args.selection, session, &Act::Accept { reason: args.reason.clone() })
}

/// Runs `dixit reject`.
pub fn reject(args: &RejectArgs, session: &Session) -> Result<Outcome> {
    run(&args.selection, session, &Act::Reject { reason: args.reason.clone() })
}

/// Runs `dixit note`.
pub fn note(args: &NoteArgs, session: &Session) -> Result<Outcome> {
    run(&args.selection, session, &Act::Note(args.text.clone()))
}

/// Runs `dixit tag`.
pub fn tag(args: &TagArgs, session: &Session) -> Result<Outcome> {
    let on = args.add.iter().map(|tag| (tag.clone(), true));
    let off = args.remove.iter().map(|tag| (tag.clone(), false));
    run(&args.selection, session, &Act::Tag(on.chain(off).collect()))
}

/// Does something with the claims that are selected.
fn run(selection: &Selection, session: &Session, act: &Act) -> Result<Outcome> {
    let what = act.operation().as_str();
    let rows = selection.claims(&session.open(Mode::Read)?, session, what, |row| !act.leaves(row.status))?;
    if !rows.is_empty() {
        let claims: Vec<Digest> = rows.iter().map(|row| row.id).collect();
        session.open_to_write()?.decide(act.operation(), &act.change(&claims))?;
        session.note(&format!("{what}: {}", count(rows.len() as u64, "claim")));
    }
    Ok(Outcome::Done)
}
