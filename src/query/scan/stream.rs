//! A stream in pieces: what has to be kept of it, and where the pieces are.

use std::sync::Arc;

use super::edges::{self, Edge};
use super::join::Join;
use super::machine::{End, State};
use super::near::{Near, Seen};
use super::view::{self, AROUND};
use super::{Inner, ScanHit, Scanner, wide};
use crate::query::context::Context;

/// Bytes taken in at a time.
const PIECE: usize = 64 * 1024;

/// Bytes looked back at, beside those of the longest key.
pub(super) const BEHIND: usize = AROUND + edges::GAP;

/// Hits of one line that are put into order; a line with more of them is handed over in parts.
const MOST_OF_LINE: usize = 1024;

/// Bytes that are dropped together, since what is kept has to be moved.
const LEAST_DROPPED: usize = 16 * 1024;

/// A text that comes in pieces, from [`Scanner::stream`].
///
/// It keeps some hundred bytes of the text behind it and up to 64 KiB of what it was given last, however long the text
/// and its lines are. The same bytes give the same hits, wherever they are cut.
///
/// ```no_run
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let knowledge = shindan::load(&[], &shindan::Limits::default())?;
/// # let mut log = std::io::empty();
/// use std::io::Read;
///
/// let scanner = knowledge.scanner();
/// let mut stream = scanner.stream();
/// let mut buffer = vec![0; 64 * 1024];
/// loop {
///     let read = log.read(&mut buffer)?;
///     if read == 0 {
///         break;
///     }
///     stream.push(&buffer[..read], |hit| println!("line {}: {:?}", hit.line, hit.rule));
/// }
/// stream.finish(|hit| println!("line {}: {:?}", hit.line, hit.rule));
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Stream {
    scanner: Arc<Inner>,
    state: State,
    /// What is kept of the text.
    kept: Vec<u8>,
    /// Bytes of the text before what is kept.
    base: u64,
    /// The next byte to read, in `kept`.
    at: usize,
    /// Up to here line ends are counted, in `kept`.
    counted: usize,
    /// The line of `counted`.
    line: u64,
    /// Behind the last full-width form that was folded, in the text.
    wide: u64,
    /// Bytes of the line on either side of a hit that are returned with it.
    around: usize,
    near: Near,
    joins: Vec<Join>,
    /// The line of the last key, unless it has ended.
    open: Option<u64>,
    of_line: Vec<ScanHit>,
    ready: Vec<ScanHit>,
}

impl Stream {
    pub(super) fn new(scanner: &Scanner) -> Self {
        let inner = Arc::clone(&scanner.inner);
        Self {
            state: inner.machine.start(),
            kept: Vec::new(),
            base: 0,
            at: 0,
            counted: 0,
            line: 1,
            wide: 0,
            around: 0,
            near: Near::default(),
            joins: inner.packs.iter().map(|_| Join::default()).collect(),
            open: None,
            of_line: Vec::new(),
            ready: Vec::new(),
            scanner: inner,
        }
    }

    /// Returns with each hit the line that it stands in, at most so many bytes of it on either side. Lines of a log hold
    /// names and numbers of people: without this, no hit holds any of the text around it.
    #[must_use]
    pub fn with_lines(mut self, bytes: usize) -> Self {
        self.around = bytes;
        self
    }

    /// Takes the next bytes of the text, UTF-8, cut anywhere. Bytes that are no UTF-8 are skipped.
    ///
    /// Hits come when their line is complete, in the order of lines and places.
    pub fn push(&mut self, bytes: &[u8], mut found: impl FnMut(ScanHit)) {
        for piece in bytes.chunks(PIECE) {
            self.kept.extend_from_slice(piece);
            self.read(self.kept.len().saturating_sub(AROUND.max(self.around)));
            self.ready.drain(..).for_each(&mut found);
            self.forget();
        }
    }

    /// The text ends here.
    pub fn finish(mut self, mut found: impl FnMut(ScanHit)) {
        self.read(self.kept.len());
        self.end_line(u64::MAX);
        self.ready.drain(..).for_each(&mut found);
    }

    /// Reads up to a place in what is kept.
    fn read(&mut self, to: usize) {
        let scanner = Arc::clone(&self.scanner);
        while self.at < to {
            let fresh = usize::try_from(self.wide.saturating_sub(self.base)).unwrap_or(usize::MAX);
            let ends;
            (self.state, self.at, ends) = scanner.machine.find(self.state, &self.kept, self.at, to, fresh);
            if ends {
                self.ends(&scanner, to);
            }
        }
        self.count(self.at);
        self.end_line(self.line);
    }

    /// Something ends in front of the next byte.
    fn ends(&mut self, scanner: &Inner, to: usize) {
        let state = self.state;
        for end in (0..).map_while(|nth| scanner.machine.end(state, nth)) {
            match end {
                End::Key(key) => self.key(scanner, key),
                // Nothing else ends with the lead of a full-width form.
                End::Wide => return self.wide(scanner, to),
            }
        }
    }

    /// Reads full-width forms as their half-width ones, from the one on whose first two bytes were read.
    fn wide(&mut self, scanner: &Inner, to: usize) {
        let Some(first) = self.at.checked_sub(2).filter(|at| wide::at(&self.kept, *at).is_some()) else { return };
        // The automaton has read the lead as it stands: what is before it is read once more.
        let (mut state, mut at) = (scanner.machine.start(), wide::back(&self.kept, first, scanner.longest));
        while let Some((byte, next)) = wide::after(&self.kept, at).filter(|_| at < first) {
            (state, _) = scanner.machine.step(state, byte);
            at = next;
        }
        while let Some(byte) = wide::at(&self.kept, at).filter(|_| at < to) {
            let ends;
            (state, ends) = scanner.machine.step(state, byte);
            at = at.saturating_add(3);
            (self.state, self.at, self.wide) = (state, at, self.place(at));
            if ends {
                self.ends(scanner, to);
            }
        }
    }

    /// A key ends in front of the next byte: what it is there.
    fn key(&mut self, scanner: &Inner, at: usize) {
        let Some(key) = scanner.keys.get(at) else { return };
        let end = self.at;
        let plain = end.checked_sub(key.text.len()).filter(|start| self.place(*start) >= self.wide);
        let Some(start) =
            plain.or_else(|| Some(wide::back(&self.kept, end, key.text.len()))).and_then(|start| match key {
                key if key.is_end => edges::instance(&self.kept, start),
                _ => Some(start),
            })
        else {
            return;
        };
        let (left, right) = (edges::left(&self.kept, start), edges::right(&self.kept, end));
        if left == Edge::Inside || right == Edge::Inside {
            return;
        }
        let (mut joined_left, mut is_doubtful) = (left == Edge::Joined, false);
        if key.is_weak || joined_left {
            let said = view::context(&self.kept, start, end);
            if key.is_weak && said == Context::Quantity {
                return;
            }
            // `error-011`
            joined_left &= said != Context::Error;
            is_doubtful = key.is_weak && said != Context::Error;
        }
        self.count(end);
        self.end_line(self.line);
        let seen = Seen {
            start: self.place(start),
            end: self.place(end),
            line: self.line,
            text: String::from_utf8_lossy(self.kept.get(start..end).unwrap_or_default()).into_owned(),
            literal: (!key.is_end).then_some(at),
            pattern: key.is_end.then_some(at),
            is_doubtful,
            joined_left,
            joined_right: right == Edge::Joined,
            around: (self.around > 0).then(|| view::line(&self.kept, start, end, self.around)),
        };
        self.open = Some(self.line);
        let (kept, base) = (&self.kept, self.base);
        let between = |from: u64, to: u64| {
            let at = |place: u64| usize::try_from(place.saturating_sub(base)).unwrap_or(usize::MAX);
            String::from_utf8_lossy(kept.get(at(from)..at(to)).unwrap_or_default()).into_owned()
        };
        if let Some(sure) = self.near.push(seen, &scanner.keys, between) {
            self.join(scanner, &sure);
        }
    }

    fn join(&mut self, scanner: &Inner, seen: &Seen) {
        for (at, (join, pack)) in self.joins.iter_mut().zip(&scanner.packs).enumerate() {
            join.push(seen, at, pack, &scanner.keys, &mut self.of_line);
        }
        if self.of_line.len() >= MOST_OF_LINE {
            self.order();
        }
    }

    /// Ends the line of the last key, if it is before `line`.
    fn end_line(&mut self, line: u64) {
        if self.open.is_none_or(|open| open >= line) {
            return;
        }
        self.open = None;
        let scanner = Arc::clone(&self.scanner);
        if let Some(sure) = self.near.finish() {
            self.join(&scanner, &sure);
        }
        for (join, pack) in self.joins.iter_mut().zip(&scanner.packs) {
            join.finish(pack, &mut self.of_line);
        }
        self.order();
    }

    /// The hits of the line so far can be handed over.
    fn order(&mut self) {
        self.of_line.sort_by(|a, b| (a.start, a.end, &a.pack, &a.detail).cmp(&(b.start, b.end, &b.pack, &b.detail)));
        self.ready.append(&mut self.of_line);
    }

    /// Counts the line ends up to a place in what is kept.
    fn count(&mut self, to: usize) {
        let passed = self.kept.get(self.counted..to).unwrap_or_default();
        let ends = memchr::memchr_iter(b'\n', passed).count();
        self.line = self.line.saturating_add(ends as u64);
        self.counted = self.counted.max(to);
    }

    /// Drops what is not looked at any more.
    fn forget(&mut self) {
        let behind = self.scanner.behind.saturating_add(self.around);
        let dropped = self.at.saturating_sub(behind);
        if dropped >= LEAST_DROPPED {
            self.kept.drain(..dropped);
            self.base = self.base.saturating_add(dropped as u64);
            self.at = self.at.saturating_sub(dropped);
            self.counted = self.counted.saturating_sub(dropped);
        }
    }

    /// The place in the text of a place in what is kept.
    fn place(&self, at: usize) -> u64 {
        self.base.saturating_add(at as u64)
    }
}
