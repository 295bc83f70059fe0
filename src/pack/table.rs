//! Things that are found by a text.

use std::borrow::Cow;

use twox_hash::XxHash3_64;

use super::cursor::Cursor;
use super::list::List;
use super::pages::{Pages, Part};

/// A table whose buckets are read when they are needed. In the file: a list of buckets, each its keys and values one
/// after the other. A key stands in the bucket that the last bits of its hash (XXH3, 64 bits, no seed) name.
#[derive(Debug)]
pub(crate) struct Table<T> {
    buckets: List<Vec<(Box<str>, T)>>,
}

/// The bucket of a key in a table of so many, a power of two.
pub(super) fn bucket(key: &[u8], buckets: usize) -> usize {
    let last_bits = XxHash3_64::oneshot(key) & (buckets as u64).saturating_sub(1);
    usize::try_from(last_bits).unwrap_or_default()
}

impl<T> Table<T> {
    /// The table in a part; none where it is too short for so many buckets.
    pub(crate) fn new(part: Part) -> Option<Self> {
        let buckets = List::new(part)?;
        buckets.count().is_power_of_two().then_some(Self { buckets })
    }

    /// What stands under a key, made of its bytes by `make`. Everything in a bucket is made at once.
    pub(crate) fn get(&self, pages: &Pages, key: &str, make: impl Fn(&[u8]) -> Option<T>) -> Option<&T> {
        let at = bucket(key.as_bytes(), self.buckets.count());
        let made = self.buckets.get(pages, at, |bytes| {
            let mut cursor = Cursor::new(bytes);
            let mut all = Vec::new();
            while !cursor.is_empty() {
                all.push((cursor.text()?.into(), make(cursor.bytes()?)?));
            }
            Some(all)
        })?;
        made.iter().find(|(of, _)| **of == *key).map(|(_, value)| value)
    }

    /// The bytes under a key that is `first`, a line end and `second`: nothing is made or kept.
    pub(crate) fn pair<'p>(&self, pages: &'p Pages, first: &str, second: &str) -> Option<Cow<'p, [u8]>> {
        // Long enough for any code that a device shows; longer ones are put together on the heap.
        let mut short = [0u8; 128];
        let length = first.len().checked_add(second.len())?.checked_add(1)?;
        let long: Vec<u8>;
        let key = match short.get_mut(..length) {
            Some(key) => {
                let (a, b) = key.split_at_mut_checked(first.len())?;
                a.copy_from_slice(first.as_bytes());
                let (line_end, b) = b.split_first_mut()?;
                *line_end = b'\n';
                b.copy_from_slice(second.as_bytes());
                &*key
            }
            None => {
                long = [first, "\n", second].concat().into_bytes();
                &long
            }
        };
        match self.buckets.bytes(pages, bucket(key, self.buckets.count()) as u64)? {
            Cow::Borrowed(bytes) => pages.formed(value(bytes, key), "entries")?.map(Cow::Borrowed),
            Cow::Owned(bytes) => pages.formed(value(&bytes, key), "entries")?.map(|found| found.to_vec().into()),
        }
    }
}

/// The value of a key in a bucket, if the bucket has it; none at all where the bucket does not follow the format.
#[allow(clippy::option_option, reason = "told apart by the caller")]
fn value<'b>(bucket: &'b [u8], key: &[u8]) -> Option<Option<&'b [u8]>> {
    let mut cursor = Cursor::new(bucket);
    while !cursor.is_empty() {
        let (of, value) = (cursor.bytes()?, cursor.bytes()?);
        if of == key {
            return Some(Some(value));
        }
    }
    Some(None)
}
