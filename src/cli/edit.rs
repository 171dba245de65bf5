//! `dixit edit`: what should have been read, in place of what was.

use super::{
    Outcome,
    claim_args::ClaimArgs,
    error::{CliError, Result},
    filter_args::OtherArgs,
    selection::Selection,
    session::Session,
    versions,
};
use crate::{
    model::{ClaimRow, Grades, Operation, Origin, Registry, Status, claim_id, content_hash},
    report::count,
    store::{Entry, Mode, Store},
};
use clap::Args;

const EXAMPLES: &str = "\
Examples:
  dixit edit 3fa9c2 --speaker 'Vladimir Poutine' --via KCNA
  dixit edit 3fa9c2 --content 'le désir de se rendre en Corée du Nord' --reason 'cut too early'
  dixit edit --who 'le porte-parole' --doc kcna-2024-01 --speaker 'Dmitri Peskov' --dry-run

The claim as it was stays in the database, superseded by the corrected one.";

/// The arguments of `dixit edit`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct EditArgs {
    /// Why, in your words
    #[arg(long, value_name = "WORDS")]
    reason: Option<String>,
    #[command(flatten)]
    selection: Selection<OtherArgs>,
    #[command(flatten)]
    says: ClaimArgs,
}

/// Runs the command.
pub fn run(args: &EditArgs, session: &Session) -> Result<Outcome> {
    if args.says.is_empty() {
        return Err(CliError::bad_input("nothing is to be changed")
            .hint("say what the claim should say, such as `--speaker NAME`"));
    }
    let store = session.open(Mode::Read)?;
    let old = args.selection.rows(&store)?;
    if let Some(option) = args.says.of_one_claim()
        && (args.selection.is_filtered() || old.len() > 1)
    {
        return Err(CliError::bad_input(format!(
            "`{option}` is given for {}",
            count(old.len() as u64, "claim")
        ))
        .hint("name one claim by its id: other claims have other words"));
    }
    let registry = store.registry()?;
    let (mut corrected, mut entries) = (Vec::new(), Vec::new());
    for row in &old {
        // What a filter chooses may be right already, or corrected before.
        let filtered = args.selection.is_filtered();
        if row.status == Status::Superseded && !filtered {
            return Err(CliError::bad_input(format!("claim {:.8} was superseded already", row.id))
                .hint(format!("`dixit show {:.8} --history` tells by which", row.id)));
        }
        let new = correction(args, row, &store, &registry)?;
        if filtered && (new.id == row.id || row.status == Status::Superseded) {
            continue;
        }
        entries.push(Entry {
            document: row.document.sha256,
            claim: new.claim.clone(),
            replaces: Some(row.id),
            reason: args.reason.clone(),
        });
        corrected.push(new);
    }
    if !args.selection.agreed(session, "correct", &corrected)? {
        return Ok(Outcome::Done);
    }
    let mut store = session.open_to_write()?;
    let ids = store.enter(Operation::Edit, &entries)?;
    versions::catch_up_with(&mut store, entries.iter().map(|entry| entry.document))?;
    let graded = old.iter().filter(|row| !row.grades.is_empty()).count() as u64;
    if graded > 0 {
        let (was, its) = if graded == 1 { ("was", "its") } else { ("were", "their") };
        session.note(&format!("{} {was} graded; what takes {its} place is not", count(graded, "claim")));
    }
    if args.selection.is_filtered() {
        session.note(&format!("correct: {}", count(ids.len() as u64, "claim")));
        return Ok(Outcome::Done);
    }
    session.write(|out| {
        old.iter().zip(&ids).try_for_each(|(row, id)| writeln!(out, "{:.8} is now {id:.8}", row.id))
    })?;
    Ok(Outcome::Done)
}

/// A claim as it should have been read.
fn correction(args: &EditArgs, row: &ClaimRow, store: &Store, registry: &Registry) -> Result<ClaimRow> {
    let capture = match args.says.of_one_claim() {
        Some(_) => store.capture(&row.document.sha256)?,
        None => None,
    };
    let claim = args.says.corrected(row, capture.as_ref().map(|c| c.text.as_str()), registry)?;
    Ok(ClaimRow {
        id: claim_id(&row.document.sha256, &claim),
        content_hash: content_hash(&claim),
        strength: claim.judgement().strength,
        claim,
        document: row.document.clone(),
        origin: Origin::Curated,
        program: None,
        status: Status::Corrected,
        grades: Grades::default(),
        context: Vec::new(),
    })
}
