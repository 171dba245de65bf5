//! `dixit reread`.

use crate::{sample, support::Scratch};
use serde_json::Value;

const ARTICLE: &str = "Le maire a déclaré lundi que le pont serait reconstruit avant la fin de l'année prochaine. \
                       « Nous n'attendrons pas », a ajouté Kerbrac dans un communiqué.\n";

/// A database in which an article was read; the registry does not know Kerbrac.
fn read() -> Scratch {
    let scratch = Scratch::new();
    scratch.file("pont.txt", ARTICLE);
    scratch.dixit(["ingest", "-q", "pont.txt", "--outlet", "Le Phare"]).gives(0, "", "");
    scratch
}

/// From now on the registry knows whose capital Kerbrac is, and a reading files its words under that.
fn rename(scratch: &Scratch) {
    scratch.dixit(["entity", "add", "-q", "Brumavie", "--kind", "state"]).gives(0, "", "");
    scratch.dixit(["entity", "alias", "-q", "Brumavie", "Kerbrac"]).gives(0, "", "");
}

fn rows(scratch: &Scratch, args: &[&str]) -> Vec<Value> {
    let output = scratch.dixit(args.iter().chain(&["-q", "--format", "jsonl"])).output();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("an object")).collect()
}

fn its_words(scratch: &Scratch) -> Value {
    let mut rows = rows(scratch, &["list", "--search", "attendrons"]);
    assert_eq!(rows.len(), 1, "{rows:#?}");
    rows.remove(0)
}

fn id(row: &Value) -> String {
    row["id"].as_str().expect("an id").to_owned()
}

fn sound(scratch: &Scratch) {
    scratch.dixit(["verify"]).gives(0, "no fault in [..]", "");
}

#[test]
fn nothing_changes_where_nothing_is_read_otherwise() {
    let scratch = read();
    let log = scratch.dixit(["log", "--format", "jsonl"]).output().stdout;
    scratch.dixit(["reread", "--dry-run"]).gives(
        0,
        "1 document would be read again: nothing would change",
        "",
    );
    scratch.dixit(["reread"]).gives(0, "1 document read again: nothing changed", "");
    scratch.dixit(["reread", "-q"]).gives(0, "", "");
    assert_eq!(scratch.dixit(["log", "--format", "jsonl"]).output().stdout, log);
}

#[test]
fn a_better_registry_is_read_by() {
    let scratch = read();
    let before = its_words(&scratch);
    rename(&scratch);
    let list = scratch.dixit(["list", "--format", "csv"]).output().stdout;
    scratch.dixit(["reread", "--dry-run"]).gives(
        0,
        "reading[..]\n─[..]\ngone [..]Kerbrac[..]now [..]\nnew [..]Brumavie[..]\n\n\
         1 document would be read again: 1 claim new, 1 claim gone; 1 as before",
        "",
    );
    let planned = rows(&scratch, &["reread", "--dry-run"]);
    assert_eq!((planned[0]["reading"].as_str(), planned[1]["reading"].as_str()), (Some("gone"), Some("new")));
    assert_eq!(planned[0]["successor"], planned[1]["id"]);
    assert_eq!(scratch.dixit(["list", "--format", "csv"]).output().stdout, list, "it was only shown");

    scratch.dixit(["reread"]).gives(0, "1 document read again: 1 claim new, 1 claim gone; 1 as before", "");
    let now = its_words(&scratch);
    assert_eq!((now["speakers"][0].as_str(), now["status"].as_str()), (Some("Brumavie"), Some("found")));
    assert_eq!(id(&now), id(&planned[1]));
    scratch.dixit(["show", &id(&before), "--history"]).gives(
        0,
        "...\n[..]superseded[..]\n...\nhistory\n\n...\n[..]reread[..]superseded by [..]does not read it so[..]",
        "",
    );
    scratch.dixit(["reread"]).gives(0, "1 document read again: nothing changed", "");
    sound(&scratch);

    scratch.dixit(["log", "--operation", "reread"]).gives(
        0,
        "no[..]\n─[..]\n[..]reread     document pont, 1 claim, [..] superseded by [..]",
        "",
    );

    // Taken back: the reading, not what is known of the name.
    let last = rows(&scratch, &["log", "--operation", "reread"])[0]["seq"].to_string();
    scratch.dixit(["undo", "-q", &last]).gives(0, "", "");
    assert_eq!(id(&its_words(&scratch)), id(&before));
    sound(&scratch);
}

#[test]
fn what_people_decided_stays_and_is_spoken_of() {
    let scratch = read();
    let claim = id(&its_words(&scratch));
    scratch.dixit(["reject", "-q", &claim, "--reason", "said by another"]).gives(0, "", "");
    rename(&scratch);
    scratch.dixit(["reread"]).gives(
        0,
        "reading [..]\n─[..]\ndisagrees [..]rejected, but read again\n\n\
         1 document read again: nothing changed\n\
         1 claim that a person decided about is read otherwise, and stays as it is",
        "",
    );
    let output = scratch.dixit(["reread", "--format", "csv"]).output();
    let (csv, notes) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(csv.starts_with("reading,about,successor,id,") && csv.lines().count() == 2, "{csv}");
    assert!(notes.starts_with("1 document read again: nothing changed\n1 claim that"), "{notes}");
    assert_eq!(rows(&scratch, &["list", "--status", "rejected"]).len(), 1);
    sound(&scratch);
}

#[test]
fn a_filter_chooses_documents_and_what_has_no_text_is_counted() {
    let scratch = sample::files();
    scratch.dixit(["import", "-q", "claims"]).gives(0, "", "");
    scratch.dixit(["reread"]).gives(
        0,
        "0 documents read again: nothing changed\n2 documents whose text is not in the database: not read",
        "",
    );
    scratch.file("pont.txt", ARTICLE).file("tag.txt", "Der Bürgermeister hat gesagt, dass die Brücke hält. Er wird sie am Montag mit den Leuten aus der Stadt besuchen und dann nach Hause gehen.\n");
    scratch.dixit(["ingest", "-q", "pont.txt", "--outlet", "Le Phare"]).gives(0, "", "");
    scratch.dixit(["ingest", "-q", "tag.txt", "--language", "de"]).gives(0, "", "");
    scratch.dixit(["reread", "--outlet", "le phare"]).gives(0, "1 document read again: nothing changed", "");
    scratch.dixit(["reread"]).gives(
        0,
        "1 document read again: nothing changed\n\
         2 documents whose text is not in the database: not read\n\
         1 document in a language that is not read yet (de): not read",
        "",
    );
    scratch.dixit(["reread", "--doc", "none"]).gives(0, "", "no document matches");
    scratch.dixit(["reread", "--db", "none.db"]).gives(2, "", "error: [..]none.db[..]\nhint: [..]");
    assert!(!scratch.path("none.db").exists(), "no database is made");
}

/// What people curated stays beside what is read, however the sample articles are read.
#[test]
fn curated_claims_outlive_any_reading() {
    let scratch = sample::stocked();
    let curated = rows(&scratch, &["list"]);
    scratch.dixit(["reread"]).gives(0, "...\n2 documents read again: [..]\n...", "");
    let now = rows(&scratch, &["list", "--status", "accepted"]);
    assert_eq!(now.len(), curated.len());
    assert!(now.iter().all(|row| row["origin"] == "curated"));
    scratch.dixit(["reread"]).gives(0, "...\n2 documents read again: nothing changed\n...", "");
    sound(&scratch);
}
