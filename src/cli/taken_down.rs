//! What a person heard or saw where there is no text to capture: taken down in a note, which is then
//! the capture. So every claim is a slice of captured bytes, these too.

use super::{act::words, front_matter::language};
use crate::{
    lang,
    model::{Capture, Digest, Document, Form, PartialDate},
};
use clap::Args;
use std::fmt::Write;

/// The source, where it is not a text.
#[derive(Debug, Args)]
#[command(next_help_heading = "From a source that is not a text")]
pub struct TakenDownArgs {
    /// What it was, such as 'press conference', 'broadcast', 'telephone call'
    #[arg(long, value_name = "WORDS", value_parser = words, requires = "note", requires = "date")]
    pub medium: Option<String>,
    /// How you heard it, and where a recording is kept
    #[arg(long, value_name = "WORDS", value_parser = words, requires = "medium")]
    note: Option<String>,
    /// When: YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long, requires = "medium")]
    date: Option<PartialDate>,
    /// Where
    #[arg(long, value_name = "PLACE", value_parser = words, requires = "medium")]
    place: Option<String>,
    /// Who heard it [default: in whose name you write]
    #[arg(long, value_name = "NAME", value_parser = words, requires = "medium")]
    heard_by: Option<String>,
    /// Who held or broadcast it
    #[arg(long, value_name = "NAME", value_parser = words, requires = "medium")]
    outlet: Option<String>,
    /// What it was called
    #[arg(long, value_parser = words, requires = "medium")]
    title: Option<String>,
    /// Where it can be heard or seen
    #[arg(long, value_parser = words, requires = "medium")]
    url: Option<String>,
    /// Its language, two letters such as fr [default: detected]
    #[arg(long, value_name = "CODE", value_parser = language, requires = "medium")]
    language: Option<String>,
    /// What the document is called [default: its medium and date, and the beginning of its hash]
    #[arg(long, value_parser = words, requires = "medium")]
    name: Option<String>,
}

/// A note: a document with its capture.
#[derive(Debug)]
pub struct TakenDown {
    /// What is known of it.
    pub document: Document,
    /// The note itself.
    pub capture: Capture,
    /// Where the words begin in it, in code points.
    pub words_at: usize,
}

impl TakenDownArgs {
    /// Takes some words down. The same words told in the same way are the same bytes, whenever that is.
    ///
    /// The note has the form of an article with a front matter, so that `dixit ingest` can read it.
    pub fn take_down(&self, content: &[String], form: Form, actor: &str) -> TakenDown {
        let said = content.join("\n");
        let language = self.language.clone().or_else(|| lang::detect(&said).code.map(str::to_owned));
        let date = self.date.map(|date| date.to_string());
        let mut text = String::from("---\n");
        for (key, value) in [
            ("medium", &self.medium),
            ("outlet", &self.outlet),
            ("title", &self.title),
            ("date", &date),
            ("url", &self.url),
            ("language", &language),
        ] {
            line(&mut text, key, value.as_deref());
        }
        text.push_str("---\n");
        line(&mut text, "Where", self.place.as_deref());
        line(&mut text, "Heard by", Some(self.heard_by.as_deref().unwrap_or(actor)));
        line(&mut text, "Note", self.note.as_deref());
        text.push('\n');
        // Words are quoted where they are the speaker's own.
        let (open, close) = match (form, language.as_deref()) {
            (Form::Direct, Some("fr")) => ("«\u{A0}", "\u{A0}»"),
            (Form::Direct, _) => ("“", "”"),
            _ => ("", ""),
        };
        let words_at = text.chars().count() + open.chars().count();
        for words in content {
            text.push_str(&format!("{open}{words}{close}\n"));
        }
        let sha256 = Digest::of(text.as_bytes());
        let mut document = Document::new(self.handle(&sha256), sha256);
        document.medium = self.medium.clone();
        document.outlet = self.outlet.clone();
        document.title = self.title.clone();
        document.url = self.url.clone();
        document.published = self.date;
        document.language = language;
        let capture = Capture { bytes: text.clone().into_bytes(), encoding: "UTF-8".to_owned(), text };
        TakenDown { document, capture, words_at }
    }

    /// "press-conference-2024-06-19-3fa9c2"
    fn handle(&self, sha256: &Digest) -> String {
        if let Some(name) = &self.name {
            return name.clone();
        }
        let medium = self.medium.as_deref().unwrap_or_default().to_lowercase();
        let words = medium.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut handle = words.collect::<Vec<_>>().join("-");
        if let Some(date) = self.date {
            // Writing to a string cannot fail.
            let _ = write!(handle, "-{date}");
        }
        format!("{handle}-{sha256:.6}")
    }
}

fn line(text: &mut String, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        text.push_str(&format!("{key}: {value}\n"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{cli::front_matter::front_matter, model::CodePoints};

    #[test]
    fn a_note_says_all_that_was_told_and_can_be_read_again() {
        let told = TakenDownArgs {
            medium: Some("press conference".into()),
            note: Some("on the live stream".into()),
            date: "2024-06-19".parse().ok(),
            place: Some("Paris".into()),
            heard_by: None,
            outlet: Some("Élysée".into()),
            title: None,
            url: None,
            language: Some("fr".into()),
            name: None,
        };
        let content = ["Paris attendra".to_owned(), "et vous aussi".to_owned()];
        let note = told.take_down(&content, Form::Direct, "Anna");
        assert_eq!(
            note.capture.text,
            "---\nmedium: press conference\noutlet: Élysée\ndate: 2024-06-19\nlanguage: fr\n---\n\
             Where: Paris\nHeard by: Anna\nNote: on the live stream\n\n\
             «\u{A0}Paris attendra\u{A0}»\n«\u{A0}et vous aussi\u{A0}»\n"
        );
        let points = CodePoints::new(&note.capture.text);
        let at = points.to_byte(note.words_at).expect("in the text");
        assert!(note.capture.text[at..].starts_with("Paris attendra"));
        assert!(note.document.name.starts_with("press-conference-2024-06-19-"));
        let above = front_matter(&note.capture.text).expect("a front matter");
        assert_eq!((above.medium, above.outlet), (note.document.medium, note.document.outlet));
    }
}
