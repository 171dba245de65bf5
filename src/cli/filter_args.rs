//! Options that choose claims: shared by every command that lists or decides.

use super::{grade_filter_args::GradeFilterArgs, word::Words};
use crate::model::{Filter, Form, GradeFilter, PartialDate, Sort, Stance, Status, Strength};
use clap::Args;

/// Which claims.
#[derive(Debug, Clone, Args)]
pub struct FilterArgs {
    #[command(flatten)]
    plain: PlainFilterArgs,
    #[command(flatten)]
    grades: GradeFilterArgs,
}

/// Which claims, whatever they are graded.
#[derive(Debug, Clone, Args)]
pub struct PlainFilterArgs {
    #[command(flatten)]
    said: SaidArgs,
    #[command(flatten)]
    other: OtherArgs,
}

/// By what a correction can change: `edit` has these options for the correction itself.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Which claims (all that is asked must hold)")]
struct SaidArgs {
    /// The speaker
    #[arg(long, value_name = "NAME")]
    speaker: Vec<String>,
    /// Somebody who passed the words on
    #[arg(long, value_name = "NAME")]
    via: Vec<String>,
    /// How the words are given (several: any of them)
    #[arg(long, value_delimiter = ',', value_parser = Words::<Form>::all())]
    form: Vec<Form>,
    /// With quoted words: direct and mixed
    #[arg(long, conflicts_with = "form")]
    quotes: bool,
}

/// By everything else.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Which claims (all that is asked must hold)")]
pub struct OtherArgs {
    /// Anybody in the chain, by any name: speaker, relay or outlet (may be repeated: any of them)
    #[arg(long, value_name = "NAME")]
    who: Vec<String>,
    /// The publishing outlet
    #[arg(long, value_name = "NAME")]
    outlet: Vec<String>,
    /// How firmly the words are attributed (several: any of them)
    #[arg(long, value_delimiter = ',', value_parser = Words::<Strength>::all())]
    strength: Vec<Strength>,
    /// What was stated: verbatim, relayed and stated
    #[arg(long)]
    stated: bool,
    /// Hearsay in the wide sense: hearsay and alleged
    #[arg(long)]
    hearsay: bool,
    /// What the text itself does not vouch for: alleged
    #[arg(long)]
    alleged: bool,
    /// What the speaker denies
    #[arg(long)]
    denied: bool,
    /// What people made of it (several: any of them) [default: found, accepted and corrected]
    #[arg(long, value_delimiter = ',', value_parser = Words::<Status>::all())]
    status: Vec<Status>,
    /// What nobody has reviewed: found
    #[arg(long, conflicts_with = "status")]
    unreviewed: bool,
    /// With a tag (may be repeated: any of them)
    #[arg(long, value_name = "TAG")]
    tagged: Vec<String>,
    /// Published on this date or later: YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    since: Option<PartialDate>,
    /// Published on this date or earlier
    #[arg(long, value_name = "DATE")]
    until: Option<PartialDate>,
    /// One document, by its name or the beginning of its hash
    #[arg(long, value_name = "DOC")]
    doc: Option<String>,
    /// Words that occur in content, speakers or relays, whatever their accents and case
    #[arg(long, value_name = "WORDS")]
    search: Option<String>,
}

impl FilterArgs {
    /// The filter that these options ask for.
    pub fn filter(&self) -> Filter {
        Filter { grade: self.grades.filter(), ..self.plain.filter() }
    }
}

impl PlainFilterArgs {
    /// The filter that these options ask for.
    pub fn filter(&self) -> Filter {
        let SaidArgs { speaker, via, form, quotes } = self.said.clone();
        let form = if quotes { vec![Form::Direct, Form::Mixed] } else { form };
        Filter { speaker, via, form, ..self.other.filter() }
    }
}

impl OtherArgs {
    /// The filter that these options ask for.
    pub fn filter(&self) -> Filter {
        let mut strength = self.strength.clone();
        for (asked, strengths) in [
            (self.stated, Strength::STATED),
            (self.hearsay, Strength::HEARSAY),
            (self.alleged, &[Strength::Alleged]),
        ] {
            if asked {
                strength.extend(strengths);
            }
        }
        strength.sort();
        strength.dedup();
        Filter {
            who: self.who.clone(),
            outlet: self.outlet.clone(),
            strength,
            stance: if self.denied { vec![Stance::Denies] } else { Vec::new() },
            status: if self.unreviewed { vec![Status::Found] } else { self.status.clone() },
            tag: self.tagged.clone(),
            grade: GradeFilter::default(),
            since: self.since,
            until: self.until,
            doc: self.doc.clone(),
            search: self.search.clone(),
            ..Filter::default()
        }
    }
}

/// In what order, and how many.
#[derive(Debug, Clone, Args)]
pub struct OrderArgs {
    /// The order
    #[arg(long, default_value = "date", value_parser = Words::<Sort>::all())]
    pub sort: Sort,
    /// At most so many rows, 0 for all [default: 50 in a table on a terminal, else all]
    #[arg(long, value_name = "N")]
    pub limit: Option<u64>,
}
