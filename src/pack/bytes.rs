//! Where the bytes of a pack are: in memory, or somewhere that gives them by position.

use std::fmt;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::Arc;

use super::PAGE;
use super::slots::Slots;

/// A file or another store whose bytes are read by their position.
///
/// A store is asked from several threads at once, and a panic in it leaves nothing half done that others see.
pub trait ReadAt: Send + Sync + UnwindSafe + RefUnwindSafe {
    /// How many bytes there are.
    ///
    /// # Errors
    ///
    /// Whatever keeps the store from saying so.
    fn size(&self) -> std::io::Result<u64>;

    /// Fills `into` with the bytes from position `at` on.
    ///
    /// # Errors
    ///
    /// [`std::io::ErrorKind::UnexpectedEof`] if there are fewer; whatever keeps the store from being read otherwise.
    fn read_at(&self, at: u64, into: &mut [u8]) -> std::io::Result<()>;
}

/// The bytes of a pack.
pub(crate) enum Bytes {
    /// All of them in memory.
    Memory(Arc<[u8]>),
    /// Read when they are needed; pages that were checked are kept.
    Positioned { store: Box<dyn ReadAt>, size: u64, kept: Slots<Box<[u8]>> },
}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = if matches!(self, Self::Memory(_)) { "Memory" } else { "Positioned" };
        f.debug_struct(name).field("size", &self.size()).finish_non_exhaustive()
    }
}

impl Bytes {
    /// The bytes of a store that is read by position.
    pub(crate) fn positioned(store: Box<dyn ReadAt>) -> std::io::Result<Self> {
        let size = store.size()?;
        let pages = usize::try_from(size.div_ceil(PAGE as u64)).unwrap_or(usize::MAX);
        Ok(Self::Positioned { store, size, kept: Slots::new(pages) })
    }

    pub(crate) fn size(&self) -> u64 {
        match self {
            Self::Memory(bytes) => bytes.len() as u64,
            Self::Positioned { size, .. } => *size,
        }
    }

    /// A copy of some bytes, unchecked; `length` is the caller's to bound by [`size`](Self::size).
    pub(super) fn copy(&self, at: u64, length: usize) -> std::io::Result<Vec<u8>> {
        match self {
            Self::Memory(bytes) => slice(bytes, at, length)
                .map(<[u8]>::to_vec)
                .ok_or_else(|| std::io::Error::from(std::io::ErrorKind::UnexpectedEof)),
            Self::Positioned { store, .. } => {
                let mut copy = vec![0; length];
                store.read_at(at, &mut copy)?;
                Ok(copy)
            }
        }
    }
}

/// The bytes from position `at` on, if there are so many.
pub(super) fn slice(bytes: &[u8], at: u64, length: usize) -> Option<&[u8]> {
    let at = usize::try_from(at).ok()?;
    bytes.get(at..at.checked_add(length)?)
}
