//! `dixit entity` and `dixit undo`.

use crate::{sample, support::Scratch};
use std::process::Output;

fn who(scratch: &Scratch, name: &str) -> usize {
    let Output { stdout, .. } = scratch.dixit(["list", "-q", "--format", "jsonl", "--who", name]).output();
    String::from_utf8_lossy(&stdout).lines().count()
}

#[test]
fn judgements_stand_in_the_log_and_can_be_taken_back() {
    let scratch = sample::stocked();
    let entity = |args: &[&str]| scratch.dixit(["entity"].iter().chain(args));
    assert_eq!(who(&scratch, "Madame Port"), 0);
    entity(&["add", "Anna Weil", "--kind", "person", "--gender", "f"]).gives(0, "", "add Anna Weil");
    entity(&["add", "anna weil", "--kind", "person"]).gives(
        2,
        "",
        "error: `anna weil` is a name of `Anna Weil` already",
    );
    entity(&["alias", "Anna Weil", "Madame Port"]).gives(0, "", "Madame Port is a name of Anna Weil");
    assert_eq!(who(&scratch, "Madame Port"), 1);
    entity(&["merge", "un témoin", "Anna Weil"]).gives(0, "", "un témoin is Anna Weil");
    assert_eq!(who(&scratch, "Anna Weil"), 2);
    entity(&["speaks-for", "KCNA", "Anna Weil"]).gives(0, "", "KCNA speaks for Anna Weil");
    entity(&["show", "madame port"]).gives(
        0,
        "name           Anna Weil\nkind           person\ngender         f\nother names    fr: Madame Port, un témoin\nspoken for by  KCNA",
        "",
    );
    entity(&["show", "nobody"]).gives(2, "", "error: no entity is called `nobody`\nhint: [..]");
    entity(&["list"]).gives(0, "...\nAnna Weil [..]Madame Port, un témoin[..]\n...", "");
    scratch.dixit(["verify"]).gives(0, "no fault in [..], 7 log entries", "");

    // The merge is entry 6; what came after it must be taken back before.
    scratch.dixit(["undo", "6"]).gives(
        2,
        "",
        "error: entry 6 is not taken back: a later entry [..]\nhint: [..]",
    );
    scratch.dixit(["undo", "7"]).gives(0, "", "entry 7 is taken back");
    scratch.dixit(["undo", "8"]).gives(0, "", "entry 8 is taken back");
    scratch.dixit(["undo", "9"]).gives(0, "", "entry 9 is taken back");
    scratch.dixit(["undo", "2"]).gives(
        2,
        "",
        "error: entry 2 is not taken back: what `import` did [..]\nhint: [..]",
    );
    scratch.dixit(["undo", "99"]).gives(
        2,
        "",
        "error: entry 99 is not taken back: the log has no such entry\nhint: [..]",
    );
    entity(&["split", "Anna Weil", "un témoin"]).gives(0, "", "un témoin is not Anna Weil");
    assert_eq!(who(&scratch, "Anna Weil"), 1);
    scratch.dixit(["verify"]).gives(0, "no fault in [..]", "");
}

#[test]
fn a_decision_about_a_claim_is_taken_back() {
    let scratch = sample::stocked();
    scratch.dixit(["reject", "-q", "--doc", "quai", "--reason", "x", "--yes"]).gives(0, "", "");
    assert_eq!(who(&scratch, "un témoin"), 0);
    scratch.dixit(["undo", "-q", "4"]).gives(0, "", "");
    assert_eq!(who(&scratch, "un témoin"), 1);
    let list = scratch.dixit(["list", "-q", "--format", "jsonl", "--speaker", "un témoin"]).output();
    let row: serde_json::Value = serde_json::from_slice(&list.stdout).expect("a row");
    assert_eq!(row["status"], "accepted", "as it was before");
    // A correction that is taken back leaves what it corrected.
    let id = &row["id"].as_str().expect("an id")[..12];
    scratch.dixit(["edit", "-q", id, "--speaker", "Anna Weil"]).gives(0, "[..] is now [..]", "");
    assert_eq!((who(&scratch, "Anna Weil"), who(&scratch, "un témoin")), (2, 0));
    scratch.dixit(["undo", "-q", "6"]).gives(0, "", "");
    assert_eq!((who(&scratch, "Anna Weil"), who(&scratch, "un témoin")), (1, 1));
    scratch.dixit(["verify"]).gives(0, "no fault in [..]", "");
}

#[test]
fn spellings_of_one_name_are_proposed() {
    let scratch = Scratch::new();
    scratch.file("a.txt", "« Un », a déclaré Serguei Choïgov. « Deux mots », a déclaré Sergei Shoigov.\n");
    scratch.dixit(["ingest", "-q", "a.txt", "--language", "fr"]).gives(0, "", "");
    scratch.dixit(["entity", "suggest"]).gives(0, "...\nSergei Shoigov  ~  Serguei Choïgov\n...", "");
}
