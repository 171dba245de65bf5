//! `dixit checkpoint`, `dixit key`, `dixit verify --against`.

use crate::{sample, support::Scratch};
use rusqlite::Connection;

fn output(scratch: &Scratch, args: &[&str]) -> String {
    let output = scratch.dixit(args).output();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn the_log_extends_every_checkpoint_of_itself() {
    let scratch = sample::stocked();
    scratch.file("old", output(&scratch, &["checkpoint"]));
    assert_eq!(scratch.read("old").lines().nth(1), Some("3"));
    scratch.file("new.txt", "« Un pont sera construit », a déclaré Anna Weil.\n");
    scratch.dixit(["ingest", "-q", "new.txt"]).gives(0, "", "");
    scratch.dixit(["verify", "--against", "old"]).gives(
        0,
        "the log extends the checkpoint: its first 3 entries are what they were\nno fault in [..]",
        "",
    );
    let new = output(&scratch, &["checkpoint"]);
    assert!(new != scratch.read("old") && new.lines().next() == scratch.read("old").lines().next());
    // Reports carry it.
    let root = new.lines().nth(2).expect("a root").to_owned();
    for format in ["md", "html", "table", "json"] {
        assert!(output(&scratch, &["export", "--format", format]).contains(&root), "{format}");
    }
}

#[test]
fn a_cut_and_a_rewritten_log_are_both_caught() {
    let scratch = sample::stocked();
    scratch.file("old", output(&scratch, &["checkpoint"]));
    // The last entry is cut off, with everything that it put: the base then agrees with its log.
    let base = Connection::open(scratch.path("dixit.db")).expect("opened");
    base.execute_batch(
        "PRAGMA foreign_keys = OFF; DROP TRIGGER log_is_not_cut;
         DELETE FROM log WHERE seq = 3; DELETE FROM log_subject WHERE entry = 3;",
    )
    .expect("cut");
    drop(base);
    scratch.dixit(["verify", "--against", "old"]).gives(
        1,
        "...\nfault: log: it was cut: it had 3 entries and now has 2\n...",
        "",
    );
    let scratch = sample::stocked();
    let old = output(&scratch, &["checkpoint"]);
    let rewritten: String = old
        .lines()
        .enumerate()
        .map(|(i, line)| if i == 2 { format!("A{}\n", &line[1..]) } else { format!("{line}\n") })
        .collect();
    if rewritten != old {
        scratch.file("old", rewritten);
        scratch.dixit(["verify", "--against", "old"]).gives(
            1,
            "fault: log: it was rewritten: its first 3 entries are not what they were\n...",
            "",
        );
    }
    scratch.file("old", old.replace("dixit.log/", "dixit.log/f"));
    scratch.dixit(["verify", "--against", "old"]).gives(1, "fault: log: [..] is of another log[..]\n...", "");
    scratch.file("old", "x");
    scratch.dixit(["verify", "--against", "old"]).gives(2, "...", "error: `old`: it is not a checkpoint[..]");
}

#[test]
fn a_signed_checkpoint_is_known_by_its_key() {
    let scratch = sample::stocked();
    let key = output(&scratch, &["key", "new", "desk.example.org", "--out", "desk.key"]);
    let key = key.trim();
    scratch.dixit(["key", "new", "desk", "--out", "desk.key"]).gives(
        1,
        "",
        "error: cannot write `desk.key`: file exists",
    );
    scratch.dixit(["key", "new", "two words", "--out", "b"]).gives(2, "", "error: a key's name[..]");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(scratch.path("desk.key")).expect("made").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "nobody else reads it");
    }
    let note = output(&scratch, &["checkpoint", "--key", "desk.key"]);
    scratch.file("note", &note);
    scratch.dixit(["verify", "--against", "note", "--by", key]).gives(0, "the log extends [..]\n...", "");
    scratch.file("forged", note.replace("\n3\n", "\n2\n"));
    scratch.dixit(["verify", "--against", "forged", "--by", key]).gives(
        1,
        "fault: log: the checkpoint `forged`: its signature is wrong[..]\n...",
        "",
    );
    scratch.file("unsigned", output(&scratch, &["checkpoint"]));
    scratch.dixit(["verify", "--against", "unsigned", "--by", key]).gives(
        1,
        "fault: log: [..]: it is not signed by the given key\n...",
        "",
    );
    scratch.dixit(["verify", "--against", "note", "--by", "x"]).gives(
        2,
        "...",
        "error: `--by`: it is not a key[..]",
    );
    scratch.dixit(["checkpoint", "--key", "note"]).gives(
        2,
        "",
        "error: cannot sign with `note`: it is not a key[..]",
    );
}
