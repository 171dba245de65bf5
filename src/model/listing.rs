//! What a list is asked for, and the rows it answers with: the words that the store and the
//! reports share without knowing one another.

use super::{
    Claim, CodePoints, Context, Credibility, Digest, Document, Form, Grades, Likelihood, Origin, PartialDate,
    Reliability, Stance, Status, Strength, Terms, Vocabulary,
};

/// Which claims to list. Everything that is set must hold; an empty list asks nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Anybody in the chain: speaker, relay or outlet. Several names ask for any one of them.
    ///
    /// Names match without regard to accents, case and hyphens. A name or alias of an entity of
    /// the registry asks for that entity, by whatever name a text calls it, and for nobody else.
    /// Anything else asks for everybody who has a name with all of its words in it, as whole
    /// words: "macron" finds "Emmanuel Macron" and "Brigitte Macron".
    pub who: Vec<String>,
    /// The speaker.
    pub speaker: Vec<String>,
    /// A relay.
    pub via: Vec<String>,
    /// The publishing outlet.
    pub outlet: Vec<String>,
    /// Any of these strengths.
    pub strength: Vec<Strength>,
    /// Any of these forms.
    pub form: Vec<Form>,
    /// Any of these stances.
    pub stance: Vec<Stance>,
    /// Any of these statuses; where none is asked for, [`Status::STANDING`].
    pub status: Vec<Status>,
    /// Any of these tags.
    pub tag: Vec<String>,
    /// What people graded it.
    pub grade: GradeFilter,
    /// Published on the first day of this date or later. A document of which only the month or
    /// the year is known counts as published on each of its days: 2023-10 is since 2023-10-15,
    /// because it may be. A document without a date is left out.
    pub since: Option<PartialDate>,
    /// Published on the last day of this date or earlier, partial dates as for `since`. A
    /// document without a date is left out.
    pub until: Option<PartialDate>,
    /// A document, by its name, or where none has that name by a prefix of its hash.
    pub doc: Option<String>,
    /// Words of the content, the speakers or the relays, all of which must occur (accents and
    /// case folded).
    pub search: Option<String>,
    /// The order.
    pub sort: Sort,
    /// At most so many rows.
    pub limit: Option<u64>,
}

/// What claims are graded. Everything that is set must hold; an empty list asks nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GradeFilter {
    /// Any of these.
    pub reliability: Vec<Reliability>,
    /// Any of these.
    pub credibility: Vec<Credibility>,
    /// Any of these, or the other word of the same step.
    pub likelihood: Vec<Likelihood>,
    /// Any of these.
    pub terms: Vec<Terms>,
    /// Whether anybody has graded it at all.
    pub given: Option<bool>,
}

/// The order of a list; equal rows follow in the order of their documents and places in the text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// The latest published first, undated documents last.
    #[default]
    Date,
    /// By speaker, in the alphabet's order.
    Speaker,
    /// By outlet, in the alphabet's order.
    Outlet,
    /// The strongest first.
    Strength,
}

impl Vocabulary for Sort {
    const KIND: &'static str = "sort order";
    const ALL: &'static [Self] = &[Sort::Date, Sort::Speaker, Sort::Outlet, Sort::Strength];
    fn as_str(self) -> &'static str {
        match self {
            Sort::Date => "date",
            Sort::Speaker => "speaker",
            Sort::Outlet => "outlet",
            Sort::Strength => "strength",
        }
    }
}

impl std::str::FromStr for Sort {
    type Err = super::UnknownWord;
    fn from_str(word: &str) -> Result<Self, super::UnknownWord> {
        Self::parse(word)
    }
}

/// A claim as a list shows it, with the document that it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimRow {
    /// See [`super::claim_id`].
    pub id: Digest,
    /// See [`super::content_hash`].
    pub content_hash: Digest,
    /// Derived, see [`Claim::judgement`].
    pub strength: Strength,
    /// The claim.
    pub claim: Claim,
    /// Where it stands.
    pub document: Document,
    /// How it came into the base.
    pub origin: Origin,
    /// The version of dixit that found it ("0.1.0"); `None` for a curated claim.
    pub program: Option<String>,
    /// What people made of it.
    pub status: Status,
    /// What people graded it.
    pub grades: Grades,
    /// What stands around each slice of its content, where that was asked for and the base has the
    /// text; else empty.
    pub context: Vec<Context>,
}

impl ClaimRow {
    /// The row with what stands around its words in the document's text.
    pub fn in_context(mut self, text: &CodePoints<'_>) -> Self {
        self.context = self.claim.content.iter().map(|slice| Context::new(slice, text)).collect();
        self
    }
}

/// How many claims of each strength.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StrengthCounts([u64; Strength::ALL.len()]);

impl StrengthCounts {
    /// Counts `n` more.
    pub fn add(&mut self, strength: Strength, n: u64) {
        self.0[strength as usize] += n;
    }

    /// Counts all that another has counted.
    pub fn add_all(&mut self, other: &StrengthCounts) {
        for &strength in Strength::ALL {
            self.add(strength, other.of(strength));
        }
    }

    /// How many of one strength.
    pub fn of(&self, strength: Strength) -> u64 {
        self.0[strength as usize]
    }

    /// How many of some strengths.
    pub fn of_any(&self, strengths: &[Strength]) -> u64 {
        strengths.iter().map(|&s| self.of(s)).sum()
    }

    /// How many in all.
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }
}

/// Somebody who speaks or passes words on, with how much and how firmly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeakerRow {
    /// The name: the registry's, or the text's where the registry knows none.
    pub name: String,
    /// Whether the registry knows it.
    pub known: bool,
    /// What it said.
    pub speaks: StrengthCounts,
    /// What it passed on.
    pub relays: StrengthCounts,
    /// How many of all these claims nobody has reviewed.
    pub unreviewed: u64,
}

/// A document as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRow {
    /// The document.
    pub document: Document,
    /// Its claims.
    pub claims: StrengthCounts,
    /// How many of them nobody has reviewed.
    pub unreviewed: u64,
    /// Whether its captured bytes are in the base (a claim file may come without them).
    pub has_text: bool,
    /// Which version of its page it is: 1 for the first, and for a page that was captured once.
    pub version: u64,
    /// Whether dixit could read its language; a document that it could not read is stored, and
    /// has no claims for that reason alone.
    pub read: bool,
}

impl Filter {
    /// The statuses that are asked for, said or not.
    pub fn statuses(&self) -> &[Status] {
        if self.status.is_empty() { Status::STANDING } else { &self.status }
    }

    /// Whether nothing is asked for but an order and a limit.
    pub fn is_open(&self) -> bool {
        let unlimited = Filter { sort: self.sort, limit: self.limit, ..Filter::default() };
        *self == unlimited
    }
}
