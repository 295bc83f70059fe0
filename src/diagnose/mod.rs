//! Guided diagnosis: one step at a time, in an order that is safe on every path.

mod answers;
pub(crate) mod chances;
mod contradiction;
pub(crate) mod decided;
mod derive;
mod doubt;
mod draw;
mod forecast;
mod graph;
mod next;
mod not_now;
mod opening;
mod path;
pub mod plan;
mod replay;
mod resume;
mod rule_model;
mod session;
mod state;
mod status;
mod transcript;
mod turn;
mod view;
#[cfg(test)]
mod walk;
mod why_not;

pub(crate) use replay::Replayed;
pub(crate) use state::{Case, Outcome as Became, State};

pub use graph::{Edge, Graph, Node, NodeKind};
pub use not_now::NotNow;
pub use rule_model::{RuleModel, RulePlan, RuleStep};
pub use session::{Event, Session, Start, Suspect};
pub use transcript::{NotTaken, Suspected, Transcript, TranscriptLine};
pub use turn::{Contradiction, Diagnosis, EndOut, Known, Outcome, Progress, Reply, Skipped, Stated, StepKind, Turn};
pub use why_not::{Expected, WhyNot};
