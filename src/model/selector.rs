//! W3C Web Annotation selectors: how a claim is found again in a page that was edited.

use super::{CodePoints, Slice};
use serde::{Deserialize, Serialize};

/// How many code points of context a [`TextQuoteSelector`] keeps on each side.
pub const QUOTE_CONTEXT: usize = 32;

/// The two selectors of one slice (W3C Web Annotation Data Model, 4.2.4 and 4.2.5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selectors {
    /// By position.
    pub position: TextPositionSelector,
    /// By words and context.
    pub quote: TextQuoteSelector,
}

/// A stretch of text by its position, in code points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type")]
pub struct TextPositionSelector {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// A stretch of text by its words and what stands around them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type")]
pub struct TextQuoteSelector {
    /// The words.
    pub exact: String,
    /// Up to [`QUOTE_CONTEXT`] code points before them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub prefix: String,
    /// Up to [`QUOTE_CONTEXT`] code points after them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub suffix: String,
}

impl Selectors {
    /// The selectors of a slice of a text; the context is empty where the text is not at hand.
    pub fn new(slice: &Slice, text: Option<&CodePoints<'_>>) -> Self {
        let around = |start, end| {
            let words = text.and_then(|t| t.slice(super::Span { start, end }));
            words.unwrap_or_default().to_owned()
        };
        let after = (0..=QUOTE_CONTEXT)
            .rev()
            .map(|n| slice.end + n)
            .find(|&end| text.is_some_and(|t| t.to_byte(end).is_some()))
            .unwrap_or(slice.end);
        Selectors {
            position: TextPositionSelector { start: slice.start, end: slice.end },
            quote: TextQuoteSelector {
                exact: slice.text.clone(),
                prefix: around(slice.start.saturating_sub(QUOTE_CONTEXT), slice.start),
                suffix: around(slice.end, after),
            },
        }
    }
}
