//! The claims that a session goes through: those that it has come to, and the few that come next.

use crate::model::Digest;
use rustc_hash::FxHashSet;

/// A list of claims that grows at its end as somebody comes there.
#[derive(Debug, Default)]
pub struct Queue {
    claims: Vec<Digest>,
    /// Those that were ever in it.
    known: FxHashSet<Digest>,
    at: usize,
    /// The last claim that the base gave, behind which it is asked for more.
    last: Option<Digest>,
    ended: bool,
}

impl Queue {
    /// The claim that it is at; `None` behind the last.
    pub fn current(&self) -> Option<Digest> {
        self.claims.get(self.at).copied()
    }

    /// How many claims come before the current one.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Behind which claim more are wanted before it is known what is next; `None` where it is.
    pub fn wants(&self) -> Option<Option<Digest>> {
        (self.at >= self.claims.len() && !self.ended).then_some(self.last)
    }

    /// Takes what the base gave; nothing at all is its end.
    pub fn extend(&mut self, claims: Vec<Digest>) {
        self.ended = claims.is_empty();
        self.last = claims.last().copied().or(self.last);
        // A correction may stand behind the claim in whose place it was seen already.
        self.claims.extend(claims.into_iter().filter(|claim| self.known.insert(*claim)));
    }

    /// Goes to the next claim, or behind the last.
    pub fn forward(&mut self) {
        self.at = (self.at + 1).min(self.claims.len());
    }

    /// Goes to the claim before, if there is one.
    pub fn back(&mut self) -> bool {
        let before = self.at.checked_sub(1);
        self.at = before.unwrap_or_default();
        before.is_some()
    }

    /// Goes to a claim by its number, from 0, and puts another in its place.
    pub fn put(&mut self, at: usize, claim: Digest) {
        self.at = at.min(self.claims.len());
        if let Some(place) = self.claims.get_mut(at) {
            *place = claim;
            self.known.insert(claim);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(n: u8) -> Digest {
        Digest([n; 32])
    }

    #[test]
    fn it_grows_where_somebody_comes_to_its_end() {
        let mut queue = Queue::default();
        assert_eq!((queue.current(), queue.wants()), (None, Some(None)));
        queue.extend(vec![claim(1), claim(2)]);
        assert_eq!((queue.current(), queue.wants()), (Some(claim(1)), None));
        queue.forward();
        queue.put(1, claim(9));
        queue.forward();
        assert_eq!(queue.wants(), Some(Some(claim(2))), "not behind the correction");
        queue.extend(vec![claim(9), claim(3)]);
        assert_eq!(queue.current(), Some(claim(3)), "a correction is not shown twice");
        queue.forward();
        queue.extend(vec![]);
        assert_eq!((queue.current(), queue.wants(), queue.at()), (None, None, 3));
        queue.forward();
        assert!(queue.back() && queue.back() && queue.current() == Some(claim(9)));
        assert!(queue.back() && !queue.back());
    }
}
