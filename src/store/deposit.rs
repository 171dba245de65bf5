//! Handing in a document with its claims.

use super::{
    Added, Author, Deposit, Later, claims, documents,
    error::{StoreError, Trouble},
    index, log, place, review, versions,
};
use crate::model::{
    Capture, Change, Claim, CodePoints, Digest, Document, LoggedCapture, LoggedDocument, Operation, Origin,
    Review, Status,
};
use rusqlite::Connection;
use std::collections::HashSet;

/// Stores what is new in a deposit; the caller's transaction makes it all or nothing.
pub(super) fn deposit(
    connection: &Connection,
    author: &Author,
    deposit: &Deposit<'_>,
    later: Option<&Later<'_>>,
) -> Result<Added, Trouble> {
    check(deposit)?;
    let operation = match (later, deposit.origin) {
        (Some(_), _) => Operation::Recapture,
        (None, Origin::Found) => Operation::Ingest,
        (None, Origin::Curated) => Operation::Import,
    };
    let mut change = Change::default();
    let known = documents::by_hash(connection, &deposit.document.sha256)?;
    let new_document = known.is_none();
    let before = match known {
        Some(stored) => stored,
        None => documents::insert(connection, deposit.document, deposit.read)?,
    };
    let after = documents::Stored {
        document: merged(&before.document, deposit),
        read: before.read || deposit.read,
        ..before.clone()
    };
    check_spans(connection, deposit, &before)?;
    if let Some(capture) = deposit.capture.filter(|_| !before.has_text) {
        documents::insert_capture(connection, before.id, capture)?;
        change.captures.push(LoggedCapture {
            document: before.document.sha256,
            encoding: capture.encoding.clone(),
            text_sha256: Digest::of(capture.text.as_bytes()),
        });
    }
    if new_document || after != before {
        change.documents.push(LoggedDocument { document: after.document.clone(), read: after.read });
    }
    let Sorted { fresh, changed, accepted } = sorted_out(connection, deposit)?;
    let logged = fresh.iter().chain(&changed).map(|claim| claim.logged(&after.document.sha256));
    change.claims = logged.collect();
    change.reviews = accepted;
    if let Some(later) = later {
        versions::link(connection, &after, deposit, later, &mut change)?;
    }

    let mut added = Added { new_document, ..Added::default() };
    for claim in &fresh {
        added.new_claims.add(claim.strength, 1);
    }
    let moved = after.document.published != before.document.published;
    let reindexed = moved || after.document.outlet != before.document.outlet;
    if fresh.is_empty() && changed.is_empty() && !reindexed {
        if after != before {
            documents::update(connection, &after)?;
        }
        record(connection, author, operation, &change)?;
        return Ok(added);
    }

    put(connection, &before, &after, &changed, fresh)?;
    record(connection, author, operation, &change)?;
    Ok(added)
}

/// Puts a document as it is from then on, with claims of it that are others or new.
pub(super) fn put(
    connection: &Connection,
    before: &documents::Stored,
    after: &documents::Stored,
    changed: &[claims::Stored],
    fresh: Vec<claims::Stored>,
) -> Result<(), Trouble> {
    // Whatever the indexes are derived from is changed only while the document is out of them.
    index::withdraw(connection, before.range())?;
    if after != before {
        documents::update(connection, after)?;
    }
    for claim in changed {
        claims::update(connection, &after.document.name, claim)?;
    }
    seat(connection, before, after, fresh)?;
    index::enter(connection, after.range())
}

/// Writes down what a deposit changed, and makes its decisions.
fn record(
    connection: &Connection,
    author: &Author,
    operation: Operation,
    change: &Change,
) -> Result<(), Trouble> {
    if change.is_empty() {
        return Ok(());
    }
    let entry = log::append(connection, author, operation, change)?;
    review::apply(connection, entry, change)
}

/// What must be true of a deposit whatever the base holds.
pub(super) fn check(deposit: &Deposit<'_>) -> Result<(), Trouble> {
    let name = &deposit.document.name;
    if deposit.capture.is_some_and(|capture| Digest::of(&capture.bytes) != deposit.document.sha256) {
        return Err(StoreError::WrongBytes { document: name.clone() }.into());
    }
    if deposit.origin == Origin::Found && deposit.program.is_none() {
        return Err(invalid(name, "a claim that was found needs the version of the program that found it"));
    }
    if deposit.claims.iter().any(|claim| claim.content.is_empty()) {
        return Err(invalid(name, "a claim has no content"));
    }
    Ok(())
}

/// Every span must be the words that stand there, as soon as there is a text to look at.
pub(super) fn check_spans(
    connection: &Connection,
    deposit: &Deposit<'_>,
    document: &documents::Stored,
) -> Result<(), Trouble> {
    if deposit.claims.is_empty() {
        return Ok(());
    }
    // Claims are about the text that the base keeps, should the same bytes be decoded twice.
    let stored = if document.has_text { capture(connection, document.id)? } else { None };
    let Some(text) = stored.as_ref().or(deposit.capture).map(|capture| capture.text.as_str()) else {
        return Ok(());
    };
    check_words(&deposit.document.name, deposit.claims, text)
}

/// Whether the words of some claims of a document all stand where they say in its text.
pub(super) fn check_words<'a>(
    document: &str,
    claims: impl IntoIterator<Item = &'a Claim>,
    text: &str,
) -> Result<(), Trouble> {
    let text = CodePoints::new(text);
    let mut slices = claims.into_iter().flat_map(claims::slices);
    match slices.find_map(|slice| claims::misplaced(slice, &text)) {
        Some(what) => Err(invalid(document, &what)),
        None => Ok(()),
    }
}

/// Stores claims that are new to a document of the base.
pub(super) fn add_claims(
    connection: &Connection,
    document: &documents::Stored,
    fresh: Vec<claims::Stored>,
) -> Result<(), Trouble> {
    put(connection, document, document, &[], fresh)
}

fn capture(connection: &Connection, document: i64) -> Result<Option<Capture>, Trouble> {
    Ok(documents::capture(connection, document)?.map(|sealed| sealed.capture))
}

/// What is known of a document after a deposit. What a person curated counts for more than what
/// a page was read as; otherwise what came first stays, and only gaps are filled.
pub(super) fn merged(known: &Document, deposit: &Deposit<'_>) -> Document {
    let new = deposit.document;
    let curated = deposit.origin == Origin::Curated;
    fn pick<T: Clone>(curated: bool, known: &Option<T>, new: &Option<T>) -> Option<T> {
        let (first, second) = if curated { (new, known) } else { (known, new) };
        first.as_ref().or(second.as_ref()).cloned()
    }
    Document {
        name: if curated { new.name.clone() } else { known.name.clone() },
        sha256: known.sha256,
        outlet: pick(curated, &known.outlet, &new.outlet),
        title: pick(curated, &known.title, &new.title),
        author: pick(curated, &known.author, &new.author),
        url: pick(curated, &known.url, &new.url),
        published: pick(curated, &known.published, &new.published),
        language: pick(curated, &known.language, &new.language),
        captured: pick(curated, &known.captured, &new.captured),
        medium: pick(curated, &known.medium, &new.medium),
    }
}

/// The claims of a deposit by what becomes of them.
#[derive(Default)]
struct Sorted {
    /// Those that the base does not have.
    fresh: Vec<claims::Stored>,
    /// Those that it has and that the deposit changes, as they are then.
    changed: Vec<claims::Stored>,
    /// What a person says by curating claims that nobody had decided about.
    accepted: Vec<Review>,
}

fn sorted_out(connection: &Connection, deposit: &Deposit<'_>) -> Result<Sorted, Trouble> {
    let mut sorted = Sorted::default();
    let mut seen = HashSet::new();
    for claim in deposit.claims {
        let given = claims::derive(&deposit.document.sha256, claim.clone(), deposit.origin, deposit.program)?;
        if !seen.insert(given.id) {
            continue;
        }
        let (id, stored) = (given.id, claims::by_id(connection, &given.id)?);
        let undecided = match &stored {
            Some(stored) => !review::is_decided(connection, stored)?,
            None => true,
        };
        if deposit.origin == Origin::Curated && undecided {
            let accepted = Review { claim: id, status: Status::Accepted, reason: None, successor: None };
            sorted.accepted.push(accepted);
        }
        match stored {
            None => sorted.fresh.push(given),
            Some(stored) => sorted.changed.extend(amended(deposit, stored, given)?),
        }
    }
    Ok(sorted)
}

/// A stored claim after the same claim came in again; `None` where that changes nothing. A
/// person's word replaces what the id does not cover (cue, mention, channels), but never the
/// record of what found the claim; and a find is put on record with a claim that only a person
/// had entered.
fn amended(
    deposit: &Deposit<'_>,
    stored: claims::Stored,
    given: claims::Stored,
) -> Result<Option<claims::Stored>, Trouble> {
    let mut claim = stored.claim.clone();
    let mut program = stored.program.clone();
    let mut origin = stored.origin;
    match deposit.origin {
        Origin::Curated => {
            let rule = if program.is_some() { claim.rule } else { given.claim.rule.clone() };
            claim = Claim { rule, ..given.claim };
            origin = Origin::Curated;
        }
        Origin::Found if program.is_none() => {
            claim.rule = given.claim.rule;
            program = given.program;
        }
        Origin::Found => {}
    }
    let derived = claims::derive(&deposit.document.sha256, claim, origin, program.as_deref())?;
    let amended = claims::Stored {
        key: stored.key,
        place: stored.place,
        document: stored.document,
        status: stored.status,
        ..derived
    };
    Ok((amended != stored).then_some(amended))
}

/// Gives every claim of a document its place, in the order of the text, and stores the new ones.
fn seat(
    connection: &Connection,
    before: &documents::Stored,
    after: &documents::Stored,
    fresh: Vec<claims::Stored>,
) -> Result<(), Trouble> {
    enum Seat {
        Taken { key: i64, place: i64 },
        Fresh(Box<claims::Stored>),
    }
    let old = before.range();
    let mut seats: Vec<(i64, Seat)> = connection
        .prepare_cached(
            "SELECT claim.id, place, span.start FROM claim JOIN claim_span AS span ON span.claim = claim.id
              WHERE place BETWEEN ?1 AND ?2 AND kind = 'content' AND position = 0 ORDER BY claim.id",
        )?
        .query_map([old.first, old.last], |row| {
            Ok((row.get(2)?, Seat::Taken { key: row.get(0)?, place: row.get(1)? }))
        })?
        .collect::<Result<_, _>>()?;
    for claim in fresh {
        let start = claim.claim.content.first().map_or(0, |slice| slice.start);
        seats.push((i64::try_from(start).unwrap_or(i64::MAX), Seat::Fresh(Box::new(claim))));
    }
    if seats.len() > place::MAX_CLAIMS {
        let what = format!("it has {} claims, and {} are the most", seats.len(), place::MAX_CLAIMS);
        return Err(invalid(&after.document.name, &what));
    }
    seats.sort_by_key(|(start, _)| *start);

    let seated: Vec<(i64, Seat)> =
        (after.range().first..).zip(seats.into_iter().map(|(_, seat)| seat)).collect();
    let mut move_to = connection.prepare_cached("UPDATE claim SET place = ?2 WHERE id = ?1")?;
    let moves = || {
        seated.iter().filter_map(|(place, seat)| match seat {
            Seat::Taken { key, place: old } if old != place => Some((*key, *place)),
            _ => None,
        })
    };
    // Places are unique: everybody gets up (no place is below 0) before anybody sits down.
    for (key, _) in moves() {
        move_to.execute([key, -key])?;
    }
    for (key, place) in moves() {
        move_to.execute([key, place])?;
    }
    for (place, seat) in seated {
        if let Seat::Fresh(claim) = seat {
            let claim = claims::Stored { place, document: after.id, ..*claim };
            claims::insert(connection, &after.document.name, &claim)?;
        }
    }
    Ok(())
}

fn invalid(document: &str, what: &str) -> Trouble {
    StoreError::Invalid { document: document.to_owned(), what: what.to_owned() }.into()
}
