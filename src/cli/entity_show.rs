//! `dixit entity show`: one entity, and what was judged about it.

use super::{
    Outcome,
    act::words,
    error::{CliError, Result},
    printable::printable,
    session::Session,
    word::Words,
};
use crate::{
    model::{Entity, LogEntry, LogFilter, Operation, Registry},
    report::{self, Format, LIST_FORMATS},
    store::{Mode, Store},
};
use clap::Args;
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::ControlFlow,
};

const EXAMPLES: &str = "\
Examples:
  dixit entity show kcna
  dixit entity show kcna --history      who judged what about it, and when";

/// The arguments of `dixit entity show`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ShowEntityArgs {
    /// A name
    #[arg(value_parser = words)]
    name: String,
    /// Also every judgement about it, with who made it and when (json, csv and their like: that alone)
    #[arg(long)]
    history: bool,
    /// What to write
    #[arg(long, default_value = "table", value_parser = Words::only(LIST_FORMATS))]
    format: Format,
}

/// Runs the command.
pub fn run(args: &ShowEntityArgs, session: &Session) -> Result<Outcome> {
    let store = session.open(Mode::Read)?;
    let registry = store.registry()?;
    let unknown = || {
        CliError::bad_input(format!("no entity is called `{}`", args.name))
            .hint("`dixit entity list` shows them")
    };
    let entity = registry.find(&args.name).ok_or_else(unknown)?;
    if args.format == Format::Table {
        let facts = facts(entity, &registry, &store.distinctions()?);
        session.write(|out| {
            let known = facts.iter().filter(|(_, value)| !value.is_empty());
            known.into_iter().try_for_each(|(name, value)| writeln!(out, "{name:13}  {}", printable(value)))
        })?;
    } else if !args.history {
        let entity = std::slice::from_ref(entity);
        session.write(|out| report::entities(out, entity, args.format, session.style))?;
    }
    if args.history {
        let judgements = judgements(&store, &registry, entity)?;
        session.write(|out| {
            if args.format == Format::Table {
                writeln!(out, "\njudgements\n")?;
            }
            report::log(out, &mut judgements.into_iter(), args.format, session.style)
        })?;
    }
    Ok(Outcome::Done)
}

fn facts(entity: &Entity, registry: &Registry, apart: &[[String; 2]]) -> [(&'static str, String); 8] {
    let line = |lists: &BTreeMap<String, Vec<String>>| {
        let of = |(language, words): (&String, &Vec<String>)| format!("{language}: {}", words.join(", "));
        lists.iter().map(of).collect::<Vec<_>>().join("; ")
    };
    let spoken_for = registry.entities().iter().filter(|e| e.speaks_for.contains(&entity.name));
    let is_it = |name: &str| registry.find(name) == Some(entity);
    let others = apart.iter().filter_map(|[one, other]| match (is_it(one), is_it(other)) {
        (true, false) => Some(other.as_str()),
        (false, true) => Some(one.as_str()),
        _ => None,
    });
    [
        ("name", entity.name.clone()),
        ("kind", entity.kind.to_string()),
        ("gender", entity.gender.clone().unwrap_or_default()),
        ("other names", line(&entity.aliases)),
        ("roles", line(&entity.roles)),
        ("speaks for", entity.speaks_for.join(", ")),
        ("spoken for by", spoken_for.map(|e| e.name.as_str()).collect::<Vec<_>>().join(", ")),
        ("is not", others.collect::<Vec<_>>().join(", ")),
    ]
}

/// The entries of the log that judge about an entity, and those that take one of them back.
fn judgements(store: &Store, registry: &Registry, entity: &Entity) -> Result<Vec<LogEntry>> {
    let filter = LogFilter { operation: vec![Operation::Registry, Operation::Undo], ..LogFilter::default() };
    let (mut entries, mut numbers) = (Vec::new(), BTreeSet::new());
    store.log(&filter, &mut |entry| {
        let about = entry.change().is_ok_and(|change| {
            let names = change.ruling.as_ref().map(|ruling| ruling.names()).into_iter().flatten();
            let named = names.into_iter().any(|name| registry.find(name) == Some(entity));
            named || change.undoes.is_some_and(|number| numbers.contains(&number))
        });
        if about {
            numbers.insert(entry.seq);
            entries.push(entry);
        }
        ControlFlow::Continue(())
    })?;
    Ok(entries)
}
