//! The words of a pack's rules, indexed: what a text and a rule may have in common.

mod features;
mod field;
mod fillers;
mod fold;
mod ideas;
mod index;
mod numbers;
mod readings;
mod spelling;

pub(crate) use features::Found;
pub use field::Field;
pub(crate) use index::{Passage, SearchIndex};
pub(crate) use numbers::{log2, root};
