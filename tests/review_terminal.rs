//! `dixit review` in a terminal.

use crate::{sample, support::Scratch, terminal::Terminal};
use serde_json::Value;

const ENTER: &str = "\r";
const ESC: &str = "\u{1b}";
const CTRL_C: &str = "\u{3}";
const CTRL_D: &str = "\u{4}";
const CTRL_U: &str = "\u{15}";
const SIZE: (u16, u16) = (30, 90);

/// A database in which three claims were read and nobody has reviewed one: of Anna Weil, of KCNA, of
/// the town hall.
fn read() -> Scratch {
    let scratch = Scratch::new();
    scratch.file("a.txt", sample::PORT);
    scratch.dixit(["ingest", "-q", "a.txt", "--outlet", "Le Phare"]).gives(0, "", "");
    scratch
}

fn review(scratch: &Scratch) -> Terminal {
    let mut terminal = Terminal::start(scratch, &["review", "--as", "Anna"], SIZE);
    terminal.sees("accept");
    terminal
}

fn rows(scratch: &Scratch, filter: &[&str]) -> Vec<Value> {
    let output = scratch.dixit(["list", "--format", "jsonl", "-q"].iter().chain(filter)).output();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("a record")).collect()
}

/// The words of the claims of a filter.
fn words(scratch: &Scratch, filter: &[&str]) -> Vec<String> {
    let word = |row: &Value| row["content"][0]["text"].as_str().expect("words").to_owned();
    rows(scratch, filter).iter().map(word).collect()
}

fn sound(scratch: &Scratch) {
    scratch.dixit(["verify"]).gives(0, "no fault in [..]", "");
}

#[test]
fn accept_reject_skip_and_take_up_again() {
    let scratch = read();
    let mut terminal = review(&scratch);
    terminal.sees("1 of 3").sees("Le port restera ouvert").sees("all of the words are quoted");
    terminal.sees("Anna Weil").sees("└─▶ Le Phare").sees("rule ");
    terminal.keys("a").sees("2 of 3, 1 accepted").sees("Vladimir Poutine visitera");
    assert_eq!(words(&scratch, &["--status", "accepted"]), ["Le port restera ouvert"], "stored at once");
    terminal.keys("s").sees("3 of 3").sees("avoir vendu le terrain");
    terminal.keys("r").sees("why:").keys(ENTER).sees("say why");
    terminal.keys("a slip").keys(ENTER).sees("1 accepted, 1 rejected");
    terminal.sees("That was the last. 1 claim still to review.");
    terminal.keys("q");
    let (status, screen) = terminal.ends();
    assert!(status.success());
    assert!(screen.contains("2 claims decided: 1 accepted, 1 rejected, 0 corrected"), "{screen}");
    scratch.dixit(["log", "--operation", "reject"]).gives(
        0,
        "...\n[..]Anna [..]reject [..]a slip[..]\n...",
        "",
    );

    let mut terminal = review(&scratch);
    terminal.sees("1 of 1").sees("Vladimir Poutine visitera").keys("a").sees("All is reviewed.");
    terminal.keys("q").ends();
    let mut terminal = Terminal::start(&scratch, &["review"], SIZE);
    assert!(terminal.ends().1.contains("nothing is to review"));
    let mut terminal = Terminal::start(&scratch, &["review", "--all"], SIZE);
    terminal.sees("1 of 3").sees("accepted by Anna").keys("ss").sees("rejected by Anna").sees("a slip");
    terminal.keys("q").ends();
    sound(&scratch);
}

#[test]
fn a_speaker_is_completed_from_the_registry_and_from_the_base() {
    let scratch = read();
    let mut terminal = review(&scratch);
    terminal.keys("e").sees("s speaker").keys("s").sees("speaker: Anna Weil");
    terminal.keys(CTRL_U).keys("putin").sees("Vladimir Poutine").keys("\t").sees("speaker: Vladimir Poutine");
    terminal.keys("; weil").sees("Anna Weil").keys("\t").sees("speaker: Vladimir Poutine; Anna Weil");
    terminal.keys(ENTER).sees("1 corrected").sees("corrected by Anna");
    let row = &rows(&scratch, &["--status", "corrected"])[0];
    assert_eq!(row["speakers"], serde_json::json!(["Vladimir Poutine", "Anna Weil"]));
    // One field after another, and then all of it taken back.
    terminal.keys("ev").sees("via:").keys("KCNA").keys(ENTER).sees("2 corrected");
    terminal.keys("et").sees("2 denies").keys("2").sees("3 corrected").sees("denies:");
    terminal.keys("et2").sees("that is what it says already");
    assert_eq!(rows(&scratch, &["--status", "corrected"])[0]["stance"], "denies");
    terminal.keys("u").sees("2 corrected").keys("u").sees("1 corrected").keys("u").misses("corrected");
    terminal.sees("as it was before").keys("u").sees("nothing was decided");
    assert_eq!(rows(&scratch, &["--unreviewed"]).len(), 3);
    terminal.keys("q").ends();
    sound(&scratch);
}

#[test]
fn what_is_corrected_is_sought_in_later_versions_of_its_page() {
    let scratch = read();
    scratch.file("later.txt", format!("Mis à jour à midi.\n\n{}", sample::PORT));
    scratch.dixit(["recapture", "-q", "a", "later.txt"]).gives(0, "...", "");
    let mut terminal = review(&scratch);
    terminal.keys("es").sees("speaker: Anna Weil").keys(CTRL_U).keys("Paul Roux").keys(ENTER);
    terminal.sees("1 corrected").keys("q").ends();
    let corrected = rows(&scratch, &["--status", "corrected"]);
    let id = corrected[0]["id"].as_str().expect("an id");
    scratch.dixit(["show", id]).gives(0, "...\nlater versions\n  version 2, [..]: moved [..]\n...", "");
    sound(&scratch);
}

#[test]
fn the_limits_of_the_content_are_picked_in_the_text() {
    let scratch = read();
    let mut terminal = review(&scratch);
    terminal.keys("ec").sees("⟦Le port restera ouvert⟧").sees("Tab switch");
    terminal.keys("b").sees("⟦Le port restera⟧ ouvert");
    terminal.keys("\t").keys("w").sees("Le ⟦port restera⟧ ouvert");
    terminal.keys("\u{1b}[C").sees("Le p⟦ort restera⟧").keys("\u{1b}[1;5D").sees("Le ⟦port restera⟧");
    terminal.keys("\u{1b}[1;2D").sees("⟦Le port restera⟧").keys(ENTER).sees("1 corrected");
    assert_eq!(words(&scratch, &["--status", "corrected"]), ["Le port restera"]);
    terminal.keys("ec").sees("Tab switch").keys(ESC).misses("Tab switch").keys("q").ends();
    assert_eq!(rows(&scratch, &["--status", "corrected"]).len(), 1);
    sound(&scratch);
}

#[test]
fn notes_tags_help_and_back() {
    let scratch = read();
    let mut terminal = review(&scratch);
    terminal.keys("n").sees("note:").keys("asked the port").keys(ENTER).sees("noted").sees("(Anna, ");
    terminal.keys("t").sees("tags:").keys("port; to check").keys(ENTER).sees("tagged").sees("port; to check");
    terminal.keys("t").sees("tags:").keys("-port").keys(ENTER).misses("port; to check");
    assert_eq!(rows(&scratch, &["--tagged", "to check"]).len(), 1);
    assert_eq!(rows(&scratch, &["--tagged", "port"]).len(), 0);
    terminal.keys("u").sees("port; to check").keys("s").sees("2 of 3");
    terminal.keys("b").sees("1 of 3").sees("asked the port").keys("b").sees("this is the first");
    terminal.keys("?").sees("reject: it is wrong").keys("x").misses("reject: it is wrong");
    // Pasted words are not keys.
    terminal.keys("\u{1b}[200~aaa\u{1b}[201~").keys("r").sees("why:").keys("\u{1b}[200~not so\u{1b}[201~");
    terminal.sees("why: not so").keys(ESC).misses("why:").keys("q").ends();
    assert_eq!(rows(&scratch, &["--unreviewed"]).len(), 3);
    sound(&scratch);
}

#[test]
fn two_at_once_do_not_overwrite_each_other() {
    let scratch = read();
    let mut terminal = review(&scratch);
    let id = rows(&scratch, &[])[0]["id"].as_str().expect("an id")[..12].to_owned();
    scratch.dixit(["reject", "-q", &id, "--reason", "a headline", "--as", "Ben"]).gives(0, "", "");
    terminal.keys("a").sees("not stored: somebody else decided meanwhile").sees("rejected by Ben");
    terminal.sees("a headline").sees("1 of 3");
    assert_eq!(rows(&scratch, &["--status", "rejected"]).len(), 1);
    terminal.keys("a").sees("2 of 3, 1 accepted");
    assert_eq!(rows(&scratch, &["--status", "accepted"]).len(), 1);
    // What Anna would take back was decided again by Ben.
    scratch.dixit(["reject", "-q", &id, "--reason", "still", "--as", "Ben"]).gives(0, "", "");
    terminal.keys("u").sees("a later entry changed the same again").keys("q").ends();
    assert_eq!(rows(&scratch, &["--status", "rejected"]).len(), 1);
    sound(&scratch);
}

#[test]
fn a_small_terminal_and_one_that_changes() {
    let scratch = read();
    let mut terminal = Terminal::start(&scratch, &["review"], (10, 40));
    terminal.sees("1 of 3").sees("restera ouvert").sees("? help").sees("q quit").sees("↓ more");
    terminal.keys("\u{1b}[F").sees("sha256").keys("\u{1b}[H").sees("in the text");
    terminal.resize((30, 100)).sees("u undo").sees("sha256");
    terminal.resize((3, 12)).sees("1 of 3").resize((1, 1)).resize((24, 80)).sees("e edit");
    terminal.keys("a").sees("2 of 3, 1 accepted").keys("q").ends();
}

#[test]
fn left_in_any_way_the_terminal_is_given_back() {
    for keys in [CTRL_C, CTRL_D] {
        let scratch = read();
        let mut terminal = review(&scratch);
        terminal.keys("a").sees("2 of 3").keys("r").sees("why:").keys("half").sees("half").keys(keys);
        assert!(terminal.ends().0.success());
        assert_eq!(rows(&scratch, &["--unreviewed"]).len(), 2, "nothing half typed is stored");
        sound(&scratch);
    }
}

#[cfg(unix)]
#[test]
fn told_to_end_or_hung_up() {
    let scratch = read();
    for signal in ["-TERM", "-HUP"] {
        let mut terminal = review(&scratch);
        terminal.keys("a").sees("1 accepted");
        let process = terminal.process().to_string();
        let told = std::process::Command::new("kill").args([signal, &process]).status();
        assert!(told.expect("kill").success());
        assert!(terminal.ends().0.success(), "{signal}");
    }
    let mut terminal = review(&scratch);
    terminal.keys("s").sees("That was the last.").hangs_up();
    assert_eq!(rows(&scratch, &["--unreviewed"]).len(), 1);
    sound(&scratch);
}

#[test]
fn without_colour_and_with_hostile_text() {
    let scratch = Scratch::new();
    let hostile =
        "« Le port\u{1b}[2J 日本語 e\u{301}te\u{301} שלום \u{202e}restera ouvert », a déclaré Anna Weil.\n";
    // Long enough not to be taken for binary data.
    scratch.file("b.txt", format!("{hostile}\n{}", "Le port est au fond de la baie. ".repeat(4)));
    scratch.dixit(["ingest", "-q", "b.txt"]).gives(0, "", "");
    let mut command = portable_pty::CommandBuilder::new(env!("CARGO_BIN_EXE_dixit"));
    command.arg("review");
    command.env("NO_COLOR", "1");
    let mut terminal = Terminal::of(command, &scratch, (24, 60));
    terminal.sees("⟦Le port␛[2J 日本語 e\u{301}te\u{301} שלום ⟨U+202E⟩restera ouvert⟧");
    terminal.waits("no colour", |screen| {
        let (rows, columns) = screen.size();
        let cells = (0..rows.get()).flat_map(|row| (0..columns.get()).map(move |column| (row, column)));
        cells
            .filter_map(|(row, column)| screen.cell(row, column))
            .all(|cell| cell.fgcolor() == vt100::Color::Default)
    });
    terminal.keys("q").ends();
}

#[test]
fn not_in_a_terminal() {
    let scratch = read();
    scratch.dixit(["review"]).gives(
        2,
        "",
        "error: review needs a terminal\nhint: `dixit list --unreviewed` lists what is to review; [..]",
    );
}
