//! The states met so far, each with what is known of its cost.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use super::belief::Key;
use super::bits::Bits;
use super::sight::Sight;

/// What a step may lead to: the chance of it, and the state.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kid {
    pub(super) chance: f64,
    pub(super) id: u32,
    pub(super) outcome: u32,
}

/// A step that may be the best one in a state, in little room, as choices are moved about all the time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice {
    pub(super) lower: f64,
    /// Where its kids begin in the list of all kids, and how many they are: none until they are first needed.
    pub(super) from: u32,
    pub(super) kids: u16,
    pub(super) step: u16,
}

/// An index in the room that it is kept in. None is ever too large for it: that many states would not fit into memory.
pub(super) fn narrow<I: TryFrom<usize> + From<u16>>(index: usize) -> I {
    I::try_from(index).unwrap_or_else(|_| I::from(u16::MAX))
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

/// A state. What was seen in it stands in a list of all states.
#[derive(Debug)]
struct Entry<const N: usize> {
    causes: Bits<N>,
    rest: Bits<N>,
    seen: (u32, u32),
    /// The first step of the plan that is known, none if it hands over.
    first: Option<usize>,
}

/// A state that is looked at.
#[derive(Debug, Default)]
pub(super) struct Open<const N: usize> {
    /// The steps that may still be best: by their lower bounds, then as the author has them.
    pub(super) choices: Vec<Choice>,
    /// What they may lead to.
    pub(super) kids: Vec<Kid>,
    pub(super) sight: Sight<N>,
}

/// All states met, by their key. The hash only finds them; nothing is ever listed by it.
#[derive(Debug)]
pub(super) struct Table<const N: usize> {
    entries: Vec<Entry<N>>,
    /// What was seen in each.
    seen: Vec<u16>,
    /// By themselves, as they are read far more often than the rest.
    bounds: Vec<Bounds>,
    /// What is left to look at in each, from when it was first looked at until it is solved.
    open: Vec<Option<Box<Open<N>>>>,
    /// With their hashes.
    places: HashTable<(u64, usize)>,
    hasher: FixedState,
}

impl<const N: usize> Table<N> {
    pub(super) fn new() -> Self {
        let hasher = FixedState::with_seed(0);
        Self {
            entries: Vec::new(),
            seen: Vec::new(),
            bounds: Vec::new(),
            open: Vec::new(),
            places: HashTable::new(),
            hasher,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// What a state is, written over another key.
    pub(super) fn write_key(&self, id: usize, key: &mut Key<N>) {
        let Some(entry) = self.entries.get(id) else { return };
        (key.causes, key.rest) = (entry.causes, entry.rest);
        key.seen.clear();
        key.seen.extend_from_slice(self.seen_in(entry));
    }

    /// What a state is.
    pub(super) fn key(&self, id: usize) -> Key<N> {
        let mut key = Key::default();
        self.write_key(id, &mut key);
        key
    }

    fn seen_in(&self, entry: &Entry<N>) -> &[u16] {
        let (from, to) = entry.seen;
        self.seen.get(from as usize..to as usize).unwrap_or_default()
    }

    /// The first step of the plan that is known, none if it hands over.
    pub(super) fn first(&self, id: usize) -> Option<usize> {
        self.entries.get(id)?.first
    }

    pub(super) fn set_first(&mut self, id: usize, first: Option<usize>) {
        if let Some(entry) = self.entries.get_mut(id) {
            entry.first = first;
        }
    }

    pub(super) fn bounds(&self, id: usize) -> Option<Bounds> {
        self.bounds.get(id).copied()
    }

    pub(super) fn set_bounds(&mut self, id: usize, bounds: Bounds) {
        if let Some(kept) = self.bounds.get_mut(id) {
            *kept = bounds;
        }
    }

    /// Takes out what is left to look at in a state.
    pub(super) fn take_open(&mut self, id: usize) -> Option<Box<Open<N>>> {
        self.open.get_mut(id)?.take()
    }

    /// Puts it back.
    pub(super) fn put_back(&mut self, id: usize, open: Box<Open<N>>) {
        if let Some(kept) = self.open.get_mut(id) {
            *kept = Some(open);
        }
    }

    /// The state of a key, if it was met.
    pub(super) fn find(&self, key: &Key<N>) -> Option<usize> {
        self.find_hashed(self.hasher.hash_one(key), key)
    }

    fn find_hashed(&self, hash: u64, key: &Key<N>) -> Option<usize> {
        let is_it = |entry: &Entry<N>| {
            entry.causes == key.causes && entry.rest == key.rest && self.seen_in(entry) == key.seen.as_slice()
        };
        let same = |(other, id): &(u64, usize)| *other == hash && self.entries.get(*id).is_some_and(is_it);
        self.places.find(hash, same).map(|(_, id)| *id)
    }

    /// The state of a key, made if it is new: with a lower bound, and handing over as its plan.
    pub(super) fn state(&mut self, key: &Key<N>, lower: impl FnOnce(&Key<N>) -> f64, stop: f64) -> usize {
        let hash = self.hasher.hash_one(key);
        if let Some(id) = self.find_hashed(hash, key) {
            return id;
        }
        let id = self.entries.len();
        let lower = if key.rest.is_empty() { stop } else { lower(key).min(stop) };
        self.bounds.push(Bounds { lower, upper: stop });
        self.open.push(None);
        let from = narrow(self.seen.len());
        self.seen.extend_from_slice(&key.seen);
        let seen = (from, narrow(self.seen.len()));
        self.entries.push(Entry { causes: key.causes, rest: key.rest, seen, first: None });
        self.places.insert_unique(hash, (hash, id), |(hash, _)| *hash);
        id
    }
}
