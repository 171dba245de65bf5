//! Runs the program in a folder of its own, and checks output, errors and exit code together.

use std::{
    ffi::OsStr,
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};
use tempfile::TempDir;

/// A folder to work in, removed when done.
pub struct Scratch {
    folder: TempDir,
}

/// The program about to be run.
pub struct Run {
    command: Command,
    stdin: Vec<u8>,
}

impl Scratch {
    pub fn new() -> Self {
        Scratch { folder: TempDir::new().expect("a scratch folder") }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, with the folders above it.
    pub fn file(&self, name: &str, contents: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, contents).expect("written");
        self
    }

    /// Another folder with the same in it.
    pub fn copy(&self) -> Self {
        fn copy(from: &Path, to: &Path) {
            for entry in fs::read_dir(from).expect("read") {
                let from = entry.expect("an entry").path();
                let to = to.join(from.file_name().expect("a name"));
                if from.is_dir() {
                    fs::create_dir(&to).expect("made");
                    copy(&from, &to);
                } else {
                    fs::copy(&from, &to).expect("copied");
                }
            }
        }
        let other = Scratch::new();
        copy(self.folder.path(), other.folder.path());
        other
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("read")
    }

    /// The program with some arguments, in this folder, with nothing of the user's environment
    /// that would change it.
    pub fn dixit<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
        command.args(args).current_dir(self.folder.path());
        for name in ["DIXIT_DB", "DIXIT_ACTOR", "NO_COLOR", "COLUMNS", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        Run { command, stdin: Vec::new() }
    }
}

impl Run {
    /// The program, running.
    pub fn start(mut self) -> Child {
        let command = self.command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().expect("the program starts")
    }

    pub fn stdin(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.stdin = bytes.into();
        self
    }

    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub fn output(mut self) -> Output {
        let command = self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut stdin = child.stdin.take().expect("piped");
        let bytes = std::mem::take(&mut self.stdin);
        // The program may end before it has read everything.
        let feeder = std::thread::spawn(move || drop(stdin.write_all(&bytes)));
        let output = child.wait_with_output().expect("the program ends");
        feeder.join().expect("fed");
        output
    }

    /// Runs, and checks the exit code, standard output and standard error, see [`matches`].
    #[track_caller]
    pub fn gives(self, code: i32, stdout: &str, stderr: &str) {
        let output = self.output();
        let out = String::from_utf8(output.stdout).expect("UTF-8");
        let err = String::from_utf8(output.stderr).expect("UTF-8");
        let as_expected =
            output.status.code() == Some(code) && matches(stdout, &out) && matches(stderr, &err);
        assert!(
            as_expected,
            "exit code {:?}, expected {code}\n--- stdout:\n{out}--- expected:\n{stdout}\n--- stderr:\n{err}--- expected:\n{stderr}\n",
            output.status.code()
        );
    }
}

/// How often a test does something: a few times, or as often as DIXIT_ROUNDS says.
pub fn rounds(few: u32) -> u32 {
    std::env::var("DIXIT_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(few)
}

/// Whether text is as expected, line by line; `[..]` stands for anything within a line, a line
/// `...` for any number of lines. The end of the last line may be left out of what is expected.
pub fn matches(expected: &str, text: &str) -> bool {
    fn lines(expected: &[&str], text: &[&str]) -> bool {
        match (expected.split_first(), text.split_first()) {
            (None, None) => true,
            (Some((&"...", rest)), _) => {
                lines(rest, text) || text.split_first().is_some_and(|(_, below)| lines(expected, below))
            }
            (Some((first, rest)), Some((line, below))) => within(first, line) && lines(rest, below),
            _ => false,
        }
    }
    fn within(expected: &str, line: &str) -> bool {
        match expected.split_once("[..]") {
            None => expected == line,
            Some((head, rest)) => line.strip_prefix(head).is_some_and(|tail| {
                let mut starts = tail.char_indices().map(|(i, _)| i).chain([tail.len()]);
                starts.any(|i| within(rest, &tail[i..]))
            }),
        }
    }
    let expected: Vec<&str> = expected.lines().collect();
    let text: Vec<&str> = text.lines().collect();
    lines(&expected, &text)
}

/// Compares with a file under `tests/snapshots`, or writes it where DIXIT_BLESS is set.
#[track_caller]
pub fn snapshot(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(name);
    if std::env::var_os("DIXIT_BLESS").is_some() {
        fs::write(&path, actual).expect("written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(actual, kept, "{name} has changed; if that is meant, run the tests with DIXIT_BLESS=1");
}

/// The root of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn patterns() {
    for (expected, text) in
        [("a", "a\n"), ("a[..]c[..]", "abbc\n"), ("...\nb", "x\ny\nb\n"), ("a\n...", "a\n")]
    {
        assert!(matches(expected, text), "{expected:?} {text:?}");
    }
    for (expected, text) in [("a", "a\nb\n"), ("[..]b", "ac\n"), ("", "a\n"), ("...\nb", "b\nc\n")] {
        assert!(!matches(expected, text), "{expected:?} {text:?}");
    }
}
