//! From a filter to SQL.
//!
//! A query is one or more *streams*: selects over a table or index whose rows come in list
//! order by themselves (one name in one role, one strength, the hits of a search). Their union,
//! ordered by place, is merged by SQLite row by row, so that the first rows of a list cost the
//! same on any base. The one condition that selects least makes the streams; the others are
//! tested on each of their rows.

use super::{
    documents,
    error::Trouble,
    names,
    place::{self, Range},
    search,
};
use crate::model::{Filter, Status, Strength, Vocabulary};
use rusqlite::Connection;
use std::collections::BTreeSet;

/// A filter, its names and documents looked up.
#[derive(Debug, Clone)]
pub(super) struct Query {
    ranges: Vec<Range>,
    /// The documents asked for, in order, where they are too many to be a range each.
    documents: Option<Vec<i64>>,
    chains: Vec<Chain>,
    search: Option<String>,
    strength: Option<Words>,
    form: Option<Words>,
    stance: Option<Words>,
    status: Words,
    /// Whether the statuses are few enough among the claims to make the streams.
    by_status: bool,
    /// The places of the claims that have a tag, where one is asked for.
    tagged: Option<Vec<i64>>,
    nothing: bool,
}

/// That one of some names stands in one of some roles.
#[derive(Debug, Clone)]
struct Chain {
    names: Vec<i64>,
    roles: &'static [&'static str],
}

/// Some words of a closed vocabulary.
type Words = Vec<&'static str>;

/// Beyond so many streams they are not merged but sorted: SQLite takes 500 parts in one union.
const MAX_STREAMS: usize = 200;
/// So many documents are each looked at by themselves; more are picked out of all.
const MAX_RANGES: usize = 20;
/// How far rows are counted to tell which condition selects least.
const SAMPLE: i64 = 2000;

impl Query {
    /// Looks up what a filter asks for; its order and limit are left aside.
    pub(super) fn new(connection: &Connection, filter: &Filter) -> Result<Query, Trouble> {
        let mut chains = Vec::new();
        const WHO: &[&str] = &["speaker", "relay", "outlet"];
        for (asked, roles) in [
            (&filter.speaker, &WHO[..1]),
            (&filter.via, &WHO[1..2]),
            (&filter.outlet, &WHO[2..]),
            (&filter.who, WHO),
        ] {
            if !asked.is_empty() {
                let mut names = BTreeSet::new();
                for name in asked {
                    names.extend(names::asked_for(connection, name)?);
                }
                chains.push(Chain { names: names.into_iter().collect(), roles });
            }
        }
        let mut ranges = place::published(filter.since, filter.until);
        let mut documents =
            filter.doc.as_deref().map(|doc| documents::asked_for(connection, doc)).transpose()?;
        if let Some(few) = documents.take_if(|ids| ids.len() <= MAX_RANGES) {
            let mut of_documents = Vec::new();
            for id in few {
                let document = documents::by_id(connection, id)?.range();
                of_documents.extend(ranges.iter().filter_map(|range| range.and(document)));
            }
            ranges = of_documents;
        }
        let search = filter.search.as_deref().map(search::all_words);
        let tagged = tagged(connection, &filter.tag)?;
        let nothing = ranges.is_empty() || chains.iter().any(|c| c.names.is_empty()) || search == Some(None);
        Ok(Query {
            ranges,
            documents,
            chains,
            search: search.flatten(),
            strength: words(&filter.strength),
            form: words(&filter.form),
            stance: words(&filter.stance),
            status: words(filter.statuses()).unwrap_or_default(),
            // What people decided is little beside what was found; and without another condition any
            // status is less than all.
            by_status: !filter.status.is_empty(),
            tagged,
            nothing,
        })
    }

    /// The same, of one strength only.
    pub(super) fn of_strength(&self, strength: Strength) -> Query {
        let word = strength.as_str();
        let nothing = self.nothing || self.strength.as_ref().is_some_and(|words| !words.contains(&word));
        Query { strength: Some(vec![word]), nothing, ..self.clone() }
    }

    /// The same, of what comes after a place only.
    pub(super) fn after(mut self, place: i64) -> Query {
        let rest = Range { first: place.saturating_add(1), ..Range::ALL };
        self.ranges = self.ranges.iter().filter_map(|range| range.and(rest)).collect();
        self.nothing |= self.ranges.is_empty();
        self
    }

    /// A select of `place`, `strength` and `status` of all that is asked for, in list order; `None` where
    /// nothing can be found. Its only parameter `?1` is [`Query::search_words`].
    pub(super) fn in_order(&self, connection: &Connection) -> Result<Option<String>, Trouble> {
        Ok(self.streams(connection)?.map(|streams| streams.merged()))
    }

    /// The same in any order, whichever is the fastest to go through to its end.
    pub(super) fn in_any_order(&self, connection: &Connection) -> Result<Option<String>, Trouble> {
        // Merging is also the cheapest way to tell that a claim came twice.
        let sql = |streams: Streams| if streams.overlap { streams.merged() } else { streams.union() };
        Ok(self.streams(connection)?.map(sql))
    }

    /// A select of strengths and numbers of claims, in which a strength may come several times.
    pub(super) fn counted(&self, connection: &Connection) -> Result<Option<String>, Trouble> {
        let Some(streams) = self.streams(connection)? else { return Ok(None) };
        if streams.overlap {
            return Ok(Some(format!(
                "SELECT strength, count(*) FROM ({}) GROUP BY strength",
                streams.merged()
            )));
        }
        let count = |stream: &Stream| format!("SELECT s.strength, count(*) {} GROUP BY 1", stream.from);
        Ok(Some(streams.list.iter().map(count).collect::<Vec<_>>().join(" UNION ALL ")))
    }

    fn streams(&self, connection: &Connection) -> Result<Option<Streams>, Trouble> {
        if self.nothing {
            return Ok(None);
        }
        let driver = self.driver(connection)?;
        let mut sources = self.sources(driver);
        if sources.len() * self.ranges.len() > MAX_STREAMS {
            sources = vec![self.joint_source(driver)];
        }
        let mut list = Vec::new();
        for Source { select, table, place, condition } in sources {
            for range in &self.ranges {
                let (range, tests) = (between(place, *range), self.tests(driver));
                let from = format!("FROM {table} WHERE {condition} AND {range}{tests}");
                list.push(Stream { select, place, from });
            }
        }
        // A claim can be in several streams of a chain, but has only one strength or place.
        Ok(Some(Streams { list, overlap: matches!(driver, Driver::Chain(_)) }))
    }

    /// The same query with every strength asked for by name where none is, so that counting
    /// runs over an index that has the strength.
    pub(super) fn by_strength(mut self) -> Query {
        self.strength.get_or_insert_with(|| Strength::ALL.iter().map(|s| s.as_str()).collect());
        self
    }

    /// What `?1` of the select stands for.
    pub(super) fn search_words(&self) -> Option<&str> {
        self.search.as_deref()
    }

    /// Whether anything is asked about claims, not only about documents. The outlet and the
    /// dates are a document's.
    pub(super) fn is_about_claims(&self) -> bool {
        let outlet_only = |chain: &Chain| chain.roles == ["outlet"];
        self.search.is_some()
            || self.strength.is_some()
            || self.form.is_some()
            || self.stance.is_some()
            || self.by_status
            || self.tagged.is_some()
            || !self.chains.iter().all(outlet_only)
    }

    /// The condition on documents, over columns `id` and `outlet` of `document`; dates and
    /// `--doc` are tested by [`Query::has_place`].
    pub(super) fn outlet_condition(&self) -> String {
        let chains = self.chains.iter().filter(|chain| chain.roles == ["outlet"]);
        let conditions: Vec<String> =
            chains.map(|chain| format!(" AND document.outlet IN ({})", numbers(&chain.names))).collect();
        conditions.concat()
    }

    /// Whether claims at a place can be asked for.
    pub(super) fn has_place(&self, place: i64) -> bool {
        let asked = |ids: &Vec<i64>| ids.binary_search(&place::document_at(place)).is_ok();
        !self.nothing
            && self.ranges.iter().any(|range| (range.first..=range.last).contains(&place))
            && self.documents.as_ref().is_none_or(asked)
    }

    /// The condition that selects least, as far as a sample tells.
    fn driver(&self, connection: &Connection) -> Result<Driver, Trouble> {
        let mut candidates: Vec<Driver> = Vec::new();
        if self.search.is_some() {
            candidates.push(Driver::Search);
        }
        candidates.extend((0..self.chains.len()).map(Driver::Chain));
        if candidates.len() < 2 {
            let enumeration = match (&self.strength, &self.stance, &self.form) {
                _ if self.tagged.is_some() => Driver::Everything,
                _ if self.by_status && !self.status.contains(&Status::Found.as_str()) => Driver::Status,
                (Some(_), _, _) => Driver::Strength,
                (_, Some(_), _) => Driver::Stance,
                (_, _, Some(_)) => Driver::Form,
                _ if self.by_status => Driver::Status,
                _ => Driver::Everything,
            };
            return Ok(candidates.pop().unwrap_or(enumeration));
        }
        let mut best = (i64::MAX, Driver::Everything);
        for driver in candidates {
            let Source { table, condition, .. } = self.joint_source(driver);
            let sql =
                format!("SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {condition} LIMIT {SAMPLE})");
            let mut statement = connection.prepare(&sql)?;
            let count: i64 = match driver {
                Driver::Search => statement.query_row([self.search_words()], |row| row.get(0))?,
                _ => statement.query_row([], |row| row.get(0))?,
            };
            if count < best.0 {
                best = (count, driver);
            }
        }
        Ok(best.1)
    }

    /// The driver's streams.
    fn sources(&self, driver: Driver) -> Vec<Source> {
        let by = |index: &str, column: &str, words: &Option<Words>| {
            let one = |word| {
                Source::new(format!("claim AS s INDEXED BY {index}"), format!("s.{column} = '{word}'"))
            };
            words.iter().flatten().map(one).collect()
        };
        match driver {
            Driver::Chain(i) => {
                let chain = &self.chains[i];
                let pairs =
                    chain.names.iter().flat_map(|name| chain.roles.iter().map(move |role| (name, role)));
                pairs
                    .map(|(name, role)| {
                        Source::new("chain AS s", format!("s.name = {name} AND s.role = '{role}'"))
                    })
                    .collect()
            }
            Driver::Strength => by("claim_by_strength", "strength", &self.strength),
            Driver::Stance => by("claim_by_stance", "stance", &self.stance),
            Driver::Form => by("claim_by_form", "form", &self.form),
            Driver::Status => {
                let one = |word: &&str| {
                    Source::new("claim AS s INDEXED BY claim_by_status", format!("s.status = '{word}'"))
                };
                self.status.iter().map(one).collect()
            }
            Driver::Search | Driver::Everything => vec![self.joint_source(driver)],
        }
    }

    /// All of the driver's streams as one, which is not in order by itself.
    fn joint_source(&self, driver: Driver) -> Source {
        match driver {
            Driver::Chain(i) => {
                let Chain { names, roles } = &self.chains[i];
                let condition = format!("s.name IN ({}) AND s.role IN ({})", numbers(names), quoted(roles));
                // Two names of one chain are one row.
                Source { select: "SELECT DISTINCT", ..Source::new("chain AS s", condition) }
            }
            Driver::Search => Source {
                select: "SELECT",
                // A cross join, so that the hits come first and in their order.
                table: "claim_search CROSS JOIN claim AS s ON s.place = claim_search.rowid".to_owned(),
                place: "claim_search.rowid",
                condition: "claim_search MATCH ?1".to_owned(),
            },
            Driver::Strength | Driver::Stance | Driver::Form | Driver::Status | Driver::Everything => {
                Source::new("claim AS s", "TRUE".to_owned())
            }
        }
    }

    /// The conditions that do not make the streams.
    fn tests(&self, driver: Driver) -> String {
        let mut tests = String::new();
        if let Some(ids) = &self.documents {
            tests += &format!(" AND {} IN ({})", place::document_of("s.place"), numbers(ids));
        }
        for (column, words) in [("strength", &self.strength), ("form", &self.form), ("stance", &self.stance)]
        {
            if let Some(words) = words {
                tests += &format!(" AND s.{column} IN ({})", quoted(words));
            }
        }
        // The plus keeps SQLite from taking an index of its own choice, in which nothing is in order.
        tests += &format!(" AND +s.status IN ({})", quoted(&self.status));
        if let Some(places) = &self.tagged {
            tests += &format!(" AND s.place IN ({})", numbers(places));
        }
        for (i, chain) in self.chains.iter().enumerate() {
            if driver != Driver::Chain(i) {
                tests += &format!(
                    " AND EXISTS (SELECT 1 FROM chain AS x WHERE x.name IN ({}) AND x.role IN ({}) AND x.place = s.place)",
                    numbers(&chain.names),
                    quoted(chain.roles),
                );
            }
        }
        if self.search.is_some() && driver != Driver::Search {
            tests +=
                " AND EXISTS (SELECT 1 FROM claim_search WHERE claim_search MATCH ?1 AND rowid = s.place)";
        }
        tests
    }
}

/// What makes the streams.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Driver {
    Chain(usize),
    Search,
    Strength,
    Stance,
    Form,
    Status,
    Everything,
}

/// What a stream is selected from: a table that goes by `s` and has all that is tested, the
/// column in whose order it comes, and the condition that makes it that stream.
struct Source {
    select: &'static str,
    table: String,
    place: &'static str,
    condition: String,
}

/// A source, and all that is asked of its rows.
struct Stream {
    select: &'static str,
    place: &'static str,
    from: String,
}

struct Streams {
    list: Vec<Stream>,
    /// Whether a claim can be in several of them.
    overlap: bool,
}

impl Streams {
    /// All rows, each once.
    fn union(&self) -> String {
        let select = |Stream { select, place, from }: &Stream| {
            format!("{select} {place} AS place, s.strength AS strength, s.status AS status {from}")
        };
        let union = if self.overlap { " UNION " } else { " UNION ALL " };
        self.list.iter().map(select).collect::<Vec<_>>().join(union)
    }

    /// All rows, each once, in list order.
    fn merged(&self) -> String {
        format!("{} ORDER BY place", self.union())
    }
}

impl Source {
    fn new(table: impl Into<String>, condition: String) -> Self {
        Source { select: "SELECT", table: table.into(), place: "s.place", condition }
    }
}

/// The words asked for, each once.
fn words<V: Vocabulary>(asked: &[V]) -> Option<Words> {
    let words: BTreeSet<&str> = asked.iter().map(|word| word.as_str()).collect();
    (!words.is_empty()).then(|| words.into_iter().collect())
}

/// The places of the claims that have any of some tags; `None` where none is asked for.
fn tagged(connection: &Connection, tags: &[String]) -> Result<Option<Vec<i64>>, Trouble> {
    if tags.is_empty() {
        return Ok(None);
    }
    let mut places = BTreeSet::new();
    let mut statement = connection.prepare_cached(
        "SELECT place FROM claim_tag CROSS JOIN claim ON claim.id = claim_tag.claim WHERE tag = ?1",
    )?;
    for tag in tags {
        for place in statement.query_map([tag], |row| row.get(0))? {
            places.insert(place?);
        }
    }
    Ok(Some(places.into_iter().collect()))
}

/// Vocabulary words have no quotation marks in them.
fn quoted(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    quoted.join(", ")
}

fn numbers(ids: &[i64]) -> String {
    let ids: Vec<String> = ids.iter().map(i64::to_string).collect();
    ids.join(", ")
}

fn between(column: &str, range: Range) -> String {
    if range == Range::ALL {
        // Every place is above 0; said only so that the row comes from an index that has it.
        return format!("{column} >= 0");
    }
    format!("{column} BETWEEN {} AND {}", range.first, range.last)
}
