//! Sections to the bytes of a pack.

use super::cursor::put_bytes;
use super::head::{self, Placed, Section};
use super::pages::Pages;
use super::table::bucket;
use super::{HASH, PAGE, tree};

/// Collects the sections of a pack in their order.
#[derive(Debug)]
pub(crate) struct Writer {
    /// The file, beginning with an empty first page.
    file: Vec<u8>,
    sections: Vec<(u64, u64)>,
}

/// A finished pack.
#[derive(Debug)]
pub(crate) struct Written {
    file: Vec<u8>,
    sections: [Placed; Section::COUNT],
    root: [u8; HASH],
}

impl Writer {
    pub(crate) fn new() -> Self {
        Self { file: vec![0; PAGE], sections: Vec::with_capacity(Section::COUNT) }
    }

    /// Appends the next section. Sections come in the order of [`Section`].
    pub(crate) fn push(&mut self, section: Section, (bytes, count): (Vec<u8>, u64)) {
        debug_assert_eq!(section as usize, self.sections.len(), "sections come in order");
        self.sections.push((bytes.len() as u64, count));
        self.file.extend(bytes);
    }

    /// Adds the hashes and the first page.
    pub(crate) fn finish(self) -> Written {
        let Self { mut file, sections } = self;
        let mut lengths = [(0, 0); Section::COUNT];
        lengths.iter_mut().zip(sections).for_each(|(length, section)| *length = section);
        let end = file.len().max(PAGE.saturating_add(1)).next_multiple_of(PAGE);
        file.resize(end, 0);
        let pages = (end as u64).checked_div(PAGE as u64).unwrap_or_default().saturating_sub(1);
        let top = tree::append(&mut file, PAGE);
        let (page, root) = head::write(&lengths, pages, &top);
        if let Some(first) = file.get_mut(..PAGE) {
            first.copy_from_slice(&page);
        }
        let mut at = 0u64;
        let sections = lengths.map(|(length, count)| {
            let placed = Placed { at, length, count };
            at = at.saturating_add(length);
            placed
        });
        Written { file, sections, root }
    }
}

impl Written {
    /// The bytes of the pack.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.file
    }

    /// The root of the hashes.
    pub(crate) fn root(&self) -> &[u8; HASH] {
        &self.root
    }

    /// The pack as what is read of it where the rest is in memory.
    pub(crate) fn into_pages(self) -> Pages {
        Pages::made(self.file, self.sections, self.root)
    }
}

/// Items as a list, and their number.
pub(crate) fn list(items: impl IntoIterator<Item = Vec<u8>>) -> (Vec<u8>, u64) {
    let (mut places, mut data) = (vec![0u64], Vec::new());
    for item in items {
        data.extend(item);
        places.push(data.len() as u64);
    }
    let count = (places.len() as u64).saturating_sub(1);
    let mut bytes: Vec<u8> = places.into_iter().flat_map(u64::to_le_bytes).collect();
    bytes.append(&mut data);
    (bytes, count)
}

/// Keys and values as a table, and the number of its buckets. The order of the records does not matter; no key stands
/// twice.
pub(crate) fn table<K: AsRef<str>>(records: impl IntoIterator<Item = (K, Vec<u8>)>) -> (Vec<u8>, u64) {
    let records: Vec<(K, Vec<u8>)> = records.into_iter().collect();
    let count = records.len().max(1).next_power_of_two();
    let mut placed: Vec<(usize, &str, &[u8])> = records
        .iter()
        .map(|(key, value)| (bucket(key.as_ref().as_bytes(), count), key.as_ref(), value.as_slice()))
        .collect();
    placed.sort_unstable();
    let mut buckets = vec![Vec::new(); count];
    for (at, key, value) in placed {
        if let Some(bucket) = buckets.get_mut(at) {
            put_bytes(bucket, key.as_bytes());
            put_bytes(bucket, value);
        }
    }
    list(buckets)
}
