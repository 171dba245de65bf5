//! A document.

use super::counts::{Counts, each};
use crate::model::{Digest, DocumentRow, PartialDate, Strength};
use crate::report::list::{Cell, Column, Listed, Tone};
use crate::report::short;
use chrono::{DateTime, Utc};
use serde::Serialize;

#[derive(Serialize)]
struct Object<'a> {
    name: &'a str,
    sha256: Digest,
    outlet: Option<&'a str>,
    title: Option<&'a str>,
    author: Option<&'a str>,
    url: Option<&'a str>,
    published: Option<PartialDate>,
    language: Option<&'a str>,
    captured: Option<DateTime<Utc>>,
    medium: Option<&'a str>,
    has_text: bool,
    version: u64,
    read: bool,
    claims: Counts<'a>,
    unreviewed: u64,
}

impl Listed for DocumentRow {
    const KIND: &'static str = "documents";
    const COLUMNS: &'static [Column] = &[
        Column::content("id"),
        Column::content("date").rank(1),
        Column::share("outlet", 28).rank(2),
        Column::rest("title"),
        Column::content("lang").rank(4),
        Column::number("claims"),
        Column::number("stated"),
        Column::number("hearsay"),
        Column::number("unreviewed"),
        Column::share("remark", 34).rank(3),
    ];

    fn cells(&self) -> Vec<Cell> {
        let document = &self.document;
        vec![
            Cell::toned(short(&document.sha256), Tone::Faint),
            Cell::plain(document.published.map(|d| d.to_string()).unwrap_or_default()),
            Cell::plain(document.outlet.as_deref().unwrap_or_default()),
            Cell::plain(document.title.as_deref().unwrap_or(&document.name)),
            Cell::plain(document.language.as_deref().unwrap_or_default()),
            Cell::number(self.claims.total(), Tone::Strong),
            Cell::number(self.claims.of_any(Strength::STATED), Tone::Strength(Strength::Verbatim)),
            Cell::number(self.claims.of_any(Strength::HEARSAY), Tone::Strength(Strength::Hearsay)),
            Cell::number(self.unreviewed, Tone::Plain),
            Cell::toned(remark(self), Tone::Faint),
        ]
    }

    fn field_names() -> Vec<&'static str> {
        vec![
            "name",
            "sha256",
            "outlet",
            "title",
            "author",
            "url",
            "published",
            "language",
            "captured",
            "medium",
            "has_text",
            "version",
            "read",
            "claims",
            "claims_verbatim",
            "claims_relayed",
            "claims_stated",
            "claims_hearsay",
            "claims_alleged",
            "claims_unsourced",
            "unreviewed",
        ]
    }

    fn fields(&self) -> Vec<String> {
        let document = &self.document;
        let mut fields = vec![
            document.name.clone(),
            document.sha256.to_string(),
            document.outlet.clone().unwrap_or_default(),
            document.title.clone().unwrap_or_default(),
            document.author.clone().unwrap_or_default(),
            document.url.clone().unwrap_or_default(),
            document.published.map(|d| d.to_string()).unwrap_or_default(),
            document.language.clone().unwrap_or_default(),
            document.captured.map(super::claim::time).unwrap_or_default(),
            document.medium.clone().unwrap_or_default(),
            self.has_text.to_string(),
            self.version.to_string(),
            self.read.to_string(),
            self.claims.total().to_string(),
        ];
        fields.extend(each(&self.claims));
        fields.push(self.unreviewed.to_string());
        fields
    }

    fn object(&self) -> impl Serialize {
        let document = &self.document;
        Object {
            name: &document.name,
            sha256: document.sha256,
            outlet: document.outlet.as_deref(),
            title: document.title.as_deref(),
            author: document.author.as_deref(),
            url: document.url.as_deref(),
            published: document.published,
            language: document.language.as_deref(),
            captured: document.captured,
            medium: document.medium.as_deref(),
            has_text: self.has_text,
            version: self.version,
            read: self.read,
            claims: Counts(&self.claims),
            unreviewed: self.unreviewed,
        }
    }
}

fn remark(row: &DocumentRow) -> String {
    let medium = row.document.medium.as_ref().map(|medium| format!("{medium}, taken down by a person"));
    let version = (row.version > 1).then(|| format!("version {}", row.version));
    let text = match (row.has_text, row.read) {
        (false, _) => Some("text not in the base".to_owned()),
        (true, false) => Some("language not read".to_owned()),
        (true, true) => None,
    };
    medium.into_iter().chain(version).chain(text).collect::<Vec<_>>().join(", ")
}
