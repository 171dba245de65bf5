//! Checks everything that can be checked.
//!
//! What is stored is derived again from what it was derived from, down to the captured bytes:
//! text from bytes, words from text, hashes and strength from claims, indexes from all of it.

use super::{
    Checked, Fault, claims, documents, error::Trouble, names, place, registry, seal, verify_log,
    verify_schema, verify_search, versions,
};
use crate::model::{CodePoints, Digest, Document, Registry, fold_name};
use rusqlite::{Connection, types::Value};
use std::collections::BTreeSet;

/// Checks everything; damage in one row does not keep the others from being checked.
pub(super) fn verify(
    connection: &Connection,
    source: &dyn Fn(&Document) -> Option<Vec<u8>>,
    each: &mut dyn FnMut(Fault),
) -> Result<Checked, Trouble> {
    let mut check = Check { connection, source, each, checked: Checked::default() };
    check.part("database", Check::file);
    check.part("schema", Check::schema);
    check.part("registry", Check::registry);
    check.part("names", Check::names);
    check.part("documents", Check::documents);
    check.part("claims", Check::claims);
    check.part("later versions", Check::anchors);
    check.part("order of the claims", Check::places);
    check.part("index of the chain", Check::chain);
    check.part("search index", Check::search);
    check.part("log", Check::log);
    Ok(check.checked)
}

struct Check<'a> {
    connection: &'a Connection,
    source: &'a dyn Fn(&Document) -> Option<Vec<u8>>,
    each: &'a mut dyn FnMut(Fault),
    checked: Checked,
}

impl Check<'_> {
    fn fault(&mut self, subject: impl Into<String>, what: impl Into<String>) {
        self.checked.faults += 1;
        (self.each)(Fault { subject: subject.into(), what: what.into() });
    }

    /// A fault unless something holds.
    fn hold(&mut self, holds: bool, subject: &str, what: &str) {
        if !holds {
            self.fault(subject, what);
        }
    }

    /// One part of the verification; where it cannot be finished, that is a fault of its own.
    fn part(&mut self, subject: &str, run: impl FnOnce(&mut Self) -> Result<(), Trouble>) {
        if let Err(trouble) = run(self) {
            self.fault(subject, format!("cannot be checked any further: {}", trouble.words()));
        }
    }

    /// SQLite's own checks, of its pages and of references between rows.
    fn file(&mut self) -> Result<(), Trouble> {
        let mut statement = self.connection.prepare("PRAGMA integrity_check")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let what: String = row.get(0)?;
            self.hold(what == "ok", "database", &what.replace('\n', " "));
        }
        let mut statement = self.connection.prepare("PRAGMA foreign_key_check")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
            let number = row.get::<_, Option<i64>>(1)?.map_or_else(String::new, |n| format!(" {n}"));
            self.fault("database", format!("row{number} of `{table}` refers to nothing in `{parent}`"));
        }
        Ok(())
    }

    /// Whether the triggers that keep the log, the indexes and views are all there and as they were made.
    fn schema(&mut self) -> Result<(), Trouble> {
        let connection = self.connection;
        verify_schema::verify(connection, &mut |what| self.fault("schema", what))
    }

    fn registry(&mut self) -> Result<(), Trouble> {
        let entities = registry::entities(self.connection)?;
        let stored: [u8; 32] =
            self.connection
                .query_row("SELECT value FROM meta WHERE key = 'registry'", [], |row| row.get(0))?;
        self.hold(seal::registry(&entities)?.0 == stored, "registry", "it is not what was stored");
        let mut keys = self.connection.prepare("SELECT folded, entity FROM entity_key")?;
        let keys = keys.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        self.hold(registry::keys(&entities) == keys, "registry", "its index of names does not fit its names");
        if let Err(error) = Registry::new(entities) {
            self.fault("registry", error.to_string());
        }
        Ok(())
    }

    /// Whether every name leads to the actor that the registry says, and is found by its words.
    fn names(&mut self) -> Result<(), Trouble> {
        let registry = Registry::new(registry::entities(self.connection)?).unwrap_or_default();
        let mut words = self.connection.prepare("SELECT word FROM name_word WHERE name = ?1")?;
        let mut statement = self.connection.prepare(
            "SELECT name.id, name.text, actor.folded, actor.name, entity.name,
                    (SELECT text FROM name AS first WHERE first.actor = actor.id ORDER BY first.id LIMIT 1)
               FROM name LEFT JOIN actor ON actor.id = name.actor LEFT JOIN entity ON entity.id = actor.entity
              ORDER BY name.id",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (id, text): (i64, String) = (row.get(0)?, row.get(1)?);
            let stored: [Option<String>; 3] = [row.get(2)?, row.get(3)?, row.get(4)?];
            let folded = fold_name(&text);
            let entity = registry.find(&text).map(|entity| entity.name.clone());
            let expected = match &entity {
                Some(name) => [Some(fold_name(name)), Some(name.clone()), entity],
                None => [Some(folded.clone()), row.get(5)?, None],
            };
            let subject = format!("name `{}`", claims::excerpt(&text));
            self.hold(stored == expected, &subject, "it leads to somebody else than the registry says");
            let stored: BTreeSet<String> =
                words.query_map([id], |row| row.get(0))?.collect::<Result<_, _>>()?;
            let fits = stored.iter().map(String::as_str).eq(names::words(&folded));
            self.hold(fits, &subject, "the index of words does not fit it");
        }
        let mut statement =
            self.connection.prepare("SELECT name FROM actor WHERE id NOT IN (SELECT actor FROM name)")?;
        for name in statement.query_map([], |row| row.get::<_, String>(0))? {
            self.fault(format!("actor `{}`", claims::excerpt(&name?)), "no name leads to it");
        }
        Ok(())
    }

    fn documents(&mut self) -> Result<(), Trouble> {
        for id in self.numbers("SELECT id FROM document ORDER BY id")? {
            self.part(&format!("document number {id}"), |check| check.document(id));
        }
        Ok(())
    }

    fn document(&mut self, id: i64) -> Result<(), Trouble> {
        let stored = documents::by_id(self.connection, id)?;
        let document = &stored.document;
        let medium = document.medium.as_ref().map(|medium| format!(", {medium}")).unwrap_or_default();
        let subject = format!("document {} ({}{medium})", document.name, short(&document.sha256));
        self.checked.notes += u64::from(document.medium.is_some());
        let seal = seal::document(document, stored.read)?;
        self.hold(seal == stored.seal, &subject, "what is known of it is not what was stored");
        let captured: Option<String> =
            self.connection
                .query_row("SELECT captured FROM document WHERE id = ?1", [id], |row| row.get(0))?;
        let same = captured == documents::captured(document);
        self.hold(same, &subject, "the time of its capture is not written as dixit writes times");
        if let Some(original) = (self.source)(document) {
            let same = Digest::of(&original) == document.sha256;
            self.hold(same, &subject, "the original file does not have its SHA-256");
        }
        if !stored.has_text {
            self.checked.without_text += 1;
            return Ok(());
        }
        self.checked.documents += 1;
        self.part(&subject, |check| check.capture(id, document, &subject));
        Ok(())
    }

    fn capture(&mut self, id: i64, document: &Document, subject: &str) -> Result<(), Trouble> {
        let Some(sealed) = documents::capture(self.connection, id)? else { return Ok(()) };
        let capture = &sealed.capture;
        self.hold(sealed.stored == sealed.derived, subject, "its capture is not what was stored");
        let hashed = Digest::of(&capture.bytes) == document.sha256;
        self.hold(hashed, subject, "its captured bytes do not have its SHA-256");
        let encoding = encoding_rs::Encoding::for_label(capture.encoding.as_bytes());
        let same = encoding.is_some_and(|e| e.decode_without_bom_handling(&capture.bytes).0 == capture.text);
        self.hold(same, subject, &format!("its text is not its bytes read as {}", capture.encoding));
        Ok(())
    }

    fn claims(&mut self) -> Result<(), Trouble> {
        let mut keys = self.connection.prepare("SELECT document, id FROM claim ORDER BY id")?;
        let keys: Vec<(i64, i64)> =
            keys.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        // Claims of one document mostly follow one another: it is read once for all of them.
        for group in keys.chunk_by(|a, b| a.0 == b.0) {
            let Some(&(document, _)) = group.first() else { continue };
            let stored = match documents::by_id(self.connection, document) {
                Ok(stored) => stored,
                // Said already, where documents were checked.
                Err(_) => continue,
            };
            let capture = documents::capture(self.connection, document).ok().flatten();
            let text = capture.as_ref().map(|sealed| CodePoints::new(&sealed.capture.text));
            for &(_, key) in group {
                let subject = format!("claim number {key}");
                self.part(&subject, |check| check.claim(key, &stored, text.as_ref()));
            }
        }
        Ok(())
    }

    fn claim(
        &mut self,
        key: i64,
        document: &documents::Stored,
        text: Option<&CodePoints<'_>>,
    ) -> Result<(), Trouble> {
        let stored = claims::by_key(self.connection, key)?;
        self.checked.claims += 1;
        let subject = format!("claim {}", short(&stored.id));
        let claim = stored.claim.clone();
        let derived =
            claims::derive(&document.document.sha256, claim, stored.origin, stored.program.as_deref())?;
        self.hold(derived.id == stored.id, &subject, "its id is not the hash of what it says");
        let content = derived.content_hash == stored.content_hash;
        self.hold(content, &subject, "its content hash is not the hash of its words");
        let strength = format!("its strength is {}, and should be {}", stored.strength, derived.strength);
        self.hold(derived.strength == stored.strength, &subject, &strength);
        self.hold(derived.seal == stored.seal, &subject, "it is not what was stored");
        let range = document.range();
        let placed = (range.first..=range.last).contains(&stored.place);
        self.hold(placed, &subject, "its place in lists is not that of its document");
        let Some(text) = text else { return Ok(()) };
        for slice in claims::slices(&stored.claim) {
            self.checked.spans += 1;
            if let Some(what) = claims::misplaced(slice, text) {
                self.fault(&subject, what);
            }
        }
        Ok(())
    }

    /// Whether claims stand in later versions where they are said to.
    fn anchors(&mut self) -> Result<(), Trouble> {
        for id in self.numbers("SELECT DISTINCT document FROM anchor ORDER BY document")? {
            self.part(&format!("document number {id}"), |check| check.anchors_in(id));
        }
        Ok(())
    }

    fn anchors_in(&mut self, document: i64) -> Result<(), Trouble> {
        let capture = documents::capture(self.connection, document)?;
        let text = capture.as_ref().map(|sealed| CodePoints::new(&sealed.capture.text));
        for (anchor, _) in versions::anchors(self.connection, document)? {
            let subject = format!("claim {} in document {}", short(&anchor.claim), short(&anchor.document));
            for at in anchor.spans.iter().filter_map(|span| span.at.as_ref()) {
                self.checked.spans += 1;
                let what = match &text {
                    Some(text) => claims::misplaced(at, text),
                    None => Some("it has no text".to_owned()),
                };
                if let Some(what) = what {
                    self.fault(&subject, what);
                }
            }
        }
        Ok(())
    }

    /// Whether the claims of a document are in the order of its text.
    fn places(&mut self) -> Result<(), Trouble> {
        let sql = format!(
            "SELECT hash FROM
                (SELECT hash, {} AS stored,
                        row_number() OVER (PARTITION BY document ORDER BY span.start, claim.id) - 1 AS derived
                   FROM claim JOIN claim_span AS span ON span.claim = claim.id
                  WHERE span.kind = 'content' AND span.position = 0)
              WHERE stored <> derived",
            place::rank_of("place")
        );
        let mut statement = self.connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id = Digest(row.get(0)?);
            self.fault(format!("claim {}", short(&id)), "its place in lists is not that in its text");
        }
        Ok(())
    }

    fn chain(&mut self) -> Result<(), Trouble> {
        for (from, other, what) in
            [("chain_source", "chain", "lacks"), ("chain", "chain_source", "has, and should not have,")]
        {
            let sql = format!(
                "SELECT name.text, missing.role, missing.place
                   FROM (SELECT * FROM {from} EXCEPT SELECT * FROM {other}) AS missing
                   LEFT JOIN name ON name.id = missing.name"
            );
            let mut statement = self.connection.prepare(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let (name, role, place): (Option<String>, Value, Value) =
                    (row.get(0)?, row.get(1)?, row.get(2)?);
                let (name, role, place) = (name.unwrap_or_default(), shown(role), shown(place));
                self.fault("index of the chain", format!("it {what} {role} `{name}` at place {place}"));
            }
        }
        Ok(())
    }

    fn search(&mut self) -> Result<(), Trouble> {
        let connection = self.connection;
        verify_search::verify(connection, &mut |what| self.fault("search index", what))
    }

    /// The log in itself, and the tables with it.
    fn log(&mut self) -> Result<(), Trouble> {
        let connection = self.connection;
        self.checked.entries =
            verify_log::verify(connection, &mut |subject, what| self.fault(subject, what))?;
        Ok(())
    }

    fn numbers(&self, sql: &str) -> Result<Vec<i64>, Trouble> {
        let mut statement = self.connection.prepare(sql)?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }
}

/// As much of a hash as tells it from others for a reader.
fn short(digest: &Digest) -> String {
    digest.to_string().chars().take(12).collect()
}

/// A value of whatever type is stored there.
fn shown(value: Value) -> String {
    match value {
        Value::Integer(number) => number.to_string(),
        Value::Text(text) => text,
        other => format!("{other:?}"),
    }
}
