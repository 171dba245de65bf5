//! A text with its claims marked, and a legend.

use super::list::{Cell, Column, Tone};
use super::table::Layout;
use super::{Style, ansi, chain, count, marks, short, wrap};
use crate::model::{Claim, CodePoints, Document, Stance, Vocabulary, claim_id};
use std::io::{self, Write};

const LEGEND: &[Column] = &[
    Column::number("no"),
    Column::content("id"),
    Column::content("strength"),
    Column::rest("speaker"),
    Column::share("cue", 35),
    Column::content("form").rank(1),
    Column::content("stance"),
];

/// The text, a rule, and a line a claim.
pub fn write(
    out: &mut dyn Write,
    document: &Document,
    text: &str,
    claims: &[Claim],
    style: Style,
) -> io::Result<()> {
    let points = CodePoints::new(text);
    let mut all = Vec::new();
    let mut legend = Vec::with_capacity(claims.len());
    for (number, claim) in (1..).zip(claims) {
        let strength = claim.judgement().strength;
        all.extend(marks::of_claim(claim, strength, Some(number), &points));
        let stance = if claim.stance == Stance::Asserts { "" } else { claim.stance.as_str() };
        legend.push(vec![
            Cell::plain(number.to_string()),
            Cell::toned(short(&claim_id(&document.sha256, claim)), Tone::Faint),
            Cell::toned(strength.to_string(), Tone::Strength(strength)),
            Cell::plain(chain::backwards(claim)),
            Cell::plain(claim.cue.as_deref().unwrap_or_default()),
            Cell::toned(claim.form.to_string(), Tone::Faint),
            Cell::plain(stance),
        ]);
    }
    let heading = format!("{}: {}", document.name, count(claims.len() as u64, "claim"));
    let heading = super::escape::terminal::line(&heading);
    writeln!(out, "{}\n", ansi::paint(&heading, &[ansi::BOLD], style.colour))?;
    let painted = marks::paint(text, 0, text.len(), &all, style.colour);
    writeln!(out, "{}", wrap::wrap(painted.trim_end(), style.width, ""))?;
    if !legend.is_empty() {
        writeln!(out)?;
    }
    Layout::new(LEGEND, &legend, style).write(out, &legend)
}
