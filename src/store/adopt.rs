//! Beginning the log of a base that had none: a new one, or one from before there were logs.

use super::{Author, claims, documents, error::Trouble, log, names, registry, review};
use crate::model::{Change, Digest, LoggedCapture, LoggedDocument, Operation, Origin, Review, Status};
use rusqlite::Connection;

/// Writes down the registry, and every document that is there with its claims. Curated claims
/// are accepted. Names that were given once and are no longer are not written down, and go.
pub(super) fn adopt(connection: &Connection, author: &Author) -> Result<(), Trouble> {
    names::forget_unused(connection)?;
    let registry = registry::entities(connection)?;
    let change = Change { registry: Some(registry), ..Change::default() };
    log::append(connection, author, Operation::Create, &change)?;
    let mut all = Vec::new();
    documents::each(connection, "", |document| all.push(document))?;
    for document in all {
        let sha256 = document.document.sha256;
        let mut change = Change::default();
        if let Some(sealed) = documents::capture(connection, document.id)? {
            change.captures.push(LoggedCapture {
                document: sha256,
                encoding: sealed.capture.encoding,
                text_sha256: Digest::of(sealed.capture.text.as_bytes()),
            });
        }
        change.documents.push(LoggedDocument { document: document.document.clone(), read: document.read });
        for stored in claims::of_document(connection, &document)? {
            if stored.origin == Origin::Curated {
                let accepted =
                    Review { claim: stored.id, status: Status::Accepted, reason: None, successor: None };
                change.reviews.push(accepted);
            }
            change.claims.push(stored.logged(&sha256));
        }
        let entry = log::append(connection, author, Operation::Adopt, &change)?;
        review::apply(connection, entry, &change)?;
    }
    Ok(())
}
