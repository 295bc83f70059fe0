//! Code and detail as printed to rows, in one table of its own: the look-up that reads nothing and builds nothing.

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

use super::index::{Map, RowRef, rows};
use crate::model::PackModel;

/// The pairs of a pack, in one buffer, found by their hash. A look-up touches an entry and its key, no more: with many
/// pairs each place in memory costs more than all the rest.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// The keys, one after the other: code, a line end, detail.
    keys: String,
    entries: HashTable<Entry>,
    /// The rows of pairs that have several, after the first.
    more: Vec<RowRef>,
}

/// A pair: its key, its first row, and where the others stand.
#[derive(Debug, Clone, Copy)]
struct Entry {
    key: (u32, u32),
    first: (u32, u32),
    more: (u32, u32),
}

/// Equal on every run and platform: nothing iterates over the table, and its keys are not an attacker's.
fn hash(code: &str, detail: &str) -> u64 {
    FixedState::with_seed(0).hash_one((code, detail))
}

impl Table {
    /// The pairs of a model, whose codes stand in `codes` with the places of their entries.
    pub(super) fn new(model: &PackModel, codes: &Map<usize>) -> Self {
        let mut pairs: Vec<(&str, &str, RowRef)> = Vec::new();
        for (here, row) in rows(model) {
            let detail = row.detail.as_deref().unwrap_or_default();
            let Some(entry) = codes.get(&row.code).and_then(|at| model.codes.codes.get(*at)) else { continue };
            pairs.extend(std::iter::once(&entry.code).chain(&entry.aliases).map(|code| (code.as_str(), detail, here)));
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut table = Self { entries: HashTable::with_capacity(pairs.len()), ..Self::default() };
        for same in pairs.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            // A table beyond four gigabytes is left to the tolerant look-up.
            if table.insert(same).is_none() {
                break;
            }
        }
        table
    }

    /// Adds the rows of one pair.
    fn insert(&mut self, same: &[(&str, &str, RowRef)]) -> Option<()> {
        let (&(code, detail, first), more) = same.split_first()?;
        let number = |n: usize| u32::try_from(n).ok();
        let (key, rest) = (number(self.keys.len())?, number(self.more.len())?);
        self.keys.push_str(code);
        self.keys.push('\n');
        self.keys.push_str(detail);
        self.more.extend(more.iter().map(|(_, _, row)| *row));
        let entry = Entry {
            key: (key, number(self.keys.len())?),
            first: (number(first.rule)?, number(first.row)?),
            more: (rest, number(self.more.len())?),
        };
        let Self { keys, entries, .. } = self;
        let rehash = |entry: &Entry| {
            let (code, detail) = text(keys, entry).split_once('\n').unwrap_or_default();
            hash(code, detail)
        };
        entries.insert_unique(hash(code, detail), entry, rehash);
        Some(())
    }

    /// The rows that pair `code` with `detail`, both as the pack writes them: the first and the others. No detail is the
    /// empty text.
    pub(crate) fn rows(&self, code: &str, detail: &str) -> (Option<RowRef>, &[RowRef]) {
        let is_pair = |entry: &Entry| {
            let key = text(&self.keys, entry).as_bytes();
            let (in_code, rest) = key.split_at_checked(code.len()).unwrap_or_default();
            in_code == code.as_bytes() && rest.split_first() == Some((&b'\n', detail.as_bytes()))
        };
        let Some(entry) = self.entries.find(hash(code, detail), is_pair) else { return (None, &[]) };
        let first = RowRef { rule: entry.first.0 as usize, row: entry.first.1 as usize };
        (Some(first), self.more.get(entry.more.0 as usize..entry.more.1 as usize).unwrap_or_default())
    }
}

/// The key of an entry.
fn text<'k>(keys: &'k str, entry: &Entry) -> &'k str {
    keys.get(entry.key.0 as usize..entry.key.1 as usize).unwrap_or_default()
}
