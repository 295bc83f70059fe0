//! Two versions of a pack to what changed, what that changes for people, and the version it requires.

mod acknowledged;
mod change;
mod check;
mod classify;
mod compare;
mod effect;
mod kind;
mod tree;

pub use change::Change;
pub use check::{Finding, FindingKind};
pub use compare::Comparison;
pub use effect::{Effect, End, Moved, Recorded, ReplayKind};
pub use kind::{Bump, Kind};
