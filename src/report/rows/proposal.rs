//! A proposal that two names may be one.

use crate::model::alike::Proposal;
use crate::report::list::{Cell, Column, Listed, Tone};
use serde::Serialize;

#[derive(Serialize)]
struct Object<'a> {
    from: &'a str,
    into: &'a str,
    /// In percent; no probability.
    score: u8,
    reason: &'a str,
    /// How many claims `from` has.
    claims: u64,
}

impl Listed for Proposal {
    const KIND: &'static str = "proposals";
    const COLUMNS: &'static [Column] = &[
        Column::number("alike"),
        Column::share("from", 30),
        Column::share("into", 30),
        Column::number("claims").rank(1),
        Column::rest("why"),
    ];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::plain(format!("{} %", self.score)),
            Cell::toned(&self.from, Tone::Strong),
            Cell::toned(&self.into, Tone::Strong),
            Cell::number(self.claims, Tone::Plain),
            Cell::plain(&self.reason),
        ]
    }

    fn field_names() -> Vec<&'static str> {
        vec!["from", "into", "score", "reason", "claims"]
    }

    fn fields(&self) -> Vec<String> {
        vec![
            self.from.clone(),
            self.into.clone(),
            self.score.to_string(),
            self.reason.clone(),
            self.claims.to_string(),
        ]
    }

    fn object(&self) -> impl Serialize {
        Object {
            from: &self.from,
            into: &self.into,
            score: self.score,
            reason: &self.reason,
            claims: self.claims,
        }
    }
}
