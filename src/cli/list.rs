//! `dixit list`: claims.

use super::{
    Outcome,
    error::Result,
    filter_args::{FilterArgs, OrderArgs},
    session::Session,
    word::Words,
};
use crate::{
    model::{ClaimRow, Filter},
    report::{self, Format, LIST_FORMATS, Reviewed, number},
    store::{Mode, Store},
};
use clap::Args;
use std::{ops::ControlFlow, sync::mpsc::sync_channel, thread};

const EXAMPLES: &str = "\
Examples:
  dixit list --who kcna                      what KCNA said or passed on
  dixit list --speaker putin --quotes        his quoted words
  dixit list --alleged --since 2023-09       what no text vouches for, from September 2023 on
  dixit list --search 'missiles balistiques' --format csv > missiles.csv";

/// Rows of a table on a terminal, where no limit is given.
const SCREENFUL: u64 = 50;

/// How many rows the database may be ahead of their writer.
const AHEAD: usize = 256;

/// The arguments of `dixit list`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ListArgs {
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    order: OrderArgs,
    /// What to write
    #[arg(long, default_value = "table", value_parser = Words::only(LIST_FORMATS))]
    format: Format,
}

/// Runs the command.
pub fn run(args: &ListArgs, session: &Session) -> Result<Outcome> {
    let store = session.open(Mode::Read)?;
    let for_reading = session.on_terminal && args.format == Format::Table;
    let limit = match args.order.limit {
        None if for_reading => Some(SCREENFUL),
        None | Some(0) => None,
        limit => limit,
    };
    let filter = Filter { sort: args.order.sort, limit, ..args.filter.filter() };
    let (shown, reviewed) = stream(&store, &filter, args.format, session)?;
    if args.format.is_for_programs() {
        reviewed.line().iter().for_each(|line| session.note(line));
    }
    note_the_rest(&store, &filter, shown, session)?;
    Ok(Outcome::Done)
}

/// Writes rows while the database still finds more, so that memory does not grow with the list;
/// answers with their number, and with what people made of them.
fn stream(store: &Store, filter: &Filter, format: Format, session: &Session) -> Result<(u64, Reviewed)> {
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel::<ClaimRow>(AHEAD);
        let writer = scope.spawn(move || {
            session.write(|out| report::claims(out, &mut receiver.into_iter(), format, session.style))
        });
        let (mut found, mut reviewed) = (0, Reviewed::default());
        let mut each = |row: ClaimRow| {
            let status = row.status;
            match sender.send(row) {
                Ok(()) => {
                    found += 1;
                    reviewed.add(status);
                    ControlFlow::Continue(())
                }
                Err(_) => ControlFlow::Break(()),
            }
        };
        let asked = match format.is_for_programs() {
            true => store.claims_in_context(filter, &mut each),
            false => store.claims(filter, &mut each),
        };
        drop(sender);
        // A writer cannot panic but by a fault of the program, which the scope then passes on.
        writer.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        asked?;
        Ok((found, reviewed))
    })
}

/// Says how many more there are, or that there are none at all.
fn note_the_rest(store: &Store, filter: &Filter, shown: u64, session: &Session) -> Result<()> {
    if session.quiet {
        return Ok(());
    }
    if shown == 0 {
        session.note("no claim matches");
    } else if filter.limit == Some(shown) {
        let all = store.counts(filter)?.total();
        if all > shown {
            let (shown, all) = (number(shown), number(all));
            session.note(&format!("{shown} of {all} claims; `--limit 0` shows all"));
        }
    }
    Ok(())
}
