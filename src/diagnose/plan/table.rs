//! The states met so far, each with what is known of its cost.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use super::belief::Key;

/// What a step may lead to: the chance of it, and the state.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kid {
    pub(super) outcome: usize,
    pub(super) chance: f64,
    pub(super) id: usize,
}

/// A step that may be the best one in a state.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    pub(super) step: usize,
    pub(super) lower: f64,
    pub(super) upper: f64,
    /// Made when first needed.
    pub(super) kids: Option<Vec<Kid>>,
}

/// What is known of a state.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) key: Key,
    /// The optimum is not below this.
    pub(super) lower: f64,
    /// A plan of this cost is known; its first step, none if it hands over.
    pub(super) upper: f64,
    pub(super) first: Option<usize>,
    /// The steps that may still be best, once they were looked at.
    pub(super) choices: Option<Vec<Choice>>,
    pub(super) solved: bool,
}

/// All states met, by their key. The hash only finds them; nothing is ever listed by it.
#[derive(Debug)]
pub(super) struct Table {
    entries: Vec<Entry>,
    places: HashTable<usize>,
    hasher: FixedState,
}

impl Table {
    pub(super) fn new() -> Self {
        Self { entries: Vec::new(), places: HashTable::new(), hasher: FixedState::with_seed(0) }
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn get(&self, id: usize) -> Option<&Entry> {
        self.entries.get(id)
    }

    pub(super) fn get_mut(&mut self, id: usize) -> Option<&mut Entry> {
        self.entries.get_mut(id)
    }

    /// The state of a key, if it was met.
    pub(super) fn find(&self, key: &Key) -> Option<usize> {
        let same = |id: &usize| self.entries.get(*id).is_some_and(|entry| entry.key == *key);
        self.places.find(self.hasher.hash_one(key), same).copied()
    }

    /// The state of a key, made if it is new: with a lower bound, and handing over as its plan.
    pub(super) fn state(&mut self, key: Key, lower: impl FnOnce(&Key) -> f64, stop: f64) -> usize {
        if let Some(id) = self.find(&key) {
            return id;
        }
        let hash = self.hasher.hash_one(&key);
        let id = self.entries.len();
        let lower = if key.rest.is_empty() { stop } else { lower(&key).min(stop) };
        let solved = lower >= stop;
        self.entries.push(Entry { key, lower, upper: stop, first: None, choices: None, solved });
        let entries = &self.entries;
        let hasher = &self.hasher;
        let rehash = |id: &usize| entries.get(*id).map_or(0, |entry| hasher.hash_one(&entry.key));
        self.places.insert_unique(hash, id, rehash);
        id
    }
}
