//! Reading again: every transition, and that it is in the log and can be taken back.

use super::{Base, claim, document};
use crate::model::{
    Change, Channel, Claim, ClaimRow, Digest, Document, Fate, Filter, Form, LogFilter, Operation, Origin,
    Registry, Rereading, Review, Status, Tagging, claim_id,
};
use crate::store::{Deposit, Entry, StoreError};
use std::ops::ControlFlow;

const TEXT: &str = "La pluie viendra demain, dit le maire. « Le vent tombera », ajoute Anna.";

/// A base with one document, which can be read again and again.
struct Read {
    base: Base,
    document: Document,
    registry: Registry,
}

impl Read {
    fn new(claims: &[Claim]) -> Self {
        let mut base = Base::new();
        let document = document("a", TEXT, "Le Phare", "2023-10");
        base.find(&document, TEXT, claims);
        Read { base, document, registry: Registry::default() }
    }

    /// Reads it again, and makes sure that everything is as it should be.
    fn again(&mut self, claims: &[Claim]) -> Rereading {
        let reread = self.once(claims);
        assert!(self.once(claims).is_empty(), "the same reading twice");
        assert_eq!(self.base.faults(), [""; 0]);
        reread
    }

    fn once(&mut self, claims: &[Claim]) -> Rereading {
        let reading = Deposit {
            document: &self.document,
            capture: None,
            read: true,
            claims,
            origin: Origin::Found,
            program: Some("0.2.0"),
        };
        let compared = self.base.store.compare(&reading, &self.registry).expect("compares");
        let before = self.entries();
        let reread = self.base.store.reread(&reading, &self.registry).expect("reads again");
        assert_eq!(compared, reread, "what a dry run shows is what happens");
        assert_eq!(self.entries() > before, !reread.is_empty(), "the log has what changed, and no more");
        reread
    }

    /// As [`Read::again`], with "fate words: about" of every claim that something is said about.
    fn fates(&mut self, claims: &[Claim]) -> Vec<String> {
        shown(&self.again(claims))
    }

    fn row(&self, claim: &Claim) -> ClaimRow {
        self.base.store.claim(&self.id(claim).to_string()).expect("the claim")
    }

    fn status(&self, claim: &Claim) -> Status {
        self.row(claim).status
    }

    fn id(&self, claim: &Claim) -> Digest {
        claim_id(&self.document.sha256, claim)
    }

    fn decide(&mut self, claim: &Claim, status: Status) {
        let review = Review { claim: self.id(claim), status, reason: None, successor: None };
        let change = Change { reviews: vec![review], ..Change::default() };
        self.base.store.decide(Operation::Accept, &change).expect("decides");
    }

    fn correct(&mut self, old: &Claim, new: &Claim) {
        let entry = Entry {
            document: self.document.sha256,
            claim: new.clone(),
            replaces: Some(self.id(old)),
            reason: None,
        };
        self.base.store.enter(Operation::Edit, &[entry]).expect("corrects");
    }

    fn undo_last(&mut self) {
        let last = self.entries();
        self.base.store.undo(last).expect("undoes");
        assert_eq!(self.base.faults(), [""; 0]);
    }

    fn entries(&self) -> u64 {
        self.base.store.checkpoint().expect("a checkpoint").size
    }

    /// The reason and the successor that the log last gave for a claim.
    fn last_review(&self, claim: &Claim) -> Review {
        let filter = LogFilter { subject: Some(self.id(claim)), ..LogFilter::default() };
        let mut last = None;
        let mut each = |entry: crate::model::LogEntry| {
            last = entry.change().expect("a change").reviews.into_iter().find(|r| r.claim == self.id(claim));
            ControlFlow::Continue(())
        };
        self.base.store.log(&filter, &mut each).expect("the log");
        last.expect("a review")
    }
}

fn shown(rereading: &Rereading) -> Vec<String> {
    let rows = rereading.rows.iter();
    rows.map(|r| format!("{} {}: {}", r.fate, r.row.claim.words(), r.about)).collect()
}

fn rain() -> Claim {
    claim(TEXT, "La pluie viendra demain", "le maire", &[])
}

fn wind() -> Claim {
    claim(TEXT, "Le vent tombera", "Anna", &[])
}

/// The wind by another speaker.
fn other_wind() -> Claim {
    claim(TEXT, "Le vent tombera", "Anna Weil", &[])
}

#[test]
fn what_is_read_again_stays_as_it_was_found() {
    let mut read = Read::new(&[rain(), wind()]);
    let mut renamed = rain();
    renamed.rule = "another rule".into();
    let again = read.again(&[renamed, wind(), wind()]);
    assert_eq!((again.stays, again.rows.len(), again.is_empty()), (2, 0, true));
    assert_eq!(read.row(&rain()).program.as_deref(), Some("0.1.0"), "the record of what found it first");
    assert_eq!(read.row(&rain()).claim.rule, "test");
}

#[test]
fn new_claims_come_and_those_no_longer_read_go() {
    let mut read = Read::new(&[wind()]);
    let id = format!("{:.8}", read.id(&other_wind()));
    let fates = read.fates(&[rain(), other_wind()]);
    let expected = [
        "new La pluie viendra demain: ",
        &format!("gone Le vent tombera: now {id}"),
        "new Le vent tombera: ",
    ];
    assert_eq!(fates, expected);
    assert_eq!((read.status(&rain()), read.status(&wind())), (Status::Found, Status::Superseded));
    let review = read.last_review(&wind());
    assert_eq!(review.reason.as_deref(), Some("dixit 0.2.0 does not read it so"));
    assert_eq!(review.successor, Some(read.id(&other_wind())));
    assert_eq!(read.row(&rain()).program.as_deref(), Some("0.2.0"));
    assert_eq!(read.base.words(&Filter::default()), ["La pluie viendra demain", "Le vent tombera"]);
}

#[test]
fn tags_go_to_what_takes_the_place() {
    let mut read = Read::new(&[wind()]);
    let tags = vec![Tagging { claim: read.id(&wind()), tag: "weather".into(), on: true }];
    read.base.store.decide(Operation::Tag, &Change { tags, ..Change::default() }).expect("tags");
    read.again(&[other_wind()]);
    let tagged = Filter { tag: vec!["weather".into()], ..Filter::default() };
    assert_eq!(read.base.rows(&tagged)[0].id, read.id(&other_wind()));
    read.undo_last();
    assert_eq!(read.base.rows(&tagged)[0].id, read.id(&wind()));
}

#[test]
fn only_what_has_the_words_takes_the_place() {
    let mut read = Read::new(&[wind()]);
    assert_eq!(read.fates(&[rain()]), ["new La pluie viendra demain: ", "gone Le vent tombera: "]);
    assert_eq!(read.last_review(&wind()).successor, None);
    // Most of the words count; of equals the shorter one, and then the first.
    let mut read = Read::new(&[claim(TEXT, "La pluie viendra", "le maire", &[])]);
    let all = claim(TEXT, TEXT, "", &[]);
    let again = read.again(&[claim(TEXT, "viendra", "le maire", &[]), all, rain()]);
    let gone = again.rows.iter().find(|row| row.fate == Fate::Gone).expect("gone");
    assert_eq!(gone.successor, Some(read.id(&rain())));
}

#[test]
fn what_a_reading_dropped_comes_back_when_it_is_read_again() {
    let mut read = Read::new(&[wind()]);
    read.again(&[other_wind()]);
    let fates = read.fates(&[wind()]);
    assert_eq!(fates.len(), 2, "{fates:?}");
    assert_eq!((read.status(&wind()), read.status(&other_wind())), (Status::Found, Status::Superseded));
    assert_eq!(read.row(&wind()).program.as_deref(), Some("0.1.0"));
    assert_eq!(read.fates(&[]), ["gone Le vent tombera: "]);
    assert_eq!(read.fates(&[]), [""; 0], "what is gone is not missed again");
    let mut closer = wind();
    closer.mention = Some("Anna".into());
    assert_eq!(read.fates(&[closer.clone()]), ["back Le vent tombera: "]);
    assert_eq!(read.row(&wind()).claim, closer, "as it is read now");
}

#[test]
fn what_an_id_does_not_cover_is_as_it_is_read_now() {
    let relayed = claim(TEXT, "Le vent tombera", "Anna", &["KCNA"]);
    let mut read = Read::new(&[rain(), relayed.clone()]);
    let mut official = relayed.clone();
    official.via[0].channel = Channel::Registry;
    let mut mentioned = rain();
    mentioned.mention = Some("le maire".into());
    assert_eq!(
        read.fates(&[mentioned.clone(), official.clone()]),
        [
            "changed La pluie viendra demain: other mention or cue",
            "changed Le vent tombera: stated, was hearsay"
        ]
    );
    assert_eq!(read.row(&relayed).claim, official);
    assert_eq!(read.row(&rain()).claim, mentioned);
    read.undo_last();
    assert_eq!(read.row(&relayed).claim, relayed);
    assert_eq!(read.row(&rain()).claim, rain());
    read.undo_last();
    assert_eq!(read.row(&relayed).claim, official, "an undo can be undone");
}

#[test]
fn what_people_accepted_stays() {
    let mut read = Read::new(&[rain(), wind()]);
    read.decide(&rain(), Status::Accepted);
    read.decide(&wind(), Status::Accepted);
    assert_eq!(read.fates(&[rain(), wind()]), [""; 0]);
    let mut other = other_wind();
    (other.form, other.via) = (Form::Direct, claim(TEXT, "Le vent", "", &["KCNA"]).via);
    assert_eq!(
        read.fates(&[other.clone()]),
        [
            "disagrees La pluie viendra demain: accepted, but not read any more",
            "disagrees Le vent tombera: accepted, but read with speaker Anna Weil, relay KCNA, form direct",
            "new Le vent tombera: ",
        ]
    );
    assert_eq!((read.status(&rain()), read.status(&wind())), (Status::Accepted, Status::Accepted));
    assert_eq!(read.status(&other), Status::Found);
    let mut alleged = wind();
    alleged.named = false;
    let fates = read.fates(&[rain(), alleged]);
    assert_eq!(fates[0], "disagrees Le vent tombera: accepted, but read as hearsay");
    assert_eq!(read.row(&wind()).claim, wind());
}

#[test]
fn what_people_rejected_stays_rejected() {
    let mut read = Read::new(&[rain(), wind()]);
    read.decide(&wind(), Status::Rejected);
    assert_eq!(read.fates(&[rain(), wind()]), ["disagrees Le vent tombera: rejected, but read again"]);
    assert_eq!(read.fates(&[rain()]), [""; 0], "then the two agree");
    assert_eq!(read.status(&wind()), Status::Rejected);
    // A rejected claim takes nobody's place.
    let mut read = Read::new(&[wind(), other_wind()]);
    read.decide(&wind(), Status::Rejected);
    read.again(&[wind()]);
    assert_eq!(read.last_review(&other_wind()).successor, None);
}

#[test]
fn what_people_corrected_stays_corrected() {
    let mut read = Read::new(&[wind()]);
    read.correct(&wind(), &other_wind());
    let still = ["disagrees Le vent tombera: corrected, but read with speaker Anna"];
    assert_eq!(read.fates(&[wind()]), still, "the reading that was corrected does not come back");
    assert_eq!((read.status(&wind()), read.status(&other_wind())), (Status::Superseded, Status::Corrected));
    assert_eq!(read.fates(&[other_wind()]), [""; 0], "the reading has learnt it");
    assert_eq!(read.fates(&[]), [""; 0], "what no reading found is not missed");
    // Not even where the correction was taken back, and that again.
    read.undo_last();
    assert_eq!(read.status(&wind()), Status::Found);
    read.undo_last();
    assert_eq!(read.fates(&[wind()]), still);
    // Once it is taken back for good, the correction is nobody's word, and may be found.
    read.undo_last();
    let fates = read.fates(&[other_wind()]);
    assert!(fates.contains(&"back Le vent tombera: ".to_owned()), "{fates:?}");
    let row = read.row(&other_wind());
    assert_eq!(
        (row.status, row.origin, row.program.as_deref()),
        (Status::Found, Origin::Found, Some("0.2.0"))
    );
}

#[test]
fn what_people_entered_stays() {
    let mut read = Read::new(&[]);
    let document = read.document.clone();
    read.base.curate(&document, &[rain(), wind()]);
    assert_eq!(read.fates(&[]), [""; 0], "no reading ever found them");
    let fates = read.fates(&[other_wind()]);
    assert_eq!(fates[0], "disagrees Le vent tombera: accepted, but read with speaker Anna Weil");
    assert_eq!((read.status(&rain()), read.row(&rain()).origin), (Status::Accepted, Origin::Curated));
}

#[test]
fn an_import_accepts_what_a_reading_dropped() {
    let mut read = Read::new(&[wind()]);
    read.again(&[]);
    let document = read.document.clone();
    read.base.curate(&document, &[wind()]);
    assert_eq!(read.status(&wind()), Status::Accepted);
    assert_eq!(read.fates(&[]), ["disagrees Le vent tombera: accepted, but not read any more"]);
}

/// "Anna" is filed under "Anna Weil" once the registry knows that the two are one.
#[test]
fn a_decision_holds_by_whatever_name() {
    let toml = "[[entity]]\nname = \"Anna Weil\"\nkind = \"person\"\naliases = { fr = [\"Anna\"] }\n";
    for status in [Status::Accepted, Status::Rejected, Status::Found] {
        let mut read = Read::new(&[wind()]);
        if status != Status::Found {
            read.decide(&wind(), status);
        }
        read.registry = Registry::parse(toml).expect("a registry");
        let fates = read.fates(&[other_wind()]);
        let expected: &[&str] = match status {
            Status::Accepted => &[],
            Status::Rejected => &["disagrees Le vent tombera: rejected, but read again"],
            _ => &["gone", "new"],
        };
        assert_eq!(fates.len(), expected.len(), "{status}: {fates:?}");
        assert!(fates.iter().zip(expected).all(|(fate, start)| fate.starts_with(start)), "{fates:?}");
    }
}

#[test]
fn a_reading_can_be_taken_back() {
    let mut read = Read::new(&[wind()]);
    read.again(&[other_wind()]);
    read.undo_last();
    assert_eq!((read.status(&wind()), read.status(&other_wind())), (Status::Found, Status::Superseded));
    // And made again.
    let fates = read.fates(&[other_wind()]);
    assert_eq!(fates.len(), 2, "{fates:?}");
    assert_eq!((read.status(&wind()), read.status(&other_wind())), (Status::Superseded, Status::Found));
    // But not once a person has decided about what it brought.
    let reread = read.entries();
    read.decide(&other_wind(), Status::Accepted);
    let refused = read.base.store.undo(reread).expect_err("refused");
    assert!(matches!(refused, StoreError::NotUndone { .. }), "{refused}");
    // Until that decision is taken back in its turn.
    read.undo_last();
    read.base.store.undo(reread).expect("undoes");
    assert_eq!((read.status(&wind()), read.status(&other_wind())), (Status::Found, Status::Superseded));
    assert_eq!(read.base.faults(), [""; 0]);
}

#[test]
fn what_a_reading_tells_of_the_document_fills_gaps() {
    let mut base = Base::new();
    let unread = Document { language: None, ..document("a", TEXT, "Le Phare", "2023-10") };
    let capture = super::capture(TEXT);
    let mut deposit = Deposit {
        document: &unread,
        capture: Some(&capture),
        read: false,
        claims: &[],
        origin: Origin::Found,
        program: Some("0.1.0"),
    };
    base.store.deposit(&deposit).expect("deposits");
    let told = Document {
        language: Some("fr".into()),
        outlet: Some("Another".into()),
        ..document("a", TEXT, "", "2024")
    };
    (deposit.document, deposit.capture, deposit.read) = (&told, None, true);
    let reread = base.store.reread(&deposit, &Registry::default()).expect("reads again");
    assert!(reread.learnt && reread.rows.is_empty() && !reread.is_empty());
    let row = base.store.documents(&Filter::default()).expect("lists").remove(0);
    assert_eq!(row.document.language.as_deref(), Some("fr"));
    assert_eq!(row.document.outlet.as_deref(), Some("Le Phare"), "what is known stays");
    assert!(row.read);
    assert!(base.store.reread(&deposit, &Registry::default()).expect("reads again").is_empty());
    assert_eq!(base.faults(), [""; 0]);
}

#[test]
fn a_stranger_and_words_that_do_not_stand_there_are_refused() {
    let mut read = Read::new(&[wind()]);
    let mut wrong = wind();
    wrong.content[0].start += 1;
    let stranger = document("b", "another", "", "");
    for (document, claims) in [(&read.document, vec![wrong]), (&stranger, vec![])] {
        let reading = Deposit {
            document,
            capture: None,
            read: true,
            claims: &claims,
            origin: Origin::Found,
            program: Some("0.2.0"),
        };
        read.base.store.reread(&reading, &read.registry).expect_err("refused");
    }
    assert_eq!(read.status(&wind()), Status::Found);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(5))]
    /// Any sequence of readings and decisions leaves a sound base, in which the last reading stands and
    /// no decision is lost.
    #[test]
    fn any_history_is_sound(steps in proptest::collection::vec((0usize..16, 0usize..5), 1..8)) {
        let all = [rain(), wind(), other_wind(), claim(TEXT, "Le vent", "Anna", &["KCNA"])];
        let mut read = Read::new(&[rain()]);
        let mut decided: Vec<(Claim, Status)> = Vec::new();
        for (chosen, decision) in steps {
            let reading: Vec<Claim> =
                all.iter().enumerate().filter(|(i, _)| chosen & (1 << i) != 0).map(|(_, c)| c.clone()).collect();
            read.once(&reading);
            for claim in &reading {
                let known = decided.iter().find(|(other, _)| other == claim);
                let expected = known.map_or(Status::Found, |(_, status)| *status);
                proptest::prop_assert_eq!(read.status(claim), expected);
            }
            for (claim, status) in &decided {
                proptest::prop_assert_eq!(read.status(claim), *status);
            }
            let statuses = [Status::Accepted, Status::Rejected];
            if let (Some(claim), Some(&status)) = (reading.get(decision / 2), statuses.get(decision % 3)) {
                read.decide(claim, status);
                decided.retain(|(other, _)| other != claim);
                decided.push((claim.clone(), status));
            }
        }
        proptest::prop_assert_eq!(read.base.faults(), [""; 0]);
    }
}
