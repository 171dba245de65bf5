//! What all commands share: the base's place, where output goes and how it looks.

use super::{
    args::{ColourWhen, GlobalArgs},
    error::{CliError, Result},
};
use crate::{
    report::Style,
    store::{Author, Mode, Store},
};
use std::{
    io::{self, BufWriter, IsTerminal, Write},
    path::PathBuf,
};

/// One run of the program.
#[derive(Debug)]
pub struct Session {
    /// The base's file.
    pub db: PathBuf,
    /// In whose name the base is changed.
    pub author: Author,
    /// Whether notes and progress are left out.
    pub quiet: bool,
    /// Whether standard output is a terminal.
    pub on_terminal: bool,
    /// What standard output can show.
    pub style: Style,
    colour_errors: bool,
}

impl Session {
    /// Looks at the terminal and the environment.
    pub fn new(global: &GlobalArgs) -> Self {
        let on_terminal = io::stdout().is_terminal();
        let colour = |is_terminal| match global.color {
            ColourWhen::Always => true,
            ColourWhen::Never => false,
            ColourWhen::Auto => is_terminal && terminal_takes_colour(),
        };
        Session {
            db: global.db.clone(),
            author: Author { name: actor(global), clock: chrono::Utc::now },
            quiet: global.quiet,
            on_terminal,
            style: Style { colour: colour(on_terminal), width: columns() },
            colour_errors: colour(io::stderr().is_terminal()),
        }
    }

    /// Opens the database.
    pub fn open(&self, mode: Mode<'_>) -> Result<Store> {
        Ok(Store::open(&self.db, mode)?)
    }

    /// Opens the database to change it, in the name of whoever runs the program.
    pub fn open_to_write(&self) -> Result<Store> {
        self.open(Mode::Write(&self.author))
    }

    /// Writes to standard output, all of it or an error.
    pub fn write<T>(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<T>) -> Result<T> {
        let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
        let written = write(&mut out).map_err(|e| CliError::output(&e))?;
        out.flush().map_err(|e| CliError::output(&e))?;
        Ok(written)
    }

    /// Says something beside the output, unless the user wants it quiet.
    pub fn note(&self, words: &str) {
        if !self.quiet {
            // Nobody to tell where standard error is closed.
            let _ = writeln!(io::stderr().lock(), "{words}");
        }
    }

    /// Shows an error and goes on.
    pub fn complain(&self, error: &CliError) {
        let _ = error.write(&mut io::stderr().lock(), self.colour_errors);
    }
}

/// In whose name changes are made: as asked for, else the name that the user logged in by.
fn actor(global: &GlobalArgs) -> String {
    let logged_in = || {
        let names = ["LOGNAME", "USER", "USERNAME"].map(std::env::var_os);
        names
            .into_iter()
            .flatten()
            .map(|name| name.to_string_lossy().into_owned())
            .find(|name| !name.is_empty())
    };
    let asked = global.actor.as_ref().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    asked.or_else(logged_in).unwrap_or_else(|| "unknown".to_owned())
}

/// The columns of the terminal that standard output is, or those that the user asks for.
fn columns() -> Option<u16> {
    let asked = || std::env::var("COLUMNS").ok()?.parse().ok().filter(|columns| *columns > 0);
    terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0).or_else(asked)
}

/// What `auto` goes by: <https://no-color.org>, and a terminal that is not dumb.
fn terminal_takes_colour() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !is_set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}
