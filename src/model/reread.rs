//! Reading again: what a new reading of a document makes of the claims that the base has of it.
//!
//! What nobody has decided about follows the reading; what a person decided stays, and where the
//! reading disagrees it says so:
//!
//! | the claim was | and is read again | and is not read again |
//! |---|---|---|
//! | `found` | it stays, with what its id does not cover as it is read now | `superseded`, by what is read in its place |
//! | `superseded` by a reading, or by an entry since undone | `found` again | as it was |
//! | `superseded` by a correction | as it was | as it was |
//! | `accepted`, `corrected`, curated | as it was; a disagreement where its strength would be another | as it was; a disagreement |
//! | `rejected` | as it was; a disagreement | as it was |
//! | not there | `found` | |

use super::{Claim, ClaimRow, Digest, Fate, Form, Hedge, Origin, Registry, Span, Stance, Status, fold_name};
use std::collections::{HashMap, HashSet};

/// A claim of the base, as a new reading meets it.
#[derive(Debug, Clone)]
pub struct Known {
    /// The claim.
    pub row: ClaimRow,
    /// Whether a person decided that it is what it is.
    pub decided: bool,
}

/// What a new reading makes of the claims of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rereading {
    /// How many claims nobody decided about stay as they are.
    pub stays: u64,
    /// The others that it says something about, in the order of the text.
    pub rows: Vec<RereadRow>,
    /// Whether it tells something of the document that was not known.
    pub learnt: bool,
}

/// A claim that a new reading says something about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RereadRow {
    /// What becomes of it.
    pub fate: Fate,
    /// The claim, as it is from then on.
    pub row: ClaimRow,
    /// The claim that is read in the place of one that is gone.
    pub successor: Option<Digest>,
    /// More about it, in a few words; may be empty.
    pub about: String,
}

impl Rereading {
    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        !self.learnt && self.rows.iter().all(|row| row.fate == Fate::Disagrees)
    }

    /// Compares the claims of a document with a new reading of it. `registry` tells which names are
    /// one person's: what a person decided holds by whatever name the reading files it.
    pub fn new(known: Vec<Known>, read: Vec<ClaimRow>, registry: &Registry) -> Self {
        let mut seen = HashSet::new();
        let read: Vec<ClaimRow> = read.into_iter().filter(|row| seen.insert(row.id)).collect();
        let meeting = Meeting::new(&known, &read, registry);
        let successors = Overlaps::new(&read, |i| meeting.stands(i, &known));
        let rivals = Overlaps::new(&read, |i| !meeting.agreed(i, &known));
        let mut rereading = Rereading::default();
        for (k, claim) in known.iter().enumerate() {
            let again = meeting.read_of[k].map(|i| &read[i]);
            if claim.decided {
                let about = match again {
                    Some(again) => dissent(&claim.row, again),
                    None => absence(&claim.row, rivals.of(&claim.row.claim).map(|i| &read[i].claim)),
                };
                rereading.rows.extend(about.map(|about| row(Fate::Disagrees, claim.row.clone(), about)));
                continue;
            }
            match (claim.row.status, again) {
                (Status::Superseded, Some(again)) => {
                    let row = as_read(&claim.row, again);
                    rereading.rows.push(self::row(Fate::Back, row, String::new()));
                }
                (Status::Superseded, None) => {}
                (_, Some(again)) if same_record(&claim.row, again) => rereading.stays += 1,
                (_, Some(again)) => {
                    let about = match again.strength == claim.row.strength {
                        true => "other mention or cue".to_owned(),
                        false => format!("{}, was {}", again.strength, claim.row.strength),
                    };
                    rereading.rows.push(row(Fate::Changed, as_read(&claim.row, again), about));
                }
                (_, None) => {
                    let successor = successors.of(&claim.row.claim).map(|i| read[i].id);
                    let about = successor.map(|id| format!("now {id:.8}")).unwrap_or_default();
                    let gone = ClaimRow { status: Status::Superseded, ..claim.row.clone() };
                    rereading.rows.push(RereadRow { successor, ..row(Fate::Gone, gone, about) });
                }
            }
        }
        let fresh = read.iter().zip(&meeting.known_of).filter(|(_, known)| known.is_none());
        rereading.rows.extend(fresh.map(|(new, _)| row(Fate::New, new.clone(), String::new())));
        let start = |row: &RereadRow| row.row.claim.content.first().map(|slice| slice.start);
        rereading.rows.sort_by_key(|row| (start(row), std::cmp::Reverse(row.fate), row.row.id));
        rereading
    }
}

/// Which claim of the reading is which claim of the base.
struct Meeting {
    /// For every claim of the base that of the reading.
    read_of: Vec<Option<usize>>,
    /// The other way round.
    known_of: Vec<Option<usize>>,
}

impl Meeting {
    /// The same id is the same claim; and so is what says the same as one that a person decided about,
    /// should the registry give the same people other names now.
    fn new(known: &[Known], read: &[ClaimRow], registry: &Registry) -> Self {
        let by_id: HashMap<Digest, usize> = known.iter().enumerate().map(|(k, c)| (c.row.id, k)).collect();
        let mut by_sense: HashMap<Sense<'_>, usize> = HashMap::new();
        for (k, claim) in known.iter().enumerate().filter(|(_, claim)| claim.decided) {
            let first = by_sense.entry(sense(&claim.row.claim, registry)).or_insert(k);
            if Status::STANDING.contains(&claim.row.status) {
                *first = k;
            }
        }
        let mut read_of = vec![None; known.len()];
        let mut known_of = vec![None; read.len()];
        for (i, row) in read.iter().enumerate() {
            known_of[i] = by_id.get(&row.id).copied();
        }
        for (i, row) in read.iter().enumerate().filter(|(i, _)| known_of[*i].is_none()).collect::<Vec<_>>() {
            known_of[i] = by_sense.get(&sense(&row.claim, registry)).copied();
        }
        for (i, k) in known_of.iter().enumerate() {
            if let Some(k) = *k {
                read_of[k].get_or_insert(i);
            }
        }
        Meeting { read_of, known_of }
    }

    /// Whether a claim of the reading stands in the base afterwards.
    fn stands(&self, read: usize, known: &[Known]) -> bool {
        self.known_of[read]
            .is_none_or(|k| !known[k].decided || Status::STANDING.contains(&known[k].row.status))
    }

    /// Whether a claim of the reading is one that a person holds to be right.
    fn agreed(&self, read: usize, known: &[Known]) -> bool {
        self.known_of[read]
            .is_some_and(|k| known[k].decided && Status::STANDING.contains(&known[k].row.status))
    }
}

/// What a claim says, people by whom the registry knows under their names.
type Sense<'a> = (Vec<Span>, Form, Hedge, Stance, Vec<Who<'a>>, Vec<Who<'a>>);

/// An entity by its name, or anybody else by the folded one.
#[derive(PartialEq, Eq, Hash)]
enum Who<'a> {
    Entity(&'a str),
    Name(String),
}

fn sense<'a>(claim: &Claim, registry: &'a Registry) -> Sense<'a> {
    let who = |name: &String| match registry.find(name) {
        Some(entity) => Who::Entity(&entity.name),
        None => Who::Name(fold_name(name)),
    };
    let spans = claim.content.iter().map(|slice| slice.span()).collect();
    let relays = claim.via.iter().map(|relay| who(&relay.name)).collect();
    (spans, claim.form, claim.hedge, claim.stance, claim.speakers.iter().map(who).collect(), relays)
}

fn row(fate: Fate, row: ClaimRow, about: String) -> RereadRow {
    RereadRow { fate, row, successor: None, about }
}

/// Whether the two say the same of what a claim's id does not cover, and the first is a find. By
/// which rule and which version it was found first stays on record.
fn same_record(known: &ClaimRow, again: &ClaimRow) -> bool {
    let rule = known.claim.rule.clone();
    known.origin == Origin::Found && known.claim == Claim { rule, ..again.claim.clone() }
}

/// A claim of the base as it is after it was read again.
fn as_read(known: &ClaimRow, again: &ClaimRow) -> ClaimRow {
    let standing = ClaimRow { status: Status::Found, ..known.clone() };
    if same_record(known, again) { standing } else { ClaimRow { status: Status::Found, ..again.clone() } }
}

/// What is to be said of a claim that a person decided about and that is read again, if anything.
fn dissent(known: &ClaimRow, again: &ClaimRow) -> Option<String> {
    match known.status {
        Status::Rejected => Some("rejected, but read again".to_owned()),
        Status::Superseded => None,
        status if known.strength != again.strength => {
            Some(format!("{status}, but read as {}", again.strength))
        }
        _ => None,
    }
}

/// What is to be said of a claim that a person decided about and that is not read, if anything. One
/// that no reading ever found is not missed; but that its words are read otherwise is said.
fn absence(known: &ClaimRow, rival: Option<&Claim>) -> Option<String> {
    if !Status::STANDING.contains(&known.status) {
        return None;
    }
    match rival {
        Some(rival) => Some(format!("{}, but read with {}", known.status, differences(&known.claim, rival))),
        None => known.program.as_ref().map(|_| format!("{}, but not read any more", known.status)),
    }
}

/// Wherein a reading of some words differs.
fn differences(claim: &Claim, rival: &Claim) -> String {
    let mut parts = Vec::new();
    let names = |what: &str, none: &str, names: Vec<&str>| match names.as_slice() {
        [] => none.to_owned(),
        names => format!("{what} {}", names.join(", ")),
    };
    let relays = |claim: &Claim| claim.via.iter().map(|relay| relay.name.clone()).collect::<Vec<_>>();
    if claim.speakers != rival.speakers {
        parts.push(names("speaker", "no speaker", rival.speakers.iter().map(String::as_str).collect()));
    }
    if relays(claim) != relays(rival) {
        let via = rival.via.iter().map(|relay| relay.name.as_str()).collect();
        parts.push(names("relay", "no relay", via));
    }
    if claim.form != rival.form {
        parts.push(format!("form {}", rival.form));
    }
    if claim.hedge != rival.hedge {
        parts.push(format!("hedge {}", rival.hedge));
    }
    if claim.stance != rival.stance {
        parts.push(format!("stance {}", rival.stance));
    }
    if claim.content != rival.content {
        parts.push("other words".to_owned());
    }
    parts.join(", ")
}

/// Finds which claim of a reading has the words of another.
struct Overlaps {
    /// Slices of the claims, by where they begin, each with its claim.
    slices: Vec<(Span, usize)>,
    /// The furthest end of all slices up to each.
    reach: Vec<usize>,
    /// The code points of every claim's content.
    lengths: Vec<usize>,
}

impl Overlaps {
    fn new(read: &[ClaimRow], wanted: impl Fn(usize) -> bool) -> Self {
        let mut slices = Vec::new();
        for (i, row) in read.iter().enumerate().filter(|(i, _)| wanted(*i)) {
            slices.extend(row.claim.content.iter().map(|slice| (slice.span(), i)));
        }
        slices.sort();
        let mut furthest = 0;
        let reach = slices
            .iter()
            .map(|(span, _)| {
                furthest = span.end.max(furthest);
                furthest
            })
            .collect();
        Overlaps { slices, reach, lengths: read.iter().map(|row| length(&row.claim)).collect() }
    }

    /// The claim that has most of these words: at least half of them, or of its own. The first of
    /// equals.
    fn of(&self, claim: &Claim) -> Option<usize> {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for slice in &claim.content {
            let before_end = self.slices.partition_point(|(span, _)| span.start < slice.end);
            for at in (0..before_end).rev().take_while(|&at| self.reach[at] > slice.start) {
                let (span, i) = self.slices[at];
                let common = span.end.min(slice.end).saturating_sub(span.start.max(slice.start));
                *shared.entry(i).or_default() += common;
            }
        }
        let own = length(claim);
        let evident = |&(i, common): &(usize, usize)| common > 0 && 2 * common >= own.min(self.lengths[i]);
        let best = shared.into_iter().filter(evident);
        best.min_by_key(|&(i, common)| (std::cmp::Reverse(common), self.lengths[i], i)).map(|(i, _)| i)
    }
}

fn length(claim: &Claim) -> usize {
    claim.content.iter().map(|slice| slice.span().len()).sum()
}
