//! The claim.

use super::{Channel, Form, Hedge, Judgement, Slice, Stance};
use serde::{Deserialize, Serialize};

/// One thing that a text presents as said or written by somebody other than the article's own
/// voice, or that the text itself marks as unconfirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The words claimed, in the order of the text; two slices when the cue interrupts them.
    /// Outer quotation marks and the final stop are left out. Never empty.
    pub content: Vec<Slice>,
    /// How the words are given.
    pub form: Form,
    /// Who is claimed to have said it, canonical within the document. Empty where the text
    /// names nobody.
    pub speakers: Vec<String>,
    /// Whether every speaker is named; an office or institution counts as named, "une source
    /// policière" does not.
    pub named: bool,
    /// The words by which the text names the speaker there ("Il", "le dirigeant russe").
    pub mention: Option<String>,
    /// Where the mention stands; of a quotation that goes on, where its speaker was mentioned.
    pub source: Vec<Slice>,
    /// The words that make it a report ("a déclaré", "selon", "aurait").
    pub cue: Option<String>,
    /// Where the cue stands.
    pub cue_at: Vec<Slice>,
    /// Who passed the words on, nearest the speaker first. The publishing outlet, always the
    /// last link, is not repeated.
    pub via: Vec<Relay>,
    /// Whether the text keeps its distance.
    pub hedge: Hedge,
    /// Whether the speaker asserts, denies or declines.
    pub stance: Stance,
    /// The name of the rule that found the claim, or `curated`.
    pub rule: String,
}

/// One link of the chain between speaker and publishing outlet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relay {
    /// The name, canonical within the document.
    pub name: String,
    /// What it is to the speaker.
    pub channel: Channel,
}

impl Claim {
    /// How firmly the claim is attributed, and why.
    pub fn judgement(&self) -> Judgement {
        super::strength(self)
    }

    /// The content's words, its slices joined by one space.
    pub fn words(&self) -> String {
        let texts: Vec<&str> = self.content.iter().map(|s| s.text.as_str()).collect();
        texts.join(" ")
    }
}
