//! Checkpoints: what the log was at some moment, in a few lines that can be kept elsewhere.
//!
//! The text is a C2SP tlog-checkpoint (<https://c2sp.org/tlog-checkpoint>): the log's name, its size
//! and its Merkle root. With a key it is a C2SP signed note (<https://c2sp.org/signed-note>), the
//! signature Ed25519.

use super::Digest;
use base64::{Engine, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signature, Signer, SigningKey, Verifier, VerifyingKey};
use sha2::{Digest as _, Sha256};

/// What a log was at some moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log's name, from the hash of its first entry: no other log has it.
    pub origin: String,
    /// How many entries it had.
    pub size: u64,
    /// The Merkle root over them (RFC 6962).
    pub root: Digest,
}

/// Why a checkpoint or a key cannot be read, or a signature is not right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// Not a checkpoint.
    #[error("it is not a checkpoint (three lines: the log's name, its size, its root in Base64)")]
    Form,
    /// Not a key.
    #[error("it is not a key as `dixit key new` writes it")]
    Key,
    /// A name that no key may have.
    #[error("a key's name is one word without a plus sign")]
    KeyName,
    /// Not signed by that key.
    #[error("it is not signed by the given key")]
    Unsigned,
    /// Signed by that key, but not in this form.
    #[error("its signature is wrong: it was changed after it was signed")]
    Forged,
}

/// The algorithm byte of Ed25519 in signed notes.
const ED25519: u8 = 1;

impl Checkpoint {
    /// The name of the log whose first entry has a hash.
    pub fn origin_of(first: &Digest) -> String {
        format!("dixit.log/{first:.16}")
    }

    /// The text, each line ended.
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, STANDARD.encode(self.root.0))
    }

    /// Reads a checkpoint, signed or not; whether a signature is right is asked of
    /// [`NoteVerifier::verify`].
    ///
    /// # Errors
    /// [`CheckpointError::Form`].
    pub fn parse(note: &str) -> Result<Self, CheckpointError> {
        let mut lines = note.lines();
        let mut line = || lines.next().filter(|line| !line.is_empty()).ok_or(CheckpointError::Form);
        let (origin, size, root) = (line()?.to_owned(), line()?, line()?);
        let size: u64 = size.parse().map_err(|_| CheckpointError::Form)?;
        let root = STANDARD.decode(root).ok().and_then(|root| <[u8; 32]>::try_from(root).ok());
        Ok(Checkpoint { origin, size, root: Digest(root.ok_or(CheckpointError::Form)?) })
    }
}

/// A key that signs.
pub struct NoteSigner {
    name: String,
    key: SigningKey,
}

/// A key that verifies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteVerifier {
    name: String,
    key: VerifyingKey,
}

impl NoteSigner {
    /// A key of a name from 32 secret random bytes.
    ///
    /// # Errors
    /// [`CheckpointError::KeyName`].
    pub fn new(name: &str, secret: [u8; 32]) -> Result<Self, CheckpointError> {
        if name.is_empty() || name.contains(|c: char| c.is_whitespace() || c.is_control() || c == '+') {
            return Err(CheckpointError::KeyName);
        }
        Ok(NoteSigner { name: name.to_owned(), key: SigningKey::from_bytes(&secret) })
    }

    /// Reads what [`NoteSigner::secret_text`] writes.
    ///
    /// # Errors
    /// [`CheckpointError::Key`].
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let rest = text.trim().strip_prefix("PRIVATE+KEY+").ok_or(CheckpointError::Key)?;
        let (name, id, secret) = key_parts(rest)?;
        let signer = NoteSigner::new(name, secret)?;
        if signer.verifier().id() == id { Ok(signer) } else { Err(CheckpointError::Key) }
    }

    /// The key in one line, to be kept secret.
    pub fn secret_text(&self) -> String {
        format!("PRIVATE+KEY+{}", key_text(&self.name, self.verifier().id(), self.key.as_bytes()))
    }

    /// The key that verifies what this one signs.
    pub fn verifier(&self) -> NoteVerifier {
        NoteVerifier { name: self.name.clone(), key: self.key.verifying_key() }
    }

    /// A text with its signature, as a signed note. The text ends in a line break.
    pub fn sign(&self, text: &str) -> String {
        let mut signature = self.verifier().id().to_vec();
        signature.extend(self.key.sign(text.as_bytes()).to_bytes());
        format!("{text}\n— {} {}\n", self.name, STANDARD.encode(signature))
    }
}

impl NoteVerifier {
    /// Reads what [`std::fmt::Display`] writes.
    ///
    /// # Errors
    /// [`CheckpointError::Key`].
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let (name, id, key) = key_parts(text.trim())?;
        let key = VerifyingKey::from_bytes(&key).map_err(|_| CheckpointError::Key)?;
        let verifier = NoteVerifier { name: name.to_owned(), key };
        if verifier.id() == id { Ok(verifier) } else { Err(CheckpointError::Key) }
    }

    /// Checks that this key signed a note.
    ///
    /// # Errors
    /// [`CheckpointError::Unsigned`], [`CheckpointError::Forged`].
    pub fn verify(&self, note: &str) -> Result<(), CheckpointError> {
        let (text, signatures) = note.split_once("\n\n").ok_or(CheckpointError::Unsigned)?;
        let text = format!("{text}\n");
        for line in signatures.lines() {
            let Some((name, signature)) = line.strip_prefix("— ").and_then(|line| line.split_once(' '))
            else {
                continue;
            };
            let signature = STANDARD.decode(signature).unwrap_or_default();
            let Some((id, signature)) = signature.split_first_chunk::<4>() else { continue };
            if name != self.name || *id != self.id() {
                continue;
            }
            let signature = Signature::from_slice(signature).map_err(|_| CheckpointError::Forged)?;
            return self.key.verify(text.as_bytes(), &signature).map_err(|_| CheckpointError::Forged);
        }
        Err(CheckpointError::Unsigned)
    }

    /// Tells keys of one name apart.
    fn id(&self) -> [u8; 4] {
        let hash = Sha256::new()
            .chain_update(&self.name)
            .chain_update([b'\n', ED25519])
            .chain_update(self.key.as_bytes())
            .finalize();
        [hash[0], hash[1], hash[2], hash[3]]
    }
}

/// The key in one line, to be given to whoever is to check signatures.
impl std::fmt::Display for NoteVerifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&key_text(&self.name, self.id(), self.key.as_bytes()))
    }
}

impl std::fmt::Debug for NoteSigner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NoteSigner({})", self.name)
    }
}

fn key_text(name: &str, id: [u8; 4], key: &[u8; 32]) -> String {
    let mut tagged = vec![ED25519];
    tagged.extend(key);
    format!("{name}+{:08x}+{}", u32::from_be_bytes(id), STANDARD.encode(tagged))
}

fn key_parts(text: &str) -> Result<(&str, [u8; 4], [u8; 32]), CheckpointError> {
    let mut parts = text.splitn(3, '+');
    let mut part = || parts.next().ok_or(CheckpointError::Key);
    let (name, id, key) = (part()?, part()?, part()?);
    let id = u32::from_str_radix(id, 16).map_err(|_| CheckpointError::Key)?.to_be_bytes();
    let tagged = STANDARD.decode(key).map_err(|_| CheckpointError::Key)?;
    match tagged.split_first() {
        Some((&ED25519, key)) => Ok((name, id, key.try_into().map_err(|_| CheckpointError::Key)?)),
        _ => Err(CheckpointError::Key),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example keys and note of Go's golang.org/x/mod/sumdb/note.
    #[test]
    fn a_note_of_another_program() {
        let verifier =
            NoteVerifier::parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
                .expect("a key");
        let note = "If you think cryptography is the answer to your problem,\n\
                    then you don't know what your problem is.\n\n\
                    — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
        assert_eq!(verifier.verify(note), Ok(()));
        assert_eq!(verifier.verify(&note.replace("answer", "question")), Err(CheckpointError::Forged));
        let secret = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
        let signer = NoteSigner::parse(secret).expect("a key");
        assert_eq!(signer.verifier(), verifier);
        assert_eq!(signer.secret_text(), secret);
        assert_eq!(
            signer.sign(note.split_once("\n\n").map(|(text, _)| format!("{text}\n")).expect("text").as_str()),
            note
        );
    }

    #[test]
    fn a_checkpoint_round_trips_signed_or_not() {
        let root = Digest::of(b"root");
        let checkpoint = Checkpoint { origin: Checkpoint::origin_of(&root), size: 12, root };
        assert_eq!(Checkpoint::parse(&checkpoint.text()), Ok(checkpoint.clone()));
        let signer = NoteSigner::new("desk", [7; 32]).expect("a key");
        let note = signer.sign(&checkpoint.text());
        assert_eq!(Checkpoint::parse(&note), Ok(checkpoint));
        assert_eq!(signer.verifier().verify(&note), Ok(()));
        let other = NoteSigner::new("desk", [8; 32]).expect("a key").verifier();
        assert_eq!(other.verify(&note), Err(CheckpointError::Unsigned));
        assert_eq!(Checkpoint::parse("x\n1\n"), Err(CheckpointError::Form));
        assert!(NoteSigner::new("two words", [0; 32]).is_err());
    }
}
