//! French conjugation: paradigms as data, spelling rules as code.

use crate::lang::{Mood, Persons};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The conjugation classes of `paradigms.toml`.
pub(super) struct Paradigms(BTreeMap<String, Paradigm>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Paradigm {
    /// What the infinitives of the class end with; the class's name unless given.
    base: Option<String>,
    present: String,
    imperfect: String,
    future: String,
    past: String,
    participle: String,
    subjunctive: String,
    /// The present participle where it is not the imperfect's stem and -ant.
    gerund: Option<String>,
    /// Of the first conjugation, with its changes of spelling.
    #[serde(default)]
    first: bool,
}

/// A form with what it is.
type Form = (String, Mood, Persons);

impl Paradigms {
    pub(super) fn parse(toml: &str) -> Result<Self, String> {
        toml::from_str(toml).map(Paradigms).map_err(|e| format!("paradigms.toml: {e}"))
    }

    /// Every form of a verb.
    pub(super) fn forms(&self, lemma: &str, class: &str) -> Result<Vec<Form>, String> {
        let paradigm = self.0.get(class).ok_or_else(|| format!("no class `{class}`"))?;
        let base = paradigm.base.as_deref().unwrap_or(class);
        let stem = lemma.strip_suffix(base).ok_or_else(|| format!("does not end in -{base}"))?;
        let mut forms = vec![(lemma.to_owned(), Mood::Infinitive, Persons::default())];
        let mut add = |ending: &str, suffix: &str, mood: Mood, persons: u8| {
            if ending != "_" {
                let ending = format!("{ending}{suffix}");
                let form =
                    if paradigm.first { first_conjugation(stem, &ending) } else { format!("{stem}{ending}") };
                forms.push((form, mood, Persons(persons)));
            }
        };
        for (person, ending) in paradigm.present.split(' ').enumerate() {
            for spelling in ending.split('|') {
                add(spelling, "", Mood::Present, 1 << person);
            }
        }
        const IMPERFECT: [&str; 6] = ["ais", "ais", "ait", "ions", "iez", "aient"];
        const FUTURE: [&str; 6] = ["ai", "as", "a", "ons", "ez", "ont"];
        for person in 0..6 {
            add(&paradigm.imperfect, IMPERFECT[person], Mood::Imperfect, 1 << person);
            for stem in paradigm.future.split(' ') {
                add(stem, FUTURE[person], Mood::Future, 1 << person);
                add(stem, IMPERFECT[person], Mood::Conditional, 1 << person);
            }
        }
        for (ending, persons) in paradigm.past.split(' ').zip([4, 32]) {
            add(ending, "", Mood::Past, persons);
        }
        for (ending, persons) in paradigm.subjunctive.split(' ').zip([4 | 1, 32]) {
            add(ending, "", Mood::Subjunctive, persons);
        }
        match &paradigm.gerund {
            Some(gerund) => add(gerund, "", Mood::Gerund, 0),
            None => add(&paradigm.imperfect, "ant", Mood::Gerund, 0),
        }
        let plural = if paradigm.participle.ends_with('s') { "" } else { "s" };
        for ending in ["", plural, "e", "es"] {
            add(&paradigm.participle, ending, Mood::Participle, 0);
        }
        Ok(forms)
    }
}

/// Joins stem and ending as verbs in -er spell it: annon-ç-ons, exig-e-ons, esp-è-re,
/// rappe-ll-e, ess-ai-e (Grevisse, Le Bon Usage, §§ 789-793).
fn first_conjugation(stem: &str, ending: &str) -> String {
    let hard = ending.starts_with(['a', 'o', 'â']);
    match stem.chars().next_back() {
        Some('g') if hard => return format!("{stem}e{ending}"),
        Some('c') if hard => return format!("{}ç{ending}", &stem[..stem.len() - 1]),
        _ => {}
    }
    let mute = matches!(ending, "e" | "es" | "ent");
    let mute_or_future = mute || ending.starts_with("er");
    if !mute_or_future {
        return format!("{stem}{ending}");
    }
    const DOUBLING: &[&str] = &["appel", "rappel", "jet", "projet", "rejet", "renouvel", "interpel"];
    if DOUBLING.contains(&stem) {
        let last = &stem[stem.len() - 1..];
        return format!("{stem}{last}{ending}");
    }
    if let Some(short) = stem.strip_suffix('y') {
        return format!("{short}i{ending}");
    }
    let vowel = stem.char_indices().rev().find(|(_, c)| "aeiouyéèêôûîâ".contains(*c));
    if let Some((at, c)) = vowel {
        let consonants = &stem[at + c.len_utf8()..];
        let opens = c == 'é' && mute || c == 'e' && consonants.chars().count() == 1;
        if opens && !consonants.is_empty() {
            return format!("{}è{consonants}{ending}", &stem[..at]);
        }
    }
    format!("{stem}{ending}")
}
