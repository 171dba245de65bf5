//! Captured bytes and texts, packed where that saves room.

use super::error::Trouble;
use crate::model::Digest;
use std::{borrow::Cow, io::Read};

/// Fast, and within a few per cent of what higher levels reach on texts of some kilobytes.
const LEVEL: i32 = 3;

/// A byte string as it is stored.
#[derive(Debug)]
pub(super) struct Packed<'a> {
    /// How: `plain`, `zstd` or `same`, as the schema spells it.
    pub(super) packing: Cow<'a, str>,
    /// Its length when unpacked.
    pub(super) size: i64,
    /// What is stored.
    pub(super) blob: Cow<'a, [u8]>,
}

impl<'a> Packed<'a> {
    /// Packs; the same bytes always come out the same.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let size = bytes.len() as i64;
        // Where it does not compress, or there is no memory to try it in, it is kept as it is.
        match zstd::bulk::compress(bytes, LEVEL) {
            Ok(smaller) if smaller.len() < bytes.len() => {
                Packed { packing: "zstd".into(), size, blob: smaller.into() }
            }
            _ => Packed { packing: "plain".into(), size, blob: bytes.into() },
        }
    }

    /// Packs so that [`Packed::is_whole`] can tell the packed bytes from any others that unpack to the
    /// same: a frame of zstd has bits that mean nothing.
    pub(super) fn signed(bytes: &'a [u8]) -> Self {
        let mut packed = Packed::new(bytes);
        if packed.packing == "zstd" {
            let signature = signature(&packed.blob);
            packed.blob.to_mut().extend(signature);
        }
        packed
    }

    /// Whether the packed bytes are those that [`Packed::signed`] made.
    pub(super) fn is_whole(&self) -> bool {
        let end = self.blob.len().saturating_sub(SIGNATURE);
        self.packing == "plain" || self.blob[end..] == signature(&self.blob[..end])
    }

    /// Bytes that are stored somewhere else already.
    pub(super) fn same_as(bytes: &[u8]) -> Self {
        Packed { packing: "same".into(), size: bytes.len() as i64, blob: Cow::Borrowed(&[]) }
    }

    /// The bytes again; `other` are those that they may be the same as.
    pub(super) fn unpack(self, other: &[u8]) -> Result<Vec<u8>, Trouble> {
        let bytes = match &*self.packing {
            "same" => other.to_vec(),
            "plain" => self.blob.into_owned(),
            "zstd" => {
                // Unpacked as a stream that is cut at the promised size, so that a damaged row
                // cannot ask for more memory than its document had.
                let damaged = |_| Trouble::Damaged("its packed bytes do not unpack".to_owned());
                let limit = u64::try_from(self.size).unwrap_or(0).saturating_add(1);
                let mut bytes = Vec::new();
                let stream = zstd::stream::Decoder::new(&*self.blob).map_err(damaged)?;
                stream.take(limit).read_to_end(&mut bytes).map_err(damaged)?;
                bytes
            }
            unknown => return Err(Trouble::Damaged(format!("unknown packing `{unknown}`"))),
        };
        if bytes.len() as i64 != self.size {
            return Err(Trouble::Damaged("its bytes are not as many as they were".to_owned()));
        }
        Ok(bytes)
    }

    /// What a seal is computed over.
    pub(super) fn sealed(&self) -> (&str, i64, Digest) {
        (&self.packing, self.size, Digest::of(&self.blob))
    }
}

/// How long a signature is, in bytes.
const SIGNATURE: usize = 8 + 32;

/// The SHA-256 of a frame, in a frame that whoever unpacks skips (RFC 8878, 3.1.2).
fn signature(frame: &[u8]) -> [u8; SIGNATURE] {
    let mut bytes = [0; SIGNATURE];
    bytes[..4].copy_from_slice(&0x184D_2A50_u32.to_le_bytes());
    bytes[4..8].copy_from_slice(&32_u32.to_le_bytes());
    bytes[8..].copy_from_slice(&Digest::of(frame).0);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unpacks_what_was_packed_and_refuses_what_was_damaged() {
        for bytes in [b"".to_vec(), b"ab".to_vec(), "déjà vu ".repeat(1000).into_bytes()] {
            assert_eq!(Packed::new(&bytes).unpack(&[]).expect("unpacks"), bytes);
        }
        let long = b"repeated ".repeat(100);
        let mut packed = Packed::new(&long);
        assert_eq!(packed.packing, "zstd");
        packed.size -= 1;
        assert!(packed.unpack(&[]).is_err());
        let mut packed = Packed::new(&long);
        packed.blob.to_mut()[0] ^= 1;
        assert!(packed.unpack(&[]).is_err());
    }

    #[test]
    fn every_bit_of_a_signed_packing_counts() {
        let text: String = (0..40).map(|i| format!("« Le port {i} restera ouvert » ")).collect();
        for bytes in [b"ab".as_slice(), text.as_bytes()] {
            let signed = || Packed::signed(bytes);
            assert!(signed().is_whole());
            assert_eq!(signed().unpack(&[]).expect("unpacks"), bytes);
            for bit in 0..signed().blob.len() * 8 {
                let mut packed = signed();
                packed.blob.to_mut()[bit / 8] ^= 1 << (bit % 8);
                let plain = packed.packing == "plain";
                assert_eq!(packed.is_whole(), plain, "{bit}");
                assert!(!plain || packed.unpack(&[]).is_ok_and(|other| other != bytes), "{bit}");
            }
        }
        let mut cut = Packed::signed(text.as_bytes());
        cut.blob.to_mut().truncate(3);
        assert!(!cut.is_whole());
    }
}
