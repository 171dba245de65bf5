//! Phrases that attribute without a verb.

use super::{Lexicon, Tags};
use serde::Deserialize;

/// The fixed phrases of a language; a phrase is its words in lower case, as they are cut.
#[derive(Debug, Clone, Default)]
pub struct Phrases {
    /// "selon", "d'après": what follows is the speaker.
    pub according: Vec<Vec<String>>,
    /// "pour": attributes only beside quoted words or at a sentence's head.
    pub viewpoint: Vec<Vec<String>>,
    /// "à", "sur": what follows may be the outlet that the words were said to.
    pub told: Vec<Vec<String>>,
    /// "cité": followed by "par" and the relay.
    pub relayed: Vec<String>,
    /// "interrogé": followed by "par" and the outlet that the words were said to.
    pub asked: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    according: Group,
    viewpoint: Group,
    told: Told,
    relayed: Participles,
    asked: Participles,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    phrases: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    prepositions: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Participles {
    participles: Vec<String>,
}

impl Phrases {
    /// Notes in the lexicon which words begin a phrase.
    pub(super) fn index(&self, lexicon: &mut Lexicon) {
        for (number, phrase) in self.according.iter().enumerate() {
            if let Some(first) = phrase.first() {
                lexicon.entry(first).phrases.push(number as u16);
            }
        }
        for first in self.according.iter().chain(&self.viewpoint).filter_map(|p| p.first()) {
            lexicon.entry(first).tags |= Tags::PHRASE_HEAD;
        }
    }

    /// Reads `phrases.toml`; `cut` cuts a phrase into words as the language does.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn parse(toml: &str, cut: &dyn Fn(&str) -> Vec<String>) -> Result<Phrases, toml::de::Error> {
        let file: File = toml::from_str(toml)?;
        let all = |phrases: &[String]| {
            let mut cut: Vec<Vec<String>> = phrases.iter().map(|p| cut(p)).collect();
            cut.sort_by_key(|words| std::cmp::Reverse(words.len()));
            cut
        };
        Ok(Phrases {
            according: all(&file.according.phrases),
            viewpoint: all(&file.viewpoint.phrases),
            told: all(&file.told.prepositions),
            relayed: file.relayed.participles,
            asked: file.asked.participles,
        })
    }
}
