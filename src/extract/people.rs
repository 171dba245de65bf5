//! Who is who in a document: full names, the offices that go with them, and what a mention
//! stands for.

use super::{
    analysis::Analysis,
    noun_phrase::{self, Mention},
};
use crate::{
    lang::Tags,
    model::{EntityKind, fold_name},
};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Somebody whom the text names.
#[derive(Debug, Clone, Default)]
pub(super) struct Person {
    /// The fullest name that the text gives.
    pub name: String,
    /// Masculine, feminine: which it can be.
    pub gender: (bool, bool),
    /// Words of the offices by which the text introduces them, folded.
    pub offices: Vec<String>,
    /// Where they were last mentioned.
    pub last: usize,
}

/// What a mention stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Resolved {
    /// The name, or the text's own description.
    pub name: String,
    /// Whether it counts as named.
    pub named: bool,
}

/// Everybody that a document names.
#[derive(Debug, Default)]
pub(super) struct People {
    persons: Vec<Person>,
    /// Every run of words of a name, folded, to the person.
    by_name: FxHashMap<String, usize>,
    /// Runs of name tokens, by their first token.
    runs: Vec<(Range<usize>, usize)>,
}

impl People {
    /// Collects the names of a text.
    pub fn new(a: &Analysis<'_>) -> Self {
        let mut people = People::default();
        let runs = name_runs(a);
        // Longer names first, so that "Trump" finds "Donald Trump" wherever that stands.
        let mut order: Vec<&Range<usize>> = runs.iter().collect();
        order.sort_by_key(|r| (std::cmp::Reverse(r.len()), r.start));
        for run in order {
            let words = a.words(run.clone());
            let key = fold_name(words);
            if !people.by_name.contains_key(&key) && run.len() <= 5 {
                let index = people.persons.len();
                people.persons.push(Person {
                    name: words.to_owned(),
                    gender: (true, true),
                    ..Person::default()
                });
                people.by_name.insert(key, index);
                for from in run.start + 1..run.end {
                    let tail = fold_name(a.words(from..run.end));
                    people.by_name.entry(tail).or_insert(index);
                }
            }
        }
        for run in runs {
            if let Some(&person) = people.by_name.get(&fold_name(a.words(run.clone()))) {
                people.learn(a, &run, person);
                people.runs.push((run, person));
            }
        }
        people
    }

    /// Learns gender and office from what stands around a name.
    fn learn(&mut self, a: &Analysis<'_>, run: &Range<usize>, person: usize) {
        let person = &mut self.persons[person];
        let title = run.start.checked_sub(1).filter(|&t| a.is(t, Tags::TITLE));
        let mut gender = title
            .and_then(|t| a.entry(t))
            .map(|e| if e.is(Tags::TITLE_FEMININE) { (false, true) } else { (true, false) });
        let mut note = |range: Range<usize>| {
            for i in range {
                if a.is(i, Tags::ROLE) {
                    let entry = a.entry(i);
                    let shown = entry.map_or((true, true), |e| e.gender);
                    let article = i
                        .checked_sub(1)
                        .and_then(|b| a.entry(b))
                        .filter(|e| e.is(Tags::DETERMINER))
                        .map(|e| e.gender);
                    let told = if shown.0 != shown.1 { shown } else { article.unwrap_or((true, true)) };
                    if told.0 != told.1 && gender.is_none() {
                        gender = Some(told);
                    }
                    person.offices.push(fold_name(a.word(i)));
                }
            }
        };
        // "le ministre des Affaires étrangères, Sergueï Lavrov"; "Lavrov, ministre de"
        let floor = a.sentence(run.start).start;
        let from = run.start.saturating_sub(12).max(floor);
        let office = (from..run.start).rev().take_while(|&i| {
            a.group_at(i).is_none_or(|g| !g.is_finite())
                && !a.is(i, Tags::QUE | Tags::AND)
                && !a.tokens[i].is_quote()
        });
        let start = office.last().unwrap_or(run.start);
        let adjacent = (start..run.start).rev().find(|&i| a.is(i, Tags::ROLE));
        if let Some(role) = adjacent {
            let phrase = noun_phrase::forward(a, role, run.start);
            let touches = phrase.is_some_and(|p| p.end + 1 >= run.start);
            if touches {
                note(role.saturating_sub(1)..run.start);
            }
        }
        if a.kind(run.end) == crate::text::Kind::Comma {
            let end = (run.end + 1..run.end + 5).find(|&i| a.is(i, Tags::ROLE));
            if let Some(end) = end {
                note(run.end + 1..end + 1);
            }
        }
        if let Some(gender) = gender {
            person.gender = gender;
        }
    }

    /// The person that a run of name tokens stands for.
    fn find(&self, name: &str) -> Option<&Person> {
        self.by_name.get(&fold_name(name)).map(|&i| &self.persons[i])
    }

    /// The last name run inside a stretch that names a person and no place or body that only
    /// belongs to an office.
    fn name_in(&self, a: &Analysis<'_>, tokens: &Range<usize>) -> Option<Range<usize>> {
        let from = self.runs.partition_point(|(r, _)| r.start < tokens.start);
        let inside = self.runs[from..].iter().map(|(r, _)| r).take_while(|r| r.start < tokens.end);
        let mut found = None;
        for run in inside {
            let before = run.start.wrapping_sub(1);
            // A name that a preposition governs belongs to the office: "ministre de la Santé".
            let governed = run.start > tokens.start
                && (a.is(before, Tags::PREPOSITION)
                    || a.is(before, Tags::DETERMINER)
                        && before > tokens.start
                        && a.is(before - 1, Tags::PREPOSITION));
            if !governed && found.is_none() {
                found = Some(run.start..run.end.min(tokens.end));
            } else if !governed && run.start > tokens.start && !a.is_name(tokens.start) {
                found = Some(run.start..run.end.min(tokens.end));
            }
        }
        found
    }

    /// What one phrase stands for; `recent` answers pronouns and bare offices.
    pub fn resolve(&self, a: &Analysis<'_>, phrase: &Range<usize>, recent: &Recent) -> Resolved {
        let pronoun = phrase.len() == 1 && a.is(phrase.start, Tags::PERSONAL | Tags::STRONG_PRONOUN);
        if pronoun {
            return self
                .antecedent(a, phrase, recent)
                .unwrap_or(Resolved { name: String::new(), named: false });
        }
        let head = head(a, phrase);
        let named = is_named(a, phrase, head);
        if let Some(run) = self.name_in(a, phrase) {
            let words = a.words(run.clone());
            let entity = a.registry.find(words);
            if let Some(state) = entity.filter(|e| e.kind == EntityKind::State) {
                if head.is_none() {
                    return Resolved { name: state.name.clone(), named: true };
                }
            }
            // "le gouvernement Assad", "l'administration Trump": the body, not the person.
            let body = head.filter(|&h| {
                a.is(h, Tags::BODY) && entity.is_none_or(|e| e.kind == EntityKind::Person) && is_rule(a, h)
            });
            if body.is_none() && (named || head.is_none()) {
                let full = self.find(words).map_or(words, |p| p.name.as_str());
                return Resolved { name: full.to_owned(), named: true };
            }
        }
        let description = description(a, phrase);
        if let Some(entity) = a.registry.find(&description) {
            return Resolved { name: entity.name.clone(), named: true };
        }
        let definite = a.is(phrase.start, Tags::DEFINITE) || a.is(phrase.start, Tags::POSSESSIVE);
        let office = head.filter(|&h| a.is(h, Tags::ROLE) && definite);
        if let Some(office) = office {
            if let Some(found) = self.holder(a, phrase, office, recent) {
                return found;
            }
        }
        Resolved { name: description, named }
    }

    /// Who holds the office by which a phrase calls them: the one introduced with it last, or
    /// the registry's, where the text names them.
    fn holder(
        &self,
        a: &Analysis<'_>,
        phrase: &Range<usize>,
        office: usize,
        recent: &Recent,
    ) -> Option<Resolved> {
        let words = fold_name(a.words(phrase.clone()));
        for entity in a.registry.entities() {
            let fits = entity.roles.values().flatten().any(|r| fold_name(r) == words);
            if fits {
                if let Some(person) = self.find(&entity.name) {
                    return Some(Resolved { name: person.name.clone(), named: true });
                }
            }
        }
        let key = fold_name(a.word(office));
        let stem = key.trim_end_matches('s');
        let from = self.runs.partition_point(|(r, _)| r.start < phrase.start);
        let earlier = self.runs[..from].iter().rev();
        let later = self.runs[from..].iter();
        let bears =
            |person: &usize| self.persons[*person].offices.iter().any(|o| o.trim_end_matches('s') == stem);
        if let Some((_, person)) = earlier.chain(later).find(|(_, p)| bears(p)) {
            return Some(Resolved { name: self.persons[*person].name.clone(), named: true });
        }
        // "l'élue", "l'intéressé": whoever spoke last, if nothing else describes them.
        let bare = phrase.len() <= 2;
        let gender = a.entry(office).map_or((true, true), |e| e.gender);
        let last = recent
            .last
            .as_ref()
            .filter(|l| bare && l.person && (l.gender.0 && gender.0 || l.gender.1 && gender.1));
        last.map(|l| l.resolved.clone())
    }

    /// What a pronoun stands for: the last speaker or subject that agrees with it.
    fn antecedent(&self, a: &Analysis<'_>, phrase: &Range<usize>, recent: &Recent) -> Option<Resolved> {
        let entry = a.entry(phrase.start)?;
        let plural = entry.number == (false, true);
        let agrees = |s: &Salient| {
            s.plural == plural && (plural || entry.gender.0 && s.gender.0 || entry.gender.1 && s.gender.1)
        };
        let subject = recent.subjects.iter().rev().find(|s| s.at < phrase.start && agrees(s));
        let last = recent.last.as_ref().filter(|s| agrees(s));
        let found = match (last, subject) {
            (Some(last), Some(subject)) if subject.at > last.at && subject.person => subject,
            (Some(last), _) => last,
            (None, Some(subject)) => subject,
            (None, None) => return None,
        };
        Some(found.resolved.clone())
    }

    /// The salience of a phrase: what it stands for, and how pronouns agree with it.
    pub fn salient(&self, a: &Analysis<'_>, mention: &Mention, resolved: &[Resolved]) -> Option<Salient> {
        let first = mention.parts.first()?;
        let resolved = resolved.first().filter(|r| !r.name.is_empty())?.clone();
        let person = self.find(&resolved.name);
        let head = head(a, first);
        let entry = head.and_then(|h| a.entry(h));
        let article = a.entry(first.start).filter(|e| e.is(Tags::DETERMINER));
        let plural =
            mention.parts.len() > 1 || article.is_some_and(|e| e.number == (false, true)) && person.is_none();
        let known = a.registry.find(&resolved.name).and_then(|e| e.gender.as_deref());
        let gender = match (known, person, entry) {
            (Some(g), ..) => (g == "m", g == "f"),
            (_, Some(p), _) if p.gender.0 != p.gender.1 => p.gender,
            (_, _, Some(e)) if e.gender.0 != e.gender.1 => e.gender,
            _ => article
                .map_or((true, true), |e| if e.gender.0 != e.gender.1 { e.gender } else { (true, true) }),
        };
        let person = person.is_some() || entry.is_some_and(|e| e.is(Tags::ROLE));
        Some(Salient { resolved, gender, plural, person, at: first.start })
    }
}

/// Somebody whom a pronoun may stand for.
#[derive(Debug, Clone)]
pub(super) struct Salient {
    pub resolved: Resolved,
    pub gender: (bool, bool),
    pub plural: bool,
    pub person: bool,
    pub at: usize,
}

/// Who was mentioned lately, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Recent {
    /// Subjects of the article's own sentences.
    pub subjects: Vec<Salient>,
    /// Whoever spoke last.
    pub last: Option<Salient>,
}

/// Runs of name tokens: "Jean-Yves Le Drian", "Conseil de sécurité" is none (lower case).
fn name_runs(a: &Analysis<'_>) -> Vec<Range<usize>> {
    const PARTICLES: &[&str] = &[
        "de", "du", "van", "von", "der", "den", "di", "da", "dos", "ben", "bin", "ibn", "al", "el", "le",
        "la",
    ];
    let mut runs = Vec::new();
    let mut i = 0;
    while i < a.len() {
        if !a.is_name(i) || a.group_at(i).is_some_and(|g| g.is_finite() && a.sentence(i).start == i) {
            i += 1;
            continue;
        }
        let start = i;
        i += 1;
        loop {
            let capital = a.is_capital(i)
                && !a.is(i, Tags::TITLE | Tags::MONTH | Tags::WEEKDAY)
                && a.kind(i - 1) != crate::text::Kind::Stop;
            let initial = a.kind(i) == crate::text::Kind::Stop
                && a.word(i - 1).chars().count() == 1
                && a.is_name(i + 1);
            let particle = PARTICLES.iter().any(|p| a.is_word(i, p))
                && !a.is_capital(i)
                && a.is_name(i + 1)
                && !matches!(a.word(i), "de" | "du" | "la" | "le");
            if !(capital || initial || particle) {
                break;
            }
            i += 1;
        }
        runs.push(start..i);
    }
    runs
}

/// The noun that tells what a phrase is, where it has one.
fn head(a: &Analysis<'_>, phrase: &Range<usize>) -> Option<usize> {
    const KINDS: [Tags; 5] = [Tags::ROLE, Tags::BODY, Tags::MEDIUM, Tags::DOCUMENT, Tags::ANONYMOUS];
    phrase
        .clone()
        .take_while(|&i| i == phrase.start || !a.is(i, Tags::DE) || a.is(i - 1, Tags::ADVERB))
        .find(|&i| KINDS.iter().any(|k| a.is(i, *k)))
}

/// "gouvernement", "administration", "régime": bodies called after a person.
fn is_rule(a: &Analysis<'_>, i: usize) -> bool {
    ["gouvernement", "administration", "régime", "clan", "camp", "famille", "exécutif", "junte", "équipe"]
        .iter()
        .any(|w| a.is_word(i, w))
}

/// Whether a phrase counts as named: a name, an office or a body that is definite or single;
/// not witnesses, sources, some, many.
fn is_named(a: &Analysis<'_>, phrase: &Range<usize>, head: Option<usize>) -> bool {
    let Some(head) = head else { return phrase.clone().any(|i| a.is_name(i)) };
    if a.is(head, Tags::ANONYMOUS) {
        return false;
    }
    let spokesperson = a.is_word(head, "porte-parole");
    let indefinite =
        a.is(phrase.start, Tags::INDEFINITE) || a.kind(phrase.start) == crate::text::Kind::Number;
    let plural = a.entry(head).is_some_and(|e| e.number == (false, true));
    let person = a.is(head, Tags::ROLE);
    if person {
        return spokesperson || !indefinite && !plural;
    }
    !indefinite || a.is(head, Tags::DOCUMENT)
}

/// The words of a phrase without a definite article in front.
fn description(a: &Analysis<'_>, phrase: &Range<usize>) -> String {
    let article = a.is(phrase.start, Tags::DEFINITE) && phrase.len() > 1 && !a.is_name(phrase.start)
        || a.is_word(phrase.start, "l'");
    let start = if article { phrase.start + 1 } else { phrase.start };
    a.words(start..phrase.end).to_owned()
}
