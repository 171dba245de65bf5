//! An edit of a page that touched claims.

use super::claim::time;
use crate::model::{Digest, Document, EditRow, Outcome, PartialDate, Vocabulary};
use crate::report::list::{Cell, Column, Listed, Tone};
use crate::report::short;
use chrono::{DateTime, Utc};
use serde::{Serialize, Serializer, ser::SerializeMap};

#[derive(Serialize)]
struct Object<'a> {
    outlet: Option<&'a str>,
    title: Option<&'a str>,
    url: Option<&'a str>,
    published: Option<PartialDate>,
    before: Version<'a>,
    after: Version<'a>,
    /// The number of the later version; the first of a page is 1.
    version: u64,
    claims: Outcomes<'a>,
    /// Claims that an earlier edit touched, and this one did not touch again.
    as_before: u64,
}

#[derive(Serialize)]
struct Version<'a> {
    name: &'a str,
    sha256: Digest,
    captured: Option<DateTime<Utc>>,
}

/// Counts as a JSON object: every outcome by its name.
struct Outcomes<'a>(&'a EditRow);

impl Serialize for Outcomes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(Outcome::ALL.len()))?;
        for &outcome in Outcome::ALL {
            map.serialize_entry(outcome.as_str(), &self.0.outcomes.of(outcome))?;
        }
        map.end()
    }
}

impl<'a> Version<'a> {
    fn of(document: &'a Document) -> Self {
        Version { name: &document.name, sha256: document.sha256, captured: document.captured }
    }
}

impl Listed for EditRow {
    const KIND: &'static str = "edits";
    const COLUMNS: &'static [Column] = &[
        Column::content("id"),
        Column::content("date").rank(2),
        Column::share("outlet", 24).rank(3),
        Column::rest("title"),
        Column::content("captured").rank(1),
        Column::content("edit seen"),
        Column::number("changed"),
        Column::number("ambiguous"),
        Column::number("gone"),
        Column::number("standing").rank(4),
    ];

    fn cells(&self) -> Vec<Cell> {
        let document = &self.after;
        let day = |document: &Document| document.captured.map(|time| time.format("%Y-%m-%d").to_string());
        let of = |outcome| Cell::number(self.outcomes.of(outcome), Tone::Strong);
        let standing = self.outcomes.of(Outcome::Exact) + self.outcomes.of(Outcome::Moved);
        vec![
            Cell::toned(short(&document.sha256), Tone::Faint),
            Cell::plain(document.published.map(|d| d.to_string()).unwrap_or_default()),
            Cell::plain(document.outlet.as_deref().unwrap_or_default()),
            Cell::plain(document.title.as_deref().unwrap_or(&document.name)),
            Cell::plain(day(&self.before).unwrap_or_default()),
            Cell::plain(day(document).unwrap_or_default()),
            of(Outcome::Changed),
            of(Outcome::Ambiguous),
            of(Outcome::Gone),
            Cell::number(standing, Tone::Plain),
        ]
    }

    fn field_names() -> Vec<&'static str> {
        vec![
            "name",
            "sha256",
            "captured",
            "version",
            "before_name",
            "before_sha256",
            "before_captured",
            "outlet",
            "title",
            "url",
            "published",
            "exact",
            "moved",
            "changed",
            "ambiguous",
            "gone",
            "as_before",
        ]
    }

    fn fields(&self) -> Vec<String> {
        let (before, after) = (&self.before, &self.after);
        let captured = |document: &Document| document.captured.map(time).unwrap_or_default();
        let mut fields = vec![
            after.name.clone(),
            after.sha256.to_string(),
            captured(after),
            self.number.to_string(),
            before.name.clone(),
            before.sha256.to_string(),
            captured(before),
            after.outlet.clone().unwrap_or_default(),
            after.title.clone().unwrap_or_default(),
            after.url.clone().unwrap_or_default(),
            after.published.map(|d| d.to_string()).unwrap_or_default(),
        ];
        fields.extend(Outcome::ALL.iter().map(|&outcome| self.outcomes.of(outcome).to_string()));
        fields.push(self.as_before.to_string());
        fields
    }

    fn object(&self) -> impl Serialize {
        let after = &self.after;
        Object {
            outlet: after.outlet.as_deref(),
            title: after.title.as_deref(),
            url: after.url.as_deref(),
            published: after.published,
            before: Version::of(&self.before),
            after: Version::of(after),
            version: self.number,
            claims: Outcomes(self),
            as_before: self.as_before,
        }
    }
}
