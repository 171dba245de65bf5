//! `dixit bundle`, and `dixit verify` of what it wrote.

use crate::sample;
use std::{fs, process::Command};

#[test]
fn a_bundle_verifies_with_no_database() {
    let scratch = sample::stocked();
    scratch.dixit(["bundle", "--out", "bag"]).gives(0, "", "5 claims in `bag`");
    scratch.dixit(["bundle", "--out", "bag"]).gives(2, "", "error: `bag` is there already\nhint: [..]");
    scratch.dixit(["bundle", "--who", "nobody", "--out", "b"]).gives(2, "", "error: no claim matches[..]");
    fs::remove_file(scratch.path("dixit.db")).expect("removed");
    scratch.dixit(["verify", "bag"]).gives(0, "no fault in a bundle of 5 claims", "");
    assert!(
        scratch.read("bag/bagit.txt").starts_with("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    );
    assert_eq!(scratch.read("bag/manifest-sha256.txt").lines().count(), 6);
}

/// Where the Library of Congress's own tool is installed (`pip install bagit`), it accepts a bundle too.
#[test]
fn another_bagit_tool_accepts_it() {
    let scratch = sample::stocked();
    scratch.dixit(["bundle", "-q", "--out", "bag"]).gives(0, "", "");
    let Ok(output) = Command::new("bagit.py").arg("--validate").arg(scratch.path("bag")).output() else {
        eprintln!("skipped: there is no bagit.py here");
        return;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn whatever_is_changed_in_a_bundle_is_found() {
    let check = |file: &str, from: &str, to: &str, expected: &str| {
        let scratch = sample::stocked();
        scratch.dixit(["bundle", "-q", "--out", "bag"]).gives(0, "", "");
        let path = match file.strip_prefix("sources/") {
            Some(end) => fs::read_dir(scratch.path("bag/data/sources"))
                .expect("sources")
                .map(|entry| entry.expect("a file").path())
                .find(|path| path.to_string_lossy().ends_with(end))
                .expect("the file"),
            None => scratch.path(&format!("bag/{file}")),
        };
        let text = fs::read_to_string(&path).unwrap_or_default();
        fs::write(&path, text.replace(from, to) + if from.is_empty() { to } else { "" }).expect("written");
        scratch.dixit(["verify", "bag"]).gives(1, &format!("...\n{expected}\n..."), "");
    };
    check("sources/port.txt", "ouvert", "fermé", "fault: data/sources/[..]port.txt: it is not what it was");
    check(
        "data/claims.jsonl",
        "Anna Weil",
        "Anna Seil",
        "fault: row 1[..]: its id is not the hash of what it says",
    );
    check("data/log.jsonl", "accepted", "rejected", "fault: log entry 2: it is not what it was");
    check("data/log.jsonl", "import", "ingest", "fault: log: it is not the one of the checkpoint");
    check("data/checkpoint.txt", "\n3\n", "\n4\n", "fault: log: it is not the one of the checkpoint");
    check("data/extra.txt", "", "x", "fault: data/extra.txt: no manifest has it");
    check("bag-info.txt", "dixit", "other", "fault: bag-info.txt: it is not what it was");
}
