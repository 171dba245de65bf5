//! Names, actors and the registry.

use super::{Base, claim, document};
use crate::model::{Filter, Registry};

const TEXT: &str = "Un. Deux. Trois. Quatre. Cinq.";

fn base() -> Base {
    let mut base = Base::new();
    let speakers =
        ["Kim Jong-un", "kim jong un", "La Syldavie du Sud", "ministre de Syldavie du Sud", "Poutine"];
    let words = ["Un", "Deux", "Trois", "Quatre", "Cinq"];
    let claims: Vec<_> =
        words.iter().zip(speakers).map(|(words, who)| claim(TEXT, words, who, &[])).collect();
    base.find(&document("a", TEXT, "", ""), TEXT, &claims);
    base
}

fn said_by(base: &Base, who: &str) -> Vec<String> {
    base.words(&Filter { speaker: vec![who.to_owned()], ..Filter::default() })
}

#[test]
fn names_match_whole_words_in_any_order() {
    let base = base();
    assert_eq!(said_by(&base, "KIM"), ["Un", "Deux"]);
    assert_eq!(said_by(&base, "un kim"), ["Un", "Deux"]);
    assert_eq!(said_by(&base, "ki"), [""; 0]);
    assert_eq!(said_by(&base, "syldavie du sud"), ["Trois", "Quatre"]);
    assert_eq!(said_by(&base, "vladimir"), ["Cinq"], "a word of an entity's name that no text uses");
    assert_eq!(said_by(&base, "Putin"), ["Cinq"]);
}

#[test]
fn an_alias_asks_for_its_entity_only() {
    let mut base = base();
    let toml = "[[entity]]\nname = \"République de Syldavie\"\nkind = \"state\"\naliases = { fr = [\"Syldavie du Sud\"] }\n";
    let registry = Registry::parse(toml).expect("parses");
    base.store.set_registry(&registry, "a test").expect("sets");
    assert_eq!(base.store.registry().expect("reads").entities(), registry.entities());
    assert_eq!(said_by(&base, "syldavie du sud"), ["Trois"]);
    assert_eq!(said_by(&base, "République de Syldavie"), ["Trois"]);
    assert_eq!(said_by(&base, "Poutine"), ["Cinq"]);
    assert_eq!(said_by(&base, "Putin"), [""; 0], "no longer in the registry");
    let names: Vec<_> = base.store.speakers(&Filter::default()).expect("lists");
    let names: Vec<_> = names.iter().map(|row| (row.name.as_str(), row.known)).collect();
    let expected = [
        ("Kim Jong-un", false),
        ("ministre de Syldavie du Sud", false),
        ("Poutine", false),
        ("République de Syldavie", true),
    ];
    assert_eq!(names, expected);
    assert_eq!(base.faults(), [""; 0]);

    base.store.set_registry(&Registry::builtin(), "a test").expect("sets");
    assert_eq!(said_by(&base, "Putin"), ["Cinq"]);
    assert_eq!(said_by(&base, "syldavie du sud"), ["Trois", "Quatre"]);
    assert_eq!(base.faults(), [""; 0]);
}

#[test]
fn a_new_base_has_the_builtin_registry() {
    let base = Base::new();
    let registry = base.store.registry().expect("reads");
    assert_eq!(registry.entities(), Registry::builtin().entities());
    assert!(registry.speaks_for("kcna", "pyongyang"));
}
