//! Exact search: depth-first and/or search over states, best bound first, with every bound kept.
//!
//! A state is left as soon as its lower bound passes what its parent can use, so states are met again with a higher
//! limit; their choices are kept for that. Bounds are only ever moved by what was proven, so none goes stale.

use std::borrow::Cow;

use super::belief::Key;
use super::problem::{Problem, at};
use super::table::{Choice, Kid, Table};

/// What counts as rounding.
const ROUNDING: f64 = 1e-12;
/// How far beyond the best choice's own bound it is followed before others are looked at again.
const LEAP: f64 = 1.001;
/// States that may be kept for each expansion of the budget; with this, memory is bounded.
const KEPT: usize = 6;

/// A search in progress.
#[derive(Debug)]
pub(super) struct Search {
    pub(super) table: Table,
    /// States looked at so far.
    pub(super) expansions: u64,
    /// States that may be looked at before the search stops.
    pub(super) until: u64,
    /// Entries that may be kept.
    pub(super) room: usize,
    pub(super) out: bool,
}

impl Search {
    pub(super) fn new() -> Self {
        Self { table: Table::new(), expansions: 0, until: 0, room: 0, out: false }
    }

    /// Allows `budget` more expansions.
    pub(super) fn allow(&mut self, budget: u64) {
        self.until = self.expansions.saturating_add(budget);
        let kept = usize::try_from(budget).unwrap_or(usize::MAX).saturating_mul(KEPT).saturating_add(1_000);
        self.room = self.room.max(kept);
        self.out = false;
    }

    /// Raises the lower bound of a state to `limit`, or solves it, or runs out of budget. As deep as there are steps.
    pub(super) fn raise(&mut self, problem: &Problem, id: usize, limit: f64) {
        let Some(bounds) = self.table.bounds(id) else { return };
        if bounds.solved || bounds.lower >= limit {
            return;
        }
        let mut sight = None;
        if self.table.get(id).is_none_or(|entry| entry.choices.is_none()) {
            if self.expansions >= self.until || self.table.len() >= self.room {
                self.out = true;
                return;
            }
            self.expansions = self.expansions.saturating_add(1);
            sight = expand(&mut self.table, problem, id);
        }
        let Some(mut choices) = self.table.get_mut(id).and_then(|entry| entry.choices.take()) else { return };
        while let Some((upper, next)) = self.settle(id, &mut choices) {
            let Some(choice) = choices.first_mut() else { break };
            let lower = choice.lower;
            if lower >= limit || self.out {
                break;
            }
            let until = limit.min(upper).min(next.max(lower * LEAP));
            self.follow(problem, id, &mut sight, choice, until);
        }
        let solved = self.table.bounds(id).is_some_and(|bounds| bounds.solved);
        if let Some(entry) = self.table.get_mut(id) {
            entry.choices = Some(if solved { Vec::new() } else { choices });
        }
    }

    /// Brings the bounds of a state up to date after its first choice was followed, puts that in its place, and drops choices
    /// that cannot be best. Unless that solves it: its upper bound, and the bound of the second choice.
    fn settle(&mut self, id: usize, choices: &mut Vec<Choice>) -> Option<(f64, f64)> {
        let mut bounds = self.table.bounds(id)?;
        if let Some(choice) = choices.first().filter(|choice| choice.upper < bounds.upper * (1.0 - ROUNDING)) {
            bounds.upper = choice.upper;
            self.table.get_mut(id)?.first = Some(choice.step);
        }
        let enough = bounds.upper * (1.0 - ROUNDING);
        put_in_place(choices);
        while choices.last().is_some_and(|choice| choice.lower >= enough) {
            choices.pop();
        }
        let lower = choices.first().map_or(bounds.upper, |choice| bounds.lower.max(choice.lower));
        bounds.solved = lower >= enough;
        bounds.lower = if bounds.solved { bounds.upper } else { lower };
        self.table.set_bounds(id, bounds);
        (!bounds.solved).then(|| (bounds.upper, choices.get(1).map_or(f64::INFINITY, |choice| choice.lower)))
    }

    /// Raises the lower bound of a choice of a state to `until`, or solves all that it may lead to.
    pub(super) fn follow(
        &mut self,
        problem: &Problem,
        id: usize,
        sight: &mut Option<Sight>,
        choice: &mut Choice,
        until: f64,
    ) {
        let kids = match choice.kids.take() {
            Some(kids) => kids,
            None => {
                let sight = sight.get_or_insert_with(|| Sight::new(&self.table, problem, id));
                make_kids(&mut self.table, problem, sight, choice.step)
            }
        };
        let cost = problem.cost(choice.step);
        loop {
            let (mut lower, mut upper) = (cost, cost);
            let mut widest: Option<(Kid, f64, f64)> = None;
            for kid in &kids {
                let Some(bounds) = self.table.bounds(kid.id) else { continue };
                lower += kid.chance * bounds.lower;
                upper += kid.chance * bounds.upper;
                let gap = kid.chance * (bounds.upper - bounds.lower);
                if !bounds.solved && widest.as_ref().is_none_or(|(_, other, _)| gap > *other) {
                    widest = Some((*kid, gap, bounds.lower));
                }
            }
            choice.lower = choice.lower.max(lower);
            choice.upper = choice.upper.min(upper);
            let Some((kid, _, bound)) = widest else {
                choice.lower = choice.upper;
                break;
            };
            if choice.lower >= until || self.out {
                break;
            }
            // Never less than rounding could swallow, so that every turn of the loop gains something.
            let wanted = (bound + (until - lower).max(0.0) / kid.chance).max(bound * (1.0 + 1e-9));
            self.raise(problem, kid.id, wanted);
        }
        choice.kids = Some(kids);
    }
}

/// Moves the first of the choices, whose bound may have been raised, to where it belongs: by bound, then as the author has them.
fn put_in_place(choices: &mut [Choice]) {
    let Some((first, others)) = choices.split_first() else { return };
    let is_before = |other: &&Choice| other.lower < first.lower || other.lower == first.lower && other.step < first.step;
    let place = others.iter().take_while(is_before).count();
    if let Some(moved) = choices.get_mut(..=place) {
        moved.rotate_left(1);
    }
}

/// A state as it is looked at: its key, the chance of each cause, and what a session would cost if that were known.
#[derive(Debug)]
pub(super) struct Sight {
    key: Key,
    chances: Vec<f64>,
    known: Vec<f64>,
}

impl Sight {
    pub(super) fn new(table: &Table, problem: &Problem, id: usize) -> Self {
        let key = table.get(id).map_or_else(|| problem.start(), |entry| entry.key.clone());
        let chances = problem.chances(&key);
        let known = problem.known_costs(key.causes, key.rest);
        Self { key, chances, known }
    }
}

/// Lists the steps that may be best in a state.
fn expand(table: &mut Table, problem: &Problem, id: usize) -> Option<Sight> {
    let sight = Sight::new(table, problem, id);
    let Sight { key, chances, known } = &sight;
    let least = total(chances, known);
    let line = problem.by_ratio(key, chances);
    let choice = |(step, lower)| Choice { step, lower, upper: f64::INFINITY, kids: None };
    let mut choices: Vec<Choice> = first_bounds(problem, key, chances, known).map(choice).collect();
    choices.sort_by(|a, b| a.lower.total_cmp(&b.lower));
    let mut bounds = table.bounds(id)?;
    let entry = table.get_mut(id)?;
    bounds.lower = bounds.lower.max(least * (1.0 - ROUNDING));
    if line.cost < bounds.upper {
        bounds.upper = line.cost;
        entry.first = line.first;
    }
    entry.choices = Some(choices);
    table.set_bounds(id, bounds);
    Some(sight)
}

/// The states that a step may lead to.
pub(super) fn make_kids(table: &mut Table, problem: &Problem, sight: &Sight, step: usize) -> Vec<Kid> {
    let Sight { key, chances, known } = sight;
    let fixes = problem.steps.get(step).map_or(&[][..], |work| &work.fixes);
    let mut known = Cow::Borrowed(known.as_slice());
    for (cause, _) in fixes.iter().filter(|(cause, _)| key.causes.contains(*cause)) {
        if let Some(cost) = known.to_mut().get_mut(*cause) {
            *cost = problem.known_cost(*cause, key.rest.without(step));
        }
    }
    let outcomes = problem.outcomes(step);
    let mut kids = Vec::with_capacity(outcomes.len());
    let mut after = Key::default();
    let mut joint: Vec<f64> = Vec::with_capacity(chances.len());
    for (outcome, seen) in outcomes.iter().enumerate() {
        if !seen.possible.meets(key.causes) {
            continue;
        }
        joint.clear();
        joint.extend(chances.iter().zip(&seen.chance).map(|(chance, seen)| chance * seen));
        let chance: f64 = joint.iter().sum();
        let bound = |key: &Key| match chance > 0.0 {
            true => {
                first_bounds(problem, key, &joint, &known).map(|(_, bound)| bound).fold(f64::INFINITY, f64::min)
                    / chance
            }
            false => 0.0,
        };
        problem.write_after(key, step, outcome, &mut after);
        let id = table.state(&after, bound, problem.stop);
        kids.push(Kid { outcome, chance: chance.max(f64::MIN_POSITIVE), id });
    }
    kids
}

/// The steps that are allowed, each with a lower bound of what a session costs that begins with it; weighted with the sum
/// of the chances.
fn first_bounds<'a>(
    problem: &'a Problem,
    key: &'a Key,
    chances: &'a [f64],
    known: &'a [f64],
) -> impl Iterator<Item = (usize, f64)> + 'a {
    let (all, least) = (chances.iter().sum::<f64>(), total(chances, known));
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

/// A lower bound of a state by itself.
pub(super) fn least(problem: &Problem, key: &Key) -> f64 {
    let (chances, known) = (problem.chances(key), problem.known_costs(key.causes, key.rest));
    first_bounds(problem, key, &chances, &known).map(|(_, bound)| bound).fold(f64::INFINITY, f64::min)
}

fn total(chances: &[f64], costs: &[f64]) -> f64 {
    chances.iter().zip(costs).map(|(chance, cost)| chance * cost).sum()
}
