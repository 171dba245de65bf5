//! `dixit add`: claims by hand, from stored documents and from what was no text.

use crate::{sample, support::Scratch};
use serde_json::Value;

const HEARD: &[&str] = &[
    "add",
    "--medium",
    "press conference",
    "--outlet",
    "Élysée",
    "--date",
    "2024-06-19",
    "--place",
    "Paris",
    "--note",
    "live stream at 14:05, recording in the archive",
    "--speaker",
    "Emmanuel Macron",
    "--language",
    "fr",
    "--as",
    "Anna",
];

fn heard(scratch: &Scratch, words: &str) -> crate::support::Run {
    scratch.dixit(HEARD.iter().copied().chain(["--form", "direct", "--content", words]))
}

fn rows(scratch: &Scratch, args: &[&str]) -> Vec<Value> {
    let output = scratch.dixit(args).output();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("a record")).collect()
}

#[test]
fn what_was_no_text_is_taken_down_and_checked() {
    let scratch = Scratch::new();
    heard(&scratch, "nous tiendrons").gives(0, "[..]", "in the document press-conference-2024-06-19-[..]");
    heard(&scratch, "nous tiendrons").gives(2, "", "error: [..]it has that claim already: [..]");
    heard(&scratch, "ensemble").gives(0, "[..]", "in the document [..]");
    let rows = rows(&scratch, &["list", "-q", "--format", "jsonl", "--search", "tiendrons"]);
    let claim = rows[0]["id"].as_str().expect("an id");
    assert_eq!((&rows[0]["medium"], &rows[0]["strength"]), (&"press conference".into(), &"verbatim".into()));
    assert_eq!((&rows[0]["status"], &rows[0]["origin"]), (&"accepted".into(), &"curated".into()));
    scratch.dixit(["show", claim]).gives(
        0,
        "...\n  medium: press conference\n  outlet: Élysée\n  date: 2024-06-19\n  language: fr\n  ---\n\
         \u{20} Where: Paris\n  Heard by: Anna\n  Note: live stream at 14:05, recording in the archive\n\n\
         \u{20} «\u{A0}⟦nous tiendrons⟧\u{A0}»\n...\n[..]outlet, press conference, 2024-06-19\n...\n\
         \u{20} medium     press conference: no text, taken down by a person\n...",
        "",
    );
    scratch.dixit(["docs"]).gives(0, "...\n[..]press conference, taken down by a person\n[..]", "");
    scratch.dixit(["export", "--format", "md"]).gives(
        0,
        "...\n- [1] [..], press conference, sha256 [..]\n...",
        "",
    );
    scratch.dixit(["verify"]).gives(
        0,
        "no fault in 2 documents, [..]\n2 documents that a person took down from what was no text",
        "",
    );
    scratch.dixit(["log", "--operation", "add"]).gives(
        0,
        "...\n[..]Anna [..]add [..]1 claim, [..] accepted[..]\n...",
        "",
    );
    // The claim is taken back; that there is a note stays on record.
    scratch.dixit(["undo", "-q", "2"]).gives(0, "", "");
    scratch.dixit(["list", "-q", "--search", "tiendrons"]).gives(0, "", "");
    scratch.dixit(["verify"]).gives(0, "no fault in [..]\n[..]", "");
}

/// The note has the form of an article, so that another base can take it from a bundle.
#[test]
fn a_note_is_an_article_too() {
    let scratch = Scratch::new();
    heard(&scratch, "nous tiendrons").gives(0, "[..]", "[..]");
    scratch.dixit(["reread"]).gives(0, "", "no document matches");
    scratch.dixit(["bundle", "-q", "--out", "bag"]).gives(0, "", "");
    scratch.dixit(["verify", "bag"]).gives(0, "no fault [..]", "");
    scratch.dixit(["ingest", "-q", "--db", "other.db", "bag/data/sources"]).gives(0, "", "");
    let documents = rows(&scratch, &["docs", "--db", "other.db", "--format", "jsonl"]);
    let first = rows(&scratch, &["docs", "--format", "jsonl"]);
    for field in ["sha256", "medium", "outlet", "published", "language"] {
        assert_eq!(documents[0][field], first[0][field], "{field}");
    }
}

#[test]
fn a_note_needs_to_be_told_how_it_came() {
    let scratch = Scratch::new();
    let check = |args: &[&str], error: &str| {
        scratch.dixit(["add"].iter().chain(args)).gives(2, "", error);
    };
    check(&["--content", "x"], "error: [..]--doc[..]\nhint: [..]");
    check(&["--medium", "broadcast", "--content", "x"], "error: [..]--note[..]\nhint: [..]");
    check(&["--doc", "a", "--note", "x", "--content", "x"], "error: [..]--medium[..]\nhint: [..]");
    check(
        &["--medium", "broadcast", "--date", "2024", "--note", "radio"],
        "error: no words are given\nhint: [..]",
    );
    check(&["--medium", " ", "--date", "2024", "--note", "radio"], "error: [..]it is empty\nhint: [..]");
    assert!(!scratch.path("dixit.db").exists(), "nothing was made");
}

#[test]
fn words_of_a_document_are_found_whatever_their_typography() {
    let scratch = sample::stocked();
    let add =
        |words: &str| scratch.dixit(["add", "-q", "--doc", "quai", "--content", words, "--speaker", "X"]);
    add("\" Rien n’est sûr \"").gives(0, "[..]", "");
    let row = &rows(&scratch, &["list", "-q", "--format", "jsonl", "--speaker", "X"])[0];
    assert_eq!(row["content"][0]["text"], "« Rien n'est sûr »", "as the text has it");
    add("Rien n'est sur").gives(
        2,
        "",
        "error: these words do not stand in the text: Rien n'est sur\n\
         hint: the nearest that stands there: Rien n'est sûr",
    );
    add("tout autre chose").gives(2, "", "error: [..]\nhint: nothing in the text is like them[..]");
    scratch.dixit(["verify"]).gives(0, "no fault in [..]", "");
}
