//! `dixit who`: who says what, how firmly.

use super::{Outcome, error::Result, filter_args::FilterArgs, session::Session, word::Words};
use crate::{
    report::{self, Format, LIST_FORMATS},
    store::Mode,
};
use clap::Args;

const EXAMPLES: &str = "\
Examples:
  dixit who                         everybody who speaks or passes words on
  dixit who --outlet reuters        in what Reuters published
  dixit who --search missiles       who speaks of missiles";

/// The arguments of `dixit who`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct WhoArgs {
    #[command(flatten)]
    filter: FilterArgs,
    /// What to write
    #[arg(long, default_value = "table", value_parser = Words::only(LIST_FORMATS))]
    format: Format,
}

/// Runs the command.
pub fn run(args: &WhoArgs, session: &Session) -> Result<Outcome> {
    let rows = session.open(Mode::Read)?.speakers(&args.filter.filter())?;
    session.write(|out| report::speakers(out, &rows, args.format, session.style))?;
    if rows.is_empty() {
        session.note("no claim matches");
    }
    Ok(Outcome::Done)
}
