//! Reads the claims out of a text.
//!
//! The text is made ready once (`analysis`: tokens, quotations, sentences, verb groups, with
//! what the lexicon knows of every word). Then each mechanism proposes candidates, one file a
//! mechanism: `inversion` ("..., a dit X"), `clause` ("X a dit que ..."), `according` ("selon
//! X"), `noun` ("l'accusation selon laquelle"), `quotation` (no cue), `conditional` ("aurait
//! fourni"), `doubt` ("un éventuel accord"). `merge` settles their quarrels, folds nested
//! reports into chains and, with `people`, puts names to mentions.

mod according;
mod analysis;
mod candidate;
mod clause;
mod complement;
mod conditional;
mod doubt;
mod inversion;
mod label;
mod merge;
mod names;
mod noun;
mod noun_phrase;
mod page;
mod parenthesis;
mod people;
mod quotation;
mod relay;
mod repair;
mod resolve;
mod subject;
mod verb_chain;
mod verb_group;

use crate::{
    lang::{self, Language},
    model::{Claim, CodePoints, Document, PartialDate, Registry},
};
use analysis::Analysis;
use candidate::Candidate;
use merge::Merger;
use people::People;
use resolve::Resolver;
use std::ops::Range;

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
    let start = page::body_start(text);
    let body = &text[start..];
    let language = document.language.clone().or_else(|| lang::detect(body).code.map(str::to_owned));
    let mut reading = Reading { title: page::title(body), language, ..Reading::default() };
    let Some(lang) = reading.language.as_deref().and_then(Language::of) else { return reading };
    reading.read = true;
    reading.published = page::date(body, &|word| lang.month(word));
    let a = Analysis::new(text, start, lang, registry);
    let people = People::new(&a);
    let resolver = Resolver { a: &a, people: &people };
    let points = CodePoints::new(text);
    let trace = options.explain.then(Vec::new);
    let mut merger = Merger { a: &a, resolver: &resolver, registry, document, points: &points, trace };
    reading.claims = merger.claims(candidates(&a));
    reading.trace = merger.trace.unwrap_or_default();
    reading
}

/// What every mechanism proposes, trimmed. The last three only take words that no other wants.
fn candidates(a: &Analysis<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    inversion::find(a, &mut found);
    clause::find(a, &mut found);
    according::find(a, &mut found);
    noun::find(a, &mut found);
    label::find(a, &mut found);
    let mut found = merge::trimmed(a, found);
    for mechanism in [quotation::find, conditional::find, doubt::find] {
        let mut more = Vec::new();
        let taken = Taken::new(&found, a.len());
        mechanism(a, &|range| taken.any(range), &mut more);
        found.extend(merge::trimmed(a, more));
    }
    found
}

/// Which tokens are in some content already.
struct Taken(Vec<bool>);

impl Taken {
    fn new(candidates: &[Candidate], tokens: usize) -> Self {
        let mut taken = vec![false; tokens];
        for range in candidates.iter().flat_map(|c| &c.content) {
            taken[range.clone()].fill(true);
        }
        Taken(taken)
    }

    fn any(&self, range: &Range<usize>) -> bool {
        self.0[range.clone()].iter().any(|&t| t)
    }
}
