//! Places for many values that are made when they are needed.

use std::sync::OnceLock;

/// Values in a chunk: few enough that the first of them costs little, enough that an empty list of chunks is small.
const CHUNK: usize = 64;

/// So many values, none of them made yet. Empty slots of a hundred thousand values take some kilobytes.
#[derive(Debug)]
pub(crate) struct Slots<T> {
    chunks: Vec<OnceLock<Box<[OnceLock<T>]>>>,
    count: usize,
}

impl<T> Slots<T> {
    pub(crate) fn new(count: usize) -> Self {
        let chunks = count.div_ceil(CHUNK);
        Self { chunks: std::iter::repeat_with(OnceLock::new).take(chunks).collect(), count }
    }

    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// The value at a place, if it was made.
    pub(crate) fn get(&self, at: usize) -> Option<&T> {
        let chunk = self.chunks.get(at.checked_div(CHUNK)?)?.get()?;
        chunk.get(at.checked_rem(CHUNK)?)?.get()
    }

    /// The value at a place, made by `make` if it was not yet; none where there is no such place, or `make` gives none.
    pub(crate) fn get_or(&self, at: usize, make: impl FnOnce() -> Option<T>) -> Option<&T> {
        if let Some(made) = self.get(at) {
            return Some(made);
        }
        if at >= self.count {
            return None;
        }
        let value = make()?;
        let chunk = self.chunks.get(at.checked_div(CHUNK)?)?;
        let chunk = chunk.get_or_init(|| std::iter::repeat_with(OnceLock::new).take(CHUNK).collect());
        let slot = chunk.get(at.checked_rem(CHUNK)?)?;
        // Another thread may have been quicker, with the same value.
        Some(slot.get_or_init(|| value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_made_once_and_only_in_its_place() {
        let slots = Slots::new(130);
        assert_eq!(slots.get_or(129, || None), None::<&u8>);
        assert_eq!(slots.get_or(129, || Some(7)), Some(&7));
        assert_eq!(slots.get_or(129, || Some(8)), Some(&7));
        assert_eq!((slots.get(129), slots.get(0), slots.get_or(130, || Some(1))), (Some(&7), None, None));
        assert_eq!(Slots::<u8>::new(0).count(), 0);
    }
}
