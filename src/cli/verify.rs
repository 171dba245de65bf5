//! `dixit verify`: is everything still as it was captured?

use super::{
    Outcome,
    error::{CliError, Result},
    input::Input,
    printable::printable,
    session::Session,
    sources::Sources,
    verify_bag, verify_report,
};
use crate::{
    model::{Checkpoint, CheckpointError, Document, NoteVerifier},
    report::{count, number},
    store::{Checked, Mode, Store},
};
use clap::Args;
use std::{
    cell::Cell,
    io::Write,
    path::{Path, PathBuf},
};

const EXAMPLES: &str = "\
Examples:
  dixit verify                        hashes, spans, and SQLite's own check of the file
  dixit verify --sources articles/    and the original files
  dixit verify report.csv             is every row of a report still what the database has?
  dixit verify report.html --sources articles/    the same by the original files, without a database
  dixit verify --against old.checkpoint --by 'example.org+1a2b3c4d+AbC...'

What it proves: that nothing stored was altered by accident, or by somebody who did not also
rewrite the log; and with --against, that the log still begins with what it was when that
checkpoint was taken, so that nothing was rewritten or cut off since. What it cannot prove: that
what was captured was true, that nothing was left out before it was captured, who sat at the
keyboard (names are what people gave), or anything since the last checkpoint that somebody else
keeps. The word is tamper-evident, not tamper-proof.";

/// The arguments of `dixit verify`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct VerifyArgs {
    /// A report that dixit exported (csv, tsv, json, jsonl, md, html), to be checked row by row
    /// against the database, or with --sources against the original files alone; or a folder that
    /// `dixit bundle` wrote
    #[arg(value_name = "REPORT", conflicts_with = "against")]
    report: Option<PathBuf>,
    /// A folder with the original files, which are then checked too
    #[arg(long, value_name = "DIR")]
    sources: Option<PathBuf>,
    /// A checkpoint from earlier, which the log must still begin with
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
    /// The key that must have signed the checkpoint, as `dixit key new` printed it
    #[arg(long, value_name = "KEY", requires = "against")]
    by: Option<String>,
}

/// Runs the command.
pub fn run(args: &VerifyArgs, session: &Session) -> Result<Outcome> {
    if let Some(report) = &args.report {
        if report.is_dir() {
            return verify_bag::run(report, session);
        }
        return verify_report::run(report, args.sources.as_deref(), session);
    }
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
    let extended =
        args.against.as_deref().map(|path| against(path, args.by.as_deref(), &store)).transpose()?;
    session.write(|out| {
        match &extended {
            Some(Ok(line)) => writeln!(out, "{line}")?,
            Some(Err(fault)) => writeln!(out, "fault: log: {fault}")?,
            None => {}
        }
        summarise(out, &checked)?;
        if sources.is_some() {
            writeln!(out, "{} compared", count(compared.get(), "original file"))?;
            if missing.get() > 0 {
                writeln!(out, "{} without an original file there", count(missing.get(), "document"))?;
            }
        }
        Ok(())
    })?;
    let extends = !matches!(extended, Some(Err(_)));
    Ok(if checked.faults > 0 || !extends { Outcome::Faults } else { Outcome::Done })
}

/// Whether the log still begins with what a checkpoint says that it was, in words of one line.
fn against(path: &Path, by: Option<&str>, store: &Store) -> Result<std::result::Result<String, String>> {
    let input = Input::File(path.to_owned());
    let note = input.read_utf_8()?;
    let wrong = |e: CheckpointError| CliError::bad_input(format!("{}: {e}", input.shown()));
    let old = Checkpoint::parse(&note).map_err(wrong)?;
    if let Some(key) = by {
        let key = NoteVerifier::parse(key).map_err(|e| CliError::bad_input(format!("`--by`: {e}")))?;
        if let Err(error) = key.verify(&note) {
            return Ok(Err(format!("the checkpoint {}: {error}", input.shown())));
        }
    }
    let entries = if old.size == 1 { "entry".to_owned() } else { format!("{} entries", number(old.size)) };
    let now = store.checkpoint()?;
    if old.origin != now.origin {
        return Ok(Err(format!("the checkpoint is of another log ({}, this is {})", old.origin, now.origin)));
    }
    Ok(match store.checkpoint_at(old.size)? {
        None => Err(format!("it was cut: it had {entries} and now has {}", number(now.size))),
        Some(then) if then.root != old.root => {
            Err(format!("it was rewritten: its first {entries} are not what they were"))
        }
        Some(_) => Ok(format!("the log extends the checkpoint: its first {entries} are what they were")),
    })
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
    if checked.notes > 0 {
        let documents = count(checked.notes, "document");
        writeln!(out, "{documents} that a person took down from what was no text")?;
    }
    if checked.without_text > 0 {
        let documents = count(checked.without_text, "document");
        writeln!(out, "{documents} without text here, whose spans could not be compared")?;
    }
    Ok(())
}
