//! Claims sought in later versions of real prose.

use crate::support::root;
use dixit::{
    anchor::Seeker,
    extract::{self, Options},
    model::{Claim, Digest, Document, Outcome, Registry, Slice},
};
use std::fs;

/// Real prose, edited in every claim in turn: struck out, it is nowhere; with a word replaced, it is changed
/// in its place; below a new paragraph, it is moved.
#[test]
fn claims_of_the_sample_articles_are_found_again() {
    let (mut struck, mut replaced, mut moved) = (0, 0, 0);
    for entry in fs::read_dir(root().join("tests/articles")).expect("articles") {
        let path = entry.expect("an entry").path();
        let Ok(text) = fs::read_to_string(&path) else { continue };
        if path.extension().is_none_or(|ending| ending != "txt") {
            continue;
        }
        let document = Document::new("a", Digest::of(text.as_bytes()));
        let reading = extract::read(&text, &document, &Registry::builtin(), Options::default());
        let points: Vec<char> = text.chars().collect();
        let part = |from: usize, to: usize| points[from..to].iter().collect::<String>();
        let all: Vec<&Claim> = reading.claims.iter().collect();
        let later = format!("Mis à jour.\n\n{text}");
        for (claim, spans) in all.iter().zip(Seeker::new(&later).seek(&all, Some(&text))) {
            for (slice, span) in claim.content.iter().zip(spans) {
                let there = Slice { start: slice.start + 13, end: slice.end + 13, text: slice.text.clone() };
                assert_eq!((span.outcome, span.at), (Outcome::Moved, Some(there)), "{}", path.display());
                moved += 1;
            }
        }
        for claim in all {
            let seek = |new: &str| Seeker::new(new).seek(&[claim], Some(&text)).remove(0);
            let [slice] = claim.content.as_slice() else { continue };
            let (before, after) = (part(0, slice.start), part(slice.end, points.len()));
            let span = seek(&format!("{before}{after}")).remove(0);
            assert!(
                matches!(span.outcome, Outcome::Gone | Outcome::Ambiguous),
                "{slice:?} {span:?} {}",
                path.display()
            );
            struck += 1;
            let words: Vec<&str> = slice.text.split(' ').collect();
            if words.len() < 6 {
                continue;
            }
            for i in 0..words.len() {
                let mut edited = words.clone();
                edited[i] = "lampadaire";
                let edited = edited.join(" ");
                let span = seek(&format!("{before}{edited}{after}")).remove(0);
                let at = span.at.map(|at| at.text);
                assert_eq!((span.outcome, at), (Outcome::Changed, Some(edited)), "{}", path.display());
                replaced += 1;
            }
        }
    }
    assert!(struck > 50 && replaced > 200 && moved > 50, "{struck} {replaced} {moved}");
}
