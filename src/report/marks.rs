//! A text with stretches of it marked: in colour, or in numbered brackets.

use super::ansi;
use super::escape::terminal::lines;
use crate::model::{Claim, CodePoints, Slice, Strength};

/// What a stretch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The words of a claim.
    Content(Strength),
    /// What makes them a report.
    Cue,
    /// Whom the text names as speaker.
    Mention,
}

/// A marked stretch of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it is.
    pub part: Part,
    /// The number of its claim, where several are marked.
    pub number: Option<usize>,
}

/// The marks of a claim; spans that are not in the text are left out.
pub fn of_claim(
    claim: &Claim,
    strength: Strength,
    number: Option<usize>,
    text: &CodePoints<'_>,
) -> Vec<Mark> {
    let parts: [(&[Slice], Part); 3] = [
        (&claim.content, Part::Content(strength)),
        (&claim.cue_at, Part::Cue),
        (&claim.source, Part::Mention),
    ];
    let mut marks = Vec::new();
    for (slices, part) in parts {
        for slice in slices {
            if let (Some(start), Some(end)) = (text.to_byte(slice.start), text.to_byte(slice.end))
                && start < end
            {
                marks.push(Mark { start, end, part, number });
            }
        }
    }
    marks
}

/// The bytes `from..to` of a text, safe for a terminal, with its marks. Marks may overlap in any way.
pub fn paint(text: &str, from: usize, to: usize, marks: &[Mark], colour: bool) -> String {
    // Stretches between one edge and the next, in which the same marks hold.
    let mut marks: Vec<Mark> = marks.iter().copied().filter(|m| m.start < to && m.end > from).collect();
    marks.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end)));
    let mut edges: Vec<usize> = marks.iter().flat_map(|m| [m.start.max(from), m.end.min(to)]).collect();
    edges.extend([from, to]);
    edges.sort_unstable();
    edges.dedup();

    let mut out = String::new();
    let mut coming = marks.iter().peekable();
    let mut active: Vec<&Mark> = Vec::new();
    for stretch in edges.windows(2) {
        let (start, end) = (stretch[0], stretch[1]);
        close(&mut out, &mut active, start, colour);
        while let Some(mark) = coming.next_if(|m| m.start <= start) {
            open(&mut out, mark, colour);
            active.push(mark);
        }
        let words = lines(text.get(start..end).unwrap_or_default());
        out.push_str(&ansi::paint(&words, &look(&active), colour));
    }
    close(&mut out, &mut active, to, colour);
    out
}

/// Ends what ends at a place, the innermost first.
fn close(out: &mut String, active: &mut Vec<&Mark>, at: usize, colour: bool) {
    for mark in active.iter().rev().filter(|m| m.end <= at) {
        if !colour && let Part::Content(_) = mark.part {
            out.push('⟧');
            out.extend(mark.number.map(|n| n.to_string()));
        }
    }
    active.retain(|m| m.end > at);
}

fn open(out: &mut String, mark: &Mark, colour: bool) {
    let Part::Content(strength) = mark.part else { return };
    match (mark.number, colour) {
        (Some(n), true) => out.push_str(&ansi::paint(&raised(n), &[ansi::strength(strength)], true)),
        (Some(n), false) => out.push_str(&format!("⟦{n} ")),
        (None, true) => {}
        (None, false) => out.push('⟦'),
    }
}

/// How a stretch looks: the words of the innermost claim give the colour, words of several
/// claims at once are underlined; a cue is italic and a mention bold whatever they stand in.
fn look(active: &[&Mark]) -> Vec<&'static str> {
    let mut look = Vec::new();
    let contents = active.iter().filter_map(|m| match m.part {
        Part::Content(strength) => Some(strength),
        _ => None,
    });
    if let Some(innermost) = contents.clone().next_back() {
        look.push(ansi::strength(innermost));
    }
    if contents.count() > 1 {
        look.push(ansi::UNDERLINE);
    }
    if active.iter().any(|m| m.part == Part::Cue) {
        look.push(ansi::ITALIC);
    }
    if active.iter().any(|m| m.part == Part::Mention) {
        look.push(ansi::BOLD);
    }
    look
}

/// A number in raised digits: ¹².
fn raised(n: usize) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    n.to_string().chars().filter_map(|c| c.to_digit(10)).map(|d| DIGITS[d as usize]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(start: usize, end: usize, number: usize) -> Mark {
        Mark { start, end, part: Part::Content(Strength::Stated), number: Some(number) }
    }

    #[test]
    fn marks_nest_cross_and_touch() {
        let check = |marks: &[Mark], expected| {
            assert_eq!(paint("abcdef", 0, 6, marks, false), expected);
        };
        check(&[], "abcdef");
        check(&[content(1, 3, 1)], "a⟦1 bc⟧1def");
        check(&[content(0, 6, 1), content(2, 4, 2)], "⟦1 ab⟦2 cd⟧2ef⟧1");
        check(&[content(0, 4, 1), content(2, 6, 2)], "⟦1 ab⟦2 cd⟧1ef⟧2");
        check(&[content(0, 3, 1), content(3, 6, 2)], "⟦1 abc⟧1⟦2 def⟧2");
        check(&[content(5, 6, 1)], "abcde⟦1 f⟧1");
    }

    #[test]
    fn colours_end_where_they_should() {
        let marks = [content(0, 2, 12), Mark { start: 1, end: 3, part: Part::Cue, number: None }];
        let painted = paint("abc\u{1b}[2J", 0, 7, &marks, true);
        assert_eq!(
            painted,
            "\u{1b}[94m¹²\u{1b}[0m\u{1b}[94ma\u{1b}[0m\u{1b}[94;3mb\u{1b}[0m\u{1b}[3mc\u{1b}[0m␛[2J"
        );
    }
}
