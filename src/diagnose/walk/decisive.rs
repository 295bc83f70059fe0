//! What of a state decides its future: states that agree in it are walked once.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use crate::diagnose::answers::Said;
use crate::diagnose::state::{Case, State};
use crate::diagnose::status::Status;
use crate::kb::{Item, LoadedPack};
use crate::model::{Cause, Check, Remedy, Risk, Rule, Strategy};
use crate::query::WithheldWhy;

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
    key.push_str(&format!("{:?}|{:?}|", state.opening, state.suspects));
    let rules: Vec<(&Case, &Rule)> = state.cases.iter().filter_map(|c| Some((c, state.rule(c)?))).collect();
    let all: Vec<(&Case, &Rule, Item<'_>)> =
        rules.iter().flat_map(|(c, r)| crate::kb::authored(r).into_iter().map(move |i| (*c, *r, i))).collect();
    let to_come = to_come(state.pack, rules.iter().map(|(_, rule)| *rule).collect());
    let destructive =
        to_come.iter().any(|rule| crate::kb::authored(rule).iter().any(|i| i.risk() == Risk::Destructive));
    key.push_str(&in_doubt(state, &may_contradict(&to_come)));
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
                let (excluded, supported) = (state.excluded.contains(&k), state.supported.contains(&k));
                key.push_str(&format!("{}{}", u8::from(excluded), u8::from(supported)));
                if matches!(item, Item::Check(_)) && !excluded {
                    key.push_str(&format!("{:?}", treatment(state, case, rule, cause)));
                }
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

/// Of the remedies of a cause that were tried: whether there is any, and whether all of them are out of the way. A cause is
/// treated once all its remedies are; those that are left stand in the key themselves.
fn treatment(state: &State<'_>, case: &Case, rule: &Rule, cause: &String) -> (bool, bool) {
    let of_cause = |r: &&Remedy| r.fixes.contains(cause) || r.sometimes_fixes.contains(cause);
    let tried = |r: &&Remedy| state.outcomes.contains_key(&Item::Remedy(r).key(rule));
    let tried: Vec<&Remedy> = rule.remediation.iter().filter(of_cause).filter(tried).collect();
    (!tried.is_empty(), tried.iter().all(|remedy| state.is_out_of_the_way(case, rule, remedy)))
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

/// The checks whose answers may contradict another, and those that are only asked because of these: what was answered to
/// others is of no interest any more.
fn may_contradict(rules: &[&Rule]) -> BTreeSet<String> {
    let key = |rule: &Rule, id: &String| State::cause_key(rule, id);
    let checks: Vec<(&Rule, &Check, String)> =
        rules.iter().flat_map(|rule| rule.checks.iter().map(|c| (*rule, c, Item::Check(c).key(rule)))).collect();
    let tells =
        |check: &Check, fact: &String| check.id == *fact || check.answers.iter().any(|a| a.set.contains_key(fact));
    let mut supported: Vec<(&String, String)> = Vec::new();
    let mut excluded: Vec<(&String, String)> = Vec::new();
    for (rule, check, own) in &checks {
        for answer in &check.answers {
            supported.extend(answer.supports.iter().map(|id| (own, key(rule, id))));
            excluded.extend(answer.excludes.iter().map(|id| (own, key(rule, id))));
        }
        // A condition excludes its cause, too.
        let conditions = rules.iter().flat_map(|rule| rule.causes.iter().map(move |cause| (*rule, cause)));
        let told = conditions.filter(|(_, cause)| cause.when.keys().any(|fact| tells(check, fact)));
        excluded.extend(told.map(|(rule, cause)| (own, key(rule, &cause.id))));
    }
    let by = |cause: &String| -> Vec<String> {
        excluded.iter().filter(|(_, c)| c == cause).map(|(by, _)| (*by).clone()).collect()
    };
    let mut found: BTreeSet<String> = BTreeSet::new();
    for (one, cause) in &supported {
        let others: Vec<String> = by(cause).into_iter().filter(|other| other != *one).collect();
        found.extend(others.first().map(|_| (*one).clone()));
        found.extend(others);
    }
    for rule in rules {
        let conditional = |cause: &Cause| !cause.when.is_empty();
        let all: Vec<Vec<String>> = rule.causes.iter().map(|cause| by(&key(rule, &cause.id))).collect();
        if all.iter().zip(&rule.causes).all(|(by, cause)| !by.is_empty() || conditional(cause)) {
            found.extend(all.into_iter().flatten());
        }
    }
    // An answer that is given anew drops what was only asked because of it.
    loop {
        let asks = |check: &Check| {
            check.when.keys().any(|fact| checks.iter().any(|(_, other, k)| found.contains(k) && tells(other, fact)))
        };
        let more = checks.iter().find(|(_, check, own)| !found.contains(own) && asks(check));
        let Some((_, _, own)) = more else { return found };
        found.insert(own.clone());
    }
}

/// What was said that may come into doubt, and which of its causes something else speaks of, too. Where nothing is in doubt and no
/// such question is left, nothing ever will be.
fn in_doubt(state: &State<'_>, may_contradict: &BTreeSet<String>) -> String {
    let is_left = |key: &String| {
        let Some((case, rule, item)) = state.find(key) else { return true };
        let above = Status::Withheld(WithheldWhy::AboveRole);
        ![Status::Settled, Status::Moot, above].contains(&state.status(case, rule, item))
    };
    if state.doubt().is_none() && !may_contradict.iter().any(is_left) {
        return "|".to_owned();
    }
    let (own, others): (Vec<&Said>, Vec<&Said>) =
        state.said.iter().partition(|said| may_contradict.contains(&said.key));
    let causes: BTreeSet<&String> = own.iter().flat_map(|said| said.supports.iter().chain(&said.excludes)).collect();
    let shared = |of: fn(&Said) -> &BTreeSet<String>| -> Vec<bool> {
        causes.iter().map(|cause| others.iter().any(|said| of(said).contains(*cause))).collect()
    };
    let conditions: BTreeSet<&String> =
        may_contradict.iter().filter_map(|k| state.find(k)).flat_map(|(_, _, item)| item.when().keys()).collect();
    let known: Vec<_> = conditions.iter().map(|fact| state.known(fact)).collect();
    let silent: Vec<&String> = state.silent.iter().filter(|k| may_contradict.contains(*k)).collect();
    let given: Vec<_> = may_contradict.iter().map(|k| state.answers.get(k)).collect();
    format!(
        "{:?}{:?}{own:?}{:?}{:?}{known:?}{silent:?}{given:?}|",
        state.twice,
        state.asked_about,
        shared(|said| &said.supports),
        shared(|said| &said.excludes)
    )
}
