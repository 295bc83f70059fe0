//! What answers say, each kept apart, so that one can be given anew without a trace of what it said before.

use std::collections::{BTreeMap, BTreeSet};

use super::state::{Case, End, State};
use crate::kb::{Item, Truth, truth};
use crate::model::{AnswerOption, Check, Rule};

/// What one answer says.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    /// The check.
    pub(crate) key: String,
    /// The keys of the causes that it supports and excludes.
    pub(crate) supports: BTreeSet<String>,
    pub(crate) excludes: BTreeSet<String>,
    /// The facts that it sets.
    set: BTreeMap<String, String>,
    /// Those of them that nothing else had told before.
    pub(crate) told: BTreeSet<String>,
}

impl State<'_> {
    /// Applies the answer of a check, in the place of an earlier one if there is one.
    pub(crate) fn answer(&mut self, rule: &Rule, check: &Check, reply: &str) {
        let key = Item::Check(check).key(rule);
        let is_new = self.answers.insert(key.clone(), reply.to_owned()).is_none();
        if let Some(at) = self.said.iter().position(|said| said.key == key) {
            self.unsay(at);
        }
        let option = check.answers.iter().find(|answer| answer.id == reply);
        if let Some(option) = option {
            self.say(rule, key, option);
        }
        if !is_new {
            self.drop_what_followed();
        }
        self.weigh_up();
        let Some(option) = option else { return };
        if option.resolved {
            self.end = Some(End::Resolved);
        } else if !option.hand_over.is_empty() {
            self.end = Some(End::HandedOver(option.hand_over.clone()));
        } else if let Some(see) = &option.see {
            self.see(see);
        }
    }

    /// Takes a fact of the host; what is known already holds.
    pub(crate) fn know(&mut self, name: &str, value: &str) {
        if self.facts.entry(name.to_owned()).or_insert_with(|| value.to_owned()) == value {
            // From now on it does not hang on an answer.
            self.said.iter_mut().for_each(|said| {
                said.told.remove(name);
            });
        }
    }

    fn say(&mut self, rule: &Rule, key: String, option: &AnswerOption) {
        let causes = |ids: &[String]| ids.iter().map(|id| Self::cause_key(rule, id)).collect();
        self.said.push(Said {
            key,
            supports: causes(&option.supports),
            excludes: causes(&option.excludes),
            set: option.set.iter().map(|(fact, value)| (fact.clone(), value.clone())).collect(),
            told: BTreeSet::new(),
        });
        self.tell();
    }

    /// Takes back what one answer said; a fact that another answer sets, too, is told by that one now.
    fn unsay(&mut self, at: usize) {
        for fact in &self.said.remove(at).told {
            self.facts.remove(fact);
        }
        self.tell();
    }

    /// Takes the facts that answers set, of each the first that is told.
    fn tell(&mut self) {
        for said in &mut self.said {
            for (fact, value) in said.set.iter().filter(|(fact, _)| !self.facts.contains_key(*fact)).collect::<Vec<_>>()
            {
                self.facts.insert(fact.clone(), value.clone());
                said.told.insert(fact.clone());
            }
        }
    }

    /// After an answer was replaced: what followed from the old one counts no longer, nor does what was answered to a
    /// question that does not arise any more.
    fn drop_what_followed(&mut self) {
        // Each turn of the loop drops an answer.
        while let Some(at) = self.said.iter().position(|said| !self.still_stands(&said.key)) {
            let Some(key) = self.said.get(at).map(|said| said.key.clone()) else { return };
            self.unsay(at);
            if self.silent.remove(&key) {
                self.answers.remove(&key);
            }
        }
    }

    fn still_stands(&self, key: &str) -> bool {
        let Some((case, rule, Item::Check(check))) = self.find(key) else { return true };
        let arises = truth(&check.when, |name| self.fact(case, name)) != Truth::No;
        let follows = || self.known_answer(rule, check).map(|answer| &answer.id) == self.answers.get(key);
        arises && (!self.silent.contains(key) || follows())
    }

    fn weigh_up(&mut self) {
        self.excluded = self.said.iter().flat_map(|said| &said.excludes).cloned().collect();
        let supported = self.said.iter().flat_map(|said| &said.supports);
        self.supported = supported.filter(|cause| !self.excluded.contains(*cause)).cloned().collect();
    }

    /// Goes on with another rule, which is entered once a session.
    fn see(&mut self, id: &str) {
        let Some(rule) = self.pack.index().rule(id) else { return };
        if self.cases.iter().any(|case| case.rule == rule) {
            return;
        }
        let rows = self.pack.rule_at(rule).map_or(0, |rule| rule.matches.len());
        self.enter(Case::new(self.pack, rule, (0..rows).collect()));
    }
}
