//! What must hold in every format, whatever the words.

use super::escape::terminal::is_control;
use super::*;
use crate::model::{Record, Relay};
use proptest::prelude::*;

const PLAIN: Style = Style { colour: false, width: None };

fn listed(rows: &[ClaimRow], format: Format) -> String {
    let mut out = Vec::new();
    claims(&mut out, &mut rows.iter().cloned(), format, PLAIN).unwrap();
    String::from_utf8(out).unwrap()
}

fn exported(rows: &[ClaimRow], format: Format) -> String {
    let mut out = Vec::new();
    sourced_table(&mut out, rows, None, format, PLAIN).unwrap();
    String::from_utf8(out).unwrap()
}

/// A sample row with some words put everywhere where a text can put words.
fn row_of(words: &str) -> ClaimRow {
    let mut row = sample::rows().remove(1);
    let claim = &mut row.claim;
    claim.content[0].text = words.to_owned();
    claim.speakers = vec![words.to_owned()];
    claim.mention = Some(words.to_owned());
    claim.cue = Some(words.to_owned());
    claim.via = vec![Relay { name: words.to_owned(), channel: crate::model::Channel::ThirdParty }];
    let document = &mut row.document;
    document.name = words.to_owned();
    for field in [&mut document.outlet, &mut document.title, &mut document.url, &mut document.language] {
        *field = Some(words.to_owned());
    }
    row
}

/// Words that try to get out of where they are put.
fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[-=+@|\\\\`<>\"'&\\[\\](){}*_~$#!;:,\t\r\n\u{1b}\u{9b}\u{202e}\u{2028}«»“” a]{0,40}",
        Just("</td></tr><script>alert(1)</script>".to_owned()),
        Just("https://a.example/|x".to_owned()),
        Just("javascript:alert(1)".to_owned()),
    ]
}

fn records(text: &str, delimiter: u8) -> Vec<std::collections::HashMap<String, String>> {
    let mut reader = ::csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
    reader.deserialize().map(|record| record.unwrap()).collect()
}

/// The cells of a Markdown table's row, as every implementation must see them.
fn cells(line: &str) -> usize {
    line.matches('|').count() - 1
}

proptest! {
    #[test]
    fn the_machine_formats_give_the_words_back(words in hostile()) {
        let row = row_of(&words);
        let json: serde_json::Value = serde_json::from_str(&listed(std::slice::from_ref(&row), Format::Json)).unwrap();
        prop_assert_eq!(json[0]["content"][0]["text"].as_str(), Some(words.as_str()));
        prop_assert_eq!(json[0]["speakers"][0].as_str(), Some(words.as_str()));

        let jsonl = listed(std::slice::from_ref(&row), Format::Jsonl);
        prop_assert_eq!(jsonl.lines().count(), 1);
        prop_assert_eq!(serde_json::from_str::<serde_json::Value>(&jsonl).unwrap(), json[0].clone());

        for text in [listed(std::slice::from_ref(&row), Format::Csv), exported(std::slice::from_ref(&row), Format::Csv)] {
            let csv = records(&text, b',');
            for field in ["content", "mention", "cue", "doc", "outlet", "title", "url"] {
                prop_assert_eq!(restore_csv(&csv[0][field]), words.as_str());
            }
            for field in ["speakers", "via"] {
                prop_assert_eq!(restore_list(restore_csv(&csv[0][field])).concat(), words.as_str());
            }
        }
        for text in [listed(std::slice::from_ref(&row), Format::Tsv), exported(std::slice::from_ref(&row), Format::Tsv)] {
            prop_assert_eq!(text.lines().count(), 2);
            prop_assert!(text.lines().all(|line| line.matches('\t').count() == text.lines().next().unwrap().matches('\t').count()));
            prop_assert_eq!(restore_tsv(&records(&text, b'\t')[0]["content"]), words.clone());
        }
    }

    #[test]
    fn nothing_steers_a_terminal(words in hostile()) {
        let row = row_of(&words);
        let rows = std::slice::from_ref(&row);
        let mut shown = vec![listed(rows, Format::Table), exported(rows, Format::Table), listed(rows, Format::Md), exported(rows, Format::Md)];
        for text in [None, Some(words.as_str()), Some(sample::TEXT)] {
            for format in [Format::Table, Format::Md, Format::Json] {
                let mut out = Vec::new();
                claim(&mut out, &row, text, &[], format, PLAIN).unwrap();
                shown.push(String::from_utf8(out).unwrap());
            }
        }
        let mut out = Vec::new();
        marked(&mut out, &row.document, &words, std::slice::from_ref(&row.claim), PLAIN).unwrap();
        shown.push(String::from_utf8(out).unwrap());
        for text in shown {
            prop_assert!(!text.chars().any(|c| c != '\n' && is_control(c)), "{text:?}");
        }
    }

    #[test]
    fn no_cell_can_be_left(words in hostile()) {
        let harmless = row_of("x");
        let row = row_of(&words);
        let list = listed(std::slice::from_ref(&row), Format::Md);
        prop_assert_eq!(list.lines().count(), 5);
        prop_assert!(list.lines().take(3).all(|line| cells(line) == 8));

        let md = exported(std::slice::from_ref(&row), Format::Md);
        let table: Vec<&str> = md.lines().filter(|line| line.starts_with('|')).collect();
        prop_assert_eq!(table.len(), 3);
        prop_assert!(table.iter().all(|line| cells(line) == 9));
        prop_assert_eq!(md.lines().count(), exported(std::slice::from_ref(&harmless), Format::Md).lines().count());

        let html = exported(std::slice::from_ref(&row), Format::Html);
        let expected = exported(std::slice::from_ref(&harmless), Format::Html);
        // The one tag that may come with the words is the link of a web address.
        let tags = |page: &str| page.matches('<').count() - 2 * page.matches("<a href=\"http").count();
        prop_assert_eq!(tags(&html), tags(&expected));
        prop_assert_eq!(html.lines().count(), expected.lines().count());
        prop_assert!(!html.contains("href=\"javascript"));
    }
}

#[test]
fn empty_lists_are_valid() {
    assert_eq!(listed(&[], Format::Table), "");
    assert_eq!(listed(&[], Format::Json), "[]\n");
    assert_eq!(listed(&[], Format::Jsonl), "");
    assert_eq!(listed(&[], Format::Csv).lines().count(), 1);
    assert_eq!(listed(&[], Format::Md).lines().count(), 2);
    for &format in EXPORT_FORMATS {
        exported(&[], format);
    }
    let json: serde_json::Value = serde_json::from_str(&exported(&[], Format::Json)).unwrap();
    assert_eq!(json["claims"].as_array().map(Vec::len), Some(0));
}

#[test]
fn every_row_has_a_field_for_every_name() {
    fn check<R: list::Listed>(rows: &[R]) {
        for row in rows {
            assert_eq!(row.fields().len(), R::field_names().len());
            assert_eq!(row.cells().len(), R::COLUMNS.len());
        }
    }
    check(&sample::rows());
    check(&sample::speakers());
    check(&sample::documents());
    let rows = sample::rows();
    check(&sourced::Sourced::new(&rows, None).sections[0].entries);
}

#[test]
fn a_line_of_jsonl_holds_the_record() {
    let row = &sample::rows()[2];
    let line: serde_json::Value =
        serde_json::from_str(&listed(std::slice::from_ref(row), Format::Jsonl)).unwrap();
    let record = serde_json::to_value(Record::new(&row.document, &row.claim)).unwrap();
    for (name, value) in record.as_object().unwrap() {
        assert_eq!(&line[name], value, "{name}");
    }
    assert_eq!(line["sha256"], row.document.sha256.to_string());
    assert_eq!(line["published"], "2023-10-13");
}

#[test]
fn every_door_writes_every_format_of_its_list() {
    let mut out = Vec::new();
    for &format in LIST_FORMATS {
        speakers(&mut out, &sample::speakers(), format, PLAIN).unwrap();
        documents(&mut out, &sample::documents(), format, PLAIN).unwrap();
    }
    let error = speakers(&mut out, &sample::speakers(), Format::Html, PLAIN).unwrap_err();
    assert_eq!(
        error.to_string(),
        "speakers cannot be written as html: choose table, json, jsonl, csv, tsv, md"
    );
}

#[test]
fn the_page_is_whole() {
    let page = exported(&sample::rows(), Format::Html);
    for tag in [
        "html", "head", "body", "main", "table", "caption", "thead", "tbody", "tr", "td", "th", "ol", "li",
        "bdi",
    ] {
        let opened = page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
        assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
    }
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
    assert!(page.contains("<bdi lang=\"fr\">«\u{A0}une amitié scellée par l’histoire\u{A0}»</bdi>"));
    assert!(page.contains("[denies] <bdi"));
}
