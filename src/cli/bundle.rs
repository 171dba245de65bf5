//! `dixit bundle`: claims with all their evidence, in a folder that checks itself.

use super::{
    Outcome,
    bag::Bag,
    error::{CliError, Result},
    filter_args::FilterArgs,
    session::Session,
};
use crate::{
    model::{ClaimRow, Digest, LogFilter},
    report::{self, Format, Style, count},
    store::{Mode, Store},
};
use clap::Args;
use std::{collections::BTreeMap, io, ops::ControlFlow, path::PathBuf};

const EXAMPLES: &str = "\
Examples:
  dixit bundle --speaker putin --out evidence/
  dixit verify evidence/                    files, claims, words, log and checkpoint, with no database";

/// The arguments of `dixit bundle`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct BundleArgs {
    #[command(flatten)]
    filter: FilterArgs,
    /// The folder to write, which must not be there yet
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// Runs the command.
pub fn run(args: &BundleArgs, session: &Session) -> Result<Outcome> {
    let store = session.open(Mode::Read)?;
    let mut rows = Vec::new();
    store.claims_in_context(&args.filter.filter(), &mut |row| {
        rows.push(row);
        ControlFlow::Continue(())
    })?;
    if rows.is_empty() {
        return Err(CliError::bad_input("no claim matches, so there is nothing to bundle"));
    }
    let mut bag = Bag::new(&args.out)?;
    let missing = add_originals(&mut bag, &store, &rows)?;
    let checkpoint = store.checkpoint()?;
    let style = Style { colour: false, width: None };
    let listed = |format| written(|out| report::claims(out, &mut rows.iter().cloned(), format, style));
    bag.add("claims.jsonl", &listed(Format::Jsonl)?)?;
    let page = written(|out| report::sourced_table(out, &rows, Some(&checkpoint), Format::Html, style))?;
    bag.add("report.html", &page)?;
    let mut entries = Vec::new();
    store.log(&LogFilter::default(), &mut |entry| {
        // Entries written since the checkpoint was taken belong to the next one.
        if entry.seq <= checkpoint.size {
            entries.push(entry);
        }
        ControlFlow::Continue(())
    })?;
    bag.add("log.jsonl", &written(|out| report::log(out, &mut entries.into_iter(), Format::Jsonl, style))?)?;
    bag.add("checkpoint.txt", checkpoint.text().as_bytes())?;
    let claims = count(rows.len() as u64, "claim");
    bag.finish(&[
        ("Bag-Software-Agent", format!("dixit {}", env!("CARGO_PKG_VERSION"))),
        ("Bagging-Date", (session.author.clock)().format("%Y-%m-%d").to_string()),
        ("External-Description", format!("{claims} with their sources, the log and its checkpoint")),
    ])?;
    session.note(&format!("{claims} in `{}`", args.out.display()));
    if missing > 0 {
        session.note(&format!("{} without text in the database", count(missing, "document")));
    }
    Ok(Outcome::Done)
}

/// Adds the captured bytes of every document, and of the other versions of its page; answers with the number
/// of those that have none.
fn add_originals(bag: &mut Bag, store: &Store, rows: &[ClaimRow]) -> Result<u64> {
    let mut documents: BTreeMap<Digest, String> = BTreeMap::new();
    for row in rows {
        if !documents.contains_key(&row.document.sha256) {
            let versions = store.versions(&row.document.sha256)?;
            documents.extend(versions.into_iter().map(|version| (version.sha256, version.name)));
        }
    }
    let mut missing = 0;
    for (sha256, name) in documents {
        match store.capture(&sha256)? {
            Some(capture) => {
                let safe = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
                let name: String = name.chars().map(safe).take(60).collect();
                bag.add(&format!("sources/{sha256:.16}-{name}.txt"), &capture.bytes)?;
            }
            None => missing += 1,
        }
    }
    Ok(missing)
}

fn written(write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    write(&mut out).map_err(|e| CliError::output(&e))?;
    Ok(out)
}
