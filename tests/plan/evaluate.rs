//! What a written plan costs and whether it is legal, read from the two files alone: shares no code with the planner.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// A model as the evaluator reads it.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    pub(crate) steps: BTreeMap<&'a str, &'a Value>,
    pub(crate) order: Vec<&'a str>,
    pub(crate) weights: Vec<f64>,
    pub(crate) stop: f64,
}

/// What to do next by what is believed and what was carried out; none hands over.
pub(crate) type Rule<'r, 'a> = &'r dyn Fn(&[f64], &BTreeSet<&'a str>) -> Option<&'a str>;

/// Possible outcomes that do not end the session, each with the weights that go with it.
pub(crate) type Branches<'a> = Vec<(&'a str, Vec<f64>)>;

impl<'a> Reading<'a> {
    /// Reads a model.
    pub(crate) fn new(model: &'a Value) -> Self {
        let steps: BTreeMap<&str, &Value> =
            model["steps"].as_array().unwrap().iter().map(|step| (step["id"].as_str().unwrap(), step)).collect();
        let weights: Vec<f64> =
            model["causes"].as_array().unwrap().iter().map(|cause| cause["weight"].as_f64().unwrap()).collect();
        let total: f64 = weights.iter().sum();
        let stop = steps.values().find(|step| step["kind"] == "escalate").unwrap()["cost"].as_f64().unwrap();
        let order = model["authored_order"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
        Self { steps, order, weights: weights.iter().map(|weight| weight / total).collect(), stop }
    }

    fn chance(&self, step: &str, outcome: &str, cause: usize) -> f64 {
        let step = self.steps[step];
        let thousandths = if step["kind"] == "action" {
            1000.0 - step["fix"][cause].as_f64().unwrap()
        } else {
            let answer = step["answers"].as_array().unwrap().iter().position(|name| name == outcome).unwrap();
            step["likelihood"][cause][answer].as_f64().unwrap()
        };
        thousandths / 1000.0
    }

    /// What may be seen after a step.
    pub(crate) fn branches(&self, step: &'a str, weights: &[f64]) -> Branches<'a> {
        let names: Vec<&str> = match self.steps[step]["kind"].as_str().unwrap() {
            "action" => vec!["not_fixed"],
            "question" => {
                self.steps[step]["answers"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect()
            }
            _ => Vec::new(),
        };
        let mut branches = Vec::new();
        for name in names {
            let joint: Vec<f64> =
                weights.iter().enumerate().map(|(cause, weight)| weight * self.chance(step, name, cause)).collect();
            if joint.iter().any(|weight| *weight > 0.0) {
                branches.push((name, joint));
            }
        }
        branches
    }

    fn is_useful(&self, step: &str, weights: &[f64]) -> bool {
        if self.steps[step]["kind"] == "action" {
            let fix = self.steps[step]["fix"].as_array().unwrap();
            return fix.iter().zip(weights).any(|(fix, weight)| fix.as_u64().unwrap() > 0 && *weight > 0.0);
        }
        let key = *self.steps.get_key_value(step).unwrap().0;
        self.branches(key, weights).len() >= 2
    }

    fn requires(&self, step: &str) -> Vec<&'a str> {
        let Some(list) = self.steps[step]["requires"].as_array() else { return Vec::new() };
        list.iter().map(|id| id.as_str().unwrap()).collect()
    }

    fn path_risk(&self, step: &str, done: &BTreeSet<&str>) -> u64 {
        let before = self.requires(step).into_iter().filter(|id| !done.contains(id));
        let risks = before.map(|id| self.path_risk(id, done));
        risks.max().unwrap_or(0).max(self.steps[step]["risk"].as_u64().unwrap())
    }

    /// Whether a step that is not the escalation may be carried out now.
    pub(crate) fn is_allowed(&self, step: &str, done: &BTreeSet<&str>, weights: &[f64], mode: &str) -> bool {
        if done.contains(step) {
            return false;
        }
        if mode == "free" {
            return true;
        }
        if !self.requires(step).iter().all(|id| done.contains(id)) {
            return false;
        }
        if mode == "requires" {
            return true;
        }
        let open = self.steps.iter().filter(|(id, step)| step["kind"] != "escalate" && !done.contains(*id));
        let counted = open.filter(|(_, step)| mode == "safe_all" || step["kind"] == "action");
        let barrier =
            counted.filter(|(id, _)| self.is_useful(id, weights)).map(|(id, _)| self.path_risk(id, done)).min();
        barrier.is_none_or(|barrier| self.steps[step]["risk"].as_u64().unwrap() <= barrier)
    }

    /// What a plan costs; stops where it is not legal or not complete.
    pub(crate) fn cost(&self, plan: &'a Value, mode: &str) -> f64 {
        self.walk(plan, &self.weights, &BTreeSet::new(), mode)
    }

    fn walk(&self, node: &'a Value, weights: &[f64], done: &BTreeSet<&'a str>, mode: &str) -> f64 {
        let step = node["step"].as_str().unwrap();
        let total: f64 = weights.iter().sum();
        let (key, data) = self.steps.get_key_value(step).unwrap();
        let outcomes = node["outcomes"].as_object().unwrap();
        let mut cost = total * data["cost"].as_f64().unwrap();
        if data["kind"] == "escalate" {
            assert!(outcomes.is_empty(), "the session is over");
            return cost;
        }
        assert!(self.is_allowed(step, done, weights, mode), "{mode}: {step} is not allowed after {done:?}");
        let branches = self.branches(key, weights);
        let names: BTreeSet<&str> = branches.iter().map(|(name, _)| *name).collect();
        let written: BTreeSet<&str> = outcomes.keys().map(String::as_str).collect();
        assert_eq!(names, written, "outcomes of {step} after {done:?}");
        for (name, joint) in &branches {
            cost += self.walk(&outcomes[*name], joint, &self.gone(key, name, done, mode), mode);
        }
        cost
    }

    /// The steps that are gone after an outcome: carried out, taken away by an answer, or waiting for what was.
    fn gone(&self, step: &'a str, outcome: &str, done: &BTreeSet<&'a str>, mode: &str) -> BTreeSet<&'a str> {
        let mut gone = done.clone();
        gone.insert(step);
        if let (Some(lists), true) = (self.steps[step]["closes"].as_array(), mode != "free") {
            let at = self.steps[step]["answers"].as_array().unwrap().iter().position(|name| name == outcome).unwrap();
            let mut closed: BTreeSet<&str> =
                lists[at].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
            let waits =
                |closed: &BTreeSet<&str>, id: &str| self.requires(id).iter().any(|before| closed.contains(before));
            while let Some(id) = self.steps.keys().find(|id| !closed.contains(*id) && waits(&closed, id)) {
                closed.insert(id);
            }
            gone.extend(closed);
        }
        gone
    }

    /// What following a rule for the next step costs; none hands over.
    pub(crate) fn follow(&self, weights: &[f64], done: &BTreeSet<&'a str>, mode: &str, next: Rule<'_, 'a>) -> f64 {
        let total: f64 = weights.iter().sum();
        let Some(step) = next(weights, done) else { return total * self.stop };
        let mut cost = total * self.steps[step]["cost"].as_f64().unwrap();
        for (name, joint) in self.branches(step, weights) {
            cost += self.follow(&joint, &self.gone(step, name, done, mode), mode, next);
        }
        cost
    }

    /// The author's list, in order, without steps that can no longer help.
    pub(crate) fn authored(&self, mode: &str) -> f64 {
        let next = |weights: &[f64], done: &BTreeSet<&'a str>| {
            let open = |id: &&&str| self.steps[**id]["kind"] != "escalate" && self.is_allowed(id, done, weights, mode);
            let useful: BTreeSet<&str> = self
                .order
                .iter()
                .filter(|id| self.steps[**id]["kind"] != "escalate" && !done.contains(*id))
                .filter(|id| self.is_useful(id, weights))
                .copied()
                .collect();
            let awaited = |id: &str| mode != "free" && useful.iter().any(|other| self.waits(other, id, done));
            self.order.iter().filter(open).copied().find(|id| useful.contains(id) || awaited(id))
        };
        self.follow(&self.weights, &BTreeSet::new(), mode, &next)
    }

    fn waits(&self, step: &str, id: &str, done: &BTreeSet<&str>) -> bool {
        self.requires(step).iter().filter(|before| !done.contains(*before)).any(|b| *b == id || self.waits(b, id, done))
    }

    /// Actions by chance over cost, up to the best place to stop; in the mode `free`.
    pub(crate) fn by_ratio(&self) -> f64 {
        let mut open = self.weights.clone();
        let mut left: Vec<&str> = self.order.iter().copied().filter(|id| self.steps[*id]["kind"] == "action").collect();
        let (mut spent, mut best) = (0.0, self.stop);
        while !left.is_empty() {
            let total: f64 = open.iter().sum();
            let ratio = |id: &str| {
                let gain: f64 = open.iter().enumerate().map(|(f, w)| w * (1.0 - self.chance(id, "not_fixed", f))).sum();
                gain / self.steps[id]["cost"].as_f64().unwrap()
            };
            let at = (0..left.len()).max_by(|a, b| ratio(left[*a]).total_cmp(&ratio(left[*b])).then(b.cmp(a))).unwrap();
            let step = left.remove(at);
            spent += total * self.steps[step]["cost"].as_f64().unwrap();
            open = open.iter().enumerate().map(|(f, w)| w * self.chance(step, "not_fixed", f)).collect();
            best = best.min(spent + open.iter().sum::<f64>() * self.stop);
        }
        best
    }

    /// The optimum, by trying everything everywhere.
    pub(crate) fn optimum(&self, mode: &str) -> f64 {
        let mut known = BTreeMap::new();
        self.best(&self.weights, &mut BTreeMap::new(), mode, &mut known)
    }

    fn best(
        &self,
        weights: &[f64],
        seen: &mut BTreeMap<&'a str, &'a str>,
        mode: &str,
        known: &mut BTreeMap<Vec<(&'a str, &'a str)>, f64>,
    ) -> f64 {
        let key: Vec<(&str, &str)> = seen.iter().map(|(step, outcome)| (*step, *outcome)).collect();
        if let Some(cost) = known.get(&key) {
            return *cost;
        }
        let total: f64 = weights.iter().sum();
        let done = seen.iter().fold(BTreeSet::new(), |done, (step, outcome)| self.gone(step, outcome, &done, mode));
        let mut best = total * self.stop;
        for (step, data) in self.steps.iter().filter(|(_, step)| step["kind"] != "escalate") {
            if !self.is_allowed(step, &done, weights, mode) {
                continue;
            }
            let mut cost = total * data["cost"].as_f64().unwrap();
            for (name, joint) in self.branches(step, weights) {
                seen.insert(step, name);
                cost += self.best(&joint, seen, mode, known);
                seen.remove(step);
            }
            best = best.min(cost);
        }
        known.insert(key, best);
        best
    }
}
