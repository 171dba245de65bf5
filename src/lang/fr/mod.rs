//! French.

mod inflection;

use super::{Frames, Language, Lexicon, Phrases, Rule, Syntax, Variant, VerbGroups, load};
use crate::text::{Splitting, tokenise};
use inflection::Paradigms;
use std::{collections::BTreeMap, sync::LazyLock};

const SPLITTING: Splitting<'static> = Splitting {
    elisions: &[
        "l", "d", "qu", "s", "n", "c", "j", "m", "t", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu",
    ],
    enclitics: &[
        "-t-il", "-t-elle", "-t-ils", "-t-elles", "-t-on", "-il", "-elle", "-ils", "-elles", "-on", "-je",
        "-nous", "-vous", "-tu", "-ce",
    ],
    whole: &["aujourd'hui", "quelqu'un", "quelqu'une", "d'abord", "d'ailleurs", "d'accord", "jusqu'à"],
    dotted: &["m", "mm", "dr", "pr", "mgr", "st", "ste", "me"],
    sentence_openers: &[],
    single_marks: false,
};

const SYNTAX: Syntax = Syntax {
    verb_groups: VerbGroups::Inflected,
    bare_clauses: false,
    subject_first: false,
    names_qualify: false,
    labels: false,
    adverb_ending: "ment",
    superlative: None,
    gerund_ending: "ant",
};

const ABBREVIATIONS: &[&str] = &[
    "m", "mm", "mme", "mmes", "mlle", "dr", "pr", "me", "mgr", "st", "ste", "cf", "art", "env", "av", "al",
    "no", "vol", "jr", "sr", "etc", "p", "pp", "éd", "ed", "lt", "col", "gal", "cap",
];

const MONTHS: &[&str] = &[
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
    "janv",
    "fevrier",
    "mars",
    "avr",
    "mai",
    "juin",
    "juil",
    "aout",
    "sept",
    "oct",
    "nov",
    "decembre",
];

/// The language.
pub(super) fn french() -> &'static Language {
    // The embedded files are read once; `tests` below hold that they read without a fault, so
    // the fall-back to nothing is never taken.
    static FRENCH: LazyLock<Language> = LazyLock::new(|| build().unwrap_or_else(|_| empty()));
    &FRENCH
}

fn empty() -> Language {
    Language {
        code: "fr",
        lexicon: Lexicon::default(),
        phrases: Phrases::default(),
        splitting: SPLITTING,
        syntax: SYNTAX,
        abbreviations: ABBREVIATIONS,
        person_endings: &[
            "eur", "eurs", "euse", "euses", "trice", "trices", "ier", "iers", "ière", "ières", "iste",
            "istes", "ien", "iens", "ienne", "iennes",
        ],
        months: MONTHS,
        rules: Vec::new(),
    }
}

fn build() -> Result<Language, String> {
    let mut lexicon = Lexicon::default();
    let paradigms = Paradigms::parse(include_str!("paradigms.toml"))?;
    load::words(&mut lexicon, include_str!("words.toml"))?;
    shape_words(&mut lexicon);
    load::nouns(&mut lexicon, include_str!("nouns.toml"), plural)?;
    add_verbs(&mut lexicon, &paradigms, include_str!("verbs.toml"))?;
    add_common_verbs(&mut lexicon, &paradigms, include_str!("common_verbs.toml"))?;
    load::mark_verbs(&mut lexicon);
    let cut = |phrase: &str| {
        let tokens = tokenise(phrase, 0, &SPLITTING);
        tokens.iter().map(|t| t.of(phrase).to_owned()).collect()
    };
    let phrases = Phrases::parse(include_str!("phrases.toml"), &cut).map_err(|e| e.to_string())?;
    phrases.index(&mut lexicon);
    let rules = Rule::parse(include_str!("rules.toml")).map_err(|e| e.to_string())?;
    Ok(Language { lexicon, phrases, rules, ..empty() })
}

fn shape_words(lexicon: &mut Lexicon) {
    let shapes = [
        (
            "le un du au ce cet mon son il lui celui-ci ce-dernier quel aucun tout m. monsieur",
            (true, false),
            (true, false),
        ),
        (
            "la une cette ma sa elle celle-ci quelle aucune toute mme madame mlle",
            (false, true),
            (true, false),
        ),
        ("ils eux ceux-ci mm. messieurs tous certains", (true, false), (false, true)),
        ("elles celles-ci mmes toutes certaines", (false, true), (false, true)),
    ];
    for (words, gender, number) in shapes {
        load::shape(lexicon, words, gender, number);
    }
    for word in "les des aux ces mes ses nos vos leurs plusieurs quelques".split_whitespace() {
        lexicon.entry(word).number = (false, true);
    }
}

/// The regular plural (-s; -x after -au, -eu; -aux for -al; none after -s, -x, -z).
fn plural(noun: &str) -> String {
    match noun {
        n if n.ends_with(['s', 'x', 'z']) => n.to_owned(),
        n if n.ends_with("au") || n.ends_with("eu") => format!("{n}x"),
        n if n.ends_with("al") && n != "festival" => format!("{}aux", &n[..n.len() - 2]),
        "porte-parole" => noun.to_owned(),
        n => format!("{n}s"),
    }
}

/// Reads `verbs.toml`: a key is an infinitive, with "se " or "s'" before it for a reflexive
/// use and words after it for a locution.
fn add_verbs(lexicon: &mut Lexicon, paradigms: &Paradigms, toml: &str) -> Result<(), String> {
    let verbs: BTreeMap<String, String> = toml::from_str(toml).map_err(|e| format!("verbs.toml: {e}"))?;
    for (key, value) in &verbs {
        let fault = |what: &str| format!("verbs.toml: `{key}`: {what}");
        let (class, frames) = value.split_once(':').ok_or_else(|| fault("no class"))?;
        let frames = Frames::parse(frames).map_err(|word| fault(&format!("no frame `{word}`")))?;
        let stripped = key.strip_prefix("se ").or_else(|| key.strip_prefix("s'"));
        let (reflexive, rest) = (stripped.is_some(), stripped.unwrap_or(key));
        let mut words = rest.split_whitespace();
        let lemma = words.next().ok_or_else(|| fault("no verb"))?;
        let tokens = words.collect::<Vec<_>>().join(" ");
        let tokens = tokenise(&tokens, 0, &SPLITTING).iter().map(|t| t.of(&tokens).to_owned()).collect();
        let number = add_verb(lexicon, paradigms, lemma, class.trim()).map_err(|what| fault(&what))?;
        lexicon.verbs[number as usize].variants.push(Variant { reflexive, words: tokens, frames });
    }
    for verb in &mut lexicon.verbs {
        verb.variants.sort_by_key(|v| (std::cmp::Reverse(v.words.len()), !v.reflexive));
    }
    Ok(())
}

fn add_common_verbs(lexicon: &mut Lexicon, paradigms: &Paradigms, toml: &str) -> Result<(), String> {
    let classes: BTreeMap<String, String> =
        toml::from_str(toml).map_err(|e| format!("common_verbs.toml: {e}"))?;
    for (class, lemmas) in &classes {
        for lemma in lemmas.split_whitespace().filter(|l| !l.contains('\'')) {
            add_verb(lexicon, paradigms, lemma, class)
                .map_err(|what| format!("common_verbs.toml: `{lemma}`: {what}"))?;
        }
    }
    Ok(())
}

/// Adds a verb with all of its forms, once.
fn add_verb(lexicon: &mut Lexicon, paradigms: &Paradigms, lemma: &str, class: &str) -> Result<u16, String> {
    let (number, new) = lexicon.verb_number(lemma);
    if new {
        for (form, mood, persons) in paradigms.forms(lemma, class)? {
            lexicon.add_verb_form(&form, number, mood, persons);
        }
    }
    Ok(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Mood;

    #[test]
    fn the_embedded_files_read() {
        build().expect("the French files");
    }

    fn check(form: &str, lemma: &str, mood: Mood) {
        let lexicon = &french().lexicon;
        let entry = lexicon.get(form).unwrap_or_else(|| panic!("{form}"));
        let found =
            entry.verbs.iter().any(|v| lexicon.verbs[v.verb as usize].lemma == lemma && v.mood == mood);
        assert!(found, "{form}: {:?}", entry.verbs);
    }

    #[test]
    fn conjugations() {
        check("annonça", "annoncer", Mood::Past);
        check("annonçait", "annoncer", Mood::Imperfect);
        check("exigeant", "exiger", Mood::Gerund);
        check("espère", "espérer", Mood::Present);
        check("espérerait", "espérer", Mood::Conditional);
        check("rappellent", "rappeler", Mood::Present);
        check("promettra", "promettre", Mood::Future);
        check("reconnaissent", "reconnaître", Mood::Present);
        check("craignent", "craindre", Mood::Present);
        check("soutiennent", "soutenir", Mood::Present);
        check("dément", "démentir", Mood::Present);
        check("démenties", "démentir", Mood::Participle);
        check("prédisait", "prédire", Mood::Imperfect);
        check("écrivant", "écrire", Mood::Gerund);
        check("aurait", "avoir", Mood::Conditional);
        check("étant", "être", Mood::Gerund);
        check("conclut", "conclure", Mood::Present);
        check("réagissant", "réagir", Mood::Gerund);
    }
}
