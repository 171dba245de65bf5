//! What a person makes of claims: shared by the commands that decide about many at once and by
//! the session that goes through them one by one.

use crate::model::{Change, Digest, Note, Operation, Review, Status, Tagging};

/// Something done with claims, the same to each of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// They are right.
    Accept {
        /// Why, in the words of whoever says so.
        reason: Option<String>,
    },
    /// They are wrong.
    Reject {
        /// Why, in the words of whoever says so.
        reason: String,
    },
    /// Something is noted beside them.
    Note(String),
    /// Tags are put on them (`true`) or taken off.
    Tag(Vec<(String, bool)>),
}

impl Act {
    /// What the log calls it.
    pub fn operation(&self) -> Operation {
        match self {
            Act::Accept { .. } => Operation::Accept,
            Act::Reject { .. } => Operation::Reject,
            Act::Note(_) => Operation::Note,
            Act::Tag(_) => Operation::Tag,
        }
    }

    /// Whether it leaves a claim of this status as it is: a correction is as good as accepted, and
    /// what was superseded is not up for decision.
    pub fn leaves(&self, status: Status) -> bool {
        use Status::{Accepted, Corrected, Rejected, Superseded};
        match self {
            Act::Accept { .. } => matches!(status, Accepted | Corrected | Superseded),
            Act::Reject { .. } => matches!(status, Rejected | Superseded),
            Act::Note(_) | Act::Tag(_) => false,
        }
    }

    /// The change that it makes of some claims.
    pub fn change(&self, claims: &[Digest]) -> Change {
        let mut change = Change::default();
        for &claim in claims {
            let mut decide = |status, reason| {
                change.reviews.push(Review { claim, status, reason, successor: None });
            };
            match self {
                Act::Accept { reason } => decide(Status::Accepted, reason.clone()),
                Act::Reject { reason } => decide(Status::Rejected, Some(reason.clone())),
                Act::Note(text) => change.notes.push(Note { claim, text: text.clone() }),
                Act::Tag(tags) => change.tags.extend(tags.iter().map(|(tag, on)| Tagging {
                    claim,
                    tag: tag.clone(),
                    on: *on,
                })),
            }
        }
        change
    }
}

/// Words that say something, on one line.
///
/// # Errors
/// Where there are none.
pub fn words(text: &str) -> Result<String, String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() { Err("it is empty".to_owned()) } else { Ok(text) }
}
