//! Keys, and what they make of the screen; the real terminal is in `tests/review_terminal.rs`.

use super::{
    draw::draw,
    look::Look,
    state::{Mode, Progress, Request, Shown, State},
};
use crate::{
    cli::{act::Act, claim_args::ClaimArgs},
    model::{
        Channel, Claim, ClaimRow, Decision, Digest, Document, Dossier, Form, Hedge, Noted, Origin, Relay,
        Slice, Stance, Status, claim_id, content_hash,
    },
    report,
};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::{Terminal, backend::TestBackend, style::Color};

const TEXT: &str = "Selon KCNA, Kim Jong-un a promis « une amitié longue » hier.";

fn slice(words: &str) -> Slice {
    let start = TEXT[..TEXT.find(words).expect("there")].chars().count();
    Slice { start, end: start + words.chars().count(), text: words.into() }
}

fn shown(status: Status) -> Shown {
    let claim = Claim {
        content: vec![slice("une amitié longue")],
        form: Form::Direct,
        speakers: vec!["Kim Jong-un".into()],
        named: true,
        mention: Some("Kim Jong-un".into()),
        source: vec![slice("Kim Jong-un")],
        cue: Some("a promis".into()),
        cue_at: vec![slice("a promis")],
        via: vec![Relay { name: "KCNA".into(), channel: Channel::ThirdParty }],
        hedge: Hedge::None,
        stance: Stance::Asserts,
        rule: "test".into(),
    };
    let document = Document { outlet: Some("Le Phare".into()), ..Document::new("a", Digest([1; 32])) };
    let row = ClaimRow {
        id: claim_id(&document.sha256, &claim),
        content_hash: content_hash(&claim),
        strength: claim.judgement().strength,
        claim,
        document,
        origin: Origin::Found,
        program: None,
        status,
    };
    let parts = report::parts(&row, Some(TEXT));
    let dossier = Dossier { row, decision: None, notes: Vec::new(), tags: Vec::new() };
    Shown { dossier, text: Some(TEXT.into()), parts }
}

fn state() -> State {
    let mut state = State::default();
    state.show(Some(shown(Status::Found)), Progress { number: 12, total: 1240, left: 0 });
    state
}

fn key(code: KeyCode) -> KeyEvent {
    KeyEvent::new(code, KeyModifiers::NONE)
}

/// Presses the keys of some letters; answers with what the last one asks for.
fn press(state: &mut State, keys: &str) -> Option<Request> {
    keys.chars().map(|c| state.press(key(KeyCode::Char(c)))).last().flatten()
}

fn enter(state: &mut State) -> Option<Request> {
    state.press(key(KeyCode::Enter))
}

fn corrects(request: Option<Request>, expected: ClaimArgs) {
    assert_eq!(request, Some(Request::Correct(Box::new(expected))));
}

/// The screen of so many columns and rows, without the spaces at the ends of rows.
fn screen(state: &State, columns: u16, rows: u16, colour: bool) -> (String, Vec<Color>) {
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a terminal");
    terminal
        .draw(|frame| {
            draw(frame, state, Look { colour });
        })
        .expect("drawn");
    let buffer = terminal.backend().buffer();
    let row = |y| (0..columns).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
    let colours = buffer.content().iter().map(|cell| cell.fg).collect();
    ((0..rows).map(row).collect::<Vec<_>>().join("\n"), colours)
}

#[test]
fn single_keys_ask_for_one_thing_each() {
    for (key, request) in [
        ("a", Request::Do(Act::Accept { reason: None })),
        ("s", Request::Forward),
        ("b", Request::Back),
        ("u", Request::Undo),
        ("q", Request::Leave),
    ] {
        assert_eq!(press(&mut state(), key), Some(request), "{key}");
    }
    assert_eq!(press(&mut state(), "x"), None);
    let control = |c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL);
    assert_eq!(state().press(control('a')), None, "not the same key");
    for mode in ["", "e", "es", "ec", "ef", "r", "?"] {
        let mut state = state();
        press(&mut state, mode);
        assert_eq!(state.press(control('c')), Some(Request::Leave), "{mode}");
    }
}

#[test]
fn a_reason_is_asked_for_and_remembered() {
    let mut state = state();
    assert_eq!(press(&mut state, "ra slip"), None);
    let rejected = Some(Request::Do(Act::Reject { reason: "a slip".into() }));
    assert_eq!(enter(&mut state), rejected);
    assert!(matches!(state.mode, Mode::Typing(_)), "until it is stored");
    state.show(Some(shown(Status::Found)), Progress::default());
    press(&mut state, "r");
    assert_eq!(enter(&mut state), None);
    assert!(state.message.as_ref().is_some_and(|message| message.bad));
    state.press(key(KeyCode::Up));
    assert_eq!(enter(&mut state), rejected);
}

#[test]
fn every_field_can_be_corrected() {
    let blank = ClaimArgs::default;
    let mut typed = state();
    press(&mut typed, "es; Ri Son");
    corrects(
        enter(&mut typed),
        ClaimArgs { speaker: vec!["Kim Jong-un".into(), "Ri Son".into()], ..blank() },
    );
    let mut cleared = state();
    press(&mut cleared, "es");
    cleared.press(KeyEvent::new(KeyCode::Char('u'), KeyModifiers::CONTROL));
    corrects(enter(&mut cleared), ClaimArgs { nobody: true, ..blank() });
    let mut relay = state();
    assert_eq!(press(&mut relay, "ev; A"), Some(Request::Names("A".into())));
    corrects(enter(&mut relay), ClaimArgs { via: vec!["KCNA".into(), "A".into()], ..blank() });
    corrects(press(&mut state(), "ef3"), ClaimArgs { form: Some(Form::Indirect), ..blank() });
    corrects(press(&mut state(), "eh2"), ClaimArgs { hedge: Some(Hedge::Conditional), ..blank() });
    corrects(press(&mut state(), "et2"), ClaimArgs { stance: Some(Stance::Denies), ..blank() });
    assert_eq!(press(&mut state(), "et9"), None);
    let mut picked = state();
    press(&mut picked, "ecb");
    corrects(enter(&mut picked), ClaimArgs { picked: vec![slice("une amitié")], ..blank() });
    let mut without = state();
    if let Some(shown) = &mut without.shown {
        shown.text = None;
    }
    press(&mut without, "ec");
    assert!(without.message.is_some() && matches!(without.mode, Mode::Reading));
}

#[test]
fn notes_and_tags_are_typed() {
    let mut note = state();
    press(&mut note, "n asked;  them ");
    assert_eq!(enter(&mut note), Some(Request::Do(Act::Note("asked; them".into()))));
    let mut tags = state();
    press(&mut tags, "tport; - old; -");
    let tagged = vec![("port".to_owned(), true), ("old".to_owned(), false)];
    assert_eq!(enter(&mut tags), Some(Request::Do(Act::Tag(tagged))));
    let mut empty = state();
    press(&mut empty, "n");
    assert_eq!(enter(&mut empty), None);
    assert!(matches!(empty.mode, Mode::Reading));
}

#[test]
fn what_is_decided_is_not_decided_again_and_behind_the_last_nothing_is() {
    for (status, keys) in [(Status::Accepted, "a"), (Status::Rejected, "r"), (Status::Superseded, "are")] {
        for c in keys.chars() {
            let mut state = state();
            state.show(Some(shown(status)), Progress::default());
            assert_eq!(press(&mut state, &c.to_string()), None);
            assert!(state.message.is_some() && matches!(state.mode, Mode::Reading), "{status} {c}");
        }
    }
    let mut ended = State::default();
    ended.show(None, Progress { number: 13, total: 12, left: 0 });
    for c in ["a", "r", "e", "n", "t", "s"] {
        assert_eq!(press(&mut ended, c), None);
        assert!(matches!(ended.mode, Mode::Reading));
    }
    assert_eq!(press(&mut ended, "b"), Some(Request::Back));
}

#[test]
fn pasted_words_are_no_keys() {
    let mut state = state();
    assert_eq!(state.paste("aaa"), None);
    press(&mut state, "n");
    state.paste("one\ntwo");
    assert_eq!(enter(&mut state), Some(Request::Do(Act::Note("one two".into()))));
}

#[test]
fn a_claim_on_the_screen() {
    let mut state = state();
    state.tally.accepted = 3;
    let id = state.shown.as_ref().map(|shown| format!("{:.8}", shown.dossier.row.id)).expect("shown");
    let (drawn, colours) = screen(&state, 72, 18, false);
    let expected = format!(
        "{id}  relayed                                12 of 1,240, 3 accepted
in the text
  Selon KCNA, Kim Jong-un a promis « ⟦une amitié longue⟧ » hier.
chain
  Kim Jong-un  speaker
  └─▶ KCNA  relay, third party
      └─▶ Le Phare  outlet
strength
  relayed: quoted words, second hand or from an unnamed speaker
  • all of the words are quoted
  • the speaker is named: Kim Jong-un
  • KCNA passes the words on as a third party
reading
  mention: Kim Jong-un (12–23)
  cue: a promis (24–32)
  form: direct
── ↓ more ──────────────────────────────────────────────────────────────
a accept r reject e edit s skip b back u undo n note t tag ? help q quit"
    );
    assert_eq!(drawn, expected);
    assert!(colours.iter().all(|colour| *colour == Color::Reset));
    let (coloured, colours) = screen(&state, 72, 18, true);
    assert!(!coloured.contains('⟦') && colours.contains(&Color::Cyan));
}

#[test]
fn what_others_made_of_it_is_shown() {
    let mut state = state();
    let mut claim = shown(Status::Rejected);
    let time = chrono::DateTime::UNIX_EPOCH;
    claim.dossier.decision = Some(Decision {
        entry: 7,
        actor: "Ben\u{1b}[2J".into(),
        time,
        reason: Some("a title".into()),
        successor: None,
    });
    claim.dossier.notes = vec![Noted { actor: "Zoé".into(), time, text: "asked\nthem".into() }];
    claim.dossier.tags = vec!["port".into(), "été".into()];
    state.show(Some(claim), Progress::default());
    let (drawn, _) = screen(&state, 80, 40, false);
    for text in [
        "rejected by Ben␛[2J, 1970-01-01 00:00 UTC: a title",
        "  • asked them (Zoé, 1970-01-01 00:00 UTC)",
        "  port; été",
    ] {
        assert!(drawn.contains(text), "{text}\n{drawn}");
    }
}

#[test]
fn every_mode_fits_every_terminal() {
    for keys in ["", "e", "es; Ri", "ec", "ef", "r", "n", "t", "?"] {
        let mut state = state();
        press(&mut state, keys);
        state.suggest(vec!["Kim Jong-un".into(), "日本語".into()]);
        state.warn("something that is too long for one row of a narrow terminal");
        for columns in [1, 2, 5, 9, 20, 40, 200] {
            for rows in [1, 2, 3, 5, 10, 50] {
                screen(&state, columns, rows, columns % 2 == 0);
            }
        }
        let (drawn, _) = screen(&state, 40, 10, false);
        assert!(drawn.contains("something that is too long"), "{keys}\n{drawn}");
    }
    let (drawn, _) = screen(&state(), 40, 10, false);
    assert!(drawn.contains("⟦une amitié longue⟧") && drawn.ends_with("? help q quit"), "{drawn}");
}

#[test]
fn scrolling_stays_within_the_sheet() {
    let mut state = state();
    let mut terminal = Terminal::new(TestBackend::new(40, 10)).expect("a terminal");
    let mut drawn = |state: &mut State| {
        let mut view = None;
        terminal.draw(|frame| view = Some(draw(frame, state, Look { colour: true }))).expect("drawn");
        state.drawn(view.expect("drawn"));
    };
    drawn(&mut state);
    state.press(key(KeyCode::PageUp));
    assert_eq!(state.scroll, 0);
    state.press(key(KeyCode::End));
    let last = state.scroll;
    assert!(last > 0);
    state.press(key(KeyCode::PageDown));
    assert_eq!(state.scroll, last);
    drawn(&mut state);
    state.press(key(KeyCode::Home));
    assert_eq!(state.scroll, 0);
}
