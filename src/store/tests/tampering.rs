//! Whatever single change a generator makes up, to any table, to the schema, or to a byte of the file,
//! `verify` finds it. Tables and columns are those of the base, so that new ones are covered as they come.
//! A longer run: `DIXIT_ROUNDS=5000 cargo test --lib tampering`.

use super::{
    damage::{Victim, faults},
    rounds,
};
use crate::store::verify_schema;
use proptest::{collection::vec, prelude::*, sample::Index};
use rusqlite::{
    Connection, params_from_iter,
    types::{Value, ValueRef},
};

/// A change to a value, whatever type it has.
#[derive(Debug, Clone)]
enum Mutation {
    Flip(Index),
    Cut,
    Lengthen(u8),
    Number(i64),
    Replace(Vec<u8>),
    Null,
}

/// A change to a table. Rows and columns are picked among those that there are.
#[derive(Debug, Clone)]
enum Change {
    Update(Index, Index, Mutation),
    Delete(Index),
    /// A copy of a row with some values changed.
    Insert(Index, Vec<(Index, Mutation)>),
    /// Two rows exchange the value of a column, or where none is given, all values but their keys.
    Swap(Index, Index, Option<Index>),
}

fn any_mutation() -> impl Strategy<Value = Mutation> {
    prop_oneof![
        4 => any::<Index>().prop_map(Mutation::Flip),
        1 => Just(Mutation::Cut),
        1 => any::<u8>().prop_map(Mutation::Lengthen),
        2 => prop_oneof![-3..40i64, any::<i64>()].prop_map(Mutation::Number),
        1 => vec(any::<u8>(), 0..40).prop_map(Mutation::Replace),
        1 => Just(Mutation::Null),
    ]
}

fn any_change() -> impl Strategy<Value = Change> {
    let index = any::<Index>;
    prop_oneof![
        4 => (index(), index(), any_mutation()).prop_map(|(row, column, to)| Change::Update(row, column, to)),
        1 => index().prop_map(Change::Delete),
        2 => (index(), vec((index(), any_mutation()), 1..4)).prop_map(|(row, to)| Change::Insert(row, to)),
        2 => (index(), index(), any::<Option<Index>>()).prop_map(|(a, b, column)| Change::Swap(a, b, column)),
    ]
}

impl Mutation {
    /// The value after the change.
    fn of(&self, value: &Value) -> Value {
        let bytes = |bytes: &[u8]| {
            let mut bytes = bytes.to_vec();
            match self {
                Mutation::Flip(_) if bytes.is_empty() => bytes.push(0),
                Mutation::Flip(bit) => {
                    let bit = bit.index(bytes.len() * 8);
                    bytes[bit / 8] ^= 1 << (bit % 8);
                }
                Mutation::Cut => drop(bytes.pop()),
                Mutation::Lengthen(byte) => bytes.push(*byte),
                Mutation::Replace(other) => bytes.clone_from(other),
                Mutation::Number(_) | Mutation::Null => {}
            }
            bytes
        };
        match (value, self) {
            (_, Mutation::Null) => Value::Null,
            (Value::Text(_) | Value::Blob(_), Mutation::Number(number)) => Value::Integer(*number),
            (Value::Text(text), _) => Value::Text(as_text(bytes(text.as_bytes()))),
            (Value::Blob(blob), _) => Value::Blob(bytes(blob)),
            (Value::Integer(number), Mutation::Flip(bit)) => Value::Integer(number ^ (1 << bit.index(64))),
            (_, Mutation::Number(number)) => Value::Integer(*number),
            (Value::Integer(number), _) => Value::Integer(number.wrapping_add(1)),
            (_, _) => Value::Text("x".into()),
        }
    }
}

/// Bytes as text. SQLite keeps text that is no UTF-8, too: the changes to bytes of the file make such.
fn as_text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// A table with what it holds.
struct Table {
    name: String,
    columns: Vec<String>,
    /// The places of its key's columns among them.
    keys: Vec<usize>,
    rows: Vec<Vec<Value>>,
}

impl Table {
    fn read(connection: &Connection, name: &str) -> Self {
        let mut info = connection.prepare("SELECT name, pk FROM pragma_table_info(?1)").expect("columns");
        let columns: Vec<(String, bool)> = info
            .query_map([name], |row| Ok((row.get(0)?, row.get(1)?)))
            .and_then(Iterator::collect)
            .expect("columns");
        let keys = (0..columns.len()).filter(|&i| columns[i].1).collect();
        let columns: Vec<String> = columns.into_iter().map(|(name, _)| name).collect();
        let mut select = connection.prepare(&format!("SELECT * FROM {name}")).expect("rows");
        let rows = select
            .query_map([], |row| (0..columns.len()).map(|i| row.get(i)).collect())
            .and_then(Iterator::collect)
            .expect("rows");
        Table { name: name.to_owned(), columns, keys, rows }
    }

    /// Makes a change where it can be made.
    fn change(&self, connection: &Connection, change: &Change) -> rusqlite::Result<()> {
        let row = |index: &Index| &self.rows[index.index(self.rows.len())];
        let column = |index: &Index| index.index(self.columns.len());
        if self.rows.is_empty() {
            return Ok(());
        }
        match change {
            Change::Delete(at) => self.delete(connection, row(at)),
            Change::Update(at, which, mutation) => {
                let mut changed = row(at).clone();
                changed[column(which)] = mutation.of(&changed[column(which)]);
                self.delete(connection, row(at))?;
                self.insert(connection, &changed)
            }
            Change::Insert(like, mutations) => {
                let mut new = row(like).clone();
                for (which, mutation) in mutations {
                    new[column(which)] = mutation.of(&new[column(which)]);
                }
                self.insert(connection, &new)
            }
            Change::Swap(a, b, which) => {
                let (mut first, mut second) = (row(a).clone(), row(b).clone());
                if first == second {
                    return Ok(());
                }
                self.delete(connection, &first)?;
                self.delete(connection, &second)?;
                let swapped = (0..self.columns.len()).filter(|i| match which {
                    Some(which) => *i == column(which),
                    None => !self.keys.contains(i),
                });
                swapped.for_each(|i| std::mem::swap(&mut first[i], &mut second[i]));
                self.insert(connection, &first)?;
                self.insert(connection, &second)
            }
        }
    }

    fn delete(&self, connection: &Connection, row: &[Value]) -> rusqlite::Result<()> {
        let keys: Vec<String> = self.keys.iter().map(|&i| format!("{} = ?", self.columns[i])).collect();
        let sql = format!("DELETE FROM {} WHERE {}", self.name, keys.join(" AND "));
        connection.execute(&sql, params_from_iter(self.keys.iter().map(|&i| &row[i]))).map(drop)
    }

    fn insert(&self, connection: &Connection, row: &[Value]) -> rusqlite::Result<()> {
        let values = vec!["?"; row.len()].join(", ");
        let sql = format!("INSERT INTO {} ({}) VALUES ({values})", self.name, self.columns.join(", "));
        connection.execute(&sql, params_from_iter(row)).map(drop)
    }
}

/// Every table that there is, those of the full-text index among them.
fn table_names(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')
            AND name NOT LIKE 'sqlite%' ORDER BY name",
    )?;
    statement.query_map([], |row| row.get(0)).and_then(Iterator::collect)
}

/// Everything that is stored, whatever its type; of the full-text index, which keeps the same in more ways
/// than one, what it answers.
fn dump(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut cells = Vec::new();
    for name in table_names(connection)?.iter().filter(|name| !name.starts_with("claim_search")) {
        let mut select = connection.prepare(&format!("SELECT * FROM {name} ORDER BY 1, 2"))?;
        let columns = select.column_count();
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            for i in 0..columns {
                let value: ValueRef<'_> = row.get_ref(i)?;
                cells.push(format!("{name} {value:?}"));
            }
        }
    }
    let mut search = connection.prepare("SELECT rowid FROM claim_search WHERE claim_search MATCH ?1")?;
    for word in ["demain", "kcna", "kim", "la", "maire", "pluie", "poutine", "tomb*", "vent", "viendra"] {
        let found: Vec<i64> = search.query_map([word], |row| row.get(0))?.collect::<Result<_, _>>()?;
        cells.push(format!("{word} {found:?}"));
    }
    Ok(cells)
}

fn config(few: u32) -> ProptestConfig {
    ProptestConfig { cases: rounds(few), failure_persistence: None, ..ProptestConfig::default() }
}

#[test]
fn no_single_change_to_a_table_goes_unfound() {
    let victim = Victim::new();
    let sound = Connection::open(victim.restored(&victim.sound)).expect("opens");
    let names = table_names(&sound).expect("tables");
    let tables: Vec<Table> = names.iter().map(|name| Table::read(&sound, name)).collect();
    drop(sound);
    for table in &tables {
        assert!(
            !table.rows.is_empty(),
            "the base of `damage` has nothing in {}: put a row there",
            table.name
        );
    }
    proptest!(config(60), |(table: Index, change in any_change())| {
        let table = table.get(&tables);
        let found = victim.tampered(|connection| {
            let before = dump(connection).expect("reads");
            connection.execute_batch("SAVEPOINT whole").expect("begins");
            let end = match table.change(connection, &change) {
                Ok(()) => "RELEASE whole",
                Err(_) => "ROLLBACK TO whole; RELEASE whole",
            };
            connection.execute_batch(end).expect("ends");
            dump(connection).map_or(true, |after| after != before)
        });
        let Some(found) = found else { return Ok(()) };
        prop_assert!(!found.is_empty(), "{}", table.name);
    });
}

/// Numbers of which FTS5 takes the lower half, and not the same half for a search and for its own check.
#[test]
fn no_page_number_of_the_search_index_goes_unfound() {
    const NUMBERS: [i64; 5] = [(1 << 32) + 4, (2 << 32) + 4, 2_583_111_473_479_811_076, i64::MAX, i64::MIN];
    let victim = Victim::new();
    let sound = Connection::open(victim.restored(&victim.sound)).expect("opens");
    let table = Table::read(&sound, "claim_search_idx");
    drop(sound);
    let page = table.columns.iter().position(|column| column == "pgno").expect("the page");
    for row in 0..table.rows.len() {
        for number in NUMBERS {
            let found = victim.tampered(|connection| {
                let mut changed = table.rows[row].clone();
                changed[page] = Value::Integer(number);
                let update = table.delete(connection, &table.rows[row]);
                update.and_then(|()| table.insert(connection, &changed)).is_ok()
            });
            let found = found.expect("changes");
            let named = found.iter().any(|fault| fault.starts_with("search index: "));
            assert!(named, "row {row}, {number}: {found:?}");
        }
    }
}

/// What is wrong with the schema after a statement; where it keeps the base from being opened, that is said.
fn schema_faults(victim: &Victim, statement: &str) -> Vec<String> {
    let path = victim.restored(&victim.sound);
    let connection = Connection::open(&path).expect("opens");
    let sql = format!("PRAGMA foreign_keys = OFF; PRAGMA writable_schema = ON; {statement}");
    connection.execute_batch(&sql).expect(statement);
    drop(connection);
    let mut faults = Vec::new();
    let connection = Connection::open(&path).expect("opens");
    let verified = verify_schema::verify(&connection, &mut |what| faults.push(what));
    faults.extend(verified.err().map(|trouble| trouble.words()));
    faults
}

#[test]
fn no_change_to_the_schema_goes_unfound() {
    let victim = Victim::new();
    assert_eq!(schema_faults(&victim, "ANALYZE"), [""; 0]);
    let sound = Connection::open(victim.restored(&victim.sound)).expect("opens");
    let mut statement =
        sound.prepare("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL").expect("the schema");
    let objects: Vec<(String, String, String)> = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .and_then(Iterator::collect)
        .expect("the schema");
    drop(statement);
    drop(sound);
    for (kind, name, sql) in objects {
        let gone = format!("{kind} `{name}`");
        let deleted = format!("DELETE FROM sqlite_schema WHERE name = '{name}'");
        let found = schema_faults(&victim, &deleted);
        assert!(!found.is_empty(), "{deleted}");
        // Some tables cannot be dropped while views or the full-text index need them.
        if kind != "table" {
            let found = schema_faults(&victim, &format!("DROP {gone}"));
            assert_eq!(found, [format!("the {gone} is missing")]);
        }
        for changed in [format!("{sql} "), sql.replacen("  ", " ", 1), sql.replace("NOT NULL", "")] {
            let update = format!(
                "UPDATE sqlite_schema SET sql = '{}' WHERE name = '{name}'",
                changed.replace('\'', "''")
            );
            let found = schema_faults(&victim, &update);
            assert_eq!(found.is_empty(), changed == sql, "{update}");
        }
    }
    for (added, name) in [
        ("CREATE TRIGGER t AFTER INSERT ON claim BEGIN DELETE FROM claim; END", "trigger `t`"),
        ("CREATE TEMP VIEW v AS SELECT 1; CREATE VIEW v AS SELECT 1", "view `v`"),
        ("CREATE INDEX i ON claim (rule)", "index `i`"),
        ("CREATE TABLE t (x)", "table `t`"),
    ] {
        assert_eq!(schema_faults(&victim, added), [format!("it has a {name}, which is not dixit's")]);
    }
    let found = victim.tampered(|connection| {
        // `tampered` puts back every trigger that it found, and finds none of these.
        connection.execute_batch("DROP VIEW claims_view; DROP INDEX name_by_actor").is_ok()
    });
    assert_eq!(
        found.expect("changed"),
        ["schema: the index `name_by_actor` is missing", "schema: the view `claims_view` is missing"]
    );
}

/// Nothing panics on a file with other bytes, and none in which a record changed is called sound.
#[test]
fn no_flipped_byte_of_the_file_goes_unfound() {
    let victim = Victim::new();
    let sound = dump(&Connection::open(victim.restored(&victim.sound)).expect("opens")).expect("reads");
    // Where there is something: most of a page is empty.
    let written: Vec<usize> = (0..victim.sound.len()).filter(|&i| victim.sound[i] != 0).collect();
    proptest!(config(60), |(places in vec(any::<Index>(), 1..3), bits in 1..=255u8)| {
        let mut bytes = victim.sound.clone();
        for place in &places {
            bytes[*place.get(&written)] ^= bits;
        }
        let path = victim.restored(&bytes);
        if faults(&path).is_empty() {
            let after = Connection::open(&path).and_then(|connection| dump(&connection));
            prop_assert!(after.as_ref() == Ok(&sound), "a record changed");
        }
    });
}
