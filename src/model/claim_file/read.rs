//! Reads a claim file.

use super::{CURATED, ClaimFile, ClaimFileError, Fault, Place, Wrong, all_well, check};
use crate::model::{Claim, CodePoints, Digest, Document, Form, Hedge, Relay, Slice, Stance, Strength};
use serde::Deserialize;
use toml::Spanned;

/// The file as it is written; what is derived may be left out.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileForm {
    document: Document,
    #[serde(default)]
    claim: Vec<Spanned<ClaimForm>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClaimForm {
    content: Spanned<Vec<Spanned<Slice>>>,
    form: Form,
    speakers: Vec<String>,
    #[serde(default = "yes")]
    named: bool,
    mention: Option<String>,
    #[serde(default)]
    source: Vec<Spanned<Slice>>,
    cue: Option<String>,
    #[serde(default)]
    cue_at: Vec<Spanned<Slice>>,
    #[serde(default)]
    via: Vec<Relay>,
    #[serde(default = "no_hedge")]
    hedge: Hedge,
    #[serde(default = "asserts")]
    stance: Stance,
    #[serde(default = "curated")]
    rule: String,
    strength: Option<Spanned<Strength>>,
    content_hash: Option<Spanned<Digest>>,
    id: Option<Spanned<Digest>>,
}

fn yes() -> bool {
    true
}

fn no_hedge() -> Hedge {
    Hedge::None
}

fn asserts() -> Stance {
    Stance::Asserts
}

fn curated() -> String {
    CURATED.to_owned()
}

pub(super) fn read(toml: &str) -> Result<ClaimFile, ClaimFileError> {
    let lines = Lines::new(toml);
    let form: FileForm = toml::from_str(toml).map_err(|error| form_fault(&error, &lines))?;
    let mut file = ClaimFile::new(form.document, Vec::with_capacity(form.claim.len()));
    let mut faults = Vec::new();
    for claim in form.claim {
        read_claim(claim.into_inner(), &lines, &mut file, &mut faults);
    }
    all_well(faults).map(|()| file)
}

fn form_fault(error: &toml::de::Error, lines: &Lines<'_>) -> ClaimFileError {
    let start = error.span().map_or(0, |span| span.start);
    let bare_number =
        lines.text.get(start..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let message = match error.message().trim_end() {
        // A date of TOML's own, which knows no months and years; serde takes it for a map.
        m if bare_number && m.starts_with("invalid type: map") => {
            "write dates and times in quotation marks".to_owned()
        }
        message => message.replace('\n', ", "),
    };
    ClaimFileError { faults: vec![Fault { place: lines.place(start), what: Wrong::Form(message) }] }
}

/// Checks a claim and puts it into the file, with its places.
fn read_claim(form: ClaimForm, lines: &Lines<'_>, file: &mut ClaimFile, faults: &mut Vec<Fault>) {
    let before = faults.len();
    let mut places = Vec::new();
    let content_at = lines.place(form.content.span().start);
    let mut slices = |spanned: Vec<Spanned<Slice>>| {
        let from = places.len();
        places.extend(spanned.iter().map(|slice| lines.place(slice.span().start)));
        let slices: Vec<Slice> = spanned.into_iter().map(Spanned::into_inner).collect();
        check::spans(&slices, &places[from..], faults);
        slices
    };
    let claim = Claim {
        content: slices(form.content.into_inner()),
        form: form.form,
        speakers: form.speakers,
        named: form.named,
        mention: form.mention,
        source: slices(form.source),
        cue: form.cue,
        cue_at: slices(form.cue_at),
        via: form.via,
        hedge: form.hedge,
        stance: form.stance,
        rule: form.rule,
    };
    if claim.content.is_empty() {
        faults.push(Fault { place: content_at, what: Wrong::NoContent });
    }
    // What is derived from a claim with faults is wrong too, and says nothing new.
    if faults.len() == before {
        let derived = check::Derived::of(&file.document, &claim);
        let mut compare = |field, given: Option<(usize, String)>, derived: String| {
            if let Some((at, given)) = given.filter(|(_, given)| *given != derived) {
                faults.push(Fault { place: lines.place(at), what: Wrong::Derived { field, given, derived } });
            }
        };
        compare("strength", form.strength.map(written), derived.strength.to_string());
        compare("content_hash", form.content_hash.map(written), derived.content_hash.to_string());
        compare("id", form.id.map(written), derived.id.to_string());
    }
    file.claims.push(claim);
    file.places.push(places);
}

fn written<T: ToString>(spanned: Spanned<T>) -> (usize, String) {
    (spanned.span().start, spanned.get_ref().to_string())
}

/// Where the lines of a file begin, so that the places of ten thousand claims cost no more than
/// one reading of it.
struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
    points: CodePoints<'t>,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        let breaks = text.match_indices('\n').map(|(i, _)| i + 1);
        Lines { text, starts: std::iter::once(0).chain(breaks).collect(), points: CodePoints::new(text) }
    }

    fn place(&self, byte: usize) -> Place {
        let byte = byte.min(self.text.len());
        let line = self.starts.partition_point(|&start| start <= byte);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        Place::At { line, column: self.points.at_byte(byte) - self.points.at_byte(start) + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sound file; every line below is counted on by the checks.
    const SOUND: &str = r#"[document]
name = "sample"
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
published = "2024-02"

[[claim]]
content = [{ start = 5, end = 8, text = "été" }, { start = 9, end = 11, text = "«»" }]
form = "indirect"
speakers = ["Zoé"]
via = [{ name = "AFP", channel = "spoken-to" }]
strength = "stated"
"#;

    fn check(from: &str, to: &str, expected: &str) {
        assert!(SOUND.contains(from), "{from}");
        let error = ClaimFile::parse(&SOUND.replacen(from, to, 1)).expect_err(to);
        assert!(error.to_string().starts_with(expected), "{error}\n  instead of\n{expected}");
    }

    #[test]
    fn what_is_left_out_has_its_usual_value() {
        let file = ClaimFile::parse(SOUND).unwrap();
        let claim = &file.claims[0];
        assert!(claim.named && claim.source.is_empty() && claim.cue.is_none());
        assert_eq!((claim.hedge, claim.stance), (Hedge::None, Stance::Asserts));
        assert_eq!(claim.rule, CURATED);
    }

    #[test]
    fn every_fault_has_its_line_and_column() {
        check("[document]", "[document", "line 1, column 10: ");
        check("[document]", "[doc]", "line 1, column 2: unknown field `doc`");
        check("name =", "nom =", "line 2, column 1: unknown field `nom`");
        check("0000\"", "000\"", "line 3, column 10: `000");
        check("2024-02", "2024-02-30", "line 4, column 13: there is no date `2024-02-30`");
        check("2024-02", "hier", "line 4, column 13: `hier` is not a date");
        check("\"2024-02\"", "2024-02-03", "line 4, column 13: write dates and times in quotation marks");
        check("text = \"été\"", "texte = \"été\"", "line 7, column 34: unknown field `texte`");
        check(
            "end = 8",
            "end = 7",
            "line 7, column 12: the span 5 to 7 covers 2 code points, but its text has 3",
        );
        check("end = 8", "end = 5", "line 7, column 12: the span 5 to 5 covers nothing");
        check("end = 8", "end = 3", "line 7, column 12: the span 5 to 3 covers nothing");
        check("start = 5, end = 8", "start = -5, end = 8", "line 7, column 22: ");
        check("start = 9, end = 11", "start = 7, end = 9", "line 7, column 50: the span begins at 7, before");
        check(
            &SOUND[SOUND.find("content").unwrap()..SOUND.find("form").unwrap()],
            "content = []\n",
            "line 7, column 11: a claim needs",
        );
        check("indirect", "reported", "line 8, column 8: unknown variant `reported`");
        check("speakers = [\"Zoé\"]\n", "", "line 6, column 1: missing field `speakers`");
        check(
            "\"stated\"",
            "\"verbatim\"",
            "line 11, column 12: `strength` is `verbatim`, but derived from the claim it is `stated`",
        );
        let zeros = "0".repeat(64);
        check("strength", &format!("id = \"{zeros}\"\nstrength"), "line 11, column 6: `id` is `000");
        check(
            "strength",
            &format!("content_hash = \"{zeros}\"\nstrength"),
            "line 11, column 16: `content_hash` is `000",
        );
    }

    #[test]
    fn all_faults_are_told_at_once() {
        let second = &SOUND[SOUND.find("[[claim]]").unwrap()..];
        let file = format!("{SOUND}\n{second}").replace("\"stated\"", "\"hearsay\"");
        let error = ClaimFile::parse(&file).unwrap_err();
        let places: Vec<String> = error.faults.iter().map(|fault| fault.place.to_string()).collect();
        assert_eq!(places, ["line 11, column 12", "line 18, column 12"]);
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(at in 0..SOUND.len(), noise in proptest::prelude::any::<String>()) {
            let _ = ClaimFile::parse(&noise);
            let at = SOUND.floor_char_boundary(at);
            let _ = ClaimFile::parse(&format!("{}{noise}{}", &SOUND[..at], &SOUND[at..]));
        }
    }
}
