//! A sheet for a terminal.

use super::context::passages;
use super::sheet::{self, Fact};
use crate::model::{ClaimRow, CodePoints, Outcome, Standing, Vocabulary};
use crate::report::escape::terminal::line;
use crate::report::{Style, ansi, chain, marks, rows, short, sought, wrap};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

const INDENT: &str = "  ";

/// Writes the sheet.
pub fn write(
    out: &mut dyn Write,
    row: &ClaimRow,
    text: Option<&str>,
    standings: &[Standing],
    style: Style,
) -> io::Result<()> {
    let firm = [ansi::strength(row.strength)];
    let heading = ansi::paint(&format!("claim {}", short(&row.id)), &[ansi::BOLD], style.colour);
    writeln!(out, "{heading}  {}", ansi::paint(row.strength.as_str(), &firm, style.colour))?;

    section(out, "words", style)?;
    let words = ansi::paint(&line(&rows::claim::words(row)), &firm, style.colour);
    writeln!(out, "{}", wrap::wrap(&words, style.width, INDENT))?;

    section(out, "in the text", style)?;
    context(out, row, text, style)?;

    section(out, "chain", style)?;
    drawing(out, row, style)?;

    section(out, "strength", style)?;
    writeln!(out, "{INDENT}{}", ansi::paint(&sheet::strength(row), &firm, style.colour))?;
    for reason in row.claim.judgement().reasons {
        writeln!(out, "{}", wrap::wrap(&format!("• {}", line(&reason)), style.width, INDENT))?;
    }

    section(out, "reading", style)?;
    facts(out, &sheet::reading(row), style)?;
    if !row.grades.is_empty() {
        section(out, "grades, given by people", style)?;
        facts(out, &sheet::grades(row), style)?;
    }
    if !standings.is_empty() {
        section(out, "later versions", style)?;
        standings.iter().try_for_each(|standing| later(out, row, standing, style))?;
    }
    section(out, "document", style)?;
    facts(out, &sheet::document(row), style)?;
    section(out, "identity", style)?;
    facts(out, &sheet::identity(row), style)
}

fn section(out: &mut dyn Write, name: &str, style: Style) -> io::Result<()> {
    writeln!(out, "\n{}", ansi::paint(name, &[ansi::FAINT], style.colour))
}

fn later(out: &mut dyn Write, row: &ClaimRow, standing: &Standing, style: Style) -> io::Result<()> {
    let version = line(&sheet::version(standing));
    let looks = [sought::colour(standing.outcome())];
    let outcome = ansi::paint(&sheet::standing(row, standing), &looks, style.colour);
    writeln!(out, "{}", wrap::wrap(&format!("{version}: {outcome}"), style.width, INDENT))?;
    if standing.spans.iter().any(|span| span.outcome == Outcome::Changed) {
        let words = sought::words(&row.claim, &standing.spans, style.colour);
        writeln!(out, "{}", wrap::wrap(&words, style.width, &INDENT.repeat(2)))?;
    }
    Ok(())
}

fn context(out: &mut dyn Write, row: &ClaimRow, text: Option<&str>, style: Style) -> io::Result<()> {
    let Some(text) = text else {
        return writeln!(out, "{INDENT}{}", sheet::NO_TEXT);
    };
    let passages = passages(&row.claim, text);
    if passages.is_empty() {
        return writeln!(out, "{}", wrap::wrap(sheet::NOT_THERE, style.width, INDENT));
    }
    let marks = marks::of_claim(&row.claim, row.strength, None, &CodePoints::new(text));
    for passage in passages {
        let (from, to) = (passage.bytes.start, passage.bytes.end);
        let before = if from > 0 { "… " } else { "" };
        let after = if to < text.len() { " …" } else { "" };
        let painted = marks::paint(text, from, to, &marks, style.colour);
        let shown = format!("{before}{}{after}", painted.trim());
        writeln!(out, "{}", wrap::wrap(&shown, style.width, INDENT))?;
    }
    Ok(())
}

/// A step down and to the right for every link:
///
/// ```text
/// Vladimir Poutine                speaker
/// └─▶ KCNA                        relay, third party
///     └─▶ Le Courrier du soir     outlet, 2023-10-13
/// ```
fn drawing(out: &mut dyn Write, row: &ClaimRow, style: Style) -> io::Result<()> {
    let links: Vec<(String, String)> = chain::links(&row.claim, &row.document)
        .iter()
        .enumerate()
        .map(|(depth, link)| {
            let step = depth.checked_sub(1).map(|d| format!("{}└─▶ ", "    ".repeat(d)));
            (format!("{}{}", step.unwrap_or_default(), line(&link.name)), line(&link.part))
        })
        .collect();
    let widest = links.iter().map(|(name, _)| name.width()).max().unwrap_or_default();
    // In a narrow terminal the parts stand right behind the names.
    let column = if style.width.is_none_or(|w| widest + 30 <= usize::from(w)) { widest } else { 0 };
    for (name, part) in links {
        let gap = " ".repeat(column.saturating_sub(name.width()) + 2);
        writeln!(out, "{INDENT}{name}{gap}{}", ansi::paint(&part, &[ansi::FAINT], style.colour))?;
    }
    Ok(())
}

fn facts(out: &mut dyn Write, facts: &[Fact], style: Style) -> io::Result<()> {
    let widest = facts.iter().map(|(name, _)| name.width()).max().unwrap_or_default();
    let indent = format!("{INDENT}{}", " ".repeat(widest + 2));
    for (name, value) in facts {
        let value = wrap::wrap(&line(value), style.width, &indent);
        let name = format!("{name:widest$}");
        let name = ansi::paint(&name, &[ansi::FAINT], style.colour);
        writeln!(out, "{INDENT}{name}  {}", value.trim_start())?;
    }
    Ok(())
}
