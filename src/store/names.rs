//! Names as texts give them, and the actors that they lead to.

use super::error::Trouble;
use crate::model::fold_name;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// The number of a name, which is entered where the base does not have it.
pub(super) fn enter(connection: &Connection, text: &str) -> Result<i64, Trouble> {
    let known = connection
        .prepare_cached("SELECT id FROM name WHERE text = ?1")?
        .query_row([text], |row| row.get(0))
        .optional()?;
    if let Some(id) = known {
        return Ok(id);
    }
    let folded = fold_name(text);
    let actor = actor(connection, text, &folded)?;
    connection
        .prepare_cached("INSERT INTO name (text, actor) VALUES (?1, ?2)")?
        .execute(params![text, actor])?;
    let id = connection.last_insert_rowid();
    let mut word = connection.prepare_cached("INSERT INTO name_word (word, name) VALUES (?1, ?2)")?;
    for each in words(&folded) {
        word.execute(params![each, id])?;
    }
    Ok(id)
}

/// Looks every name up again, after the registry has changed.
pub(super) fn resolve_all(connection: &Connection) -> Result<(), Trouble> {
    connection.execute("UPDATE actor SET entity = NULL", [])?;
    let mut select = connection.prepare("SELECT id, text FROM name ORDER BY id")?;
    let names: Vec<(i64, String)> =
        select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    let mut update = connection.prepare("UPDATE name SET actor = ?2 WHERE id = ?1")?;
    for (id, text) in &names {
        update.execute([*id, actor(connection, text, &fold_name(text))?])?;
    }
    connection.execute("DELETE FROM actor WHERE id NOT IN (SELECT actor FROM name)", [])?;
    // An actor that no entity stands for is shown by the first of its names, as if it had just
    // been entered.
    connection.execute(
        "UPDATE actor SET name = (SELECT text FROM name WHERE actor = actor.id ORDER BY id LIMIT 1)
          WHERE entity IS NULL",
        [],
    )?;
    Ok(())
}

/// Takes out the names that no claim and no document gives.
pub(super) fn forget_unused(connection: &Connection) -> Result<(), Trouble> {
    const USED: &str =
        "SELECT name FROM claim_party UNION SELECT outlet FROM document WHERE outlet IS NOT NULL";
    connection.execute(&format!("DELETE FROM name_word WHERE name NOT IN ({USED})"), [])?;
    connection.execute(&format!("DELETE FROM name WHERE id NOT IN ({USED})"), [])?;
    resolve_all(connection)
}

/// The actor of a name: the entity that has it, or else whoever has a name that folds alike.
fn actor(connection: &Connection, text: &str, folded: &str) -> Result<i64, Trouble> {
    let entity: Option<(i64, String)> = connection
        .prepare_cached(
            "SELECT entity.id, entity.name FROM entity_key JOIN entity ON entity.id = entity_key.entity
              WHERE folded = ?1",
        )?
        .query_row([folded], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (entity, shown, key) = match &entity {
        Some((id, name)) => (Some(*id), name.as_str(), fold_name(name)),
        None => (None, text, folded.to_owned()),
    };
    let known = connection
        .prepare_cached("SELECT id, entity FROM actor WHERE folded = ?1")?
        .query_row([&key], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Option<i64>>(1)?)))
        .optional()?;
    match known {
        Some((id, of)) if of == entity => Ok(id),
        Some((id, _)) => {
            connection
                .prepare_cached("UPDATE actor SET entity = ?2, name = ?3 WHERE id = ?1")?
                .execute(params![id, entity, shown])?;
            Ok(id)
        }
        None => {
            connection
                .prepare_cached("INSERT INTO actor (folded, name, entity) VALUES (?1, ?2, ?3)")?
                .execute(params![key, shown, entity])?;
            Ok(connection.last_insert_rowid())
        }
    }
}

/// The names that somebody asks for by one: all names of the entity whose name or alias it is;
/// where it is nobody's, all names of everybody who has a name with all of its words in it.
pub(super) fn asked_for(connection: &Connection, query: &str) -> Result<BTreeSet<i64>, Trouble> {
    let folded = fold_name(query);
    let mut actors = BTreeSet::new();
    let entity: Option<i64> = connection
        .prepare_cached("SELECT entity FROM entity_key WHERE folded = ?1")?
        .query_row([&folded], |row| row.get(0))
        .optional()?;
    match entity {
        Some(entity) => actors.extend(of_entity(connection, entity)?),
        None => {
            let asked = words(&folded);
            of_words(connection, &asked, &mut actors)?;
            // An entity can have such a name without any text in the base using it.
            let mut keys = connection.prepare_cached("SELECT folded, entity FROM entity_key")?;
            for row in keys.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))? {
                let (key, entity) = row?;
                if !asked.is_empty() && asked.is_subset(&words(&key)) {
                    actors.extend(of_entity(connection, entity)?);
                }
            }
        }
    }
    let actors: Vec<String> = actors.iter().map(i64::to_string).collect();
    let mut names =
        connection.prepare(&format!("SELECT id FROM name WHERE actor IN ({})", actors.join(", ")))?;
    Ok(names.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

fn of_entity(connection: &Connection, entity: i64) -> Result<Option<i64>, Trouble> {
    let mut actor = connection.prepare_cached("SELECT id FROM actor WHERE entity = ?1")?;
    Ok(actor.query_row([entity], |row| row.get(0)).optional()?)
}

/// The actors who have a name with all of some words in it.
fn of_words(
    connection: &Connection,
    asked: &BTreeSet<&str>,
    actors: &mut BTreeSet<i64>,
) -> Result<(), Trouble> {
    let Some(first) = asked.first() else { return Ok(()) };
    let mut having = connection.prepare_cached(
        "SELECT name.id, name.actor FROM name_word JOIN name ON name.id = name_word.name WHERE word = ?1",
    )?;
    let mut has = connection.prepare_cached("SELECT 1 FROM name_word WHERE word = ?1 AND name = ?2")?;
    'names: for row in having.query_map([first], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)))? {
        let (name, actor) = row?;
        for word in asked.iter().skip(1) {
            if !has.exists(params![word, name])? {
                continue 'names;
            }
        }
        actors.insert(actor);
    }
    Ok(())
}

/// The words of a folded name.
pub(super) fn words(folded: &str) -> BTreeSet<&str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}
