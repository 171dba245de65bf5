//! How well the extractor reads the annotated articles, where they are at hand.

use crate::support::root;
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The least F1 that is accepted on each set of articles: what is found, and what is right in all.
const FLOORS: &[(&str, f64, f64)] = &[("seeds", 0.97, 0.92), ("fr-dev", 0.88, 0.71), ("en-dev", 0.87, 0.71)];

/// The least soft F1 that is accepted on PolNeAR, with quotations joined as corpora do.
const POLNEAR_FLOORS: &[(&str, f64)] = &[("all", 0.77), ("direct", 0.93), ("mixed", 0.85)];

/// The folder with the evaluation data: beside the repository, or where DIXIT_SHARED says.
fn shared() -> Option<PathBuf> {
    let beside = root().parent()?.join("shared");
    let folder = std::env::var_os("DIXIT_SHARED").map_or(beside, PathBuf::from).join("eval");
    if !folder.join("score.py").is_file() {
        eprintln!("skipped: there is no ../shared with annotated articles");
        return None;
    }
    if Command::new("python3").arg("--version").output().is_err() {
        eprintln!("skipped: the scorer needs python3");
        return None;
    }
    Some(folder)
}

/// What the extractor finds in all texts of a folder, in a file of its own.
fn read(texts: &Path, flags: &[&str]) -> tempfile::NamedTempFile {
    let mut files: Vec<PathBuf> =
        fs::read_dir(texts).expect("texts").map(|e| e.expect("an entry").path()).collect();
    files.sort();
    let read = Command::new(env!("CARGO_BIN_EXE_dixit"))
        .args(["extract", "-q", "--format", "jsonl"])
        .args(flags)
        .args(&files)
        .output()
        .expect("the program runs");
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    let file = tempfile::NamedTempFile::new().expect("a scratch file");
    fs::write(file.path(), &read.stdout).expect("written");
    file
}

/// The scorer's report.
fn score(scorer: &Path, gold: &Path, predicted: &Path, flags: &[&str]) -> Value {
    let scored = Command::new("python3")
        .arg(scorer)
        .args([gold, predicted])
        .args(flags)
        .arg("--json")
        .output()
        .expect("the scorer runs");
    let report = String::from_utf8_lossy(&scored.stdout);
    assert!(scored.status.success(), "{report}{}", String::from_utf8_lossy(&scored.stderr));
    // Python writes NaN where there is nothing to divide by.
    serde_json::from_str(&report.replace("NaN", "null")).expect("the scorer writes JSON")
}

#[test]
fn annotated_articles_are_read_well() {
    let Some(shared) = shared() else { return };
    for (name, found, right) in FLOORS {
        let set = shared.join(name);
        let texts = set.join("texts");
        let predicted = read(&texts, &[]);
        let texts = texts.to_str().expect("a UTF-8 path");
        let gold = set.join("gold.jsonl");
        let report = score(&shared.join("score.py"), &gold, predicted.path(), &["--texts", texts]);
        println!("{name}: {report}");
        // Precision, recall, F1.
        for (figure, floor) in [("found", found), ("right", right)] {
            let f1 = report[figure][2].as_f64().expect("a figure");
            assert!(f1 >= *floor, "{name}: {figure} F1 is {f1:.3}, below {floor}");
        }
    }
}

#[test]
fn polnear_is_read_well() {
    let Some(shared) = shared() else { return };
    let set = shared.join("polnear/dev");
    let predicted = read(&set.join("text"), &["--join"]);
    let only = ["--only", "cue_class=speech,evidence"];
    let report = score(&shared.join("score_attr.py"), &set.join("gold.jsonl"), predicted.path(), &only);
    println!("PolNeAR: {report}");
    for (kind, floor) in POLNEAR_FLOORS {
        let f1 = report[kind]["soft"]["F"].as_f64().expect("a figure");
        assert!(f1 >= *floor, "{kind}: soft F1 is {f1:.3}, below {floor}");
    }
    let source = report["all"]["source"]["acc"].as_f64().expect("a figure");
    assert!(source >= 0.9, "the source is right in {source:.3}, below 0.9");
}
