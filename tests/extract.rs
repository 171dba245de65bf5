//! `dixit extract`.

use crate::support::{Scratch, root};
use dixit::model::{CodePoints, Digest, Record};
use std::{collections::BTreeMap, fs};

const ARTICLE: &str = "« Le pont sera fermé dès lundi », a annoncé mardi la maire de Valmont, Jeanne Orvault. \
                       Elle a assuré que les travaux commenceront avant la fin du mois de janvier.\n";

/// The texts under `tests/articles`, by name.
fn articles() -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    for entry in fs::read_dir(root().join("tests/articles")).expect("articles") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|e| e == "txt") {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            let bytes = fs::read(path).expect("a text");
            let text = String::from_utf8(bytes)
                .unwrap_or_else(|e| encoding_rs::WINDOWS_1252.decode(e.as_bytes()).0.into_owned());
            texts.insert(name, text);
        }
    }
    texts
}

#[test]
fn every_record_is_whole_and_stands_in_its_text() {
    let texts = articles();
    let scratch = Scratch::new();
    for (name, text) in &texts {
        scratch.file(&format!("articles/{name}.txt"), text);
    }
    let run = || scratch.dixit(["extract", "-q", "--format", "jsonl", "articles"]).output();
    let (first, second) = (run(), run());
    assert_eq!((first.status.code(), String::from_utf8_lossy(&first.stderr).as_ref()), (Some(0), ""));
    assert!(first.stdout == second.stdout, "two readings differ");
    let mut docs = Vec::new();
    for line in String::from_utf8(first.stdout).expect("UTF-8").lines() {
        let record: Record = serde_json::from_str(line).expect("a record");
        assert_eq!(serde_json::to_string(&record).expect("JSON"), line);
        let text = &texts[&record.doc];
        let points = CodePoints::new(text);
        for slice in record.content.iter().chain(&record.source) {
            assert_eq!(points.slice(slice.span()), Some(slice.text.as_str()), "{line}");
        }
        docs.push(record.doc);
    }
    assert!(docs.is_sorted(), "documents are out of order");
    docs.dedup();
    assert!(docs.len() > 3, "claims were found in {docs:?} alone");
}

#[test]
fn the_same_reading_as_that_of_ingest() {
    let scratch = Scratch::new();
    scratch.file("a.txt", ARTICLE);
    scratch.dixit(["ingest", "-q", "a.txt"]).gives(0, "", "");
    let ids = |args: &[&str]| -> Vec<String> {
        let output = scratch.dixit(args).output();
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        let id = |line: &str| -> serde_json::Value { serde_json::from_str(line).expect("a record") };
        text.lines().map(|line| id(line)["id"].as_str().expect("an id").to_owned()).collect()
    };
    let extracted = ids(&["extract", "--format", "jsonl", "a.txt"]);
    assert!(!extracted.is_empty());
    assert_eq!(extracted, ids(&["list", "--format", "jsonl"]));
}

#[test]
fn every_format() {
    let scratch = Scratch::new();
    scratch.file("a.txt", ARTICLE);
    for format in ["text", "table", "json", "jsonl", "csv", "tsv", "md"] {
        let output = scratch.dixit(["extract", "--format", format, "a.txt"]).output();
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
        assert!(text.contains("Le pont sera") && !text.contains('\x1b'), "{format}:\n{text}");
    }
    let coloured = scratch.dixit(["extract", "--color", "always", "a.txt"]).output();
    assert!(coloured.stdout.contains(&b'\x1b'));
}

#[test]
fn why_a_claim_was_found_or_dropped() {
    let scratch = Scratch::new();
    scratch.file("a.txt", ARTICLE);
    scratch.dixit(["extract", "--explain", "a.txt"]).gives(
        0,
        "a\n...\n[..]kept[..]Le pont sera fermé dès lundi[..]\n...",
        "",
    );
}

#[test]
fn one_that_fails_stops_no_other() {
    let scratch = Scratch::new();
    scratch.file("a.txt", ARTICLE).file("b.txt", "");
    scratch.dixit(["extract", "--format", "jsonl", "none.txt", "b.txt", "a.txt"]).gives(
        1,
        "{\"doc\":\"a\",[..]}\n...",
        "error: cannot read `none.txt`: no such file\nerror: cannot read `b.txt`: it is empty",
    );
}

#[test]
fn positions_count_everything_before_them() {
    let scratch = Scratch::new();
    let text = format!("\u{FEFF}---\r\noutlet: L'Écho\r\n---\r\n{ARTICLE}");
    let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    scratch.file("a.txt", &text).file("b.txt", utf_16);
    let output = scratch.dixit(["extract", "--format", "jsonl", "a.txt", "b.txt"]).output();
    let points = CodePoints::new(&text);
    let text_of = |line: &str| {
        let record: Record = serde_json::from_str(line).expect("a record");
        for slice in &record.content {
            assert_eq!(points.slice(slice.span()), Some(slice.text.as_str()));
        }
        assert_ne!(record.id, Digest::of(b""));
        (record.doc, record.content)
    };
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    let (a, b): (Vec<_>, Vec<_>) = lines.lines().map(text_of).partition(|(doc, _)| doc == "a");
    assert!(!a.is_empty());
    let contents = |records: Vec<(String, Vec<dixit::model::Slice>)>| {
        records.into_iter().map(|r| r.1).collect::<Vec<_>>()
    };
    assert_eq!(contents(a), contents(b), "the encoding changes no position");
}
