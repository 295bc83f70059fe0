//! What is kept of a finished session.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::day;
use crate::diagnose::Outcome;
use crate::error::{Error, ErrorKind};
use crate::model::Strategy;
use crate::query::PackRef;

/// What the `format` of a record says, and its version.
pub(super) const FORMAT: &str = "shindan-outcome";
pub(super) const VERSION: u32 = 1;

/// Longest id of a record.
const ID: usize = 64;

/// How a session ended, in names of the pack alone: nothing that somebody typed, no name, no number of a person or device.
///
/// One JSON object a line; `schema/outcome.schema.json` describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct OutcomeRecord {
    /// Always `shindan-outcome`.
    pub format: String,
    /// The version of the format.
    pub version: u32,
    /// What tells the record from all others, as the host chose it.
    pub id: String,
    /// The day of the session, `YYYY-MM-DD`.
    pub day: String,
    /// The pack that led it.
    pub pack: PackRef,
    /// The rules that it went through, the last entered first.
    pub rules: Vec<Entered>,
    /// Who was led, at the end.
    pub role: String,
    /// The order of steps.
    pub strategy: Strategy,
    /// Facts that were known at the end, of those that the pack declares.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, String>,
    /// Checks that were not asked, as their answer followed from what was known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub known: Vec<Replied>,
    /// The checks and remedies that were replied to, in order.
    pub path: Vec<Replied>,
    /// How it ended.
    pub end: Outcome,
    /// The remedy after which the fault was gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fixed_by: Option<String>,
    /// What it was, where somebody knew: the key of a cause, or `something-else`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
}

/// A rule that a session went through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Entered {
    /// The rule.
    pub rule: String,
    /// The rows that were meant, by the names that the pack gives them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<String>,
}

/// A step and what was replied to it, by their ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Replied {
    /// The step.
    pub step: String,
    /// The reply's id.
    pub reply: String,
}

impl OutcomeRecord {
    /// The record as one line of a file, without its end.
    #[must_use]
    pub fn to_line(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What is wrong with it whatever pack is loaded.
    pub(super) fn problem(&self) -> Option<String> {
        if self.format != FORMAT || self.version != VERSION {
            return Some(format!("it is not a `{FORMAT}` of version {VERSION}"));
        }
        check_closing(&self.id, &self.day).err()
    }
}

/// What only the host knows of a finished session.
///
/// ```
/// let closing = shindan::learn::Closing::new("desk-2-000017", "2026-02-28").cause("no-water/tank-empty");
/// assert_eq!(closing.day, "2026-02-28");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Closing {
    /// What tells the record from all others: at most 64 letters, digits, `-`, `_`, `.` or `:`. It must name nobody.
    pub id: String,
    /// The day of the session, `YYYY-MM-DD`.
    pub day: String,
    /// What it was, where somebody knew: one of [`KnowledgeBase::causes_left`](crate::KnowledgeBase::causes_left).
    pub cause: Option<String>,
    /// The session was handed over before its end.
    pub given_up: bool,
}

impl Closing {
    /// An id and a day.
    #[must_use]
    pub fn new(id: impl Into<String>, day: impl Into<String>) -> Self {
        Self { id: id.into(), day: day.into(), cause: None, given_up: false }
    }

    /// Says what it was.
    #[must_use]
    pub fn cause(mut self, cause: impl Into<String>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    /// Says that the session was handed over before its end.
    #[must_use]
    pub fn given_up(mut self) -> Self {
        self.given_up = true;
        self
    }

    pub(super) fn check(&self) -> Result<(), Error> {
        check_closing(&self.id, &self.day).map_err(|message| Error::new(ErrorKind::NoOutcome, message))
    }
}

fn check_closing(id: &str, date: &str) -> Result<(), String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
    if id.is_empty() || id.len() > ID || !id.chars().all(plain) {
        return Err(format!("its `id` is not 1 to {ID} letters, digits, `-`, `_`, `.` or `:`"));
    }
    match day::number(date) {
        Some(_) => Ok(()),
        None => Err("its `day` is no day; write it as 2026-02-28".to_owned()),
    }
}
