//! An entry of the log.

use super::list::{Cell, Column, Listed, Tone};
use super::{count, short};
use crate::model::{
    Change, Digest, Grading, LogEntry, Operation, Outcome, OutcomeCounts, Review, Status, Vocabulary,
};
use serde::Serialize;
use serde_json::Value;

#[derive(Serialize)]
struct Object<'a> {
    seq: u64,
    time: String,
    actor: &'a str,
    operation: Operation,
    /// The change as the log has it; `null` where it is not JSON.
    payload: Value,
    previous: Digest,
    hash: Digest,
}

impl Listed for LogEntry {
    const KIND: &'static str = "the log";
    const COLUMNS: &'static [Column] = &[
        Column::number("no"),
        Column::content("time"),
        Column::share("actor", 30),
        Column::content("operation"),
        Column::rest("what"),
        Column::content("hash").rank(1),
    ];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::plain(self.seq.to_string()),
            Cell::plain(self.time.format("%Y-%m-%d %H:%M:%S").to_string()),
            Cell::plain(&self.actor),
            Cell::toned(self.operation.as_str(), Tone::Strong),
            Cell::plain(what(self)),
            Cell::toned(short(&self.hash), Tone::Faint),
        ]
    }

    fn field_names() -> Vec<&'static str> {
        vec!["seq", "time", "actor", "operation", "what", "payload", "previous", "hash"]
    }

    fn fields(&self) -> Vec<String> {
        vec![
            self.seq.to_string(),
            self.written_time(),
            self.actor.clone(),
            self.operation.to_string(),
            what(self),
            self.payload.clone(),
            self.previous.to_string(),
            self.hash.to_string(),
        ]
    }

    fn object(&self) -> impl Serialize {
        Object {
            seq: self.seq,
            time: self.written_time(),
            actor: &self.actor,
            operation: self.operation,
            payload: serde_json::from_str(&self.payload).unwrap_or_default(),
            previous: self.previous,
            hash: self.hash,
        }
    }
}

/// What an entry put, in a few words.
pub fn what(entry: &LogEntry) -> String {
    let Ok(change) = entry.change() else { return "cannot be read".to_owned() };
    let mut parts = Vec::new();
    parts.extend(change.about.clone());
    if let [document] = change.documents.as_slice() {
        parts.push(format!("document {}", document.document.name));
    } else if !change.documents.is_empty() {
        parts.push(count(change.documents.len() as u64, "document"));
    }
    if !change.claims.is_empty() {
        parts.push(count(change.claims.len() as u64, "claim"));
    }
    if !change.anchors.is_empty() {
        let mut outcomes = OutcomeCounts::default();
        change.anchors.iter().for_each(|anchor| outcomes.add(anchor.outcome()));
        let of = |outcome: &Outcome| (outcomes.of(*outcome), *outcome);
        let counts = Outcome::ALL.iter().map(of).filter(|(n, _)| *n > 0);
        parts.extend(counts.map(|(n, outcome)| format!("{n} {outcome}")));
    }
    parts.extend(decisions(&change));
    parts.extend(change.notes.iter().map(|note| format!("on {}: {}", short(&note.claim), note.text)));
    parts.extend(change.tags.iter().map(|tagging| {
        let sign = if tagging.on { '+' } else { '-' };
        format!("{sign}{} {}", tagging.tag, short(&tagging.claim))
    }));
    parts.extend(change.grades.chunk_by(|a, b| a.claim == b.claim).map(graded));
    if let Some(registry) = change.registry.filter(|_| change.about.is_none()) {
        parts.push(format!("a registry of {} entities", registry.len()));
    }
    const ENOUGH: usize = 8;
    let more = parts.len().saturating_sub(ENOUGH);
    parts.truncate(ENOUGH);
    if more > 0 {
        parts.push(format!("and {more} more"));
    }
    parts.join(", ")
}

/// One decision or two in full, several counted.
fn decisions(change: &Change) -> Vec<String> {
    let reviews = &change.reviews;
    if reviews.len() <= 2 {
        return reviews.iter().map(decision).collect();
    }
    let of = |status: Status| reviews.iter().filter(|review| review.status == status).count();
    Status::ALL.iter().map(|&s| (s, of(s))).filter(|(_, n)| *n > 0).map(|(s, n)| format!("{n} {s}")).collect()
}

/// The grades of one claim.
fn graded(gradings: &[Grading]) -> String {
    let claim = gradings.first().map(|grading| short(&grading.claim)).unwrap_or_default();
    let grade = |Grading { grade, .. }: &Grading| {
        format!("{} {}", grade.scale(), grade.word().unwrap_or("taken off"))
    };
    format!("{claim}: {}", gradings.iter().map(grade).collect::<Vec<_>>().join(", "))
}

fn decision(review: &Review) -> String {
    let next = review.successor.map(|id| format!(" by {}", short(&id))).unwrap_or_default();
    let reason = review.reason.as_ref().map(|reason| format!(" ({reason})")).unwrap_or_default();
    format!("{} {}{next}{reason}", short(&review.claim), review.status)
}
