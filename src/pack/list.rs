//! Things that are found by their position.

use std::borrow::Cow;
use std::sync::atomic::{AtomicU64, Ordering};

use super::cursor::Cursor;
use super::pages::{Pages, Part};
use super::slots::Slots;

/// Bytes of a position.
const PLACE: u64 = 8;

/// A list whose items are read when they are needed. In the file: where each item begins, one end more, then the items.
#[derive(Debug)]
pub(crate) struct List<T> {
    part: Part,
    slots: Slots<T>,
    /// Bytes of the items that are kept. Those of an honest list do not overlap; a hostile one could make much of little.
    kept: AtomicU64,
}

impl<T> List<T> {
    /// The list in a part; none where it is too short for so many items.
    pub(crate) fn new(part: Part) -> Option<Self> {
        let places = part.count().checked_add(1)?.checked_mul(PLACE)?;
        (places <= part.length()).then_some(())?;
        let slots = Slots::new(usize::try_from(part.count()).ok()?);
        Some(Self { part, slots, kept: AtomicU64::new(0) })
    }

    pub(crate) fn count(&self) -> usize {
        self.slots.count()
    }

    /// The bytes of the item at a place.
    pub(super) fn bytes<'p>(&self, pages: &'p Pages, at: u64) -> Option<Cow<'p, [u8]>> {
        let places = pages.read(self.part, at.checked_mul(PLACE)?, PLACE.checked_mul(2)?)?;
        let mut cursor = Cursor::new(&places);
        let (from, to) = (cursor.u64()?, cursor.u64()?);
        let data = self.part.count().checked_add(1)?.checked_mul(PLACE)?;
        let place = to.checked_sub(from).zip(data.checked_add(from));
        let (length, from) = pages.formed(place, "tables")?;
        pages.read(self.part, from, length)
    }

    /// All items, made for this once.
    pub(crate) fn all(&self, pages: &Pages, make: impl Fn(&[u8]) -> Option<T>) -> Option<Vec<T>> {
        let one = |at: usize| pages.formed(make(&self.bytes(pages, at as u64)?), "entries");
        (0..self.count()).map(one).collect()
    }

    /// The item at a place, made of its bytes by `make` if it was not yet; none where there is no such place.
    pub(crate) fn get(&self, pages: &Pages, at: usize, make: impl FnOnce(&[u8]) -> Option<T>) -> Option<&T> {
        if let Some(made) = self.slots.get(at) {
            return Some(made);
        }
        if at >= self.count() {
            return None;
        }
        let bytes = self.bytes(pages, at as u64)?;
        let (made, is_new) = self.slots.keep(at, pages.formed(make(&bytes), "entries")?)?;
        if is_new {
            let length = bytes.len() as u64;
            let kept = self.kept.fetch_add(length, Ordering::Relaxed).saturating_add(length);
            pages.formed((kept <= self.part.length()).then_some(()), "tables")?;
        }
        Some(made)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Bytes, Section, Writer};
    use super::*;

    /// The list of bytes in a pack that has these bytes as its rules, so many of them.
    fn read(bytes: Vec<u8>, count: u64) -> Option<(Pages, List<Vec<u8>>)> {
        let mut writer = Writer::new();
        for section in Section::ALL {
            let is_last = section == Section::Rules;
            writer.push(section, if is_last { (bytes.clone(), count) } else { (Vec::new(), 0) });
        }
        let pages = Pages::open(Bytes::Memory(writer.finish().into_bytes().into())).unwrap();
        let list = List::new(pages.section(Section::Rules))?;
        Some((pages, list))
    }

    fn kept(bytes: &[u8]) -> Option<Vec<u8>> {
        Some(bytes.to_vec())
    }

    #[test]
    fn what_was_written_is_read() {
        let (bytes, count) = super::super::list([vec![1, 2], vec![], vec![3; 9000]]);
        let (pages, list) = read(bytes, count).unwrap();
        assert_eq!(list.get(&pages, 2, kept), Some(&vec![3; 9000]));
        assert_eq!((list.get(&pages, 1, kept), list.get(&pages, 3, kept)), (Some(&vec![]), None));
        assert_eq!(list.all(&pages, kept).unwrap().len(), 3);
        assert!(pages.damage().is_none());
    }

    #[test]
    fn items_that_overlap_do_not_make_much_of_little() {
        let places = [0u64, 0, 4000, 4000, 0, 0, 4000, 4000, 0, 0, 4000];
        let bytes = || places.iter().flat_map(|at| at.to_le_bytes()).chain([7; 4000]).collect::<Vec<u8>>();
        let (pages, list) = read(bytes(), 10).unwrap();
        assert!(list.get(&pages, 1, kept).is_some());
        assert!(list.get(&pages, 5, kept).is_none() && pages.damage().is_some());
        let (pages, list) = read(bytes(), 10).unwrap();
        assert!(list.all(&pages, kept).is_none() && pages.damage().is_some());
    }

    #[test]
    fn a_list_has_room_for_its_places_and_an_item_lies_in_it() {
        assert!(read(vec![0; 80], 10).is_none() && read(vec![0; 80], u64::MAX).is_none());
        let (pages, list) = read([0u64, u64::MAX].iter().flat_map(|at| at.to_le_bytes()).collect(), 1).unwrap();
        assert!(list.get(&pages, 0, kept).is_none() && pages.damage().is_some());
    }
}
