//! The registry in its tables.

use super::{
    Author,
    columns::{numbered, word},
    error::Trouble,
    log, names, seal,
};
use crate::model::{Change, Entity, Operation, Registry, RegistryChange, Vocabulary, fold_name};
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, HashMap};

/// Reads the whole registry, in its order.
pub(super) fn read(connection: &Connection) -> Result<Registry, Trouble> {
    Registry::new(entities(connection)?).map_err(|e| Trouble::Damaged(format!("its registry: {e}")))
}

/// Reads the entities as they are stored, whether or not they make a registry.
pub(super) fn entities(connection: &Connection) -> Result<Vec<Entity>, Trouble> {
    let mut aliases = lists(
        connection,
        "SELECT entity, language, alias, position FROM entity_alias ORDER BY 1, 2, position",
    )?;
    let mut roles = lists(
        connection,
        "SELECT entity, language, role, position FROM entity_role ORDER BY 1, 2, position",
    )?;
    let mut targets = lists(
        connection,
        "SELECT s.entity, '', target.name, position FROM entity_speaks_for AS s
           JOIN entity AS target ON target.id = s.target ORDER BY 1, position",
    )?;
    let mut statement = connection.prepare("SELECT id, name, kind, gender FROM entity ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut entities = Vec::new();
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        numbered(entities.len(), id.saturating_sub(1))?;
        entities.push(Entity {
            name: row.get(1)?,
            kind: word(row, 2)?,
            gender: row.get(3)?,
            aliases: aliases.remove(&id).unwrap_or_default(),
            roles: roles.remove(&id).unwrap_or_default(),
            speaks_for: targets.remove(&id).and_then(|mut lists| lists.remove("")).unwrap_or_default(),
        });
    }
    Ok(entities)
}

/// Replaces the registry, and looks all names up in the new one. A language without names, the
/// same as one that is not there, is not kept.
pub(super) fn write(connection: &Connection, registry: &Registry) -> Result<(), Trouble> {
    // Actors point at entities that go and come back under other numbers.
    connection.pragma_update(None, "defer_foreign_keys", true)?;
    for table in ["entity_key", "entity_alias", "entity_role", "entity_speaks_for", "entity"] {
        connection.execute(&format!("DELETE FROM {table}"), [])?;
    }
    let ids: HashMap<&str, i64> =
        registry.entities().iter().zip(1..).map(|(entity, id)| (entity.name.as_str(), id)).collect();
    for (entity, id) in registry.entities().iter().zip(1i64..) {
        connection
            .prepare_cached("INSERT INTO entity (id, name, kind, gender) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![id, entity.name, entity.kind.as_str(), entity.gender])?;
        write_lists(connection, "INSERT INTO entity_alias VALUES (?1, ?2, ?3, ?4)", id, &entity.aliases)?;
        write_lists(connection, "INSERT INTO entity_role VALUES (?1, ?2, ?3, ?4)", id, &entity.roles)?;
        let mut speaks_for =
            connection.prepare_cached("INSERT INTO entity_speaks_for VALUES (?1, ?2, ?3)")?;
        for (position, target) in entity.speaks_for.iter().enumerate() {
            speaks_for.execute(params![id, position, ids.get(target.as_str())])?;
        }
    }
    for (folded, id) in keys(registry.entities()) {
        connection
            .prepare_cached("INSERT INTO entity_key (folded, entity) VALUES (?1, ?2)")?
            .execute(params![folded, id])?;
    }
    let seal = seal::registry(&entities(connection)?)?;
    connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('registry', ?1)", [seal.0])?;
    names::resolve_all(connection)
}

/// Replaces the registry; answers with what was changed, `None` where it was that one already.
pub(super) fn replace(
    connection: &Connection,
    registry: &Registry,
) -> Result<Option<RegistryChange>, Trouble> {
    let before = entities(connection)?;
    if before == registry.entities() {
        return Ok(None);
    }
    write(connection, registry)?;
    // As it is stored: lists without anything in them are not kept.
    Ok(Some(RegistryChange::between(&before, &entities(connection)?)))
}

/// Replaces the registry, and writes down what was changed, if anything was.
pub(super) fn record(
    connection: &Connection,
    author: &Author,
    registry: &Registry,
    about: &str,
) -> Result<(), Trouble> {
    let registry_change = replace(connection, registry)?;
    if registry_change.is_none() {
        return Ok(());
    }
    let change = Change { registry_change, about: Some(about.to_owned()), ..Change::default() };
    log::append(connection, author, Operation::Registry, &change)?;
    Ok(())
}

/// Every name by which an entity is found, folded, with the entity's number.
pub(super) fn keys(entities: &[Entity]) -> BTreeMap<String, i64> {
    let mut keys = BTreeMap::new();
    for (entity, id) in entities.iter().zip(1..) {
        for name in std::iter::once(&entity.name).chain(entity.aliases.values().flatten()) {
            keys.insert(fold_name(name), id);
        }
    }
    keys
}

type Lists = BTreeMap<String, Vec<String>>;

/// Lists of words by language, by entity.
fn lists(connection: &Connection, sql: &str) -> Result<HashMap<i64, Lists>, Trouble> {
    let mut lists: HashMap<i64, Lists> = HashMap::new();
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let list = lists.entry(row.get(0)?).or_default().entry(row.get(1)?).or_default();
        numbered(list.len(), row.get(3)?)?;
        list.push(row.get(2)?);
    }
    Ok(lists)
}

fn write_lists(connection: &Connection, sql: &str, entity: i64, lists: &Lists) -> Result<(), Trouble> {
    let mut statement = connection.prepare_cached(sql)?;
    for (language, words) in lists {
        for (position, word) in words.iter().enumerate() {
            statement.execute(params![entity, language, position, word])?;
        }
    }
    Ok(())
}
