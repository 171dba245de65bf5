//! A change of a registry taken back, whatever else was changed since.

use super::{Entity, registry_change::by_name};
use std::collections::BTreeSet;

/// The entities as they are now, without what a change made of those `before` it; `after` is what
/// they were when it had been made.
///
/// # Errors
/// The name of an entity that the change is about and that was changed again since.
pub fn taken_back(before: &[Entity], after: &[Entity], now: &[Entity]) -> Result<Vec<Entity>, String> {
    let (old, new, current) = (by_name(before), by_name(after), by_name(now));
    let changed: BTreeSet<&str> =
        old.keys().chain(new.keys()).copied().filter(|name| old.get(name) != new.get(name)).collect();
    if let Some(name) = changed.iter().find(|name| current.get(*name) != new.get(*name)) {
        return Err((*name).to_owned());
    }
    let mut entities: Vec<Entity> = now
        .iter()
        .filter(|entity| !changed.contains(entity.name.as_str()) || old.contains_key(entity.name.as_str()))
        .map(|entity| {
            old.get(entity.name.as_str())
                .filter(|_| changed.contains(entity.name.as_str()))
                .map_or(entity, |old| old)
                .clone()
        })
        .collect();
    // What was taken out comes back where it stood.
    for (place, entity) in before.iter().enumerate() {
        if !new.contains_key(entity.name.as_str()) {
            entities.insert(place.min(entities.len()), entity.clone());
        }
    }
    Ok(entities)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EntityKind, Registry};

    #[test]
    fn only_what_the_change_made_is_taken_back() {
        let mut registry = Registry::default();
        for name in ["A", "B", "C"] {
            registry = registry.with_entity(name, EntityKind::Person, None).expect("adds");
        }
        let merged = registry.merged("A", "B", "fr").expect("merges");
        let back = |now: &Registry| taken_back(registry.entities(), merged.entities(), now.entities());
        assert_eq!(back(&merged).expect("nothing else changed"), registry.entities());
        let later = merged.with_alias("C", "c'", "fr").expect("alias");
        let expected = registry.with_alias("C", "c'", "fr").expect("alias");
        assert_eq!(back(&later).expect("C is another matter"), expected.entities());
        let later = merged.with_alias("B", "b'", "fr").expect("alias");
        assert_eq!(back(&later), Err("B".to_owned()));
    }
}
