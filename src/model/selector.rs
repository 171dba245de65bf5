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

/// What stands around the words of a slice: what a [`TextQuoteSelector`] has beside them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    /// Up to [`QUOTE_CONTEXT`] code points before.
    pub prefix: String,
    /// Up to [`QUOTE_CONTEXT`] code points after.
    pub suffix: String,
}

impl Context {
    /// The context of a slice in its text; empty where that is not the slice's text.
    pub fn new(slice: &Slice, text: &CodePoints<'_>) -> Self {
        let (prefix, suffix) = text.around(slice.span(), QUOTE_CONTEXT).unwrap_or_default();
        Context { prefix: prefix.to_owned(), suffix: suffix.to_owned() }
    }
}

impl Selectors {
    /// The selectors of a slice in its context.
    pub fn new(slice: &Slice, context: Context) -> Self {
        let Context { prefix, suffix } = context;
        Selectors {
            position: TextPositionSelector { start: slice.start, end: slice.end },
            quote: TextQuoteSelector { exact: slice.text.clone(), prefix, suffix },
        }
    }

    /// What stands around the slice.
    pub fn context(&self) -> Context {
        Context { prefix: self.quote.prefix.clone(), suffix: self.quote.suffix.clone() }
    }
}
