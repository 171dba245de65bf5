//! `dixit recapture`, and `dixit ingest` of a page that is known: later versions, and what became of the
//! claims of earlier ones.

use crate::{sample, support::Scratch};
use serde_json::Value;
use std::fs;

/// A page as it was first captured.
const FIRST: &str = "---
outlet: Le Phare
url: https://example.org/port?utm_source=lettre
date: 2024-03-05
---
Le port restera ouvert

« Le port restera ouvert tout l'été », a déclaré Anna Weil, maire de Valmont. Selon la préfecture, les travaux \
dureront six mois et coûteront douze millions d'euros.

La mairie dément avoir vendu le terrain des quais. « Oui, nous avons reçu des offres », a reconnu Paul Roux. Un \
témoin a affirmé que des camions étaient venus la nuit.
";

/// The page as it was edited later, and said so only in its first line: a figure is another, a denial is gone.
fn second() -> String {
    FIRST
        .replace("https://example.org/port?utm_source=lettre", "http://EXAMPLE.org/port/#haut")
        .replace("---\nLe port restera", "---\nMis à jour à 18 h.\n\nLe port restera")
        .replace("tout l'été", "tout l\u{2019}été")
        .replace("six mois", "neuf mois")
        .replace("La mairie dément avoir vendu le terrain des quais. ", "")
        .replace("la nuit.", "la nuit. Le préfet a annoncé une enquête.")
}

fn first() -> Scratch {
    let scratch = Scratch::new();
    scratch.file("port.txt", FIRST).file("later.txt", second());
    scratch.dixit(["ingest", "port.txt"]).gives(
        0,
        "1 document: 1 new, 0 known, 0 failed\n5 claims: [..]",
        "",
    );
    scratch
}

fn rows(scratch: &Scratch, args: &[&str]) -> Vec<Value> {
    let output = scratch.dixit(args.iter().chain(&["--format", "jsonl", "-q"])).output();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("a row")).collect()
}

fn id(row: &Value) -> String {
    row["id"].as_str().expect("an id")[..12].to_owned()
}

/// The id of the claim whose words begin so.
fn claim(scratch: &Scratch, words: &str) -> String {
    let all = rows(scratch, &["list"]);
    let begins =
        |row: &&Value| row["content"][0]["text"].as_str().is_some_and(|text| text.starts_with(words));
    id(all.iter().find(begins).unwrap_or_else(|| panic!("{words} in {all:#?}")))
}

fn sound(scratch: &Scratch) {
    scratch.dixit(["verify"]).gives(0, "no fault in [..]", "");
}

const TOLD: &str = "\
[..]  gone       mairie  [..]–[..] → —
  [-avoir vendu le terrain des quais-]

[..]  changed    préfecture  [..]–[..] → [..]–[..]
  les travaux dureront [-six-]{+neuf+} mois et coûteront douze millions d'euros

[..]  moved      Anna Weil  [..]
  Le port restera ouvert tout l’été

[..]  moved      Paul Roux  [..]
  Oui, nous avons reçu des offres

[..]  moved      Un témoin  [..]
  des camions étaient venus la nuit

5 claims: 3 moved, 1 changed, 1 gone; 2 new claims";

#[test]
fn every_claim_is_told_of_and_stays_as_it_is() {
    let scratch = first();
    let before = rows(&scratch, &["list"]);
    scratch.dixit(["recapture", "port", "later.txt"]).gives(0, TOLD, "");
    sound(&scratch);

    // The claims are as they were; what only the new version says is found in it, and nothing twice.
    assert_eq!(rows(&scratch, &["list", "--doc", "port"]), before);
    let new = rows(&scratch, &["list", "--doc", "later"]);
    let words: Vec<&str> = new.iter().filter_map(|row| row["content"][0]["text"].as_str()).collect();
    assert_eq!(words, ["les travaux dureront neuf mois et coûteront douze millions d'euros", "une enquête"]);
    assert!(new.iter().all(|row| row["status"] == "found"));

    let changed = claim(&scratch, "les travaux dureront six");
    scratch.dixit(["show", &changed]).gives(
        0,
        "...\nlater versions\n  version 2, later, captured on [..]: changed at [..]–[..]\n    \
         les travaux dureront [-six-]{+neuf+} mois et coûteront douze millions d'euros\n\n...",
        "",
    );
    let typography = claim(&scratch, "Le port restera");
    scratch.dixit(["show", &typography]).gives(
        0,
        "...\n[..]moved at [..] (only the typography differs)\n...",
        "",
    );
    scratch.dixit(["show", &typography, "--format", "md"]).gives(
        0,
        "...\n## Later versions\n\n- version 2, later, [..]: moved at [..]\n...",
        "",
    );
    scratch.dixit(["show", &changed, "--history"]).gives(
        0,
        "...\n[..]recapture  document later, 2 claims, [..]",
        "",
    );
    let shown = scratch.dixit(["show", &changed, "--format", "json"]).output().stdout;
    let shown: Value = serde_json::from_slice(&shown).expect("JSON");
    let later = &shown["later"][0];
    assert_eq!(
        (&later["outcome"], &later["version"], &later["doc"]),
        (&"changed".into(), &2.into(), &"later".into())
    );
    assert_eq!(later["diff"][0][1], serde_json::json!({"op": "removed", "text": "six"}));
    let at = &later["spans"][0]["at"];
    let (start, end) = (at["start"].as_u64().expect("start"), at["end"].as_u64().expect("end"));
    let there: String = second().chars().skip(start as usize).take((end - start) as usize).collect();
    assert_eq!(at["text"], there.as_str());
}

#[test]
fn the_same_bytes_again_change_nothing() {
    let scratch = first();
    let same = "the same bytes as `port`, captured on [..]: nothing has changed";
    scratch.dixit(["recapture", "port", "port.txt"]).gives(0, "", same);
    scratch.dixit(["recapture", "port", "port.txt", "--format", "json"]).gives(0, "[]", same);
    scratch.dixit(["recapture", "port", "later.txt"]).gives(0, "...", "");
    let log = rows(&scratch, &["log"]).len();
    // Any version stands for the page.
    scratch.dixit(["recapture", "later", "later.txt"]).gives(0, "", "the same bytes as `later`[..]");
    scratch.dixit(["recapture", "port", "later.txt"]).gives(0, "", "the same bytes as `later`[..]");
    scratch.dixit(["recapture", "later", "port.txt"]).gives(
        0,
        "",
        "the same bytes as an earlier version, `port`, captured on [..]: nothing is stored twice",
    );
    scratch.dixit(["ingest", "port.txt", "later.txt"]).gives(
        0,
        "2 documents: 0 new, 2 known, 0 failed\n0 claims",
        "",
    );
    assert_eq!(rows(&scratch, &["log"]).len(), log);
    sound(&scratch);
}

#[test]
fn ingest_knows_a_page_by_its_address() {
    let scratch = first();
    scratch.dixit(["ingest", "later.txt"]).gives(
        0,
        "1 document: 1 new, 0 known, 0 failed\n2 claims: 2 stated\n\
         1 later version of known pages: 5 claims: 3 moved, 1 changed, 1 gone; 2 new claims",
        "",
    );
    // Two versions and another page in one go, in the order in which they are given.
    let other = Scratch::new();
    other.file("a.txt", FIRST).file("b.txt", second()).file("c.txt", FIRST.replace("org/port", "org/quai"));
    other.dixit(["ingest", "a.txt", "b.txt", "c.txt", "b.txt"]).gives(
        0,
        "4 documents: 3 new, 1 known, 0 failed\n12 claims: [..]\n1 later version of known pages: [..]",
        "",
    );
    for scratch in [&scratch, &other] {
        assert_eq!(rows(scratch, &["docs", "--changed"]).len(), 1);
        sound(scratch);
    }
    other.dixit(["docs"]).gives(0, "...\n[..]version 2\n...", "");
}

#[test]
fn versions_form_a_chain_and_edits_are_listed_once() {
    let scratch = first();
    scratch.dixit(["recapture", "-q", "port", "later.txt"]).gives(0, "...", "");
    // A third version that touches one more claim, one of the second version's own.
    let third = second().replace("Le préfet a annoncé une enquête.", "Le préfet n'a rien dit.");
    scratch.file("later.txt", &third);
    scratch.dixit(["recapture", "port", "later.txt", "--format", "csv"]).gives(
        0,
        "id,outcome,[..]\n...",
        "7 claims: 1 exact, 3 moved, 1 changed, 2 gone; 0 new claims",
    );
    assert_eq!(rows(&scratch, &["docs"]).iter().map(|row| &row["name"]).collect::<Vec<_>>().len(), 3);
    let edits = rows(&scratch, &["docs", "--changed"]);
    let told: Vec<_> = edits
        .iter()
        .map(|row| (&row["version"], &row["after"]["name"], &row["claims"]["gone"], &row["as_before"]))
        .map(|(version, name, gone, before)| {
            (version.as_u64(), name.as_str().unwrap_or_default().to_owned(), gone.as_u64(), before.as_u64())
        })
        .collect();
    assert_eq!(
        told,
        [(Some(2), "later".into(), Some(1), Some(0)), (Some(3), "later@3".into(), Some(1), Some(2))]
    );
    scratch.dixit(["docs", "--changed"]).gives(
        0,
        "id        date        outlet    title [..]  captured    edit seen   changed  ambiguous  gone  standing\n...",
        "",
    );
    scratch.dixit(["docs", "--changed", "--speaker", "nobody"]).gives(
        0,
        "",
        "no later version touched a claim",
    );
    scratch.dixit(["docs", "--changed", "--speaker", "préfecture", "--format", "csv"]).gives(
        0,
        "name,sha256,[..]\nlater,[..],0,0,1,0,0,0",
        "",
    );
    let stood = claim(&scratch, "Le port restera");
    scratch.dixit(["show", &stood]).gives(0, "...\n  version 2, [..]\n  version 3, [..]\n...", "");
    sound(&scratch);
}

/// What people decided holds for the page: neither what was rejected nor what was corrected is found anew,
/// and neither is sought on.
#[test]
fn decisions_outlive_a_new_version() {
    let scratch = first();
    let (wrong, cut) = (claim(&scratch, "des camions"), claim(&scratch, "Oui, nous"));
    scratch.dixit(["reject", "-q", &wrong, "--reason", "no"]).gives(0, "", "");
    scratch
        .dixit(["edit", &cut, "--speaker", "Anna Weil", "--content", "nous avons reçu des offres"])
        .gives(0, "[..]", "");
    scratch.dixit(["recapture", "port", "later.txt"]).gives(
        0,
        "...\n4 claims: 2 moved, 1 changed, 1 gone; 2 new claims",
        "",
    );
    assert_eq!(rows(&scratch, &["list", "--doc", "later"]).len(), 2);
    sound(&scratch);
}

/// Claims that come in when a page has later versions already are sought in those.
#[test]
fn claims_that_come_later_catch_up() {
    let scratch = first();
    scratch.dixit(["recapture", "-q", "port", "later.txt"]).gives(0, "...", "");
    let stood = |id: &str, line: &str| {
        let expected = format!("...\nlater versions\n  version 2, [..]: {line}\n...");
        scratch.dixit(["show", id]).gives(0, &expected, "");
    };
    let six = claim(&scratch, "les travaux dureront six");
    scratch
        .dixit(["edit", &six, "--content", "les travaux dureront six mois et coûteront"])
        .gives(0, "[..]", "");
    stood(&claim(&scratch, "les travaux dureront six"), "changed [..]");
    let add = ["add", "--doc", "port", "--content", "maire de Valmont", "--form", "indirect", "--nobody"];
    let output = scratch.dixit(add).output();
    stood(String::from_utf8_lossy(&output.stdout).trim(), "moved [..]");
    // Whatever else came in is sought when the same bytes are captured again.
    let exported = scratch.dixit(["export", "--format", "toml", "--doc", "port", "--out", "out"]).output();
    assert_eq!(exported.status.code(), Some(0), "{}", String::from_utf8_lossy(&exported.stderr));
    let other = Scratch::new();
    other.file("port.txt", FIRST).file("later.txt", second());
    other.file("port.toml", scratch.read("out/port.toml"));
    other.dixit(["ingest", "-q", "port.txt", "later.txt"]).gives(0, "", "");
    other.dixit(["import", "-q", "port.toml"]).gives(0, "", "");
    other.dixit(["recapture", "port", "later.txt"]).gives(
        0,
        "...",
        "the same bytes as `later`, [..]\nsought too: 2 claims that came in since",
    );
    other.dixit(["recapture", "port", "later.txt"]).gives(0, "", "the same bytes as `later`, [..]");
    for scratch in [&scratch, &other] {
        sound(scratch);
    }
}

/// What a later version repeats is not found there anew when it is read again; what comes in is sought in it.
#[test]
fn reading_versions_again_stores_no_claim_twice() {
    let scratch = first();
    scratch.dixit(["recapture", "-q", "port", "later.txt"]).gives(0, "...", "");
    scratch.dixit(["edit", &claim(&scratch, "Oui, nous"), "--speaker", "Marie Duval"]).gives(0, "[..]", "");
    let log = || rows(&scratch, &["log"]).len();
    let before = log();
    for doc in [&[][..], &["--doc", "later"], &["--doc", "port"]] {
        let output = scratch.dixit(["reread", "-q"].iter().chain(doc)).output();
        assert_eq!(output.status.code(), Some(0));
    }
    assert_eq!(log(), before, "nothing changed");

    for (entity, alias) in [("Préfecture de Brumavie", "la préfecture"), ("Bureau des quais", "La mairie")]
    {
        scratch.dixit(["entity", "add", "-q", entity, "--kind", "organisation"]).gives(0, "", "");
        scratch.dixit(["entity", "alias", "-q", entity, alias]).gives(0, "", "");
    }
    scratch.dixit(["reread"]).gives(
        0,
        "...\n2 documents read again: 3 claims new, 3 claims gone; [..]\n...",
        "",
    );
    for (words, outcome) in [("les travaux dureront six", "changed"), ("avoir vendu", "gone")] {
        let stood = format!("...\nlater versions\n  version 2, [..]: {outcome}[..]\n...");
        scratch.dixit(["show", &claim(&scratch, words)]).gives(0, &stood, "");
    }
    let before = log();
    scratch.dixit(["reread", "-q"]).gives(0, "...", "");
    assert_eq!(log(), before, "nothing changed");
    sound(&scratch);
}

/// A document that has claims of its own keeps them when it turns out to be a later version.
#[test]
fn a_version_keeps_claims_of_its_own_when_it_is_read_again() {
    let scratch = first();
    scratch.file("other.txt", second().replace("org/port", "org/quai"));
    scratch.dixit(["ingest", "-q", "other.txt"]).gives(0, "", "");
    let claims = rows(&scratch, &["list", "--doc", "other"]);
    scratch.dixit(["recapture", "-q", "port", "other.txt"]).gives(0, "...", "");
    scratch.dixit(["reread"]).gives(0, "2 documents read again: nothing changed", "");
    assert_eq!(rows(&scratch, &["list", "--doc", "other"]).len(), claims.len());
    sound(&scratch);
}

#[test]
fn a_recapture_stays() {
    let scratch = first();
    scratch.dixit(["recapture", "-q", "port", "later.txt"]).gives(0, "...", "");
    let entries = rows(&scratch, &["log", "--operation", "recapture"]);
    let number = entries[0]["seq"].to_string();
    let refused = format!(
        "error: entry {number} is not taken back: what `recapture` did cannot be taken back\nhint: [..]"
    );
    scratch.dixit(["undo", &number]).gives(2, "", &refused);
}

/// The same words, but said by somebody else now: the claim stands, and the new reading is found too.
#[test]
fn other_speakers_of_the_same_words_are_told() {
    let scratch = first();
    scratch.file("later.txt", FIRST.replace("a reconnu Paul Roux", "a reconnu Marie Duval"));
    scratch.dixit(["recapture", "port", "later.txt"]).gives(
        0,
        "...\n5 claims: 4 exact, 1 moved; 1 new claim",
        "",
    );
    assert_eq!(rows(&scratch, &["list", "--doc", "later"])[0]["speakers"][0], "Marie Duval");
    sound(&scratch);
}

#[test]
fn curated_claims_without_a_text_are_sought_by_their_words() {
    let scratch = sample::files();
    scratch.dixit(["import", "-q", "claims"]).gives(0, "", "");
    scratch.file("now.txt", format!("Rectifié. {}", sample::PORT.replace("visitera", "évitera")));
    scratch.dixit(["recapture", "port", "now.txt"]).gives(0, "...\n3 claims: 2 moved, 1 gone; [..]", "");
    scratch.dixit(["verify"]).gives(
        0,
        "no fault in 3 documents, [..]\n2 documents without text here[..]",
        "",
    );
}

/// The original of a document that is known by its claims alone is that document, and no later version.
#[test]
fn the_text_of_a_known_document_is_no_version() {
    let scratch = sample::files();
    scratch.dixit(["import", "-q", "claims"]).gives(0, "", "");
    scratch.dixit(["recapture", "port", "articles/port.txt"]).gives(
        0,
        "",
        "the same bytes as `port`: nothing has changed\nits text is not in the database yet: [..]",
    );
    let ingest = ["ingest", "articles/port.txt", "--url", "https://example.org/port"];
    scratch.dixit(ingest).gives(0, "1 document: 0 new, 1 known, 0 failed\n...", "");
    assert!(rows(&scratch, &["docs"]).iter().all(|row| row["version"] == 1));
    scratch.dixit(["verify"]).gives(
        0,
        "no fault in 2 documents, [..]\n1 document without text here, [..]",
        "",
    );
}

#[test]
fn what_cannot_be_recaptured_is_refused() {
    let scratch = first();
    scratch.file("other.txt", FIRST.replace("org/port", "org/quai").replace("Anna", "Anne"));
    scratch.dixit(["ingest", "-q", "other.txt"]).gives(0, "", "");
    scratch.dixit(["recapture", "none", "later.txt"]).gives(
        2,
        "",
        "error: there is no document `none`\nhint: [..]",
    );
    scratch.dixit(["recapture", "port", "none.txt"]).gives(
        2,
        "",
        "error: cannot read `none.txt`: no such file",
    );
    scratch.dixit(["recapture", "port", "."]).gives(
        2,
        "",
        "error: cannot read `.`: it is a folder\nhint: [..]",
    );
    scratch.file("empty.txt", "");
    scratch.dixit(["recapture", "port", "empty.txt"]).gives(
        2,
        "",
        "error: cannot read `empty.txt`: it is empty",
    );
    scratch.dixit(["recapture", "-q", "port", "later.txt"]).gives(0, "...", "");
    scratch.dixit(["recapture", "other", "later.txt"]).gives(
        2,
        "",
        "error: document `later` cannot be stored: it is a version of a page already",
    );
    // A document that is there by itself becomes a version, with the claims that it has.
    scratch.dixit(["recapture", "port", "other.txt"]).gives(0, "...\n7 claims: [..]", "");
    sound(&scratch);
}

/// Several captures of one page at once: each comes after the one that was faster, and none is lost.
#[test]
fn recaptures_at_once_form_one_chain() {
    let scratch = first();
    for n in 0..6 {
        scratch.file(&format!("v{n}.txt"), second().replace("neuf mois", &format!("{n} mois")));
    }
    std::thread::scope(|scope| {
        for n in 0..6 {
            let scratch = &scratch;
            scope.spawn(move || {
                let output = scratch.dixit(["recapture", "-q", "port", &format!("v{n}.txt")]).output();
                assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
            });
        }
    });
    let mut versions: Vec<_> =
        rows(&scratch, &["docs"]).iter().filter_map(|row| row["version"].as_u64()).collect();
    versions.sort_unstable();
    assert_eq!(versions, [1, 2, 3, 4, 5, 6, 7]);
    sound(&scratch);
}

#[test]
fn an_altered_anchor_is_found() {
    let scratch = first();
    scratch.dixit(["recapture", "-q", "port", "later.txt"]).gives(0, "...", "");
    scratch.dixit(["bundle", "-q", "--doc", "port", "--out", "bag"]).gives(0, "", "");
    scratch.dixit(["verify", "bag"]).gives(0, "no fault in a bundle of 5 claims", "");
    let sources = fs::read_dir(scratch.path("bag/data/sources")).expect("sources").count();
    assert_eq!(sources, 2, "the later version is evidence too");
    scratch.dixit(["backup", "-q", "copy.db"]).gives(0, "", "");
    scratch.dixit(["verify", "--db", "copy.db"]).gives(0, "no fault in [..]", "");
    let base = rusqlite::Connection::open(scratch.path("dixit.db")).expect("opens");
    base.execute("UPDATE anchor SET text = 'Le port sera fermé' WHERE outcome = 'changed'", [])
        .expect("changed");
    drop(base);
    scratch.dixit(["verify"]).gives(
        1,
        "fault: claim [..] in document [..]: the words at [..] are not `Le port sera fermé`\n\
         fault: claim [..]: what became of it in document [..] is not as the log has it\n2 faults in [..]",
        "",
    );
}
