//! How a language builds its sentences, as far as the mechanisms must know.

/// What differs between languages beside their words.
#[derive(Debug, Clone, Copy)]
pub struct Syntax {
    /// How verbs and auxiliaries stand together.
    pub verb_groups: VerbGroups,
    /// Whether a reported clause may do without its conjunction ("he said it was").
    pub bare_clauses: bool,
    /// Whether the subject may stand before the verb of a parenthesis ("S, Smith said").
    pub subject_first: bool,
    /// Whether a name before a noun only qualifies it ("Clinton spokesman", "Tulsa police").
    pub names_qualify: bool,
    /// Whether headings set a speaker before or behind a colon ("Putin to visit: KCNA").
    pub labels: bool,
    /// What adverbs made of adjectives end with.
    pub adverb_ending: &'static str,
    /// What superlatives end in, where they do ("greatest").
    pub superlative: Option<&'static str>,
    /// What gerunds end in.
    pub gerund_ending: &'static str,
}

/// How verbs and auxiliaries stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerbGroups {
    /// Endings tell persons and tenses; unstressed pronouns lean on the verb ("l'a-t-il dit").
    Inflected,
    /// A chain of auxiliaries, each of which asks for a form of the next verb ("will have been
    /// told"); many forms are nouns as well.
    Chained,
}
