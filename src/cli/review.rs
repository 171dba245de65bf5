//! `dixit accept`, `reject`, `note` and `tag`: what people make of claims.

use super::{Outcome, error::Result, selection::Selection, session::Session};
use crate::{
    model::{Change, ClaimRow, Note, Operation, Review, Status, Tagging},
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
    decide(&args.selection, session, Operation::Accept, Status::Accepted, args.reason.as_deref())
}

/// Runs `dixit reject`.
pub fn reject(args: &RejectArgs, session: &Session) -> Result<Outcome> {
    decide(&args.selection, session, Operation::Reject, Status::Rejected, Some(&args.reason))
}

/// Runs `dixit note`.
pub fn note(args: &NoteArgs, session: &Session) -> Result<Outcome> {
    change(
        &args.selection,
        session,
        Operation::Note,
        "note",
        |_| true,
        |rows| Change {
            notes: rows.iter().map(|row| Note { claim: row.id, text: args.text.clone() }).collect(),
            ..Change::default()
        },
    )
}

/// Runs `dixit tag`.
pub fn tag(args: &TagArgs, session: &Session) -> Result<Outcome> {
    let tags = || args.add.iter().map(|tag| (tag, true)).chain(args.remove.iter().map(|tag| (tag, false)));
    change(
        &args.selection,
        session,
        Operation::Tag,
        "tag",
        |_| true,
        |rows| Change {
            tags: rows
                .iter()
                .flat_map(|row| tags().map(|(tag, on)| Tagging { claim: row.id, tag: tag.clone(), on }))
                .collect(),
            ..Change::default()
        },
    )
}

fn decide(
    selection: &Selection,
    session: &Session,
    operation: Operation,
    status: Status,
    reason: Option<&str>,
) -> Result<Outcome> {
    let what = if status == Status::Accepted { "accept" } else { "reject" };
    // A correction is as good as accepted, and what was superseded is not up for decision.
    let done = |row: &ClaimRow| {
        row.status == status
            || row.status == Status::Superseded
            || (status == Status::Accepted && row.status == Status::Corrected)
    };
    change(
        selection,
        session,
        operation,
        what,
        |row| !done(row),
        |rows| Change {
            reviews: rows
                .iter()
                .map(|row| Review {
                    claim: row.id,
                    status,
                    reason: reason.map(str::to_owned),
                    successor: None,
                })
                .collect(),
            ..Change::default()
        },
    )
}

/// Makes a change of the claims that are selected and that `wanted` holds of.
fn change(
    selection: &Selection,
    session: &Session,
    operation: Operation,
    what: &str,
    wanted: impl Fn(&ClaimRow) -> bool,
    of: impl FnOnce(&[ClaimRow]) -> Change,
) -> Result<Outcome> {
    let rows = selection.claims(&session.open(Mode::Read)?, session, what, wanted)?;
    if !rows.is_empty() {
        session.open_to_write()?.decide(operation, &of(&rows))?;
        session.note(&format!("{what}: {}", count(rows.len() as u64, "claim")));
    }
    Ok(Outcome::Done)
}

/// Words that say something, on one line.
pub fn words(text: &str) -> std::result::Result<String, String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() { Err("it is empty".to_owned()) } else { Ok(text) }
}
