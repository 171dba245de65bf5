//! The store through its public doors.

mod damage;
mod deposits;
mod judgements;
mod listing;
mod names;
mod opening;
mod reread;
mod round_trip;
mod sessions;
mod speed;
mod tampering;
mod versions;

use super::{Added, Author, Deposit, Later, Mode, Store, StoreError, migrate};
use crate::model::{
    Anchor, AnchoredSpan, Capture, Channel, Claim, ClaimRow, Digest, Document, Filter, Form, Hedge, Origin,
    Outcome, Registry, Relay, Slice, Stance,
};
use std::ops::ControlFlow;

/// How often a test does something: a few times, or as often as DIXIT_ROUNDS says.
fn rounds(few: u32) -> u32 {
    std::env::var("DIXIT_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(few)
}

/// Whoever runs the tests, by a clock that stands still.
fn author() -> Author {
    Author { name: "tester".into(), clock: || chrono::DateTime::UNIX_EPOCH }
}

/// A base in a folder of its own.
struct Base {
    folder: tempfile::TempDir,
    store: Store,
}

impl Base {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("folder");
        let store = Store::open(&folder.path().join("test.db"), Mode::Write(&author())).expect("opens");
        Base { folder, store }
    }

    /// A base with a registry of four, so that checking it takes little time.
    fn small() -> Self {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("test.db");
        let mut connection = rusqlite::Connection::open(&path).expect("opens");
        let four = ["Vladimir Poutine", "Corée du Nord", "KCNA", "Choe Son-hui"];
        let builtin = Registry::builtin();
        let mut entities: Vec<_> =
            four.iter().map(|name| builtin.find(name).expect("an entity").clone()).collect();
        entities.iter_mut().for_each(|entity| entity.speaks_for.retain(|name| four.contains(&name.as_str())));
        let registry = Registry::new(entities).expect("a registry");
        migrate::with_registry(&mut connection, &author(), registry).expect("makes a base");
        drop(connection);
        let store = Store::open(&path, Mode::Write(&author())).expect("opens");
        Base { folder, store }
    }

    fn find(&mut self, document: &Document, text: &str, claims: &[Claim]) -> Added {
        let capture = capture(text);
        let deposit = Deposit {
            document,
            capture: Some(&capture),
            read: true,
            claims,
            origin: Origin::Found,
            program: Some("0.1.0"),
        };
        self.store.deposit(&deposit).expect("deposits")
    }

    /// A later version of a document, without claims of its own.
    fn recapture(
        &mut self,
        previous: &Document,
        document: &Document,
        text: &str,
        anchors: &[Anchor],
    ) -> Result<Added, StoreError> {
        let deposit = Deposit {
            document,
            capture: Some(&capture(text)),
            read: true,
            claims: &[],
            origin: Origin::Found,
            program: Some("0.1.0"),
        };
        self.store.recapture(&deposit, &Later { previous: &previous.sha256, anchors })
    }

    fn curate(&mut self, document: &Document, claims: &[Claim]) -> Added {
        let deposit =
            Deposit { document, capture: None, read: false, claims, origin: Origin::Curated, program: None };
        self.store.deposit(&deposit).expect("deposits")
    }

    fn rows(&self, filter: &Filter) -> Vec<ClaimRow> {
        let mut rows = Vec::new();
        let mut each = |row| {
            rows.push(row);
            ControlFlow::Continue(())
        };
        self.store.claims(filter, &mut each).expect("lists");
        rows
    }

    /// The words of the claims that a filter selects, in order; the counts must agree.
    fn words(&self, filter: &Filter) -> Vec<String> {
        let words: Vec<String> = self.rows(filter).iter().map(|row| row.claim.words()).collect();
        if filter.limit.is_none() {
            assert_eq!(self.store.counts(filter).expect("counts").total(), words.len() as u64, "{filter:?}");
        }
        words
    }

    /// Every fault that `verify` finds, as "subject: what".
    fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let mut each = |fault: super::Fault| faults.push(format!("{}: {}", fault.subject, fault.what));
        let checked = self.store.verify(&|_| None, &mut each).expect("verifies");
        assert_eq!(checked.faults, faults.len() as u64);
        faults
    }
}

fn capture(text: &str) -> Capture {
    Capture { bytes: text.as_bytes().to_vec(), encoding: "UTF-8".into(), text: text.into() }
}

/// A document of some text, published by somebody at some date ("" for unknown).
fn document(name: &str, text: &str, outlet: &str, published: &str) -> Document {
    let known = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Document {
        outlet: known(outlet),
        published: known(published).map(|date| date.parse().expect("date")),
        language: Some("fr".into()),
        ..Document::new(name, Digest::of(text.as_bytes()))
    }
}

/// A paraphrase of some words of a text, by one speaker ("" for nobody) through some relays.
fn claim(text: &str, words: &str, speaker: &str, via: &[&str]) -> Claim {
    let slice = |words: &str| {
        let byte = text.find(words).expect("the words are in the text");
        let start = text[..byte].chars().count();
        Slice { start, end: start + words.chars().count(), text: words.to_owned() }
    };
    Claim {
        content: vec![slice(words)],
        form: Form::Indirect,
        speakers: if speaker.is_empty() { vec![] } else { vec![speaker.to_owned()] },
        named: !speaker.is_empty(),
        mention: None,
        source: vec![],
        cue: None,
        cue_at: vec![],
        via: via.iter().map(|&name| Relay { name: name.into(), channel: Channel::ThirdParty }).collect(),
        hedge: Hedge::None,
        stance: Stance::Asserts,
        rule: "test".into(),
    }
}

/// What became of a claim of one span in a later version; its words there ("" where it has none).
fn anchor(claim: &Digest, document: &Document, text: &str, outcome: Outcome, words: &str) -> Anchor {
    let at = (!words.is_empty()).then(|| self::claim(text, words, "", &[]).content.remove(0));
    Anchor { claim: *claim, document: document.sha256, spans: vec![AnchoredSpan { outcome, at }] }
}
