//! The log scan over labelled lines of every pack, and what holds for any text.
// A test that meets the unexpected stops.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects
)]
#![cfg(feature = "fs")]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use serde::Deserialize;
use shindan::query::{Hit, Level, Scanner};
use shindan::{KnowledgeBase, Limits};

static CAORA: LazyLock<KnowledgeBase> = LazyLock::new(|| pack("caora"));

fn pack(name: &str) -> KnowledgeBase {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge").join(name);
    shindan::fs::load_dir(dir, &Limits::default()).unwrap()
}

/// Labelled lines: what stands in each, in any order.
#[derive(Debug, Deserialize)]
struct Labelled {
    lines: Vec<Line>,
}

#[derive(Debug, Deserialize)]
struct Line {
    line: String,
    expect: Vec<Pair>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
struct Pair {
    #[serde(default)]
    code: Option<String>,
    #[serde(default)]
    detail: Option<String>,
}

impl Pair {
    /// The pair as the pack writes it: labels are as the line has them.
    fn as_written(&self, knowledge: &KnowledgeBase) -> Self {
        let model = knowledge.packs()[0].model();
        let rows = || model.rules.iter().flat_map(|rule| &rule.matches);
        let meant = |detail: &String| {
            let is = |written: &String| written.eq_ignore_ascii_case(detail);
            let row = rows().find(|row| row.detail.iter().chain(&row.printed_as).any(is));
            row.and_then(|row| row.detail.clone()).unwrap_or_else(|| detail.clone())
        };
        Self { code: self.code.as_ref().map(|code| code.to_uppercase()), detail: self.detail.as_ref().map(meant) }
    }
}

impl From<&Hit> for Pair {
    fn from(hit: &Hit) -> Self {
        Self { code: hit.code.clone(), detail: hit.detail.clone() }
    }
}

/// Precision and recall over the labelled lines of a pack, and the lines that are wrong.
fn quality(knowledge: &KnowledgeBase, file: &str) -> Option<(f64, f64, usize, Vec<String>)> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge").join(knowledge.packs()[0].id());
    let text = std::fs::read_to_string(dir.join("eval").join(file)).ok()?;
    let labelled: Labelled = serde_yaml::from_str(&text).unwrap();
    let scanner = knowledge.scanner();
    let (mut right, mut found, mut expected, mut wrong) = (0, 0, 0, Vec::new());
    for line in &labelled.lines {
        let hits: BTreeSet<Pair> = scanner.line(&line.line).iter().map(Pair::from).collect();
        let wanted: BTreeSet<Pair> = line.expect.iter().map(|pair| pair.as_written(knowledge)).collect();
        right += hits.intersection(&wanted).count();
        found += hits.len();
        expected += wanted.len();
        if hits != wanted {
            wrong.push(format!("{}\n  expected {wanted:?}\n  found    {hits:?}", line.line));
        }
    }
    let share = |of: usize| right as f64 / of.max(1) as f64;
    Some((share(found), share(expected), labelled.lines.len(), wrong))
}

#[test]
fn labelled_lines() {
    let (precision, recall, lines, wrong) = quality(&CAORA, "scan.yaml").expect("labelled lines");
    println!("precision {precision:.3}, recall {recall:.3} on {lines} lines\n{}", wrong.join("\n"));
    assert!(lines >= 150 && precision >= 0.98 && recall >= 0.98, "{precision} {recall}\n{}", wrong.join("\n"));
}
