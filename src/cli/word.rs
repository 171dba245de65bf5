//! Words of a closed vocabulary as values of options.

use crate::model::{UnknownWord, Vocabulary};
use clap::{
    Arg, Command,
    builder::{PossibleValue, TypedValueParser},
    error::{ContextKind, ContextValue, ErrorKind},
};
use std::ffi::OsStr;

/// Parses one word out of some members of a vocabulary; help lists them, and a misspelt one is
/// answered with the nearest.
#[derive(Debug, Clone)]
pub struct Words<V: 'static>(&'static [V]);

impl<V: Vocabulary> Words<V> {
    /// Every member.
    pub fn all() -> Self {
        Words(V::ALL)
    }

    /// Some members.
    pub fn only(members: &'static [V]) -> Self {
        Words(members)
    }
}

impl<V: Vocabulary + Send + Sync> TypedValueParser for Words<V> {
    type Value = V;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<V, clap::Error> {
        let word = value.to_string_lossy();
        if let Some(&member) = self.0.iter().find(|m| m.as_str() == word) {
            return Ok(member);
        }
        let similarity = |m: &&V| strsim::jaro_winkler(m.as_str(), &word);
        let nearest = self.0.iter().max_by(|a, b| similarity(a).total_cmp(&similarity(b)));
        let unknown = UnknownWord {
            kind: V::KIND,
            word: word.into_owned(),
            nearest: nearest.map_or("", |m| m.as_str()),
            known: self.0.iter().map(|m| m.as_str()).collect(),
        };
        let mut error = clap::Error::raw(ErrorKind::ValueValidation, unknown.to_string()).with_cmd(command);
        if let Some(arg) = arg {
            error.insert(ContextKind::InvalidArg, ContextValue::String(arg.to_string()));
        }
        Err(error)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.0.iter().map(|m| PossibleValue::new(m.as_str()))))
    }
}
