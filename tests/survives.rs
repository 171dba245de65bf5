//! What happens to a database when the program is killed, or run many times at once. A longer run:
//! `DIXIT_ROUNDS=200 DIXIT_SECONDS=60 cargo test --test dixit survives -- --nocapture`.

use crate::{
    sample,
    support::{Scratch, rounds},
    terminal::Terminal,
    version_1,
};
use std::{
    thread,
    time::{Duration, Instant},
};

/// A folder of articles of three claims each.
fn articles(scratch: &Scratch, n: usize) {
    for i in 0..n {
        let text = format!("« Le port {i} restera ouvert », a déclaré Anna Weil. {}", sample::QUAI);
        scratch.file(&format!("articles/a{i}.txt"), text);
    }
}

fn sound(scratch: &Scratch) {
    scratch.dixit(["verify"]).gives(0, "no fault in [..]\n...", "");
}

/// The claims with what people made of them, in any order.
fn claims(scratch: &Scratch) -> Vec<(String, String)> {
    const ALL: &str = "--status=found,accepted,corrected,rejected,superseded";
    let output = scratch.dixit(["list", "-q", "--format", "csv", ALL]).output();
    let mut reader = csv::Reader::from_reader(&*output.stdout);
    let mut claims: Vec<_> = reader
        .records()
        .map(|row| row.expect("a row"))
        .map(|row| (row[0].to_owned(), row[row.len() - 1].to_owned()))
        .collect();
    claims.sort();
    claims
}

/// Another moment each round: the fractions of the golden ratio's multiples fall evenly, and never twice on
/// one spot.
fn moment(within: Duration, round: u32) -> Duration {
    within.mul_f64((f64::from(round) * 0.618_033_988_749_895).fract())
}

/// Kills every step of some work at moments spread over the time that it takes: the database opens, it
/// verifies, and the same again comes to the same end as if nothing had happened.
fn survives_being_killed(name: &str, ready: &Scratch, steps: &[&[&str]]) {
    let whole = ready.copy();
    let mut times = Vec::new();
    for step in steps {
        let begun = Instant::now();
        whole.dixit(*step).gives(0, "", "");
        times.push(begun.elapsed());
    }
    let expected = claims(&whole);
    assert!(expected.len() > 4, "{name}");
    let mut killed = 0;
    for round in 1..=rounds(2) {
        let scratch = ready.copy();
        for (step, time) in steps.iter().zip(&times) {
            let mut running = scratch.dixit(*step).start();
            thread::sleep(moment(*time, round));
            let _ = running.kill();
            killed += u32::from(running.wait().expect("ends").code().is_none());
            let verified = scratch.dixit(["verify"]).output();
            let said = String::from_utf8_lossy(&verified.stderr);
            // Before it has become a database of this version it is none, or what it was.
            let before = said.contains("there is no database") || said.contains("is from an older dixit");
            assert!(verified.status.success() || before, "{name}, round {round}: {verified:?}");
            scratch.dixit(*step).gives(0, "", "");
            sound(&scratch);
        }
        assert_eq!(claims(&scratch), expected, "{name}, round {round}");
    }
    eprintln!("{name}: killed {killed} times, in {} rounds", rounds(2));
}

#[test]
fn killed_while_ingesting() {
    let scratch = Scratch::new();
    articles(&scratch, 12);
    survives_being_killed("ingest", &scratch, &[&["ingest", "-q", "articles"]]);
}

#[test]
fn killed_while_importing() {
    let import: &[&str] = &["import", "-q", "claims", "--sources", "articles"];
    let scratch = sample::files();
    scratch.file("claims/many.toml", sample::many(60).to_toml());
    survives_being_killed("import", &scratch, &[import]);
}

#[test]
fn killed_while_deciding() {
    let scratch = Scratch::new();
    articles(&scratch, 12);
    scratch.dixit(["ingest", "-q", "articles"]).gives(0, "", "");
    let steps: [&[&str]; 3] = [
        &["reject", "-q", "--doc", "a1", "--reason", "déjà dit", "--yes"],
        &["tag", "-q", "--add", "port", "--search", "port", "--yes"],
        &["accept", "-q", "--unreviewed", "--yes"],
    ];
    survives_being_killed("decisions", &scratch, &steps);
}

/// Somebody who accepts one claim after another.
fn reviewer(scratch: &Scratch) -> Terminal {
    let left = claims(scratch).iter().filter(|(_, status)| status == "found").count();
    let mut terminal = Terminal::start(scratch, &["review", "--as", "Anna"], (30, 90));
    terminal.sees("accept").keys(&"a".repeat(left));
    terminal
}

#[test]
fn killed_while_reviewing() {
    let ready = Scratch::new();
    articles(&ready, 6);
    ready.dixit(["ingest", "-q", "articles"]).gives(0, "", "");
    let whole = ready.copy();
    let mut terminal = reviewer(&whole);
    let begun = Instant::now();
    terminal.sees("All is reviewed.");
    let time = begun.elapsed();
    terminal.keys("q").ends();
    let mut cut_short = 0;
    for round in 1..=rounds(2) {
        let scratch = ready.copy();
        let mut terminal = reviewer(&scratch);
        thread::sleep(moment(time, round));
        terminal.is_killed();
        sound(&scratch);
        if claims(&scratch) != claims(&whole) {
            cut_short += 1;
            reviewer(&scratch).sees("All is reviewed.").keys("q").ends();
            sound(&scratch);
        }
        assert_eq!(claims(&scratch), claims(&whole), "round {round}");
    }
    eprintln!("review in a terminal: cut short {cut_short} times, in {} rounds", rounds(2));
}

#[test]
fn killed_while_brought_up_to_date() {
    let scratch = sample::stocked();
    articles(&scratch, 12);
    scratch.dixit(["ingest", "-q", "articles"]).gives(0, "", "");
    version_1::age(&scratch);
    survives_being_killed("migration", &scratch, &[&["import", "-q", "claims"]]);
}

/// Two writers and ten readers at once, each a process after another: no error reaches a user, and nothing is
/// lost or doubled.
#[test]
fn many_at_once() {
    let seconds = std::env::var("DIXIT_SECONDS").ok().and_then(|n| n.parse().ok()).unwrap_or(2);
    let scratch = Scratch::new();
    articles(&scratch, 1);
    scratch.dixit(["ingest", "-q", "articles"]).gives(0, "", "");
    let end = Instant::now() + Duration::from_secs(seconds);
    let well = |args: &[&str]| {
        let output = scratch.dixit(args).output();
        assert!(output.status.success() && output.stderr.is_empty(), "{args:?}: {output:?}");
    };
    let write = |writer: usize| {
        let mut documents = 0;
        while Instant::now() < end {
            let name = format!("w{writer}-{documents}");
            scratch.file(&format!("{name}.txt"), format!("{name}. {}", sample::QUAI));
            well(&["ingest", "-q", &format!("{name}.txt")]);
            well(&["accept", "-q", "--yes", "--doc", &name]);
            documents += 1;
        }
        documents
    };
    let read = |reader: usize| {
        let commands: [&[&str]; 5] = [
            &["list", "-q", "--format", "csv"],
            &["log", "-q", "--format", "jsonl"],
            &["who", "-q"],
            &["export", "-q"],
            &["verify", "-q"],
        ];
        let mut reads = 0;
        while Instant::now() < end {
            well(commands[(reader + reads) % commands.len()]);
            reads += 1;
        }
        reads
    };
    let (read, write) = (&read, &write);
    let (written, reads): (usize, usize) = thread::scope(|scope| {
        let writers: Vec<_> = (0..2).map(|n| scope.spawn(move || write(n))).collect();
        let readers: Vec<_> = (0..10).map(|n| scope.spawn(move || read(n))).collect();
        let sum = |threads: Vec<thread::ScopedJoinHandle<'_, usize>>| {
            threads.into_iter().map(|thread| thread.join().expect("no error")).sum()
        };
        (sum(writers), sum(readers))
    });
    eprintln!("{seconds} s: {written} documents written and accepted, {reads} commands that read");
    // The first entry makes the registry, the second the first document.
    let expected = format!(
        "no fault in {} documents, {} claims, [..], {} log entries",
        written + 1,
        2 * written + 3,
        2 * written + 2
    );
    scratch.dixit(["verify"]).gives(0, &expected, "");
    let accepted = claims(&scratch).iter().filter(|(_, status)| status == "accepted").count();
    assert_eq!(accepted, 2 * written);
}

#[test]
fn a_backup_under_load_is_sound() {
    let scratch = Scratch::new();
    articles(&scratch, 20);
    scratch.dixit(["ingest", "-q", "articles/a0.txt"]).gives(0, "", "");
    let mut writer = scratch.dixit(["ingest", "-q", "articles"]).start();
    for n in 0..rounds(3) {
        let copy = format!("copy{n}.db");
        scratch.dixit(["backup", "-q", &copy]).gives(0, "", "");
        scratch.dixit(["verify", "--db", &copy]).gives(0, "no fault in [..]", "");
    }
    assert!(writer.wait().expect("ends").success());
    scratch.dixit(["backup", "copy0.db"]).gives(
        1,
        "",
        "error: cannot copy the database to `copy0.db`: it is there already\nhint: [..]",
    );
    // The copy is whole: all that it has is in the base, and the base goes on from its log.
    scratch.file("then", scratch.dixit(["checkpoint", "--db", "copy0.db"]).output().stdout);
    scratch.dixit(["verify", "--against", "then"]).gives(0, "the log extends [..]\n...", "");
}
