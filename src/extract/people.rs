//! The people whom a text names: their full names, their gender, and the offices by which the
//! text introduces them.

use super::{
    analysis::Analysis,
    names::{self, Name},
    noun_phrase,
};
use crate::{
    lang::Tags,
    model::{EntityKind, fold_name},
    text::Kind,
};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Somebody whom the text names.
#[derive(Debug, Clone)]
pub(super) struct Person {
    /// The fullest name that the text gives.
    pub name: String,
    /// Masculine, feminine: which it can be.
    pub gender: (bool, bool),
    /// Words of the offices by which the text introduces them, folded, singular.
    pub offices: Vec<String>,
}

/// Everybody that a document names.
#[derive(Debug, Default)]
pub(super) struct People<'t> {
    /// Every name, in the order of the text.
    pub names: Vec<Name<'t>>,
    persons: Vec<Person>,
    /// A full name or its end, folded, to the person.
    by_name: FxHashMap<String, usize>,
    /// An office, to the numbers of the names of those who bear it.
    bearers: FxHashMap<String, Vec<usize>>,
}

impl<'t> People<'t> {
    /// Collects the names of a text.
    pub fn new(a: &Analysis<'t>) -> Self {
        let mut people = People { names: names::find(a), ..People::default() };
        people.cut_glued(a);
        // Longer names first, so that "Trump" finds "Donald Trump" wherever that stands.
        let mut order: Vec<Range<usize>> = people
            .names
            .iter()
            .filter(|n| n.entity.is_none() || n.is(EntityKind::Person))
            .map(|n| n.tokens.clone())
            .collect();
        order.sort_by_key(|r| (std::cmp::Reverse(r.len()), r.start));
        for run in order {
            people.add(a, run);
        }
        for n in 0..people.names.len() {
            let run = people.names[n].tokens.clone();
            if let Some(&person) = people.by_name.get(&fold_name(a.words(run.clone()))) {
                people.learn(a, &run, person);
            }
        }
        people.index_offices(a);
        people
    }

    fn index_offices(&mut self, a: &Analysis<'_>) {
        for (number, name) in self.names.iter().enumerate() {
            let person = self.by_name.get(&fold_name(a.words(name.tokens.clone())));
            for office in person.into_iter().flat_map(|&p| &self.persons[p].offices) {
                self.bearers.entry(office.clone()).or_default().push(number);
            }
        }
    }

    /// Who bears an office: the one named last before token `i`, or else first after it.
    pub fn bearer(&self, a: &Analysis<'_>, office: &str, i: usize) -> Option<&Person> {
        let numbers = self.bearers.get(office)?;
        let after = numbers.partition_point(|&n| self.names[n].tokens.start < i);
        let number = after.checked_sub(1).and_then(|n| numbers.get(n)).or(numbers.get(after))?;
        self.find(a.words(self.names[*number].tokens.clone()))
    }

    fn add(&mut self, a: &Analysis<'_>, run: Range<usize>) {
        let words = a.words(run.clone());
        let key = fold_name(words);
        if self.by_name.contains_key(&key) {
            return;
        }
        let index = self.persons.len();
        let first = run.start;
        let gender = match (a.is(first, Tags::FIRST_NAME_MASCULINE), a.is(first, Tags::FIRST_NAME_FEMININE)) {
            (true, false) if run.len() > 1 => (true, false),
            (false, true) if run.len() > 1 => (false, true),
            _ => (true, true),
        };
        self.persons.push(Person { name: words.to_owned(), gender, offices: Vec::new() });
        self.by_name.insert(key, index);
        for from in run.start + 1..run.end {
            self.by_name.entry(fold_name(a.words(from..run.end))).or_insert(index);
        }
        // "Kim" for "Kim Jong-un": family names that come first, where the registry says so.
        if let Some(entity) = a.registry.find(words) {
            for alias in entity.aliases.values().flatten() {
                self.by_name.entry(fold_name(alias)).or_insert(index);
            }
            self.by_name.entry(fold_name(&entity.name)).or_insert(index);
        }
    }

    /// Cuts a run whose end is a name of its own elsewhere ("Trésor Steven Mnuchin").
    fn cut_glued(&mut self, a: &Analysis<'_>) {
        let mut known: FxHashMap<String, u32> = FxHashMap::default();
        for name in &self.names {
            *known.entry(fold_name(a.words(name.tokens.clone()))).or_default() += 1;
        }
        for name in &mut self.names {
            let run = name.tokens.clone();
            let once = known.get(&fold_name(a.words(run.clone()))) == Some(&1);
            if run.len() > 2 && name.entity.is_none() && once {
                let cut = (run.start + 1..run.end - 1)
                    .find(|&from| known.contains_key(&fold_name(a.words(from..run.end))));
                if let Some(from) = cut {
                    name.tokens.start = from;
                }
            }
        }
    }

    /// Learns gender and office from what stands around a name.
    fn learn(&mut self, a: &Analysis<'_>, run: &Range<usize>, person: usize) {
        let mut gender = None;
        let mut offices = Vec::new();
        if let Some(title) = run.start.checked_sub(1).and_then(|t| a.entry(t)).filter(|e| e.is(Tags::TITLE)) {
            gender = Some((!title.is(Tags::TITLE_FEMININE), title.is(Tags::TITLE_FEMININE)));
        }
        let mut note = |i: usize| {
            let shown = a.entry(i).map_or((true, true), |e| e.gender);
            let article = i.checked_sub(1).and_then(|b| a.entry(b)).filter(|e| e.is(Tags::DETERMINER));
            let told = if shown.0 != shown.1 { shown } else { article.map_or((true, true), |e| e.gender) };
            if told.0 != told.1 {
                gender = gender.or(Some(told));
            }
            offices.push(singular(&fold_name(a.word(i))));
        };
        // "le ministre des Affaires étrangères, Sergueï Lavrov": the office's phrase ends here.
        let floor = a.sentence(run.start).start;
        let from = run.start.saturating_sub(14).max(floor);
        let governed = run.start > floor && a.is(run.start - 1, Tags::PREPOSITION);
        let office = (from..run.start).find(|&i| {
            let touches = |p: Range<usize>| {
                p.end >= run.start || p.end + 1 == run.start && a.kind(p.end) == Kind::Comma
            };
            !governed && a.is(i, Tags::ROLE) && noun_phrase::forward(a, i, run.start).is_some_and(touches)
        });
        if let Some(office) = office {
            (office..run.start).filter(|&i| a.is(i, Tags::ROLE)).for_each(&mut note);
        }
        // "Sergueï Lavrov, ministre des Affaires étrangères"
        if a.kind(run.end) == Kind::Comma {
            let end = (run.end + 1..run.end + 5)
                .take_while(|&i| a.group_at(i).is_none_or(|g| !g.is_finite()) && !a.is(i, Tags::PREPOSITION))
                .find(|&i| a.is(i, Tags::ROLE));
            end.into_iter().for_each(&mut note);
        }
        let person = &mut self.persons[person];
        for office in offices {
            if !person.offices.contains(&office) {
                person.offices.push(office);
            }
        }
        if let Some(gender) = gender.filter(|_| person.gender == (true, true)) {
            person.gender = gender;
        }
    }

    /// The person whom some words name.
    pub fn find(&self, name: &str) -> Option<&Person> {
        self.by_name.get(&fold_name(name)).map(|&i| &self.persons[i])
    }

    /// The names whose first token lies in a stretch.
    pub fn names_in(&self, tokens: &Range<usize>) -> &[Name<'t>] {
        let from = self.names.partition_point(|n| n.tokens.start < tokens.start);
        let to = self.names.partition_point(|n| n.tokens.start < tokens.end);
        &self.names[from..to.max(from)]
    }

    /// Names before token `i`, the nearest first.
    pub fn names_before(&self, i: usize) -> impl Iterator<Item = &Name<'t>> {
        let to = self.names.partition_point(|n| n.tokens.start < i);
        self.names[..to].iter().rev()
    }
}

/// The singular of a noun, as far as comparison needs it.
pub(super) fn singular(noun: &str) -> String {
    noun.trim_end_matches(['s', 'x']).to_owned()
}
