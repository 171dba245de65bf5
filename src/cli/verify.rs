//! `dixit verify`: is everything still as it was captured?

use super::{Outcome, error::Result, printable::printable, session::Session, sources::Sources};
use crate::{
    model::Document,
    report::{count, number},
    store::{Checked, Mode},
};
use clap::Args;
use std::{cell::Cell, io::Write, path::PathBuf};

const EXAMPLES: &str = "\
Examples:
  dixit verify                        hashes, spans, and SQLite's own check of the file
  dixit verify --sources articles/    and the original files";

/// The arguments of `dixit verify`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct VerifyArgs {
    /// A folder with the original files, which are then checked too
    #[arg(long, value_name = "DIR")]
    sources: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: &VerifyArgs, session: &Session) -> Result<Outcome> {
    let store = session.open(Mode::Read)?;
    let sources = args.sources.as_deref().map(Sources::read).transpose()?;
    let (compared, missing) = (Cell::new(0), Cell::new(0));
    let original = |document: &Document| {
        let original = sources.as_ref()?.claimed_original(document);
        let counter = if original.is_some() { &compared } else { &missing };
        counter.set(counter.get() + 1);
        original
    };
    let checked = session.write(|out| {
        let mut written = Ok(());
        let checked = store.verify(&original, &mut |fault| {
            if written.is_ok() {
                written = writeln!(out, "fault: {}: {}", printable(&fault.subject), printable(&fault.what));
            }
        });
        written.map(|()| checked)
    })??;
    session.write(|out| {
        summarise(out, &checked)?;
        if sources.is_some() {
            writeln!(out, "{} compared", count(compared.get(), "original file"))?;
            if missing.get() > 0 {
                writeln!(out, "{} without an original file there", count(missing.get(), "document"))?;
            }
        }
        Ok(())
    })?;
    Ok(if checked.faults > 0 { Outcome::Faults } else { Outcome::Done })
}

fn summarise(out: &mut dyn Write, checked: &Checked) -> std::io::Result<()> {
    let faults = match checked.faults {
        0 => "no fault".to_owned(),
        n => count(n, "fault"),
    };
    writeln!(
        out,
        "{faults} in {}, {}, {}, {}",
        count(checked.documents + checked.without_text, "document"),
        count(checked.claims, "claim"),
        count(checked.spans, "span"),
        if checked.entries == 1 {
            "1 log entry".to_owned()
        } else {
            format!("{} log entries", number(checked.entries))
        }
    )?;
    if checked.without_text > 0 {
        let documents = count(checked.without_text, "document");
        writeln!(out, "{documents} without text here, whose spans could not be compared")?;
    }
    Ok(())
}
