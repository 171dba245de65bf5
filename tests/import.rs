//! `dixit import`.

use crate::{
    sample,
    support::{Scratch, matches},
};

#[test]
fn a_folder_with_its_sources_and_again() {
    let scratch = sample::files();
    scratch.dixit(["import", "claims", "--sources", "articles"]).gives(
        0,
        "2 documents: 2 new, 0 known\n5 claims: 1 verbatim, 1 relayed, 1 stated, 1 hearsay, 1 alleged",
        "",
    );
    scratch.dixit(["import", "claims"]).gives(0, "2 documents: 0 new, 2 known\n0 claims", "");
    scratch.dixit(["verify"]).gives(0, "no fault in 2 documents, 5 claims, [..]", "");
}

#[test]
fn claims_without_their_text_and_the_text_later() {
    let scratch = sample::files();
    scratch.dixit(["import", "-q", "claims/port.toml"]).gives(0, "", "");
    scratch.dixit(["verify"]).gives(
        0,
        "no fault in 1 document, [..]\n1 document without text here, whose spans could not be compared",
        "",
    );
    scratch.dixit(["import", "-q", "claims/port.toml", "--sources", "articles"]).gives(0, "", "");
    scratch.dixit(["verify"]).gives(0, "no fault in 1 document, 3 claims, [..]", "");
}

#[test]
fn what_is_wrong_is_told_with_file_line_and_column() {
    let scratch = sample::stocked();
    let check = |find: &str, replace: &str, error: &str| {
        // Without the hashes, which every change of words would make wrong too.
        let written = sample::port().to_toml();
        let is_hash = |line: &&str| line.starts_with("content_hash = ") || line.starts_with("id = ");
        let toml: String = written.split_inclusive('\n').filter(|line| !is_hash(line)).collect();
        assert!(toml.contains(find), "{find} is not in\n{toml}");
        scratch.file("bad.toml", toml.replacen(find, replace, 1));
        scratch.dixit(["import", "bad.toml", "claims/quai.toml"]).gives(
            1,
            "1 document: 0 new, 1 known\n0 claims\n1 file failed",
            error,
        );
    };
    let at = "error: cannot import `bad.toml`: line [..], column [..]: ";
    check("form = ", "from = ", &format!("{at}[..]`from`[..]"));
    check("\"direct\"", "\"dirct\"", &format!("{at}[..]dirct[..]"));
    check(
        "Le port restera",
        "Le pont restera",
        &format!("{at}from [..] to [..] the text has `Le port [..]\n..."),
    );
    check("2024-03-05", "2024-03-35", &format!("{at}[..]2024-03-35[..]"));
    check("sha256 = \"", "sha256 = \"z", &format!("{at}[..]"));
    check("\"verbatim\"", "\"hearsay\"", &format!("{at}`strength` is `hearsay`, but [..]`verbatim`[..]"));
    check("[document]", "[document", &format!("{at}[..]"));
}

#[test]
fn a_derived_field_that_is_wrong() {
    let scratch = sample::files();
    let toml = sample::port().to_toml();
    for field in ["id", "content_hash"] {
        let (before, after) = toml.split_once(&format!("\n{field} = \"")).expect(field);
        let wrong = format!(
            "{before}\n{field} = \"{}{}",
            if after.starts_with('0') { '1' } else { '0' },
            &after[1..]
        );
        scratch.file("bad.toml", wrong);
        scratch.dixit(["import", "bad.toml"]).gives(
            1,
            "...",
            &format!("error: cannot import `bad.toml`: line [..], column [..]: `{field}` is `[..]`, but derived from the claim it is `[..]`[..]"),
        );
    }
}

#[test]
fn a_hash_that_is_another_documents() {
    let scratch = sample::files();
    let wrong = sample::port().to_toml().replace(
        &dixit::model::Digest::of(sample::PORT.as_bytes()).to_string(),
        &dixit::model::Digest::of(sample::QUAI.as_bytes()).to_string(),
    );
    scratch.file("bad.toml", wrong);
    let output = scratch.dixit(["import", "bad.toml", "--sources", "articles"]).output();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert!(matches("error: cannot import `bad.toml`: line [..], column [..]\n...", &errors), "{errors}");
}

#[test]
fn a_registry_of_ones_own() {
    let scratch = sample::stocked();
    scratch.file("mine.toml", "[[entity]]\nname = \"Anna Weil\"\nkind = \"person\"\naliases = { fr = [\"la capitaine du port\"] }\n");
    scratch.dixit(["import", "mine.toml"]).gives(0, "1 entity in the registry", "");
    scratch.dixit(["list", "--speaker", "capitaine du port", "--format", "jsonl"]).gives(
        0,
        "{[..]Anna Weil[..]}",
        "1 claim, all reviewed by a person",
    );
    scratch.file("bad.toml", "[[entity]]\nname = \"X\"\nkindd = \"person\"\n");
    scratch.dixit(["import", "bad.toml"]).gives(
        1,
        "...",
        "error: cannot import `bad.toml`: line 3, column 1: unknown field `kindd`[..]",
    );
    scratch.file(
        "bad.toml",
        "[[entity]]\nname = \"X\"\nkind = \"person\"\naliases = { fr = [\"Anna Weil\"] }\n",
    );
    scratch.dixit(["import", "bad.toml"]).gives(
        1,
        "...",
        "error: cannot import `bad.toml`: the name `Anna Weil` belongs to both [..]",
    );
}

#[test]
fn nothing_to_import() {
    let scratch = Scratch::new();
    scratch.file("folder/notes.txt", "");
    scratch.dixit(["import", "folder", "none.toml"]).gives(
        1,
        "0 documents: 0 new, 0 known\n0 claims\n2 files failed",
        "error: nothing to read in the folder `folder`\nhint: of a folder, *.toml are read: [..]\n\
         error: cannot read `none.toml`: no such file",
    );
    scratch.file("latin.toml", b"[document]\nname = \"\xE9\"\n");
    scratch.dixit(["import", "latin.toml"]).gives(
        1,
        "...",
        "error: cannot read `latin.toml`: it is not UTF-8 (byte 19)",
    );
}
