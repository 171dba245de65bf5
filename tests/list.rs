//! `dixit list`, `dixit who`, `dixit docs`.

use crate::{sample, support::Scratch};
use std::{
    io::{BufRead, BufReader, Read},
    process::{Command, Stdio},
};

/// The words of the claims that some filter selects, in order.
#[track_caller]
fn check(scratch: &Scratch, filter: &[&str], expected: &[&str]) {
    let args = ["list", "--format", "jsonl"].iter().chain(filter);
    let output = scratch.dixit(args).output();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let words: Vec<String> = String::from_utf8(output.stdout)
        .expect("UTF-8")
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("a record"))
        .map(|record| record["content"][0]["text"].as_str().expect("words").to_owned())
        .collect();
    assert_eq!(words, expected, "{filter:?}");
}

const OPEN: &str = "Le port restera ouvert";
const VISIT: &str = "Vladimir Poutine visitera le chantier";
const SOLD: &str = "avoir vendu le terrain";
const CLOSED: &str = "Le quai aurait été fermé en mars";
const SURE: &str = "Rien n'est sûr";

#[test]
fn each_filter() {
    let scratch = sample::stocked();
    let check = |filter: &[&str], expected: &[&str]| check(&scratch, filter, expected);
    check(&[], &[OPEN, VISIT, SOLD, CLOSED, SURE]);
    check(&["--who", "kcna"], &[VISIT]);
    check(&["--via", "Agence centrale de presse coréenne"], &[VISIT]);
    check(&["--who", "le courrier"], &[OPEN, VISIT, SOLD]);
    check(&["--outlet", "LE COURRIER"], &[OPEN, VISIT, SOLD]);
    check(&["--speaker", "anna weil"], &[OPEN]);
    check(&["--speaker", "anna weil", "--speaker", "un temoin"], &[OPEN, SURE]);
    check(&["--strength", "verbatim,alleged"], &[OPEN, CLOSED]);
    check(&["--stated"], &[OPEN, SOLD, SURE]);
    check(&["--hearsay"], &[VISIT, CLOSED]);
    check(&["--alleged"], &[CLOSED]);
    check(&["--stated", "--alleged"], &[OPEN, SOLD, CLOSED, SURE]);
    check(&["--denied"], &[SOLD]);
    check(&["--quotes"], &[OPEN, SURE]);
    check(&["--form", "indirect"], &[VISIT, SOLD, CLOSED]);
    check(&["--since", "2024-02"], &[OPEN, VISIT, SOLD, CLOSED, SURE]);
    check(&["--since", "2025"], &[]);
    check(&["--until", "2023-12-31"], &[]);
    check(&["--doc", "quai"], &[CLOSED, SURE]);
    check(&["--search", "ferme MARS"], &[CLOSED]);
    check(&["--sort", "strength"], &[OPEN, SURE, SOLD, VISIT, CLOSED]);
    check(&["--limit", "2"], &[OPEN, VISIT]);
    check(&["--limit", "0"], &[OPEN, VISIT, SOLD, CLOSED, SURE]);
}

#[test]
fn what_is_left_out_is_said() {
    let scratch = sample::stocked();
    scratch.dixit(["list", "--limit", "2"]).gives(0, "...", "2 of 5 claims; `--limit 0` shows all");
    scratch.dixit(["list", "--who", "nobody"]).gives(0, "...", "no claim matches");
    scratch.dixit(["list", "-q", "--who", "nobody"]).gives(0, "...", "");
}

#[test]
fn every_format() {
    let scratch = sample::stocked();
    for (command, words) in [("list", "port restera"), ("who", "Anna Weil"), ("docs", "Courrier")] {
        for format in ["table", "json", "jsonl", "csv", "tsv", "md"] {
            let output = scratch.dixit([command, "--format", format]).output();
            let (out, err) =
                (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
            let for_programs = command == "list" && !matches!(format, "table" | "md");
            let note = if for_programs { "5 claims, all reviewed by a person\n" } else { "" };
            assert_eq!((output.status.code(), err.as_ref()), (Some(0), note), "{command} {format}");
            assert!(out.contains(words), "{command} {format}:\n{out}");
            assert!(!out.contains('\x1b'), "{command} {format} is coloured without a terminal");
        }
    }
    let output = scratch.dixit(["list", "--color", "always"]).output();
    assert!(output.stdout.contains(&b'\x1b'));
    scratch.dixit(["list", "--format", "html"]).gives(
        2,
        "",
        "error: unknown format `html`: did you mean `[..]`? (table, json, jsonl, csv, tsv, md)\nhint: [..]",
    );
}

#[test]
fn who_and_docs_take_filters() {
    let scratch = sample::stocked();
    scratch.dixit(["who", "--format", "csv", "--doc", "quai"]).gives(0, "name,[..]\nun témoin,[..]", "");
    scratch.dixit(["docs", "--format", "csv", "--alleged"]).gives(0, "[..]\n[..]quai[..]", "");
    scratch.dixit(["who", "--who", "nobody", "--format", "jsonl"]).gives(0, "", "no claim matches");
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let scratch = sample::stocked();
    for command in ["list", "who", "docs", "export", "--help"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_dixit"))
            .args([command, "--db"])
            .arg(scratch.path("dixit.db"))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        drop(child.stdout.take());
        let mut errors = String::new();
        child.stderr.take().expect("piped").read_to_string(&mut errors).expect("read");
        let status = child.wait().expect("the program ends");
        assert_eq!((status.code(), errors.as_str()), (Some(0), ""), "{command}");
    }
}

#[test]
fn a_full_device_is_an_error() {
    let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") else {
        eprintln!("skipped: there is no /dev/full");
        return;
    };
    let scratch = sample::stocked();
    let mut child = Command::new(env!("CARGO_BIN_EXE_dixit"))
        .args(["list", "--db"])
        .arg(scratch.path("dixit.db"))
        .stdout(full)
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut line = String::new();
    BufReader::new(child.stderr.take().expect("piped")).read_line(&mut line).expect("read");
    assert_eq!(line, "error: cannot write the output: no space left on device\n");
    assert_eq!(child.wait().expect("the program ends").code(), Some(1));
}

/// Every list and every report says how many of its claims nobody has reviewed.
#[test]
fn what_nobody_reviewed_is_said_in_every_format() {
    let scratch = sample::stocked();
    let text = "« Le phare s'allume », a déclaré Yann Kervella. « La lampe est neuve », a dit Anna Weil.\n";
    scratch.file("phare.txt", text);
    scratch.dixit(["ingest", "-q", "phare.txt", "--language", "fr"]).gives(0, "", "");
    let everything = |args: &[&str]| {
        let output = scratch.dixit(args).output();
        assert!(output.status.success(), "{args:?}");
        String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
    };
    for format in ["table", "md", "json", "jsonl", "csv", "tsv"] {
        let list = everything(&["list", "--format", format]);
        assert!(list.contains("7 claims, 2 of them not reviewed by a person"), "{format}: {list}");
        let (who, docs) =
            (everything(&["who", "--format", format]), everything(&["docs", "--format", format]));
        assert!(who.contains("unreviewed") && docs.contains("unreviewed"), "{format}");
    }
    for format in ["table", "md", "html", "json", "jsonl", "csv", "tsv"] {
        let report = everything(&["export", "--format", format]);
        assert!(report.contains("2 of them not reviewed") || report.contains("; 2 not reviewed"), "{format}");
    }
    let files = everything(&["export", "--format", "toml", "--doc", "phare"]);
    assert!(files.starts_with("# 2 claims, none reviewed by a person\n[document]"), "{files}");
    for columns in ["40", "60", "80"] {
        for command in ["who", "docs"] {
            let output = scratch.dixit([command]).env("COLUMNS", columns).output();
            assert!(String::from_utf8_lossy(&output.stdout).contains("unreviewed"), "{command} {columns}");
        }
    }
    let claim = everything(&["list", "--unreviewed", "--format", "csv", "-q"]);
    let id = &claim.lines().nth(1).expect("a row")[..12];
    scratch.dixit(["reject", "-q", id, "--reason", "no"]).gives(0, "", "");
    for format in ["html", "md"] {
        let report = everything(&["export", "--format", format, "--status", "found,rejected"]);
        assert!(report.contains("; 1 rejected; 1 not reviewed by a person"), "{format}: {report}");
        assert!(report.contains("rejected</small>") || report.contains("` rejected |"), "{format}: {report}");
    }
}
