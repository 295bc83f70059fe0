//! The arguments of `diagnose`.

use std::path::PathBuf;

use clap::{ArgGroup, Args, ValueEnum, ValueHint};

use super::{Format, fact};

/// The order of steps in a diagnosis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Order {
    /// As the rule lists them
    Authored,
    /// As costs least on average, safer steps before riskier ones
    Planned,
}

/// `diagnose`.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("event").args(["reply", "back", "code", "as_role"]))]
pub(crate) struct Diagnose {
    /// Codes, details or pasted text, read as one text; with --strategy planned, what somebody sees; `-` is standard input
    pub(crate) text: Vec<String>,
    /// Something that is known, such as environment=test; may be repeated
    #[arg(long = "fact", value_name = "NAME=VALUE", value_parser = fact)]
    pub(crate) facts: Vec<(String, String)>,
    /// File that keeps the session: written after every step, resumed if it exists; `-` reads it from standard input
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) session: Option<PathBuf>,
    /// Go on with the session of a resume code, in this language and role
    #[arg(long, value_name = "CODE", conflicts_with_all = ["text", "strategy", "minutes", "waiting"])]
    pub(crate) resume: Option<String>,
    /// Show the resume code as a QR code, too
    #[arg(long)]
    pub(crate) qr: bool,
    /// File to write the QR code to, as SVG
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) qr_svg: Option<PathBuf>,
    /// File to write the transcript to, by its ending: .md, .txt or .json
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) transcript: Option<PathBuf>,
    /// File to append the outcome to when the session ends: one line, with nothing that was typed
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) record: Option<PathBuf>,
    /// The order of steps: as written, or as costs least on average [default: the pack's]
    #[arg(long, value_name = "ORDER")]
    pub(crate) strategy: Option<Order>,
    /// The minutes there are: steps that do not fit are left to whom to call
    #[arg(long, value_name = "N")]
    pub(crate) minutes: Option<u32>,
    /// Somebody is waiting: a workaround comes before what cures
    #[arg(long)]
    pub(crate) waiting: bool,
    /// Give the reply ID to the current step
    #[arg(long, value_name = "ID", requires = "session")]
    pub(crate) reply: Option<String>,
    /// With --reply: refuse it unless this is the current step
    #[arg(long, value_name = "STEP", requires = "reply")]
    pub(crate) step: Option<String>,
    /// With --reply: the text that the reply has to be confirmed with was shown and accepted
    #[arg(long, requires = "reply")]
    pub(crate) confirmed: bool,
    /// Take the last answer back
    #[arg(long, requires = "session")]
    pub(crate) back: bool,
    /// Another code is on the screen now
    #[arg(long, value_name = "TEXT", requires = "session")]
    pub(crate) code: Option<String>,
    /// Say why a step is not the next one, or every other step if none is named; nothing is replied
    #[arg(long, value_name = "STEP", num_args = 0..=1, conflicts_with_all = ["reply", "back", "code", "as_role"])]
    pub(crate) why_not: Option<Option<String>>,
    /// Somebody of this role takes over
    #[arg(long = "as", id = "as_role", value_name = "ROLE", requires = "session")]
    pub(crate) as_role: Option<String>,
    /// How to print the turn; json also keeps it from asking
    #[arg(long, default_value = "text")]
    pub(crate) format: Format,
}
