//! Judgements about who is who: changes of a registry, each whole or refused.

use super::{Entity, EntityKind, Registry, RegistryError, fold_name};

/// Why the registry was not changed.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// No entity has that name.
    #[error("no entity is called `{0}`")]
    Unknown(String),
    /// An entity has that name.
    #[error("`{name}` is a name of `{owner}` already")]
    Taken {
        /// The name.
        name: String,
        /// The entity that has it.
        owner: String,
    },
    /// The two are one already.
    #[error("`{0}` and `{1}` are one already")]
    Same(String, String),
    /// The name is not an alias of that entity.
    #[error("`{alias}` is no other name of `{entity}`")]
    NoAlias {
        /// The name.
        alias: String,
        /// The entity.
        entity: String,
    },
    /// Nothing would change.
    #[error("it is so already")]
    Nothing,
    /// The registry would not be one any more.
    #[error(transparent)]
    Registry(#[from] RegistryError),
}

type Result<T> = std::result::Result<T, LedgerError>;

impl Registry {
    /// With an entity more.
    ///
    /// # Errors
    /// [`LedgerError::Taken`].
    pub fn with_entity(&self, name: &str, kind: EntityKind, gender: Option<String>) -> Result<Registry> {
        self.free(name)?;
        let mut entities = self.entities().to_vec();
        entities.push(Entity { gender, ..blank(name, kind) });
        Ok(Registry::new(entities)?)
    }

    /// With another name for an entity, in a language.
    ///
    /// # Errors
    /// [`LedgerError::Unknown`], [`LedgerError::Taken`].
    pub fn with_alias(&self, entity: &str, alias: &str, language: &str) -> Result<Registry> {
        self.free(alias)?;
        self.changed(entity, |entity| {
            entity.aliases.entry(language.to_owned()).or_default().push(alias.to_owned());
        })
    }

    /// Without one of an entity's other names.
    ///
    /// # Errors
    /// [`LedgerError::Unknown`], [`LedgerError::NoAlias`].
    pub fn without_alias(&self, entity: &str, alias: &str) -> Result<Registry> {
        let key = fold_name(alias);
        let name = self.known(entity)?.name.clone();
        if !self.known(entity)?.aliases.values().flatten().any(|a| fold_name(a) == key) {
            return Err(LedgerError::NoAlias { alias: alias.to_owned(), entity: name });
        }
        self.changed(entity, |entity| {
            entity.aliases.values_mut().for_each(|list| list.retain(|a| fold_name(a) != key));
            entity.aliases.retain(|_, list| !list.is_empty());
        })
    }

    /// With one entity, or a name that no entity has, as another name of a second entity. What the
    /// first was called, what it is and whom it speaks for goes over.
    ///
    /// # Errors
    /// [`LedgerError::Unknown`] of the second, [`LedgerError::Same`].
    pub fn merged(&self, from: &str, into: &str, language: &str) -> Result<Registry> {
        let target = self.known(into)?.name.clone();
        let Some(source) = self.find(from).cloned() else {
            return self.with_alias(into, from, language);
        };
        if source.name == target {
            return Err(LedgerError::Same(from.to_owned(), into.to_owned()));
        }
        let mut entities: Vec<Entity> = self.entities().to_vec();
        entities.retain(|entity| entity.name != source.name);
        for entity in &mut entities {
            for name in &mut entity.speaks_for {
                if *name == source.name {
                    target.clone_into(name);
                }
            }
            if entity.name == target {
                entity.aliases.entry(language.to_owned()).or_default().push(source.name.clone());
                extend(&mut entity.aliases, &source.aliases);
                extend(&mut entity.roles, &source.roles);
                entity.speaks_for.extend(source.speaks_for.iter().cloned());
            }
            let name = entity.name.clone();
            entity.speaks_for.retain(|other| *other != name);
            let mut seen = std::collections::BTreeSet::new();
            entity.speaks_for.retain(|other| seen.insert(other.clone()));
        }
        Ok(Registry::new(entities)?)
    }

    /// With one of an entity's other names as an entity of its own, of the same kind.
    ///
    /// # Errors
    /// [`LedgerError::Unknown`], [`LedgerError::NoAlias`].
    pub fn split(&self, entity: &str, alias: &str) -> Result<Registry> {
        let (kind, gender) = (self.known(entity)?.kind, self.known(entity)?.gender.clone());
        self.without_alias(entity, alias)?.with_entity(alias, kind, gender)
    }

    /// With an entity speaking for another, or no longer.
    ///
    /// # Errors
    /// [`LedgerError::Unknown`], [`LedgerError::Nothing`].
    pub fn with_spokesman(&self, entity: &str, target: &str, speaks: bool) -> Result<Registry> {
        let target = self.known(target)?.name.clone();
        if self.known(entity)?.speaks_for.contains(&target) == speaks {
            return Err(LedgerError::Nothing);
        }
        self.changed(entity, |entity| {
            if speaks {
                entity.speaks_for.push(target.clone());
            } else {
                entity.speaks_for.retain(|name| *name != target);
            }
        })
    }

    fn changed(&self, name: &str, change: impl FnOnce(&mut Entity)) -> Result<Registry> {
        let name = self.known(name)?.name.clone();
        let mut entities = self.entities().to_vec();
        if let Some(entity) = entities.iter_mut().find(|entity| entity.name == name) {
            change(entity);
        }
        Ok(Registry::new(entities)?)
    }

    fn known(&self, name: &str) -> Result<&Entity> {
        self.find(name).ok_or_else(|| LedgerError::Unknown(name.to_owned()))
    }

    fn free(&self, name: &str) -> Result<()> {
        match self.find(name) {
            Some(owner) => Err(LedgerError::Taken { name: name.to_owned(), owner: owner.name.clone() }),
            None => Ok(()),
        }
    }
}

fn blank(name: &str, kind: EntityKind) -> Entity {
    Entity {
        name: name.to_owned(),
        kind,
        gender: None,
        aliases: Default::default(),
        roles: Default::default(),
        speaks_for: Vec::new(),
    }
}

type Lists = std::collections::BTreeMap<String, Vec<String>>;

fn extend(lists: &mut Lists, more: &Lists) {
    for (language, words) in more {
        lists.entry(language.clone()).or_default().extend(words.iter().cloned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registry() -> Registry {
        let toml = "[[entity]]\nname = \"A\"\nkind = \"person\"\naliases = { fr = [\"a un\", \"a deux\"] }\n\
                    [[entity]]\nname = \"B\"\nkind = \"person\"\n\
                    [[entity]]\nname = \"C\"\nkind = \"organisation\"\nspeaks_for = [\"A\"]\n";
        Registry::parse(toml).expect("parses")
    }

    #[test]
    fn each_judgement() {
        let r = registry();
        assert_eq!(
            r.with_alias("a", "Alpha", "en").expect("alias").find("alpha").map(|e| e.name.as_str()),
            Some("A")
        );
        assert!(matches!(r.with_alias("A", "b", "en"), Err(LedgerError::Taken { .. })));
        assert!(matches!(r.with_alias("Z", "z", "en"), Err(LedgerError::Unknown(_))));
        assert!(r.without_alias("A", "A un").expect("removed").find("a un").is_none());
        let merged = r.merged("A", "B", "fr").expect("merged");
        assert_eq!(merged.find("a deux").map(|e| e.name.as_str()), Some("B"));
        assert!(merged.speaks_for("C", "B"), "it speaks for whom the other became");
        assert_eq!(
            r.merged("Nobody", "B", "fr").expect("alias").find("nobody").map(|e| e.name.as_str()),
            Some("B")
        );
        let split = r.split("A", "a deux").expect("split");
        assert_eq!(
            split.find("a deux").map(|e| (e.name.as_str(), e.kind)),
            Some(("a deux", EntityKind::Person))
        );
        assert!(r.with_spokesman("B", "A", true).expect("speaks").speaks_for("B", "A"));
        assert!(matches!(r.with_spokesman("C", "A", true), Err(LedgerError::Nothing)));
        assert!(r.with_entity("D", EntityKind::State, None).expect("added").find("d").is_some());
    }
}
