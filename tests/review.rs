//! What people make of claims: `accept`, `reject`, `edit`, `add`, `note`, `tag`.

use crate::{sample, support::Scratch};
use serde_json::Value;

/// A database in which three claims were read and nobody has reviewed one.
fn read() -> Scratch {
    let scratch = Scratch::new();
    scratch.file("a.txt", sample::PORT);
    scratch.dixit(["ingest", "-q", "a.txt", "--outlet", "Le Phare"]).gives(0, "", "");
    scratch
}

fn rows(scratch: &Scratch, filter: &[&str]) -> Vec<Value> {
    let args = ["list", "--format", "jsonl", "-q"].iter().chain(filter);
    let output = scratch.dixit(args).output();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("a record")).collect()
}

fn id(row: &Value) -> String {
    row["id"].as_str().expect("an id")[..12].to_owned()
}

fn sound(scratch: &Scratch) {
    scratch.dixit(["verify"]).gives(0, "no fault in [..]", "");
}

#[test]
fn each_decision_moves_a_claim_and_is_written_down() {
    let scratch = read();
    let all = rows(&scratch, &[]);
    let n = all.len();
    assert!(n >= 2);
    let (first, second) = (id(&all[0]), id(&all[1]));
    scratch.dixit(["accept", &first, "--as", "Anna"]).gives(0, "", "accept: 1 claim");
    scratch.dixit(["accept", &first]).gives(0, "", "no claim to accept");
    scratch.dixit(["reject", &second]).gives(2, "", "error: [..]--reason[..]\nhint: [..]");
    scratch.dixit(["reject", &second, "--reason", "a slip", "--as", "Ben"]).gives(0, "", "reject: 1 claim");
    assert_eq!(rows(&scratch, &[]).len(), n - 1, "what is rejected is left out");
    assert_eq!(rows(&scratch, &["--status", "rejected"]).len(), 1);
    assert_eq!(rows(&scratch, &["--status", "accepted,rejected"]).len(), 2);
    assert_eq!(rows(&scratch, &["--unreviewed"]).len(), n - 2);
    let expected = format!("...\n{} claims, {} of them not reviewed by a person", n - 1, n - 2);
    scratch.dixit(["list"]).gives(0, &expected.replace("2 claims, 1 of them", "2 claims, [..] of them"), "");
    scratch.dixit(["show", &second, "--history"]).gives(
        0,
        "claim [..]\n...\n  review [..]rejected by a person\n...\nhistory\n\n...\n[..]Ben [..]reject [..]a slip[..]",
        "",
    );
    // A person may think again; the log keeps both.
    scratch.dixit(["accept", "-q", &second]).gives(0, "", "");
    assert_eq!(rows(&scratch, &["--status", "accepted"]).len(), 2);
    sound(&scratch);
}

#[test]
fn a_filter_asks_before_it_decides() {
    let scratch = read();
    let n = rows(&scratch, &[]).len();
    scratch.dixit(["accept"]).gives(2, "", "error: no claim is named\nhint: [..]");
    scratch.dixit(["accept", "--doc", "a"]).gives(
        2,
        "",
        "error: to accept [..] claims needs a yes, and nobody is there to ask\nhint: `--yes`[..]",
    );
    scratch.dixit(["accept", "--doc", "a", "--dry-run"]).gives(
        0,
        &format!("...\nwould accept {n} claims"),
        "",
    );
    assert_eq!(rows(&scratch, &["--unreviewed"]).len(), n);
    scratch.dixit(["accept", "--doc", "a", "--yes"]).gives(0, "", &format!("accept: {n} claims"));
    assert_eq!(rows(&scratch, &["--unreviewed"]).len(), 0);
    scratch.dixit(["export", "--format", "md"]).gives(0, "...\n[..]; all reviewed by a person.\n...", "");
    sound(&scratch);
}

#[test]
fn a_correction_takes_the_place_of_what_it_corrects() {
    let scratch = read();
    let all = rows(&scratch, &[]);
    let open = all.iter().find(|r| r["content"][0]["text"] == "Le port restera ouvert").expect("read");
    let old = id(open);
    let output = scratch
        .dixit(["edit", &old, "--speaker", "Le maire", "--content", "Le port restera", "--reason", "cut"])
        .output();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let new = text.trim().rsplit(' ').next().expect("an id").to_owned();
    let row = &rows(&scratch, &["--status", "corrected"])[0];
    assert_eq!(row["speakers"][0], "Le maire");
    assert_eq!(row["content"][0]["text"], "Le port restera");
    assert_eq!(row["origin"], "curated");
    assert!(row["id"].as_str().expect("an id").starts_with(&new));
    assert_eq!(id(&rows(&scratch, &["--status", "superseded"])[0]), old, "nothing is overwritten");
    assert_eq!(rows(&scratch, &[]).len(), all.len());
    scratch.dixit(["edit", &old, "--speaker", "X"]).gives(
        2,
        "",
        "error: claim [..] was superseded already\nhint: [..]",
    );
    scratch.dixit(["edit", &new, "--speaker", "Le maire"]).gives(2, "", "error: [..]says already");
    scratch.dixit(["edit", &new]).gives(2, "", "error: nothing is to be changed\nhint: [..]");
    scratch.dixit(["show", &new, "--history"]).gives(0, "...\nhistory\n\n...\n[..]edit[..]cut[..]", "");
    // Found by its new speaker, and no longer by the old one.
    assert_eq!(rows(&scratch, &["--speaker", "le maire"]).len(), 1);
    assert_eq!(rows(&scratch, &["--search", "restera"]).len(), 1);
    sound(&scratch);
}

#[test]
fn a_filter_corrects_all_that_it_chooses_at_once() {
    let scratch = sample::stocked();
    let edit = |more: &[&str]| {
        scratch.dixit(
            ["edit", "--who", "kcna", "--speaker", "Vladimir Poutine", "--first-hand"].iter().chain(more),
        )
    };
    edit(&[]).gives(2, "", "error: to correct 1 claim needs a yes, and nobody is there to ask\nhint: [..]");
    edit(&["--dry-run"]).gives(
        0,
        "...\n[..]stated    Vladimir Poutine  Vladimir Poutine visitera[..]corrected\n...\nwould correct 1 claim",
        "",
    );
    assert_eq!(rows(&scratch, &["--status", "corrected"]).len(), 0, "it was only shown");
    edit(&["--yes"]).gives(0, "", "correct: 1 claim");
    edit(&["--yes"]).gives(0, "", "no claim to correct");

    // Several, of two documents, in one entry of the log; what is right already is left alone.
    let hedge =
        |more: &[&str]| scratch.dixit(["edit", "--since", "2024", "--hedge", "alleged"].iter().chain(more));
    hedge(&["--yes", "--reason", "all hearsay"]).gives(0, "", "correct: 5 claims");
    hedge(&["--yes"]).gives(0, "", "no claim to correct");
    assert!(rows(&scratch, &[]).iter().all(|row| row["hedge"] == "alleged" && row["status"] == "corrected"));
    scratch.dixit(["log", "--operation", "edit", "--format", "csv"]).gives(
        0,
        "seq,[..]\n[..],edit,[..]\n[..],edit,\"5 claims, 5 corrected, 5 superseded\",[..]",
        "",
    );
    // Two that differ only in what is corrected become one.
    let (quai, person) = (["--doc", "quai"], ["--speaker", "X", "--form", "indirect"]);
    scratch.dixit(["edit", "-q", "--yes"].iter().chain(&quai).chain(&person)).gives(0, "", "");
    assert_eq!(rows(&scratch, &quai).len(), 2);
    for (option, words) in [("--content", "Le quai"), ("--cue", "dit")] {
        scratch.dixit(["edit", "--doc", "quai", option, words, "--yes"]).gives(
            2,
            "",
            &format!("error: `{option}` is given for 2 claims\nhint: name one claim by its id[..]"),
        );
    }
    scratch.dixit(["edit", "--speaker", "X"]).gives(2, "", "error: no claim is named\nhint: [..]");
    scratch.dixit(["edit", "abcd", "--doc", "quai", "--speaker", "X"]).gives(
        2,
        "",
        "error: claims are named and filtered at once\nhint: [..]",
    );
    sound(&scratch);
}

#[test]
fn corrections_that_say_the_same_are_one_claim() {
    let scratch = sample::files();
    scratch.dixit(["import", "-q", "claims/port.toml", "--sources", "articles"]).gives(0, "", "");
    let open = id(&rows(&scratch, &["--search", "ouvert"])[0]);
    scratch
        .dixit([
            "add",
            "--doc",
            "port",
            "--content",
            "Le port restera ouvert",
            "--speaker",
            "B",
            "--form",
            "direct",
        ])
        .gives(0, "[..]", "");
    assert_eq!(rows(&scratch, &["--search", "ouvert"]).len(), 2);
    scratch.dixit(["edit", "--search", "ouvert", "--speaker", "C", "--yes"]).gives(
        0,
        "",
        "correct: 2 claims",
    );
    let now = rows(&scratch, &["--search", "ouvert"]);
    assert_eq!((now.len(), now[0]["speakers"][0].as_str()), (1, Some("C")));
    scratch.dixit(["show", &open, "--history"]).gives(
        0,
        "...\n[..]edit[..]1 corrected, 2 superseded[..]",
        "",
    );
    sound(&scratch);
}

#[test]
fn a_claim_by_hand_must_stand_in_the_text() {
    let scratch = read();
    let add = |words: &str| {
        scratch.dixit([
            "add",
            "--doc",
            "a",
            "--content",
            words,
            "--speaker",
            "La mairie",
            "--form",
            "indirect",
        ])
    };
    add("vendu le terrian").gives(
        2,
        "",
        "error: these words do not stand in the text: vendu le terrian\nhint: the nearest that stands there: vendu le terrain",
    );
    add("vendu le terrain").gives(0, "[..]", "");
    add("vendu le terrain").gives(2, "", "error: [..]it has that claim already: [..]");
    scratch.dixit(["add", "--doc", "b", "--content", "x"]).gives(
        2,
        "",
        "error: there is no document `b`\nhint: [..]",
    );
    assert_eq!(rows(&scratch, &["--status", "accepted"])[0]["content"][0]["text"], "vendu le terrain");
    sound(&scratch);
}

#[test]
fn notes_and_tags() {
    let scratch = read();
    let claim = id(&rows(&scratch, &[])[0]);
    scratch.dixit(["tag", "-q", &claim, "--add", "port", "--add", "l'été"]).gives(0, "", "");
    assert_eq!(rows(&scratch, &["--tagged", "l'été"]).len(), 1);
    assert_eq!(rows(&scratch, &["--tagged", "none"]).len(), 0);
    scratch.dixit(["note", "-q", &claim, "--text", "asked the town hall"]).gives(0, "", "");
    scratch.dixit(["show", &claim, "--history"]).gives(0, "...\n[..]asked the town hall[..]", "");
    // What takes a claim's place has its tags.
    scratch.dixit(["edit", &claim, "--hedge", "alleged"]).gives(0, "[..] is now [..]", "");
    assert_eq!(rows(&scratch, &["--tagged", "l'été"])[0]["hedge"], "alleged");
    scratch.dixit(["undo", "-q", "5"]).gives(0, "", "");
    assert_eq!(id(&rows(&scratch, &["--tagged", "l'été"])[0]), claim);
    scratch.dixit(["tag", "-q", "--tagged", "port", "--remove", "port", "--yes"]).gives(0, "", "");
    assert_eq!(rows(&scratch, &["--tagged", "port"]).len(), 0);
    assert_eq!(rows(&scratch, &["--tagged", "port", "--tagged", "l'été"]).len(), 1);
    sound(&scratch);
}

/// What a person decided stays, whatever is read or imported afterwards.
#[test]
fn a_decision_outlives_another_import() {
    let scratch = sample::stocked();
    let claim = id(&rows(&scratch, &["--status", "accepted"])[0]);
    scratch.dixit(["reject", "-q", &claim, "--reason", "no"]).gives(0, "", "");
    scratch.dixit(["import", "-q", "claims"]).gives(0, "", "");
    assert_eq!(rows(&scratch, &["--status", "rejected"]).len(), 1);
    sound(&scratch);
}
