//! The curated claims in `claims/`: sound in themselves, and true to the texts they were read from.

#![allow(clippy::unwrap_used)] // clippy spares test functions, not what they call

use dixit::model::claim_file::ClaimFile;
use dixit::model::{Channel, CodePoints, Digest, Registry, Slice};
use serde_json::Value;
use std::{collections::BTreeMap, fs, path::PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every claim file, by its name without the ending.
fn claim_files() -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(root().join("claims")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if path.extension().is_some_and(|ending| ending == "toml") && name != "entities" {
            files.insert(name, fs::read_to_string(path).unwrap());
        }
    }
    assert!(!files.is_empty());
    files
}

fn parse(name: &str, toml: &str) -> ClaimFile {
    ClaimFile::parse(toml).unwrap_or_else(|error| panic!("claims/{name}.toml: {error}"))
}

#[test]
fn every_file_is_written_as_dixit_writes_it() {
    for (name, toml) in claim_files() {
        let file = parse(&name, &toml);
        assert_eq!(file.document.name, name);
        // Reading has checked every hash, id and strength that is there; this sees that all are.
        assert_eq!(file.to_toml(), toml, "claims/{name}.toml");
    }
}

#[test]
fn names_and_channels_are_the_registry_s() {
    let registry = Registry::builtin();
    for (name, toml) in claim_files() {
        for claim in parse(&name, &toml).claims {
            let relays = claim.via.iter().map(|relay| &relay.name);
            for filed in claim.speakers.iter().chain(relays) {
                let known = registry.find(filed).map_or(filed, |entity| &entity.name);
                assert_eq!(known, filed, "claims/{name}.toml");
            }
            for relay in &claim.via {
                let official = claim.speakers.iter().all(|speaker| registry.speaks_for(&relay.name, speaker));
                let channel = if official { Channel::Registry } else { Channel::ThirdParty };
                assert_eq!(relay.channel, channel, "claims/{name}.toml: {}", claim.words());
            }
        }
    }
}

/// A name that is also a common word would be found in every text: "UN" in French, "WHO" in English.
#[test]
fn no_name_of_the_registry_is_a_common_word() {
    let words = "a au aie as at but by car de des do du eau elle en est et eu fed he her his i il in is it
        la le les ma may me mon mot ne no nord nous on or ou par pas pour qui sa she si so son sud sun sur
        ta tap the they to tu un une us vous we who y";
    let registry = Registry::builtin();
    for word in words.split_whitespace() {
        assert_eq!(registry.find(word).map(|entity| &entity.name), None, "{word}");
    }
}

/// The texts are not ours to copy; where they lie beside the repository they are compared.
#[test]
fn the_claims_stand_in_their_texts_and_none_is_missing() {
    let seeds = root().join("../shared/eval/seeds");
    let Ok(gold) = fs::read_to_string(seeds.join("gold.jsonl")) else {
        eprintln!("skipped: {} is not here, the claims were not compared with their texts", seeds.display());
        return;
    };
    let files = claim_files();
    for (name, toml) in &files {
        let file = parse(name, toml);
        let bytes = fs::read(seeds.join("texts").join(format!("{name}.txt"))).unwrap();
        assert_eq!(Digest::of(&bytes), file.document.sha256, "claims/{name}.toml");
        let text = String::from_utf8(bytes).unwrap();
        file.check_against(&text).unwrap_or_else(|error| panic!("claims/{name}.toml: {error}"));
    }
    for line in gold.lines() {
        let annotated: Value = serde_json::from_str(line).unwrap();
        let name = annotated["doc"].as_str().unwrap();
        let expected = &annotated["readings"][0];
        let held = parse(name, &files[name]).claims.iter().any(|claim| {
            let via: Vec<&str> = claim.via.iter().map(|relay| relay.name.as_str()).collect();
            *expected
                == serde_json::json!({
                    "content": claim.content,
                    "form": claim.form,
                    "speakers": claim.speakers,
                    "via": via,
                    "hedge": claim.hedge,
                    "stance": claim.stance,
                    "strength": claim.judgement().strength,
                })
        });
        assert!(held, "claims/{name}.toml lacks {expected}");
    }
}

/// What the extractor is measured by must itself be right about the sample articles.
#[test]
fn the_annotations_of_the_sample_articles_stand_in_their_texts() {
    let articles = root().join("tests/articles");
    for line in fs::read_to_string(articles.join("gold.jsonl")).unwrap().lines() {
        let annotated: Value = serde_json::from_str(line).unwrap();
        let name = annotated["doc"].as_str().unwrap();
        let bytes = fs::read(articles.join(format!("{name}.txt"))).unwrap();
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            // ISO 8859-1: every byte is the code point of its number.
            Err(error) => error.into_bytes().into_iter().map(char::from).collect(),
        };
        let points = CodePoints::new(&text);
        for reading in annotated["readings"].as_array().unwrap() {
            for slice in reading["content"].as_array().unwrap() {
                let slice: Slice = serde_json::from_value(slice.clone()).unwrap();
                assert_eq!(points.slice(slice.span()), Some(slice.text.as_str()), "{name}");
            }
        }
    }
}
