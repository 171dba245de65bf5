//! Seeks the same words: by their position, and by what stands around them.
//!
//! The words may stand in several places of both texts. All of the old places contend for all of the
//! new ones, and the two that have most in common around them go together first. So the place of a
//! sentence that stayed is not given to one like it that was struck out (Hypothesis does so: h issue 2798).

use super::{
    Sought,
    fuzzy::{is_long, is_surrounded},
    page::{Own, Page},
};
use std::{cmp::Reverse, ops::Range};

/// How many words around a short span must be the same, where it stands at another position.
const ENOUGH_AROUND: usize = 2;

/// How many more words around must be the same than around any rival, where there are fewer places
/// than there were: somebody goes without one.
const MARGIN: usize = 3;

/// How many words around must be the same where there are more places than can be told apart.
const ALL_AROUND: usize = 32;

/// Seeks the words of a span of an old text in a new one.
pub(super) fn seek(own: &Own, old: &Page<'_>, new: &Page<'_>) -> Sought {
    let needle = old.ids.get(own.place.clone()).unwrap_or_default();
    let new_places = new.places(needle);
    if new_places.as_ref().is_some_and(Vec::is_empty) {
        return Sought::Nowhere;
    }
    let (Some(new_places), Some(old_places)) = (new_places, old.places(needle)) else {
        return among_many(own, old, new);
    };
    let Some(me) = old_places.iter().position(|place| *place == own.place) else { return Sought::Unclear };
    let contest = Contest::new(&old_places, old, &new_places, new);
    let place = match contest.end(me) {
        End::Won(place) => place,
        End::Tied => return Sought::Unclear,
        End::Lost => return Sought::Nowhere,
    };
    let (there, around) = (&new_places[place], contest.around(me, place));
    let rival = (0..old_places.len()).filter(|&o| o != me).map(|o| contest.around(o, place)).max();
    let contested = old_places.len() > new_places.len();
    let clear = !contested || around >= rival.unwrap_or_default() + MARGIN;
    let stayed = old.point(own.place.start) == new.point(there.start);
    let firm = is_long(&own.place, old)
        || stayed
        || around >= ENOUGH_AROUND
        || is_surrounded(&own.place, old, there, new);
    if clear && firm { Sought::At(there.clone()) } else { Sought::Unclear }
}

/// Words that stand in more places than can be told apart are taken for the same only where nothing
/// around them has changed either.
fn among_many(own: &Own, old: &Page<'_>, new: &Page<'_>) -> Sought {
    let place = own.place.clone();
    let stayed = old.point(place.start).is_some() && old.point(place.start) == new.point(place.start);
    let same = new.ids.get(place.clone()) == old.ids.get(place.clone());
    let around = old.agreement(&place, new, &place) >= ALL_AROUND;
    if stayed && same && around { Sought::At(place) } else { Sought::Unclear }
}

/// What every old place has in common with every new one.
struct Contest {
    /// Twice the words around that are the same, and one for the same position: by old place, by new.
    scores: Vec<Vec<usize>>,
    new_places: usize,
}

/// How a contest ends for an old place.
enum End {
    Won(usize),
    Tied,
    /// All places are surely those of others.
    Lost,
}

impl Contest {
    fn new(old_places: &[Range<usize>], old: &Page<'_>, new_places: &[Range<usize>], new: &Page<'_>) -> Self {
        let score = |o: &Range<usize>, n: &Range<usize>| {
            let stayed = old.point(o.start) == new.point(n.start);
            2 * old.agreement(o, new, n) + usize::from(stayed)
        };
        let scores = old_places.iter().map(|o| new_places.iter().map(|n| score(o, n)).collect()).collect();
        Contest { scores, new_places: new_places.len() }
    }

    fn around(&self, old: usize, new: usize) -> usize {
        self.scores[old][new] / 2
    }

    /// The pairs are taken from the best score down. One of which neither side is in another pair of the same
    /// score goes together; the others are tied.
    fn end(&self, me: usize) -> End {
        let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
        for (o, scores) in self.scores.iter().enumerate() {
            pairs.extend(scores.iter().enumerate().map(|(n, &score)| (score, o, n)));
        }
        pairs.sort_by_key(|&(score, o, n)| (Reverse(score), o, n));
        let mut old_free = vec![true; self.scores.len()];
        let mut new_free = vec![true; self.new_places];
        for alike in pairs.chunk_by(|a, b| a.0 == b.0) {
            let open: Vec<(usize, usize)> =
                alike.iter().map(|&(_, o, n)| (o, n)).filter(|&(o, n)| old_free[o] && new_free[n]).collect();
            let mut old_count = vec![0; old_free.len()];
            let mut new_count = vec![0; new_free.len()];
            for &(o, n) in &open {
                old_count[o] += 1;
                new_count[n] += 1;
            }
            let is_tied = |&(o, n): &(usize, usize)| old_count[o] > 1 || new_count[n] > 1;
            if let Some(&mine) = open.iter().find(|(o, _)| *o == me) {
                return if is_tied(&mine) { End::Tied } else { End::Won(mine.1) };
            }
            // Where others are tied, their places are theirs, whoever gets which; as long as there are more of
            // them than places, they contend for what is left.
            let claimed = (0..new_free.len()).filter(|&n| new_count[n] > 0).count();
            let claimants = (0..old_free.len()).filter(|&o| old_count[o] > 0).count();
            for &(o, n) in &open {
                new_free[n] = false;
                old_free[o] &= is_tied(&(o, n)) && claimants > claimed;
            }
        }
        End::Lost
    }
}
