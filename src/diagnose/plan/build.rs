//! Writes a whole plan out, step by step from the first one, and adds up what it costs.

use super::engine::Engine;
use super::lines::Listed;
use super::look::{Pick, TIE};
use super::mode::Mode;
use super::problem::at;
use super::sight::Sight;
use super::tree::{Plan, PlanNode, PlanOutcome};

/// Most steps that a plan is written out to; with fewer for models whose decisions take longer.
const NODES: (usize, usize) = (200_000, 5_000);
const LARGE: usize = 64;
/// Most states decided by look-ahead; further down, the simple plan that the look-ahead counted on is followed.
const LOOKS: usize = 400;
/// Most states that the author's list is followed through to say what it costs.
const FUEL: u32 = 200_000;

/// How steps are decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// By search, then by look-ahead.
    Best,
    /// By the author's list.
    Listed,
    /// By ratio.
    Ratio,
}

/// A tree of steps and what it costs.
struct Tree {
    nodes: Vec<PlanNode>,
    cost: f64,
    is_cut: bool,
}

impl<const N: usize> Engine<N> {
    /// The whole plan from the start of a session.
    pub(super) fn plan(&mut self) -> Plan {
        let mut plan = self.plan_alone();
        if self.mode.has_risk_rule() && plan.exact {
            let mut other = Self::new(&self.model, Mode::Requires);
            other.budget = self.budget;
            let price = other.optimum().map(|cost| plan.expected_cost - cost);
            // Sums in another order differ in their last digits.
            plan.price_of_safety = price.map(|price| if price > plan.expected_cost * TIE { price } else { 0.0 });
        }
        plan
    }

    /// The optimum from the start, if the budget proves it.
    fn optimum(&mut self) -> Option<f64> {
        let root = self.enter(&self.problem.start());
        self.search.allow(self.budget);
        self.search.raise(&self.problem, root, f64::INFINITY);
        self.search
            .table
            .bounds(root)
            .filter(|bounds| bounds.is_solved())
            .map(|bounds| bounds.upper * self.problem.unit)
    }

    fn plan_alone(&mut self) -> Plan {
        let start = self.problem.start();
        let chances = self.problem.chances(&start);
        let authored = self.problem.by_list(&start, &chances, Listed::ToTheEnd, FUEL).cost;
        let ratio = self.problem.by_ratio(&start, &chances).cost;
        let root = self.enter(&start);
        self.search.allow(self.budget);
        let mut tree = self.tree(root, Way::Best);
        // Only where a plan is decided by less than a look-ahead everywhere can a simple one be cheaper.
        for (way, cost) in [(Way::Listed, authored), (Way::Ratio, ratio)] {
            if cost < tree.cost * (1.0 - TIE) {
                let other = self.tree(root, way);
                tree = if other.cost < tree.cost { other } else { tree };
            }
        }
        let bounds = self.search.table.bounds(root);
        let (exact, lower) = bounds.map_or((false, 0.0), |bounds| (bounds.is_solved(), bounds.lower));
        let unit = self.problem.unit;
        Plan {
            model: self.model.data().id.clone(),
            mode: self.mode,
            expected_cost: tree.cost * unit,
            lower_bound: lower.min(tree.cost) * unit,
            exact,
            expansions: self.search.expansions,
            authored_cost: authored * unit,
            price_of_safety: None,
            is_truncated: tree.is_cut,
            nodes: tree.nodes,
        }
    }

    fn tree(&mut self, root: usize, way: Way) -> Tree {
        let most = if self.problem.steps.len() > LARGE { NODES.1 } else { NODES.0 };
        let (mut nodes, mut states, mut picks) = (Vec::new(), vec![root], Vec::new());
        let mut looks = 0;
        let mut is_cut = false;
        let last = self.search.until.saturating_add(self.budget);
        // The list of states grows while it is gone through.
        while let Some(state) = states.get(nodes.len()).copied() {
            if !nodes.is_empty() {
                // The root had the budget; what it left open is finished in pieces, as long as this much is left again.
                let left = last.saturating_sub(self.search.expansions);
                self.search.allow(if way == Way::Best { left.min(self.budget / 16) } else { 0 });
            }
            let pick = self.pick(state, way, &mut looks);
            let mut kids = Vec::new();
            if let Some(step) = pick.step {
                let sight = Sight::new(&self.problem, &self.search.table.key(state));
                self.search.add_kids(&self.problem, &sight, step, &mut kids);
            }
            let cut = states.len().saturating_add(kids.len()) > most;
            is_cut |= cut;
            let mut outcomes: Vec<(usize, PlanOutcome)> = Vec::new();
            for kid in kids.iter().filter(|_| !cut) {
                let seen = pick.step.and_then(|step| self.problem.outcomes(step).get(kid.outcome as usize));
                let (shown, name) = seen.map(|seen| (seen.shown, seen.name.clone())).unwrap_or_default();
                outcomes.push((shown, PlanOutcome { name, chance: kid.chance, next: states.len() }));
                states.push(kid.id as usize);
            }
            outcomes.sort_by_key(|(shown, ..)| *shown);
            let outcomes = outcomes.into_iter().map(|(_, seen)| seen).collect();
            let work = pick.step.and_then(|step| self.problem.steps.get(step));
            nodes.push(PlanNode {
                step: self.name(pick.step),
                cost: work.map_or(self.problem.stop, |work| work.cost) * self.problem.unit,
                expected_cost: 0.0,
                escalates: work.is_none(),
                asks: work.is_some_and(|work| !work.is_action),
                outcomes,
                is_cut: cut,
            });
            picks.push(pick);
        }
        let cost = self.add_up(&mut nodes, &picks);
        Tree { nodes, cost, is_cut }
    }

    fn pick(&mut self, state: usize, way: Way, looks: &mut usize) -> Pick {
        let key = self.search.table.key(state);
        match way {
            Way::Best => {
                let solved = self.search.table.bounds(state).is_some_and(|bounds| bounds.is_solved());
                *looks = if solved { *looks } else { looks.saturating_add(1) };
                let look = *looks <= LOOKS;
                self.decide(state, look)
            }
            Way::Listed => {
                let line = self.problem.by_list(&key, &self.problem.chances(&key), Listed::ToTheEnd, FUEL);
                Pick { step: line.first, cost: line.cost }
            }
            Way::Ratio => {
                let line = self.problem.by_ratio(&key, &self.problem.chances(&key));
                Pick { step: line.first, cost: line.cost }
            }
        }
    }

    /// What the tree costs, at every node and in all; every node stands before those that follow it.
    fn add_up(&self, nodes: &mut [PlanNode], picks: &[Pick]) -> f64 {
        let mut costs = vec![0.0; nodes.len()];
        for (place, (node, pick)) in nodes.iter_mut().zip(picks).enumerate().rev() {
            let own = pick.step.map_or(self.problem.stop, |step| self.problem.cost(step));
            // By name, so that the sum does not depend on how a file lists its answers.
            let mut branches: Vec<_> = node.outcomes.iter().collect();
            branches.sort_by(|a, b| a.name.cmp(&b.name));
            let beyond: f64 = branches.iter().map(|seen| seen.chance * at(&costs, seen.next)).sum();
            let total = if node.is_cut { pick.cost } else { own + beyond };
            node.expected_cost = total * self.problem.unit;
            if let Some(cost) = costs.get_mut(place) {
                *cost = total;
            }
        }
        costs.first().copied().unwrap_or(self.problem.stop)
    }
}
