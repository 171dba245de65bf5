//! What happens to a database when the program is killed, or run many times at once. A longer run:
//! `DIXIT_ROUNDS=200 cargo test survives`.

use crate::{sample, support::Scratch};
use std::{
    process::{Command, Stdio},
    thread,
    time::Duration,
};

fn rounds(few: u64) -> u64 {
    std::env::var("DIXIT_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(few)
}

/// A folder of articles of two claims each.
fn articles(scratch: &Scratch, n: usize) {
    for i in 0..n {
        let text = format!("« Le port {i} restera ouvert », a déclaré Anna Weil. {}", sample::QUAI);
        scratch.file(&format!("articles/a{i}.txt"), text);
    }
}

fn start(scratch: &Scratch, args: &[&str]) -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_dixit"))
        .args(args)
        .current_dir(scratch.path(""))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts")
}

fn sound(scratch: &Scratch) {
    scratch.dixit(["verify"]).gives(0, "no fault in [..]", "");
}

/// Killed at any moment of making a database, of ingesting and of deciding: it opens, it verifies, and
/// the same again comes to the same end.
#[test]
fn killed_at_any_moment() {
    let rounds = rounds(8);
    let whole = Scratch::new();
    articles(&whole, 12);
    whole.dixit(["ingest", "-q", "articles"]).gives(0, "", "");
    let expected = whole.dixit(["list", "-q", "--format", "tsv"]).output().stdout;
    let ids = |tsv: &[u8]| -> Vec<String> {
        let text = String::from_utf8_lossy(tsv).into_owned();
        let mut ids: Vec<String> = text.lines().skip(1).map(|line| line[..64].to_owned()).collect();
        ids.sort();
        ids
    };
    for round in 0..rounds {
        let scratch = Scratch::new();
        articles(&scratch, 12);
        let steps: [&[&str]; 2] = [&["ingest", "-q", "articles"], &["accept", "-q", "--unreviewed", "--yes"]];
        for (step, args) in (0..).zip(steps) {
            let mut child = start(&scratch, args);
            // Spread over the time that the work takes.
            thread::sleep(Duration::from_millis(3 + (round * 37 + step * 11) % 150));
            let _ = child.kill();
            child.wait().expect("ends");
            if scratch.path("dixit.db").exists() && scratch.dixit(["list", "-q"]).output().status.success() {
                sound(&scratch);
            }
            scratch.dixit(args).gives(0, "", "");
            sound(&scratch);
        }
        let list = scratch.dixit(["list", "-q", "--format", "tsv"]).output().stdout;
        assert_eq!(ids(&list), ids(&expected), "round {round}");
        scratch.dixit(["list", "--unreviewed"]).gives(0, "", "no claim matches");
    }
}

/// Killed while documents are read again: what was read stays, and the same again does the rest.
#[test]
fn killed_while_reading_again() {
    const N: usize = 12;
    let prepared = || {
        let scratch = Scratch::new();
        for i in 0..N {
            let text = format!("« Le port {i} restera ouvert », a déclaré Kerbrac. {}", sample::QUAI);
            scratch.file(&format!("articles/a{i}.txt"), text);
        }
        scratch.dixit(["ingest", "-q", "articles"]).gives(0, "", "");
        scratch.dixit(["entity", "add", "-q", "Brumavie", "--kind", "state"]).gives(0, "", "");
        scratch.dixit(["entity", "alias", "-q", "Brumavie", "Kerbrac"]).gives(0, "", "");
        scratch
    };
    let list = |scratch: &Scratch, status: &str| {
        let args = ["list", "-q", "--format", "csv", "--status", status];
        String::from_utf8(scratch.dixit(args).output().stdout).expect("UTF-8")
    };
    for round in 0..rounds(2) {
        let scratch = prepared();
        let mut child = start(&scratch, &["reread", "-q"]);
        thread::sleep(Duration::from_millis(3 + (round * 37) % 150));
        let _ = child.kill();
        child.wait().expect("ends");
        sound(&scratch);
        scratch.dixit(["reread", "-q"]).gives(0, "", "");
        scratch.dixit(["reread"]).gives(0, "12 documents read again: nothing changed", "");
        sound(&scratch);
        let (found, superseded) = (list(&scratch, "found"), list(&scratch, "superseded"));
        assert_eq!(found.matches(",verbatim,Brumavie,").count(), N, "round {round}: {found}");
        assert_eq!(superseded.matches(",verbatim,Kerbrac,").count(), N, "round {round}: {superseded}");
        let log = scratch.dixit(["log", "--operation", "reread", "--format", "csv"]).output().stdout;
        assert_eq!(String::from_utf8_lossy(&log).lines().count(), 1 + N, "each once");
    }
}

/// Two writers and some readers at once: no error reaches a user, nothing is lost or doubled.
#[test]
fn many_at_once() {
    let scratch = Scratch::new();
    articles(&scratch, 30);
    for half in 0..2 {
        for i in (half..30).step_by(2) {
            scratch.file(&format!("half{half}/a{i}.txt"), scratch.read(&format!("articles/a{i}.txt")));
        }
    }
    scratch.dixit(["ingest", "-q", "articles/a0.txt"]).gives(0, "", "");
    let failed = |child: std::process::Child| {
        let output = child.wait_with_output().expect("ends");
        (!output.status.success()).then(|| String::from_utf8_lossy(&output.stderr).into_owned())
    };
    for _ in 0..rounds(1) {
        let mut running: Vec<_> =
            (0..2).map(|half| start(&scratch, &["ingest", "-q", &format!("half{half}")])).collect();
        for _ in 0..3 {
            running.extend((0..5).map(|_| start(&scratch, &["list", "--limit", "3"])));
            running.push(start(&scratch, &["who"]));
        }
        let errors: Vec<String> = running.into_iter().filter_map(failed).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
    sound(&scratch);
    scratch.dixit(["ingest", "articles"]).gives(0, "30 documents: 0 new, 30 known, 0 failed\n0 claims", "");
}

#[test]
fn a_backup_under_load_is_sound() {
    let scratch = Scratch::new();
    articles(&scratch, 20);
    scratch.dixit(["ingest", "-q", "articles/a0.txt"]).gives(0, "", "");
    let mut writer = start(&scratch, &["ingest", "-q", "articles"]);
    for n in 0..3 {
        let copy = format!("copy{n}.db");
        scratch.dixit(["backup", "-q", &copy]).gives(0, "", "");
        scratch.dixit(["verify", "--db", &copy]).gives(0, "no fault in [..]", "");
    }
    assert!(writer.wait().expect("ends").success());
    scratch.dixit(["backup", "copy0.db"]).gives(
        1,
        "",
        "error: cannot open the database `copy0.db`: it is there already\nhint: [..]",
    );
}
