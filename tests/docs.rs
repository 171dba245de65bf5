//! The README, the examples in the help and the map in `src/lib.rs` tell the truth.

use crate::support::{Scratch, matches, root};
use std::fs;

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect(path)
}

#[test]
fn the_map_names_every_room() {
    let lib = read("src/lib.rs");
    let rooms = lib.lines().filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';'));
    for room in rooms {
        assert!(lib.contains(&format!("//! | [`{room}`] |")), "{room} is not on the map");
    }
}

/// Every command line of ours that stands in the README or in an example of the help is one
/// that the program takes: with `--help` at its end it parses all that is before it.
#[test]
fn every_command_shown_is_one() {
    let help: String = fs::read_dir(root().join("tests/snapshots"))
        .expect("snapshots")
        .map(|entry| fs::read_to_string(entry.expect("an entry").path()).expect("a snapshot"))
        .collect();
    let texts = read("README.md") + &help;
    let mut shown = 0;
    for line in texts.lines().map(|l| l.trim().trim_start_matches("$ ")) {
        let Some(at) = line.find("dixit ").filter(|at| *at == 0 || line[..*at].ends_with("| ")) else {
            continue;
        };
        let words = words(&line[at..]);
        let first = words.get(1).map_or("", String::as_str);
        if !first.chars().all(|c| c.is_ascii_lowercase()) {
            continue;
        }
        let output = Scratch::new().dixit(words[1..].iter().map(String::as_str).chain(["--help"])).output();
        assert!(output.status.success(), "{line}\n{}", String::from_utf8_lossy(&output.stderr));
        shown += 1;
    }
    assert!(shown > 30, "only {shown} examples were found");
}

/// The words of a shell's line, up to a comment, a pipe or a redirection.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = line.trim_start();
    while !rest.is_empty() && !rest.starts_with(['#', '|', '>', '&', ';']) {
        let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '"'));
        let (word, after) = match quote {
            Some(mark) => rest[1..].split_once(mark).expect("a closed quotation"),
            None => rest.split_once(' ').unwrap_or((rest, "")),
        };
        // Two spaces part an example from what is said of it.
        words.push(word.to_owned());
        if after.starts_with(' ') && quote.is_none() {
            break;
        }
        rest = after.trim_start();
    }
    words
}

/// What CI runs is what the README says: one command below each of the two headings.
#[test]
fn ci_runs_the_two_commands() {
    let (readme, ci) = (read("README.md"), read(".ci/run"));
    for heading in ["Try it", "Test it"] {
        assert!(ci.contains(&format!("\"{heading}\"")));
        let (_, below) = readme.split_once(&format!("\n## {heading}\n")).expect(heading);
        let (_, block) = below.split_once("```sh\n").expect("a command");
        let (command, _) = block.split_once("\n```").expect("its end");
        assert_eq!(command.lines().count(), 1, "{heading}: {command}");
    }
}

/// The example at the top of the README is what the program prints after the README's first command.
#[test]
fn the_example_is_real() {
    let readme = read("README.md");
    let (_, example) = readme.split_once("```console\n$ ").expect("an example");
    let (example, _) = example.split_once("\n```").expect("its end");
    let (command, expected) = example.split_once('\n').unwrap_or((example, ""));
    let scratch = Scratch::new();
    let path = |p: &str| root().join(p).to_string_lossy().into_owned();
    assert!(scratch.dixit(["import", "-q", &path("claims")]).output().status.success());
    assert!(scratch.dixit(["ingest", "-q", &path("tests/articles")]).output().status.success());
    let output = scratch.dixit(&words(command)[1..]).output();
    let text = String::from_utf8_lossy(&output.stdout);
    let text: Vec<&str> = text.lines().map(str::trim_end).collect();
    assert!(matches(expected, &text.join("\n")), "{}\n--- the README has:\n{expected}", text.join("\n"));
}
