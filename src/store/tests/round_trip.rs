//! Whatever goes in comes out the same.

use super::Base;
use crate::model::{
    Capture, Channel, Claim, Digest, Document, Entity, EntityKind, Filter, Form, Hedge, Origin, Registry,
    Relay, Slice, Stance, Vocabulary, claim_id,
};
use crate::store::Deposit;
use proptest::{collection::vec, option, prelude::*, sample::select};

fn any_word<V: Vocabulary + std::fmt::Debug>() -> impl Strategy<Value = V> {
    select(V::ALL)
}

fn slices(most: usize) -> impl Strategy<Value = Vec<Slice>> {
    let slice = (0..1_000_000usize, 0..500usize, any::<String>());
    vec(slice.prop_map(|(start, len, text)| Slice { start, end: start + len, text }), 0..most)
}

prop_compose! {
    fn any_claim()(
        first in (0..1000usize, any::<String>()), rest in slices(3), form in any_word::<Form>(),
        speakers in vec(".{0,20}", 0..3), named: bool, mention in option::of(any::<String>()), source in slices(3),
        cue in option::of(any::<String>()), cue_at in slices(3),
        via in vec((".{0,20}", any_word::<Channel>()), 0..3),
        hedge in any_word::<Hedge>(), stance in any_word::<Stance>(), rule in any::<String>(),
    ) -> Claim {
        let mut content = vec![Slice { start: first.0, end: first.0 + 1, text: first.1 }];
        content.extend(rest);
        let via = via.into_iter().map(|(name, channel)| Relay { name, channel }).collect();
        Claim { content, form, speakers, named, mention, source, cue, cue_at, via, hedge, stance, rule }
    }
}

prop_compose! {
    fn any_document()(
        name in any::<String>(), bytes in any::<[u8; 8]>(), outlet in option::of(any::<String>()),
        title in option::of(any::<String>()), author in option::of(any::<String>()),
        url in option::of(any::<String>()), language in option::of(any::<String>()),
        published in option::of((1000..=9999i32, option::of((1..=12u32, option::of(1..=28u32))))),
        captured in option::of((0..4_000_000_000i64, 0..1_000_000_000u32)),
    ) -> Document {
        let published = published.and_then(|(y, rest)| {
            crate::model::PartialDate::new(y, rest.map(|r| r.0), rest.and_then(|r| r.1))
        });
        let captured = captured.and_then(|(s, n)| chrono::DateTime::from_timestamp(s, n));
        Document { name, sha256: Digest::of(&bytes), outlet, title, author, url, published, language, captured }
    }
}

fn any_words() -> impl Strategy<Value = std::collections::BTreeMap<String, Vec<String>>> {
    proptest::collection::btree_map("[a-z]{2}", vec(any::<String>(), 1..3), 0..3)
}

prop_compose! {
    fn any_registry()(
        entities in vec(
            (any_word::<EntityKind>(), option::of("[mf]"), any_words(), any_words(), vec(0..6usize, 0..3)),
            0..6,
        ),
    ) -> Registry {
        let count = entities.len();
        let mut list = Vec::new();
        for (i, (kind, gender, mut aliases, roles, targets)) in entities.into_iter().enumerate() {
            // A name belongs to one entity: each gets a number.
            for (j, alias) in aliases.values_mut().flatten().enumerate() {
                alias.push_str(&format!(" {i} {j}"));
            }
            let speaks_for = targets.into_iter().filter(|t| *t < count).map(|t| format!("N{t}")).collect();
            list.push(Entity { name: format!("N{i}"), kind, gender, aliases, roles, speaks_for });
        }
        Registry::new(list).expect("a registry")
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn claims_and_documents(document in any_document(), claims in vec(any_claim(), 1..6), found: bool) {
        let mut base = Base::small();
        let (origin, program) = if found { (Origin::Found, Some("0.1.0")) } else { (Origin::Curated, None) };
        let deposit = Deposit { document: &document, capture: None, read: found, claims: &claims, origin, program };
        base.store.deposit(&deposit).expect("deposits");
        let mut expected: Vec<&Claim> = Vec::new();
        for claim in &claims {
            let id = |claim| claim_id(&document.sha256, claim);
            if !expected.iter().any(|known| id(known) == id(claim)) {
                expected.push(claim);
            }
        }
        expected.sort_by_key(|claim| claim.content[0].start);
        let rows = base.rows(&Filter::default());
        let stored: Vec<&Claim> = rows.iter().map(|row| &row.claim).collect();
        prop_assert_eq!(stored, expected);
        for row in &rows {
            prop_assert_eq!(&row.document, &document);
            prop_assert_eq!((row.origin, row.program.as_deref()), (origin, program));
            prop_assert_eq!(row.id, claim_id(&document.sha256, &row.claim));
            prop_assert_eq!(row.strength, row.claim.judgement().strength);
            prop_assert_eq!(&base.store.claim(&row.id.to_string()).expect("found"), row);
        }
        prop_assert_eq!(base.faults(), Vec::<String>::new());
    }

    #[test]
    fn captures(bytes: Vec<u8>, text: String, same: bool) {
        let mut base = Base::small();
        let text = if same { String::from_utf8_lossy(&bytes).into_owned() } else { text };
        let capture = Capture { bytes, encoding: "windows-1252".into(), text };
        let document = Document::new("a", Digest::of(&capture.bytes));
        let deposit = Deposit {
            document: &document,
            capture: Some(&capture),
            read: false,
            claims: &[],
            origin: Origin::Found,
            program: Some("0.1.0"),
        };
        base.store.deposit(&deposit).expect("deposits");
        prop_assert_eq!(base.store.capture(&document.sha256).expect("reads"), Some(capture));
    }

    #[test]
    fn registries(registry in any_registry()) {
        let mut base = Base::small();
        base.store.set_registry(&registry, "a test").expect("sets");
        let stored = base.store.registry().expect("reads");
        prop_assert_eq!(stored.entities(), registry.entities());
        prop_assert_eq!(base.faults(), Vec::<String>::new());
    }
}
