//! A folder of original files, found by what they contain.

use super::{
    article::{Article, Told},
    error::Result,
    input::{Input, files_below},
};
use crate::model::{Digest, Document};
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

/// The files of a folder, by hash and by name.
#[derive(Debug, Default)]
pub struct Sources {
    by_hash: HashMap<Digest, PathBuf>,
    by_name: HashMap<String, PathBuf>,
}

impl Sources {
    /// Hashes every file in the folder and below.
    ///
    /// # Errors
    /// Where the folder or a file in it cannot be read.
    pub fn read(folder: &Path) -> Result<Self> {
        let mut sources = Sources::default();
        for path in files_below(folder)? {
            let input = Input::File(path.clone());
            sources.by_hash.insert(Digest::of(&input.read()?), path.clone());
            sources.by_name.entry(input.name()).or_insert(path);
        }
        Ok(sources)
    }

    /// The document's original with its bytes: the file that has its hash.
    pub fn original(&self, document: &Document) -> Option<(Input, Vec<u8>)> {
        let file = Input::File(self.by_hash.get(&document.sha256)?.clone());
        let bytes = file.read().ok()?;
        Some((file, bytes))
    }

    /// The text of the file that has a hash.
    pub fn text(&self, document: &Digest) -> Option<String> {
        let (input, bytes) = self.original(&Document::new("", *document))?;
        Article::new(&input, bytes, &Told::default()).ok().map(|article| article.capture.text)
    }

    /// The bytes of the file that should be the document's original: the one that has its hash,
    /// else the one that has its name, whose bytes then differ.
    pub fn claimed_original(&self, document: &Document) -> Option<Vec<u8>> {
        self.original(document).map(|(_, bytes)| bytes).or_else(|| {
            let path = self.by_name.get(&document.name)?;
            Input::File(path.clone()).read().ok()
        })
    }
}
