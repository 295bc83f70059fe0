//! Exact search: depth-first and/or search over states, best bound first, with every bound kept.
//!
//! A state is left as soon as its lower bound passes what its parent can use, so states are met again with a higher
//! limit; their choices are kept for that. Bounds are only ever moved by what was proven, so none goes stale.

use super::problem::Problem;
use super::sight::{Scratch, Sight};
use super::table::{Bounds, Choice, Kid, Open, Table, narrow};

/// What counts as rounding.
pub(super) const ROUNDING: f64 = 1e-12;
/// How far beyond the best choice's own bound it is followed before others are looked at again.
const LEAP: f64 = 1.001;
/// States that may be kept for each expansion of the budget; with this, memory is bounded.
const KEPT: usize = 6;
/// Room for the kids of a state that most states do not go beyond.
const KIDS: usize = 16;

/// A search in progress.
#[derive(Debug)]
pub(super) struct Search<const N: usize> {
    pub(super) table: Table<N>,
    /// States looked at so far.
    pub(super) expansions: u64,
    /// States that may be looked at before the search stops.
    pub(super) until: u64,
    /// Entries that may be kept.
    pub(super) room: usize,
    pub(super) out: bool,
    scratch: Scratch<N>,
    /// What solved states have no more use for.
    spare: Vec<Box<Open<N>>>,
}

impl<const N: usize> Search<N> {
    pub(super) fn new() -> Self {
        Self {
            table: Table::new(),
            expansions: 0,
            until: 0,
            room: 0,
            out: false,
            scratch: Scratch::new(),
            spare: Vec::new(),
        }
    }

    /// Allows `budget` more expansions.
    pub(super) fn allow(&mut self, budget: u64) {
        self.until = self.expansions.saturating_add(budget);
        let kept = usize::try_from(budget).unwrap_or(usize::MAX).saturating_mul(KEPT).saturating_add(1_000);
        self.room = self.room.max(kept);
        self.out = false;
    }

    /// Raises the lower bound of a state to `limit`, or solves it, or runs out of budget. As deep as there are steps.
    pub(super) fn raise(&mut self, problem: &Problem<N>, id: usize, limit: f64) {
        let Some(bounds) = self.table.bounds(id) else { return };
        if bounds.is_solved() || bounds.lower >= limit {
            return;
        }
        let open = match self.table.take_open(id) {
            Some(open) => Some(open),
            None if self.expansions >= self.until || self.table.len() >= self.room => {
                self.out = true;
                None
            }
            None => self.expand(problem, id),
        };
        let Some(mut open) = open else { return };
        let Open { choices, kids, sight } = open.as_mut();
        let mut found = None;
        while let Some((upper, next)) = self.settle(id, choices, found) {
            let Some(choice) = choices.first_mut() else { break };
            let lower = choice.lower;
            if lower >= limit || self.out {
                break;
            }
            let until = limit.min(upper).min(next.max(lower * LEAP));
            found = Some((self.follow(problem, sight, choice, kids, until), usize::from(choice.step)));
        }
        match self.table.bounds(id).is_some_and(Bounds::is_solved) {
            true => self.spare.push(open),
            false => self.table.put_back(id, open),
        }
    }

    /// Lists the steps that may be best in a state.
    fn expand(&mut self, problem: &Problem<N>, id: usize) -> Option<Box<Open<N>>> {
        self.expansions = self.expansions.saturating_add(1);
        let mut bounds = self.table.bounds(id)?;
        let mut open = self.spare.pop().unwrap_or_default();
        let Open { choices, kids, sight } = open.as_mut();
        self.table.write_key(id, &mut sight.key);
        sight.look_around(problem);
        kids.clear();
        choices.clear();
        choices.reserve_exact(sight.key.rest.len());
        kids.reserve_exact(KIDS);
        let choice = |(step, lower)| Choice { lower, from: 0, kids: 0, step: narrow(step) };
        choices.extend(sight.first_bounds(problem).map(choice));
        choices.sort_unstable_by(|a, b| a.lower.total_cmp(&b.lower).then(a.step.cmp(&b.step)));
        bounds.lower = bounds.lower.max(sight.least() * (1.0 - ROUNDING));
        let line = problem.by_ratio(&sight.key, &sight.chances);
        if line.cost < bounds.upper {
            bounds.upper = line.cost;
            self.table.set_first(id, line.first);
        }
        self.table.set_bounds(id, bounds);
        Some(open)
    }

    /// Brings the bounds of a state up to date after its first choice was followed, with what that costs at most, puts the
    /// choice in its place, and drops choices that cannot be best. Unless that solves it: its upper bound, and the bound of
    /// the second choice.
    fn settle(&mut self, id: usize, choices: &mut Vec<Choice>, found: Option<(f64, usize)>) -> Option<(f64, f64)> {
        let mut bounds = self.table.bounds(id)?;
        if let Some((upper, step)) = found.filter(|(upper, _)| *upper < bounds.upper * (1.0 - ROUNDING)) {
            bounds.upper = upper;
            self.table.set_first(id, Some(step));
        }
        let enough = bounds.upper * (1.0 - ROUNDING);
        put_in_place(choices);
        while choices.last().is_some_and(|choice| choice.lower >= enough) {
            choices.pop();
        }
        let lower = choices.first().map_or(bounds.upper, |choice| bounds.lower.max(choice.lower));
        bounds.lower = if lower >= enough { bounds.upper } else { lower };
        self.table.set_bounds(id, bounds);
        (!bounds.is_solved()).then(|| (bounds.upper, choices.get(1).map_or(f64::INFINITY, |choice| choice.lower)))
    }

    /// Raises the lower bound of a choice to `until`, or solves all that it may lead to. What it costs at most.
    pub(super) fn follow(
        &mut self,
        problem: &Problem<N>,
        sight: &Sight<N>,
        choice: &mut Choice,
        kids: &mut Vec<Kid>,
        until: f64,
    ) -> f64 {
        let step = usize::from(choice.step);
        if choice.kids == 0 {
            choice.from = narrow(kids.len());
            self.add_kids(problem, sight, step, kids);
            choice.kids = narrow(kids.len().saturating_sub(choice.from as usize));
        }
        let (_, kids) = kids.split_at_checked(choice.from as usize).unwrap_or_default();
        let kids = kids.get(..usize::from(choice.kids)).unwrap_or_default();
        let cost = problem.cost(step);
        loop {
            let (mut lower, mut upper) = (cost, cost);
            let mut widest: Option<(Kid, f64, f64)> = None;
            for kid in kids {
                let Some(bounds) = self.table.bounds(kid.id as usize) else { continue };
                lower += kid.chance * bounds.lower;
                upper += kid.chance * bounds.upper;
                let gap = kid.chance * (bounds.upper - bounds.lower);
                if !bounds.is_solved() && widest.as_ref().is_none_or(|(_, other, _)| gap > *other) {
                    widest = Some((*kid, gap, bounds.lower));
                }
            }
            choice.lower = choice.lower.max(lower);
            let Some((kid, _, bound)) = widest else {
                choice.lower = upper;
                return upper;
            };
            if choice.lower >= until || self.out {
                return upper;
            }
            // Never less than rounding could swallow, so that every turn of the loop gains something.
            let wanted = (bound + (until - lower).max(0.0) / kid.chance).max(bound * (1.0 + 1e-9));
            self.raise(problem, kid.id as usize, wanted);
        }
    }

    /// Adds the states that a step may lead to to a list.
    pub(super) fn add_kids(&mut self, problem: &Problem<N>, sight: &Sight<N>, step: usize, kids: &mut Vec<Kid>) {
        sight.add_kids(problem, step, &mut self.table, &mut self.scratch, kids);
    }
}

/// Moves the first choice, whose bound may have been raised, to where it belongs: by bound, then as the author has them.
fn put_in_place(choices: &mut [Choice]) {
    let Some((moved, others)) = choices.split_first() else { return };
    let moved = *moved;
    let is_before =
        |other: &&Choice| other.lower < moved.lower || other.lower == moved.lower && other.step < moved.step;
    let place = others.iter().take_while(is_before).count();
    choices.copy_within(1..=place, 0);
    if let Some(choice) = choices.get_mut(place) {
        *choice = moved;
    }
}
