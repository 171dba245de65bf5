//! The reporting conditional in the article's own voice ("aurait fourni des missiles").
//!
//! Grevisse, Le Bon Usage, § 889: the conditional presents a fact as hearsay. Told apart from
//! the future in the past (under a past reporting verb), from irrealis ("si X, il ferait") and
//! from polite forms ("il faudrait").

use super::{analysis::Analysis, candidate::Candidate, complement, verb_group::VerbGroup};
use crate::{
    lang::{Mood, Tags},
    model::Hedge,
};
use std::ops::Range;

/// Every clause in the conditional that no other candidate has in its content.
pub(super) fn find(a: &Analysis<'_>, taken: &dyn Fn(&Range<usize>) -> bool, out: &mut Vec<Candidate>) {
    for group in &a.groups {
        if is_reporting(a, group) && !taken(&group.tokens()) {
            let content = complement::clause_around(a, group, group.first);
            let hedge = Hedge::Conditional;
            out.push(Candidate::unsourced("conditional.unsourced", content, group.tokens(), hedge));
        }
    }
}

/// Whether a verb in the conditional reports, as far as the verb itself and its sentence tell.
pub(super) fn is_reporting(a: &Analysis<'_>, group: &VerbGroup) -> bool {
    if group.mood != Mood::Conditional
        || !group.persons.third()
        || a.in_quote(group.head)
        || group.enclitic.is_some()
    {
        return false;
    }
    if group.verb.is(Tags::POLITE) && !group.compound {
        return false;
    }
    let sentence = a.sentence(group.first);
    let condition = sentence.clone().any(|i| {
        a.is(i, Tags::IF) && !a.in_quote(i) && a.is(i + 1, Tags::SUBJECT_PRONOUN | Tags::DETERMINER)
            || a.is(i, Tags::ELIDED_IF) && a.is(i + 1, Tags::SUBJECT_PRONOUN)
    });
    !condition
}

/// Whether content reported by a cue is itself in the reporting conditional: its main verb is,
/// and the tense of the cue does not explain it. What an `outlet` reports so, it does not vouch
/// for, whatever the tense.
pub(super) fn hedges(
    a: &Analysis<'_>,
    content: &Range<usize>,
    cue: Option<&VerbGroup>,
    outlet: bool,
) -> bool {
    let free = |g: &&VerbGroup| {
        let before = g.first.wrapping_sub(1);
        g.is_finite() && !(before >= content.start && a.is(before, Tags::QUI | Tags::RELATIVE | Tags::QUE))
    };
    let main = a.groups_in(content.clone()).map(|g| &a.groups[g]).find(free);
    let Some(main) = main.filter(|m| is_reporting(a, m)) else { return false };
    let past =
        cue.is_some_and(|c| c.compound || matches!(c.mood, Mood::Past | Mood::Imperfect) || !c.is_finite());
    outlet || !past || main.compound
}
