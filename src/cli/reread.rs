//! `dixit reread`: stored documents read again.

use super::{
    Outcome, error::Result, filter_args::FilterArgs, found::Found, parallel::in_order, printable::printable,
    progress::Progress, session::Session, versions, word::Words,
};
use crate::{
    model::{Digest, DocumentRow, Fate, Registry, RereadRow, Rereading, Vocabulary},
    report::{self, Format, LIST_FORMATS, count, number},
    store::{Mode, Store},
};
use clap::Args;
use std::{
    collections::BTreeMap,
    io,
    sync::{Mutex, PoisonError},
};

const EXAMPLES: &str = "\
Examples:
  dixit reread --dry-run                     what a new version, or a better registry, would change
  dixit reread                               every document
  dixit reread --outlet reuters --since 2024
  dixit reread --dry-run --format csv > difference.csv

Claims that nobody has reviewed follow the reading: new ones come, those that are not read any more are
superseded. What people accepted, corrected, rejected or entered stays as they left it, and where the
reading disagrees it is listed. Each document is an entry of the log, which `dixit undo` takes back.";

/// Rows of a table on a terminal.
const SCREENFUL: usize = 50;

/// The arguments of `dixit reread`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct RereadArgs {
    /// Only show what would come, go and change
    #[arg(long)]
    dry_run: bool,
    /// How to write the claims that come, go and change (`--dry-run`), or that are read otherwise
    #[arg(long, default_value = "table", value_parser = Words::only(LIST_FORMATS))]
    format: Format,
    #[command(flatten)]
    filter: FilterArgs,
}

/// What became of a document before it meets the database again.
enum Read {
    /// The database has no text of it.
    WithoutText,
    /// It is in a language that is not read.
    Unread(String),
    Found(Box<Found>),
}

/// What the work came to.
#[derive(Debug, Default)]
struct Summary {
    documents: u64,
    failed: u64,
    without_text: u64,
    /// Documents in languages that are not read, by language.
    unread: BTreeMap<String, u64>,
    /// Documents of which more is known now.
    learnt: u64,
    stays: u64,
    /// How many claims of each fate.
    fates: BTreeMap<Fate, u64>,
    /// The claims to show.
    rows: Vec<RereadRow>,
    /// The documents that are not as they were.
    changed: Vec<Digest>,
}

/// Runs the command.
pub fn run(args: &RereadArgs, session: &Session) -> Result<Outcome> {
    let reader = session.open(Mode::Read)?;
    let mut documents = reader.documents(&args.filter.filter())?;
    // Of what was no text, a person entered what was said.
    documents.retain(|row| row.document.medium.is_none());
    if documents.is_empty() {
        session.note("no document matches");
        return Ok(Outcome::Done);
    }
    // What a later version repeats is a claim of the earlier one, which has to be read before it.
    documents.sort_by_key(|row| row.version);
    let mut base = session.open(if args.dry_run { Mode::Read } else { Mode::Write(&session.author) })?;
    let registry = base.registry()?;
    let reader = Mutex::new(reader);
    let progress = Progress::new(documents.len(), session.quiet);
    let mut summary = Summary::default();
    in_order(
        &documents,
        |document| read(document, &reader, &registry),
        |results| {
            for (document, read) in documents.iter().zip(results) {
                let settled =
                    read.and_then(|read| settle(&mut base, read, &registry, args.dry_run, &mut summary));
                progress.step(&document.document.name);
                if let Err(error) = settled {
                    summary.failed += 1;
                    progress.aside(|| session.complain(&error));
                }
            }
        },
    );
    drop(progress);
    versions::catch_up_with(&mut base, std::mem::take(&mut summary.changed))?;
    show(&summary, args, session)?;
    Ok(if summary.failed > 0 { Outcome::Faults } else { Outcome::Done })
}

fn read(row: &DocumentRow, reader: &Mutex<Store>, registry: &Registry) -> Result<Read> {
    // Whoever held it last and panicked has only read.
    let capture = {
        let reader = reader.lock().unwrap_or_else(PoisonError::into_inner);
        reader.capture(&row.document.sha256)?
    };
    let Some(capture) = capture else { return Ok(Read::WithoutText) };
    let found = Found::read(row.document.clone(), &capture.text, registry);
    Ok(match found.reading.read {
        true => Read::Found(Box::new(found)),
        false => Read::Unread(found.document.language.unwrap_or_default()),
    })
}

/// Brings a reading together with what the base has, and counts what comes of it.
fn settle(
    base: &mut Store,
    read: Read,
    registry: &Registry,
    dry_run: bool,
    summary: &mut Summary,
) -> Result<()> {
    match read {
        Read::WithoutText => summary.without_text += 1,
        Read::Unread(language) => *summary.unread.entry(language).or_default() += 1,
        Read::Found(mut found) => {
            versions::leave_out_seen(base, &mut found)?;
            let reading = found.deposit(None);
            let rereading = match dry_run {
                true => base.compare(&reading, registry)?,
                false => base.reread(&reading, registry)?,
            };
            if !dry_run && !rereading.is_empty() {
                summary.changed.push(found.document.sha256);
            }
            summary.add(rereading, dry_run);
        }
    }
    Ok(())
}

/// Writes the claims and, below a table, what the work came to; beside rows for programs that is a note.
fn show(summary: &Summary, args: &RereadArgs, session: &Session) -> Result<()> {
    let mut lines = summary.lines(args.dry_run);
    let mut rows = summary.rows.as_slice();
    if session.on_terminal && args.format == Format::Table && rows.len() > SCREENFUL {
        rows = &rows[..SCREENFUL];
        let all = number(summary.rows.len() as u64);
        lines.insert(0, format!("{SCREENFUL} of {all} claims; `--format csv` shows all"));
    }
    session.write(|out| {
        report::reread(out, rows, args.format, session.style)?;
        if args.format == Format::Table && !session.quiet {
            let gap = if summary.rows.is_empty() { "" } else { "\n" };
            write!(out, "{gap}{}", printable_lines(&lines))?;
        }
        io::Result::Ok(())
    })?;
    if args.format != Format::Table {
        session.note(printable_lines(&lines).trim_end());
    }
    Ok(())
}

fn printable_lines(lines: &[String]) -> String {
    lines.iter().map(|line| format!("{}\n", printable(line))).collect()
}

impl Summary {
    fn add(&mut self, rereading: Rereading, dry_run: bool) {
        self.documents += 1;
        self.learnt += u64::from(rereading.learnt);
        self.stays += rereading.stays;
        for row in rereading.rows {
            *self.fates.entry(row.fate).or_default() += 1;
            if dry_run || row.fate == Fate::Disagrees {
                self.rows.push(row);
            }
        }
    }

    fn lines(&self, dry_run: bool) -> Vec<String> {
        let of = |fate: Fate| self.fates.get(&fate).copied().unwrap_or_default();
        let changes = Fate::ALL.iter().filter(|&&fate| fate != Fate::Disagrees && of(fate) > 0);
        let mut parts: Vec<String> =
            changes.map(|&fate| format!("{} {fate}", count(of(fate), "claim"))).collect();
        if self.learnt > 0 {
            parts.push(format!("more known of {}", count(self.learnt, "document")));
        }
        let would = if dry_run { "would be " } else { "" };
        let what = match parts.as_slice() {
            [] if dry_run => "nothing would change".to_owned(),
            [] => "nothing changed".to_owned(),
            parts => format!("{}; {} as before", parts.join(", "), number(self.stays)),
        };
        let mut lines = vec![format!("{} {would}read again: {what}", count(self.documents, "document"))];
        match of(Fate::Disagrees) {
            0 => {}
            1 => {
                lines.push("1 claim that a person decided about is read otherwise, and stays as it is".into())
            }
            n => lines.push(format!(
                "{} claims that people decided about are read otherwise, and stay as they are",
                number(n)
            )),
        }
        if self.without_text > 0 {
            lines.push(format!(
                "{} whose text is not in the database: not read",
                count(self.without_text, "document")
            ));
        }
        for (language, n) in &self.unread {
            let documents = count(*n, "document");
            lines.push(match language.as_str() {
                "" => format!("{documents} whose language could not be told: not read"),
                code => format!("{documents} in a language that is not read yet ({code}): not read"),
            });
        }
        if self.failed > 0 {
            lines.push(format!("{} failed", count(self.failed, "document")));
        }
        lines
    }
}
