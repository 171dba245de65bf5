//! What is found in a document, ready for the base: the one place that `ingest` and `reread` share.

use crate::{
    extract::{self, Options, Reading},
    model::{Capture, Document, Origin, Registry},
    store::Deposit,
};

/// A document with what was read in it.
#[derive(Debug, Clone)]
pub struct Found {
    /// What is known of the document, with what the reading told.
    pub document: Document,
    /// What was read.
    pub reading: Reading,
}

impl Found {
    /// Reads a document.
    pub fn read(mut document: Document, text: &str, registry: &Registry) -> Self {
        let reading = extract::read(text, &document, registry, Options::default());
        learn(&mut document, &reading);
        Found { document, reading }
    }

    /// What is handed in to the base.
    pub fn deposit<'a>(&'a self, capture: Option<&'a Capture>) -> Deposit<'a> {
        Deposit {
            document: &self.document,
            capture,
            read: self.reading.read,
            claims: &self.reading.claims,
            origin: Origin::Found,
            program: Some(env!("CARGO_PKG_VERSION")),
        }
    }
}

/// Adds what a page was found to say of itself, where nothing better is known.
pub fn learn(document: &mut Document, reading: &Reading) {
    document.title = document.title.take().or_else(|| reading.title.clone());
    document.published = document.published.or(reading.published);
    document.language = document.language.take().or_else(|| reading.language.clone());
}
