//! How things look on the screen, in colour and without.

use crate::model::Strength;
use ratatui::style::{Color, Modifier, Style};

/// The looks of a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Whether there are colours; where there are none, brackets stand around the claimed words.
    pub colour: bool,
}

impl Look {
    /// The colour of a strength, the same as in lists.
    pub fn strength(self, strength: Strength) -> Style {
        self.coloured(match strength {
            Strength::Verbatim => Color::Green,
            Strength::Relayed => Color::Cyan,
            Strength::Stated => Color::LightBlue,
            Strength::Hearsay => Color::Yellow,
            Strength::Alleged => Color::Magenta,
            Strength::Unsourced => Color::Red,
        })
    }

    /// Something that went wrong.
    pub fn bad(self) -> Style {
        self.coloured(Color::Red).add_modifier(Modifier::BOLD)
    }

    /// Headings and keys.
    pub fn bold(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// What matters less.
    pub fn faint(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// What is chosen or held.
    pub fn held(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    fn coloured(self, colour: Color) -> Style {
        if self.colour { Style::new().fg(colour) } else { Style::new() }
    }
}
