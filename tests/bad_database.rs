//! A database that cannot be used gets one clear line, and is left as it was.

use crate::support::Scratch;
use rusqlite::Connection;
use std::fs;

const ARTICLE: &str = "Le ministre a déclaré que les négociations continuent depuis le mois de janvier.\n";

/// A folder with a database that has an article.
fn stocked() -> Scratch {
    let scratch = Scratch::new();
    scratch.file("a.txt", ARTICLE).file("b.txt", format!("{ARTICLE}Rien de plus.\n"));
    scratch.dixit(["ingest", "-q", "a.txt"]).gives(0, "", "");
    scratch
}

#[test]
fn one_that_is_not_there() {
    let scratch = Scratch::new();
    for args in [&["list"][..], &["who"], &["docs"], &["show", "ab"], &["export"], &["verify"]] {
        scratch.dixit(args).gives(
            2,
            "",
            "error: there is no database at `dixit.db`\n\
             hint: `dixit ingest` or `dixit import` makes one; `--db FILE` names another",
        );
    }
    assert!(!scratch.path("dixit.db").exists(), "a command that reads makes no database");
}

#[test]
fn one_that_is_something_else() {
    let scratch = stocked();
    scratch.file("notes.txt", "These are notes, and no database at all.\n".repeat(100));
    for args in [&["list", "--db", "notes.txt"][..], &["ingest", "b.txt", "--db", "notes.txt"]] {
        scratch.dixit(args).gives(
            2,
            "",
            "error: `notes.txt` is not a database\nhint: `--db FILE` names another[..]",
        );
    }
    assert!(scratch.read("notes.txt").starts_with("These are notes"));
    let other = Connection::open(scratch.path("other.db")).expect("opened");
    other.execute_batch("CREATE TABLE t (x)").expect("made");
    drop(other);
    scratch.dixit(["ingest", "b.txt", "--db", "other.db"]).gives(
        2,
        "",
        "error: `other.db` is a database, but not one of dixit's\nhint: [..]",
    );
    fs::create_dir(scratch.path("folder")).expect("made");
    scratch.dixit(["list", "--db", "folder"]).gives(
        1,
        "",
        "error: cannot open the database `folder`: it is a folder\nhint: [..]",
    );
    scratch.dixit(["ingest", "b.txt", "--db", "none/x.db"]).gives(
        1,
        "",
        "error: cannot open the database `none/x.db`: there is no folder `none`\nhint: [..]",
    );
}

#[test]
fn one_from_a_newer_version() {
    let scratch = stocked();
    let base = Connection::open(scratch.path("dixit.db")).expect("opened");
    base.execute_batch("PRAGMA user_version = 999").expect("set");
    drop(base);
    for args in [&["list"][..], &["ingest", "b.txt"]] {
        scratch.dixit(args).gives(
            2,
            "",
            "error: `dixit.db` is from a newer dixit: its schema is version 999, this program knows [..]\n\
             hint: use the newer dixit, or name another with `--db FILE`",
        );
    }
}

#[test]
fn one_that_another_program_has_locked() {
    let scratch = stocked();
    let other = Connection::open(scratch.path("dixit.db")).expect("opened");
    other.execute_batch("BEGIN IMMEDIATE").expect("locked");
    scratch.dixit(["ingest", "b.txt"]).gives(
        1,
        "...",
        "error: the database `dixit.db` is locked by another program\nhint: try again when the other program is done",
    );
    scratch.dixit(["docs", "--format", "jsonl"]).gives(0, "{[..]}", "");
    other.execute_batch("ROLLBACK").expect("unlocked");
    scratch.dixit(["ingest", "-q", "b.txt"]).gives(0, "", "");
}

#[test]
fn one_that_is_cut_short() {
    let scratch = stocked();
    let bytes = fs::read(scratch.path("dixit.db")).expect("read");
    fs::write(scratch.path("dixit.db"), &bytes[..bytes.len() / 2]).expect("cut");
    let _ = fs::remove_file(scratch.path("dixit.db-wal"));
    let output = scratch.dixit(["verify"]).output();
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("damaged") || said.contains("fault:"), "{said}");
}

#[test]
fn one_that_may_not_be_written() {
    let scratch = stocked();
    // Root may write anything, so there is nothing to see; CI may run as root.
    if fs::metadata("/proc/self").is_ok_and(|m| std::os::unix::fs::MetadataExt::uid(&m) == 0) {
        eprintln!("skipped: root may write to a read-only file");
        return;
    }
    for name in ["dixit.db", "."] {
        let mut permissions = fs::metadata(scratch.path(name)).expect("there").permissions();
        permissions.set_readonly(true);
        fs::set_permissions(scratch.path(name), permissions).expect("set");
    }
    scratch.dixit(["ingest", "b.txt"]).gives(
        1,
        "...",
        "error: the database `dixit.db` is read-only\nhint: [..]",
    );
    scratch.dixit(["docs", "--format", "jsonl"]).gives(0, "{[..]}", "");
}
