//! The `dixit` command: everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    dixit::cli::run(std::env::args_os())
}
