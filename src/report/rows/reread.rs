//! A claim that a new reading says something about.

use super::claim::Object;
use crate::model::{ClaimRow, Digest, Fate, RereadRow};
use crate::report::list::{Cell, Column, Listed, Tone};
use crate::report::{chain, short};
use serde::Serialize;

#[derive(Serialize)]
struct Reread<'a> {
    reading: Fate,
    about: &'a str,
    successor: Option<Digest>,
    #[serde(flatten)]
    claim: Object<'a>,
}

impl Listed for RereadRow {
    const KIND: &'static str = "a new reading";
    const COLUMNS: &'static [Column] = &[
        Column::content("reading"),
        Column::content("id"),
        Column::content("strength").rank(2),
        Column::share("speaker", 26),
        Column::rest("words"),
        Column::share("document", 18).rank(1),
        Column::share("about", 28),
    ];

    fn cells(&self) -> Vec<Cell> {
        let strength = self.row.strength;
        vec![
            Cell::toned(self.fate.to_string(), Tone::Strong),
            Cell::toned(short(&self.row.id), Tone::Faint),
            Cell::toned(strength.to_string(), Tone::Strength(strength)),
            Cell::plain(chain::backwards(&self.row.claim)),
            Cell::plain(super::claim::words(&self.row)),
            Cell::plain(&self.row.document.name),
            Cell::plain(&self.about),
        ]
    }

    fn field_names() -> Vec<&'static str> {
        let mut names = vec!["reading", "about", "successor"];
        names.extend(ClaimRow::field_names());
        names
    }

    fn fields(&self) -> Vec<String> {
        let successor = self.successor.map(|id| id.to_string()).unwrap_or_default();
        let mut fields = vec![self.fate.to_string(), self.about.clone(), successor];
        fields.extend(self.row.fields());
        fields
    }

    fn object(&self) -> impl Serialize {
        Reread {
            reading: self.fate,
            about: &self.about,
            successor: self.successor,
            claim: Object::new(&self.row),
        }
    }
}
