//! What a captured page says of itself: front matter, date, heading.

use crate::model::PartialDate;

/// Where the text proper begins, in bytes: behind a front matter of `---` lines.
pub(super) fn body_start(text: &str) -> usize {
    let start = text.len() - text.trim_start_matches('\u{FEFF}').len();
    let Some(rest) = text[start..].strip_prefix("---") else { return start };
    if !rest.starts_with(['\n', '\r']) {
        return start;
    }
    const LONGEST: usize = 4096;
    let mut at = start + 3;
    for line in rest.split_inclusive('\n') {
        if at > start + LONGEST {
            break;
        }
        at += line.len();
        if line.trim_end() == "---" {
            return at;
        }
    }
    start
}

/// The date that the first lines give: "date 2023-10", "10 janvier 2016. –", "Mis à jour samedi
/// 9 septembre 2023".
pub(super) fn date(body: &str, months: &dyn Fn(&str) -> Option<u32>) -> Option<PartialDate> {
    const LINES: usize = 8;
    const WORDS: usize = 16;
    body.lines().filter(|l| !l.trim().is_empty()).take(LINES).find_map(|line| {
        let words: Vec<&str> = line.split_whitespace().take(WORDS).collect();
        (0..words.len()).find_map(|i| date_at(&words[i..], months))
    })
}

fn date_at(words: &[&str], months: &dyn Fn(&str) -> Option<u32>) -> Option<PartialDate> {
    let bare = |w: &str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let first = bare(words.first()?);
    if words.first()?.eq_ignore_ascii_case("date") {
        return bare(words.get(1)?).parse().ok();
    }
    if first.len() == 10
        && let Ok(date) = first.parse()
    {
        return Some(date);
    }
    let day: u32 = first.strip_suffix("er").unwrap_or(&first).parse().ok()?;
    let month = months(&bare(words.get(1)?))?;
    let year: i32 = bare(words.get(2)?).parse().ok().filter(|y| (1900..2200).contains(y))?;
    PartialDate::new(year, Some(month), Some(day))
}

/// The heading: a short first line without a final stop, over more text.
pub(super) fn title(body: &str) -> Option<String> {
    const LONGEST: usize = 200;
    let mut lines = body.lines().map(str::trim).filter(|l| !l.is_empty());
    let first = lines.next()?;
    lines.next()?;
    let short = first.chars().count() <= LONGEST && first.chars().count() >= 10;
    let stopped = first.ends_with(['.', ',', ';', ':']);
    let dated = first.starts_with("date ");
    (short && !stopped && !dated).then(|| first.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(word: &str) -> Option<u32> {
        ["janvier", "septembre"].iter().position(|m| *m == word).map(|i| if i == 0 { 1 } else { 9 })
    }

    #[test]
    fn dates_of_pages() {
        let check = |text, expected: &str| {
            assert_eq!(date(text, &months).map(|d| d.to_string()).unwrap_or_default(), expected, "{text}");
        };
        check(" date 2023-10 Publicité\n", "2023-10");
        check("Titre\n10 janvier 2016. – La Corée", "2016-01-10");
        check("T\n\nMis à jour samedi 9 septembre 2023 – 15h04", "2023-09-09");
        check("Le 75e anniversaire", "");
        check("31 septembre 2020", "");
    }

    #[test]
    fn front_matter_is_no_text() {
        assert_eq!(body_start("---\na: b\n---\nx"), 13);
        assert_eq!(body_start("--- a"), 0);
        assert_eq!(body_start("---\nnever closed"), 0);
    }
}
