//! Frames: what stands beside a reporting verb, and which of it is the content.

/// The frames of one verb, see the head of `verbs.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frames {
    /// Stands beside a quotation, and as a parenthesis.
    pub say: bool,
    /// Stands beside a quotation only.
    pub quote: bool,
    /// A clause with the complementiser.
    pub que: bool,
    /// That clause never goes without it ("the court held that").
    pub full_clause: bool,
    /// A bare infinitive.
    pub infinitive: bool,
    /// An infinitive after `Tags::DE`.
    pub de_infinitive: bool,
    /// An infinitive after `Tags::A`.
    pub a_infinitive: bool,
    /// A noun phrase.
    pub noun: bool,
    /// A noun phrase, when part of it is quoted.
    pub quoted_noun: bool,
    /// Noun phrases after prepositions.
    pub prepositions: Vec<Preposition>,
    /// "accuser Y de Z".
    pub y_de: bool,
    /// "appeler Y à Z".
    pub y_a_infinitive: bool,
    /// "prier Y de Z".
    pub y_de_infinitive: bool,
    /// "informer Y que Z".
    pub y_que: bool,
    /// "décrire Y comme Z".
    pub comme: bool,
    /// An attribute.
    pub attribute: bool,
    /// The speaker denies the content.
    pub denies: bool,
    /// The speaker declines to confirm it.
    pub declines: bool,
    /// Reports only under negation ("n'a pas caché que").
    pub hidden: bool,
    /// Under negation the speaker declines ("did not respond to").
    pub mute: bool,
    /// A locution that says all without an object: its last word is the content ("declined to comment").
    pub alone: bool,
    /// The object is a speaker, whom the subject relays.
    pub cites: bool,
    /// A wish or a thought: where a third party reports it, it is that party's claim.
    pub thought: bool,
    /// Reports only where a named or human subject stands with it.
    pub weak: bool,
    /// Reports only of a document ("the poll shows").
    pub evidence: bool,
    /// The subject of its passive is who speaks ("was quoted as saying").
    pub raised: bool,
}

/// A preposition that introduces content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preposition {
    /// The word, uncontracted.
    pub word: String,
    /// Whether part of the noun phrase must be quoted.
    pub quoted: bool,
}

impl Frames {
    /// Reads the words of a lexicon; answers the first that is no frame.
    pub fn parse(words: &str) -> Result<Frames, String> {
        let mut frames = Frames::default();
        for word in words.split_whitespace() {
            let flag = match word {
                "say" => &mut frames.say,
                "quote" => &mut frames.quote,
                "que" => &mut frames.que,
                "that" => {
                    (frames.que, frames.full_clause) = (true, true);
                    continue;
                }
                "inf" => &mut frames.infinitive,
                "de" => &mut frames.de_infinitive,
                "a" => &mut frames.a_infinitive,
                "np" => &mut frames.noun,
                "npq" => &mut frames.quoted_noun,
                "y-de" => &mut frames.y_de,
                "y-a-inf" => &mut frames.y_a_infinitive,
                "y-de-inf" => &mut frames.y_de_infinitive,
                "y-que" => &mut frames.y_que,
                "comme" => &mut frames.comme,
                "attr" => &mut frames.attribute,
                "denies" => &mut frames.denies,
                "declines" => &mut frames.declines,
                "hidden" => &mut frames.hidden,
                "mute" => &mut frames.mute,
                "alone" => &mut frames.alone,
                "cites" => &mut frames.cites,
                "thought" => &mut frames.thought,
                "weak" => &mut frames.weak,
                "evidence" => &mut frames.evidence,
                "raised" => &mut frames.raised,
                word => {
                    let (kind, preposition) = word.split_once(':').ok_or_else(|| word.to_owned())?;
                    let quoted = match kind {
                        "np" => false,
                        "npq" => true,
                        _ => return Err(word.to_owned()),
                    };
                    frames.prepositions.push(Preposition { word: preposition.to_owned(), quoted });
                    continue;
                }
            };
            *flag = true;
        }
        Ok(frames)
    }

    /// Whether it stands beside a quotation.
    pub fn takes_quote(&self) -> bool {
        self.say || self.quote
    }
}
