//! The command line of what compares versions: `diff`, `release` and `snapshot`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum, ValueHint};

use super::Format;

/// How changes are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Changes {
    /// For a person.
    Text,
    /// For a pull request
    Markdown,
    /// One protocol value
    Json,
    /// A page that needs nothing else
    Html,
}

/// `diff`.
#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// The older version: a folder, a compiled pack, or REVISION:FOLDER of a git repository
    #[arg(value_name = "OLD")]
    pub(crate) old: String,
    /// The newer version, in the same way; the questions in its eval/*.yaml are asked of both
    #[arg(value_name = "NEW")]
    pub(crate) new: String,
    /// A session that was kept, to be replayed on both; may be repeated
    #[arg(long = "session", value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) sessions: Vec<PathBuf>,
    /// How to print the changes
    #[arg(long, default_value = "text")]
    pub(crate) format: Changes,
}

/// `release`.
#[derive(Debug, Args)]
pub(crate) struct Release {
    /// What to do
    #[command(subcommand)]
    pub(crate) command: ReleaseCommand,
}

/// The commands of `release`.
#[derive(Debug, Subcommand)]
pub(crate) enum ReleaseCommand {
    /// Compute the version that the changes require, and show what keeps it from being released
    Check {
        #[command(flatten)]
        sides: Sides,
        /// The change log that acknowledges what has to be [default: CHANGELOG.md beside the pack, if there is one]
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        change_log: Option<PathBuf>,
        /// Folder of the pages that `snapshot` wrote, which have to be those of this version [default: snapshots beside the pack, if there is one]
        #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
        snapshots: Option<PathBuf>,
        /// How to print the findings
        #[arg(long, default_value = "text")]
        format: Format,
    },
    /// Write the entry of the change log: what changed, by rule, and what has to be acknowledged
    Notes {
        #[command(flatten)]
        sides: Sides,
    },
}

/// `snapshot`.
#[derive(Debug, Args)]
pub(crate) struct Snapshot {
    /// Folder of the pack, or its compiled file
    #[arg(value_name = "DIR")]
    pub(crate) dir: PathBuf,
    /// Folder of the pages: one for each rule, role and language; pages of rules that are gone are removed
    #[arg(long, short, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) output: PathBuf,
    /// Write nothing: fail if a page differs, is missing or is an orphan
    #[arg(long)]
    pub(crate) check: bool,
    /// How to print what was written
    #[arg(long, default_value = "text")]
    pub(crate) format: Format,
}

/// Two versions of a pack.
#[derive(Debug, Args)]
pub(crate) struct Sides {
    /// Folder of the version to release, or its compiled pack
    #[arg(value_name = "DIR")]
    pub(crate) dir: String,
    /// The version that was released before: a folder, a compiled pack, or REVISION:FOLDER of a git repository
    #[arg(long, value_name = "OLD")]
    pub(crate) base: String,
}
