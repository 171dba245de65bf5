//! Reporting clauses: a reporting verb with its subject before it and its content after it.

use super::{
    analysis::{Analysis, REACH},
    bare_clause,
    candidate::{Candidate, Speaker},
    complement, handover, noun_phrase, parenthesis, subject, subject_phrase, time,
    verb_group::VerbGroup,
};
use crate::{
    lang::{Frames, Mood, Tags},
    model::{Hedge, Stance},
    text::{Kind, Quote},
};
use std::ops::Range;

/// What stands after a cue as its content, and the rule that says so.
struct Complement {
    rule: &'static str,
    content: Range<usize>,
}

/// Every claim that a verb with a complement makes.
pub(super) fn find(a: &Analysis<'_>, out: &mut Vec<Candidate>) {
    for number in 0..a.groups.len() {
        let group = &a.groups[number];
        if let Some(variant) = group.variant.filter(|_| reports(a, group) && in_own_voice(a, group)) {
            out.extend(claim(a, number, group, &variant.frames));
        }
    }
}

/// Whether the verb is the article's and not a quoted one.
fn in_own_voice(a: &Analysis<'_>, group: &VerbGroup) -> bool {
    let quote = a.quotes.outer(group.head).filter(|q| q.open < group.head && group.head < q.close);
    quote.is_none_or(|q| a.narrates(q) && group.first == q.open + 2)
}

/// Whether a verb in this tense and person reports something that was said.
fn reports(a: &Analysis<'_>, group: &VerbGroup) -> bool {
    let third = group.persons.third() || !group.is_finite();
    let said = match group.mood {
        Mood::Future | Mood::Subjunctive => false,
        Mood::Infinitive => group.modal.is_some_and(|m| a.groups[m].is_finite()) || purpose(a, group),
        _ => true,
    };
    third && said
}

/// "pour dénoncer", "afin de demander", "avant d'ajouter", "après avoir rappelé"
fn purpose(a: &Analysis<'_>, group: &VerbGroup) -> bool {
    let before = group.first.wrapping_sub(1);
    let two = group.first.wrapping_sub(2);
    let linked = a.is(before, Tags::DE) && a.is(two, Tags::CIRCUMSTANTIAL);
    linked || a.is(before, Tags::PURPOSE) || a.is(before, Tags::CIRCUMSTANTIAL) && group.compound
}

fn claim(a: &Analysis<'_>, number: usize, group: &VerbGroup, frames: &Frames) -> Option<Candidate> {
    let limit = a.sentence(group.first).end;
    // Under negation nothing is said, but by some verbs, and by locutions that deny ("did not rule out").
    let locution = group.variant.is_some_and(|v| !v.words.is_empty());
    let told = frames.declines || frames.mute || frames.hidden || locution && frames.denies;
    let keeps_silent = if group.negated { !told } else { frames.hidden };
    let (complement, mention) = if group.passive {
        passive(a, group, frames, limit)?
    } else {
        let found = active(a, group, frames, limit).or_else(|| refused(group, frames));
        (found?, subject::of(a, number))
    };
    if keeps_silent && complement.rule != "quote.after-cue" {
        return None;
    }
    let speaker = match mention {
        Some(mention) => {
            let tokens = mention.tokens();
            let first = tokens.start;
            let nobody = a.is(first, Tags::FIRST_PERSON)
                || tokens.len() == 1 && a.is(first, Tags::SUBJECT_PRONOUN) && !a.is(first, Tags::PERSONAL);
            let overlaps = tokens.start < complement.content.end && complement.content.start < tokens.end;
            if nobody || overlaps {
                return None;
            }
            let speaks = mention.parts.iter().all(|p| noun_phrase::is_speaker_like(a, p));
            let shows = match complement.rule {
                "clause.que" => Tags::DOCUMENT | Tags::ROLE | Tags::BODY,
                _ => Tags::DOCUMENT,
            };
            if frames.evidence && !mention.tokens().any(|i| a.is(i, shows)) {
                return None;
            }
            let strong = matches!(
                complement.rule,
                "clause.que" | "clause.bare" | "clause.infinitive" | "quote.after-cue" | "quote.colon"
            );
            if !speaks && (frames.weak || !strong || group.passive) {
                return None;
            }
            Speaker::Mention(mention)
        }
        None if complement.rule == "clause.que" && group.is_finite() && group.passive => Speaker::Nobody,
        None if complement.rule.starts_with("quote") && group.is_finite() => Speaker::Continued,
        None => return None,
    };
    let declines = frames.declines || frames.mute && group.negated;
    let stance = match (declines, frames.denies) {
        (true, _) => Stance::Declines,
        (_, true) => Stance::Denies,
        _ => Stance::Asserts,
    };
    let hedge = match speaker {
        _ if group.mood == Mood::Conditional => Hedge::Conditional,
        // "It is believed that"
        Speaker::Nobody if group.verb.is(Tags::RUMOUR) => Hedge::Alleged,
        _ => Hedge::None,
    };
    let cue = group.modal.map_or(group.first, |m| a.groups[m].first)..group.end;
    Some(Candidate {
        rule: complement.rule,
        content: vec![complement.content],
        cue,
        speaker,
        hedge,
        stance,
        thought: frames.thought,
        cites: frames.cites,
    })
}

/// "Il a été annoncé par X que", "N a été annoncé par X".
fn passive(
    a: &Analysis<'_>,
    group: &VerbGroup,
    frames: &Frames,
    limit: usize,
) -> Option<(Complement, Option<noun_phrase::Mention>)> {
    let by = (group.end..limit.min(group.end + 8)).find(|&i| a.is(i, Tags::BY));
    let agent = by.and_then(|i| noun_phrase::after(a, i + 1, limit));
    let after = agent.as_ref().map_or(group.end, |m| m.tokens().end);
    if frames.que
        && let Some(que) = (after..limit.min(after + 6)).find(|&i| a.is_complementiser(i))
    {
        return Some((
            Complement { rule: "clause.que", content: que + 1..complement::end(a, que + 1) },
            agent,
        ));
    }
    let agent = agent?;
    if !(frames.noun || frames.attribute) {
        return None;
    }
    let floor = a.sentence(group.first).start;
    let subject = subject_phrase::before(a, group.first, floor, group.persons.only_plural())?;
    let pronoun = subject.tokens().len() == 1 && a.is(subject.tokens().start, Tags::SUBJECT_PRONOUN);
    if pronoun {
        return None;
    }
    Some((Complement { rule: "clause.passive", content: subject.tokens() }, Some(agent)))
}

fn active(a: &Analysis<'_>, group: &VerbGroup, frames: &Frames, limit: usize) -> Option<Complement> {
    let start = group.end;
    let at = over_asides(a, start, limit, frames);
    complement_at(a, at, group, frames, limit).or_else(|| {
        // What stands between may itself be the complement ("prévenir de N").
        let preposition = at != start && a.is(start, Tags::PREPOSITION);
        preposition.then(|| complement_at(a, start, group, frames, limit)).flatten()
    })
}

/// "declined to comment" says no more than what is declined: the last word of the locution.
fn refused(group: &VerbGroup, frames: &Frames) -> Option<Complement> {
    frames.alone.then(|| Complement { rule: "clause.infinitive", content: group.end - 1..group.end })
}

/// Goes over what may stand between a cue and its complement: adverbs, times, places,
/// addressees, and insertions between commas.
pub(super) fn over_asides(a: &Analysis<'_>, start: usize, limit: usize, frames: &Frames) -> usize {
    const FAR: usize = 40;
    let limit = limit.min(start + FAR);
    let mut i = start;
    while i < limit {
        if let Some(end) = time::time_end(a, i).filter(|&e| e <= limit) {
            i = end;
        } else if a.is(i, Tags::ADVERB)
            && a.group_at(i).is_none()
            // "said there was no threat"
            && !(a.is(i, Tags::SUBJECT_PRONOUN) && a.group_at(i + 1).is_some_and(|g| g.is_finite()))
        {
            i += 1;
        } else if a.kind(i) == Kind::Comma && i > start && place_end(a, i).is_some() {
            i = place_end(a, i).unwrap_or(i + 1);
        } else if a.kind(i) == Kind::Comma {
            // An insertion ends with a comma, after which the complement follows.
            let close = (i + 1..limit).find(|&j| a.kind(j) == Kind::Comma && opens_complement(a, j + 1));
            match close {
                Some(close) => i = close + 1,
                None if opens_complement(a, i + 1) && a.is_complementiser(i + 1) => i += 1,
                // "Smith said, “...”"
                None if a.lang.syntax.subject_first
                    && a.quotes.outer(i + 1).is_some_and(|q| q.open == i + 1) =>
                {
                    return i + 1;
                }
                None => return i,
            }
        } else if a.is(i, Tags::PREPOSITION) && !opens_complement(a, i) && !wanted(a, i, frames) {
            match noun_phrase::forward(a, i + 1, limit) {
                Some(phrase) => i = phrase.end,
                None => return i,
            }
        } else {
            return i;
        }
    }
    i
}

/// One past the second part of a place's name and its comma ("Salem, New Hampshire, ").
fn place_end(a: &Analysis<'_>, comma: usize) -> Option<usize> {
    if !a.lang.syntax.bare_clauses || !a.is_name(comma - 1) {
        return None;
    }
    let mut i = comma + 1;
    while a.is_name(i) {
        i += 1;
    }
    let next = if a.kind(i) == Kind::Comma { i + 1 } else { i };
    let verb = a.group_at(next).is_some_and(|g| g.is_finite() && g.first == next);
    (i > comma + 1 && i < comma + 4 && !verb).then_some(next)
}

/// Whether a clause, an infinitive, a colon or a quotation begins here.
fn opens_complement(a: &Analysis<'_>, i: usize) -> bool {
    a.is_complementiser(i)
        || a.kind(i) == Kind::Colon
        || a.tokens.get(i).is_some_and(|t| t.is_quote())
        || a.is(i, Tags::DE | Tags::A)
            && a.group_at(i + 1).is_some_and(|g| g.mood == Mood::Infinitive && g.first == i + 1)
}

/// Whether the preposition is one that introduces content in one of the frames.
fn wanted(a: &Analysis<'_>, i: usize, frames: &Frames) -> bool {
    frames.prepositions.iter().any(|p| is_preposition(a, i, &p.word))
        || frames.noun && a.is(i, Tags::DE) && a.is(i, Tags::DETERMINER)
}

/// Whether the preposition stands here, contracted or not.
pub(super) fn is_preposition(a: &Analysis<'_>, i: usize, word: &str) -> bool {
    match word {
        "de" => a.is(i, Tags::DE),
        "à" => a.is(i, Tags::A),
        word => a.is_word(i, word),
    }
}

pub(super) fn infinitive_at(a: &Analysis<'_>, i: usize) -> bool {
    a.group_at(i).is_some_and(|g| g.first == i && g.mood == Mood::Infinitive)
}

fn complement_at(
    a: &Analysis<'_>,
    i: usize,
    group: &VerbGroup,
    frames: &Frames,
    limit: usize,
) -> Option<Complement> {
    if i >= limit {
        return None;
    }
    let to_end = |rule, start: usize| Some(Complement { rule, content: start..complement::end(a, start) });
    if a.is_complementiser(i) {
        // "rejected that argument": a determiner, where no verb follows.
        let clause = !a.lang.syntax.bare_clauses
            || a.groups_in(i + 1..limit.min(i + REACH)).any(|g| a.groups[g].is_finite());
        let wanted = (frames.que || frames.y_que || frames.say) && clause;
        // "called that “absurd”": a pronoun, where the verb takes no clause.
        if wanted || !a.lang.syntax.bare_clauses {
            return wanted.then(|| to_end("clause.que", i + 1)).flatten();
        }
    }
    let quote = a.quotes.outer(i).filter(|q| q.open == i);
    if a.kind(i) == Kind::Colon {
        let quote = a.quotes.outer(i + 1).filter(|q| q.open == i + 1)?;
        return (frames.takes_quote() || frames.que).then(|| Complement {
            rule: "quote.colon",
            content: i + 1..quoted_end(a, quote.after(), i + 1),
        });
    }
    // "began “to unmask him”": what only stands beside whole quotations takes no fragment.
    let whole = |q: &Quote| a.kind(i - 1) == Kind::Comma || a.is_capital(q.open + 1);
    let only_whole = frames.quote && !(frames.say || frames.que || frames.noun || frames.quoted_noun);
    // "told ABC's “Good Morning America”": a title.
    let title = a.is(i.wrapping_sub(1), Tags::GENITIVE);
    if let Some(quote) = quote.filter(|q| !title && (!only_whole || whole(q)))
        && (frames.takes_quote() || frames.que || frames.noun || frames.quoted_noun || frames.attribute)
    {
        return Some(Complement { rule: "quote.after-cue", content: i..quoted_end(a, quote.after(), i) });
    }
    // "s'est engagé à « élargir la coopération »"
    let quoted = |frame: bool, mark: Tags| {
        frame
            && a.is(i, mark)
            && a.quotes.outer(i + 1).is_some_and(|q| q.open == i + 1)
            && infinitive_at(a, i + 2)
    };
    if quoted(frames.de_infinitive, Tags::DE) || quoted(frames.a_infinitive, Tags::A) {
        let after = a.quotes.outer(i + 1).map_or(i + 2, |q| q.after());
        return Some(Complement { rule: "clause.infinitive", content: i + 1..quoted_end(a, after, i + 1) });
    }
    if frames.de_infinitive && a.is(i, Tags::DE) && infinitive_at(a, i + 1) {
        return to_end("clause.infinitive", i + 1);
    }
    if frames.a_infinitive && a.is(i, Tags::A) && infinitive_at(a, i + 1) {
        return to_end("clause.infinitive", i + 1);
    }
    if frames.infinitive && infinitive_at(a, i) {
        return to_end("clause.infinitive", i);
    }
    for preposition in &frames.prepositions {
        if is_preposition(a, i, &preposition.word) {
            let found = to_end("clause.noun", i + 1)?;
            let speaks = !preposition.quoted || holds_quote(a, &found.content);
            return speaks.then_some(found);
        }
    }
    if frames.que {
        // "reconnaît tout de même que"
        let near = (i..limit.min(i + 5)).find(|&j| a.is_complementiser(j));
        let small =
            Tags::ADVERB | Tags::PREPOSITION | Tags::PRE_ADJECTIVE | Tags::TIME_NOUN | Tags::TIME_ADVERB;
        if let Some(que) = near.filter(|&q| (i..q).all(|j| a.is(j, small | Tags::INTENSIFIER))) {
            return to_end("clause.que", que + 1);
        }
    }
    if let Some(found) = indirect_question(a, i, frames, limit).or_else(|| bare(a, i, frames, limit)) {
        return Some(found);
    }
    let object_end = noun_phrase::forward(a, i, limit).map(|p| p.end);
    // "exhorte Y à Z", "demande à Y de Z": the addressee is no content.
    if frames.y_a_infinitive || frames.y_de_infinitive || frames.de_infinitive || frames.a_infinitive {
        let addressee = if a.is(i, Tags::A) { i + 1 } else { i };
        let marks = if frames.y_a_infinitive || frames.a_infinitive { Tags::A } else { Tags::DE };
        let infinitive = (addressee..limit.min(addressee + 25))
            .take_while(|&j| a.group_at(j).is_none_or(|g| !g.is_finite()) && a.kind(j) != Kind::Semicolon)
            .find(|&j| {
                let mark = usize::from(a.tokens.get(j + 1).is_some_and(|t| t.is_quote()));
                a.is(j, marks) && infinitive_at(a, j + 1 + mark)
            });
        let addressed =
            a.is(i, Tags::A) || frames.y_a_infinitive || frames.y_de_infinitive || group.object.is_some();
        if let Some(mark) = infinitive.filter(|_| addressed) {
            return to_end("clause.infinitive", mark + 1);
        }
    }
    if frames.y_que {
        let object_end = object_end.map(|end| parenthesis::programme(a, end, limit));
        if let Some(que) = object_end.filter(|&e| a.is_complementiser(e)) {
            return to_end("clause.que", que + 1);
        }
        if let Some(found) = object_end.and_then(|end| after_addressee(a, end, group, frames, limit)) {
            return Some(found);
        }
    }
    if frames.y_de {
        if group.object.is_some() && a.is(i, Tags::DE) {
            return to_end("clause.characterises", i + 1);
        }
        let found = to_end("clause.characterises", i)?;
        let names = (i..found.content.end.min(i + 30)).any(|j| a.is(j, Tags::DE) && j > i);
        if names && opens_noun_phrase(a, i) {
            return Some(found);
        }
    }
    if frames.comme {
        let comme =
            (i..limit.min(i + 20)).take_while(|&j| a.kind(j) != Kind::Comma).find(|&j| a.is(j, Tags::AS));
        if let Some(comme) = comme {
            let start = if comme == i { i + 1 } else { i };
            return to_end("clause.characterises", start);
        }
    }
    if frames.attribute
        && !a.is(i, Tags::PREPOSITION | Tags::DETERMINER)
        && a.kind(i) == Kind::Word
        && a.group_at(i).is_none_or(|g| g.mood == Mood::Participle)
    {
        return to_end("clause.attribute", i);
    }
    if frames.noun || frames.quoted_noun {
        let found = opens_noun_phrase(a, i).then(|| to_end("clause.noun", i)).flatten()?;
        let speaks = frames.noun || holds_quote(a, &found.content);
        return speaks.then_some(found);
    }
    None
}

/// "told reporters on Monday (that) he would", "told CNN: “...”", for languages with bare clauses.
fn after_addressee(
    a: &Analysis<'_>,
    end: usize,
    group: &VerbGroup,
    frames: &Frames,
    limit: usize,
) -> Option<Complement> {
    if !a.lang.syntax.bare_clauses {
        return None;
    }
    let said =
        Frames { say: true, que: true, prepositions: frames.prepositions.clone(), ..Frames::default() };
    complement_at(a, over_asides(a, end, limit, &said), group, &said, limit)
}

/// "asked whether", "explained how"
fn indirect_question(a: &Analysis<'_>, i: usize, frames: &Frames, limit: usize) -> Option<Complement> {
    let verb = a.groups_in(i..limit).any(|g| a.groups[g].is_finite() || a.groups[g].mood == Mood::Infinitive);
    let found = (frames.que || frames.y_que) && a.is(i, Tags::INTERROGATIVE) && verb;
    found.then(|| Complement { rule: "clause.que", content: i..complement::end(a, i) })
}

/// "said he would"
fn bare(a: &Analysis<'_>, i: usize, frames: &Frames, limit: usize) -> Option<Complement> {
    let found = frames.que && !frames.full_clause && bare_clause::bare_clause(a, i, limit);
    found.then(|| Complement { rule: "clause.bare", content: i..complement::end(a, i) })
}

fn opens_noun_phrase(a: &Analysis<'_>, i: usize) -> bool {
    let other =
        Tags::PREPOSITION | Tags::ADVERB | Tags::COORDINATOR | Tags::SUBORDINATOR | Tags::QUE | Tags::A;
    // Without articles nouns stand alone: "announced plans".
    let bare = a.lang.syntax.bare_clauses
        && a.is_word_kind(i)
        && !a.is(i, other | Tags::RELATIVE | Tags::NEGATION)
        && !time::is_time(a, i)
        && a.group_at(i).is_none_or(|g| matches!(g.mood, Mood::Gerund | Mood::Participle));
    a.is(i, Tags::DETERMINER) || a.is_name(i) || a.tokens.get(i).is_some_and(|t| t.is_quote()) || bare
}

fn holds_quote(a: &Analysis<'_>, content: &Range<usize>) -> bool {
    content.clone().any(|i| a.in_quote(i))
}

/// Where content that begins with a quotation ends: with the quotation, unless the sentence
/// goes on in the speaker's words.
fn quoted_end(a: &Analysis<'_>, after: usize, start: usize) -> usize {
    let goes_on = a.kind(after) == Kind::Word
        && complement::attribution(a, after, a.sentence(start).end).is_none()
        && !handover::gerund_cue(a, after, a.sentence(start).end)
        && !(a.is(after, Tags::AND)
            && a.group_at(after + 1).is_some_and(|g| g.is_finite() && g.variant.is_none()));
    if goes_on { complement::end(a, start) } else { after }
}
