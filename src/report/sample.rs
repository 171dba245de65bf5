//! A small French article with its claims, for the tests of this room.

use crate::model::{
    Channel, Claim, ClaimRow, Digest, Document, DocumentRow, Form, Grades, Hedge, Origin, Relay, Slice,
    SpeakerRow, Stance, Status, Strength, StrengthCounts, claim_id, content_hash,
};

pub const TEXT: &str = "Pyongyang resserre ses liens avec Moscou\n\n\
Le dirigeant nord-coréen Kim Jong-un a salué « une amitié scellée par l'histoire » lors d'un banquet. \
Selon KCNA, Vladimir Poutine a exprimé le désir de \"se rendre bientôt\" en Corée du Nord. \
« Nous n'oublierons pas nos \"amis\" », a assuré le président russe, « quoi qu'il arrive ».\n\n\
La Corée du Nord dément avoir livré des obus à la Russie. D'après une source policière, \
deux trains auraient franchi la frontière dans la nuit. Pékin a appelé à la retenue.\n";

struct Reading<'a> {
    content: &'a [&'a str],
    form: Form,
    speakers: &'a [&'a str],
    mention: &'a str,
    cue: &'a str,
    via: &'a [(&'a str, Channel)],
    hedge: Hedge,
    stance: Stance,
}

const PLAIN: Reading<'_> = Reading {
    content: &[],
    form: Form::Indirect,
    speakers: &[],
    mention: "",
    cue: "",
    via: &[],
    hedge: Hedge::None,
    stance: Stance::Asserts,
};

const READINGS: &[Reading<'_>] = &[
    Reading {
        content: &["une amitié scellée par l'histoire"],
        form: Form::Direct,
        speakers: &["Kim Jong-un"],
        mention: "Kim Jong-un",
        cue: "a salué",
        ..PLAIN
    },
    Reading {
        content: &["le désir de \"se rendre bientôt\" en Corée du Nord"],
        form: Form::Mixed,
        speakers: &["Vladimir Poutine"],
        mention: "Vladimir Poutine",
        cue: "a exprimé",
        via: &[("KCNA", Channel::ThirdParty)],
        ..PLAIN
    },
    Reading {
        content: &["Nous n'oublierons pas nos \"amis\"", "quoi qu'il arrive"],
        form: Form::Direct,
        speakers: &["Vladimir Poutine"],
        mention: "le président russe",
        cue: "a assuré",
        ..PLAIN
    },
    Reading {
        content: &["avoir livré des obus à la Russie"],
        speakers: &["Corée du Nord"],
        mention: "La Corée du Nord",
        cue: "dément",
        stance: Stance::Denies,
        ..PLAIN
    },
    Reading {
        content: &["deux trains auraient franchi la frontière dans la nuit"],
        speakers: &["une source policière"],
        mention: "une source policière",
        cue: "auraient",
        hedge: Hedge::Conditional,
        ..PLAIN
    },
    Reading {
        content: &["la retenue"], speakers: &["Chine"], mention: "Pékin", cue: "a appelé à", ..PLAIN
    },
];

pub fn document() -> Document {
    Document {
        outlet: Some("Le Courrier du soir".into()),
        title: Some("Pyongyang resserre ses liens avec Moscou".into()),
        url: Some("https://courrier.example/monde/pyongyang-moscou?id=12&p=1".into()),
        published: "2023-10-13".parse().ok(),
        language: Some("fr".into()),
        ..Document::new("courrier-2023-10-13", Digest::of(TEXT.as_bytes()))
    }
}

pub fn claims() -> Vec<Claim> {
    READINGS.iter().map(claim).collect()
}

pub fn rows() -> Vec<ClaimRow> {
    claims().into_iter().map(row).collect()
}

/// A claim as a row of the sample document.
pub fn row(claim: Claim) -> ClaimRow {
    let document = document();
    ClaimRow {
        id: claim_id(&document.sha256, &claim),
        content_hash: content_hash(&claim),
        strength: claim.judgement().strength,
        claim,
        document,
        origin: Origin::Found,
        program: Some("0.1.0".into()),
        status: Status::Found,
        grades: Grades::default(),
        context: Vec::new(),
    }
}

pub fn speakers() -> Vec<SpeakerRow> {
    let counts = |pairs: &[(Strength, u64)]| {
        let mut counts = StrengthCounts::default();
        pairs.iter().for_each(|&(strength, n)| counts.add(strength, n));
        counts
    };
    let row = |name: &str, known, speaks: &[_], relays: &[_]| SpeakerRow {
        name: name.into(),
        known,
        speaks: counts(speaks),
        relays: counts(relays),
        unreviewed: 1,
    };
    use Strength::*;
    vec![
        row("Vladimir Poutine", true, &[(Verbatim, 12), (Relayed, 3), (Stated, 140), (Alleged, 2)], &[]),
        row("KCNA", true, &[(Stated, 1)], &[(Verbatim, 4), (Hearsay, 31)]),
        row("une source policière", false, &[(Alleged, 1)], &[]),
    ]
}

pub fn documents() -> Vec<DocumentRow> {
    let mut claims = StrengthCounts::default();
    rows().iter().for_each(|row| claims.add(row.strength, 1));
    let bare = Document::new("notes", Digest::of(b"notes"));
    vec![
        DocumentRow { document: document(), claims, unreviewed: 6, has_text: true, version: 1, read: true },
        DocumentRow {
            document: bare,
            claims: StrengthCounts::default(),
            unreviewed: 0,
            has_text: false,
            version: 2,
            read: false,
        },
    ]
}

fn claim(reading: &Reading<'_>) -> Claim {
    Claim {
        content: reading.content.iter().map(|words| slice(words)).collect(),
        form: reading.form,
        speakers: reading.speakers.iter().map(|&s| s.to_owned()).collect(),
        named: !reading.speakers.iter().any(|s| s.starts_with("une ")),
        mention: Some(reading.mention.into()),
        source: vec![slice(reading.mention)],
        cue: Some(reading.cue.into()),
        cue_at: vec![slice(reading.cue)],
        via: reading.via.iter().map(|&(name, channel)| Relay { name: name.into(), channel }).collect(),
        hedge: reading.hedge,
        stance: reading.stance,
        rule: "sample".into(),
    }
}

fn slice(words: &str) -> Slice {
    let byte = TEXT.find(words).expect("the words stand in the text");
    let start = TEXT[..byte].chars().count();
    Slice { start, end: start + words.chars().count(), text: words.into() }
}
