//! The cheapest legal order of a model's steps, with a proof of how good it is.
//!
//! A [`Model`] holds causes with weights, questions and actions with chances and costs, and the escalation; a [`Mode`] says
//! which orders are legal. A [`Planner`] searches for the order that costs least on average: exactly within its budget,
//! else by look-ahead, and then it says how far from the best the order can be at most.

mod belief;
mod bits;
mod bound;
mod build;
mod check;
mod engine;
mod evidence;
mod lines;
mod look;
mod mode;
mod model;
mod planner;
mod problem;
mod read;
mod rules;
mod search;
mod sight;
mod table;
mod tree;

/// The step that hands over, in the models of rules.
pub const HAND_OVER: &str = "hand_over";

pub use evidence::{Beginning, Evidence, Next};
pub use mode::Mode;
pub use model::{Cause, Draft, Model, Step, StepKind};
pub use planner::Planner;
pub use tree::{Plan, PlanNode, PlanOutcome};
