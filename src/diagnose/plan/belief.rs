//! States of a session: which causes are possible, what is left to do, and what was seen, each in one form only.
//!
//! Two sessions that cannot differ from here on are one state: a step that can no longer help and that nothing waits for
//! is left out, and so is an answer that speaks for all remaining causes alike.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use super::bits::Bits;
use super::problem::Problem;

/// The steps that are useful by the causes that are possible, as far as they were asked for.
#[derive(Debug)]
pub(super) struct Usefulness<const N: usize> {
    known: HashTable<(Bits<N>, Bits<N>)>,
    hasher: FixedState,
}

impl<const N: usize> Usefulness<N> {
    pub(super) fn new() -> Self {
        Self { known: HashTable::new(), hasher: FixedState::with_seed(0) }
    }

    pub(super) fn of(&mut self, problem: &Problem<N>, causes: Bits<N>) -> Bits<N> {
        let hash = self.hasher.hash_one(causes);
        if let Some((_, useful)) = self.known.find(hash, |(other, _)| *other == causes) {
            return *useful;
        }
        let useful = problem.useful(causes, Bits::first(problem.steps.len()));
        let hasher = &self.hasher;
        self.known.insert_unique(hash, (causes, useful), |(causes, _)| hasher.hash_one(causes));
        useful
    }
}

/// A state.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(super) struct Key<const N: usize> {
    /// The causes that are possible.
    pub(super) causes: Bits<N>,
    /// The steps that are not carried out, as far as they matter.
    pub(super) rest: Bits<N>,
    /// The kinds of evidence that tell the possible causes apart, sorted.
    pub(super) seen: Vec<u16>,
}

impl<const N: usize> Problem<N> {
    /// The state before anything is done.
    pub(super) fn start(&self) -> Key<N> {
        let causes = Bits::first(self.prior.len());
        Key { causes, rest: self.mattering(causes, Bits::first(self.steps.len())), seen: Vec::new() }
    }

    /// Of some steps, those that could still end the fault or show something.
    pub(super) fn useful(&self, causes: Bits<N>, steps: Bits<N>) -> Bits<N> {
        let fixers = causes.iter().filter_map(|cause| self.fixers.get(cause)).fold(Bits::default(), |a, b| a.or(*b));
        let mut useful = steps.and(fixers);
        for step in steps.minus(self.actions).iter() {
            if self.outcomes(step).iter().filter(|outcome| outcome.possible.meets(causes)).nth(1).is_some() {
                useful.insert(step);
            }
        }
        useful
    }

    /// Of the steps not carried out, those that are useful and those that useful ones wait for.
    ///
    /// What is useless now stays useless, as causes are only ever ruled out.
    pub(super) fn mattering(&self, causes: Bits<N>, rest: Bits<N>) -> Bits<N> {
        self.with_awaited(self.useful(causes, rest), rest)
    }

    /// Useful steps, and those that they wait for.
    fn with_awaited(&self, useful: Bits<N>, rest: Bits<N>) -> Bits<N> {
        if !self.ordered {
            return useful;
        }
        let before = useful.iter().filter_map(|step| self.steps.get(step)).map(|work| work.before);
        useful.or(before.fold(Bits::default(), Bits::or).and(rest))
    }

    /// The state after an outcome of a step.
    pub(super) fn after(&self, key: &Key<N>, step: usize, outcome: usize) -> Key<N> {
        let mut after = Key::default();
        self.write_after(key, step, outcome, |causes| self.useful(causes, key.rest), &mut after);
        after
    }

    /// The same, over another state that is not needed any more, by what tells the steps that are useful.
    pub(super) fn write_after(
        &self,
        key: &Key<N>,
        step: usize,
        outcome: usize,
        useful: impl FnOnce(Bits<N>) -> Bits<N>,
        after: &mut Key<N>,
    ) {
        let Some(outcome) = self.outcomes(step).get(outcome) else { return };
        let causes = key.causes.and(outcome.possible);
        let rest = key.rest.without(step).minus(outcome.closes);
        let narrower = causes != key.causes;
        after.causes = causes;
        // Steps that matter in a state go on to do so while the same causes are possible, unless something waited for them.
        after.rest = if narrower || self.ordered { self.with_awaited(useful(causes).and(rest), rest) } else { rest };
        after.seen.clone_from(&key.seen);
        if narrower {
            after.seen.retain(|kind| self.separates(*kind, causes));
        }
        if self.separates(outcome.tells, causes) {
            let place = after.seen.partition_point(|kind| *kind <= outcome.tells);
            after.seen.insert(place, outcome.tells);
        }
    }

    /// Whether a kind of evidence speaks differently for some of the causes.
    fn separates(&self, kind: u16, causes: Bits<N>) -> bool {
        let Some(column) = self.tells.get(usize::from(kind)) else { return false };
        let mut values = causes.iter().filter_map(|cause| column.get(cause));
        values.next().is_some_and(|first| values.any(|value| value != first))
    }

    /// The chance of each cause in a state; 0 for those that are ruled out.
    pub(super) fn chances(&self, key: &Key<N>) -> Vec<f64> {
        let mut chances = Vec::new();
        self.write_chances(key, &mut chances);
        chances
    }

    /// The same, over others.
    pub(super) fn write_chances(&self, key: &Key<N>, chances: &mut Vec<f64>) {
        chances.clear();
        chances.extend(self.prior.iter().enumerate().map(|(at, c)| if key.causes.contains(at) { *c } else { 0.0 }));
        for kind in &key.seen {
            let Some(column) = self.tells.get(usize::from(*kind)) else { continue };
            chances.iter_mut().zip(column).for_each(|(chance, factor)| *chance *= factor);
            // Long evidence could otherwise leave the range of a double.
            if chances.iter().all(|chance| *chance < 1e-100) && chances.iter().sum::<f64>() < 1e-100 {
                normalize(chances, key.causes);
            }
        }
        normalize(chances, key.causes);
    }
}

fn normalize<const N: usize>(chances: &mut [f64], causes: Bits<N>) {
    let total: f64 = chances.iter().sum();
    if total > 0.0 {
        chances.iter_mut().for_each(|chance| *chance /= total);
    } else {
        let each = 1.0 / causes.iter().count().max(1) as f64;
        let uniform = |cause: usize| if causes.contains(cause) { each } else { 0.0 };
        chances.iter_mut().enumerate().for_each(|(cause, chance)| *chance = uniform(cause));
    }
}
