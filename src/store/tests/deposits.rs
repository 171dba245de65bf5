//! What a deposit does to a base that has something already.

use super::{Base, claim, document};
use crate::model::{Digest, Document, Filter, Form, Origin, Strength};
use crate::store::{Deposit, StoreError};

const TEXT: &str = "La pluie viendra demain, dit le maire. Le vent tombera.";

#[test]
fn the_same_bytes_twice_change_nothing() {
    let mut base = Base::new();
    let document = document("a", TEXT, "Le Phare", "2023-10-05");
    let claims = [claim(TEXT, "La pluie viendra demain", "le maire", &["Le Phare"])];
    let first = base.find(&document, TEXT, &claims);
    assert!(first.new_document);
    assert_eq!((first.new_claims.total(), first.new_claims.of(Strength::Hearsay)), (1, 1));
    let before = base.rows(&Filter::default());
    let second = base.find(&document, TEXT, &claims);
    assert!(!second.new_document);
    assert_eq!(second.new_claims.total(), 0);
    assert_eq!(base.rows(&Filter::default()), before);
    assert!(base.store.has_document(&document.sha256).expect("asks"));
    assert_eq!(base.store.capture(&document.sha256).expect("reads"), Some(super::capture(TEXT)));
}

#[test]
fn claims_may_come_before_their_text() {
    let mut base = Base::new();
    let mut document = document("a", TEXT, "", "");
    base.curate(&document, &[claim(TEXT, "Le vent tombera", "", &[])]);
    assert!(!base.store.has_document(&document.sha256).expect("asks"));
    assert_eq!(base.store.capture(&document.sha256).expect("reads"), None);
    let rows = base.store.documents(&Filter::default()).expect("lists");
    assert_eq!((rows[0].has_text, rows[0].read), (false, false));

    document.title = Some("Météo".into());
    document.name = "b".into();
    let added = base.find(&document, TEXT, &[claim(TEXT, "La pluie viendra demain", "le maire", &[])]);
    assert!(!added.new_document);
    let rows = base.store.documents(&Filter::default()).expect("lists");
    assert_eq!((rows[0].has_text, rows[0].read, rows[0].claims.total()), (true, true, 2));
    assert_eq!(rows[0].document.title.as_deref(), Some("Météo"), "a gap is filled");
    assert_eq!(rows[0].document.name, "a", "what a person wrote stays");
    assert_eq!(base.words(&Filter::default()), ["La pluie viendra demain", "Le vent tombera"]);
    assert_eq!(base.faults(), [""; 0]);
}

#[test]
fn a_date_or_an_outlet_that_comes_later_is_indexed() {
    let mut base = Base::new();
    let other = "Rien de neuf.";
    base.find(&document("a", TEXT, "", ""), TEXT, &[claim(TEXT, "Le vent tombera", "Ève", &[])]);
    base.find(&document("b", other, "", "2023"), other, &[claim(other, "Rien de neuf", "", &[])]);
    assert_eq!(base.words(&Filter::default()), ["Rien de neuf", "Le vent tombera"]);
    let full = document("a", TEXT, "Le Phare", "2024");
    base.curate(&full, &[claim(TEXT, "La pluie viendra demain", "Ève", &[])]);
    let of = |filter: Filter| base.words(&filter);
    assert_eq!(of(Filter::default()), ["La pluie viendra demain", "Le vent tombera", "Rien de neuf"]);
    let outlet = Filter { outlet: vec!["phare".into()], ..Filter::default() };
    assert_eq!(of(outlet), ["La pluie viendra demain", "Le vent tombera"]);
    let search = Filter { search: Some("vent".into()), ..Filter::default() };
    assert_eq!(of(search), ["Le vent tombera"]);
    assert_eq!(base.faults(), [""; 0]);
}

#[test]
fn a_person_confirms_what_was_found_and_the_find_stays_on_record() {
    let document = document("a", TEXT, "", "");
    let found = claim(TEXT, "Le vent tombera", "Ève", &["Le Phare"]);
    let mut curated = found.clone();
    curated.rule = "curated".into();
    curated.cue = Some("dit".into());
    curated.via[0].channel = crate::model::Channel::SpokenTo;
    for found_first in [true, false] {
        let mut base = Base::new();
        if found_first {
            base.find(&document, TEXT, std::slice::from_ref(&found));
        }
        base.curate(&document, std::slice::from_ref(&curated));
        if !found_first {
            base.find(&document, TEXT, std::slice::from_ref(&found));
        }
        let row = base.rows(&Filter::default()).remove(0);
        assert_eq!((row.origin, row.program.as_deref()), (Origin::Curated, Some("0.1.0")));
        assert_eq!(row.claim.rule, "test");
        assert_eq!(row.claim.cue.as_deref(), Some("dit"));
        assert_eq!(row.strength, Strength::Stated, "the channel is the curated one");
        let stated =
            Filter { strength: vec![Strength::Stated], who: vec!["eve".into()], ..Filter::default() };
        assert_eq!(base.words(&stated), ["Le vent tombera"]);
        assert_eq!(base.faults(), [""; 0]);
    }
}

#[test]
fn what_contradicts_itself_is_refused_whole() {
    let mut base = Base::new();
    let document = document("a", TEXT, "", "");
    let good = claim(TEXT, "Le vent tombera", "", &[]);
    let mut refuse = |document: &Document, claims: &[crate::model::Claim], program, expected: &str| {
        let capture = super::capture(TEXT);
        let deposit =
            Deposit { document, capture: Some(&capture), read: true, claims, origin: Origin::Found, program };
        let error = base.store.deposit(&deposit).expect_err("refused");
        assert!(error.to_string().contains(expected), "{error}");
        assert!(base.store.documents(&Filter::default()).expect("lists").is_empty());
    };
    let program = Some("0.1.0");
    let mut bad = good.clone();
    bad.content[0].start += 1;
    refuse(&document, &[good.clone(), bad.clone()], program, "the words at");
    bad.content.clear();
    refuse(&document, &[good.clone(), bad], program, "no content");
    refuse(&document, std::slice::from_ref(&good), None, "version of the program");
    refuse(&Document::new("a", Digest::of(b"other")), &[good], program, "SHA-256");
}

#[test]
fn two_claims_at_one_place_keep_their_order() {
    let mut base = Base::new();
    let document = document("a", TEXT, "", "");
    let mut claims = vec![
        claim(TEXT, "La pluie viendra demain", "A", &[]),
        claim(TEXT, "La pluie", "B", &[]),
        claim(TEXT, "La", "C", &[]),
    ];
    base.find(&document, TEXT, &claims);
    claims[0].form = Form::Direct;
    base.find(&document, TEXT, &claims);
    let whole = "La pluie viendra demain";
    assert_eq!(base.words(&Filter::default()), [whole, "La pluie", "La", whole]);
    assert_eq!(base.faults(), [""; 0]);
}

#[test]
fn a_claim_is_found_by_any_prefix_of_its_id() {
    let mut base = Base::new();
    let document = document("a", TEXT, "", "");
    let text: Vec<_> = (0..40).map(|i| claim(TEXT, "Le vent tombera", &format!("S{i}"), &[])).collect();
    base.find(&document, TEXT, &text);
    let row = base.rows(&Filter::default()).remove(3);
    let id = row.id.to_string();
    assert_eq!(base.store.claim(&id).expect("found"), row);
    assert_eq!(base.store.claim(&id[..20].to_uppercase()).expect("found"), row);
    assert!(matches!(base.store.claim("zz"), Err(StoreError::NoSuchClaim { .. })));
    assert!(matches!(base.store.claim(""), Err(StoreError::NoSuchClaim { .. })));
    assert!(matches!(base.store.claim(&format!("{id}0")), Err(StoreError::NoSuchClaim { .. })));
    let ambiguous = (0..16).filter_map(|digit| base.store.claim(&format!("{digit:x}")).err());
    assert!(ambiguous.into_iter().any(|e| matches!(e, StoreError::AmbiguousClaim { count: 2.., .. })));
}
