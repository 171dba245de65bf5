//! Checks the log itself, and everything that is stored against what it says.

use super::{
    claims::excerpt, distinctions, documents, error::Trouble, grades, log, replay::Replay, seal, versions,
};
use crate::model::{Digest, Review, Status, Vocabulary};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Goes through the log and compares the tables with it; `fault` takes a subject and what is wrong.
/// Answers with the number of entries.
pub(super) fn verify(connection: &Connection, fault: &mut dyn FnMut(String, String)) -> Result<u64, Trouble> {
    let mut replay = Replay::default();
    let mut entries = 0;
    let mut previous = Digest([0; 32]);
    log::each(connection, |seq, entry, whole| {
        entries = seq;
        let entry = match entry {
            Ok(entry) => entry,
            Err(trouble) => {
                fault(format!("log entry {seq}"), trouble.words());
                return Ok(());
            }
        };
        let mut wrong = replay.add(&entry)?;
        if entry.leaf() != entry.hash {
            wrong.push("its hash is not the hash of what it says".to_owned());
        }
        if !whole {
            wrong.push("its packed bytes are not what was stored".to_owned());
        }
        if entry.previous != previous {
            wrong.push("it does not follow the entry before it".to_owned());
        }
        previous = entry.hash;
        wrong.into_iter().for_each(|what| fault(format!("log entry {}", entry.seq), what));
        Ok(())
    })?;
    compare(connection, &replay, fault)?;
    Ok(entries)
}

fn compare(
    connection: &Connection,
    replay: &Replay,
    fault: &mut dyn FnMut(String, String),
) -> Result<(), Trouble> {
    documents_with(connection, replay, fault)?;
    claims_with(connection, replay, fault)?;
    judgements_with(connection, replay, fault)?;
    notes_with(connection, replay, fault)?;
    grades_with(connection, replay, fault)?;
    versions_with(connection, replay, fault)?;

    let stored = distinctions::all(connection)?;
    let pairs_of_names: BTreeSet<_> = stored.keys().chain(replay.distinctions.keys()).collect();
    for names in pairs_of_names {
        if stored.get(names) != replay.distinctions.get(names) {
            let [one, other] = names;
            fault("registry".to_owned(), format!("that `{one}` is not `{other}` is not as the log has it"));
        }
    }
    let names: BTreeSet<String> = connection
        .prepare("SELECT text FROM name")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for name in names.symmetric_difference(&replay.names) {
        fault(format!("name `{}`", excerpt(name)), "it is not as the log has it".to_owned());
    }
    let tags: BTreeSet<(String, Digest)> =
        pairs(connection, "SELECT tag, claim.hash FROM claim_tag JOIN claim ON claim.id = claim_tag.claim")?;
    for (tag, claim) in tags.symmetric_difference(&replay.tags) {
        fault(format!("claim {claim:.12}"), format!("the tag `{tag}` is not as the log has it"));
    }
    let mut statement = connection.prepare("SELECT subject, entry FROM log_subject")?;
    let subjects: BTreeSet<(Digest, i64)> =
        statement.query_map([], |row| Ok((Digest(row.get(0)?), row.get(1)?)))?.collect::<Result<_, _>>()?;
    for (_, entry) in subjects.symmetric_difference(&replay.subjects) {
        fault(format!("log entry {entry}"), "the index of what it is about does not fit it".to_owned());
    }
    let registry: [u8; 32] =
        connection.query_row("SELECT value FROM meta WHERE key = 'registry'", [], |row| row.get(0))?;
    if seal::registry(&replay.registry)? != Digest(registry) {
        fault("registry".to_owned(), "it is not as the log has it".to_owned());
    }
    Ok(())
}

fn documents_with(
    connection: &Connection,
    replay: &Replay,
    fault: &mut dyn FnMut(String, String),
) -> Result<(), Trouble> {
    let mut stored = HashMap::new();
    let mut statement = connection.prepare("SELECT id, sha256, seal FROM document")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        stored.insert(Digest(row.get(1)?), (row.get::<_, i64>(0)?, Digest(row.get(2)?)));
    }
    for (document, (id, seal)) in &stored {
        let subject = || format!("document {document:.12}");
        match replay.documents.get(document) {
            Some(logged) if logged.seal == *seal && logged.id == *id => {}
            Some(logged) if logged.seal == *seal => {
                fault(subject(), format!("it has number {id}, and {} in the log", logged.id));
            }
            _ => fault(subject(), "what is known of it is not as the log has it".to_owned()),
        }
        // A capture that cannot be unpacked is a fault that was named already.
        let Ok(capture) = documents::capture(connection, *id) else { continue };
        let stored =
            capture.map(|sealed| (sealed.capture.encoding, Digest::of(sealed.capture.text.as_bytes())));
        let logged = replay.captures.get(document).map(|c| (c.encoding.clone(), c.text_sha256));
        if stored != logged {
            fault(subject(), "its capture is not as the log has it".to_owned());
        }
    }
    for document in replay.documents.keys().filter(|document| !stored.contains_key(*document)) {
        fault(format!("document {document:.12}"), "the log has it, the base does not".to_owned());
    }
    Ok(())
}

fn claims_with(
    connection: &Connection,
    replay: &Replay,
    fault: &mut dyn FnMut(String, String),
) -> Result<(), Trouble> {
    let mut seen = 0;
    let mut statement = connection.prepare(
        "SELECT claim.hash, claim.seal, document.sha256, claim.status
           FROM claim LEFT JOIN document ON document.id = claim.document",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id = Digest(row.get(0)?);
        let subject = || format!("claim {id:.12}");
        let Some(logged) = replay.claims.get(&id) else {
            fault(subject(), "the log does not have it".to_owned());
            continue;
        };
        seen += 1;
        let document: Option<[u8; 32]> = row.get(2)?;
        if logged.seal != Digest(row.get(1)?) || Some(logged.document.0) != document {
            fault(subject(), "it is not as the log has it".to_owned());
        }
        let (status, expected): (String, Status) = (row.get(3)?, replay.status(&id));
        if status != expected.as_str() {
            fault(subject(), format!("its status is {status}, and {expected} in the log"));
        }
    }
    if seen < replay.claims.len() {
        let mut has = connection.prepare("SELECT 1 FROM claim WHERE hash = ?1")?;
        for id in replay.claims.keys() {
            if !has.exists([id.0])? {
                fault(format!("claim {id:.12}"), "the log has it, the base does not".to_owned());
            }
        }
    }
    Ok(())
}

fn judgements_with(
    connection: &Connection,
    replay: &Replay,
    fault: &mut dyn FnMut(String, String),
) -> Result<(), Trouble> {
    let mut seen = 0;
    let mut statement = connection.prepare(
        "SELECT claim.hash, judgement.entry, judgement.reason, successor.hash, claim.status
           FROM judgement JOIN claim ON claim.id = judgement.claim
           LEFT JOIN claim AS successor ON successor.id = judgement.successor",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let claim = Digest(row.get(0)?);
        seen += 1;
        let (entry, reason): (i64, Option<String>) = (row.get(1)?, row.get(2)?);
        let successor = row.get::<_, Option<[u8; 32]>>(3)?.map(Digest);
        let same = replay.judgements.get(&claim).is_some_and(|(logged, review)| {
            let Review { reason: why, successor: next, .. } = review;
            *logged == entry && *why == reason && *next == successor
        });
        if !same {
            let what = "what was decided about it is not as the log has it".to_owned();
            fault(format!("claim {claim:.12}"), what);
        }
    }
    if seen != replay.judgements.len() {
        fault(
            "judgements".to_owned(),
            format!("there are {seen}, and {} in the log", replay.judgements.len()),
        );
    }
    Ok(())
}

fn notes_with(
    connection: &Connection,
    replay: &Replay,
    fault: &mut dyn FnMut(String, String),
) -> Result<(), Trouble> {
    let mut stored: HashMap<Digest, Vec<(i64, String)>> = HashMap::new();
    let mut statement = connection.prepare(
        "SELECT claim.hash, position, entry, text FROM claim_note JOIN claim ON claim.id = claim_note.claim
          ORDER BY claim_note.claim, position",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let notes = stored.entry(Digest(row.get(0)?)).or_default();
        super::columns::numbered(notes.len(), row.get(1)?)?;
        notes.push((row.get(2)?, row.get(3)?));
    }
    let claims: BTreeSet<&Digest> = stored.keys().chain(replay.notes.keys()).collect();
    for claim in claims {
        if stored.get(claim) != replay.notes.get(claim) {
            fault(
                format!("claim {claim:.12}"),
                "what is noted beside it is not as the log has it".to_owned(),
            );
        }
    }
    Ok(())
}

fn grades_with(
    connection: &Connection,
    replay: &Replay,
    fault: &mut dyn FnMut(String, String),
) -> Result<(), Trouble> {
    let mut stored = BTreeMap::new();
    let mut statement = connection.prepare(
        "SELECT scale, word, wording, entry, claim.hash
           FROM claim_grade JOIN claim ON claim.id = claim_grade.claim",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let grade = grades::grade(row)?;
        stored.insert((Digest(row.get(4)?), grade.scale()), (row.get(3)?, grade));
    }
    let graded: BTreeSet<_> = stored.keys().chain(replay.grades.keys()).collect();
    for on in graded {
        if stored.get(on) != replay.grades.get(on) {
            let (claim, scale) = on;
            fault(format!("claim {claim:.12}"), format!("its grade of {scale} is not as the log has it"));
        }
    }
    Ok(())
}

fn versions_with(
    connection: &Connection,
    replay: &Replay,
    fault: &mut dyn FnMut(String, String),
) -> Result<(), Trouble> {
    let mut stored = HashMap::new();
    let mut anchors = HashMap::new();
    let hash = |id: i64| -> Result<Digest, Trouble> { Ok(documents::by_id(connection, id)?.document.sha256) };
    for (document, previous) in versions::all(connection)? {
        stored.insert(hash(document)?, hash(previous)?);
    }
    let mut statement = connection.prepare("SELECT DISTINCT document FROM anchor ORDER BY document")?;
    let documents: Vec<i64> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for document in documents {
        for (anchor, _) in versions::anchors(connection, document)? {
            anchors.insert((anchor.claim, anchor.document), anchor.spans);
        }
    }
    let documents: BTreeSet<&Digest> = stored.keys().chain(replay.versions.keys()).collect();
    for document in documents {
        if stored.get(document) != replay.versions.get(document) {
            let what = "what it is a later version of is not as the log has it".to_owned();
            fault(format!("document {document:.12}"), what);
        }
    }
    let keys: BTreeSet<&(Digest, Digest)> = anchors.keys().chain(replay.anchors.keys()).collect();
    for key in keys {
        if anchors.get(key) != replay.anchors.get(key) {
            let what = format!("what became of it in document {:.12} is not as the log has it", key.1);
            fault(format!("claim {:.12}", key.0), what);
        }
    }
    Ok(())
}

fn pairs(connection: &Connection, sql: &str) -> Result<BTreeSet<(String, Digest)>, Trouble> {
    let mut statement = connection.prepare(sql)?;
    Ok(statement.query_map([], |row| Ok((row.get(0)?, Digest(row.get(1)?))))?.collect::<Result<_, _>>()?)
}
