//! Expressions of time: "mercredi 6 janvier", "cette semaine", "on Monday", "two years ago".

use super::analysis::Analysis;
use crate::{lang::Tags, text::Kind};

pub(super) fn is_time(a: &Analysis<'_>, i: usize) -> bool {
    a.is(i, Tags::WEEKDAY | Tags::MONTH | Tags::TIME_NOUN | Tags::TIME_ADVERB)
}

/// Where the time expression that begins at `i` ends ("mercredi 6 janvier", "le 19 octobre",
/// "cette semaine", "en juillet 2017").
pub(super) fn time_end(a: &Analysis<'_>, i: usize) -> Option<usize> {
    let mut j = i;
    while j < i + 3
        && (a.is(j, Tags::DETERMINER | Tags::PREPOSITION)
            || a.kind(j) == Kind::Number
            || a.is(j, Tags::PRE_ADJECTIVE) && is_time(a, j + 1))
        && !is_time(a, j)
    {
        j += 1;
    }
    if !is_time(a, j) {
        return None;
    }
    while is_time(a, j)
        || a.kind(j) == Kind::Number
        || is_time(a, j + 1) && a.is(j, Tags::PREPOSITION | Tags::DETERMINER)
    {
        j += 1;
    }
    // "vendredi dernier", "la semaine prochaine"
    while a.is(j, Tags::TIME_AFTER) {
        j += 1;
    }
    Some(j)
}
