//! An article made ready to be read for claims: its bytes, its text, what is known of it.

use super::{
    decode::decode,
    error::{CliError, Result},
    front_matter::{Metadata, front_matter},
    input::Input,
};
use crate::model::{Capture, Digest, Document};
use encoding_rs::Encoding;

/// What the command line says of the articles.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// What they are; goes before what they say themselves.
    pub metadata: Metadata,
    /// Their encoding; `None` where it is to be detected.
    pub encoding: Option<&'static Encoding>,
    /// What the document is called; `None` for the file's name.
    pub name: Option<String>,
}

/// An article.
#[derive(Debug, Clone)]
pub struct Article {
    /// What is known of it.
    pub document: Document,
    /// Its bytes and its text.
    pub capture: Capture,
}

impl Article {
    /// Makes an article of the bytes of an input.
    ///
    /// # Errors
    /// Where they are no text, or its front matter is wrong.
    pub fn new(input: &Input, bytes: Vec<u8>, told: &Told) -> Result<Self> {
        let decoded = decode(&bytes, told.encoding).map_err(|e| {
            let error = input.unreadable(&e.to_string());
            match e {
                super::decode::DecodeError::Format(_) => error.hint("save its text as a .txt file first"),
                super::decode::DecodeError::BrokenUtf8 { .. }
                | super::decode::DecodeError::NotDeclared(_) => {
                    error.hint("mend the file, or name its encoding: `--encoding windows-1252`")
                }
                _ => error,
            }
        })?;
        let above = front_matter(&decoded.text)
            .map_err(|e| CliError::bad_input(format!("cannot read {}: {e}", input.shown())))?;
        let metadata = told.metadata.clone().or(above);
        let name = told.name.clone().unwrap_or_else(|| input.name());
        let mut document = Document::new(name, Digest::of(&bytes));
        document.outlet = metadata.outlet;
        document.title = metadata.title;
        document.url = metadata.url;
        document.author = metadata.author;
        document.published = metadata.date;
        document.language = metadata.language;
        document.medium = metadata.medium;
        let capture = Capture { bytes, encoding: decoded.encoding.to_owned(), text: decoded.text };
        Ok(Article { document, capture })
    }
}
