//! A sheet in Markdown.

use super::context::{Passage, passages};
use super::sheet::{self, Fact};
use crate::model::{ClaimRow, Outcome, Standing};
use crate::report::escape::markdown::{address, inline, line};
use crate::report::{chain, rows, short, sought};
use std::io::{self, Write};

/// Writes the sheet.
pub fn write(
    out: &mut dyn Write,
    row: &ClaimRow,
    text: Option<&str>,
    standings: &[Standing],
) -> io::Result<()> {
    writeln!(out, "# Claim {}\n\n> {}", short(&row.id), line(&rows::claim::words(row)))?;
    writeln!(out, "\n## In the text\n")?;
    context(out, row, text)?;
    writeln!(out, "\n## Chain\n")?;
    for (number, link) in (1..).zip(chain::links(&row.claim, &row.document)) {
        writeln!(out, "{number}. {} ({})", named(&line(&link.name)), line(&link.part))?;
    }
    writeln!(out, "\n## Strength\n\n{}\n", line(&sheet::strength(row)))?;
    for reason in row.claim.judgement().reasons {
        writeln!(out, "- {}", line(&reason))?;
    }
    facts(out, "Reading", &sheet::reading(row))?;
    if !row.grades.is_empty() {
        facts(out, "Grades, given by people", &sheet::grades(row))?;
    }
    if !standings.is_empty() {
        writeln!(out, "\n## Later versions\n")?;
    }
    for standing in standings {
        let (version, outcome) = (sheet::version(standing), sheet::standing(row, standing));
        writeln!(out, "- {}: {}", line(&version), line(&outcome))?;
        if standing.spans.iter().any(|span| span.outcome == Outcome::Changed) {
            writeln!(out, "  > {}", line(&sought::plain(&row.claim, &standing.spans)))?;
        }
    }
    facts(out, "Document", &sheet::document(row))?;
    facts(out, "Identity", &sheet::identity(row))
}

fn context(out: &mut dyn Write, row: &ClaimRow, text: Option<&str>) -> io::Result<()> {
    let Some(text) = text else { return writeln!(out, "{}", sheet::NO_TEXT) };
    let passages = passages(&row.claim, text);
    if passages.is_empty() {
        return writeln!(out, "{}", sheet::NOT_THERE);
    }
    for (i, passage) in passages.iter().enumerate() {
        let before = if passage.bytes.start > 0 { "… " } else { "" };
        let after = if passage.bytes.end < text.len() { " …" } else { "" };
        let break_before = if i > 0 { "\n" } else { "" };
        writeln!(out, "{break_before}> {before}{}{after}", marked(row, passage))?;
    }
    Ok(())
}

/// The passage with the claim's words in brackets, as a terminal without colour has them. Not
/// strong: asterisks between a letter and a quotation mark open nothing (CommonMark, 6.2), and
/// careful renderers leave tags out.
fn marked(row: &ClaimRow, passage: &Passage) -> String {
    let chars: Vec<char> = passage.text.chars().collect();
    let part = |from: usize, to: usize| inline(&chars[from..to].iter().collect::<String>());
    let mut out = String::new();
    let mut done = 0;
    for slice in &row.claim.content {
        let (Some(from), Some(to)) =
            (slice.start.checked_sub(passage.start), slice.end.checked_sub(passage.start))
        else {
            continue;
        };
        if done <= from && from < to && to <= chars.len() {
            out.push_str(&format!("{}⟦{}⟧", part(done, from), part(from, to)));
            done = to;
        }
    }
    out.push_str(&part(done, chars.len()));
    out.trim().to_owned()
}

/// Bold keeps a name that looks like a heading or a list item within its line.
fn named(name: &str) -> String {
    format!("**{name}**")
}

fn facts(out: &mut dyn Write, title: &str, facts: &[Fact]) -> io::Result<()> {
    writeln!(out, "\n## {title}\n")?;
    for (name, value) in facts {
        let value = if *name == "address" { address(value) } else { line(value) };
        writeln!(out, "- {name}: {value}")?;
    }
    Ok(())
}
