//! English conjugation: irregular verbs as data, spelling rules as code.

use crate::lang::{Mood, Persons};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What `paradigms.toml` says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Paradigms {
    irregular: BTreeMap<String, String>,
    doubling: Doubling,
    /// Modal verbs by mood: `future` and `other`.
    pub modals: BTreeMap<String, String>,
    /// Short forms of auxiliaries, by infinitive.
    pub short: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Doubling {
    verbs: String,
}

/// A form with what it is.
type Form = (String, Mood, Persons);

/// Third persons, singular and plural.
pub(super) const THIRD: Persons = Persons(0b100_100);

impl Paradigms {
    pub(super) fn parse(toml: &str) -> Result<Self, String> {
        toml::from_str(toml).map_err(|e| format!("paradigms.toml: {e}"))
    }

    /// Every form of a verb. The infinitive is the present of the plural too, and the past is
    /// one form for all persons.
    pub(super) fn forms(&self, lemma: &str) -> Vec<Form> {
        let irregular = self.irregular.get(lemma).map(|forms| forms.split(' ').collect::<Vec<_>>());
        let part = |n: usize| irregular.as_ref().and_then(|forms| forms.get(n).copied());
        let regular = self.with_vowel(lemma, "ed");
        let mut forms = vec![
            (lemma.to_owned(), Mood::Infinitive, Persons::default()),
            (self.with_vowel(lemma, "ing"), Mood::Gerund, Persons::default()),
        ];
        if lemma == "be" {
            forms.push(("am".to_owned(), Mood::Present, Persons(1)));
            forms.push(("are".to_owned(), Mood::Present, Persons::THIRD_PLURAL));
        } else {
            forms.push((lemma.to_owned(), Mood::Present, Persons::THIRD_PLURAL));
        }
        let third = part(2).map_or_else(|| with_s(lemma), str::to_owned);
        forms.push((third, Mood::Present, Persons::THIRD_SINGULAR));
        let past = part(0).unwrap_or(&regular);
        forms.extend(past.split('|').map(|f| (f.to_owned(), Mood::Past, THIRD)));
        let participle = part(1).unwrap_or(&regular);
        forms.extend(participle.split('|').map(|f| (f.to_owned(), Mood::Participle, Persons::default())));
        forms
    }

    /// Adds an ending that begins with a vowel: "admit-t-ed", "den-i-ed", "argu-ed".
    fn with_vowel(&self, lemma: &str, ending: &str) -> String {
        if self.doubling.verbs.split_whitespace().any(|v| v == lemma) {
            let last = lemma.chars().next_back().map(String::from).unwrap_or_default();
            return format!("{lemma}{last}{ending}");
        }
        let past = ending == "ed";
        match lemma {
            l if past && ends_in_consonant_y(l) => format!("{}i{ending}", &l[..l.len() - 1]),
            l if past && l.ends_with('e') => format!("{}{ending}", &l[..l.len() - 1]),
            l if l.ends_with("ie") => format!("{}y{ending}", &l[..l.len() - 2]),
            l if l.ends_with('e') && !l.ends_with("ee") && l != "be" => {
                format!("{}{ending}", &l[..l.len() - 1])
            }
            l => format!("{l}{ending}"),
        }
    }
}

/// Adds the -s of the third person, or of the plural: "tri-es", "push-es".
pub(super) fn with_s(word: &str) -> String {
    match word {
        w if ends_in_consonant_y(w) => format!("{}ies", &w[..w.len() - 1]),
        w if w.ends_with(['s', 'x', 'z', 'o']) || w.ends_with("ch") || w.ends_with("sh") => format!("{w}es"),
        w => format!("{w}s"),
    }
}

fn ends_in_consonant_y(word: &str) -> bool {
    word.strip_suffix('y').is_some_and(|stem| !stem.is_empty() && !stem.ends_with(['a', 'e', 'i', 'o', 'u']))
}
