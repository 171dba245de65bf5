//! Later versions of a page: shared by `recapture` and `ingest`, and by whatever reads a later version
//! again.

use super::{add, error::Result, found::Found};
use crate::{
    anchor::Seeker,
    model::{
        Anchor, Capture, Claim, ClaimRow, Digest, Document, Filter, Origin, Outcome, OutcomeCounts, Registry,
        Slice, SoughtRow, Standing, Status, StrengthCounts, Vocabulary, claim_id, normalise_content,
    },
    report::{count, number},
    store::{Later, Store, StoreError},
};
use chrono::Utc;
use std::{
    collections::{HashMap, HashSet},
    ops::ControlFlow,
};

/// What became of a page that was captured again.
#[derive(Debug)]
pub struct Recapture {
    /// The new version.
    pub document: Document,
    /// Whether dixit could read its language.
    pub read: bool,
    /// The standing claims of earlier versions, with what became of them.
    pub sought: Vec<SoughtRow>,
    /// Claims that no earlier version has.
    pub new_claims: StrengthCounts,
}

/// The versions of the page that a document asked for is one of, from the first to the newest. A name
/// that several versions of one page have asks for that page.
///
/// # Errors
/// Where there is no such document, or several of different pages.
pub fn page(store: &Store, asked: &str) -> Result<Vec<Document>> {
    let rows = store.documents(&Filter { doc: Some(asked.to_owned()), ..Filter::default() })?;
    if let Some(first) = rows.first() {
        let chain = store.versions(&first.document.sha256)?;
        let known: HashSet<Digest> = chain.iter().map(|version| version.sha256).collect();
        if rows.iter().all(|row| known.contains(&row.document.sha256)) {
            return Ok(chain);
        }
    }
    Ok(vec![add::document(store, asked)?.document])
}

/// Stores an article as the version after the newest of a page: seeks the claims of all earlier ones in it,
/// reads it, and keeps what is new. What the article does not say of itself it has from the version before.
///
/// # Errors
/// Where the article is a version of a page already, or what became of the file.
pub fn recapture(
    store: &mut Store,
    registry: &Registry,
    document: &Document,
    capture: &Capture,
    of: &Digest,
) -> Result<Recapture> {
    loop {
        let chain = store.versions(of)?;
        let Some(newest) = chain.last() else {
            return Err(StoreError::NoSuchDocument { name: of.to_string() }.into());
        };
        let mut document = document.clone();
        inherit(&mut document, newest);
        let mut found = Found::read(document, &capture.text, registry);
        let document = &mut found.document;
        document.title = document.title.take().or_else(|| newest.title.clone());
        document.published = document.published.or(newest.published);
        document.captured = Some(Utc::now());
        document.name = own_name(&document.name, &chain);

        let mut sought = seek(store, &chain, &found.document, &capture.text)?;
        found.reading.claims = unseen(found.reading.claims, &sought);
        sought.retain(|row| Status::STANDING.contains(&row.claim.status));
        let anchors: Vec<Anchor> = sought.iter().map(anchor).collect();
        let deposit = found.deposit(Some(capture));
        match store.recapture(&deposit, &Later { previous: &newest.sha256, anchors: &anchors }) {
            // Somebody else was faster: theirs is now the version before.
            Err(StoreError::NotNewest { .. }) => {}
            other => {
                let new_claims = other?.new_claims;
                let Found { document, reading } = found;
                return Ok(Recapture { document, read: reading.read, sought, new_claims });
            }
        }
    }
}

/// Seeks the claims of a page that came in after its later versions were captured (entered by hand, corrected,
/// read anew) in those, and keeps what became of them; answers with it.
///
/// # Errors
/// What became of the file.
pub fn catch_up(store: &mut Store, chain: &[Document]) -> Result<Vec<SoughtRow>> {
    let mut caught_up = Vec::new();
    for (at, later) in chain.iter().enumerate().skip(1) {
        let Some(capture) = store.capture(&later.sha256)? else { continue };
        let known: HashSet<Digest> =
            store.anchors(&later.sha256)?.into_iter().map(|anchor| anchor.claim).collect();
        let mut sought = seek(store, chain.get(..at).unwrap_or_default(), later, &capture.text)?;
        sought.retain(|row| Status::STANDING.contains(&row.claim.status) && !known.contains(&row.claim.id));
        caught_up.extend(sought);
    }
    store.anchor(&caught_up.iter().map(anchor).collect::<Vec<_>>())?;
    Ok(caught_up)
}

/// As [`catch_up`], for all pages that some documents are versions of.
///
/// # Errors
/// What became of the file.
pub fn catch_up_with(store: &mut Store, documents: impl IntoIterator<Item = Digest>) -> Result<()> {
    let mut done: HashSet<Digest> = HashSet::new();
    for document in documents {
        if !done.contains(&document) {
            let chain = store.versions(&document)?;
            catch_up(store, &chain)?;
            done.extend(chain.iter().map(|version| version.sha256));
        }
    }
    Ok(())
}

/// What is kept of a claim that was sought.
fn anchor(row: &SoughtRow) -> Anchor {
    let document = row.standing.document.sha256;
    Anchor { claim: row.claim.id, document, spans: row.standing.spans.clone() }
}

/// What holds of a page whatever its version, where the new capture does not say it.
fn inherit(document: &mut Document, before: &Document) {
    let gaps = [
        (&mut document.outlet, &before.outlet),
        (&mut document.author, &before.author),
        (&mut document.url, &before.url),
        (&mut document.language, &before.language),
    ];
    for (field, known) in gaps {
        *field = field.take().or_else(|| known.clone());
    }
}

/// A name that no earlier version has, so that each can be asked for: "port", "port@2".
fn own_name(name: &str, chain: &[Document]) -> String {
    match chain.iter().any(|version| version.name == name) {
        true => format!("{name}@{}", chain.len() + 1),
        false => name.to_owned(),
    }
}

/// Seeks every claim of some versions, whatever its status, in the text of a later one.
///
/// # Errors
/// What became of the file.
fn seek(store: &Store, earlier: &[Document], later: &Document, text: &str) -> Result<Vec<SoughtRow>> {
    let mut seeker = Seeker::new(text);
    let number = earlier.len() as u64 + 1;
    let mut sought = Vec::new();
    for version in earlier {
        let rows = claims(store, &version.sha256)?;
        let capture = store.capture(&version.sha256)?;
        let claims: Vec<&Claim> = rows.iter().map(|row| &row.claim).collect();
        let found = seeker.seek(&claims, capture.as_ref().map(|capture| capture.text.as_str()));
        sought.extend(rows.into_iter().zip(found).map(|(claim, spans)| SoughtRow {
            claim,
            standing: Standing { document: later.clone(), number, spans },
        }));
    }
    Ok(sought)
}

/// Every claim of a document, whatever its status.
fn claims(store: &Store, sha256: &Digest) -> Result<Vec<ClaimRow>> {
    let filter = Filter { doc: Some(sha256.to_string()), status: Status::ALL.to_vec(), ..Filter::default() };
    let mut rows = Vec::new();
    store.claims(&filter, &mut |row| {
        rows.push(row);
        ControlFlow::Continue(())
    })?;
    Ok(rows)
}

/// Leaves out of what a later version was read to say again what earlier versions said before it, as its
/// capture did; what it has as claims of its own stays with it. Any other document keeps all that was found.
///
/// # Errors
/// What became of the file.
pub fn leave_out_seen(store: &Store, found: &mut Found) -> Result<()> {
    let sha256 = found.document.sha256;
    let chain = store.versions(&sha256)?;
    let earlier = chain.split(|version| version.sha256 == sha256).next().unwrap_or_default();
    if earlier.is_empty() {
        return Ok(());
    }
    let Some(capture) = store.capture(&sha256)? else { return Ok(()) };
    let sought = seek(store, earlier, &found.document, &capture.text)?;
    let known: HashSet<Digest> = claims(store, &sha256)?.iter().map(|row| row.id).collect();
    let read = std::mem::take(&mut found.reading.claims);
    let (own, others): (Vec<Claim>, Vec<Claim>) =
        read.into_iter().partition(|claim| known.contains(&claim_id(&sha256, claim)));
    found.reading.claims = own;
    found.reading.claims.extend(unseen(others, &sought));
    Ok(())
}

/// The claims found in a later version that are not those of an earlier one seen again, so that lists do
/// not double: of those whose words stand at the same place, said by the same, the earlier one stays. A claim
/// of any status counts: what a person rejected or corrected is not found anew. Where a person entered it,
/// their word for who said it counts for more than what is read there.
///
/// `sought` is what [`seek`] answers for the versions before it ([`Store::versions`]).
fn unseen(mut found: Vec<Claim>, sought: &[SoughtRow]) -> Vec<Claim> {
    let mut by_words: HashMap<String, Vec<(&ClaimRow, Vec<&Slice>)>> = HashMap::new();
    for row in sought.iter().filter(|row| !row.standing.outcome().is_touched()) {
        let there: Vec<&Slice> = row.standing.spans.iter().filter_map(|span| span.at.as_ref()).collect();
        let words = normalise_content(there.iter().map(|at| at.text.as_str()));
        by_words.entry(words).or_default().push((&row.claim, there));
    }
    let same_place = |claim: &Claim, there: &[&Slice]| {
        let overlap = |(a, b): (&Slice, &&Slice)| a.start < b.end && b.start < a.end;
        claim.content.len() == there.len() && claim.content.iter().zip(there).all(overlap)
    };
    found.retain(|claim| {
        let words = normalise_content(claim.content.iter().map(|slice| slice.text.as_str()));
        let alike = by_words.get(&words).map(Vec::as_slice).unwrap_or_default();
        !alike.iter().any(|(row, there)| same_place(claim, there) && same_attribution(row, claim))
    });
    found
}

/// Whether a claim found later is said by the same, in the same way. A speaker that goes by the same words
/// there is the same, even where an edit further up gave them a fuller name.
fn same_attribution(earlier: &ClaimRow, found: &Claim) -> bool {
    let claim = &earlier.claim;
    let relays = |claim: &Claim| claim.via.iter().map(|relay| relay.name.clone()).collect::<Vec<_>>();
    let same_speaker =
        claim.speakers == found.speakers || (claim.mention.is_some() && claim.mention == found.mention);
    earlier.origin == Origin::Curated
        || earlier.status == Status::Superseded
        || (same_speaker
            && relays(claim) == relays(found)
            && claim.hedge == found.hedge
            && claim.stance == found.stance)
}

impl Recapture {
    /// How many of each outcome.
    pub fn outcomes(&self) -> OutcomeCounts {
        let mut counts = OutcomeCounts::default();
        self.sought.iter().for_each(|row| counts.add(row.standing.outcome()));
        counts
    }

    /// "12 claims: 9 exact, 1 moved, 1 changed, 1 gone; 2 new claims".
    pub fn summary(&self) -> String {
        summary(&self.outcomes(), self.new_claims.total())
    }
}

/// The summary of one later version or of several.
pub fn summary(outcomes: &OutcomeCounts, new_claims: u64) -> String {
    let present = Outcome::ALL.iter().filter(|outcome| outcomes.of(**outcome) > 0);
    let parts: Vec<String> =
        present.map(|outcome| format!("{} {outcome}", number(outcomes.of(*outcome)))).collect();
    let colon = if parts.is_empty() { "" } else { ": " };
    let new_claims = count(new_claims, "new claim");
    format!("{}{colon}{}; {new_claims}", count(outcomes.total(), "claim"), parts.join(", "))
}
