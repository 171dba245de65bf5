//! `dixit extract`: the claims of articles, without a database.

use super::{
    Outcome,
    article::{Article, Told},
    document_args::DocumentArgs,
    error::Result,
    format::ExtractFormat,
    found::learn,
    input::{ARTICLE_ENDINGS, Input, inputs},
    parallel::in_order,
    printable::printable,
    session::Session,
    word::Words,
};
use crate::{
    extract::{self, Options, Reading},
    model::{
        Claim, ClaimRow, CodePoints, Document, Grades, Origin, Record, Registry, Span, Status, claim_id,
        content_hash,
    },
    report::{self, Format},
};
use clap::Args;
use std::{
    cell::Cell,
    io::{self, Write},
    path::PathBuf,
};

const EXAMPLES: &str = "\
Examples:
  dixit extract article.txt                              the text with its claims marked
  dixit extract --format jsonl articles/*.txt > claims.jsonl
  dixit extract --explain article.txt                    which rule found what, and why not";

/// The arguments of `dixit extract`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ExtractArgs {
    /// Text files in any encoding, folders of them (*.txt, *.text, *.md), `-` for standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// What to write; jsonl is one record a claim
    #[arg(long, default_value = "text", value_parser = Words::<ExtractFormat>::all())]
    format: ExtractFormat,
    /// Write instead every step of the reading: which rule found what, why a candidate was dropped
    #[arg(long, conflicts_with = "format")]
    explain: bool,
    /// Make one claim of a quotation and what follows its cue (« A », dit X. « B »), as attribution
    /// corpora do; without it they are two
    #[arg(long)]
    join: bool,
    #[command(flatten)]
    documents: DocumentArgs,
}

type Read = (Article, Reading);

/// Runs the command.
pub fn run(args: &ExtractArgs, session: &Session) -> Result<Outcome> {
    let inputs = inputs(&args.paths, ARTICLE_ENDINGS);
    let told = args.documents.told(inputs.len())?;
    let registry = args.documents.with_registry(Registry::builtin())?;
    let options = Options { explain: args.explain };
    let failed = Cell::new(false);
    in_order(
        &inputs,
        |input| match input {
            Ok(input) => read(input, &told, &registry, options, args.join),
            Err(error) => Err(error.clone()),
        },
        |results| {
            let mut readings = results.filter_map(|result: Result<Read>| {
                result
                    .inspect_err(|error| {
                        session.complain(error);
                        failed.set(true);
                    })
                    .ok()
                    .inspect(|(article, reading)| note_unread(session, article, reading))
            });
            session.write(|out| match args.format {
                _ if args.explain => {
                    readings.try_for_each(|(article, reading)| explain(out, &article, &reading))
                }
                ExtractFormat::Text => readings.try_for_each(|(article, reading)| {
                    let text = &article.capture.text;
                    report::marked(out, &article.document, text, &reading.claims, session.style)
                }),
                ExtractFormat::List(Format::Jsonl) => {
                    readings.try_for_each(|(article, reading)| records(out, &article, &reading))
                }
                ExtractFormat::List(format) => {
                    report::claims(out, &mut readings.flat_map(rows), format, session.style)
                }
            })
        },
    )?;
    Ok(if failed.get() { Outcome::Faults } else { Outcome::Done })
}

fn read(input: &Input, told: &Told, registry: &Registry, options: Options, join: bool) -> Result<Read> {
    let mut article = Article::new(input, input.read()?, told)?;
    let mut reading = extract::read(&article.capture.text, &article.document, registry, options);
    if join {
        reading.claims = extract::join_continued(reading.claims);
    }
    learn(&mut article.document, &reading);
    Ok((article, reading))
}

fn note_unread(session: &Session, article: &Article, reading: &Reading) {
    if !reading.read {
        let name = printable(&article.document.name);
        session.note(&match &article.document.language {
            Some(code) => {
                format!("note: `{name}` is in a language that is not read yet ({})", printable(code))
            }
            None => format!("note: the language of `{name}` could not be told, so it was not read"),
        });
    }
}

fn records(out: &mut dyn Write, article: &Article, reading: &Reading) -> io::Result<()> {
    for claim in &reading.claims {
        serde_json::to_writer(&mut *out, &Record::new(&article.document, claim))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn rows((article, reading): Read) -> Vec<ClaimRow> {
    let text = CodePoints::new(&article.capture.text);
    let claims = reading.claims.into_iter();
    claims.map(|claim| row(article.document.clone(), claim).in_context(&text)).collect()
}

fn row(document: Document, claim: Claim) -> ClaimRow {
    ClaimRow {
        id: claim_id(&document.sha256, &claim),
        content_hash: content_hash(&claim),
        strength: claim.judgement().strength,
        claim,
        document,
        origin: Origin::Found,
        program: Some(env!("CARGO_PKG_VERSION").to_owned()),
        status: Status::Found,
        grades: Grades::default(),
        context: Vec::new(),
    }
}

/// One line a step: the rule, what became of the candidate, its words, why.
fn explain(out: &mut dyn Write, article: &Article, reading: &Reading) -> io::Result<()> {
    writeln!(out, "{}", printable(&article.document.name))?;
    let points = CodePoints::new(&article.capture.text);
    for step in &reading.trace {
        let words = points.slice(Span { start: step.start, end: step.end }).unwrap_or_default();
        writeln!(
            out,
            "  {:7} {:24} {:>6}-{:<6} {}  «{}»",
            if step.kept { "kept" } else { "dropped" },
            step.rule,
            step.start,
            step.end,
            printable(&step.why),
            printable(&shortened(words))
        )?;
    }
    Ok(())
}

/// At most 60 characters, on one line.
fn shortened(words: &str) -> String {
    let mut line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((cut, _)) = line.char_indices().nth(60) {
        line.truncate(cut);
        line.push('…');
    }
    line
}
