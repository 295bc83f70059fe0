//! What finished sessions teach: from records of outcomes to numbers that plans go by.
//!
//! A host makes an [`OutcomeRecord`] of each finished session and keeps it, one JSON object a line.
//! [`KnowledgeBase::learn`](crate::KnowledgeBase::learn) counts such records, shares each among the causes that it may
//! have had, and gives an [`Overlay`] of numbers with the changes of order that they bring. Once a person has looked at it,
//! [`KnowledgeBase::with_overlay`](crate::KnowledgeBase::with_overlay) plans by it. An overlay changes what is likely,
//! never what is possible: no risk, role, prerequisite or condition.

mod compare;
mod count;
mod day;
#[cfg(test)]
mod field;
mod gate;
mod lesson;
mod log;
mod make;
mod overlay;
mod record;
mod score;
mod seen;
mod table;
#[cfg(test)]
mod tests;

#[cfg(test)]
pub(crate) use tests::any_overlay;

pub use lesson::{Change, Learning, Lesson, RuleLesson, StepSeen, Verdict};
pub use log::{LeftOut, Log, Records, Why};
pub use make::CauseLeft;
pub use overlay::{Overlay, OverlayPack, Sample};
pub use record::{Closing, Entered, OutcomeRecord, Replied};
pub use score::{CauseSeen, RuleSeen, Scorecard};
