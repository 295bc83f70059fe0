//! The protocol's shapes for answers: plain data in the reader's language.

use std::collections::BTreeMap;

use serde::Serialize;

use super::local::LocalText;
use super::resolve::{MatchInfo, Question};
use super::steps::{CheckOut, ContactOut, RemedyOut, Withheld};
use crate::model::{Absence, ErratumKind, HandOverFrom, Likelihood, Status, TranslationStatus, When};

/// Which pack gave an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct PackRef {
    /// The pack's id.
    pub id: String,
    /// Its version.
    pub version: semver::Version,
    /// SHA-256 of its content.
    pub hash: String,
}

/// What `explain` returns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// How the input was matched.
    #[serde(rename = "match")]
    pub matched: MatchInfo,
    /// The answers, or the candidates where the level says that it is open which is meant.
    pub answers: Vec<Answer>,
    /// What separates the candidates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<Question>,
    /// A sentence to read to the help desk.
    pub help_desk: LocalText,
}

/// One rule, as far as it concerns the rows that were matched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The pack it comes from.
    pub pack: PackRef,
    /// The rule's id.
    pub rule: String,
    /// Where the rule is in its life.
    pub status: Status,
    /// The codes, as the pack writes them.
    pub codes: Vec<String>,
    /// The details of the matched rows, as the pack writes them.
    pub details: Vec<String>,
    /// The matched rows.
    pub rows: Vec<String>,
    /// The heading.
    pub heading: Option<LocalText>,
    /// The on-screen message.
    pub message: Option<LocalText>,
    /// The error type, where all matched rows have the same.
    pub error_type: Option<LocalText>,
    /// Warnings; to be shown before everything else.
    pub cautions: Vec<LocalText>,
    /// Printed prose around the steps.
    pub explanation: Vec<LocalText>,
    /// Why it may have happened.
    pub causes: Vec<CauseOut>,
    /// Questions, in order.
    pub checks: Vec<CheckOut>,
    /// Remedies, in a safe order.
    pub remediation: Vec<RemedyOut>,
    /// Steps that are not shown, and why.
    pub withheld: Vec<Withheld>,
    /// Whom to call when nothing helped.
    pub hand_over: HandOverOut,
    /// Cells of the source that hold nothing.
    pub absent: BTreeMap<String, Absence>,
    /// Misprints and doubts.
    pub notes: Vec<NoteOut>,
    /// The state of the translation shown, if it is one.
    pub translation: Option<TranslationStatus>,
    /// Where it stands in print.
    pub source: SourceOut,
}

/// A cause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CauseOut {
    /// Its id.
    pub id: String,
    /// The cause.
    pub text: LocalText,
    /// How often it is the one.
    pub likelihood: Option<Likelihood>,
    /// Conditions that are not yet known to hold.
    #[serde(skip_serializing_if = "When::is_empty")]
    pub when: When,
}

/// Whom to call when nothing helped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HandOverOut {
    /// The contacts.
    pub to: Vec<ContactOut>,
    /// Where they are printed.
    pub from: HandOverFrom,
    /// The printed sentence.
    pub text: Option<LocalText>,
}

/// A misprint or a doubt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoteOut {
    /// Its id.
    pub id: String,
    /// The kind of misprint; none for a doubt.
    pub kind: Option<ErratumKind>,
    /// The items or fields it concerns.
    pub concerns: Vec<String>,
    /// What was printed.
    pub printed: Option<String>,
    /// What stands in the text instead.
    pub corrected: Option<String>,
    /// How sure it is, in hundredths.
    pub confidence: Option<u8>,
    /// Why, or the doubt.
    pub text: LocalText,
}

/// Where a rule stands in print.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceOut {
    /// The document's id.
    pub document: String,
    /// Its title.
    pub title: LocalText,
    /// The page.
    pub page: u32,
}
