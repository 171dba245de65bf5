//! `dixit grade`: what people grade claims.

use super::{
    Outcome,
    act::words,
    error::{CliError, Result},
    filter_args::PlainFilterArgs,
    locate::located,
    selection::Selection,
    session::Session,
    word::Words,
};
use crate::{
    model::{
        Attribution, Change, ClaimRow, Credibility, Digest, Grade, Grading, Likelihood, Operation,
        Reliability, Scale, Terms, Vocabulary,
    },
    report::count,
    store::{Mode, Store},
};
use clap::Args;
use std::collections::{HashMap, hash_map::Entry};

const EXAMPLES: &str = "\
Examples:
  dixit grade 3fa9c2 --reliability B --credibility 2
  dixit grade 3fa9c2 --admiralty B2                           the same
  dixit grade 3fa9c2 --likelihood 'very likely'
  dixit grade 3fa9c2 --terms background --wording 'un haut responsable, sous couvert d’anonymat'
  dixit grade --doc kcna-2024-01 --reliability D --yes        every claim of a document
  dixit grade 3fa9c2 --clear credibility

Grades are given by people: dixit gives none by itself, and none follows from another.

Reliability of the source (NATO AJP-2.1, STANAG 2511): A completely reliable, B usually reliable,
C fairly reliable, D not usually reliable, E unreliable, F reliability cannot be judged.
Credibility of the information (the same): 1 confirmed by other sources, 2 probably true, 3 possibly
true, 4 doubtful, 5 improbable, 6 truth cannot be judged.
Likelihood (Intelligence Community Directive 203; keep to one of the two words of each step):
  almost no chance, remote                  1–5 %
  very unlikely, highly improbable          5–20 %
  unlikely, improbable                      20–45 %
  roughly even chance, roughly even odds    45–55 %
  likely, probable                          55–80 %
  very likely, highly probable              80–95 %
  almost certain, nearly certain            95–99 %
Terms: on the record (may be published with the name), background (without the name, described as
agreed), deep background (attributed to nobody), off the record (may not be published).";

/// The arguments of `dixit grade`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct GradeArgs {
    #[command(flatten)]
    selection: Selection<PlainFilterArgs>,
    #[command(flatten)]
    grades: GivenArgs,
}

/// The grades to give.
#[derive(Debug, Args)]
#[command(next_help_heading = "Grades")]
struct GivenArgs {
    /// How reliable the source is
    #[arg(long, value_parser = Words::<Reliability>::all(), value_name = "LETTER")]
    reliability: Option<Reliability>,
    /// How credible the information is
    #[arg(long, value_parser = Words::<Credibility>::all(), value_name = "FIGURE")]
    credibility: Option<Credibility>,
    /// Both in one, such as B2
    #[arg(long, value_name = "CODE", value_parser = admiralty, conflicts_with_all = ["reliability", "credibility"])]
    admiralty: Option<(Reliability, Credibility)>,
    /// How likely it is
    #[arg(long, value_parser = Words::<Likelihood>::all(), value_name = "WORDS")]
    likelihood: Option<Likelihood>,
    /// On what terms it was said
    #[arg(long, value_parser = Words::<Terms>::all(), value_name = "WORDS")]
    terms: Option<Terms>,
    /// The article's own words for the terms, as they stand in its text
    #[arg(long, requires = "terms", value_name = "WORDS", value_parser = words)]
    wording: Option<String>,
    /// Take a grade off (several: all of them)
    #[arg(long, value_delimiter = ',', value_parser = Words::<Scale>::all(), value_name = "SCALE")]
    clear: Vec<Scale>,
}

impl GivenArgs {
    /// The grades that are given and taken off.
    fn grades(&self) -> Result<Vec<Grade>> {
        let terms = self.terms.map(|terms| Attribution { terms, wording: self.wording.clone() });
        let (letter, figure) = self.admiralty.unzip();
        let given: Vec<Grade> = [
            self.reliability.or(letter).map(|grade| Grade::Reliability(Some(grade))),
            self.credibility.or(figure).map(|grade| Grade::Credibility(Some(grade))),
            self.likelihood.map(|grade| Grade::Likelihood(Some(grade))),
            terms.map(|grade| Grade::Terms(Some(grade))),
        ]
        .into_iter()
        .flatten()
        .collect();
        if let Some(both) = given.iter().map(Grade::scale).find(|scale| self.clear.contains(scale)) {
            return Err(CliError::bad_input(format!("the {both} is given and cleared at once")));
        }
        if given.is_empty() && self.clear.is_empty() {
            return Err(CliError::bad_input("no grade is given")
                .hint("such as `--reliability B --credibility 2`, or `--clear reliability`"));
        }
        Ok(given.into_iter().chain(self.clear.iter().map(|scale| Grade::none(*scale))).collect())
    }
}

/// Runs the command.
pub fn run(args: &GradeArgs, session: &Session) -> Result<Outcome> {
    let grades = args.grades.grades()?;
    let store = session.open(Mode::Read)?;
    let changes = |row: &ClaimRow| grades.iter().any(|grade| differs(row.grades.on(grade.scale()), grade));
    let rows = args.selection.claims(&store, session, "grade", changes)?;
    let mut gradings = Vec::new();
    let mut worded: HashMap<Digest, Vec<Grade>> = HashMap::new();
    for row in &rows {
        let grades = match worded.entry(row.document.sha256) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(as_worded(&grades, row, &store)?),
        };
        let new = grades.iter().filter(|grade| differs(row.grades.on(grade.scale()), grade));
        gradings.extend(new.map(|grade| Grading { claim: row.id, grade: grade.clone() }));
    }
    if !gradings.is_empty() {
        let change = Change { grades: gradings, ..Change::default() };
        session.open_to_write()?.decide(Operation::Grade, &change)?;
        session.note(&format!("grade: {}", count(rows.len() as u64, "claim")));
    }
    Ok(Outcome::Done)
}

/// The grades with the wording of the terms as the claim's document has it, where its text is there.
fn as_worded(grades: &[Grade], row: &ClaimRow, store: &Store) -> Result<Vec<Grade>> {
    let mut grades = grades.to_vec();
    for grade in &mut grades {
        if let Grade::Terms(Some(Attribution { wording: Some(wording), .. })) = grade
            && let Some(capture) = store.capture(&row.document.sha256)?
        {
            let near = row.claim.content.first().map_or(0, |slice| slice.start);
            let found = located(std::slice::from_ref(wording), near, &capture.text)?;
            *wording = found.into_iter().map(|slice| slice.text).collect();
        }
    }
    Ok(grades)
}

/// Reads the Admiralty code: a letter for the source, a figure for the information.
fn admiralty(code: &str) -> std::result::Result<(Reliability, Credibility), String> {
    let unreadable = || format!("`{code}` is not a letter A to F and a figure 1 to 6, such as B2");
    let (letter, figure) = code.split_at_checked(1).ok_or_else(unreadable)?;
    let read = || Some((Reliability::parse(letter).ok()?, Credibility::parse(figure).ok()?));
    read().ok_or_else(unreadable)
}

/// Whether a grade would change what a claim is graded.
fn differs(has: Option<&Grade>, gets: &Grade) -> bool {
    match has {
        Some(has) => has != gets,
        None => gets.word().is_some(),
    }
}
