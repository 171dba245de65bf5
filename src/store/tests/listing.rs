//! Filters and orders.

use super::{Base, claim, document};
use crate::model::{ClaimRow, Filter, Form, Hedge, Sort, Stance, Strength};
use std::ops::ControlFlow;

const A: &str = "Alpha parle. Bêta écoute. Gamma « chante ».";
const B: &str = "Delta dort. Epsilon rêve d'un été.";
const C: &str = "Zêta court.";

/// Three documents of three dates, one of them unknown.
fn base() -> Base {
    let mut base = Base::new();
    let mut quoted = claim(A, "« chante »", "Élodie", &[]);
    quoted.form = Form::Direct;
    let mut hedged = claim(A, "Bêta écoute", "", &["KCNA"]);
    hedged.hedge = Hedge::Conditional;
    base.find(
        &document("a", A, "Le Phare", "2023-10-05"),
        A,
        &[quoted, hedged, claim(A, "Alpha parle", "Zoé", &[])],
    );
    let mut denied = claim(B, "Epsilon rêve d'un été", "Emmanuel Macron", &["Zoé"]);
    denied.stance = Stance::Denies;
    base.find(&document("b", B, "KCNA", "2024"), B, &[claim(B, "Delta dort", "", &[]), denied]);
    base.find(&document("c", C, "", ""), C, &[claim(C, "Zêta court", "Poutine", &["KCNA", "Le Phare"])]);
    base
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|&n| n.to_owned()).collect()
}

#[test]
fn every_filter_selects() {
    let base = base();
    let check = |filter: Filter, expected: &[&str]| assert_eq!(base.words(&filter), expected, "{filter:?}");
    let open = Filter::default;
    let (alpha, beta, gamma) = ("Alpha parle", "Bêta écoute", "« chante »");
    let (delta, epsilon, zeta) = ("Delta dort", "Epsilon rêve d'un été", "Zêta court");
    check(open(), &[delta, epsilon, alpha, beta, gamma, zeta]);
    check(Filter { who: names(&["zoe"]), ..open() }, &[epsilon, alpha]);
    check(Filter { who: names(&["kcna"]), ..open() }, &[delta, epsilon, beta, zeta]);
    check(Filter { who: names(&["kcna", "zoé"]), ..open() }, &[delta, epsilon, alpha, beta, zeta]);
    check(Filter { who: names(&["nobody"]), ..open() }, &[]);
    check(Filter { who: names(&[" - "]), ..open() }, &[]);
    check(Filter { speaker: names(&["putin"]), ..open() }, &[zeta]);
    check(Filter { speaker: names(&["macron"]), ..open() }, &[epsilon]);
    check(Filter { via: names(&["Zoé"]), ..open() }, &[epsilon]);
    check(Filter { outlet: names(&["KCNA"]), ..open() }, &[delta, epsilon]);
    check(Filter { speaker: names(&["zoe"]), outlet: names(&["phare"]), ..open() }, &[alpha]);
    check(Filter { speaker: names(&["zoe"]), outlet: names(&["kcna"]), ..open() }, &[]);
    check(Filter { strength: vec![Strength::Alleged, Strength::Unsourced], ..open() }, &[delta, beta]);
    check(Filter { strength: vec![Strength::Alleged, Strength::Alleged], ..open() }, &[beta]);
    check(Filter { form: vec![Form::Direct], ..open() }, &[gamma]);
    check(Filter { stance: vec![Stance::Denies], ..open() }, &[epsilon]);
    check(Filter { stance: vec![Stance::Denies], form: vec![Form::Direct], ..open() }, &[]);
    check(Filter { who: names(&["kcna"]), strength: vec![Strength::Alleged], ..open() }, &[beta]);
    check(Filter { since: "2023-10-05".parse().ok(), ..open() }, &[delta, epsilon, alpha, beta, gamma]);
    check(Filter { since: "2024-06".parse().ok(), ..open() }, &[delta, epsilon]);
    check(Filter { until: "2023".parse().ok(), ..open() }, &[alpha, beta, gamma]);
    check(Filter { who: names(&["kcna"]), until: "2023".parse().ok(), ..open() }, &[beta]);
    check(Filter { doc: Some("c".into()), ..open() }, &[zeta]);
    let hash = document("a", A, "", "").sha256.to_string();
    check(Filter { doc: Some(hash[..9].to_owned()), ..open() }, &[alpha, beta, gamma]);
    check(Filter { doc: Some("a".into()), since: "2024".parse().ok(), ..open() }, &[]);
    check(Filter { doc: Some("nothing".into()), ..open() }, &[]);
    check(Filter { search: Some("ETE".into()), ..open() }, &[epsilon]);
    check(Filter { search: Some("reve macron".into()), ..open() }, &[epsilon]);
    check(Filter { search: Some("kcna".into()), ..open() }, &[beta, zeta]);
    check(Filter { search: Some("kcna".into()), since: "2000".parse().ok(), ..open() }, &[beta]);
    check(Filter { search: Some("kcna".into()), who: names(&["Poutine"]), ..open() }, &[zeta]);
    check(Filter { search: Some("kcna".into()), form: vec![Form::Direct], ..open() }, &[]);
    check(Filter { search: Some("\"".into()), ..open() }, &[]);
    check(Filter { search: Some("NOT OR *".into()), ..open() }, &[]);
    check(Filter { limit: Some(2), ..open() }, &[delta, epsilon]);
    check(Filter { limit: Some(0), ..open() }, &[]);
}

#[test]
fn many_documents_may_have_one_name() {
    let mut base = Base::new();
    for number in 0..1200 {
        let text = format!("Un. {number}");
        base.find(&document("a", &text, "", ""), &text, &[claim(&text, "Un", "Ève", &[])]);
    }
    let filter = Filter { doc: Some("a".into()), ..Filter::default() };
    assert_eq!(base.words(&filter).len(), 1200);
    assert_eq!(base.store.documents(&filter).expect("lists").len(), 1200);
    assert_eq!(base.words(&Filter { who: names(&["eve"]), ..filter.clone() }).len(), 1200);
    assert_eq!(base.words(&Filter { search: Some("eve".into()), ..filter }).len(), 1200);
}

#[test]
fn every_order_orders() {
    let base = base();
    let check = |sort: Sort, limit, expected: &[&str]| {
        let rows = base.rows(&Filter { sort, limit, ..Filter::default() });
        let words: Vec<String> = rows.iter().map(|row| row.claim.words()).collect();
        assert_eq!(words, expected, "{sort:?}");
    };
    let (alpha, beta, gamma) = ("Alpha parle", "Bêta écoute", "« chante »");
    let (delta, epsilon, zeta) = ("Delta dort", "Epsilon rêve d'un été", "Zêta court");
    // By the registry's names: Élodie, Emmanuel Macron, Vladimir Poutine, Zoé; then nobody.
    check(Sort::Speaker, None, &[gamma, epsilon, zeta, alpha, delta, beta]);
    check(Sort::Speaker, Some(2), &[gamma, epsilon]);
    check(Sort::Outlet, None, &[delta, epsilon, alpha, beta, gamma, zeta]);
    check(Sort::Strength, None, &[gamma, alpha, epsilon, zeta, beta, delta]);
    check(Sort::Strength, Some(3), &[gamma, alpha, epsilon]);
}

#[test]
fn a_list_stops_when_it_is_told_to() {
    let base = base();
    for sort in [Sort::Date, Sort::Speaker, Sort::Outlet, Sort::Strength] {
        let mut rows = 0;
        let mut each = |_| {
            rows += 1;
            std::ops::ControlFlow::Break(())
        };
        base.store.claims(&Filter { sort, ..Filter::default() }, &mut each).expect("lists");
        assert_eq!(rows, 1);
    }
}

#[test]
fn documents_with_their_claims() {
    let base = base();
    let check = |filter: Filter, expected: &[(&str, u64)]| {
        let rows = base.store.documents(&filter).expect("lists");
        let rows: Vec<_> = rows.iter().map(|r| (r.document.name.as_str(), r.claims.total())).collect();
        assert_eq!(rows, expected, "{filter:?}");
    };
    let open = Filter::default;
    check(open(), &[("b", 2), ("a", 3), ("c", 1)]);
    check(Filter { who: names(&["kcna"]), ..open() }, &[("b", 2), ("a", 1), ("c", 1)]);
    check(Filter { outlet: names(&["phare"]), ..open() }, &[("a", 3)]);
    check(Filter { until: "2023".parse().ok(), ..open() }, &[("a", 3)]);
    check(Filter { doc: Some("c".into()), ..open() }, &[("c", 1)]);
    check(Filter { sort: Sort::Outlet, limit: Some(2), ..open() }, &[("b", 2), ("a", 3)]);
}

#[test]
fn who_says_what_how_firmly() {
    let base = base();
    let check = |filter: Filter, expected: &[(&str, bool, u64, u64)]| {
        let rows = base.store.speakers(&filter).expect("lists");
        let rows: Vec<_> =
            rows.iter().map(|r| (r.name.as_str(), r.known, r.speaks.total(), r.relays.total())).collect();
        assert_eq!(rows, expected, "{filter:?}");
    };
    let everybody = [
        ("KCNA", true, 0, 2),
        ("Zoé", false, 1, 1),
        ("Élodie", false, 1, 0),
        ("Emmanuel Macron", true, 1, 0),
        ("Le Phare", false, 0, 1),
        ("Vladimir Poutine", true, 1, 0),
    ];
    check(Filter::default(), &everybody);
    check(
        Filter { since: "1000".parse().ok(), limit: Some(1), ..Filter::default() },
        &[("Zoé", false, 1, 1)],
    );
    check(
        Filter { speaker: names(&["putin"]), sort: Sort::Speaker, ..Filter::default() },
        &[("KCNA", true, 0, 1), ("Le Phare", false, 0, 1), ("Vladimir Poutine", true, 1, 0)],
    );
    let rows = base.store.speakers(&Filter { sort: Sort::Strength, ..Filter::default() }).expect("lists");
    assert_eq!(rows[0].name, "Élodie");
}

#[test]
fn the_views_read_well() {
    let base = base();
    let row: (String, String, String, String, String) = base
        .store
        .connection
        .query_row(
            "SELECT document, speakers, via, strength, content FROM claims_view WHERE content LIKE 'Z%'",
            [],
            |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?)),
        )
        .expect("a row");
    let expected = ("c", "Poutine", "KCNA, Le Phare", "hearsay", "Zêta court");
    assert_eq!((&*row.0, &*row.1, &*row.2, &*row.3, &*row.4), expected);
    let claims: Vec<i64> = base
        .store
        .connection
        .prepare("SELECT claims FROM documents_view")
        .and_then(|mut s| s.query_map([], |r| r.get(0))?.collect())
        .expect("rows");
    assert_eq!(claims, [3, 2, 1]);
}

#[test]
fn what_stands_around_the_words() {
    let mut base = Base::new();
    let long = format!("{}« Oui », a dit Anna. Il pleut, selon KCNA.", "é".repeat(40));
    base.find(
        &document("a", &long, "", "2023"),
        &long,
        &[claim(&long, "Oui", "", &[]), claim(&long, "Il pleut", "", &[])],
    );
    base.curate(&document("b", "Rien.", "", "2024"), &[claim("Rien.", "Rien", "", &[])]);
    for sort in [Sort::Date, Sort::Speaker, Sort::Strength, Sort::Outlet] {
        let filter = Filter { sort, ..Filter::default() };
        let mut rows = Vec::new();
        let mut each = |row: ClaimRow| {
            rows.push(row);
            ControlFlow::Continue(())
        };
        base.store.claims_in_context(&filter, &mut each).expect("lists");
        let plain = base.rows(&filter);
        assert!(plain.iter().all(|row| row.context.is_empty()), "nobody asked");
        assert_eq!(base.store.in_context(plain).expect("reads"), rows, "{sort:?}");
        let context = |words: &str| {
            let row = rows.iter().find(|row| row.claim.words() == words).expect("the claim");
            row.context.iter().map(|c| (c.prefix.as_str(), c.suffix.as_str())).collect::<Vec<_>>()
        };
        let before = format!("{}« ", "é".repeat(30));
        assert_eq!(context("Oui"), [(before.as_str(), " », a dit Anna. Il pleut, selon ")]);
        assert_eq!(context("Il pleut")[0].1, ", selon KCNA.");
        assert_eq!(context("Rien"), [], "there is no text of it");
    }
}
