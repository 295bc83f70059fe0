//! A turn as a value: the next step, why it comes now, and the replies that are legal.

use serde::{Deserialize, Serialize};

use super::session::Session;
use crate::model::Risk;
use crate::query::{ContactOut, HandOverOut, LocalText, StepOut, WithheldWhy};

/// What a turn, a reply or `back` returns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnosis {
    /// The session, to be kept by the host.
    pub session: Session,
    /// The next step.
    pub turn: Turn,
    /// How far it is.
    pub progress: Progress,
}

/// What kind of step a turn is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum StepKind {
    /// Which code or detail is on the screen.
    Question,
    /// A check.
    Check,
    /// Whether somebody was consulted.
    Consult,
    /// Whether a destructive step is really wanted.
    Confirm,
    /// A remedy.
    Remedy,
    /// Putting a failed alternative back.
    Undo,
    /// The end.
    End,
}

/// One turn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Turn {
    /// The step's name, to reply with.
    pub step: String,
    /// What kind of step it is.
    pub kind: StepKind,
    /// The rule it belongs to, if any.
    pub rule: Option<String>,
    /// What to read before anything else.
    pub cautions: Vec<LocalText>,
    /// What to know before this step.
    pub caution: Option<LocalText>,
    /// The question, or what the step is for.
    pub text: LocalText,
    /// Who acts, where it is somebody else than the person being led.
    pub actor: Option<String>,
    /// Who may do it.
    pub role: Option<String>,
    /// What it risks.
    pub risk: Option<Risk>,
    /// Effort, in minutes.
    pub minutes: Option<u32>,
    /// What to do, in order.
    pub steps: Vec<StepOut>,
    /// How to see whether it helped.
    pub verify: Option<LocalText>,
    /// How to put it back.
    pub undo: Option<LocalText>,
    /// When to stop at once.
    pub stop: Option<LocalText>,
    /// Why this step comes now.
    pub why: LocalText,
    /// The answers that cannot both hold, where one of them is asked again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contradiction: Option<Contradiction>,
    /// Checks that were not asked, as their answer was known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub known: Vec<Known>,
    /// Steps that were passed over on the way here.
    pub skipped: Vec<Skipped>,
    /// What else to know, such as replies that no longer apply.
    pub notes: Vec<LocalText>,
    /// Everything that may be replied.
    pub replies: Vec<Reply>,
    /// How it ended, if it did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<EndOut>,
}

impl Turn {
    /// What has to be shown and accepted before this reply to this step is given; none where nothing has to, or where it is not legal.
    #[must_use]
    pub fn confirmation(&self, step: &str, reply: &str) -> Option<&LocalText> {
        let given = self.replies.iter().find(|one| one.id == reply && self.step == step);
        given.and_then(|reply| reply.confirm.as_ref())
    }
}

/// A legal reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reply {
    /// The reply's id.
    pub id: String,
    /// The reply as people say it.
    pub text: String,
    /// What has to be confirmed before it is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirm: Option<LocalText>,
}

/// A check that was not asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Known {
    /// The check.
    pub step: String,
    /// Its question.
    pub text: LocalText,
    /// The answer that follows from what is known, as people say it.
    pub reply: String,
}

/// Two answers that cannot both hold: one supports only causes that the other excludes, or they are the last of those that
/// leave no cause of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Contradiction {
    /// The earlier one.
    pub first: Stated,
    /// The later one.
    pub second: Stated,
    /// The check that is asked again; none where the contradiction stands: it was asked about and stayed, or neither can
    /// be asked again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asks: Option<String>,
    /// Both in words.
    pub text: LocalText,
}

/// What was answered, or is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Stated {
    /// The check, or the name of a fact.
    pub step: String,
    /// Its question, or what the fact is called.
    pub text: LocalText,
    /// The answer as people say it.
    pub reply: String,
    /// Whether it was known without asking.
    pub known: bool,
}

/// A step that was passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// The step.
    pub step: String,
    /// Why.
    pub why: WithheldWhy,
    /// The same in words.
    pub text: LocalText,
    /// Whom to call for it.
    pub who: Option<ContactOut>,
}

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The fault is gone.
    Resolved,
    /// The desk runs; the cause is open.
    WorkedAround,
    /// Somebody else goes on.
    HandedOver,
}

/// The end of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EndOut {
    /// How it ended.
    pub outcome: Outcome,
    /// Whom to call, unless the fault is gone.
    pub hand_over: Option<HandOverOut>,
    /// Causes that are still possible.
    pub open_causes: Vec<LocalText>,
    /// Answers that contradict each other still.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contradictions: Vec<Contradiction>,
}

/// How far a session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Progress {
    /// Steps replied to.
    pub done: usize,
    /// Steps that may still come, this one among them.
    pub left: usize,
    /// Their minutes.
    pub minutes_left: u32,
    /// The minutes that the planned order is expected to take from here, handing over included; none where the order is
    /// the authored one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_minutes: Option<u32>,
}
