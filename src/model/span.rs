//! Positions in a text.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A stretch of a document's text, in Unicode code points, end exclusive.
///
/// Code points and not bytes, as W3C `TextPositionSelector` counts, so that a position means
/// the same in every program that reads an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

impl Span {
    /// The number of code points covered.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether nothing is covered.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }
}

/// A span together with the words that stand there.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slice {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Exactly the code points from `start` to `end` of the document's text.
    pub text: String,
}

impl Slice {
    /// Where the slice stands.
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.end }
    }
}

/// Converts between byte offsets and code points of one text in O(log n).
///
/// Holds one checkpoint for every 256 bytes, so a ten-megabyte text costs
/// some 160 kB.
#[derive(Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// Code points before byte `i * STRIDE`, for every `i` (the byte may lie inside a character).
    checkpoints: Cow<'t, [u32]>,
}

/// A text that is kept together with what [`CodePoints`] reads it once for.
#[derive(Debug, Clone)]
pub struct IndexedText {
    text: String,
    checkpoints: Vec<u32>,
}

impl IndexedText {
    /// Reads the text once.
    pub fn new(text: String) -> Self {
        let checkpoints = CodePoints::new(&text).checkpoints.into_owned();
        IndexedText { text, checkpoints }
    }

    /// Its code points.
    pub fn points(&self) -> CodePoints<'_> {
        CodePoints { text: &self.text, checkpoints: Cow::Borrowed(&self.checkpoints) }
    }

    /// Its length in bytes of UTF-8.
    pub fn size(&self) -> usize {
        self.text.len()
    }
}

impl<'t> CodePoints<'t> {
    const STRIDE: usize = 256;

    /// Reads the text once.
    pub fn new(text: &'t str) -> Self {
        let mut checkpoints = Vec::with_capacity(text.len() / Self::STRIDE + 1);
        let mut count = 0u32;
        for chunk in text.as_bytes().chunks(Self::STRIDE) {
            checkpoints.push(count);
            count += chunk.iter().filter(|b| is_leading(**b)).count() as u32;
        }
        CodePoints { text, checkpoints: Cow::Owned(checkpoints) }
    }

    /// The code points before `byte`, which must lie on a character boundary.
    pub fn at_byte(&self, byte: usize) -> usize {
        let block = byte / Self::STRIDE;
        let Some(&before) = self.checkpoints.get(block) else {
            // Only the end of a text whose length is a multiple of the stride gets here.
            return self.checkpoints.last().map_or(0, |&last| {
                let from = (self.checkpoints.len() - 1) * Self::STRIDE;
                last as usize + self.leading(from, byte)
            });
        };
        before as usize + self.leading(block * Self::STRIDE, byte)
    }

    /// The byte at which code point number `point` starts; the text's length for the end, and
    /// `None` beyond it.
    pub fn to_byte(&self, point: usize) -> Option<usize> {
        let block = self.checkpoints.partition_point(|&c| c as usize <= point).checked_sub(1);
        let Some(block) = block else {
            return (point == 0).then_some(0);
        };
        let mut left = point - self.checkpoints[block] as usize;
        let bytes = self.text.as_bytes();
        for (i, b) in bytes.iter().enumerate().skip(block * Self::STRIDE) {
            if is_leading(*b) {
                if left == 0 {
                    return Some(i);
                }
                left -= 1;
            }
        }
        (left == 0).then_some(bytes.len())
    }

    /// The words at a span, or `None` where the text is shorter or the span is reversed.
    pub fn slice(&self, span: Span) -> Option<&'t str> {
        let (start, end) = (self.to_byte(span.start)?, self.to_byte(span.end)?);
        self.text.get(start..end)
    }

    /// Up to so many code points before a span and after it; `None` where the text is shorter or the
    /// span is reversed.
    pub fn around(&self, span: Span, points: usize) -> Option<(&'t str, &'t str)> {
        let (start, end) = (self.to_byte(span.start)?, self.to_byte(span.end)?);
        let before = self.to_byte(span.start.saturating_sub(points))?;
        let rest = self.text.get(end..).filter(|_| start <= end)?;
        let after = rest.char_indices().nth(points).map_or(rest.len(), |(at, _)| at);
        Some((self.text.get(before..start)?, &rest[..after]))
    }

    fn leading(&self, from: usize, to: usize) -> usize {
        self.text.as_bytes()[from..to].iter().filter(|b| is_leading(**b)).count()
    }
}

fn is_leading(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_code_points_agree_everywhere() {
        for text in ["", "a", "é", &"é’x « ».".repeat(200), &"x".repeat(512), &"é".repeat(128)] {
            let map = CodePoints::new(text);
            let mut point = 0;
            for (byte, _) in text.char_indices() {
                assert_eq!(map.at_byte(byte), point);
                assert_eq!(map.to_byte(point), Some(byte));
                point += 1;
            }
            assert_eq!(map.at_byte(text.len()), point);
            assert_eq!(map.to_byte(point), Some(text.len()));
            assert_eq!(map.to_byte(point + 1), None);
        }
    }

    #[test]
    fn what_stands_around_a_span() {
        let text = IndexedText::new("àbçdé".to_owned());
        let map = text.points();
        let around = |start, end| map.around(Span { start, end }, 2);
        assert_eq!(around(2, 3), Some(("àb", "dé")));
        assert_eq!(around(0, 5), Some(("", "")));
        assert_eq!(around(5, 5), Some(("dé", "")));
        assert_eq!((around(3, 2), around(4, 6)), (None, None));
    }
}
