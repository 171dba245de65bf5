//! What is said about a claim, in rows: what a decision needs comes first.

use super::{
    flow::{Piece, flow},
    look::Look,
    state::Shown,
};
use crate::{
    model::{Decision, Dossier, Status},
    report::{Stretch, one_line},
};
use chrono::{DateTime, Utc};
use ratatui::{
    style::{Modifier, Style},
    text::Line,
};

const INDENT: &str = "  ";

/// The rows of a claim's sheet.
pub fn rows(shown: &Shown, columns: u16, look: Look) -> Vec<Line<'static>> {
    let Shown { dossier, parts, .. } = shown;
    let mut sheet = Sheet { rows: Vec::new(), columns, look };
    let firm = look.strength(dossier.row.strength);
    if let Some(decision) = &dossier.decision {
        sheet.put("", &[Piece::new(one_line(&decided(dossier.row.status, decision)), look.bold())]);
    }
    match parts.missing {
        Some(missing) => {
            sheet.section("words");
            sheet.put(INDENT, &[Piece::new(parts.words.clone(), firm)]);
            sheet.put(INDENT, &[Piece::new(missing, look.faint())]);
        }
        None => {
            sheet.section("in the text");
            for passage in &parts.passages {
                sheet.put(INDENT, &marked(passage, firm, look));
            }
        }
    }
    sheet.section("chain");
    for (depth, (name, part)) in parts.chain.iter().enumerate() {
        let step = match depth.checked_sub(1) {
            Some(before) => format!("{INDENT}{}└─▶ ", "    ".repeat(before)),
            None => INDENT.to_owned(),
        };
        sheet.put(&step, &[plain(name), Piece::new(format!("  {part}"), look.faint())]);
    }
    sheet.section("strength");
    sheet.put(INDENT, &[Piece::new(parts.strength.clone(), firm)]);
    for reason in &parts.reasons {
        sheet.put("  • ", &[plain(reason)]);
    }
    sheet.beside(dossier);
    for (title, facts) in [("reading", &parts.reading), ("document", &parts.document)] {
        sheet.section(title);
        for (name, value) in facts {
            sheet.put(INDENT, &[Piece::new(format!("{name}: "), look.faint()), plain(value)]);
        }
    }
    sheet.rows
}

struct Sheet {
    rows: Vec<Line<'static>>,
    columns: u16,
    look: Look,
}

impl Sheet {
    fn put(&mut self, first: &str, pieces: &[Piece]) {
        self.rows.extend(flow(pieces, self.columns, first).rows);
    }

    fn section(&mut self, title: &'static str) {
        self.rows.push(Line::styled(title, self.look.faint().add_modifier(Modifier::UNDERLINED)));
    }

    /// Notes and tags.
    fn beside(&mut self, dossier: &Dossier) {
        if !dossier.notes.is_empty() {
            self.section("notes");
        }
        for note in &dossier.notes {
            let by = format!(" ({}, {})", one_line(&note.actor), minute(note.time));
            self.put("  • ", &[plain(&one_line(&note.text)), Piece::new(by, self.look.faint())]);
        }
        if !dossier.tags.is_empty() {
            self.section("tags");
            self.put(INDENT, &[plain(&one_line(&dossier.tags.join("; ")))]);
        }
    }
}

/// A passage with its marks: as `dixit show` has them.
fn marked(passage: &[Stretch], firm: Style, look: Look) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut inside = false;
    for stretch in passage {
        if stretch.content != inside && !look.colour {
            pieces.push(Piece::new(if stretch.content { "⟦" } else { "⟧" }, look.bold()));
        }
        inside = stretch.content;
        let mut style = if stretch.content { firm } else { Style::new() };
        if stretch.cue {
            style = style.add_modifier(Modifier::ITALIC);
        }
        if stretch.mention {
            style = style.add_modifier(Modifier::BOLD);
        }
        pieces.push(Piece::new(stretch.text.clone(), style));
    }
    if inside && !look.colour {
        pieces.push(Piece::new("⟧", look.bold()));
    }
    pieces
}

/// What was decided, by whom and why.
fn decided(status: Status, decision: &Decision) -> String {
    let successor = decision.successor.map(|id| format!(", {id:.8} took its place")).unwrap_or_default();
    let reason = decision.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
    format!("{status} by {}, {}{successor}{reason}", decision.actor, minute(decision.time))
}

fn plain(text: &str) -> Piece {
    Piece::new(text, Style::new())
}

/// A time to the minute.
fn minute(time: DateTime<Utc>) -> String {
    time.format("%Y-%m-%d %H:%M UTC").to_string()
}
