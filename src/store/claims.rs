//! Claims with their spans and parties.

use super::{
    columns::{digest, numbered, word},
    documents,
    error::{StoreError, Trouble},
    names, seal,
};
use crate::model::{
    Claim, CodePoints, Digest, LoggedClaim, Origin, Relay, Slice, Status, Strength, Vocabulary, claim_id,
    content_hash,
};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// A claim as it stands in the base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stored {
    pub(super) key: i64,
    pub(super) place: i64,
    pub(super) document: i64,
    pub(super) id: Digest,
    pub(super) content_hash: Digest,
    pub(super) strength: Strength,
    pub(super) claim: Claim,
    pub(super) origin: Origin,
    pub(super) program: Option<String>,
    pub(super) seal: Digest,
    pub(super) status: Status,
}

impl Stored {
    /// The claim as the log writes it down.
    pub(super) fn logged(&self, document: &Digest) -> LoggedClaim {
        LoggedClaim {
            id: self.id,
            document: *document,
            claim: self.claim.clone(),
            origin: self.origin,
            program: self.program.clone(),
        }
    }
}

const SELECT: &str = "
    SELECT id, place, document, hash, content_hash, strength, form, hedge, stance, named, mention, cue,
           origin, rule, program, seal, status
      FROM claim";

/// The claim at a place.
pub(super) fn at(connection: &Connection, place: i64) -> Result<Stored, Trouble> {
    let sql = format!("{SELECT} WHERE place = ?1");
    let stored = connection.prepare_cached(&sql)?.query_row([place], row)?;
    with_parts(connection, stored)
}

/// The claim of a row number.
pub(super) fn by_key(connection: &Connection, key: i64) -> Result<Stored, Trouble> {
    let sql = format!("{SELECT} WHERE id = ?1");
    let stored = connection.prepare_cached(&sql)?.query_row([key], row)?;
    with_parts(connection, stored)
}

/// The claim of an id.
pub(super) fn by_id(connection: &Connection, id: &Digest) -> Result<Option<Stored>, Trouble> {
    let sql = format!("{SELECT} WHERE hash = ?1");
    let stored = connection.prepare_cached(&sql)?.query_row([id.0], row).optional()?;
    stored.map(|stored| with_parts(connection, stored)).transpose()
}

/// The claims of a document, in the order of its text.
pub(super) fn of_document(
    connection: &Connection,
    document: &documents::Stored,
) -> Result<Vec<Stored>, Trouble> {
    let range = document.range();
    let mut places =
        connection.prepare_cached("SELECT place FROM claim WHERE place BETWEEN ?1 AND ?2 ORDER BY 1")?;
    let places: Vec<i64> =
        places.query_map([range.first, range.last], |row| row.get(0))?.collect::<Result<_, _>>()?;
    places.into_iter().map(|place| at(connection, place)).collect()
}

fn row(row: &Row<'_>) -> rusqlite::Result<Stored> {
    let claim = Claim {
        content: Vec::new(),
        form: word(row, 6)?,
        speakers: Vec::new(),
        named: row.get(9)?,
        mention: row.get(10)?,
        source: Vec::new(),
        cue: row.get(11)?,
        cue_at: Vec::new(),
        via: Vec::new(),
        hedge: word(row, 7)?,
        stance: word(row, 8)?,
        rule: row.get(13)?,
    };
    Ok(Stored {
        key: row.get(0)?,
        place: row.get(1)?,
        document: row.get(2)?,
        id: digest(row, 3)?,
        content_hash: digest(row, 4)?,
        strength: word(row, 5)?,
        claim,
        origin: word(row, 12)?,
        program: row.get(14)?,
        seal: digest(row, 15)?,
        status: word(row, 16)?,
    })
}

fn with_parts(connection: &Connection, mut stored: Stored) -> Result<Stored, Trouble> {
    let claim = &mut stored.claim;
    let mut spans = connection.prepare_cached(
        "SELECT kind, start, end, text, position FROM claim_span WHERE claim = ?1 ORDER BY kind, position",
    )?;
    let mut rows = spans.query([stored.key])?;
    while let Some(row) = rows.next()? {
        let slice = Slice { start: row.get(1)?, end: row.get(2)?, text: row.get(3)? };
        let list = match row.get_ref(0)?.as_str().unwrap_or_default() {
            "content" => &mut claim.content,
            "source" => &mut claim.source,
            "cue" => &mut claim.cue_at,
            other => return Err(Trouble::Damaged(format!("unknown kind of span `{other}`"))),
        };
        numbered(list.len(), row.get(4)?)?;
        list.push(slice);
    }
    let mut parties = connection.prepare_cached(
        "SELECT role, name.text, channel, position FROM claim_party AS party JOIN name ON name.id = party.name
          WHERE claim = ?1 ORDER BY role, position",
    )?;
    let mut rows = parties.query([stored.key])?;
    while let Some(row) = rows.next()? {
        let name = row.get(1)?;
        match row.get_ref(0)?.as_str().unwrap_or_default() {
            "speaker" => {
                numbered(claim.speakers.len(), row.get(3)?)?;
                claim.speakers.push(name);
            }
            "relay" => {
                numbered(claim.via.len(), row.get(3)?)?;
                claim.via.push(Relay { name, channel: word(row, 2)? });
            }
            other => return Err(Trouble::Damaged(format!("unknown role `{other}`"))),
        }
    }
    Ok(stored)
}

/// Every slice of a claim.
pub(super) fn slices(claim: &Claim) -> impl Iterator<Item = &Slice> {
    claim.content.iter().chain(&claim.source).chain(&claim.cue_at)
}

/// What is wrong with a slice that does not stand where it says, if it does not.
pub(super) fn misplaced(slice: &Slice, text: &CodePoints<'_>) -> Option<String> {
    (text.slice(slice.span()) != Some(slice.text.as_str()))
        .then(|| format!("the words at {} to {} are not `{}`", slice.start, slice.end, excerpt(&slice.text)))
}

/// Enough of a text to know it by, on one line.
pub(super) fn excerpt(text: &str) -> String {
    const ENOUGH: usize = 60;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(ENOUGH) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// A claim on its way into the base, its hashes and strength derived.
pub(super) fn derive(
    document: &Digest,
    claim: Claim,
    origin: Origin,
    program: Option<&str>,
) -> Result<Stored, Trouble> {
    let id = claim_id(document, &claim);
    Ok(Stored {
        key: 0,
        place: 0,
        document: 0,
        id,
        content_hash: content_hash(&claim),
        strength: claim.judgement().strength,
        seal: seal::claim(&id, &claim, origin, program)?,
        claim,
        origin,
        program: program.map(str::to_owned),
        status: Status::Found,
    })
}

/// Enters a claim at its place; its key is given to it by the base.
pub(super) fn insert(connection: &Connection, name: &str, stored: &Stored) -> Result<(), Trouble> {
    let claim = &stored.claim;
    connection
        .prepare_cached(
            "INSERT INTO claim (place, document, hash, content_hash, strength, form, hedge, stance, named,
                                mention, cue, origin, rule, program, seal)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        )?
        .execute(params![
            stored.place,
            stored.document,
            stored.id.0,
            stored.content_hash.0,
            stored.strength.as_str(),
            claim.form.as_str(),
            claim.hedge.as_str(),
            claim.stance.as_str(),
            claim.named,
            claim.mention,
            claim.cue,
            stored.origin.as_str(),
            claim.rule,
            stored.program,
            stored.seal.0,
        ])?;
    insert_parts(connection, name, connection.last_insert_rowid(), claim)
}

/// Changes what a claim's id does not cover.
pub(super) fn update(connection: &Connection, name: &str, stored: &Stored) -> Result<(), Trouble> {
    let claim = &stored.claim;
    connection
        .prepare_cached(
            "UPDATE claim SET strength = ?2, named = ?3, mention = ?4, cue = ?5, origin = ?6, rule = ?7,
                    program = ?8, seal = ?9
              WHERE id = ?1",
        )?
        .execute(params![
            stored.key,
            stored.strength.as_str(),
            claim.named,
            claim.mention,
            claim.cue,
            stored.origin.as_str(),
            claim.rule,
            stored.program,
            stored.seal.0,
        ])?;
    connection.prepare_cached("DELETE FROM claim_span WHERE claim = ?1")?.execute([stored.key])?;
    connection.prepare_cached("DELETE FROM claim_party WHERE claim = ?1")?.execute([stored.key])?;
    insert_parts(connection, name, stored.key, claim)
}

fn insert_parts(connection: &Connection, name: &str, key: i64, claim: &Claim) -> Result<(), Trouble> {
    let mut span = connection.prepare_cached("INSERT INTO claim_span VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    for (kind, slices) in [("content", &claim.content), ("source", &claim.source), ("cue", &claim.cue_at)] {
        for (position, slice) in slices.iter().enumerate() {
            let (Ok(start), Ok(end)) = (i64::try_from(slice.start), i64::try_from(slice.end)) else {
                let what = format!("no text is {} code points long", slice.end);
                return Err(StoreError::Invalid { document: name.to_owned(), what }.into());
            };
            span.execute(params![key, kind, position, start, end, slice.text])?;
        }
    }
    let mut party = connection.prepare_cached("INSERT INTO claim_party VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (position, speaker) in claim.speakers.iter().enumerate() {
        party.execute(params![key, "speaker", position, names::enter(connection, speaker)?, None::<&str>])?;
    }
    for (position, relay) in claim.via.iter().enumerate() {
        let name = names::enter(connection, &relay.name)?;
        party.execute(params![key, "relay", position, name, relay.channel.as_str()])?;
    }
    Ok(())
}
