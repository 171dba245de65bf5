//! `dixit entity suggest`: names that may be one.

use super::{Outcome, error::Result, session::Session, word::Words};
use crate::{
    model::{
        Filter, Registry,
        alike::{Party, proposals},
        fold_name,
    },
    report::{self, Format, LIST_FORMATS},
    store::{Mode, Store},
};
use clap::Args;
use std::collections::{BTreeMap, BTreeSet};

const EXAMPLES: &str = "\
Examples:
  dixit entity suggest
  dixit entity suggest --least 95 --format csv > names.csv

Names are compared by how they sound in whatever alphabet, with a wrong letter, with an initial or a
last name alone. How alike they are is no probability. What somebody has judged is not proposed.";

/// The arguments of `dixit entity suggest`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct SuggestArgs {
    /// Only those that are at least so much alike, in percent
    #[arg(long, default_value_t = 80, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    least: u8,
    /// What to write
    #[arg(long, default_value = "table", value_parser = Words::only(LIST_FORMATS))]
    format: Format,
}

/// Runs the command.
pub fn run(args: &SuggestArgs, session: &Session) -> Result<Outcome> {
    let store = session.open(Mode::Read)?;
    let registry = store.registry()?;
    let who = |name: &str| registry.find(name).map_or_else(|| fold_name(name), |e| fold_name(&e.name));
    let apart: BTreeSet<[String; 2]> = store
        .distinctions()?
        .into_iter()
        .flat_map(|[one, other]| [[who(&one), who(&other)], [who(&other), who(&one)]])
        .collect();
    let mut proposals = proposals(&parties(&store, &registry)?, |one, other| {
        apart.contains(&[fold_name(one), fold_name(other)])
    });
    proposals.retain(|proposal| proposal.score >= args.least);
    session.write(|out| report::proposals(out, &proposals, args.format, session.style))?;
    session.note(match proposals.is_empty() {
        true => "no two names are alike that nobody has judged",
        false => {
            "`dixit entity merge FROM INTO` says that two are one, `dixit entity differ` that they are not"
        }
    });
    Ok(Outcome::Done)
}

/// Everybody: the registry's entities, and whoever else speaks, passes words on or publishes.
fn parties(store: &Store, registry: &Registry) -> Result<Vec<Party>> {
    let mut parties: Vec<Party> = registry
        .entities()
        .iter()
        .map(|entity| Party {
            name: entity.name.clone(),
            aliases: entity.aliases.values().flatten().cloned().collect(),
            kind: Some(entity.kind),
            gender: entity.gender.clone(),
            claims: 0,
        })
        .collect();
    let mut place: BTreeMap<String, usize> =
        parties.iter().enumerate().map(|(i, party)| (fold_name(&party.name), i)).collect();
    let mut add = |name: &str, claims: u64| {
        let entity = registry.find(name).map_or(name, |entity| &entity.name);
        let i = *place.entry(fold_name(entity)).or_insert_with(|| {
            parties.push(Party { name: entity.to_owned(), ..Party::default() });
            parties.len() - 1
        });
        parties[i].claims += claims;
    };
    for row in store.speakers(&Filter::default())? {
        add(&row.name, row.speaks.total() + row.relays.total());
    }
    for row in store.documents(&Filter::default())? {
        if let Some(outlet) = &row.document.outlet {
            add(outlet, 0);
        }
    }
    Ok(parties)
}
