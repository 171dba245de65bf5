//! The terminal, which is given back as it was however the session ends.

use crossterm::{
    event::{self, DisableBracketedPaste, EnableBracketedPaste, Event},
    execute,
};
use ratatui::{DefaultTerminal, Frame};
use std::{
    io::{self, IsTerminal},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

/// How long a signal to end may go unnoticed.
const GLANCE: Duration = Duration::from_millis(200);

/// The whole of a terminal, taken over until this is dropped; a panic gives it back too, before it
/// says anything.
#[derive(Debug)]
pub struct Screen {
    terminal: DefaultTerminal,
    told_to_end: Arc<AtomicBool>,
}

impl Screen {
    /// Whether there is a terminal to take keys from and to draw on.
    pub fn is_there() -> bool {
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        io::stdin().is_terminal() && io::stdout().is_terminal() && !dumb
    }

    /// Takes the terminal over.
    ///
    /// # Errors
    /// Where it does not let itself be taken over; it is then as it was.
    pub fn open() -> io::Result<Self> {
        let told_to_end = Arc::new(AtomicBool::new(false));
        for &signal in signals() {
            signal_hook::flag::register(signal, Arc::clone(&told_to_end))?;
        }
        let terminal = ratatui::try_init().inspect_err(|_| restore())?;
        let screen = Screen { terminal, told_to_end };
        // So that words from the clipboard are not taken for keys.
        execute!(io::stdout(), EnableBracketedPaste)?;
        Ok(screen)
    }

    /// Draws everything anew, as far as it is not there already.
    ///
    /// # Errors
    /// Where the terminal cannot be written to.
    pub fn draw<T>(&mut self, draw: impl FnOnce(&mut Frame<'_>) -> T) -> io::Result<Option<T>> {
        let mut drawn = None;
        self.terminal.draw(|frame| drawn = Some(draw(frame)))?;
        Ok(drawn)
    }

    /// Waits for what happens next; `None` where the program is told to end, or the terminal is gone.
    pub fn event(&mut self) -> Option<Event> {
        loop {
            if self.told_to_end.load(Ordering::Relaxed) {
                return None;
            }
            match event::poll(GLANCE) {
                Ok(true) => return event::read().ok(),
                Ok(false) if io::stdin().is_terminal() => {}
                _ => return None,
            }
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back. Nobody is there to be told where that fails.
fn restore() {
    let _ = execute!(io::stdout(), DisableBracketedPaste);
    let _ = ratatui::try_restore();
}

/// The signals at which a program is to end.
fn signals() -> &'static [i32] {
    use signal_hook::consts;
    #[cfg(unix)]
    return &[consts::SIGTERM, consts::SIGINT, consts::SIGQUIT, consts::SIGHUP];
    #[cfg(not(unix))]
    return &[consts::SIGTERM, consts::SIGINT];
}
