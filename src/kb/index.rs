//! Codes, details and rule ids to where they stand.

use std::collections::HashMap;

use crate::model::{PackModel, Status};

/// A row of a rule: positions in the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct RowRef {
    pub(crate) rule: usize,
    pub(crate) row: usize,
}

/// The look-up tables of a pack. Keys are folded (see [`fold`]); nothing iterates over the maps.
#[derive(Debug, Default)]
pub(crate) struct Index {
    codes: HashMap<String, usize>,
    rows_of_code: HashMap<usize, Vec<RowRef>>,
    details: HashMap<String, Vec<RowRef>>,
    /// The fixed end of each pattern, longest first, so that the most specific one is found.
    patterns: Vec<(String, RowRef)>,
    rules: HashMap<String, usize>,
    /// Details as written, sorted, for suggestions.
    known_details: Vec<String>,
}

/// A code without the differences that carry no meaning: letter case.
pub(crate) fn fold(code: &str) -> String {
    code.to_ascii_uppercase()
}

/// The fixed end of a pattern such as `xxxxC02-4`: what follows two or more leading `x`.
pub(crate) fn pattern_end(detail: &str) -> Option<&str> {
    let end = detail.trim_start_matches('x');
    (detail.len().saturating_sub(end.len()) >= 2 && !end.is_empty()).then_some(end)
}

impl Index {
    pub(crate) fn new(model: &PackModel) -> Self {
        let mut index = Self::default();
        for (at, entry) in model.codes.codes.iter().enumerate() {
            for code in std::iter::once(&entry.code).chain(&entry.aliases) {
                index.codes.insert(fold(code), at);
            }
        }
        for (rule_at, rule) in model.rules.iter().enumerate() {
            index.rules.insert(rule.id.clone(), rule_at);
            if rule.status == Status::Deprecated {
                continue;
            }
            for (row_at, row) in rule.matches.iter().enumerate() {
                let here = RowRef { rule: rule_at, row: row_at };
                if let Some(&code) = index.codes.get(&fold(&row.code)) {
                    index.rows_of_code.entry(code).or_default().push(here);
                }
                if let Some(end) = row.detail.as_deref().and_then(pattern_end) {
                    index.patterns.push((fold(end), here));
                }
                for detail in row.detail.iter().chain(&row.printed_as) {
                    let rows = index.details.entry(fold(detail)).or_default();
                    if !rows.contains(&here) {
                        rows.push(here);
                    }
                    index.known_details.push(detail.clone());
                }
            }
        }
        index.patterns.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        index.known_details.sort();
        index.known_details.dedup();
        index
    }

    /// The position of a rule by its id.
    pub(crate) fn rule(&self, id: &str) -> Option<usize> {
        self.rules.get(id).copied()
    }

    /// The position of a code's entry.
    pub(crate) fn code(&self, token: &str) -> Option<usize> {
        self.codes.get(&fold(token)).copied()
    }

    /// The rows of a code's entry, by rule and row.
    pub(crate) fn rows_of_code(&self, entry: usize) -> &[RowRef] {
        self.rows_of_code.get(&entry).map_or(&[], Vec::as_slice)
    }

    /// The rows under which a detail code stands as written.
    pub(crate) fn rows_of_detail(&self, token: &str) -> &[RowRef] {
        self.details.get(&fold(token)).map_or(&[], Vec::as_slice)
    }

    /// The rows whose pattern the token is an instance of: any characters, then exactly the fixed end. Of several
    /// patterns the longest counts.
    pub(crate) fn rows_of_pattern(&self, token: &str) -> Vec<RowRef> {
        let token = fold(token);
        let fits = |end: &str| token.len() > end.len() && token.ends_with(end);
        let longest = self.patterns.iter().find(|(end, _)| fits(end)).map(|(end, _)| end.len());
        self.patterns.iter().filter(|(end, _)| fits(end) && Some(end.len()) == longest).map(|(_, row)| *row).collect()
    }

    /// Every detail code as written, sorted.
    pub(crate) fn known_details(&self) -> &[String] {
        &self.known_details
    }
}
