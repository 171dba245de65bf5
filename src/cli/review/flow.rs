//! Running text of several looks broken into the rows of a screen.

use ratatui::{
    style::Style,
    text::{Line, Span},
};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A stretch of text in one look; safe for a terminal, with its line breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Its look.
    pub style: Style,
}

/// Text in rows.
#[derive(Debug, Default)]
pub struct Flow {
    /// The rows.
    pub rows: Vec<Line<'static>>,
    /// The row in which each piece begins.
    pub begins: Vec<usize>,
}

/// A character as people see it.
struct Atom<'a> {
    text: &'a str,
    columns: usize,
    piece: usize,
}

impl Piece {
    /// A stretch in a look.
    pub fn new(text: impl Into<String>, style: Style) -> Self {
        Piece { text: text.into(), style }
    }
}

/// Breaks pieces that follow one another at spaces, so that no row is wider than `columns`; a word
/// that is wider than a row is broken anywhere. `first` stands before the first row and as many
/// spaces before the others, as far as there is room for them.
pub fn flow(pieces: &[Piece], columns: u16, first: &str) -> Flow {
    let columns = usize::from(columns);
    let indent = if first.width() * 2 <= columns { first.width() } else { 0 };
    let room = (columns - indent).max(1);
    let mut atoms = Vec::new();
    for (piece, Piece { text, .. }) in pieces.iter().enumerate() {
        atoms.extend(text.graphemes(true).map(|text| Atom { text, columns: text.width(), piece }));
    }
    let rows = broken(&atoms, room);
    let mut flow = Flow::default();
    for (number, row) in rows.iter().enumerate() {
        let lead = if number == 0 && indent > 0 { first.to_owned() } else { " ".repeat(indent) };
        let mut spans = vec![Span::raw(lead)];
        for same in atoms[row.clone()].chunk_by(|a, b| a.piece == b.piece) {
            let text: String = same.iter().map(|atom| atom.text).collect();
            spans.push(Span::styled(text, pieces[same[0].piece].style));
        }
        flow.rows.push(Line::from(spans));
    }
    // A piece begins in the last row that begins at its first character or before it.
    let mut first_atoms = vec![atoms.len(); pieces.len()];
    for (number, atom) in atoms.iter().enumerate().rev() {
        first_atoms[atom.piece] = number;
    }
    flow.begins = first_atoms
        .into_iter()
        .map(|first| rows.partition_point(|row| row.start <= first).saturating_sub(1))
        .collect();
    flow
}

/// Which characters each row has; the spaces and line ends between rows are in none.
fn broken(atoms: &[Atom<'_>], room: usize) -> Vec<std::ops::Range<usize>> {
    let mut rows = Vec::new();
    let (mut start, mut used, mut last_space) = (0, 0, None);
    for (i, atom) in atoms.iter().enumerate() {
        if matches!(atom.text, "\n" | "\r\n") {
            rows.push(start..i);
            (start, used, last_space) = (i + 1, 0, None);
            continue;
        }
        let is_space = atom.text == " ";
        while used + atom.columns > room && i > start {
            let (end, next) = match last_space {
                _ if is_space => (i, i + 1),
                Some(space) => (space, space + 1),
                None => (i, i),
            };
            rows.push(start..end);
            (start, last_space) = (next, None);
            used = atoms.get(next..i).map_or(0, |carried| carried.iter().map(|a| a.columns).sum());
        }
        if start > i {
            continue;
        }
        if is_space {
            last_space = Some(i);
        }
        used += atom.columns;
    }
    rows.push(start.min(atoms.len())..atoms.len());
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(texts: &[&str], columns: u16, first: &str) -> Vec<String> {
        let pieces: Vec<Piece> = texts.iter().map(|text| Piece::new(*text, Style::new())).collect();
        flow(&pieces, columns, first).rows.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn breaks_at_spaces_and_in_long_words() {
        assert_eq!(rows(&["un deux ", "trois"], 8, ""), ["un deux", "trois"]);
        assert_eq!(rows(&["un d", "eux"], 5, ""), ["un", "deux"]);
        assert_eq!(rows(&[" aaaa日"], 5, ""), ["", "aaaa", "日"]);
        assert_eq!(rows(&["abcdefgh ij"], 4, ""), ["abcd", "efgh", "ij"]);
        assert_eq!(rows(&["a\n\nb"], 8, "• "), ["• a", "  ", "  b"]);
        assert_eq!(rows(&["un deux"], 6, "• "), ["• un", "  deux"]);
        assert_eq!(rows(&[""], 6, "• "), ["• "]);
    }

    #[test]
    fn wide_and_combining_characters_keep_their_columns() {
        assert_eq!(rows(&["日本語の文章"], 5, ""), ["日本", "語の", "文章"]);
        assert_eq!(rows(&["e\u{301}e\u{301}e\u{301}"], 2, ""), ["e\u{301}e\u{301}", "e\u{301}"]);
        assert_eq!(rows(&["שלום עולם"], 4, ""), ["שלום", "עולם"]);
    }

    #[test]
    fn tells_where_a_piece_begins() {
        let pieces = ["un deux ", "trois ", "quatre"].map(|text| Piece::new(text, Style::new()));
        assert_eq!(flow(&pieces, 8, "").begins, [0, 1, 2]);
        assert_eq!(flow(&pieces, 80, "").begins, [0, 0, 0]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_but_spaces(text in "[a-c日é \n]{0,60}", columns in 2u16..20) {
            let rows = rows(&[&text], columns, "");
            let letters = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&rows.concat()), letters(&text));
            prop_assert!(rows.iter().all(|row| row.width() <= usize::from(columns)));
        }
    }
}
