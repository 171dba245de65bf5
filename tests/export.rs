//! `dixit export`.

use crate::{sample, support::Scratch};
use std::fs;

#[test]
fn claim_files_come_out_as_they_went_in() {
    let scratch = sample::stocked();
    scratch.dixit(["export", "--format", "toml", "--out", "out"]).gives(0, "", "3 files in `out`");
    for name in ["port.toml", "quai.toml"] {
        let again =
            dixit::model::claim_file::ClaimFile::parse(&scratch.read(&format!("out/{name}"))).expect("read");
        let first = dixit::model::claim_file::ClaimFile::parse(&scratch.read(&format!("claims/{name}")))
            .expect("read");
        assert_eq!(again.claims, first.claims);
    }
    let other = Scratch::new();
    fs::rename(scratch.path("out"), other.path("in")).expect("moved");
    other.dixit(["import", "in"]).gives(
        0,
        "[..] in the registry\n2 documents: 2 new, 0 known\n5 claims: [..]",
        "",
    );
}

#[test]
fn one_document_to_standard_output_and_several_not() {
    let scratch = sample::stocked();
    scratch.dixit(["export", "--format", "toml", "--doc", "quai"]).gives(0, "...\nname = \"quai\"\n...", "");
    scratch.dixit(["export", "--format", "toml"]).gives(
        2,
        "",
        "error: the claims are of 2 documents, and a claim file holds those of one\nhint: name a folder for them with `--out DIR`, or one document with `--doc DOC`",
    );
}

#[test]
fn a_file_that_is_there_is_kept() {
    let scratch = sample::stocked();
    scratch.file("report.md", "mine");
    scratch.dixit(["export", "--out", "report.md"]).gives(
        2,
        "",
        "error: `report.md` is there already\nhint: `--force` writes over it",
    );
    assert_eq!(scratch.read("report.md"), "mine");
    scratch.dixit(["export", "--out", "report.md", "--force"]).gives(0, "", "");
    assert!(scratch.read("report.md").contains("Le port restera ouvert"));
    scratch.dixit(["export", "--out", "none/report.md"]).gives(
        1,
        "",
        "error: cannot write `none/report.md`: no such file or directory",
    );
}

#[test]
fn every_format_has_every_claim_and_its_source() {
    let scratch = sample::stocked();
    for format in ["table", "md", "html", "csv", "tsv", "json", "jsonl"] {
        let output = scratch.dixit(["export", "--format", format]).output();
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        for words in ["port restera", "Rien n", "Courrier", "port"] {
            assert!(text.contains(words), "{format} lacks {words}:\n{text}");
        }
    }
    scratch.dixit(["export", "--speaker", "nobody"]).gives(0, "...", "no claim matches");
}

/// Every row for programs carries its W3C selectors, so that it can be found again in an edited page.
#[test]
fn selectors_carry_what_stands_around_the_words() {
    let scratch = sample::stocked();
    let after = " », a déclaré Anna Weil. Selon l";
    for command in ["list", "export"] {
        let row = |format: &str| {
            let args = [command, "-q", "--format", format, "--speaker", "Anna Weil"];
            String::from_utf8(scratch.dixit(args).output().stdout).expect("UTF-8")
        };
        let json: serde_json::Value = serde_json::from_str(&row("jsonl")).expect("an object");
        let selectors = &json["selectors"][0];
        assert_eq!(selectors["position"]["start"], 2, "{command}");
        assert_eq!(selectors["quote"]["exact"], "Le port restera ouvert");
        assert_eq!(
            (&selectors["quote"]["prefix"], &selectors["quote"]["suffix"]),
            (&"« ".into(), &after.into())
        );
        let csv = row("csv");
        assert!(csv.lines().next().expect("a header").contains(",content,spans,prefix,suffix,"), "{csv}");
        assert!(csv.contains(&format!("Le port restera ouvert,2-24,« ,\"{after}\",")), "{csv}");
    }
    for format in ["csv", "tsv", "json", "jsonl"] {
        let name = format!("report.{format}");
        scratch.dixit(["export", "-q", "--format", format, "--out", &name]).gives(0, "", "");
        scratch.dixit(["verify", &name]).gives(0, "no fault in 5 rows, compared with the database", "");
        let changed = scratch.read(&name).replace("Anna Weil. Selon l", "Anna Weil. Selon m");
        scratch.file(&name, changed);
        scratch.dixit(["verify", &name]).gives(1, "fault: [..]not as the database has it\n...", "");
        scratch.dixit(["verify", &name, "--sources", "articles"]).gives(
            1,
            "fault: row 1 (claim [..]): what stands around its words in the original is other\n...\n2 faults in 5 rows, [..]",
            "",
        );
    }
}
