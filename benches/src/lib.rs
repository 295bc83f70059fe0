//! What the benchmarks share: the pack and its files.

use shindan::{KnowledgeBase, Limits, Source};

/// The files of the card reader's pack.
pub fn files() -> Vec<Source> {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/../knowledge/caora");
    shindan::fs::read_dir(dir.as_ref(), &Limits::default()).expect("the pack is there").0
}

/// The card reader's pack.
pub fn knowledge() -> KnowledgeBase {
    shindan::load(&files(), &Limits::default()).expect("the pack loads")
}
