//! Verb groups: auxiliaries, clitics, negation and the verb that they belong to, as one.

use super::{analysis::Analysis, noun_phrase, verb_chain};
use crate::{
    lang::{Auxiliary, Entry, Mood, Persons, Tags, Variant, Verb, VerbForm, VerbGroups},
    text::Kind,
};
use std::ops::Range;

/// A verb with all that goes with it.
#[derive(Debug, Clone)]
pub(super) struct VerbGroup {
    /// The first token, clitics and negation included.
    pub first: usize,
    /// The token of the verb that carries the meaning.
    pub head: usize,
    /// One past the last token, a locution's words included.
    pub end: usize,
    /// The verb.
    pub verb: &'static Verb,
    /// Its use here, where it is one that reports.
    pub variant: Option<&'static Variant>,
    /// Mood of the first verb of the group.
    pub mood: Mood,
    /// Persons that the first verb can be.
    pub persons: Persons,
    /// Whether an auxiliary goes with a participle.
    pub compound: bool,
    pub passive: bool,
    pub reflexive: bool,
    pub negated: bool,
    /// The enclitic subject ("a-t-il").
    pub enclitic: Option<usize>,
    /// An object pronoun before the verb ("l'a annoncé").
    pub object: Option<usize>,
    /// The agent inside a locution ("was quoted by the agency as saying"), which is no part of the verb.
    pub agent: Option<Range<usize>>,
    /// The number of the modal group that it depends on ("a voulu rassurer").
    pub modal: Option<usize>,
}

impl VerbGroup {
    pub fn is_finite(&self) -> bool {
        self.mood.is_finite()
    }

    pub fn tokens(&self) -> Range<usize> {
        self.first..self.end
    }
}

/// Finds the verb groups of a text, in order; no two share a token.
pub(super) fn find(a: &Analysis<'_>) -> Vec<VerbGroup> {
    let mut groups: Vec<VerbGroup> = Vec::new();
    for sentence in &a.sentences {
        let mut i = sentence.start;
        while i < sentence.end {
            match group(a, i, sentence) {
                Some(mut group) => {
                    let left = groups.last().map_or(0, |g| g.end);
                    group.first = group.first.max(left);
                    group.modal = modal_before(a, &groups, &group);
                    i = group.end;
                    groups.push(group);
                }
                None => i += 1,
            }
        }
    }
    groups
}

/// An infinitive right after a modal of the same subject ("a tenu à souligner").
fn modal_before(a: &Analysis<'_>, groups: &[VerbGroup], group: &VerbGroup) -> Option<usize> {
    let number = groups.len().checked_sub(1)?;
    let modal = &groups[number];
    let between = modal.end..group.first;
    let near = between.len() <= 3
        && between.clone().all(|i| a.is(i, Tags::DE | Tags::A | Tags::ADVERB | Tags::NEGATIVE_ADVERB));
    (group.mood == Mood::Infinitive && modal.verb.is(Tags::MODAL) && near && !modal.passive).then_some(number)
}

fn group(a: &Analysis<'_>, i: usize, sentence: &Range<usize>) -> Option<VerbGroup> {
    let entry = a.entry(i)?;
    if entry.verbs.is_empty() || a.kind(i) != Kind::Word {
        return None;
    }
    let chained = a.lang.syntax.verb_groups == VerbGroups::Chained;
    let form =
        if chained { verb_chain::reading(a, i, entry, sentence)? } else { reading(a, i, entry, sentence)? };
    let verbs = &a.lang.lexicon.verbs;
    let verb = &verbs[form.verb as usize];
    let is_have = verb.auxiliary == Some(Auxiliary::Have);
    let is_be = verb.auxiliary == Some(Auxiliary::Be);
    let mut group = VerbGroup {
        first: i,
        head: i,
        end: i + 1,
        verb,
        variant: None,
        mood: form.mood,
        persons: form.persons,
        compound: false,
        passive: false,
        reflexive: false,
        negated: false,
        enclitic: None,
        object: None,
        agent: None,
        modal: None,
    };
    if chained {
        verb_chain::take(a, &mut group, sentence);
        group.variant = variant(a, &mut group);
        if group.variant.is_some_and(|v| v.frames.raised) && group.passive {
            group.passive = false;
        }
        return Some(group);
    }
    take_clitics(a, &mut group, sentence);
    if form.mood != Mood::Participle {
        take_enclitic(a, &mut group);
    }
    if (is_have || is_be) && form.mood != Mood::Participle {
        take_participle(a, &mut group, is_be, sentence);
    }
    group.variant = variant(a, &mut group);
    Some(group)
}

/// Which verb form a word is here; `None` where it is rather a noun, an adjective or a function
/// word.
fn reading<'e>(
    a: &Analysis<'_>,
    i: usize,
    entry: &'e Entry,
    sentence: &Range<usize>,
) -> Option<&'e VerbForm> {
    let before = i.checked_sub(1).filter(|b| *b >= sentence.start);
    let plain = |m: Mood| m.is_finite() && m != Mood::Subjunctive;
    let participle = entry.verbs.iter().any(|v| v.mood == Mood::Participle);
    // In the third person; otherwise "conclus" is a participle rather than "je conclus".
    let in_third = entry.verbs.iter().find(|v| plain(v.mood) && v.persons.third());
    let finite = in_third
        .or_else(|| entry.verb(plain).or_else(|| entry.verb(Mood::is_finite)).filter(|_| !participle));
    let other = entry.verb(|m| matches!(m, Mood::Infinitive | Mood::Gerund | Mood::Participle));
    // Words that are rather something else: "été", "est" (the point of the compass), names.
    if entry.is(Tags::PREPOSITION | Tags::ADVERB | Tags::COORDINATOR | Tags::SUBORDINATOR)
        && !entry.verbs.iter().any(|v| matches!(v.mood, Mood::Participle))
    {
        return None;
    }
    if a.is_capital(i) && before.is_some_and(|b| a.kind(b) == Kind::Word && a.is_capital(b)) {
        return None;
    }
    let Some(before) = before else { return finite.or(other) };
    let clitic = a.is(before, Tags::OBJECT_CLITIC | Tags::REFLEXIVE | Tags::NEGATION);
    let determiner = a.is(before, Tags::DETERMINER);
    let preposition = a.is(before, Tags::PREPOSITION);
    let noun = entry.is(Tags::ROLE | Tags::BODY | Tags::MEDIUM | Tags::DOCUMENT | Tags::ANONYMOUS);
    if determiner && !clitic {
        return None;
    }
    if determiner && clitic {
        // "la critique" or "il la critique": a subject, a negation or another clitic decides.
        let two = before.checked_sub(1).filter(|b| *b >= sentence.start);
        let pronominal = two.is_some_and(|b| {
            a.is(
                b,
                Tags::SUBJECT_PRONOUN | Tags::NEGATION | Tags::QUI | Tags::OBJECT_CLITIC | Tags::REFLEXIVE,
            ) && !a.is(b, Tags::DETERMINER)
                || a.is_name(b)
                || a.kind(b) == Kind::Word
                    && a.word(before).ends_with(['\'', '’'])
                    && finite.is_some_and(|f| f.mood.is_finite())
                    && is_auxiliary(a, finite)
        });
        let auxiliary = is_auxiliary(a, finite);
        if auxiliary {
            return finite;
        }
        let infinitive = other.filter(|o| {
            let reports = !a.lang.lexicon.verbs[o.verb as usize].variants.is_empty();
            o.mood == Mood::Infinitive || o.mood == Mood::Gerund && reports && !noun
        });
        if infinitive.is_some() {
            return infinitive;
        }
        return finite.filter(|_| pronominal);
    }
    // "une éventuelle rencontre", "une nouvelle demande"
    if a.is(before, Tags::DOUBT | Tags::PRE_ADJECTIVE) && i >= 2 && a.is(i - 2, Tags::DETERMINER) {
        return None;
    }
    // "Poutine en aurait fait part"
    if a.is(before, Tags::GERUND_MARKER) && finite.is_some() && !noun && is_auxiliary(a, finite) {
        return finite;
    }
    if preposition {
        let keeps = other.filter(|o| match o.mood {
            Mood::Infinitive => true,
            Mood::Gerund => a.is(before, Tags::GERUND_MARKER),
            _ => false,
        });
        return keeps;
    }
    if noun && finite.is_some() && !clitic {
        // "juge", "note", "porte": a verb after a subject, a noun elsewhere.
        let after_subject = a.is(before, Tags::SUBJECT_PRONOUN | Tags::QUI)
            || a.is_name(before)
            || a.kind(before) == Kind::Word
                && !a.is(before, Tags::ADVERB)
                && a.entry(before).is_none_or(|e| e.verbs.is_empty())
            || a.kind(before) == Kind::Close;
        let inverted = matches!(a.kind(before), Kind::Comma | Kind::QuoteClose | Kind::QuoteStraight)
            && (a.is(i + 1, Tags::DETERMINER | Tags::PERSONAL | Tags::TITLE) || a.is_name(i + 1));
        return if after_subject || inverted { finite } else { None };
    }
    finite.or(other)
}

fn is_auxiliary(a: &Analysis<'_>, form: Option<&VerbForm>) -> bool {
    form.is_some_and(|f| a.lang.lexicon.verbs[f.verb as usize].auxiliary.is_some())
}

/// Takes in the unstressed pronouns and the negation before the verb.
fn take_clitics(a: &Analysis<'_>, group: &mut VerbGroup, sentence: &Range<usize>) {
    let infinitive = group.mood == Mood::Infinitive;
    while let Some(before) = group.first.checked_sub(1).filter(|b| *b >= sentence.start) {
        let reflexive = a.is(before, Tags::REFLEXIVE);
        let clitic = a.is(before, Tags::OBJECT_CLITIC) && !a.is(before, Tags::GERUND_MARKER);
        // "ne pas annoncer"
        let negative = infinitive && a.is(before, Tags::NEGATIVE_ADVERB);
        if !(reflexive || clitic || negative || a.is(before, Tags::NEGATION)) {
            // "en" is a pronoun only before a finite verb.
            let pronoun = a.is(before, Tags::GERUND_MARKER) && group.mood.is_finite();
            if !pronoun {
                break;
            }
        }
        // "nous", "vous", "il": subjects rather than objects when nothing else is the subject.
        if a.is(before, Tags::SUBJECT_PRONOUN) && !reflexive {
            break;
        }
        group.reflexive |= reflexive;
        group.negated |= a.is(before, Tags::NEGATION);
        if clitic && !reflexive {
            group.object = Some(before);
        }
        group.first = before;
    }
}

fn take_enclitic(a: &Analysis<'_>, group: &mut VerbGroup) {
    if a.word(group.end).starts_with('-') && a.is(group.end, Tags::SUBJECT_PRONOUN) {
        group.enclitic = Some(group.end);
        group.end += 1;
    }
}

/// Looks for the participle of a compound tense or a passive, over adverbs, negation, "été" and
/// short asides ("a, lui aussi, annoncé", "a pour sa part estimé").
fn take_participle(a: &Analysis<'_>, group: &mut VerbGroup, is_be: bool, sentence: &Range<usize>) {
    const NEAR: usize = 7;
    let mut j = group.end;
    let mut be = is_be;
    let mut aside: Option<usize> = None;
    let mut negated = group.negated;
    while j < sentence.end && j < group.end + NEAR + aside.map_or(0, |_| NEAR) {
        let entry = a.entry(j);
        let participle = entry.and_then(|e| e.verb(|m| m == Mood::Participle));
        if let Some(form) = participle {
            let verb = &a.lang.lexicon.verbs[form.verb as usize];
            if verb.auxiliary == Some(Auxiliary::Be) && !be {
                be = true;
                j += 1;
                continue;
            }
            group.head = j;
            group.end = j + 1;
            group.compound = true;
            group.verb = verb;
            group.negated = negated;
            group.passive = be && !group.reflexive && !verb.is(Tags::WITH_BE);
            return;
        }
        let passes = entry.is_some_and(|e| e.is(Tags::ADVERB | Tags::NEGATIVE_ADVERB))
            || a.word(j).ends_with(a.lang.syntax.adverb_ending) && a.kind(j) == Kind::Word;
        negated |= entry.is_some_and(|e| e.is(Tags::NEGATIVE_ADVERB));
        let opens_aside =
            a.kind(j) == Kind::Comma || a.is(j, Tags::PREPOSITION) && !a.is(j, Tags::DETERMINER);
        let stops = a.kind(j) == Kind::Stop || a.tokens[j].is_quote() || is_other_verb(entry);
        match aside {
            None if opens_aside => aside = Some(j),
            None if passes => {}
            Some(_) if !stops => {}
            _ => return,
        }
        j += 1;
    }
}

/// A word that can be nothing but a finite verb: the aside is none.
fn is_other_verb(entry: Option<&Entry>) -> bool {
    entry.is_some_and(|e| e.tags == Tags::NONE && e.verb(Mood::is_finite).is_some())
}

/// The use of the verb that fits: reflexive or not, with its locution's words, which are taken
/// into the group.
fn variant(a: &Analysis<'_>, group: &mut VerbGroup) -> Option<&'static Variant> {
    const AGENT: usize = 12;
    for variant in &group.verb.variants {
        if variant.reflexive != group.reflexive {
            continue;
        }
        // "was quoted by the agency as saying"
        let agent = (variant.frames.raised && group.passive && a.is(group.end, Tags::BY))
            .then(|| noun_phrase::forward(a, group.end + 1, group.end + AGENT))
            .flatten();
        let mut at = agent.as_ref().map_or(group.end, |p| p.end);
        let matches = variant.words.iter().all(|word| {
            let mut skipped = 0;
            while skipped < 2 && !a.is_word(at, word) && a.is(at, Tags::ADVERB | Tags::NEGATIVE_ADVERB) {
                at += 1;
                skipped += 1;
            }
            let here = a.is_word(at, word);
            at += 1;
            here
        });
        if matches {
            if !variant.words.is_empty() {
                group.end = at;
                group.agent = agent;
            }
            return Some(variant);
        }
    }
    None
}
