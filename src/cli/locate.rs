//! Where words that a person typed stand in a text.

use super::error::{CliError, Result};
use crate::model::{CodePoints, Slice, Span};

/// Where some words stand one after the other, nearest to a place (in code points). Words that stand
/// nowhere as they were typed are looked for without regard to typography: the kind of quotation
/// marks, apostrophes and spaces. What is found is as the text has it.
///
/// # Errors
/// Where they do not stand there, with what is most like them.
pub fn located(words: &[String], near: usize, text: &str) -> Result<Vec<Slice>> {
    let points = CodePoints::new(text);
    let mut slices: Vec<Slice> = Vec::new();
    for words in words {
        let from = slices.last().map_or(0, |slice| slice.end);
        let nearest = |spans: &mut dyn Iterator<Item = Span>| {
            spans.filter(|span| span.start >= from).min_by_key(|span| span.start.abs_diff(near.max(from)))
        };
        let length = words.chars().count();
        let exact = text.match_indices(words.as_str()).map(|(byte, _)| points.at_byte(byte));
        let found = nearest(&mut exact.map(|start| Span { start, end: start + length }))
            .or_else(|| nearest(&mut loosely(words, text).into_iter()));
        let slice = found.and_then(|span| {
            Some(Slice { start: span.start, end: span.end, text: points.slice(span)?.to_owned() })
        });
        slices.push(slice.filter(|slice| slice.start < slice.end).ok_or_else(|| misquoted(words, text))?);
    }
    Ok(slices)
}

/// Every place where some words stand, typography aside.
fn loosely(words: &str, text: &str) -> Vec<Span> {
    let (words, _) = folded(words);
    let words = words.trim();
    let (text, places) = folded(text);
    if words.is_empty() {
        return Vec::new();
    }
    let length = words.chars().count();
    let folded_points = CodePoints::new(&text);
    let span = |(byte, _): (usize, &str)| {
        let first = folded_points.at_byte(byte);
        let (start, last) = (places.get(first)?, places.get(first + length - 1)?);
        Some(Span { start: *start, end: last + 1 })
    };
    text.match_indices(words).filter_map(span).collect()
}

/// A text with its typography made plain, and the place of each of its characters in the original, in
/// code points.
fn folded(text: &str) -> (String, Vec<usize>) {
    let (mut plain, mut places) = (String::with_capacity(text.len()), Vec::new());
    for (place, c) in text.chars().enumerate() {
        let c = match c {
            '«' | '»' | '“' | '”' | '„' | '‟' => '"',
            '’' | '‘' | '‚' | '‛' | 'ʼ' | '‹' | '›' => '\'',
            '‐' | '‑' => '-',
            '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => continue,
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if c != ' ' || !plain.ends_with(' ') {
            plain.push(c);
            places.push(place);
        }
    }
    (plain, places)
}

/// The error for words that do not stand in a text, with those there that are most like them.
fn misquoted(words: &str, text: &str) -> CliError {
    let error = CliError::bad_input(format!("these words do not stand in the text: {words}"));
    let near = near_misses(words, text);
    if near.is_empty() {
        return error.hint("nothing in the text is like them: `dixit show ID` shows the text around a claim");
    }
    let hint = |(i, words): (usize, &String)| match i {
        0 => format!("the nearest that stands there: {words}"),
        _ => format!("or: {words}"),
    };
    near.iter().enumerate().map(hint).fold(error, CliError::hint)
}

/// The stretches of the text, of as many words, that are most like some words; the most alike first.
fn near_misses(words: &str, text: &str) -> Vec<String> {
    const ALIKE: f64 = 0.6;
    const SHOWN: usize = 3;
    let ends = words_of(text);
    let length = words_of(words).len().clamp(1, ends.len().max(1));
    let wanted = folded(words).0;
    let mut near: Vec<(f64, usize, &str)> = Vec::new();
    for (at, stretch) in ends.windows(length).enumerate() {
        let (Some(first), Some(last)) = (stretch.first(), stretch.last()) else { continue };
        let stretch = text.get(first.0..last.1).unwrap_or_default();
        let alike = strsim::sorensen_dice(&folded(stretch).0, &wanted);
        if alike > ALIKE {
            near.push((alike, at, stretch));
        }
    }
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut shown: Vec<(usize, &str)> = Vec::new();
    for (_, at, stretch) in near {
        // Those that lie over one another are one and the same.
        let other = |(place, words): &(usize, &str)| place.abs_diff(at) >= length && *words != stretch;
        if shown.len() < SHOWN && shown.iter().all(other) {
            shown.push((at, stretch));
        }
    }
    let line = |stretch: &str| stretch.split_whitespace().collect::<Vec<_>>().join(" ");
    shown.into_iter().map(|(_, stretch)| line(stretch)).collect()
}

/// Where the words of a text begin and end, in bytes, without the marks around them.
fn words_of(text: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut start = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let first = word.find(char::is_alphanumeric);
        let last = word.char_indices().rev().find(|(_, c)| c.is_alphanumeric());
        if let (Some(first), Some((last, c))) = (first, last) {
            words.push((start + first, start + last + c.len_utf8()));
        }
        start += word.len();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Il viendra demain, dit-elle. Il viendra demain soir, dit-il.";

    #[test]
    fn words_are_found_nearest_to_where_they_stood() {
        let at = |near| located(&["Il viendra demain".into()], near, TEXT).expect("found")[0].start;
        assert_eq!((at(0), at(40)), (0, 29));
        let both = located(&["Il viendra".into(), "soir".into()], 0, TEXT).expect("found");
        assert_eq!((both[0].start, both[1].start), (0, 47));
    }

    #[test]
    fn typography_makes_no_difference() {
        let text = "Il a dit : «\u{A0}l’été\u{202F}\nsera beau\u{A0}».";
        let check = |words: &str, expected: &str| {
            let slices = located(&[words.to_owned()], 0, text).expect("found");
            assert_eq!(slices[0].text, expected);
            assert_eq!(CodePoints::new(text).slice(slices[0].span()), Some(expected));
        };
        check("l'été sera beau", "l’été\u{202F}\nsera beau");
        check("\" l'été", "«\u{A0}l’été");
        assert!(located(&[" ".to_owned()], 0, "ab").is_err());
        assert!(located(&["".to_owned()], 0, "ab").is_err());
    }

    #[test]
    fn near_misses_are_shown() {
        let error = located(&["Il viendra demin soir".into()], 0, TEXT).expect_err("not there");
        assert_eq!(error.hints, ["the nearest that stands there: Il viendra demain soir"]);
        assert_eq!(near_misses("viendra demain dit", TEXT), ["Il viendra demain", "viendra demain soir"]);
        assert_eq!(near_misses("tout autre chose", TEXT), [""; 0]);
        assert_eq!(near_misses("a b c", ""), [""; 0]);
        assert_eq!(
            near_misses("Il viendra demain soir dit-il enfin ceci et cela encore", "Il viendra"),
            [""; 0]
        );
    }
}
