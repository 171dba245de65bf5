//! Every bad input gets one clear line, and nothing is lost.

use crate::support::Scratch;

/// What cannot be read as an article, with `ingest` and `extract` alike.
#[test]
fn articles_that_cannot_be_read() {
    let check = |name: &str, bytes: &[u8], error: &str| {
        let scratch = Scratch::new();
        scratch.file(name, bytes);
        scratch.dixit(["extract", "--format", "jsonl", name]).gives(1, "", error);
    };
    check("empty.txt", b"", "error: cannot read `empty.txt`: it is empty");
    check("blank.txt", b"\xEF\xBB\xBF \r\n\t\n", "error: cannot read `blank.txt`: it is empty");
    check("zero.txt", &[0; 1000], "error: cannot read `zero.txt`: it is binary data, not a text");
    let noise: Vec<u8> = (0..=255u8).cycle().take(5000).collect();
    check("noise.txt", &noise, "error: cannot read `noise.txt`: it is binary data, not a text");
    check(
        "a.txt",
        b"%PDF-1.4\n...",
        "error: cannot read `a.txt`: it is a PDF, not a text\nhint: save its text as a .txt file first",
    );
    let broken = ["é".repeat(30).as_bytes(), b"\n\xFF\n"].concat();
    check(
        "broken.txt",
        &broken,
        "error: cannot read `broken.txt`: it is UTF-8 with a byte that does not belong there (byte 61, line 2)\nhint: mend the file, or [..]",
    );
    check(
        "meta.txt",
        b"---\noutlt: AFP\n---\nTexte.",
        "error: cannot read `meta.txt`: line 2: unknown key `outlt` in the front matter: did you mean `outlet`? [..]",
    );
    check(
        "date.txt",
        b"---\ndate: 2024-13\n---\nTexte.",
        "error: cannot read `date.txt`: line 2: there is no date `2024-13` in the calendar",
    );
    check("a\x1b[2J.txt", b"", "error: cannot read `a\\u{1b}[2J.txt`: it is empty");
}

#[test]
fn a_declared_encoding_that_does_not_fit() {
    let scratch = Scratch::new();
    scratch.file("a.txt", b"d\xE9j\xE0");
    scratch.dixit(["extract", "--encoding", "utf-8", "a.txt"]).gives(
        1,
        "",
        "error: cannot read `a.txt`: its bytes are not valid UTF-8\nhint: [..]`--encoding windows-1252`",
    );
    scratch
        .dixit(["extract", "--encoding", "utf8000", "a.txt"])
        .gives(2, "", "error: [..]unknown encoding `utf8000`: write it as web pages do, such as utf-8 or windows-1252\nhint: [..]");
}

#[test]
fn paths_that_lead_to_nothing() {
    let scratch = Scratch::new();
    scratch.file("folder/picture.jpg", "");
    scratch.dixit(["extract", "none.txt"]).gives(1, "", "error: cannot read `none.txt`: no such file");
    scratch.dixit(["extract", "folder"]).gives(
        1,
        "",
        "error: nothing to read in the folder `folder`\nhint: of a folder, *.txt, *.text, *.md are read: name other files themselves",
    );
}

#[test]
fn what_only_one_article_can_have() {
    let scratch = Scratch::new();
    scratch.file("a.txt", "A.").file("b.txt", "B.");
    scratch.dixit(["extract", "--title", "T", "a.txt", "b.txt"]).gives(
        2,
        "",
        "error: `--title` is given for 2 articles\nhint: read that article by itself, or say it in a front matter",
    );
    scratch.dixit(["extract", "--language", "french", "a.txt"]).gives(
        2,
        "",
        "error: [..]`french` is not a language: write its two letters, such as `fr` or `en`\nhint: [..]",
    );
}
