//! Runs the program in a terminal of its own and reads what stands on its screen.

use crate::support::Scratch;
use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use std::{
    io::{Read, Write},
    num::NonZeroU16,
    process::Command,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread::JoinHandle,
    time::{Duration, Instant},
};

/// Longer than anything takes on the slowest machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A terminal with a program in it.
pub struct Terminal {
    master: Option<Box<dyn MasterPty + Send>>,
    keys: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<Seen>,
    reader: Option<JoinHandle<()>>,
}

/// What the terminal shows.
struct Seen {
    shown: Mutex<Shown>,
    changed: Condvar,
}

struct Shown {
    parser: vt100::Parser,
    /// Whether nothing more will come.
    ended: bool,
    /// Whether nobody looks any more.
    hung_up: bool,
}

impl Seen {
    fn lock(&self) -> MutexGuard<'_, Shown> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for something; whether it came about in time.
    fn waits(&self, wanted: impl Fn(&Shown) -> bool) -> bool {
        let waiting = |shown: &mut Shown| !wanted(shown) && !shown.ended;
        let shown = self.changed.wait_timeout_while(self.lock(), PATIENCE, waiting);
        wanted(&shown.unwrap_or_else(PoisonError::into_inner).0)
    }
}

fn nonzero(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).expect("a size")
}

fn size((rows, cols): (u16, u16)) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

impl Terminal {
    /// Runs the program with some arguments in a terminal of so many rows and columns.
    pub fn start(scratch: &Scratch, args: &[&str], rows_and_columns: (u16, u16)) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dixit"));
        command.args(args);
        command.env_remove("NO_COLOR");
        Terminal::of(command, scratch, rows_and_columns)
    }

    /// Runs a command.
    pub fn of(mut command: CommandBuilder, scratch: &Scratch, rows_and_columns: (u16, u16)) -> Self {
        command.cwd(scratch.path(""));
        for name in ["DIXIT_DB", "DIXIT_ACTOR", "COLUMNS", "LINES", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        command.env("TERM", "xterm-256color");
        let pair = native_pty_system().openpty(size(rows_and_columns)).expect("a terminal");
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let (rows, columns) = rows_and_columns;
        let parser = vt100::Parser::new(nonzero(rows), nonzero(columns), 0);
        let shown = Mutex::new(Shown { parser, ended: false, hung_up: false });
        let seen = Arc::new(Seen { shown, changed: Condvar::new() });
        let mut output = pair.master.try_clone_reader().expect("its output");
        let keys = pair.master.take_writer().expect("its keys");
        let looking = Arc::clone(&seen);
        let reader = std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            // A terminal whose program has ended gives an error on some systems, nothing on others.
            while let Ok(n @ 1..) = output.read(&mut buffer) {
                let mut shown = looking.lock();
                shown.parser.process(&buffer[..n]);
                looking.changed.notify_all();
                if shown.hung_up {
                    return;
                }
            }
            looking.lock().ended = true;
            looking.changed.notify_all();
        });
        Terminal { master: Some(pair.master), keys: Some(keys), child, seen, reader: Some(reader) }
    }

    /// Presses keys, as a terminal sends them.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        let writer = self.keys.as_mut().expect("not hung up");
        writer.write_all(keys.as_bytes()).and_then(|()| writer.flush()).expect("keys are taken");
        self
    }

    /// Waits until the screen is as wanted.
    #[track_caller]
    pub fn waits(&mut self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) -> &mut Self {
        let came = self.seen.waits(|shown| wanted(shown.parser.screen()));
        assert!(came, "not seen: {what}\n--- the screen:\n{}", self.contents());
        self
    }

    /// Waits until something stands on the screen, over line ends or not.
    #[track_caller]
    pub fn sees(&mut self, text: &str) -> &mut Self {
        self.waits(text, |screen| flat(&screen.contents()).contains(&flat(text)))
    }

    /// Waits until something no longer stands there.
    #[track_caller]
    pub fn misses(&mut self, text: &str) -> &mut Self {
        self.waits(&format!("no {text}"), |screen| !flat(&screen.contents()).contains(&flat(text)))
    }

    fn contents(&self) -> String {
        self.seen.lock().parser.screen().contents()
    }

    /// Makes the terminal another size.
    pub fn resize(&mut self, (rows, columns): (u16, u16)) -> &mut Self {
        self.seen.lock().parser.set_size(nonzero(rows), nonzero(columns));
        self.master.as_ref().expect("not hung up").resize(size((rows, columns))).expect("resized");
        self
    }

    /// Hangs up, as when a window is closed, and waits for the program's end.
    #[track_caller]
    pub fn hangs_up(&mut self) {
        self.seen.lock().hung_up = true;
        // Something to look at a last time: whoever looks holds the terminal open.
        self.keys("?");
        self.reader.take().expect("looking").join().expect("looked");
        (self.master, self.keys) = (None, None);
        let end = Instant::now() + PATIENCE;
        while self.child.try_wait().expect("a child").is_none() {
            assert!(Instant::now() < end, "it goes on without a terminal");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Kills the program, which gets no time to do anything.
    pub fn is_killed(&mut self) {
        let killed = Command::new("kill").args(["-9", &self.process().to_string()]).status();
        assert!(killed.expect("runs").success());
        self.child.wait().expect("it ends");
    }

    /// The number of the process.
    pub fn process(&self) -> u32 {
        self.child.process_id().expect("it runs")
    }

    /// Waits for the program's end; what stands on the screen then. The terminal must be as it was.
    #[track_caller]
    pub fn ends(&mut self) -> (ExitStatus, String) {
        assert!(self.seen.waits(|shown| shown.ended), "it does not end\n{}", self.contents());
        let shown = self.seen.lock();
        let screen = shown.parser.screen();
        assert!(!screen.alternate_screen(), "the terminal still shows another screen");
        assert!(!screen.hide_cursor(), "the cursor is still hidden");
        assert!(!screen.bracketed_paste(), "words from the clipboard still come in brackets");
        #[cfg(unix)]
        {
            let modes = self.master.as_ref().and_then(|master| master.get_termios()).expect("its modes");
            assert!(format!("{:?}", modes.local_flags).contains("ICANON"), "still in raw mode");
        }
        (self.child.wait().expect("it ends"), screen.contents())
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

/// Text with every run of white space as one space.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
