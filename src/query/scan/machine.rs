//! The automaton: bytes to the ends of keys.

use std::fmt;

use aho_corasick::automaton::{Automaton, StateID};
use aho_corasick::{Anchored, MatchKind, StartKind, dfa, nfa};

use super::keys::Key;
use super::wide;

/// Most bytes of keys for which every transition gets a place of its own: twice as fast, for at most some tens of
/// megabytes.
const FULL_TABLE: usize = 256 * 1024;

/// Where the automaton stands.
pub(super) type State = StateID;

/// What ends at a byte.
#[derive(Debug, Clone, Copy)]
pub(super) enum End {
    /// The key of this position.
    Key(usize),
    /// The first two bytes of what may be a full-width form.
    Wide,
}

/// The keys as an automaton. It stands in one state between two bytes, so a stream may be cut anywhere.
#[derive(Debug)]
pub(super) struct Machine {
    table: Table,
    /// The bytes of each pattern in front of which no letter or digit may stand; 0 for the others, which are looked at
    /// more closely.
    words: Vec<usize>,
}

enum Table {
    Full(Box<dfa::DFA>),
    Small(Box<nfa::contiguous::NFA>),
    /// No automaton can be built from the keys.
    None,
}

impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Full(_) => "Full",
            Self::Small(_) => "Small",
            Self::None => "None",
        })
    }
}

impl Table {
    fn new(keys: &[Key]) -> Self {
        // The leads of full-width forms are the first two patterns.
        let texts = || wide::LEADS.iter().map(<[u8; 2]>::as_slice).chain(keys.iter().map(|key| key.text.as_bytes()));
        if texts().map(<[u8]>::len).sum::<usize>() <= FULL_TABLE {
            let mut builder = dfa::Builder::new();
            builder.ascii_case_insensitive(true).match_kind(MatchKind::Standard).prefilter(false);
            if let Ok(full) = builder.start_kind(StartKind::Unanchored).build(texts()) {
                return Self::Full(Box::new(full));
            }
        }
        let mut builder = nfa::contiguous::Builder::new();
        builder.ascii_case_insensitive(true).match_kind(MatchKind::Standard).prefilter(false);
        builder.build(texts()).map_or(Self::None, |small| Self::Small(Box::new(small)))
    }
}

impl Machine {
    pub(super) fn new(keys: &[Key]) -> Self {
        let first_is_word = |key: &Key| key.text.bytes().next().is_some_and(|c| c.is_ascii_alphanumeric());
        let words = keys.iter().map(|key| if !key.is_end && first_is_word(key) { key.text.len() } else { 0 });
        let words = wide::LEADS.iter().map(|_| 0).chain(words).collect();
        Self { table: Table::new(keys), words }
    }
    /// The state in front of a text.
    pub(super) fn start(&self) -> State {
        match &self.table {
            Table::Full(table) => table.start_state(Anchored::No).unwrap_or_default(),
            Table::Small(table) => table.start_state(Anchored::No).unwrap_or_default(),
            Table::None => State::default(),
        }
    }

    /// Reads `text` from `from` up to `to`, until something ends that is not plainly a part of a longer word. Returns the
    /// state, the place behind what was read and whether something ends there. Before `fresh`, places and lengths of keys
    /// do not agree.
    pub(super) fn find(&self, state: State, text: &[u8], from: usize, to: usize, fresh: usize) -> (State, usize, bool) {
        match &self.table {
            Table::Full(table) => find(table.as_ref(), &self.words, state, text, from, to, fresh),
            Table::Small(table) => find(table.as_ref(), &self.words, state, text, from, to, fresh),
            Table::None => (state, to, false),
        }
    }

    /// The state behind one more byte, and whether something ends there.
    pub(super) fn step(&self, state: State, byte: u8) -> (State, bool) {
        match &self.table {
            Table::Full(table) => step(table.as_ref(), state, byte),
            Table::Small(table) => step(table.as_ref(), state, byte),
            Table::None => (state, false),
        }
    }

    /// What ends in a state, the longest first; none from the count on.
    pub(super) fn end(&self, state: State, nth: usize) -> Option<End> {
        match &self.table {
            Table::Full(table) => end(table.as_ref(), state, nth),
            Table::Small(table) => end(table.as_ref(), state, nth),
            Table::None => None,
        }
    }
}

fn find<A: Automaton>(
    table: &A,
    words: &[usize],
    mut state: State,
    text: &[u8],
    from: usize,
    to: usize,
    fresh: usize,
) -> (State, usize, bool) {
    let mut at = from;
    while let Some(part) = text.get(at..to).filter(|part| !part.is_empty()) {
        let read;
        (state, read) = run(table, state, part);
        at = at.saturating_add(read);
        if table.is_match(state) {
            let is_word = |at: usize| text.get(at).is_some_and(u8::is_ascii_alphanumeric);
            let goes_on = is_word(at) && at.checked_sub(1).is_some_and(is_word);
            if !goes_on && !is_inside(table, words, state, text, at, fresh) {
                return (state, at, true);
            }
        }
    }
    (state, to.max(at), false)
}

/// Reads until something may end, or to the end; returns the state and the number of bytes read. Nearly all of the time
/// of a scan is spent here, so this loop is kept by itself.
#[inline(never)]
fn run<A: Automaton>(table: &A, mut state: State, part: &[u8]) -> (State, usize) {
    for (at, &byte) in part.iter().enumerate() {
        state = table.next_state(Anchored::No, state, byte);
        if table.is_special(state) {
            return (state, at.saturating_add(1));
        }
    }
    (state, part.len())
}

/// Whether a letter or a digit stands in front of everything that ends here.
fn is_inside<A: Automaton>(table: &A, words: &[usize], state: State, text: &[u8], end: usize, fresh: usize) -> bool {
    (0..table.match_len(state)).all(|nth| {
        let length = words.get(table.match_pattern(state, nth).as_usize()).copied().unwrap_or_default();
        let start = end.saturating_sub(length);
        let before = start.checked_sub(1).and_then(|at| text.get(at));
        // A line end may be written out: `\\n`.
        let is_word = before.is_some_and(|c| c.is_ascii_alphanumeric() && !matches!(c, b'n' | b'r' | b't'));
        length > 0 && start >= fresh && is_word
    })
}

fn step<A: Automaton>(machine: &A, state: State, byte: u8) -> (State, bool) {
    let state = machine.next_state(Anchored::No, state, byte);
    (state, machine.is_special(state) && machine.is_match(state))
}

fn end<A: Automaton>(machine: &A, state: State, nth: usize) -> Option<End> {
    if !machine.is_match(state) || nth >= machine.match_len(state) {
        return None;
    }
    let pattern = machine.match_pattern(state, nth).as_usize();
    Some(pattern.checked_sub(wide::LEADS.len()).map_or(End::Wide, End::Key))
}
