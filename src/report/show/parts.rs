//! What a sheet says, part by part: for a screen that has its own way of laying it out.

use super::context::passages;
use super::sheet::{self, Fact};
use crate::model::{ClaimRow, CodePoints};
use crate::report::escape::terminal::{line, lines};
use crate::report::marks::{self, Mark, Part};
use crate::report::{chain, rows};

/// Everything that a sheet says about a claim, safe for a terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// The words, as people read them.
    pub words: String,
    /// The passages of the text that the claim stands in, each in stretches.
    pub passages: Vec<Vec<Stretch>>,
    /// What is to be said where there is no passage to show.
    pub missing: Option<&'static str>,
    /// The links from the speaker to the outlet: name, and what it is there.
    pub chain: Vec<(String, String)>,
    /// The strength, and what it means.
    pub strength: String,
    /// Why it has that strength.
    pub reasons: Vec<String>,
    /// How the text was read.
    pub reading: Vec<Fact>,
    /// What is known of the document.
    pub document: Vec<Fact>,
}

/// A stretch of a text that is one thing throughout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Its words, with their line breaks.
    pub text: String,
    /// Whether they are claimed.
    pub content: bool,
    /// Whether they make it a report.
    pub cue: bool,
    /// Whether they name the speaker.
    pub mention: bool,
}

/// The parts of a claim's sheet; `text` is its document's, where the base has it.
pub fn parts(row: &ClaimRow, text: Option<&str>) -> Parts {
    let passages = text.map(|text| stretches(row, text)).unwrap_or_default();
    let missing = match text {
        None => Some(sheet::NO_TEXT),
        Some(_) if passages.is_empty() => Some(sheet::NOT_THERE),
        Some(_) => None,
    };
    let safe = |facts: Vec<Fact>| facts.into_iter().map(|(name, value)| (name, line(&value))).collect();
    Parts {
        words: line(&rows::claim::words(row)),
        passages,
        missing,
        chain: chain::links(&row.claim, &row.document)
            .iter()
            .map(|link| (line(&link.name), line(&link.part)))
            .collect(),
        strength: sheet::strength(row),
        reasons: row.claim.judgement().reasons.iter().map(|reason| line(reason)).collect(),
        reading: safe(sheet::reading(row)),
        document: safe(sheet::document(row)),
    }
}

fn stretches(row: &ClaimRow, text: &str) -> Vec<Vec<Stretch>> {
    let marks = marks::of_claim(&row.claim, row.strength, None, &CodePoints::new(text));
    let passage = |range: std::ops::Range<usize>| {
        let mut edges: Vec<usize> = marks.iter().flat_map(|mark| [mark.start, mark.end]).collect();
        edges.retain(|edge| range.contains(edge));
        edges.extend([range.start, range.end]);
        edges.sort_unstable();
        edges.dedup();
        let mut parts: Vec<Stretch> =
            edges.windows(2).map(|edge| stretch(text, edge[0], edge[1], &marks)).collect();
        if let Some(first) = parts.first_mut() {
            first.text = first.text.trim_start().to_owned();
        }
        if let Some(last) = parts.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        if range.start > 0 {
            parts.insert(0, Stretch::plain("… "));
        }
        if range.end < text.len() {
            parts.push(Stretch::plain(" …"));
        }
        parts
    };
    passages(&row.claim, text).into_iter().map(|found| passage(found.bytes)).collect()
}

fn stretch(text: &str, start: usize, end: usize, marks: &[Mark]) -> Stretch {
    let is = |wanted: fn(&Part) -> bool| {
        marks.iter().any(|mark| mark.start <= start && mark.end >= end && wanted(&mark.part))
    };
    Stretch {
        text: lines(text.get(start..end).unwrap_or_default()),
        content: is(|part| matches!(part, Part::Content(_))),
        cue: is(|part| *part == Part::Cue),
        mention: is(|part| *part == Part::Mention),
    }
}

impl Stretch {
    fn plain(text: &str) -> Self {
        Stretch { text: text.to_owned(), content: false, cue: false, mention: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn a_passage_comes_in_stretches_that_make_it_up() {
        let row = &sample::rows()[1];
        let parts = parts(row, Some(sample::TEXT));
        let content: Vec<&str> =
            parts.passages.iter().flatten().filter(|s| s.content).map(|s| s.text.as_str()).collect();
        assert_eq!(content, ["le désir de \"se rendre bientôt\" en Corée du Nord"]);
        let cues: String =
            parts.passages.iter().flatten().filter(|s| s.cue).map(|s| s.text.as_str()).collect();
        assert_eq!(Some(cues), row.claim.cue);
        assert_eq!(parts.missing, None);
        assert_eq!(parts.chain.len(), 3);
    }

    #[test]
    fn without_the_text_it_says_so() {
        let row = &sample::rows()[1];
        assert_eq!(parts(row, None).missing, Some(sheet::NO_TEXT));
        assert_eq!(parts(row, Some("other")).missing, Some(sheet::NOT_THERE));
    }
}
