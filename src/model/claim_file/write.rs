//! Writes a claim file: short lines, the usual left out, one block a claim.

use super::{CURATED, ClaimFile, check::Derived};
use crate::model::{Claim, Document, Hedge, Relay, Slice, Stance};
use chrono::SecondsFormat;
use std::fmt::Write;

pub(super) fn write(file: &ClaimFile) -> String {
    let mut out = String::from("[document]\n");
    document(&mut out, &file.document);
    for each in &file.claims {
        out.push_str("\n[[claim]]\n");
        claim(&mut out, each, &file.document);
    }
    out
}

fn document(out: &mut String, document: &Document) {
    let Document { name, sha256, outlet, title, author, url, published, language, captured, medium } =
        document;
    field(out, "name", &quoted(name));
    field(out, "sha256", &quoted(&sha256.to_string()));
    let texts = [("outlet", outlet), ("title", title), ("author", author), ("url", url)];
    for (key, text) in texts {
        optional(out, key, text.as_deref());
    }
    optional(out, "published", published.map(|date| date.to_string()).as_deref());
    optional(out, "language", language.as_deref());
    let captured = captured.map(|time| time.to_rfc3339_opts(SecondsFormat::AutoSi, true));
    optional(out, "captured", captured.as_deref());
    optional(out, "medium", medium.as_deref());
}

fn claim(out: &mut String, claim: &Claim, document: &Document) {
    let Claim { content, form, speakers, named, mention, source, cue, cue_at, via, hedge, stance, rule } =
        claim;
    slices(out, "content", content);
    field(out, "form", &quoted(form.to_string().as_str()));
    let names: Vec<String> = speakers.iter().map(|name| quoted(name)).collect();
    field(out, "speakers", &format!("[{}]", names.join(", ")));
    if !named {
        field(out, "named", "false");
    }
    optional(out, "mention", mention.as_deref());
    slices(out, "source", source);
    optional(out, "cue", cue.as_deref());
    slices(out, "cue_at", cue_at);
    let relays: Vec<String> = via.iter().map(relay).collect();
    list(out, "via", &relays);
    if *hedge != Hedge::None {
        field(out, "hedge", &quoted(&hedge.to_string()));
    }
    if *stance != Stance::Asserts {
        field(out, "stance", &quoted(&stance.to_string()));
    }
    if rule != CURATED {
        field(out, "rule", &quoted(rule));
    }
    let Derived { strength, content_hash, id } = Derived::of(document, claim);
    field(out, "strength", &quoted(&strength.to_string()));
    field(out, "content_hash", &quoted(&content_hash.to_string()));
    field(out, "id", &quoted(&id.to_string()));
}

fn field(out: &mut String, key: &str, value: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{key} = {value}");
}

fn optional(out: &mut String, key: &str, text: Option<&str>) {
    if let Some(text) = text {
        field(out, key, &quoted(text));
    }
}

fn slices(out: &mut String, key: &str, slices: &[Slice]) {
    let inline =
        |s: &Slice| format!("{{ start = {}, end = {}, text = {} }}", s.start, s.end, quoted(&s.text));
    let items: Vec<String> = slices.iter().map(inline).collect();
    list(out, key, &items);
}

fn relay(relay: &Relay) -> String {
    format!("{{ name = {}, channel = \"{}\" }}", quoted(&relay.name), relay.channel)
}

/// One item stands on the key's line, several on a line each; without items nothing is written.
fn list(out: &mut String, key: &str, items: &[String]) {
    match items {
        [] => {}
        [item] => field(out, key, &format!("[{item}]")),
        items => {
            let lines: String = items.iter().map(|item| format!("    {item},\n")).collect();
            field(out, key, &format!("[\n{lines}]"));
        }
    }
}

/// A TOML string on one line, in the marks that spare most escapes. What an editor would not
/// show, or would change, is escaped; the no-break spaces of French typography stay as they are.
fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) && !text.contains('\'') && !text.chars().any(needs_escape) {
        return format!("'{text}'");
    }
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if needs_escape(c) => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Control characters, soft hyphens, zero-width and direction marks, line separators and the
/// byte order mark. All are below U+10000.
fn needs_escape(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Channel, Digest, Form, PartialDate, Vocabulary};
    use chrono::{DateTime, TimeDelta};
    use proptest::{collection::vec, option, prelude::*, sample::select};

    fn slice_list(at_least: usize) -> impl Strategy<Value = Vec<Slice>> {
        let words = any::<String>().prop_filter("words", |text| !text.is_empty());
        vec((0usize..9, words), at_least..4).prop_map(|parts| {
            let mut end = 0;
            let slice = |(gap, text): (usize, String)| {
                let start = end + gap;
                end = start + text.chars().count();
                Slice { start, end, text }
            };
            parts.into_iter().map(slice).collect()
        })
    }

    fn claims() -> impl Strategy<Value = Claim> {
        let relay =
            (any::<String>(), select(Channel::ALL)).prop_map(|(name, channel)| Relay { name, channel });
        let words = (slice_list(1), slice_list(0), slice_list(0));
        let texts = (vec(any::<String>(), 0..3), option::of(any::<String>()), option::of(any::<String>()));
        let words_of = (select(Form::ALL), select(Hedge::ALL), select(Stance::ALL));
        let rest = (any::<bool>(), vec(relay, 0..3), any::<String>());
        (words, texts, words_of, rest).prop_map(|(words, texts, chosen, rest)| Claim {
            content: words.0,
            form: chosen.0,
            speakers: texts.0,
            named: rest.0,
            mention: texts.1,
            source: words.1,
            cue: texts.2,
            cue_at: words.2,
            via: rest.1,
            hedge: chosen.1,
            stance: chosen.2,
            rule: rest.2,
        })
    }

    fn documents() -> impl Strategy<Value = Document> {
        let texts = vec(option::of(any::<String>()), 6);
        let date = (1000..9999, option::of((1u32..13, option::of(1u32..29)))).prop_map(|(year, rest)| {
            PartialDate::new(year, rest.map(|(month, _)| month), rest.and_then(|(_, day)| day))
        });
        let time = option::of((0i64..4_000_000_000, 0i64..1_000_000_000));
        (any::<String>(), any::<[u8; 32]>(), texts, date, time).prop_map(|(name, hash, texts, date, time)| {
            let mut texts = texts.into_iter();
            let mut next = || texts.next().flatten();
            Document {
                outlet: next(),
                title: next(),
                author: next(),
                url: next(),
                language: next(),
                medium: next(),
                published: date,
                captured: time
                    .and_then(|(s, ns)| Some(DateTime::from_timestamp(s, 0)? + TimeDelta::nanoseconds(ns))),
                ..Document::new(name, Digest(hash))
            }
        })
    }

    proptest! {
        #[test]
        fn a_file_round_trips(document in documents(), claims in vec(claims(), 0..4)) {
            let file = ClaimFile::new(document, claims);
            let read = ClaimFile::parse(&file.to_toml());
            prop_assert_eq!(read, Ok(file));
        }
    }

    #[test]
    fn strings_are_written_to_be_read() {
        let check = |text: &str, expected: &str| assert_eq!(quoted(text), expected);
        check("l’été", "\"l’été\"");
        check("un \"mot\"", "'un \"mot\"'");
        check("l'\"été\"", "\"l'\\\"été\\\"\"");
        check("«\u{A0}a\u{A0}»", "\"«\u{A0}a\u{A0}»\"");
        check("a\u{200B}\u{0}\n", "\"a\\u200B\\u0000\\n\"");
    }
}
