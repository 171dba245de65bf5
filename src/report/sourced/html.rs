//! The sourced table as a web page that stands alone (HTML5): no script, nothing fetched.

use super::{Entry, Note, Section, Sourced};
use crate::model::Vocabulary;
use crate::report::escape::html::{href, lang, text};
use crate::report::rows::claim::stance_mark;
use crate::report::{chain, typography};
use std::io::{self, Write};

const COLUMNS: [&str; 9] =
    ["No", "Speaker", "Words", "Strength", "Chain", "Outlet", "Date", "Source", "Claim"];

/// The page. The content security policy holds it to what it is made of, whatever a browser
/// might make of the words.
pub fn write(out: &mut dyn Write, sourced: &Sourced<'_>) -> io::Result<()> {
    let style = include_str!("page.css");
    write!(
        out,
        r#"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="dixit">
<title>Claims and their sources</title>
<style>
{style}</style>
</head>
<body>
<main>
<h1>Claims and their sources</h1>
<div class="scroll" role="region" aria-labelledby="summary" tabindex="0">
<table>
<caption id="summary">{}</caption>
<thead>
<tr>"#,
        text(&sourced.summary())
    )?;
    for name in COLUMNS {
        write!(out, "<th scope=\"col\">{name}</th>")?;
    }
    writeln!(out, "</tr>\n</thead>")?;
    for section in &sourced.sections {
        group(out, section)?;
    }
    writeln!(out, "</table>\n</div>")?;
    if !sourced.notes.is_empty() {
        writeln!(out, "<h2>Sources</h2>\n<ol class=\"sources\">")?;
        for note in &sourced.notes {
            source(out, note)?;
        }
        let grades = sourced.grades();
        writeln!(out, "</ol>")?;
        if !grades.is_empty() {
            writeln!(out, "<p>Grades are given by people. {}.</p>", text(&grades.join("; ")))?;
        }
        writeln!(
            out,
            "<p>To check a row: <code>dixit show</code> with the claim’s id as in its last column.</p>"
        )?;
    }
    if let Some(log) = sourced.log_line() {
        writeln!(out, "<p>Checkpoint: <code>{}</code></p>", text(&log))?;
    }
    writeln!(out, "</main>\n</body>\n</html>")
}

fn group(out: &mut dyn Write, section: &Section<'_>) -> io::Result<()> {
    writeln!(
        out,
        "<tbody>\n<tr><th scope=\"rowgroup\" colspan=\"{}\">{} <small>{}</small></th></tr>",
        COLUMNS.len(),
        section.group.title(),
        text(section.group.gloss())
    )?;
    for entry in &section.entries {
        row(out, entry)?;
    }
    writeln!(out, "</tbody>")
}

fn row(out: &mut dyn Write, entry: &Entry<'_>) -> io::Result<()> {
    let Entry { number, note, prefix, .. } = entry;
    let strength = entry.row.strength;
    write!(out, "<tr id=\"claim-{number}\"><th scope=\"row\">{number}</th>")?;
    write!(out, "<td>{}</td>", text(&chain::speakers(&entry.row.claim)))?;
    let document_language = entry.row.document.language.as_deref();
    let language = lang(document_language);
    let words = text(&typography::words(&entry.row.claim, document_language));
    let mark = text(&stance_mark(entry.row));
    write!(out, "<td class=\"words\">{mark}<bdi lang=\"{language}\">{words}</bdi></td>")?;
    let word = strength.as_str();
    let grade = entry.grade();
    let graded = if grade.is_empty() { grade } else { format!("; graded {grade}") };
    let gloss = text(strength.gloss());
    write!(out, "<td><b class=\"{word}\">{word}</b> <small>{gloss}{}</small></td>", text(&graded))?;
    let links: Vec<String> = chain::links(&entry.row.claim, &entry.row.document)
        .iter()
        .map(|link| format!("<bdi>{}</bdi>", text(&link.name)))
        .collect();
    write!(out, "<td>{}</td>", links.join(" → "))?;
    write!(out, "<td>{}</td><td class=\"date\">{}</td>", text(entry.outlet()), text(&entry.date()))?;
    write!(out, "<td><a href=\"#source-{note}\">[{note}]</a></td>")?;
    writeln!(out, "<td class=\"id\"><code>{prefix}</code> <small>{}</small></td></tr>", entry.remark())
}

fn source(out: &mut dyn Write, note: &Note<'_>) -> io::Result<()> {
    let Note { number, document } = note;
    let language = lang(document.language.as_deref());
    write!(out, "<li id=\"source-{number}\">[{number}] ")?;
    write!(out, "<cite lang=\"{language}\"><bdi>{}</bdi></cite>", text(note.title()))?;
    for particular in note.particulars() {
        write!(out, ", <bdi>{}</bdi>", text(&particular))?;
    }
    if let Some(url) = &document.url {
        match href(url) {
            Some(target) => write!(out, ", <a href=\"{target}\"><bdi>{}</bdi></a>", text(url))?,
            None => write!(out, ", <bdi>{}</bdi>", text(url))?,
        }
    }
    writeln!(out, ", <code>sha256 {}</code></li>", document.sha256)
}
