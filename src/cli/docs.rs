//! `dixit docs`: the documents.

use super::{Outcome, error::Result, filter_args::FilterArgs, session::Session, word::Words};
use crate::{
    report::{self, Format, LIST_FORMATS},
    store::Mode,
};
use clap::Args;

const EXAMPLES: &str = "\
Examples:
  dixit docs                            every document with its claims by strength
  dixit docs --who kim --since 2024     those in which Kim is in a chain
  dixit docs --changed                  stealth edits: later versions that touched a claim";

/// The arguments of `dixit docs`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct DocsArgs {
    /// Only later versions whose edits touched a claim: changed, ambiguous or gone
    #[arg(long)]
    changed: bool,
    #[command(flatten)]
    filter: FilterArgs,
    /// What to write
    #[arg(long, default_value = "table", value_parser = Words::only(LIST_FORMATS))]
    format: Format,
}

/// Runs the command.
pub fn run(args: &DocsArgs, session: &Session) -> Result<Outcome> {
    let store = session.open(Mode::Read)?;
    if args.changed {
        let rows = store.edits(&args.filter.filter())?;
        session.write(|out| report::edits(out, &rows, args.format, session.style))?;
        if rows.is_empty() {
            session.note("no later version touched a claim");
        }
        return Ok(Outcome::Done);
    }
    let rows = store.documents(&args.filter.filter())?;
    session.write(|out| report::documents(out, &rows, args.format, session.style))?;
    if rows.is_empty() {
        session.note("no document matches");
    }
    Ok(Outcome::Done)
}
