//! The claim table for a report: grouped by how firmly the words are attributed, numbered, each
//! row with its source note.

mod data;
mod html;
mod markdown;
mod terminal;

use super::{Format, Reviewed, SHORT_ID, Style, chain, grades, rows, typography};
use crate::model::{Checkpoint, ClaimRow, Digest, Document, Status, Strength, StrengthCounts, Vocabulary};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::{self, Write};

/// The table, ready for every format.
pub struct Sourced<'a> {
    /// The groups that have rows, in the order of [`Group::ALL`].
    pub sections: Vec<Section<'a>>,
    /// The source notes, in the order in which the rows point to them.
    pub notes: Vec<Note<'a>>,
    /// How many claims of each strength.
    pub counts: StrengthCounts,
    /// What people made of the claims.
    pub reviewed: Reviewed,
    /// What the log was.
    pub log: Option<&'a Checkpoint>,
}

/// A group with its rows.
pub struct Section<'a> {
    /// The group.
    pub group: Group,
    /// Its rows.
    pub entries: Vec<Entry<'a>>,
}

/// A numbered row.
pub struct Entry<'a> {
    /// Its number, from 1, running through the groups.
    pub number: usize,
    /// Its group.
    pub group: Group,
    /// The number of its source note.
    pub note: usize,
    /// The shortest beginning of its id, of at least [`SHORT_ID`] digits, that no other row of the table has.
    pub prefix: String,
    /// The claim.
    pub row: &'a ClaimRow,
}

/// A numbered source note.
pub struct Note<'a> {
    /// Its number, from 1.
    pub number: usize,
    /// The document.
    pub document: &'a Document,
}

/// What the rows are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Verbatim, relayed and stated.
    Stated,
    /// A paraphrase at second hand.
    Hearsay,
    /// What the text itself does not vouch for.
    Alleged,
    /// The outlet's own word.
    Unsourced,
}

impl Group {
    /// Every group, from firm to weak.
    pub const ALL: [Group; 4] = [Group::Stated, Group::Hearsay, Group::Alleged, Group::Unsourced];

    /// The group of a strength.
    pub fn of(strength: Strength) -> Self {
        match strength {
            Strength::Verbatim | Strength::Relayed | Strength::Stated => Group::Stated,
            Strength::Hearsay => Group::Hearsay,
            Strength::Alleged => Group::Alleged,
            Strength::Unsourced => Group::Unsourced,
        }
    }

    /// Its name in data.
    pub fn name(self) -> &'static str {
        match self {
            Group::Stated => "stated",
            Group::Hearsay => "hearsay",
            Group::Alleged => "alleged",
            Group::Unsourced => "unsourced",
        }
    }

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Group::Stated => "What is stated",
            Group::Hearsay => "What is hearsay",
            Group::Alleged => "What is alleged",
            Group::Unsourced => "What is unsourced",
        }
    }

    /// What its rows have in common, as a sentence.
    pub fn gloss(self) -> &'static str {
        match self {
            Group::Stated => "Quoted words, or a paraphrase at first hand.",
            Group::Hearsay => "Paraphrases at second hand or from an unnamed speaker.",
            Group::Alleged => "Words that the text itself does not vouch for.",
            Group::Unsourced => "The outlet's own word: nobody is said to have said it.",
        }
    }
}

impl<'a> Sourced<'a> {
    /// Groups and numbers the rows; within a group they keep their order.
    pub fn new(rows: &'a [ClaimRow], log: Option<&'a Checkpoint>) -> Self {
        let prefixes = prefixes(rows);
        let mut notes: Vec<Note<'a>> = Vec::new();
        let mut note_of: HashMap<Digest, usize> = HashMap::new();
        let mut counts = StrengthCounts::default();
        let mut sections = Vec::new();
        let mut number = 0;
        for group in Group::ALL {
            let mut entries = Vec::new();
            for (row, prefix) in rows.iter().zip(&prefixes).filter(|(r, _)| Group::of(r.strength) == group) {
                let note = *note_of.entry(row.document.sha256).or_insert_with(|| {
                    notes.push(Note { number: notes.len() + 1, document: &row.document });
                    notes.len()
                });
                number += 1;
                counts.add(row.strength, 1);
                entries.push(Entry { number, group, note, prefix: prefix.clone(), row });
            }
            if !entries.is_empty() {
                sections.push(Section { group, entries });
            }
        }
        let reviewed = rows.iter().map(|row| row.status).collect();
        Sourced { sections, notes, counts, reviewed, log }
    }

    /// Every row in the order of the numbers.
    pub fn entries(&self) -> impl Iterator<Item = &Entry<'a>> {
        self.sections.iter().flat_map(|section| &section.entries)
    }

    /// The strengths that occur.
    pub fn strengths(&self) -> impl Iterator<Item = Strength> {
        Strength::ALL.iter().copied().filter(|&strength| self.counts.of(strength) > 0)
    }

    /// What the grades of the rows mean, each once: "B: usually reliable". Empty where nobody has
    /// graded any.
    pub fn grades(&self) -> Vec<String> {
        let given = self.entries().flat_map(|entry| entry.row.grades.iter());
        let used: BTreeSet<_> =
            given.map(|g| (g.grade.scale(), g.grade.word(), grades::meaning(&g.grade))).collect();
        used.into_iter()
            .map(|(_, word, meaning)| format!("{}: {meaning}", word.unwrap_or_default()))
            .collect()
    }

    /// The checkpoint on one line: "log dixit.log/0123456789abcdef, size 12, root q1w2…=".
    pub fn log_line(&self) -> Option<String> {
        let text = self.log?.text();
        let mut lines = text.lines();
        let (origin, size, root) = (lines.next()?, lines.next()?, lines.next()?);
        Some(format!("log {origin}, size {size}, root {root}"))
    }

    /// "6 claims from 1 document: 2 verbatim, 1 relayed, …; 3 not reviewed by a person"
    pub fn summary(&self) -> String {
        let claims = super::count(self.counts.total(), "claim");
        let documents = super::count(self.notes.len() as u64, "document");
        let strengths: Vec<String> =
            self.strengths().map(|strength| format!("{} {strength}", self.counts.of(strength))).collect();
        let colon = if strengths.is_empty() { "" } else { ": " };
        let review: String = self.reviewed.phrases().iter().map(|phrase| format!("; {phrase}")).collect();
        format!("{claims} from {documents}{colon}{}{review}", strengths.join(", "))
    }
}

impl Note<'_> {
    /// The document's title, or its name where it has none.
    pub fn title(&self) -> &str {
        self.document.title.as_deref().unwrap_or(&self.document.name)
    }

    /// What is known beside the title: author, outlet, date, what it was where it was no text.
    pub fn particulars(&self) -> Vec<String> {
        let document = self.document;
        let date = document.published.map(|date| date.to_string());
        let medium = document.medium.clone();
        [document.author.clone(), document.outlet.clone(), date, medium].into_iter().flatten().collect()
    }

    /// Title and particulars in one line.
    pub fn title_line(&self) -> String {
        let mut parts = vec![typography::title(self.title(), self.document.language.as_deref())];
        parts.extend(self.particulars());
        parts.join(", ")
    }
}

impl Entry<'_> {
    /// The words as the document's language sets them, a denial marked as one.
    pub fn words(&self) -> String {
        rows::claim::words(self.row)
    }

    /// From the speaker to the outlet.
    pub fn chain(&self) -> String {
        chain::forwards(&self.row.claim, &self.row.document)
    }

    /// The document's date, empty where it is not known.
    pub fn date(&self) -> String {
        self.row.document.published.map(|date| date.to_string()).unwrap_or_default()
    }

    /// What people graded the claim, in short.
    pub fn grade(&self) -> String {
        grades::short(&self.row.grades)
    }

    /// "not reviewed", or that the claim does not stand; nothing where a person holds it to be right.
    pub fn remark(&self) -> &'static str {
        match self.row.status {
            Status::Found => "not reviewed",
            Status::Accepted | Status::Corrected => "",
            status @ (Status::Rejected | Status::Superseded) => status.as_str(),
        }
    }

    /// The outlet, empty where it is not known.
    pub fn outlet(&self) -> &str {
        self.row.document.outlet.as_deref().unwrap_or_default()
    }
}

/// Writes the table in any format.
pub fn write(
    out: &mut dyn Write,
    rows: &[ClaimRow],
    log: Option<&Checkpoint>,
    format: Format,
    style: Style,
) -> io::Result<()> {
    let sourced = Sourced::new(rows, log);
    match format {
        Format::Table => terminal::write(out, &sourced, style),
        Format::Md => markdown::write(out, &sourced),
        Format::Html => html::write(out, &sourced),
        Format::Json => data::json(out, &sourced),
        Format::Jsonl | Format::Csv | Format::Tsv => {
            super::list::write::<Entry<'_>, _>(out, sourced.entries(), format, style)
        }
    }
}

/// For every row the shortest beginning of its id that tells it from the others.
fn prefixes(rows: &[ClaimRow]) -> Vec<String> {
    let ids: Vec<String> = rows.iter().map(|row| row.id.to_string()).collect();
    let distinct = ids.iter().collect::<HashSet<_>>().len();
    let length = (SHORT_ID..64)
        .find(|&n| ids.iter().map(|id| &id[..n]).collect::<HashSet<_>>().len() == distinct)
        .unwrap_or(64);
    ids.iter().map(|id| id[..length].to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn rows_are_grouped_and_numbered_and_documents_noted_once() {
        let mut rows = sample::rows();
        rows[1].document.sha256 = Digest::of(b"another");
        rows.swap(0, 4);
        let sourced = Sourced::new(&rows, None);
        let numbers: Vec<usize> = sourced.entries().map(|e| e.number).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6]);
        let groups: Vec<&str> = sourced.sections.iter().map(|s| s.group.name()).collect();
        assert_eq!(groups, ["stated", "alleged"]);
        assert_eq!(sourced.notes.len(), 2);
        assert_eq!(sourced.entries().map(|e| e.note).collect::<Vec<_>>(), [1, 2, 2, 2, 2, 2]);
        assert_eq!(
            sourced.summary(),
            "6 claims from 2 documents: 2 verbatim, 1 relayed, 2 stated, 1 alleged; none reviewed by a person"
        );
    }

    #[test]
    fn prefixes_grow_until_they_differ() {
        let mut rows = sample::rows();
        rows[1].id = rows[0].id;
        rows[1].id.0[5] ^= 1;
        let sourced = Sourced::new(&rows, None);
        assert!(sourced.entries().all(|e| e.prefix.len() == 12));
        assert_eq!(Sourced::new(&[], None).summary(), "0 claims from 0 documents");
    }
}
