//! The examples of a pack, asked of the pack itself.

use super::Query;
use crate::kb::KnowledgeBase;
use crate::model::Status;

/// An example that does not find its own rule. Where it stands is only asked for by whoever has the files.
#[derive(Debug)]
#[cfg_attr(not(feature = "authoring"), allow(dead_code))]
pub(crate) struct MissedExample {
    /// The place of the rule in its pack.
    pub(crate) rule_at: usize,
    /// The place of the example in its rule.
    pub(crate) at: usize,
    /// What is wrong, in one sentence.
    pub(crate) message: String,
}

/// The examples that do not find their own rule.
pub(crate) fn missed_examples(knowledge: &KnowledgeBase) -> Vec<MissedExample> {
    let mut missed = Vec::new();
    for (rule_at, rule) in knowledge.packs().iter().flat_map(|pack| pack.whole().rules.iter().enumerate()) {
        // A rule found by its symptoms alone is reached through search; a deprecated one answers nothing.
        if rule.matches.is_empty() || rule.status == Status::Deprecated {
            continue;
        }
        for (at, example) in rule.examples.iter().enumerate() {
            let found = knowledge.explain(&Query::new(example));
            if found.answers.iter().all(|answer| answer.rule != rule.id) {
                let others: Vec<&str> = found.answers.iter().map(|a| a.rule.as_str()).collect();
                let instead = if others.is_empty() { "no rule".to_owned() } else { others.join(", ") };
                let message = format!("`{example}` finds {instead}, not `{}`", rule.id);
                missed.push(MissedExample { rule_at, at, message });
            }
        }
    }
    missed
}
