//! Reads the claims out of a text.
//!
//! The text is made ready once (`analysis`: tokens, quotations, sentences, verb groups, with
//! what the lexicon knows of every word; `repair` mends words run together, `dateline` sets apart
//! "SEOUL (Yonhap) --"). Then each
//! mechanism proposes candidates, one file a mechanism: `inversion` ("..., a dit X"; with
//! `parenthesis`, "..., X said, ..."), `clause` ("X a dit que ..."), `according` ("selon X"),
//! `noun` ("l'accusation selon laquelle"), `label` ("X: ..."), `quotation` (no cue),
//! `conditional` ("aurait fourni"), `doubt` ("un éventuel accord"). They share `noun_phrase`,
//! `subject` (with `subject_phrase`), `time`, `bare_clause` and `complement`, which says where content
//! ends (with `handover`, where the article or another report takes over). `merge` settles their
//! quarrels, folds nested reports into chains, finds relays (`relay`) and puts names to
//! mentions (`names`, `people`, `resolve`).

mod according;
mod analysis;
mod bare_clause;
mod candidate;
mod clause;
mod complement;
mod conditional;
mod dateline;
mod doubt;
mod handover;
mod inversion;
mod join;
mod label;
mod merge;
mod names;
mod noun;
mod noun_phrase;
mod page;
mod parenthesis;
mod people;
mod quotation;
mod relay;
mod repair;
mod resolve;
mod subject;
mod subject_phrase;
mod time;
mod verb_chain;
mod verb_group;

pub use join::join_continued;

use crate::{
    lang::{self, Language},
    model::{Claim, CodePoints, Document, PartialDate, Registry},
};
use analysis::Analysis;
use candidate::Candidate;
use merge::Merger;
use people::People;
use resolve::Resolver;
use std::ops::Range;

/// What a text was read as.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The language, as an ISO 639-1 code; `None` where it could not be told.
    pub language: Option<String>,
    /// Whether dixit reads that language; if not there are no claims.
    pub read: bool,
    /// What the page itself says of its date.
    pub published: Option<PartialDate>,
    /// The heading, where the text begins with one.
    pub title: Option<String>,
    /// The claims, in the order of the text.
    pub claims: Vec<Claim>,
    /// Where an explanation was asked for: every step that found or dropped a candidate.
    pub trace: Vec<Step>,
}

/// One step of a reading, for `--explain`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The rule.
    pub rule: String,
    /// The first code point of what it looked at.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Whether a claim came of it.
    pub kept: bool,
    /// Why, in plain words.
    pub why: String,
}

/// How to read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Fill [`Reading::trace`].
    pub explain: bool,
}

/// Reads a text. `document` gives what is known already: a language that is set is not
/// detected again, and the publishing outlet is never a relay.
///
/// Cannot fail: a text in which nothing can be made out has no claims.
pub fn read(text: &str, document: &Document, registry: &Registry, options: Options) -> Reading {
    let start = page::body_start(text);
    let body = &text[start..];
    let language = document.language.clone().or_else(|| lang::detect(body).code.map(str::to_owned));
    let mut reading = Reading { title: page::title(body), language, ..Reading::default() };
    let Some(lang) = reading.language.as_deref().and_then(Language::of) else { return reading };
    reading.read = true;
    reading.published = page::date(body, &|word| lang.month(word));
    let a = Analysis::new(text, start, lang, registry);
    let people = People::new(&a);
    let resolver = Resolver { a: &a, people: &people };
    let points = CodePoints::new(text);
    let trace = options.explain.then(Vec::new);
    let mut merger = Merger { a: &a, resolver: &resolver, registry, document, points: &points, trace };
    reading.claims = merger.claims(candidates(&a));
    reading.trace = merger.trace.unwrap_or_default();
    reading
}

/// What every mechanism proposes, trimmed. The last three only take words that no other wants.
fn candidates(a: &Analysis<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    inversion::find(a, &mut found);
    clause::find(a, &mut found);
    according::find(a, &mut found);
    noun::find(a, &mut found);
    label::find(a, &mut found);
    let mut found = merge::trimmed(a, found);
    for mechanism in [quotation::find, conditional::find, doubt::find] {
        let mut more = Vec::new();
        let taken = Taken::new(&found, a.len());
        mechanism(a, &|range| taken.any(range), &mut more);
        found.extend(merge::trimmed(a, more));
    }
    found
}

/// Which tokens are in some content already.
struct Taken(Vec<bool>);

impl Taken {
    fn new(candidates: &[Candidate], tokens: usize) -> Self {
        let mut taken = vec![false; tokens];
        for range in candidates.iter().flat_map(|c| &c.content) {
            taken[range.clone()].fill(true);
        }
        Taken(taken)
    }

    fn any(&self, range: &Range<usize>) -> bool {
        self.0[range.clone()].iter().any(|&t| t)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Digest;

    fn claims_of(language: &str, text: &str) -> Vec<Claim> {
        let mut document = Document::new("rule", Digest([0; 32]));
        document.language = Some(language.to_owned());
        read(text, &document, &Registry::builtin(), Options::default()).claims
    }

    /// Every rule fires on its examples, with the content and the people that they give, and
    /// stays silent on the others.
    #[test]
    fn rules_do_as_their_examples_say() {
        let mut faults = Vec::new();
        for language in Language::all() {
            for rule in &language.rules {
                for example in &rule.fires {
                    let claims = claims_of(language.code, &example.text);
                    let hit = claims.iter().find(|c| c.rule == rule.name && slices(c) == example.content);
                    match hit {
                        None => faults.push(format!(
                            "{}: silent on {:?}: {}",
                            rule.name,
                            example.text,
                            show(&claims)
                        )),
                        Some(claim) => {
                            let via: Vec<&str> = claim.via.iter().map(|r| r.name.as_str()).collect();
                            let (speaker, via) = (claim.speakers.join(" + "), via.join(" + "));
                            let expected = (example.speaker.as_str(), example.via.as_str());
                            let asked = !example.speaker.is_empty() || !example.via.is_empty();
                            if asked && (speaker.as_str(), via.as_str()) != expected {
                                faults.push(format!(
                                    "{}: {speaker:?} via {via:?} in {:?}",
                                    rule.name, example.text
                                ));
                            }
                        }
                    }
                }
                for text in &rule.silent {
                    if let Some(claim) = claims_of(language.code, text).iter().find(|c| c.rule == rule.name) {
                        faults.push(format!("{}: fires on {text:?}: {}", rule.name, slices(claim)));
                    }
                }
            }
        }
        assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    }

    /// Whatever a mechanism names is a rule with examples, and every rule is named by one.
    #[test]
    fn every_rule_is_registered_and_used() {
        let mut shown: Vec<&str> = Vec::new();
        for language in Language::all() {
            for (n, rule) in language.rules.iter().enumerate() {
                let name = rule.name.as_str();
                assert!(merge::RULES.contains(&name), "{}: no mechanism has `{name}`", language.code);
                assert!(
                    language.rules[..n].iter().all(|r| r.name != name),
                    "{}: `{name}` twice",
                    language.code
                );
                assert!(
                    !rule.about.is_empty() && !rule.fires.is_empty() && !rule.silent.is_empty(),
                    "{name}"
                );
                shown.push(name);
            }
        }
        for rule in merge::RULES {
            assert!(shown.contains(rule), "no language shows `{rule}`");
        }
    }

    #[test]
    fn a_quotation_that_goes_on_can_be_joined() {
        let text = "« Le pont tiendra », a dit Anna Weil. « Il tiendra cent ans. » Paul Marin est parti.";
        let claims = claims_of("fr", text);
        assert_eq!(claims.len(), 2);
        let joined = join_continued(claims);
        assert_eq!(joined.len(), 1);
        assert_eq!(slices(&joined[0]), "Le pont tiendra … Il tiendra cent ans");
    }

    fn slices(claim: &Claim) -> String {
        let words: Vec<&str> = claim.content.iter().map(|s| s.text.as_str()).collect();
        words.join(" … ")
    }

    fn show(claims: &[Claim]) -> String {
        let all: Vec<String> = claims.iter().map(|c| format!("[{}: {}]", c.rule, slices(c))).collect();
        all.join(" ")
    }

    #[test]
    fn every_slice_is_where_it_says() {
        let hostile = [
            "",
            "«",
            "»",
            "\"",
            "« « « »",
            "a dit que",
            "Selon",
            "Selon ,",
            "que que que",
            "« a », dit",
            "\u{FEFF}« é »",
            "---\na: b\n---\nSelon Paul, il pleut.",
            "M. M. M.",
            ", , ,",
            "d'",
            "l'« x », a dit l'",
            "(((",
            "aurait",
            "–",
            "Il a dit «\u{202F}non\u{202F}», \u{AD}puis\u{200B} oui. a-t-il -t-il",
            "dit-il dit-il dit-il",
            "il l'a dit",
            "\u{1F600} dit « \u{1F600} »",
            "Kim Jong Unlors de. Kim Jong Un",
            "par par par",
            "été été a été été",
        ];
        for text in hostile {
            let points: Vec<char> = text.chars().collect();
            for claim in claims_of("fr", text) {
                for slice in claim.content.iter().chain(&claim.source).chain(&claim.cue_at) {
                    let there: String = points[slice.start..slice.end].iter().collect();
                    assert_eq!(there, slice.text, "{text:?}");
                }
                assert!(!claim.content.is_empty() && claim.content.iter().all(|s| !s.text.is_empty()));
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(words in proptest::collection::vec(proptest::sample::select(vec![
            "«", "»", "\"", "“", "”", ",", ".", ":", ";", "(", ")", "\n", "-", "dit", "a", "déclaré", "que", "qu'", "selon",
            "Selon", "d'", "après", "il", "-t-il", "Kim", "M.", "Poutine", "le", "la", "ministre", "de", "et", "mais", "qui",
            "aurait", "fourni", "en", "affirmant", "tout", "pour", "accuse", "s'est", "engagé", "à", "venir", "été", "par",
            "un", "éventuel", "accord", "cité", "KCNA", "lundi", "3", "ce", "dernier", "les", "deux", "pays", "AFP", "l'",
        ]), 0..60), glued in proptest::bool::ANY) {
            let text = words.join(if glued { "" } else { " " });
            let points: Vec<char> = text.chars().collect();
            for claim in claims_of("fr", &text) {
                for slice in claim.content.iter().chain(&claim.source).chain(&claim.cue_at) {
                    let there: String = points[slice.start..slice.end].iter().collect();
                    proptest::prop_assert_eq!(&there, &slice.text);
                }
            }
        }
    }
}
