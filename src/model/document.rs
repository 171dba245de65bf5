//! The document a claim was read from.

use super::{Digest, PartialDate};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What is known of a captured document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// A short handle: the captured file's name without its ending.
    pub name: String,
    /// SHA-256 of the captured bytes.
    pub sha256: Digest,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// Its heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who signed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Where it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When it was published, as far as is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<PartialDate>,
    /// Its language, as an ISO 639-1 code ("fr"); `None` where it could not be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// When its bytes were captured (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub captured: Option<DateTime<Utc>>,
    /// What the words were captured from where that was no text ("press conference", "broadcast"): the
    /// bytes are then what a person took down. `None` for a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medium: Option<String>,
}

impl Document {
    /// A document of which only the bytes' hash and a handle are known.
    pub fn new(name: impl Into<String>, sha256: Digest) -> Self {
        Document {
            name: name.into(),
            sha256,
            outlet: None,
            title: None,
            author: None,
            url: None,
            published: None,
            language: None,
            captured: None,
            medium: None,
        }
    }
}

/// The evidence: what was captured, byte for byte, and how it was read as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture {
    /// The bytes as they were captured; their SHA-256 is [`Document::sha256`].
    pub bytes: Vec<u8>,
    /// The encoding by which they were decoded (its name in the WHATWG Encoding Standard).
    pub encoding: String,
    /// The decoded text, in which every span of the document's claims is counted.
    pub text: String,
}
