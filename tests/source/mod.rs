//! Reading the source, its committed extract and the pack.

pub(crate) mod cells;
pub(crate) mod extract;
pub(crate) mod knowledge;
pub(crate) mod printed;
pub(crate) mod table;
pub(crate) mod twice;
