//! Names that somebody may be about to type.

use super::{error::Trouble, names::words};
use crate::model::fold_name;
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// How many words of names are looked at: what one or two letters ask for is no use to anybody in full.
const LOOKED_AT: u64 = 2000;

/// Up to `limit` names that have all words typed in them, the last of which may be only begun:
/// those that begin so come first, each half in the order of the folded names. An entity of the
/// registry goes by its own name whichever of its names is typed, anybody else by the name
/// under which lists show them.
pub(super) fn names(connection: &Connection, typed: &str, limit: usize) -> Result<Vec<String>, Trouble> {
    let folded = fold_name(typed);
    let typed_words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let Some((begun, whole)) = typed_words.split_last() else { return Ok(Vec::new()) };
    let mut found = BTreeSet::new();
    let mut put = |name: String, known_by: &str| {
        found.insert((!known_by.starts_with(&folded), fold_name(&name), name));
    };

    let mut keys = connection.prepare_cached(
        "SELECT folded, name FROM entity_key JOIN entity ON entity.id = entity_key.entity
          WHERE instr(folded, ?1) > 0",
    )?;
    let mut rows = keys.query([begun])?;
    while let Some(row) = rows.next()? {
        let key: String = row.get(0)?;
        let has = words(&key);
        if whole.iter().all(|word| has.contains(word)) && has.iter().any(|word| word.starts_with(begun)) {
            put(row.get(1)?, &key);
        }
    }

    let mut having = connection.prepare_cached(
        "SELECT DISTINCT name.id, name.text, actor.name
           FROM (SELECT name FROM name_word WHERE word >= ?1 AND word < ?2 LIMIT ?3) AS begun
           JOIN name ON name.id = begun.name JOIN actor ON actor.id = name.actor",
    )?;
    let mut has = connection.prepare_cached("SELECT 1 FROM name_word WHERE word = ?1 AND name = ?2")?;
    let mut rows = having.query(params![begun, format!("{begun}{}", char::MAX), LOOKED_AT])?;
    'names: while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        for word in whole {
            if !has.exists(params![word, id])? {
                continue 'names;
            }
        }
        put(row.get(2)?, &fold_name(&row.get::<_, String>(1)?));
    }

    // One actor may be found by several names.
    let mut names: Vec<String> = Vec::new();
    for (_, _, name) in found {
        if names.len() < limit && !names.contains(&name) {
            names.push(name);
        }
    }
    Ok(names)
}
