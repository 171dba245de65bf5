//! How queries are run: the first rows of a list must come off an index in order, with nothing
//! sorted, or they would take longer the more claims there are.

use super::{Base, claim, document};
use crate::model::{Filter, Form, Stance, Status, Strength};
use crate::store::query::Query;

const TEXT: &str = "Un. Deux. Trois.";

#[test]
fn lists_in_date_order_sort_nothing() {
    let mut base = Base::new();
    let claims = [
        claim(TEXT, "Un", "Poutine", &["KCNA"]),
        claim(TEXT, "Deux", "Vladimir Poutine", &[]),
        claim(TEXT, "Trois", "Putin", &["Poutine"]),
    ];
    base.find(&document("a", TEXT, "Poutine", "2023"), TEXT, &claims);
    let open = Filter::default;
    let names = |name: &str| vec![name.to_owned()];
    let filters = [
        open(),
        Filter { who: names("putin"), ..open() },
        Filter { who: names("putin"), strength: vec![Strength::Stated], form: vec![Form::Direct], ..open() },
        Filter { speaker: names("putin"), via: names("kcna"), ..open() },
        Filter { outlet: names("putin"), stance: vec![Stance::Denies], ..open() },
        Filter { who: names("putin"), since: "2023-02-03".parse().ok(), ..open() },
        Filter { strength: Strength::STATED.to_vec(), ..open() },
        Filter { form: vec![Form::Direct, Form::Mixed], ..open() },
        Filter { stance: vec![Stance::Denies], ..open() },
        Filter { status: vec![Status::Found], ..open() },
        Filter { status: vec![Status::Accepted, Status::Rejected], ..open() },
        Filter { who: names("putin"), status: vec![Status::Found], ..open() },
        Filter { search: Some("deux".into()), ..open() },
        Filter { search: Some("deux".into()), strength: vec![Strength::Stated], ..open() },
        Filter { search: Some("deux".into()), who: names("putin"), ..open() },
        Filter { search: Some("deux".into()), since: "2023-02-03".parse().ok(), ..open() },
        Filter { since: "2023-02-03".parse().ok(), until: "2024".parse().ok(), ..open() },
        Filter { doc: Some("a".into()), ..open() },
    ];
    for filter in filters {
        let plan = plan(&base, &filter);
        assert!(!plan.contains("TEMP B-TREE") && !plan.contains("SCAN s\n"), "{filter:?}\n{plan}");
    }
}

fn plan(base: &Base, filter: &Filter) -> String {
    let connection = &base.store.connection;
    let query = Query::new(connection, filter).expect("a query");
    let select = query.in_order(connection).expect("a select").expect("something to find");
    let mut statement =
        connection.prepare(&format!("EXPLAIN QUERY PLAN {select} LIMIT 50")).expect("prepares");
    let search = query.search_words();
    let rows = statement
        .query_map(rusqlite::params_from_iter(search), |row| row.get::<_, String>(3))
        .expect("explains");
    rows.map(|row| row.expect("a row") + "\n").collect()
}

#[test]
fn a_name_with_hundreds_of_spellings_can_be_asked_for() {
    let mut base = Base::new();
    let claims: Vec<_> = (0..400).map(|i| claim(TEXT, "Un", &format!("Témoin numéro {i}"), &[])).collect();
    base.find(&document("a", TEXT, "", "2023"), TEXT, &claims);
    let filter = Filter { who: vec!["témoin".into(), "numéro".into()], ..Filter::default() };
    assert_eq!(base.words(&filter).len(), 400);
    let dated = Filter { since: "2023-05-05".parse().ok(), ..filter };
    assert_eq!(base.words(&dated).len(), 400);
}
