//! What is suspected, in the model to plan: how likely each rule's causes are, and the question which rule it is.

use super::{FULL, WHICH_RULE};
use crate::diagnose::chances::Possible;
use crate::diagnose::plan::{Cause, HAND_OVER, Step, StepKind};
use crate::diagnose::state::State;
use crate::kb::authored;
use crate::model::Rule;

/// Minutes that it takes to compare a screen with a list.
const MINUTES: u64 = 1;

impl<'k> State<'k> {
    /// Weighs causes by how well their rules fit what was described.
    pub(in crate::diagnose) fn weigh_suspects(&self, causes: &mut [Possible<'k>], is_learned: bool) {
        if self.suspects.is_empty() {
            return;
        }
        let score_of = |rule: &Rule| {
            let at = self.pack.index().rule(&rule.id);
            let found = self.suspects.iter().find(|suspect| Some(suspect.rule) == at);
            u128::from(found.map_or(FULL, |suspect| suspect.score))
        };
        let best = self.suspects.iter().map(|suspect| suspect.score).max().unwrap_or(FULL);
        for cause in causes {
            cause.weight = match cause.rule {
                Some(rule) => {
                    let listed = rule.causes.iter();
                    let all: u128 = listed.map(|cause| self.before_all(rule, cause, is_learned).weight).sum();
                    let share = cause.weight.saturating_mul(score_of(rule)).saturating_mul(1000);
                    share.checked_div(all).unwrap_or(0).max(1)
                }
                None => u128::from(FULL.saturating_sub(best).max(1)).saturating_mul(1000),
            };
        }
    }

    /// Adds the question which of the rules it is.
    pub(in crate::diagnose) fn add_opening(&self, steps: &mut Vec<Step>, causes: &[Cause]) {
        if !self.opening {
            return;
        }
        let rules: Vec<&Rule> = self.cases.iter().filter_map(|case| self.rule(case)).collect();
        let keys = |rule: &Rule| -> Vec<String> { authored(rule).iter().map(|item| item.key(rule)).collect() };
        let likelihood = causes.iter().map(|cause| likelihood(&rules, &cause.id)).collect();
        let ids: Vec<String> = steps.iter().map(|step| step.id.clone()).filter(|id| id != HAND_OVER).collect();
        let closed = |own: Vec<String>| ids.iter().filter(|id| !own.contains(id)).cloned().collect::<Vec<_>>();
        let mut answers: Vec<String> = rules.iter().map(|rule| rule.id.clone()).collect();
        let mut closes: Vec<Vec<String>> = rules.iter().map(|rule| closed(keys(rule))).collect();
        answers.push("other".to_owned());
        closes.push(ids.clone());
        let kind = StepKind::Question { answers, likelihood, closes };
        steps.insert(0, Step { id: WHICH_RULE.to_owned(), cost: MINUTES, risk: 0, requires: Vec::new(), kind });
    }
}

/// For a cause, the chance of each rule and of none, in thousandths. A cause that several rules share is any of them.
fn likelihood(rules: &[&Rule], cause: &str) -> Vec<u32> {
    let lists = |rule: &Rule| rule.causes.iter().any(|own| State::cause_key(rule, &own.id) == cause);
    let of: Vec<bool> = rules.iter().map(|rule| lists(rule)).collect();
    let count = u32::try_from(of.iter().filter(|listed| **listed).count()).unwrap_or(u32::MAX);
    let share = 1000_u32.checked_div(count).unwrap_or(0);
    let mut left = 1000_u32;
    let mut chances: Vec<u32> = Vec::with_capacity(of.len().saturating_add(1));
    for listed in &of {
        let own = if *listed { share } else { 0 };
        left = left.saturating_sub(own);
        chances.push(own);
    }
    // What does not divide goes to the first rule that lists it; a cause of no rule is none of the screens.
    match of.iter().position(|listed| *listed).and_then(|first| chances.get_mut(first)) {
        Some(first) => {
            *first = first.saturating_add(left);
            chances.push(0);
        }
        None => chances.push(left),
    }
    chances
}
