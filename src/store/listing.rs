//! Lists: claims, counts, documents, speakers.

use super::{
    alphabet, claims,
    columns::word,
    documents,
    error::{StoreError, Trouble},
    grades, place,
    query::Query,
    texts::Texts,
    versions,
};
use crate::model::{
    ClaimRow, Digest, DocumentRow, Filter, Grades, Sort, SpeakerRow, Strength, StrengthCounts, Vocabulary,
};
use rusqlite::{Connection, Row, params, params_from_iter};
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    ops::ControlFlow,
};

/// Goes through the claims that a filter selects, in its order; with what stands around their words
/// where there are texts to keep.
pub(super) fn claims(
    connection: &Connection,
    filter: &Filter,
    texts: Option<Texts>,
    each: &mut dyn FnMut(ClaimRow) -> ControlFlow<()>,
) -> Result<(), Trouble> {
    let mut rows = Rows {
        connection,
        document: None,
        texts,
        graded: grades::any(connection)?,
        left: filter.limit.unwrap_or(u64::MAX),
        each,
    };
    let query = Query::new(connection, filter)?;
    // Whether it was stopped makes no difference any more: there is nothing after it.
    let _ = match filter.sort {
        Sort::Date => rows.of(&query)?,
        Sort::Strength => {
            for &strength in Strength::ALL {
                if rows.of(&query.of_strength(strength))?.is_break() {
                    break;
                }
            }
            ControlFlow::Continue(())
        }
        Sort::Speaker => rows.at(by_first_speaker(connection, &query)?)?,
        Sort::Outlet => rows.at(by_outlet(connection, &query)?)?,
    };
    Ok(())
}

/// The ids of the claims that a filter selects, in list order, after one of them.
pub(super) fn claim_ids(
    connection: &Connection,
    filter: &Filter,
    after: Option<&Digest>,
) -> Result<Vec<Digest>, Trouble> {
    let mut query = Query::new(connection, filter)?;
    if let Some(id) = after {
        let none = || StoreError::NoSuchClaim { prefix: id.to_string() };
        let claim = claims::by_id(connection, id)?.ok_or_else(none)?;
        query = query.after(claim.place);
    }
    let Some(select) = query.in_order(connection)? else { return Ok(Vec::new()) };
    let limit = filter.limit.and_then(|n| i64::try_from(n).ok()).unwrap_or(i64::MAX);
    let mut ids = Vec::new();
    let mut hash = connection.prepare_cached("SELECT hash FROM claim WHERE place = ?1")?;
    each_row(connection, &format!("{select} LIMIT {limit}"), &query, |row| {
        ids.push(Digest(hash.query_row([row.get::<_, i64>(0)?], |row| row.get(0))?));
        Ok(())
    })?;
    Ok(ids)
}

/// The receiving end of a list, and what it has still to receive.
struct Rows<'a> {
    connection: &'a Connection,
    /// The last document: claims of one document mostly follow one another.
    document: Option<documents::Stored>,
    /// Whether there are grades to look for at all.
    graded: bool,
    /// `None` where nobody asks what stands around the words.
    texts: Option<Texts>,
    left: u64,
    each: &'a mut dyn FnMut(ClaimRow) -> ControlFlow<()>,
}

impl Rows<'_> {
    /// Gives out what a query selects, in list order.
    fn of(&mut self, query: &Query) -> Result<ControlFlow<()>, Trouble> {
        let Some(select) = query.in_order(self.connection)? else { return Ok(ControlFlow::Continue(())) };
        let limit = i64::try_from(self.left).unwrap_or(i64::MAX);
        let mut statement = self.connection.prepare(&format!("{select} LIMIT {limit}"))?;
        let mut places = statement.query(params_from_iter(query.search_words()))?;
        while let Some(row) = places.next()? {
            if self.give(row.get(0)?)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Gives out the claims at some places, in their order.
    fn at(&mut self, places: Vec<i64>) -> Result<ControlFlow<()>, Trouble> {
        for place in places {
            if self.give(place)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn give(&mut self, place: i64) -> Result<ControlFlow<()>, Trouble> {
        if self.left == 0 {
            return Ok(ControlFlow::Break(()));
        }
        self.left -= 1;
        let claim = claims::at(self.connection, place)?;
        let document = match self.document.take() {
            Some(last) if last.id == claim.document => last,
            _ => documents::by_id(self.connection, claim.document)?,
        };
        let key = claim.key;
        let mut row = claim_row(claim, &document);
        if self.graded {
            row.grades = grades::of_claim(self.connection, key)?;
        }
        if let Some(texts) = &mut self.texts {
            row = texts.around(self.connection, document.id, row)?;
        }
        self.document = Some(document);
        Ok((self.each)(row))
    }
}

/// The row of a claim, but for what people graded it and what stands around it.
pub(super) fn claim_row(stored: claims::Stored, document: &documents::Stored) -> ClaimRow {
    ClaimRow {
        id: stored.id,
        content_hash: stored.content_hash,
        strength: stored.strength,
        claim: stored.claim,
        document: document.document.clone(),
        origin: stored.origin,
        program: stored.program,
        status: stored.status,
        grades: Grades::default(),
        context: Vec::new(),
    }
}

/// Adds what stands around the words of some claims.
pub(super) fn add_context(connection: &Connection, rows: Vec<ClaimRow>) -> Result<Vec<ClaimRow>, Trouble> {
    let mut texts = Texts::default();
    let mut in_context = Vec::with_capacity(rows.len());
    for row in rows {
        in_context.push(match documents::by_hash(connection, &row.document.sha256)? {
            Some(document) => texts.around(connection, document.id, row)?,
            None => row,
        });
    }
    Ok(in_context)
}

/// How many of the claims whose ids begin alike are named.
const CANDIDATES: i64 = 5;

/// The one claim whose id begins with a prefix.
pub(super) fn claim(connection: &Connection, prefix: &str) -> Result<ClaimRow, Trouble> {
    let none = || StoreError::NoSuchClaim { prefix: prefix.to_owned() };
    let (first, last) = documents::hash_range(prefix).ok_or_else(none)?;
    let (count, place): (u64, Option<i64>) = connection
        .prepare_cached("SELECT count(*), min(place) FROM claim WHERE hash BETWEEN ?1 AND ?2")?
        .query_row([first.0, last.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    match (count, place) {
        (1, Some(place)) => {
            let claim = claims::at(connection, place)?;
            let document = documents::by_id(connection, claim.document)?;
            let grades = grades::of_claim(connection, claim.key)?;
            Ok(ClaimRow { grades, ..claim_row(claim, &document) })
        }
        (0, _) | (_, None) => Err(none().into()),
        (count, _) => {
            let first = connection
                .prepare_cached("SELECT hash FROM claim WHERE hash BETWEEN ?1 AND ?2 ORDER BY hash LIMIT ?3")?
                .query_map(params![first.0, last.0, CANDIDATES], |row| Ok(Digest(row.get(0)?)))?
                .collect::<Result<_, _>>()?;
            Err(StoreError::AmbiguousClaim { prefix: prefix.to_owned(), count, first }.into())
        }
    }
}

/// How many claims a filter selects.
pub(super) fn counts(connection: &Connection, filter: &Filter) -> Result<StrengthCounts, Trouble> {
    let mut counts = StrengthCounts::default();
    let query = Query::new(connection, filter)?.by_strength();
    if let Some(select) = query.counted(connection)? {
        each_row(connection, &select, &query, |row| {
            counts.add(word(row, 0)?, row.get(1)?);
            Ok(())
        })?;
    }
    Ok(counts)
}

/// The documents that a filter selects.
pub(super) fn documents(connection: &Connection, filter: &Filter) -> Result<Vec<DocumentRow>, Trouble> {
    let query = Query::new(connection, filter)?;
    let (outlets, about_claims) = (query.outlet_condition(), query.is_about_claims());
    let mut claims: HashMap<i64, (StrengthCounts, u64)> = HashMap::new();
    let counted = query.clone().by_strength();
    if let Some(select) = counted.in_any_order(connection)? {
        let document = place::document_of("place");
        let sql = format!(
            "SELECT {document} AS document, strength, count(*), sum(status = 'found') FROM ({select}) GROUP BY 1, 2"
        );
        each_row(connection, &sql, &counted, |row| {
            let (counts, unreviewed) = claims.entry(row.get(0)?).or_default();
            counts.add(word(row, 1)?, row.get(2)?);
            *unreviewed += row.get::<_, u64>(3)?;
            Ok(())
        })?;
    }

    let numbers = versions::numbers(connection)?;
    let mut rows: Vec<(i64, DocumentRow)> = Vec::new();
    documents::each(connection, &outlets, |stored| {
        let place = stored.range().first;
        let counts = claims.get(&stored.id).copied();
        if query.has_place(place) && (counts.is_some() || !about_claims) {
            let documents::Stored { document, has_text, read, .. } = stored;
            let (claims, unreviewed) = counts.unwrap_or_default();
            let version = numbers.get(&stored.id).copied().unwrap_or(1);
            rows.push((place, DocumentRow { document, claims, unreviewed, has_text, version, read }));
        }
    })?;
    rows.sort_by_key(|(place, _)| *place);
    if filter.sort == Sort::Outlet {
        let names = rows.iter().filter_map(|(_, row)| row.document.outlet.clone()).collect();
        let ranks = alphabet::ranks(names)?;
        rows.sort_by_key(|(_, row)| {
            row.document.outlet.as_ref().and_then(|name| ranks.get(name)).copied().unwrap_or(usize::MAX)
        });
    }
    rows.truncate(filter.limit.and_then(|n| usize::try_from(n).ok()).unwrap_or(usize::MAX));
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

/// Everybody who speaks or passes words on in the claims that a filter selects.
pub(super) fn speakers(connection: &Connection, filter: &Filter) -> Result<Vec<SpeakerRow>, Trouble> {
    let query = Query::new(connection, filter)?.by_strength();
    let Some(select) = query.in_any_order(connection)? else { return Ok(Vec::new()) };
    // Two names of one actor in one claim count once.
    let sql = if filter.is_open() {
        "SELECT actor, role, strength, count(DISTINCT place), status = 'found'
           FROM chain JOIN name ON name.id = chain.name
          WHERE role <> 'outlet' AND status IN ('found', 'accepted', 'corrected') GROUP BY 1, 2, 3, 5"
            .to_owned()
    } else {
        format!(
            "SELECT actor, role, selected.strength, count(DISTINCT selected.place), selected.status = 'found'
               FROM ({select}) AS selected
               JOIN claim ON claim.place = selected.place
               JOIN claim_party AS party ON party.claim = claim.id
               JOIN name ON name.id = party.name
              GROUP BY 1, 2, 3, 5"
        )
    };
    let mut counted: BTreeMap<i64, (StrengthCounts, StrengthCounts, u64)> = BTreeMap::new();
    each_row(connection, &sql, &query, |row| {
        let (speaks, relays, unreviewed) = counted.entry(row.get(0)?).or_default();
        let counts = if row.get_ref(1)?.as_str().unwrap_or_default() == "speaker" { speaks } else { relays };
        counts.add(word(row, 2)?, row.get(3)?);
        if row.get(4)? {
            *unreviewed += row.get::<_, u64>(3)?;
        }
        Ok(())
    })?;

    let mut actor = connection.prepare("SELECT name, entity IS NOT NULL FROM actor WHERE id = ?1")?;
    let mut rows = Vec::with_capacity(counted.len());
    for (id, (speaks, relays, unreviewed)) in counted {
        let (name, known) = actor.query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.push(SpeakerRow { name, known, speaks, relays, unreviewed });
    }
    let ranks = alphabet::ranks(rows.iter().map(|row| row.name.clone()).collect())?;
    rows.sort_by_key(|row| ranks.get(&row.name).copied().unwrap_or(usize::MAX));
    let total = |row: &SpeakerRow| row.speaks.total() + row.relays.total();
    match filter.sort {
        Sort::Speaker | Sort::Outlet => {}
        Sort::Date => rows.sort_by_key(|row| std::cmp::Reverse(total(row))),
        Sort::Strength => rows.sort_by_key(|row| {
            let firm = |&s: &Strength| row.speaks.of(s) + row.relays.of(s);
            std::cmp::Reverse(Strength::ALL.iter().map(firm).collect::<Vec<_>>())
        }),
    }
    rows.truncate(filter.limit.and_then(|n| usize::try_from(n).ok()).unwrap_or(usize::MAX));
    Ok(rows)
}

/// Places by the first speaker, in the alphabet's order; claims without one last.
fn by_first_speaker(connection: &Connection, query: &Query) -> Result<Vec<i64>, Trouble> {
    alphabetical(
        connection,
        query,
        "JOIN claim ON claim.place = selected.place
         LEFT JOIN claim_party AS party ON party.claim = claim.id AND party.role = 'speaker' AND party.position = 0
         LEFT JOIN name ON name.id = party.name",
    )
}

/// Places by the outlet, in the alphabet's order; claims of documents without one last.
fn by_outlet(connection: &Connection, query: &Query) -> Result<Vec<i64>, Trouble> {
    let document = place::document_of("selected.place");
    let joins = format!(
        "JOIN document ON document.id = {document}
         LEFT JOIN name ON name.id = document.outlet"
    );
    alphabetical(connection, query, &joins)
}

/// Places by the actor of the `name` that some joins lead to.
fn alphabetical(connection: &Connection, query: &Query, joins: &str) -> Result<Vec<i64>, Trouble> {
    let Some(select) = query.in_any_order(connection)? else { return Ok(Vec::new()) };
    let sql = format!("SELECT selected.place, name.actor FROM ({select}) AS selected {joins}");
    let mut places: Vec<(i64, Option<i64>)> = Vec::new();
    each_row(connection, &sql, query, |row| {
        places.push((row.get(0)?, row.get(1)?));
        Ok(())
    })?;
    let actors: HashSet<i64> = places.iter().filter_map(|(_, actor)| *actor).collect();
    let mut statement = connection.prepare("SELECT name FROM actor WHERE id = ?1")?;
    let mut names: HashMap<i64, String> = HashMap::with_capacity(actors.len());
    for actor in actors {
        names.insert(actor, statement.query_row([actor], |row| row.get(0))?);
    }
    let ranks = alphabet::ranks(names.values().cloned().collect())?;
    places.sort_by_cached_key(|(place, actor)| {
        let rank = actor.and_then(|id| names.get(&id)).and_then(|name| ranks.get(name)).copied();
        (rank.unwrap_or(usize::MAX), *place)
    });
    Ok(places.into_iter().map(|(place, _)| place).collect())
}

/// Runs a statement around a query's select.
fn each_row(
    connection: &Connection,
    sql: &str,
    query: &Query,
    mut each: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
) -> Result<(), Trouble> {
    let mut statement = connection.prepare(sql)?;
    // A statement that does not search has no parameter.
    let search = query.search_words().filter(|_| statement.parameter_count() > 0);
    let mut rows = statement.query(params_from_iter(search))?;
    while let Some(row) = rows.next()? {
        each(row)?;
    }
    Ok(())
}
