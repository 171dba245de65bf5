//! The command line: arguments, errors with hints, one file a command.

use std::{ffi::OsString, process::ExitCode};

/// Runs one command line and answers with its exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let _ = args;
    ExitCode::SUCCESS
}
