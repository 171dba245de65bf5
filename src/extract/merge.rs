//! From candidates to claims: overlaps settled, nested reports folded into chains, names
//! resolved, strength left to the model.

use super::{
    Step,
    analysis::Analysis,
    candidate::{Candidate, Speaker},
    complement, conditional, doubt,
    noun_phrase::{self, Mention},
    relay,
    resolve::{Recent, Resolved, Resolver},
    subject, time,
};
use crate::{
    lang::Tags,
    model::{Channel, Claim, CodePoints, Document, EntityKind, Hedge, Registry, Relay, Slice, fold_name},
    text::Kind,
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Everything that turns candidates into claims.
pub(super) struct Merger<'a, 't> {
    pub a: &'a Analysis<'t>,
    pub resolver: &'a Resolver<'a, 't>,
    pub registry: &'a Registry,
    pub document: &'a Document,
    pub points: &'a CodePoints<'t>,
    /// Steps for an explanation, where one was asked for.
    pub trace: Option<Vec<Step>>,
}

/// A candidate that was kept, with the outer reports that became its relays.
struct Kept {
    candidate: Candidate,
    outer: Vec<Candidate>,
}

/// The last claim that has a speaker.
struct Last {
    /// One past its content.
    end: usize,
    speakers: Vec<Resolved>,
    mention: Option<Mention>,
}

/// Which candidates are reports within reports.
#[derive(Default)]
struct Nesting {
    /// Inner to outer.
    outer: FxHashMap<usize, usize>,
    /// Candidates that become no claim, and why.
    dropped: FxHashMap<usize, String>,
}

/// Every rule, from strong to weak: which one is believed where two want the same words.
pub(super) const RULES: &[&str] = &[
    "quote.interrupted",
    "quote.before-cue",
    "quote.after-cue",
    "quote.colon",
    "noun.relative",
    "clause.que",
    "clause.bare",
    "clause.infinitive",
    "clause.trailing-cue",
    "clause.initial-cue",
    "clause.characterises",
    "clause.noun",
    "clause.attribute",
    "clause.passive",
    "noun.que",
    "noun.infinitive",
    "noun.object",
    "quote.label",
    "label.turn",
    "label.heading",
    "according.initial",
    "according.trailing",
    "viewpoint.initial",
    "quote.continued",
    "quote.fragment",
    "conditional.unsourced",
    "doubt.noun",
    "doubt.adverb",
    "doubt.verb",
    "doubt.modal",
];

fn rank(rule: &str) -> usize {
    RULES.iter().position(|r| *r == rule).unwrap_or(RULES.len())
}

/// Trims the contents, and drops candidates of which nothing is left.
pub(super) fn trimmed(a: &Analysis<'_>, candidates: Vec<Candidate>) -> Vec<Candidate> {
    let trim = |mut c: Candidate| {
        c.content = c.content.into_iter().filter_map(|r| complement::trim(a, r)).collect();
        (!c.content.is_empty()).then_some(c)
    };
    candidates.into_iter().filter_map(trim).collect()
}

impl Merger<'_, '_> {
    /// Settles which candidates become claims.
    fn settle(&mut self, candidates: Vec<Candidate>) -> Vec<Kept> {
        let nesting = self.nesting(&candidates);
        let mut ranked: Vec<usize> = (0..candidates.len()).collect();
        ranked.sort_by_key(|&i| (rank(candidates[i].rule), candidates[i].extent().start));
        // Which candidate has a token in its content.
        let mut owner: Vec<Option<u32>> = vec![None; self.a.len()];
        let mut chosen: Vec<usize> = Vec::new();
        let mut cues: FxHashSet<usize> = FxHashSet::default();
        for i in ranked {
            let candidate = &candidates[i];
            // A verb is the cue of one claim: what stands before it, or what stands after.
            if !candidate.cue.is_empty() && cues.contains(&candidate.cue.end) {
                self.step(candidate, false, "its cue belongs to another claim");
                continue;
            }
            if self.only_pronoun(candidate) {
                self.step(candidate, false, "it says nothing but a pronoun");
                continue;
            }
            if self.only_names(candidate) {
                self.step(candidate, false, "it names a source, and reports nothing");
                continue;
            }
            if let Some(why) = nesting.dropped.get(&i) {
                self.step(candidate, false, why);
                continue;
            }
            let mut wanted = candidate.content.iter().flat_map(|r| &owner[r.clone()]).flatten();
            let clash = wanted.find(|&&o| clashes(candidate, &candidates[o as usize]));
            if let Some(&other) = clash {
                let why = format!("its words belong to `{}`", candidates[other as usize].rule);
                self.step(candidate, false, &why);
                continue;
            }
            for range in &candidate.content {
                owner[range.clone()].fill(Some(i as u32));
            }
            cues.insert(candidate.cue.end);
            chosen.push(i);
        }
        chosen.sort_by_key(|&i| (candidates[i].extent().start, candidates[i].extent().end));
        let kept = |i: usize| {
            let chain = std::iter::successors(nesting.outer.get(&i), |o| nesting.outer.get(o));
            let outer = chain.take(4).map(|&o| candidates[o].clone()).collect();
            Kept { candidate: candidates[i].clone(), outer }
        };
        chosen.into_iter().map(kept).collect()
    }

    /// Finds reports whose content is itself a report: the inner one is the claim, the outer
    /// one its relay. A wish or a thought, and what is only alleged, stays the outer one's.
    fn nesting(&self, candidates: &[Candidate]) -> Nesting {
        let mut nesting = Nesting::default();
        let mut by_cue: Vec<usize> =
            (0..candidates.len()).filter(|&i| !candidates[i].cue.is_empty()).collect();
        by_cue.sort_by_key(|&i| candidates[i].cue.start);
        for (o, outer) in candidates.iter().enumerate() {
            // "Kim said he “...”, the agency reported" is a report of a report.
            let words = outer.rule == "quote.before-cue"
                && outer.content.first().is_some_and(|c| !self.a.in_quote(c.start));
            if outer.cue.is_empty() || outer.rule.starts_with("quote") && !words {
                continue;
            }
            let phrase = outer.rule.starts_with("according") || outer.rule.starts_with("viewpoint");
            let extent = outer.extent();
            let from = by_cue.partition_point(|&i| candidates[i].cue.start < extent.start);
            let inside = by_cue[from..].iter().copied().take_while(|&i| candidates[i].cue.start < extent.end);
            for i in inside.take(12).filter(|&i| i != o) {
                let inner = &candidates[i];
                if words && !matches!(inner.rule, "clause.que" | "clause.bare") {
                    continue;
                }
                if nesting.dropped.contains_key(&i) || !self.is_reported(outer, inner) {
                    continue;
                }
                if !phrase && self.is_own(inner) {
                    nesting.dropped.insert(i, "the same speaker's word for what they think or do".to_owned());
                } else if inner.thought || inner.hedge != Hedge::None {
                    nesting
                        .dropped
                        .insert(i, "a third party's word for a wish, a thought or a rumour".to_owned());
                } else {
                    nesting.outer.insert(i, o);
                    nesting.dropped.insert(o, format!("it relays `{}`", inner.rule));
                }
                if !phrase {
                    break;
                }
            }
        }
        nesting
    }

    /// "endorsed him last week": an object that stands for what was named elsewhere.
    fn only_pronoun(&self, candidate: &Candidate) -> bool {
        let a = self.a;
        let [content] = candidate.content.as_slice() else { return false };
        let pronoun = a.is(content.start, Tags::PERSONAL | Tags::STRONG_PRONOUN)
            && !a.in_quote(content.start)
            && a.kind(content.start) == Kind::Word;
        let rest = content.start + 1;
        pronoun && (rest == content.end || time::time_end(a, rest).is_some_and(|t| t >= content.end))
    }

    /// "citing an official": whom a report cites, without what they said.
    fn only_names(&self, candidate: &Candidate) -> bool {
        let a = self.a;
        let [content] = candidate.content.as_slice() else { return false };
        a.lang.syntax.bare_clauses
            && candidate.cites
            && candidate.rule == "clause.noun"
            && !content.clone().any(|i| a.in_quote(i))
            && noun_phrase::is_speaker_like(a, content)
    }

    /// Whether an inner report without words of its own has a pronoun for its subject, which
    /// then stands for who reports it: "Clinton said she opposes the plan".
    fn is_own(&self, inner: &Candidate) -> bool {
        let object = matches!(
            inner.rule,
            "clause.noun" | "clause.characterises" | "clause.attribute" | "clause.infinitive"
        );
        let pronoun = |m: &Mention| m.tokens().len() == 1 && self.a.is(m.tokens().start, Tags::PERSONAL);
        self.a.lang.syntax.bare_clauses
            && (object || inner.thought)
            && matches!(&inner.speaker, Speaker::Mention(mention) if pronoun(mention))
    }

    /// Whether what the outer report says is that the inner one was made: the inner cue is a
    /// main verb of the outer content. A phrase ("selon X") covers every main verb of its
    /// sentence, a clause only its own.
    fn is_reported(&self, outer: &Candidate, inner: &Candidate) -> bool {
        let a = self.a;
        let extent = outer.extent();
        let inside = outer.content.iter().any(|c| c.contains(&inner.cue.start));
        let reported = inner.extent().start >= extent.start && inner.extent().end <= extent.end + 1;
        if !inside || !reported || a.in_quote(inner.cue.start) {
            return false;
        }
        // "quotes an official as saying"
        if outer.cites && a.is(inner.cue.start.wrapping_sub(1), Tags::AS) {
            return true;
        }
        let subordinate = |first: usize| {
            if outer.cites {
                return false;
            }
            let mut before = first.wrapping_sub(1);
            if a.is(before, Tags::ADVERB | Tags::SUBJECT_PRONOUN) {
                before = before.wrapping_sub(1);
            }
            a.is(before, Tags::QUI | Tags::RELATIVE | Tags::QUE) && before >= extent.start
        };
        let mut mains = a
            .groups_in(extent.clone())
            .filter(|&g| a.groups[g].is_finite() && !subordinate(a.groups[g].first));
        let is_inner =
            |g: usize| inner.cue.contains(&a.groups[g].head) || a.groups[g].first == inner.cue.start;
        let phrase = outer.rule.starts_with("according") || outer.rule.starts_with("viewpoint");
        if phrase { mains.any(is_inner) } else { mains.next().is_some_and(is_inner) }
    }

    fn step(&mut self, candidate: &Candidate, kept: bool, why: &str) {
        let extent = candidate.extent();
        let (start, end) = self.bytes(&extent);
        let span = (self.points.at_byte(start), self.points.at_byte(end));
        if let Some(trace) = &mut self.trace {
            let step = Step {
                rule: candidate.rule.to_owned(),
                start: span.0,
                end: span.1,
                kept,
                why: why.to_owned(),
            };
            trace.push(step);
        }
    }

    fn bytes(&self, tokens: &Range<usize>) -> (usize, usize) {
        match (self.a.tokens.get(tokens.start), self.a.tokens.get(tokens.end.wrapping_sub(1))) {
            (Some(first), Some(last)) if tokens.start < tokens.end => (first.start, last.end),
            _ => (0, 0),
        }
    }

    fn slice(&self, tokens: &Range<usize>) -> Option<Slice> {
        if tokens.is_empty() {
            return None;
        }
        let (start, end) = self.bytes(tokens);
        let text = self.a.text.get(start..end)?.to_owned();
        Some(Slice { start: self.points.at_byte(start), end: self.points.at_byte(end), text })
    }

    /// Turns candidates into claims, in the order of the text.
    pub fn claims(&mut self, candidates: Vec<Candidate>) -> Vec<Claim> {
        let kept = self.settle(candidates);
        let mut recent = Recent::default();
        let mut subjects = self.subjects().into_iter().peekable();
        let mut claims: Vec<Claim> = Vec::new();
        let mut last_claim: Option<Last> = None;
        for Kept { candidate, outer } in &kept {
            let at = candidate.cue.start.max(candidate.extent().start);
            while let Some(mention) = subjects.next_if(|m| m.tokens().start < at) {
                let resolved = self.resolver.mention(&mention, &recent);
                if let Some(salient) = self.resolver.salient(&mention, &resolved) {
                    recent.note_subject(salient);
                }
            }
            let (mut resolved, mut mention) = match &candidate.speaker {
                Speaker::Mention(mention) => (self.resolver.mention(mention, &recent), Some(mention.clone())),
                Speaker::Nobody => (Vec::new(), None),
                Speaker::Continued => match self.continued(candidate, &last_claim) {
                    Some(last) => (last.speakers.clone(), last.mention.clone()),
                    None => (Vec::new(), None),
                },
            };
            // "Yonhap reported, citing the army": a medium passes on what somebody else says.
            let mut medium = Vec::new();
            if !resolved.is_empty()
                && (self.is_outlet(&resolved) || self.is_medium(mention.as_ref()))
                && let Some(source) =
                    relay::cited(self.a, &self.a.sentence(at), &candidate.content, &candidate.cue)
            {
                let cited = self.resolver.mention(&source, &recent);
                if !cited.is_empty() && cited != resolved {
                    medium = std::mem::replace(&mut resolved, cited);
                    mention = Some(source);
                }
            }
            let own = mention.as_ref().filter(|_| candidate.speaker != Speaker::Continued);
            if let Some(salient) = own.and_then(|m| self.resolver.salient(m, &resolved)) {
                recent.note_speaker(salient);
            }
            if let (Some(mention), Some(first)) = (own, resolved.first())
                && mention.tokens().any(|i| self.a.is(i, Tags::DOCUMENT))
            {
                recent.note_issuer(first.clone());
            }
            if !resolved.is_empty() {
                let (end, speakers) = (candidate.extent().end, resolved.clone());
                last_claim = Some(Last { end, speakers, mention: mention.clone() });
            }
            let via = self.chain(candidate, outer, &medium, &resolved, &recent);
            claims.extend(self.claim(candidate, outer, mention.as_ref(), &resolved, via));
            self.step(candidate, true, "kept");
        }
        claims
    }

    /// The subjects of the article's own sentences, in order: who a pronoun may stand for.
    fn subjects(&self) -> Vec<Mention> {
        let a = self.a;
        (0..a.groups.len())
            .filter(|&g| {
                a.groups[g].is_finite() && !a.in_quote(a.groups[g].first) && a.groups[g].enclitic.is_none()
            })
            .filter_map(|g| subject::of(a, g))
            .filter(|m| {
                m.tokens().len() > 1 || !a.is(m.tokens().start, Tags::PERSONAL | Tags::SUBJECT_PRONOUN)
            })
            .collect()
    }

    /// Whoever spoke last goes on, where the quotation follows closely.
    fn continued<'l>(&self, candidate: &Candidate, last: &'l Option<Last>) -> Option<&'l Last> {
        let start = candidate.extent().start;
        let near = |end: usize| {
            let gap =
                self.a.sentence_number(start).saturating_sub(self.a.sentence_number(end.saturating_sub(1)));
            if candidate.rule == "quote.fragment" { gap == 0 } else { gap <= 2 }
        };
        last.as_ref().filter(|last| near(last.end))
    }

    /// The relays, nearest the speaker first: the outlet that the words were said to, whoever
    /// is said to have passed them on, then the outer reports.
    fn chain(
        &self,
        candidate: &Candidate,
        outer: &[Candidate],
        medium: &[Resolved],
        speakers: &[Resolved],
        recent: &Recent,
    ) -> Vec<Relay> {
        let a = self.a;
        let sentence = a.sentence(candidate.cue.start.max(candidate.extent().start));
        let mut via: Vec<Relay> = Vec::new();
        let mut push = |name: String, spoken_to: bool| {
            let publisher = self.document.outlet.as_deref().is_some_and(|o| fold_name(o) == fold_name(&name));
            let known = via.iter().any(|r| r.name == name) || speakers.iter().any(|s| s.name == name);
            if publisher || known || name.is_empty() {
                return;
            }
            let official =
                !speakers.is_empty() && speakers.iter().all(|s| self.registry.speaks_for(&name, &s.name));
            let channel = match (spoken_to, official) {
                (true, _) => Channel::SpokenTo,
                (_, true) => Channel::Registry,
                _ => Channel::ThirdParty,
            };
            via.push(Relay { name, channel });
        };
        for medium in medium {
            push(medium.name.clone(), false);
        }
        if !candidate.cue.is_empty() {
            for link in relay::find(a, &sentence, &candidate.content, &candidate.cue) {
                for resolved in self.resolver.mention(&link.mention, recent) {
                    push(resolved.name, link.spoken_to);
                }
            }
        }
        for report in outer {
            if let Speaker::Mention(mention) = &report.speaker {
                for resolved in self.resolver.mention(mention, recent) {
                    push(resolved.name, false);
                }
            }
        }
        via
    }

    fn claim(
        &self,
        candidate: &Candidate,
        outer: &[Candidate],
        mention: Option<&Mention>,
        resolved: &[Resolved],
        via: Vec<Relay>,
    ) -> Option<Claim> {
        let a = self.a;
        let content: Vec<Slice> = candidate.content.iter().filter_map(|c| self.slice(c)).collect();
        if content.is_empty() {
            return None;
        }
        let source = mention.and_then(|m| self.slice(&m.tokens()));
        let cue = self.slice(&candidate.cue);
        let group = a.group_at(candidate.cue.end.wrapping_sub(1)).filter(|_| !candidate.cue.is_empty());
        let first = candidate.content.first()?;
        let outer_hedge = outer.iter().find(|o| o.hedge != Hedge::None).map(|o| o.hedge);
        let hedge = match candidate.hedge {
            Hedge::None if conditional::hedges(a, first, group, self.is_outlet(resolved)) => {
                Hedge::Conditional
            }
            Hedge::None if doubt::opens(a, first) => Hedge::Alleged,
            Hedge::None => outer_hedge.unwrap_or(Hedge::None),
            hedge => hedge,
        };
        Some(Claim {
            form: complement::form(a, &candidate.content),
            content,
            speakers: resolved.iter().map(|r| r.name.clone()).collect(),
            named: !resolved.is_empty() && resolved.iter().all(|r| r.named),
            mention: source
                .as_ref()
                .filter(|_| candidate.speaker != Speaker::Continued)
                .map(|s| s.text.clone()),
            source: source.into_iter().collect(),
            cue: cue.as_ref().map(|c| c.text.clone()),
            cue_at: cue.into_iter().collect(),
            via,
            hedge,
            stance: candidate.stance,
            rule: candidate.rule.to_owned(),
        })
    }
}

impl Merger<'_, '_> {
    fn is_medium(&self, mention: Option<&Mention>) -> bool {
        mention.is_some_and(|m| m.parts.iter().all(|p| p.clone().any(|i| self.a.is(i, Tags::MEDIUM))))
    }

    /// Whether every speaker is an outlet: what outlets report in the conditional they do not
    /// vouch for, whatever the tense of the verb that reports it.
    fn is_outlet(&self, speakers: &[Resolved]) -> bool {
        let outlet = |s: &Resolved| self.registry.find(&s.name).is_some_and(|e| e.kind == EntityKind::Outlet);
        !speakers.is_empty() && speakers.iter().all(outlet)
    }
}

/// Whether two candidates want the same words: half of the smaller content.
fn clashes(one: &Candidate, other: &Candidate) -> bool {
    let shared = one.overlap(&other.content);
    2 * shared >= one.size().min(other.size()).max(1)
}
