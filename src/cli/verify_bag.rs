//! `dixit verify DIR`: a bundle, by itself.

use super::{
    Outcome, bag,
    error::Result,
    input::Input,
    printable::printable,
    session::Session,
    sources::Sources,
    verify_report::{Faults, by_sources},
};
use crate::{
    model::{Anchor, Checkpoint, CodePoints, Digest, LogEntry, MerkleTree},
    report::{self, Format, count},
};
use std::{collections::HashSet, path::Path};

/// Checks every file by the manifests, every claim by its original and by the later versions of it,
/// the log by its checkpoint, and that
/// the log has every claim.
pub fn run(folder: &Path, session: &Session) -> Result<Outcome> {
    let mut faults = bag::check(folder)?;
    let file = |name: &str| Input::File(folder.join("data").join(name));
    let claims = file("claims.jsonl");
    let written =
        report::read(&claims.read_utf_8()?, Format::Jsonl).map_err(|why| claims.unreadable(&why))?;
    let originals = folder.join("data/sources");
    let sources = if originals.is_dir() { Sources::read(&originals)? } else { Sources::default() };
    faults.extend(by_sources(&written, Format::Jsonl, &sources));
    let checkpoint = file("checkpoint.txt");
    let promised =
        Checkpoint::parse(&checkpoint.read_utf_8()?).map_err(|e| checkpoint.unreadable(&e.to_string()))?;
    let logged = check_log(&file("log.jsonl").read_utf_8()?, &promised, &mut faults);
    faults.extend(anchors_by_sources(&logged.anchors, &sources));
    for row in written.rows.iter().filter(|row| !logged.claims.contains(&row.id)) {
        faults.push((format!("claim {:.12}", row.id), "the log does not have it".to_owned()));
    }
    session.write(|out| {
        for (subject, what) in &faults {
            writeln!(out, "fault: {}: {}", printable(subject), printable(what))?;
        }
        let found = match faults.len() {
            0 => "no fault".to_owned(),
            n => count(n as u64, "fault"),
        };
        writeln!(out, "{found} in a bundle of {}", count(written.rows.len() as u64, "claim"))
    })?;
    Ok(if faults.is_empty() { Outcome::Done } else { Outcome::Faults })
}

/// What the log of a bundle has.
#[derive(Default)]
struct Logged {
    /// The ids of claims.
    claims: HashSet<String>,
    /// What became of them in later versions of their pages.
    anchors: Vec<Anchor>,
}

/// Looks for the words of claims in the later versions that the bundle has.
fn anchors_by_sources(anchors: &[Anchor], sources: &Sources) -> Faults {
    let mut faults = Faults::new();
    for alike in anchors.chunk_by(|a, b| a.document == b.document) {
        let Some(text) = alike.first().and_then(|anchor| sources.text(&anchor.document)) else { continue };
        let text = CodePoints::new(&text);
        for anchor in alike {
            for at in anchor.spans.iter().filter_map(|span| span.at.as_ref()) {
                if text.slice(at.span()) != Some(at.text.as_str()) {
                    let what =
                        format!("the words at {} to {} of a later version are others", at.start, at.end);
                    faults.push((format!("claim {:.12}", anchor.claim), what));
                }
            }
        }
    }
    faults
}

/// Hashes the log again; answers with what it has.
fn check_log(log: &str, promised: &Checkpoint, faults: &mut Faults) -> Logged {
    let mut tree = MerkleTree::default();
    let mut logged = Logged::default();
    let mut previous = Digest([0; 32]);
    let mut origin = None;
    for (number, line) in (1..).zip(log.lines()) {
        let mut fault = |what: String| faults.push((format!("log entry {number}"), what));
        let entry = match LogEntry::read(line) {
            Ok(entry) => entry,
            Err(error) => {
                fault(format!("it cannot be read: {error}"));
                continue;
            }
        };
        if entry.leaf() != entry.hash || entry.previous != previous || entry.seq != number {
            fault("it is not what it was".to_owned());
        }
        previous = entry.hash;
        tree.push(entry.leaf());
        origin.get_or_insert_with(|| Checkpoint::origin_of(&entry.hash));
        if let Ok(change) = entry.change() {
            logged.claims.extend(change.claims.iter().map(|claim| claim.id.to_string()));
            logged.anchors.extend(change.anchors);
        }
    }
    let found = Checkpoint { origin: origin.unwrap_or_default(), size: tree.size(), root: tree.root() };
    if found != *promised {
        faults.push(("log".to_owned(), "it is not the one of the checkpoint".to_owned()));
    }
    logged
}
