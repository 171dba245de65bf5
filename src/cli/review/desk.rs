//! Does what the keys ask for: brings claims out of the base, and stores every decision at once.

use super::{
    queue::Queue,
    state::{Progress, Request, Shown, State, Tally},
};
use crate::{
    cli::{
        act::Act,
        claim_args::ClaimArgs,
        error::{CliError, Result},
        versions,
    },
    model::{Capture, Digest, Filter, Operation, Status, claim_id},
    report,
    store::{Entry, Store, StoreError},
};
use std::rc::Rc;

/// How many claims are looked up at once: little to wait for in any base.
const PAGE: u64 = 64;

/// How many names are suggested.
const NAMES: usize = 6;

/// The base, and where in it a session is.
#[derive(Debug)]
pub struct Desk {
    store: Store,
    filter: Filter,
    /// How many claims there were to go through at the beginning.
    total: u64,
    queue: Queue,
    done: Vec<Done>,
    /// The text of the last document: claims of one document follow one another.
    text: Option<(Digest, Option<Rc<str>>)>,
}

/// Something that was done, so that it can be taken back.
#[derive(Debug)]
struct Done {
    /// Where in the queue.
    at: usize,
    /// The claim that was there before.
    claim: Digest,
    /// The log's entry; `None` for what cannot be taken back.
    entry: Option<u64>,
    /// What the tally counted.
    status: Option<Status>,
}

impl Desk {
    /// Sits down before the claims of a filter, of which there are so many.
    pub fn new(store: Store, filter: Filter, total: u64) -> Self {
        let filter = Filter { limit: Some(PAGE), ..filter };
        Desk { store, filter, total, queue: Queue::default(), done: Vec::new(), text: None }
    }

    /// Does what was asked for; whether the session goes on.
    ///
    /// # Errors
    /// Where the base cannot be read. What cannot be stored is said on the screen.
    pub fn carry_out(&mut self, request: Request, state: &mut State) -> Result<bool> {
        match request {
            Request::Leave => return Ok(false),
            Request::Names(typed) => state.suggest(self.store.names_like(&typed, NAMES)?),
            Request::Forward => {
                self.queue.forward();
                self.show(state)?;
            }
            Request::Back => match self.queue.back() {
                true => self.show(state)?,
                false => state.tell("this is the first"),
            },
            Request::Do(act) => self.act(&act, state)?,
            Request::Correct(fields) => self.correct(&fields, state)?,
            Request::Undo => self.undo(state)?,
        }
        Ok(true)
    }

    /// Puts the current claim on the screen.
    ///
    /// # Errors
    /// Where the base cannot be read.
    pub fn show(&mut self, state: &mut State) -> Result<()> {
        while let Some(last) = self.queue.wants() {
            self.queue.extend(self.store.claim_ids(&self.filter, last.as_ref())?);
        }
        let number = self.queue.at() as u64 + 1;
        let mut progress = Progress { number, total: self.total.max(number), left: 0 };
        let Some(id) = self.queue.current() else {
            progress.left = self.left()?;
            state.show(None, progress);
            return Ok(());
        };
        let dossier = self.store.dossier(&id)?;
        let text = self.text(&dossier.row.document.sha256)?;
        let parts = report::parts(&dossier.row, text.as_deref());
        state.show(Some(Shown { dossier, text, parts }), progress);
        Ok(())
    }

    /// How many claims of the filter nobody has reviewed.
    fn left(&self) -> Result<u64> {
        let filter = Filter { status: vec![Status::Found], limit: None, ..self.filter.clone() };
        Ok(self.store.counts(&filter)?.total())
    }

    fn text(&mut self, document: &Digest) -> Result<Option<Rc<str>>> {
        if let Some((last, text)) = &self.text
            && last == document
        {
            return Ok(text.clone());
        }
        let capture = self.store.capture(document)?;
        let text = capture.map(|Capture { text, .. }| Rc::from(text));
        self.text = Some((*document, text.clone()));
        Ok(text)
    }

    fn act(&mut self, act: &Act, state: &mut State) -> Result<()> {
        let Some(Shown { dossier, .. }) = &state.shown else { return Ok(()) };
        let (id, seen) = (dossier.row.id, [dossier.seen()]);
        let (status, said) = match act {
            Act::Accept { .. } => (Some(Status::Accepted), "accepted"),
            Act::Reject { .. } => (Some(Status::Rejected), "rejected"),
            Act::Note(_) => (None, "noted"),
            Act::Tag(_) => (None, "tagged"),
        };
        // Notes and tags stand beside whatever others decide.
        let seen = if status.is_some() { &seen[..] } else { &[] };
        let entry = match self.store.decide_seen(seen, act.operation(), &act.change(&[id])) {
            Ok(entry) => entry.filter(|_| !matches!(act, Act::Note(_))),
            Err(error) => return self.not_stored(error, state),
        };
        self.did(Done { at: self.queue.at(), claim: id, entry, status }, &mut state.tally);
        if status.is_some() {
            self.queue.forward();
        }
        self.show(state)?;
        state.tell(format!("{id:.8} {said}"));
        Ok(())
    }

    fn correct(&mut self, fields: &ClaimArgs, state: &mut State) -> Result<()> {
        let Some(Shown { dossier, text, .. }) = &state.shown else { return Ok(()) };
        let row = &dossier.row;
        let claim = match fields.corrected(row, text.as_deref(), &self.store.registry()?) {
            Ok(claim) => claim,
            Err(error) => {
                state.warn(error.messages.join("; "));
                return Ok(());
            }
        };
        if claim_id(&row.document.sha256, &claim) == row.id {
            self.show(state)?;
            state.tell("that is what it says already");
            return Ok(());
        }
        let (id, seen, document) = (row.id, dossier.seen(), row.document.sha256);
        let entry = Entry { document, claim, replaces: Some(id), reason: None };
        let (entry, ids) = match self.store.enter_seen(&[seen], Operation::Edit, &[entry]) {
            Ok(entered) => entered,
            Err(error) => return self.not_stored(error, state),
        };
        let at = self.queue.at();
        self.did(Done { at, claim: id, entry, status: Some(Status::Corrected) }, &mut state.tally);
        let now = ids.first().copied().unwrap_or(id);
        self.queue.put(at, now);
        let caught_up = versions::catch_up_with(&mut self.store, [document]);
        self.show(state)?;
        match caught_up {
            Ok(()) => state.tell(format!("{id:.8} corrected: it is now {now:.8}; s goes on")),
            Err(error) => {
                let why = error.messages.join("; ");
                state.warn(format!("{id:.8} corrected, but not sought in later versions: {why}"));
            }
        }
        Ok(())
    }

    fn did(&mut self, done: Done, tally: &mut Tally) {
        if let Some(status) = done.status {
            tally.count(status, 1);
        }
        self.done.push(done);
    }

    fn undo(&mut self, state: &mut State) -> Result<()> {
        let Some(done) = self.done.pop() else {
            state.tell("nothing was decided in this session that could be taken back");
            return Ok(());
        };
        let Some(entry) = done.entry else {
            state.tell("a note stays; u again takes back what came before it");
            return Ok(());
        };
        match self.store.undo(entry) {
            Ok(()) => {}
            Err(error @ StoreError::NotUndone { .. }) => {
                state.warn(error.to_string());
                return Ok(());
            }
            Err(error) => {
                self.done.push(done);
                return self.not_stored(error, state);
            }
        }
        if let Some(status) = done.status {
            state.tally.count(status, -1);
        }
        self.queue.put(done.at, done.claim);
        self.show(state)?;
        state.tell(format!("{:.8} is as it was before", done.claim));
        Ok(())
    }

    /// Says why something was not stored; where somebody else was faster, with what they decided.
    fn not_stored(&mut self, error: StoreError, state: &mut State) -> Result<()> {
        if matches!(error, StoreError::DecidedMeanwhile { .. }) {
            self.show(state)?;
            state.warn("not stored: somebody else decided meanwhile, see above; the same key again decides");
        } else {
            state.warn(format!("not stored: {}", CliError::from(error).messages.join("; ")));
        }
        Ok(())
    }
}
