//! The output formats by name.

use crate::model::{UnknownWord, Vocabulary};

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Aligned columns for a terminal.
    Table,
    /// One JSON value.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated values (RFC 4180), spreadsheet formulas disarmed.
    Csv,
    /// Tab-separated values, one line a row.
    Tsv,
    /// A Markdown table (GitHub Flavored Markdown).
    Md,
    /// A web page that stands alone.
    Html,
}

/// The formats of [`super::claims`], [`super::speakers`] and [`super::documents`].
pub const LIST_FORMATS: &[Format] =
    &[Format::Table, Format::Json, Format::Jsonl, Format::Csv, Format::Tsv, Format::Md];

/// The formats of [`super::sourced_table`].
pub const EXPORT_FORMATS: &[Format] = Format::ALL;

/// The formats of [`super::claim`].
pub const SHOW_FORMATS: &[Format] = LIST_FORMATS;

impl Format {
    /// Whether it is read by programs: rows that carry everything that is known, and nothing else.
    pub fn is_for_programs(self) -> bool {
        matches!(self, Format::Json | Format::Jsonl | Format::Csv | Format::Tsv)
    }

    /// Reads a format out of those that a command knows.
    ///
    /// # Errors
    /// [`UnknownWord`], which names the nearest of them and lists no other.
    pub fn among(word: &str, known: &[Format]) -> Result<Self, UnknownWord> {
        match Format::parse(word) {
            Ok(format) if known.contains(&format) => Ok(format),
            _ => {
                let words: Vec<&'static str> = known.iter().map(|f| f.as_str()).collect();
                let likeness = |w: &&'static str| strsim::jaro_winkler(w, word);
                let nearest = words.iter().copied().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
                Err(UnknownWord {
                    kind: Format::KIND,
                    word: word.to_owned(),
                    nearest: nearest.unwrap_or_default(),
                    known: words,
                })
            }
        }
    }
}

impl Vocabulary for Format {
    const KIND: &'static str = "format";
    const ALL: &'static [Self] =
        &[Format::Table, Format::Json, Format::Jsonl, Format::Csv, Format::Tsv, Format::Md, Format::Html];
    fn as_str(self) -> &'static str {
        match self {
            Format::Table => "table",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Md => "md",
            Format::Html => "html",
        }
    }
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

impl std::str::FromStr for Format {
    type Err = UnknownWord;
    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        Self::parse(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_format_names_the_nearest_that_the_command_knows() {
        assert_eq!(Format::among("csv", LIST_FORMATS), Ok(Format::Csv));
        let error = Format::among("jsnl", LIST_FORMATS).unwrap_err();
        assert_eq!(error.nearest, "jsonl");
        let error = Format::among("html", LIST_FORMATS).unwrap_err();
        assert!(!error.known.contains(&"html"));
        for &format in Format::ALL {
            assert_eq!(Format::parse(format.as_str()), Ok(format));
        }
    }
}
