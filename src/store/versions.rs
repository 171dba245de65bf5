//! Later versions of a page, and what became of claims in them.

use super::{
    Added, Deposit, Store, claims,
    columns::{digest, numbered, word},
    deposit, documents,
    error::{StoreError, Trouble},
    listing, log,
};
use crate::model::{
    Anchor, AnchoredSpan, Change, CodePoints, Digest, Document, EditRow, Filter, LoggedVersion, Operation,
    OutcomeCounts, Slice, Standing, Status, Vocabulary,
};
use rusqlite::{Connection, OptionalExtension, params};
use std::{
    collections::{HashMap, HashSet},
    ops::ControlFlow,
};

/// What makes a document that is handed in a later version of one that the base has.
#[derive(Debug, Clone, Copy)]
pub struct Later<'a> {
    /// The hash of the version before, which must be the newest of its page.
    pub previous: &'a Digest,
    /// What became of the claims of earlier versions in this one.
    pub anchors: &'a [Anchor],
}

impl Store {
    /// As [`Store::deposit`], of a document that is a later version of one that is there. The claims of
    /// earlier versions stay as they are; what became of them is kept beside them.
    ///
    /// # Errors
    /// As [`Store::deposit`]; [`StoreError::NoSuchDocument`], [`StoreError::NotNewest`], and
    /// [`StoreError::Invalid`] where the document is a version of a page already.
    pub fn recapture(&mut self, deposit: &Deposit<'_>, later: &Later<'_>) -> super::Result<Added> {
        self.write(|connection, author| deposit::deposit(connection, author, deposit, Some(later)))
    }

    /// What became of the claims of earlier versions in a later one; nothing of any other document.
    ///
    /// # Errors
    /// What became of the file.
    pub fn anchors(&self, sha256: &Digest) -> super::Result<Vec<Anchor>> {
        self.read(|connection| {
            let Some(document) = documents::by_hash(connection, sha256)? else { return Ok(Vec::new()) };
            let anchors = anchors(connection, document.id)?;
            Ok(anchors.into_iter().map(|(anchor, _)| anchor).collect())
        })
    }

    /// Keeps what became of claims in later versions, of those that came in after these were captured.
    ///
    /// # Errors
    /// [`StoreError::NoSuchDocument`], [`StoreError::Invalid`] where the words do not stand there, or what
    /// became of the file.
    pub fn anchor(&mut self, anchors: &[Anchor]) -> super::Result<()> {
        if anchors.is_empty() {
            return Ok(());
        }
        self.write(|connection, author| {
            let anchors = anchor(connection, anchors)?;
            if !anchors.is_empty() {
                let change = Change { anchors, ..Change::default() };
                log::append(connection, author, Operation::Recapture, &change)?;
            }
            Ok(())
        })
    }

    /// The versions of the page that a document is one of, from the first to the newest; the document
    /// alone where there are no others, and nothing where the base does not have it.
    ///
    /// # Errors
    /// What became of the file.
    pub fn versions(&self, sha256: &Digest) -> super::Result<Vec<Document>> {
        self.read(|connection| {
            let Some(document) = documents::by_hash(connection, sha256)? else { return Ok(Vec::new()) };
            let chain = chain(connection, document.id)?;
            Ok(chain.into_iter().map(|version| version.document).collect())
        })
    }

    /// How a claim stands in the later versions of its page, in their order.
    ///
    /// # Errors
    /// [`StoreError::NoSuchClaim`], or what became of the file.
    pub fn standings(&self, claim: &Digest) -> super::Result<Vec<Standing>> {
        self.read(|connection| standings(connection, claim))
    }

    /// The edits of pages that touched claims of a filter (changed, ambiguous or gone), the latest
    /// published first.
    ///
    /// # Errors
    /// What became of the file.
    pub fn edits(&self, filter: &Filter) -> super::Result<Vec<EditRow>> {
        self.read(|connection| edits(connection, filter))
    }
}

/// The versions of the page that a document is one of, from the first to the newest.
pub(super) fn chain(connection: &Connection, document: i64) -> Result<Vec<documents::Stored>, Trouble> {
    let mut first = document;
    let mut seen = HashSet::new();
    while let Some(before) = previous(connection, first)? {
        first = before;
        if !seen.insert(first) {
            return Err(Trouble::Damaged("the versions of a page run in a circle".to_owned()));
        }
    }
    let mut chain = vec![documents::by_id(connection, first)?];
    let mut last = first;
    while let Some(after) = next(connection, last)? {
        chain.push(documents::by_id(connection, after)?);
        last = after;
    }
    Ok(chain)
}

fn previous(connection: &Connection, document: i64) -> Result<Option<i64>, Trouble> {
    let sql = "SELECT previous FROM version WHERE document = ?1";
    Ok(connection.prepare_cached(sql)?.query_row([document], |row| row.get(0)).optional()?)
}

fn next(connection: &Connection, document: i64) -> Result<Option<i64>, Trouble> {
    let sql = "SELECT document FROM version WHERE previous = ?1";
    Ok(connection.prepare_cached(sql)?.query_row([document], |row| row.get(0)).optional()?)
}

/// Makes a document that is handed in the version after another, and keeps what became of the claims.
pub(super) fn link(
    connection: &Connection,
    document: &documents::Stored,
    deposit: &Deposit<'_>,
    later: &Later<'_>,
    change: &mut Change,
) -> Result<(), Trouble> {
    let name = &document.document.name;
    let invalid = |what: &str| StoreError::Invalid { document: name.clone(), what: what.to_owned() };
    let none = || StoreError::NoSuchDocument { name: later.previous.to_string() };
    let before = documents::by_hash(connection, later.previous)?.ok_or_else(none)?;
    if next(connection, before.id)?.is_some() {
        return Err(StoreError::NotNewest { document: before.document.name }.into());
    }
    let stands_alone =
        previous(connection, document.id)?.is_none() && next(connection, document.id)?.is_none();
    if before.id == document.id || !stands_alone {
        return Err(invalid("it is a version of a page already").into());
    }
    let Some(capture) = deposit.capture else {
        return Err(invalid("a later version needs its text").into());
    };
    connection
        .prepare_cached("INSERT INTO version (document, previous) VALUES (?1, ?2)")?
        .execute([document.id, before.id])?;
    insert(connection, document, &CodePoints::new(&capture.text), later.anchors.iter())?;
    let (document, previous) = (document.document.sha256, *later.previous);
    change.versions.push(LoggedVersion { document, previous });
    change.anchors = later.anchors.to_vec();
    Ok(())
}

/// Keeps what became of claims that came in after a later version was captured; answers with what is new
/// of it.
fn anchor(connection: &Connection, anchors: &[Anchor]) -> Result<Vec<Anchor>, Trouble> {
    let mut known = connection.prepare_cached(
        "SELECT 1 FROM anchor
          WHERE claim = (SELECT id FROM claim WHERE hash = ?1)
            AND document = (SELECT id FROM document WHERE sha256 = ?2)",
    )?;
    let mut fresh: Vec<Anchor> = Vec::new();
    for anchor in anchors {
        if !known.exists([anchor.claim.0, anchor.document.0])? {
            fresh.push(anchor.clone());
        }
    }
    for alike in fresh.chunk_by(|a, b| a.document == b.document) {
        let Some(sha256) = alike.first().map(|anchor| anchor.document) else { continue };
        let none = || StoreError::NoSuchDocument { name: sha256.to_string() };
        let document = documents::by_hash(connection, &sha256)?.ok_or_else(none)?;
        let sealed = documents::capture(connection, document.id)?.ok_or_else(none)?;
        insert(connection, &document, &CodePoints::new(&sealed.capture.text), alike.iter())?;
    }
    Ok(fresh)
}

/// Enters anchors in a document, whose words must stand there.
fn insert<'a>(
    connection: &Connection,
    document: &documents::Stored,
    text: &CodePoints<'_>,
    anchors: impl Iterator<Item = &'a Anchor>,
) -> Result<(), Trouble> {
    let invalid =
        |what: &str| StoreError::Invalid { document: document.document.name.clone(), what: what.to_owned() };
    let mut insert = connection.prepare_cached(
        "INSERT INTO anchor (claim, document, position, outcome, start, end, text)
         VALUES ((SELECT id FROM claim WHERE hash = ?1), ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for anchor in anchors {
        if anchor.document != document.document.sha256 {
            return Err(invalid("a claim was sought in another document").into());
        }
        for (position, span) in anchor.spans.iter().enumerate() {
            if let Some(what) = span.at.as_ref().and_then(|at| claims::misplaced(at, text)) {
                return Err(invalid(&what).into());
            }
            let number = |of: fn(&Slice) -> usize| span.at.as_ref().and_then(|at| i64::try_from(of(at)).ok());
            let (start, end) = (number(|at| at.start), number(|at| at.end));
            let words = span.at.as_ref().map(|at| at.text.as_str());
            let outcome = span.outcome.as_str();
            insert.execute(params![anchor.claim.0, document.id, position, outcome, start, end, words])?;
        }
    }
    Ok(())
}

/// What became of claims in one document, in the order in which the claims came, with their statuses.
pub(super) fn anchors(connection: &Connection, document: i64) -> Result<Vec<(Anchor, Status)>, Trouble> {
    let mut found: Vec<(Anchor, Status)> = Vec::new();
    let mut statement = connection.prepare_cached(
        "SELECT claim.hash, document.sha256, claim.status, position, outcome, start, end, anchor.text
           FROM anchor JOIN claim ON claim.id = anchor.claim JOIN document ON document.id = anchor.document
          WHERE anchor.document = ?1 ORDER BY anchor.claim, position",
    )?;
    let mut rows = statement.query([document])?;
    while let Some(row) = rows.next()? {
        let claim = digest(row, 0)?;
        if found.last().is_none_or(|(last, _)| last.claim != claim) {
            let anchor = Anchor { claim, document: digest(row, 1)?, spans: Vec::new() };
            found.push((anchor, word(row, 2)?));
        }
        let Some((last, _)) = found.last_mut() else { continue };
        numbered(last.spans.len(), row.get(3)?)?;
        let at: (Option<usize>, Option<usize>, Option<String>) = (row.get(5)?, row.get(6)?, row.get(7)?);
        let at = match at {
            (Some(start), Some(end), Some(text)) => Some(Slice { start, end, text }),
            (None, None, None) => None,
            _ => return Err(Trouble::Damaged("a claim stands half somewhere".to_owned())),
        };
        last.spans.push(AnchoredSpan { outcome: word(row, 4)?, at });
    }
    Ok(found)
}

/// The documents that are later versions, in the order in which they came, with the versions before them.
pub(super) fn all(connection: &Connection) -> Result<Vec<(i64, i64)>, Trouble> {
    let mut statement = connection.prepare("SELECT document, previous FROM version ORDER BY document")?;
    Ok(statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
}

/// Which version of its page each later version is: 2, 3 and so on.
pub(super) fn numbers(connection: &Connection) -> Result<HashMap<i64, u64>, Trouble> {
    let later = later(connection)?;
    let mut numbers = HashMap::with_capacity(later.len());
    for first in firsts(&later) {
        let mut last = first;
        for number in 2.. {
            let Some(&document) = later.get(&last) else { break };
            numbers.insert(document, number);
            last = document;
        }
    }
    Ok(numbers)
}

/// The version after each document that has one.
fn later(connection: &Connection) -> Result<HashMap<i64, i64>, Trouble> {
    Ok(all(connection)?.into_iter().map(|(document, previous)| (previous, document)).collect())
}

/// The first version of every page that has several, in the order in which they came.
fn firsts(later: &HashMap<i64, i64>) -> Vec<i64> {
    let versions: HashSet<i64> = later.values().copied().collect();
    let mut firsts: Vec<i64> = later.keys().copied().filter(|first| !versions.contains(first)).collect();
    firsts.sort_unstable();
    firsts
}

/// How a claim stands in the later versions of its page, in their order.
pub(super) fn standings(connection: &Connection, claim: &Digest) -> Result<Vec<Standing>, Trouble> {
    let none = || StoreError::NoSuchClaim { prefix: claim.to_string() };
    let stored = claims::by_id(connection, claim)?.ok_or_else(none)?;
    let mut standings = Vec::new();
    for (number, version) in (1..).zip(chain(connection, stored.document)?) {
        let anchors = anchors(connection, version.id)?;
        if let Some((anchor, _)) = anchors.into_iter().find(|(anchor, _)| anchor.claim == *claim) {
            standings.push(Standing { document: version.document, number, spans: anchor.spans });
        }
    }
    Ok(standings)
}

/// The edits that touched claims of a filter, in the order of lists.
pub(super) fn edits(connection: &Connection, filter: &Filter) -> Result<Vec<EditRow>, Trouble> {
    let wanted = match filter.is_open() {
        true => None,
        false => {
            let mut ids = HashSet::new();
            listing::claims(connection, filter, None, &mut |row| {
                ids.insert(row.id);
                ControlFlow::Continue(())
            })?;
            Some(ids)
        }
    };
    let asked = |anchor: &Anchor, status: Status| match &wanted {
        Some(ids) => ids.contains(&anchor.claim),
        None => filter.statuses().contains(&status),
    };
    let later = later(connection)?;
    let mut rows = Vec::new();
    for first in firsts(&later) {
        let mut before = documents::by_id(connection, first)?;
        let mut known: HashMap<Digest, Vec<AnchoredSpan>> = HashMap::new();
        for number in 2.. {
            let Some(&document) = later.get(&before.id) else { break };
            let after = documents::by_id(connection, document)?;
            let (mut outcomes, mut as_before) = (OutcomeCounts::default(), 0);
            let mut now = HashMap::new();
            for (anchor, status) in anchors(connection, document)? {
                let outcome = anchor.outcome();
                let touched_again = known.get(&anchor.claim).is_none_or(|spans| !alike(spans, &anchor.spans));
                match asked(&anchor, status) {
                    true if touched_again || !outcome.is_touched() => outcomes.add(outcome),
                    true => as_before += 1,
                    false => {}
                }
                now.insert(anchor.claim, anchor.spans);
            }
            if outcomes.touched() > 0 {
                let (before, place) = (before.document, after.range().first);
                let after = after.document.clone();
                rows.push((place, EditRow { before, after, number, outcomes, as_before }));
            }
            (before, known) = (after, now);
        }
    }
    rows.sort_by_key(|(place, _)| *place);
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

/// Whether a claim reads the same in two versions, wherever it stands in them.
fn alike(a: &[AnchoredSpan], b: &[AnchoredSpan]) -> bool {
    let words = |span: &AnchoredSpan| (span.outcome, span.at.as_ref().map(|at| at.text.clone()));
    a.iter().map(words).eq(b.iter().map(words))
}
