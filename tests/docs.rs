//! The README, the examples in the help and the map in `src/lib.rs` tell the truth.

use crate::support::{Scratch, root};
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
    let texts = read("README.md") + &read("VERIFY.md") + &help;
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

/// The example at the top of the README is what the program prints after the README's first
/// command, in a terminal of 100 columns; where DIXIT_BLESS is set it is written anew.
#[test]
fn the_example_is_real() {
    let readme = read("README.md");
    let (above, rest) = readme.split_once("```console\n$ ").expect("an example");
    let (example, below) = rest.split_once("\n```").expect("its end");
    let command = example.lines().next().unwrap_or_default();

    let scratch = Scratch::new();
    let path = |p: &str| root().join(p).to_string_lossy().into_owned();
    for (verb, folder) in [("import", "claims"), ("ingest", "tests/articles")] {
        assert!(scratch.dixit([verb, "-q", &path(folder)]).output().status.success());
    }
    let output = scratch.dixit(&words(command)[1..]).env("COLUMNS", "100").output();
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    let lines: Vec<&str> = printed.lines().map(str::trim_end).collect();
    let actual = format!("{command}\n{}", lines.join("\n"));
    if std::env::var_os("DIXIT_BLESS").is_some() {
        fs::write(root().join("README.md"), format!("{above}```console\n$ {actual}\n```{below}"))
            .expect("written");
    } else {
        assert_eq!(example, actual, "the README's example has changed; run the tests with DIXIT_BLESS=1");
    }
}
