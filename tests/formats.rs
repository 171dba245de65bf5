//! Whatever words are in it, a claim comes out of every format as it went in. More of them:
//! `DIXIT_ROUNDS=100 cargo test --test dixit formats`.

use crate::support::{Scratch, rounds};
use dixit::{
    model::{
        Channel, Claim, Digest, Document, Entity, EntityKind, Form, Hedge, LogEntry, Registry, Relay, Slice,
        Stance, Vocabulary, claim_file::ClaimFile, claim_id,
    },
    report::{self, Format},
};
use proptest::{
    collection::{btree_map, vec},
    option,
    prelude::*,
    sample::select,
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What breaks formats: their own marks, formulas, characters that cannot be seen, more than one way to
/// write a letter, letters beyond 16 bits.
const HOSTILE: [&str; 44] = [
    "\"",
    "'",
    "''",
    "`",
    "\\",
    "\\n",
    "\n",
    "\r\n",
    "\r",
    "\t",
    ",",
    ";",
    "; ",
    " […] ",
    "|",
    " | ",
    "=1+1",
    "+",
    "-",
    "@x",
    "＝",
    "<td>",
    "</script>",
    "&amp;",
    "&",
    "[1]",
    "*",
    "_",
    "#",
    "\"\"\"",
    "\u{A0}",
    "\u{202F}",
    "\u{200B}",
    "\u{202E}",
    "\u{2066}",
    "\u{2028}",
    "\u{85}",
    "\u{1B}[31m",
    "\u{7}",
    "e\u{301}",
    "é",
    "𝄞",
    "🧑\u{200D}🚀",
    "«\u{A0}mot\u{A0}»",
];

fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => select(HOSTILE.as_slice()).prop_map(str::to_owned),
        3 => "[a-zé ]{1,6}",
        1 => any::<char>().prop_map(String::from),
    ];
    vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

/// Words without the control characters for which a text is taken for binary data.
fn legible(text: String) -> String {
    text.replace(|c: char| c.is_control() && !"\t\r\n\u{85}".contains(c), "␀")
}

/// A claim whose words are to be found a place in the text.
fn claim() -> impl Strategy<Value = Claim> {
    let relay = (words(), select(Channel::ALL)).prop_map(|(name, channel)| Relay { name, channel });
    let texts = (vec(words(), 1..3), vec(words(), 0..3), vec(relay, 0..3));
    let some = (option::of(words()), option::of(words()), words());
    let of = (select(Form::ALL), select(Hedge::ALL), select(Stance::ALL), any::<bool>());
    (texts, some, of).prop_map(
        |((content, speakers, via), (mention, cue, rule), (form, hedge, stance, named))| {
            let content =
                content.into_iter().map(legible).map(|text| Slice { start: 0, end: 0, text }).collect();
            let (source, cue_at) = (Vec::new(), Vec::new());
            Claim { content, form, speakers, named, mention, source, cue, cue_at, via, hedge, stance, rule }
        },
    )
}

/// Some who are known, each by names that nobody else has.
fn registry() -> impl Strategy<Value = Registry> {
    let lists = || btree_map("[a-z]{2}", vec(words(), 1..3), 0..3);
    let entity =
        (select(EntityKind::ALL), words(), option::of("[mf]"), lists(), lists(), vec(0..5usize, 0..3));
    vec(entity, 0..5).prop_map(|entities| {
        let names: Vec<String> =
            (0..).zip(&entities).map(|(i, entity)| format!("n{i} {}", entity.1)).collect();
        let mut known = Vec::new();
        for (i, (kind, _, gender, mut aliases, roles, targets)) in entities.into_iter().enumerate() {
            for (j, alias) in aliases.values_mut().flatten().enumerate() {
                alias.insert_str(0, &format!("a{i}x{j} "));
            }
            let speaks_for = targets.into_iter().filter_map(|t| names.get(t).cloned()).collect();
            known.push(Entity { name: names[i].clone(), kind, gender, aliases, roles, speaks_for });
        }
        Registry::new(known).expect("a registry")
    })
}

/// A text in which the words of claims stand, one after the other, and the file of the claims.
fn article() -> impl Strategy<Value = (String, ClaimFile)> {
    let known = vec(option::of(words()), 4);
    (vec(claim(), 1..12), known, words()).prop_map(|(mut claims, mut known, name)| {
        let mut text = "Un texte :".to_owned();
        for slice in claims.iter_mut().flat_map(|claim| &mut claim.content) {
            text.push_str(" … ");
            slice.start = text.chars().count();
            text.push_str(&slice.text);
            slice.end = text.chars().count();
        }
        let mut document = Document::new(name, Digest::of(text.as_bytes()));
        let mut next = || known.pop().flatten();
        (document.outlet, document.title, document.author, document.url) = (next(), next(), next(), next());
        document.language = Some("fr".into());
        (text, ClaimFile::new(document, claims))
    })
}

fn output(scratch: &Scratch, args: &[&str]) -> String {
    let output = scratch.dixit(args).output();
    assert!(output.status.success() && output.stderr.is_empty(), "{args:?}: {output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The claims by their ids.
fn by_id(file: &ClaimFile) -> BTreeMap<String, &Claim> {
    file.claims.iter().map(|claim| (claim_id(&file.document.sha256, claim).to_string(), claim)).collect()
}

/// Every report says what the claims say, and passes its own verification in both ways.
fn reports(scratch: &Scratch, file: &ClaimFile) {
    let claims = by_id(file);
    for format in [Format::Csv, Format::Tsv, Format::Json, Format::Jsonl, Format::Md, Format::Html] {
        let name = format!("report.{format}");
        output(scratch, &["export", "-q", "--format", format.as_str(), "--out", &name]);
        output(scratch, &["verify", &name]);
        output(scratch, &["verify", &name, "--sources", "articles"]);
        let written = report::read(&scratch.read(&name), format).expect("a report");
        assert_eq!(written.rows.len(), claims.len(), "{format}");
        if matches!(format, Format::Md | Format::Html) {
            continue;
        }
        for row in &written.rows {
            let claim = claims[&row.id];
            let evidence = written.evidence(row, format).expect("evidence");
            assert_eq!(evidence.slices, claim.content, "{format}");
            let given = |value: &Option<String>| match format {
                Format::Csv | Format::Tsv => value.clone().unwrap_or_default(),
                _ => serde_json::to_string(value).expect("JSON"),
            };
            let document = &file.document;
            for (field, expected) in [
                ("mention", &claim.mention),
                ("cue", &claim.cue),
                ("doc", &Some(document.name.clone())),
                ("outlet", &document.outlet),
                ("title", &document.title),
                ("author", &document.author),
                ("url", &document.url),
            ] {
                assert_eq!(row.fields[field], given(expected), "{format}, {field}");
            }
        }
    }
}

/// The log holds every claim as it was and what was made of it, each entry under its hash.
fn log(scratch: &Scratch, file: &ClaimFile, reason: &str) {
    let claims = by_id(file);
    let first = claims.keys().next().expect("a claim");
    let (text, why) = (format!("--text={reason}"), format!("--reason={reason}"));
    output(scratch, &["note", "-q", first, &text]);
    output(scratch, &["reject", "-q", first, &why, "--as", reason]);
    let mut logged = BTreeSet::new();
    let mut last = None;
    for line in output(scratch, &["log", "--format", "jsonl"]).lines() {
        let entry = LogEntry::read(line).expect("an entry");
        assert_eq!(entry.leaf(), entry.hash);
        let change = entry.change().expect("a change");
        for given in change.claims {
            assert!(file.claims.contains(&given.claim), "{:?}", given.claim);
            logged.insert(given.id.to_string());
        }
        assert!(change.notes.iter().all(|note| note.text == reason));
        last =
            change.reviews.into_iter().next().and_then(|review| review.reason).map(|why| (entry.actor, why));
    }
    assert!(logged.iter().eq(claims.keys()));
    assert_eq!(last, Some((reason.to_owned(), reason.to_owned())));
    output(scratch, &["verify"]);
}

/// The claims of a database, as JSON, but for the time at which they came.
fn listed(scratch: &Scratch) -> Vec<Value> {
    let list = output(scratch, &["list", "-q", "--format", "jsonl", "--limit", "0"]);
    let row = |line: &str| {
        let mut row: Value = serde_json::from_str(line).expect("JSON");
        row["captured"] = Value::Null;
        row
    };
    list.lines().map(row).collect()
}

/// Claim files go into another database, and give the same there.
fn claim_files(scratch: &Scratch) {
    output(scratch, &["export", "-q", "--format", "toml", "--out", "again"]);
    output(scratch, &["import", "-q", "again", "--sources", "articles", "--db", "other.db"]);
    let other = scratch.copy();
    std::fs::rename(other.path("other.db"), other.path("dixit.db")).expect("renamed");
    assert_eq!(listed(scratch), listed(&other));
}

#[test]
fn nothing_is_lost_in_any_format() {
    let config = ProptestConfig {
        cases: rounds(2),
        max_shrink_iters: 10,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    proptest!(config, |((text, file) in article(), reason in words())| {
        let scratch = Scratch::new();
        scratch.file("articles/a.txt", &text).file("claims/a.toml", file.to_toml());
        output(&scratch, &["import", "-q", "claims", "--sources", "articles"]);
        output(&scratch, &["verify", "--sources", "articles"]);
        reports(&scratch, &file);
        claim_files(&scratch);
        // A reason is one line, and no argument of a program holds a zero.
        let reason = format!("x{}", reason.replace('\0', "")).split_whitespace().collect::<Vec<_>>().join(" ");
        log(&scratch, &file, &reason);
    });
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_registry_is_read_as_it_was_written(registry in registry()) {
        let read = Registry::parse(&registry.to_toml()).expect("reads");
        prop_assert_eq!(read.entities(), registry.entities());
    }
}
