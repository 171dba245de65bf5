//! The claims that a decision is about: named one by one, or all that a filter selects.

use super::{
    error::{CliError, Result, plain},
    filter_args::{FilterArgs, OtherArgs, PlainFilterArgs},
    session::Session,
};
use crate::{
    model::{ClaimRow, Filter},
    report::{self, Format, count},
    store::Store,
};
use clap::Args;
use std::{
    io::{self, IsTerminal, Write},
    ops::ControlFlow,
};

/// Which claims, and whether to ask first.
#[derive(Debug, Args)]
pub struct Selection<F: Args = FilterArgs> {
    /// Claims, by the beginning of their ids; or else all that the filter below selects
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    #[command(flatten)]
    ask: AskArgs,
    #[command(flatten)]
    filter: F,
}

/// Whether to ask first.
#[derive(Debug, Args)]
struct AskArgs {
    /// Do not ask before changing what a filter selects
    #[arg(long)]
    yes: bool,
    /// Only show what would be changed
    #[arg(long)]
    dry_run: bool,
}

/// Options that choose claims.
pub trait Filtering: Args {
    /// The filter that is asked for.
    fn filter(&self) -> Filter;
}

impl Filtering for FilterArgs {
    fn filter(&self) -> Filter {
        self.filter()
    }
}

impl Filtering for PlainFilterArgs {
    fn filter(&self) -> Filter {
        self.filter()
    }
}

impl Filtering for OtherArgs {
    fn filter(&self) -> Filter {
        self.filter()
    }
}

impl<F: Filtering> Selection<F> {
    /// The claims that are asked for and that `wanted` holds of; empty where the user says no, where
    /// there are none, or where it is only to be shown what would be done. `what` is to be done with
    /// them ("accept").
    ///
    /// # Errors
    /// Where nothing or two things are asked for, or nobody is there to confirm.
    pub fn claims(
        &self,
        store: &Store,
        session: &Session,
        what: &str,
        wanted: impl Fn(&ClaimRow) -> bool,
    ) -> Result<Vec<ClaimRow>> {
        let mut rows = self.rows(store)?;
        rows.retain(wanted);
        let agreed = self.agreed(session, what, &rows)?;
        Ok(if agreed { rows } else { Vec::new() })
    }

    /// Whether a filter chooses the claims, and nobody names them.
    pub fn is_filtered(&self) -> bool {
        self.filter.filter() != Filter::default()
    }

    /// The claims that are asked for.
    ///
    /// # Errors
    /// Where nothing or two things are asked for.
    pub fn rows(&self, store: &Store) -> Result<Vec<ClaimRow>> {
        let asks = self.is_filtered();
        if self.ids.is_empty() != asks {
            let message = if asks { "claims are named and filtered at once" } else { "no claim is named" };
            return Err(CliError::bad_input(message)
                .hint("name claims by their ids, or choose them by a filter such as `--doc`"));
        }
        let mut rows = named(store, &self.ids)?;
        if asks {
            store.claims(&self.filter.filter(), &mut |row| {
                rows.push(row);
                ControlFlow::Continue(())
            })?;
        }
        Ok(rows)
    }

    /// Whether to go on with some claims: shows them where that is all that is wanted, and asks where
    /// a filter chose them.
    ///
    /// # Errors
    /// Where the user would have to be asked and is not there.
    pub fn agreed(&self, session: &Session, what: &str, rows: &[ClaimRow]) -> Result<bool> {
        if rows.is_empty() {
            session.note(&format!("no claim to {what}"));
            return Ok(false);
        }
        self.ask.agreed(session, what, rows, self.is_filtered())
    }
}

/// The claims whose ids begin so.
///
/// # Errors
/// Where there is none, or more than one.
fn named(store: &Store, ids: &[String]) -> Result<Vec<ClaimRow>> {
    let mut rows: Vec<ClaimRow> = Vec::new();
    for id in ids {
        let row = store.claim(id)?;
        if rows.iter().all(|other| other.id != row.id) {
            rows.push(row);
        }
    }
    Ok(rows)
}

impl AskArgs {
    fn agreed(&self, session: &Session, what: &str, rows: &[ClaimRow], filtered: bool) -> Result<bool> {
        let claims = count(rows.len() as u64, "claim");
        if self.dry_run {
            session.write(|out| {
                report::claims(out, &mut rows.iter().cloned(), Format::Table, session.style)?;
                writeln!(out, "would {what} {claims}")
            })?;
            return Ok(false);
        }
        if self.yes || !filtered {
            return Ok(true);
        }
        if !io::stdin().is_terminal() {
            return Err(CliError::bad_input(format!(
                "to {what} {claims} needs a yes, and nobody is there to ask"
            ))
            .hint("`--yes` says it, `--dry-run` shows them"));
        }
        let mut answer = String::new();
        write!(io::stderr(), "{what} {claims}? [y/N] ")
            .and_then(|()| io::stdin().read_line(&mut answer))
            .map_err(|e| CliError::failed(format!("cannot ask: {}", plain(&e))))?;
        Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
    }
}
