//! What `--help` says, kept word for word.

use crate::support::{Scratch, snapshot};

const COMMANDS: &[&str] = &[
    "ingest",
    "reread",
    "recapture",
    "extract",
    "import",
    "list",
    "who",
    "docs",
    "show",
    "export",
    "review",
    "accept",
    "reject",
    "edit",
    "add",
    "note",
    "tag",
    "grade",
    "entity",
    "undo",
    "log",
    "checkpoint",
    "key",
    "backup",
    "bundle",
    "verify",
];

fn help(args: &[&str]) -> String {
    let output = Scratch::new().dixit(args).output();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]), "{args:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn the_whole() {
    let text = help(&["--help"]);
    for command in COMMANDS {
        assert!(text.contains(&format!("\n  {command} ")), "{command} is not in the help");
    }
    snapshot("help.txt", &text);
}

#[test]
fn every_command_with_an_example() {
    for command in COMMANDS {
        let text = help(&[command, "--help"]);
        assert!(text.contains(&format!("Examples:\n  dixit {command}")), "{command} has no example");
        for option in ["--db", "DIXIT_DB", "--color", "--quiet"] {
            assert!(text.contains(option), "{command} does not speak of {option}");
        }
        snapshot(&format!("help-{command}.txt"), &text);
    }
}

#[test]
fn the_version_and_nothing_at_all() {
    let scratch = Scratch::new();
    scratch.dixit(["--version"]).gives(0, concat!("dixit ", env!("CARGO_PKG_VERSION")), "");
    scratch.dixit([""; 0]).gives(2, "", "...\nUsage: dixit [OPTIONS] <COMMAND>\n...");
}

#[test]
fn a_misspelt_command_line_is_one_clear_line() {
    let scratch = Scratch::new();
    let check = |args: &[&str], error: &str| scratch.dixit(args).gives(2, "", error);
    check(
        &["lst"],
        "error: unrecognized subcommand 'lst'\n\
         hint: a similar subcommand exists: 'list'\n\
         hint: `dixit --help` shows how it is used",
    );
    check(
        &["list", "--speeker", "x"],
        "error: unexpected argument '--speeker' found\n\
         hint: a similar argument exists: '--speaker'\n\
         hint: `dixit list --help` shows how it is used",
    );
    check(
        &["list", "--strength", "hersay"],
        "error: unknown strength `hersay`: did you mean `hearsay`? (verbatim, relayed, stated, hearsay, alleged, unsourced)\n\
         hint: `dixit list --help` shows how it is used",
    );
    check(
        &["list", "--format", "jsn"],
        "error: unknown format `jsn`: did you mean `json`? (table, json, jsonl, csv, tsv, md)\nhint: [..]",
    );
    check(
        &["list", "--sort", "sprekaer"],
        "error: unknown sort order `sprekaer`: did you mean `speaker`? [..]\nhint: [..]",
    );
    check(&["list", "--form", "mix"], "error: unknown form `mix`: did you mean `mixed`? [..]\nhint: [..]");
    check(
        &["list", "--since", "2024-02-30"],
        "error: invalid value '2024-02-30' for '--since <DATE>': there is no date `2024-02-30` in the calendar\nhint: [..]",
    );
    check(
        &["list", "--since", "hier"],
        "error: [..]: `hier` is not a date: write YYYY, YYYY-MM or YYYY-MM-DD\nhint: [..]",
    );
    check(
        &["list", "--quotes", "--form", "direct"],
        "error: the argument '--quotes' cannot be used with '--form <FORM>'\nhint: [..]",
    );
    check(
        &["ingest"],
        "error: the following required arguments were not provided: <PATH>...\nhint: `dixit ingest --help`[..]",
    );
    check(&["list", "a\u{7}b"], "error: unexpected argument 'ab' found\nhint: [..]");
}
