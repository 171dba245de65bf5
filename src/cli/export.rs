//! `dixit export`: the sourced claim table for a report, or claim files.

use super::{
    Outcome,
    error::{CliError, Result, plain},
    filter_args::{FilterArgs, OrderArgs},
    format::ExportFormat,
    session::Session,
    word::Words,
};
use crate::{
    model::{
        Claim, ClaimRow, Digest, Document, Filter, Grade, Scale, Terms, Vocabulary, claim_file::ClaimFile,
    },
    report::{self, Format, Reviewed, count},
    store::{Mode, Store},
};
use clap::Args;
use std::{
    collections::{HashMap, HashSet},
    fs,
    io::{self, BufWriter, Write},
    ops::ControlFlow,
    path::{Path, PathBuf},
};

const EXAMPLES: &str = "\
Examples:
  dixit export > claims.md                                     for a report, with source notes
  dixit export --format html --speaker putin --out putin.html
  dixit export --format toml --out claims/                     claim files and registry, for `dixit import`";

/// The arguments of `dixit export`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ExportArgs {
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    order: OrderArgs,
    /// What to write; toml is one claim file a document
    #[arg(long, default_value = "md", value_parser = Words::<ExportFormat>::all())]
    format: ExportFormat,
    /// Where to: a file, or for toml a folder [default: standard output]
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Write over files that are there
    #[arg(long, requires = "out")]
    force: bool,
}

/// Runs the command.
pub fn run(args: &ExportArgs, session: &Session) -> Result<Outcome> {
    let store = session.open(Mode::Read)?;
    let limit = args.order.limit.filter(|&limit| limit > 0);
    let filter = Filter { sort: args.order.sort, limit, ..args.filter.filter() };
    let mut rows = Vec::new();
    let mut each = |row| {
        rows.push(row);
        ControlFlow::Continue(())
    };
    match args.format {
        ExportFormat::Table(format) if format.is_for_programs() => {
            store.claims_in_context(&filter, &mut each)?;
        }
        _ => store.claims(&filter, &mut each)?,
    }
    if rows.is_empty() {
        session.note("no claim matches");
    }
    warn_of_the_unpublishable(&rows, session);
    let reviewed: Reviewed = rows.iter().map(|row| row.status).collect();
    let log = store.checkpoint()?;
    match (args.format, &args.out) {
        (ExportFormat::Table(format), None) => {
            session.write(|out| report::sourced_table(out, &rows, Some(&log), format, session.style))?;
        }
        (ExportFormat::Table(format), Some(path)) => {
            let plain = report::Style { colour: false, width: None };
            write_file(path, args.force, |out| report::sourced_table(out, &rows, Some(&log), format, plain))?;
        }
        (ExportFormat::Toml, None) => {
            let files = claim_files(rows);
            if files.len() > 1 {
                return Err(CliError::bad_input(format!(
                    "the claims are of {}, and a claim file holds those of one",
                    count(files.len() as u64, "document")
                ))
                .hint("name a folder for them with `--out DIR`, or one document with `--doc DOC`"));
            }
            session
                .write(|out| files.iter().try_for_each(|file| out.write_all(file_text(file).as_bytes())))?;
        }
        (ExportFormat::Toml, Some(folder)) => {
            let written = write_folder(&store, folder, &claim_files(rows), args.force)?;
            session.note(&format!("{} in `{}`", count(written, "file"), folder.display()));
        }
    }
    // The other formats say it themselves.
    if matches!(args.format, ExportFormat::Table(Format::Csv | Format::Tsv | Format::Jsonl)) {
        reviewed.line().iter().for_each(|line| session.note(line));
    }
    Ok(Outcome::Done)
}

/// Says how many of the claims a person has graded as off the record.
fn warn_of_the_unpublishable(rows: &[ClaimRow], session: &Session) {
    let off_the_record = |row: &&ClaimRow| {
        row.grades.on(Scale::Terms).and_then(Grade::word) == Some(Terms::OffTheRecord.as_str())
    };
    let n = rows.iter().filter(off_the_record).count() as u64;
    if n > 0 {
        let is = if n == 1 { "is" } else { "are" };
        session.note(&format!("{} {is} off the record and may not be published", count(n, "claim")));
    }
}

/// The claims document by document, in the order in which each comes first; a document's claims
/// in the order of its text.
fn claim_files(rows: Vec<ClaimRow>) -> Vec<(ClaimFile, Reviewed)> {
    let mut place: HashMap<Digest, usize> = HashMap::new();
    let mut documents: Vec<(Document, Vec<Claim>, Reviewed)> = Vec::new();
    for row in rows {
        let i = *place.entry(row.document.sha256).or_insert_with(|| {
            documents.push((row.document, Vec::new(), Reviewed::default()));
            documents.len() - 1
        });
        documents[i].1.push(row.claim);
        documents[i].2.add(row.status);
    }
    let file = |(document, mut claims, reviewed): (Document, Vec<Claim>, Reviewed)| {
        claims.sort_by_key(|claim| claim.content.first().map(|slice| slice.start));
        (ClaimFile::new(document, claims), reviewed)
    };
    documents.into_iter().map(file).collect()
}

/// A claim file, with a comment that says how many of its claims nobody has reviewed.
fn file_text((file, reviewed): &(ClaimFile, Reviewed)) -> String {
    let comment = reviewed.line().map(|line| format!("# {line}\n")).unwrap_or_default();
    comment + &file.to_toml()
}

/// Writes the claim files and the registry; answers with the number of files.
fn write_folder(store: &Store, folder: &Path, files: &[(ClaimFile, Reviewed)], force: bool) -> Result<u64> {
    fs::create_dir_all(folder).map_err(|e| unwritable(folder, &e))?;
    const REGISTRY: &str = "entities";
    let mut taken = HashSet::from([REGISTRY.to_owned()]);
    for file in files {
        let document = &file.0.document;
        let mut name = file_name(document);
        if !taken.insert(name.to_lowercase()) {
            name = format!("{name}-{:.12}", document.sha256.to_string());
        }
        let path = folder.join(name + ".toml");
        write_file(&path, force, |out| out.write_all(file_text(file).as_bytes()))?;
    }
    let registry = store.registry()?.to_toml();
    write_file(&folder.join(format!("{REGISTRY}.toml")), force, |out| out.write_all(registry.as_bytes()))?;
    Ok(files.len() as u64 + 1)
}

/// The document's name as a file's name on any system.
fn file_name(document: &Document) -> String {
    let safe = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ') { c } else { '_' };
    let name: String = document.name.chars().map(safe).take(80).collect();
    let name = name.trim_matches(['.', ' ']);
    if name.is_empty() { "document".to_owned() } else { name.to_owned() }
}

/// Writes a file whole or not at all: beside its place first, then moved there.
fn write_file(path: &Path, force: bool, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    if !force && path.exists() {
        return Err(CliError::bad_input(format!("`{}` is there already", path.display()))
            .hint("`--force` writes over it"));
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let written = fs::File::create(&beside).and_then(|file| {
        let mut out = BufWriter::new(file);
        write(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        fs::rename(&beside, path)
    });
    written.map_err(|e| {
        // What is half written is of no use; where it cannot be removed either, so be it.
        let _ = fs::remove_file(&beside);
        unwritable(path, &e)
    })
}

fn unwritable(path: &Path, error: &io::Error) -> CliError {
    CliError::failed(format!("cannot write `{}`: {}", path.display(), plain(error)))
}
