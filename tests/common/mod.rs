//! The packs of the repository, each loaded once, and how their rows are asked for.
#![allow(dead_code, unreachable_pub, reason = "each test file uses a part")]

use std::path::Path;
use std::sync::LazyLock;

use shindan::model::Match;
use shindan::{KnowledgeBase, Limits};

pub static CAORA: LazyLock<KnowledgeBase> = LazyLock::new(|| pack("caora"));
pub static SMTP: LazyLock<KnowledgeBase> = LazyLock::new(|| pack("smtp"));

/// The pack of that folder.
pub fn pack(name: &str) -> KnowledgeBase {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge").join(name);
    shindan::fs::load_dir(dir, &Limits::default()).unwrap()
}

/// Every pack with its folder's name; the folder says which there are, so that a new one is not forgotten.
pub fn packs() -> Vec<(&'static str, &'static KnowledgeBase)> {
    let folder = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge")).unwrap();
    let found = folder.map(|entry| entry.unwrap().path()).filter(|path| path.join("pack.yaml").exists()).count();
    let packs = vec![("caora", &*CAORA), ("smtp", &*SMTP)];
    assert_eq!(packs.len(), found, "a pack of `knowledge` is not tested");
    packs
}

/// A row as it is asked for: its code and its detail, if it has one.
pub fn asked(row: &Match) -> String {
    format!("{} {}", row.code, row.detail.as_deref().unwrap_or_default()).trim().to_owned()
}
