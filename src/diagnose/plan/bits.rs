//! A small fixed set of indices: causes or steps.

use std::hash::{Hash, Hasher};

/// Members for each word of a set.
pub(super) const WORD: usize = 64;
/// Words of the largest sets.
pub(super) const WORDS: usize = 4;
/// Most members of a set, and so most causes and most steps of a model.
pub(super) const MOST: usize = WORD * WORDS;

/// A set of indices, 64 for each of its words: one word is quicker than four, and does for most models.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bits<const N: usize>([u64; N]);

impl<const N: usize> Default for Bits<N> {
    fn default() -> Self {
        Self([0; N])
    }
}

impl<const N: usize> Hash for Bits<N> {
    /// Word by word: that is quicker than as a list.
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.iter().for_each(|word| state.write_u64(*word));
    }
}

impl<const N: usize> Bits<N> {
    /// The indices below `count`.
    pub(super) fn first(count: usize) -> Self {
        let mut all = Self::default();
        (0..count).for_each(|at| all.insert(at));
        all
    }

    pub(super) fn insert(&mut self, at: usize) {
        if let Some(word) = self.0.get_mut(at / WORD) {
            *word |= bit(at);
        }
    }

    pub(super) fn remove(&mut self, at: usize) {
        if let Some(word) = self.0.get_mut(at / WORD) {
            *word &= !bit(at);
        }
    }

    /// The set without `at`.
    pub(super) fn without(mut self, at: usize) -> Self {
        self.remove(at);
        self
    }

    pub(super) fn contains(self, at: usize) -> bool {
        self.0.get(at / WORD).is_some_and(|word| word & bit(at) != 0)
    }

    pub(super) fn is_empty(self) -> bool {
        self.0.iter().all(|word| *word == 0)
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

    fn zip(mut self, other: Self, f: impl Fn(u64, u64) -> u64) -> Self {
        self.0.iter_mut().zip(other.0).for_each(|(word, other)| *word = f(*word, other));
        self
    }

    /// The members, ascending.
    pub(super) fn iter(self) -> Members<N> {
        Members { words: self.0, word: 0 }
    }
}

fn bit(at: usize) -> u64 {
    1_u64.wrapping_shl((at % WORD) as u32)
}

/// The members of a set, ascending.
#[derive(Debug)]
pub(super) struct Members<const N: usize> {
    /// What is still to come.
    words: [u64; N],
    word: usize,
}

impl<const N: usize> Iterator for Members<N> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        loop {
            let word = self.words.get_mut(self.word)?;
            if *word != 0 {
                let low = word.trailing_zeros() as usize;
                *word &= word.wrapping_sub(1);
                return Some(self.word.wrapping_mul(WORD).wrapping_add(low));
            }
            self.word = self.word.wrapping_add(1);
        }
    }
}
