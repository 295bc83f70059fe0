//! Decides for a planner, with sets of one width: what was solved stays solved.

use super::belief::Key;
use super::bits::Bits;
use super::evidence::{Beginning, Evidence, Next};
use super::look::{Look, Pick, TIE, simple};
use super::mode::Mode;
use super::model::Model;
use super::problem::Problem;
use super::search::Search;
use super::sight::Sight;
use super::table::{Choice, narrow};
use crate::error::{Error, ErrorKind};

/// States that may be looked at for a decision, by the number of steps: larger models are rarely solved, and then the
/// search only raises the bound.
const BUDGETS: [(usize, u64); 2] = [(30, 20_000), (80, 60_000)];
const BUDGET: u64 = 4_000;
/// States that may be looked at to see whether an earlier step of the author's list is just as good.
const FOR_TIES: u64 = 500;

/// A planner by its number of words in a set.
#[derive(Debug)]
pub(super) struct Engine<const N: usize> {
    pub(super) model: Model,
    pub(super) mode: Mode,
    pub(super) problem: Problem<N>,
    pub(super) search: Search<N>,
    pub(super) look: Look<N>,
    pub(super) budget: u64,
    pub(super) looks: bool,
}

impl<const N: usize> Engine<N> {
    pub(super) fn new(model: &Model, mode: Mode) -> Self {
        let problem = Problem::new(model, mode);
        let fits = BUDGETS.iter().find(|(steps, _)| problem.steps.len() <= *steps);
        let budget = fits.map_or(BUDGET, |(_, budget)| *budget);
        let look = Look::new(&problem);
        Self { model: model.clone(), mode, problem, search: Search::new(), look, budget, looks: true }
    }

    /// See [`Planner::next`](super::Planner::next).
    pub(super) fn next(&mut self, evidence: &Evidence) -> Result<Next, Error> {
        let (key, contradiction) = self.state(evidence)?;
        let id = self.enter(&key);
        self.search.allow(self.budget);
        let pick = self.decide(id, self.looks);
        let bounds = self.search.table.bounds(id);
        let (exact, lower) = bounds.map_or((false, 0.0), |bounds| (bounds.is_solved(), bounds.lower));
        let unit = self.problem.unit;
        Ok(Next {
            step: self.name(pick.step),
            expected_cost: pick.cost * unit,
            lower_bound: lower.min(pick.cost) * unit,
            exact,
            contradiction,
        })
    }

    /// See [`Planner::beginning_with`](super::Planner::beginning_with).
    pub(super) fn beginning_with(&mut self, step: &str, evidence: &Evidence) -> Result<Beginning, Error> {
        let (key, _) = self.state(evidence)?;
        let step = self.index(step)?;
        if !key.rest.contains(step) {
            return Ok(Beginning::Useless);
        }
        let ahead = self.problem.ahead_of(step, &key);
        if !ahead.is_empty() {
            return Ok(Beginning::Waits(ahead.into_iter().map(|step| self.name(Some(step))).collect()));
        }
        self.enter(&key);
        self.search.allow(self.budget);
        let sight = Sight::new(&self.problem, &key);
        let mut kids = Vec::new();
        self.search.add_kids(&self.problem, &sight, step, &mut kids);
        let rest: f64 = kids.iter().map(|kid| kid.chance * self.decide(kid.id as usize, true).cost).sum();
        Ok(Beginning::Costs((self.problem.cost(step) + rest) * self.problem.unit))
    }

    /// A state in the table.
    pub(super) fn enter(&mut self, key: &Key<N>) -> usize {
        let problem = &self.problem;
        self.search.table.state(key, |key| Sight::new(problem, key).lower(problem), problem.stop)
    }

    /// The best step that the allowance of the search finds; looking one step ahead, if asked to, where it does not do.
    pub(super) fn decide(&mut self, id: usize, look: bool) -> Pick {
        self.search.raise(&self.problem, id, f64::INFINITY);
        let Some(bounds) = self.search.table.bounds(id) else {
            return Pick { step: None, cost: self.problem.stop };
        };
        let found = Pick { step: self.search.table.first(id), cost: bounds.upper };
        if bounds.is_solved() {
            return Pick { step: self.first_listed(id, found), ..found };
        }
        let key = self.search.table.key(id);
        let other = if look {
            self.look.decide(&self.problem, &self.search.table, &key)
        } else {
            simple(&self.problem, &key, &self.problem.chances(&key))
        };
        if found.cost < other.cost * (1.0 - TIE) { found } else { other }
    }

    /// The first step of the author's list that is as good as the best one.
    fn first_listed(&mut self, id: usize, found: Pick) -> Option<usize> {
        let sight = Sight::new(&self.problem, &self.search.table.key(id));
        let mut kids = Vec::new();
        let allowed = self.problem.allowed(&sight.key);
        let limit = found.cost * (1.0 + TIE);
        for step in allowed.iter().take_while(|step| found.step.is_none_or(|found| *step < found)) {
            kids.clear();
            self.search.add_kids(&self.problem, &sight, step, &mut kids);
            let bounds = kids.iter().filter_map(|kid| Some((kid.chance, self.search.table.bounds(kid.id as usize)?)));
            let lower = self.problem.cost(step) + bounds.map(|(chance, bounds)| chance * bounds.lower).sum::<f64>();
            if lower > limit {
                continue;
            }
            let mut choice = Choice { lower, from: 0, kids: narrow(kids.len()), step: narrow(step) };
            let until = self.search.until;
            self.search.until = self.search.expansions.saturating_add(FOR_TIES).min(until);
            let upper = self.search.follow(&self.problem, &sight, &mut choice, &mut kids, limit);
            self.search.until = until;
            self.search.out = false;
            if upper <= limit {
                return Some(step);
            }
        }
        found.step
    }

    /// The state of the evidence; and whether it contradicts itself, so that beliefs start anew.
    fn state(&self, evidence: &Evidence) -> Result<(Key<N>, bool), Error> {
        let problem = &self.problem;
        let mut key = problem.start();
        // Everything is left until it is carried out, as what matters depends on all that was seen.
        let all = Bits::first(problem.steps.len());
        let mut rest = all;
        let mut contradiction = false;
        for (id, outcome) in &evidence.done {
            let step = self.index(id)?;
            let Some(name) = outcome else {
                rest.remove(step);
                continue;
            };
            let outcome = problem.outcomes(step).iter().position(|seen| seen.name == *name).ok_or_else(|| {
                let known: Vec<&str> = problem.outcomes(step).iter().map(|seen| seen.name.as_str()).collect();
                let known = known.join(", ");
                Error::new(ErrorKind::UnknownStep, format!("step `{id}` has no outcome `{name}`; known: {known}"))
            })?;
            if rest.contains(step) && !contradiction {
                key = problem.after(&key, step, outcome);
                contradiction = key.causes.is_empty();
            }
            rest.remove(step);
        }
        if contradiction {
            key = problem.start();
        }
        key.rest = problem.mattering(key.causes, rest);
        Ok((key, contradiction))
    }

    fn index(&self, id: &str) -> Result<usize, Error> {
        let found = self.problem.steps.iter().position(|work| work.id == id);
        found.ok_or_else(|| Error::new(ErrorKind::UnknownStep, format!("the model has no step `{id}` to carry out")))
    }

    /// The name of a step; of the escalation where there is none.
    pub(super) fn name(&self, step: Option<usize>) -> String {
        let work = step.and_then(|step| self.problem.steps.get(step));
        work.map_or_else(|| self.problem.stop_id.clone(), |work| work.id.clone())
    }
}
