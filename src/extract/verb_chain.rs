//! Verbs of languages that chain auxiliaries ("will have been told") and whose forms are often
//! nouns as well: which form a word is, and how far the chain goes.

use super::{analysis::Analysis, time, verb_group::VerbGroup};
use crate::{
    lang::{Auxiliary, Entry, Mood, Persons, Tags, VerbForm},
    text::Kind,
};
use std::ops::Range;

/// Which verb form a word is here; `None` where it is rather something else. What stands before
/// it decides, and for forms that are nouns as well what stands after it.
pub(super) fn reading<'e>(
    a: &Analysis<'_>,
    i: usize,
    entry: &'e Entry,
    sentence: &Range<usize>,
) -> Option<&'e VerbForm> {
    let before = i.checked_sub(1).filter(|b| *b >= sentence.start && a.kind(*b) != Kind::Paragraph);
    let of = |mood: Mood| entry.verb(|m| m == mood);
    let auxiliary = entry.verbs.iter().find(|f| a.lang.lexicon.verbs[f.verb as usize].auxiliary.is_some());
    if a.is_capital(i) && before.is_some_and(|b| a.is_word_kind(b)) {
        // A name; or a heading whose words all have capitals.
        return headline(a, i, entry);
    }
    if let Some(form) = auxiliary {
        return auxiliary_reading(a, entry, form, before);
    }
    let function = Tags::PREPOSITION | Tags::ADVERB | Tags::COORDINATOR | Tags::SUBORDINATOR;
    if entry.is(function | Tags::DETERMINER | Tags::TIME_NOUN) {
        return None;
    }
    // "to “take our fight” further"
    let mark = before.map(|b| if a.tokens[b].is_quote() { b.wrapping_sub(1) } else { b });
    if mark.is_some_and(|b| a.is(b, Tags::A)) && of(Mood::Infinitive).is_some() {
        return of(Mood::Infinitive);
    }
    let governed = before.is_some_and(|b| {
        // "many say", but "one point"
        let one = a.entry(b).is_some_and(|e| e.number == (true, false))
            && entry.verb(|m| m == Mood::Infinitive).is_some();
        let pronoun = a.is(b, Tags::SUBJECT_PRONOUN) || a.is(b, Tags::INDEFINITE_PRONOUN) && !one;
        a.is(b, Tags::DETERMINER | Tags::GENITIVE | Tags::POSSESSIVE | Tags::DOUBT) && !pronoun
    });
    if governed {
        return None;
    }
    let preposition = before.is_some_and(|b| a.is(b, Tags::PREPOSITION) && !a.is_name(b));
    if preposition {
        return of(Mood::Gerund);
    }
    if let Some(gerund) = of(Mood::Gerund) {
        let nominal = before.is_some_and(|b| a.is(b, Tags::PRE_ADJECTIVE)) || a.is(i + 1, Tags::DE);
        return (!nominal).then_some(gerund);
    }
    match (of(Mood::Past), of(Mood::Participle)) {
        (Some(past), Some(participle)) => {
            return Some(if is_participle(a, i, entry, before, sentence) { participle } else { past });
        }
        (Some(past), None) => return Some(past),
        (None, Some(participle)) => return Some(participle),
        _ => {}
    }
    present(a, i, entry, before)
}

/// "Trump Says He Will": a verb that reports, in a heading with capitals throughout.
fn headline<'e>(a: &Analysis<'_>, i: usize, entry: &'e Entry) -> Option<&'e VerbForm> {
    let says = entry.verb(|m| m == Mood::Present)?;
    let reports = a.lang.lexicon.verbs[says.verb as usize].variants.iter().any(|v| v.frames.takes_quote());
    let third = says.persons == Persons::THIRD_SINGULAR;
    let title =
        (i + 1..i + 4).filter(|&j| a.is_word_kind(j)).all(|j| a.is_capital(j) || a.entry(j).is_some());
    (reports && third && title && !is_noun(entry) && a.kind(i + 1) != Kind::Stop).then_some(says)
}

/// Auxiliaries are hardly ever nouns. "'s" is one after a pronoun, and a genitive elsewhere.
fn auxiliary_reading<'e>(
    a: &Analysis<'_>,
    entry: &'e Entry,
    form: &'e VerbForm,
    before: Option<usize>,
) -> Option<&'e VerbForm> {
    if entry.is(Tags::GENITIVE) {
        let pronoun = Tags::SUBJECT_PRONOUN | Tags::QUI | Tags::RELATIVE | Tags::QUE;
        return before.is_some_and(|b| a.is(b, pronoun)).then_some(form);
    }
    let noun = before.is_some_and(|b| {
        a.is(b, Tags::DETERMINER | Tags::GENITIVE)
            && !a.is(b, Tags::INDEFINITE_PRONOUN | Tags::DEMONSTRATIVE | Tags::SUBJECT_PRONOUN)
    });
    if noun {
        return None;
    }
    let infinitive = entry.verb(|m| m == Mood::Infinitive);
    if before.is_some_and(|b| a.is(b, Tags::A)) {
        return infinitive;
    }
    entry.verb(Mood::is_finite).or(infinitive).or(Some(form))
}

fn is_noun(entry: &Entry) -> bool {
    entry.is(Tags::ROLE | Tags::BODY | Tags::MEDIUM | Tags::DOCUMENT | Tags::ANONYMOUS)
}

fn reports(a: &Analysis<'_>, entry: &Entry) -> bool {
    let alone =
        |f: &VerbForm| a.lang.lexicon.verbs[f.verb as usize].variants.iter().any(|v| v.words.is_empty());
    entry.verbs.iter().any(alone)
}

/// Whether a form in -ed is the participle of a reduced relative or of a clause without subject
/// ("accused of", "the bill passed by") and no past tense.
fn is_participle(
    a: &Analysis<'_>,
    i: usize,
    entry: &Entry,
    before: Option<usize>,
    sentence: &Range<usize>,
) -> bool {
    let Some(before) = before else {
        // "Said Trump": a verb at the head of its sentence.
        return !(reports(a, entry) && (a.is_name(i + 1) || a.is(i + 1, Tags::TITLE | Tags::PERSONAL)));
    };
    if a.is(i + 1, Tags::BY)
        || a.is(before, Tags::AS)
        || a.is(i + 1, Tags::DE) && a.kind(before) == Kind::Comma
    {
        return true;
    }
    if a.is(before, Tags::SUBJECT_PRONOUN | Tags::QUI) || a.is(before, Tags::PRE_ADJECTIVE) && is_noun(entry)
    {
        return false;
    }
    // "said closed primaries deny many a vote"
    let after_verb = !a.is_capital(before)
        && a.entry(before).is_some_and(|e| e.verb(Mood::is_finite).is_some() && !is_noun(e));
    if after_verb && a.is_word_kind(i + 1) && !a.is(i + 1, Tags::PREPOSITION | Tags::DETERMINER) {
        return true;
    }
    // "the man arrested in London said": the clause has its verb further on.
    let leans = (a.is(i + 1, Tags::PREPOSITION) || time::time_end(a, i + 1).is_some()) && !reports(a, entry);
    leans
        && !a.is_name(before)
        && (i + 1..sentence.end.min(i + 14))
            .take_while(|&j| {
                a.is_word_kind(j)
                    && !a.is(
                        j,
                        Tags::QUE | Tags::QUI | Tags::RELATIVE | Tags::COORDINATOR | Tags::SUBORDINATOR,
                    )
            })
            .any(|j| is_plainly_finite(a, j))
}

/// Whether a word can be nothing but a finite verb.
fn is_plainly_finite(a: &Analysis<'_>, j: usize) -> bool {
    let Some(entry) = a.entry(j).filter(|e| !is_noun(e) && !e.is(Tags::GENITIVE)) else { return false };
    entry.verbs.iter().any(|f| {
        let verb = &a.lang.lexicon.verbs[f.verb as usize];
        let finite = f.mood.is_finite();
        finite
            && (verb.auxiliary.is_some() || verb.variants.iter().any(|v| v.words.is_empty() && v.frames.say))
    })
}

/// The present tense, whose forms are nouns as well ("claims", "report").
fn present<'e>(a: &Analysis<'_>, i: usize, entry: &'e Entry, before: Option<usize>) -> Option<&'e VerbForm> {
    let form = entry.verb(|m| m == Mood::Present)?;
    let mut before = before?;
    while a.is(before, Tags::ADVERB) && before > 0 && a.is_word_kind(before - 1) {
        before -= 1;
    }
    let aside = matches!(a.kind(before), Kind::Comma | Kind::Close | Kind::QuoteClose | Kind::QuoteStraight);
    let next = i + 1;
    let complement = a.is(
        next,
        Tags::QUE | Tags::DETERMINER | Tags::SUBJECT_PRONOUN | Tags::PERSONAL | Tags::INTERROGATIVE | Tags::A,
    ) || a.is_name(next)
        || a.tokens.get(next + usize::from(a.kind(next) == Kind::Comma)).is_some_and(|t| t.is_quote());
    let pronoun = a.is(before, Tags::SUBJECT_PRONOUN | Tags::QUI);
    if is_noun(entry) {
        // "a poll shows that", "the agency reports that"; but "police reports say".
        // "said MSNBC host Chris Matthews": a name is one, and takes no plural.
        let agrees = form.persons == Persons::THIRD_SINGULAR || is_plural(a, before);
        let subject = a.is_name(before) && !a.is(before, Tags::DETERMINER) && agrees || is_speaker(a, before);
        return (pronoun || subject && complement).then_some(form);
    }
    let reports = reports(a, entry);
    let ends = matches!(a.kind(next), Kind::Stop | Kind::Comma | Kind::Paragraph | Kind::Semicolon);
    if form.persons == Persons::THIRD_SINGULAR {
        let subject = pronoun || a.is_name(before) || aside;
        let singular = a.is_word_kind(before) && !a.is(before, Tags::COORDINATOR | Tags::PRE_ADJECTIVE);
        let verb = subject && (reports || !ends)
            || a.is(before, Tags::AND) && complement
            || singular && (complement || !ends && !reports && a.is(next, Tags::PREPOSITION | Tags::ADVERB))
            || reports && singular && is_speaker(a, before);
        return verb.then_some(form);
    }
    // The plural is the infinitive too: "they say", "to stop and say".
    let plural = a.is_word_kind(before)
        && (is_plural(a, before) || a.is(before, Tags::INDEFINITE_PRONOUN))
        && !a.is(before, Tags::GENITIVE);
    let joined = a.is_name(before) && before > 0 && a.is(before - 1, Tags::AND);
    // "economists, like their counterparts, say": the subject stands before the insertion.
    const INSERTION: usize = 12;
    let inserted = a.kind(before) == Kind::Comma && reports && !ends && {
        let opening = (before.saturating_sub(INSERTION)..before).rev().find(|&j| a.kind(j) == Kind::Comma);
        opening.is_some_and(|comma| {
            comma > 0 && a.is(comma + 1, Tags::PREPOSITION | Tags::QUI) && is_plural(a, comma - 1)
        })
    };
    let inverted = aside && reports && (a.is(next, Tags::DETERMINER) || is_plural(a, next));
    // "protesters in Cleveland say that"
    let said = reports
        && complement
        && a.is_word_kind(before)
        && !a.lang.syntax.superlative.is_some_and(|ending| a.word(before).ends_with(ending))
        && !a.is(before, Tags::PREPOSITION | Tags::COORDINATOR);
    let verb = pronoun || (plural || joined) && (reports || !ends) || inverted || inserted || said;
    if verb {
        return Some(form);
    }
    let coordinated = a.is(before, Tags::COORDINATOR) && complement;
    coordinated.then(|| entry.verb(|m| m == Mood::Infinitive)).flatten()
}

fn is_speaker(a: &Analysis<'_>, i: usize) -> bool {
    a.is(i, Tags::ROLE | Tags::BODY | Tags::MEDIUM | Tags::DOCUMENT | Tags::ANONYMOUS)
}

fn is_plural(a: &Analysis<'_>, i: usize) -> bool {
    let word = a.word(i);
    let known = a.entry(i).is_some_and(|e| e.number.1 && !e.number.0);
    known
        || a.is_word_kind(i)
            && word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && a.entry(i).is_none_or(|e| !e.number.0)
}

/// Follows the chain from an auxiliary to the verb that carries the meaning, over adverbs and
/// negation.
pub(super) fn take(a: &Analysis<'_>, group: &mut VerbGroup, sentence: &Range<usize>) {
    const LONGEST: usize = 5;
    // "he never actually said"
    let before = (sentence.start..group.first).rev().take(3);
    group.negated = before
        .take_while(|&i| a.is(i, Tags::ADVERB | Tags::NEGATION | Tags::NEGATIVE_ADVERB))
        .any(|i| a.is(i, Tags::NEGATION));
    for _ in 0..LONGEST {
        let Some(auxiliary) = group.verb.auxiliary else { return };
        let Some((next, form)) = follower(a, group, auxiliary, sentence) else { return };
        group.head = next;
        group.end = next + 1;
        group.verb = &a.lang.lexicon.verbs[form.verb as usize];
        group.passive = auxiliary == Auxiliary::Be && form.mood == Mood::Participle;
        group.compound |= form.mood == Mood::Participle;
    }
}

/// The form that an auxiliary asks for, and where it stands.
fn follower<'e>(
    a: &Analysis<'e>,
    group: &mut VerbGroup,
    auxiliary: Auxiliary,
    sentence: &Range<usize>,
) -> Option<(usize, VerbForm)> {
    const BETWEEN: usize = 5;
    let mut negated = group.negated;
    for j in group.end..sentence.end.min(group.end + BETWEEN) {
        let entry = a.entry(j);
        let wanted = |m: Mood| match auxiliary {
            Auxiliary::Modal => m == Mood::Infinitive,
            Auxiliary::Have => m == Mood::Participle,
            Auxiliary::Be => matches!(m, Mood::Participle | Mood::Gerund),
        };
        if let Some(form) = entry.and_then(|e| e.verb(wanted)).filter(|_| !a.is(j, Tags::PREPOSITION)) {
            group.negated = negated;
            return Some((j, *form));
        }
        negated |= a.is(j, Tags::NEGATION);
        // "did he say": a question's subject.
        let subject = j == group.end && a.is(j, Tags::SUBJECT_PRONOUN);
        let adverb = a.is(j, Tags::ADVERB | Tags::NEGATION | Tags::NEGATIVE_ADVERB)
            || a.word(j).ends_with(a.lang.syntax.adverb_ending) && a.is_word_kind(j);
        if !(adverb || subject) {
            break;
        }
    }
    group.negated = negated;
    None
}
