//! The command line as a whole.

use super::{
    add, backup, bundle, checkpoint, decide, docs, edit, entity, export, extract, grade, import, ingest, key,
    list, log, recapture, reread, review, show, undo, verify, who, word::Words,
};
use crate::model::Vocabulary;
use clap::{Args, Parser, Subcommand};
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
  dixit ingest --outlet Reuters articles/    read articles into the database
  dixit list --speaker putin --stated        what he said, by any spelling of his name
  dixit who                                  who says what, how firmly
  dixit show 3fa9                            one claim: its words, its chain, why we trust it so far
  dixit export --format html > claims.html   the sourced claim table for a report

Exit codes: 0 done, 1 a fault was found or an input failed, 2 the command line or what it names is wrong.";

/// What holds for every command.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Global options")]
pub struct GlobalArgs {
    /// The database
    #[arg(
        long,
        global = true,
        env = "DIXIT_DB",
        hide_env_values = true,
        default_value = "dixit.db",
        value_name = "FILE"
    )]
    pub db: PathBuf,
    /// Colours: auto looks at the terminal and at NO_COLOR
    #[arg(long, global = true, default_value = "auto", value_parser = Words::<ColourWhen>::all(), value_name = "WHEN")]
    pub color: ColourWhen,
    /// In whose name changes are written into the log [default: your login name]
    #[arg(long = "as", global = true, env = "DIXIT_ACTOR", hide_env_values = true, value_name = "NAME")]
    pub actor: Option<String>,
    /// No notes, no summary, no progress: only output and errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

/// When to write in colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColourWhen {
    /// On a terminal that takes it.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Vocabulary for ColourWhen {
    const KIND: &'static str = "colour";
    const ALL: &'static [Self] = &[ColourWhen::Auto, ColourWhen::Always, ColourWhen::Never];
    fn as_str(self) -> &'static str {
        match self {
            ColourWhen::Auto => "auto",
            ColourWhen::Always => "always",
            ColourWhen::Never => "never",
        }
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read articles into the database.
    ///
    /// Stores each article with its bytes and the claims found in it, all in one transaction. One
    /// article that cannot be read never stops the others.
    Ingest(ingest::IngestArgs),
    /// Read stored documents again.
    ///
    /// With this version of the program and the registry as it is now; a filter chooses the documents
    /// that have such claims, and each is read whole. What nobody has reviewed follows the reading,
    /// what people decided stays.
    Reread(reread::RereadArgs),
    /// Capture a page again: what became of its claims?
    ///
    /// Stores the page as it is now beside the earlier versions, and seeks every claim of theirs in it: by
    /// its position, by its words and those around them, then by words that are mostly the same.
    Recapture(recapture::RecaptureArgs),
    /// Read the claims out of articles, without a database.
    ///
    /// The same reading as that of `dixit ingest`; nothing is stored.
    Extract(extract::ExtractArgs),
    /// Bring in claim files and registries.
    ///
    /// A TOML file with `[[entity]]` is a registry, any other a claim file. Where the database, or the
    /// folder given with `--sources`, has the document's text, every span is checked against it
    /// first; a file with a fault is left out whole.
    Import(import::ImportArgs),
    /// List claims.
    ///
    /// Names match by any alias of the registry, without regard to accents or case.
    List(list::ListArgs),
    /// Who says what, how firmly.
    ///
    /// Each speaker and each relay with the number of claims of each strength.
    Who(who::WhoArgs),
    /// List the documents.
    ///
    /// With a filter, those that have a claim which matches it, and only such claims are counted. With
    /// --changed, the pages that were edited after they were captured, where an edit touched a claim.
    Docs(docs::DocsArgs),
    /// Show one claim.
    ///
    /// Its words in their context, the chain from speaker to outlet, why it has its strength, the
    /// rule that found it, its spans, hashes and selectors.
    Show(show::ShowArgs),
    /// Write the sourced claim table for a report, or claim files.
    ///
    /// The table's rows are numbered and grouped by what is stated and what is alleged, with
    /// speaker, chain, strength, date and outlet, and numbered source notes.
    Export(export::ExportArgs),
    /// Go through claims one by one, in a terminal.
    ///
    /// Each in its context, with its chain and why it has its strength; single keys accept, reject,
    /// correct, note and tag. What nobody has reviewed yet, unless it is asked for more.
    Review(review::ReviewArgs),
    /// Say that claims are right.
    ///
    /// One claim, several, or all that a filter selects; then it asks first. Who said so, and when,
    /// is written into the log.
    Accept(decide::AcceptArgs),
    /// Say that claims are wrong, and why.
    ///
    /// They stay in the database, and lists leave them out unless they are asked for with
    /// `--status rejected`.
    Reject(decide::RejectArgs),
    /// Correct claims.
    ///
    /// A correction is a new claim that takes the place of the old one; nothing is overwritten.
    Edit(edit::EditArgs),
    /// Enter a claim by hand.
    ///
    /// From a stored document, or from what was no text: a press conference, a broadcast, a call.
    Add(add::AddArgs),
    /// Note something beside claims.
    Note(decide::NoteArgs),
    /// Put tags on claims, or take them off.
    Tag(decide::TagArgs),
    /// Grade claims: reliability, credibility, likelihood, terms of attribution.
    ///
    /// People give grades, each on its own: dixit gives none by itself, and none follows from
    /// another or from the strength. Who gave it, and when, is written into the log.
    Grade(grade::GradeArgs),
    /// Who is who: names, and who speaks for whom.
    Entity(entity::EntityArgs),
    /// Take back a decision about claims, a change of the registry, or a new reading.
    Undo(undo::UndoArgs),
    /// Who changed what, and when.
    ///
    /// Every change is written down in an append-only log, in the same transaction. Each entry
    /// holds the hash of the one before, so that none can be changed without all after it.
    Log(log::LogArgs),
    /// What the log is now, in three lines to keep elsewhere.
    ///
    /// The log's name, its size and its Merkle root. Whoever has them can tell later whether the
    /// log still begins with what it was: `dixit verify --against`.
    Checkpoint(checkpoint::CheckpointArgs),
    /// Make a key to sign checkpoints with.
    Key(key::KeyArgs),
    /// Copy the database, safely while others read and write it.
    Backup(backup::BackupArgs),
    /// Pack claims with their evidence into a folder.
    ///
    /// A BagIt bag (RFC 8493): the captured files, the claims, a report of them, the log and its
    /// checkpoint. `dixit verify` checks it with no database, and so does any BagIt tool.
    Bundle(bundle::BundleArgs),
    /// Check every hash and every span against what is stored.
    ///
    /// Derives every hash and every strength again, compares every span with the stored text, hashes
    /// the log again and compares everything with what it says, runs SQLite's own integrity check. Names every fault, one a line; the exit code is 1 where there
    /// is one.
    Verify(verify::VerifyArgs),
}
