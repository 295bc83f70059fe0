//! Codes, details and rule ids to where they stand.

use std::collections::{BTreeSet, HashMap, HashSet};

use foldhash::fast::FixedState;

use super::keys::{canonical, fold, hex_digits, outline, pattern_end, shape, skeleton, width};
use super::table::Table;
use crate::model::{Match, PackModel, Status};

/// A row of a rule: positions in the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct RowRef {
    pub(crate) rule: usize,
    pub(crate) row: usize,
}

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
    fn new(written: &str, code: Option<usize>) -> Self {
        let skeleton = skeleton(written);
        let is_hex = hex_digits(&skeleton).is_some();
        Self { written: written.to_owned(), code, width: width(&skeleton), is_hex }
    }
}

/// A pattern: any characters, then a fixed end.
#[derive(Debug, Default)]
pub(crate) struct Pattern {
    /// The end, as the pack writes it.
    pub(crate) end: String,
    pub(crate) rows: Vec<RowRef>,
}

/// The rows of all rules that are in use, in order.
pub(crate) fn rows(model: &PackModel) -> impl Iterator<Item = (RowRef, &Match)> {
    let used = model.rules.iter().enumerate().filter(|(_, rule)| rule.status != Status::Deprecated);
    used.flat_map(|(rule, of)| of.matches.iter().enumerate().map(move |(row, m)| (RowRef { rule, row }, m)))
}

/// Equal on every run and platform; the keys are the pack's, not an attacker's.
pub(super) type Map<V> = HashMap<String, V, FixedState>;
type Set = HashSet<String, FixedState>;

/// The look-up tables of a pack. Keys of details are folded (see [`fold`]); nothing iterates over the
/// maps.
#[derive(Debug, Default)]
pub(crate) struct Index {
    codes: Map<usize>,
    /// By the position of the entry.
    rows_of_code: Vec<Vec<RowRef>>,
    details: Map<Vec<RowRef>>,
    /// The patterns by their folded end, and the lengths of these that occur, longest first, so that the most specific
    /// one is found.
    patterns: Map<Pattern>,
    pattern_lengths: Vec<usize>,
    /// The same ends as the pack writes them, by their skeleton, and the lengths of these, longest first.
    ends: Map<Vec<String>>,
    end_lengths: Vec<usize>,
    rules: Map<usize>,
    /// Codes and details by their canonical form.
    terms: Map<Vec<Term>>,
    /// The length of the longest of them, as it is written.
    longest: usize,
    /// The shapes of codes and of details.
    code_shapes: Set,
    detail_shapes: Set,
    /// The characters of details, for corrections.
    alphabet: BTreeSet<char>,
    /// Code and detail as printed, for the look-up that builds nothing.
    table: Table,
}

impl Index {
    pub(crate) fn new(model: &PackModel) -> Self {
        let mut index = Self { rows_of_code: vec![Vec::new(); model.codes.codes.len()], ..Self::default() };
        for (at, entry) in model.codes.codes.iter().enumerate() {
            for code in std::iter::once(&entry.code).chain(&entry.aliases) {
                index.codes.insert(code.clone(), at);
                index.code_shapes.insert(shape(code));
                index.term(Term::new(code, Some(at)));
            }
        }
        for (at, rule) in model.rules.iter().enumerate() {
            index.rules.insert(rule.id.clone(), at);
        }
        for (here, row) in rows(model) {
            let code = index.codes.get(&row.code);
            if let Some(rows) = code.and_then(|code| index.rows_of_code.get_mut(*code)) {
                rows.push(here);
            }
            if let Some(end) = row.detail.as_deref().and_then(pattern_end) {
                index.pattern(end, here);
            }
            for detail in row.detail.iter().chain(&row.printed_as) {
                index.detail(detail, here);
            }
        }
        for lengths in [&mut index.pattern_lengths, &mut index.end_lengths] {
            lengths.sort_unstable_by(|a, b| b.cmp(a));
            lengths.dedup();
        }
        index.table = Table::new(model, &index.codes);
        index
    }

    fn pattern(&mut self, end: &str, here: RowRef) {
        let (folded, skeleton) = (fold(end).into_owned(), skeleton(end));
        self.pattern_lengths.push(folded.len());
        let pattern = self.patterns.entry(folded).or_default();
        if pattern.rows.is_empty() {
            end.clone_into(&mut pattern.end);
            self.end_lengths.push(skeleton.len());
            self.ends.entry(skeleton).or_default().push(end.to_owned());
        }
        pattern.rows.push(here);
    }

    fn detail(&mut self, detail: &str, here: RowRef) {
        let rows = self.details.entry(fold(detail).into_owned()).or_default();
        if !rows.contains(&here) {
            rows.push(here);
        }
        self.detail_shapes.insert(outline(detail));
        self.alphabet.extend(fold(detail).chars());
        if pattern_end(detail).is_none() {
            self.term(Term::new(detail, None));
        }
    }

    fn term(&mut self, term: Term) {
        self.longest = self.longest.max(term.written.len());
        let terms = self.terms.entry(canonical(&skeleton(&term.written)).into_owned()).or_default();
        if !terms.contains(&term) {
            terms.push(term);
        }
    }

    /// The position of a code's entry, by the code or an alias as written.
    pub(crate) fn code(&self, code: &str) -> Option<usize> {
        self.codes.get(code).copied()
    }

    /// The position of a rule by its id.
    pub(crate) fn rule(&self, id: &str) -> Option<usize> {
        self.rules.get(id).copied()
    }

    /// Code and detail as printed.
    pub(crate) fn table(&self) -> &Table {
        &self.table
    }

    /// The codes and details of a canonical form.
    pub(crate) fn terms(&self, canonical: &str) -> &[Term] {
        self.terms.get(canonical).map_or(&[], Vec::as_slice)
    }

    /// The length of the longest code or detail, as it is written: no skeleton of one is wider.
    pub(crate) fn longest(&self) -> usize {
        self.longest
    }

    /// Whether a code of this shape exists.
    pub(crate) fn has_code_shape(&self, shape: &str) -> bool {
        self.code_shapes.contains(shape)
    }

    /// Whether a detail exists that has the same outline: runs of digits and letters, however long.
    pub(crate) fn has_detail_outline(&self, word: &str) -> bool {
        self.detail_shapes.contains(&outline(word))
    }

    /// The rows of a code's entry, by rule and row.
    pub(crate) fn rows_of_code(&self, entry: usize) -> &[RowRef] {
        self.rows_of_code.get(entry).map_or(&[], Vec::as_slice)
    }

    /// Whether a row belongs to a code's entry.
    pub(crate) fn is_row_of(&self, entry: usize, row: RowRef) -> bool {
        self.rows_of_code(entry).binary_search(&row).is_ok()
    }

    /// The rows under which a detail code stands as written.
    pub(crate) fn rows_of_detail(&self, token: &str) -> &[RowRef] {
        self.details.get(&*fold(token)).map_or(&[], Vec::as_slice)
    }

    /// The pattern that the token is an instance of: any characters, then exactly the fixed end. Of several patterns the
    /// longest counts.
    pub(crate) fn pattern_of(&self, token: &str) -> Option<&Pattern> {
        let token = fold(token);
        let end = |length: &usize| token.get(token.len().checked_sub(*length).filter(|at| *at > 0)?..);
        self.pattern_lengths.iter().filter_map(end).find_map(|end| self.patterns.get(end))
    }

    /// The ends of the patterns, as the pack writes them, that a skeleton ends with, and has something in front of,
    /// longest first.
    pub(crate) fn pattern_ends<'a>(&'a self, skeleton: &'a str) -> impl Iterator<Item = &'a str> {
        let end = |length: &usize| skeleton.get(skeleton.len().checked_sub(*length).filter(|at| *at > 0)?..);
        self.end_lengths.iter().filter_map(end).filter_map(|end| self.ends.get(end)).flatten().map(String::as_str)
    }

    /// The rows of the details that are one edit away: a character more, less, other, or two exchanged. The end of a
    /// pattern without anything in front of it is near, too.
    pub(crate) fn rows_near_detail(&self, token: &str) -> Vec<RowRef> {
        let folded = fold(token);
        let typed: Vec<char> = folded.chars().collect();
        let mut rows: Vec<RowRef> = self.patterns.get(&*folded).map(|pattern| pattern.rows.clone()).unwrap_or_default();
        for at in 0..=typed.len() {
            let (before, after) = typed.split_at_checked(at).unwrap_or((&typed, &[]));
            let mut look = |middle: &[char], after: &[char]| {
                let near: String = before.iter().chain(middle).chain(after).collect();
                rows.extend(self.details.get(&near).into_iter().flatten().copied());
            };
            let less = after.get(1..);
            for c in &self.alphabet {
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
