//! What the row of a code says about the case.

use std::collections::BTreeMap;

use crate::kb::Facts;
use crate::model::Match;

/// What is known of all rows alike, and what the caller said.
pub(crate) fn common_facts(rows: &[&Match], given: &BTreeMap<String, String>) -> Facts {
    let mut facts: Facts = given.clone();
    let all = rows.iter().map(|row| row_facts(row));
    let common = all.reduce(|a, b| a.into_iter().filter(|(k, v)| b.get(k) == Some(v)).collect());
    facts.extend(common.unwrap_or_default());
    facts
}

/// What a row says about the case.
pub(crate) fn row_facts(row: &Match) -> Facts {
    let mut facts: Facts = row.facts.clone();
    facts.insert("code".to_owned(), row.code.clone());
    if let Some(detail) = &row.detail {
        facts.insert("detail".to_owned(), detail.clone());
    }
    if let Some(name) = &row.row {
        facts.insert("row".to_owned(), name.clone());
    }
    facts
}
