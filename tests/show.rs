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
    // Of 17 ids two begin with the same digit.
    let many = sample::many(17);
    let mut first: Vec<char> = many
        .claims
        .iter()
        .filter_map(|c| claim_id(&many.document.sha256, c).to_string().chars().next())
        .collect();
    first.sort_unstable();
    let shared = first.windows(2).find(|w| w[0] == w[1]).expect("two")[0].to_string();
    scratch.file("many.toml", many.to_toml());
    scratch.dixit(["import", "-q", "many.toml"]).gives(0, "", "");
    scratch.dixit(["show", &shared]).gives(
        2,
        "",
        &format!("error: [..] claims have an id that begins with `{shared}`: give more of it\nhint: they begin with {shared}[..], {shared}[..]"),
    );
}
