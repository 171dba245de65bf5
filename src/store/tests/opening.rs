//! Opening what is and what is not a base.

use super::{Base, author, claim, document};
use crate::model::Filter;
use crate::store::{Mode, Store, StoreError};
use rusqlite::Connection;
use std::path::Path;

fn refused(path: &Path, mode: Mode) -> StoreError {
    let error = Store::open(path, mode).expect_err("refused");
    let text = error.to_string();
    assert!(text.contains(&*path.to_string_lossy()) && !text.contains('\n'), "{text}");
    error
}

#[test]
fn what_is_no_base_is_refused_and_not_touched() {
    let folder = tempfile::tempdir().expect("folder");
    let at = |name: &str| folder.path().join(name);
    assert!(matches!(refused(&at("none.db"), Mode::Read), StoreError::Missing { .. }));
    assert!(!at("none.db").exists());
    assert!(matches!(refused(&at("no/folder.db"), Mode::Write(&author())), StoreError::Unreachable { .. }));
    assert!(matches!(refused(folder.path(), Mode::Write(&author())), StoreError::Unreachable { .. }));
    assert!(matches!(refused(folder.path(), Mode::Read), StoreError::Unreachable { .. }));
    assert!(matches!(refused(Path::new(""), Mode::Write(&author())), StoreError::Unreachable { .. }));

    for (name, bytes) in [("text.db", b"not a database\n".repeat(100)), ("short.db", b"x".to_vec())] {
        std::fs::write(at(name), &bytes).expect("writes");
        for mode in [Mode::Read, Mode::Write(&author())] {
            assert!(matches!(refused(&at(name), mode), StoreError::NotADatabase { .. }));
        }
        assert_eq!(std::fs::read(at(name)).expect("reads"), bytes);
    }

    let other = Connection::open(at("other.db")).expect("opens");
    other.execute_batch("CREATE TABLE t (x)").expect("creates");
    drop(other);
    for mode in [Mode::Read, Mode::Write(&author())] {
        assert!(matches!(refused(&at("other.db"), mode), StoreError::NotOurs { .. }));
    }

    std::fs::write(at("empty.db"), b"").expect("writes");
    assert!(matches!(refused(&at("empty.db"), Mode::Read), StoreError::Missing { .. }));
    Store::open(&at("empty.db"), Mode::Write(&author())).expect("an empty file becomes a base");
    Store::open(&at("empty.db"), Mode::Read).expect("opens");
}

#[test]
fn a_newer_base_is_refused() {
    let base = Base::new();
    base.store.connection.pragma_update(None, "user_version", 99).expect("sets");
    for mode in [Mode::Read, Mode::Write(&author())] {
        let error = refused(base.store.path(), mode);
        assert!(matches!(error, StoreError::Newer { found: 99, .. }), "{error}");
    }
}

#[test]
fn a_truncated_base_is_damaged() {
    let base = Base::new();
    let path = base.folder.path().join("test.db");
    let Base { folder: _folder, store } = base;
    drop(store);
    let bytes = std::fs::read(&path).expect("reads");
    for length in [60, 5000, bytes.len() / 2, bytes.len() - 1000] {
        std::fs::write(&path, &bytes[..length]).expect("writes");
        for mode in [Mode::Read, Mode::Write(&author())] {
            let error = refused(&path, mode);
            assert!(
                matches!(error, StoreError::Damaged { .. } | StoreError::NotADatabase { .. }),
                "{length}: {error:?}"
            );
        }
    }
}

#[test]
fn a_locked_base_is_busy() {
    let mut base = Base::new();
    let text = "Un.";
    let holder = Connection::open(base.store.path()).expect("opens");
    holder.execute_batch("BEGIN IMMEDIATE").expect("locks");
    base.store.connection.busy_timeout(std::time::Duration::from_millis(20)).expect("sets");
    let deposit = super::Deposit {
        document: &document("a", text, "", ""),
        capture: None,
        read: true,
        claims: &[claim(text, "Un", "", &[])],
        origin: crate::model::Origin::Curated,
        program: None,
    };
    assert!(matches!(base.store.deposit(&deposit), Err(StoreError::Busy { .. })));
    base.rows(&Filter::default());
    drop(holder);
    base.store.deposit(&deposit).expect("deposits");
}

#[test]
fn a_full_disk_is_told_and_nothing_is_lost() {
    let mut base = Base::new();
    let pages: i64 =
        base.store.connection.pragma_query_value(None, "page_count", |r| r.get(0)).expect("asks");
    base.store.connection.pragma_update(None, "max_page_count", pages + 2).expect("sets");
    let text: String = (0..20_000).map(|i| format!("{} ", i * 7919 % 10_007)).collect();
    let capture = super::capture(&text);
    let document = document("a", &text, "", "");
    let deposit = super::Deposit {
        document: &document,
        capture: Some(&capture),
        read: true,
        claims: &[],
        origin: crate::model::Origin::Found,
        program: Some("0.1.0"),
    };
    assert!(matches!(base.store.deposit(&deposit), Err(StoreError::Full { .. })));
    assert!(base.store.documents(&Filter::default()).expect("lists").is_empty());
    base.store.connection.pragma_update(None, "max_page_count", 1_000_000).expect("sets");
    assert!(base.store.deposit(&deposit).expect("deposits").new_document);
}

#[test]
fn many_may_make_and_fill_one_base_at_once() {
    for _ in 0..5 {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("test.db");
        std::thread::scope(|scope| {
            for worker in 0..6 {
                let path = &path;
                scope.spawn(move || {
                    let store = Store::open(path, Mode::Write(&author())).expect("opens");
                    let mut base = Base { folder: tempfile::tempdir().expect("folder"), store };
                    for number in 0..5 {
                        let text = format!("Un. {worker} {number}");
                        base.find(&document("a", &text, "", ""), &text, &[claim(&text, "Un", "Ève", &[])]);
                        let reader = Store::open(path, Mode::Read).expect("opens");
                        assert!(reader.counts(&Filter::default()).expect("counts").total() > number);
                    }
                });
            }
        });
        let store = Store::open(&path, Mode::Read).expect("opens");
        assert_eq!(store.counts(&Filter::default()).expect("counts").total(), 30);
    }
}

#[test]
fn reading_leaves_the_folder_as_it_was() {
    let base = Base::new();
    let path = base.folder.path().join("test.db");
    let Base { folder, store } = base;
    drop(store);
    let files = || std::fs::read_dir(folder.path()).expect("lists").count();
    assert_eq!(files(), 1);
    let mut store = Store::open(&path, Mode::Read).expect("opens");
    store.documents(&Filter::default()).expect("lists");
    let error = store.set_registry(&crate::model::Registry::default(), "a test").expect_err("refused");
    assert!(matches!(error, StoreError::ReadOnly { .. }), "{error:?}");
    drop(store);
    assert_eq!(files(), 1);
}

#[cfg(unix)]
#[test]
fn a_read_only_base_in_a_read_only_folder_can_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let mut base = Base::new();
    let text = "Un.";
    base.find(&document("a", text, "", ""), text, &[claim(text, "Un", "", &[])]);
    let Base { folder, store } = base;
    drop(store);
    let path = folder.path().join("test.db");
    let set = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("sets permissions");
    };
    set(&path, 0o444);
    set(folder.path(), 0o555);
    let store = Store::open(&path, Mode::Read).expect("opens");
    assert_eq!(store.counts(&Filter::default()).expect("counts").total(), 1);
    // Who may do everything (root) may also write here.
    if std::fs::File::create(folder.path().join("probe")).is_err() {
        assert!(matches!(refused(&path, Mode::Write(&author())), StoreError::ReadOnly { .. }));
    }
    set(folder.path(), 0o755);
}
