//! What a word can be, beside a verb.

use std::ops::{BitOr, BitOrAssign};

/// A set of word classes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Tags(u128);

macro_rules! tags {
    ($($(#[$doc:meta])* $name:ident = $bit:literal $word:literal,)+) => {
        impl Tags {
            $($(#[$doc])* pub const $name: Tags = Tags(1 << $bit);)+

            /// The class of a name, as the lexicons write it.
            pub fn named(word: &str) -> Option<Tags> {
                match word { $($word => Some(Tags::$name),)+ _ => None }
            }
        }
    };
}

tags! {
    /// An article or other determiner.
    DETERMINER = 0 "determiner",
    /// A definite or demonstrative determiner.
    DEFINITE = 1 "definite",
    /// An indefinite determiner.
    INDEFINITE = 2 "indefinite",
    /// A possessive determiner.
    POSSESSIVE = 3 "possessive",
    /// A preposition.
    PREPOSITION = 4 "preposition",
    /// The preposition of possession ("de", "of"), contracted or not.
    DE = 5 "de",
    /// The preposition of the addressee ("à", "to"), contracted or not.
    A = 6 "a",
    /// The conjunction that introduces what is reported ("que", "that").
    QUE = 7 "que",
    /// The subject relative ("qui", "who").
    QUI = 8 "qui",
    /// Another relative ("dont", "which").
    RELATIVE = 9 "relative",
    /// A coordinating conjunction.
    COORDINATOR = 10 "coordinator",
    /// A coordinator that adds ("et", "and").
    AND = 11 "and",
    /// A coordinator that opposes ("mais", "but").
    BUT = 12 "but",
    /// A subordinating conjunction other than `QUE`.
    SUBORDINATOR = 13 "subordinator",
    /// The conjunction of condition ("si", "if").
    IF = 14 "if",
    /// A pronoun that can be the subject of a finite verb.
    SUBJECT_PRONOUN = 15 "subject_pronoun",
    /// A pronoun that stands for somebody named elsewhere.
    PERSONAL = 16 "personal",
    /// First and second persons.
    FIRST_PERSON = 17 "first_person",
    /// An unstressed pronoun between subject and verb.
    OBJECT_CLITIC = 18 "object_clitic",
    /// The reflexive clitic.
    REFLEXIVE = 19 "reflexive",
    /// A stressed pronoun ("selon lui").
    STRONG_PRONOUN = 20 "strong_pronoun",
    /// "certains", "beaucoup": pronouns that name nobody.
    INDEFINITE_PRONOUN = 21 "indefinite_pronoun",
    /// The negative particle ("ne", "not").
    NEGATION = 22 "negation",
    /// A word that negates with it ("pas", "never").
    NEGATIVE_ADVERB = 23 "negative_adverb",
    /// An adverb.
    ADVERB = 24 "adverb",
    /// A day of the week.
    WEEKDAY = 25 "weekday",
    /// A month.
    MONTH = 26 "month",
    /// Another noun of time.
    TIME_NOUN = 27 "time_noun",
    /// An adverb of time.
    TIME_ADVERB = 28 "time_adverb",
    /// A courtesy title.
    TITLE = 29 "title",
    /// A courtesy title of a woman.
    TITLE_FEMININE = 30 "title_feminine",
    /// A word of doubt.
    DOUBT = 31 "doubt",
    /// A verb (by its infinitive) after which an infinitive reports for the same subject.
    MODAL = 32 "modal",
    /// Never a name, even with a capital.
    NOT_A_NAME = 33 "not_a_name",
    /// Somebody by office or calling.
    ROLE = 35 "role",
    /// A body that speaks.
    BODY = 36 "body",
    /// A medium: outlet when named.
    MEDIUM = 37 "medium",
    /// A document: speaks for its issuer.
    DOCUMENT = 38 "document",
    /// Somebody who is not named.
    ANONYMOUS = 39 "anonymous",
    /// A verb (by its infinitive) that is active with "être" as its auxiliary.
    WITH_BE = 41 "with_be",
    /// A noun of an aside ("pour sa part").
    ASIDE = 42 "aside",
    /// A first name whose bearers are mostly women.
    FIRST_NAME_FEMININE = 45 "first_name_feminine",
    /// A first name whose bearers are mostly men.
    FIRST_NAME_MASCULINE = 46 "first_name_masculine",
    /// An adjective that stands before its noun.
    PRE_ADJECTIVE = 47 "pre_adjective",
    /// The first word of a phrase that attributes ("selon"); set from `phrases.toml`.
    PHRASE_HEAD = 48 "phrase_head",
    /// A work that has a title, or a word that gives a name: what is quoted after it is one.
    TITLED = 49 "titled",
    /// Two states spoken of as a pair.
    PAIR_OF_STATES = 43 "pair_of_states",
    /// Two people spoken of as a pair.
    PAIR_OF_PEOPLE = 44 "pair_of_people",
    /// A demonstrative determiner.
    DEMONSTRATIVE = 40 "demonstrative",
    /// "comme", "as": before what somebody is called, and before "he said".
    AS = 61 "as",
    /// "par", "by": before the agent of a passive.
    BY = 62 "by",
    /// The mark of the genitive ("'s").
    GENITIVE = 50 "genitive",
    /// What opens a question that is reported ("whether", "how").
    INTERROGATIVE = 51 "interrogative",
    /// An adjective or adverb after an expression of time ("dernier", "ago").
    TIME_AFTER = 52 "time_after",
    /// An adverb of doubt ("reportedly").
    DOUBT_ADVERB = 53 "doubt_adverb",
    /// "deux", "two", before a pair.
    TWO = 54 "two",
    /// "dernier" in "ce dernier", "latter" in "the latter".
    LATTER = 55 "latter",
    /// A body that is called after a person ("le gouvernement Castex", "the Obama campaign").
    RULE = 56 "rule",
    /// Somebody who speaks for others, and counts as named.
    SPOKESPERSON = 57 "spokesperson",
    /// The auxiliary (by its infinitive) of the perfect.
    HAVE = 58 "have",
    /// The auxiliary (by its infinitive) of the passive.
    BE = 59 "be",
    /// The auxiliary (by its infinitive) of questions and negations.
    DO = 60 "do",
    /// A preposition that opens a circumstance of saying ("in a statement", "on Friday").
    CIRCUMSTANCE = 63 "circumstance",
    /// A verb (by its infinitive) that only carries a noun that reports ("make a claim").
    SUPPORT = 65 "support",
    /// A preposition before an infinitive or a gerund that says what else the speaker did ("sans",
    /// "avant", "before").
    CIRCUMSTANTIAL = 66 "circumstantial",
    /// What makes a number an approximate one ("about", "at least").
    APPROXIMATE = 67 "approximate",
    /// A conjunction by which an article sets its own word against what it reports ("while", "though").
    CONTRAST = 68 "contrast",
    /// A verb (by its infinitive) whose passive tells a rumour ("is believed to").
    RUMOUR = 69 "rumour",
    /// An auxiliary of possibility ("may").
    PERHAPS = 70 "perhaps",
    /// Before an infinitive of what was not done ("sans").
    WITHOUT = 71 "without",
    /// Before an infinitive by which a report goes on ("pour dénoncer").
    PURPOSE = 72 "purpose",
    /// A preposition that goes with a gerund, and a pronoun before a finite verb ("en").
    GERUND_MARKER = 73 "gerund_marker",
    /// Strengthens what follows ("tout en niant").
    INTENSIFIER = 74 "intensifier",
    /// Makes a comparison of `QUE` ("plus que").
    COMPARATIVE = 75 "comparative",
    /// The conjunction of condition without its vowel ("s'il"), a pronoun elsewhere.
    ELIDED_IF = 76 "elided_if",
    /// The preposition before the document that words stand in ("dans un communiqué").
    WITHIN = 77 "within",
    /// Before the occasion of words, with `DE` ("lors de").
    ON_OCCASION = 78 "on_occasion",
    /// A noun of time that opens a circumstance ("au moment où").
    MEANWHILE = 79 "meanwhile",
    /// A small word inside a name ("van", "ben").
    NAME_PARTICLE = 80 "name_particle",
    /// One that is a preposition as well ("de").
    NOBLE_PARTICLE = 81 "noble_particle",
    /// A verb (by its infinitive) whose conditional is only polite.
    POLITE = 82 "polite",
    /// An occasion on which people speak.
    OCCASION = 64 "occasion",
}

impl Tags {
    /// No class.
    pub const NONE: Tags = Tags(0);

    /// Whether one of `other`'s classes is here.
    pub fn any(self, other: Tags) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Tags {
    type Output = Tags;
    fn bitor(self, other: Tags) -> Tags {
        Tags(self.0 | other.0)
    }
}

impl BitOrAssign for Tags {
    fn bitor_assign(&mut self, other: Tags) {
        self.0 |= other.0;
    }
}
