//! The passages of a text that a claim stands in.

use crate::model::{Claim, CodePoints, Slice};
use serde::Serialize;

/// How many code points are shown on each side of the words.
const AROUND: usize = 200;

/// A stretch of the text, cut at white space.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words there.
    pub text: String,
    /// The same place in bytes.
    #[serde(skip)]
    pub bytes: std::ops::Range<usize>,
}

/// Every slice of the content, the cue and the mention with what stands around them; passages
/// that meet are one. Empty where none of them is in the text.
pub fn passages(claim: &Claim, text: &str) -> Vec<Passage> {
    let points = CodePoints::new(text);
    let mut reaches: Vec<(usize, usize)> =
        claim.content.iter().filter_map(|slice| reach(slice, &points, AROUND)).collect();
    // The cue and the mention are shown too, where they stand far from the words.
    let outlying = claim.cue_at.iter().chain(&claim.source);
    reaches.extend(outlying.filter_map(|slice| reach(slice, &points, AROUND / 4)));
    reaches.sort_unstable();

    let mut merged: Vec<(usize, usize)> = Vec::new();
    for (start, end) in reaches {
        match merged.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => merged.push((start, end)),
        }
    }
    merged.into_iter().map(|(start, end)| passage(text, &points, start, end)).collect()
}

/// The bytes from `around` code points before a slice to as many after it.
fn reach(slice: &Slice, points: &CodePoints<'_>, around: usize) -> Option<(usize, usize)> {
    points.slice(slice.span())?;
    let start = points.to_byte(slice.start.saturating_sub(around))?;
    let last = points.to_byte(slice.end)?;
    let end = (0..=around).rev().find_map(|n| points.to_byte(slice.end + n)).unwrap_or(last);
    Some((start, end))
}

/// A passage without the cut words at its ends.
fn passage(text: &str, points: &CodePoints<'_>, mut start: usize, mut end: usize) -> Passage {
    let words = text.get(start..end).unwrap_or_default();
    // A word longer than a quarter of the context is cut all the same.
    let limit = AROUND / 4;
    if start > 0
        && let Some((at, space)) = words.char_indices().take(limit).find(|(_, c)| c.is_whitespace())
    {
        start += at + space.len_utf8();
    }
    if end < text.len()
        && let Some((at, _)) = words.char_indices().rev().take(limit).find(|(_, c)| c.is_whitespace())
        && end - words.len() + at >= start
    {
        end = end - words.len() + at;
    }
    Passage {
        start: points.at_byte(start),
        end: points.at_byte(end),
        text: text.get(start..end).unwrap_or_default().to_owned(),
        bytes: start..end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn far_slices_have_a_passage_each_and_near_ones_share_one() {
        let far = format!("{} assuré {}", "début ".repeat(200), "fin ".repeat(200));
        let mut claim = sample::claims().remove(0);
        claim.cue_at.clear();
        claim.source.clear();
        claim.content = vec![
            Slice { start: 0, end: 5, text: "début".into() },
            Slice { start: 1201, end: 1207, text: "assuré".into() },
        ];
        let two = passages(&claim, &far);
        assert_eq!(two.len(), 2);
        assert!(two[0].text.ends_with("début") && two[1].text.starts_with("début"));
        for passage in &two {
            let words: String = far.chars().skip(passage.start).take(passage.end - passage.start).collect();
            assert_eq!(words, passage.text);
        }
        claim.content[1] = Slice { start: 12, end: 17, text: "début".into() };
        assert_eq!(passages(&claim, &far).len(), 1);
    }
}
