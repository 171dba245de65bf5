//! Schema versions. A base's version is its `PRAGMA user_version`; each migration brings it
//! from one to the next, in one transaction. The list only ever grows at its end.

use super::{Author, adopt, error::Trouble, registry};
use crate::model::Registry;
use rusqlite::{Connection, Transaction};
use rusqlite_migration::{HookError, M, Migrations};

/// The schema as it is today.
#[cfg(test)]
pub(super) const SCHEMA: &str = include_str!("../../schema.sql");
/// `PRAGMA application_id` of every base: "dixt".
pub(super) const APPLICATION: i64 = 0x6469_7874;
/// What brings a base from each version to the next.
const STEPS: [&str; 3] =
    [include_str!("migrations/1.sql"), include_str!("migrations/2.sql"), include_str!("migrations/3.sql")];
/// The schema version that this program reads and writes.
pub(super) const LATEST: i64 = STEPS.len() as i64;

/// Brings a base to the latest version; an empty one gets the registry that dixit comes with.
pub(super) fn to_latest(connection: &mut Connection, author: &Author) -> Result<(), Trouble> {
    with_registry(connection, author, Registry::builtin())
}

/// Brings a base to the latest version; an empty one gets a registry.
pub(super) fn with_registry(
    connection: &mut Connection,
    author: &Author,
    registry: Registry,
) -> Result<(), Trouble> {
    migrations(author, registry).to_latest(connection).map_err(|error| match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => Trouble::Sqlite(err),
        other => Trouble::Damaged(other.to_string()),
    })
}

/// An empty base in memory, with the tables, indexes, views and triggers of the latest version.
pub(super) fn blank() -> Result<Connection, Trouble> {
    let connection = Connection::open_in_memory()?;
    STEPS.iter().try_for_each(|step| connection.execute_batch(step))?;
    Ok(connection)
}

fn migrations(author: &Author, registry: Registry) -> Migrations<'static> {
    let author = author.clone();
    let step = |(sql, version): (&'static str, i64)| match version {
        1 => {
            let registry = registry.clone();
            M::up_with_hook(sql, move |transaction: &Transaction<'_>| {
                registry::write(transaction, &registry).map_err(failed)
            })
        }
        // What a base from before there was a log holds is read as the program reads it, and so in the
        // last step.
        LATEST => {
            let author = author.clone();
            M::up_with_hook(sql, move |transaction: &Transaction<'_>| {
                adopt::adopt(transaction, &author).map_err(failed)
            })
        }
        _ => M::up(sql),
    };
    Migrations::new(STEPS.into_iter().zip(1..).map(step).collect())
}

fn failed(trouble: Trouble) -> HookError {
    match trouble {
        Trouble::Sqlite(error) => HookError::RusqliteError(error),
        other => HookError::Hook(other.words()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What there is, each with its SQL without comments and white space.
    fn schema(connection: &Connection) -> Vec<(String, String, Option<String>)> {
        let mut statement = connection
            .prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name")
            .expect("sqlite_schema");
        let plain = |sql: String| -> String {
            let code = sql.lines().map(|line| line.split(" --").next().unwrap_or_default());
            code.flat_map(|line| line.chars().filter(|c| !c.is_whitespace())).collect()
        };
        let rows = statement
            .query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get::<_, Option<String>>(2)?.map(plain))))
            .expect("rows");
        rows.collect::<Result<_, _>>().expect("row")
    }

    fn author() -> Author {
        Author { name: "tester".into(), clock: || chrono::DateTime::UNIX_EPOCH }
    }

    #[test]
    fn migrations_end_in_the_schema() {
        let mut migrated = Connection::open_in_memory().expect("memory");
        to_latest(&mut migrated, &author()).expect("migrates");
        let direct = Connection::open_in_memory().expect("memory");
        direct.execute_batch(SCHEMA).expect("schema.sql");
        assert_eq!(schema(&migrated), schema(&direct));
        let number =
            |name: &str| migrated.pragma_query_value(None, name, |r| r.get::<_, i64>(0)).expect(name);
        assert_eq!((number("user_version"), number("application_id")), (LATEST, APPLICATION));
    }

    #[test]
    fn every_table_is_strict_and_every_vocabulary_checked() {
        use crate::model::*;
        let connection = Connection::open_in_memory().expect("memory");
        connection.execute_batch(SCHEMA).expect("schema.sql");
        // The full-text index keeps its own tables, which are not ours to make strict.
        let lax = "SELECT count(*) FROM pragma_table_list
                    WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT LIKE 'sqlite%'";
        assert_eq!(connection.query_row(lax, [], |r| r.get::<_, i64>(0)), Ok(0));
        let folded = SCHEMA.split_whitespace().collect::<Vec<_>>().join(" ");
        fn words<V: Vocabulary>() -> String {
            V::ALL.iter().map(|w| format!("'{}'", w.as_str())).collect::<Vec<_>>().join(", ")
        }
        let has = |expected: String| assert!(folded.contains(&expected), "{expected}");
        fn check<V: Vocabulary>(has: &dyn Fn(String), column: &str) {
            has(format!("CHECK ({column} IN ({}))", words::<V>()));
        }
        fn check_grade<V: Vocabulary>(has: &dyn Fn(String)) {
            has(format!("CHECK (scale <> '{}' OR word IN ({}))", V::KIND, words::<V>()));
        }
        check::<Form>(&has, "form");
        check::<Hedge>(&has, "hedge");
        check::<Stance>(&has, "stance");
        check::<Strength>(&has, "strength");
        check::<Channel>(&has, "channel");
        check::<EntityKind>(&has, "kind");
        check::<Origin>(&has, "origin");
        check::<Status>(&has, "status");
        check::<Scale>(&has, "scale");
        check_grade::<Reliability>(&has);
        check_grade::<Credibility>(&has);
        check_grade::<Likelihood>(&has);
        check_grade::<Terms>(&has);
        check::<Outcome>(&has, "outcome");
    }
}
