//! The subject of a verb group.

use super::{
    analysis::Analysis,
    complement,
    noun_phrase::{self, Mention},
    subject_phrase,
};
use crate::{
    lang::{Mood, Tags},
    text::Kind,
};

/// Who the verb is said of, by the words of the text: its own subject, the antecedent of its
/// relative, the subject that it shares with the verb before it, or the one after it where it
/// is inverted.
pub(super) fn of(a: &Analysis<'_>, number: usize) -> Option<Mention> {
    find(a, number, 0)
}

fn find(a: &Analysis<'_>, number: usize, depth: usize) -> Option<Mention> {
    const DEEPEST: usize = 6;
    if depth > DEEPEST {
        return None;
    }
    let group = &a.groups[number];
    if let Some(modal) = group.modal {
        return find(a, modal, depth + 1);
    }
    if let Some(enclitic) = group.enclitic {
        return Some(Mention::one(enclitic..enclitic + 1));
    }
    let floor = a.sentence(group.first).start;
    match group.mood {
        // "quoted an official as saying"
        Mood::Gerund if group.first > floor && a.is(group.first - 1, Tags::AS) => {
            return subject_phrase::before(a, group.first - 1, floor, false);
        }
        Mood::Gerund if a.lang.syntax.subject_first => {
            return main_before(a, number, floor)
                .or_else(|| main_after(a, number))
                .and_then(|g| find(a, g, depth + 1));
        }
        Mood::Gerund => return absolute(a, group.first, floor).or_else(|| shared(a, number, floor, depth)),
        Mood::Infinitive => return shared(a, number, floor, depth),
        Mood::Participle if !group.compound => {
            // "a dit A et promis B": the participle leans on the auxiliary before it.
            let compound = a.groups_in(floor..group.first).rev().find(|&g| a.groups[g].is_finite());
            let coordinated =
                compound.is_some_and(|g| a.groups[g].compound) && coordinated(a, group.first, floor);
            return coordinated.then(|| shared(a, number, floor, depth)).flatten();
        }
        _ => {}
    }
    let start = group.first;
    if start > floor && a.is(start - 1, Tags::QUI) {
        return antecedent(a, start - 1, floor);
    }
    // "« ... », a rappelé Poutine"
    let comma = usize::from(start > floor && a.kind(start - 1) == Kind::Comma);
    let quoted = start > floor + comma && a.tokens[start - 1 - comma].is_quote();
    if quoted
        && group.variant.is_some_and(|v| v.frames.takes_quote())
        && let Some(found) = complement::inverted_subject(a, group, a.sentence(start).end)
    {
        return Some(found);
    }
    let plural = group.persons.only_plural();
    let several = group.persons.third_plural();
    if let Some(found) = subject_phrase::before(a, start, floor, several).filter(|m| fits(a, m, plural)) {
        // The words before may belong to the verb before: "X a dit A et a promis B".
        return Some(found);
    }
    if coordinated(a, start, floor) {
        return shared(a, number, floor, depth);
    }
    let limit = a.sentence(start).end;
    complement::inverted_subject(a, group, limit)
}

/// The main verb before a gerund that has no subject of its own: "Trump attacked the plan that
/// Clinton defends, saying".
fn main_before(a: &Analysis<'_>, number: usize, floor: usize) -> Option<usize> {
    let group = &a.groups[number];
    let in_quote = a.in_quote(group.first);
    let mut finite = a
        .groups_in(floor..group.first)
        .filter(|&g| g < number && a.groups[g].is_finite() && a.in_quote(a.groups[g].first) == in_quote);
    finite.find(|&g| !subordinate(a, a.groups[g].first, floor))
}

/// Whether a subordinating word stands between a verb and the comma or sentence start before it.
fn subordinate(a: &Analysis<'_>, verb: usize, floor: usize) -> bool {
    let words = (floor..verb).rev().take_while(|&i| a.kind(i) != Kind::Comma);
    let joins = Tags::QUE | Tags::QUI | Tags::RELATIVE | Tags::SUBORDINATOR;
    words.take(20).any(|i| {
        a.is(i, joins)
            && !(a.is(i, Tags::PREPOSITION) && a.group_at(i + 1).is_none_or(|g| !g.is_finite()) && i > floor)
    })
}

/// The main verb after a gerund at the head of its sentence: "After saying A, the man left".
fn main_after(a: &Analysis<'_>, number: usize) -> Option<usize> {
    let group = &a.groups[number];
    let limit = a.sentence(group.first).end;
    let comma = (group.end..limit).find(|&i| a.kind(i) == Kind::Comma)?;
    a.groups_in(comma..limit).find(|&g| a.groups[g].is_finite())
}

/// The subject of a gerund of its own: "le président Donald Trump affirmant que".
fn absolute(a: &Analysis<'_>, start: usize, floor: usize) -> Option<Mention> {
    let touches = start > floor
        && a.is_word_kind(start - 1)
        && !a.is(start - 1, Tags::GERUND_MARKER)
        && !a.is(start - 1, Tags::COORDINATOR | Tags::ADVERB);
    let mention = touches.then(|| subject_phrase::before(a, start, floor, false)).flatten()?;
    let adjacent = mention.tokens().end + 8 >= start;
    (adjacent && mention.parts.iter().all(|p| noun_phrase::is_speaker_like(a, p))).then_some(mention)
}

/// A plural verb has no singular pronoun for its subject, and the reverse.
fn fits(a: &Analysis<'_>, mention: &Mention, plural: bool) -> bool {
    let [part] = mention.parts.as_slice() else { return true };
    let pronoun = part.len() == 1 && a.is(part.start, Tags::PERSONAL);
    let number = a.entry(part.start).map_or((false, false), |e| e.number);
    !(pronoun && plural && number == (true, false))
}

/// Whether only a coordinator or a comma, and adverbs, stand before.
fn coordinated(a: &Analysis<'_>, start: usize, floor: usize) -> bool {
    let mut i = start;
    while i > floor && a.is(i - 1, Tags::ADVERB) {
        i -= 1;
    }
    i > floor && (a.is(i - 1, Tags::COORDINATOR) || a.kind(i - 1) == Kind::Comma)
}

/// The subject of the finite verb before (or, at the head of a sentence, after).
fn shared(a: &Analysis<'_>, number: usize, floor: usize, depth: usize) -> Option<Mention> {
    let group = &a.groups[number];
    let earlier = a.groups_in(floor..group.first).rev().take(8).filter(|&g| g < number);
    let in_quote = a.in_quote(group.first);
    let wants_finite = |g: usize| a.groups[g].is_finite() && a.in_quote(a.groups[g].first) == in_quote;
    // Among the verbs before, a reporting one is the likelier to share its subject.
    let mut nearest = None;
    for g in earlier.filter(|&g| wants_finite(g)) {
        nearest = nearest.or(Some(g));
        if a.groups[g].variant.is_some() {
            nearest = Some(g);
            break;
        }
    }
    if let Some(g) = nearest {
        return find(a, g, depth + 1);
    }
    let limit = a.sentence(group.first).end;
    let later = a.groups_in(group.end..limit).take(4).find(|&g| wants_finite(g));
    later.and_then(|g| find(a, g, depth + 1))
}

/// What "qui" stands for: the noun phrase right before it.
fn antecedent(a: &Analysis<'_>, qui: usize, floor: usize) -> Option<Mention> {
    let end = if a.kind(qui.wrapping_sub(1)) == Kind::Comma { qui - 1 } else { qui };
    subject_phrase::before(a, end, floor, false).or_else(|| {
        // A phrase that a preposition governs: "devant le ministre, qui a dit".
        let start = (floor..end).rev().take(12).find(|&i| {
            a.is(i, Tags::DETERMINER | Tags::TITLE) || a.is_name(i) && !a.is_name(i.wrapping_sub(1))
        })?;
        noun_phrase::forward(a, start, end).map(Mention::one)
    })
}
