//! What must hold of the claims in a file.

use super::{ClaimFile, ClaimFileError, Fault, Place, Wrong, all_well};
use crate::model::{Claim, CodePoints, Digest, Document, Slice, Strength, claim_id, content_hash};

/// What is derived from a claim.
pub(super) struct Derived {
    pub strength: Strength,
    pub content_hash: Digest,
    pub id: Digest,
}

impl Derived {
    pub(super) fn of(document: &Document, claim: &Claim) -> Self {
        Derived {
            strength: claim.judgement().strength,
            content_hash: content_hash(claim),
            id: claim_id(&document.sha256, claim),
        }
    }
}

/// Checks that spans cover their words, each after the one before.
pub(super) fn spans(slices: &[Slice], places: &[Place], faults: &mut Vec<Fault>) {
    let mut before = 0;
    for (slice, &place) in slices.iter().zip(places) {
        let Slice { start, end, ref text } = *slice;
        let length = text.chars().count();
        let wrong = if end <= start {
            Some(Wrong::EmptySpan { start, end })
        } else if end - start != length {
            Some(Wrong::Length { start, end, length })
        } else if start < before {
            Some(Wrong::Order { start, before })
        } else {
            None
        };
        faults.extend(wrong.map(|what| Fault { place, what }));
        before = end;
    }
}

/// Compares every span with the text.
pub(super) fn against_text(file: &ClaimFile, text: &str) -> Result<(), ClaimFileError> {
    let points = CodePoints::new(text);
    let mut faults = Vec::new();
    for (number, claim) in file.claims.iter().enumerate() {
        let slices = claim.content.iter().chain(&claim.source).chain(&claim.cue_at);
        for (i, slice) in slices.enumerate() {
            let Slice { start, end, .. } = *slice;
            let what = match points.slice(slice.span()) {
                Some(found) if found == slice.text => continue,
                Some(found) => {
                    Wrong::OtherWords { start, end, given: slice.text.clone(), found: found.to_owned() }
                }
                None if end < start => Wrong::EmptySpan { start, end },
                None => Wrong::BeyondText { end, length: points.at_byte(text.len()) },
            };
            faults.push(Fault { place: file.place(number, i), what });
        }
    }
    all_well(faults)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Form, Hedge, Stance};

    fn file(start: usize, words: &str) -> ClaimFile {
        let slice = |start: usize, text: &str| Slice {
            start,
            end: start + text.chars().count(),
            text: text.to_owned(),
        };
        let claim = Claim {
            content: vec![slice(start, words)],
            form: Form::Indirect,
            speakers: vec!["Zoé".to_owned()],
            named: true,
            mention: Some("Zoé".to_owned()),
            source: vec![slice(0, "Zoé")],
            cue: None,
            cue_at: vec![],
            via: vec![],
            hedge: Hedge::None,
            stance: Stance::Asserts,
            rule: super::super::CURATED.to_owned(),
        };
        ClaimFile::new(Document::new("sample", Digest::of(b"")), vec![claim])
    }

    fn check(start: usize, words: &str, expected: Option<&str>) {
        let text = "Zoé dit qu’il a été là";
        let made = file(start, words);
        let read = ClaimFile::parse(&made.to_toml()).unwrap();
        for (file, place) in [(made, "claim 1"), (read, "line 6, column 12")] {
            let error = file.check_against(text).err().map(|error| error.to_string());
            assert_eq!(error, expected.map(|what| format!("{place}: {what}")));
        }
    }

    #[test]
    fn spans_are_compared_with_the_text() {
        check(16, "été", None);
        check(14, "été", Some("from 14 to 17 the text has `a é`, not `été`"));
        check(40, "là", Some("the span ends at 42, but the text has 22 code points"));
    }
}
