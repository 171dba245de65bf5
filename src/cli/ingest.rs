//! `dixit ingest`: articles into the base.

use super::{
    Outcome,
    article::{Article, Told},
    document_args::DocumentArgs,
    error::Result,
    found::Found,
    input::{ARTICLE_ENDINGS, Input, inputs},
    parallel::in_order,
    progress::Progress,
    session::Session,
    tally::tally,
};
use crate::{
    model::{Capture, Digest, Filter, Registry, StrengthCounts},
    report::count,
    store::Store,
};
use chrono::Utc;
use clap::Args;
use std::{
    collections::{BTreeMap, HashSet},
    io::Write,
    path::PathBuf,
};

const EXAMPLES: &str = "\
Examples:
  dixit ingest article.txt --outlet 'Le Monde' --date 2024-06-19
  dixit ingest articles/
  pdftotext report.pdf - | dixit ingest - --name report --url https://example.org/report.pdf

An article can say what it is in a front matter, which is not read for claims:
  ---
  outlet: Le Monde
  date: 2024-06-19
  ---
The same bytes twice change nothing.";

/// The arguments of `dixit ingest`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct IngestArgs {
    /// Text files in any encoding, folders of them (*.txt, *.text, *.md), `-` for standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    documents: DocumentArgs,
}

/// What the work came to.
#[derive(Debug, Default)]
struct Summary {
    new: u64,
    known: u64,
    failed: u64,
    claims: StrengthCounts,
    /// Documents in languages that are not read, by language.
    unread: BTreeMap<String, u64>,
}

/// What became of an input before it meets the database.
enum Read {
    Known,
    Article(Box<(Capture, Found)>),
}

/// Runs the command.
pub fn run(args: &IngestArgs, session: &Session) -> Result<Outcome> {
    let inputs = inputs(&args.paths, ARTICLE_ENDINGS);
    let told = args.documents.told(inputs.len())?;
    let mut store = session.open_to_write()?;
    let registry = args.documents.with_registry(store.registry()?)?;
    let known = known_documents(&store)?;
    let progress = Progress::new(inputs.len(), session.quiet);
    let mut summary = Summary::default();
    in_order(
        &inputs,
        |input| match input {
            Ok(input) => read(input, &told, &registry, &known),
            Err(error) => Err(error.clone()),
        },
        |articles| -> Result<()> {
            for article in articles {
                match article.and_then(|read| deposit(&mut store, read, &mut summary)) {
                    Ok(name) => progress.step(&name),
                    Err(error) => {
                        summary.failed += 1;
                        progress.step("");
                        progress.aside(|| session.complain(&error));
                    }
                }
            }
            Ok(())
        },
    )?;
    drop(progress);
    if !session.quiet {
        session.write(|out| summary.write(out))?;
    }
    Ok(if summary.failed > 0 { Outcome::Faults } else { Outcome::Done })
}

/// The documents whose bytes are in the database: they need not be read again.
fn known_documents(store: &Store) -> Result<HashSet<Digest>> {
    let rows = store.documents(&Filter::default())?;
    Ok(rows.into_iter().filter(|row| row.has_text).map(|row| row.document.sha256).collect())
}

fn read(input: &Input, told: &Told, registry: &Registry, known: &HashSet<Digest>) -> Result<Read> {
    let bytes = input.read()?;
    if known.contains(&Digest::of(&bytes)) {
        return Ok(Read::Known);
    }
    let Article { document, capture } = Article::new(input, bytes, told)?;
    let mut found = Found::read(document, &capture.text, registry);
    found.document.captured = Some(Utc::now());
    Ok(Read::Article(Box::new((capture, found))))
}

/// Stores an article and counts it; answers with its name.
fn deposit(store: &mut Store, read: Read, summary: &mut Summary) -> Result<String> {
    let Read::Article(read) = read else {
        summary.known += 1;
        return Ok(String::new());
    };
    let (capture, found) = *read;
    let added = store.deposit(&found.deposit(Some(&capture)))?;
    match added.new_document {
        true => summary.new += 1,
        false => summary.known += 1,
    }
    if !found.reading.read {
        *summary.unread.entry(found.document.language.clone().unwrap_or_default()).or_default() += 1;
    }
    summary.claims.add_all(&added.new_claims);
    Ok(found.document.name)
}

impl Summary {
    fn write(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let total = self.new + self.known + self.failed;
        let total = count(total, "document");
        let (new, known, failed) = (self.new, self.known, self.failed);
        writeln!(out, "{total}: {new} new, {known} known, {failed} failed")?;
        writeln!(out, "{}", tally(&self.claims))?;
        for (language, n) in &self.unread {
            let documents = count(*n, "document");
            match language.as_str() {
                "" => writeln!(
                    out,
                    "{documents} whose language could not be told: stored, not read for claims"
                )?,
                code => writeln!(
                    out,
                    "{documents} in a language that is not read yet ({code}): stored without claims"
                )?,
            }
        }
        Ok(())
    }
}
