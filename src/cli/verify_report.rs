//! `dixit verify REPORT`: what a sceptical editor runs on a report.

use super::{
    Outcome,
    error::{CliError, Result},
    input::Input,
    printable::printable,
    session::Session,
    sources::Sources,
};
use crate::{
    model::{ClaimRow, CodePoints, Context, Digest, Vocabulary},
    report::{self, Format, Style, Written, WrittenRow, count},
    store::{Mode, Store, StoreError},
};
use std::{collections::HashMap, path::Path};

/// What is wrong with a report: in which row, and what.
pub type Faults = Vec<(String, String)>;

/// Checks a report against the originals in a folder where one is given, else against the base.
pub fn run(path: &Path, sources: Option<&Path>, session: &Session) -> Result<Outcome> {
    let input = Input::File(path.to_owned());
    let text = input.read_utf_8()?;
    let format = format_of(path, &input)?;
    let read = |text: &str| report::read(text, format).map_err(|why| input.unreadable(&why));
    let written = read(&text)?;
    let (faults, by) = match sources {
        Some(folder) => (by_sources(&written, format, &Sources::read(folder)?), "the original files"),
        None => {
            let store = session.open(Mode::Read)?;
            (by_base(&written, format, &store, read)?, "the database")
        }
    };
    session.write(|out| {
        for (subject, what) in &faults {
            writeln!(out, "fault: {}: {}", printable(subject), printable(what))?;
        }
        let found = match faults.len() {
            0 => "no fault".to_owned(),
            n => count(n as u64, "fault"),
        };
        writeln!(out, "{found} in {}, compared with {by}", count(written.rows.len() as u64, "row"))
    })?;
    Ok(if faults.is_empty() { Outcome::Done } else { Outcome::Faults })
}

fn format_of(path: &Path, input: &Input) -> Result<Format> {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let ending = if ending == "htm" { "html" } else { &ending };
    Format::parse(ending).map_err(|_| {
        input
            .unreadable("its name does not end like that of a report")
            .hint("reports end in .csv, .tsv, .json, .jsonl, .md or .html, as they were exported")
    })
}

fn subject(number: usize, row: &WrittenRow) -> String {
    format!("row {number} (claim {:.12})", row.id)
}

/// Writes the report again from the base and compares field by field.
fn by_base(
    written: &Written,
    format: Format,
    store: &Store,
    read: impl Fn(&str) -> Result<Written>,
) -> Result<Faults> {
    let mut faults = Faults::new();
    let mut claims: Vec<ClaimRow> = Vec::new();
    for (number, row) in (1..).zip(&written.rows) {
        match store.claim(&row.id) {
            Ok(claim) => claims.push(claim),
            Err(StoreError::NoSuchClaim { .. } | StoreError::AmbiguousClaim { .. }) => {
                faults.push((subject(number, row), "the database has no such claim".to_owned()));
            }
            Err(error) => return Err(error.into()),
        }
    }
    if format.is_for_programs() {
        claims = store.in_context(claims)?;
    }
    let again = read(&rendered(&claims, written, format)?)?;
    let expected: HashMap<&str, &WrittenRow> = again.rows.iter().map(|row| (row.id.as_str(), row)).collect();
    for (number, row) in (1..).zip(&written.rows) {
        let Some(expected) = expected.get(row.id.as_str()) else {
            if faults.iter().all(|(subject, _)| *subject != self::subject(number, row)) {
                faults.push((subject(number, row), "its id is cut otherwise than dixit cuts it".to_owned()));
            }
            continue;
        };
        for (name, value) in &row.fields {
            if expected.fields.get(name) != Some(value) {
                let what = if name == "row" { "it is" } else { &format!("its `{name}` is") };
                faults.push((subject(number, row), format!("{what} not as the database has it")));
            }
        }
    }
    let strange = written.notes.iter().filter(|note| !again.notes.contains(note));
    faults.extend(
        strange
            .map(|note| ("source notes".to_owned(), format!("not as the database has it: {}", note.trim()))),
    );
    Ok(faults)
}

/// The same claims in the same form: a sourced table, or a plain list.
fn rendered(claims: &[ClaimRow], written: &Written, format: Format) -> Result<String> {
    let style = Style { colour: false, width: None };
    let is_list =
        written.rows.first().is_some_and(|row| row.fields.len() > 1 && !row.fields.contains_key("number"));
    let mut out = Vec::new();
    match is_list {
        true => report::claims(&mut out, &mut claims.iter().cloned(), format, style),
        false => report::sourced_table(&mut out, claims, None, format, style),
    }
    .map_err(|e| CliError::output(&e))?;
    Ok(String::from_utf8_lossy(&out).into_owned())
}

/// Looks for every row's words in the original that the row cites, and hashes what can be hashed.
pub fn by_sources(written: &Written, format: Format, sources: &Sources) -> Faults {
    let mut faults = Faults::new();
    let mut texts: HashMap<Digest, Option<String>> = HashMap::new();
    for (number, row) in (1..).zip(&written.rows) {
        let mut fault = |what: String| faults.push((subject(number, row), what));
        let evidence = match written.evidence(row, format) {
            Ok(evidence) => evidence,
            Err(why) => {
                fault(why);
                continue;
            }
        };
        evidence.faults.iter().cloned().for_each(&mut fault);
        let document = evidence.document;
        let text = texts.entry(document).or_insert_with(|| sources.text(&document));
        let Some(text) = text else {
            fault(format!("no file there has the SHA-256 of its source, {document}"));
            continue;
        };
        let points = CodePoints::new(text);
        for slice in &evidence.slices {
            if points.slice(slice.span()) != Some(slice.text.as_str()) {
                fault(format!("the words at {} to {} of the original are others", slice.start, slice.end));
            }
        }
        let context: Vec<Context> = evidence.slices.iter().map(|s| Context::new(s, &points)).collect();
        if evidence.around.is_some_and(|told| told != report::around(&context)) {
            fault("what stands around its words in the original is other".to_owned());
        }
        if evidence.slices.is_empty() {
            // A report for people sets the words as their language does: typography aside.
            let original = report::bare(text);
            for words in &evidence.words {
                if !original.contains(&report::bare(words)) {
                    fault(format!("these words do not stand in the original: {words}"));
                }
            }
        }
    }
    faults
}
