//! The invariants of `src/lib.rs`, held by reading the sources.

use crate::support::root;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Each room with those that it may use beside itself.
const ROOMS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("text", &["model"]),
    ("lang", &["model", "text"]),
    ("extract", &["model", "text", "lang"]),
    ("anchor", &["model"]),
    ("store", &["model"]),
    ("report", &["model"]),
    ("cli", &["model", "text", "lang", "extract", "anchor", "store", "report"]),
];

/// Rooms that do no input or output and read no clock.
const PURE: &[&str] = &["model", "text", "lang", "extract", "anchor"];

struct Source {
    path: PathBuf,
    /// The folder under `src`, or the file's own name.
    room: String,
    /// The program without comments and tests.
    code: String,
    lines: usize,
}

fn sources() -> Vec<Source> {
    let mut sources = Vec::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("src") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                sources.push(source(path));
            }
        }
    }
    assert!(sources.len() > 20, "the sources were not found");
    sources
}

fn source(path: PathBuf) -> Source {
    let text = fs::read_to_string(&path).expect("a source");
    let inside = path.strip_prefix(root().join("src")).expect("below src").to_owned();
    let room = inside.iter().next().map(|r| r.to_string_lossy().into_owned()).unwrap_or_default();
    let program = text.split("\n#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let code = program.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    Source { path: inside, room, code, lines: text.lines().count() }
}

/// The rooms that some code names after `crate::`, in a path or in a group.
fn rooms_used(code: &str) -> Vec<String> {
    let word = |s: &str| s.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut used = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let Some(group) = rest.strip_prefix('{') else {
            used.push(word(rest));
            continue;
        };
        let mut depth = 0;
        let mut first = true;
        for (i, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => first = true,
                c if first && !c.is_whitespace() => {
                    used.push(word(&group[i..]));
                    first = false;
                }
                _ => {}
            }
        }
    }
    used
}

#[test]
fn groups_are_read() {
    assert_eq!(rooms_used("use crate::model::A; x(crate::text::y)"), ["model", "text"]);
    assert_eq!(rooms_used("use crate::{\n extract::{a, b}, model::C,\n}; d, e"), ["extract", "model"]);
}

#[test]
fn each_room_uses_only_what_it_may() {
    let mut wrong = Vec::new();
    for source in sources() {
        let Some((room, may)) = ROOMS.iter().find(|(room, _)| *room == source.room) else {
            let whole = ["lib.rs", "main.rs"].iter().any(|f| Path::new(f) == source.path);
            assert!(whole, "{} is in no room", source.path.display());
            continue;
        };
        for used in rooms_used(&source.code) {
            if used != *room && !may.contains(&used.as_str()) {
                wrong.push(format!("{} uses {used}", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// No source outside the rooms that may has any of some words.
#[track_caller]
fn only_in(may: &[&str], words: &[&str]) {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|s| !may.contains(&s.room.as_str())) {
        for word in words.iter().filter(|w| source.code.contains(**w)) {
            wrong.push(format!("{}: {word}", source.path.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn sql_is_written_in_the_store_alone() {
    only_in(&["store"], &["rusqlite", "SELECT ", "INSERT INTO", "DELETE FROM", "CREATE TABLE", "PRAGMA "]);
}

#[test]
fn only_the_command_line_prints_and_reads_the_clock() {
    only_in(&["cli"], &["stdout()", "stderr()", "stdin()", "Utc::now", "Local::now", "SystemTime::now"]);
    only_in(&["cli", "store"], &["Instant::now"]);
    only_in(&[], &["println!", "print!(", "eprint!("]);
}

#[test]
fn reading_does_no_input_or_output() {
    let outside: Vec<&str> = ROOMS.iter().map(|(room, _)| *room).filter(|r| !PURE.contains(r)).collect();
    let outside = [outside, vec!["main.rs"]].concat();
    only_in(&outside, &["std::fs", "std::io", "std::env", "std::net", "std::process", "File::open"]);
}

#[test]
fn no_file_is_a_magnet() {
    let long: Vec<String> = sources()
        .iter()
        .filter(|s| s.lines > 500)
        .map(|s| format!("{}: {} lines", s.path.display(), s.lines))
        .collect();
    assert!(long.is_empty(), "at 500 lines, ask what the file's two names are: {long:#?}");
}

#[test]
fn the_binary_is_thin() {
    let main = sources().into_iter().find(|s| s.path == Path::new("main.rs")).expect("main.rs");
    assert!(main.lines <= 12, "src/main.rs has {} lines", main.lines);
}
