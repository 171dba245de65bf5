//! A claim.

use crate::model::{
    Channel, ClaimRow, CodePoints, Digest, Origin, PartialDate, Record, Selectors, Slice, Stance, Status,
    Vocabulary,
};
use crate::report::escape::delimited::list;
use crate::report::list::{Cell, Column, Listed, Tone};
use crate::report::{chain, short, typography};
use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;

/// Everything that is known of a claim, as one JSON object: the [`Record`], then how it came to
/// be, then the document it stands in.
#[derive(Serialize)]
pub struct Object<'a> {
    #[serde(flatten)]
    record: Record,
    /// What each relay of `via` is to the speaker.
    channels: Vec<Channel>,
    cue_at: &'a [Slice],
    rule: &'a str,
    origin: Origin,
    program: Option<&'a str>,
    /// What people made of it.
    status: Status,
    /// One for each slice of the content.
    selectors: Vec<Selectors>,
    sha256: Digest,
    outlet: Option<&'a str>,
    title: Option<&'a str>,
    author: Option<&'a str>,
    url: Option<&'a str>,
    published: Option<PartialDate>,
    language: Option<&'a str>,
    captured: Option<DateTime<Utc>>,
}

impl<'a> Object<'a> {
    /// The object of a claim; `text` gives the selectors their context.
    pub fn new(row: &'a ClaimRow, text: Option<&CodePoints<'_>>) -> Self {
        let ClaimRow { claim, document, .. } = row;
        // Id, hash and strength as the base has them: whether they are right is what
        // verification is for, and a report must not hide it.
        let record = Record {
            id: row.id,
            content_hash: row.content_hash,
            strength: row.strength,
            ..Record::new(document, claim)
        };
        Object {
            record,
            channels: claim.via.iter().map(|relay| relay.channel).collect(),
            cue_at: &claim.cue_at,
            rule: &claim.rule,
            origin: row.origin,
            program: row.program.as_deref(),
            status: row.status,
            selectors: claim.content.iter().map(|slice| Selectors::new(slice, text)).collect(),
            sha256: document.sha256,
            outlet: document.outlet.as_deref(),
            title: document.title.as_deref(),
            author: document.author.as_deref(),
            url: document.url.as_deref(),
            published: document.published,
            language: document.language.as_deref(),
            captured: document.captured,
        }
    }
}

impl Listed for ClaimRow {
    const KIND: &'static str = "claims";
    const COLUMNS: &'static [Column] = &[
        Column::content("id"),
        Column::content("strength"),
        Column::share("speaker", 32),
        Column::rest("words"),
        Column::share("outlet", 20).rank(2),
        Column::content("date").rank(1),
        Column::content("status").rank(3),
    ];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::toned(short(&self.id), Tone::Faint),
            Cell::toned(self.strength.to_string(), Tone::Strength(self.strength)),
            Cell::plain(chain::backwards(&self.claim)),
            Cell::plain(words(self)),
            Cell::plain(self.document.outlet.as_deref().unwrap_or_default()),
            Cell::plain(self.document.published.map(|d| d.to_string()).unwrap_or_default()),
            Cell::plain(if self.status.is_reviewed() { self.status.as_str() } else { "" }),
        ]
    }

    fn field_names() -> Vec<&'static str> {
        vec![
            "id",
            "strength",
            "speakers",
            "named",
            "mention",
            "cue",
            "via",
            "channels",
            "content",
            "spans",
            "form",
            "hedge",
            "stance",
            "doc",
            "outlet",
            "title",
            "author",
            "url",
            "published",
            "language",
            "captured",
            "sha256",
            "content_hash",
            "rule",
            "origin",
            "program",
            "status",
        ]
    }

    /// Names are joined by "; ", see [`list`]. The content's slices are joined by " […] ", and the spans
    /// ("120-187 200-210", in code points) tell where one ends and the next begins.
    fn fields(&self) -> Vec<String> {
        let ClaimRow { claim, document, .. } = self;
        let relays = claim.via.iter().map(|relay| relay.name.as_str());
        let channels: Vec<String> = claim.via.iter().map(|relay| relay.channel.to_string()).collect();
        let content: Vec<&str> = claim.content.iter().map(|slice| slice.text.as_str()).collect();
        vec![
            self.id.to_string(),
            self.strength.to_string(),
            list(claim.speakers.iter().map(String::as_str)),
            claim.named.to_string(),
            claim.mention.clone().unwrap_or_default(),
            claim.cue.clone().unwrap_or_default(),
            list(relays),
            channels.join("; "),
            content.join(" […] "),
            spans(&claim.content, "-"),
            claim.form.to_string(),
            claim.hedge.to_string(),
            claim.stance.to_string(),
            document.name.clone(),
            document.outlet.clone().unwrap_or_default(),
            document.title.clone().unwrap_or_default(),
            document.author.clone().unwrap_or_default(),
            document.url.clone().unwrap_or_default(),
            document.published.map(|d| d.to_string()).unwrap_or_default(),
            document.language.clone().unwrap_or_default(),
            document.captured.map(time).unwrap_or_default(),
            document.sha256.to_string(),
            self.content_hash.to_string(),
            claim.rule.clone(),
            self.origin.to_string(),
            self.program.clone().unwrap_or_default(),
            self.status.to_string(),
        ]
    }

    fn object(&self) -> impl Serialize {
        Object::new(self, None)
    }

    fn is_reviewed(&self) -> Option<bool> {
        Some(self.status.is_reviewed())
    }
}

/// The words as people read them, with their [`stance_mark`].
pub fn words(row: &ClaimRow) -> String {
    format!("{}{}", stance_mark(row), typography::words(&row.claim, row.document.language.as_deref()))
}

/// What stands before words that the speaker denies or declines to confirm: without it they
/// would read as their opposite. Empty for others.
pub fn stance_mark(row: &ClaimRow) -> String {
    match row.claim.stance {
        Stance::Asserts => String::new(),
        stance @ (Stance::Denies | Stance::Declines) => format!("[{stance}] "),
    }
}

/// The spans of some slices, in code points: "120-187 200-210".
pub fn spans(slices: &[Slice], dash: &str) -> String {
    let spans: Vec<String> = slices.iter().map(|s| format!("{}{dash}{}", s.start, s.end)).collect();
    spans.join(" ")
}

/// A time as RFC 3339 writes it, to the second, as serde does for whole seconds.
pub fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}
