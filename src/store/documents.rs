//! Documents and their captures.

use super::{
    columns::{digest, parsed},
    error::{StoreError, Trouble},
    names,
    pack::Packed,
    place, seal,
};
use crate::model::{Capture, Digest, Document};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// A document's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stored {
    pub(super) id: i64,
    pub(super) document: Document,
    pub(super) read: bool,
    pub(super) has_text: bool,
    pub(super) seal: Digest,
}

impl Stored {
    /// The places of its claims.
    pub(super) fn range(&self) -> place::Range {
        place::Range::of_document(self.document.published, self.id)
    }
}

const SELECT: &str = "
    SELECT document.id, document.name, sha256, outlet.text, title, author, url, published, language, captured,
           read, capture.document IS NOT NULL, document.seal
      FROM document
      LEFT JOIN name AS outlet ON outlet.id = document.outlet
      LEFT JOIN capture ON capture.document = document.id";

fn stored(row: &Row<'_>) -> rusqlite::Result<Stored> {
    let document = Document {
        name: row.get(1)?,
        sha256: digest(row, 2)?,
        outlet: row.get(3)?,
        title: row.get(4)?,
        author: row.get(5)?,
        url: row.get(6)?,
        published: parsed(row, 7)?,
        language: row.get(8)?,
        captured: parsed(row, 9)?,
    };
    let (id, read, has_text) = (row.get(0)?, row.get(10)?, row.get(11)?);
    Ok(Stored { id, document, read, has_text, seal: digest(row, 12)? })
}

/// The document of a number.
pub(super) fn by_id(connection: &Connection, id: i64) -> Result<Stored, Trouble> {
    let sql = format!("{SELECT} WHERE document.id = ?1");
    Ok(connection.prepare_cached(&sql)?.query_row([id], stored)?)
}

/// The document whose captured bytes have a hash.
pub(super) fn by_hash(connection: &Connection, sha256: &Digest) -> Result<Option<Stored>, Trouble> {
    let sql = format!("{SELECT} WHERE sha256 = ?1");
    Ok(connection.prepare_cached(&sql)?.query_row([sha256.0], stored).optional()?)
}

/// Goes through the documents that meet a condition (empty, or beginning with `AND`), in the
/// order in which they came.
pub(super) fn each(
    connection: &Connection,
    condition: &str,
    mut each: impl FnMut(Stored),
) -> Result<(), Trouble> {
    let mut statement =
        connection.prepare(&format!("{SELECT} WHERE TRUE{condition} ORDER BY document.id"))?;
    for row in statement.query_map([], stored)? {
        each(row?);
    }
    Ok(())
}

/// The numbers of the documents of a name, or where none has it, of those whose hash begins so
/// (in hexadecimal digits).
pub(super) fn asked_for(connection: &Connection, query: &str) -> Result<Vec<i64>, Trouble> {
    let mut named = connection.prepare_cached("SELECT id FROM document WHERE name = ?1 ORDER BY id")?;
    let named: Vec<i64> = named.query_map([query], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let Some((first, last)) = hash_range(query).filter(|_| named.is_empty()) else { return Ok(named) };
    let mut hashed =
        connection.prepare_cached("SELECT id FROM document WHERE sha256 BETWEEN ?1 AND ?2 ORDER BY id")?;
    Ok(hashed.query_map([first.0, last.0], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// The first and the last hash that begin with a prefix of 1 to 64 hexadecimal digits.
pub(super) fn hash_range(prefix: &str) -> Option<(Digest, Digest)> {
    let prefix = prefix.to_ascii_lowercase();
    if prefix.is_empty() {
        return None;
    }
    Some((format!("{prefix:0<64}").parse().ok()?, format!("{prefix:f<64}").parse().ok()?))
}

/// Enters a document that the base does not have.
pub(super) fn insert(connection: &Connection, document: &Document, read: bool) -> Result<Stored, Trouble> {
    let seal = seal::document(document, read)?;
    connection
        .prepare_cached(
            "INSERT INTO document
                (sha256, name, outlet, title, author, url, published, language, captured, read, seal)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            document.sha256.0,
            document.name,
            outlet(connection, document)?,
            document.title,
            document.author,
            document.url,
            document.published.map(|date| date.to_string()),
            document.language,
            captured(document),
            read,
            seal.0,
        ])?;
    let id = connection.last_insert_rowid();
    if id > place::MAX_DOCUMENT {
        let what = format!("a base holds no more than {} documents", place::MAX_DOCUMENT);
        return Err(StoreError::Invalid { document: document.name.clone(), what }.into());
    }
    Ok(Stored { id, document: document.clone(), read, has_text: false, seal })
}

/// Changes what is known of a document.
pub(super) fn update(connection: &Connection, stored: &Stored) -> Result<(), Trouble> {
    let document = &stored.document;
    connection
        .prepare_cached(
            "UPDATE document SET name = ?2, outlet = ?3, title = ?4, author = ?5, url = ?6, published = ?7,
                    language = ?8, captured = ?9, read = ?10, seal = ?11
              WHERE id = ?1",
        )?
        .execute(params![
            stored.id,
            document.name,
            outlet(connection, document)?,
            document.title,
            document.author,
            document.url,
            document.published.map(|date| date.to_string()),
            document.language,
            captured(document),
            stored.read,
            seal::document(document, stored.read)?.0,
        ])?;
    Ok(())
}

fn outlet(connection: &Connection, document: &Document) -> Result<Option<i64>, Trouble> {
    document.outlet.as_deref().map(|name| names::enter(connection, name)).transpose()
}

/// When it was captured, as it is stored.
pub(super) fn captured(document: &Document) -> Option<String> {
    document.captured.map(|time| time.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true))
}

/// Keeps the captured bytes of a document, and their text where it is not byte for byte the same.
pub(super) fn insert_capture(
    connection: &Connection,
    document: i64,
    capture: &Capture,
) -> Result<(), Trouble> {
    let bytes = Packed::new(&capture.bytes);
    let text = match capture.text.as_bytes() {
        text if text == capture.bytes => Packed::same_as(text),
        text => Packed::new(text),
    };
    let seal = seal::capture(&capture.encoding, &bytes, &text)?;
    connection.prepare_cached("INSERT INTO capture VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?.execute(
        params![
            document,
            capture.encoding,
            bytes.packing,
            bytes.size,
            bytes.blob,
            text.packing,
            text.size,
            text.blob,
            seal.0,
        ],
    )?;
    Ok(())
}

/// A capture with its seal: the one it has, and the one that it should have.
pub(super) struct Sealed {
    pub(super) capture: Capture,
    pub(super) stored: Digest,
    pub(super) derived: Digest,
}

/// What was captured of a document; `None` where only claims about it are known.
pub(super) fn capture(connection: &Connection, document: i64) -> Result<Option<Sealed>, Trouble> {
    let mut statement = connection.prepare_cached(
        "SELECT encoding, bytes_packing, bytes_size, bytes, text_packing, text_size, text, seal
           FROM capture WHERE document = ?1",
    )?;
    let mut rows = statement.query([document])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let packed = |first: usize| -> rusqlite::Result<Packed<'static>> {
        let packing: String = row.get(first)?;
        let blob: Vec<u8> = row.get(first + 2)?;
        Ok(Packed { packing: packing.into(), size: row.get(first + 1)?, blob: blob.into() })
    };
    let encoding: String = row.get(0)?;
    let (bytes, text) = (packed(1)?, packed(4)?);
    let derived = seal::capture(&encoding, &bytes, &text)?;
    let bytes = bytes.unpack(&[])?;
    let text = String::from_utf8(text.unpack(&bytes)?)
        .map_err(|_| Trouble::Damaged("its text is not UTF-8".to_owned()))?;
    Ok(Some(Sealed { capture: Capture { bytes, encoding, text }, stored: digest(row, 7)?, derived }))
}
