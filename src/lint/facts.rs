//! SD0306: conditions and settings name facts, and values that these facts can have.

use std::collections::BTreeMap;

use super::base::{Base, View};
use super::names::{closest, escape, one_of};
use super::refs::also_use;
use super::{At, Finding};
use crate::Code;

/// Facts that every rule knows.
const BUILT_IN: [&str; 4] = ["code", "detail", "row", "model"];

/// What a fact can be.
enum Domain<'a> {
    Anything,
    Values(Vec<&'a str>),
}

/// Every `when`, `set` and `facts` of one rule.
pub(super) fn rule(base: &Base<'_>, view: &View<'_>, found: &mut Vec<Finding>) {
    let local = Local { base, view };
    for item in &view.items {
        for (fact, values) in item.when {
            let field = format!("/when/{}", escape(fact));
            let Some(domain) = local.domain(fact) else {
                let unknown = local.unknown(fact, view.at_item(item, &field));
                found.push(also_use(base, item, fact, unknown));
                continue;
            };
            for (i, value) in values.iter().enumerate() {
                local.value(&domain, fact, value, view.at_item(item, &format!("{field}/{i}")), found);
            }
        }
        // What a used check sets is checked where it stands.
        if item.used_from.is_some() {
            continue;
        }
        for (i, answer) in item.answers().iter().enumerate() {
            local.pairs(&answer.set, |fact| view.at_item(item, &format!("/answers/{i}/set/{fact}")), found);
        }
    }
    for (i, row) in view.rule.matches.iter().enumerate() {
        local.pairs(&row.facts, |fact| view.at(format!("/matches/{i}/facts/{fact}")), found);
    }
}

struct Local<'a> {
    base: &'a Base<'a>,
    view: &'a View<'a>,
}

impl<'a> Local<'a> {
    fn domain(&self, fact: &str) -> Option<Domain<'a>> {
        let matches = &self.view.rule.matches;
        match fact {
            "code" => {
                let codes = &self.base.model.codes.codes;
                let mut values: Vec<&str> = matches.iter().map(|row| row.code.as_str()).collect();
                let listed = |code: &String| matches.iter().any(|row| self.base.code(&row.code) == code);
                for entry in codes.iter().filter(|entry| listed(&entry.code)) {
                    values.extend(std::iter::once(&entry.code).chain(&entry.aliases).map(String::as_str));
                }
                return Some(Domain::Values(values));
            }
            "detail" => {
                let details = matches.iter().flat_map(|row| row.detail.iter().chain(&row.printed_as));
                return Some(Domain::Values(details.map(String::as_str).collect()));
            }
            "row" => return Some(Domain::Values(matches.iter().filter_map(|row| row.row.as_deref()).collect())),
            "model" => return Some(Domain::Anything),
            _ => {}
        }
        if fact.strip_prefix("version.").is_some_and(|name| !name.is_empty()) {
            return Some(Domain::Anything);
        }
        let check = self.view.rule.checks.iter().find(|check| check.id == fact);
        let declared = self.base.model.pack.facts.iter().find(|declared| declared.id == fact);
        if check.is_none() && declared.is_none() {
            return None;
        }
        let answers = check.into_iter().flat_map(|check| &check.answers).map(|answer| answer.id.as_str());
        let values = declared.into_iter().flat_map(|fact| &fact.values).map(|value| value.id.as_str());
        Some(Domain::Values(answers.chain(check.map(|_| "dont_know")).chain(values).collect()))
    }

    fn unknown(&self, fact: &str, at: At) -> Finding {
        let checks = self.view.rule.checks.iter().map(|check| check.id.as_str());
        let declared = self.base.model.pack.facts.iter().map(|fact| fact.id.as_str());
        let known: Vec<&str> = BUILT_IN.into_iter().chain(checks).chain(declared).collect();
        let help = match closest(fact, &known) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "facts are `code`, `detail`, `row`, `model`, `version.NAME`, the checks of this rule and `facts` \
                     of pack.yaml"
                .to_owned(),
        };
        Finding::new(Code::UnknownFact, at, format!("unknown fact `{fact}`")).help(help)
    }

    fn value(&self, domain: &Domain<'_>, fact: &str, value: &str, at: At, found: &mut Vec<Finding>) {
        let Domain::Values(values) = domain else { return };
        if values.contains(&value) {
            return;
        }
        let help = match closest(value, values) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => match one_of(values) {
                Some(values) => format!("write {values}"),
                None if values.is_empty() => format!("nothing in this rule gives `{fact}` a value"),
                None => format!("write a value that `{fact}` has in this rule"),
            },
        };
        found.push(
            Finding::new(Code::UnknownFact, at, format!("`{value}` is not a value of the fact `{fact}`")).help(help),
        );
    }

    /// A map of facts to single values.
    fn pairs(&self, pairs: &BTreeMap<String, String>, at: impl Fn(&str) -> At, found: &mut Vec<Finding>) {
        for (fact, value) in pairs {
            let at = at(&escape(fact));
            match self.domain(fact) {
                Some(domain) => self.value(&domain, fact, value, at, found),
                None => found.push(self.unknown(fact, at)),
            }
        }
    }
}
