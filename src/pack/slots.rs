//! Places for many values that are read when they are needed.

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

    /// Keeps a value at a place; another thread may have been quicker, with the same value. Gives what is kept and whether
    /// it is this one; none where there is no such place.
    pub(crate) fn keep(&self, at: usize, value: T) -> Option<(&T, bool)> {
        if at >= self.count {
            return None;
        }
        let chunk = self.chunks.get(at.checked_div(CHUNK)?)?;
        let chunk = chunk.get_or_init(|| std::iter::repeat_with(OnceLock::new).take(CHUNK).collect());
        let slot = chunk.get(at.checked_rem(CHUNK)?)?;
        let is_new = slot.set(value).is_ok();
        Some((slot.get()?, is_new))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_kept_once_and_only_in_its_place() {
        let slots = Slots::new(130);
        assert_eq!(slots.get(129), None);
        assert_eq!(slots.keep(129, 7), Some((&7, true)));
        assert_eq!(slots.keep(129, 8), Some((&7, false)));
        assert_eq!((slots.get(129), slots.get(0), slots.keep(130, 1)), (Some(&7), None, None));
        assert_eq!(Slots::<u8>::new(0).count(), 0);
    }
}
