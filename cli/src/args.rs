//! The command line.

mod diagnose;
mod encoding;
mod pack;
mod release;

use std::path::PathBuf;

use clap::{ArgAction, Args, ColorChoice, Parser, Subcommand, ValueEnum, ValueHint};

use crate::examples;
pub(crate) use diagnose::{Diagnose, Order};
pub(crate) use encoding::Encoding;
pub(crate) use pack::{Build, KeyCommand, KeyNew, KeyShow, Sign, Verify};
pub(crate) use release::{Changes, Diff, Release, ReleaseCommand, Snapshot};

/// Error code in, the shortest safe path to a fix out.
///
/// Answers what an error code means and what to do about it, leads through a diagnosis step by step, and checks the
/// files that the answers come from. It runs no command, changes no setting and opens no connection.
#[derive(Debug, Parser)]
#[command(name = "shindan", disable_help_subcommand = true, max_term_width = 100)]
#[command(after_long_help = examples::SHINDAN)]
pub(crate) struct Cli {
    /// What all commands take.
    #[command(flatten)]
    pub(crate) common: Common,
    /// The command.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What all commands take.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of all commands")]
pub(crate) struct Common {
    /// Folder of a knowledge pack, or of several, or a compiled pack; may be repeated [default: the built-in pack]
    #[arg(long, global = true, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    #[arg(env = "SHINDAN_KNOWLEDGE", hide_env_values = true)]
    pub(crate) knowledge: Vec<PathBuf>,
    /// Learned numbers to plan with, as `learn` writes them; may be repeated, once for each pack
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) overlay: Vec<PathBuf>,
    /// Language of the answer, such as ja or en [default: the pack's first]
    #[arg(long, global = true, env = "SHINDAN_LANG", hide_env_values = true)]
    pub(crate) lang: Option<String>,
    /// Who asks: steps above this role become whom to call
    #[arg(long, global = true, env = "SHINDAN_ROLE", hide_env_values = true)]
    pub(crate) role: Option<String>,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value_t = ColorChoice::Auto)]
    pub(crate) color: ColorChoice,
    /// Columns to wrap at, 0 not to wrap [default: those of the terminal]
    #[arg(long, global = true, value_name = "COLUMNS")]
    pub(crate) width: Option<usize>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Say what an error code means and what to do
    #[command(after_long_help = examples::EXPLAIN)]
    Explain(Explain),
    /// Lead through a diagnosis, one step at a time
    #[command(after_long_help = examples::DIAGNOSE)]
    Diagnose(Diagnose),
    /// Find rules by what somebody sees or says
    #[command(after_long_help = examples::SEARCH)]
    Search(Search),
    /// Find the codes in logs
    #[command(after_long_help = examples::SCAN)]
    Scan(Scan),
    /// Draw the decision tree of a rule
    #[command(after_long_help = examples::TREE)]
    Tree(Tree),
    /// Find the cheapest safe order of the steps of a model, and prove how good it is
    #[command(after_long_help = examples::PLAN)]
    Plan(Plan),
    /// Learn from the records of finished sessions
    #[command(after_long_help = examples::LEARN)]
    Learn(Learn),
    /// Check knowledge files and show every problem
    #[command(after_long_help = examples::CHECK)]
    Check(Check),
    /// Compile a folder of knowledge into one file
    #[command(after_long_help = examples::BUILD)]
    Build(Build),
    /// Make a key to sign packs with, or show one
    #[command(after_long_help = examples::KEY)]
    Key {
        /// What to do
        #[command(subcommand)]
        command: KeyCommand,
    },
    /// Sign a compiled pack
    #[command(after_long_help = examples::SIGN)]
    Sign(Sign),
    /// Check that a compiled pack is whole, and who signed it
    #[command(after_long_help = examples::VERIFY)]
    Verify(Verify),
    /// Ask a pack its own labelled questions and show how many find their rule
    #[command(after_long_help = examples::EVAL)]
    Eval(Eval),
    /// Show what changed between two versions of a pack, and where inputs would now end elsewhere
    #[command(after_long_help = examples::DIFF)]
    Diff(Diff),
    /// Check whether a version may be released, and write its notes
    #[command(after_long_help = examples::RELEASE)]
    Release(Release),
    /// Write every answer and tree as plain files that reviewers read, or compare them
    #[command(after_long_help = examples::SNAPSHOT)]
    Snapshot(Snapshot),
    /// List the rules
    #[command(after_long_help = examples::LIST)]
    List(List),
    /// Print the completion script of a shell
    #[command(after_long_help = examples::COMPLETIONS)]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// How an answer is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For a person.
    Text,
    /// One protocol value, whatever the exit code.
    Json,
}

/// How the problems of a check are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// For a person
    Text,
    /// One protocol value, whatever the exit code
    Json,
    /// SARIF 2.1.0, for tools that show findings in code
    Sarif,
    /// Annotations of a GitHub workflow, a line each
    Github,
    /// A JUnit report: a test case for each file
    Junit,
}

impl From<Format> for CheckFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Text => Self::Text,
            Format::Json => Self::Json,
        }
    }
}

/// How a tree is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TreeFormat {
    /// For a person.
    Text,
    /// One protocol value, whatever the exit code.
    Json,
    /// A Mermaid flowchart, for Markdown pages.
    Mermaid,
    /// A picture that any browser shows.
    Svg,
    /// A Graphviz graph.
    Dot,
}

/// How the matches of a scan are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ScanFormat {
    /// For a person: a line for each match, then the summary.
    Text,
    /// A line of JSON for each match.
    Jsonl,
    /// A table with a header, for spreadsheets.
    Csv,
    /// One protocol value, whatever the exit code.
    Json,
}

/// `explain`.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// Codes, details or pasted text, read as one text; `-` is standard input
    #[arg(required = true)]
    pub(crate) text: Vec<String>,
    /// Something that is known, such as environment=test; may be repeated
    #[arg(long = "fact", value_name = "NAME=VALUE", value_parser = fact)]
    pub(crate) facts: Vec<(String, String)>,
    /// How to print the answer
    #[arg(long, default_value = "text")]
    pub(crate) format: Format,
}

/// `search`.
#[derive(Debug, Args)]
pub(crate) struct Search {
    /// What somebody sees or says, in their own words; `-` is standard input
    #[arg(required = true)]
    pub(crate) text: Vec<String>,
    /// Most rules to show
    #[arg(long, default_value_t = 5, value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..=1000))]
    pub(crate) limit: usize,
    /// How to print the rules
    #[arg(long, default_value = "text")]
    pub(crate) format: Format,
}

/// `eval`.
#[derive(Debug, Args)]
pub(crate) struct Eval {
    /// Folder of the pack; its questions stand in eval/*.yaml
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) dir: PathBuf,
    /// Only the questions of this file, such as tuning
    #[arg(long, value_name = "NAME")]
    pub(crate) set: Option<String>,
    /// Show, too, what other thresholds would do
    #[arg(long)]
    pub(crate) thresholds: bool,
    /// Exit with 1 if a question does not find its rule first
    #[arg(long)]
    pub(crate) fail_on_miss: bool,
    /// How to print the figures
    #[arg(long, default_value = "text")]
    pub(crate) format: Format,
}

/// `scan`.
#[derive(Debug, Args)]
pub(crate) struct Scan {
    /// Logs, of any size; `-` is standard input [default: standard input]
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<String>,
    /// Print the summary alone: which rules, how often, first and last
    #[arg(long)]
    pub(crate) summary: bool,
    /// Print the line of each match, too; it may hold names and numbers of people
    #[arg(long, conflicts_with = "summary")]
    pub(crate) show_lines: bool,
    /// How the logs are encoded
    #[arg(long, default_value = "auto")]
    pub(crate) encoding: Encoding,
    /// Exit with 1 if there is a match
    #[arg(long)]
    pub(crate) fail_on_match: bool,
    /// How to print the matches
    #[arg(long, default_value = "text")]
    pub(crate) format: ScanFormat,
}

/// `tree`.
#[derive(Debug, Args)]
pub(crate) struct Tree {
    /// The id of a rule, or a code
    #[arg(value_name = "RULE|CODE")]
    pub(crate) rule: String,
    /// The detail code
    pub(crate) detail: Option<String>,
    /// File that keeps a session: its path is highlighted in the picture; `-` reads it from standard input
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) session: Option<PathBuf>,
    /// How to print the tree
    #[arg(long, default_value = "text")]
    pub(crate) format: TreeFormat,
}

/// `plan`.
#[derive(Debug, Args)]
pub(crate) struct Plan {
    /// The id of a rule, a code, or a model file; `-` is a model on standard input
    #[arg(value_name = "RULE|CODE|MODEL.json", value_hint = ValueHint::FilePath)]
    pub(crate) model: String,
    /// The detail code
    pub(crate) detail: Option<String>,
    /// Which steps may be taken before which
    #[arg(long, default_value = "safe_all")]
    pub(crate) mode: PlanMode,
    /// Most states that the search looks at [default: by the size of the model]
    #[arg(long, value_name = "STATES", value_parser = clap::value_parser!(u64).range(..=10_000_000))]
    pub(crate) budget: Option<u64>,
    /// Look one step ahead only; says how far from the best order that can be
    #[arg(long, conflicts_with = "budget")]
    pub(crate) no_search: bool,
    /// How to print the plan
    #[arg(long, default_value = "text")]
    pub(crate) format: TreeFormat,
}

/// `learn`.
#[derive(Debug, Args)]
pub(crate) struct Learn {
    /// Records, one a line, as `diagnose --record` appends them; `-` is standard input
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<String>,
    /// File to write the overlay to, for review
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) write: Option<PathBuf>,
    /// Replace the file of --write if it exists
    #[arg(long, requires = "write")]
    pub(crate) force: bool,
    /// Fewest sessions of a rule; with fewer it keeps its words
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) min_sessions: u32,
    /// Days after which a session counts half [default: all count alike]
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub(crate) half_life: Option<u32>,
    /// How to print what was learned
    #[arg(long, default_value = "text")]
    pub(crate) format: Format,
}

/// Which orders are legal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(crate) enum PlanMode {
    /// Any step at any time
    Free,
    /// A step waits for what it requires
    Requires,
    /// Also, a riskier step waits while a safer action could still help
    SafeRepairs,
    /// Also, a riskier step waits while a safer action or question could still help
    SafeAll,
}

/// `check`.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Folders to check [default: --knowledge, else the packs in ./knowledge, else the built-in pack]
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) dirs: Vec<PathBuf>,
    /// Exit with 1 on warnings, too
    #[arg(long)]
    pub(crate) deny_warnings: bool,
    /// Say what a diagnostic such as SD0201 means, and check nothing
    #[arg(long, value_name = "CODE", conflicts_with_all = ["dirs", "deny_warnings"])]
    pub(crate) explain: Option<String>,
    /// How to print the problems
    #[arg(long, default_value = "text")]
    pub(crate) format: CheckFormat,
}

/// `list`.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Only rules whose id, codes or details hold this
    #[arg(value_name = "TEXT", action = ArgAction::Set)]
    pub(crate) filter: Option<String>,
    /// How to print the list
    #[arg(long, default_value = "text")]
    pub(crate) format: Format,
}

/// `NAME=VALUE`.
pub(crate) fn fact(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() && !value.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("a fact is written NAME=VALUE, for example environment=test".to_owned()),
    }
}
