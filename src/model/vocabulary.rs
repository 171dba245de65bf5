//! The closed vocabularies of the model: one enum each, one spelling each.

use serde::{Deserialize, Serialize};

/// A closed list of words, each written one way everywhere: in the database, in exports, on
/// the command line.
pub trait Vocabulary: Sized + Copy + 'static {
    /// What the list is called in messages ("strength").
    const KIND: &'static str;
    /// Every member, in the order in which it is shown.
    const ALL: &'static [Self];
    /// The one spelling.
    fn as_str(self) -> &'static str;

    /// Reads the one spelling.
    ///
    /// # Errors
    /// [`UnknownWord`], which names the nearest right word.
    fn parse(word: &str) -> Result<Self, UnknownWord> {
        let known = Self::ALL.iter().map(|m| m.as_str());
        Self::ALL.iter().copied().find(|m| m.as_str() == word).ok_or_else(|| UnknownWord {
            kind: Self::KIND,
            word: word.to_owned(),
            nearest: known
                .clone()
                .max_by(|a, b| strsim::jaro_winkler(a, word).total_cmp(&strsim::jaro_winkler(b, word)))
                .unwrap_or_default(),
            known: known.collect(),
        })
    }
}

/// A word that is not in a vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown {kind} `{word}`: did you mean `{nearest}`? ({})", known.join(", "))]
pub struct UnknownWord {
    /// Which vocabulary was asked.
    pub kind: &'static str,
    /// The word as given.
    pub word: String,
    /// The member most like it.
    pub nearest: &'static str,
    /// Every member.
    pub known: Vec<&'static str>,
}

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident: $kind:literal { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant,)+ }

        impl Vocabulary for $name {
            const KIND: &'static str = $kind;
            const ALL: &'static [Self] = &[$($name::$variant,)+];
            fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownWord;
            fn from_str(word: &str) -> Result<Self, UnknownWord> {
                Self::parse(word)
            }
        }
    };
}
pub(super) use vocabulary;

vocabulary! {
    /// How the words are given (PARC 3.0: direct, mixed, indirect).
    Form: "form" {
        /// All of the content stands in quotation marks.
        Direct = "direct",
        /// A paraphrase with quoted fragments.
        Mixed = "mixed",
        /// A paraphrase without a quoted fragment.
        Indirect = "indirect",
    }
}

impl Form {
    /// Whether any quoted words are in the content.
    pub fn is_quoted(self) -> bool {
        self != Form::Indirect
    }
}

vocabulary! {
    /// What the text itself does to keep its distance from the content.
    Hedge: "hedge" {
        /// Nothing.
        None = "none",
        /// The reporting conditional ("aurait fourni", "serait prêt à").
        Conditional = "conditional",
        /// A word of doubt ("présumé", "éventuel", "reportedly").
        Alleged = "alleged",
    }
}

vocabulary! {
    /// What the speaker does with the content.
    Stance: "stance" {
        /// Puts it forward.
        Asserts = "asserts",
        /// Denies it ("dément avoir livré").
        Denies = "denies",
        /// Will neither confirm nor deny it ("refuse de confirmer").
        Declines = "declines",
    }
}

vocabulary! {
    /// How firmly the content is attributed, from strong to weak. Derived, see
    /// [`strength()`](super::strength()).
    Strength: "strength" {
        /// Their quoted words, first hand.
        Verbatim = "verbatim",
        /// Quoted words, second hand or from an unnamed speaker.
        Relayed = "relayed",
        /// A paraphrase, first hand.
        Stated = "stated",
        /// A paraphrase, second hand or from an unnamed speaker.
        Hearsay = "hearsay",
        /// The text itself does not vouch for it.
        Alleged = "alleged",
        /// The outlet's own word.
        Unsourced = "unsourced",
    }
}

impl Strength {
    /// What is *stated*: verbatim, relayed and stated.
    pub const STATED: &'static [Strength] = &[Strength::Verbatim, Strength::Relayed, Strength::Stated];
    /// What is *hearsay* in the wide sense: hearsay and alleged.
    pub const HEARSAY: &'static [Strength] = &[Strength::Hearsay, Strength::Alleged];

    /// The reading of the word in a few plain words.
    pub fn gloss(self) -> &'static str {
        match self {
            Strength::Verbatim => "their words, first hand",
            Strength::Relayed => "quoted words, second hand or from an unnamed speaker",
            Strength::Stated => "a paraphrase, first hand",
            Strength::Hearsay => "a paraphrase, second hand or from an unnamed speaker",
            Strength::Alleged => "the text itself does not vouch for it",
            Strength::Unsourced => "the outlet's own word",
        }
    }
}

vocabulary! {
    /// What a relay is to the speaker whose words it passes on.
    Channel: "channel" {
        /// Anybody else: what it passes on is second hand.
        ThirdParty = "third-party",
        /// The registry says that it speaks for the speaker (KCNA for North Korea).
        Registry = "registry",
        /// The text itself says so ("l'agence officielle nord-coréenne").
        Text = "text",
        /// The words were said to it ("a indiqué X à l'AFP", "sur BFMTV").
        SpokenTo = "spoken-to",
    }
}

impl Channel {
    /// Whether words that come through it count as first hand.
    pub fn is_official(self) -> bool {
        self != Channel::ThirdParty
    }
}

vocabulary! {
    /// What an entity is.
    EntityKind: "kind" {
        /// A human being.
        Person = "person",
        /// A body, company, party, ministry, court.
        Organisation = "organisation",
        /// A state or government.
        State = "state",
        /// A publisher of news: agency, newspaper, channel.
        Outlet = "outlet",
    }
}

vocabulary! {
    /// How a claim came into the base.
    Origin: "origin" {
        /// The extractor found it.
        Found = "found",
        /// A person wrote it into a claim file.
        Curated = "curated",
    }
}

vocabulary! {
    /// What people made of a claim.
    Status: "status" {
        /// Nothing yet: nobody has reviewed it.
        Found = "found",
        /// It is right as it is.
        Accepted = "accepted",
        /// A person entered it in place of one that was wrong.
        Corrected = "corrected",
        /// It is wrong.
        Rejected = "rejected",
        /// Another took its place, or the text is no longer read so.
        Superseded = "superseded",
    }
}

impl Status {
    /// What stands: all that a list shows unless it is asked for something else.
    pub const STANDING: &'static [Status] = &[Status::Found, Status::Accepted, Status::Corrected];

    /// Whether a person decided that it is so. Of a superseded claim the status alone does not tell: a
    /// person may have corrected it, or another reading taken its place.
    pub fn is_reviewed(self) -> bool {
        matches!(self, Status::Accepted | Status::Corrected | Status::Rejected)
    }
}

vocabulary! {
    /// What a new reading of a document makes of a claim.
    Fate: "fate" {
        /// It is read, and was not there.
        New = "new",
        /// It is read again, with another strength, mention or cue.
        Changed = "changed",
        /// It was dropped by an earlier reading, and is read again.
        Back = "back",
        /// Nobody had decided about it, and it is not read any more.
        Gone = "gone",
        /// It stays as a person left it, though it is read otherwise.
        Disagrees = "disagrees",
    }
}

vocabulary! {
    /// What changed a base: the word that an entry of the log begins with.
    Operation: "operation" {
        /// The base was made, with the registry that dixit comes with.
        Create = "create",
        /// What was in a base from before there was a log.
        Adopt = "adopt",
        /// Articles were read into it.
        Ingest = "ingest",
        /// A stored document was read again.
        Reread = "reread",
        /// Claims that people wrote down were brought in.
        Import = "import",
        /// The registry of people and outlets was changed.
        Registry = "registry",
        /// Claims were found to be right.
        Accept = "accept",
        /// Claims were found to be wrong.
        Reject = "reject",
        /// Claims were replaced by what should have been read.
        Edit = "edit",
        /// A claim was entered by hand.
        Add = "add",
        /// Something was noted beside claims.
        Note = "note",
        /// Claims were tagged, or a tag was taken off.
        Tag = "tag",
        /// Claims were graded, or a grade was taken off.
        Grade = "grade",
        /// An earlier change was taken back.
        Undo = "undo",
        /// A later version of a page was captured, and the claims of earlier ones were sought in it.
        Recapture = "recapture",
    }
}

vocabulary! {
    /// What became of a claim in a later version of its page, from best to worst.
    Outcome: "outcome" {
        /// The same words at the same position.
        Exact = "exact",
        /// The same words elsewhere, and there alone or with the same words around them.
        Moved = "moved",
        /// Other words in the same place: most of them are still the same.
        Changed = "changed",
        /// The words stand there, in several places, or among words so different, that nobody can
        /// tell by the text whether it is they.
        Ambiguous = "ambiguous",
        /// Not found.
        Gone = "gone",
    }
}

impl Outcome {
    /// Whether the edit touched the claim: it does not stand there word for word any more.
    pub fn is_touched(self) -> bool {
        self > Outcome::Moved
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_word_names_the_nearest() {
        let error = Strength::parse("hersay").unwrap_err();
        assert_eq!(error.nearest, "hearsay");
        assert!(error.to_string().starts_with("unknown strength `hersay`: did you mean `hearsay`?"));
    }

    #[test]
    fn every_word_round_trips() {
        fn check<V: Vocabulary + PartialEq + std::fmt::Debug>() {
            for &member in V::ALL {
                assert_eq!(V::parse(member.as_str()), Ok(member));
            }
        }
        check::<Form>();
        check::<Hedge>();
        check::<Stance>();
        check::<Strength>();
        check::<Channel>();
        check::<EntityKind>();
        check::<Origin>();
        check::<Status>();
        check::<Operation>();
        check::<Fate>();
        check::<Outcome>();
    }
}
