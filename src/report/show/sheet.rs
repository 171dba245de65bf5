//! What a sheet says, without its look.

use crate::model::{ClaimRow, Origin, Slice, Stance, Standing, Status, Vocabulary};
use crate::report::grades;
use crate::report::rows::claim::{spans, time};
use crate::report::sought::place;

/// Said in place of the words in context.
pub const NO_TEXT: &str = "The captured text is not in the base.";

/// Said where the words are not where the claim says.
pub const NOT_THERE: &str =
    "The words are not where the claim says in the captured text: run `dixit verify`.";

/// A named value; unescaped.
pub type Fact = (&'static str, String);

/// How the text was read.
pub fn reading(row: &ClaimRow) -> Vec<Fact> {
    let claim = &row.claim;
    let at = |words: &Option<String>, slices: &[Slice]| match (words, slices) {
        (None, _) => "none".to_owned(),
        (Some(words), []) => words.clone(),
        (Some(words), slices) => format!("{words} ({})", spans(slices, "–")),
    };
    let stance = match claim.stance {
        Stance::Asserts => "asserts",
        Stance::Denies => "denies: the speaker says that it is not so",
        Stance::Declines => "declines: the speaker neither confirms nor denies it",
    };
    vec![
        ("mention", at(&claim.mention, &claim.source)),
        ("cue", at(&claim.cue, &claim.cue_at)),
        ("form", claim.form.to_string()),
        ("hedge", claim.hedge.to_string()),
        ("stance", stance.to_owned()),
        ("span", format!("{} (code points)", spans(&claim.content, "–"))),
        ("found by", found_by(row)),
        ("review", review(row)),
    ]
}

/// What people graded the claim, by scale; empty where nobody has.
pub fn grades(row: &ClaimRow) -> Vec<Fact> {
    row.grades.iter().map(|given| (given.grade.scale().as_str(), grades::line(given))).collect()
}

/// The document; what is not known of it is left out.
pub fn document(row: &ClaimRow) -> Vec<Fact> {
    let document = &row.document;
    let facts = [
        ("name", Some(document.name.clone())),
        (
            "medium",
            document.medium.as_ref().map(|medium| format!("{medium}: no text, taken down by a person")),
        ),
        ("title", document.title.clone()),
        ("outlet", document.outlet.clone()),
        ("author", document.author.clone()),
        ("published", document.published.map(|date| date.to_string())),
        ("address", document.url.clone()),
        ("language", document.language.clone()),
        ("captured", document.captured.map(time)),
        ("sha256", Some(document.sha256.to_string())),
    ];
    facts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// What the claim is known by.
pub fn identity(row: &ClaimRow) -> Vec<Fact> {
    vec![("id", row.id.to_string()), ("content hash", row.content_hash.to_string())]
}

/// A later version of its page, by its name and when it was captured.
pub fn version(standing: &Standing) -> String {
    let captured = standing.document.captured.map(|time| time.format(", captured on %Y-%m-%d").to_string());
    format!("version {}, {}{}", standing.number, standing.document.name, captured.unwrap_or_default())
}

/// What became of the claim in a later version, and where it stands there.
pub fn standing(row: &ClaimRow, standing: &Standing) -> String {
    let outcome = standing.outcome();
    let typography = match standing.differs_in_typography(&row.claim.content) {
        true => " (only the typography differs)",
        false => "",
    };
    match standing.spans.iter().any(|span| span.at.is_some()) {
        true => format!("{outcome} at {}{typography}", place(&standing.spans)),
        false => outcome.to_string(),
    }
}

/// The strength in its words and what they mean.
pub fn strength(row: &ClaimRow) -> String {
    format!("{}: {}", row.strength, row.strength.gloss())
}

fn review(row: &ClaimRow) -> String {
    match row.status {
        Status::Found => "nobody has reviewed it".to_owned(),
        Status::Accepted => "accepted by a person".to_owned(),
        Status::Corrected => "entered by a person in place of another reading".to_owned(),
        Status::Rejected => "rejected by a person".to_owned(),
        Status::Superseded => "superseded: no longer the reading".to_owned(),
    }
}

fn found_by(row: &ClaimRow) -> String {
    let program = row.program.as_deref().map(|version| format!(", dixit {version}")).unwrap_or_default();
    match row.origin {
        Origin::Found => format!("rule {}{program}", row.claim.rule),
        Origin::Curated => format!("a person (curated{program})"),
    }
}
