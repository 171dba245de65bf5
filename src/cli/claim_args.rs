//! What a claim entered by hand says: shared by `edit` and `add`.

use super::{
    error::{CliError, Result},
    locate::located,
    word::Words,
};
use crate::model::{Channel, Claim, ClaimRow, Form, Hedge, Registry, Relay, Slice, Stance};
use clap::Args;

/// The fields of a claim that a person may say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
#[command(next_help_heading = "What it says")]
pub struct ClaimArgs {
    /// Who said it, by the name to file it under (may be repeated)
    #[arg(long, value_name = "NAME")]
    pub speaker: Vec<String>,
    /// The text names nobody
    #[arg(long, conflicts_with = "speaker")]
    pub nobody: bool,
    /// The speaker is anonymous ("a police source")
    #[arg(long)]
    pub unnamed: bool,
    /// Who passed it on, nearest the speaker first (may be repeated)
    #[arg(long, value_name = "NAME")]
    pub via: Vec<String>,
    /// Nobody passed it on
    #[arg(long, conflicts_with = "via")]
    pub first_hand: bool,
    /// The words, as they stand in the text (repeated where the text interrupts them)
    #[arg(long, value_name = "WORDS", value_parser = said)]
    pub content: Vec<String>,
    /// How the words are given
    #[arg(long, value_parser = Words::<Form>::all())]
    pub form: Option<Form>,
    /// How far the text keeps its distance
    #[arg(long, value_parser = Words::<Hedge>::all())]
    pub hedge: Option<Hedge>,
    /// What the speaker does with the words
    #[arg(long, value_parser = Words::<Stance>::all())]
    pub stance: Option<Stance>,
    /// The words that make it a report
    #[arg(long, value_name = "WORDS")]
    pub cue: Option<String>,
    /// The words picked out of the text on a screen, in place of `content`
    #[arg(skip)]
    pub picked: Vec<Slice>,
}

/// The rule of claims that people enter.
const RULE: &str = "by-hand";

impl ClaimArgs {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == ClaimArgs::default()
    }

    /// The option that says words of the text, and so is of one claim alone.
    pub fn of_one_claim(&self) -> Option<&'static str> {
        match (self.content.is_empty(), &self.cue) {
            (false, _) => Some("--content"),
            (true, Some(_)) => Some("--cue"),
            (true, None) => None,
        }
    }

    /// A claim with these fields changed; its words are looked for in the text, nearest to where they
    /// stood.
    ///
    /// # Errors
    /// Where the words do not stand in the text.
    pub fn corrected(&self, row: &ClaimRow, text: Option<&str>, registry: &Registry) -> Result<Claim> {
        let near = row.claim.content.first().map_or(0, |slice| slice.start);
        self.put(row.claim.clone(), near, text, registry)
    }

    /// The words that are given.
    pub fn content(&self) -> &[String] {
        &self.content
    }

    /// How they are given: a paraphrase, where nothing else is said.
    pub fn form(&self) -> Form {
        self.form.unwrap_or(Form::Indirect)
    }

    /// A new claim; its words are looked for in the text, nearest to a place (in code points).
    ///
    /// # Errors
    /// Where the words do not stand in the text.
    pub fn claim(&self, near: usize, text: Option<&str>, registry: &Registry) -> Result<Claim> {
        let blank = Claim {
            content: Vec::new(),
            form: self.form(),
            speakers: Vec::new(),
            named: false,
            mention: None,
            source: Vec::new(),
            cue: None,
            cue_at: Vec::new(),
            via: Vec::new(),
            hedge: Hedge::None,
            stance: Stance::Asserts,
            rule: RULE.to_owned(),
        };
        self.put(blank, near, text, registry)
    }

    fn put(&self, mut claim: Claim, near: usize, text: Option<&str>, registry: &Registry) -> Result<Claim> {
        claim.rule = RULE.to_owned();
        if !self.speaker.is_empty() || self.nobody {
            if claim.speakers != self.speaker {
                // The words that named another are not those that name this one.
                (claim.mention, claim.source) = (None, Vec::new());
            }
            claim.speakers = self.speaker.clone();
            claim.named = !claim.speakers.is_empty();
        }
        claim.named &= !self.unnamed;
        if !self.content.is_empty() {
            let Some(text) = text else {
                return Err(CliError::bad_input(
                    "the document's text is not in the database, so no words can be \
                                                found in it",
                )
                .hint("`dixit import --sources DIR` brings it in"));
            };
            claim.content = located(&self.content, near, text)?;
        }
        if !self.picked.is_empty() {
            claim.content = self.picked.clone();
        }
        if !self.via.is_empty() || self.first_hand {
            claim.via = self.via.iter().map(|name| relay(name, &claim, registry)).collect();
        }
        claim.form = self.form.unwrap_or(claim.form);
        claim.hedge = self.hedge.unwrap_or(claim.hedge);
        claim.stance = self.stance.unwrap_or(claim.stance);
        if let Some(cue) = &self.cue {
            (claim.cue, claim.cue_at) = (Some(cue.clone()), Vec::new());
        }
        Ok(claim)
    }
}

/// Words that are said, which no blank is.
fn said(words: &str) -> std::result::Result<String, String> {
    let words = words.trim();
    if words.is_empty() { Err("it is empty".to_owned()) } else { Ok(words.to_owned()) }
}

/// A relay as it was, or with what the registry says of it.
fn relay(name: &str, claim: &Claim, registry: &Registry) -> Relay {
    if let Some(known) = claim.via.iter().find(|relay| relay.name == *name) {
        return known.clone();
    }
    let official = claim.speakers.iter().any(|speaker| registry.speaks_for(name, speaker));
    Relay { name: name.to_owned(), channel: if official { Channel::Registry } else { Channel::ThirdParty } }
}
