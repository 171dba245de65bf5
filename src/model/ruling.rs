//! Judgements about who is who: what a person rules, and what it makes of a registry.

use super::{EntityKind, LedgerError, Registry};
use serde::{Deserialize, Serialize};

/// One judgement about who is who, as the log keeps it. Names are as the person gave them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Ruling {
    /// There is such an entity.
    Add {
        /// The name to file claims under.
        name: String,
        /// What it is.
        kind: EntityKind,
        /// Grammatical gender.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        gender: Option<String>,
    },
    /// An entity has another name.
    Alias {
        /// The entity.
        entity: String,
        /// Its other name.
        alias: String,
        /// Of which language the name is.
        language: String,
    },
    /// An entity does not have that other name.
    Unalias {
        /// The entity.
        entity: String,
        /// The name.
        alias: String,
    },
    /// Two names are one.
    Merge {
        /// The name that becomes another name of the second.
        from: String,
        /// The entity that stays.
        into: String,
        /// Of which language the first name is.
        language: String,
    },
    /// One of an entity's names is somebody else.
    Split {
        /// The entity.
        entity: String,
        /// The name that becomes an entity of its own.
        alias: String,
    },
    /// An entity speaks for another.
    SpeaksFor {
        /// Who speaks.
        entity: String,
        /// For whom.
        target: String,
    },
    /// An entity does not speak for another.
    SpeaksNotFor {
        /// Who does not speak.
        entity: String,
        /// For whom.
        target: String,
    },
    /// Two names are not one, and are not to be proposed as one again.
    Differ {
        /// A name.
        one: String,
        /// Another.
        other: String,
    },
}

impl Ruling {
    /// The names that it is about.
    pub fn names(&self) -> [&str; 2] {
        match self {
            Ruling::Add { name, .. } => [name, name],
            Ruling::Alias { entity, alias, .. }
            | Ruling::Unalias { entity, alias }
            | Ruling::Split { entity, alias } => [entity, alias],
            Ruling::Merge { from, into, .. } => [from, into],
            Ruling::SpeaksFor { entity, target } | Ruling::SpeaksNotFor { entity, target } => {
                [entity, target]
            }
            Ruling::Differ { one, other } => [one, other],
        }
    }

    /// Two names that are different people's from then on.
    pub fn distinguishes(&self) -> Option<[&str; 2]> {
        matches!(self, Ruling::Split { .. } | Ruling::Differ { .. }).then(|| self.names())
    }
}

/// In a few words: "Shoigu is Choïgou".
impl std::fmt::Display for Ruling {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Ruling::Add { name, .. } => write!(f, "add {name}"),
            Ruling::Alias { entity, alias, .. } => write!(f, "{alias} is a name of {entity}"),
            Ruling::Unalias { entity, alias } => write!(f, "{alias} is no name of {entity}"),
            Ruling::Merge { from, into, .. } => write!(f, "{from} is {into}"),
            Ruling::Split { entity, alias } => write!(f, "{alias} is not {entity}"),
            Ruling::SpeaksFor { entity, target } => write!(f, "{entity} speaks for {target}"),
            Ruling::SpeaksNotFor { entity, target } => write!(f, "{entity} does not speak for {target}"),
            Ruling::Differ { one, other } => write!(f, "{one} is not {other}"),
        }
    }
}

impl Registry {
    /// The registry as it is after a ruling.
    ///
    /// # Errors
    /// [`LedgerError`] where it cannot be ruled so of this registry.
    pub fn ruled(&self, ruling: &Ruling) -> Result<Registry, LedgerError> {
        match ruling {
            Ruling::Add { name, kind, gender } => self.with_entity(name, *kind, gender.clone()),
            Ruling::Alias { entity, alias, language } => self.with_alias(entity, alias, language),
            Ruling::Unalias { entity, alias } => self.without_alias(entity, alias),
            Ruling::Merge { from, into, language } => self.merged(from, into, language),
            Ruling::Split { entity, alias } => self.split(entity, alias),
            Ruling::SpeaksFor { entity, target } => self.with_spokesman(entity, target, true),
            Ruling::SpeaksNotFor { entity, target } => self.with_spokesman(entity, target, false),
            Ruling::Differ { one, other } => {
                let (first, second) = (self.find(one), self.find(other));
                match first.is_some() && first == second || super::fold_name(one) == super::fold_name(other) {
                    true => Err(LedgerError::Same(one.clone(), other.clone())),
                    false => Ok(self.clone()),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the log has them: what is written once is read for ever.
    #[test]
    fn each_ruling_is_written_one_way() {
        let (a, b) = (|| "A".to_owned(), || "B".to_owned());
        let fr = || "fr".to_owned();
        for (ruling, json, words) in [
            (
                Ruling::Add { name: a(), kind: EntityKind::Person, gender: None },
                r#"{"add":{"name":"A","kind":"person"}}"#,
                "add A",
            ),
            (
                Ruling::Alias { entity: a(), alias: b(), language: fr() },
                r#"{"alias":{"entity":"A","alias":"B","language":"fr"}}"#,
                "B is a name of A",
            ),
            (
                Ruling::Unalias { entity: a(), alias: b() },
                r#"{"unalias":{"entity":"A","alias":"B"}}"#,
                "B is no name of A",
            ),
            (
                Ruling::Merge { from: a(), into: b(), language: fr() },
                r#"{"merge":{"from":"A","into":"B","language":"fr"}}"#,
                "A is B",
            ),
            (
                Ruling::Split { entity: a(), alias: b() },
                r#"{"split":{"entity":"A","alias":"B"}}"#,
                "B is not A",
            ),
            (
                Ruling::SpeaksFor { entity: a(), target: b() },
                r#"{"speaks-for":{"entity":"A","target":"B"}}"#,
                "A speaks for B",
            ),
            (
                Ruling::SpeaksNotFor { entity: a(), target: b() },
                r#"{"speaks-not-for":{"entity":"A","target":"B"}}"#,
                "A does not speak for B",
            ),
            (Ruling::Differ { one: a(), other: b() }, r#"{"differ":{"one":"A","other":"B"}}"#, "A is not B"),
        ] {
            assert_eq!(serde_json::to_string(&ruling).expect("writes"), json);
            assert_eq!(serde_json::from_str::<Ruling>(json).expect("reads"), ruling);
            assert_eq!(ruling.to_string(), words);
        }
    }
}
