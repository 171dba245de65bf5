//! Names in a text: runs of words with capitals, cut where the registry knows one.

use super::analysis::Analysis;
use crate::{
    lang::Tags,
    model::{Entity, EntityKind},
    text::Kind,
};
use std::ops::Range;

/// A name where it stands.
#[derive(Debug, Clone)]
pub(super) struct Name<'t> {
    pub tokens: Range<usize>,
    /// The registry's entity of that name.
    pub entity: Option<&'t Entity>,
}

impl Name<'_> {
    pub fn is(&self, kind: EntityKind) -> bool {
        self.entity.is_some_and(|e| e.kind == kind)
    }
}

/// The registry's entity whose name begins at token `i`, and one past the name's last token.
/// The longest name is taken; a capital must stand somewhere in it.
pub(super) fn registered<'t>(a: &Analysis<'t>, i: usize) -> Option<(&'t Entity, usize)> {
    if !a.is_capital(i) && a.kind(i) != Kind::Number {
        return None;
    }
    let longest = a.registry.longest_from(a.word(i));
    (i + 1..=i + 2 * longest).rev().filter(|&end| end <= a.len()).find_map(|end| {
        let words = a.words(i..end);
        let entity = a.registry.find(words)?;
        let article = !a.registry.wants_article(words)
            || i > 0 && (a.is_capital(i - 1) && a.is(i - 1, Tags::DEFINITE) || a.is(i - 1, Tags::A));
        // "Trump Barry" is not Donald Trump.
        let alone =
            entity.kind != EntityKind::Person || end - i > 1 || !a.is_name(end) || !a.tokens[end].spaced;
        (article && alone).then_some((entity, end))
    })
}

/// Every name of a text, in order.
pub(super) fn find<'t>(a: &Analysis<'t>) -> Vec<Name<'t>> {
    let mut names = Vec::new();
    let mut i = 0;
    while i < a.len() {
        if let Some((entity, end)) = a.entity(i) {
            names.push(Name { tokens: i..end, entity: Some(entity) });
            i = end;
        } else if starts_name(a, i) {
            let end = end_of_run(a, i);
            names.push(Name { tokens: i..end, entity: None });
            i = end;
        } else {
            i += 1;
        }
    }
    names
}

/// Whether a run may begin here: a capital that is no common noun's and no verb's.
fn starts_name(a: &Analysis<'_>, i: usize) -> bool {
    a.is_name(i)
        && !is_common(a, i)
        && !(a.sentence(i).start == i && a.group_at(i).is_some_and(|g| g.is_finite()))
}

/// Whether the word is an ordinary noun although it has a capital ("Union", "Comité").
pub(super) fn is_common(a: &Analysis<'_>, i: usize) -> bool {
    a.is(i, Tags::ROLE | Tags::BODY | Tags::MEDIUM | Tags::DOCUMENT | Tags::ANONYMOUS)
}

fn end_of_run(a: &Analysis<'_>, start: usize) -> usize {
    const LONGEST: usize = 6;
    let mut i = start + 1;
    while i < start + LONGEST {
        if let Some((entity, end)) = a.entity(i) {
            // "Président Vladimir Poutine": a full name begins anew; "Maria Poutine" does not.
            if entity.kind != EntityKind::Person || end - i > 1 {
                break;
            }
        }
        let capital = a.is_capital(i) && !a.is(i, Tags::TITLE | Tags::MONTH | Tags::WEEKDAY);
        // "J. Doe", "John F. Kennedy"
        let initial = a.kind(i) == Kind::Stop
            && a.word(i) == "."
            && a.word(i - 1).chars().count() == 1
            && a.is_name(i + 1);
        let particle = is_particle(a, i) && a.is_name(i + 1);
        if !(capital || initial || particle) {
            break;
        }
        i += 1;
    }
    i
}

/// A small word inside a name ("van", "ben"). "de" is one only between two names of which the
/// second the registry does not know ("Laurent de Boissieu").
fn is_particle(a: &Analysis<'_>, i: usize) -> bool {
    if a.is(i, Tags::NAME_PARTICLE) {
        return true;
    }
    a.is(i, Tags::NOBLE_PARTICLE)
        && a.is_name(i + 1)
        && !is_common(a, i + 1)
        && a.entity(i + 1).is_none()
        && is_first_name(a, i - 1)
}

/// Whether the word before a particle is one word of a name, and no place or body: the
/// registry does not know it.
fn is_first_name(a: &Analysis<'_>, i: usize) -> bool {
    a.is_name(i)
        && !is_common(a, i)
        && a.entity(i).is_none()
        && (i == 0 || !a.is(i - 1, Tags::PREPOSITION | Tags::DETERMINER))
}
