//! Codes, details and rule ids to where they stand: the tables of a pack, read in place.

use std::sync::OnceLock;

use super::keys::{fold, outline};
use super::rows::{self, RowRef, Rows};
use super::term::{self, Pattern, Shapes, Term};
use crate::error::Error;
use crate::pack::{Cursor, List, Pages, Part, Section, Table};

/// The look-up tables of a pack. Keys of details are folded (see [`fold`]).
#[derive(Debug)]
pub(crate) struct Index {
    pages: Pages,
    codes: Table<usize>,
    rules: Table<usize>,
    /// By the position of the entry.
    rows_of_code: List<Vec<RowRef>>,
    details: Table<Vec<RowRef>>,
    /// The patterns by their folded end, and the same ends as the pack writes them, by their skeleton.
    patterns: Table<Pattern>,
    ends: Table<Vec<String>>,
    /// Codes and details by their canonical form.
    terms: Table<Vec<Term>>,
    /// Code and detail as printed, for the look-up that makes nothing.
    pairs: Table<()>,
    shapes: OnceLock<Shapes>,
}

impl Index {
    pub(super) fn new(pages: Pages) -> Result<Self, Error> {
        let table = |section| pages.section(section);
        Ok(Self {
            codes: placed(Table::new, table(Section::Codes))?,
            rules: placed(Table::new, table(Section::RuleIds))?,
            rows_of_code: placed(List::new, table(Section::RowsOfCode))?,
            details: placed(Table::new, table(Section::Details))?,
            patterns: placed(Table::new, table(Section::Patterns))?,
            ends: placed(Table::new, table(Section::Ends))?,
            terms: placed(Table::new, table(Section::Terms))?,
            pairs: placed(Table::new, table(Section::Pairs))?,
            shapes: OnceLock::new(),
            pages,
        })
    }

    /// The content that the tables stand in.
    pub(super) fn pages(&self) -> &Pages {
        &self.pages
    }

    fn shapes(&self) -> &Shapes {
        self.shapes.get_or_init(|| {
            let bytes = self.pages.all(self.pages.section(Section::Shapes));
            let read = bytes.and_then(|bytes| self.pages.formed(serde_json::from_slice(&bytes).ok(), "entries"));
            read.unwrap_or_default()
        })
    }

    /// The position of a code's entry, by the code or an alias as written.
    pub(crate) fn code(&self, code: &str) -> Option<usize> {
        self.codes.get(&self.pages, code, place).copied()
    }

    /// The position of a rule by its id.
    pub(crate) fn rule(&self, id: &str) -> Option<usize> {
        self.rules.get(&self.pages, id, place).copied()
    }

    /// The rows that pair a code with a detail, both as the pack writes them. No detail is the empty text.
    pub(crate) fn pair(&self, code: &str, detail: &str) -> Rows<'_> {
        self.pairs.pair(&self.pages, code, detail).map(Rows::new).unwrap_or_default()
    }

    /// The codes and details of a canonical form.
    pub(crate) fn terms(&self, canonical: &str) -> &[Term] {
        let terms = self.terms.get(&self.pages, canonical, |bytes| term::terms(Cursor::new(bytes)));
        terms.map_or(&[], Vec::as_slice)
    }

    /// The length of the longest code or detail, as it is written: no skeleton of one is wider.
    pub(crate) fn longest(&self) -> usize {
        self.shapes().longest
    }

    /// Whether a code of this shape exists.
    pub(crate) fn has_code_shape(&self, shape: &str) -> bool {
        self.shapes().codes.contains(shape)
    }

    /// Whether a detail exists that has the same outline: runs of digits and letters, however long.
    pub(crate) fn has_detail_outline(&self, word: &str) -> bool {
        self.shapes().details.contains(&outline(word))
    }

    /// The rows of a code's entry, by rule and row.
    pub(crate) fn rows_of_code(&self, entry: usize) -> &[RowRef] {
        self.rows_of_code.get(&self.pages, entry, all_rows).map_or(&[], Vec::as_slice)
    }

    /// Whether a row belongs to a code's entry.
    pub(crate) fn is_row_of(&self, entry: usize, row: RowRef) -> bool {
        self.rows_of_code(entry).binary_search(&row).is_ok()
    }

    /// The rows under which a detail code stands as written.
    pub(crate) fn rows_of_detail(&self, token: &str) -> &[RowRef] {
        self.rows_of_folded(&fold(token))
    }

    fn rows_of_folded(&self, folded: &str) -> &[RowRef] {
        self.details.get(&self.pages, folded, all_rows).map_or(&[], Vec::as_slice)
    }

    fn pattern(&self, folded: &str) -> Option<&Pattern> {
        self.patterns.get(&self.pages, folded, |bytes| Pattern::read(Cursor::new(bytes)))
    }

    /// The pattern that the token is an instance of: any characters, then exactly the fixed end. Of several patterns the
    /// longest counts.
    pub(crate) fn pattern_of(&self, token: &str) -> Option<&Pattern> {
        let token = fold(token);
        let end = |length: &usize| token.get(token.len().checked_sub(*length).filter(|at| *at > 0)?..);
        self.shapes().patterns.iter().filter_map(end).find_map(|end| self.pattern(end))
    }

    /// The ends of the patterns, as the pack writes them, that a skeleton ends with, and has something in front of,
    /// longest first.
    pub(crate) fn pattern_ends<'a>(&'a self, skeleton: &'a str) -> impl Iterator<Item = &'a str> {
        let end = |length: &usize| skeleton.get(skeleton.len().checked_sub(*length).filter(|at| *at > 0)?..);
        let of = |end: &str| self.ends.get(&self.pages, end, |bytes| texts(Cursor::new(bytes)));
        self.shapes().ends.iter().filter_map(end).filter_map(of).flatten().map(String::as_str)
    }

    /// The rows of the details that are one edit away: a character more, less, other, or two exchanged. The end of a
    /// pattern without anything in front of it is near, too.
    pub(crate) fn rows_near_detail(&self, token: &str) -> Vec<RowRef> {
        let folded = fold(token);
        let typed: Vec<char> = folded.chars().collect();
        let mut rows: Vec<RowRef> = self.pattern(&folded).map(|pattern| pattern.rows.clone()).unwrap_or_default();
        for at in 0..=typed.len() {
            let (before, after) = typed.split_at_checked(at).unwrap_or((&typed, &[]));
            let mut look = |middle: &[char], after: &[char]| {
                let near: String = before.iter().chain(middle).chain(after).collect();
                rows.extend(self.rows_of_folded(&near));
            };
            let less = after.get(1..);
            for c in &self.shapes().alphabet {
                look(&[*c], after);
                less.into_iter().for_each(|rest| look(&[*c], rest));
            }
            less.into_iter().for_each(|rest| look(&[], rest));
            if let [first, second, rest @ ..] = after {
                look(&[*second, *first], rest);
            }
        }
        rows.sort_unstable();
        rows.dedup();
        rows
    }
}

/// A table or list in its part of the content, which has to have room for what it says it holds.
pub(super) fn placed<T>(new: fn(Part) -> Option<T>, part: Part) -> Result<T, Error> {
    new(part).ok_or_else(|| crate::pack::damage("its tables do not follow the format"))
}

fn place(bytes: &[u8]) -> Option<usize> {
    Cursor::new(bytes).u32().map(|at| at as usize)
}

fn all_rows(bytes: &[u8]) -> Option<Vec<RowRef>> {
    rows::read(Cursor::new(bytes))
}

fn texts(mut cursor: Cursor<'_>) -> Option<Vec<String>> {
    let mut texts = Vec::new();
    while !cursor.is_empty() {
        texts.push(cursor.text()?.to_owned());
    }
    Some(texts)
}
