//! What is looked for in a text, and what is known of the looks of all of it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::keys::{hex_digits, skeleton, width};
use super::rows::{self, RowRef};
use crate::pack::{Cursor, number, put_text};

/// Something that is looked for in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    /// As the pack writes it.
    pub(crate) written: String,
    /// The entry of a code; none for a detail.
    pub(crate) code: Option<usize>,
    /// How many characters of its skeleton could be leading zeros or not (see [`width`]).
    pub(crate) width: usize,
    /// Whether it is written with a hexadecimal prefix.
    pub(crate) is_hex: bool,
}

impl Term {
    pub(super) fn new(written: &str, code: Option<usize>) -> Self {
        let skeleton = skeleton(written);
        let is_hex = hex_digits(&skeleton).is_some();
        Self { written: written.to_owned(), code, width: width(&skeleton), is_hex }
    }

    /// Appends a term as [`terms`] reads it: the rest follows from how it is written.
    pub(super) fn put(&self, into: &mut Vec<u8>) {
        put_text(into, &self.written);
        into.extend(self.code.map_or(0, |code| number(code).saturating_add(1)).to_le_bytes());
    }
}

/// All terms that are left.
pub(super) fn terms(mut cursor: Cursor<'_>) -> Option<Vec<Term>> {
    let mut terms = Vec::new();
    while !cursor.is_empty() {
        let (written, code) = (cursor.text()?, cursor.u32()?);
        terms.push(Term::new(written, code.checked_sub(1).map(|code| code as usize)));
    }
    Some(terms)
}

/// A pattern: any characters, then a fixed end.
#[derive(Debug, Default)]
pub(crate) struct Pattern {
    /// The end, as the pack writes it.
    pub(crate) end: String,
    pub(crate) rows: Vec<RowRef>,
}

impl Pattern {
    pub(super) fn put(&self, into: &mut Vec<u8>) {
        put_text(into, &self.end);
        rows::put(into, &self.rows);
    }

    pub(super) fn read(mut cursor: Cursor<'_>) -> Option<Self> {
        Some(Self { end: cursor.text()?.to_owned(), rows: rows::read(cursor)? })
    }
}

/// What the reader of codes knows before it looks for one.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Shapes {
    /// The length of the longest code or detail, as it is written.
    pub(super) longest: usize,
    /// The shapes of codes and of details.
    pub(super) codes: BTreeSet<String>,
    pub(super) details: BTreeSet<String>,
    /// The characters of details, for corrections.
    pub(super) alphabet: BTreeSet<char>,
    /// The lengths of the folded ends of patterns, and of their skeletons, longest first, so that the most specific one
    /// is found.
    pub(super) patterns: Vec<usize>,
    pub(super) ends: Vec<usize>,
}
