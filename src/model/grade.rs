//! Grades that analysts know: how reliable the source is, how credible what it says, how likely it
//! is, and on what terms it was said. People give them; nothing is graded by itself, and no grade
//! follows from another or from the strength.

use super::vocabulary::{UnknownWord, Vocabulary, vocabulary};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

vocabulary! {
    /// How reliable a source has been (the Admiralty code: NATO AJP-2.1, STANAG 2511).
    Reliability: "reliability" {
        /// Completely reliable.
        A = "A",
        /// Usually reliable.
        B = "B",
        /// Fairly reliable.
        C = "C",
        /// Not usually reliable.
        D = "D",
        /// Unreliable.
        E = "E",
        /// Its reliability cannot be judged.
        F = "F",
    }
}

vocabulary! {
    /// How credible a piece of information is, whoever gave it (the Admiralty code: NATO AJP-2.1,
    /// STANAG 2511).
    Credibility: "credibility" {
        /// Confirmed by other sources.
        One = "1",
        /// Probably true.
        Two = "2",
        /// Possibly true.
        Three = "3",
        /// Doubtful.
        Four = "4",
        /// Improbable.
        Five = "5",
        /// Its truth cannot be judged.
        Six = "6",
    }
}

vocabulary! {
    /// How likely it is, in the words of Intelligence Community Directive 203 (2015), D.6.e.(2)(a):
    /// seven steps, two words for each, of which an analyst keeps to one column.
    Likelihood: "likelihood" {
        /// 1 to 5 percent.
        AlmostNoChance = "almost no chance",
        /// The same, in the other column.
        Remote = "remote",
        /// 5 to 20 percent.
        VeryUnlikely = "very unlikely",
        /// The same, in the other column.
        HighlyImprobable = "highly improbable",
        /// 20 to 45 percent.
        Unlikely = "unlikely",
        /// The same, in the other column.
        Improbable = "improbable",
        /// 45 to 55 percent.
        RoughlyEvenChance = "roughly even chance",
        /// The same, in the other column.
        RoughlyEvenOdds = "roughly even odds",
        /// 55 to 80 percent.
        Likely = "likely",
        /// The same, in the other column.
        Probable = "probable",
        /// 80 to 95 percent.
        VeryLikely = "very likely",
        /// The same, in the other column.
        HighlyProbable = "highly probable",
        /// 95 to 99 percent.
        AlmostCertain = "almost certain",
        /// The same, in the other column.
        NearlyCertain = "nearly certain",
    }
}

vocabulary! {
    /// On what terms something was said, as newsrooms use the words (The Associated Press, "News
    /// Values and Principles", anonymous sources).
    Terms: "terms" {
        /// It may be published with the name.
        OnTheRecord = "on the record",
        /// It may be published, described as agreed, without the name.
        Background = "background",
        /// It may be used, attributed to nobody.
        DeepBackground = "deep background",
        /// It may not be published.
        OffTheRecord = "off the record",
    }
}

vocabulary! {
    /// What a claim is graded on.
    Scale: "scale" {
        /// See [`Reliability`].
        Reliability = "reliability",
        /// See [`Credibility`].
        Credibility = "credibility",
        /// See [`Likelihood`].
        Likelihood = "likelihood",
        /// See [`Terms`].
        Terms = "terms",
    }
}

impl Reliability {
    /// What the letter means.
    pub fn gloss(self) -> &'static str {
        match self {
            Reliability::A => "completely reliable",
            Reliability::B => "usually reliable",
            Reliability::C => "fairly reliable",
            Reliability::D => "not usually reliable",
            Reliability::E => "unreliable",
            Reliability::F => "reliability cannot be judged",
        }
    }
}

impl Credibility {
    /// What the figure means.
    pub fn gloss(self) -> &'static str {
        match self {
            Credibility::One => "confirmed by other sources",
            Credibility::Two => "probably true",
            Credibility::Three => "possibly true",
            Credibility::Four => "doubtful",
            Credibility::Five => "improbable",
            Credibility::Six => "truth cannot be judged",
        }
    }
}

impl Likelihood {
    /// The step of the table, from 1 to 7: the two words of a step mean the same.
    pub fn step(self) -> usize {
        self as usize / 2 + 1
    }

    /// The range that the standard gives the word.
    pub fn gloss(self) -> &'static str {
        const RANGES: [&str; 7] = ["1–5 %", "5–20 %", "20–45 %", "45–55 %", "55–80 %", "80–95 %", "95–99 %"];
        RANGES.get(self.step() - 1).copied().unwrap_or_default()
    }

    /// The words of the same step.
    pub fn synonyms(self) -> impl Iterator<Item = Likelihood> {
        Likelihood::ALL.iter().copied().filter(move |other| other.step() == self.step())
    }
}

impl Terms {
    /// What the words mean.
    pub fn gloss(self) -> &'static str {
        match self {
            Terms::OnTheRecord => "may be published with the name",
            Terms::Background => "may be published without the name, described as agreed",
            Terms::DeepBackground => "may be used, attributed to nobody",
            Terms::OffTheRecord => "may not be published",
        }
    }
}

/// The terms on which something was said, and the article's own words for them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attribution {
    /// The terms.
    pub terms: Terms,
    /// How the article words them ("a senior official who asked not to be named").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<String>,
}

/// What a claim is graded from now on, on one scale; `None` takes its grade off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// Of the source.
    Reliability(Option<Reliability>),
    /// Of the information.
    Credibility(Option<Credibility>),
    /// Of the event.
    Likelihood(Option<Likelihood>),
    /// Of the attribution.
    Terms(Option<Attribution>),
}

impl Grade {
    /// No grade on a scale.
    pub fn none(scale: Scale) -> Self {
        match scale {
            Scale::Reliability => Grade::Reliability(None),
            Scale::Credibility => Grade::Credibility(None),
            Scale::Likelihood => Grade::Likelihood(None),
            Scale::Terms => Grade::Terms(None),
        }
    }

    /// The grade that some words give on a scale. A wording goes with terms alone.
    ///
    /// # Errors
    /// [`UnknownWord`] where the word is not one of the scale.
    pub fn parse(scale: Scale, word: &str, wording: Option<String>) -> Result<Self, UnknownWord> {
        Ok(match scale {
            Scale::Reliability => Grade::Reliability(Some(Reliability::parse(word)?)),
            Scale::Credibility => Grade::Credibility(Some(Credibility::parse(word)?)),
            Scale::Likelihood => Grade::Likelihood(Some(Likelihood::parse(word)?)),
            Scale::Terms => Grade::Terms(Some(Attribution { terms: Terms::parse(word)?, wording })),
        })
    }

    /// The scale.
    pub fn scale(&self) -> Scale {
        match self {
            Grade::Reliability(_) => Scale::Reliability,
            Grade::Credibility(_) => Scale::Credibility,
            Grade::Likelihood(_) => Scale::Likelihood,
            Grade::Terms(_) => Scale::Terms,
        }
    }

    /// The word; `None` where the grade is taken off.
    pub fn word(&self) -> Option<&'static str> {
        match self {
            Grade::Reliability(grade) => grade.map(Vocabulary::as_str),
            Grade::Credibility(grade) => grade.map(Vocabulary::as_str),
            Grade::Likelihood(grade) => grade.map(Vocabulary::as_str),
            Grade::Terms(grade) => grade.as_ref().map(|attribution| attribution.terms.as_str()),
        }
    }

    /// How the article words the terms.
    pub fn wording(&self) -> Option<&str> {
        match self {
            Grade::Terms(Some(attribution)) => attribution.wording.as_deref(),
            _ => None,
        }
    }
}

/// Something that a person gave, with who it was and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given<T> {
    /// What.
    pub grade: T,
    /// In whose name.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The number of the entry of the log.
    pub entry: u64,
}

/// The grades of a claim, at most one a scale, in the order of [`Scale::ALL`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grades(Vec<Given<Grade>>);

impl Grades {
    /// Gives a grade in the place of any other on its scale; `None` in it takes that one off.
    pub fn put(&mut self, given: Given<Grade>) {
        let scale = given.grade.scale();
        self.0.retain(|other| other.grade.scale() != scale);
        if given.grade.word().is_some() {
            self.0.push(given);
            self.0.sort_by_key(|given| given.grade.scale());
        }
    }

    /// Each with who gave it and when.
    pub fn iter(&self) -> impl Iterator<Item = &Given<Grade>> {
        self.0.iter()
    }

    /// The grade on a scale.
    pub fn on(&self, scale: Scale) -> Option<&Grade> {
        self.0.iter().map(|given| &given.grade).find(|grade| grade.scale() == scale)
    }

    /// Whether nobody has graded the claim.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_of_the_standards_are_whole() {
        fn count<V: Vocabulary>() -> usize {
            V::ALL.len()
        }
        assert_eq!((count::<Reliability>(), count::<Credibility>(), count::<Terms>()), (6, 6, 4));
        for (i, pair) in Likelihood::ALL.chunks(2).enumerate() {
            assert!(pair.iter().all(|word| word.step() == i + 1 && word.synonyms().eq(pair.iter().copied())));
        }
        assert_eq!((Likelihood::Remote.gloss(), Likelihood::NearlyCertain.gloss()), ("1–5 %", "95–99 %"));
    }

    #[test]
    fn a_word_belongs_to_one_scale() {
        for (&scale, word) in Scale::ALL.iter().zip(["A", "1", "likely", "background"]) {
            let takes = |scale: &&Scale| Grade::parse(**scale, word, None).is_ok();
            assert!(Scale::ALL.iter().filter(takes).eq([&scale]));
            assert_eq!((Grade::none(scale).scale(), Grade::none(scale).word()), (scale, None));
        }
    }

    #[test]
    fn a_grade_takes_the_place_of_the_one_on_its_scale() {
        let given = |grade| Given { grade, by: "Anna".into(), at: DateTime::UNIX_EPOCH, entry: 1 };
        let mut grades = Grades::default();
        grades.put(given(Grade::Credibility(Some(Credibility::Two))));
        grades.put(given(Grade::Reliability(Some(Reliability::C))));
        grades.put(given(Grade::Reliability(Some(Reliability::B))));
        let words: Vec<_> = grades.iter().filter_map(|given| given.grade.word()).collect();
        assert_eq!(words, ["B", "2"]);
        grades.put(given(Grade::none(Scale::Credibility)));
        assert_eq!((grades.on(Scale::Credibility), grades.is_empty()), (None, false));
    }
}
