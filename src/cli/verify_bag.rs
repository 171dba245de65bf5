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
    model::{Checkpoint, Digest, LogEntry, MerkleTree},
    report::{self, Format, count},
};
use std::{collections::HashSet, path::Path};

/// Checks every file by the manifests, every claim by its original, the log by its checkpoint, and that
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
    for row in written.rows.iter().filter(|row| !logged.contains(&row.id)) {
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

/// Hashes the log again; answers with the ids of the claims that it has.
fn check_log(log: &str, promised: &Checkpoint, faults: &mut Faults) -> HashSet<String> {
    let mut tree = MerkleTree::default();
    let mut claims = HashSet::new();
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
        claims.extend(entry.change().into_iter().flat_map(|c| c.claims).map(|claim| claim.id.to_string()));
    }
    let found = Checkpoint { origin: origin.unwrap_or_default(), size: tree.size(), root: tree.root() };
    if found != *promised {
        faults.push(("log".to_owned(), "it is not the one of the checkpoint".to_owned()));
    }
    claims
}
