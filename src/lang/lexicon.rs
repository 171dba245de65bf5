//! The lexicon of a language: every known form, and what it can be.

use super::{Frames, Tags};
use rustc_hash::FxHashMap;

/// What a form can be.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// Its classes.
    pub tags: Tags,
    /// Whether it can be masculine, feminine.
    pub gender: (bool, bool),
    /// Whether it can be singular, plural.
    pub number: (bool, bool),
    /// The verb forms it can be.
    pub verbs: Vec<VerbForm>,
    /// Numbers of the attributing phrases that begin with it, in [`super::Phrases::according`].
    pub phrases: Vec<u16>,
    /// For a noun that reports ("claim", "promesse"), its number in [`Lexicon::nouns`].
    pub noun: Option<u16>,
}

impl Entry {
    /// Whether it has one of these classes.
    pub fn is(&self, tags: Tags) -> bool {
        self.tags.any(tags)
    }

    /// The first verb form of a mood.
    pub fn verb(&self, mood: impl Fn(Mood) -> bool) -> Option<&VerbForm> {
        self.verbs.iter().find(|v| mood(v.mood))
    }
}

/// One form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VerbForm {
    /// Number of the verb in [`Lexicon::verbs`].
    pub verb: u16,
    /// Mood and tense.
    pub mood: Mood,
    /// Persons it can be.
    pub persons: Persons,
}

/// Mood and tense, as far as reports need them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mood {
    /// "dire"
    Infinitive,
    /// "dit"
    Present,
    /// "disait"
    Imperfect,
    /// "dira"
    Future,
    /// "dirait"
    Conditional,
    /// "dit", "affirma"
    Past,
    /// "dise"
    Subjunctive,
    /// "disant"
    Gerund,
    /// "dit", "dite"
    Participle,
}

impl Mood {
    /// Whether a form of it heads a clause.
    pub fn is_finite(self) -> bool {
        !matches!(self, Mood::Infinitive | Mood::Gerund | Mood::Participle)
    }
}

/// A set of grammatical persons.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Persons(pub u8);

impl Persons {
    /// First and second, singular and plural.
    pub const SPEAKER: Persons = Persons(0b011_011);
    /// Third singular.
    pub const THIRD_SINGULAR: Persons = Persons(0b000_100);
    /// Third plural.
    pub const THIRD_PLURAL: Persons = Persons(0b100_000);

    /// Whether a third person is among them.
    pub fn third(self) -> bool {
        self.0 & 0b100_100 != 0
    }

    /// Whether a third person plural is among them.
    pub fn third_plural(self) -> bool {
        self.0 & 0b100_000 != 0
    }

    /// Whether it can only be plural.
    pub fn only_plural(self) -> bool {
        self.0 & 0b000_111 == 0 && self.0 != 0
    }
}

/// A verb and its uses.
#[derive(Debug, Clone, Default)]
pub struct Verb {
    /// The infinitive.
    pub lemma: String,
    /// Its uses, the longest locution first.
    pub variants: Vec<Variant>,
    /// The classes in which it is listed by its infinitive.
    pub tags: Tags,
    /// What it helps other verbs to say.
    pub auxiliary: Option<Auxiliary>,
}

impl Verb {
    /// Whether it is of one of these classes.
    pub fn is(&self, tags: Tags) -> bool {
        self.tags.any(tags)
    }
}

/// A verb that others lean on, by the form that follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Auxiliary {
    /// Of the perfect: a participle follows.
    Have,
    /// Of the passive, and of the progressive: a participle or a gerund follows.
    Be,
    /// Of questions, negations, possibility and future: a bare infinitive follows.
    Modal,
}

/// One use of a verb.
#[derive(Debug, Clone, Default)]
pub struct Variant {
    /// Whether it needs the reflexive clitic.
    pub reflexive: bool,
    /// The words that follow the verb in the locution ("savoir" in "faire savoir").
    pub words: Vec<String>,
    /// Its frames.
    pub frames: Frames,
}

/// Every form of a language.
#[derive(Debug, Default)]
pub struct Lexicon {
    entries: FxHashMap<Box<str>, Entry>,
    /// The verbs.
    pub verbs: Vec<Verb>,
    /// What stands beside the nouns that report.
    pub nouns: Vec<Frames>,
}

impl Lexicon {
    /// Looks up a form in lower case, with `'` for every apostrophe.
    pub fn get(&self, lower: &str) -> Option<&Entry> {
        self.entries.get(lower)
    }

    /// The entry of a form, made where there is none.
    pub fn entry(&mut self, form: &str) -> &mut Entry {
        self.entries.entry(form.into()).or_default()
    }

    /// Adds a verb form.
    pub fn add_verb_form(&mut self, form: &str, verb: u16, mood: Mood, persons: Persons) {
        let forms = &mut self.entry(form).verbs;
        match forms.iter_mut().find(|f| f.verb == verb && f.mood == mood) {
            Some(known) => known.persons.0 |= persons.0,
            None => forms.push(VerbForm { verb, mood, persons }),
        }
    }

    /// Adds a noun that reports, in all its forms.
    pub fn add_noun(&mut self, forms: &[String], frames: Frames) {
        let number = self.nouns.len() as u16;
        self.nouns.push(frames);
        for form in forms {
            self.entry(form).noun = Some(number);
        }
    }

    /// The number of the verb with this infinitive, made where there is none.
    pub fn verb_number(&mut self, lemma: &str) -> (u16, bool) {
        match self.verbs.iter().position(|v| v.lemma == lemma) {
            Some(number) => (number as u16, false),
            None => {
                self.verbs.push(Verb { lemma: lemma.to_owned(), ..Verb::default() });
                ((self.verbs.len() - 1) as u16, true)
            }
        }
    }
}
