//! Rules: the names under which claims are found, each with the sentences that show it.

use serde::Deserialize;

/// A rule of a language. The mechanism that applies it is code; what it fires on is data.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The name that claims carry, `mechanism.case`.
    pub name: String,
    /// What it reads, in one sentence.
    pub about: String,
    /// Sentences on which it fires.
    pub fires: Vec<Example>,
    /// Sentences on which it stays silent.
    pub silent: Vec<String>,
}

/// A sentence and the claim that the rule finds in it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// The content's words; slices joined by " … ".
    pub content: String,
    /// The speakers, joined by " + ".
    #[serde(default)]
    pub speaker: String,
    /// The relays, joined by " + ".
    #[serde(default)]
    pub via: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<Rule>,
}

impl Rule {
    /// Reads `rules.toml`.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn parse(toml: &str) -> Result<Vec<Rule>, toml::de::Error> {
        toml::from_str::<File>(toml).map(|file| file.rule)
    }
}
