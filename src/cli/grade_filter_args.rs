//! Options that choose claims by what people graded them.

use super::word::Words;
use crate::model::{Credibility, GradeFilter, Likelihood, Reliability, Terms};
use clap::Args;

/// Which claims, by their grades.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Which claims (all that is asked must hold)")]
pub struct GradeFilterArgs {
    /// How reliable the source is, A to F (several: any of them)
    #[arg(long, value_delimiter = ',', value_parser = Words::<Reliability>::all(), value_name = "LETTER", hide_possible_values = true)]
    reliability: Vec<Reliability>,
    /// How credible the information is, 1 to 6 (several: any of them)
    #[arg(long, value_delimiter = ',', value_parser = Words::<Credibility>::all(), value_name = "FIGURE", hide_possible_values = true)]
    credibility: Vec<Credibility>,
    /// How likely it is; the other word for the same counts too (several: any of them)
    #[arg(long, value_delimiter = ',', value_parser = Words::<Likelihood>::all(), value_name = "WORDS", hide_possible_values = true)]
    likelihood: Vec<Likelihood>,
    /// On what terms it was said (several: any of them)
    #[arg(long, value_delimiter = ',', value_parser = Words::<Terms>::all(), value_name = "WORDS", hide_possible_values = true)]
    terms: Vec<Terms>,
    /// What anybody has graded
    #[arg(long)]
    graded: bool,
    /// What nobody has graded
    #[arg(long, conflicts_with = "graded")]
    ungraded: bool,
}

impl GradeFilterArgs {
    /// The part of a filter that these options ask for.
    pub fn filter(&self) -> GradeFilter {
        GradeFilter {
            reliability: self.reliability.clone(),
            credibility: self.credibility.clone(),
            likelihood: self.likelihood.clone(),
            terms: self.terms.clone(),
            given: (self.graded || self.ungraded).then_some(self.graded),
        }
    }
}
