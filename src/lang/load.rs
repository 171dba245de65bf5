//! Reads the files that every language's folder has.

use super::{Auxiliary, Frames, Lexicon, Tags};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NounFile {
    role: Nouns,
    body: Nouns,
    medium: Nouns,
    document: Nouns,
    anonymous: Nouns,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nouns {
    m: String,
    f: String,
    mf: String,
}

/// Reads `words.toml`: one line a class.
pub(super) fn words(lexicon: &mut Lexicon, toml: &str) -> Result<(), String> {
    let classes: BTreeMap<String, String> = toml::from_str(toml).map_err(|e| format!("words.toml: {e}"))?;
    for (class, words) in &classes {
        let tags = Tags::named(class).ok_or_else(|| format!("words.toml: no class `{class}`"))?;
        for word in words.split_whitespace() {
            lexicon.entry(word).tags |= tags;
        }
    }
    Ok(())
}

/// Gives words the gender and number that they show.
pub(super) fn shape(lexicon: &mut Lexicon, words: &str, gender: (bool, bool), number: (bool, bool)) {
    for word in words.split_whitespace() {
        let entry = lexicon.entry(word);
        (entry.gender, entry.number) = (gender, number);
    }
}

/// Reads `nouns.toml`; `plural` forms the plural.
pub(super) fn nouns(lexicon: &mut Lexicon, toml: &str, plural: fn(&str) -> String) -> Result<(), String> {
    let file: NounFile = toml::from_str(toml).map_err(|e| format!("nouns.toml: {e}"))?;
    let groups = [
        (file.role, Tags::ROLE),
        (file.body, Tags::BODY),
        (file.medium, Tags::MEDIUM),
        (file.document, Tags::DOCUMENT),
        (file.anonymous, Tags::ANONYMOUS),
    ];
    for (nouns, tags) in groups {
        for (words, gender) in [(nouns.m, (true, false)), (nouns.f, (false, true)), (nouns.mf, (true, true))]
        {
            for word in words.split_whitespace() {
                for (form, number) in [(word.to_owned(), (true, false)), (plural(word), (false, true))] {
                    let entry = lexicon.entry(&form);
                    entry.tags |= tags;
                    entry.gender = (entry.gender.0 | gender.0, entry.gender.1 | gender.1);
                    entry.number = (entry.number.0 | number.0, entry.number.1 | number.1);
                }
            }
        }
    }
    Ok(())
}

/// Reads `speech_nouns.toml`: a noun in the singular and its frames, as in `verbs.toml`.
pub(super) fn speech_nouns(
    lexicon: &mut Lexicon,
    toml: &str,
    plural: fn(&str) -> String,
) -> Result<(), String> {
    let nouns: BTreeMap<String, String> =
        toml::from_str(toml).map_err(|e| format!("speech_nouns.toml: {e}"))?;
    for (noun, frames) in nouns {
        let frames = Frames::parse(&frames)
            .map_err(|word| format!("speech_nouns.toml: `{noun}`: no frame `{word}`"))?;
        lexicon.add_noun(&[plural(&noun), noun], frames);
    }
    Ok(())
}

/// Marks the verbs that are listed among the words by their infinitives.
pub(super) fn mark_verbs(lexicon: &mut Lexicon) {
    for number in 0..lexicon.verbs.len() {
        let Some(entry) = lexicon.get(&lexicon.verbs[number].lemma) else { continue };
        let auxiliary = match () {
            _ if entry.is(Tags::HAVE) => Some(Auxiliary::Have),
            _ if entry.is(Tags::BE) => Some(Auxiliary::Be),
            _ if entry.is(Tags::DO) => Some(Auxiliary::Modal),
            _ => None,
        };
        let tags = entry.tags;
        let verb = &mut lexicon.verbs[number];
        verb.tags = tags;
        verb.auxiliary = verb.auxiliary.or(auxiliary);
    }
}
