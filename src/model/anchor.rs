//! What became of a claim in a later version of its page.

use super::{ClaimRow, Digest, Document, Outcome, Slice, Vocabulary, words};
use serde::{Deserialize, Serialize};

/// What became of a claim in a later version of its page. The claim itself stays as it is: where its
/// words stand in the later version is kept beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    /// The claim's id.
    pub claim: Digest,
    /// The hash of the later version.
    pub document: Digest,
    /// Each span of its content, in order. Never empty.
    pub spans: Vec<AnchoredSpan>,
}

/// What became of one span of a claim's content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnchoredSpan {
    /// What became of it.
    pub outcome: Outcome,
    /// Where it stands in the later version, with the words there; `None` where it is ambiguous or gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Slice>,
}

/// A version of a page with the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoggedVersion {
    /// The later one, by its hash.
    pub document: Digest,
    /// The one before.
    pub previous: Digest,
}

/// A later version of a claim's page, with what became of the claim in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The later version.
    pub document: Document,
    /// Its number in the chain; the first version of a page is number 1.
    pub number: u64,
    /// Each span of the claim's content, see [`Anchor::spans`].
    pub spans: Vec<AnchoredSpan>,
}

/// A claim that was sought in a later version of its page, as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoughtRow {
    /// The claim, as it stands in the version that it was read from.
    pub claim: ClaimRow,
    /// How it stands in the later one.
    pub standing: Standing,
}

/// An edit of a page that touched claims: a version, and what became of the claims of those before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditRow {
    /// The version before the edit.
    pub before: Document,
    /// The version after it.
    pub after: Document,
    /// Its number in the chain; the first version of a page is number 1.
    pub number: u64,
    /// Claims of earlier versions, by what they are after the edit. Those that are `changed`, `ambiguous`
    /// or `gone` as they were before the edit already are counted in `as_before` instead.
    pub outcomes: OutcomeCounts,
    /// Claims that an earlier edit touched, and this one did not touch again.
    pub as_before: u64,
}

/// How many of each outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OutcomeCounts([u64; Outcome::ALL.len()]);

impl OutcomeCounts {
    /// Counts one more.
    pub fn add(&mut self, outcome: Outcome) {
        self.0[outcome as usize] += 1;
    }

    /// How many of one outcome.
    pub fn of(&self, outcome: Outcome) -> u64 {
        self.0[outcome as usize]
    }

    /// How many in all.
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }

    /// How many were touched by the edit, see [`Outcome::is_touched`].
    pub fn touched(&self) -> u64 {
        Outcome::ALL.iter().filter(|outcome| outcome.is_touched()).map(|&outcome| self.of(outcome)).sum()
    }
}

impl Anchor {
    /// What became of the claim: the worst of what became of its spans.
    pub fn outcome(&self) -> Outcome {
        worst(&self.spans)
    }
}

impl Standing {
    /// What became of the claim: the worst of what became of its spans.
    pub fn outcome(&self) -> Outcome {
        worst(&self.spans)
    }

    /// Whether some words of a claim that stand here are not the same letter for letter, and typography is
    /// all that is different.
    pub fn differs_in_typography(&self, content: &[Slice]) -> bool {
        let other =
            |(slice, span): (&Slice, &AnchoredSpan)| span.at.as_ref().is_some_and(|at| at.text != slice.text);
        !self.outcome().is_touched() && content.iter().zip(&self.spans).any(other)
    }
}

fn worst(spans: &[AnchoredSpan]) -> Outcome {
    spans.iter().map(|span| span.outcome).max().unwrap_or(Outcome::Gone)
}

/// Whether two texts have the same words, whatever their typography (see [`words`]).
pub fn same_words(a: &str, b: &str) -> bool {
    a == b || words(a).iter().map(|word| &word.plain).eq(words(b).iter().map(|word| &word.plain))
}
