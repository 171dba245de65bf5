//! `dixit recapture`: a later version of a page, beside the earlier ones.

use super::{
    Outcome,
    article::Article,
    document_args::DocumentArgs,
    error::Result,
    input::{ARTICLE_ENDINGS, Input, inputs},
    session::Session,
    versions,
    word::Words,
};
use crate::{
    model::{Digest, Document, SoughtRow},
    report::{self, Format, LIST_FORMATS, count},
    store::Mode,
};
use clap::Args;
use std::{collections::HashSet, path::PathBuf};

const EXAMPLES: &str = "\
Examples:
  dixit recapture port port-today.txt       what became of the claims in the article `port`
  pdftotext report.pdf - | dixit recapture 3fa9c2d1 -    the document by the beginning of its hash
  dixit docs --changed                      every edit that touched a claim

  exact      the same words at the same position
  moved      the same words elsewhere
  changed    edited: what was taken out is shown as [-this-], what was put in as {+this+}
  ambiguous  the words stand there, but nobody can tell whether it is they
  gone       not found

The claims stay as they are, in the version that they were read from; where their words stand in the
new one is kept beside them. What only the new version says is stored as found there. `dixit ingest`
does the same with a page whose address it knows.";

/// The arguments of `dixit recapture`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct RecaptureArgs {
    /// A document, by its name or the beginning of its hash; of several versions always the newest
    #[arg(value_name = "DOC")]
    doc: String,
    /// The page as it is now: a text file in any encoding, `-` for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What to write: table and md have what is not exact, the others every claim
    #[arg(long, default_value = "table", value_parser = Words::only(LIST_FORMATS))]
    format: Format,
    #[command(flatten)]
    documents: DocumentArgs,
}

/// Runs the command.
pub fn run(args: &RecaptureArgs, session: &Session) -> Result<Outcome> {
    if args.file.is_dir() {
        return Err(Input::File(args.file.clone())
            .unreadable("it is a folder")
            .hint("a page is captured from one file; `dixit ingest` takes folders"));
    }
    let input =
        inputs(std::slice::from_ref(&args.file), ARTICLE_ENDINGS).pop().unwrap_or(Ok(Input::Stdin))?;
    let told = args.documents.told(1)?;
    let chain = versions::page(&session.open(Mode::Read)?, &args.doc)?;
    let bytes = input.read()?;
    let mut store = session.open_to_write()?;
    if let Some(known) = known(&chain, &Digest::of(&bytes)) {
        let since = versions::catch_up(&mut store, &chain)?;
        write(&since, args.format, session)?;
        session.note(&known);
        if !store.has_document(&Digest::of(&bytes))? {
            session.note("its text is not in the database yet: `dixit ingest` brings it in");
        }
        if !since.is_empty() {
            let claims: HashSet<Digest> = since.iter().map(|row| row.claim.id).collect();
            let claims = count(claims.len() as u64, "claim");
            session.note(&format!("sought too: {claims} that came in since"));
        }
        return Ok(Outcome::Done);
    }
    let Some(newest) = chain.last() else { return Ok(Outcome::Done) };
    let registry = args.documents.with_registry(store.registry()?)?;
    let Article { document, capture } = Article::new(&input, bytes, &told)?;
    let recapture = versions::recapture(&mut store, &registry, &document, &capture, &newest.sha256)?;
    write(&recapture.sought, args.format, session)?;
    let summary = recapture.summary();
    match args.format {
        _ if session.quiet => {}
        Format::Table => session.write(|out| writeln!(out, "{summary}"))?,
        _ => session.note(&summary),
    }
    if !recapture.read {
        session.note("its language is not read yet: it is stored without claims of its own");
    }
    Ok(Outcome::Done)
}

fn write(rows: &[SoughtRow], format: Format, session: &Session) -> Result<()> {
    session.write(|out| report::sought(out, rows, format, session.style))
}

/// What is said of bytes that a page has had before.
fn known(chain: &[Document], sha256: &Digest) -> Option<String> {
    let number = chain.iter().position(|version| version.sha256 == *sha256)?;
    let version = chain.get(number)?;
    let captured = version.captured.map(|time| time.format(", captured on %Y-%m-%d").to_string());
    let (name, captured) = (&version.name, captured.unwrap_or_default());
    Some(if number + 1 == chain.len() {
        format!("the same bytes as `{name}`{captured}: nothing has changed")
    } else {
        format!("the same bytes as an earlier version, `{name}`{captured}: nothing is stored twice")
    })
}
