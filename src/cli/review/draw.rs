//! Draws the screen: how far the session is, the claim, what the keys do.

use super::{
    flow::{Piece, flow},
    help,
    look::Look,
    picker, sheet,
    state::{Choice, Mode, Progress, State, Tally, View},
    typing::{Purpose, Typing},
};
use crate::report::{count, number, one_line};
use ratatui::{
    Frame,
    layout::{Constraint, Layout, Position, Rect},
    style::Style,
    text::{Line, Span},
    widgets::Paragraph,
};
use unicode_width::UnicodeWidthStr;

/// Draws everything; answers with how much of it there was room for.
pub fn draw(frame: &mut Frame<'_>, state: &State, look: Look) -> View {
    let area = frame.area();
    if area.is_empty() {
        return View::default();
    }
    let header = header(state, area.width, look);
    let footer = footer(state, area.width, look);
    let length = |rows: &[Line<'_>]| u16::try_from(rows.len()).unwrap_or(u16::MAX);
    let [above, middle, rule, below] = Layout::vertical([
        Constraint::Length(length(&header)),
        Constraint::Fill(1),
        Constraint::Length(1),
        Constraint::Length(length(&footer.rows)),
    ])
    .areas(area);
    let (rows, focus) = body(state, middle.width, look);
    let view = View { rows: rows.len(), room: usize::from(middle.height) };
    let (last, room) = (view.last(), view.room);
    // What is being moved stays in the middle.
    let first = focus.map_or(state.scroll, |row| row.saturating_sub(room / 2)).min(last);
    let visible: Vec<Line<'_>> = rows.into_iter().skip(first).take(room).collect();
    frame.render_widget(Paragraph::new(header), above);
    frame.render_widget(Paragraph::new(visible), middle);
    frame.render_widget(Paragraph::new(ruler(first, last, rule.width, look)), rule);
    frame.render_widget(Paragraph::new(footer.rows), below);
    if let (Some((typing, label)), Some(row)) = (&footer.typing, footer.input) {
        draw_input(frame, typing, label, Rect { y: below.y + row, height: 1, ..below }.intersection(below));
    }
    view
}

/// The progress, and which claim it is: in one row where there is room.
fn header(state: &State, columns: u16, look: Look) -> Vec<Line<'static>> {
    let progress = progress(state.progress, state.tally, state.shown.is_none());
    let Some(shown) = &state.shown else { return vec![Line::styled(progress, look.bold())] };
    let row = &shown.dossier.row;
    let id = format!("{:.8}", row.id);
    let strength = row.strength.to_string();
    let used = id.width() + strength.width() + progress.width() + 4;
    let claim = vec![
        Span::styled(id, look.bold()),
        Span::raw("  "),
        Span::styled(strength, look.strength(row.strength)),
    ];
    let progress = Span::styled(progress, look.faint());
    if used <= usize::from(columns) {
        let gap = Span::raw(" ".repeat(usize::from(columns) - used + 2));
        return vec![Line::from([claim, vec![gap, progress]].concat())];
    }
    vec![Line::from(progress), Line::from(claim)]
}

fn progress(progress: Progress, tally: Tally, ended: bool) -> String {
    let counted =
        [(tally.accepted, "accepted"), (tally.rejected, "rejected"), (tally.corrected, "corrected")];
    let decided = counted.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!(", {} {what}", number(*n)));
    let place = match ended {
        true => format!("{} of {}", number(progress.number - 1), number(progress.number - 1)),
        false => format!("{} of {}", number(progress.number), number(progress.total)),
    };
    place + &decided.collect::<String>()
}

/// The rows between head and foot, and the one that must be seen.
fn body(state: &State, columns: u16, look: Look) -> (Vec<Line<'static>>, Option<usize>) {
    let shown = match (&state.mode, &state.shown) {
        (Mode::Help, _) => return (keys(columns, look), None),
        (_, None) => return (end(state.progress, columns), None),
        (_, Some(shown)) => shown,
    };
    if let Mode::Picking(limits) = &state.mode {
        let (flow, row) = picker::rows(limits, shown.dossier.row.strength, columns, look);
        return (flow.rows, Some(row));
    }
    (sheet::rows(shown, columns, look), None)
}

fn keys(columns: u16, look: Look) -> Vec<Line<'static>> {
    let widest = help::KEYS.iter().map(|(key, _)| key.width()).max().unwrap_or_default() + 2;
    let row = |(key, what): &(&str, &str)| {
        let padded = format!("{key}{}", " ".repeat(widest.saturating_sub(key.width())));
        if widest * 2 <= usize::from(columns) {
            flow(&[Piece::new(*what, Style::new())], columns, &padded).rows
        } else {
            let pieces = [Piece::new(format!("{key}  "), look.bold()), Piece::new(*what, Style::new())];
            flow(&pieces, columns, "").rows
        }
    };
    help::KEYS.iter().flat_map(row).collect()
}

/// What is said behind the last claim.
fn end(progress: Progress, columns: u16) -> Vec<Line<'static>> {
    let said = match progress.left {
        0 => "All is reviewed.".to_owned(),
        left => format!("That was the last. {} still to review.", count(left, "claim")),
    };
    flow(&[Piece::new(said, Style::new())], columns, "").rows
}

/// The line between the claim and the keys, which says whether there is more to see.
fn ruler(first: usize, last: usize, columns: u16, look: Look) -> Line<'static> {
    let more = match (first > 0, first < last) {
        (false, false) => "",
        (false, true) => " ↓ more ",
        (true, false) => " ↑ more ",
        (true, true) => " ↑↓ more ",
    };
    let rest = usize::from(columns).saturating_sub(more.width() + 2);
    Line::styled(format!("──{more}{}", "─".repeat(rest)), look.faint())
}

/// What stands below the claim.
struct Footer<'a> {
    rows: Vec<Line<'a>>,
    /// The line that is typed, and what stands before it.
    typing: Option<(&'a Typing, &'static str)>,
    /// The row that it is typed in.
    input: Option<u16>,
}

fn footer(state: &State, columns: u16, look: Look) -> Footer<'_> {
    let mut rows: Vec<Line<'_>> = Vec::new();
    if let Some(message) = &state.message {
        let style = if message.bad { look.bad() } else { look.bold() };
        rows.extend(flow(&[Piece::new(one_line(&message.text), style)], columns, "").rows);
    }
    let (mut typing, mut input) = (None, None);
    let hints: &[(&str, &str)] = match &state.mode {
        Mode::Reading if state.shown.is_none() => {
            &[("b", "back"), ("u", "undo"), ("?", "help"), ("q", "quit")]
        }
        Mode::Reading => READING,
        Mode::Fields => &[
            ("s", "speaker"),
            ("v", "via"),
            ("c", "content"),
            ("f", "form"),
            ("h", "hedge"),
            ("t", "stance"),
            ("Esc", "leave"),
        ],
        Mode::Choosing(choice) => {
            rows.push(choices(*choice, look));
            &[("Esc", "leave")]
        }
        Mode::Picking(_) => {
            &[("Tab", "switch"), ("←→", "character"), ("b w", "word"), ("Enter", "store"), ("Esc", "leave")]
        }
        Mode::Help => &[("↑↓", "scroll"), ("any key", "back")],
        Mode::Typing(line) => {
            if !line.names.is_empty() {
                rows.push(names(line, look));
            }
            let label = label(line);
            input = u16::try_from(rows.len()).ok();
            rows.push(Line::styled(label, look.bold()));
            typing = Some((line, label));
            match line.purpose {
                Purpose::Speakers => &[
                    ("Enter", "store"),
                    ("Esc", "leave"),
                    ("Tab", "complete"),
                    (";", "another"),
                    ("^N", "named or not"),
                    ("^U", "clear"),
                ],
                Purpose::Via => &[
                    ("Enter", "store"),
                    ("Esc", "leave"),
                    ("Tab", "complete"),
                    (";", "another"),
                    ("^U", "clear"),
                ],
                Purpose::Reason => &[("Enter", "store"), ("Esc", "leave"), ("↑", "last reason")],
                Purpose::Tags => {
                    &[("Enter", "store"), ("Esc", "leave"), (";", "another"), ("-tag", "takes it off")]
                }
                Purpose::Note => &[("Enter", "store"), ("Esc", "leave")],
            }
        }
    };
    rows.push(hint(hints, columns, look));
    Footer { rows, typing, input }
}

/// The keys of a claim; the last two stay in the narrowest terminal.
const READING: &[(&str, &str)] = &[
    ("a", "accept"),
    ("r", "reject"),
    ("e", "edit"),
    ("s", "skip"),
    ("b", "back"),
    ("u", "undo"),
    ("n", "note"),
    ("t", "tag"),
    ("?", "help"),
    ("q", "quit"),
];

/// As many keys as there is room for, the last two in any case; closer together where that helps.
fn hint(keys: &[(&'static str, &'static str)], columns: u16, look: Look) -> Line<'static> {
    let columns = usize::from(columns);
    let wide = |gap: usize| move |(key, what): &(&str, &str)| key.width() + 1 + what.width() + gap;
    let gap = if keys.iter().map(wide(2)).sum::<usize>() <= columns + 2 { 2 } else { 1 };
    let (first, last) = keys.split_at(keys.len().saturating_sub(2));
    let mut room = (columns + gap).saturating_sub(last.iter().map(wide(gap)).sum());
    let mut shown: Vec<&(&'static str, &'static str)> = Vec::new();
    for key in first {
        let Some(rest) = room.checked_sub(wide(gap)(key)) else { break };
        room = rest;
        shown.push(key);
    }
    shown.extend(last);
    let spans = shown.into_iter().flat_map(|(key, what)| {
        [Span::styled(*key, look.bold()), Span::styled(format!(" {what}{}", " ".repeat(gap)), look.faint())]
    });
    Line::from(spans.collect::<Vec<_>>())
}

fn choices(choice: Choice, look: Look) -> Line<'static> {
    let (words, now) = choice.words();
    let spans = words.into_iter().enumerate().flat_map(|(number, word)| {
        let style = if number == now { look.held() } else { Style::new() };
        [Span::styled(format!("{} ", number + 1), look.bold()), Span::styled(word, style), Span::raw("  ")]
    });
    Line::from(spans.collect::<Vec<_>>())
}

fn names<'a>(typing: &'a Typing, look: Look) -> Line<'a> {
    let spans = typing.names.iter().enumerate().flat_map(|(number, name)| {
        let style = if typing.chosen == Some(number) { look.held() } else { Style::new() };
        [Span::styled(one_line(name), style), Span::raw("  ")]
    });
    Line::from(spans.collect::<Vec<_>>())
}

fn label(typing: &Typing) -> &'static str {
    match (typing.purpose, typing.unnamed) {
        (Purpose::Speakers, false) => "speaker: ",
        (Purpose::Speakers, true) => "speaker (anonymous): ",
        (Purpose::Via, _) => "via: ",
        (Purpose::Reason, _) => "why: ",
        (Purpose::Note, _) => "note: ",
        (Purpose::Tags, _) => "tags: ",
    }
}

/// The line behind its label, moved so that the cursor is seen.
fn draw_input(frame: &mut Frame<'_>, typing: &Typing, label: &str, area: Rect) {
    let label = u16::try_from(label.width()).unwrap_or(u16::MAX).min(area.width / 2);
    let area = Rect { x: area.x + label, width: area.width - label, ..area };
    if area.is_empty() {
        return;
    }
    let hidden = typing.input.visual_scroll(usize::from(area.width.saturating_sub(1)));
    let hidden = u16::try_from(hidden).unwrap_or(u16::MAX);
    frame.render_widget(Paragraph::new(typing.input.value()).scroll((0, hidden)), area);
    let cursor = u16::try_from(typing.input.visual_cursor()).unwrap_or(u16::MAX).saturating_sub(hidden);
    frame.set_cursor_position(Position::new(area.x + cursor.min(area.width - 1), area.y));
}
