//! `dixit import`: claim files and registries into the base.

use super::{
    Outcome,
    article::{Article, Told},
    error::{CliError, Kind, Result},
    input::{Input, inputs},
    session::Session,
    sources::Sources,
    tally::tally,
};
use crate::{
    model::{Capture, Origin, Registry, StrengthCounts, claim_file::ClaimFile},
    report::{count, number},
    store::{Deposit, Store, StoreError},
};
use clap::Args;
use std::{fmt::Display, path::PathBuf};

const EXAMPLES: &str = "\
Examples:
  dixit import claims/                            a folder: its registries first, then its claim files
  dixit import claims/ --sources articles/        with the texts that the claims were read in
  dixit import my-entities.toml                   people and outlets of your own";

/// The arguments of `dixit import`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ImportArgs {
    /// Claim files, registries, folders of them (*.toml), `-` for standard input
    #[arg(value_name = "FILE", required = true)]
    paths: Vec<PathBuf>,
    /// A folder with the original files: stored beside the claims, and checked
    #[arg(long, value_name = "DIR")]
    sources: Option<PathBuf>,
}

/// What the work came to.
#[derive(Debug, Default)]
struct Summary {
    entities: u64,
    new: u64,
    known: u64,
    failed: u64,
    claims: StrengthCounts,
}

/// Runs the command.
pub fn run(args: &ImportArgs, session: &Session) -> Result<Outcome> {
    let sources = args.sources.as_deref().map(Sources::read).transpose()?.unwrap_or_default();
    let mut store = session.open_to_write()?;
    let mut summary = Summary::default();
    let mut claim_files = Vec::new();
    let mut registries = Vec::new();
    for input in inputs(&args.paths, &["toml"]) {
        match input.and_then(|input| Ok((input.read_utf_8()?, input))) {
            Ok((toml, input)) if is_registry(&toml) => registries.push((input, toml)),
            Ok((toml, input)) => claim_files.push((input, toml)),
            Err(error) => {
                summary.failed += 1;
                session.complain(&error);
            }
        }
    }
    for (input, toml) in &registries {
        match add_entities(&mut store, input, toml) {
            Ok(added) => summary.entities += added,
            Err(error) => {
                summary.failed += 1;
                session.complain(&error);
            }
        }
    }
    for (input, toml) in &claim_files {
        if let Err(error) = add_claims(&mut store, &sources, input, toml, &mut summary) {
            summary.failed += 1;
            session.complain(&error);
        }
    }
    if !session.quiet {
        session.write(|out| summary.write(out))?;
    }
    Ok(if summary.failed > 0 { Outcome::Faults } else { Outcome::Done })
}

/// A registry is told by its contents, not by its name. What is not TOML at all is taken for a
/// claim file, whose reader then says what is wrong and where.
fn is_registry(toml: &str) -> bool {
    toml::from_str::<toml::Table>(toml).is_ok_and(|table| table.contains_key("entity"))
}

/// Adds a registry's entities to those of the database; answers with their number.
fn add_entities(store: &mut Store, input: &Input, toml: &str) -> Result<u64> {
    let wrong = |why: &dyn Display| CliError::bad_input(format!("cannot import {}: {why}", input.shown()));
    let added = Registry::entities_of(toml).map_err(|e| wrong(&e))?;
    store.add_entities(&added, &format!("entities of {}", input.name())).map_err(|error| match error {
        StoreError::Ruling(why) => wrong(&why),
        error => error.into(),
    })?;
    Ok(added.len() as u64)
}

fn add_claims(
    store: &mut Store,
    sources: &Sources,
    input: &Input,
    toml: &str,
    summary: &mut Summary,
) -> Result<()> {
    let wrong = |e: crate::model::claim_file::ClaimFileError| {
        let lines = e.faults.iter().map(|fault| format!("cannot import {}: {fault}", input.shown()));
        CliError::several(Kind::BadInput, lines)
    };
    let file = ClaimFile::parse(toml).map_err(wrong)?;
    let document = &file.document;
    let stored = store.capture(&document.sha256)?;
    let brought = match stored {
        Some(_) => None,
        None => brought_along(sources, &file)?,
    };
    if let Some(capture) = stored.as_ref().or(brought.as_ref()) {
        file.check_against(&capture.text).map_err(wrong)?;
    }
    let added = store.deposit(&Deposit {
        document,
        capture: brought.as_ref(),
        read: true,
        claims: &file.claims,
        origin: Origin::Curated,
        program: None,
    })?;
    match added.new_document {
        true => summary.new += 1,
        false => summary.known += 1,
    }
    summary.claims.add_all(&added.new_claims);
    Ok(())
}

/// The document's bytes and text from the folder of sources, where it has them.
fn brought_along(sources: &Sources, file: &ClaimFile) -> Result<Option<Capture>> {
    let Some((input, bytes)) = sources.original(&file.document) else { return Ok(None) };
    let article = Article::new(&input, bytes, &Told::default())?;
    Ok(Some(article.capture))
}

impl Summary {
    fn write(&self, out: &mut dyn std::io::Write) -> std::io::Result<()> {
        if self.entities > 0 {
            let entities = if self.entities == 1 { "entity" } else { "entities" };
            writeln!(out, "{} {entities} in the registry", number(self.entities))?;
        }
        let total = self.new + self.known;
        if total > 0 || self.entities == 0 {
            let documents = count(total, "document");
            writeln!(out, "{documents}: {} new, {} known", self.new, self.known)?;
            writeln!(out, "{}", tally(&self.claims))?;
        }
        if self.failed > 0 {
            writeln!(out, "{} failed", count(self.failed, "file"))?;
        }
        Ok(())
    }
}
