//! The front matter of a text: what somebody wrote above it about the document.
//!
//! ```text
//! ---
//! outlet: Le Courrier
//! date: 2024-03
//! ---
//! ```

use crate::model::PartialDate;

/// What is said of a document beside its text: by options, or by a front matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Who published it.
    pub outlet: Option<String>,
    /// Its heading.
    pub title: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Who signed it.
    pub author: Option<String>,
    /// When it was published.
    pub date: Option<PartialDate>,
    /// Its language, an ISO 639-1 code.
    pub language: Option<String>,
    /// What its words were captured from where that was no text.
    pub medium: Option<String>,
}

impl Metadata {
    /// This, and where it is silent what `other` says.
    pub fn or(self, other: Metadata) -> Metadata {
        Metadata {
            outlet: self.outlet.or(other.outlet),
            title: self.title.or(other.title),
            url: self.url.or(other.url),
            author: self.author.or(other.author),
            date: self.date.or(other.date),
            language: self.language.or(other.language),
            medium: self.medium.or(other.medium),
        }
    }
}

/// A line of a front matter that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct FrontMatterError {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

const FENCE: &str = "---";
const KEYS: &[&str] = &["outlet", "title", "url", "author", "date", "language", "medium"];

/// Reads the front matter at the head of a text; a text without one says nothing.
///
/// A front matter is a first line `---`, lines `key: value`, and a line `---` again. A text that
/// merely begins with a rule, where any other line comes first, has none.
///
/// # Errors
/// [`FrontMatterError`] for a key that is unknown or repeated, or a value that is no date or no
/// language.
pub fn front_matter(text: &str) -> Result<Metadata, FrontMatterError> {
    let mut metadata = Metadata::default();
    let Some(lines) = fenced(text) else { return Ok(metadata) };
    for (i, (key, value)) in lines.into_iter().enumerate().filter_map(|(i, l)| Some((i, l?))) {
        let fail = |message| FrontMatterError { line: i + 2, message };
        let field = match key {
            "outlet" => &mut metadata.outlet,
            "title" => &mut metadata.title,
            "url" => &mut metadata.url,
            "author" => &mut metadata.author,
            "language" => &mut metadata.language,
            "medium" => &mut metadata.medium,
            "date" => {
                if metadata.date.is_some() {
                    return Err(fail(repeated(key)));
                }
                metadata.date =
                    Some(value.parse().map_err(|e: crate::model::DateError| fail(e.to_string()))?);
                continue;
            }
            _ => return Err(fail(unknown(key))),
        };
        if field.is_some() {
            return Err(fail(repeated(key)));
        }
        *field = Some(match key {
            "language" => language(value).map_err(fail)?,
            _ => value.to_owned(),
        });
    }
    Ok(metadata)
}

/// A language as an ISO 639-1 code, of which a region ("fr-CA") is left out.
///
/// # Errors
/// A sentence that says how to write one.
pub fn language(value: &str) -> Result<String, String> {
    let code = value.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    match code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase()) {
        true => Ok(code),
        false => Err(format!("`{value}` is not a language: write its two letters, such as `fr` or `en`")),
    }
}

/// The lines between the fences, each as key and value, `None` for an empty line or value.
fn fenced(text: &str) -> Option<Vec<Option<(&str, &str)>>> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut lines = text.lines();
    if lines.next()?.trim_end() != FENCE {
        return None;
    }
    let mut pairs = Vec::new();
    for line in lines {
        let line = line.trim();
        if line == FENCE {
            return Some(pairs);
        }
        if line.is_empty() {
            pairs.push(None);
            continue;
        }
        let (key, value) = line.split_once(':')?;
        let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
        if !is_key {
            return None;
        }
        let value = unquoted(value.trim());
        pairs.push((!value.is_empty()).then_some((key, value)));
    }
    None
}

fn unquoted(value: &str) -> &str {
    let inner = |mark| value.strip_prefix(mark).and_then(|v: &str| v.strip_suffix(mark));
    inner('"').or_else(|| inner('\'')).unwrap_or(value)
}

fn repeated(key: &str) -> String {
    format!("`{key}` is given twice: leave one")
}

fn unknown(key: &str) -> String {
    let nearest =
        KEYS.iter().max_by(|a, b| strsim::jaro_winkler(a, key).total_cmp(&strsim::jaro_winkler(b, key)));
    let nearest = nearest.copied().unwrap_or_default();
    format!("unknown key `{key}` in the front matter: did you mean `{nearest}`? ({})", KEYS.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<&[(&str, &str)], (usize, &str)>) {
        let read = front_matter(text).map(|m| {
            let date = m.date.map(|d| d.to_string());
            let fields = [
                ("outlet", m.outlet),
                ("title", m.title),
                ("url", m.url),
                ("author", m.author),
                ("date", date),
                ("language", m.language),
                ("medium", m.medium),
            ];
            fields.into_iter().filter_map(|(k, v)| Some((k, v?))).collect::<Vec<_>>()
        });
        match (read, expected) {
            (Ok(read), Ok(expected)) => {
                let read: Vec<(&str, &str)> = read.iter().map(|(k, v)| (*k, v.as_str())).collect();
                assert_eq!(read, expected, "{text}");
            }
            (Err(error), Err((line, words))) => {
                assert_eq!(error.line, line, "{text}");
                assert!(error.message.contains(words), "{error}");
            }
            (read, expected) => panic!("{text}: {read:?}, not {expected:?}"),
        }
    }

    #[test]
    fn what_is_said_above_a_text() {
        check("Un texte.", Ok(&[]));
        check("---\nUne règle, puis le texte : il commence.\n---\n", Ok(&[]));
        check("---\noutlet: AFP\nno end", Ok(&[]));
        check(
            "\u{FEFF}---\r\noutlet: AFP\r\n\r\ntitle: \"Un : titre\"\r\nurl: https://x.fr/a\r\nauthor:\r\n---\r\nTexte",
            Ok(&[("outlet", "AFP"), ("title", "Un : titre"), ("url", "https://x.fr/a")]),
        );
        check("---\ndate: 2024-03\nlanguage: fr-CA\n---\n", Ok(&[("date", "2024-03"), ("language", "fr")]));
    }

    #[test]
    fn what_is_wrong_in_it_is_named_with_its_line() {
        check("---\noutlet: AFP\nautor: X\n---\n", Err((3, "did you mean `author`")));
        check("---\ndate: 2024-02-30\n---\n", Err((2, "no date `2024-02-30`")));
        check("---\ntitle: A\ntitle: B\n---\n", Err((3, "given twice")));
        check("---\nlanguage: français\n---\n", Err((2, "two letters")));
    }
}
