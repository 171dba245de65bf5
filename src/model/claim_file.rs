//! Claim files: one TOML file a document, what curated claims come in and go out as.
//!
//! ```toml
//! [document]
//! name = "sample"
//! sha256 = "…"
//!
//! [[claim]]
//! content = [{ start = 21, end = 34, text = "il fera beau." }]
//! form = "indirect"
//! speakers = ["Météo-France"]
//! ```
//!
//! What is left out means: named, no relay, no hedge, asserted, rule `curated`. What is derived
//! (`strength`, `content_hash`, `id`) is written, need not be there to be read, and is checked
//! where it is: nobody types in a strength.

mod check;
mod read;
mod write;

use super::{Claim, Document};

/// The name of the rule of a claim that a person wrote.
pub const CURATED: &str = "curated";

/// The line and the column (both from 1, the column in code points) of a byte offset.
pub fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// The claims of one document, as a file holds them.
#[derive(Debug, Clone)]
pub struct ClaimFile {
    /// The document.
    pub document: Document,
    /// Its claims, in the order of the file.
    pub claims: Vec<Claim>,
    /// Where the slices of each claim stand in the file: content, source and cue, in this order.
    /// Empty where there is no file yet.
    places: Vec<Vec<Place>>,
}

/// Two claim files are equal when they say the same, wherever in the file they say it.
impl PartialEq for ClaimFile {
    fn eq(&self, other: &Self) -> bool {
        self.document == other.document && self.claims == other.claims
    }
}

impl Eq for ClaimFile {}

/// Everything that is wrong with a claim file, in the order of the file, one line a fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", faults.iter().map(Fault::to_string).collect::<Vec<_>>().join("\n"))]
pub struct ClaimFileError {
    /// What is wrong. Never empty.
    pub faults: Vec<Fault>,
}

/// One thing that is wrong with a claim file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {what}")]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What.
    pub what: Wrong,
}

/// Where something stands in a claim file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a file that was read.
    At {
        /// Counted from 1.
        line: usize,
        /// Counted from 1, in code points.
        column: usize,
    },
    /// In claims that came from no file: the number of the claim, counted from 1.
    Claim(usize),
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Place::At { line, column } => write!(f, "line {line}, column {column}"),
            Place::Claim(number) => write!(f, "claim {number}"),
        }
    }
}

/// What can be wrong with a claim file. Spans are in code points.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// Not TOML, a field that does not exist or is missing, a word or a date that is none.
    #[error("{0}")]
    Form(String),
    /// A claim without a word.
    #[error("a claim needs content: one span at least")]
    NoContent,
    /// A span that covers nothing.
    #[error("the span {start} to {end} covers nothing: `end` must be greater than `start`")]
    EmptySpan {
        /// As given.
        start: usize,
        /// As given.
        end: usize,
    },
    /// A span that is longer or shorter than its words.
    #[error("the span {start} to {end} covers {} code points, but its text has {length}", end.saturating_sub(*start))]
    Length {
        /// As given.
        start: usize,
        /// As given.
        end: usize,
        /// The number of code points in its text.
        length: usize,
    },
    /// A span that begins before the one before it has ended.
    #[error(
        "the span begins at {start}, before the one before it ends at {before}: give spans in the order of the text"
    )]
    Order {
        /// Where it begins.
        start: usize,
        /// Where the one before it ends.
        before: usize,
    },
    /// A derived field that does not agree with what it is derived from.
    #[error(
        "`{field}` is `{given}`, but derived from the claim it is `{derived}`: leave it out, or correct the claim"
    )]
    Derived {
        /// `strength`, `content_hash` or `id`.
        field: &'static str,
        /// As given.
        given: String,
        /// As it should be.
        derived: String,
    },
    /// A span beyond the end of the text.
    #[error("the span ends at {end}, but the text has {length} code points")]
    BeyondText {
        /// Where it ends.
        end: usize,
        /// The length of the text.
        length: usize,
    },
    /// A span at which the text has other words.
    #[error("from {start} to {end} the text has `{found}`, not `{given}`")]
    OtherWords {
        /// Where the span begins.
        start: usize,
        /// Where it ends.
        end: usize,
        /// What the claim says stands there.
        given: String,
        /// What the text has there.
        found: String,
    },
}

impl ClaimFile {
    /// The claims of a document, for writing.
    pub fn new(document: Document, claims: Vec<Claim>) -> Self {
        ClaimFile { document, claims, places: Vec::new() }
    }

    /// Reads a claim file.
    ///
    /// # Errors
    /// [`ClaimFileError`]: the first fault where the file is not of the form, else every claim
    /// whose spans or derived fields are wrong.
    pub fn parse(toml: &str) -> Result<Self, ClaimFileError> {
        read::read(toml)
    }

    /// Writes the file in the form that [`ClaimFile::parse`] reads, nothing lost.
    pub fn to_toml(&self) -> String {
        write::write(self)
    }

    /// Compares every span (content, source, cue) with the document's text.
    ///
    /// # Errors
    /// [`ClaimFileError`] with every span whose words do not stand there.
    pub fn check_against(&self, text: &str) -> Result<(), ClaimFileError> {
        check::against_text(self, text)
    }

    /// Where slice number `slice` of claim number `claim` (both from 0) stands in the file.
    fn place(&self, claim: usize, slice: usize) -> Place {
        let known = self.places.get(claim).and_then(|places| places.get(slice));
        known.copied().unwrap_or(Place::Claim(claim + 1))
    }
}

/// Nothing where there are no faults.
fn all_well(faults: Vec<Fault>) -> Result<(), ClaimFileError> {
    if faults.is_empty() { Ok(()) } else { Err(ClaimFileError { faults }) }
}
