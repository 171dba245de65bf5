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

    // Each is taken back on its own: the merge is entry 6, and entry 7 was about somebody else.
    scratch.dixit(["undo", "6"]).gives(0, "", "entry 6 is taken back");
    assert_eq!(who(&scratch, "Anna Weil"), 1);
    entity(&["show", "KCNA"]).gives(0, "...\nspeaks for     [..]Anna Weil", "");
    // What a later one builds on is taken back after it.
    scratch.dixit(["undo", "4"]).gives(
        2,
        "",
        "error: entry 4 is not taken back: a later entry changed `Anna Weil` again: take that back first\nhint: [..]",
    );
    scratch.dixit(["undo", "8"]).gives(0, "", "entry 8 is taken back");
    assert_eq!(who(&scratch, "Anna Weil"), 2);
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
    entity(&["show", "Anna Weil", "--history"]).gives(
        0,
        "name [..]\n...\njudgements\n\n...\n[..] registry [..]add Anna Weil[..]\n...\n\
         [..] undo [..]entry 6 [..]\n[..] undo [..]entry 8 [..]\n[..] undo [..]entry 9 [..]",
        "",
    );
    scratch.dixit(["verify"]).gives(0, "no fault in [..]", "");
}

/// Every judgement leaves the claims as they are, ids and all, and is undone without a trace but in the
/// log.
#[test]
fn each_judgement_is_undone_and_moves_no_claim() {
    let scratch = sample::stocked();
    let ids = || {
        let output = scratch.dixit(["list", "-q", "--format", "csv"]).output();
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        text.lines().map(|line| line.split(',').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let registry = || scratch.dixit(["entity", "list", "-q", "--format", "json"]).output().stdout;
    let run = |args: &[&str]| scratch.dixit(["entity"].iter().chain(args)).gives(0, "", "[..]");
    run(&["add", "Anna Weil", "--kind", "person"]);
    run(&["alias", "Anna Weil", "Madame Port"]);
    let (claims, before) = (ids(), registry());
    for (judgement, entry) in [
        &["add", "Le maire", "--kind", "person", "--gender", "m"][..],
        &["alias", "Anna Weil", "Weil", "--language", "en"],
        &["alias", "Anna Weil", "Madame Port", "--remove"],
        &["merge", "un témoin", "Anna Weil"],
        &["merge", "Anna Weil", "KCNA"],
        &["split", "Anna Weil", "Madame Port"],
        &["speaks-for", "KCNA", "Anna Weil"],
        &["speaks-for", "KCNA", "Corée du Nord", "--remove"],
        &["differ", "un témoin", "Anna Weil"],
    ]
    .into_iter()
    .zip((5..).step_by(2))
    {
        run(judgement);
        assert_eq!(registry() == before, judgement[0] == "differ", "{judgement:?}");
        assert_eq!(ids(), claims, "{judgement:?}");
        scratch.dixit(["undo", "-q", &(entry + 1).to_string()]).gives(0, "", "");
        assert_eq!(registry(), before, "{judgement:?}");
    }
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

fn suggested(scratch: &Scratch) -> Vec<String> {
    let output = scratch.dixit(["entity", "suggest", "-q", "--format", "jsonl"]).output();
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let read = |line: &str| -> serde_json::Value { serde_json::from_str(line).expect("a proposal") };
    let pair = |p: serde_json::Value| format!("{} > {}", p["from"], p["into"]).replace('"', "");
    text.lines().map(read).map(pair).collect()
}

/// A base in which somebody of each name says something.
fn heard(names: &[&str]) -> Scratch {
    let scratch = Scratch::new();
    let said = |name: &&str| format!("« Rien n'est sûr encore », a déclaré {name}.\n");
    scratch.file("a.txt", names.iter().map(said).collect::<String>());
    scratch.dixit(["ingest", "-q", "a.txt", "--language", "fr"]).gives(0, "", "");
    scratch
}

#[test]
fn names_in_other_spellings_and_alphabets_are_proposed() {
    let scratch = heard(&[
        "Сергей Шойгу",
        "Володимир Зеленський",
        "Владимир Путин",
        "김정은",
        "Serguei Tarkanov",
        "Sergey Tarcanoff",
        "Anna Weil",
        "Anne Weill",
    ]);
    assert_eq!(
        suggested(&scratch),
        [
            "김정은 > Kim Jong-un",
            "Сергей Шойгу > Sergueï Choïgou",
            "Владимир Путин > Vladimir Poutine",
            "Володимир Зеленський > Volodymyr Zelensky",
            "Serguei Tarkanov > Sergey Tarcanoff",
        ]
    );
    scratch.dixit(["entity", "suggest", "--least", "99"]).gives(
        0,
        "alike  from [..]\n[..]\n 99 %  김정은 [..] Kim Jong-un [..] 1  the same in another alphabet\n...",
        "`dixit entity merge FROM INTO` says that two are one, `dixit entity differ` that they are not",
    );
}

#[test]
fn what_a_person_judged_is_not_proposed_again() {
    let scratch = heard(&["Oleg Tarkan", "Oleg Tarcan"]);
    let run = |args: &[&str]| scratch.dixit(["entity"].iter().chain(args));
    let proposed = ["Oleg Tarkan > Oleg Tarcan"];
    assert_eq!(suggested(&scratch), proposed);
    run(&["differ", "oleg tarkan", "Oleg Tarcan", "--as", "Anna"]).gives(
        0,
        "",
        "oleg tarkan is not Oleg Tarcan",
    );
    assert_eq!(suggested(&scratch), [""; 0]);
    run(&["suggest"]).gives(0, "", "no two names are alike that nobody has judged");
    run(&["differ", "oleg tarkan", "Oleg Tarcan"]).gives(2, "", "error: it is so already");
    run(&["differ", "Oleg Tarkan", "Oleg Nobody"]).gives(
        2,
        "",
        "error: no entity is called `Oleg Nobody`\nhint: [..]",
    );
    run(&["differ", "Poutine", "Putin"]).gives(2, "", "error: `Poutine` and `Putin` are one already");
    scratch.dixit(["undo", "-q", "3"]).gives(0, "", "");
    assert_eq!(suggested(&scratch), proposed);
    // Whoever merges two says that they do not differ; whoever splits them, that they do.
    scratch.dixit(["undo", "-q", "4"]).gives(0, "", "");
    run(&["add", "Oleg Tarkan", "--kind", "person"]).gives(0, "", "add Oleg Tarkan");
    run(&["merge", "Oleg Tarcan", "Oleg Tarkan"]).gives(0, "", "Oleg Tarcan is Oleg Tarkan");
    assert_eq!(suggested(&scratch), [""; 0]);
    run(&["split", "Oleg Tarkan", "Oleg Tarcan"]).gives(0, "", "Oleg Tarcan is not Oleg Tarkan");
    assert_eq!(suggested(&scratch), [""; 0]);
    run(&["show", "Oleg Tarcan"]).gives(0, "...\nis not         Oleg Tarkan", "");
    scratch.dixit(["verify"]).gives(0, "no fault in [..]", "");
    // The split is taken back, and with it that they differ.
    scratch.dixit(["undo", "-q", "8"]).gives(0, "", "");
    run(&["show", "Oleg Tarcan"]).gives(0, "name           Oleg Tarkan\n...", "");
    scratch.dixit(["verify"]).gives(0, "no fault in [..]", "");
}

/// Two who judge at once do not take each other's judgement away.
#[test]
fn judgements_made_at_once_all_stand() {
    let scratch = sample::stocked();
    let names = ["Ada Un", "Bo Deux", "Cy Trois", "Dee Quatre"];
    std::thread::scope(|scope| {
        for name in names {
            let file = format!("{name}.toml");
            scratch.file(&file, format!("[[entity]]\nname = \"{name} Deux\"\nkind = \"person\"\n"));
            let import = scratch.dixit(["import", "-q", &file]);
            scope.spawn(move || import.gives(0, "", ""));
            let run = scratch.dixit(["entity", "add", "-q", name, "--kind", "person"]);
            scope.spawn(move || run.gives(0, "", ""));
        }
    });
    for name in names {
        scratch.dixit(["entity", "show", name]).gives(0, "name [..]\n...", "");
        scratch.dixit(["entity", "show", &format!("{name} Deux")]).gives(0, "name [..]\n...", "");
    }
    scratch.dixit(["verify"]).gives(0, "no fault in [..]", "");
}

/// A registry that is imported again may only change the order of what is there.
#[test]
fn a_registry_in_another_order_is_logged_and_undone() {
    let scratch = Scratch::new();
    let file = |name: &str| format!("[[entity]]\nname = \"{name}\"\nkind = \"person\"\n");
    scratch.file("a.toml", file("Ada Un")).file("b.toml", file("Bo Deux"));
    let last = || {
        let output = scratch.dixit(["entity", "list", "--format", "jsonl"]).output();
        String::from_utf8(output.stdout).expect("UTF-8").lines().last().expect("a row").to_owned()
    };
    for name in ["a.toml", "b.toml", "a.toml"] {
        scratch.dixit(["import", "-q", name]).gives(0, "", "");
    }
    assert!(last().contains("Ada Un"));
    scratch.dixit(["verify"]).gives(0, "no fault in [..], 4 log entries", "");
    scratch.dixit(["undo", "-q", "3"]).gives(0, "", "");
    scratch.dixit(["entity", "show", "Bo Deux"]).gives(2, "", "error: [..]\nhint: [..]");
    scratch.dixit(["verify"]).gives(0, "no fault in [..], 5 log entries", "");
}
