//! Where inside a sentence the reported words hand over to the article's own voice or to another
//! report, and so end.

use super::{
    analysis::{Analysis, REACH},
    complement::attribution,
    noun_phrase, time,
    verb_group::VerbGroup,
};
use crate::{
    lang::{Mood, Tags},
    text::Kind,
};

/// Whether a word inside the sentence, without a comma before it, hands over to another voice.
/// Only a few words can: the others are passed over at once.
pub(super) fn turns(a: &Analysis<'_>, start: usize, i: usize, limit: usize) -> bool {
    let Some(entry) = a.entry(i) else { return false };
    let gerund = |j: usize| a.group_at(j).is_some_and(|g| g.mood == Mood::Gerund);
    entry.is(Tags::SUBORDINATOR) && !entry.is(Tags::QUE) && object_over(a, start, i, limit)
        || entry.is(Tags::BUT) && says_no_more(a, start, i, limit)
        || entry.is(Tags::AND) && (another_cue(a, start, i + 1, limit) || object_over(a, start, i, limit))
        || entry.is(Tags::PREPOSITION) && circumstance(a, start, i)
        || entry.is(Tags::CIRCUMSTANTIAL) && gerund(i + 1)
        || entry.is(Tags::PHRASE_HEAD) && trailing_attribution(a, i, limit)
        || !a.lang.syntax.bare_clauses
            && (entry.is(Tags::INTENSIFIER) || gerund(i) || gerund(i + 1))
            && gerund_cue(a, i, limit)
}

/// "but did not suggest", "but said": the article goes on with what the same subject does.
fn says_no_more(a: &Analysis<'_>, start: usize, but: usize, limit: usize) -> bool {
    let verb = a.group_at(but + 1).filter(|g| g.first == but + 1 && g.is_finite());
    a.lang.syntax.bare_clauses && verb.is_some_and(|g| g.negated) || another_cue(a, start, but + 1, limit)
}

/// Whether the article comments on quoted words that end before a comma: "“...,” sparking outrage".
pub(super) fn comments(a: &Analysis<'_>, i: usize) -> bool {
    a.lang.syntax.subject_first && a.group_at(i).is_some_and(|g| g.first == i && g.mood == Mood::Gerund)
}

/// "S, and he added that": a pronoun goes on with what the same speaker says.
fn goes_on_saying(a: &Analysis<'_>, i: usize) -> bool {
    let verb = (i + 1..i + 3).find_map(|j| a.group_at(j).filter(|g| g.first == j && g.is_finite()));
    a.lang.syntax.bare_clauses
        && a.is(i, Tags::PERSONAL)
        && verb.is_some_and(|g| {
            g.variant.is_some_and(|v| v.frames.say && !v.frames.thought) && reports_something(a, g.end)
        })
}

/// Whether a noun phrase is followed by a clause of the article's own ("called him a liar and he left").
fn object_over(a: &Analysis<'_>, start: usize, and: usize, limit: usize) -> bool {
    if and > start + REACH {
        return false;
    }
    let object = a.lang.syntax.bare_clauses && !a.groups_in(start..and).any(|g| a.groups[g].is_finite());
    // "promised a veto and tried to explain it"
    let same_subject = a.is(and, Tags::AND)
        && a.group_at(and + 1).is_some_and(|g| g.first == and + 1 && g.is_finite() && g.mood == Mood::Past);
    object
        && (same_subject || (start + 1..and).any(|i| a.in_quote(i)) && new_clause(a, start, and + 1, limit))
}

/// Whether what follows a comma is no longer what was reported.
pub(super) fn other_voice(a: &Analysis<'_>, start: usize, i: usize, limit: usize, whole: bool) -> bool {
    // In a clause, "que X, Y, a dit" must not lose its verb; a noun phrase has none to wait for.
    let clause = start > 0 && a.is(start - 1, Tags::QUE);
    let has_verb = !clause || a.groups_in(start..i).any(|g| a.groups[g].is_finite());
    attribution(a, i, limit).is_some()
        || gerund_cue(a, i, limit)
        || !whole && a.is(i, Tags::BUT) && a.groups_in(i..limit).any(|g| a.groups[g].is_finite())
        || a.is(i, Tags::AND)
            && (another_cue(a, start, i + 1, limit)
                || !clause && object_over(a, start, i, limit)
                || goes_on_saying(a, i + 1))
        || has_verb && another_cue(a, start, i, limit)
        || relative_cue(a, i, limit)
        || !whole && has_verb && new_clause(a, start, i, limit)
        || infinitive_cue(a, i)
        || closes_aside(a, start, i)
        || !whole
            && has_verb
            && a.is(i, Tags::CONTRAST)
            && a.groups_in(i..limit.min(i + REACH)).any(|g| a.groups[g].is_finite())
        || a.is(i, Tags::DEMONSTRATIVE) && a.is(i + 1, Tags::QUI) && !(i..limit).any(|j| a.in_quote(j))
        || !clause && !whole && !a.lang.syntax.bare_clauses && a.is(i, Tags::CIRCUMSTANTIAL | Tags::WITHOUT)
        || meanwhile(a, i)
        || a.lang.syntax.bare_clauses && has_verb && said_there(a, i)
}

/// Whether a noun phrase is followed by a circumstance of its being said ("dans un communiqué",
/// "lors d'une conférence de presse").
fn circumstance(a: &Analysis<'_>, start: usize, i: usize) -> bool {
    let object =
        !a.is(start.wrapping_sub(1), Tags::QUE) && !a.groups_in(start..i).any(|g| a.groups[g].is_finite());
    let in_document = a.is(i, Tags::WITHIN) && a.is(i + 1, Tags::DETERMINER) && a.is(i + 2, Tags::DOCUMENT);
    let event = a.is(i, Tags::ON_OCCASION) && a.is(i + 1, Tags::DE) && a.is(i + 2, Tags::INDEFINITE);
    object
        && (a.is(start, Tags::DETERMINER) && (in_document || event)
            || said_there(a, i)
            || a.is(i, Tags::CIRCUMSTANCE) && is_time_after(a, i))
}

/// "in a statement", "on his show", "at a rally in Ohio"
fn said_there(a: &Analysis<'_>, i: usize) -> bool {
    // The last noun tells: "on charter schools" is no charter.
    let noun = (i + 1..i + 6)
        .take_while(|&j| a.is_word_kind(j) && !a.is(j, Tags::PREPOSITION) && a.group_at(j).is_none())
        .filter(|&j| !a.is(j, Tags::ADVERB | Tags::TIME_ADVERB | Tags::WEEKDAY))
        .last();
    a.is(i, Tags::CIRCUMSTANCE)
        && noun.is_some_and(|j| a.is(j, Tags::DOCUMENT | Tags::MEDIUM | Tags::OCCASION))
}

fn is_time_after(a: &Analysis<'_>, i: usize) -> bool {
    // "called his remarks on Saturday “a wake-up call”": the rest is still to come.
    let end = time::time_end(a, i + 1).filter(|_| time::is_time(a, i + 1));
    end.is_some_and(|end| a.tokens.get(end).is_none_or(|t| !t.is_quote()))
}

/// Whether a clause of its own begins after a comma: a subject and its verb with nothing that
/// would join them to what was said ("..., les soupçons se sont renforcés").
fn new_clause(a: &Analysis<'_>, start: usize, i: usize, limit: usize) -> bool {
    // "que si A, B": the clause before leans on this one.
    let leans = a.is(start, Tags::SUBORDINATOR | Tags::PREPOSITION) || a.quotes.outer(start).is_some();
    let opens = a.is(i, Tags::DETERMINER) && !a.is(i, Tags::DE)
        || a.is(i, Tags::SUBJECT_PRONOUN)
        || a.lang.syntax.bare_clauses && a.is(i, Tags::PRE_ADJECTIVE | Tags::ROLE | Tags::TITLE)
        || a.is_name(i);
    if leans || !opens {
        return false;
    }
    let Some(verb) = a.groups_in(i..limit.min(i + 14)).find(|&g| a.groups[g].is_finite()) else {
        return false;
    };
    let first = a.groups[verb].first;
    (i + 1..first).all(|j| {
        matches!(a.kind(j), Kind::Word | Kind::Number)
            && !a.is(j, Tags::QUE | Tags::QUI | Tags::RELATIVE | Tags::COORDINATOR)
            && !a.subordinates(j)
    })
}

/// Whether a comma closes the relative clause in which the cue itself stands, so that the verb after it is
/// the article's ("Kim, who said he was tired, went home").
fn closes_aside(a: &Analysis<'_>, start: usize, i: usize) -> bool {
    const NEAR: usize = 8;
    let verb = a.group_at(i).is_some_and(|g| g.first == i && g.is_finite());
    let floor = a.sentence(start).start.max(start.saturating_sub(NEAR));
    verb && (floor + 1..start)
        .rev()
        .take_while(|&j| a.kind(j) != Kind::Comma)
        .any(|j| a.is(j, Tags::QUI) && a.kind(j - 1) == Kind::Comma)
}

/// Whether "avant de préciser", "pour dénoncer" begins here: another report of the same speaker.
fn infinitive_cue(a: &Analysis<'_>, i: usize) -> bool {
    a.is(i, Tags::PREPOSITION)
        && (i + 1..i + 3).any(|j| {
            a.group_at(j).is_some_and(|g| {
                g.first == j && g.mood == Mood::Infinitive && g.variant.is_some_and(|v| v.frames.que)
            })
        })
}

/// Whether a relative clause begins that itself reports with a subject of its own ("à laquelle
/// Moscou a exprimé sa gratitude").
fn relative_cue(a: &Analysis<'_>, i: usize, limit: usize) -> bool {
    let relative = if a.is(i, Tags::PREPOSITION) { i + 1 } else { i };
    let near = relative + 1..limit.min(relative + 8);
    a.is(relative, Tags::RELATIVE)
        && a.groups_in(near).take(1).any(|g| {
            let group = &a.groups[g];
            group.is_finite()
                && group.variant.is_some_and(|v| v.frames.noun || v.frames.que)
                && reports_something(a, group.end)
        })
}

/// "à un moment où", "au moment où": the article's own circumstance.
fn meanwhile(a: &Analysis<'_>, i: usize) -> bool {
    a.is(i, Tags::A) && (i + 1..i + 3).any(|j| a.is(j, Tags::MEANWHILE) && a.is(j + 1, Tags::RELATIVE))
}

/// Whether an attribution without a comma before it begins at `i` ("S selon X", "S a-t-il dit").
fn trailing_attribution(a: &Analysis<'_>, i: usize, limit: usize) -> bool {
    let phrase = a.according(i).is_some();
    phrase && !a.is(i - 1, Tags::COORDINATOR) && attribution(a, i, limit).is_some()
}

/// Whether a reporting verb without a subject of its own begins at `i`, so that it goes on with
/// the subject of the cue before it ("et a ajouté que", "et menacé de").
fn another_cue(a: &Analysis<'_>, start: usize, i: usize, limit: usize) -> bool {
    let mut j = i;
    while j < limit.min(i + 4) && a.is(j, Tags::ADVERB) && a.group_at(j).is_none() {
        j += 1;
    }
    let Some(group) = a.group_at(j).filter(|g| g.first == j) else { return false };
    let coordinated = group.is_finite() || group.mood == Mood::Participle && !group.compound;
    // It shares the subject of the cue only where it agrees with it in number: "le régime a
    // assuré que les deux pays avaient A et se sont engagés à B".
    let cue =
        a.groups_in(start.saturating_sub(12)..start).rev().map(|g| &a.groups[g]).find(|g| g.is_finite());
    let agrees =
        !group.is_finite() || cue.is_none_or(|c| c.persons.only_plural() == group.persons.only_plural());
    coordinated
        && agrees
        && group.variant.is_some_and(|v| !a.lang.syntax.bare_clauses || v.frames.say && !v.frames.thought)
        && group.enclitic.is_none()
        && (reports_something(a, group.end) || has_object(a, group))
}

/// "and called for compensation": a noun without a determiner, where the verb takes one.
fn has_object(a: &Analysis<'_>, group: &VerbGroup) -> bool {
    a.lang.syntax.bare_clauses
        && group.variant.is_some_and(|v| v.frames.noun && !v.words.is_empty())
        && noun_phrase::is_nominal(a, group.end)
}

/// Whether a complement follows: a clause, an infinitive, a quotation.
fn reports_something(a: &Analysis<'_>, i: usize) -> bool {
    (i..i + 3).any(|j| {
        a.is(j, Tags::QUE)
            || a.tokens.get(j).is_some_and(|t| t.is_quote())
            || a.group_at(j).is_some_and(|g| g.mood == Mood::Infinitive)
            || a.is(j, Tags::DETERMINER)
            || j == i && (a.is(j, Tags::A) || a.is_name(j) && a.lang.syntax.bare_clauses)
    })
}

/// Whether a reporting gerund begins at `i` ("ajoutant que", "tout en dénonçant").
pub(super) fn gerund_cue(a: &Analysis<'_>, i: usize, limit: usize) -> bool {
    let mut j = i;
    while j < limit.min(i + 3)
        && (a.is(j, Tags::INTENSIFIER | Tags::GERUND_MARKER)
            || a.is(j, Tags::ADVERB | Tags::AND) && a.group_at(j).is_none())
    {
        j += 1;
    }
    a.group_at(j).is_some_and(|g| g.first == j && g.mood == Mood::Gerund && g.variant.is_some())
}
