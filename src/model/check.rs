//! Questions whose answers support or exclude causes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Pin, Risk, Text, When};

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// The check's id within its rule; kept when the check is used by another rule.
    pub id: String,
    /// The rule that owns it, where another rule uses it (`rule/item`). Set by the loader.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_from: Option<String>,
    /// The question, in the editor's words.
    pub ask: Text,
    /// The printed sentences that the question rests on.
    #[serde(default)]
    pub print: Vec<Text>,
    /// The least privileged role that may answer.
    pub role: String,
    /// Who acts, where it is somebody else than the person being led (the patient).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// What answering it risks.
    #[serde(default)]
    pub risk: Risk,
    /// Effort, in minutes.
    #[serde(default = "one")]
    pub minutes: u32,
    /// What to know before looking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caution: Option<Text>,
    /// Steps that must have been carried out before.
    #[serde(default)]
    pub requires: Vec<String>,
    /// When it is asked at all.
    #[serde(default)]
    pub when: When,
    /// The contact that must have been consulted before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consult: Option<String>,
    /// Held first or last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pin: Option<Pin>,
    /// The answers; "don't know" is always one more.
    pub answers: Vec<AnswerOption>,
}

fn one() -> u32 {
    1
}

/// One answer of a check and what follows from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerOption {
    /// The answer's id, e.g. `yes`.
    pub id: String,
    /// The answer as people say it; `yes` and `no` have a text of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
    /// Causes that become likely.
    #[serde(default)]
    pub supports: Vec<String>,
    /// Causes that can no longer be.
    #[serde(default)]
    pub excludes: Vec<String>,
    /// Facts that become known.
    #[serde(default)]
    pub set: BTreeMap<String, String>,
    /// The contacts to hand over to at once.
    #[serde(default)]
    pub hand_over: Vec<String>,
    /// Another rule to go on with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub see: Option<String>,
    /// The answer means that the fault is gone.
    #[serde(default)]
    pub resolved: bool,
}
