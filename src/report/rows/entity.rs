//! An entity of the registry.

use crate::model::Entity;
use crate::report::list::{Cell, Column, Listed, Tone};
use serde::Serialize;

impl Listed for Entity {
    const KIND: &'static str = "entities";
    const COLUMNS: &'static [Column] = &[
        Column::share("name", 40),
        Column::content("kind"),
        Column::rest("other names"),
        Column::share("speaks for", 30).rank(1),
    ];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::toned(&self.name, Tone::Strong),
            Cell::plain(self.kind.to_string()),
            Cell::plain(self.aliases.values().flatten().cloned().collect::<Vec<_>>().join(", ")),
            Cell::plain(self.speaks_for.join(", ")),
        ]
    }

    fn field_names() -> Vec<&'static str> {
        vec!["name", "kind", "gender", "aliases", "roles", "speaks_for"]
    }

    /// Lists are joined by "; ".
    fn fields(&self) -> Vec<String> {
        let joined = |lists: &std::collections::BTreeMap<String, Vec<String>>| {
            lists.values().flatten().cloned().collect::<Vec<_>>().join("; ")
        };
        vec![
            self.name.clone(),
            self.kind.to_string(),
            self.gender.clone().unwrap_or_default(),
            joined(&self.aliases),
            joined(&self.roles),
            self.speaks_for.join("; "),
        ]
    }

    fn object(&self) -> impl Serialize {
        self
    }
}
