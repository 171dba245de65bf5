//! Colours of a terminal (ECMA-48, SGR).

use crate::model::Strength;

/// Bold.
pub const BOLD: &str = "1";
/// Faint.
pub const FAINT: &str = "2";
/// Italic.
pub const ITALIC: &str = "3";
/// Underlined.
pub const UNDERLINE: &str = "4";
/// Struck through.
pub const STRUCK: &str = "9";
/// Red.
pub const RED: &str = "31";
/// Green.
pub const GREEN: &str = "32";
/// Ends everything that is on.
pub const RESET: &str = "\u{1b}[0m";

/// The colour of a strength, as an SGR parameter: from green for firm to red for the outlet's own
/// word. The terminal's own palette, so that it fits light and dark themes; the bright blue, because the
/// plain one is hard to read on black.
pub fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Verbatim => "32",
        Strength::Relayed => "36",
        Strength::Stated => "94",
        Strength::Hearsay => "33",
        Strength::Alleged => "35",
        Strength::Unsourced => "31",
    }
}

/// What switches some SGR parameters on.
pub fn on(codes: &[&str]) -> String {
    format!("\u{1b}[{}m", codes.join(";"))
}

/// A text in a look, or as it is where there is no colour.
pub fn paint(text: &str, codes: &[&str], colour: bool) -> String {
    if colour && !text.is_empty() && !codes.is_empty() {
        format!("{}{text}{RESET}", on(codes))
    } else {
        text.to_owned()
    }
}
