//! `dixit verify REPORT`.

use crate::sample;

const FORMATS: [&str; 6] = ["csv", "tsv", "json", "jsonl", "md", "html"];

#[test]
fn a_report_as_it_was_exported() {
    let scratch = sample::stocked();
    for format in FORMATS {
        let name = format!("report.{format}");
        scratch.dixit(["export", "-q", "--format", format, "--out", &name]).gives(0, "", "");
        scratch.dixit(["verify", &name]).gives(0, "no fault in 5 rows, compared with the database", "");
        // The originals alone will do, with no database at all.
        scratch.dixit(["verify", &name, "--sources", "articles", "--db", "none.db"]).gives(
            0,
            "no fault in 5 rows, compared with the original files",
            "",
        );
    }
}

#[test]
fn a_changed_word_is_found_in_every_format() {
    let scratch = sample::stocked();
    for format in FORMATS {
        let name = format!("report.{format}");
        scratch.dixit(["export", "-q", "--format", format, "--out", &name]).gives(0, "", "");
        let changed = scratch.read(&name).replace("restera ouvert", "restera fermé");
        scratch.file(&name, changed);
        scratch.dixit(["verify", &name]).gives(1, "fault: row [..]\n...\n[..] in 5 rows, [..]", "");
        scratch.dixit(["verify", &name, "--sources", "articles"]).gives(
            1,
            "fault: row 1 (claim [..]): [..]\n...\n[..] in 5 rows, compared with the original files",
            "",
        );
    }
}

#[test]
fn a_changed_speaker_a_strange_claim_and_a_missing_original() {
    let scratch = sample::stocked();
    scratch.dixit(["export", "-q", "--format", "csv", "--out", "r.csv"]).gives(0, "", "");
    let sound = scratch.read("r.csv");
    scratch.file("r.csv", sound.replace("Anna Weil", "Anna Seil"));
    scratch.dixit(["verify", "r.csv"]).gives(
        1,
        "fault: row 1 (claim [..]): its `chain` is not as the database has it\n...\n5 faults in 5 rows, [..]",
        "",
    );
    scratch.dixit(["verify", "r.csv", "--sources", "articles"]).gives(
        1,
        "fault: row 1 (claim [..]): its id is not the hash of what it says\n...\n3 faults in 5 rows, [..]",
        "",
    );
    scratch.file("r.csv", &sound);
    scratch.file("empty/note.txt", "nothing");
    scratch.dixit(["verify", "r.csv", "--sources", "empty"]).gives(
        1,
        "fault: row 1[..]: no file there has [..]\n...",
        "",
    );
    scratch.dixit(["reject", "-q", "--doc", "quai", "--reason", "x", "--yes"]).gives(0, "", "");
    scratch.dixit(["verify", "r.csv"]).gives(1, "fault: [..]its `status` is not as [..]\n...", "");
    scratch.file("r.txt", "x");
    scratch.dixit(["verify", "r.txt"]).gives(2, "", "error: cannot read `r.txt`: its name [..]\nhint: [..]");
    scratch.file("r.json", "{}x");
    scratch.dixit(["verify", "r.json"]).gives(2, "", "error: cannot read `r.json`: [..]");
}
