//! The protocol's shapes for checks and remedies, shown and withheld.

use serde::Serialize;

use super::answer::PlanStep;
use super::local::LocalText;
use crate::model::{Origin, RemedyKind, Risk, When};

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
    /// It does not fit into the minutes that are left.
    OverBudget,
    /// Handing over costs less than going on with it.
    NotWorthIt,
    /// An earlier answer shows the same step.
    ShownAbove,
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
    /// Where it is shown instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub same_as: Option<PlanStep>,
    /// The printed sentence, where it belongs to the row that was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub print: Vec<LocalText>,
}
