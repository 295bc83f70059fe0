//! What the benchmarks share: the real pack, the generated bases, and the doors to `shindan`.
//!
//! The peers are modules of the benches that use them, in `peers/`: each bench links only its own.

pub mod codes;
pub mod generate;
pub mod log;
pub mod pack;
pub mod queries;
pub mod random;
pub mod vocabulary;

use shindan::query::Scanner;
use shindan::{KnowledgeBase, Limits, Query, Source};

/// The files of the card reader's pack.
pub fn files() -> Vec<Source> {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/../knowledge/caora");
    shindan::fs::read_dir(dir.as_ref(), &Limits::default()).expect("the pack is there").0
}

/// The card reader's pack.
pub fn knowledge() -> KnowledgeBase {
    shindan::load(&files(), &Limits::default()).expect("the pack loads")
}

/// Looks up a code and a detail as printed: whether a rule is meant.
pub fn shindan_lookup(knowledge: &KnowledgeBase, code: &str, detail: Option<&str>) -> bool {
    knowledge.lookup(code, detail).next().is_some()
}

/// Reads a text that was typed on a telephone: whether a rule is meant.
pub fn shindan_identify(knowledge: &KnowledgeBase, text: &str) -> bool {
    knowledge.identify(text).iter().any(|found| !found.rows.is_empty())
}

/// Searches by symptoms: the number of hits among the ten best. The threshold is left out, so that every peer
/// does all the work.
pub fn shindan_search(knowledge: &KnowledgeBase, text: &str) -> usize {
    knowledge.search_above(&Query::new(text), 10, Some(0)).hits.len()
}

/// Scans a log: the number of codes and details found.
pub fn shindan_scan(scanner: &Scanner, log: &[u8]) -> usize {
    let mut found = 0;
    let mut stream = scanner.stream();
    // As the command reads it: 64 KiB at a time.
    for piece in log.chunks(65_536) {
        stream.push(piece, |_| found += 1);
    }
    stream.finish(|_| found += 1);
    found
}
