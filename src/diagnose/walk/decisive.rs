//! What of a state decides its future: states that agree in it are walked once.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use crate::diagnose::state::{Case, State};
use crate::diagnose::status::Status;
use crate::kb::{Item, LoadedPack};
use crate::model::{Risk, Rule, Strategy};

/// What of a state decides everything that can still come, as a key: states that differ only in what nothing tests any
/// more have the same future. Outcomes are told apart where a step requires the remedy or a destructive step waits.
pub(super) fn decisive(state: &State<'_>) -> String {
    let mut key =
        format!("{:?}|{:?}|{:?}|{:?}|{:?}|", state.role, state.candidates, state.pending, state.reask, state.end);
    if state.end.is_some() {
        return key;
    }
    key.push_str(&format!("{:?}|{:?}|", state.consulted, state.offered));
    if state.strategy == Strategy::Planned {
        // The model decides what is planned; it is long, and its hash does.
        let model = Sha256::digest(format!("{:?}", state.derive())).to_vec();
        key.push_str(&format!("{model:?}|{:?}|", state.budget.map(|_| state.spent)));
    }
    key.push_str(&format!("{:?}|{:?}|", state.twice, state.asked_about));
    key.push_str(&format!("{:?}|{:?}|", state.opening, state.suspects));
    let rules: Vec<(&Case, &Rule)> = state.cases.iter().filter_map(|c| Some((c, state.rule(c)?))).collect();
    let all: Vec<(&Case, &Rule, Item<'_>)> =
        rules.iter().flat_map(|(c, r)| crate::kb::authored(r).into_iter().map(move |i| (*c, *r, i))).collect();
    let to_come = to_come(state.pack, rules.iter().map(|(_, rule)| *rule).collect());
    let destructive =
        to_come.iter().any(|rule| crate::kb::authored(rule).iter().any(|i| i.risk() == Risk::Destructive));
    if may_contradict(&to_come) {
        key.push_str(&format!("{:?}|{:?}|{:?}|", state.said, state.answers, state.silent));
    }
    for (case, rule, item) in &all {
        let item_key = item.key(rule);
        let required = all.iter().any(|(_, _, other)| other.requires().iter().any(|id| id == item.id()));
        let settled = state.answers.contains_key(&item_key) || state.outcomes.contains_key(&item_key);
        if settled {
            let answer = state.answers.get(&item_key);
            let tested = all.iter().any(|(_, r, other)| {
                let k = other.key(r);
                other.when().contains_key(item.id())
                    && !state.answers.contains_key(&k)
                    && !state.outcomes.contains_key(&k)
            });
            let outcome = state.outcomes.get(&item_key).filter(|_| required || destructive);
            let undone = matches!(item, Item::Remedy(r) if r.any_of.is_some())
                .then(|| (state.outcomes.get(&item_key), state.undone.contains(&item_key)));
            key.push_str(&format!("{item_key}:{:?}{:?}{:?};", answer.filter(|_| tested || required), outcome, undone));
        } else if state.status(case, rule, *item) != Status::Moot || destructive {
            key.push_str(&format!("{item_key}?"));
            let mut causes: Vec<&String> = Vec::new();
            match item {
                Item::Check(check) => {
                    causes.extend(check.answers.iter().flat_map(|a| a.supports.iter().chain(&a.excludes)))
                }
                Item::Remedy(remedy) => causes.extend(remedy.fixes.iter().chain(&remedy.sometimes_fixes)),
            }
            for cause in causes {
                let k = State::cause_key(rule, cause);
                key.push_str(&format!(
                    "{}{}",
                    u8::from(state.excluded.contains(&k)),
                    u8::from(state.supported.contains(&k))
                ));
            }
            for fact in item.when().keys() {
                key.push_str(&format!("{:?}", state.fact(case, fact)));
            }
        }
    }
    let declared: Vec<_> = state.facts.iter().collect();
    key.push_str(&format!("{declared:?}{:?}", state.cases.iter().map(|c| (c.rule, &c.rows)).collect::<Vec<_>>()));
    key
}

/// These rules and those that an answer goes on with.
fn to_come<'a>(pack: &'a LoadedPack, mut rules: Vec<&'a Rule>) -> Vec<&'a Rule> {
    let mut at = 0;
    while let Some(rule) = rules.get(at) {
        at += 1;
        let seen =
            rule.checks.iter().flat_map(|c| &c.answers).filter_map(|a| a.see.as_deref()).filter_map(|id| pack.rule(id));
        let new: Vec<&Rule> = seen.filter(|other| rules.iter().all(|r| r.id != other.id)).collect();
        rules.extend(new);
    }
    rules
}

/// Whether answers of these rules may contradict each other: where not, what was answered is of no interest any more.
fn may_contradict(rules: &[&Rule]) -> bool {
    let key = |rule: &Rule, id: &String| State::cause_key(rule, id);
    let mut supported: Vec<(String, String)> = Vec::new();
    let mut excluded: Vec<(String, String)> = Vec::new();
    for rule in rules {
        for check in &rule.checks {
            let own = Item::Check(check).key(rule);
            for answer in &check.answers {
                supported.extend(answer.supports.iter().map(|id| (own.clone(), key(rule, id))));
                excluded.extend(answer.excludes.iter().map(|id| (own.clone(), key(rule, id))));
            }
        }
        // A condition excludes its cause, too.
        let conditions = rule.causes.iter().filter(|cause| !cause.when.is_empty());
        excluded.extend(conditions.map(|cause| (String::new(), key(rule, &cause.id))));
    }
    let opposed = supported.iter().any(|(by, cause)| excluded.iter().any(|(other, c)| c == cause && other != by));
    let none_left = rules.iter().any(|rule| {
        let by = |cause: &crate::model::Cause| -> BTreeSet<&String> {
            excluded.iter().filter(|(_, c)| *c == key(rule, &cause.id)).map(|(by, _)| by).collect()
        };
        let all: BTreeSet<&String> = rule.causes.iter().flat_map(by).collect();
        rule.causes.iter().all(|cause| !by(cause).is_empty()) && all.len() > 1
    });
    opposed || none_left
}
