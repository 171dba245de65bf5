//! One claim on one sheet: its words in context, its chain, why it has its strength, and
//! everything by which it can be checked.

mod context;
mod markdown;
pub mod parts;
mod sheet;
mod terminal;

use super::list;
use super::rows::claim::Object;
use super::sought::Stood;
use super::{Format, SHOW_FORMATS, Style, json, unsupported};
use crate::model::{ClaimRow, CodePoints, Standing};
use context::Passage;
use serde::Serialize;
use std::io::{self, Write};

/// The JSON of a sheet: the claim's object, the reasons for its strength, and its context.
#[derive(Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    claim: Object<'a>,
    /// Why it has its strength.
    reasons: Vec<String>,
    /// The passages of the text that it stands in; `null` where the base has no text.
    context: Option<Vec<Passage>>,
    /// How it stands in the later versions of its page.
    later: Vec<Stood<'a>>,
}

/// Writes a sheet in any of [`SHOW_FORMATS`]; csv and tsv have the row alone.
pub fn write(
    out: &mut dyn Write,
    row: &ClaimRow,
    text: Option<&str>,
    standings: &[Standing],
    format: Format,
    style: Style,
) -> io::Result<()> {
    match format {
        Format::Table => terminal::write(out, row, text, standings, style),
        Format::Md => markdown::write(out, row, text, standings),
        Format::Json | Format::Jsonl => {
            let row = in_context(row, text);
            let shown = Shown {
                claim: Object::new(&row),
                reasons: row.claim.judgement().reasons,
                context: text.map(|text| context::passages(&row.claim, text)),
                later: standings.iter().map(|standing| Stood::new(&row.claim, standing)).collect(),
            };
            json::value(out, &shown)?;
            out.write_all(b"\n")
        }
        Format::Csv | Format::Tsv => {
            list::write::<ClaimRow, _>(out, std::iter::once(in_context(row, text)), format, style)
        }
        Format::Html => Err(unsupported("a single claim", format, SHOW_FORMATS)),
    }
}

fn in_context(row: &ClaimRow, text: Option<&str>) -> ClaimRow {
    match text {
        Some(text) => row.clone().in_context(&CodePoints::new(text)),
        None => row.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn shown(number: usize, text: Option<&str>, format: Format) -> String {
        let mut out = Vec::new();
        let style = Style { colour: false, width: None };
        write(&mut out, &sample::rows()[number], text, &[], format, style).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_sheet_has_context_chain_and_reasons() {
        let sheet = shown(1, Some(sample::TEXT), Format::Table);
        assert!(sheet.contains("⟦le désir de \"se rendre bientôt\" en Corée du Nord⟧"), "{sheet}");
        assert!(sheet.contains("  Vladimir Poutine  "), "{sheet}");
        assert!(sheet.contains("└─▶ KCNA"), "{sheet}");
        assert!(sheet.contains("└─▶ Le Courrier du soir"), "{sheet}");
        assert!(sheet.contains("KCNA passes the words on as a third party"), "{sheet}");
        assert!(sheet.contains(&sample::rows()[1].id.to_string()), "{sheet}");
    }

    #[test]
    fn a_sheet_without_text_says_so() {
        for format in [Format::Table, Format::Md] {
            assert!(shown(0, None, format).contains("not in the base"));
        }
    }

    #[test]
    fn json_has_selectors_with_their_context() {
        let value: serde_json::Value =
            serde_json::from_str(&shown(2, Some(sample::TEXT), Format::Json)).unwrap();
        assert_eq!(value["selectors"][1]["quote"]["type"], "TextQuoteSelector");
        assert_eq!(value["selectors"][1]["quote"]["exact"], "quoi qu'il arrive");
        assert_eq!(value["selectors"][1]["quote"]["prefix"], " a assuré le président russe, « ");
        assert_eq!(value["selectors"][0]["position"]["start"], value["content"][0]["start"]);
        assert_eq!(value["reasons"][0], "all of the words are quoted");
        assert!(value["context"][0]["text"].as_str().unwrap().contains("a assuré le président russe"));
    }

    #[test]
    fn spans_that_are_not_in_the_text_do_no_harm() {
        for format in SHOW_FORMATS {
            assert!(!shown(2, Some("another text"), *format).is_empty());
            assert!(!shown(2, Some(""), *format).is_empty());
        }
    }
}
