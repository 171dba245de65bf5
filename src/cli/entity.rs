//! `dixit entity`: who is who.

use super::{
    Outcome,
    act::words,
    entity_show::{self, ShowEntityArgs},
    entity_suggest::{self, SuggestArgs},
    error::Result,
    session::Session,
    word::Words,
};
use crate::{
    model::{EntityKind, Ruling},
    report::{self, Format, LIST_FORMATS},
    store::Mode,
};
use clap::{Args, Subcommand};

const EXAMPLES: &str = "\
Examples:
  dixit entity list
  dixit entity show kcna
  dixit entity show kcna --history                 who judged what about it, and when
  dixit entity merge Shoigu Choïgou                one person under two names
  dixit entity split Choïgou Shoigu                no, they are two
  dixit entity speaks-for TASS Russie              what TASS passes on of Russia's is first hand
  dixit entity suggest                             names that may be one, the most alike first
  dixit entity differ Medvedev Medvedtchouk        they are two: not to be proposed again

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
    Show(ShowEntityArgs),
    /// Add one
    Add {
        /// The name to file claims under
        #[arg(value_parser = words)]
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
        #[arg(value_parser = words)]
        name: String,
        /// The other name
        #[arg(value_parser = words)]
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
        #[arg(value_parser = words)]
        from: String,
        /// The entity that stays
        #[arg(value_parser = words)]
        into: String,
        /// Of which language the first name is
        #[arg(long, default_value = "fr", value_name = "CODE")]
        language: String,
    },
    /// Say that one of an entity's names is somebody else
    Split {
        /// The entity, by any name
        #[arg(value_parser = words)]
        name: String,
        /// The name that becomes an entity of its own
        #[arg(value_parser = words)]
        alias: String,
    },
    /// Say that one speaks for another
    SpeaksFor {
        /// Who speaks
        #[arg(value_parser = words)]
        name: String,
        /// For whom
        #[arg(value_parser = words)]
        target: String,
        /// No longer
        #[arg(long)]
        remove: bool,
    },
    /// Say that two names are not one: they are not proposed again
    Differ {
        /// A name
        #[arg(value_parser = words)]
        one: String,
        /// Another
        #[arg(value_parser = words)]
        other: String,
    },
    /// Propose names that may be one, for a person to judge
    Suggest(SuggestArgs),
}

impl What {
    /// The ruling that is asked for; `None` where something is only to be shown.
    fn ruling(&self) -> Option<Ruling> {
        Some(match self {
            What::List { .. } | What::Show(_) | What::Suggest(_) => return None,
            What::Add { name, kind, gender } => {
                Ruling::Add { name: String::clone(name), kind: *kind, gender: gender.clone() }
            }
            What::Alias { name, alias, remove: true, .. } => {
                Ruling::Unalias { entity: String::clone(name), alias: String::clone(alias) }
            }
            What::Alias { name, alias, language, .. } => Ruling::Alias {
                entity: String::clone(name),
                alias: String::clone(alias),
                language: language.clone(),
            },
            What::Merge { from, into, language } => Ruling::Merge {
                from: String::clone(from),
                into: String::clone(into),
                language: language.clone(),
            },
            What::Split { name, alias } => {
                Ruling::Split { entity: String::clone(name), alias: String::clone(alias) }
            }
            What::SpeaksFor { name, target, remove: true } => {
                Ruling::SpeaksNotFor { entity: String::clone(name), target: String::clone(target) }
            }
            What::SpeaksFor { name, target, .. } => {
                Ruling::SpeaksFor { entity: String::clone(name), target: String::clone(target) }
            }
            What::Differ { one, other } => {
                Ruling::Differ { one: String::clone(one), other: String::clone(other) }
            }
        })
    }
}

/// Runs the command.
pub fn run(args: &EntityArgs, session: &Session) -> Result<Outcome> {
    match &args.what {
        What::List { format } => {
            let registry = session.open(Mode::Read)?.registry()?;
            session.write(|out| report::entities(out, registry.entities(), *format, session.style))?;
        }
        What::Show(args) => return entity_show::run(args, session),
        What::Suggest(args) => return entity_suggest::run(args, session),
        ruling => {
            // A base that is not there is not made for a judgement about nobody.
            session.open(Mode::Read)?;
            if let Some(ruling) = ruling.ruling() {
                session.open_to_write()?.rule(&ruling)?;
                session.note(&ruling.to_string());
            }
        }
    }
    Ok(Outcome::Done)
}
