//! What may be done now. No chance and no cost is looked at here, so that none can move a risky step forward.

use super::belief::Key;
use super::bits::Bits;
use super::problem::Problem;

impl<const N: usize> Problem<N> {
    /// The steps that may be carried out in a state.
    pub(super) fn allowed(&self, key: &Key<N>) -> Bits<N> {
        match self.ordered {
            true => self.allowed_with(key.causes, key.rest),
            // All that is left in a state is useful, where nothing waits for anything.
            false => key.rest.and(self.within(key.rest.and(self.holding))),
        }
    }

    /// The same by what is possible and what is left.
    pub(super) fn allowed_with(&self, causes: Bits<N>, rest: Bits<N>) -> Bits<N> {
        if !self.tiered && !self.ordered {
            return rest;
        }
        let useful = self.useful(causes, rest.and(self.holding));
        if !self.ordered {
            return rest.and(self.within(useful));
        }
        let barrier = self.barrier(useful, rest);
        let mut allowed = Bits::default();
        for step in rest.iter() {
            if self.steps.get(step).is_some_and(|work| work.risk <= barrier && !work.requires.meets(rest)) {
                allowed.insert(step);
            }
        }
        allowed
    }

    /// The steps that are no riskier than the least risky of some; all where there are none.
    pub(super) fn within(&self, some: Bits<N>) -> Bits<N> {
        let tier = self.tiers.iter().find(|tier| tier.meets(some)).or(self.tiers.last());
        tier.copied().unwrap_or_default()
    }

    /// The steps that a step waits for in a state.
    pub(super) fn ahead_of(&self, step: usize, key: &Key<N>) -> Vec<usize> {
        let rest = key.rest;
        let useful = self.useful(key.causes, rest.and(self.holding));
        let Some(work) = self.steps.get(step).filter(|_| self.ordered || self.tiered) else { return Vec::new() };
        let safer = |other: &usize| useful.contains(*other) && self.path_risk(*other, rest) < work.risk;
        let required = |other: &usize| work.requires.contains(*other);
        let held = work.risk > self.barrier(useful, rest);
        rest.iter().filter(|other| *other != step && (required(other) || held && safer(other))).collect()
    }

    /// The lowest path risk of the useful steps that hold back riskier ones: what is riskier waits.
    fn barrier(&self, useful: Bits<N>, rest: Bits<N>) -> u32 {
        let risks = useful.iter().filter(|_| self.tiered).map(|step| self.path_risk(step, rest));
        risks.min().unwrap_or(u32::MAX)
    }

    /// The highest risk among a step and what has to be carried out before it.
    pub(super) fn path_risk(&self, step: usize, rest: Bits<N>) -> u32 {
        let Some(work) = self.steps.get(step) else { return u32::MAX };
        let waited = work.before.and(rest).iter().filter_map(|step| self.steps.get(step));
        waited.map(|work| work.risk).fold(work.risk, u32::max)
    }
}
