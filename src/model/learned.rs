//! What finished sessions say about the numbers behind a rule's words.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A chance in thousandths for each cause, by the cause's key.
pub type ByCause = BTreeMap<String, u32>;

/// Learned numbers of one rule. They weigh what is possible; what may be done, and when, does not depend on them.
///
/// Causes, checks and remedies go by the keys that sessions have them under, `rule/item`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct LearnedRule {
    /// The sessions that they were learned from.
    pub sessions: u64,
    /// How often each cause is the one, relative to the others; `something-else` is what the rule does not list.
    #[serde(default)]
    pub causes: BTreeMap<String, u32>,
    /// For a remedy, the chance that the fault is seen to be gone after it.
    #[serde(default)]
    pub fixes: BTreeMap<String, ByCause>,
    /// For a check, the chance of each answer.
    #[serde(default)]
    pub answers: BTreeMap<String, BTreeMap<String, BTreeMap<String, u32>>>,
}
