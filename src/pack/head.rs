//! The first page of a pack: what it is, how it is laid out, and the root of its hashes.

use super::bytes::Bytes;
use super::cursor::Cursor;
use super::tree::{self, Level, hash};
use super::{FORMAT, HASH, PAGE};
use crate::error::{Error, ErrorKind};

/// What every pack begins with. The last character keeps it from being taken for a text.
const MAGIC: &[u8; 8] = b"SHINDAN\x1a";

/// The parts of a pack, in the order in which they stand in the file. What is read for the first answer stands first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// The manifest.
    Manifest,
    /// What the reader of codes has to know before it looks for one.
    Shapes,
    /// Codes and aliases to the places of their entries.
    Codes,
    /// The rows of each code's entry.
    RowsOfCode,
    /// Ids of rules to their places.
    RuleIds,
    /// Folded details to rows.
    Details,
    /// Folded ends of patterns to the pattern.
    Patterns,
    /// Skeletons of ends of patterns to the ends.
    Ends,
    /// Canonical forms to codes and details.
    Terms,
    /// Code and detail as printed to rows.
    Pairs,
    /// The entries of the code list.
    Entries,
    /// The rest of the code list.
    CodeNotes,
    /// The words of those who search.
    Search,
    /// The rules.
    Rules,
}

impl Section {
    pub(crate) const COUNT: usize = 14;

    /// Every section, in order.
    #[cfg(test)]
    pub(crate) const ALL: [Self; Self::COUNT] = [
        Self::Manifest,
        Self::Shapes,
        Self::Codes,
        Self::RowsOfCode,
        Self::RuleIds,
        Self::Details,
        Self::Patterns,
        Self::Ends,
        Self::Terms,
        Self::Pairs,
        Self::Entries,
        Self::CodeNotes,
        Self::Search,
        Self::Rules,
    ];

    /// How many of them a reader needs that has the rules, the codes and the words in memory.
    pub(super) const INDEX: usize = 10;
}

/// Where a section stands, and how many things it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Placed {
    /// The first byte, counted from the second page of the file.
    pub(super) at: u64,
    /// Bytes.
    pub(super) length: u64,
    /// The items of a list, the buckets of a table; 0 otherwise.
    pub(super) count: u64,
}

/// A head that was read and holds what its root says.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) root: [u8; HASH],
    pub(super) levels: Vec<Level>,
    /// The hash of the last page of hashes.
    pub(super) top: [u8; HASH],
    pub(super) sections: [Placed; Section::COUNT],
}

/// Bytes before the root.
const BEFORE_ROOT: usize = 16;

/// The first page of a pack with these sections, whose last page of hashes has the hash `top`, and its root.
pub(super) fn write(sections: &[(u64, u64); Section::COUNT], pages: u64, top: &[u8; HASH]) -> (Vec<u8>, [u8; HASH]) {
    let mut page = Vec::with_capacity(PAGE);
    page.extend(MAGIC);
    page.extend(FORMAT.to_le_bytes());
    page.extend(u32::try_from(Section::COUNT).unwrap_or_default().to_le_bytes());
    page.extend([0; HASH]);
    page.extend(pages.to_le_bytes());
    for (length, count) in sections {
        page.extend(length.to_le_bytes());
        page.extend(count.to_le_bytes());
    }
    page.resize(PAGE, 0);
    let root = root_of(&page, top);
    if let Some(place) = page.get_mut(BEFORE_ROOT..BEFORE_ROOT.saturating_add(HASH)) {
        place.copy_from_slice(&root);
    }
    (page, root)
}

/// The root that stands in a first page.
pub(super) fn root(page: &[u8]) -> Option<&[u8]> {
    page.get(BEFORE_ROOT..BEFORE_ROOT.checked_add(HASH)?)
}

/// The hash over a first page whose root is not filled in, and the hash of the last page of hashes.
fn root_of(page: &[u8], top: &[u8; HASH]) -> [u8; HASH] {
    hash(&[page, top.as_slice()].concat())
}

impl Head {
    /// Reads the first page and holds it against its root.
    pub(super) fn read(bytes: &Bytes) -> Result<Self, Error> {
        let size = bytes.size();
        let no_pack = |what: &str| Error::new(ErrorKind::NotPack, what.to_owned());
        let start = bytes.copy(0, usize::try_from(size.min(12)).unwrap_or(0)).map_err(|e| unreadable(&e))?;
        let mut cursor = Cursor::new(&start);
        if cursor.take(MAGIC.len()) != Some(MAGIC) {
            return Err(no_pack("the bytes do not begin as a pack does; build one with `shindan build`"));
        }
        let format = cursor.u32().ok_or_else(|| cut_off(size, PAGE as u64))?;
        if format != FORMAT {
            return Err(Error::new(
                ErrorKind::UnknownPackFormat,
                format!(
                    "the pack has format {format}, this engine ({}) reads format {FORMAT}; {}",
                    env!("CARGO_PKG_VERSION"),
                    if format > FORMAT { "install a newer engine" } else { "build the pack again" }
                ),
            ));
        }
        if size < PAGE as u64 {
            return Err(cut_off(size, PAGE as u64));
        }
        let page = bytes.copy(0, PAGE).map_err(|e| unreadable(&e))?;
        let damaged = || damage("its first page does not hold what its hash says");
        let head = Self::laid_out(bytes, &page).ok_or_else(damaged)??;
        let mut hashed = page;
        if let Some(place) = hashed.get_mut(BEFORE_ROOT..BEFORE_ROOT.saturating_add(HASH)) {
            place.fill(0);
        }
        if root_of(&hashed, &head.top) != head.root {
            return Err(damaged());
        }
        Ok(head)
    }

    /// What the first page says, and the hash of the last page of hashes; none where it contradicts itself.
    fn laid_out(bytes: &Bytes, page: &[u8]) -> Option<Result<Self, Error>> {
        let mut cursor = Cursor::new(page);
        cursor.take(MAGIC.len().checked_add(4)?)?;
        if cursor.u32()? as usize != Section::COUNT {
            return None;
        }
        let root: [u8; HASH] = cursor.take(HASH)?.try_into().ok()?;
        let pages = cursor.u64()?;
        let mut sections = [Placed::default(); Section::COUNT];
        let mut at = 0u64;
        for placed in &mut sections {
            *placed = Placed { at, length: cursor.u64()?, count: cursor.u64()? };
            at = at.checked_add(placed.length)?;
        }
        let levels = tree::levels(pages)?;
        // One length for one content: no page is left over.
        if at.div_ceil(PAGE as u64).max(1) != pages {
            return None;
        }
        let (needed, size) = (tree::size(&levels), bytes.size());
        if size < needed {
            return Some(Err(cut_off(size, needed)));
        }
        let last = levels.last()?.first.checked_mul(PAGE as u64)?;
        let top = match bytes.copy(last, PAGE) {
            Ok(page) => hash(&page),
            Err(error) => return Some(Err(unreadable(&error))),
        };
        Some(Ok(Self { root, levels, top, sections }))
    }
}

/// The error of a pack that does not hold what its hashes say.
pub(crate) fn damage(what: &str) -> Error {
    Error::new(ErrorKind::DamagedPack, format!("{what}; install the pack again"))
}

fn cut_off(size: u64, needed: u64) -> Error {
    damage(&format!("it is cut off: {size} bytes of {needed}"))
}

pub(super) fn unreadable(error: &std::io::Error) -> Error {
    Error::new(ErrorKind::Unreadable, format!("the pack cannot be read: {error}"))
}
