//! A claim in the making.

use super::noun_phrase::Mention;
use crate::model::{Hedge, Stance};
use std::ops::Range;

/// What a mechanism found, in tokens; names are not resolved yet.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// The rule that found it.
    pub rule: &'static str,
    /// The content, slice by slice, not trimmed yet.
    pub content: Vec<Range<usize>>,
    /// The cue; empty where there is none.
    pub cue: Range<usize>,
    /// Who says it.
    pub speaker: Speaker,
    pub hedge: Hedge,
    pub stance: Stance,
    /// Whether what is reported is a wish or a thought, which a third party can only allege.
    pub thought: bool,
    /// Whether the content names a speaker whom this one relays ("cite X qui a dit").
    pub cites: bool,
}

/// Who says it, before names are resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Speaker {
    /// The words that name them.
    Mention(Mention),
    /// Whoever spoke last.
    Continued,
    /// The text names nobody.
    Nobody,
}

impl Candidate {
    /// What somebody asserts without a hedge.
    pub fn new(rule: &'static str, content: Vec<Range<usize>>, cue: Range<usize>, speaker: Speaker) -> Self {
        Candidate {
            rule,
            content,
            cue,
            speaker,
            hedge: Hedge::None,
            stance: Stance::Asserts,
            thought: false,
            cites: false,
        }
    }

    /// What the article itself does not vouch for, and nobody is named for.
    pub fn unsourced(rule: &'static str, content: Range<usize>, cue: Range<usize>, hedge: Hedge) -> Self {
        Candidate { hedge, ..Candidate::new(rule, vec![content], cue, Speaker::Nobody) }
    }

    /// From the first to the last token of the content.
    pub fn extent(&self) -> Range<usize> {
        let start = self.content.first().map_or(0, |c| c.start);
        start..self.content.last().map_or(start, |c| c.end)
    }

    /// How many tokens of the content lie in a stretch.
    pub fn overlap(&self, other: &[Range<usize>]) -> usize {
        let both = |x: &Range<usize>, y: &Range<usize>| x.end.min(y.end).saturating_sub(x.start.max(y.start));
        self.content.iter().map(|x| other.iter().map(|y| both(x, y)).sum::<usize>()).sum()
    }

    /// How many tokens the content has.
    pub fn size(&self) -> usize {
        self.content.iter().map(Range::len).sum()
    }
}
