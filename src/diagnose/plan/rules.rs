//! What may be done now. No chance and no cost is looked at here, so that none can move a risky step forward.

use super::belief::Key;
use super::bits::Bits;
use super::problem::Problem;

impl Problem {
    /// The steps that may be carried out in a state.
    pub(super) fn allowed(&self, key: &Key) -> Bits {
        self.allowed_with(key.causes, key.rest)
    }

    /// The same by what is possible and what is left.
    pub(super) fn allowed_with(&self, causes: Bits, rest: Bits) -> Bits {
        if !self.ordered && !self.tiered {
            return rest;
        }
        let barrier = self.barrier(causes, rest);
        let mut allowed = Bits::default();
        for step in rest.iter() {
            if self.steps.get(step).is_some_and(|work| work.risk <= barrier && !work.requires.meets(rest)) {
                allowed.insert(step);
            }
        }
        allowed
    }

    /// The steps that a step waits for in a state.
    pub(super) fn ahead_of(&self, step: usize, key: &Key) -> Vec<usize> {
        let (rest, barrier) = (key.rest, self.barrier(key.causes, key.rest));
        let Some(work) = self.steps.get(step).filter(|_| self.ordered || self.tiered) else { return Vec::new() };
        let safer = |other: &usize| self.counts(*other, key.causes) && self.path_risk(*other, rest) < work.risk;
        let required = |other: &usize| work.requires.contains(*other);
        let held = work.risk > barrier;
        rest.iter().filter(|other| *other != step && (required(other) || held && safer(other))).collect()
    }

    /// The lowest path risk of a useful step: what is riskier waits.
    fn barrier(&self, causes: Bits, rest: Bits) -> u32 {
        if !self.tiered {
            return u32::MAX;
        }
        rest.iter()
            .filter(|step| self.counts(*step, causes))
            .map(|step| self.path_risk(step, rest))
            .min()
            .unwrap_or(u32::MAX)
    }

    /// Whether a riskier step waits for this one.
    fn counts(&self, step: usize, causes: Bits) -> bool {
        self.steps.get(step).is_some_and(|work| work.is_action || self.questions_count) && self.is_useful(step, causes)
    }

    /// The highest risk among a step and what has to be carried out before it.
    pub(super) fn path_risk(&self, step: usize, rest: Bits) -> u32 {
        let Some(work) = self.steps.get(step) else { return u32::MAX };
        let waited = work.before.and(rest).iter().filter_map(|step| self.steps.get(step));
        waited.map(|work| work.risk).fold(work.risk, u32::max)
    }
}
