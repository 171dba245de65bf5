//! `dixit extract`.

use crate::support::Scratch;

#[test]
fn placeholder() {
    let scratch = Scratch::new();
    scratch.file("a.txt", "Rien.");
    scratch.dixit(["extract", "--format", "jsonl", "a.txt"]).gives(0, "", "...");
}
