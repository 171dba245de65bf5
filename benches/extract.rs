//! How fast articles are read: megabytes a second on one core, growth from 1 KB to 10 MB of one
//! document, and texts made to hurt.
//!
//! `cargo bench --bench extract`. Uses the articles under `tests/articles`, and the annotated
//! ones beside the checkout where they are.

use dixit::{
    extract::{self, Options},
    model::{Digest, Document, Registry},
};
use std::{io::Write, path::Path, time::Instant};

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let registry = Registry::builtin();
    read(&registry, "Le ministre a dit que oui."); // Builds the lexicon, once a process.
    read_in(&registry, "en", "The minister said yes.");
    let sets = [
        ("fr", "tests/articles"),
        ("fr", "../shared/eval/fr-dev/texts"),
        ("en", "../shared/eval/en-dev/texts"),
        ("en", "../shared/eval/polnear/dev/text"),
    ];
    for (language, folder) in sets {
        let texts = articles(Path::new(folder));
        if texts.is_empty() {
            writeln!(out, "{folder}: not here, skipped")?;
            continue;
        }
        let bytes: usize = texts.iter().map(String::len).sum();
        let seconds = best(|| texts.iter().map(|t| read_in(&registry, language, t)).sum());
        writeln!(out, "{folder}: {} texts, {:.1} MB/s", texts.len(), megabytes(bytes) / seconds)?;
    }
    let prose = articles(Path::new("tests/articles")).join("\n");
    writeln!(out, "one document of the articles over and over:")?;
    let mut last = None;
    for size in [1_000, 10_000, 100_000, 1_000_000, 10_000_000] {
        let text = repeated(&prose, size);
        let seconds = best(|| read(&registry, &text));
        let growth =
            last.map_or(String::new(), |l: f64| format!(", {:.1} times the time of the last", seconds / l));
        writeln!(out, "  {size:>10} bytes: {:.1} MB/s{growth}", megabytes(text.len()) / seconds)?;
        last = Some(seconds);
    }
    writeln!(out, "hostile texts:")?;
    let hostile = [
        ("a million opening marks", "« ".repeat(1_000_000)),
        ("a million straight marks", "\"".repeat(1_000_000)),
        ("a million nested que", "il dit que ".repeat(1_000_000)),
        ("a million selon", "selon lui, ".repeat(1_000_000)),
        ("one word of 10 MB", "a".repeat(10_000_000)),
        ("a million capitals", "Anna ".repeat(1_000_000)),
        ("a million commas", ", ".repeat(1_000_000)),
    ];
    let english = [
        ("a million claims of claims", "his claim of ".repeat(1_000_000)),
        ("a million objects", format!("He denounced {}", "the plan and ".repeat(1_000_000))),
        ("a million gerunds", "saying that ".repeat(1_000_000)),
        ("a million relatives", "Anna, who said he ran, ".repeat(1_000_000)),
    ];
    let all = hostile.into_iter().map(|t| ("fr", t)).chain(english.into_iter().map(|t| ("en", t)));
    for (language, (what, text)) in all {
        let start = Instant::now();
        let claims = read_in(&registry, language, &text);
        let seconds = start.elapsed().as_secs_f64();
        writeln!(out, "  {what}: {:.1} MB/s, {claims} claims", megabytes(text.len()) / seconds)?;
    }
    Ok(())
}

fn read(registry: &Registry, text: &str) -> usize {
    read_in(registry, "fr", text)
}

fn read_in(registry: &Registry, language: &str, text: &str) -> usize {
    let mut document = Document::new("bench", Digest([0; 32]));
    document.language = Some(language.to_owned());
    extract::read(text, &document, registry, Options::default()).claims.len()
}

/// The best of the runs of a second, and of seven at the least, in seconds: the others were
/// disturbed, or found the caches cold.
fn best(mut run: impl FnMut() -> usize) -> f64 {
    let begun = Instant::now();
    let mut best = f64::INFINITY;
    let mut runs = 0;
    while runs < 7 || begun.elapsed().as_secs_f64() < 1.0 {
        let start = Instant::now();
        std::hint::black_box(run());
        best = best.min(start.elapsed().as_secs_f64());
        runs += 1;
    }
    best
}

fn articles(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    paths.iter().filter_map(|p| std::fs::read_to_string(p).ok()).collect()
}

fn repeated(prose: &str, size: usize) -> String {
    let mut text = prose.repeat(size / prose.len() + 1);
    let end = (0..=size).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
    text.truncate(end);
    text
}

fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
