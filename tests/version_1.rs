//! A database of schema version 1, from before there was a log, brought up to date.

use crate::{sample, support::Scratch};
use rusqlite::Connection;
use std::fs;

/// Puts in the place of `dixit.db` what version 1 made of the same documents and claims.
pub fn age(scratch: &Scratch) {
    let (now, then) = (scratch.path("dixit.db"), scratch.path("then.db"));
    let base = Connection::open(&then).expect("opened");
    base.execute_batch(include_str!("../src/store/migrations/1.sql")).expect("made");
    let now = now.to_str().expect("UTF-8");
    base.pragma_update(None, "foreign_keys", false).expect("set");
    base.execute("ATTACH ?1 AS now", [now]).expect("attached");
    let tables = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict";
    for table in column(&base, tables) {
        let columns = column(&base, &format!("SELECT name FROM pragma_table_info('{table}')")).join(", ");
        let copy = format!("INSERT INTO main.{table} ({columns}) SELECT {columns} FROM now.{table}");
        base.execute(&copy, []).expect("copied");
    }
    base.execute_batch(
        "INSERT INTO claim_search (claim_search) VALUES ('rebuild');
         DETACH now; PRAGMA user_version = 1; PRAGMA journal_mode = wal;",
    )
    .expect("made");
    drop(base);
    fs::rename(&then, now).expect("moved");
}

fn column(base: &Connection, sql: &str) -> Vec<String> {
    let mut statement = base.prepare(sql).expect("prepared");
    statement.query_map([], |row| row.get(0)).and_then(Iterator::collect).expect("read")
}

#[test]
fn it_is_read_once_it_was_opened_for_writing_and_has_all_that_it_had() {
    let scratch = sample::stocked();
    scratch.file("more/c.txt", format!("Au port. {}", sample::QUAI));
    scratch.dixit(["ingest", "-q", "more"]).gives(0, "", "");
    let list = || scratch.dixit(["list", "-q", "--format", "csv"]).output().stdout;
    let expected = list();
    age(&scratch);
    // A name that an outlet had before it was corrected: version 1 kept such.
    let base = Connection::open(scratch.path("dixit.db")).expect("opened");
    base.execute_batch(
        "INSERT INTO actor (id, folded, name) VALUES (1000, 'autre', 'Autre');
         INSERT INTO name (id, text, actor) VALUES (1000, 'Autre', 1000);
         INSERT INTO name_word (word, name) VALUES ('autre', 1000);",
    )
    .expect("added");
    drop(base);
    scratch.dixit(["list"]).gives(
        1,
        "",
        "error: `dixit.db` is from an older dixit (schema version 1, now [..]) and must be opened for writing \
         once\nhint: a command that writes, such as `dixit import`, brings it up to date",
    );
    scratch.dixit(["import", "-q", "claims"]).gives(0, "", "");
    assert_eq!(String::from_utf8_lossy(&list()), String::from_utf8_lossy(&expected), "statuses too");
    scratch.dixit(["verify", "--sources", "articles"]).gives(
        0,
        "no fault in 3 documents, 7 claims, [..] spans, 4 log entries\n2 original files compared\n...",
        "",
    );
    scratch.dixit(["list", "--unreviewed", "--format", "jsonl"]).gives(0, "{[..]}\n{[..]}", "");
    scratch.dixit(["who", "--speaker", "autre"]).gives(0, "", "no claim matches[..]");
    // Everything works from then on.
    scratch.dixit(["reject", "-q", "--doc", "c", "--reason", "x", "--yes"]).gives(0, "", "");
    scratch.dixit(["verify"]).gives(0, "no fault in [..] 5 log entries", "");
}
