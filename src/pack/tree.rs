//! The tree of hashes over the pages of a pack.
//!
//! The hashes of pages fill pages of their own, whose hashes fill pages again, up to the level that is one page.

use sha2::{Digest, Sha256};

use super::{FAN, HASH, PAGE};

/// The hash of some bytes.
pub(super) fn hash(bytes: &[u8]) -> [u8; HASH] {
    Sha256::digest(bytes).into()
}

/// Pages that stand one behind the other in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Level {
    /// The number of the first page in the file.
    pub(super) first: u64,
    /// How many there are.
    pub(super) pages: u64,
}

/// The levels over `pages` pages of content, the content first; none where they are more than can be counted.
pub(super) fn levels(pages: u64) -> Option<Vec<Level>> {
    let mut level = Level { first: 1, pages };
    let mut levels = vec![level];
    loop {
        level = Level { first: level.first.checked_add(level.pages)?, pages: level.pages.div_ceil(FAN).max(1) };
        level.first.checked_add(level.pages)?.checked_mul(PAGE as u64)?;
        levels.push(level);
        if level.pages <= 1 {
            return Some(levels);
        }
    }
}

/// The bytes of a file with these levels.
pub(super) fn size(levels: &[Level]) -> u64 {
    let last = levels.last().map_or(0, |last| last.first.saturating_add(last.pages));
    last.saturating_mul(PAGE as u64)
}

/// Appends the hashes of the pages of `content` to `file`, level by level, and returns the hash of the last page.
pub(super) fn append(file: &mut Vec<u8>, content_from: usize) -> [u8; HASH] {
    let mut from = content_from;
    loop {
        let pages: Vec<[u8; HASH]> = file.get(from..).unwrap_or_default().chunks(PAGE).map(hash).collect();
        from = file.len();
        pages.iter().for_each(|hash| file.extend(hash));
        let end = from.saturating_add(pages.len().saturating_mul(HASH).next_multiple_of(PAGE).max(PAGE));
        file.resize(end, 0);
        if pages.len() as u64 <= FAN {
            return hash(file.get(from..).unwrap_or_default());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_levels_written_are_the_levels_read() {
        for pages in [1, 2, 127, 128, 129, 300, 128 * 128, 128 * 128 + 1] {
            let mut file = vec![7; PAGE * (1 + usize::try_from(pages).unwrap())];
            let top = append(&mut file, PAGE);
            let levels = levels(pages).unwrap();
            assert_eq!(size(&levels), file.len() as u64, "{pages}");
            let last = usize::try_from(levels.last().unwrap().first).unwrap() * PAGE;
            assert_eq!((file.len() - last, hash(&file[last..])), (PAGE, top), "{pages}");
        }
        assert_eq!(levels(u64::MAX / 4), None);
    }
}
