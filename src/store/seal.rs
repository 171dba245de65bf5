//! Seals: hashes over what the model's own hashes do not cover (titles, cues, rules), so that
//! no stored byte can change without `verify` finding it.

use super::{error::Trouble, pack::Packed};
use crate::model::{Claim, Digest, Document, Entity, Form, Hedge, Origin, Relay, Slice, Stance};
use serde::Serialize;

/// The seal of a document's row.
pub(super) fn document(document: &Document, read: bool) -> Result<Digest, Trouble> {
    of(&("dixit.document", 1, document, read))
}

/// The seal of a capture's row.
pub(super) fn capture(encoding: &str, bytes: &Packed<'_>, text: &Packed<'_>) -> Result<Digest, Trouble> {
    of(&("dixit.capture", 1, encoding, bytes.sealed(), text.sealed()))
}

/// The seal of a claim with its spans and parties.
pub(super) fn claim(
    id: &Digest,
    claim: &Claim,
    origin: Origin,
    program: Option<&str>,
) -> Result<Digest, Trouble> {
    #[derive(Serialize)]
    struct Sealed<'a> {
        r#type: &'a str,
        version: u8,
        id: &'a Digest,
        content: &'a [Slice],
        form: Form,
        speakers: &'a [String],
        named: bool,
        mention: Option<&'a str>,
        source: &'a [Slice],
        cue: Option<&'a str>,
        cue_at: &'a [Slice],
        via: &'a [Relay],
        hedge: Hedge,
        stance: Stance,
        rule: &'a str,
        origin: Origin,
        program: Option<&'a str>,
    }
    of(&Sealed {
        r#type: "dixit.claim-row",
        version: 1,
        id,
        content: &claim.content,
        form: claim.form,
        speakers: &claim.speakers,
        named: claim.named,
        mention: claim.mention.as_deref(),
        source: &claim.source,
        cue: claim.cue.as_deref(),
        cue_at: &claim.cue_at,
        via: &claim.via,
        hedge: claim.hedge,
        stance: claim.stance,
        rule: &claim.rule,
        origin,
        program,
    })
}

/// The seal of the whole registry.
pub(super) fn registry(entities: &[Entity]) -> Result<Digest, Trouble> {
    of(&("dixit.registry", 1, entities))
}

/// Over JSON with the fields in the order in which they are declared: seals never leave the
/// base, so they need no canonical form.
fn of(value: &impl Serialize) -> Result<Digest, Trouble> {
    let json = serde_json::to_vec(value).map_err(|e| Trouble::Damaged(format!("cannot be hashed: {e}")))?;
    Ok(Digest::of(&json))
}
