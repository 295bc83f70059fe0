//! The protocol's shapes for answers: plain data in the reader's language.

use std::collections::BTreeMap;

use serde::Serialize;

use super::local::LocalText;
use super::matched::{MatchInfo, Question};
use crate::model::{
    Absence, ErratumKind, HandOverFrom, Likelihood, Origin, RemedyKind, Risk, Status, TranslationStatus, When,
};

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

/// A check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckOut {
    /// Its id.
    pub id: String,
    /// The question.
    pub ask: LocalText,
    /// The printed sentences behind it.
    pub print: Vec<LocalText>,
    /// Who may answer.
    pub role: String,
    /// Who acts, where it is somebody else.
    pub actor: Option<String>,
    /// What answering risks.
    pub risk: Risk,
    /// Effort, in minutes.
    pub minutes: u32,
    /// What to know before looking.
    pub caution: Option<LocalText>,
    /// Steps that come before.
    pub requires: Vec<String>,
    /// Conditions that are not yet known to hold.
    #[serde(skip_serializing_if = "When::is_empty")]
    pub when: When,
    /// Who must have been consulted.
    pub consult: Option<ContactOut>,
    /// The answers.
    pub answers: Vec<AnswerOptionOut>,
}

/// An answer of a check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnswerOptionOut {
    /// Its id.
    pub id: String,
    /// The answer.
    pub text: LocalText,
    /// Causes that become likely.
    pub supports: Vec<String>,
    /// Causes that can no longer be.
    pub excludes: Vec<String>,
    /// Whom it hands over to at once.
    pub hand_over: Vec<ContactOut>,
    /// The rule that goes on.
    pub see: Option<String>,
    /// It means that the fault is gone.
    pub resolved: bool,
}

/// A remedy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RemedyOut {
    /// Its id.
    pub id: String,
    /// Fix or workaround.
    pub kind: RemedyKind,
    /// Whose words its steps are.
    pub origin: Origin,
    /// Causes that it usually fixes.
    pub fixes: Vec<String>,
    /// Causes that it sometimes fixes.
    pub sometimes_fixes: Vec<String>,
    /// Who may carry it out.
    pub role: String,
    /// Who acts, where it is somebody else.
    pub actor: Option<String>,
    /// What it risks.
    pub risk: Risk,
    /// Effort, in minutes.
    pub minutes: u32,
    /// What to know before the first step.
    pub caution: Option<LocalText>,
    /// Steps that come before.
    pub requires: Vec<String>,
    /// Conditions that are not yet known to hold.
    #[serde(skip_serializing_if = "When::is_empty")]
    pub when: When,
    /// Its group of alternatives.
    pub any_of: Option<String>,
    /// Who must have been consulted.
    pub consult: Option<ContactOut>,
    /// The printed sentences behind it.
    pub print: Vec<LocalText>,
    /// What is done.
    pub steps: Vec<StepOut>,
    /// How to see whether it helped; none where a retry is a remedy of its own.
    pub verify: Option<LocalText>,
    /// How to put it back.
    pub undo: Option<LocalText>,
    /// When to stop at once.
    pub stop: Option<LocalText>,
}

/// A step of a remedy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepOut {
    /// What to do.
    pub text: LocalText,
    /// What to know before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caution: Option<LocalText>,
    /// Its parts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<StepOut>,
}

/// Somebody to call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContactOut {
    /// The contact's id, by which the host supplies telephone number and hours.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// Why a step is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum WithheldWhy {
    /// The caller may not do it.
    AboveRole,
    /// It does not concern the matched row.
    NotThisCase,
    /// It depends on a row or fact that is not known.
    UnknownFact,
    /// Something safer has to be tried first.
    SaferFirst,
    /// A step that it requires was not carried out.
    Requires,
    /// It was offered once already.
    OfferedOnce,
    /// It was not done or could not be done.
    NotDone,
    /// An alternative was not put back.
    NotUndone,
}

/// A step that is not shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Withheld {
    /// The step's id.
    pub step: String,
    /// Who may do it.
    pub role: String,
    /// What it risks.
    pub risk: Risk,
    /// Why it is not shown.
    pub why: WithheldWhy,
    /// Whom to call for it.
    pub who: Option<ContactOut>,
    /// The printed sentence, where it belongs to the row that was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub print: Vec<LocalText>,
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
