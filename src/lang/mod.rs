//! Languages: lexicons and rules as data, one folder a language, compiled in.

mod detect;
mod en;
mod fr;
mod frames;
mod lexicon;
mod load;
mod phrases;
mod rules;
mod syntax;
mod tags;

pub use detect::{Detected, detect};
pub use frames::{Frames, Preposition};
pub use lexicon::{Auxiliary, Entry, Lexicon, Mood, Persons, Variant, Verb, VerbForm};
pub use phrases::Phrases;
pub use rules::{Example, Rule};
pub use syntax::{Syntax, VerbGroups};
pub use tags::Tags;

use crate::text::Splitting;

/// All that the mechanisms ask of a language.
#[derive(Debug)]
pub struct Language {
    /// ISO 639-1 code.
    pub code: &'static str,
    /// Its words.
    pub lexicon: Lexicon,
    /// Its fixed phrases.
    pub phrases: Phrases,
    /// Where it cuts words.
    pub splitting: Splitting<'static>,
    /// How it builds its sentences.
    pub syntax: Syntax,
    /// Abbreviations whose full stop ends no sentence, lower case, without it.
    pub abbreviations: &'static [&'static str],
    /// Endings of nouns for people by what they do ("-eur", "-iste").
    pub person_endings: &'static [&'static str],
    /// Its months in order, lower case; further spellings follow in the same order.
    pub months: &'static [&'static str],
    /// Its rules, each with the sentences on which it fires and stays silent.
    pub rules: Vec<Rule>,
}

impl Language {
    /// The language of a code, where dixit reads it.
    pub fn of(code: &str) -> Option<&'static Language> {
        match code {
            "en" => Some(en::english()),
            "fr" => Some(fr::french()),
            _ => None,
        }
    }

    /// Every language that dixit reads.
    pub fn all() -> impl Iterator<Item = &'static Language> {
        ["en", "fr"].into_iter().filter_map(Language::of)
    }

    /// The number of a month by its name, in lower case.
    pub fn month(&self, word: &str) -> Option<u32> {
        self.months.iter().position(|m| *m == word).map(|i| i as u32 % 12 + 1)
    }

    /// Whether a full stop after this word belongs to the word.
    pub fn is_abbreviation(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        self.abbreviations.iter().any(|a| *a == lower)
    }
}
