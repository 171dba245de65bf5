//! The text while the limits of a claim's words are picked in it.

use super::{
    flow::{Flow, Piece, flow},
    limits::Limits,
    look::Look,
};
use crate::{model::Strength, report::safe_lines};
use ratatui::style::Style;

/// How many bytes of the text are shown on each side of the limit that is held.
const AROUND: usize = 2_000;

/// The text around the limit that is held, the words in brackets; and the row with that limit.
pub fn rows(limits: &Limits, strength: Strength, columns: u16, look: Look) -> (Flow, usize) {
    let (text, at) = (limits.text(), limits.at());
    let from = text.floor_char_boundary(at.saturating_sub(AROUND));
    let to = text.ceil_char_boundary(at.saturating_add(AROUND).min(text.len()));
    let mut pieces = Vec::new();
    let mut held = 0;
    let mut done = from;
    let mut put = |pieces: &mut Vec<Piece>, until: usize, style: Style| {
        let until = until.clamp(from, to);
        if until > done {
            pieces.push(Piece::new(safe_lines(&text[done..until]), style));
            done = until;
        }
    };
    for (number, slice) in limits.slices().iter().enumerate() {
        for (is_end, edge, bracket) in [(false, slice.start, "⟦"), (true, slice.end, "⟧")] {
            put(&mut pieces, edge, if is_end { look.strength(strength) } else { Style::new() });
            if (number, is_end) == (limits.held_slice(), limits.is_end()) {
                held = pieces.len();
                pieces.push(Piece::new(bracket, look.held()));
            } else if (from..=to).contains(&edge) {
                pieces.push(Piece::new(bracket, look.bold()));
            }
        }
    }
    put(&mut pieces, to, Style::new());
    let flow = flow(&pieces, columns, "");
    let row = flow.begins.get(held).copied().unwrap_or_default();
    (flow, row)
}
