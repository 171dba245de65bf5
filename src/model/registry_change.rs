//! What a change makes of a registry, as the log keeps it: only the entities that it touches.

use super::Entity;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// The entities that are not as they were.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegistryChange {
    /// Those that are new or otherwise than they were, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub put: Vec<PlacedEntity>,
    /// The names of those that are there no longer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gone: Vec<String>,
}

/// An entity and its place in the order of the registry, from 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlacedEntity {
    /// The place, once all that are put before it are in theirs.
    pub place: usize,
    /// The entity as it is from then on.
    pub entity: Entity,
}

impl RegistryChange {
    /// What makes one registry of another: as little as can be where the entities that stay as they
    /// are stay in their order, else all of it.
    pub fn between(old: &[Entity], new: &[Entity]) -> Self {
        let (before, after) = (by_name(old), by_name(new));
        let placed = |(place, entity): (usize, &Entity)| PlacedEntity { place, entity: entity.clone() };
        let otherwise = |(_, entity): &(usize, &Entity)| before.get(entity.name.as_str()) != Some(entity);
        let gone = old.iter().filter(|entity| !after.contains_key(entity.name.as_str()));
        let mut change = RegistryChange {
            put: new.iter().enumerate().filter(otherwise).map(placed).collect(),
            gone: gone.map(|entity| entity.name.clone()).collect(),
        };
        let mut made = old.to_vec();
        change.apply(&mut made);
        if made != new {
            change.put = new.iter().enumerate().map(placed).collect();
        }
        change
    }

    /// Makes the change.
    pub fn apply(&self, entities: &mut Vec<Entity>) {
        let put = self.put.iter().map(|placed| placed.entity.name.as_str());
        let leave: HashSet<&str> = put.chain(self.gone.iter().map(String::as_str)).collect();
        entities.retain(|entity| !leave.contains(entity.name.as_str()));
        let mut staying = std::mem::take(entities).into_iter();
        // One pass: an insertion each would be quadratic where all are put.
        for PlacedEntity { place, entity } in &self.put {
            while entities.len() < *place
                && let Some(next) = staying.next()
            {
                entities.push(next);
            }
            entities.push(entity.clone());
        }
        entities.extend(staying);
    }
}

/// Entities by their names, which are unique.
pub(super) fn by_name(entities: &[Entity]) -> HashMap<&str, &Entity> {
    entities.iter().map(|entity| (entity.name.as_str(), entity)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EntityKind, Registry};
    use proptest::prelude::*;

    fn registry(names: &[(u8, bool)]) -> Vec<Entity> {
        let mut registry = Registry::default();
        for (name, other) in names {
            let kind = if *other { EntityKind::State } else { EntityKind::Person };
            registry = registry.with_entity(&name.to_string(), kind, None).unwrap_or(registry);
        }
        registry.entities().to_vec()
    }

    proptest! {
        #[test]
        fn a_change_makes_the_one_of_the_other(
            old in prop::collection::vec((0..20u8, any::<bool>()), 0..20),
            gone in prop::collection::btree_set(0..20u8, 0..5),
            new in prop::collection::vec((0..25usize, 20..30u8, any::<bool>()), 0..5),
            turned in 0..3usize,
        ) {
            let before = registry(&old);
            let mut after = before.clone();
            after.retain(|entity| !gone.iter().any(|name| name.to_string() == entity.name));
            for (place, name, other) in new {
                let [entity] = <[Entity; 1]>::try_from(registry(&[(name, other)])).unwrap();
                after.retain(|known| known.name != entity.name);
                after.insert(place.min(after.len()), entity);
            }
            // Mostly whoever stays stays in order.
            let by = turned.saturating_sub(1).min(after.len());
            after.rotate_left(by);
            let change = RegistryChange::between(&before, &after);
            let mut changed = before.clone();
            change.apply(&mut changed);
            prop_assert_eq!(&changed, &after);
            let again = RegistryChange::between(&after, &changed);
            prop_assert_eq!(again, RegistryChange::default());
        }
    }
}
