//! Errors as a user sees them: one line that says what and where, and hints what to do.

use super::printable::printable;
use crate::store::StoreError;
use std::io::{self, Write};

/// What kind of failure it is; decides the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The work could not be done, or a fault was found. Exit code 1.
    Failed,
    /// The command line or an input is wrong. Exit code 2.
    BadInput,
    /// Whoever read our output has closed it (`dixit list | head -1`). Not a failure.
    ClosedPipe,
}

impl Kind {
    /// The exit code.
    pub fn exit_code(self) -> u8 {
        match self {
            Kind::ClosedPipe => 0,
            Kind::Failed => 1,
            Kind::BadInput => 2,
        }
    }
}

/// An error with its hints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CliError {
    /// What kind of failure it is.
    pub kind: Kind,
    /// What went wrong and where, each in one line without a final stop.
    pub messages: Vec<String>,
    /// What can be done about it, one line each.
    pub hints: Vec<String>,
}

/// What a command answers.
pub type Result<T> = std::result::Result<T, CliError>;

impl CliError {
    /// Work that could not be done.
    pub fn failed(message: impl Into<String>) -> Self {
        CliError::several(Kind::Failed, [message.into()])
    }

    /// A command line or an input that is wrong.
    pub fn bad_input(message: impl Into<String>) -> Self {
        CliError::several(Kind::BadInput, [message.into()])
    }

    /// Several things that are wrong at once.
    pub fn several(kind: Kind, messages: impl IntoIterator<Item = String>) -> Self {
        CliError { kind, messages: messages.into_iter().collect(), hints: Vec::new() }
    }

    /// Adds a hint.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// What could not be written to standard output.
    pub fn output(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => CliError::several(Kind::ClosedPipe, []),
            _ => CliError::failed(format!("cannot write the output: {}", plain(error))),
        }
    }

    /// Writes the error in its lines, control characters made visible.
    pub fn write(&self, out: &mut dyn Write, colour: bool) -> io::Result<()> {
        let (red, cyan, off) = if colour { ("\x1b[1;31m", "\x1b[36m", "\x1b[0m") } else { ("", "", "") };
        for message in &self.messages {
            writeln!(out, "{red}error:{off} {}", printable(message))?;
        }
        for hint in &self.hints {
            writeln!(out, "{cyan}hint:{off} {}", printable(hint))?;
        }
        Ok(())
    }
}

impl From<StoreError> for CliError {
    fn from(error: StoreError) -> Self {
        let kind = match &error {
            StoreError::Missing { .. }
            | StoreError::NotADatabase { .. }
            | StoreError::NotOurs { .. }
            | StoreError::Newer { .. }
            | StoreError::NoSuchClaim { .. }
            | StoreError::NoSuchDocument { .. }
            | StoreError::NotUndone { .. }
            | StoreError::Invalid { .. } => Kind::BadInput,
            _ => Kind::Failed,
        };
        if let StoreError::AmbiguousClaim { prefix, first, .. } = &error {
            let digits = prefix.len().max(8) + 4;
            let ids: Vec<String> = first.iter().map(|id| format!("{:.digits$}", id.to_string())).collect();
            return CliError::bad_input(error.to_string())
                .hint(format!("they begin with {}", ids.join(", ")));
        }
        let hint = match &error {
            StoreError::Missing { .. } => {
                "`dixit ingest` or `dixit import` makes one; `--db FILE` names another"
            }
            StoreError::Unreachable { .. } | StoreError::NotADatabase { .. } | StoreError::NotOurs { .. } => {
                "`--db FILE` names another; one that is not there yet is made"
            }
            StoreError::Uncopied { .. } => "name a file that is not there yet, where you may write",
            StoreError::Newer { .. } => "use the newer dixit, or name another with `--db FILE`",
            StoreError::Outdated { .. } => {
                "a command that writes, such as `dixit import`, brings it up to date"
            }
            StoreError::ReadOnly { .. } => {
                "its file and its folder must be writable; `--db FILE` names another"
            }
            StoreError::Busy { .. } => "try again when the other program is done",
            StoreError::Full { .. } => "make room and run the same again: what was stored before is safe",
            StoreError::Damaged { .. } => "`dixit verify` names what it can find; take it from a copy",
            StoreError::NoSuchClaim { .. } => "`dixit list` shows the ids",
            StoreError::NotUndone { .. } => "`dixit log` shows the entries",
            StoreError::NoSuchDocument { .. } => "`dixit docs` shows them",
            _ => "",
        };
        let mut message = error.to_string();
        let mut cause = std::error::Error::source(&error);
        while let Some(deeper) = cause {
            message.push_str(&format!(": {deeper}"));
            cause = deeper.source();
        }
        let error = CliError::several(kind, [message]);
        if hint.is_empty() { error } else { error.hint(hint) }
    }
}

/// An input or output error without the number that the system gives it ("(os error 2)").
pub fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
