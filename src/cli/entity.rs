//! `dixit entity`: who is who.

use super::{
    Outcome,
    error::{CliError, Result},
    printable::printable,
    session::Session,
    word::Words,
};
use crate::{
    model::{EntityKind, Filter, LedgerError, Registry, sound},
    report::{self, Format, LIST_FORMATS},
    store::{Mode, Store},
};
use clap::{Args, Subcommand};
use std::collections::{BTreeMap, BTreeSet};

const EXAMPLES: &str = "\
Examples:
  dixit entity list
  dixit entity show kcna
  dixit entity merge Shoigu Choïgou                one person under two names
  dixit entity speaks-for TASS Russie              what TASS passes on of Russia's is first hand
  dixit entity suggest                             names that may be one person

Each is a judgement that stands in `dixit log`, and `dixit undo` takes it back. Claims keep their
ids: only whom their names lead to changes.";

/// The arguments of `dixit entity`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct EntityArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List the entities
    List {
        /// What to write
        #[arg(long, default_value = "table", value_parser = Words::only(LIST_FORMATS))]
        format: Format,
    },
    /// Show one, by any of its names
    Show {
        /// A name
        name: String,
    },
    /// Add one
    Add {
        /// The name to file claims under
        name: String,
        /// What it is
        #[arg(long, value_parser = Words::<EntityKind>::all())]
        kind: EntityKind,
        /// Grammatical gender
        #[arg(long, value_parser = ["m", "f"])]
        gender: Option<String>,
    },
    /// Give one another name, or take it away
    Alias {
        /// The entity, by any name
        name: String,
        /// The other name
        alias: String,
        /// Of which language it is
        #[arg(long, default_value = "fr", value_name = "CODE")]
        language: String,
        /// Take it away
        #[arg(long)]
        remove: bool,
    },
    /// Say that two names are one
    Merge {
        /// The name that becomes another name of the second
        from: String,
        /// The entity that stays
        into: String,
        /// Of which language the first name is
        #[arg(long, default_value = "fr", value_name = "CODE")]
        language: String,
    },
    /// Say that one of an entity's names is somebody else
    Split {
        /// The entity, by any name
        name: String,
        /// The name that becomes an entity of its own
        alias: String,
    },
    /// Say that one speaks for another
    SpeaksFor {
        /// Who speaks
        name: String,
        /// For whom
        target: String,
        /// No longer
        #[arg(long)]
        remove: bool,
    },
    /// Propose names that may be one, for a person to judge
    Suggest,
}

/// Runs the command.
pub fn run(args: &EntityArgs, session: &Session) -> Result<Outcome> {
    let store = session.open(Mode::Read)?;
    let registry = store.registry()?;
    let (changed, about) = match &args.what {
        What::List { format } => {
            session.write(|out| report::entities(out, registry.entities(), *format, session.style))?;
            return Ok(Outcome::Done);
        }
        What::Show { name } => return show(&registry, name, session),
        What::Suggest => return suggest(&store, &registry, session),
        What::Add { name, kind, gender } => {
            (registry.with_entity(name, *kind, gender.clone()), format!("add {name}"))
        }
        What::Alias { name, alias, remove: true, .. } => {
            (registry.without_alias(name, alias), format!("{alias} is no name of {name}"))
        }
        What::Alias { name, alias, language, .. } => {
            (registry.with_alias(name, alias, language), format!("{alias} is a name of {name}"))
        }
        What::Merge { from, into, language } => {
            (registry.merged(from, into, language), format!("{from} is {into}"))
        }
        What::Split { name, alias } => (registry.split(name, alias), format!("{alias} is not {name}")),
        What::SpeaksFor { name, target, remove } => {
            let verb = if *remove { "does not speak" } else { "speaks" };
            (registry.with_spokesman(name, target, !remove), format!("{name} {verb} for {target}"))
        }
    };
    let changed = changed.map_err(|error| {
        let unknown = matches!(error, LedgerError::Unknown(_));
        let error = CliError::bad_input(error.to_string());
        if unknown {
            error.hint("`dixit entity list` shows them, `dixit entity add` adds one")
        } else {
            error
        }
    })?;
    session.open_to_write()?.set_registry(&changed, &about)?;
    session.note(&about);
    Ok(Outcome::Done)
}

fn show(registry: &Registry, name: &str, session: &Session) -> Result<Outcome> {
    let unknown = || {
        CliError::bad_input(format!("no entity is called `{name}`")).hint("`dixit entity list` shows them")
    };
    let entity = registry.find(name).ok_or_else(unknown)?;
    let line = |lists: &BTreeMap<String, Vec<String>>| {
        let of = |(language, words): (&String, &Vec<String>)| format!("{language}: {}", words.join(", "));
        lists.iter().map(of).collect::<Vec<_>>().join("; ")
    };
    let spoken_for = registry.entities().iter().filter(|e| e.speaks_for.contains(&entity.name));
    let facts = [
        ("name", entity.name.clone()),
        ("kind", entity.kind.to_string()),
        ("gender", entity.gender.clone().unwrap_or_default()),
        ("other names", line(&entity.aliases)),
        ("roles", line(&entity.roles)),
        ("speaks for", entity.speaks_for.join(", ")),
        ("spoken for by", spoken_for.map(|e| e.name.as_str()).collect::<Vec<_>>().join(", ")),
    ];
    session.write(|out| {
        let known = facts.iter().filter(|(_, value)| !value.is_empty());
        known.into_iter().try_for_each(|(name, value)| writeln!(out, "{name:13}  {}", printable(value)))
    })?;
    Ok(Outcome::Done)
}

/// Names of the base and of the registry that lead to different people and sound alike.
fn suggest(store: &Store, registry: &Registry, session: &Session) -> Result<Outcome> {
    let speakers = store.speakers(&Filter::default())?;
    let mut alike: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let names =
        registry.entities().iter().map(|e| e.name.as_str()).chain(speakers.iter().map(|s| s.name.as_str()));
    for name in names {
        alike.entry(sound(name)).or_default().insert(name);
    }
    // A last name alone, where only one person has it.
    let mut whole: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (sound, names) in &alike {
        if let (Some((_, last)), Some(name)) = (sound.rsplit_once(' '), names.first()) {
            whole.entry(last.to_owned()).or_default().insert(name);
        }
    }
    for (last, people) in &whole {
        if let (Some(names), 1) = (alike.get_mut(last), people.len()) {
            names.extend(people);
        }
    }
    // The names of one entity sound alike without being two.
    alike.retain(|_, names| names.len() > 1);
    if alike.is_empty() {
        session.note("no two names sound alike");
    }
    session.write(|out| {
        alike.values().try_for_each(|names| {
            let names: Vec<String> = names.iter().map(|name| printable(name).into_owned()).collect();
            writeln!(out, "{}", names.join("  ~  "))
        })
    })?;
    Ok(Outcome::Done)
}
