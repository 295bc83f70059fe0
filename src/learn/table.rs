//! A rule as it is counted: its causes, checks and remedies, with the numbers behind its words.

use crate::diagnose::State;
use crate::diagnose::chances::{Possible, weight, worded_answers, worded_fix};
use crate::kb::Item;
use crate::model::Rule;

/// Chances of one rule. Causes stand as in [`Table::causes`].
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Numbers {
    /// How often each cause is the one; they sum to 1.
    pub(super) share: Vec<f64>,
    /// For each remedy, the chance under each cause that the fault is seen to be gone after it.
    pub(super) fix: Vec<Vec<f64>>,
    /// For each check, under each cause, the chance of each answer.
    pub(super) answers: Vec<Vec<Vec<f64>>>,
}

/// A rule that can be learned about.
#[derive(Debug)]
pub(super) struct Table<'k> {
    pub(super) rule: &'k Rule,
    /// The keys of its causes; what it does not list stands last.
    pub(super) causes: Vec<String>,
    /// What the words of all causes weigh together.
    pub(super) weight: u32,
    /// The keys of its checks, each with the ids of its answers.
    pub(super) checks: Vec<(String, Vec<String>)>,
    /// The keys of its remedies.
    pub(super) remedies: Vec<String>,
    /// What the words say.
    pub(super) words: Numbers,
}

impl<'k> Table<'k> {
    pub(super) fn new(rule: &'k Rule) -> Self {
        let mut causes: Vec<Possible<'k>> = Vec::new();
        for cause in &rule.causes {
            let key = State::cause_key(rule, &cause.id);
            if causes.iter().all(|other| other.key != key) {
                causes.push(Possible::worded(key, weight(cause.likelihood), Some(rule)));
            }
        }
        causes.push(Possible::unlisted());
        let weights: Vec<u32> = causes.iter().map(|cause| u32::try_from(cause.weight).unwrap_or(1)).collect();
        let total = weights.iter().fold(0_u32, |sum, weight| sum.saturating_add(*weight)).max(1);
        let row = |chances: Vec<u32>| chances.into_iter().map(thousandth).collect();
        let rows = |check| causes.iter().map(|cause| row(worded_answers(rule, check, cause))).collect();
        let fixes = |remedy| causes.iter().map(|cause| thousandth(worded_fix(rule, remedy, cause))).collect();
        let ids = |check: &crate::model::Check| check.answers.iter().map(|answer| answer.id.clone()).collect();
        Self {
            rule,
            weight: total,
            checks: rule.checks.iter().map(|check| (Item::Check(check).key(rule), ids(check))).collect(),
            remedies: rule.remediation.iter().map(|remedy| Item::Remedy(remedy).key(rule)).collect(),
            words: Numbers {
                share: weights.iter().map(|weight| f64::from(*weight) / f64::from(total)).collect(),
                fix: rule.remediation.iter().map(fixes).collect(),
                answers: rule.checks.iter().map(rows).collect(),
            },
            causes: causes.into_iter().map(|cause| cause.key).collect(),
        }
    }

    /// The place of a remedy.
    pub(super) fn remedy(&self, key: &str) -> Option<usize> {
        self.remedies.iter().position(|known| known == key)
    }

    /// The place of a check.
    pub(super) fn check(&self, key: &str) -> Option<usize> {
        self.checks.iter().position(|(known, _)| known == key)
    }
}

fn thousandth(chance: u32) -> f64 {
    f64::from(chance) / 1000.0
}
