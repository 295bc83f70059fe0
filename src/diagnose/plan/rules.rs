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

    /// The lowest path risk of a useful step: what is riskier waits.
    fn barrier(&self, causes: Bits, rest: Bits) -> u32 {
        if !self.tiered {
            return u32::MAX;
        }
        let counts = |step: &usize| {
            self.steps.get(*step).is_some_and(|work| work.is_action || self.questions_count)
                && self.is_useful(*step, causes)
        };
        rest.iter().filter(counts).map(|step| self.path_risk(step, rest)).min().unwrap_or(u32::MAX)
    }

    /// The highest risk among a step and what has to be carried out before it.
    pub(super) fn path_risk(&self, step: usize, rest: Bits) -> u32 {
        let Some(work) = self.steps.get(step) else { return u32::MAX };
        let waited = work.before.and(rest).iter().filter_map(|step| self.steps.get(step));
        waited.map(|work| work.risk).fold(work.risk, u32::max)
    }
}
