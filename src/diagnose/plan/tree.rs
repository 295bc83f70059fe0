//! A whole plan as a tree, and its certificate.

use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

use super::mode::Mode;

/// A step of a plan.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PlanNode {
    /// The step's id.
    pub step: String,
    /// What the step costs.
    pub cost: f64,
    /// What it costs on average from here to the end, the step included; where the plan is cut, at most.
    pub expected_cost: f64,
    /// Whether it hands over, and ends the session.
    pub escalates: bool,
    /// Whether it is a question, so that its outcomes are answers.
    pub asks: bool,
    /// Where to go on: each outcome that is possible and does not end the session.
    pub outcomes: Vec<PlanOutcome>,
    /// Whether the plan goes on from here but is too large to be written out.
    pub is_cut: bool,
}

/// What a step of a plan may show, where the session goes on.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PlanOutcome {
    /// The id of the answer, or `not_fixed` after an action.
    pub name: String,
    /// How likely it is at this step, from 0 to 1.
    pub chance: f64,
    /// The place of the step that follows in [`Plan::nodes`].
    pub next: usize,
}

/// A whole plan. Costs are in the unit of the model.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Plan {
    /// The model's name.
    pub model: String,
    /// The mode that it was planned in.
    pub mode: Mode,
    /// What a session costs on average under this plan; where it is cut, at most.
    pub expected_cost: f64,
    /// No legal order costs less than this on average.
    pub lower_bound: f64,
    /// Whether no legal order is cheaper.
    pub exact: bool,
    /// States that the search looked at.
    pub expansions: u64,
    /// What the author's order costs in this mode, with steps left out that can no longer help.
    pub authored_cost: f64,
    /// What the risk rule costs: the optimum of this mode less the optimum with prerequisites alone, if both are known.
    pub price_of_safety: Option<f64>,
    /// Whether some nodes are cut, as the plan is too large to be written out.
    pub is_truncated: bool,
    /// The steps; the first is where the plan begins.
    pub nodes: Vec<PlanNode>,
}

impl Plan {
    /// The step that the plan begins with.
    #[must_use]
    pub fn first_step(&self) -> &str {
        self.nodes.first().map_or("", |node| node.step.as_str())
    }

    /// By how much the plan may be above the best possible one, as a share of that.
    #[must_use]
    pub fn gap(&self) -> f64 {
        if self.exact || self.lower_bound <= 0.0 {
            return 0.0;
        }
        (self.expected_cost / self.lower_bound - 1.0).max(0.0)
    }
}

impl Serialize for Plan {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Plan", 12)?;
        out.serialize_field("model", &self.model)?;
        out.serialize_field("mode", &self.mode)?;
        out.serialize_field("expected_cost", &self.expected_cost)?;
        out.serialize_field("lower_bound", &self.lower_bound)?;
        out.serialize_field("exact", &self.exact)?;
        out.serialize_field("gap", &self.gap())?;
        out.serialize_field("expansions", &self.expansions)?;
        out.serialize_field("authored_cost", &self.authored_cost)?;
        out.serialize_field("price_of_safety", &self.price_of_safety)?;
        out.serialize_field("first_step", self.first_step())?;
        out.serialize_field("truncated", &self.is_truncated)?;
        out.serialize_field("plan", &Branch { plan: self, node: 0 })?;
        out.end()
    }
}

/// A part of a plan, written nested: as deep as a model has steps.
struct Branch<'a> {
    plan: &'a Plan,
    node: usize,
}

impl Serialize for Branch<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_map(None)?;
        if let Some(node) = self.plan.nodes.get(self.node) {
            out.serialize_entry("step", &node.step)?;
            out.serialize_entry("outcomes", &Outcomes { plan: self.plan, node })?;
            if node.is_cut {
                out.serialize_entry("truncated", &true)?;
            }
        }
        out.end()
    }
}

struct Outcomes<'a> {
    plan: &'a Plan,
    node: &'a PlanNode,
}

impl Serialize for Outcomes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let branches = self.node.outcomes.iter();
        serializer.collect_map(branches.map(|seen| (&seen.name, Branch { plan: self.plan, node: seen.next })))
    }
}
