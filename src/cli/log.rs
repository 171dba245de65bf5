//! `dixit log`: who changed what, and when.

use super::{Outcome, error::Result, session::Session, word::Words};
use crate::{
    model::{LogFilter, Operation, PartialDate},
    report::{self, Format, LIST_FORMATS},
    store::Mode,
};
use clap::Args;
use std::ops::ControlFlow;

const EXAMPLES: &str = "\
Examples:
  dixit log                                   everything that ever changed this database
  dixit log --limit 10                        the last ten changes
  dixit log --actor Anna --since 2024-06      what Anna did from June on
  dixit log --claim 3fa9                      what was decided about a claim, and how it came
  dixit log --format jsonl > log.jsonl        with every payload and hash";

/// The arguments of `dixit log`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct LogArgs {
    /// In this name (several: any of them)
    #[arg(long, value_name = "NAME")]
    actor: Vec<String>,
    /// What was done (several: any of them)
    #[arg(long, value_delimiter = ',', value_parser = Words::<Operation>::all())]
    operation: Vec<Operation>,
    /// On this date (UTC) or later: YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    since: Option<PartialDate>,
    /// On this date (UTC) or earlier
    #[arg(long, value_name = "DATE")]
    until: Option<PartialDate>,
    /// About one claim, by the beginning of its id
    #[arg(long, value_name = "ID")]
    claim: Option<String>,
    /// Only the last N entries
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
    /// What to write
    #[arg(long, default_value = "table", value_parser = Words::only(LIST_FORMATS))]
    format: Format,
}

/// Runs the command.
pub fn run(args: &LogArgs, session: &Session) -> Result<Outcome> {
    let store = session.open(Mode::Read)?;
    let filter = LogFilter {
        actor: args.actor.clone(),
        operation: args.operation.clone(),
        since: args.since,
        until: args.until,
        subject: None,
        limit: args.limit.filter(|&n| n > 0),
    };
    let entries = match &args.claim {
        Some(id) => {
            let claim = store.claim(id)?;
            store.history(&claim, &filter)?
        }
        None => {
            let mut entries = Vec::new();
            store.log(&filter, &mut |entry| {
                entries.push(entry);
                ControlFlow::Continue(())
            })?;
            entries
        }
    };
    if entries.is_empty() {
        session.note("no entry matches");
    }
    session.write(|out| report::log(out, &mut entries.into_iter(), args.format, session.style))?;
    Ok(Outcome::Done)
}
