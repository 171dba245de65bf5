//! Hashes that identify documents, words and claims.
//!
//! Every hash is SHA-256 (FIPS 180-4). What a claim's id is computed over is written in
//! canonical JSON (RFC 8785) with a domain tag and a version, so that no two different claims
//! share a preimage, and no hash of another kind can be taken for a claim's.

use super::Claim;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization;

/// A SHA-256, written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digest(pub [u8; 32]);

/// A string that is not 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a SHA-256: 64 digits 0-9 a-f")]
pub struct DigestError(pub String);

impl Digest {
    /// The hash of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Digest(Sha256::digest(bytes).into())
    }
}

impl std::fmt::Display for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut hex = String::with_capacity(64);
        for byte in self.0 {
            for nibble in [byte >> 4, byte & 15] {
                hex.push(char::from_digit(nibble.into(), 16).unwrap_or('0'));
            }
        }
        f.pad(&hex)
    }
}

impl std::fmt::Debug for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Digest({self})")
    }
}

impl std::str::FromStr for Digest {
    type Err = DigestError;

    fn from_str(hex: &str) -> Result<Self, DigestError> {
        let bad = || DigestError(hex.to_owned());
        let digit = |b: u8| match b {
            b'0'..=b'9' => Some(b - b'0'),
            b'a'..=b'f' => Some(b - b'a' + 10),
            _ => None,
        };
        let bytes: &[u8; 64] = hex.as_bytes().try_into().map_err(|_| bad())?;
        let mut digest = [0; 32];
        for (out, pair) in digest.iter_mut().zip(bytes.chunks_exact(2)) {
            *out = digit(pair[0]).ok_or_else(bad)? << 4 | digit(pair[1]).ok_or_else(bad)?;
        }
        Ok(Digest(digest))
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// Content made comparable: NFC, every run of white space (no-break and narrow spaces too) as
/// one space, none beside quotation marks' inner sides, every double or angle quotation mark
/// as `"`, every apostrophe or single mark as `'`. Case is kept.
pub fn normalise_content<'a>(slices: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for (i, slice) in slices.into_iter().enumerate() {
        if i > 0 {
            out.push(' ');
        }
        out.extend(slice.nfc().filter_map(plain));
    }
    fold_spaces(&out)
}

/// A character without its typography; `None` where it cannot be seen at all.
pub(super) fn plain(c: char) -> Option<char> {
    match c {
        '«' | '»' | '“' | '”' | '„' | '‟' | '＂' | '〝' | '〞' => Some('"'),
        '’' | '‘' | '‚' | '‛' | 'ʼ' | '‹' | '›' | '′' | '＇' => Some('\''),
        c if c.is_whitespace() => Some(' '),
        // Soft hyphen, zero-width space and joiners, byte order mark.
        '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => None,
        c => Some(c),
    }
}

/// Folds runs of spaces, and drops those that French typography sets inside quotation marks:
/// after an opening mark and before a closing one. Marks alternate, the first one opens.
fn fold_spaces(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open = false;
    let mut space = false;
    for c in text.chars() {
        match c {
            ' ' => space = true,
            '"' => {
                if space && !open && !out.is_empty() {
                    out.push(' ');
                }
                out.push('"');
                open = !open;
                space = false;
            }
            c => {
                let after_opening = open && out.ends_with('"');
                if space && !out.is_empty() && !after_opening {
                    out.push(' ');
                }
                out.push(c);
                space = false;
            }
        }
    }
    out
}

/// The hash of a content alone: two outlets that print the same words share it.
pub fn content_hash(claim: &Claim) -> Digest {
    Digest::of(normalise_content(claim.content.iter().map(|s| s.text.as_str())).as_bytes())
}

/// The identity of a claim: the same reading of the same bytes has the same id on any machine.
pub fn claim_id(document: &Digest, claim: &Claim) -> Digest {
    let preimage = serde_json::json!({
        "type": "dixit.claim",
        "version": 1,
        "document": document,
        "content": claim.content,
        "speakers": claim.speakers,
        "via": claim.via.iter().map(|relay| &relay.name).collect::<Vec<_>>(),
        "form": claim.form,
        "hedge": claim.hedge,
        "stance": claim.stance,
    });
    // Strings, arrays and offsets below 2^53 are all that RFC 8785 has to write here: it
    // cannot fail on them.
    let canonical = serde_jcs::to_vec(&preimage).unwrap_or_default();
    Digest::of(&canonical)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Channel, Form, Hedge, Relay, Slice, Stance};

    fn claim() -> Claim {
        Claim {
            content: vec![
                Slice { start: 3, end: 9, text: "« Ça »".into() },
                Slice { start: 20, end: 28, text: "l’été \"x".into() },
            ],
            form: Form::Mixed,
            speakers: vec!["Élodie".into()],
            named: true,
            mention: None,
            source: vec![],
            cue: None,
            cue_at: vec![],
            via: vec![Relay { name: "AFP".into(), channel: Channel::SpokenTo }],
            hedge: Hedge::None,
            stance: Stance::Asserts,
            rule: "test".into(),
        }
    }

    #[test]
    fn typography_does_not_change_the_content_hash() {
        let check = |a: &str, b: &str| assert_eq!(normalise_content([a]), normalise_content([b]));
        check("l’été « indien »", "l'été \"indien\"");
        check("a\u{A0}b\u{202F}c", "a b\n c");
        check("e\u{301}t\u{E9}", "été");
        assert_ne!(normalise_content(["Paris"]), normalise_content(["paris"]));
    }

    /// The vectors were computed with Python's `json` and `hashlib`:
    /// `sha256(json.dumps(obj, sort_keys=True, separators=(",", ":"), ensure_ascii=False))`.
    #[test]
    fn vectors_computed_a_second_way() {
        let document = Digest::of(b"captured");
        assert_eq!(normalise_content(["« Ça »", "l’été \"x"]), "\"Ça\" l'été \"x");
        assert_eq!(content_hash(&claim()).to_string(), CONTENT);
        assert_eq!(claim_id(&document, &claim()).to_string(), ID);
    }
    const CONTENT: &str = "8511de4047e9de27a7519f15635a051c00130a959dd9038984daaf8470c5718d";
    const ID: &str = "349e0e5a5f33ac4d0563e031096c4b1eb11924dd1da54c412421cfe6e9955be8";

    #[test]
    fn every_hashed_field_changes_the_id() {
        let document = Digest::of(b"captured");
        let id = claim_id(&document, &claim());
        let changes: [fn(&mut Claim); 6] = [
            |c| c.content[0].end += 1,
            |c| c.speakers.push("B".into()),
            |c| c.via.clear(),
            |c| c.form = Form::Direct,
            |c| c.hedge = Hedge::Alleged,
            |c| c.stance = Stance::Denies,
        ];
        for change in changes {
            let mut other = claim();
            change(&mut other);
            assert_ne!(claim_id(&document, &other), id);
        }
        let mut other = claim();
        other.rule = "another".into();
        assert_eq!(claim_id(&document, &other), id);
    }
}
