//! How many of the rows of a report nobody has reviewed: what every list says on its face.

use super::{count, number};
use crate::model::Status;

/// Claims counted by what people made of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reviewed {
    total: u64,
    found: u64,
    rejected: u64,
    superseded: u64,
}

impl Reviewed {
    /// Counts a claim.
    pub fn add(&mut self, status: Status) {
        self.total += 1;
        match status {
            Status::Found => self.found += 1,
            Status::Rejected => self.rejected += 1,
            // By a person or by another reading: its row does not tell.
            Status::Superseded => self.superseded += 1,
            Status::Accepted | Status::Corrected => {}
        }
    }

    /// "12 claims, 3 of them not reviewed by a person"; nothing of no claims.
    pub fn line(&self) -> Option<String> {
        let mut phrases = self.phrases();
        let first = phrases.first_mut()?;
        if let Some((n, rest)) =
            first.split_once(' ').filter(|(n, _)| n.starts_with(|c: char| c.is_ascii_digit()))
        {
            *first = format!("{n} of them {rest}");
        }
        Some(format!("{}, {}", count(self.total, "claim"), phrases.join(", ")))
    }

    /// "3 not reviewed by a person", and before that how many do not stand; nothing of no claims.
    pub fn phrases(&self) -> Vec<String> {
        let mut phrases = Vec::new();
        for (n, what) in [(self.rejected, "rejected"), (self.superseded, "superseded")] {
            match n {
                0 => {}
                n if n == self.total => return vec![format!("all {what}")],
                n => phrases.push(format!("{} {what}", number(n))),
            }
        }
        match self.found {
            0 if self.total == 0 || self.superseded > 0 => {}
            0 => phrases.push("all reviewed by a person".to_owned()),
            n if n == self.total => phrases.push("none reviewed by a person".to_owned()),
            n => phrases.push(format!("{} not reviewed by a person", number(n))),
        }
        phrases
    }
}

impl FromIterator<Status> for Reviewed {
    fn from_iter<I: IntoIterator<Item = Status>>(statuses: I) -> Self {
        let mut reviewed = Reviewed::default();
        statuses.into_iter().for_each(|status| reviewed.add(status));
        reviewed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_reviewed_is_never_passed_off_as_reviewed() {
        use Status::*;
        let check = |statuses: &[Status], expected: Option<&str>| {
            let reviewed: Reviewed = statuses.iter().copied().collect();
            assert_eq!(reviewed.line().as_deref(), expected, "{statuses:?}");
        };
        check(&[], None);
        check(&[Found], Some("1 claim, none reviewed by a person"));
        check(&[Accepted, Corrected], Some("2 claims, all reviewed by a person"));
        check(&[Accepted, Found], Some("2 claims, 1 of them not reviewed by a person"));
        check(&[Rejected, Accepted], Some("2 claims, 1 of them rejected, all reviewed by a person"));
        check(&[Rejected, Rejected], Some("2 claims, all rejected"));
        check(&[Superseded], Some("1 claim, all superseded"));
        check(&[Superseded, Accepted], Some("2 claims, 1 of them superseded"));
        check(
            &[Found, Superseded, Rejected, Found],
            Some("4 claims, 1 of them rejected, 1 superseded, 2 not reviewed by a person"),
        );
    }
}
