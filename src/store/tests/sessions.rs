//! What somebody works with who goes through claims one by one.

use super::{Base, claim, document};
use crate::{
    model::{Change, Digest, Filter, Note, Operation, Review, Status, Strength, Tagging},
    store::{Entry, StoreError},
};

const TEXT: &str = "Un. Deux. Trois. Quatre. Cinq.";

fn base() -> Base {
    let mut base = Base::new();
    for (name, published) in [("a", "2023"), ("b", "2024-05"), ("c", "")] {
        let text = format!("{TEXT} {name}");
        let speakers = ["Kim Jong-un", "Vladimir Poutine", "Vladlena Tarkan", "", "Vlad Sorin"];
        let words = ["Un", "Deux", "Trois", "Quatre", "Cinq"];
        let claims: Vec<_> =
            words.iter().zip(speakers).map(|(words, who)| claim(&text, words, who, &[])).collect();
        base.find(&document(name, &text, "", published), &text, &claims);
    }
    base
}

fn reviewed(claim: Digest, status: Status) -> Change {
    Change { reviews: vec![Review { claim, status, reason: None, successor: None }], ..Change::default() }
}

/// Piece by piece it is the list that it would be at once, whatever is decided meanwhile.
#[test]
fn a_list_in_pieces_is_the_list() {
    let mut base = base();
    let found = Filter { status: vec![Status::Found], ..Filter::default() };
    for filter in [
        Filter::default(),
        found.clone(),
        Filter { status: vec![Status::Found, Status::Rejected], ..Filter::default() },
        Filter { doc: Some("b".into()), ..Filter::default() },
        Filter { who: vec!["Poutine".into(), "Sorin".into()], ..Filter::default() },
        Filter { strength: vec![Strength::Stated, Strength::Unsourced], ..Filter::default() },
        Filter { search: Some("trois".into()), ..Filter::default() },
        Filter { since: "2024".parse().ok(), ..Filter::default() },
        Filter { search: Some("nowhere".into()), ..Filter::default() },
    ] {
        let whole: Vec<Digest> = base.rows(&filter).iter().map(|row| row.id).collect();
        let mut pieces: Vec<Digest> = Vec::new();
        loop {
            let page = Filter { limit: Some(2), ..filter.clone() };
            let piece = base.store.claim_ids(&page, pieces.last()).expect("a piece");
            if piece.is_empty() {
                break;
            }
            pieces.extend(piece);
        }
        assert_eq!(pieces, whole, "{filter:?}");
    }
    let all = base.store.claim_ids(&found, None).expect("all");
    base.store.decide(Operation::Accept, &reviewed(all[3], Status::Accepted)).expect("decided");
    assert_eq!(base.store.claim_ids(&found, Some(&all[3])).expect("the rest"), all[4..]);
    let nobody = Digest([7; 32]);
    assert!(matches!(base.store.claim_ids(&found, Some(&nobody)), Err(StoreError::NoSuchClaim { .. })));
}

#[test]
fn a_decision_holds_only_for_what_was_seen() {
    let mut base = base();
    let id = base.store.claim_ids(&Filter::default(), None).expect("all")[0];
    let before = base.store.dossier(&id).expect("a dossier");
    assert_eq!((before.decision.as_ref(), before.notes.len(), before.tags.len()), (None, 0, 0));
    let accepted = reviewed(id, Status::Accepted);
    let entry = base.store.decide_seen(&[before.seen()], Operation::Accept, &accepted).expect("decided");
    let rejected = reviewed(id, Status::Rejected);
    let refused = base.store.decide_seen(&[before.seen()], Operation::Reject, &rejected);
    assert!(matches!(refused, Err(StoreError::DecidedMeanwhile { claim }) if claim == id));
    let after = base.store.dossier(&id).expect("a dossier");
    assert_eq!(after.row.status, Status::Accepted);
    assert_eq!(after.decision.as_ref().map(|d| d.entry), entry);
    assert_eq!(after.decision.as_ref().map(|d| d.actor.as_str()), Some("tester"));

    // Notes and tags are no decisions.
    let beside = Change {
        notes: vec![Note { claim: id, text: "asked".into() }],
        tags: vec![Tagging { claim: id, tag: "t".into(), on: true }],
        ..Change::default()
    };
    base.store.decide(Operation::Note, &beside).expect("noted");
    let noted = base.store.dossier(&id).expect("a dossier");
    assert_eq!((noted.notes[0].text.as_str(), noted.tags.as_slice()), ("asked", &["t".to_owned()][..]));
    assert_eq!(noted.seen(), after.seen());

    let claim = crate::model::Claim { speakers: vec!["X".into()], ..after.row.claim.clone() };
    let entry = Entry { document: after.row.document.sha256, claim, replaces: Some(id), reason: None };
    let stale = base.store.enter_seen(&[before.seen()], Operation::Edit, std::slice::from_ref(&entry));
    assert!(matches!(stale, Err(StoreError::DecidedMeanwhile { .. })));
    let (_, ids) = base.store.enter_seen(&[after.seen()], Operation::Edit, &[entry]).expect("corrected");
    let successor = base.store.dossier(&id).expect("a dossier").decision.and_then(|d| d.successor);
    assert_eq!(successor, Some(ids[0]));
    assert_eq!(base.faults(), [""; 0]);
}

#[test]
fn changes_of_one_claim_are_taken_back_one_after_the_other() {
    let mut base = base();
    let id = base.store.claim_ids(&Filter::default(), None).expect("all")[0];
    let decide = |base: &mut Base, status, operation| {
        base.store.decide_seen(&[], operation, &reviewed(id, status)).expect("decided").expect("an entry")
    };
    let accepted = decide(&mut base, Status::Accepted, Operation::Accept);
    let rejected = decide(&mut base, Status::Rejected, Operation::Reject);
    let status = |base: &Base| base.store.dossier(&id).expect("a dossier").row.status;
    assert!(matches!(base.store.undo(accepted), Err(StoreError::NotUndone { .. })));
    base.store.undo(rejected).expect("taken back");
    assert_eq!(status(&base), Status::Accepted);
    assert!(matches!(base.store.undo(rejected), Err(StoreError::NotUndone { .. })), "only once");
    base.store.undo(accepted).expect("taken back");
    assert_eq!(status(&base), Status::Found);
    // Taking back what took back: the same again, from the last to the first.
    base.store.undo(accepted + 3).expect("taken back");
    assert_eq!(status(&base), Status::Accepted);
    base.store.undo(accepted + 2).expect("taken back");
    assert_eq!(status(&base), Status::Rejected);
    assert_eq!(base.faults(), [""; 0]);
}

#[test]
fn names_are_suggested_from_the_registry_and_from_claims() {
    let base = base();
    let like = |typed: &str| base.store.names_like(typed, 9).expect("names");
    assert_eq!(like("vlad"), ["Vlad Sorin", "Vladimir Poutine", "Vladlena Tarkan"]);
    assert_eq!(like("putin"), ["Vladimir Poutine"], "by an alias");
    assert_eq!(like("poutine vl"), ["Vladimir Poutine"], "in any order");
    assert_eq!(like("kim jong u")[0], "Kim Jong-un");
    assert_eq!(like("xyz"), [""; 0]);
    assert_eq!(like("  "), [""; 0]);
    assert_eq!(base.store.names_like("vlad", 1).expect("names"), ["Vlad Sorin"]);
}
