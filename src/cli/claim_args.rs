//! What a claim entered by hand says: shared by `edit` and `add`.

use super::{
    error::{CliError, Result},
    word::Words,
};
use crate::model::{Channel, Claim, ClaimRow, CodePoints, Form, Hedge, Registry, Relay, Slice, Span, Stance};
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
    #[arg(long, value_name = "WORDS")]
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

    /// A claim with these fields changed; its words are looked for in the text, nearest to where they
    /// stood.
    ///
    /// # Errors
    /// Where the words do not stand in the text.
    pub fn corrected(&self, row: &ClaimRow, text: Option<&str>, registry: &Registry) -> Result<Claim> {
        let near = row.claim.content.first().map_or(0, |slice| slice.start);
        self.put(row.claim.clone(), near, text, registry)
    }

    /// A new claim.
    ///
    /// # Errors
    /// Where no words are given, or they do not stand in the text.
    pub fn claim(&self, text: Option<&str>, registry: &Registry) -> Result<Claim> {
        let blank = Claim {
            content: Vec::new(),
            form: Form::Indirect,
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
        self.put(blank, 0, text, registry)
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

/// A relay as it was, or with what the registry says of it.
fn relay(name: &str, claim: &Claim, registry: &Registry) -> Relay {
    if let Some(known) = claim.via.iter().find(|relay| relay.name == *name) {
        return known.clone();
    }
    let official = claim.speakers.iter().any(|speaker| registry.speaks_for(name, speaker));
    Relay { name: name.to_owned(), channel: if official { Channel::Registry } else { Channel::ThirdParty } }
}

/// Where some words stand one after the other, nearest to a place (in code points).
fn located(words: &[String], near: usize, text: &str) -> Result<Vec<Slice>> {
    let points = CodePoints::new(text);
    let mut slices: Vec<Slice> = Vec::new();
    for words in words {
        let from = slices.last().map_or(0, |slice| slice.end);
        let places = text.match_indices(words.as_str()).map(|(byte, _)| points.at_byte(byte));
        let nearest =
            places.filter(|&place| place >= from).min_by_key(|place| place.abs_diff(near.max(from)));
        let Some(start) = nearest else { return Err(misquoted(words, text)) };
        let end = start + words.chars().count();
        slices.push(Slice { start, end, text: words.clone() });
    }
    Ok(slices)
}

/// The error for words that do not stand in a text, with those there that are most like them.
fn misquoted(words: &str, text: &str) -> CliError {
    let error = CliError::bad_input(format!("these words do not stand in the text: {words}"));
    match nearest(words, text) {
        Some(near) => error.hint(format!("the nearest that stands there: {near}")),
        None => error.hint("`dixit show ID` shows the text around a claim"),
    }
}

/// The stretch of the text, of as many words, that is most like some words.
fn nearest(words: &str, text: &str) -> Option<String> {
    const ALIKE: f64 = 0.6;
    const LONGEST: usize = 20_000;
    let points = CodePoints::new(text);
    let starts: Vec<usize> = std::iter::once(0)
        .chain(text.match_indices(char::is_whitespace).map(|(at, space)| at + space.len()))
        .take(LONGEST)
        .collect();
    let length = words.chars().count();
    let stretch = |&byte: &usize| {
        let start = points.at_byte(byte);
        let end = (start..=start + length).rev().find(|&end| points.to_byte(end).is_some())?;
        points.slice(Span { start, end })
    };
    let alike = |stretch: &&str| strsim::sorensen_dice(stretch, words);
    let best = starts.iter().filter_map(stretch).max_by(|a, b| alike(a).total_cmp(&alike(b)))?;
    (alike(&best) > ALIKE).then(|| best.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Il viendra demain, dit-elle. Il viendra demain soir, dit-il.";

    #[test]
    fn words_are_found_nearest_to_where_they_stood() {
        let at = |near| located(&["Il viendra demain".into()], near, TEXT).expect("found")[0].start;
        assert_eq!((at(0), at(40)), (0, 29));
        let both = located(&["Il viendra".into(), "soir".into()], 0, TEXT).expect("found");
        assert_eq!((both[0].start, both[1].start), (0, 47));
    }

    #[test]
    fn near_misses_are_shown() {
        let error = located(&["Il viendra demin soir".into()], 0, TEXT).expect_err("not there");
        assert_eq!(error.hints, ["the nearest that stands there: Il viendra demain soi"]);
        assert_eq!(nearest("tout autre chose", TEXT), None);
    }
}
