//! Grades and rulings, in a base that is older than they are too.

use super::{Base, author, claim, document};
use crate::model::{
    Change, Distinction, EntityKind, Filter, Grade, GradeFilter, Grading, Likelihood, Operation, Reliability,
    Ruling, Scale,
};
use crate::store::{Mode, Store, StoreError};

const TEXT: &str = "La pluie viendra demain, dit le maire. Le vent tombera, dit Oleg Tarkan.";

fn base() -> Base {
    let mut base = Base::new();
    let claims = [
        claim(TEXT, "La pluie viendra demain", "le maire", &["KCNA"]),
        claim(TEXT, "Le vent tombera", "Oleg Tarkan", &[]),
    ];
    base.find(&document("a", TEXT, "Le Phare", "2023-10"), TEXT, &claims);
    base
}

fn grade(base: &mut Base, place: usize, grades: &[(Scale, &str)]) {
    let claim = base.rows(&Filter::default())[place].id;
    let grading = |(scale, word): &(Scale, &str)| Grading {
        claim,
        grade: Grade::parse(*scale, word, None).expect("a grade"),
    };
    let change = Change { grades: grades.iter().map(grading).collect(), ..Change::default() };
    base.store.decide(Operation::Grade, &change).expect("grades");
}

#[test]
fn every_condition_on_grades_holds_beside_every_other() {
    let mut base = base();
    grade(&mut base, 0, &[(Scale::Reliability, "A"), (Scale::Likelihood, "probable")]);
    grade(&mut base, 1, &[(Scale::Reliability, "B")]);
    let found = |filter: Filter| base.rows(&filter).len();
    let graded = |grade: GradeFilter| Filter { grade, ..Filter::default() };
    use Reliability::{A, B, C};
    let reliable =
        |list: &[Reliability]| GradeFilter { reliability: list.to_vec(), ..GradeFilter::default() };
    assert_eq!(found(graded(reliable(&[A]))), 1);
    assert_eq!(found(graded(reliable(&[A, B]))), 2);
    assert_eq!(found(graded(reliable(&[C]))), 0);
    let likely = GradeFilter { likelihood: vec![Likelihood::Likely], ..reliable(&[A]) };
    assert_eq!(found(graded(likely.clone())), 1, "the other word for the same");
    assert_eq!(found(graded(GradeFilter { reliability: vec![B], ..likely })), 0);
    for (given, expected) in [(true, 2), (false, 0)] {
        assert_eq!(found(graded(GradeFilter { given: Some(given), ..GradeFilter::default() })), expected);
    }
    // Whatever else makes the streams: a name, words, a document, an outlet.
    for filter in [
        Filter { speaker: vec!["le maire".into()], ..Filter::default() },
        Filter { via: vec!["KCNA".into()], ..Filter::default() },
        Filter { search: Some("pluie".into()), ..Filter::default() },
        Filter { doc: Some("a".into()), outlet: vec!["phare".into()], ..Filter::default() },
    ] {
        assert_eq!(found(Filter { grade: reliable(&[A]), ..filter.clone() }), 1, "{filter:?}");
        let counts = base.store.counts(&Filter { grade: reliable(&[C]), ..filter }).expect("counts");
        assert_eq!(counts.total(), 0);
    }
}

#[test]
fn a_ruling_that_cannot_be_made_changes_nothing() {
    let mut base = base();
    let before = base.store.checkpoint().expect("a log");
    for ruling in [
        Ruling::Alias { entity: "Nobody".into(), alias: "x".into(), language: "fr".into() },
        Ruling::Differ { one: "Oleg Tarkan".into(), other: "Nobody".into() },
        Ruling::Add { name: "KCNA".into(), kind: EntityKind::Outlet, gender: None },
    ] {
        assert!(matches!(base.store.rule(&ruling), Err(StoreError::Ruling(_))), "{ruling:?}");
    }
    assert_eq!(base.store.checkpoint().expect("a log"), before);
}

/// A base from before there were grades is brought up to date, and its log stays what it was.
#[test]
fn an_older_base_is_brought_up_to_date() {
    let base = base();
    let (path, before) = (base.store.path().to_owned(), base.store.checkpoint().expect("a log"));
    let Base { folder: _folder, store } = base;
    drop(store);
    let connection = rusqlite::Connection::open(&path).expect("opens");
    connection
        .execute_batch(
            "DROP VIEW grades_view; DROP TABLE claim_grade; DROP TABLE distinction; DROP VIEW anchors_view;
             DROP TABLE anchor; DROP TABLE version; DROP VIEW documents_view;
             ALTER TABLE document DROP COLUMN medium; CREATE VIEW documents_view AS SELECT 1;
             PRAGMA user_version = 2",
        )
        .expect("made old");
    drop(connection);
    let mut store = Store::open(&path, Mode::Write(&author())).expect("migrates");
    assert_eq!(store.checkpoint().expect("a log"), before);
    let differ = Ruling::Differ { one: "le maire".into(), other: "Oleg Tarkan".into() };
    store.rule(&differ).expect("rules");
    assert_eq!(store.distinctions().expect("reads"), [Distinction::new("Oleg Tarkan", "le maire").names]);
    assert_eq!(store.verify(&|_| None, &mut |fault| panic!("{fault:?}")).expect("verifies").faults, 0);
}
