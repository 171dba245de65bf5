//! The log in its table.

use super::{
    Author,
    columns::{digest, numbered, word},
    error::Trouble,
    pack::Packed,
};
use crate::model::{
    Change, Checkpoint, ClaimRow, Digest, LogEntry, LogFilter, MerkleTree, Operation, Vocabulary,
};
use chrono::{DateTime, SubsecRound, Utc};
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::ops::ControlFlow;

/// Writes down a change, which the caller's transaction makes with it; answers with the number
/// of the entry.
pub(super) fn append(
    connection: &Connection,
    author: &Author,
    operation: Operation,
    change: &Change,
) -> Result<i64, Trouble> {
    let time = (author.clock)().trunc_subsecs(3);
    let entry = LogEntry::after(tip(connection)?, time, &author.name, operation, change.canonical());
    let packed = Packed::signed(entry.payload.as_bytes());
    let seq = number(entry.seq)?;
    connection
        .prepare_cached(
            "INSERT INTO log (seq, time, actor, operation, packing, size, payload, previous, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            seq,
            entry.written_time(),
            entry.actor,
            entry.operation.as_str(),
            packed.packing,
            packed.size,
            packed.blob,
            entry.previous.0,
            entry.hash.0,
        ])?;
    let mut about = connection.prepare_cached("INSERT INTO log_subject (subject, entry) VALUES (?1, ?2)")?;
    for subject in change.subjects() {
        about.execute(params![subject.0, seq])?;
    }
    Ok(seq)
}

/// The number and the hash of the last entry; `(0, zeros)` of an empty log.
pub(super) fn tip(connection: &Connection) -> Result<(u64, Digest), Trouble> {
    let last = connection
        .prepare_cached("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, digest(row, 1)?)))
        .optional()?;
    Ok(last.unwrap_or((0, Digest([0; 32]))))
}

/// What the log was when it had so many entries; `None` where it never had.
pub(super) fn checkpoint(connection: &Connection, size: u64) -> Result<Option<Checkpoint>, Trouble> {
    let mut statement = connection.prepare("SELECT hash FROM log WHERE seq <= ?1 ORDER BY seq")?;
    let mut rows = statement.query([i64::try_from(size).unwrap_or(i64::MAX)])?;
    let mut tree = MerkleTree::default();
    let mut first = None;
    while let Some(row) = rows.next()? {
        let leaf = digest(row, 0)?;
        first.get_or_insert(leaf);
        tree.push(leaf);
    }
    let Some(first) = first.filter(|_| tree.size() == size) else { return Ok(None) };
    Ok(Some(Checkpoint { origin: Checkpoint::origin_of(&first), size, root: tree.root() }))
}

/// The entry of a number.
pub(super) fn at(connection: &Connection, seq: u64) -> Result<Option<LogEntry>, Trouble> {
    let mut statement = connection.prepare_cached(
        "SELECT seq, time, actor, operation, packing, size, payload, previous, hash FROM log WHERE seq = ?1",
    )?;
    let mut rows = statement.query([i64::try_from(seq).unwrap_or(i64::MAX)])?;
    rows.next()?.map(entry).transpose()
}

/// Goes through the entries of a filter, in their order.
pub(super) fn entries(
    connection: &Connection,
    filter: &LogFilter,
    each: &mut dyn FnMut(LogEntry) -> ControlFlow<()>,
) -> Result<(), Trouble> {
    let any = |wanted: &[String], column: &str| match wanted {
        [] => String::new(),
        some => format!(" AND {column} IN ({})", some.join(", ")),
    };
    let operations: Vec<String> = filter.operation.iter().map(|o| format!("'{}'", o.as_str())).collect();
    // Parameters from ?4 on.
    let actors: Vec<String> = (4..4 + filter.actor.len()).map(|n| format!("?{n}")).collect();
    let about = match filter.subject {
        Some(_) => " AND seq IN (SELECT entry FROM log_subject WHERE subject = ?3)",
        None => " AND ?3 IS NULL",
    };
    let limit = filter.limit.and_then(|n| i64::try_from(n).ok()).unwrap_or(-1);
    let sql = format!(
        "SELECT * FROM
            (SELECT seq, time, actor, operation, packing, size, payload, previous, hash FROM log
              WHERE (?1 IS NULL OR time >= ?1) AND (?2 IS NULL OR time <= ?2){about}{}{}
              ORDER BY seq DESC LIMIT {limit})
          ORDER BY seq",
        any(&operations, "operation"),
        any(&actors, "actor"),
    );
    // Compared as text: times are all written alike, and a day comes before its times.
    let since = filter.since.map(|date| date.first_day().to_string());
    let until = filter.until.map(|date| format!("{}T99", date.last_day()));
    let mut values: Vec<rusqlite::types::Value> =
        vec![since.into(), until.into(), filter.subject.map(|subject| subject.0.to_vec()).into()];
    values.extend(filter.actor.iter().cloned().map(Into::into));
    let mut statement = connection.prepare(&sql)?;
    let mut rows = statement.query(rusqlite::params_from_iter(values))?;
    while let Some(row) = rows.next()? {
        if each(entry(row)?).is_break() {
            break;
        }
    }
    Ok(())
}

/// The entries that put a claim or decide about it, in their order.
pub(super) fn history(
    connection: &Connection,
    claim: &ClaimRow,
    filter: &LogFilter,
) -> Result<Vec<LogEntry>, Trouble> {
    let mut found = std::collections::BTreeMap::new();
    for subject in [claim.document.sha256, claim.id] {
        let filter = LogFilter { subject: Some(subject), limit: None, ..filter.clone() };
        entries(connection, &filter, &mut |entry| {
            if entry.change().is_ok_and(|change| change.touches(&claim.id)) {
                found.insert(entry.seq, entry);
            }
            ControlFlow::Continue(())
        })?;
    }
    let last = filter.limit.and_then(|n| usize::try_from(n).ok()).unwrap_or(usize::MAX);
    let skipped = found.len().saturating_sub(last);
    Ok(found.into_values().skip(skipped).collect())
}

/// Goes through the whole log, which must be numbered from 1 without a gap; `each` gets the number of every
/// entry, the entry where it can be read, and whether it is packed bit for bit as it was.
pub(super) fn each(
    connection: &Connection,
    mut each: impl FnMut(u64, Result<LogEntry, Trouble>, bool) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    let mut statement = connection.prepare(
        "SELECT seq, time, actor, operation, packing, size, payload, previous, hash FROM log ORDER BY seq",
    )?;
    let mut rows = statement.query([])?;
    let mut expected = 1;
    while let Some(row) = rows.next()? {
        numbered(expected, row.get(0)?)?;
        each(expected as u64, entry(row), packed(row)?.is_whole())?;
        expected += 1;
    }
    Ok(())
}

fn entry(row: &Row<'_>) -> Result<LogEntry, Trouble> {
    let seq: u64 = row.get(0)?;
    let damaged = |what: &str| Trouble::Damaged(format!("entry {seq} of the log: {what}"));
    let payload = packed(row)?.unpack(&[]).map_err(|trouble| damaged(&trouble.words()))?;
    let written: String = row.get(1)?;
    let time: DateTime<Utc> = written.parse().map_err(|_| damaged("its time is no time"))?;
    let entry = LogEntry {
        seq,
        time,
        actor: row.get(2)?,
        operation: word(row, 3)?,
        payload: String::from_utf8(payload).map_err(|_| damaged("its payload is not UTF-8"))?,
        previous: digest(row, 7)?,
        hash: digest(row, 8)?,
    };
    if entry.written_time() != written {
        return Err(damaged("its time is not written as the log writes it"));
    }
    Ok(entry)
}

fn packed(row: &Row<'_>) -> Result<Packed<'static>, Trouble> {
    let (packing, blob): (String, Vec<u8>) = (row.get(4)?, row.get(6)?);
    Ok(Packed { packing: packing.into(), size: row.get(5)?, blob: blob.into() })
}

fn number(seq: u64) -> Result<i64, Trouble> {
    i64::try_from(seq).map_err(|_| Trouble::Damaged("the log's numbers are used up".to_owned()))
}
