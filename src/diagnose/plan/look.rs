//! Look-ahead by one step over every allowed step, for states that the search could not finish.
//!
//! What follows a step is valued by the cheapest of several base plans. As each of them goes on from every state that it
//! leads to as one of them would, deciding in this way at every state costs no more than any of them.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use super::belief::Key;
use super::bits::Bits;
use super::lines::Listed;
use super::problem::{Problem, at};
use super::table::Table;

/// Relative difference of costs that counts as none: the author's order decides then.
pub(super) const TIE: f64 = 1e-9;
/// Steps of a model that is not large.
const LARGE: usize = 48;
/// States that the author's list is followed through in one evaluation.
const FUEL: u32 = 4_000;
/// Where more steps than this are left in a large model, so many that are best by ratio alone are looked at in full.
const SHORT_LIST: usize = 8;
/// Values that are kept.
const KEPT: usize = 200_000;

/// How a base plan picks its next step; each goes on with the plan by ratio where that is cheaper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Rule {
    /// The chance to fix the fault plus the chance of the less expected outcome, over cost (Navidi et al.).
    FixOrSurprise,
    /// A question if the plan by ratio is cheaper after it than now (Heckerman et al.).
    AskNow,
    /// The same, unless it is cheaper still to ask after the next repair (SACSO).
    AskLater,
}

/// What a decision is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pick {
    /// None hands over.
    pub(super) step: Option<usize>,
    pub(super) cost: f64,
}

/// Values of states under base plans.
#[derive(Debug)]
pub(super) struct Look<const N: usize> {
    values: Vec<(Key<N>, Rule, u8, f64)>,
    places: HashTable<usize>,
    hasher: FixedState,
    rules: &'static [Rule],
    /// Most questions that a base plan asks.
    questions: u8,
}

impl<const N: usize> Look<N> {
    /// The larger the model, the less each decision may cost.
    pub(super) fn new(problem: &Problem<N>) -> Self {
        let all = &[Rule::FixOrSurprise, Rule::AskNow, Rule::AskLater];
        let (rules, questions): (&[Rule], u8) = match problem.steps.len() {
            0..=20 => (all, 8),
            21..=30 => (all, 3),
            31..=LARGE => (all, 2),
            49..=80 => (&[Rule::FixOrSurprise, Rule::AskNow], 2),
            _ => (&[Rule::AskNow], 1),
        };
        Self { values: Vec::new(), places: HashTable::new(), hasher: FixedState::with_seed(0), rules, questions }
    }

    /// The best step by look-ahead, and what it costs at most.
    pub(super) fn decide(&mut self, problem: &Problem<N>, table: &Table<N>, key: &Key<N>) -> Pick {
        let chances = problem.chances(key);
        let mut best = Pick { step: None, cost: problem.stop };
        for step in self.candidates(problem, key, &chances).iter() {
            let mut cost = problem.cost(step);
            for (after, joint, chance) in branches(problem, key, &chances, step) {
                let mut value = self.base(problem, &after, &joint);
                if let Some(bounds) = table.find(&after).and_then(|id| table.bounds(id)) {
                    value = value.min(chance * bounds.upper);
                }
                cost += value;
                if cost > best.cost {
                    break;
                }
            }
            let margin = if best.step.is_none() { 1.0 + TIE } else { 1.0 - TIE };
            if cost <= best.cost * margin {
                best = Pick { step: Some(step), cost };
            }
        }
        best
    }

    /// The steps to look at in full: all that are allowed, or in a large model the most promising, and always the first
    /// one of every base plan, so that the decision costs no more than any of them.
    fn candidates(&self, problem: &Problem<N>, key: &Key<N>, chances: &[f64]) -> Bits<N> {
        let allowed = problem.allowed(key);
        if problem.steps.len() <= LARGE {
            return allowed;
        }
        let value = |step: usize| {
            let lines =
                branches(problem, key, chances, step).map(|(after, joint, _)| problem.by_ratio(&after, &joint).cost);
            problem.cost(step) + lines.sum::<f64>()
        };
        let mut ranked: Vec<(f64, usize)> = allowed.iter().map(|step| (value(step), step)).collect();
        ranked.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut short = Bits::default();
        ranked.iter().take(SHORT_LIST).for_each(|(_, step)| short.insert(*step));
        let line = problem.by_ratio(key, chances);
        let listed = [Listed::Steps, Listed::Actions].map(|listed| problem.next_listed(key.causes, key.rest, listed));
        let picked = self.rules.iter().map(|rule| pick(problem, *rule, key, chances, line.cost));
        picked.chain(listed).chain([line.first]).flatten().for_each(|step| short.insert(step));
        short.and(allowed)
    }

    /// The cheapest base plan, weighted with the sum of the chances.
    pub(super) fn base(&mut self, problem: &Problem<N>, key: &Key<N>, chances: &[f64]) -> f64 {
        let mut best = simple(problem, key, chances).cost;
        for rule in self.rules {
            best = best.min(self.adaptive(problem, *rule, key, chances, self.questions));
        }
        best
    }

    /// A base plan that listens to answers, to at most as many as are left. As deep as there are steps.
    fn adaptive(&mut self, problem: &Problem<N>, rule: Rule, key: &Key<N>, chances: &[f64], left: u8) -> f64 {
        let total: f64 = chances.iter().sum();
        let line = problem.by_ratio(key, chances);
        if left == 0 || total <= 0.0 || key.rest.is_empty() {
            return line.cost;
        }
        if let Some(value) = self.kept(key, rule, left) {
            return value * total;
        }
        let picked = pick(problem, rule, key, chances, line.cost).or(line.first);
        let mut best = line.cost;
        if let Some(step) = picked {
            let is_question = problem.steps.get(step).is_some_and(|work| !work.is_action);
            let left = if is_question { left.saturating_sub(1) } else { left };
            let mut cost = total * problem.cost(step);
            for (after, joint, _) in branches(problem, key, chances, step) {
                cost += self.adaptive(problem, rule, &after, &joint, left);
            }
            best = best.min(cost);
        }
        self.keep(key, rule, left, best / total);
        best
    }

    fn kept(&self, key: &Key<N>, rule: Rule, left: u8) -> Option<f64> {
        let same = |id: &usize| self.values.get(*id).is_some_and(|(k, r, l, _)| (k, *r, *l) == (key, rule, left));
        let id = self.places.find(self.hasher.hash_one((key, rule, left)), same)?;
        self.values.get(*id).map(|(.., value)| *value)
    }

    fn keep(&mut self, key: &Key<N>, rule: Rule, left: u8, value: f64) {
        if self.values.len() >= KEPT {
            self.values.clear();
            self.places.clear();
        }
        let id = self.values.len();
        self.values.push((key.clone(), rule, left, value));
        let (values, hasher) = (&self.values, &self.hasher);
        let rehash = |id: &usize| values.get(*id).map_or(0, |(k, r, l, _)| hasher.hash_one((k, *r, *l)));
        self.places.insert_unique(hasher.hash_one((key, rule, left)), id, rehash);
    }
}

/// The cheapest plan that needs no look-ahead.
pub(super) fn simple<const N: usize>(problem: &Problem<N>, key: &Key<N>, chances: &[f64]) -> Pick {
    let lines = [
        problem.by_list(key, chances, Listed::Steps, FUEL),
        problem.by_list(key, chances, Listed::Actions, FUEL),
        problem.by_ratio(key, chances),
    ];
    let mut best = Pick { step: None, cost: problem.stop * chances.iter().sum::<f64>() };
    for line in lines {
        if line.cost < best.cost {
            best = Pick { step: line.first, cost: line.cost };
        }
    }
    best
}

/// What a step may lead to: the state, the chance of each cause with it, and their sum.
fn branches<'a, const N: usize>(
    problem: &'a Problem<N>,
    key: &'a Key<N>,
    chances: &'a [f64],
    step: usize,
) -> impl Iterator<Item = (Key<N>, Vec<f64>, f64)> + 'a {
    let seen = problem.outcomes(step).iter().enumerate().filter(|(_, seen)| seen.possible.meets(key.causes));
    seen.map(move |(outcome, seen)| {
        let joint: Vec<f64> = chances.iter().zip(&seen.chance).map(|(chance, seen)| chance * seen).collect();
        let chance = joint.iter().sum();
        (problem.after(key, step, outcome), joint, chance)
    })
}

/// The step that a rule picks; none where the plan by ratio goes on.
fn pick<const N: usize>(
    problem: &Problem<N>,
    rule: Rule,
    key: &Key<N>,
    chances: &[f64],
    by_ratio: f64,
) -> Option<usize> {
    if rule == Rule::FixOrSurprise {
        return fix_or_surprise(problem, key, chances);
    }
    let (question, asked) = best_question(problem, key, chances)?;
    if asked >= by_ratio * (1.0 - TIE) {
        return None;
    }
    let action = problem.by_ratio(key, chances).first.filter(|_| rule == Rule::AskLater);
    let action = action.filter(|step| problem.steps.get(*step).is_some_and(|work| work.is_action));
    if let Some(action) = action {
        let mut later = problem.cost(action) * chances.iter().sum::<f64>();
        for (after, joint, _) in branches(problem, key, chances, action) {
            let line = problem.by_ratio(&after, &joint).cost;
            later += best_question(problem, &after, &joint).map_or(line, |(_, cost)| cost.min(line));
        }
        if later < asked {
            return Some(action);
        }
    }
    Some(question)
}

/// The question after which the plan by ratio is cheapest.
fn best_question<const N: usize>(problem: &Problem<N>, key: &Key<N>, chances: &[f64]) -> Option<(usize, f64)> {
    let total: f64 = chances.iter().sum();
    let mut best: Option<(usize, f64)> = None;
    for step in problem.allowed(key).iter().filter(|step| problem.steps.get(*step).is_some_and(|work| !work.is_action))
    {
        let lines =
            branches(problem, key, chances, step).map(|(after, joint, _)| problem.by_ratio(&after, &joint).cost);
        let cost = total * problem.cost(step) + lines.sum::<f64>();
        if best.is_none_or(|(_, other)| cost < other) {
            best = Some((step, cost));
        }
    }
    best
}

fn fix_or_surprise<const N: usize>(problem: &Problem<N>, key: &Key<N>, chances: &[f64]) -> Option<usize> {
    let total: f64 = chances.iter().sum();
    let mut best: Option<(usize, f64, f64)> = None;
    for step in problem.allowed(key).iter() {
        let Some(work) = problem.steps.get(step) else { continue };
        let fixed: f64 = work.fixes.iter().map(|(cause, chance)| at(chances, *cause) * chance).sum();
        let outcome =
            |seen: &super::problem::Outcome<N>| -> f64 { chances.iter().zip(&seen.chance).map(|(c, s)| c * s).sum() };
        let likeliest = work.outcomes.iter().map(outcome).fold(fixed, f64::max);
        let gain = fixed + (total - likeliest).max(0.0);
        if gain > total * TIE && best.is_none_or(|(_, other, cost)| gain * cost > other * work.cost) {
            best = Some((step, gain, work.cost));
        }
    }
    best.map(|(step, ..)| step)
}
