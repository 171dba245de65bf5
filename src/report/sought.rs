//! What became of claims in a later version of their page.

use super::diff::{self, Piece};
use super::escape::terminal::line;
use super::list::{self, Cell, Column, Listed, Tone};
use super::rows::claim::spans;
use super::{Format, Style, ansi, chain, short, wrap};
use crate::model::{AnchoredSpan, Claim, Digest, Outcome, Slice, SoughtRow, Standing, Vocabulary};
use serde::Serialize;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

const INDENT: &str = "  ";

/// What stands between the spans of a claim.
const GAP: &str = " […] ";

/// Writes rows in any of [`super::LIST_FORMATS`].
pub fn write(out: &mut dyn Write, rows: &[SoughtRow], format: Format, style: Style) -> io::Result<()> {
    match format {
        Format::Table => blocks(out, &inexact(rows), style),
        Format::Md => list::write::<SoughtRow, _>(out, inexact(rows).into_iter(), format, style),
        _ => list::write::<SoughtRow, _>(out, rows.iter(), format, style),
    }
}

/// What people are shown: what is gone first, and nothing that is exact.
fn inexact(rows: &[SoughtRow]) -> Vec<&SoughtRow> {
    let mut rows: Vec<&SoughtRow> =
        rows.iter().filter(|row| row.standing.outcome() != Outcome::Exact).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.standing.outcome()));
    rows
}

/// A claim in two lines or more: what became of it, whose it is and where it stood and stands; then its words.
fn blocks(out: &mut dyn Write, rows: &[&SoughtRow], style: Style) -> io::Result<()> {
    let names: Vec<String> = rows.iter().map(|row| line(&chain::backwards(&row.claim.claim))).collect();
    let longest = Outcome::ALL.iter().map(|fate| fate.as_str().len()).max().unwrap_or_default();
    for (row, name) in rows.iter().zip(&names) {
        let outcome = row.standing.outcome();
        let id = ansi::paint(&short(&row.claim.id), &[ansi::FAINT], style.colour);
        let gap = " ".repeat(longest - outcome.as_str().width());
        let outcome = ansi::paint(outcome.as_str(), &[colour(outcome)], style.colour);
        let place = format!("{} → {}", spans(&row.claim.claim.content, "–"), place(&row.standing.spans));
        let place = ansi::paint(&place, &[ansi::FAINT], style.colour);
        writeln!(out, "{id}  {outcome}{gap}  {name}  {place}")?;
        let words = words(&row.claim.claim, &row.standing.spans, style.colour);
        writeln!(out, "{}\n", wrap::wrap(&words, style.width, INDENT))?;
    }
    Ok(())
}

/// The colour of an outcome, from green for what stands to red for what is gone.
pub fn colour(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Exact | Outcome::Moved => ansi::GREEN,
        Outcome::Changed => "33",
        Outcome::Ambiguous => "35",
        Outcome::Gone => ansi::RED,
    }
}

/// Where the spans of a claim stand, in code points; a dash for one that was not found.
pub fn place(spans: &[AnchoredSpan]) -> String {
    let at = |span: &AnchoredSpan| match &span.at {
        Some(at) => format!("{}–{}", at.start, at.end),
        None => "—".to_owned(),
    };
    spans.iter().map(at).collect::<Vec<_>>().join(" ")
}

/// The words of a claim with what was edited in them, for a terminal.
pub fn words(claim: &Claim, spans: &[AnchoredSpan], colour: bool) -> String {
    let painted = pieces(claim, spans).into_iter().map(|pieces| diff::painted(&pieces, colour));
    painted.collect::<Vec<_>>().join(GAP)
}

/// As [`words`], unescaped.
pub fn plain(claim: &Claim, spans: &[AnchoredSpan]) -> String {
    pieces(claim, spans).iter().map(|pieces| diff::plain(pieces)).collect::<Vec<_>>().join(GAP)
}

/// What was edited in each span.
fn pieces(claim: &Claim, spans: &[AnchoredSpan]) -> Vec<Vec<Piece>> {
    let of = |(slice, span): (&Slice, &AnchoredSpan)| match (&span.at, span.outcome) {
        (Some(at), _) => diff::diff(&slice.text, &at.text),
        (None, Outcome::Gone) => vec![diff::removed(&slice.text)],
        (None, _) => vec![diff::same(&slice.text)],
    };
    claim.content.iter().zip(spans).map(of).collect()
}

/// How a claim stands in a later version, for JSON.
#[derive(Serialize)]
pub struct Stood<'a> {
    doc: &'a str,
    sha256: Digest,
    captured: Option<String>,
    /// The number of the version; the first of a page is 1.
    version: u64,
    outcome: Outcome,
    /// Whether typography is all that is different in some span.
    typography: bool,
    /// Each span of the content with where it stands in the later version.
    spans: &'a [AnchoredSpan],
    /// What was edited in each span.
    diff: Vec<Vec<Piece>>,
}

impl<'a> Stood<'a> {
    /// The object of a claim in a later version.
    pub fn new(claim: &Claim, standing: &'a Standing) -> Self {
        Stood {
            doc: &standing.document.name,
            sha256: standing.document.sha256,
            captured: standing.document.captured.map(super::rows::claim::time),
            version: standing.number,
            outcome: standing.outcome(),
            typography: standing.differs_in_typography(&claim.content),
            spans: &standing.spans,
            diff: pieces(claim, &standing.spans),
        }
    }
}

#[derive(Serialize)]
struct Object<'a> {
    id: Digest,
    speakers: &'a [String],
    content: &'a [Slice],
    doc: &'a str,
    /// How it stands in the later version.
    later: Stood<'a>,
}

impl Listed for SoughtRow {
    const KIND: &'static str = "what became of claims";
    const COLUMNS: &'static [Column] = &[
        Column::content("id"),
        Column::content("outcome"),
        Column::share("speaker", 32),
        Column::rest("words"),
        Column::content("place"),
        Column::content("later place"),
    ];

    fn cells(&self) -> Vec<Cell> {
        let claim = &self.claim.claim;
        vec![
            Cell::toned(short(&self.claim.id), Tone::Faint),
            Cell::toned(self.standing.outcome().to_string(), Tone::Strong),
            Cell::plain(chain::backwards(claim)),
            Cell::plain(plain(claim, &self.standing.spans)),
            Cell::plain(spans(&claim.content, "–")),
            Cell::plain(place(&self.standing.spans)),
        ]
    }

    fn field_names() -> Vec<&'static str> {
        vec![
            "id",
            "outcome",
            "typography",
            "speakers",
            "doc",
            "content",
            "spans",
            "later_doc",
            "later_sha256",
            "later_content",
            "later_spans",
            "diff",
        ]
    }

    fn fields(&self) -> Vec<String> {
        let (claim, standing) = (&self.claim.claim, &self.standing);
        let there: Vec<Slice> = standing.spans.iter().filter_map(|span| span.at.clone()).collect();
        let texts = |slices: &[Slice]| slices.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(GAP);
        vec![
            self.claim.id.to_string(),
            standing.outcome().to_string(),
            standing.differs_in_typography(&claim.content).to_string(),
            claim.speakers.join("; "),
            self.claim.document.name.clone(),
            texts(&claim.content),
            spans(&claim.content, "-"),
            standing.document.name.clone(),
            standing.document.sha256.to_string(),
            texts(&there),
            spans(&there, "-"),
            plain(claim, &standing.spans),
        ]
    }

    fn object(&self) -> impl Serialize {
        Object {
            id: self.claim.id,
            speakers: &self.claim.claim.speakers,
            content: &self.claim.claim.content,
            doc: &self.claim.document.name,
            later: Stood::new(&self.claim.claim, &self.standing),
        }
    }
}
