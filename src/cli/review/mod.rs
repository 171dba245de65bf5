//! `dixit review`: claims one by one in a terminal.
//!
//! | file | what it does |
//! |---|---|
//! | `state` | what is on the screen, and what a key makes of it; `typing` and `limits` are parts of it |
//! | `desk`, `queue` | brings the claims, stores the decisions |
//! | `draw` | the screen; `sheet`, `picker` and `help` are what can stand on it, `flow` and `look` how |
//! | `screen` | the terminal itself |

mod desk;
mod draw;
mod flow;
mod help;
mod limits;
mod look;
mod picker;
mod queue;
mod screen;
mod sheet;
mod state;
#[cfg(test)]
mod tests;
mod typing;

use super::{
    Outcome,
    error::{CliError, Result, plain},
    filter_args::FilterArgs,
    session::Session,
};
use crate::{
    model::{Filter, Status},
    report::{count, number},
    store::Mode,
};
use clap::Args;
use crossterm::event::{Event, KeyEventKind};
use desk::Desk;
use look::Look;
use screen::Screen;
use state::{State, Tally};

const EXAMPLES: &str = "\
Examples:
  dixit review                          what nobody has reviewed yet, the latest first
  dixit review --doc kcna-2024-01       of one document
  dixit review --alleged --all          also what people have decided about
  dixit review --tagged to-check --all  what somebody set aside

Each decision is stored at once: leave whenever you like, the same command goes on. ? shows the keys.";

/// The arguments of `dixit review`.
#[derive(Debug, Args)]
#[command(
    after_help = EXAMPLES,
    mut_arg("status", |arg| arg.help("What people made of it (several: any of them) [default: found]"))
)]
pub struct ReviewArgs {
    /// Also what people have accepted, corrected or rejected, not only what nobody has reviewed
    #[arg(long, conflicts_with_all = ["status", "unreviewed"])]
    all: bool,
    #[command(flatten)]
    filter: FilterArgs,
}

/// Runs the command.
pub fn run(args: &ReviewArgs, session: &Session) -> Result<Outcome> {
    if !Screen::is_there() {
        return Err(CliError::bad_input("review needs a terminal").hint(
            "`dixit list --unreviewed` lists what is to review; `dixit accept`, `reject` and `edit` decide",
        ));
    }
    let filter = args.filter();
    let total = session.open(Mode::Read)?.counts(&filter)?.total();
    if total == 0 {
        session.note("nothing is to review");
        return Ok(Outcome::Done);
    }
    let mut desk = Desk::new(session.open_to_write()?, filter, total);
    let mut state = State::default();
    desk.show(&mut state)?;
    work(&mut desk, &mut state, Look { colour: session.style.colour })?;
    session.note(&summary(state.tally));
    Ok(Outcome::Done)
}

impl ReviewArgs {
    fn filter(&self) -> Filter {
        let mut filter = self.filter.filter();
        if self.all {
            filter.status = [Status::STANDING, &[Status::Rejected]].concat();
        } else if filter.status.is_empty() {
            filter.status = vec![Status::Found];
        }
        filter
    }
}

/// Goes on until somebody leaves. The terminal is given back before anything else is said.
fn work(desk: &mut Desk, state: &mut State, look: Look) -> Result<()> {
    let broken =
        |error: std::io::Error| CliError::failed(format!("the terminal cannot be used: {}", plain(&error)));
    let mut screen = Screen::open().map_err(broken)?;
    loop {
        let view = screen.draw(|frame| draw::draw(frame, state, look)).map_err(broken)?;
        state.drawn(view.unwrap_or_default());
        let request = match screen.event() {
            Some(Event::Key(key)) if key.kind != KeyEventKind::Release => state.press(key),
            Some(Event::Paste(text)) => state.paste(&text),
            Some(_) => None,
            None => return Ok(()),
        };
        if let Some(request) = request
            && !desk.carry_out(request, state)?
        {
            return Ok(());
        }
    }
}

/// What is said when a session is left. How many claims are left to review is not: to count them takes
/// a while in a large base, and nobody who leaves wants to wait.
fn summary(tally: Tally) -> String {
    let Tally { accepted, rejected, corrected } = tally;
    match accepted + rejected + corrected {
        0 => "nothing decided".to_owned(),
        all => format!(
            "{} decided: {} accepted, {} rejected, {} corrected",
            count(all, "claim"),
            number(accepted),
            number(rejected),
            number(corrected)
        ),
    }
}
