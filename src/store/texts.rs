//! Texts at hand, so that a list reads that of each document once.

use super::{documents, error::Trouble};
use crate::model::{ClaimRow, IndexedText};
use rusqlite::Connection;
use std::collections::HashMap;

/// So many bytes of text are kept; beyond them all are let go. A list in the order of the documents
/// needs only one at a time, one in another order is read sooner the more are kept.
const MOST: usize = 64 << 20;

/// The texts of documents, by their numbers; `None` for those that have none.
#[derive(Default)]
pub(super) struct Texts {
    kept: HashMap<i64, Option<IndexedText>>,
    bytes: usize,
}

impl Texts {
    /// A row with what stands around its words. Where the text is missing or damaged it stays as it
    /// is: to name damage is for verification.
    pub(super) fn around(
        &mut self,
        connection: &Connection,
        document: i64,
        row: ClaimRow,
    ) -> Result<ClaimRow, Trouble> {
        if !self.kept.contains_key(&document) {
            let text = match documents::text(connection, document) {
                Err(Trouble::Damaged(_)) => None,
                text => text?.map(IndexedText::new),
            };
            let size = text.as_ref().map_or(0, IndexedText::size);
            if self.bytes + size > MOST {
                *self = Texts::default();
            }
            self.bytes += size;
            self.kept.insert(document, text);
        }
        Ok(match self.kept.get(&document) {
            Some(Some(text)) => row.in_context(&text.points()),
            _ => row,
        })
    }
}
