//! Reading the source, its committed extract and the pack, and the tests of errata and texts.

pub(crate) mod cells;
mod check_errata;
mod check_texts;
pub(crate) mod extract;
pub(crate) mod knowledge;
pub(crate) mod printed;
pub(crate) mod table;
