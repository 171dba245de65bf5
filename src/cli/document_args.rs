//! Options that say what the articles are: shared by `ingest` and `extract`.

use super::{
    article::Told,
    error::{CliError, Result},
    front_matter::{Metadata, language},
    input::Input,
};
use crate::model::{PartialDate, Registry};
use clap::Args;
use encoding_rs::Encoding;
use std::path::PathBuf;

/// What the articles are, where they do not say so themselves.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "What the articles are (a front matter in a file can say so too)")]
pub struct DocumentArgs {
    /// Who published them
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// The heading (one article only)
    #[arg(long)]
    title: Option<String>,
    /// Where it was published (one article only)
    #[arg(long)]
    url: Option<String>,
    /// Who signed them
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
    /// When they were published: YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long)]
    date: Option<PartialDate>,
    /// Their language, two letters such as fr [default: detected]
    #[arg(long, value_name = "CODE", value_parser = language)]
    language: Option<String>,
    /// What they are notes of, where that was no text, such as 'press conference'
    #[arg(long, value_name = "WORDS")]
    medium: Option<String>,
    /// Their encoding, such as utf-8 or windows-1252 [default: detected]
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<&'static Encoding>,
    /// What the document is called (one article only) [default: the file's name without its ending]
    #[arg(long)]
    name: Option<String>,
    /// A registry of further people and outlets to know while reading
    #[arg(long, value_name = "FILE")]
    registry: Option<PathBuf>,
}

impl DocumentArgs {
    /// What is told of so many articles.
    ///
    /// # Errors
    /// Where something that only one document can have is told of several.
    pub fn told(&self, articles: usize) -> Result<Told> {
        let of_one = [("--title", &self.title), ("--url", &self.url), ("--name", &self.name)];
        if let Some((option, _)) = of_one.iter().find(|(_, value)| value.is_some() && articles > 1) {
            return Err(CliError::bad_input(format!("`{option}` is given for {articles} articles"))
                .hint("read that article by itself, or say it in a front matter"));
        }
        let metadata = Metadata {
            outlet: self.outlet.clone(),
            title: self.title.clone(),
            url: self.url.clone(),
            author: self.author.clone(),
            date: self.date,
            language: self.language.clone(),
            medium: self.medium.clone(),
        };
        Ok(Told { metadata, encoding: self.encoding, name: self.name.clone() })
    }

    /// A registry with the entities of `--registry` added.
    ///
    /// # Errors
    /// Where that file cannot be read.
    pub fn with_registry(&self, mut registry: Registry) -> Result<Registry> {
        if let Some(path) = &self.registry {
            let file = Input::File(path.clone());
            registry.read(&file.read_utf_8()?).map_err(|e| file.unreadable(&e.to_string()))?;
        }
        Ok(registry)
    }
}

fn encoding(label: &str) -> std::result::Result<&'static Encoding, String> {
    Encoding::for_label(label.as_bytes()).ok_or_else(|| {
        format!("unknown encoding `{label}`: write it as web pages do, such as utf-8 or windows-1252")
    })
}
