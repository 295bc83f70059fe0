//! Names as a few symbols, and the one name that such symbols stand for.

use sha2::{Digest, Sha256};

use super::code::letter;

/// What a name names; equal names of two kinds have different fingerprints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Pack,
    Rule,
    Term,
    Step,
    Reply,
    Contact,
    Role,
    Fact,
    Software,
    Whole,
}

impl Kind {
    /// Symbols of five bits: as few as keep the names of one scope apart, more where the scope is the whole pack.
    pub(super) fn width(self) -> usize {
        match self {
            Self::Fact => 5,
            Self::Pack | Self::Rule | Self::Term => 4,
            _ => 3,
        }
    }

    fn tag(self) -> &'static str {
        match self {
            Self::Pack => "pack",
            Self::Rule => "rule",
            Self::Term => "term",
            Self::Step => "step",
            Self::Reply => "reply",
            Self::Contact => "contact",
            Self::Role => "role",
            Self::Fact => "fact",
            Self::Software => "software",
            Self::Whole => "whole",
        }
    }
}

/// The first `width` symbols of a name's hash.
pub(super) fn fingerprint(kind: Kind, name: &str, width: usize) -> Vec<u8> {
    let hash = Sha256::new().chain_update(kind.tag()).chain_update([0]).chain_update(name).finalize();
    let bits = hash.iter().flat_map(|byte| (0..8u32).rev().map(move |n| (byte >> n) & 1));
    let bits: Vec<u8> = bits.take(width.saturating_mul(5)).collect();
    bits.chunks(5).map(|five| five.iter().fold(0u8, |symbol, bit| (symbol << 1) | bit)).collect()
}

/// The only name among `names` that `symbols` may stand for; of several none is picked.
pub(super) fn only<S: AsRef<str>>(kind: Kind, symbols: &[u8], names: impl IntoIterator<Item = S>) -> Option<String> {
    let mut found: Option<String> = None;
    for name in names {
        let name = name.as_ref();
        let new = found.as_deref() != Some(name) && fingerprint(kind, name, symbols.len()) == symbols;
        match found {
            Some(_) if new => return None,
            None if new => found = Some(name.to_owned()),
            _ => {}
        }
    }
    found
}

/// What stands for a name that the pack does not have, or no longer: the symbols themselves, behind a mark.
pub(super) fn lost(symbols: &[u8]) -> String {
    std::iter::once('#').chain(symbols.iter().map(|symbol| letter(*symbol))).collect()
}

/// Whether a name is one that was lost.
pub(super) fn is_lost(name: &str) -> bool {
    name.starts_with('#')
}
