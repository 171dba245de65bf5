//! Two small articles with curated claims, for what needs a database but no reading.

use crate::support::Scratch;
use dixit::model::{
    Channel, Claim, CodePoints, Digest, Document, Form, Hedge, Relay, Slice, Span, Stance,
    claim_file::ClaimFile,
};

pub const PORT: &str = "« Le port restera ouvert », a déclaré Anna Weil. Selon l'agence KCNA, Vladimir Poutine \
                        visitera le chantier. La mairie dément avoir vendu le terrain.\n";
pub const QUAI: &str = "Le quai aurait été fermé en mars. « Rien n'est sûr », a dit un témoin.\n";

/// A database `dixit.db` with both articles, their bytes and their five claims.
pub fn stocked() -> Scratch {
    let scratch = files();
    scratch.dixit(["import", "-q", "claims", "--sources", "articles"]).gives(0, "", "");
    scratch
}

/// The articles and their claim files, not yet imported.
pub fn files() -> Scratch {
    let scratch = Scratch::new();
    scratch.file("articles/port.txt", PORT).file("articles/quai.txt", QUAI);
    scratch.file("claims/port.toml", port().to_toml()).file("claims/quai.toml", quai().to_toml());
    scratch
}

pub fn port() -> ClaimFile {
    let mut document = Document::new("port", Digest::of(PORT.as_bytes()));
    document.outlet = Some("Le Courrier".into());
    document.title = Some("Le port".into());
    document.url = Some("https://example.org/port".into());
    document.published = "2024-03-05".parse().ok();
    document.language = Some("fr".into());
    let mut visit =
        claim(PORT, "Vladimir Poutine visitera le chantier", Form::Indirect, "Vladimir Poutine", "Selon");
    visit.speakers.clear();
    visit.named = false;
    visit.via = vec![Relay { name: "KCNA".into(), channel: Channel::ThirdParty }];
    let mut sold = claim(PORT, "avoir vendu le terrain", Form::Indirect, "La mairie", "dément");
    sold.stance = Stance::Denies;
    let open = claim(PORT, "Le port restera ouvert", Form::Direct, "Anna Weil", "a déclaré");
    ClaimFile::new(document, vec![open, visit, sold])
}

pub fn quai() -> ClaimFile {
    let mut document = Document::new("quai", Digest::of(QUAI.as_bytes()));
    document.published = "2024".parse().ok();
    document.language = Some("fr".into());
    let mut closed = claim(QUAI, "Le quai aurait été fermé en mars", Form::Indirect, "", "aurait");
    closed.hedge = Hedge::Conditional;
    let mut sure = claim(QUAI, "Rien n'est sûr", Form::Direct, "un témoin", "a dit");
    sure.named = false;
    ClaimFile::new(document, vec![closed, sure])
}

/// An article of so many words, each a claim.
pub fn many(n: usize) -> ClaimFile {
    let text: String = (100..100 + n).map(|i| format!("mot{i} ")).collect();
    let document = Document::new("many", Digest::of(text.as_bytes()));
    let claims = text.split_whitespace().map(|word| claim(&text, word, Form::Indirect, "", "mot")).collect();
    ClaimFile::new(document, claims)
}

/// A claim with its words, its speaker (none where empty) and its cue found in the text.
fn claim(text: &str, words: &str, form: Form, speaker: &str, cue: &str) -> Claim {
    let speakers = if speaker.is_empty() { vec![] } else { vec![speaker.to_owned()] };
    Claim {
        content: vec![slice(text, words)],
        form,
        named: !speakers.is_empty(),
        mention: speakers.first().cloned(),
        source: speakers.iter().map(|s| slice(text, s)).collect(),
        speakers,
        cue: Some(cue.to_owned()),
        cue_at: vec![slice(text, cue)],
        via: Vec::new(),
        hedge: Hedge::None,
        stance: Stance::Asserts,
        rule: "curated".into(),
    }
}

fn slice(text: &str, words: &str) -> Slice {
    let byte = text.find(words).expect("the words stand in the text");
    let points = CodePoints::new(text);
    let span = Span { start: points.at_byte(byte), end: points.at_byte(byte + words.len()) };
    Slice { start: span.start, end: span.end, text: words.to_owned() }
}
