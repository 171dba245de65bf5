//! Somebody who speaks or passes words on.

use super::counts::{Counts, each};
use crate::model::{SpeakerRow, Strength};
use crate::report::list::{Cell, Column, Listed, Tone};
use serde::Serialize;

#[derive(Serialize)]
struct Object<'a> {
    name: &'a str,
    known: bool,
    speaks: Counts<'a>,
    relays: Counts<'a>,
    unreviewed: u64,
}

impl Listed for SpeakerRow {
    const KIND: &'static str = "speakers";
    // Nobody speaks in an unsourced claim: that strength has no column here.
    const COLUMNS: &'static [Column] = &[
        Column::rest("speaker"),
        Column::number("says"),
        Column::number("verbatim"),
        Column::number("relayed"),
        Column::number("stated"),
        Column::number("hearsay"),
        Column::number("alleged"),
        Column::number("passes on"),
        Column::number("unreviewed"),
    ];

    fn cells(&self) -> Vec<Cell> {
        use Strength::*;
        let by_strength = [Verbatim, Relayed, Stated, Hearsay, Alleged];
        let mut cells = vec![Cell::plain(&self.name), Cell::number(self.speaks.total(), Tone::Strong)];
        cells.extend(by_strength.map(|s| Cell::number(self.speaks.of(s), Tone::Strength(s))));
        cells.push(Cell::number(self.relays.total(), Tone::Plain));
        cells.push(Cell::number(self.unreviewed, Tone::Plain));
        cells
    }

    fn field_names() -> Vec<&'static str> {
        vec![
            "name",
            "known",
            "speaks",
            "speaks_verbatim",
            "speaks_relayed",
            "speaks_stated",
            "speaks_hearsay",
            "speaks_alleged",
            "speaks_unsourced",
            "relays",
            "relays_verbatim",
            "relays_relayed",
            "relays_stated",
            "relays_hearsay",
            "relays_alleged",
            "relays_unsourced",
            "unreviewed",
        ]
    }

    fn fields(&self) -> Vec<String> {
        let mut fields = vec![self.name.clone(), self.known.to_string()];
        for counts in [&self.speaks, &self.relays] {
            fields.push(counts.total().to_string());
            fields.extend(each(counts));
        }
        fields.push(self.unreviewed.to_string());
        fields
    }

    fn object(&self) -> impl Serialize {
        Object {
            name: &self.name,
            known: self.known,
            speaks: Counts(&self.speaks),
            relays: Counts(&self.relays),
            unreviewed: self.unreviewed,
        }
    }
}
