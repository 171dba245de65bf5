//! `dixit ingest`.

use crate::support::Scratch;

const ARTICLE: &str = "Le maire a déclaré lundi que le pont serait reconstruit avant la fin de l'année prochaine. \
                       « Nous n'attendrons pas », a-t-il ajouté devant les habitants de la commune.\n";

/// What the database says of its only document.
fn document(scratch: &Scratch) -> serde_json::Value {
    let output = scratch.dixit(["docs", "--format", "jsonl"]).output();
    serde_json::from_slice(&output.stdout).expect("one document")
}

#[test]
fn the_same_bytes_twice_change_nothing() {
    let scratch = Scratch::new();
    scratch.file("articles/a.txt", ARTICLE).file("articles/deep/b.md", format!("{ARTICLE}Deux.\n"));
    scratch.file("articles/.hidden.txt", "caché").file("articles/c.jpg", "image");
    scratch.dixit(["ingest", "articles"]).gives(
        0,
        "2 documents: 2 new, 0 known, 0 failed\n[..]claim[..]\n...",
        "",
    );
    let before = scratch.dixit(["list", "--format", "jsonl"]).output().stdout;
    scratch.dixit(["ingest", "articles"]).gives(0, "2 documents: 0 new, 2 known, 0 failed\n0 claims", "");
    assert_eq!(scratch.dixit(["list", "--format", "jsonl"]).output().stdout, before);
    scratch.dixit(["verify"]).gives(0, "no fault in 2 documents[..]\n...", "");
}

#[test]
fn one_that_fails_stops_no_other() {
    let scratch = Scratch::new();
    scratch.file("a.txt", ARTICLE).file("b.txt", "").file("c.txt", format!("{ARTICLE}Trois.\n"));
    scratch.dixit(["ingest", "a.txt", "none.txt", "b.txt", "c.txt"]).gives(
        1,
        "4 documents: 2 new, 0 known, 2 failed\n...",
        "error: cannot read `none.txt`: no such file\nerror: cannot read `b.txt`: it is empty",
    );
}

#[test]
fn options_go_before_front_matter() {
    let scratch = Scratch::new();
    let article = format!("---\noutlet: AFP\ntitle: Le pont\ndate: 2024-03\nauthor: A. B.\n---\n{ARTICLE}");
    scratch.file("a.txt", article);
    scratch
        .dixit(["ingest", "-q", "a.txt", "--outlet", "Le Courrier", "--url", "https://example.org/a"])
        .gives(0, "", "");
    let document = document(&scratch);
    for (key, value) in [
        ("outlet", "Le Courrier"),
        ("title", "Le pont"),
        ("published", "2024-03"),
        ("author", "A. B."),
        ("url", "https://example.org/a"),
        ("name", "a"),
    ] {
        assert_eq!(document[key], value, "{document}");
    }
}

#[test]
fn standard_input_by_a_name() {
    let scratch = Scratch::new();
    scratch.dixit(["ingest", "-q", "-", "--name", "depeche"]).stdin(ARTICLE).gives(0, "", "");
    assert_eq!(document(&scratch)["name"], "depeche");
    scratch.dixit(["ingest", "-"]).stdin("").gives(
        1,
        "...",
        "error: cannot read standard input: it is empty",
    );
}

#[test]
fn any_encoding() {
    for (label, bytes) in [
        ("windows-1252", encoding_rs::WINDOWS_1252.encode(ARTICLE).0.into_owned()),
        ("UTF-16LE", ARTICLE.encode_utf16().flat_map(u16::to_le_bytes).collect()),
    ] {
        for args in [&["ingest", "-q", "-"][..], &["ingest", "-q", "-", "--encoding", label]] {
            let scratch = Scratch::new();
            scratch.dixit(args).stdin(bytes.clone()).gives(0, "", "");
            scratch.dixit(["verify"]).gives(0, "no fault in 1 document[..]\n...", "");
        }
    }
}

#[test]
fn a_language_that_is_not_read_is_said_so() {
    let scratch = Scratch::new();
    let german = "Der Bürgermeister erklärte am Montag, dass die Brücke vor Ende des nächsten Jahres wieder aufgebaut wird. \
                  Die Bewohner der Gemeinde warten seit dem Frühling auf eine Entscheidung der Regierung.";
    scratch.dixit(["ingest", "-"]).stdin(german).gives(
        0,
        "1 document: 1 new, 0 known, 0 failed\n0 claims\n1 document in a language that is not read yet (de): stored without claims",
        "",
    );
    assert_eq!(document(&scratch)["read"], false);
}

#[test]
fn the_database_is_where_it_is_said_to_be() {
    let scratch = Scratch::new();
    scratch.file("a.txt", ARTICLE);
    scratch.dixit(["ingest", "-q", "a.txt"]).env("DIXIT_DB", "from-env.db").gives(0, "", "");
    scratch
        .dixit(["ingest", "-q", "a.txt", "--db", "named.db"])
        .env("DIXIT_DB", "from-env.db")
        .gives(0, "", "");
    assert!(scratch.path("from-env.db").exists() && scratch.path("named.db").exists());
    assert!(!scratch.path("dixit.db").exists());
}
