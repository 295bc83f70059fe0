//! What two keys next to each other say about each other.

use super::edges;
use super::keys::{Key, Use};

/// A key where it stands.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    /// First byte, from the start of the stream.
    pub(super) start: u64,
    /// Byte behind the last.
    pub(super) end: u64,
    /// Line, from 1.
    pub(super) line: u64,
    /// The text, as it stands there.
    pub(super) text: String,
    /// The key, by position.
    pub(super) literal: Option<usize>,
    /// The key of the longest end of a pattern that it is an instance of, by position.
    pub(super) pattern: Option<usize>,
    /// Whether nothing speaks for a code yet: a bare number.
    pub(super) is_doubtful: bool,
    /// Whether it is open that the word begins here.
    pub(super) joined_left: bool,
    /// Whether it is open that the word ends here.
    pub(super) joined_right: bool,
    /// The line around it, where it was asked for.
    pub(super) around: Option<String>,
}

impl Seen {
    fn is_sure(&self) -> bool {
        !(self.is_doubtful || self.joined_left || self.joined_right)
    }

    /// What it means as a literal, by pack.
    pub(super) fn literal<'k>(&self, keys: &'k [Key]) -> &'k [Use] {
        self.literal.and_then(|at| keys.get(at)).map_or(&[], |key| &key.uses)
    }

    /// What it means as an instance of a pattern, by pack.
    pub(super) fn pattern<'k>(&self, keys: &'k [Key]) -> &'k [Use] {
        self.pattern.and_then(|at| keys.get(at)).map_or(&[], |key| &key.uses)
    }

    /// Whether a pack has this as a code and `other` as a detail.
    fn is_code_of(&self, other: &Self, keys: &[Key]) -> bool {
        let codes = || self.literal(keys).iter().filter(|one| one.code.is_some());
        let mut details = other.literal(keys).iter().chain(other.pattern(keys)).filter(|one| one.code.is_none());
        details.any(|detail| codes().any(|code| code.pack == detail.pack))
    }
}

/// Holds one key back until it is known what follows it.
#[derive(Debug, Default)]
pub(super) struct Near {
    held: Option<Seen>,
}

impl Near {
    /// Takes the next key of the stream; `between` gives the text between two places. Returns the one before it, if it
    /// counts.
    pub(super) fn push(&mut self, mut next: Seen, keys: &[Key], between: impl Fn(u64, u64) -> String) -> Option<Seen> {
        let Some(mut held) = self.held.take() else {
            self.held = Some(next);
            return None;
        };
        if next.start < held.end {
            // One of two that overlap counts: the longer one, else the first.
            self.held = Some(longer(held, next));
            return None;
        }
        let gap = next.start.saturating_sub(held.end);
        if held.line == next.line && gap <= edges::GAP as u64 {
            let (forwards, backwards) = (held.is_code_of(&next, keys), next.is_code_of(&held, keys));
            let text = if forwards || backwards { between(held.end, next.start) } else { String::new() };
            // `FUJ905-0x02000001`
            if (forwards || backwards)
                && held.joined_right
                && next.joined_left
                && matches!(&*text, "-" | "_" | "－" | "＿")
            {
                held.joined_right = false;
                next.joined_left = false;
            }
            // `015,0x04000020`
            let stand = !(held.joined_left || held.joined_right || next.joined_left);
            if forwards && stand && edges::is_gap(&text) {
                held.is_doubtful = false;
                next.is_doubtful = false;
            }
        }
        self.held = Some(next);
        held.is_sure().then_some(held)
    }

    /// Nothing follows any more on this line.
    pub(super) fn finish(&mut self) -> Option<Seen> {
        self.held.take().filter(Seen::is_sure)
    }
}

/// The one of two overlapping keys that contains the other, else the first. The same text may be a literal and an
/// instance of a pattern.
fn longer(mut held: Seen, next: Seen) -> Seen {
    if held.start == next.start && held.end == next.end {
        held.literal = held.literal.or(next.literal);
        held.pattern = held.pattern.or(next.pattern);
        held.is_doubtful &= next.is_doubtful;
        return held;
    }
    if next.start <= held.start && next.end >= held.end { next } else { held }
}
