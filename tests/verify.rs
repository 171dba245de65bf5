//! `dixit verify`.

use crate::sample;
use rusqlite::Connection;

#[test]
fn all_is_well_with_and_without_the_originals() {
    let scratch = sample::stocked();
    scratch.dixit(["verify"]).gives(0, "no fault in 2 documents, 5 claims, [..] spans, 3 log entries", "");
    scratch.dixit(["verify", "--sources", "articles"]).gives(
        0,
        "no fault in 2 documents, 5 claims, [..] spans, 3 log entries\n2 original files compared",
        "",
    );
}

#[test]
fn an_original_that_was_edited_or_is_gone() {
    let scratch = sample::stocked();
    scratch.file("articles/port.txt", sample::PORT.replace("ouvert", "fermé"));
    std::fs::remove_file(scratch.path("articles/quai.txt")).expect("removed");
    scratch.dixit(["verify", "--sources", "articles"]).gives(
        1,
        "fault: document [..]\n1 fault in 2 documents, [..]\n1 original file compared\n1 document without an original file there",
        "",
    );
    scratch.dixit(["verify", "--sources", "none"]).gives(
        2,
        "",
        "error: cannot read `none`: no such file or directory",
    );
}

#[test]
fn every_fault_is_named() {
    let scratch = sample::stocked();
    let base = Connection::open(scratch.path("dixit.db")).expect("opened");
    base.execute_batch("UPDATE claim SET strength = 'verbatim' WHERE strength <> 'verbatim'")
        .expect("changed");
    drop(base);
    let output = scratch.dixit(["verify"]).output();
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.matches("fault: claim ").count() >= 4, "{text}");
}
