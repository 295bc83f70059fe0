//! Codes, details and rule ids to where they stand.

use std::collections::{BTreeSet, HashMap, HashSet};

use foldhash::fast::FixedState;

use super::keys::{canonical, fold, hex_digits, outline, pattern_end, shape, skeleton, width};
use super::table::Table;
use crate::model::{PackModel, Status};

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

/// Equal on every run and platform; the keys are the pack's, not an attacker's.
type Map<V> = HashMap<String, V, FixedState>;
type Set = HashSet<String, FixedState>;

/// The look-up tables of a pack. Keys of details are folded (see [`fold`]); nothing iterates over the
/// maps.
#[derive(Debug, Default)]
pub(crate) struct Index {
    codes: Map<usize>,
    rows_of_code: HashMap<usize, Vec<RowRef>>,
    details: Map<Vec<RowRef>>,
    /// The fixed end of each pattern, longest first, so that the most specific one is found.
    patterns: Vec<(String, RowRef)>,
    /// The ends of the patterns by their skeleton, and the lengths that occur, longest first.
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
        let mut index = Self::default();
        for (at, entry) in model.codes.codes.iter().enumerate() {
            for code in std::iter::once(&entry.code).chain(&entry.aliases) {
                index.codes.insert(code.clone(), at);
                index.code_shapes.insert(shape(code));
                index.term(Term::new(code, Some(at)));
            }
        }
        for (rule_at, rule) in model.rules.iter().enumerate() {
            index.rules.insert(rule.id.clone(), rule_at);
            if rule.status == Status::Deprecated {
                continue;
            }
            for (row_at, row) in rule.matches.iter().enumerate() {
                let here = RowRef { rule: rule_at, row: row_at };
                if let Some(&code) = index.codes.get(&row.code) {
                    index.rows_of_code.entry(code).or_default().push(here);
                }
                if let Some(end) = row.detail.as_deref().and_then(pattern_end) {
                    let ends = index.ends.entry(skeleton(end)).or_default();
                    if !ends.iter().any(|known| *known == fold(end)) {
                        ends.push(fold(end).into_owned());
                    }
                    index.patterns.push((fold(end).into_owned(), here));
                }
                for detail in row.detail.iter().chain(&row.printed_as) {
                    index.detail(detail, here);
                }
            }
        }
        index.patterns.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        index.end_lengths = index.patterns.iter().map(|(end, _)| skeleton(end).len()).collect();
        index.end_lengths.sort_unstable_by(|a, b| b.cmp(a));
        index.end_lengths.dedup();
        index.table = Table::new(model);
        index
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
        self.rows_of_code.get(&entry).map_or(&[], Vec::as_slice)
    }

    /// The rows under which a detail code stands as written.
    pub(crate) fn rows_of_detail(&self, token: &str) -> &[RowRef] {
        self.details.get(&*fold(token)).map_or(&[], Vec::as_slice)
    }

    /// The rows whose pattern the token is an instance of: any characters, then exactly the fixed end. Of several
    /// patterns the longest counts.
    pub(crate) fn rows_of_pattern(&self, token: &str) -> Vec<RowRef> {
        let token = fold(token);
        let fits = |end: &str| token.len() > end.len() && token.ends_with(end);
        let longest = self.patterns.iter().find(|(end, _)| fits(end)).map(|(end, _)| end.len());
        self.patterns.iter().filter(|(end, _)| fits(end) && Some(end.len()) == longest).map(|(_, row)| *row).collect()
    }

    /// The folded ends of the patterns that a skeleton ends with, and has something in front of, longest first.
    pub(crate) fn pattern_ends<'a>(&'a self, skeleton: &'a str) -> impl Iterator<Item = &'a str> {
        let end = |length: &usize| skeleton.get(skeleton.len().checked_sub(*length).filter(|at| *at > 0)?..);
        self.end_lengths.iter().filter_map(end).filter_map(|end| self.ends.get(end)).flatten().map(String::as_str)
    }

    /// The rows of the details that are one edit away: a character more, less, other, or two exchanged. The end of a
    /// pattern without anything in front of it is near, too.
    pub(crate) fn rows_near_detail(&self, token: &str) -> Vec<RowRef> {
        let folded = fold(token);
        let typed: Vec<char> = folded.chars().collect();
        let mut rows: Vec<RowRef> =
            self.patterns.iter().filter(|(end, _)| *end == folded).map(|(_, row)| *row).collect();
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
