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
    versions,
};
use crate::{
    model::{Capture, Digest, Document, Filter, OutcomeCounts, Registry, StrengthCounts, page_of},
    report::count,
    store::Store,
};
use chrono::Utc;
use clap::Args;
use std::{
    collections::{BTreeMap, HashMap, HashSet},
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
The same bytes twice change nothing. Other bytes of a page whose address (url) is known are a later
version of it, beside the earlier ones: see `dixit recapture`.";

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
    /// Later versions of pages that the database has.
    versions: u64,
    /// What became of the claims of earlier versions in them.
    outcomes: OutcomeCounts,
    /// Claims that only the later versions have.
    later_claims: u64,
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
    let Known { documents: known, mut pages } = known(&store)?;
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
                match article.and_then(|read| deposit(&mut store, read, &registry, &mut pages, &mut summary))
                {
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

/// What the database has.
struct Known {
    /// The documents whose bytes it has: they need not be read again.
    documents: HashSet<Digest>,
    /// A document of every page that is known by its address.
    pages: Pages,
}

/// Documents by the address of their page, see [`page_of`].
type Pages = HashMap<String, Digest>;

fn known(store: &Store) -> Result<Known> {
    let mut known = Known { documents: HashSet::new(), pages: HashMap::new() };
    for row in store.documents(&Filter::default())? {
        let document = row.document;
        if row.has_text {
            known.documents.insert(document.sha256);
        }
        known.pages.extend(document.url.as_deref().and_then(page_of).map(|page| (page, document.sha256)));
    }
    Ok(known)
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
fn deposit(
    store: &mut Store,
    read: Read,
    registry: &Registry,
    pages: &mut Pages,
    summary: &mut Summary,
) -> Result<String> {
    let Read::Article(read) = read else {
        summary.known += 1;
        return Ok(String::new());
    };
    let (capture, found) = *read;
    let document = &found.document;
    // It may have come since, or twice in one go.
    if store.has_document(&document.sha256)? {
        summary.known += 1;
        return Ok(String::new());
    }
    let page = document.url.as_deref().and_then(page_of);
    // A document that the database has, if only by its claims, is no later version.
    if let Some(known) = page.as_ref().and_then(|page| pages.get(page)).copied()
        && store.versions(&document.sha256)?.is_empty()
    {
        return later(store, document, &capture, registry, &known, summary);
    }
    let added = store.deposit(&found.deposit(Some(&capture)))?;
    match added.new_document {
        true => summary.new += 1,
        false => summary.known += 1,
    }
    if !found.reading.read {
        summary.unread(found.document.language.clone());
    }
    summary.claims.add_all(&added.new_claims);
    pages.extend(page.map(|page| (page, found.document.sha256)));
    Ok(found.document.name)
}

/// Stores an article as the next version of a page and counts it; answers with its name.
fn later(
    store: &mut Store,
    document: &Document,
    capture: &Capture,
    registry: &Registry,
    page: &Digest,
    summary: &mut Summary,
) -> Result<String> {
    let recapture = versions::recapture(store, registry, document, capture, page)?;
    summary.new += 1;
    summary.versions += 1;
    recapture.sought.iter().for_each(|row| summary.outcomes.add(row.standing.outcome()));
    summary.later_claims += recapture.new_claims.total();
    summary.claims.add_all(&recapture.new_claims);
    if !recapture.read {
        summary.unread(recapture.document.language);
    }
    Ok(recapture.document.name)
}

impl Summary {
    /// Counts a document in a language that is not read.
    fn unread(&mut self, language: Option<String>) {
        *self.unread.entry(language.unwrap_or_default()).or_default() += 1;
    }

    fn write(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let total = self.new + self.known + self.failed;
        let total = count(total, "document");
        let (new, known, failed) = (self.new, self.known, self.failed);
        writeln!(out, "{total}: {new} new, {known} known, {failed} failed")?;
        writeln!(out, "{}", tally(&self.claims))?;
        if self.versions > 0 {
            let sought = versions::summary(&self.outcomes, self.later_claims);
            writeln!(out, "{} of known pages: {sought}", count(self.versions, "later version"))?;
        }
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
