//! `dixit grade`: what people grade claims.

use crate::{sample, support::Scratch};
use serde_json::Value;

fn rows(scratch: &Scratch, filter: &[&str]) -> Vec<Value> {
    let args = ["list", "--format", "jsonl", "-q"].iter().chain(filter);
    let output = scratch.dixit(args).output();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("a record")).collect()
}

fn id(scratch: &Scratch, speaker: &str) -> String {
    rows(scratch, &["--speaker", speaker])[0]["id"].as_str().expect("an id")[..12].to_owned()
}

fn sound(scratch: &Scratch) {
    scratch.dixit(["verify"]).gives(0, "no fault in [..]", "");
}

#[test]
fn grades_are_given_shown_and_taken_back() {
    let scratch = sample::stocked();
    let claim = id(&scratch, "Anna Weil");
    let grade = |args: &[&str]| scratch.dixit(["grade"].iter().chain(args));
    assert_eq!(rows(&scratch, &["--graded"]).len(), 0, "nothing is graded by itself");
    grade(&[&claim, "--reliability", "B", "--credibility", "2", "--as", "Ben"]).gives(
        0,
        "",
        "grade: 1 claim",
    );
    let wording = "l'agence KCNA";
    grade(&[
        "-q",
        &claim,
        "--likelihood",
        "very likely",
        "--terms",
        "background",
        "--wording",
        "l’agence KCNA",
    ])
    .gives(0, "", "");
    grade(&[&claim, "--reliability", "B"]).gives(0, "", "no claim to grade");
    scratch.dixit(["show", &claim]).gives(
        0,
        "...\ngrades, given by people\n\
         \u{20} reliability  B: usually reliable (Ben, [..], log entry 4)\n\
         \u{20} credibility  2: probably true (Ben, [..], log entry 4)\n\
         \u{20} likelihood   very likely: 80–95 % ([..], log entry 5)\n\
         \u{20} terms        background: may be published without the name, described as agreed; the article \
         says “l'agence KCNA” ([..], log entry 5)\n...",
        "",
    );
    scratch.dixit(["list", "--graded"]).gives(
        0,
        "[..]  grade\n...\n[..]B2, very likely, background\n...",
        "",
    );
    let grades = &rows(&scratch, &["--graded"])[0]["grades"];
    assert_eq!((&grades["reliability"]["grade"], &grades["reliability"]["by"]), (&"B".into(), &"Ben".into()));
    assert_eq!((&grades["terms"]["wording"], &grades["terms"]["entry"]), (&wording.into(), &5.into()));
    assert_eq!(rows(&scratch, &["--ungraded"])[0]["grades"], serde_json::json!({}));
    sound(&scratch);

    grade(&[&claim, "--reliability", "C", "--clear", "credibility"]).gives(0, "", "grade: 1 claim");
    scratch.dixit(["list", "--graded"]).gives(0, "...\n[..]C, very likely, background\n...", "");
    scratch.dixit(["show", &claim, "--history"]).gives(
        0,
        "...\n[..]grade [..]: reliability C, credibility taken off[..]\n...",
        "",
    );
    // What a later entry changed again is taken back first.
    scratch.dixit(["undo", "4"]).gives(
        2,
        "",
        "error: entry 4 is not taken back: a later entry [..]\nhint: [..]",
    );
    scratch.dixit(["undo", "-q", "6"]).gives(0, "", "");
    scratch.dixit(["list", "--graded"]).gives(0, "...\n[..]B2, very likely, background\n...", "");
    scratch.dixit(["undo", "-q", "5"]).gives(0, "", "");
    scratch.dixit(["list", "--graded"]).gives(0, "...\n[..]B2\n...", "");
    sound(&scratch);
}

#[test]
fn claims_are_chosen_by_their_grades() {
    let scratch = sample::stocked();
    let all = rows(&scratch, &[]).len();
    scratch.dixit(["grade", "-q", "--doc", "port", "--reliability", "A", "--yes"]).gives(0, "", "");
    let (anna, witness) = (id(&scratch, "Anna Weil"), id(&scratch, "un témoin"));
    scratch.dixit(["grade", "-q", &anna, "--likelihood", "probable"]).gives(0, "", "");
    scratch
        .dixit([
            "grade",
            "-q",
            &witness,
            "--reliability",
            "F",
            "--credibility",
            "6",
            "--terms",
            "off the record",
        ])
        .gives(0, "", "");
    let check = |filter: &[&str], expected| assert_eq!(rows(&scratch, filter).len(), expected, "{filter:?}");
    check(&["--reliability", "A"], 3);
    check(&["--reliability", "A,F"], 4);
    check(&["--reliability", "A", "--likelihood", "likely"], 1);
    check(&["--credibility", "6"], 1);
    check(&["--terms", "off the record"], 1);
    check(&["--graded"], 4);
    check(&["--ungraded"], all - 4);
    check(&["--graded", "--speaker", "Anna Weil", "--sort", "strength"], 1);
    check(&["--reliability", "B"], 0);
    scratch.dixit(["who", "-q", "--terms", "off the record"]).gives(0, "...\nun témoin[..]\n...", "");
    scratch.dixit(["docs", "-q", "--reliability", "A", "--format", "csv"]).gives(
        0,
        "name[..]\nport,[..]",
        "",
    );
    scratch.dixit(["export", "--format", "md", "--graded"]).gives(
        0,
        "...\n[..]**verbatim**: their words, first hand; graded A, probable |[..]\n...\n\
         Grades are given by people. A: completely reliable; [..]\n...",
        "1 claim is off the record and may not be published",
    );
    sound(&scratch);
}

#[test]
fn what_is_no_grade_is_refused() {
    let scratch = sample::stocked();
    let claim = id(&scratch, "Anna Weil");
    let check = |args: &[&str], error: &str| {
        scratch.dixit(["grade", &claim].iter().chain(args)).gives(2, "", error);
    };
    check(&[], "error: no grade is given\nhint: [..]");
    check(
        &["--reliability", "G"],
        "error: unknown reliability `G`: did you mean `[..]`? (A, B, C, D, E, F)\nhint: [..]",
    );
    check(&["--credibility", "7"], "error: unknown credibility `7`[..]\nhint: [..]");
    check(
        &["--likelihood", "likly"],
        "error: unknown likelihood `likly`: did you mean `likely`?[..]\nhint: [..]",
    );
    check(
        &["--admiralty", "B9"],
        "error: [..]`B9` is not a letter A to F and a figure 1 to 6, such as B2\nhint: [..]",
    );
    check(
        &["--admiralty", "é2"],
        "error: [..] is not a letter A to F and a figure 1 to 6, such as B2\nhint: [..]",
    );
    check(&["--admiralty", "B2", "--reliability", "A"], "error: [..] cannot be used with [..]\nhint: [..]");
    check(
        &["--terms", "background", "--wording", "l'agence KCMA"],
        "error: these words do not stand in the text: l'agence KCMA\nhint: the nearest that stands there: l'agence KCNA",
    );
    check(&["--wording", "x"], "error: [..]--terms[..]\nhint: [..]");
    check(
        &["--reliability", "B", "--clear", "reliability"],
        "error: the reliability is given and cleared at once",
    );
}

/// What is graded stays graded, whatever is read or imported afterwards; and a report of it checks.
#[test]
fn a_grade_outlives_another_import_and_a_report_has_it() {
    let scratch = sample::stocked();
    let claim = id(&scratch, "Anna Weil");
    scratch.dixit(["grade", "-q", &claim, "--admiralty", "B2"]).gives(0, "", "");
    scratch.dixit(["import", "-q", "claims"]).gives(0, "", "");
    assert_eq!(rows(&scratch, &["--reliability", "B"]).len(), 1);
    for format in ["csv", "tsv", "json", "jsonl", "md", "html"] {
        let report = format!("report.{format}");
        scratch.dixit(["export", "-q", "--format", format, "--out", &report]).gives(0, "", "");
        scratch.dixit(["verify", &report]).gives(0, "no fault in [..]", "");
    }
    scratch.dixit(["bundle", "-q", "--out", "bag"]).gives(0, "", "");
    scratch.dixit(["verify", "bag"]).gives(0, "no fault in [..]", "");
    scratch.dixit(["grade", "-q", &claim, "--reliability", "E"]).gives(0, "", "");
    scratch.dixit(["verify", "report.csv"]).gives(
        1,
        "fault: [..]its `reliability` is not as [..]\n1 fault in [..]",
        "",
    );
    // A correction is another claim, which nobody has graded.
    scratch.dixit(["edit", &claim, "--speaker", "La maire"]).gives(
        0,
        "[..] is now [..]",
        "1 claim was graded; what takes its place is not",
    );
    assert_eq!(rows(&scratch, &["--graded"]).len(), 0);
}
