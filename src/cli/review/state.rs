//! What is on the screen, and what a key makes of it. Nothing here knows a terminal or a base: a key
//! changes the state and may ask for something, which `desk` then does.

use super::{
    limits::{Limits, Step},
    typing::{Purpose, Typed, Typing},
};
use crate::{
    cli::{
        act::{Act, words},
        claim_args::ClaimArgs,
    },
    model::{Dossier, Form, Hedge, Stance, Status, Vocabulary},
    report::Parts,
};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::rc::Rc;

/// The whole state of a session's screen.
#[derive(Debug, Default)]
pub struct State {
    /// The claim; `None` behind the last one.
    pub shown: Option<Shown>,
    /// What the keys mean now.
    pub mode: Mode,
    /// How far the session has come.
    pub progress: Progress,
    /// What has been decided in it.
    pub tally: Tally,
    /// Something to be said until the next key.
    pub message: Option<Message>,
    /// The first row shown.
    pub scroll: usize,
    /// What the screen had room for when it was last drawn.
    view: View,
    /// Why a claim was last rejected: often why the next one is.
    reason: String,
}

/// A claim on the screen.
#[derive(Debug)]
pub struct Shown {
    /// The claim with what people made of it.
    pub dossier: Dossier,
    /// The text of its document, where the base has it.
    pub text: Option<Rc<str>>,
    /// What its sheet says.
    pub parts: Parts,
}

/// What the keys mean.
#[derive(Debug, Default)]
pub enum Mode {
    /// A claim is being read and decided about.
    #[default]
    Reading,
    /// A field is being chosen that is to be edited.
    Fields,
    /// One of some words is being chosen.
    Choosing(Choice),
    /// A line is being typed.
    Typing(Typing),
    /// The limits of the words are being picked.
    Picking(Limits),
    /// The keys are being explained.
    Help,
}

/// A field that holds a word of a closed vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// How the words are given.
    Form(Form),
    /// How far the text keeps its distance.
    Hedge(Hedge),
    /// What the speaker does with the words.
    Stance(Stance),
}

/// How far a session has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// The number of the claim, from 1.
    pub number: u64,
    /// How many there are to go through.
    pub total: u64,
    /// Behind the last claim: how many of them nobody has reviewed.
    pub left: u64,
}

/// How much there is to see, and how much of it is seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct View {
    /// How many rows there are.
    pub rows: usize,
    /// How many of them there is room for.
    pub room: usize,
}

/// What has been decided in a session.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Claims accepted.
    pub accepted: u64,
    /// Claims rejected.
    pub rejected: u64,
    /// Corrections.
    pub corrected: u64,
}

/// One line that is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The words; they may hold anything.
    pub text: String,
    /// Whether something went wrong.
    pub bad: bool,
}

/// What a key asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// That something is done with the claim.
    Do(Act),
    /// That the claim is replaced by one with these fields changed.
    Correct(Box<ClaimArgs>),
    /// That the last decision is taken back.
    Undo,
    /// The next claim.
    Forward,
    /// The claim before.
    Back,
    /// Names like what is typed.
    Names(String),
    /// The end of the session.
    Leave,
}

impl State {
    /// Takes a key.
    pub fn press(&mut self, key: KeyEvent) -> Option<Request> {
        self.message = None;
        if key.modifiers == KeyModifiers::CONTROL && matches!(key.code, KeyCode::Char('c' | 'd')) {
            return Some(Request::Leave);
        }
        match &mut self.mode {
            Mode::Reading => self.read(key),
            Mode::Fields => self.choose_field(key),
            Mode::Choosing(choice) => {
                let asked = choice.take(key);
                if asked.is_none() && key.code == KeyCode::Esc {
                    self.mode = Mode::Reading;
                }
                asked
            }
            Mode::Typing(typing) => {
                let typed = typing.press(key);
                self.typed(typed)
            }
            Mode::Picking(_) => self.pick(key),
            Mode::Help => {
                if !self.scrolled(key) {
                    (self.mode, self.scroll) = (Mode::Reading, 0);
                }
                None
            }
        }
    }

    /// Takes words from the clipboard: only a line that is typed has use for them, and they must not
    /// be taken for keys.
    pub fn paste(&mut self, text: &str) -> Option<Request> {
        let Mode::Typing(typing) = &mut self.mode else { return None };
        let typed = typing.paste(text);
        self.typed(typed)
    }

    /// Puts a claim on the screen, or what comes behind the last one.
    pub fn show(&mut self, shown: Option<Shown>, progress: Progress) {
        (self.shown, self.progress) = (shown, progress);
        (self.mode, self.scroll) = (Mode::Reading, 0);
    }

    /// Learns how much of it was seen.
    pub fn drawn(&mut self, view: View) {
        self.view = view;
        self.scroll = self.scroll.min(view.last());
    }

    /// Says that something was done.
    pub fn tell(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), bad: false });
    }

    /// Says that something went wrong.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), bad: true });
    }

    /// Names that may be meant by what is typed.
    pub fn suggest(&mut self, names: Vec<String>) {
        if let Mode::Typing(typing) = &mut self.mode {
            typing.names = names;
        }
    }

    fn read(&mut self, key: KeyEvent) -> Option<Request> {
        if self.scrolled(key) || key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
            return None;
        }
        match key.code {
            KeyCode::Char('q') => return Some(Request::Leave),
            KeyCode::Char('b') | KeyCode::Left => return Some(Request::Back),
            KeyCode::Char('u') => return Some(Request::Undo),
            KeyCode::Char('?') | KeyCode::F(1) => (self.mode, self.scroll) = (Mode::Help, 0),
            _ => {}
        }
        let status = self.shown.as_ref()?.dossier.row.status;
        match key.code {
            KeyCode::Char('s') | KeyCode::Right => Some(Request::Forward),
            KeyCode::Char('a') => {
                let act = Act::Accept { reason: None };
                if act.leaves(status) {
                    self.warn(format!("it is {status} already"));
                    return None;
                }
                Some(Request::Do(act))
            }
            KeyCode::Char('r') if matches!(status, Status::Rejected | Status::Superseded) => {
                self.warn(format!("it is {status} already"));
                None
            }
            KeyCode::Char('e') if status == Status::Superseded => {
                self.warn("it is superseded: correct the claim that took its place");
                None
            }
            KeyCode::Char('r') => self.begin(Purpose::Reason, String::new()),
            KeyCode::Char('n') => self.begin(Purpose::Note, String::new()),
            KeyCode::Char('t') => self.begin(Purpose::Tags, String::new()),
            KeyCode::Char('e') => {
                self.mode = Mode::Fields;
                None
            }
            _ => None,
        }
    }

    fn choose_field(&mut self, key: KeyEvent) -> Option<Request> {
        self.mode = Mode::Reading;
        let Shown { dossier, text, .. } = self.shown.as_ref()?;
        let claim = &dossier.row.claim;
        match key.code {
            KeyCode::Char('s') => {
                let unnamed = !claim.named && !claim.speakers.is_empty();
                let text = Typing::joined(claim.speakers.iter().map(String::as_str));
                self.mode = Mode::Typing(Typing { unnamed, ..Typing::new(Purpose::Speakers, text) });
            }
            KeyCode::Char('v') => {
                let text = Typing::joined(claim.via.iter().map(|relay| relay.name.as_str()));
                self.begin(Purpose::Via, text);
            }
            KeyCode::Char('c') => {
                let limits = text.clone().and_then(|text| Limits::new(text, &claim.content));
                match limits {
                    Some(limits) => self.mode = Mode::Picking(limits),
                    None => self.warn("the base has no text in which the words could be picked"),
                }
            }
            KeyCode::Char('f') => self.mode = Mode::Choosing(Choice::Form(claim.form)),
            KeyCode::Char('h') => self.mode = Mode::Choosing(Choice::Hedge(claim.hedge)),
            KeyCode::Char('t') => self.mode = Mode::Choosing(Choice::Stance(claim.stance)),
            _ => {}
        }
        None
    }

    fn begin(&mut self, purpose: Purpose, text: String) -> Option<Request> {
        self.mode = Mode::Typing(Typing::new(purpose, text));
        None
    }

    fn typed(&mut self, typed: Typed) -> Option<Request> {
        let Mode::Typing(typing) = &mut self.mode else { return None };
        match typed {
            Typed::Moved => None,
            Typed::Begun(begun) => Some(Request::Names(begun)),
            Typed::Left => {
                self.mode = Mode::Reading;
                None
            }
            Typed::Recalled => {
                if typing.input.value().is_empty() {
                    *typing = Typing::new(Purpose::Reason, self.reason.clone());
                }
                None
            }
            Typed::Entered => self.entered(),
        }
    }

    /// What a finished line asks for. The line stays until that is stored.
    fn entered(&mut self) -> Option<Request> {
        let Mode::Typing(typing) = &self.mode else { return None };
        let (parts, line) = (typing.parts(), words(typing.input.value()));
        match (typing.purpose, line) {
            (Purpose::Speakers, _) => Some(Request::Correct(Box::new(ClaimArgs {
                nobody: parts.is_empty(),
                unnamed: typing.unnamed,
                speaker: parts,
                ..ClaimArgs::default()
            }))),
            (Purpose::Via, _) => Some(Request::Correct(Box::new(ClaimArgs {
                first_hand: parts.is_empty(),
                via: parts,
                ..ClaimArgs::default()
            }))),
            (Purpose::Reason, Ok(reason)) => {
                self.reason.clone_from(&reason);
                Some(Request::Do(Act::Reject { reason }))
            }
            (Purpose::Note, Ok(text)) => Some(Request::Do(Act::Note(text))),
            (Purpose::Tags, Ok(_)) => {
                let tag = |part: String| match part.strip_prefix('-').map(str::trim) {
                    Some(tag) => (tag.to_owned(), false),
                    None => (part, true),
                };
                let tags: Vec<(String, bool)> =
                    parts.into_iter().map(tag).filter(|(tag, _)| !tag.is_empty()).collect();
                (!tags.is_empty()).then_some(Request::Do(Act::Tag(tags)))
            }
            (Purpose::Reason, Err(_)) => {
                self.warn("say why, in a few words");
                None
            }
            (Purpose::Note | Purpose::Tags, Err(_)) => {
                self.mode = Mode::Reading;
                None
            }
        }
    }

    fn pick(&mut self, key: KeyEvent) -> Option<Request> {
        let Mode::Picking(limits) = &mut self.mode else { return None };
        let by_word =
            key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::SHIFT | KeyModifiers::ALT);
        let step = if by_word { Step::Word } else { Step::Character };
        match key.code {
            KeyCode::Esc | KeyCode::Char('q') => self.mode = Mode::Reading,
            KeyCode::Left | KeyCode::Char('h') => limits.step(step, false),
            KeyCode::Right | KeyCode::Char('l') => limits.step(step, true),
            KeyCode::Char('b') => limits.step(Step::Word, false),
            KeyCode::Char('w') => limits.step(Step::Word, true),
            KeyCode::Tab => limits.turn(true),
            KeyCode::BackTab => limits.turn(false),
            KeyCode::Enter => {
                let picked = limits.picked();
                if picked.is_empty() {
                    self.warn("there are no words in it");
                    return None;
                }
                return Some(Request::Correct(Box::new(ClaimArgs { picked, ..ClaimArgs::default() })));
            }
            _ => {}
        }
        None
    }

    /// Whether a key scrolls.
    fn scrolled(&mut self, key: KeyEvent) -> bool {
        let page = self.view.room.saturating_sub(1).max(1);
        let to = match key.code {
            KeyCode::Up | KeyCode::Char('k') => self.scroll.saturating_sub(1),
            KeyCode::Down | KeyCode::Char('j') => self.scroll + 1,
            KeyCode::PageUp => self.scroll.saturating_sub(page),
            KeyCode::PageDown | KeyCode::Char(' ') => self.scroll + page,
            KeyCode::Home => 0,
            KeyCode::End => self.view.rows,
            _ => return false,
        };
        self.scroll = to.min(self.view.last());
        true
    }
}

impl Choice {
    /// The words, and the number of the one that holds now.
    pub fn words(self) -> (Vec<&'static str>, usize) {
        fn of<V: Vocabulary + PartialEq>(now: V) -> (Vec<&'static str>, usize) {
            let number = V::ALL.iter().position(|member| *member == now).unwrap_or_default();
            (V::ALL.iter().map(|member| member.as_str()).collect(), number)
        }
        match self {
            Choice::Form(form) => of(form),
            Choice::Hedge(hedge) => of(hedge),
            Choice::Stance(stance) => of(stance),
        }
    }

    fn take(self, key: KeyEvent) -> Option<Request> {
        let KeyCode::Char(digit) = key.code else { return None };
        let number = usize::try_from(digit.to_digit(10)?.checked_sub(1)?).ok()?;
        let blank = ClaimArgs::default();
        let args = match self {
            Choice::Form(_) => ClaimArgs { form: Some(*Form::ALL.get(number)?), ..blank },
            Choice::Hedge(_) => ClaimArgs { hedge: Some(*Hedge::ALL.get(number)?), ..blank },
            Choice::Stance(_) => ClaimArgs { stance: Some(*Stance::ALL.get(number)?), ..blank },
        };
        Some(Request::Correct(Box::new(args)))
    }
}

impl View {
    /// The first row that is seen when the last one is.
    pub fn last(self) -> usize {
        self.rows.saturating_sub(self.room)
    }
}

impl Tally {
    /// Counts a decision, or one that is taken back (`by` is 1 or -1).
    pub fn count(&mut self, status: Status, by: i64) {
        let counted = match status {
            Status::Accepted => &mut self.accepted,
            Status::Rejected => &mut self.rejected,
            Status::Corrected => &mut self.corrected,
            Status::Found | Status::Superseded => return,
        };
        *counted = counted.saturating_add_signed(by);
    }
}
