//! What clap has to say, in the form of our own errors.

use super::{
    args::Cli,
    error::{CliError, Kind, plain},
};
use clap::{CommandFactory, error::ErrorKind};
use std::{
    ffi::OsString,
    io::{self, IsTerminal, Write},
    process::ExitCode,
};

/// Answers a command line that is no command: with help, with the version, or with an error.
pub fn answer(error: &clap::Error, args: &[OsString]) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let code = match error.print().and_then(|()| io::stdout().flush()) {
                Ok(()) => return ExitCode::SUCCESS,
                Err(e) if e.kind() == io::ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
                Err(e) => {
                    let error = CliError::failed(format!("cannot write the output: {}", plain(&e)));
                    let _ = error.write(&mut io::stderr().lock(), false);
                    error.kind.exit_code()
                }
            };
            ExitCode::from(code)
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            ExitCode::from(Kind::BadInput.exit_code())
        }
        _ => {
            let colour =
                io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
            let error = in_one_line(&error.to_string(), &command_of(args));
            let _ = error.write(&mut io::stderr().lock(), colour);
            ExitCode::from(error.kind.exit_code())
        }
    }
}

/// The command that the arguments mean, as far as it can be told: "dixit list".
fn command_of(args: &[OsString]) -> String {
    let cli = Cli::command();
    let (mut command, mut words) = (&cli, "dixit".to_owned());
    for arg in args.iter().skip(1) {
        if let Some(deeper) = command.find_subcommand(arg) {
            command = deeper;
            words = format!("{words} {}", command.get_name());
        }
    }
    words
}

/// Folds clap's paragraphs: what is wrong in one line, tips and the way to help as hints.
fn in_one_line(rendered: &str, command: &str) -> CliError {
    let mut message = String::new();
    let mut hints = Vec::new();
    for line in rendered.lines().map(str::trim).filter(|l| !l.is_empty()) {
        if let Some(tip) = line.strip_prefix("tip: ") {
            hints.push(tip.to_owned());
        } else if !line.starts_with("For more information") && !line.starts_with("Usage: ") {
            if !message.is_empty() {
                message.push(' ');
            }
            message.push_str(line.strip_prefix("error: ").unwrap_or(line));
        }
    }
    hints.push(format!("`{command} --help` shows how it is used"));
    CliError { kind: Kind::BadInput, messages: vec![message], hints }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_paragraphs_become_lines() {
        let error = in_one_line(
            "error: the following required arguments were not provided:\n  <PATH>...\n\n  tip: try this\n\n\
             Usage: dixit ingest [OPTIONS] <PATH>...\n\nFor more information, try '--help'.\n",
            "dixit ingest",
        );
        assert_eq!(error.messages, ["the following required arguments were not provided: <PATH>..."]);
        assert_eq!(error.hints, ["try this", "`dixit ingest --help` shows how it is used"]);
    }
}
