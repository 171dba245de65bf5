//! What a mention stands for: a name within the document, or the text's own description.

use super::{
    analysis::Analysis,
    names::{self, Name},
    noun_phrase::{self, Mention},
    people::{People, singular},
};
use crate::{
    lang::Tags,
    model::{EntityKind, fold_name},
    text::Kind,
};
use std::{collections::VecDeque, ops::Range};

/// What a mention stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Resolved {
    /// The name, or the text's own description.
    pub name: String,
    /// Whether it counts as named.
    pub named: bool,
}

impl Resolved {
    fn named(name: impl Into<String>) -> Self {
        Resolved { name: name.into(), named: true }
    }
}

/// Somebody whom a pronoun may stand for.
#[derive(Debug, Clone)]
pub(super) struct Salient {
    resolved: Vec<Resolved>,
    gender: (bool, bool),
    plural: bool,
    person: bool,
    at: usize,
}

/// Who was mentioned lately, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Recent {
    /// Subjects of the article's own sentences that can speak, the latest last.
    subjects: VecDeque<Salient>,
    /// Whoever spoke last.
    last: Option<Salient>,
    /// Whose document was mentioned last.
    issuer: Option<Resolved>,
}

impl Recent {
    pub fn note_subject(&mut self, salient: Salient) {
        const KEPT: usize = 8;
        if self.subjects.len() == KEPT {
            self.subjects.pop_front();
        }
        self.subjects.push_back(salient);
    }

    pub fn note_speaker(&mut self, salient: Salient) {
        self.last = Some(salient);
    }

    pub fn note_issuer(&mut self, issuer: Resolved) {
        self.issuer = Some(issuer);
    }
}

/// Resolves the mentions of one document.
pub(super) struct Resolver<'a, 't> {
    pub a: &'a Analysis<'t>,
    pub people: &'a People<'t>,
}

impl<'t> Resolver<'_, 't> {
    /// What a mention stands for, each name once. Empty where it cannot be told.
    pub fn mention(&self, mention: &Mention, recent: &Recent) -> Vec<Resolved> {
        let mut all: Vec<Resolved> = Vec::new();
        for part in &mention.parts {
            for resolved in self.phrase(part, recent) {
                if !resolved.name.is_empty() && all.iter().all(|r| r.name != resolved.name) {
                    all.push(resolved);
                }
            }
        }
        all
    }

    fn phrase(&self, phrase: &Range<usize>, recent: &Recent) -> Vec<Resolved> {
        let a = self.a;
        if self.is_pronoun(phrase) {
            return self.antecedent(phrase, recent).unwrap_or_default();
        }
        if let Some(pair) = self.pair(phrase) {
            return pair;
        }
        let head = self.head(phrase);
        if let Some(head) = head.filter(|&h| a.is(h, Tags::DOCUMENT))
            && let Some(issuer) = self.issuer(phrase, head, recent)
        {
            return vec![issuer];
        }
        vec![self.one(phrase, head, recent)]
    }

    fn is_pronoun(&self, phrase: &Range<usize>) -> bool {
        let a = self.a;
        let single =
            phrase.len() == 1 && a.is(phrase.start, Tags::PERSONAL | Tags::STRONG_PRONOUN | Tags::POSSESSIVE);
        // "ce dernier", "cette dernière"
        let latter = phrase.len() == 2
            && a.is(phrase.start, Tags::DEMONSTRATIVE | Tags::DEFINITE)
            && a.is(phrase.start + 1, Tags::LATTER);
        single || latter
    }

    fn one(&self, phrase: &Range<usize>, head: Option<usize>, recent: &Recent) -> Resolved {
        let a = self.a;
        let named = self.is_named(phrase, head);
        if let Some(name) = self.name_in(phrase).filter(|n| !self.is_body(phrase, n)) {
            let words = a.words(name.tokens.clone());
            let ruled = head.is_some_and(|h| a.is(h, Tags::RULE)) && !name.is(EntityKind::State);
            let plain = head.is_none() || !name.is(EntityKind::State);
            if !ruled && plain && (named || head.is_none()) {
                return match name.entity {
                    Some(state) if state.kind == EntityKind::State => {
                        Resolved::named(state.name_in(self.a.lang.code))
                    }
                    _ => Resolved::named(self.people.find(words).map_or(words, |p| &p.name)),
                };
            }
        }
        let description = description(a, phrase);
        if let Some(entity) = a.registry.find(&description) {
            return Resolved::named(entity.name_in(a.lang.code));
        }
        let definite = a.is(phrase.start, Tags::DEFINITE | Tags::POSSESSIVE);
        if let Some(head) = head.filter(|_| definite) {
            // "l'agence", "le journal américain", "le média": no more than an adjective with it.
            if a.is(head, Tags::MEDIUM)
                && phrase.len() <= 3
                && let Some(outlet) = self.outlet_before(phrase)
            {
                return outlet;
            }
            if let Some(found) = self.holder(phrase, head, recent) {
                return found;
            }
        }
        Resolved { name: description, named }
    }

    /// The name that the phrase is about: the first that no preposition governs, or the last
    /// one, where an office stands before it.
    fn name_in(&self, phrase: &Range<usize>) -> Option<&Name<'t>> {
        let a = self.a;
        // "le Conseil maritime de la mer Grise": what a preposition and a determiner add to a
        // body is not the body's name; "l'agence de presse officielle KCNA" has no determiner.
        let body = self.head(phrase).filter(|&h| !a.is(h, Tags::ROLE));
        let added = |n: &Name<'t>| {
            let mut between = body.map_or(0..0, |h| h..n.tokens.start).rev();
            let preposition = between.find(|&i| a.is(i, Tags::PREPOSITION));
            preposition.is_some_and(|p| a.is(p, Tags::DETERMINER) || a.is(p + 1, Tags::DETERMINER))
        };
        let free = |n: &&Name<'t>| {
            if added(n) {
                return false;
            }
            let before = n.tokens.start.wrapping_sub(1);
            let governed = a.is(before, Tags::PREPOSITION)
                || a.is(before, Tags::DETERMINER)
                    && before > phrase.start
                    && a.is(before - 1, Tags::PREPOSITION);
            (n.tokens.start == phrase.start || !governed) && !self.qualifies(n, phrase)
        };
        let names = self.people.names_in(phrase);
        let office = phrase.clone().take(3).any(|i| a.is(i, Tags::ROLE))
            || names
                .last()
                .is_some_and(|n| n.tokens.start > phrase.start && a.is(n.tokens.start - 1, Tags::ROLE));
        if office { names.iter().rev().find(free) } else { names.iter().find(free) }
    }

    /// Whether a name only qualifies the noun after it ("Tulsa police", "Trump's lawyer").
    fn qualifies(&self, name: &Name<'_>, phrase: &Range<usize>) -> bool {
        let a = self.a;
        let after = name.tokens.end;
        a.lang.syntax.names_qualify
            && after < phrase.end
            && a.is_word_kind(after)
            && !a.is(after, Tags::PREPOSITION | Tags::COORDINATOR | Tags::ADVERB)
            && !a.is_name(after)
            || names::is_common(a, after) && a.lang.syntax.names_qualify && after < phrase.end
    }

    /// "le Crédit agricole", "l'Union américaine": the name of a body goes on in lower case.
    fn is_body(&self, phrase: &Range<usize>, name: &Name<'_>) -> bool {
        let a = self.a;
        let after = name.tokens.end;
        name.entity.is_none()
            && name.tokens.len() == 1
            && a.is(phrase.start, Tags::DEFINITE)
            && phrase.start + 1 == name.tokens.start
            && after < phrase.end
            && a.is_word_kind(after)
            && !a.is(after, Tags::PREPOSITION)
    }

    /// The noun that tells what a phrase is, where it has one.
    fn head(&self, phrase: &Range<usize>) -> Option<usize> {
        let a = self.a;
        phrase
            .clone()
            .take_while(|&i| i == phrase.start || !a.is(i, Tags::PREPOSITION))
            .find(|&i| names::is_common(a, i))
    }

    /// "les deux pays", "les deux dirigeants": the two that were mentioned last.
    fn pair(&self, phrase: &Range<usize>) -> Option<Vec<Resolved>> {
        let a = self.a;
        let two = (phrase.start..phrase.end.min(phrase.start + 3)).find(|&i| a.is(i, Tags::TWO))?;
        if two + 2 != phrase.end || !a.is(phrase.start, Tags::DEFINITE) {
            return None;
        }
        let kind = match two + 1 {
            i if i < phrase.end && a.is(i, Tags::PAIR_OF_PEOPLE) => EntityKind::Person,
            i if i < phrase.end && a.is(i, Tags::PAIR_OF_STATES) => EntityKind::State,
            _ => return None,
        };
        let mut found: Vec<Resolved> = Vec::new();
        // Two that were named long ago are no pair that a reader still has in mind.
        const IN_MIND: usize = 60;
        for name in self.people.names_before(phrase.start).take(IN_MIND) {
            let fits =
                name.is(kind) || kind == EntityKind::Person && name.entity.is_none() && self.is_person(name);
            if !fits {
                continue;
            }
            let resolved = self.named(name);
            if !found.contains(&resolved) {
                found.push(resolved);
            }
            if found.len() == 2 {
                found.reverse();
                return Some(found);
            }
        }
        None
    }

    fn is_person(&self, name: &Name<'_>) -> bool {
        let person = self.people.find(self.a.words(name.tokens.clone()));
        person.is_some_and(|p| p.gender.0 != p.gender.1 || !p.offices.is_empty())
    }

    fn named(&self, name: &Name<'_>) -> Resolved {
        let words = self.a.words(name.tokens.clone());
        match name.entity {
            Some(state) if state.kind == EntityKind::State => {
                Resolved::named(state.name_in(self.a.lang.code))
            }
            _ => Resolved::named(self.people.find(words).map_or(words, |p| &p.name)),
        }
    }

    /// A document speaks for its issuer: "un communiqué du ministère", "publié par X"; "la
    /// déclaration" alone is the last one's.
    pub fn issuer(&self, phrase: &Range<usize>, head: usize, recent: &Recent) -> Option<Resolved> {
        let a = self.a;
        let limit = a.sentence(head).end.min(head + 14);
        let by = (head + 1..limit)
            .take_while(|&i| {
                matches!(a.kind(i), Kind::Word | Kind::Number) && a.group_at(i).is_none_or(|g| !g.is_finite())
            })
            .filter(|&i| a.is(i, Tags::BY) || a.is(i, Tags::DE) && i < phrase.end + 1)
            .find_map(|i| {
                noun_phrase::forward(a, i + 1, limit).filter(|p| noun_phrase::is_speaker_like(a, p))
            });
        if let Some(by) = by {
            let inner = self.head(&by);
            let issuer = self.one(&by, inner, recent);
            return issuer.named.then_some(issuer);
        }
        let alone = phrase.len() <= 2 && a.is(phrase.start, Tags::DEFINITE);
        recent.issuer.clone().filter(|_| alone)
    }

    /// "le journal américain", "l'agence": the outlet that was named last.
    fn outlet_before(&self, phrase: &Range<usize>) -> Option<Resolved> {
        let name = self.people.names_before(phrase.start).take(40).find(|n| n.is(EntityKind::Outlet))?;
        Some(Resolved::named(self.a.words(name.tokens.clone())))
    }

    /// Who holds the office by which a phrase calls them: the registry's, where the text names
    /// them, or the one introduced with it last.
    fn holder(&self, phrase: &Range<usize>, head: usize, recent: &Recent) -> Option<Resolved> {
        let a = self.a;
        if !a.is(head, Tags::ROLE) {
            return None;
        }
        let mut called = a.registry.called(a.words(phrase.clone()));
        let mentioned = called.find_map(|e| self.people.find(&e.name));
        if let Some(person) = mentioned {
            return Some(Resolved::named(&person.name));
        }
        let office = singular(&fold_name(a.word(head)));
        let plural = a.entry(head).is_some_and(|e| e.number == (false, true));
        if let Some(person) = self.people.bearer(a, &office, phrase.start).filter(|_| !plural) {
            return Some(Resolved::named(&person.name));
        }
        // "l'élue", "l'intéressé": whoever spoke last, if nothing else describes them.
        let gender = a.entry(head).map_or((true, true), |e| e.gender);
        let last = recent.last.as_ref()?;
        let agrees = last.gender.0 && gender.0 || last.gender.1 && gender.1;
        let bare = phrase.len() <= 4
            && !phrase.clone().any(|i| a.is(i, Tags::DE) && i > phrase.start || a.is_name(i));
        (bare && !plural && last.person && !last.plural && agrees).then(|| last.resolved.first().cloned())?
    }

    /// What a pronoun stands for: the last speaker or subject that agrees with it.
    fn antecedent(&self, phrase: &Range<usize>, recent: &Recent) -> Option<Vec<Resolved>> {
        let a = self.a;
        let entry =
            a.entry(phrase.end - 1).filter(|_| phrase.len() == 1).or_else(|| a.entry(phrase.start))?;
        let plural = entry.number == (false, true);
        let gender = if entry.gender == (false, false) { (true, true) } else { entry.gender };
        let agrees = |s: &&Salient| {
            s.at < phrase.start
                && s.plural == plural
                && (plural || gender.0 && s.gender.0 || gender.1 && s.gender.1)
        };
        // Nearness counts in sentences: the subject of this one, whoever spoke in the last one,
        // its subject, anybody named there; then whoever spoke or acted before.
        let here = a.sentence_number(phrase.start);
        let distance = |s: &&Salient| here.saturating_sub(a.sentence_number(s.at));
        let person = recent.subjects.iter().rev().filter(agrees).find(|s| s.person);
        let last = recent.last.as_ref().filter(agrees);
        let near_named = || {
            let sentences = (here.saturating_sub(1), here);
            let names = self.people.names_before(phrase.start);
            let mut near = names.take_while(|n| a.sentence_number(n.tokens.start) >= sentences.0);
            near.find_map(|n| {
                let known = n.entity.is_none_or(|e| e.kind == EntityKind::Person);
                let person =
                    self.people.find(a.words(n.tokens.clone())).filter(|_| known && self.is_person(n))?;
                let fits = !plural && (gender.0 && person.gender.0 || gender.1 && person.gender.1);
                (fits && !a.in_quote(n.tokens.start)).then(|| vec![Resolved::named(&person.name)])
            })
        };
        let found = person
            .filter(|s| distance(s) == 0)
            .or(last.filter(|s| distance(s) <= 1))
            .or(person.filter(|s| distance(s) <= 1));
        if found.is_none()
            && let Some(named) = near_named()
        {
            return Some(named);
        }
        let any = || recent.subjects.iter().rev().find(agrees);
        let found = found.or(last).or(person).or_else(any)?;
        Some(found.resolved.clone())
    }

    /// How pronouns agree with a mention; `None` where it cannot speak.
    pub fn salient(&self, mention: &Mention, resolved: &[Resolved]) -> Option<Salient> {
        let a = self.a;
        let first = mention.parts.first()?;
        if !mention.parts.iter().all(|p| noun_phrase::is_speaker_like(a, p)) || resolved.is_empty() {
            return None;
        }
        let name = &resolved.first()?.name;
        let person = self.people.find(name);
        let head = self.head(first);
        let entry = head.and_then(|h| a.entry(h));
        let article = a.entry(first.start).filter(|e| e.is(Tags::DETERMINER | Tags::PERSONAL));
        let known = a.registry.find(name);
        let gender = match (known.and_then(|e| e.gender.as_deref()), person, entry) {
            (Some(g), ..) => (g == "m", g == "f"),
            (_, Some(p), _) if p.gender.0 != p.gender.1 => p.gender,
            (_, _, Some(e)) if e.gender.0 != e.gender.1 => e.gender,
            _ => article.map(|e| e.gender).filter(|g| g.0 != g.1).unwrap_or((true, true)),
        };
        let several = mention.parts.len() > 1 || resolved.len() > 1;
        let many = entry.is_some_and(|e| e.number == (false, true)) && person.is_none();
        let plural =
            several || many || article.is_some_and(|e| e.number == (false, true)) && person.is_none();
        let state = known.is_some_and(|e| e.kind == EntityKind::State);
        let person = known.is_some_and(|e| e.kind == EntityKind::Person)
            || person.is_some() && !state
            || entry.is_some_and(|e| e.is(Tags::ROLE));
        Some(Salient { resolved: resolved.to_vec(), gender, plural, person, at: first.start })
    }

    /// Whether a phrase counts as named: a name, an office or a body that is definite or single;
    /// not witnesses, sources, some, many.
    fn is_named(&self, phrase: &Range<usize>, head: Option<usize>) -> bool {
        let a = self.a;
        let Some(head) = head else { return phrase.clone().any(|i| a.is_name(i)) };
        if a.is(head, Tags::ANONYMOUS) {
            return false;
        }
        let indefinite = a.is(phrase.start, Tags::INDEFINITE) || a.kind(phrase.start) == Kind::Number;
        let plural = a.entry(head).is_some_and(|e| e.number == (false, true));
        let spokesperson = a.is(head, Tags::SPOKESPERSON);
        // "les syndicats" names none of them; "les deux avocats de Jérôme Cahuzac" can be told.
        let definite = a.is(phrase.start, Tags::DEFINITE);
        let told = definite && phrase.clone().any(|i| a.is_name(i) || a.is(i, Tags::TWO));
        let document = a.is(head, Tags::DOCUMENT) && !plural;
        spokesperson && a.is(head, Tags::ROLE) || document || !indefinite && (!plural || told)
    }
}

/// The words of a phrase without a definite article in front.
fn description(a: &Analysis<'_>, phrase: &Range<usize>) -> String {
    let article =
        a.is(phrase.start, Tags::DEFINITE) && !a.is(phrase.start, Tags::DEMONSTRATIVE) && phrase.len() > 1;
    let genitive = a.is(phrase.end.wrapping_sub(1), Tags::GENITIVE) && phrase.len() > 1;
    a.words(phrase.start + usize::from(article)..phrase.end - usize::from(genitive)).to_owned()
}
