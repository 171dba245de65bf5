//! The command line as a whole.

use super::{docs, export, extract, import, ingest, list, show, verify, who};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Who said what, and how we know.
#[derive(Debug, Parser)]
#[command(
    name = "dixit",
    version,
    about = "Who said what, and how we know: sourced claims from articles, in one SQLite file",
    after_help = EXAMPLES,
    max_term_width = 100,
    subcommand_required = true,
    arg_required_else_help = true,
    disable_help_subcommand = true
)]
pub struct Cli {
    /// What to do
    #[command(subcommand)]
    pub command: Command,
    /// What holds for every command
    #[command(flatten)]
    pub global: GlobalArgs,
}

const EXAMPLES: &str = "\
Examples:
  dixit extract article.txt                  the article with its claims marked
  dixit ingest --outlet Reuters articles/    read articles into the base
  dixit list --speaker putin --stated        what he said, by any spelling of his name
  dixit who                                  who says what, how firmly
  dixit show 3fa9                            one claim: its words, its chain, why we trust it so far
  dixit export --format html > claims.html   the sourced claim table for a report

Exit codes: 0 done, 1 a fault was found or an input failed, 2 the command line or what it names is wrong.";

/// What holds for every command.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Global options")]
pub struct GlobalArgs {
    /// The base
    #[arg(long, global = true, env = "DIXIT_DB", default_value = "dixit.db", value_name = "FILE")]
    pub db: PathBuf,
    /// Colours: auto looks at the terminal and at NO_COLOR
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub color: ColourWhen,
    /// No notes, no summary, no progress: only output and errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

/// When to write in colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum ColourWhen {
    /// On a terminal that takes it.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read articles into the base
    Ingest(ingest::IngestArgs),
    /// Read the claims out of articles, without a base
    Extract(extract::ExtractArgs),
    /// Bring in claim files and registries
    Import(import::ImportArgs),
    /// List claims
    List(list::ListArgs),
    /// Who says what, how firmly
    Who(who::WhoArgs),
    /// List the documents
    Docs(docs::DocsArgs),
    /// Show one claim: its words in context, its chain, why it has its strength
    Show(show::ShowArgs),
    /// Write the sourced claim table for a report, or claim files
    Export(export::ExportArgs),
    /// Check every hash and every span against what is stored
    Verify(verify::VerifyArgs),
}
