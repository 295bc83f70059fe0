//! The content of a pack, each page held against its hash before it is read for the first time.

use std::borrow::Cow;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use minisign_verify::{PublicKey, Signature};

use super::bytes::{Bytes, slice};
use super::head::{self, Head, Placed, Section, damage, unreadable};
use super::tree::{self, Level, hash};
use super::{FAN, HASH, PAGE};
use crate::error::{Error, ErrorKind};

/// The most bytes of signatures behind a pack.
const MOST_BEHIND: u64 = 64 * 1024;

/// Bytes that are read at once where all are read.
const PIECE: usize = 64 * 1024;

/// The content of a pack. What cannot be read or does not hold what its hash says is none, and noted: from then on
/// [`damage`](Self::damage) has the error, and nobody may use what was made meanwhile.
#[derive(Debug)]
pub(crate) struct Pages {
    bytes: Bytes,
    /// None where the bytes were made here and now.
    checks: Option<Checks>,
    sections: [Placed; Section::COUNT],
    root: [u8; HASH],
    damage: OnceLock<Error>,
}

#[derive(Debug)]
struct Checks {
    levels: Vec<Level>,
    top: [u8; HASH],
    /// A bit for each page of the file that was checked.
    seen: Vec<AtomicU64>,
}

/// A part of the content that holds so many things.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part {
    at: u64,
    length: u64,
    count: u64,
}

impl Part {
    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    pub(super) fn count(&self) -> u64 {
        self.count
    }
}

impl Pages {
    /// Opens a pack: reads the first page and holds it against its root.
    pub(crate) fn open(bytes: Bytes) -> Result<Self, Error> {
        let head = Head::read(&bytes)?;
        let pages = tree::size(&head.levels).div_ceil(PAGE as u64);
        let words = usize::try_from(pages.div_ceil(64)).unwrap_or(usize::MAX);
        let seen = std::iter::repeat_with(AtomicU64::default).take(words).collect();
        let checks = Some(Checks { levels: head.levels, top: head.top, seen });
        Ok(Self { bytes, checks, sections: head.sections, root: head.root, damage: OnceLock::new() })
    }

    /// The index of a pack that was just made; the rest of it is not kept.
    pub(super) fn made(mut file: Vec<u8>, sections: [Placed; Section::COUNT], root: [u8; HASH]) -> Self {
        let kept = sections.get(Section::INDEX).map_or(0, |placed| placed.at).saturating_add(PAGE as u64);
        file.truncate(usize::try_from(kept).unwrap_or(usize::MAX));
        Self { bytes: Bytes::Memory(file.into()), checks: None, sections, root, damage: OnceLock::new() }
    }

    /// The root of the hashes: what tells one content from every other.
    pub(crate) fn root(&self) -> &[u8; HASH] {
        &self.root
    }

    /// The bytes of the pack, without signatures behind it.
    pub(crate) fn size(&self) -> u64 {
        self.checks.as_ref().map_or(0, |checks| tree::size(&checks.levels))
    }

    /// What stands behind the pack.
    pub(super) fn behind(&self) -> Result<Vec<u8>, Error> {
        let length = self.bytes.size().saturating_sub(self.size());
        if length > MOST_BEHIND {
            let message = format!("{length} bytes stand behind it; signatures have at most {MOST_BEHIND}");
            return Err(Error::new(ErrorKind::UntrustedPack, message));
        }
        let length = usize::try_from(length).unwrap_or_default();
        self.bytes.copy(self.size(), length).map_err(|error| unreadable(&error))
    }

    /// Whether a key signed the bytes of the pack, all of which are read. What is signed is what was opened: the root is
    /// compared, too, should somebody write into the file meanwhile.
    pub(super) fn is_signed(&self, key: &PublicKey, signature: &Signature) -> Result<bool, Error> {
        let Ok(mut verifier) = key.verify_stream(signature) else { return Ok(false) };
        let (mut at, end) = (0u64, self.size());
        while at < end {
            let length = usize::try_from(end.saturating_sub(at)).unwrap_or(PIECE).min(PIECE);
            let piece = self.bytes.copy(at, length).map_err(|error| unreadable(&error))?;
            if at == 0 && head::root(&piece) != Some(&self.root[..]) {
                return Ok(false);
            }
            verifier.update(&piece);
            at = at.saturating_add(length as u64);
        }
        Ok(verifier.finalize().is_ok())
    }

    pub(crate) fn section(&self, section: Section) -> Part {
        let placed = self.sections.get(section as usize).copied().unwrap_or_default();
        Part { at: placed.at, length: placed.length, count: placed.count }
    }

    /// What is wrong with the pack, as far as it was read.
    pub(crate) fn damage(&self) -> Option<&Error> {
        self.damage.get()
    }

    /// Notes that something read from the pack is not what the format says.
    pub(crate) fn malformed(&self, what: &str) {
        self.damage.get_or_init(|| damage(what));
    }

    /// A value, or the note that it is not what the format says.
    pub(crate) fn formed<T>(&self, value: Option<T>, what: &str) -> Option<T> {
        if value.is_none() {
            self.malformed(&format!("its {what} do not follow the format"));
        }
        value
    }

    /// All bytes of a part.
    pub(crate) fn all(&self, part: Part) -> Option<Cow<'_, [u8]>> {
        self.read(part, 0, part.length)
    }

    /// So many bytes of a part.
    pub(crate) fn read(&self, part: Part, at: u64, length: u64) -> Option<Cow<'_, [u8]>> {
        let read = self.checked(part, at, length);
        if read.is_none() {
            self.malformed("its tables do not follow the format");
        }
        read
    }

    fn checked(&self, part: Part, at: u64, length: u64) -> Option<Cow<'_, [u8]>> {
        let inside = at.checked_add(length).is_some_and(|end| end <= part.length);
        let from = inside.then(|| part.at.checked_add(at)?.checked_add(PAGE as u64)).flatten();
        let length = usize::try_from(length).ok();
        let (from, length) = from.zip(length)?;
        let Some(checks) = &self.checks else {
            return match &self.bytes {
                Bytes::Memory(bytes) => slice(bytes, from, length).map(Cow::Borrowed),
                Bytes::Positioned { .. } => None,
            };
        };
        if length == 0 {
            return Some(Cow::Borrowed(&[]));
        }
        let page = PAGE as u64;
        let (first, last) =
            (from.checked_div(page)?, from.checked_add(length as u64)?.checked_sub(1)?.checked_div(page)?);
        if let Bytes::Memory(bytes) = &self.bytes {
            for number in first..=last {
                self.page(checks, number)?;
            }
            return slice(bytes, from, length).map(Cow::Borrowed);
        }
        let skip = usize::try_from(from.checked_rem(page)?).ok()?;
        if first == last {
            return self.page(checks, first)?.get(skip..skip.checked_add(length)?).map(Cow::Borrowed);
        }
        let mut joined = Vec::with_capacity(length);
        for number in first..=last {
            let skip = if number == first { skip } else { 0 };
            let left = length.saturating_sub(joined.len());
            let bytes = self.page(checks, number)?.get(skip..)?;
            joined.extend(bytes.get(..left.min(bytes.len()))?);
        }
        Some(joined.into())
    }

    /// A page of the file that is as its hash says.
    fn page(&self, checks: &Checks, number: u64) -> Option<&[u8]> {
        let (word, bit) = (usize::try_from(number.checked_div(64)?).ok()?, 1u64 << number.checked_rem(64)?);
        let seen = checks.seen.get(word)?;
        let is_seen = seen.load(Ordering::Acquire) & bit != 0;
        let at = number.checked_mul(PAGE as u64)?;
        match &self.bytes {
            Bytes::Memory(bytes) => {
                let page = slice(bytes, at, PAGE)?;
                if !is_seen {
                    self.check(checks, number, page)?;
                    seen.fetch_or(bit, Ordering::AcqRel);
                }
                Some(page)
            }
            Bytes::Positioned { kept, .. } => {
                let load = || {
                    let page = self
                        .bytes
                        .copy(at, PAGE)
                        .map_err(|error| self.damage.get_or_init(|| unreadable(&error)).clone());
                    let page = page.ok()?;
                    self.check(checks, number, &page)?;
                    Some(page.into_boxed_slice())
                };
                let place = usize::try_from(number).ok()?;
                let page = || kept.keep(place, load()?).map(|(page, _)| page);
                kept.get(place).or_else(page).map(AsRef::as_ref)
            }
        }
    }

    /// Holds a page against its hash, which stands in a page that is held against its own.
    fn check(&self, checks: &Checks, number: u64, page: &[u8]) -> Option<()> {
        let level = checks
            .levels
            .iter()
            .position(|level| (level.first..level.first.saturating_add(level.pages)).contains(&number))?;
        let place = number.checked_sub(checks.levels.get(level)?.first)?;
        let expected = match checks.levels.get(level.checked_add(1)?) {
            None => &checks.top[..],
            Some(above) => {
                let hashes = self.page(checks, above.first.checked_add(place.checked_div(FAN)?)?)?;
                let at = place.checked_rem(FAN)?.checked_mul(HASH as u64)?;
                slice(hashes, at, HASH)?
            }
        };
        if hash(page) == expected {
            return Some(());
        }
        let from = number.saturating_mul(PAGE as u64);
        self.malformed(&format!(
            "the bytes from {from} to {} are not what their hash says",
            from.saturating_add(PAGE as u64)
        ));
        None
    }

    /// Holds every page against its hash.
    pub(crate) fn check_all(&self) {
        let Some(checks) = &self.checks else { return };
        let end = checks.levels.last().map_or(0, |last| last.first.saturating_add(last.pages));
        for number in 1..end {
            if self.page(checks, number).is_none() {
                return;
            }
        }
    }
}
