//! What people graded a claim, in short and in full.

use super::rows::claim::time;
use super::typography::cited;
use crate::model::{Given, Grade, Grades, Scale, Vocabulary};
use serde::{Serialize, Serializer};

/// "B2, likely, background": reliability and credibility stand together, as the Admiralty code has
/// them. Empty where nobody has graded the claim.
pub fn short(grades: &Grades) -> String {
    let mut short = String::new();
    for given in grades.iter() {
        let together = given.grade.scale() == Scale::Credibility;
        if !short.is_empty() && !together {
            short.push_str(", ");
        }
        short.push_str(given.grade.word().unwrap_or_default());
    }
    short
}

/// What a grade means, in plain words.
pub fn meaning(grade: &Grade) -> &'static str {
    match grade {
        Grade::Reliability(grade) => grade.map_or("", |letter| letter.gloss()),
        Grade::Credibility(grade) => grade.map_or("", |figure| figure.gloss()),
        Grade::Likelihood(grade) => grade.map_or("", |word| word.gloss()),
        Grade::Terms(grade) => grade.as_ref().map_or("", |attribution| attribution.terms.gloss()),
    }
}

/// A grade in full: "B: usually reliable (Anna, 2024-06-19T14:05:00Z, log entry 7)".
pub fn line(given: &Given<Grade>) -> String {
    let Given { grade, by, at, entry } = given;
    let wording = grade.wording().map(|words| format!("; the article says {}", cited(words)));
    format!(
        "{}: {}{} ({by}, {}, log entry {entry})",
        grade.word().unwrap_or_default(),
        meaning(grade),
        wording.unwrap_or_default(),
        time(*at)
    )
}

/// The word on a scale, empty where there is none.
pub fn word(grades: &Grades, scale: Scale) -> String {
    grades.on(scale).and_then(Grade::word).unwrap_or_default().to_owned()
}

/// The article's own words for the terms, empty where there are none.
pub fn wording(grades: &Grades) -> String {
    grades.on(Scale::Terms).and_then(Grade::wording).unwrap_or_default().to_owned()
}

/// The grades as a JSON object, by scale.
pub struct Object<'a>(pub &'a Grades);

#[derive(Serialize)]
struct GradeObject<'a> {
    grade: &'a str,
    meaning: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    wording: Option<&'a str>,
    by: &'a str,
    at: String,
    /// The number of the entry of the log.
    entry: u64,
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|Given { grade, by, at, entry }| {
            let object = GradeObject {
                grade: grade.word().unwrap_or_default(),
                meaning: meaning(grade),
                wording: grade.wording(),
                by,
                at: time(*at),
                entry: *entry,
            };
            (grade.scale().as_str(), object)
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Attribution, Credibility, Likelihood, Reliability, Terms};
    use chrono::DateTime;

    fn grades(list: impl IntoIterator<Item = Grade>) -> Grades {
        let mut grades = Grades::default();
        for grade in list {
            grades.put(Given { grade, by: "Anna".into(), at: DateTime::UNIX_EPOCH, entry: 7 });
        }
        grades
    }

    #[test]
    fn in_short_and_in_full() {
        let check = |list: Vec<Grade>, expected| assert_eq!(short(&grades(list)), expected);
        let (b, two) = (Grade::Reliability(Some(Reliability::B)), Grade::Credibility(Some(Credibility::Two)));
        let likely = Grade::Likelihood(Some(Likelihood::Likely));
        check(vec![], "");
        check(vec![two.clone()], "2");
        check(vec![two.clone(), b.clone()], "B2");
        check(vec![likely.clone(), two], "2, likely");
        check(vec![b, likely], "B, likely");
        let wording = Some("un haut responsable".to_owned());
        let terms = Grade::Terms(Some(Attribution { terms: Terms::DeepBackground, wording }));
        assert_eq!(
            grades([terms]).iter().map(line).collect::<Vec<_>>(),
            ["deep background: may be used, attributed to nobody; the article says “un haut responsable” \
              (Anna, 1970-01-01T00:00:00Z, log entry 7)"]
        );
    }
}
