//! Claim files: one TOML file a document, what curated claims come in and go out as.

/// The line and the column (both from 1, the column in code points) of a byte offset.
pub fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

use super::{Claim, Document};

/// The claims of one document, as a file holds them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimFile {
    /// The document.
    pub document: Document,
    /// Its claims, in the order of the file.
    pub claims: Vec<Claim>,
}
