//! What each command can write, and the words for it.

use crate::{model::Vocabulary, report::Format};

/// What `dixit extract` can write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExtractFormat {
    /// The text with its claims marked.
    Text,
    /// A list of the claims.
    List(Format),
}

impl Vocabulary for ExtractFormat {
    const KIND: &'static str = "format";
    const ALL: &'static [Self] = &[
        ExtractFormat::Text,
        ExtractFormat::List(Format::Table),
        ExtractFormat::List(Format::Json),
        ExtractFormat::List(Format::Jsonl),
        ExtractFormat::List(Format::Csv),
        ExtractFormat::List(Format::Tsv),
        ExtractFormat::List(Format::Md),
    ];
    fn as_str(self) -> &'static str {
        match self {
            ExtractFormat::Text => "text",
            ExtractFormat::List(format) => format.as_str(),
        }
    }
}

/// What `dixit export` can write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// The sourced claim table.
    Table(Format),
    /// Claim files, which `dixit import` reads.
    Toml,
}

impl Vocabulary for ExportFormat {
    const KIND: &'static str = "format";
    const ALL: &'static [Self] = &[
        ExportFormat::Table(Format::Table),
        ExportFormat::Table(Format::Md),
        ExportFormat::Table(Format::Html),
        ExportFormat::Table(Format::Csv),
        ExportFormat::Table(Format::Tsv),
        ExportFormat::Table(Format::Json),
        ExportFormat::Table(Format::Jsonl),
        ExportFormat::Toml,
    ];
    fn as_str(self) -> &'static str {
        match self {
            ExportFormat::Table(format) => format.as_str(),
            ExportFormat::Toml => "toml",
        }
    }
}
