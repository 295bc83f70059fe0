//! The pack as the tests see it: its answers as JSON, its files as YAML.

use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;
use shindan::model::{Erratum, Match, PackModel, ReviewNote, Rule};
use shindan::query::Explanation;
use shindan::{KnowledgeBase, Limits, Query, Source};

static FILES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge/caora");
    let (files, unreadable) = shindan::fs::read_dir(&folder, &Limits::default()).unwrap();
    assert!(unreadable.is_empty(), "{unreadable:?}");
    files
});

static KNOWLEDGE: LazyLock<KnowledgeBase> =
    LazyLock::new(|| shindan::load(&FILES, &Limits::default()).unwrap_or_else(|e| panic!("{e:#}")));

/// The pack's files as written: what one rule uses of another stands only where it is written.
pub(crate) fn files() -> Vec<(String, Value)> {
    FILES.iter().map(|file| (file.name.clone(), serde_yaml::from_str(&file.text).unwrap())).collect()
}

pub(crate) fn model() -> &'static PackModel {
    KNOWLEDGE.pack("caora").unwrap().model().unwrap()
}

/// The answer to a text, in Japanese and for no role: every step is shown.
pub(crate) fn explain(text: &str) -> Explanation {
    KNOWLEDGE.explain(&Query::new(text).lang("ja"))
}

/// The same in another language.
pub(crate) fn explain_in(text: &str, lang: &str) -> Explanation {
    KNOWLEDGE.explain(&Query::new(text).lang(lang))
}

/// The rule that has a row, and its matches of that row. A row is answered by one rule.
pub(crate) fn rule_of(row: &str) -> (&'static Rule, Vec<&'static Match>) {
    let has = |rule: &&Rule| rule.matches.iter().any(|m| m.row.as_deref() == Some(row));
    let rules: Vec<&Rule> = model().rules.iter().filter(has).collect();
    let [rule] = rules[..] else { panic!("{row} stands in {} rules", rules.len()) };
    (rule, rule.matches.iter().filter(|m| m.row.as_deref() == Some(row)).collect())
}

/// Every string of a JSON value.
pub(crate) fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(values) => values.iter().flat_map(strings).collect(),
        Value::Object(map) => map.values().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

/// The texts of a JSON value that are marked as printed.
pub(crate) fn printed_strings(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().flat_map(printed_strings).collect(),
        Value::Object(map) => {
            let printed = map.get("origin").and_then(Value::as_str) == Some("print");
            let own = map.get("text").and_then(Value::as_str).filter(|_| printed).map(str::to_owned);
            own.into_iter().chain(map.values().flat_map(printed_strings)).collect()
        }
        _ => Vec::new(),
    }
}

/// An erratum or a review note, with the file it stands in and the rows it concerns.
pub(crate) struct Noted<T: 'static> {
    pub(crate) file: &'static str,
    pub(crate) rows: Vec<String>,
    pub(crate) note: &'static T,
}

pub(crate) fn errata() -> Vec<Noted<Erratum>> {
    let rules = model().rules.iter().flat_map(|rule| {
        rule.errata.iter().map(|note| Noted { file: &rule.id, rows: rows_or_all(&note.rows, Some(rule)), note })
    });
    let codes = model().codes.errata.iter();
    rules.chain(codes.map(|note| Noted { file: "codes", rows: rows_or_all(&note.rows, None), note })).collect()
}

pub(crate) fn review_notes() -> Vec<Noted<ReviewNote>> {
    let rules = model().rules.iter().flat_map(|rule| {
        rule.review_notes.iter().map(|note| Noted { file: &rule.id, rows: rows_or_all(&note.rows, Some(rule)), note })
    });
    let codes = model().codes.review_notes.iter();
    rules.chain(codes.map(|note| Noted { file: "codes", rows: rows_or_all(&note.rows, None), note })).collect()
}

/// The rows that a note names, or all of its rule's.
fn rows_or_all(named: &[String], rule: Option<&Rule>) -> Vec<String> {
    let all = || rule.into_iter().flat_map(|rule| rule.matches.iter().filter_map(|m| m.row.clone())).collect();
    if named.is_empty() { all() } else { named.to_vec() }
}
