//! Things that are found by their position.

use super::cursor::Cursor;
use super::pages::{Pages, Part};
use super::slots::Slots;

/// A list whose items are read when they are needed. In the file: where each item begins, one end more, then the items.
#[derive(Debug)]
pub(crate) struct List<T> {
    part: Part,
    slots: Slots<T>,
}

/// Bytes of a position.
const PLACE: u64 = 8;

impl<T> List<T> {
    /// The list in a part; none where it is too short for so many items.
    pub(crate) fn new(part: Part) -> Option<Self> {
        let places = part.count().checked_add(1)?.checked_mul(PLACE)?;
        (places <= part.length()).then_some(())?;
        Some(Self { part, slots: Slots::new(usize::try_from(part.count()).ok()?) })
    }

    pub(crate) fn count(&self) -> usize {
        self.slots.count()
    }

    /// The item at a place, made for this once.
    pub(crate) fn read(&self, pages: &Pages, at: usize, make: impl FnOnce(&[u8]) -> Option<T>) -> Option<T> {
        let bytes = item(pages, self.part, at as u64)?;
        pages.formed(make(&bytes), "entries")
    }

    /// The item at a place, made of its bytes by `make` if it was not yet.
    pub(crate) fn get(&self, pages: &Pages, at: usize, make: impl FnOnce(&[u8]) -> Option<T>) -> Option<&T> {
        self.slots.get_or(at, || self.read(pages, at, make))
    }
}

/// The bytes of the item at a place of a list, or of the bucket at a place of a table.
pub(super) fn item(pages: &Pages, part: Part, at: u64) -> Option<std::borrow::Cow<'_, [u8]>> {
    let places = pages.read(part, at.checked_mul(PLACE)?, PLACE.checked_mul(2)?)?;
    let mut cursor = Cursor::new(&places);
    let (from, to) = (cursor.u64()?, cursor.u64()?);
    let data = part.count().checked_add(1)?.checked_mul(PLACE)?;
    let place = to.checked_sub(from).zip(data.checked_add(from));
    let (length, from) = pages.formed(place, "tables")?;
    pages.read(part, from, length)
}
