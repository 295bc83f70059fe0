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
pub(super) enum Machine {
    Full(Box<dfa::DFA>),
    Small(Box<nfa::contiguous::NFA>),
    /// No automaton can be built from the keys.
    None,
}

impl fmt::Debug for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Full(_) => "Full",
            Self::Small(_) => "Small",
            Self::None => "None",
        })
    }
}

impl Machine {
    pub(super) fn new(keys: &[Key]) -> Self {
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

    /// The state in front of a text.
    pub(super) fn start(&self) -> State {
        match self {
            Self::Full(machine) => machine.start_state(Anchored::No).unwrap_or_default(),
            Self::Small(machine) => machine.start_state(Anchored::No).unwrap_or_default(),
            Self::None => State::default(),
        }
    }

    /// Reads up to `most` bytes of `text`, until something ends that does not go on as a longer word. Returns the state,
    /// the number of bytes read and whether something ends there.
    pub(super) fn find(&self, state: State, text: &[u8], most: usize) -> (State, usize, bool) {
        match self {
            Self::Full(machine) => find(machine.as_ref(), state, text, most),
            Self::Small(machine) => find(machine.as_ref(), state, text, most),
            Self::None => (state, most, false),
        }
    }

    /// The state behind one more byte, and whether something ends there.
    pub(super) fn step(&self, state: State, byte: u8) -> (State, bool) {
        match self {
            Self::Full(machine) => step(machine.as_ref(), state, byte),
            Self::Small(machine) => step(machine.as_ref(), state, byte),
            Self::None => (state, false),
        }
    }

    /// What ends in a state, the longest first; none from the count on.
    pub(super) fn end(&self, state: State, nth: usize) -> Option<End> {
        match self {
            Self::Full(machine) => end(machine.as_ref(), state, nth),
            Self::Small(machine) => end(machine.as_ref(), state, nth),
            Self::None => None,
        }
    }
}

fn find<A: Automaton>(machine: &A, mut state: State, text: &[u8], most: usize) -> (State, usize, bool) {
    let part = text.get(..most).unwrap_or(text);
    for (at, &byte) in part.iter().enumerate() {
        state = machine.next_state(Anchored::No, state, byte);
        if machine.is_special(state) && machine.is_match(state) {
            let next = at.saturating_add(1);
            let goes_on = byte.is_ascii_alphanumeric() && text.get(next).is_some_and(u8::is_ascii_alphanumeric);
            if !goes_on {
                return (state, next, true);
            }
        }
    }
    (state, part.len(), false)
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
