//! Guided diagnosis: one step at a time, in an order that is safe on every path.

mod draw;
mod graph;
mod next;
mod path;
mod replay;
mod session;
mod state;
mod status;
mod transcript;
mod turn;
mod view;
#[cfg(test)]
mod walk;

pub use graph::{Edge, Graph, Node, NodeKind};
pub use session::{Event, Session, Start};
pub use transcript::{Transcript, TranscriptLine};
pub use turn::{Diagnosis, EndOut, Outcome, Progress, Reply, Skipped, StepKind, Turn};
