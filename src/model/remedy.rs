//! Steps that may fix causes.

use serde::{Deserialize, Serialize};

use super::{Origin, Pin, Text, When};

/// What a step can cost beyond its minutes, from least to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Risk {
    /// Nothing is interrupted, changed or lost.
    #[default]
    Safe,
    /// A restart; a service stops for a while.
    Disruptive,
    /// Settings, drivers or security change.
    Reconfigures,
    /// Something is deleted, or an attempt of a lock-out counter is used up.
    Destructive,
}

/// Whether the cause is gone afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemedyKind {
    /// It cures the cause.
    #[default]
    Fix,
    /// It keeps the desk running; the cause stays.
    Workaround,
}

/// An indivisible sequence of steps with one verify.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remedy {
    /// The remedy's id within its rule; kept when the remedy is used by another rule.
    pub id: String,
    /// The rule that owns it, where another rule uses it (`rule/item`). Set by the loader.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_from: Option<String>,
    /// Fix or workaround.
    #[serde(default)]
    pub kind: RemedyKind,
    /// Whose words its steps are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// Causes that it usually fixes. A remedy without causes may help against any.
    #[serde(default)]
    pub fixes: Vec<String>,
    /// Causes that it sometimes fixes.
    #[serde(default)]
    pub sometimes_fixes: Vec<String>,
    /// The least privileged role that may carry it out: the highest of its steps.
    pub role: String,
    /// Who acts, where it is somebody else than the person being led (the patient).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// The highest risk of its steps.
    pub risk: Risk,
    /// Effort, in minutes.
    pub minutes: u32,
    /// What to know before the first step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caution: Option<Text>,
    /// Steps that must have been carried out before; never waived.
    #[serde(default)]
    pub requires: Vec<String>,
    /// When it is offered at all; an unknown fact blocks it.
    #[serde(default)]
    pub when: When,
    /// The group of alternatives that it belongs to: one is tried at a time, a failed one is undone before the next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub any_of: Option<String>,
    /// The contact that must have been consulted before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consult: Option<String>,
    /// Held first or last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pin: Option<Pin>,
    /// The printed sentences that it rests on, where its steps are the editor's words.
    #[serde(default)]
    pub print: Vec<Text>,
    /// What is done, in order.
    pub steps: Vec<Step>,
    /// How to see whether it helped. Not allowed where the rule's `retry_risk` is above `risk`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verify: Option<Text>,
    /// How to put it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undo: Option<Text>,
    /// When to stop at once and hand over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stop: Option<Text>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What to do.
    pub text: Text,
    /// What to know before doing it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caution: Option<Text>,
    /// Its parts, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// Pictures, by name; reserved.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<String>,
}
