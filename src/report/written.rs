//! A report read back, so that it can be checked.

use super::Format;
use super::escape::delimited::{restore_csv, restore_list, restore_tsv};
use super::escape::html::is_forbidden;
use super::escape::terminal::without_controls;
use crate::model::{
    Channel, Claim, Digest, Form, Hedge, Relay, Slice, Stance, Vocabulary, claim_id, content_hash,
    normalise_content,
};
use serde_json::Value;
use std::collections::BTreeMap;

/// A report that dixit exported, as it stands now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Its rows.
    pub rows: Vec<WrittenRow>,
    /// Its source notes, each a line (md and html only).
    pub notes: Vec<String>,
}

/// A row of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WrittenRow {
    /// The claim's id, or as much of its beginning as the report has.
    pub id: String,
    /// What it says, by the names of the columns; the whole line as `row` in md and html.
    pub fields: BTreeMap<String, String>,
}

/// What a row can be checked by against the original it cites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The hash of the original.
    pub document: Digest,
    /// The words with their places; without them in md and html.
    pub slices: Vec<Slice>,
    /// The words as they read.
    pub words: Vec<String>,
    /// What is wrong with the row in itself: hashes that are not those of what it says.
    pub faults: Vec<String>,
}

/// Reads a report in the format that it was exported in.
///
/// # Errors
/// In plain words, where it is no report of that format.
pub fn read(text: &str, format: Format) -> Result<Written, String> {
    let written = match format {
        Format::Csv => delimited(text, b',', |cell| restore_csv(cell).to_owned())?,
        Format::Tsv => delimited(text, b'\t', restore_tsv)?,
        Format::Jsonl => json_rows(text.lines().map(serde_json::from_str::<Value>))?,
        Format::Json => {
            let value: Value = serde_json::from_str(text).map_err(|e| e.to_string())?;
            let rows = value.get("claims").unwrap_or(&value).as_array().cloned().unwrap_or_default();
            json_rows(rows.into_iter().map(Ok))?
        }
        Format::Md => lines(text, "| ", "- [", |line| line.split('`').nth_back(1)),
        Format::Html => lines(text, "<tr id=\"claim-", "<li id=\"source-", |line| {
            line.rsplit_once("<code>").and_then(|(_, id)| id.split('<').next())
        }),
        Format::Table => return Err("a table for the terminal cannot be read back".to_owned()),
    };
    if written.rows.iter().any(|row| row.id.len() < 4) {
        return Err("it is not a report that dixit exported: a row has no claim id".to_owned());
    }
    Ok(written)
}

/// Words without what reports for people set in their own way: quotation marks, spaces, characters that
/// cannot be shown. Two texts of which this is the same say the same.
pub fn bare(words: &str) -> String {
    let set = |c: &char| c.is_whitespace() || matches!(c, '"' | '\'' | '\u{FFFD}') || is_forbidden(*c);
    normalise_content([&*without_controls(words)]).chars().filter(|c| !set(c)).collect()
}

fn delimited(text: &str, delimiter: u8, restore: impl Fn(&str) -> String) -> Result<Written, String> {
    let mut reader = ::csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.deserialize::<BTreeMap<String, String>>() {
        let fields: BTreeMap<String, String> = record
            .map_err(|e| e.to_string())?
            .into_iter()
            .map(|(name, cell)| (name, restore(&cell)))
            .collect();
        rows.push(WrittenRow { id: fields.get("id").cloned().unwrap_or_default(), fields });
    }
    Ok(Written { rows, notes: Vec::new() })
}

fn json_rows(values: impl Iterator<Item = serde_json::Result<Value>>) -> Result<Written, String> {
    let mut rows = Vec::new();
    for value in values {
        let value = value.map_err(|e| e.to_string())?;
        let object = value.as_object().ok_or("a row is not an object")?;
        let id = object.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        let fields = object.iter().map(|(name, value)| (name.clone(), value.to_string())).collect();
        rows.push(WrittenRow { id, fields });
    }
    Ok(Written { rows, notes: Vec::new() })
}

/// The rows and notes of a format that has one line for each.
fn lines(text: &str, row: &str, note: &str, id: impl Fn(&str) -> Option<&str>) -> Written {
    let mut written = Written::default();
    for line in text.lines() {
        if line.starts_with(note) {
            written.notes.push(line.to_owned());
        } else if line.starts_with(row) {
            // Two lines of a Markdown table are its head.
            let number = line.trim_start_matches(row).chars().next();
            if number.is_some_and(|c| c.is_ascii_digit()) {
                let id = id(line).unwrap_or_default().to_owned();
                written.rows.push(WrittenRow { id, fields: [("row".to_owned(), line.to_owned())].into() });
            }
        }
    }
    written
}

impl Written {
    /// What a row can be checked by, without a base.
    ///
    /// # Errors
    /// In plain words, where the row lacks what it would be checked by.
    pub fn evidence(&self, row: &WrittenRow, format: Format) -> Result<Evidence, String> {
        match format {
            Format::Csv | Format::Tsv => from_cells(row),
            Format::Md => self.line_evidence(row, |line| {
                let cells: Vec<&str> = line.trim_matches(['|', ' ']).split(" | ").collect();
                Some((meant(cells.get(2)?, true), cells.get(7)?.trim_matches(['[', ']']).to_owned()))
            }),
            Format::Html => self.line_evidence(row, |line| {
                let cells: Vec<&str> = line.split("<td").collect();
                let text =
                    |cell: &str| meant(&untagged(cell.split_once('>').map_or("", |(_, cell)| cell)), false);
                Some((text(cells.get(2)?), text(cells.get(7)?).trim_matches(['[', ']']).to_owned()))
            }),
            _ => from_json(row),
        }
    }

    fn line_evidence(
        &self,
        row: &WrittenRow,
        read: impl Fn(&str) -> Option<(String, String)>,
    ) -> Result<Evidence, String> {
        let broken = || "the row is not as dixit writes it".to_owned();
        let line = row.fields.get("row").ok_or_else(broken)?;
        let (words, note) = read(line).ok_or_else(broken)?;
        let marked = [format!("- [{note}] "), format!("<li id=\"source-{note}\">")];
        let note =
            self.notes.iter().find(|n| marked.iter().any(|mark| n.starts_with(mark))).ok_or_else(broken)?;
        let digits = |c: char| !c.is_ascii_hexdigit();
        let document =
            note.rsplit("sha256").next().and_then(|tail| tail.split(digits).find(|w| w.len() == 64));
        let document = document.and_then(|hash| hash.parse().ok()).ok_or("its source note has no SHA-256")?;
        let words = words.trim_start_matches("[denies]").trim_start_matches("[declines]");
        Ok(Evidence {
            document,
            slices: Vec::new(),
            words: words.split("[…]").map(unquoted).collect(),
            faults: Vec::new(),
        })
    }
}

/// What a cell means: without HTML's ways of writing characters, and where it is of Markdown, without the
/// backslashes of that.
fn meant(cell: &str, markdown: bool) -> String {
    let mut out = String::with_capacity(cell.len());
    let mut rest = cell;
    while let Some(c) = rest.chars().next() {
        const REFERENCES: [(&str, char); 7] = [
            ("&lt;", '<'),
            ("&gt;", '>'),
            ("&quot;", '"'),
            ("&#39;", '\''),
            ("&#124;", '|'),
            ("&#92;", '\\'),
            ("&amp;", '&'),
        ];
        if let Some((reference, meant)) = REFERENCES.iter().find(|(r, _)| rest.starts_with(r)) {
            out.push(*meant);
            rest = &rest[reference.len()..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        if c != '\\' || !markdown {
            out.push(c);
        }
    }
    out.trim().to_owned()
}

fn untagged(html: &str) -> String {
    html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect()
}

/// Words without the outer quotation marks that a report sets.
fn unquoted(words: &str) -> String {
    words.trim().trim_matches(['«', '»', '“', '”', '\u{A0}', ' ']).to_owned()
}

fn from_json(row: &WrittenRow) -> Result<Evidence, String> {
    let field = |name: &str| -> Result<Value, String> {
        let json = row.fields.get(name).ok_or_else(|| format!("it has no `{name}`"))?;
        serde_json::from_str(json).map_err(|e| format!("`{name}`: {e}"))
    };
    fn of<T: serde::de::DeserializeOwned>(name: &str, value: Value) -> Result<T, String> {
        serde_json::from_value(value).map_err(|e| format!("`{name}`: {e}"))
    }
    let slices: Vec<Slice> = of("content", field("content")?)?;
    let via: Vec<String> = of("via", field("via")?)?;
    evidence(
        row,
        of("sha256", field("sha256")?)?,
        of("content_hash", field("content_hash")?)?,
        Said {
            slices,
            speakers: of("speakers", field("speakers")?)?,
            via,
            form: of("form", field("form")?)?,
            hedge: of("hedge", field("hedge")?)?,
            stance: of("stance", field("stance")?)?,
        },
    )
}

fn from_cells(row: &WrittenRow) -> Result<Evidence, String> {
    let field =
        |name: &str| row.fields.get(name).map(String::as_str).ok_or_else(|| format!("it has no `{name}`"));
    let hash = |name: &str| field(name)?.parse::<Digest>().map_err(|e| e.to_string());
    fn word<V: Vocabulary>(word: &str) -> Result<V, String> {
        V::parse(word).map_err(|e| e.to_string())
    }
    let said = Said {
        slices: slices(field("spans")?, field("content")?)?,
        speakers: restore_list(field("speakers")?),
        via: restore_list(field("via")?),
        form: word(field("form")?)?,
        hedge: word(field("hedge")?)?,
        stance: word(field("stance")?)?,
    };
    evidence(row, hash("sha256")?, hash("content_hash")?, said)
}

/// The slices of a content by their spans. Its words may themselves hold what joins them: where a slice ends
/// is told by its length.
fn slices(spans: &str, content: &str) -> Result<Vec<Slice>, String> {
    let number = |n: &str| n.parse::<usize>().map_err(|_| "a span is not two numbers".to_owned());
    let mut slices = Vec::new();
    let mut rest = content;
    let mut spans = spans.split(' ').peekable();
    while let Some(span) = spans.next() {
        let (start, end) = span.split_once('-').ok_or("a span is not two numbers")?;
        let (start, end) = (number(start)?, number(end)?);
        let mut text = rest;
        if spans.peek().is_some() {
            let length = rest.char_indices().nth(end.saturating_sub(start)).map_or(rest.len(), |(i, _)| i);
            (text, rest) = rest.split_at(length);
            rest = rest.strip_prefix(" […] ").ok_or("its words do not fit its spans")?;
        }
        slices.push(Slice { start, end, text: text.to_owned() });
    }
    Ok(slices)
}

/// What a claim's id covers.
struct Said {
    slices: Vec<Slice>,
    speakers: Vec<String>,
    via: Vec<String>,
    form: Form,
    hedge: Hedge,
    stance: Stance,
}

fn evidence(row: &WrittenRow, document: Digest, hash: Digest, said: Said) -> Result<Evidence, String> {
    let relay = |name: String| Relay { name, channel: Channel::ThirdParty };
    let claim = Claim {
        content: said.slices,
        form: said.form,
        speakers: said.speakers,
        named: false,
        mention: None,
        source: Vec::new(),
        cue: None,
        cue_at: Vec::new(),
        via: said.via.into_iter().map(relay).collect(),
        hedge: said.hedge,
        stance: said.stance,
        rule: String::new(),
    };
    let mut faults = Vec::new();
    if content_hash(&claim) != hash {
        faults.push("its content hash is not the hash of its words".to_owned());
    }
    if claim_id(&document, &claim).to_string() != row.id {
        faults.push("its id is not the hash of what it says".to_owned());
    }
    let words = claim.content.iter().map(|slice| slice.text.clone()).collect();
    Ok(Evidence { document, slices: claim.content, words, faults })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Style, sample, sourced_table};

    #[test]
    fn every_format_that_can_be_read_back_gives_its_rows_with_what_they_are_checked_by() {
        let rows = sample::rows();
        for format in [Format::Csv, Format::Tsv, Format::Json, Format::Jsonl, Format::Md, Format::Html] {
            let mut out = Vec::new();
            sourced_table(&mut out, &rows, None, format, Style { colour: false, width: None }).unwrap();
            let written = read(&String::from_utf8(out).unwrap(), format).unwrap();
            assert_eq!(written.rows.len(), rows.len(), "{format}");
            for written_row in &written.rows {
                let row = rows.iter().find(|row| row.id.to_string().starts_with(&written_row.id)).unwrap();
                let evidence = written.evidence(written_row, format).unwrap();
                assert_eq!(evidence.document, row.document.sha256, "{format}");
                assert_eq!(evidence.faults, [""; 0], "{format}");
                assert_eq!(evidence.words.len(), row.claim.content.len(), "{format}");
            }
        }
    }
}
