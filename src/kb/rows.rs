//! Rows of rules: where they stand, and how the index writes them down.

use std::borrow::Cow;

use crate::model::{Match, PackModel, Status};
use crate::pack::{Cursor, number};

/// A row of a rule: positions in the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct RowRef {
    pub(crate) rule: usize,
    pub(crate) row: usize,
}

/// The rows of all rules that are in use, in order.
pub(crate) fn rows(model: &PackModel) -> impl Iterator<Item = (RowRef, &Match)> {
    let used = model.rules.iter().enumerate().filter(|(_, rule)| rule.status != Status::Deprecated);
    used.flat_map(|(rule, of)| of.matches.iter().enumerate().map(move |(row, m)| (RowRef { rule, row }, m)))
}

/// Appends rows as [`read`] and [`Rows`] read them.
pub(super) fn put(into: &mut Vec<u8>, rows: &[RowRef]) {
    for row in rows {
        into.extend(number(row.rule).to_le_bytes());
        into.extend(number(row.row).to_le_bytes());
    }
}

/// The next row.
fn next(cursor: &mut Cursor<'_>) -> Option<RowRef> {
    Some(RowRef { rule: cursor.u32()? as usize, row: cursor.u32()? as usize })
}

/// All rows that are left.
pub(super) fn read(mut cursor: Cursor<'_>) -> Option<Vec<RowRef>> {
    let mut rows = Vec::new();
    while !cursor.is_empty() {
        rows.push(next(&mut cursor)?);
    }
    Some(rows)
}

/// Rows that are read as they are asked for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rows<'p> {
    bytes: Cow<'p, [u8]>,
    at: usize,
}

impl<'p> Rows<'p> {
    pub(super) fn new(bytes: Cow<'p, [u8]>) -> Self {
        Self { bytes, at: 0 }
    }
}

impl Iterator for Rows<'_> {
    type Item = RowRef;

    fn next(&mut self) -> Option<RowRef> {
        let row = next(&mut Cursor::new(self.bytes.get(self.at..)?))?;
        self.at = self.at.saturating_add(8);
        Some(row)
    }
}
