//! The states met so far, each with what is known of its cost.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use super::belief::Key;
use super::sight::Sight;

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
    pub(super) lower: f64,
    pub(super) upper: f64,
    pub(super) step: usize,
    /// Where its kids stand in a list of many: from and to. Made when first needed.
    pub(super) kids: Option<(u32, u32)>,
}

/// What is known of the cost of a state: the optimum is not below `lower`, and a plan that costs `upper` is known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    pub(super) lower: f64,
    pub(super) upper: f64,
}

impl Bounds {
    pub(super) fn is_solved(self) -> bool {
        self.lower >= self.upper
    }
}

/// A state.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) key: Key,
    /// The first step of the plan that is known, none if it hands over.
    pub(super) first: Option<usize>,
}

/// A state that is looked at.
#[derive(Debug, Default)]
pub(super) struct Open {
    /// The steps that may still be best: by their lower bounds, then as the author has them.
    pub(super) choices: Vec<Choice>,
    /// What they may lead to.
    pub(super) kids: Vec<Kid>,
    pub(super) sight: Sight,
}

/// The part of a state that is read far more often than the rest.
#[derive(Debug)]
struct Hot {
    bounds: Bounds,
    /// What is left to look at, from when it was first looked at until it is solved.
    open: Option<Box<Open>>,
}

/// All states met, by their key. The hash only finds them; nothing is ever listed by it.
#[derive(Debug)]
pub(super) struct Table {
    entries: Vec<Entry>,
    hot: Vec<Hot>,
    /// With their hashes.
    places: HashTable<(u64, usize)>,
    hasher: FixedState,
}

impl Table {
    pub(super) fn new() -> Self {
        let hasher = FixedState::with_seed(0);
        Self { entries: Vec::new(), hot: Vec::new(), places: HashTable::new(), hasher }
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

    pub(super) fn bounds(&self, id: usize) -> Option<Bounds> {
        self.hot.get(id).map(|hot| hot.bounds)
    }

    pub(super) fn set_bounds(&mut self, id: usize, bounds: Bounds) {
        if let Some(hot) = self.hot.get_mut(id) {
            hot.bounds = bounds;
        }
    }

    /// Takes out what is left to look at in a state.
    pub(super) fn take_open(&mut self, id: usize) -> Option<Box<Open>> {
        self.hot.get_mut(id)?.open.take()
    }

    /// Puts it back.
    pub(super) fn put_back(&mut self, id: usize, open: Box<Open>) {
        if let Some(hot) = self.hot.get_mut(id) {
            hot.open = Some(open);
        }
    }

    /// The state of a key, if it was met.
    pub(super) fn find(&self, key: &Key) -> Option<usize> {
        self.find_hashed(self.hasher.hash_one(key), key)
    }

    fn find_hashed(&self, hash: u64, key: &Key) -> Option<usize> {
        let same =
            |(other, id): &(u64, usize)| *other == hash && self.entries.get(*id).is_some_and(|entry| entry.key == *key);
        self.places.find(hash, same).map(|(_, id)| *id)
    }

    /// The state of a key, made if it is new: with a lower bound, and handing over as its plan.
    pub(super) fn state(&mut self, key: &Key, lower: impl FnOnce(&Key) -> f64, stop: f64) -> usize {
        let hash = self.hasher.hash_one(key);
        if let Some(id) = self.find_hashed(hash, key) {
            return id;
        }
        let id = self.entries.len();
        let lower = if key.rest.is_empty() { stop } else { lower(key).min(stop) };
        self.hot.push(Hot { bounds: Bounds { lower, upper: stop }, open: None });
        self.entries.push(Entry { key: key.clone(), first: None });
        self.places.insert_unique(hash, (hash, id), |(hash, _)| *hash);
        id
    }
}
