//! English.

mod inflection;

use super::{
    Auxiliary, Frames, Language, Lexicon, Mood, Phrases, Rule, Syntax, Tags, Variant, VerbGroups, load,
};
use crate::text::{Splitting, tokenise};
use inflection::{Paradigms, THIRD};
use std::{collections::BTreeMap, sync::LazyLock};

const SPLITTING: Splitting<'static> = Splitting {
    elisions: &[],
    enclitics: &["n't", "'s", "'ll", "'ve", "'re", "'d", "'m"],
    whole: &[],
    dotted: &[
        "mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "sens", "reps", "gen", "lt", "col", "sgt",
        "capt", "adm", "maj", "rev", "hon", "st", "jr", "sr", "det", "insp", "supt", "amb", "jan", "feb",
        "aug", "sept", "oct", "nov", "dec", "inc", "corp", "ltd", "vs", "ky", "calif", "fla", "ariz", "tenn",
        "conn", "minn", "mich", "colo", "okla", "wis",
    ],
    sentence_openers: &[
        "The", "He", "She", "It", "They", "But", "In", "And", "A", "An", "This", "That", "These", "Those",
        "We", "On", "For", "As", "If", "At", "His", "Her", "Their", "Its", "There", "When", "While", "After",
        "Before", "I", "You", "So", "What", "Still", "Yet", "However",
    ],
    single_marks: true,
};

const SYNTAX: Syntax = Syntax {
    verb_groups: VerbGroups::Chained,
    bare_clauses: true,
    subject_first: true,
    names_qualify: true,
    labels: true,
    adverb_ending: "ly",
    superlative: Some("est"),
    gerund_ending: "ing",
};

const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "gen", "lt", "col", "sgt", "capt", "st", "jr",
    "sr", "no", "vs", "etc", "inc", "corp", "co", "ltd", "jan", "feb", "mar", "apr", "aug", "sept", "oct",
    "nov", "dec", "calif", "conn", "fla", "ill", "mass", "mich", "minn", "pa", "tenn", "va", "wash", "wis",
    "ariz", "ala", "ark", "colo", "ga", "ind", "ky", "md", "mo", "mont", "neb", "nev", "okla", "ore", "tex",
];

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sept",
    "oct",
    "nov",
    "dec",
];

/// States as they stand behind a party ("R-Ky.", "D-Calif.").
const STATES: &[&str] = &[
    "ala", "ariz", "ark", "calif", "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan", "ky", "la", "md",
    "mass", "mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ore", "pa", "tenn", "tex", "vt",
    "va", "wash", "wis", "wyo", "ny", "nj", "nh", "nc", "sc", "nd", "sd", "nm", "wv", "ri", "sc", "tx", "ca",
    "az", "ohio", "iowa", "utah", "idaho", "maine", "hawaii", "alaska", "texas",
];

/// The language.
pub(super) fn english() -> &'static Language {
    // The embedded files are read once; `tests` below hold that they read without a fault, so
    // the fall-back to nothing is never taken.
    static ENGLISH: LazyLock<Language> = LazyLock::new(|| build().unwrap_or_else(|_| empty()));
    &ENGLISH
}

fn empty() -> Language {
    Language {
        code: "en",
        lexicon: Lexicon::default(),
        phrases: Phrases::default(),
        splitting: SPLITTING,
        syntax: SYNTAX,
        abbreviations: ABBREVIATIONS,
        person_endings: &["er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "ant", "ants"],
        months: MONTHS,
        rules: Vec::new(),
    }
}

fn build() -> Result<Language, String> {
    let mut lexicon = Lexicon::default();
    let paradigms = Paradigms::parse(include_str!("paradigms.toml"))?;
    load::words(&mut lexicon, include_str!("words.toml"))?;
    load::nouns(&mut lexicon, include_str!("nouns.toml"), plural)?;
    load::speech_nouns(&mut lexicon, include_str!("speech_nouns.toml"), plural)?;
    shape_words(&mut lexicon);
    add_verbs(&mut lexicon, &paradigms, include_str!("verbs.toml"))?;
    add_common_verbs(&mut lexicon, &paradigms, include_str!("common_verbs.toml"))?;
    load::mark_verbs(&mut lexicon);
    add_auxiliaries(&mut lexicon, &paradigms);
    let phrases = Phrases::parse(include_str!("phrases.toml"), &cut).map_err(|e| e.to_string())?;
    phrases.index(&mut lexicon);
    let rules = Rule::parse(include_str!("rules.toml")).map_err(|e| e.to_string())?;
    Ok(Language { lexicon, phrases, rules, ..empty() })
}

fn cut(phrase: &str) -> Vec<String> {
    tokenise(phrase, 0, &SPLITTING).iter().map(|t| t.of(phrase).to_owned()).collect()
}

fn shape_words(lexicon: &mut Lexicon) {
    const SINGULAR: (bool, bool) = (true, false);
    const PLURAL: (bool, bool) = (false, true);
    load::shape(lexicon, "he him his mr mr. sir lord himself", (true, false), SINGULAR);
    load::shape(lexicon, "she her mrs mrs. ms ms. miss lady dame madam herself", (false, true), SINGULAR);
    load::shape(lexicon, "one another everyone everybody someone somebody", (true, true), SINGULAR);
    load::shape(lexicon, "it its itself", (true, true), SINGULAR);
    load::shape(
        lexicon,
        "they them their these those many several few both themselves",
        (true, true),
        PLURAL,
    );
    for (party, state) in ["r", "d", "i"].iter().flat_map(|p| STATES.iter().map(move |s| (p, s))) {
        for form in [format!("{party}-{state}"), format!("{party}-{state}.")] {
            lexicon.entry(&form).tags |= Tags::NOT_A_NAME;
        }
    }
    load::shape(lexicon, "police people authorities media", (true, true), PLURAL);
}

fn plural(noun: &str) -> String {
    match noun {
        n if n.ends_with("man") => format!("{}men", &n[..n.len() - 3]),
        n if n.ends_with("sis") => format!("{}ses", &n[..n.len() - 3]),
        "authorities" | "folks" | "people" | "congressmen" | "businessmen" | "tv" => noun.to_owned(),
        "wife" => "wives".to_owned(),
        n => inflection::with_s(n),
    }
}

/// Reads `verbs.toml`: a key is an infinitive, with words after it for a locution.
fn add_verbs(lexicon: &mut Lexicon, paradigms: &Paradigms, toml: &str) -> Result<(), String> {
    let verbs: BTreeMap<String, String> = toml::from_str(toml).map_err(|e| format!("verbs.toml: {e}"))?;
    for (key, frames) in &verbs {
        let frames =
            Frames::parse(frames).map_err(|word| format!("verbs.toml: `{key}`: no frame `{word}`"))?;
        let mut words = cut(key).into_iter();
        let lemma = words.next().ok_or_else(|| format!("verbs.toml: `{key}`: no verb"))?;
        let number = add_verb(lexicon, paradigms, &lemma);
        let variant = Variant { reflexive: false, words: words.collect(), frames };
        lexicon.verbs[number as usize].variants.push(variant);
    }
    for verb in &mut lexicon.verbs {
        verb.variants.sort_by_key(|v| std::cmp::Reverse(v.words.len()));
    }
    Ok(())
}

fn add_common_verbs(lexicon: &mut Lexicon, paradigms: &Paradigms, toml: &str) -> Result<(), String> {
    let groups: BTreeMap<String, String> =
        toml::from_str(toml).map_err(|e| format!("common_verbs.toml: {e}"))?;
    for lemma in groups.values().flat_map(|lemmas| lemmas.split_whitespace()) {
        add_verb(lexicon, paradigms, lemma);
    }
    Ok(())
}

/// Adds a verb with all of its forms, once.
fn add_verb(lexicon: &mut Lexicon, paradigms: &Paradigms, lemma: &str) -> u16 {
    let (number, new) = lexicon.verb_number(lemma);
    if new {
        for (form, mood, persons) in paradigms.forms(lemma) {
            lexicon.add_verb_form(&form, number, mood, persons);
        }
    }
    number
}

/// Modals report nothing by themselves: what somebody would or may say was not said.
fn add_auxiliaries(lexicon: &mut Lexicon, paradigms: &Paradigms) {
    for (kind, forms) in &paradigms.modals {
        let mood = if kind == "future" { Mood::Future } else { Mood::Subjunctive };
        for form in forms.split_whitespace() {
            let (number, _) = lexicon.verb_number(form);
            lexicon.verbs[number as usize].auxiliary = Some(Auxiliary::Modal);
            lexicon.add_verb_form(form, number, mood, THIRD);
        }
    }
    for (lemma, forms) in &paradigms.short {
        for form in forms.split_whitespace() {
            let (number, _) = lexicon.verb_number(lemma);
            lexicon.add_verb_form(form, number, Mood::Present, THIRD);
        }
    }
    let (be, _) = lexicon.verb_number("be");
    lexicon.add_verb_form("'s", be, Mood::Present, THIRD);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_files_read() {
        build().expect("the English files");
    }

    fn check(form: &str, lemma: &str, mood: Mood) {
        let lexicon = &english().lexicon;
        let entry = lexicon.get(form).unwrap_or_else(|| panic!("{form}"));
        let found =
            entry.verbs.iter().any(|v| lexicon.verbs[v.verb as usize].lemma == lemma && v.mood == mood);
        assert!(found, "{form}: {:?}", entry.verbs);
    }

    #[test]
    fn conjugations() {
        check("says", "say", Mood::Present);
        check("said", "say", Mood::Past);
        check("told", "tell", Mood::Participle);
        check("denied", "deny", Mood::Past);
        check("denies", "deny", Mood::Present);
        check("denying", "deny", Mood::Gerund);
        check("admitted", "admit", Mood::Participle);
        check("arguing", "argue", Mood::Gerund);
        check("agreed", "agree", Mood::Past);
        check("agreeing", "agree", Mood::Gerund);
        check("written", "write", Mood::Participle);
        check("was", "be", Mood::Past);
        check("being", "be", Mood::Gerund);
        check("lying", "lie", Mood::Gerund);
        check("will", "will", Mood::Future);
    }
}
