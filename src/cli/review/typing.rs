//! A line that is being typed, with names that may be meant.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tui_input::{Input, InputRequest};

/// What parts several names, or several tags.
const SEPARATOR: char = ';';

/// What a line is typed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Why a claim is rejected.
    Reason,
    /// Who said it.
    Speakers,
    /// Who passed it on.
    Via,
    /// A note.
    Note,
    /// Tags to put on, or with a minus before them to take off.
    Tags,
}

/// The line.
#[derive(Debug, Clone)]
pub struct Typing {
    /// What for.
    pub purpose: Purpose,
    /// The line, with its cursor.
    pub input: Input,
    /// Names that may be meant, best first.
    pub names: Vec<String>,
    /// Which of them stands in the line.
    pub chosen: Option<usize>,
    /// Of speakers: whether they are anonymous ("a police source").
    pub unnamed: bool,
}

/// What a key does to a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// Nothing that matters to others.
    Moved,
    /// Names that begin so may be meant now.
    Begun(String),
    /// It is finished.
    Entered,
    /// What was typed there the last time is wanted again.
    Recalled,
    /// It is given up.
    Left,
}

impl Typing {
    /// A line that begins with something.
    pub fn new(purpose: Purpose, text: String) -> Self {
        Typing { purpose, input: Input::new(text), names: Vec::new(), chosen: None, unnamed: false }
    }

    /// Takes a key.
    pub fn press(&mut self, key: KeyEvent) -> Typed {
        match key.code {
            KeyCode::Enter => return Typed::Entered,
            KeyCode::Esc => return Typed::Left,
            KeyCode::Up if self.purpose == Purpose::Reason => return Typed::Recalled,
            KeyCode::Tab | KeyCode::Down => {
                self.choose(true);
                return Typed::Moved;
            }
            KeyCode::BackTab | KeyCode::Up => {
                self.choose(false);
                return Typed::Moved;
            }
            KeyCode::Char('n') if key.modifiers == KeyModifiers::CONTROL => {
                self.unnamed ^= self.purpose == Purpose::Speakers;
                return Typed::Moved;
            }
            _ => {}
        }
        let changed = request(key).and_then(|request| self.input.handle(request));
        self.begun(changed.is_some())
    }

    /// Takes words from the clipboard.
    pub fn paste(&mut self, text: &str) -> Typed {
        for c in text.chars().map(|c| if c.is_control() { ' ' } else { c }) {
            self.input.handle(InputRequest::InsertChar(c));
        }
        self.begun(true)
    }

    /// What was typed, in its parts.
    pub fn parts(&self) -> Vec<String> {
        let part = |part: &str| part.split_whitespace().collect::<Vec<_>>().join(" ");
        self.input.value().split(SEPARATOR).map(part).filter(|part| !part.is_empty()).collect()
    }

    /// Joins names or tags as they are typed.
    pub fn joined<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
        parts.into_iter().collect::<Vec<_>>().join("; ")
    }

    fn begun(&mut self, changed: bool) -> Typed {
        let of_names = matches!(self.purpose, Purpose::Speakers | Purpose::Via);
        if !changed || !of_names {
            return Typed::Moved;
        }
        (self.names, self.chosen) = (Vec::new(), None);
        Typed::Begun(self.current().1.to_owned())
    }

    /// Puts the next or the previous name in the place of what is typed.
    fn choose(&mut self, forward: bool) {
        let all = self.names.len();
        let next = match (self.chosen, forward) {
            _ if all == 0 => return,
            (None, true) => 0,
            (None, false) => all - 1,
            (Some(chosen), true) => (chosen + 1) % all,
            (Some(chosen), false) => (chosen + all - 1) % all,
        };
        self.chosen = Some(next);
        let (before, _, after) = self.current();
        let space = if before.is_empty() { "" } else { " " };
        let start = format!("{before}{space}{}", self.names[next]);
        let cursor = start.chars().count();
        self.input = Input::new(format!("{start}{after}")).with_cursor(cursor);
    }

    /// What stands before the part with the cursor, that part, and what comes after.
    fn current(&self) -> (&str, &str, &str) {
        let value = self.input.value();
        let cursor = value.char_indices().nth(self.input.cursor()).map_or(value.len(), |(byte, _)| byte);
        let start = value[..cursor].rfind(SEPARATOR).map_or(0, |at| at + SEPARATOR.len_utf8());
        let end = value[cursor..].find(SEPARATOR).map_or(value.len(), |at| cursor + at);
        (&value[..start], value[start..end].trim(), &value[end..])
    }
}

/// What a key asks of the line, by the habits of a shell.
fn request(key: KeyEvent) -> Option<InputRequest> {
    use InputRequest::*;
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    Some(match key.code {
        KeyCode::Backspace if alt || control => DeletePrevWord,
        KeyCode::Backspace => DeletePrevChar,
        KeyCode::Delete => DeleteNextChar,
        KeyCode::Left if alt || control => GoToPrevWord,
        KeyCode::Right if alt || control => GoToNextWord,
        KeyCode::Left => GoToPrevChar,
        KeyCode::Right => GoToNextChar,
        KeyCode::Home => GoToStart,
        KeyCode::End => GoToEnd,
        KeyCode::Char(c) if control && !alt => match c {
            'a' => GoToStart,
            'e' => GoToEnd,
            'b' => GoToPrevChar,
            'f' => GoToNextChar,
            'h' => DeletePrevChar,
            'k' => DeleteTillEnd,
            'u' => DeleteLine,
            'w' => DeletePrevWord,
            'y' => Yank,
            _ => return None,
        },
        KeyCode::Char('b') if alt && !control => GoToPrevWord,
        KeyCode::Char('f') if alt && !control => GoToNextWord,
        // AltGr arrives as both.
        KeyCode::Char(c) if alt == control => InsertChar(c),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: KeyCode) -> KeyEvent {
        KeyEvent::new(code, KeyModifiers::NONE)
    }

    fn typed(typing: &mut Typing, text: &str) -> Typed {
        text.chars().map(|c| typing.press(key(KeyCode::Char(c)))).last().expect("something")
    }

    #[test]
    fn a_name_is_completed_within_its_part() {
        let mut typing = Typing::new(Purpose::Speakers, "Anna Weil".into());
        assert_eq!(typed(&mut typing, "; vla pou"), Typed::Begun("vla pou".into()));
        typing.names = vec!["Vladimir Poutine".into(), "Vlad Poulain".into()];
        typing.press(key(KeyCode::Tab));
        assert_eq!(typing.parts(), ["Anna Weil", "Vladimir Poutine"]);
        typing.press(key(KeyCode::Tab));
        assert_eq!(typing.parts(), ["Anna Weil", "Vlad Poulain"]);
        typing.press(key(KeyCode::BackTab));
        assert_eq!(typing.input.value(), "Anna Weil; Vladimir Poutine");
        typing.press(key(KeyCode::Home));
        assert_eq!(typed(&mut typing, "x"), Typed::Begun("xAnna Weil".into()));
    }

    #[test]
    fn what_is_pasted_is_one_line() {
        let mut typing = Typing::new(Purpose::Note, String::new());
        typing.paste("asked\r\nthe\u{1b}[2J ministry");
        assert_eq!(typing.parts(), ["asked the [2J ministry"]);
        assert_eq!(typing.press(key(KeyCode::Enter)), Typed::Entered);
    }

    #[test]
    fn keys_of_a_shell() {
        let mut typing = Typing::new(Purpose::Note, "un deux".into());
        let control = |c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL);
        typing.press(control('w'));
        assert_eq!(typing.input.value(), "un ");
        typing.press(control('u'));
        assert_eq!(typing.input.value(), "");
        assert_eq!(typing.press(control('z')), Typed::Moved);
    }
}
