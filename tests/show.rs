//! `dixit show`.

use crate::sample;
use dixit::model::claim_id;

#[test]
fn one_claim_by_any_prefix_of_its_id() {
    let scratch = sample::stocked();
    let port = sample::port();
    let id = claim_id(&port.document.sha256, &port.claims[0]).to_string();
    for length in [8, 20, 64] {
        let output = scratch.dixit(["show", &id[..length]]).output();
        let text = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(0));
        for words in ["Le port restera ouvert", "Anna Weil", "Le Courrier", "verbatim", "curated", &id] {
            assert!(text.contains(words), "{words} is not in\n{text}");
        }
    }
    let output = scratch.dixit(["show", &id, "--format", "json"]).output();
    let record: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert!(record.to_string().contains("TextQuoteSelector"), "{record}");
}

#[test]
fn an_id_that_is_none_or_several() {
    let scratch = sample::stocked();
    scratch.dixit(["show", "zzz"]).gives(
        2,
        "",
        "error: no claim has an id that begins with `zzz`\nhint: `dixit list` shows the ids",
    );
    scratch.dixit(["show", ""]).gives(2, "", "error: [..]claims have an id that begins with ``[..]\n...");
}
