//! Names that a person judged to be of different people.

use super::{Author, error::Trouble, log, names, registry};
use crate::model::{Change, Distinction, LedgerError, Operation, Registry, Ruling, fold_name};
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

/// Makes a ruling about who is who, and writes it down.
pub(super) fn rule(connection: &Connection, author: &Author, ruling: &Ruling) -> Result<(), Trouble> {
    let registry = registry::read(connection)?;
    let ruled = registry.ruled(ruling)?;
    let change = Change {
        registry_change: registry::replace(connection, &ruled)?,
        about: Some(ruling.to_string()),
        ruling: Some(ruling.clone()),
        distinctions: distinctions(connection, &registry, ruling)?,
        ..Change::default()
    };
    let entry = log::append(connection, author, Operation::Registry, &change)?;
    apply(connection, entry, &change.distinctions)
}

/// What a ruling says of names that are or are not one.
fn distinctions(
    connection: &Connection,
    registry: &Registry,
    ruling: &Ruling,
) -> Result<Vec<Distinction>, Trouble> {
    let known = all(connection)?;
    if let Some([one, other]) = ruling.distinguishes() {
        for name in [one, other] {
            if registry.find(name).is_none() && !names::is_known(connection, name)? {
                return Err(LedgerError::Unknown(name.to_owned()).into());
            }
        }
        let distinction = Distinction::new(one, other);
        return match known.contains_key(&distinction.names) {
            true if matches!(ruling, Ruling::Differ { .. }) => Err(LedgerError::Nothing.into()),
            true => Ok(Vec::new()),
            false => Ok(vec![distinction]),
        };
    }
    let Ruling::Merge { from, into, .. } = ruling else { return Ok(Vec::new()) };
    // Whoever says that two are one takes back that they are not.
    let who =
        |name: &str| registry.find(name).map_or_else(|| fold_name(name), |entity| fold_name(&entity.name));
    let merged = [who(from), who(into)];
    let taken_back = known.into_keys().filter(|names| {
        let [one, other] = [who(&names[0]), who(&names[1])];
        one != other && merged.contains(&one) && merged.contains(&other)
    });
    Ok(taken_back.map(|names| Distinction { names, on: false }).collect())
}

/// Puts distinctions, which stand in the log under a number.
pub(super) fn apply(
    connection: &Connection,
    entry: i64,
    distinctions: &[Distinction],
) -> Result<(), Trouble> {
    for Distinction { names: [one, other], on } in distinctions {
        match on {
            true => connection
                .prepare_cached("INSERT OR REPLACE INTO distinction (one, other, entry) VALUES (?1, ?2, ?3)")?
                .execute(params![one, other, entry])?,
            false => connection
                .prepare_cached("DELETE FROM distinction WHERE one = ?1 AND other = ?2")?
                .execute(params![one, other])?,
        };
    }
    Ok(())
}

/// Every distinction with the number of its entry.
pub(super) fn all(connection: &Connection) -> Result<BTreeMap<[String; 2], i64>, Trouble> {
    let mut statement = connection.prepare("SELECT one, other, entry FROM distinction")?;
    let rows = statement.query_map([], |row| Ok(([row.get(0)?, row.get(1)?], row.get(2)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
