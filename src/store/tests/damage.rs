//! What `verify` finds.

use super::{Base, anchor, claim, document};
use crate::model::{
    Change, Filter, Form, Grade, Grading, Note, Operation, Outcome, Review, Ruling, Scale, Slice, Status,
    Tagging,
};
use crate::store::{Entry, Fault, Mode, Store};
use rusqlite::Connection;

/// What became of [`TEXT`] later.
const LATER: &str = "Rectifié. La pluie viendra demain, dit le maire.";
const TEXT: &str = "La pluie viendra demain, dit le maire. « Le vent tombera. »";

/// A base with a row in every table and a value in every column.
pub(super) fn base() -> Base {
    let mut base = Base::small();
    let mut document = document("a", TEXT, "Le Phare", "2023-10");
    document.title = Some("Météo".into());
    document.author = Some("Ève".into());
    document.url = Some("https://example.org/".into());
    document.medium = Some("press conference".into());
    document.captured = Some(chrono::DateTime::from_timestamp(1_700_000_000, 0).expect("a time"));
    let mut full = claim(TEXT, "La pluie viendra demain", "le maire de Brest", &["KCNA"]);
    full.mention = Some("le maire".into());
    full.source = claim(TEXT, "le maire", "", &[]).content;
    full.cue = Some("dit".into());
    full.cue_at = claim(TEXT, "dit", "", &[]).content;
    let mut quoted = claim(TEXT, "Le vent", "Poutine", &[]);
    quoted.form = Form::Direct;
    base.find(&document, TEXT, &[full.clone(), quoted.clone()]);
    // Read again, and otherwise.
    quoted.speakers = vec!["Anna".into()];
    let reading = crate::store::Deposit {
        document: &document,
        capture: None,
        read: true,
        claims: &[full, quoted.clone()],
        origin: crate::model::Origin::Found,
        program: Some("0.2.0"),
    };
    base.store.reread(&reading, &crate::model::Registry::default()).expect("reads again");
    // The same in Latin-1: bytes and text differ.
    let (latin, ..) = encoding_rs::WINDOWS_1252.encode(TEXT);
    let capture =
        crate::model::Capture { bytes: latin.to_vec(), encoding: "windows-1252".into(), text: TEXT.into() };
    let deposit = crate::store::Deposit {
        document: &crate::model::Document::new("b", crate::model::Digest::of(&latin)),
        capture: Some(&capture),
        read: true,
        claims: &[claim(TEXT, "demain", "", &[])],
        origin: crate::model::Origin::Found,
        program: Some("0.1.0"),
    };
    base.store.deposit(&deposit).expect("deposits");
    judge(&mut base);
    let later = super::document("c", LATER, "Le Phare", "2023-10");
    let ids: Vec<_> =
        base.rows(&Filter { doc: Some("a".into()), ..Filter::default() }).iter().map(|r| r.id).collect();
    let anchors = [
        anchor(&ids[0], &later, LATER, Outcome::Moved, "La pluie viendra demain"),
        anchor(&ids[1], &later, LATER, Outcome::Gone, ""),
    ];
    base.recapture(&document, &later, LATER, &anchors).expect("recaptures");
    decide(&mut base, &quoted);
    base
}

/// Everything that people can say of claims and names by grades and rulings.
fn judge(base: &mut Base) {
    let claim = base.rows(&crate::model::Filter::default())[0].id;
    let grades = [
        (Scale::Reliability, "B"),
        (Scale::Credibility, "2"),
        (Scale::Likelihood, "likely"),
        (Scale::Terms, "background"),
    ];
    let grade = |(scale, word)| Grading {
        claim,
        grade: Grade::parse(scale, word, Some("as the text has it".into())).expect("a grade"),
    };
    let change = Change { grades: grades.map(grade).to_vec(), ..Change::default() };
    base.store.decide(Operation::Grade, &change).expect("grades");
    let differ = Ruling::Differ { one: "KCNA".into(), other: "Le Phare".into() };
    base.store.rule(&differ).expect("rules");
}

/// What people make of claims: one is corrected, with a note and a tag, the others are accepted.
fn decide(base: &mut Base, quoted: &crate::model::Claim) {
    let ids: Vec<_> = base.rows(&crate::model::Filter::default()).iter().map(|row| row.id).collect();
    let reason = || Some("relu".to_owned());
    let accept = |claim| Review { claim, status: Status::Accepted, reason: reason(), successor: None };
    let change = Change {
        reviews: ids.iter().copied().map(accept).collect(),
        notes: ["un", "deux"].map(|text| Note { claim: ids[0], text: text.into() }).to_vec(),
        tags: ["mer", "vent"].map(|tag| Tagging { claim: ids[0], tag: tag.into(), on: true }).to_vec(),
        ..Change::default()
    };
    base.store.decide(Operation::Accept, &change).expect("decides");
    let document = crate::model::Digest::of(TEXT.as_bytes());
    let mut corrected = quoted.clone();
    corrected.speakers = vec!["Kim Jong-un".into()];
    let entry = Entry {
        document,
        claim: corrected,
        replaces: Some(crate::model::claim_id(&document, quoted)),
        reason: reason(),
    };
    base.store.enter(Operation::Edit, &[entry]).expect("enters");
}

#[test]
fn a_sound_base_has_no_faults() {
    let base = base();
    assert_eq!(base.faults(), [""; 0]);
    let checked = base.store.verify(&|_| Some(TEXT.into()), &mut |_| ()).expect("verifies");
    assert_eq!((checked.documents, checked.without_text), (3, 0));
    assert_eq!((checked.claims, checked.spans, checked.faults), (5, 8, 2), "TEXT is not what b and c were");
    let path = base.store.path().to_owned();
    let Base { folder: _folder, store } = base;
    drop(store);
    let store = Store::open(&path, Mode::Read).expect("opens");
    assert_eq!(store.verify(&|_| None, &mut |_| ()).expect("verifies").faults, 0);
}

/// A sound base that can be damaged again and again.
pub(super) struct Victim {
    folder: tempfile::TempDir,
    pub(super) sound: Vec<u8>,
}

impl Victim {
    pub(super) fn new() -> Self {
        let Base { folder, store } = base();
        drop(store);
        let sound = std::fs::read(folder.path().join("test.db")).expect("reads");
        Victim { folder, sound }
    }

    /// The base, with other bytes where they are given.
    pub(super) fn restored(&self, bytes: &[u8]) -> std::path::PathBuf {
        let path = self.folder.path().join("test.db");
        std::fs::write(&path, bytes).expect("writes");
        path
    }

    /// What `verify` finds after a statement was run on the sound base; `None` where it changed nothing.
    fn faults(&self, statement: &str) -> Option<Vec<String>> {
        self.tampered(|connection| connection.execute(statement, []).expect(statement) > 0)
    }

    /// What `verify` finds after a change to the sound base, which tells whether it changed anything.
    pub(super) fn tampered(&self, change: impl FnOnce(&Connection) -> bool) -> Option<Vec<String>> {
        let path = self.restored(&self.sound);
        let connection = Connection::open(&path).expect("opens");
        connection
            .execute_batch("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF")
            .expect("sets");
        // Whoever means harm takes the triggers away first, and puts them back.
        let mut statement = connection
            .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            .expect("triggers");
        let triggers: Vec<(String, String)> = statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .and_then(Iterator::collect)
            .expect("triggers");
        drop(statement);
        for (name, _) in &triggers {
            connection.execute(&format!("DROP TRIGGER {name}"), []).expect("drops");
        }
        let changed = change(&connection);
        for (_, sql) in &triggers {
            connection.execute(sql, []).expect("restores");
        }
        drop(connection);
        changed.then(|| faults(&path))
    }
}

/// What `verify` finds in a file, or why it cannot be read.
pub(super) fn faults(path: &std::path::Path) -> Vec<String> {
    let mut faults = Vec::new();
    let mut each = |fault: Fault| faults.push(format!("{}: {}", fault.subject, fault.what));
    let verified = Store::open(path, Mode::Read).and_then(|store| store.verify(&|_| None, &mut each));
    faults.extend(verified.err().map(|error| error.to_string()));
    faults
}

/// Every column of some rows of every table of ours is changed, one after the other.
#[test]
fn no_change_to_any_value_goes_unfound() {
    let victim = Victim::new();
    let sound = Connection::open(victim.folder.path().join("test.db")).expect("opens");
    let query = |sql: &str| -> Vec<String> {
        let mut statement = sound.prepare(sql).expect(sql);
        let rows = statement.query_map([], |row| row.get(0)).expect(sql);
        rows.collect::<Result<_, _>>().expect(sql)
    };
    let tables = query(
        "SELECT name FROM pragma_table_list
          WHERE schema = 'main' AND type = 'table' AND strict AND name NOT LIKE 'sqlite%'",
    );
    let mut changes = Vec::new();
    for table in &tables {
        let keys = query(&format!("SELECT name FROM pragma_table_info('{table}') WHERE pk > 0")).join(", ");
        for column in query(&format!("SELECT name FROM pragma_table_info('{table}')")) {
            for offset in 0..2 {
                changes.push(format!(
                    "UPDATE OR IGNORE {table} SET {column} = CASE typeof({column})
                         WHEN 'integer' THEN {column} + 1
                         WHEN 'text' THEN {column} || 'x'
                         WHEN 'blob' THEN CAST(substr({column}, 1, length({column}) - 1) || '~' AS BLOB)
                         END
                      WHERE {column} IS NOT NULL
                        AND ({keys}) = (SELECT {keys} FROM {table} ORDER BY {keys} LIMIT 1 OFFSET {offset})"
                ));
            }
        }
    }
    drop(sound);
    let mut found = 0;
    for change in &changes {
        if let Some(faults) = victim.faults(change) {
            assert!(!faults.is_empty(), "{change}");
            found += 1;
        }
    }
    assert!(found > 120, "{found} of {}", changes.len());
}

#[test]
fn a_missing_row_is_found_and_named() {
    let victim = Victim::new();
    for (change, expected) in [
        ("DELETE FROM chain WHERE role = 'relay'", "index of the chain: it lacks relay `KCNA`"),
        ("DELETE FROM claim_search_data WHERE id > 10", "search index: it does not fit the claims"),
        ("DELETE FROM claim_span WHERE kind = 'cue'", "it is not what was stored"),
        ("DELETE FROM claim_party WHERE role = 'speaker'", "its id is not the hash of what it says"),
        ("DELETE FROM name WHERE text = 'KCNA'", "refers to nothing in `name`"),
        ("DELETE FROM version", "what it is a later version of is not as the log has it"),
        ("DELETE FROM anchor WHERE outcome = 'gone'", "is not as the log has it"),
        ("UPDATE anchor SET start = start + 1, end = end + 1", "the words at 11 to 34 are not `La pluie"),
        ("DELETE FROM document WHERE name = 'b'", "refers to nothing in `document`"),
        ("DELETE FROM entity_role", "registry: it is not what was stored"),
        ("DELETE FROM claim_grade WHERE scale = 'terms'", "its grade of terms is not as the log has it"),
        ("DELETE FROM distinction", "that `KCNA` is not `Le Phare` is not as the log has it"),
        ("UPDATE entity SET id = -9223372036854775808 WHERE id = 1", "number 0 of a list is missing"),
        ("DELETE FROM meta", "registry: cannot be checked any further"),
        ("UPDATE capture SET bytes = x'00'", "cannot be checked any further: its bytes are not as many"),
    ] {
        let faults = victim.faults(change).expect(change);
        assert!(faults.iter().any(|fault| fault.contains(expected)), "{change}: {faults:#?}");
    }
}

#[test]
fn words_that_stand_elsewhere_are_found_once_the_text_is_there() {
    let mut base = Base::new();
    let document = document("a", TEXT, "", "");
    let mut wrong = claim(TEXT, "La pluie", "", &[]);
    wrong.content = vec![Slice { start: 1, end: 9, text: "La pluie".into() }];
    base.curate(&document, &[wrong]);
    assert_eq!(base.faults(), [""; 0]);
    base.find(&document, TEXT, &[]);
    let faults = base.faults();
    assert_eq!(faults.len(), 1);
    assert!(faults[0].ends_with("the words at 1 to 9 are not `La pluie`"), "{faults:?}");
}

/// An index of more pages than one, in which FTS5's own check does not miss the way to the last.
#[test]
fn a_word_that_a_search_would_not_find_is_missed() {
    let mut base = Base::small();
    let text: String = (0..900).map(|i| format!("mot{} ", i * 7919)).collect();
    let claims: Vec<_> =
        text.split(' ').filter(|w| !w.is_empty()).map(|w| claim(&text, w, "", &[])).collect();
    base.find(&document("a", &text, "", ""), &text, &claims);
    assert_eq!(base.faults(), [""; 0]);
    let last = "DELETE FROM claim_search_idx WHERE pgno = (SELECT max(pgno) FROM claim_search_idx)";
    assert_eq!(base.store.connection.execute(last, []).expect("deletes"), 1);
    assert_eq!(base.faults(), ["search index: it has words that a search does not find"]);

    let mut base = Base::small();
    base.find(&document("a", &text, "", ""), &text, &claims);
    let stray =
        "INSERT INTO claim_search_idx SELECT segid, x'00', 2971624310881386500 FROM claim_search_idx LIMIT 1";
    assert_eq!(base.store.connection.execute(stray, []).expect("inserts"), 1);
    let faults = base.faults();
    assert!(faults[0].ends_with("it has ways to pages that it does not have"), "{faults:?}");
}

/// Every code point that can be in a word: the index must find it by the form that it gives to it.
#[test]
fn words_of_any_script_are_found() {
    let mut base = Base::small();
    let text: String =
        (0..=0x10_FFFF).step_by(31).filter_map(char::from_u32).flat_map(|c| [c, ' ']).collect();
    let whole = claim(&text, &text, "", &[]);
    base.find(&document("a", &text, "", ""), &text, &[whole]);
    assert_eq!(base.faults(), [""; 0]);
}

/// One byte of everything that is stored, and the words that tell which it was.
#[test]
fn a_flipped_byte_is_named() {
    let victim = Victim::new();
    for (table, column, expected) in [
        ("capture", "bytes", "document c ("),
        ("capture", "text", "document b ("),
        ("document", "title", "document a ("),
        ("claim", "cue", "claim "),
        ("claim", "hash", "claim "),
        ("claim_span", "text", "claim "),
        ("claim_party", "channel", "claim "),
        ("name", "text", "name `"),
        ("actor", "name", "name `"),
        ("entity", "name", "registry: "),
        ("entity_alias", "alias", "registry: "),
        ("entity_role", "role", "registry: "),
        ("meta", "value", "registry: "),
        ("log", "payload", "log entry "),
        ("log", "actor", "log entry "),
        ("log", "hash", "log entry "),
        ("judgement", "reason", "claim "),
        ("claim_note", "text", "claim "),
        ("claim_tag", "tag", "claim "),
        ("anchor", "text", "claim "),
        ("entity_key", "folded", "registry: "),
        ("name_word", "word", "name `"),
        ("chain", "status", "index of the chain: "),
        ("log_subject", "subject", "log entry "),
        ("claim_search_docsize", "sz", "search index: "),
    ] {
        // The last byte of the last row that has one.
        let flip = format!(
            "UPDATE {table} SET {column} = CASE typeof({column})
                 WHEN 'blob' THEN CAST(substr({column}, 1, length({column}) - 1) || '~' AS BLOB)
                 ELSE substr({column}, 1, length({column}) - 1) || '~' END
              WHERE {column} = (SELECT {column} FROM {table} WHERE length({column}) > 0 ORDER BY 1 DESC LIMIT 1)"
        );
        let faults = victim.faults(&flip).expect(&flip);
        let named = faults.iter().any(|fault| fault.starts_with(expected));
        assert!(named, "{table}.{column}: {faults:#?}");
    }
}
