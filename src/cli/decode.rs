//! Bytes to text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A text and the encoding that its bytes were in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// Every character of the bytes, a byte order mark included: positions count it.
    pub text: String,
    /// The encoding's name in the WHATWG Encoding Standard.
    pub encoding: &'static str,
}

/// Why bytes are no text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// Nothing, or nothing but white space.
    #[error("it is empty")]
    Empty,
    /// A format that is known by its first bytes.
    #[error("it is {0}, not a text")]
    Format(&'static str),
    /// Bytes that are no text in any encoding.
    #[error("it is binary data, not a text")]
    Binary,
    /// Text in UTF-8, but for some bytes.
    #[error("it is UTF-8 with a byte that does not belong there (byte {byte}, line {line})")]
    BrokenUtf8 {
        /// Where the first wrong byte stands, from 0.
        byte: usize,
        /// Its line, from 1.
        line: usize,
    },
    /// Not in the encoding that was declared.
    #[error("its bytes are not valid {0}")]
    NotDeclared(&'static str),
}

/// Decodes bytes: by the declared encoding, else by a byte order mark, else as UTF-8 where they
/// are valid, else as UTF-16 where they look like it, else by a guess from their statistics.
///
/// # Errors
/// [`DecodeError`] where that gives no text. Nothing is replaced or dropped.
pub fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> Result<Decoded, DecodeError> {
    if let Some(format) = known_format(bytes) {
        return Err(DecodeError::Format(format));
    }
    let encoding = match declared {
        Some(encoding) => encoding,
        None => detect(bytes)?,
    };
    let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) else {
        return Err(match declared {
            Some(_) => DecodeError::NotDeclared(encoding.name()),
            None => DecodeError::Binary,
        });
    };
    if !text.chars().any(|c| !c.is_whitespace() && c != '\u{FEFF}') {
        return Err(DecodeError::Empty);
    }
    if is_binary(&text) {
        return Err(DecodeError::Binary);
    }
    Ok(Decoded { text: text.into_owned(), encoding: encoding.name() })
}

/// Formats that people take for articles, by their first bytes.
fn known_format(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: &[(&[u8], &str)] = &[
        (b"%PDF-", "a PDF"),
        (b"PK\x03\x04", "a zip archive (an office document is one too)"),
        (b"\xD0\xCF\x11\xE0", "an old office document"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"{\\rtf", "rich text (RTF)"),
        (b"\x1F\x8B", "gzip-compressed"),
        (b"\x28\xB5\x2F\xFD", "zstd-compressed"),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
    ];
    MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, name)| *name)
}

fn detect(bytes: &[u8]) -> Result<&'static Encoding, DecodeError> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok(encoding);
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return Ok(encoding);
    }
    let error = match std::str::from_utf8(bytes) {
        Ok(_) => return Ok(UTF_8),
        Err(error) => error,
    };
    if is_mostly_utf_8(bytes) {
        let byte = error.valid_up_to();
        let line = bytes[..byte].iter().filter(|b| **b == b'\n').count() + 1;
        return Err(DecodeError::BrokenUtf8 { byte, line });
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    Ok(detector.guess(None, Utf8Detection::Deny))
}

/// UTF-16 without a mark, told by where its zero bytes are: in Western text nearly every other
/// byte is zero, and nearly none of the rest is.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    let units = head.len() / 2;
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (high, low) = (zeros(0), zeros(1));
    match units {
        0 => None,
        _ if low * 10 > units * 7 && high * 20 < units => Some(UTF_16LE),
        _ if high * 10 > units * 7 && low * 20 < units => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether bytes that are not valid UTF-8 were meant to be: characters of several bytes that are
/// right outnumber the faults ten to one. In any other encoding they are right by accident only.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut right, mut faults) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    right >= 10 * faults
}

/// Whether a text has characters that no article has: a zero, or more than one control
/// character in a hundred.
fn is_binary(text: &str) -> bool {
    let (mut all, mut controls) = (0usize, 0usize);
    for c in text.chars() {
        all += 1;
        match c {
            '\0' => return true,
            '\t' | '\n' | '\r' | '\x0B' | '\x0C' | '\u{85}' => {}
            c if c.is_control() => controls += 1,
            _ => {}
        }
    }
    controls * 100 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], declared: Option<&str>, expected: Result<(&str, &str), DecodeError>) {
        let declared = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
        let decoded = decode(bytes, declared);
        let decoded = decoded.as_ref().map(|d| (d.text.as_str(), d.encoding));
        assert_eq!(decoded, expected.as_ref().copied(), "{bytes:02x?}");
    }

    #[test]
    fn any_encoding_declared_or_detected() {
        let text = "L’été où « l’Élysée » a démenti, œuvre à cœur ouvert, déclaré à Besançon.";
        check(text.as_bytes(), None, Ok((text, "UTF-8")));
        let with_mark = format!("\u{FEFF}{text}");
        check(with_mark.as_bytes(), None, Ok((&with_mark, "UTF-8")));
        let (legacy, ..) = encoding_rs::WINDOWS_1252.encode(text);
        check(&legacy, None, Ok((text, "windows-1252")));
        check(&legacy, Some("latin1"), Ok((text, "windows-1252")));
        let units: Vec<u16> = text.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|u| u.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|u| u.to_be_bytes()).collect();
        check(&little, None, Ok((text, "UTF-16LE")));
        check(&big, None, Ok((text, "UTF-16BE")));
        let marked: Vec<u8> = [0xFF, 0xFE].into_iter().chain(little).collect();
        check(&marked, None, Ok((&with_mark, "UTF-16LE")));
    }

    #[test]
    fn what_is_no_text_is_said_to_be_none() {
        check(b"", None, Err(DecodeError::Empty));
        check(b"\xEF\xBB\xBF \r\n", None, Err(DecodeError::Empty));
        check(b"%PDF-1.7 ...", None, Err(DecodeError::Format("a PDF")));
        check(b"a\0\0\0\x01\x02\xFF\xFE\x80", None, Err(DecodeError::Binary));
        let noise: Vec<u8> = (0..=255u8).cycle().take(4096).collect();
        check(&noise, None, Err(DecodeError::Binary));
        check("déjà".as_bytes(), Some("ascii"), Ok(("dÃ©jÃ\u{A0}", "windows-1252")));
        check(b"d\xE9j\xE0", Some("utf-8"), Err(DecodeError::NotDeclared("UTF-8")));
        let broken = [&b"a\n"[..], "é".repeat(20).as_bytes(), b"\xFF"].concat();
        check(&broken, None, Err(DecodeError::BrokenUtf8 { byte: 42, line: 2 }));
    }
}
