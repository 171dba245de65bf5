//! `dixit show`: one claim.

use super::{Outcome, error::Result, session::Session, word::Words};
use crate::{
    model::LogFilter,
    report::{self, Format, SHOW_FORMATS},
    store::Mode,
};
use clap::Args;

const EXAMPLES: &str = "\
Examples:
  dixit show 3fa9c2                     by the beginning of its id, as `dixit list` shows it
  dixit show 3fa9c2 --format json       with spans, hashes and W3C selectors";

/// The arguments of `dixit show`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ShowArgs {
    /// The claim's id, or as much of its beginning as no other claim has
    #[arg(value_name = "ID")]
    id: String,
    /// Also how it came, and everything that was decided about it (json, csv and their like: that alone)
    #[arg(long)]
    history: bool,
    /// What to write
    #[arg(long, default_value = "table", value_parser = Words::only(SHOW_FORMATS))]
    format: Format,
}

/// Runs the command.
pub fn run(args: &ShowArgs, session: &Session) -> Result<Outcome> {
    let store = session.open(Mode::Read)?;
    let row = store.claim(&args.id)?;
    let capture = store.capture(&row.document.sha256)?;
    let text = capture.as_ref().map(|capture| capture.text.as_str());
    let standings = store.standings(&row.id)?;
    if !args.history {
        session.write(|out| report::claim(out, &row, text, &standings, args.format, session.style))?;
        return Ok(Outcome::Done);
    }
    let history = store.history(&row, &LogFilter::default())?;
    session.write(|out| {
        if matches!(args.format, Format::Table | Format::Md) {
            report::claim(out, &row, text, &standings, args.format, session.style)?;
            let heading = if args.format == Format::Md { "## History\n" } else { "history\n" };
            writeln!(out, "\n{heading}")?;
        }
        report::log(out, &mut history.into_iter(), args.format, session.style)
    })?;
    Ok(Outcome::Done)
}
