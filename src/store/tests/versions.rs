//! Later versions of a page.

use super::{Base, anchor, claim, document};
use crate::model::{Anchor, Document, Filter, LogFilter, Operation, Outcome, Review, Status};
use crate::store::StoreError;
use std::ops::ControlFlow;

const FIRST: &str = "La pluie viendra demain. Le vent tombera.";
const SECOND: &str = "Rectifié. La pluie viendra lundi.";
const THIRD: &str = "Rectifié deux fois. La pluie viendra lundi.";

/// A page of two claims, and two later versions that are not in the base yet.
fn page() -> (Base, [Document; 3], Vec<crate::model::ClaimRow>) {
    let mut base = Base::new();
    let versions = [("a", FIRST), ("b", SECOND), ("c", THIRD)]
        .map(|(name, text)| document(name, text, "Le Phare", "2024"));
    let claims =
        [claim(FIRST, "La pluie viendra demain", "A", &[]), claim(FIRST, "Le vent tombera", "B", &[])];
    base.find(&versions[0], FIRST, &claims);
    let rows = base.rows(&Filter::default());
    (base, versions, rows)
}

fn both(rows: &[crate::model::ClaimRow], document: &Document, text: &str) -> [Anchor; 2] {
    [
        anchor(&rows[0].id, document, text, Outcome::Changed, "La pluie viendra lundi"),
        anchor(&rows[1].id, document, text, Outcome::Gone, ""),
    ]
}

#[test]
fn versions_form_a_chain_and_claims_stay() {
    let (mut base, [a, b, c], rows) = page();
    base.recapture(&a, &b, SECOND, &both(&rows, &b, SECOND)).expect("recaptures");
    base.recapture(&b, &c, THIRD, &both(&rows, &c, THIRD)).expect("recaptures");
    for document in [&a, &b, &c] {
        let names: Vec<_> =
            base.store.versions(&document.sha256).expect("chain").into_iter().map(|d| d.name).collect();
        assert_eq!(names, ["a", "b", "c"]);
    }
    assert_eq!(base.rows(&Filter::default()), rows, "claims stay where they were read");
    let standings = base.store.standings(&rows[0].id).expect("standings");
    let told: Vec<_> = standings.iter().map(|s| (s.number, s.document.name.as_str(), s.outcome())).collect();
    assert_eq!(told, [(2, "b", Outcome::Changed), (3, "c", Outcome::Changed)]);
    assert_eq!(base.faults(), [""; 0]);
    let view: (String, String, Option<String>) = base
        .store
        .connection
        .query_row("SELECT outcome, later_document, later_words FROM anchors_view", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .expect("the view");
    assert_eq!(view, ("changed".into(), "b".into(), Some("La pluie viendra lundi".into())));
    // It is in the log, and in the history of each claim.
    let filter = LogFilter { operation: vec![Operation::Recapture], ..LogFilter::default() };
    let mut entries = 0;
    base.store
        .log(&filter, &mut |entry| {
            let change = entry.change().expect("reads");
            assert_eq!((change.versions.len(), change.anchors.len()), (1, 2));
            entries += 1;
            ControlFlow::Continue(())
        })
        .expect("log");
    assert_eq!(entries, 2);
    assert_eq!(base.store.history(&rows[0], &LogFilter::default()).expect("history").len(), 3);
}

/// The second edit touched neither claim again; only what the filter asks for is counted.
#[test]
fn edits_are_those_that_touched_a_claim() {
    let (mut base, [a, b, c], rows) = page();
    assert_eq!(base.store.edits(&Filter::default()).expect("edits"), []);
    base.recapture(&a, &b, SECOND, &both(&rows, &b, SECOND)).expect("recaptures");
    base.recapture(&b, &c, THIRD, &both(&rows, &c, THIRD)).expect("recaptures");
    let edits = base.store.edits(&Filter::default()).expect("edits");
    let [edit] = edits.as_slice() else { panic!("{edits:?}") };
    assert_eq!((edit.before.name.as_str(), edit.after.name.as_str(), edit.number), ("a", "b", 2));
    assert_eq!(
        (edit.outcomes.of(Outcome::Changed), edit.outcomes.of(Outcome::Gone), edit.as_before),
        (1, 1, 0)
    );
    let of = |speaker: &str| Filter { speaker: vec![speaker.into()], ..Filter::default() };
    assert_eq!(base.store.edits(&of("A")).expect("edits")[0].outcomes.total(), 1);
    assert_eq!(base.store.edits(&of("nobody")).expect("edits"), []);
    let rejected = Review { claim: rows[0].id, status: Status::Rejected, reason: None, successor: None };
    let change = crate::model::Change { reviews: vec![rejected], ..crate::model::Change::default() };
    base.store.decide(Operation::Reject, &change).expect("decides");
    assert_eq!(base.store.edits(&Filter::default()).expect("edits")[0].outcomes.total(), 1);
}

#[test]
fn what_makes_no_chain_is_refused_whole() {
    let (mut base, [a, b, c], rows) = page();
    let anchors = both(&rows, &b, SECOND);
    let none = base.recapture(&c, &b, SECOND, &anchors).expect_err("refused");
    assert!(matches!(none, StoreError::NoSuchDocument { .. }), "{none}");
    let same = base.recapture(&a, &a, FIRST, &[]).expect_err("refused");
    assert!(same.to_string().contains("a version of a page already"), "{same}");
    let mut wrong = anchors.clone();
    wrong[0].spans[0].at.as_mut().expect("found").start += 1;
    let wrong = base.recapture(&a, &b, SECOND, &wrong).expect_err("refused");
    assert!(wrong.to_string().contains("are not `La pluie viendra lundi`"), "{wrong}");
    let elsewhere = base.recapture(&a, &b, SECOND, &both(&rows, &c, THIRD)).expect_err("refused");
    assert!(elsewhere.to_string().contains("sought in another document"), "{elsewhere}");
    assert_eq!(base.store.versions(&b.sha256).expect("chain"), [], "nothing of it was stored");

    base.recapture(&a, &b, SECOND, &anchors).expect("recaptures");
    let fork = base.recapture(&a, &c, THIRD, &[]).expect_err("refused");
    assert!(matches!(fork, StoreError::NotNewest { .. }), "{fork}");
    let circle = base.recapture(&b, &a, FIRST, &[]).expect_err("refused");
    assert!(circle.to_string().contains("a version of a page already"), "{circle}");
    assert_eq!(base.faults(), [""; 0]);
}
