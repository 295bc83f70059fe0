//! The names that a fingerprint may stand for, at one moment of a session.

use std::collections::BTreeSet;

use crate::diagnose::state::State;
use crate::kb::{Item, LoadedPack, authored};
use crate::model::Rule;

/// Replies that every pack has, by their symbol. A new one is added at the end; the last symbol stays free.
pub(super) const REPLIES: [&str; 11] =
    ["yes", "no", "dont_know", "fixed", "not_fixed", "done", "stopped", "cannot", "proceed", "other", "none"];

/// The checks and remedies of the rules that the session is in.
pub(super) fn steps(state: &State<'_>) -> BTreeSet<String> {
    let rules = state.cases.iter().filter_map(|case| state.rule(case));
    rules.flat_map(|rule| authored(rule).into_iter().map(move |item| item.key(rule))).collect()
}

/// The answers of a check.
pub(super) fn answers(state: &State<'_>, step: &str) -> Vec<String> {
    match state.find(step) {
        Some((_, _, Item::Check(check))) => check.answers.iter().map(|answer| answer.id.clone()).collect(),
        _ => Vec::new(),
    }
}

/// The rules that a text without a code may mean.
pub(super) fn suspects(state: &State<'_>) -> Vec<String> {
    let rules = state.suspects.iter().filter_map(|suspect| state.pack.rule_at(suspect.rule));
    rules.map(|rule| rule.id.clone()).collect()
}

/// The rules of the pack.
pub(super) fn rules(pack: &LoadedPack) -> impl Iterator<Item = &str> {
    pack.whole().rules.iter().map(|rule| rule.id.as_str())
}

/// The codes or details that are asked for.
pub(super) fn candidates(state: &State<'_>, code: bool) -> BTreeSet<String> {
    let rows = state.candidates.iter().flat_map(|c| &c.rows).filter_map(|row| state.pack.row(*row));
    rows.filter_map(|(_, row)| if code { Some(row.code.clone()) } else { row.detail.clone() }).collect()
}

pub(super) fn contacts(pack: &LoadedPack) -> impl Iterator<Item = &str> {
    pack.manifest().contacts.iter().map(|contact| contact.id.as_str())
}

pub(super) fn roles(pack: &LoadedPack) -> impl Iterator<Item = &str> {
    pack.manifest().roles.iter().map(|role| role.id.as_str())
}

/// A device that no rule names.
pub(super) const OTHER_MODEL: &str = "?";

/// The devices that rules name.
pub(super) fn models(pack: &LoadedPack) -> BTreeSet<&str> {
    let rules = &pack.whole().rules;
    let applies = rules.iter().filter_map(|rule| rule.applies_to.as_ref()).flat_map(|to| &to.models);
    let tested = rules.iter().flat_map(conditions).filter(|(fact, _)| *fact == "model").flat_map(|(_, values)| values);
    applies.chain(tested).map(String::as_str).collect()
}

fn conditions(rule: &Rule) -> impl Iterator<Item = (&str, &Vec<String>)> {
    let items = authored(rule).into_iter().flat_map(|item| item.when());
    let others = rule.causes.iter().flat_map(|c| &c.when).chain(rule.cautions.iter().flat_map(|c| &c.when));
    items.chain(others).map(|(fact, values)| (fact.as_str(), values))
}

/// The software whose version rules ask for.
pub(super) fn software(pack: &LoadedPack) -> BTreeSet<&str> {
    let applies = pack.whole().rules.iter().filter_map(|rule| rule.applies_to.as_ref());
    applies.flat_map(|to| to.software.keys()).map(String::as_str).collect()
}

/// Everything that a host can say it knows, other than versions, as `NAME=VALUE`.
pub(super) fn facts(pack: &LoadedPack) -> BTreeSet<String> {
    let mut facts: BTreeSet<String> = models(pack).into_iter().map(|model| format!("model={model}")).collect();
    if !facts.is_empty() {
        facts.insert(format!("model={OTHER_MODEL}"));
    }
    for fact in &pack.manifest().facts {
        facts.extend(fact.values.iter().map(|value| format!("{}={}", fact.id, value.id)));
    }
    for rule in &pack.whole().rules {
        for check in &rule.checks {
            for answer in &check.answers {
                facts.insert(format!("{}={}", check.id, answer.id));
                facts.insert(format!("{}/{}={}", rule.id, check.id, answer.id));
            }
        }
    }
    facts
}
