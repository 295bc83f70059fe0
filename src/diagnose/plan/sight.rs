//! A state as the search looks at it: what is believed, what a session costs at least, and where each step may lead.

use super::belief::{Key, Usefulness};
use super::problem::{Problem, at};
use super::search::ROUNDING;
use super::table::{Kid, Table, narrow};

/// A state: its key, the chance of each cause, and what a session would cost if that were known.
#[derive(Debug, Default)]
pub(super) struct Sight<const N: usize> {
    pub(super) key: Key<N>,
    pub(super) chances: Vec<f64>,
    known: Vec<f64>,
}

/// Room to work in, kept so that it is not asked for anew each time.
#[derive(Debug)]
pub(super) struct Scratch<const N: usize> {
    key: Key<N>,
    joint: Vec<f64>,
    known: Vec<f64>,
    useful: Usefulness<N>,
}

impl<const N: usize> Scratch<N> {
    pub(super) fn new() -> Self {
        Self { key: Key::default(), joint: Vec::new(), known: Vec::new(), useful: Usefulness::new() }
    }
}

impl<const N: usize> Sight<N> {
    pub(super) fn new(problem: &Problem<N>, key: &Key<N>) -> Self {
        let mut sight = Self { key: key.clone(), ..Self::default() };
        sight.look_around(problem);
        sight
    }

    /// Works out what is seen from the state of the key.
    pub(super) fn look_around(&mut self, problem: &Problem<N>) {
        problem.write_chances(&self.key, &mut self.chances);
        problem.write_known_costs(self.key.causes, self.key.rest, &mut self.known);
    }

    /// What a session would cost at least if the cause were known.
    pub(super) fn least(&self) -> f64 {
        total(&self.chances, &self.known)
    }

    /// The steps that are allowed, each with a lower bound of what a session costs that begins with it.
    pub(super) fn first_bounds<'a>(&'a self, problem: &'a Problem<N>) -> impl Iterator<Item = (usize, f64)> + 'a {
        first_bounds(problem, &self.key, &self.chances, &self.known)
    }

    /// A lower bound of the state by itself.
    pub(super) fn lower(&self, problem: &Problem<N>) -> f64 {
        self.first_bounds(problem).map(|(_, bound)| bound).fold(f64::INFINITY, f64::min)
    }

    /// Adds the states that a step may lead to to a list.
    pub(super) fn add_kids(
        &self,
        problem: &Problem<N>,
        step: usize,
        table: &mut Table<N>,
        scratch: &mut Scratch<N>,
        kids: &mut Vec<Kid>,
    ) {
        let Scratch { key, joint, known, useful } = scratch;
        known.clone_from(&self.known);
        let fixes = problem.steps.get(step).map_or(&[][..], |work| &work.fixes);
        for (cause, _) in fixes.iter().filter(|(cause, _)| self.key.causes.contains(*cause)) {
            if let Some(cost) = known.get_mut(*cause) {
                *cost = problem.known_cost(*cause, self.key.rest.without(step));
            }
        }
        let outcomes = problem.outcomes(step);
        for (outcome, seen) in outcomes.iter().enumerate().filter(|(_, seen)| seen.possible.meets(self.key.causes)) {
            let mut chance = 0.0;
            joint.clear();
            joint.extend(self.chances.iter().zip(&seen.chance).map(|(before, seen)| {
                let both = before * seen;
                chance += both;
                both
            }));
            let bound = |key: &Key<N>| match chance > 0.0 {
                true => {
                    first_bounds(problem, key, joint, known).map(|(_, bound)| bound).fold(f64::INFINITY, f64::min)
                        / chance
                }
                false => 0.0,
            };
            problem.write_after(&self.key, step, outcome, |causes| useful.of(problem, causes), key);
            let id = table.state(key, bound, problem.stop);
            let (outcome, id) = (narrow(outcome), narrow(id));
            kids.push(Kid { outcome, id, chance: chance.max(f64::MIN_POSITIVE) });
        }
    }
}

/// The steps that are allowed, each with a lower bound of what a session costs that begins with it; weighted with the sum
/// of the chances.
fn first_bounds<'a, const N: usize>(
    problem: &'a Problem<N>,
    key: &'a Key<N>,
    chances: &'a [f64],
    known: &'a [f64],
) -> impl Iterator<Item = (usize, f64)> + 'a {
    // Both sums in one go, as each has to wait for itself only.
    let both = chances.iter().zip(known);
    let (all, least) = both.fold((0.0, 0.0), |(all, least), (chance, cost)| (all + chance, least + chance * cost));
    problem.allowed(key).iter().filter_map(move |step| {
        let work = problem.steps.get(step)?;
        let mut lower = all * work.cost + least;
        for (cause, chance) in work.fixes.iter().filter(|(cause, _)| key.causes.contains(*cause)) {
            let after = problem.known_cost(*cause, key.rest.without(step));
            lower += at(chances, *cause) * ((1.0 - chance) * after - at(known, *cause));
        }
        Some((step, lower * (1.0 - ROUNDING)))
    })
}

fn total(chances: &[f64], costs: &[f64]) -> f64 {
    chances.iter().zip(costs).map(|(chance, cost)| chance * cost).sum()
}
