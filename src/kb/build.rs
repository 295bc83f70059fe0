//! A model to the sections of a pack: what is said, and the tables by which it is found.

use std::collections::BTreeMap;

use serde::Serialize;

use super::keys::{canonical, fold, outline, pattern_end, shape, skeleton};
use super::rows::{self, RowRef};
use super::term::{Pattern, Shapes, Term};
use crate::model::{Codes, PackModel};
use crate::pack::{Section, Writer, Written, list, number, put_text, table};

/// Everything by which something is found, by key.
#[derive(Debug, Default)]
struct Tables {
    codes: BTreeMap<String, usize>,
    rows_of_code: Vec<Vec<RowRef>>,
    rules: BTreeMap<String, usize>,
    details: BTreeMap<String, Vec<RowRef>>,
    patterns: BTreeMap<String, Pattern>,
    ends: BTreeMap<String, Vec<String>>,
    terms: BTreeMap<String, Vec<Term>>,
    pairs: BTreeMap<String, Vec<RowRef>>,
    shapes: Shapes,
}

/// The pack of a model: equal knowledge gives equal bytes, as the model's maps are sorted and its lists are as authored.
pub(super) fn written(model: &PackModel) -> Written {
    let tables = Tables::new(model);
    let mut writer = Writer::new();
    let place = |at: usize| number(at).to_le_bytes().to_vec();
    let rows = |rows: &Vec<RowRef>| bytes(|into| rows::put(into, rows));
    writer.push(Section::Manifest, (json(&model.pack), 0));
    writer.push(Section::Shapes, (json(&tables.shapes), 0));
    writer.push(Section::Codes, table(tables.codes.iter().map(|(key, at)| (key, place(*at)))));
    writer.push(Section::RowsOfCode, list(tables.rows_of_code.iter().map(rows)));
    writer.push(Section::RuleIds, table(tables.rules.iter().map(|(key, at)| (key, place(*at)))));
    writer.push(Section::Details, table(tables.details.iter().map(|(key, of)| (key, rows(of)))));
    let pattern = |pattern: &Pattern| bytes(|into| pattern.put(into));
    writer.push(Section::Patterns, table(tables.patterns.iter().map(|(key, of)| (key, pattern(of)))));
    let texts = |texts: &Vec<String>| bytes(|into| texts.iter().for_each(|text| put_text(into, text)));
    writer.push(Section::Ends, table(tables.ends.iter().map(|(key, of)| (key, texts(of)))));
    let terms = |terms: &Vec<Term>| bytes(|into| terms.iter().for_each(|term| term.put(into)));
    writer.push(Section::Terms, table(tables.terms.iter().map(|(key, of)| (key, terms(of)))));
    writer.push(Section::Pairs, table(tables.pairs.iter().map(|(key, of)| (key, rows(of)))));
    writer.push(Section::Entries, list(model.codes.codes.iter().map(json)));
    writer.push(Section::CodeNotes, (json(&Codes { codes: Vec::new(), ..model.codes.clone() }), 0));
    writer.push(Section::Search, (json(&model.search), 0));
    writer.push(Section::Rules, list(model.rules.iter().map(json)));
    writer.finish()
}

fn bytes(put: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut bytes = Vec::new();
    put(&mut bytes);
    bytes
}

/// The model's types have no keys but texts, so nothing in them is refused.
fn json<T: Serialize>(value: &T) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}

impl Tables {
    fn new(model: &PackModel) -> Self {
        let mut tables = Self { rows_of_code: vec![Vec::new(); model.codes.codes.len()], ..Self::default() };
        for (at, entry) in model.codes.codes.iter().enumerate() {
            for code in std::iter::once(&entry.code).chain(&entry.aliases) {
                tables.codes.insert(code.clone(), at);
                tables.shapes.codes.insert(shape(code));
                tables.term(Term::new(code, Some(at)));
            }
        }
        for (at, rule) in model.rules.iter().enumerate() {
            tables.rules.insert(rule.id.clone(), at);
        }
        for (here, row) in rows::rows(model) {
            let code = tables.codes.get(&row.code).copied();
            if let Some(rows) = code.and_then(|code| tables.rows_of_code.get_mut(code)) {
                rows.push(here);
            }
            if let Some(end) = row.detail.as_deref().and_then(pattern_end) {
                tables.pattern(end, here);
            }
            for detail in row.detail.iter().chain(&row.printed_as) {
                tables.detail(detail, here);
            }
            if let Some(entry) = code.and_then(|code| model.codes.codes.get(code)) {
                let detail = row.detail.as_deref().unwrap_or_default();
                for code in std::iter::once(&entry.code).chain(&entry.aliases) {
                    once(tables.pairs.entry([code, "\n", detail].concat()).or_default(), here);
                }
            }
        }
        for lengths in [&mut tables.shapes.patterns, &mut tables.shapes.ends] {
            lengths.sort_unstable_by(|a, b| b.cmp(a));
            lengths.dedup();
        }
        tables
    }

    fn pattern(&mut self, end: &str, here: RowRef) {
        let (folded, skeleton) = (fold(end).into_owned(), skeleton(end));
        self.shapes.patterns.push(folded.len());
        let pattern = self.patterns.entry(folded).or_default();
        if pattern.rows.is_empty() {
            end.clone_into(&mut pattern.end);
            self.shapes.ends.push(skeleton.len());
            self.ends.entry(skeleton).or_default().push(end.to_owned());
        }
        pattern.rows.push(here);
    }

    fn detail(&mut self, detail: &str, here: RowRef) {
        once(self.details.entry(fold(detail).into_owned()).or_default(), here);
        self.shapes.details.insert(outline(detail));
        self.shapes.alphabet.extend(fold(detail).chars());
        if pattern_end(detail).is_none() {
            self.term(Term::new(detail, None));
        }
    }

    fn term(&mut self, term: Term) {
        self.shapes.longest = self.shapes.longest.max(term.written.len());
        let terms = self.terms.entry(canonical(&skeleton(&term.written)).into_owned()).or_default();
        if !terms.contains(&term) {
            terms.push(term);
        }
    }
}

/// Adds a row where it is not the last: rows come in order.
fn once(rows: &mut Vec<RowRef>, here: RowRef) {
    if rows.last() != Some(&here) {
        rows.push(here);
    }
}
