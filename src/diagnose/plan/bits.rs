//! A small fixed set of indices: causes or steps.

use std::hash::{Hash, Hasher};

/// Most members of a set, and so most causes and most steps of a model.
pub(super) const MOST: usize = 256;

/// A set of indices below [`MOST`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Bits([u64; 4]);

impl Hash for Bits {
    /// Word by word: that is quicker than as a list.
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.iter().for_each(|word| state.write_u64(*word));
    }
}

impl Bits {
    /// The indices below `count`.
    pub(super) fn first(count: usize) -> Self {
        let mut all = Self::default();
        (0..count).for_each(|at| all.insert(at));
        all
    }

    pub(super) fn insert(&mut self, at: usize) {
        if let Some(word) = self.0.get_mut(at / 64) {
            *word |= bit(at);
        }
    }

    pub(super) fn remove(&mut self, at: usize) {
        if let Some(word) = self.0.get_mut(at / 64) {
            *word &= !bit(at);
        }
    }

    /// The set without `at`.
    pub(super) fn without(mut self, at: usize) -> Self {
        self.remove(at);
        self
    }

    pub(super) fn contains(self, at: usize) -> bool {
        self.0.get(at / 64).is_some_and(|word| word & bit(at) != 0)
    }

    pub(super) fn is_empty(self) -> bool {
        let [a, b, c, d] = self.0;
        a | b | c | d == 0
    }

    /// How many members there are.
    pub(super) fn len(self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    pub(super) fn meets(self, other: Self) -> bool {
        !self.and(other).is_empty()
    }

    pub(super) fn and(self, other: Self) -> Self {
        self.zip(other, |a, b| a & b)
    }

    pub(super) fn or(self, other: Self) -> Self {
        self.zip(other, |a, b| a | b)
    }

    pub(super) fn minus(self, other: Self) -> Self {
        self.zip(other, |a, b| a & !b)
    }

    fn zip(self, other: Self, f: impl Fn(u64, u64) -> u64) -> Self {
        let ([a, b, c, d], [w, x, y, z]) = (self.0, other.0);
        Self([f(a, w), f(b, x), f(c, y), f(d, z)])
    }

    /// The members, ascending.
    pub(super) fn iter(self) -> Members {
        let [word, later @ ..] = self.0;
        Members { word, later, from: 0 }
    }
}

fn bit(at: usize) -> u64 {
    1_u64.wrapping_shl((at % 64) as u32)
}

/// The members of a set, ascending.
#[derive(Debug)]
pub(super) struct Members {
    /// Those still to come of the present word, which begins at `from`.
    word: u64,
    later: [u64; 3],
    from: usize,
}

impl Iterator for Members {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while self.word == 0 {
            let [next, after, last] = self.later;
            if next | after | last == 0 {
                return None;
            }
            (self.word, self.later) = (next, [after, last, 0]);
            self.from = self.from.wrapping_add(64);
        }
        let low = self.word.trailing_zeros() as usize;
        self.word &= self.word.wrapping_sub(1);
        Some(self.from.wrapping_add(low))
    }
}
