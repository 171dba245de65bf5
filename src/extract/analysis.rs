//! A text made ready for the mechanisms: tokens with what the lexicon knows of them,
//! quotations, sentences and verb groups.

use super::verb_group::{self, VerbGroup};
use crate::{
    lang::{Entry, Language, Tags},
    model::{Entity, EntityKind, Registry},
    text::{Kind, Quotes, Token, sentences, tokenise},
};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// How many tokens a search inside a sentence goes at the most; longer sentences are not prose.
pub(super) const REACH: usize = 150;

/// Everything that is known of a text before claims are looked for. Positions are token
/// numbers.
pub(super) struct Analysis<'t> {
    pub text: &'t str,
    pub lang: &'static Language,
    pub registry: &'t Registry,
    pub tokens: Vec<Token>,
    entries: Vec<Option<&'static Entry>>,
    /// Names that the registry knows, by their first token.
    entities: FxHashMap<usize, (&'t Entity, usize)>,
    pub quotes: Quotes,
    pub sentences: Vec<Range<usize>>,
    pub groups: Vec<VerbGroup>,
    /// For every token the number of the verb group that it is in.
    group_at: Vec<Option<u32>>,
    /// For every token the number of its sentence.
    sentence_at: Vec<u32>,
}

impl<'t> Analysis<'t> {
    /// Reads `text` from byte `from` on.
    pub fn new(text: &'t str, from: usize, lang: &'static Language, registry: &'t Registry) -> Self {
        let tokens = tokenise(text, from, &lang.splitting);
        let mut lower = String::new();
        let entries = tokens.iter().map(|t| look_up(lang, t.of(text), t.kind, &mut lower)).collect();
        let mut analysis = Analysis {
            text,
            lang,
            registry,
            tokens,
            entries,
            entities: FxHashMap::default(),
            quotes: Quotes::default(),
            sentences: Vec::new(),
            groups: Vec::new(),
            group_at: Vec::new(),
            sentence_at: Vec::new(),
        };
        super::repair::split_run_together(&mut analysis);
        analysis.entities =
            (0..analysis.len()).filter_map(|i| Some((i, super::names::registered(&analysis, i)?))).collect();
        analysis.quotes = Quotes::pair(text, &analysis.tokens);
        let stops = |word: &str| lang.is_abbreviation(word);
        let cut = sentences(text, &analysis.tokens, &analysis.quotes, &stops);
        analysis.sentences = cut
            .into_iter()
            .flat_map(|s| match super::dateline::end(&analysis, &s) {
                Some(end) => vec![s.start..end, end..s.end],
                None => vec![s],
            })
            .collect();
        analysis.sentence_at = vec![0; analysis.tokens.len()];
        for (number, sentence) in analysis.sentences.iter().enumerate() {
            analysis.sentence_at[sentence.clone()].fill(number as u32);
        }
        analysis.groups = verb_group::find(&analysis);
        analysis.group_at = vec![None; analysis.tokens.len()];
        for (number, group) in analysis.groups.iter().enumerate() {
            analysis.group_at[group.first..group.end].fill(Some(number as u32));
            if let Some(agent) = &group.agent {
                analysis.group_at[agent.clone()].fill(None);
            }
        }
        analysis
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token, or a paragraph end beyond the text.
    pub fn kind(&self, i: usize) -> Kind {
        self.tokens.get(i).map_or(Kind::Paragraph, |t| t.kind)
    }

    pub fn word(&self, i: usize) -> &'t str {
        self.tokens.get(i).map_or("", |t| t.of(self.text))
    }

    pub fn entry(&self, i: usize) -> Option<&'static Entry> {
        self.entries.get(i).copied().flatten()
    }

    /// Whether the token is a word of one of these classes.
    pub fn is(&self, i: usize, tags: Tags) -> bool {
        self.entry(i).is_some_and(|e| e.is(tags))
    }

    /// Whether the token is this word, `lower` being in lower case with `'`.
    pub fn is_word(&self, i: usize, lower: &str) -> bool {
        // Asked of nearly every token: the first letter settles most of it.
        let first = self.word(i).bytes().next().map(|b| b.to_ascii_lowercase());
        if first != lower.bytes().next() && first.is_none_or(|b| b.is_ascii()) {
            return false;
        }
        let fold = |c: char| if matches!(c, '’' | 'ʼ') { '\'' } else { c };
        self.word(i).chars().flat_map(char::to_lowercase).map(fold).eq(lower.chars())
    }

    pub fn is_word_kind(&self, i: usize) -> bool {
        self.kind(i) == Kind::Word
    }

    /// Whether a run of words stands at `i`; answers the token after it.
    pub fn phrase(&self, i: usize, words: &[String]) -> Option<usize> {
        let here = words.iter().enumerate().all(|(n, word)| self.is_word(i + n, word));
        (here && !words.is_empty()).then_some(i + words.len())
    }

    /// Where the attributing phrase ends that begins here ("selon", "d'après").
    pub fn according(&self, i: usize) -> Option<usize> {
        let phrases = &self.entry(i)?.phrases;
        phrases.iter().find_map(|&p| self.phrase(i, &self.lang.phrases.according[p as usize]))
    }

    /// Whether the token has a capital that no sentence start explains.
    pub fn is_capital(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.kind == Kind::Word && t.capital)
    }

    /// Whether the token can be (part of) a name: a capital, and no word that the lexicon knows
    /// as a function word.
    pub fn is_name(&self, i: usize) -> bool {
        const FUNCTION: &[Tags] = &[
            Tags::DETERMINER,
            Tags::PREPOSITION,
            Tags::SUBJECT_PRONOUN,
            Tags::SUBORDINATOR,
            Tags::COORDINATOR,
            Tags::ADVERB,
            Tags::NOT_A_NAME,
            Tags::TITLE,
            Tags::WEEKDAY,
            Tags::MONTH,
            Tags::QUE,
            Tags::QUI,
            Tags::NEGATION,
            Tags::OBJECT_CLITIC,
            Tags::PERSONAL,
            Tags::REFLEXIVE,
            Tags::RELATIVE,
        ];
        self.is_capital(i) && !FUNCTION.iter().any(|t| self.is(i, *t))
    }

    pub fn group_at(&self, i: usize) -> Option<&VerbGroup> {
        self.group_number_at(i).map(|g| &self.groups[g])
    }

    pub fn group_number_at(&self, i: usize) -> Option<usize> {
        self.group_at.get(i).copied().flatten().map(|g| g as usize)
    }

    /// The verb groups whose first token lies in a stretch, by number.
    pub fn groups_in(&self, tokens: Range<usize>) -> Range<usize> {
        let from = self.groups.partition_point(|g| g.first < tokens.start);
        let to = self.groups.partition_point(|g| g.first < tokens.end);
        from..to.max(from)
    }

    pub fn sentence_number(&self, i: usize) -> usize {
        self.sentence_at.get(i).map_or(0, |&s| s as usize)
    }

    /// The sentence of a token, cut off [`REACH`] tokens around it.
    pub fn sentence(&self, i: usize) -> Range<usize> {
        let whole = self.sentences.get(self.sentence_number(i)).cloned().unwrap_or(i..i + 1);
        whole.start.max(i.saturating_sub(REACH))..whole.end.min(i + REACH)
    }

    /// Whether the token is the conjunction that introduces a complement, and no part of
    /// another one ("alors que", "plus que").
    pub fn is_complementiser(&self, i: usize) -> bool {
        let before = i.wrapping_sub(1);
        self.is(i, Tags::QUE) && !self.is(before, Tags::SUBORDINATOR) && !self.is(before, Tags::COMPARATIVE)
    }

    /// Whether the token is a conjunction of subordination, and no preposition as well.
    pub fn subordinates(&self, i: usize) -> bool {
        self.is(i, Tags::SUBORDINATOR) && !self.is(i, Tags::PREPOSITION)
    }

    /// Whether a medium is named or described at this token ("l'AFP", "la chaîne").
    pub fn is_medium(&self, i: usize) -> bool {
        self.is(i, Tags::MEDIUM) || self.outlet(i).is_some()
    }

    /// The entity of the registry whose name begins at this token, and one past the name.
    pub fn entity(&self, i: usize) -> Option<(&'t Entity, usize)> {
        self.entities.get(&i).copied()
    }

    /// The outlet of the registry whose name begins at this token, and one past the name.
    pub fn outlet(&self, i: usize) -> Option<(&'t str, usize)> {
        let (entity, end) = self.entity(i)?;
        (entity.kind == EntityKind::Outlet).then_some((entity.name.as_str(), end))
    }

    /// The words of some tokens, as they stand in the text.
    pub fn words(&self, tokens: Range<usize>) -> &'t str {
        match (self.tokens.get(tokens.start), self.tokens.get(tokens.end.wrapping_sub(1))) {
            (Some(first), Some(last)) if tokens.start < tokens.end => &self.text[first.start..last.end],
            _ => "",
        }
    }

    /// Whether the token stands inside a quotation (its marks are outside).
    pub fn in_quote(&self, i: usize) -> bool {
        self.quotes.outer(i).is_some_and(|q| q.open < i && i < q.close)
    }

    /// Whether the marks are misplaced around the article's own report ("... « et a exprimé sa
    /// volonté »"): the quotation goes on with a reporting verb that has no subject.
    pub fn narrates(&self, quote: &crate::text::Quote) -> bool {
        let first = quote.open + 1;
        self.is(first, Tags::AND)
            && self
                .group_at(first + 1)
                .is_some_and(|g| g.first == first + 1 && g.compound && g.is_finite() && g.variant.is_some())
    }

    /// Replaces the tokens, before anything is derived from them.
    pub fn set_tokens(&mut self, tokens: Vec<Token>) {
        let mut lower = String::new();
        self.entries =
            tokens.iter().map(|t| look_up(self.lang, t.of(self.text), t.kind, &mut lower)).collect();
        self.tokens = tokens;
    }
}

fn look_up(lang: &'static Language, word: &str, kind: Kind, lower: &mut String) -> Option<&'static Entry> {
    if kind != Kind::Word {
        return None;
    }
    lower.clear();
    for c in word.chars() {
        match c {
            '’' | 'ʼ' => lower.push('\''),
            '‐' | '‑' => lower.push('-'),
            '\u{AD}' => {}
            c if c.is_ascii() => lower.push(c.to_ascii_lowercase()),
            'ß'..='ö' | 'ø'..='ÿ' | 'œ' => lower.push(c),
            c => lower.extend(c.to_lowercase()),
        }
    }
    lang.lexicon.get(lower).or_else(|| {
        // An enclitic pronoun is the pronoun.
        let bare = lower.strip_prefix('-')?;
        lang.lexicon.get(bare.strip_prefix("t-").unwrap_or(bare))
    })
}
