//! Code and detail as printed to rows, in one table of its own: the look-up that reads nothing and builds nothing.

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

use super::index::RowRef;
use crate::model::{PackModel, Status};

/// The pairs of a pack, in one buffer, found by their hash.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// The keys, one after the other: code, a line end, detail.
    keys: String,
    entries: HashTable<Entry>,
    rows: Vec<RowRef>,
}

/// A pair: where its key and its rows stand.
#[derive(Debug, Clone, Copy)]
struct Entry {
    hash: u64,
    key: (u32, u32),
    rows: (u32, u32),
}

/// Equal on every run and platform: nothing iterates over the table, and its keys are not an attacker's.
fn hash(code: &str, detail: &str) -> u64 {
    FixedState::with_seed(0).hash_one((code, detail))
}

impl Table {
    pub(crate) fn new(model: &PackModel) -> Self {
        let mut pairs: Vec<(&str, &str, RowRef)> = Vec::new();
        let codes: std::collections::HashMap<&str, &crate::model::CodeEntry> = model
            .codes
            .codes
            .iter()
            .flat_map(|entry| std::iter::once(&entry.code).chain(&entry.aliases).map(move |c| (c.as_str(), entry)))
            .collect();
        for (rule_at, rule) in model.rules.iter().enumerate().filter(|(_, r)| r.status != Status::Deprecated) {
            for (row_at, row) in rule.matches.iter().enumerate() {
                let here = RowRef { rule: rule_at, row: row_at };
                let detail = row.detail.as_deref().unwrap_or_default();
                let Some(entry) = codes.get(row.code.as_str()) else { continue };
                for code in std::iter::once(&entry.code).chain(&entry.aliases) {
                    pairs.push((code, detail, here));
                }
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut table = Self::default();
        for same in pairs.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let Some((code, detail, _)) = same.first() else { continue };
            table.insert(code, detail, same.iter().map(|(_, _, row)| *row));
        }
        table
    }

    fn insert(&mut self, code: &str, detail: &str, rows: impl Iterator<Item = RowRef>) {
        // A table beyond four gigabytes is left to the tolerant look-up.
        let at = |length: usize| u32::try_from(length).ok();
        let (key_start, row_start) = (at(self.keys.len()), at(self.rows.len()));
        self.keys.push_str(code);
        self.keys.push('\n');
        self.keys.push_str(detail);
        self.rows.extend(rows);
        let (Some(key_start), Some(row_start), Some(key_end), Some(row_end)) =
            (key_start, row_start, at(self.keys.len()), at(self.rows.len()))
        else {
            return;
        };
        let hash = hash(code, detail);
        let entry = Entry { hash, key: (key_start, key_end), rows: (row_start, row_end) };
        self.entries.insert_unique(hash, entry, |entry| entry.hash);
    }

    /// The rows that pair `code` with `detail`, both as the pack writes them; no detail is the empty text.
    pub(crate) fn rows(&self, code: &str, detail: &str) -> &[RowRef] {
        let hash = hash(code, detail);
        let is_pair = |entry: &Entry| {
            let key = self.keys.as_bytes().get(entry.key.0 as usize..entry.key.1 as usize).unwrap_or_default();
            let (in_code, rest) = key.split_at_checked(code.len()).unwrap_or_default();
            in_code == code.as_bytes() && rest.split_first() == Some((&b'\n', detail.as_bytes()))
        };
        let entry = self.entries.find(hash, |entry| entry.hash == hash && is_pair(entry));
        entry.and_then(|e| self.rows.get(e.rows.0 as usize..e.rows.1 as usize)).unwrap_or_default()
    }
}
