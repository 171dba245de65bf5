//! How well the extractor reads the annotated articles, where they are at hand.

use crate::support::root;
use std::{fs, path::PathBuf, process::Command};

/// The least that is accepted on the five articles that dixit was started with (F1).
const SEEDS_FOUND: f64 = 0.97;
const SEEDS_RIGHT: f64 = 0.92;

/// The folder with the evaluation data: beside the repository, or where DIXIT_SHARED says.
fn shared() -> Option<PathBuf> {
    let beside = root().parent()?.join("shared");
    let folder = std::env::var_os("DIXIT_SHARED").map_or(beside, PathBuf::from);
    folder.join("eval/score.py").is_file().then_some(folder)
}

#[test]
fn the_seeds_are_read_well() {
    let Some(shared) = shared() else {
        eprintln!("skipped: there is no ../shared with annotated articles");
        return;
    };
    if Command::new("python3").arg("--version").output().is_err() {
        eprintln!("skipped: the scorer needs python3");
        return;
    }
    let seeds = shared.join("eval/seeds");
    let mut texts: Vec<PathBuf> =
        fs::read_dir(seeds.join("texts")).expect("texts").map(|e| e.expect("an entry").path()).collect();
    texts.sort();
    let read = Command::new(env!("CARGO_BIN_EXE_dixit"))
        .args(["extract", "--format", "jsonl"])
        .args(&texts)
        .output()
        .expect("the program runs");
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    let folder = tempfile::tempdir().expect("a scratch folder");
    let predicted = folder.path().join("seeds.jsonl");
    fs::write(&predicted, &read.stdout).expect("written");
    let scored = Command::new("python3")
        .arg(shared.join("eval/score.py"))
        .args([&seeds.join("gold.jsonl"), &predicted])
        .arg("--texts")
        .arg(seeds.join("texts"))
        .arg("--json")
        .output()
        .expect("the scorer runs");
    let report = String::from_utf8_lossy(&scored.stdout);
    assert!(scored.status.success(), "{report}{}", String::from_utf8_lossy(&scored.stderr));
    let report: serde_json::Value = serde_json::from_str(&report).expect("the scorer writes JSON");
    println!("seeds: {report}");
    // Precision, recall, F1.
    for (figure, floor) in [("found", SEEDS_FOUND), ("right", SEEDS_RIGHT)] {
        let f1 = report[figure][2].as_f64().expect("a figure");
        assert!(f1 >= floor, "{figure} F1 is {f1:.3}, below {floor}");
    }
}
