//! `dixit log`, and what is written into it.

use crate::{sample, support::Scratch};
use rusqlite::Connection;

/// The log's rows, in JSON.
fn entries(scratch: &Scratch, args: &[&str]) -> Vec<serde_json::Value> {
    let all = ["log", "--format", "jsonl"].iter().chain(args);
    let output = scratch.dixit(all).output();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn every_change_is_written_down_in_somebodys_name() {
    let scratch = sample::files();
    let import =
        |name: &str| scratch.dixit(["import", "-q", "claims", "--sources", "articles", "--as", name]);
    import("Anna").gives(0, "", "");
    let log = entries(&scratch, &[]);
    let told: Vec<(u64, &str, &str)> = log
        .iter()
        .map(|e| (e["seq"].as_u64().unwrap(), e["actor"].as_str().unwrap(), e["operation"].as_str().unwrap()))
        .collect();
    assert_eq!(told, [(1, "Anna", "create"), (2, "Anna", "import"), (3, "Anna", "import")]);
    assert_eq!(log[0]["previous"].as_str().unwrap(), "0".repeat(64));
    assert_eq!(log[2]["previous"], log[1]["hash"]);
    assert_eq!(log[1]["payload"]["claims"].as_array().map(Vec::len), Some(3));
    assert_eq!(log[1]["payload"]["reviews"][0]["status"], "accepted");

    // The same again changes nothing, and so there is nothing to write down.
    import("Ben").gives(0, "", "");
    assert_eq!(entries(&scratch, &[]).len(), 3);
    scratch.file("articles/new.txt", "« Un pont sera construit », a déclaré Anna Weil.\n");
    scratch.dixit(["ingest", "-q", "articles/new.txt"]).env("DIXIT_ACTOR", "Ben").gives(0, "", "");
    assert_eq!(entries(&scratch, &["--actor", "Ben"]).len(), 1);
    assert_eq!(entries(&scratch, &["--operation", "import"]).len(), 2);
    assert_eq!(entries(&scratch, &["--limit", "1"])[0]["seq"], 4);
    assert_eq!(entries(&scratch, &["--since", "2199"]).len(), 0);
    assert_eq!(entries(&scratch, &["--until", "2199", "--since", "2020-01-01"]).len(), 4);
    scratch.dixit(["log", "--limit", "1"]).gives(
        0,
        "no  time                 actor  operation  what          hash\n[..]\n 4  20[..]  Ben    ingest     document new  [..]",
        "",
    );
    scratch.dixit(["verify"]).gives(0, "no fault in 3 documents, [..] claims, [..] spans, 4 log entries", "");
}

#[test]
fn one_claims_entries() {
    let scratch = sample::stocked();
    let output = scratch.dixit(["list", "--format", "jsonl", "--limit", "1"]).output();
    let claim: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a record");
    let id = claim["id"].as_str().expect("an id");
    assert_eq!(entries(&scratch, &["--claim", &id[..10]]).len(), 1);
    scratch.dixit(["log", "--claim", "ffffffffff"]).gives(2, "", "error: no claim [..]\nhint: [..]");
}

#[test]
fn the_log_refuses_to_be_changed() {
    let scratch = sample::stocked();
    let base = Connection::open(scratch.path("dixit.db")).expect("opened");
    for (sql, why) in [
        ("UPDATE log SET actor = 'X'", "the log is never changed"),
        ("DELETE FROM log WHERE seq = 3", "nothing is taken out of the log"),
        ("INSERT OR REPLACE INTO log SELECT * FROM log WHERE seq = 2", "the log only grows at its end"),
    ] {
        let error = base.execute(sql, []).expect_err(sql);
        assert!(error.to_string().contains(why), "{sql}: {error}");
    }
}

#[test]
fn what_was_changed_behind_its_back_is_found() {
    let check = |change: &str, expected: &str| {
        let scratch = sample::stocked();
        let base = Connection::open(scratch.path("dixit.db")).expect("opened");
        base.execute_batch(change).expect(change);
        drop(base);
        scratch.dixit(["verify"]).gives(1, &format!("...\n{expected}\n..."), "");
    };
    check(
        "DROP TRIGGER log_is_not_changed; UPDATE log SET actor = 'X' WHERE seq = 2",
        "fault: log entry 2: its hash is not the hash of what it says",
    );
    check(
        "PRAGMA foreign_keys = OFF; DROP TRIGGER log_is_not_cut; DELETE FROM log WHERE seq = 2",
        "fault: log: [..]",
    );
    check(
        "UPDATE claim SET status = 'rejected' WHERE id = 1",
        "fault: claim [..]: its status is rejected, and accepted in the log",
    );
    // A document that is removed with all its traces but the log's.
    check(
        "PRAGMA foreign_keys = OFF; DELETE FROM document WHERE id = 2",
        "fault: document [..]: the log has it, the base does not",
    );
}

/// A base that an earlier dixit made has no log; it gets one when it is first written to.
#[test]
fn a_base_without_a_log_gets_one() {
    let scratch = Scratch::new();
    let old = Connection::open(scratch.path("dixit.db")).expect("opened");
    old.execute_batch(include_str!("../src/store/migrations/1.sql")).expect("the schema of version 1");
    old.execute_batch(
        "PRAGMA user_version = 1;
         INSERT INTO meta VALUES ('registry', unhex('8a7fb4d1ea2e0a7b1a40a8d0ee5c9b2e1a5a6bb55a9a2c2f8bd6e4d27ab0bd6e'))",
    )
    .expect("an empty base");
    drop(old);
    scratch.dixit(["list"]).gives(1, "", "error: [..]from an older dixit[..]\nhint: [..]");
    scratch.file("articles/port.txt", sample::PORT).file("claims/port.toml", sample::port().to_toml());
    scratch.dixit(["import", "-q", "claims", "--as", "Anna"]).gives(0, "", "");
    let operations: Vec<_> = entries(&scratch, &[]).iter().map(|e| e["operation"].clone()).collect();
    assert_eq!(operations, ["create", "import"]);
}
