//! What is found again where, on small texts and on many made ones.

use super::Seeker;
use crate::model::{
    AnchoredSpan, Claim, CodePoints, Form, Hedge, Outcome,
    Outcome::{Ambiguous, Changed, Exact, Gone, Moved},
    Slice, Stance,
};
use proptest::{collection::vec, prelude::*, sample::Index};

/// A text without its marks `⟦…⟧`, and the slices between them.
fn marked(text: &str) -> (String, Vec<Slice>) {
    let mut plain = String::new();
    let mut slices = Vec::new();
    for (i, part) in text.split(['⟦', '⟧']).enumerate() {
        let start = plain.chars().count();
        plain.push_str(part);
        if i % 2 == 1 {
            slices.push(Slice { start, end: start + part.chars().count(), text: part.to_owned() });
        }
    }
    (plain, slices)
}

fn claim(content: Vec<Slice>) -> Claim {
    Claim {
        content,
        form: Form::Indirect,
        speakers: vec![],
        named: false,
        mention: None,
        source: vec![],
        cue: None,
        cue_at: vec![],
        via: vec![],
        hedge: Hedge::None,
        stance: Stance::Asserts,
        rule: "test".into(),
    }
}

fn sought(old: &str, content: &[Slice], new: &str) -> Vec<AnchoredSpan> {
    let spans = Seeker::new(new).seek(&[&claim(content.to_vec())], Some(old)).remove(0);
    let points = CodePoints::new(new);
    for at in spans.iter().filter_map(|span| span.at.as_ref()) {
        assert_eq!(points.slice(at.span()), Some(at.text.as_str()));
    }
    spans
}

/// Seeks what is marked in an old text, which must be found where it is marked in the new one.
#[track_caller]
fn check(old: &str, new: &str, expected: &[Outcome]) {
    let ((old, content), (new, there)) = (marked(old), marked(new));
    let spans = sought(&old, &content, &new);
    let outcomes: Vec<Outcome> = spans.iter().map(|span| span.outcome).collect();
    assert_eq!(outcomes, expected, "{spans:#?}");
    let found: Vec<Slice> = spans.into_iter().filter_map(|span| span.at).collect();
    assert_eq!(found, there);
}

const BEFORE: &str = "La séance s'est ouverte mardi matin devant une salle comble.";
const AFTER: &str = "Les travaux reprendront lundi, selon le calendrier publié hier.";

#[test]
fn the_same_words_stay_or_move() {
    check("Il pleut, dit-on : ⟦la pluie durera⟧.", "Il pleut, dit-on : ⟦la pluie durera⟧.", &[Exact]);
    check(
        "⟦Le port restera ouvert tout l'été⟧, dit Anna.",
        &format!("{BEFORE}\n⟦Le port restera ouvert tout l'été⟧, dit Anna."),
        &[Moved],
    );
    check("« ⟦Oui⟧ », a dit Anna Weil.", "Hier. « ⟦Oui⟧ », a dit Anna Weil.", &[Moved]);
    // What stands around it decides between several.
    check(
        "« Oui », a dit Anna Weil. « ⟦Oui⟧ », a répondu Paul Roux.",
        "« Oui », a dit hier Anna Weil. « ⟦Oui⟧ », a répondu Paul Roux.",
        &[Moved],
    );
    check("⟦金正恩將於下週訪問俄羅斯遠東地區⟧。", "昨天,⟦金正恩將於下週訪問俄羅斯遠東地區⟧。", &[Moved]);
}

#[test]
fn typography_alone_is_no_edit() {
    check("Selon elle, ⟦« l'été » sera\nchaud⟧.", "Selon elle, ⟦\"l’été\" sera\u{A0}chaud⟧.", &[Exact]);
    check("Elle : ⟦ l'été sera chaud ⟧.", "Elle : ⟦ l'été sera chaud ⟧.", &[Exact]);
    check("« Non. » ⟦L'été « sera » chaud⟧.", "“Non.” Bon.\n\n⟦L’été “sera” chaud⟧.", &[Moved]);
}

#[test]
fn an_edit_within_a_claim_is_found_in_its_place() {
    let edited = |old: &str, new: &str| {
        check(
            &format!("{BEFORE} La maire a déclaré que ⟦{old}⟧, a noté la presse. {AFTER}"),
            &format!("{AFTER} {BEFORE} La maire a déclaré que ⟦{new}⟧, a noté la presse. {AFTER}"),
            &[Changed],
        );
    };
    let whole = "le port restera ouvert aux chalutiers pendant tout l'été prochain";
    edited(whole, &whole.replace("ouvert", "fermé"));
    edited(whole, &whole.replace("le port", "la rade"));
    edited(whole, &whole.replace("prochain", "2025"));
    edited(whole, &whole.replace("aux chalutiers ", ""));
    edited(whole, &whole.replace("pendant", "et au public pendant"));
    edited(whole, &whole.replace("le port", "Le port"));
    edited("il viendra à Moscou en mai", "il viendra à Moscou en juin");
    edited("le port restera ouvert", "le port restera fermé");
}

/// "Linus" in "machines", "Developer, Frontend" in "developers and desi" (Hypothesis, h issues 2634, 4328).
#[test]
fn what_is_short_is_never_found_in_other_words() {
    check("Dedicated to ⟦Linus⟧ and his father.", "Our computational machines converse.", &[Gone]);
    check(
        "Open positions: ⟦Developer, Frontend⟧. Apply today.",
        "We hire developers and designers. Apply today.",
        &[Gone],
    );
    check("« ⟦Oui⟧ », a dit Anna Weil.", "« Non », a dit Anna Weil.", &[Gone]);
    check("« ⟦Oui⟧ », a dit Anna Weil.", "« Ouï », a dit Anna Weil.", &[Gone]);
    // It stands there, but among other words: nobody can tell.
    check("« ⟦Oui⟧ », a dit Anna Weil.", "Certains pensent que oui. Oui, mais non.", &[Ambiguous]);
}

/// "Robin" of the same sentence (Hypothesis, h issue 2798).
#[test]
fn what_is_struck_out_is_not_found_in_what_stayed() {
    check(
        "When Robin wrote it, she thought that ⟦Robin⟧ would read it.",
        "When Robin wrote it, she thought that Elisa would read it.",
        &[Gone],
    );
    check("« Oui », a dit Anna Weil. « ⟦Oui⟧ », a répondu Paul Roux.", "« Oui », a dit Anna Weil.", &[Gone]);
    let promise = "Le maire a promis dix logements neufs dans le quartier des quais au printemps.";
    check(
        &format!("⟦{promise}⟧ {BEFORE} {} {AFTER}", promise.replace("dix", "douze")),
        &format!("{BEFORE} {} {AFTER}", promise.replace("dix", "douze")),
        &[Gone],
    );
    // One of two alike, with nothing left around them to tell which.
    check(
        "Un. ⟦Le port restera ouvert⟧. Deux. Le port restera ouvert. Trois.",
        "Quatre. Le port restera ouvert. Cinq.",
        &[Ambiguous],
    );
}

#[test]
fn each_span_by_itself_and_in_order() {
    let old = "« ⟦Le port restera ouvert⟧, a dit Anna, ⟦et les quais aussi⟧. »";
    check(old, "Bon. « ⟦Le port restera ouvert⟧, a dit Anna, ⟦et les quais aussi⟧. »", &[Moved, Moved]);
    check(old, "« ⟦Le port restera ouvert⟧, a dit Anna. »", &[Exact, Gone]);
    let old = "« ⟦Le port restera ouvert⟧, a dit Anna, ⟦et les quais aussi, bien sûr⟧. »";
    check(
        old,
        "« Donc et les quais aussi, bien sûr, a dit Anna, ⟦Le port restera ouvert⟧. »",
        &[Moved, Ambiguous],
    );
}

#[test]
fn without_the_old_text_there_are_the_words() {
    let (new, there) = marked("Hier. ⟦Le port restera ouvert⟧, et oui.");
    let mut seeker = Seeker::new(&new);
    let mut seek = |start: usize, text: &str| {
        let content = Slice { start, end: start + text.chars().count(), text: text.to_owned() };
        seeker.seek(&[&claim(vec![content])], None).remove(0).remove(0)
    };
    assert_eq!(
        seek(0, "Le port restera ouvert"),
        AnchoredSpan { outcome: Moved, at: Some(there[0].clone()) }
    );
    assert_eq!(seek(6, "Le port restera ouvert").outcome, Exact);
    assert_eq!(seek(3, "oui").outcome, Ambiguous);
    assert_eq!(seek(3, "non").outcome, Gone);
    assert_eq!(seek(0, "").outcome, Gone);
}

#[test]
fn a_claim_within_a_word_stays_within_it() {
    check("C'est la contre⟦visite⟧use du port.", "Donc c'est la contre⟦visite⟧use du port.", &[Moved]);
}

/// Words of a small vocabulary, so that sentences resemble one another; the number makes each its own.
fn sentence(words: &[usize], number: usize) -> String {
    const VOCABULARY: [&str; 24] = [
        "le",
        "la",
        "de",
        "port",
        "maire",
        "dit",
        "que",
        "restera",
        "ouvert",
        "fermé",
        "été",
        "les",
        "quais",
        "ville",
        "pour",
        "logements",
        "promet",
        "travaux",
        "demain",
        "oui",
        "dans",
        "ministre",
        "accord",
        "paix",
    ];
    let words: Vec<&str> = words.iter().map(|word| VOCABULARY[word % VOCABULARY.len()]).collect();
    format!("{} numéro {number}", words.join(" "))
}

fn sentences(least: usize, most: usize) -> impl Strategy<Value = Vec<String>> {
    let body = vec(vec(0usize..1000, 1..18), least..most);
    body.prop_map(|all| all.iter().enumerate().map(|(n, words)| sentence(words, n)).collect())
}

/// Whether a sentence of one text has a neighbour that a sentence of another has on the same side.
fn has_a_neighbour_of(old: &[String], i: usize, new: &[String], j: usize) -> bool {
    let before = |all: &[String], i: usize| i.checked_sub(1).and_then(|i| all.get(i)).cloned();
    let same = |a: Option<String>, b: Option<String>| a.is_some() && a == b;
    same(before(old, i), before(new, j)) || same(old.get(i + 1).cloned(), new.get(j + 1).cloned())
}

/// A text of sentences, and the slice of one of them.
fn text_with(sentences: &[String], one: usize) -> (String, Slice) {
    let start = sentences[..one].iter().map(|s| s.chars().count() + 2).sum();
    let text = sentences[one].clone();
    (sentences.join(". ") + ".", Slice { start, end: start + text.chars().count(), text })
}

proptest! {
    /// Sentences put in and taken out elsewhere move a claim, and never to other words.
    #[test]
    fn edits_elsewhere_move_a_claim(
        old in sentences(3, 12),
        fresh in vec(vec(0usize..1000, 1..18), 0..4),
        at in any::<Index>(),
        holes in vec(any::<Index>(), 4),
        taken in any::<Index>(),
    ) {
        let one = at.index(old.len());
        let (text, slice) = text_with(&old, one);
        let mut kept: Vec<(bool, String)> = old.iter().enumerate().map(|(i, s)| (i == one, s.clone())).collect();
        let gone = taken.index(kept.len());
        if gone != one {
            kept.remove(gone);
        }
        for (n, (words, hole)) in fresh.iter().zip(&holes).enumerate() {
            kept.insert(hole.index(kept.len() + 1), (false, sentence(words, 100 + n)));
        }
        let one = kept.iter().position(|(mine, _)| *mine).expect("kept");
        let kept: Vec<String> = kept.into_iter().map(|(_, s)| s).collect();
        let (new, there) = text_with(&kept, one);
        let span = sought(&text, std::slice::from_ref(&slice), &new).remove(0);
        // A few words whose neighbours on both sides are others now may be anybody's.
        let few = slice.text.split(' ').count() < 6;
        if few && span.outcome == Ambiguous && !has_a_neighbour_of(&old, at.index(old.len()), &kept, one) {
            return Ok(());
        }
        prop_assert_eq!(span.at.as_ref(), Some(&there));
        prop_assert_eq!(span.outcome, if there.start == slice.start { Exact } else { Moved });
    }

    /// A claim whose words are taken out is gone, or nobody can tell; its words are nowhere said to be.
    #[test]
    fn what_is_taken_out_is_not_found(old in sentences(3, 12), at in any::<Index>(), short in any::<bool>()) {
        let one = at.index(old.len());
        let (text, mut slice) = text_with(&old, one);
        if short {
            // Its first word alone, which may stand in other sentences too.
            slice.text = slice.text.split(' ').next().unwrap_or_default().to_owned();
            slice.end = slice.start + slice.text.chars().count();
            // "oui un. [oui] deux." without "oui un." is also the one without "un. oui".
            prop_assume!(old.get(one + 1).is_none_or(|next| !next.starts_with(&slice.text)));
        }
        let rest: Vec<String> = old.iter().enumerate().filter(|(i, _)| *i != one).map(|(_, s)| s.clone()).collect();
        let new = rest.join(". ") + ".";
        let span = sought(&text, &[slice], &new).remove(0);
        prop_assert!(matches!(span.outcome, Gone | Ambiguous), "{:?}\n{}\n{}", span, text, new);
    }

    /// One word replaced inside a long claim: changed, there and nowhere else.
    #[test]
    fn one_word_replaced_is_changed_in_its_place(
        old in sentences(3, 10),
        words in vec(0usize..1000, 10..16),
        at in any::<Index>(),
        which in any::<Index>(),
        more in any::<bool>(),
    ) {
        let mut old = old;
        let one = at.index(old.len());
        old[one] = sentence(&words, one);
        let (text, slice) = text_with(&old, one);
        let mut changed: Vec<&str> = slice.text.split(' ').collect();
        changed[which.index(words.len())] = "chalutier";
        let mut new = old.clone();
        new[one] = changed.join(" ");
        let mut one = one;
        if more {
            new.insert(0, BEFORE.trim_end_matches('.').to_owned());
            one += 1;
        }
        let (new, there) = text_with(&new, one);
        let span = sought(&text, &[slice], &new).remove(0);
        prop_assert_eq!(span.outcome, Changed);
        let at = span.at.expect("found");
        prop_assert!(there.start <= at.start && at.end <= there.end, "{:?}\n{}\n{}", at, text, new);
        // Beside the edges it may be told otherwise: "le [le oui]" is "[le] X oui" and "le [X oui]".
        if (2..words.len() - 2).contains(&which.index(words.len())) {
            prop_assert_eq!(at, there);
        }
    }

    /// Whatever the texts are: nothing panics, what is `exact` or `moved` has the same words, what is short is
    /// never `changed`, and every answer is a slice of the new text.
    #[test]
    fn any_texts_at_all(
        old in "([a-c] ?|[«»é’'\u{301}\u{AD}.,\n]|\\PC){0,60}",
        new in "([a-c] ?|[«»é’'\u{301}\u{AD}.,\n]|\\PC){0,60}",
        from in any::<Index>(),
        to in any::<Index>(),
    ) {
        let length = old.chars().count();
        let (from, to) = (from.index(length + 1), to.index(length + 1));
        let (start, end) = (from.min(to), from.max(to));
        let slice = Slice { start, end, text: old.chars().skip(start).take(end - start).collect() };
        let span = sought(&old, std::slice::from_ref(&slice), &new).remove(0);
        match (span.outcome, span.at) {
            (Exact | Moved, Some(at)) => prop_assert!(crate::model::same_words(&at.text, &slice.text)),
            (Changed, Some(at)) => prop_assert!(!at.text.is_empty() && slice.text.split_whitespace().count() >= 4),
            (outcome, at) => prop_assert!(matches!(outcome, Ambiguous | Gone) && at.is_none()),
        }
    }
}

/// Thousands of claims, one in twenty edited, and the worst of texts, one word again and again: bounded by the
/// patience of who runs the tests, which anything quadratic would try.
#[test]
fn long_texts() {
    let body: Vec<String> =
        (0..3_000).map(|n| sentence(&[n, n * 7, n / 3, n * 5 + 1, n / 24, n * 11], n)).collect();
    let (text, _) = text_with(&body, 0);
    let mut start = 0;
    let mut claims = Vec::new();
    for s in &body {
        let end = start + s.chars().count();
        claims.push(claim(vec![Slice { start, end, text: s.clone() }]));
        start = end + 2;
    }
    let mut edited = body.clone();
    for s in edited.iter_mut().step_by(20) {
        *s = s.replacen("numéro", "référence", 1);
    }
    edited.insert(0, "Mise à jour".into());
    let (new, _) = text_with(&edited, 0);
    let all: Vec<&Claim> = claims.iter().collect();
    let spans = Seeker::new(&new).seek(&all, Some(&text));
    let moved = spans.iter().filter(|spans| spans[0].outcome == Moved).count();
    assert!(moved >= 2_800, "{moved}");

    let same = "oui ".repeat(20_000);
    let claims: Vec<Claim> = (0..200)
        .map(|n| {
            let words = 1 + n % 40;
            let text = vec!["oui"; words].join(" ");
            claim(vec![Slice { start: 400 * n, end: 400 * n + text.len(), text }])
        })
        .collect();
    let all: Vec<&Claim> = claims.iter().collect();
    let spans = Seeker::new(&same).seek(&all, Some(&same));
    assert!(spans.iter().all(|spans| matches!(spans[0].outcome, Exact | Ambiguous)));
    assert_eq!(Seeker::new(&"non ".repeat(20_000)).seek(&all, Some(&same))[0][0].outcome, Gone);
}
