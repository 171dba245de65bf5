//! Known people, organisations, states and outlets: their names, and who speaks for whom.

use super::{EntityKind, NameKey, fold_name};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Somebody or something that the registry knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entity {
    /// The name under which claims are filed; unique in a registry.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Grammatical gender, "m" or "f", where names and pronouns need it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gender: Option<String>,
    /// Other names, by language ("fr", "en"). Each belongs to one entity only.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub aliases: BTreeMap<String, Vec<String>>,
    /// What a text may call it instead of its name, by language ("président russe", "agence
    /// officielle nord-coréenne"). May fit several entities.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub roles: BTreeMap<String, Vec<String>>,
    /// The names of those it speaks for: what it passes on of theirs is first hand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub speaks_for: Vec<String>,
}

impl Entity {
    /// What a text in this language calls it: its first name there, or else the name under
    /// which claims are filed, which is French.
    pub fn name_in(&self, language: &str) -> &str {
        let first = self.aliases.get(language).filter(|_| language != "fr").and_then(|names| names.first());
        first.map_or(&self.name, |name| name)
    }
}

/// The known entities, found by any of their names.
#[derive(Debug, Clone, Default)]
pub struct Registry {
    entities: Vec<Entity>,
    by_name: FxHashMap<NameKey, usize>,
    /// What texts may call entities instead of their names, folded.
    by_role: FxHashMap<NameKey, Vec<usize>>,
    /// Names that are written with their article ("Le Monde"), folded.
    with_article: FxHashSet<NameKey>,
    /// The first words of all names, folded, with the most words that a name so begun has.
    first_words: FxHashMap<NameKey, usize>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RegistryFile {
    #[serde(default)]
    entity: Vec<Entity>,
}

/// Why a registry could not be read.
#[derive(Debug, thiserror::Error)]
pub enum RegistryError {
    /// Not TOML, or not of the form.
    #[error("line {line}, column {column}: {message}")]
    Syntax {
        /// Counted from 1.
        line: usize,
        /// Counted from 1, in code points.
        column: usize,
        /// What is wrong.
        message: String,
    },
    /// One name, two entities.
    #[error("the name `{name}` belongs to both `{first}` and `{second}`: leave it with one of them")]
    Shared {
        /// The name as the second entity has it.
        name: String,
        /// The entity that had it first.
        first: String,
        /// The one that claims it too.
        second: String,
    },
    /// Somebody speaks for an entity that is not there.
    #[error("`{entity}` speaks for `{target}`, which is no entity of the registry")]
    NoSuchEntity {
        /// The one that speaks.
        entity: String,
        /// The one that is not there.
        target: String,
    },
}

impl Registry {
    /// The registry that dixit comes with (`claims/entities.toml`).
    pub fn builtin() -> Self {
        // A test holds that the embedded file parses.
        Registry::parse(include_str!("../../claims/entities.toml")).unwrap_or_default()
    }

    /// Reads a registry file.
    ///
    /// # Errors
    /// [`RegistryError`], with line and column where the file is not of the form.
    pub fn parse(toml: &str) -> Result<Self, RegistryError> {
        Registry::new(parse_entities(toml)?)
    }

    /// Builds a registry.
    ///
    /// # Errors
    /// [`RegistryError`] where a name is shared or somebody speaks for a stranger.
    pub fn new(entities: Vec<Entity>) -> Result<Self, RegistryError> {
        let mut registry = Registry::default();
        for entity in entities {
            registry.add(entity)?;
        }
        registry.check_targets()?;
        Ok(registry)
    }

    /// Adds the entities of a registry file to these, for whom they may speak; one of the same
    /// name replaces the one here. Answers with their number.
    ///
    /// # Errors
    /// As [`Registry::parse`]; the registry is then left as it was.
    pub fn read(&mut self, toml: &str) -> Result<usize, RegistryError> {
        let added = Registry::entities_of(toml)?;
        *self = self.with_entities(&added)?;
        Ok(added.len())
    }

    /// Reads the entities of a registry file, which may speak for entities of another registry.
    ///
    /// # Errors
    /// [`RegistryError::Syntax`].
    pub fn entities_of(toml: &str) -> Result<Vec<Entity>, RegistryError> {
        parse_entities(toml)
    }

    /// With these entities too; one of the same name replaces the one here.
    ///
    /// # Errors
    /// [`RegistryError`] where they do not fit together.
    pub fn with_entities(&self, added: &[Entity]) -> Result<Self, RegistryError> {
        let names: FxHashSet<&str> = added.iter().map(|entity| entity.name.as_str()).collect();
        let kept = self.entities.iter().filter(|entity| !names.contains(entity.name.as_str()));
        Registry::new(kept.chain(added).cloned().collect())
    }

    /// Writes the registry in the form that [`Registry::parse`] reads, nothing lost.
    pub fn to_toml(&self) -> String {
        // Strings and lists of strings only: it cannot fail.
        toml::to_string(&RegistryFile { entity: self.entities.clone() }).unwrap_or_default()
    }

    /// Every entity, in the order of the file.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// The entity that has this name or alias, compared as [`fold_name`] folds.
    pub fn find(&self, name: &str) -> Option<&Entity> {
        self.by_name.get(&fold_name(name)).map(|&i| &self.entities[i])
    }

    /// The entities that a text may call so ("président russe"), in the order of the file.
    pub fn called(&self, role: &str) -> impl Iterator<Item = &Entity> {
        self.by_role.get(&fold_name(role)).into_iter().flatten().map(|&i| &self.entities[i])
    }

    /// How many words the longest name has that begins with this word; 0 where none does.
    pub fn longest_from(&self, first_word: &str) -> usize {
        self.first_words.get(&fold_name(first_word)).copied().unwrap_or_default()
    }

    /// Whether a name is one that is written with its article ("Le Monde"): without it, the
    /// word is more likely an ordinary one.
    pub fn wants_article(&self, name: &str) -> bool {
        self.with_article.contains(&fold_name(name))
    }

    /// Whether `relay` speaks for `speaker`, both by any name. Everybody speaks for themselves.
    pub fn speaks_for(&self, relay: &str, speaker: &str) -> bool {
        let Some(relay) = self.find(relay) else { return false };
        let Some(speaker) = self.find(speaker) else { return false };
        relay.name == speaker.name || relay.speaks_for.contains(&speaker.name)
    }

    fn add(&mut self, entity: Entity) -> Result<(), RegistryError> {
        let index = self.entities.len();
        let aliases = entity.aliases.values().flatten();
        for name in std::iter::once(&entity.name).chain(aliases) {
            if let Some(&first) = self.by_name.get(&fold_name(name))
                && first != index
            {
                return Err(RegistryError::Shared {
                    name: name.clone(),
                    first: self.entities[first].name.clone(),
                    second: entity.name.clone(),
                });
            }
            let key = fold_name(name);
            if name.starts_with(['L', 'l'])
                && key.len() + 1 < name.len()
                && !name.to_lowercase().starts_with(&key)
            {
                self.with_article.insert(key.clone());
            }
            let words = key.split([' ', '\'']).count();
            let first = key.split([' ', '\'']).next().unwrap_or_default();
            let most = self.first_words.entry(first.to_owned()).or_default();
            *most = words.max(*most);
            self.by_name.insert(key, index);
        }
        for role in entity.roles.values().flatten() {
            self.by_role.entry(fold_name(role)).or_default().push(index);
        }
        self.entities.push(entity);
        Ok(())
    }

    fn check_targets(&self) -> Result<(), RegistryError> {
        let names: FxHashSet<&str> = self.entities.iter().map(|entity| entity.name.as_str()).collect();
        for entity in &self.entities {
            if let Some(target) = entity.speaks_for.iter().find(|target| !names.contains(target.as_str())) {
                return Err(RegistryError::NoSuchEntity {
                    entity: entity.name.clone(),
                    target: target.clone(),
                });
            }
        }
        Ok(())
    }
}

fn parse_entities(toml: &str) -> Result<Vec<Entity>, RegistryError> {
    let file: RegistryFile = toml::from_str(toml).map_err(|e| {
        let (line, column) = super::claim_file::line_and_column(toml, e.span().map_or(0, |s| s.start));
        RegistryError::Syntax { line, column, message: e.message().to_owned() }
    })?;
    Ok(file.entity)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_builtin_registry_parses_and_round_trips() {
        let toml = include_str!("../../claims/entities.toml");
        let registry = Registry::parse(toml).expect("claims/entities.toml");
        assert_eq!(Registry::parse(&registry.to_toml()).expect("written").entities(), registry.entities());
        assert!(!registry.entities().is_empty());
    }

    #[test]
    fn names_lead_to_one_entity() {
        let registry = Registry::builtin();
        assert_eq!(registry.find("putin").map(|e| e.name.as_str()), Some("Vladimir Poutine"));
        assert!(registry.speaks_for("KCNA", "pyongyang"));
        assert!(registry.speaks_for("le Kremlin", "Poutine"));
        assert!(!registry.speaks_for("KCNA", "Poutine"));
    }

    #[test]
    fn a_shared_name_and_a_stranger_are_refused() {
        let entity = |name: &str, alias: &str| {
            format!("[[entity]]\nname = \"{name}\"\nkind = \"person\"\naliases = {{ fr = [\"{alias}\"] }}\n")
        };
        let shared = Registry::parse(&(entity("A", "x") + &entity("B", "X"))).unwrap_err();
        assert!(matches!(shared, RegistryError::Shared { .. }));
        let stranger = Registry::parse(&(entity("A", "x") + "speaks_for = [\"Z\"]\n")).unwrap_err();
        assert!(matches!(stranger, RegistryError::NoSuchEntity { .. }));
        let misspelt = Registry::parse("[[entity]]\nname = \"A\"\nkindd = \"person\"\n").unwrap_err();
        assert!(misspelt.to_string().starts_with("line 3, column 1: unknown field `kindd`"), "{misspelt}");
    }
    #[test]
    fn a_registry_of_ones_own_builds_on_another() {
        let mut registry = Registry::builtin();
        let before = registry.entities().len();
        let spokesman =
            "[[entity]]\nname = \"Iakov Tchernov\"\nkind = \"person\"\nspeaks_for = [\"Vladimir Poutine\"]\n";
        let added = registry.read(spokesman).expect("speaks for somebody who is there");
        assert_eq!((added, registry.read(spokesman).expect("replaces itself")), (1, 1));
        assert_eq!(registry.entities().len(), before + 1);
        assert!(registry.speaks_for("iakov tchernov", "Putin"));
    }
}
