//! The command line: arguments, errors with hints, one file a command.
//!
//! A command is a struct of arguments and a `run`. It joins the rooms that do not know one
//! another (`extract`, `store`, `report`) and decides no question of theirs.

mod act;
mod add;
mod args;
mod article;
mod backup;
mod bag;
mod bundle;
mod checkpoint;
mod claim_args;
mod decide;
mod decode;
mod docs;
mod document_args;
mod edit;
mod entity;
mod entity_show;
mod entity_suggest;
mod error;
mod export;
mod extract;
mod filter_args;
mod format;
mod found;
mod front_matter;
mod grade;
mod grade_filter_args;
mod import;
mod ingest;
mod input;
mod key;
mod list;
mod locate;
mod log;
mod parallel;
mod printable;
mod progress;
mod recapture;
mod reread;
mod review;
mod selection;
mod session;
mod show;
mod sources;
mod taken_down;
mod tally;
mod undo;
mod usage;
mod verify;
mod verify_bag;
mod verify_report;
mod versions;
mod who;
mod word;

use args::{Cli, Command};
use clap::Parser;
use error::Kind;
use session::Session;
use std::{ffi::OsString, process::ExitCode};

/// How a command ended that ran to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// All is well.
    Done,
    /// Some of the work failed or a fault was found, and that has been said. Exit code 1.
    Faults,
}

/// Runs one command line and answers with its exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let cli = match Cli::try_parse_from(&args) {
        Ok(cli) => cli,
        Err(error) => return usage::answer(&error, &args),
    };
    let session = Session::new(&cli.global);
    let outcome = match &cli.command {
        Command::Ingest(args) => ingest::run(args, &session),
        Command::Reread(args) => reread::run(args, &session),
        Command::Recapture(args) => recapture::run(args, &session),
        Command::Extract(args) => extract::run(args, &session),
        Command::Import(args) => import::run(args, &session),
        Command::List(args) => list::run(args, &session),
        Command::Who(args) => who::run(args, &session),
        Command::Docs(args) => docs::run(args, &session),
        Command::Show(args) => show::run(args, &session),
        Command::Export(args) => export::run(args, &session),
        Command::Review(args) => review::run(args, &session),
        Command::Accept(args) => decide::accept(args, &session),
        Command::Reject(args) => decide::reject(args, &session),
        Command::Edit(args) => edit::run(args, &session),
        Command::Add(args) => add::run(args, &session),
        Command::Note(args) => decide::note(args, &session),
        Command::Tag(args) => decide::tag(args, &session),
        Command::Grade(args) => grade::run(args, &session),
        Command::Entity(args) => entity::run(args, &session),
        Command::Undo(args) => undo::run(args, &session),
        Command::Log(args) => log::run(args, &session),
        Command::Checkpoint(args) => checkpoint::run(args, &session),
        Command::Key(args) => key::run(args, &session),
        Command::Backup(args) => backup::run(args, &session),
        Command::Bundle(args) => bundle::run(args, &session),
        Command::Verify(args) => verify::run(args, &session),
    };
    let code = match outcome {
        Ok(Outcome::Done) => 0,
        Ok(Outcome::Faults) => Kind::Failed.exit_code(),
        Err(error) => {
            session.complain(&error);
            error.kind.exit_code()
        }
    };
    ExitCode::from(code)
}
