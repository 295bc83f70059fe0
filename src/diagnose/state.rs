//! What is known at one moment of a session, and what a reply changes.

use std::collections::{BTreeMap, BTreeSet};

use super::answers::Said;
use super::contradiction::Statement;
use super::opening::Suspect;
use crate::kb::{Facts, Item, LoadedPack, RowRef, authored};
use crate::model::{AnswerOption, Cause, Check, Match, Remedy, Rule, Strategy};
use crate::query::{Found, Level, Reason, common_facts, row_facts};

/// What became of a remedy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Outcome {
    /// Carried out; the fault is gone.
    Fixed,
    /// Carried out; the fault is still there.
    NotFixed,
    /// Carried out; whether it helped is not known, so it settles nothing.
    Unsure,
    /// Carried out; it has no verify of its own.
    Done,
    /// Begun and stopped.
    Stopped,
    /// Not carried out.
    Cannot,
}

impl Outcome {
    pub(crate) fn from_reply(reply: &str) -> Option<Self> {
        Some(match reply {
            "fixed" => Self::Fixed,
            "not_fixed" => Self::NotFixed,
            "dont_know" => Self::Unsure,
            "done" => Self::Done,
            "stopped" => Self::Stopped,
            "cannot" => Self::Cannot,
            _ => return None,
        })
    }

    pub(crate) fn reply(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::NotFixed => "not_fixed",
            Self::Unsure => "dont_know",
            Self::Done => "done",
            Self::Stopped => "stopped",
            Self::Cannot => "cannot",
        }
    }

    pub(crate) fn carried_out(self) -> bool {
        !matches!(self, Self::Cannot | Self::Stopped)
    }
}

/// How a session ended.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum End {
    Resolved,
    WorkedAround,
    /// Handed over at once: to these contacts, or to the rule's own.
    HandedOver(Vec<String>),
}

/// A step that was confirmed, or a change that has to be put back, before anything else.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Pending {
    Confirmed(String),
    Undo(String),
}

/// A rule that the session is in, with the rows that may be the ones.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Case {
    pub(crate) rule: usize,
    pub(crate) rows: Vec<usize>,
    /// What the rows have in common.
    pub(crate) facts: Facts,
}

impl Case {
    pub(crate) fn new(pack: &LoadedPack, rule: usize, rows: Vec<usize>) -> Self {
        let all = pack.rule_at(rule).map_or(&[][..], |rule| &rule.matches);
        let matches: Vec<&Match> = rows.iter().filter_map(|row| all.get(*row)).collect();
        Self { rule, facts: common_facts(&matches, &Facts::new()), rows }
    }
}

/// Rows of which it is open which is meant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Candidates {
    pub(crate) rows: Vec<RowRef>,
    /// The code is not known either, so it is asked before the detail.
    pub(crate) ask_code: bool,
    /// None of the rows is what was typed; they only resemble it.
    pub(crate) only_near: bool,
}

/// Everything that decides what comes next.
#[derive(Debug, Clone)]
pub(crate) struct State<'k> {
    pub(crate) pack: &'k LoadedPack,
    pub(crate) role: String,
    pub(crate) strategy: Strategy,
    /// The minutes there are, if they are limited.
    pub(crate) budget: Option<u32>,
    /// The minutes of the steps taken so far.
    pub(crate) spent: u32,
    /// Somebody waits, so that a workaround comes first.
    pub(crate) waiting: bool,
    pub(crate) facts: Facts,
    pub(crate) candidates: Option<Candidates>,
    /// The rules, the one to go on with first.
    pub(crate) cases: Vec<Case>,
    /// Rules that a text without a code speaks of, the best first, as long as it is open which one is meant.
    pub(crate) suspects: Vec<Suspect>,
    /// It is still to be asked which one.
    pub(crate) opening: bool,
    pub(crate) answers: BTreeMap<String, String>,
    /// Checks whose answer was known without asking.
    pub(crate) silent: BTreeSet<String>,
    pub(crate) outcomes: BTreeMap<String, Outcome>,
    /// Destructive steps that were offered; each is offered once.
    pub(crate) offered: BTreeSet<String>,
    pub(crate) consulted: BTreeSet<String>,
    pub(crate) excluded: BTreeSet<String>,
    pub(crate) supported: BTreeSet<String>,
    /// What each answer says, in the order in which they were given.
    pub(crate) said: Vec<Said>,
    /// Checks that were asked a second time, and the contradictions that were asked about.
    pub(crate) twice: BTreeSet<String>,
    pub(crate) asked_about: BTreeSet<(Statement, Statement)>,
    /// Alternatives that were put back.
    pub(crate) undone: BTreeSet<String>,
    pub(crate) pending: Option<Pending>,
    pub(crate) reask: Option<String>,
    pub(crate) end: Option<End>,
}

impl<'k> State<'k> {
    pub(crate) fn new(pack: &'k LoadedPack, role: &str, facts: &Facts) -> Self {
        Self {
            pack,
            role: role.to_owned(),
            strategy: pack.manifest().strategy,
            budget: None,
            spent: 0,
            waiting: false,
            facts: facts.clone(),
            candidates: None,
            cases: Vec::new(),
            suspects: Vec::new(),
            opening: false,
            answers: BTreeMap::new(),
            silent: BTreeSet::new(),
            outcomes: BTreeMap::new(),
            offered: BTreeSet::new(),
            consulted: BTreeSet::new(),
            excluded: BTreeSet::new(),
            supported: BTreeSet::new(),
            said: Vec::new(),
            twice: BTreeSet::new(),
            asked_about: BTreeSet::new(),
            undone: BTreeSet::new(),
            pending: None,
            reask: None,
            end: None,
        }
    }

    /// Takes up what an input means, keeping what was done.
    pub(crate) fn take_up(&mut self, found: &[Found]) {
        self.pending = None;
        if found.iter().any(|one| !one.rows.is_empty() || !one.near.is_empty()) {
            self.close_opening();
        }
        for one in found.iter().rev() {
            let only_near = one.rows.is_empty();
            let mut rows = if only_near { one.near.clone() } else { one.rows.clone() };
            rows.sort();
            rows.dedup();
            let sure = one.level <= Level::Wildcard && one.level != Level::Suggestion;
            let ask_code = one.level == Level::DetailOnly;
            if rows.is_empty() {
                continue;
            }
            // The table pairs the detail with other codes only: which of them is meant is for the caller to say.
            let only_near = only_near || matches!(one.reason, Reason::PairNotInTable | Reason::CodeNotInTable);
            if sure { self.enter_rows(&rows) } else { self.narrow(Candidates { rows, ask_code, only_near }) }
        }
    }

    /// Enters the rule of `rows` if they leave nothing to ask, or keeps them as candidates.
    pub(crate) fn narrow(&mut self, mut candidates: Candidates) {
        let rows = &candidates.rows;
        let mut codes: Vec<&str> =
            rows.iter().filter_map(|r| self.pack.row(*r)).map(|(_, m)| m.code.as_str()).collect();
        codes.dedup();
        candidates.ask_code &= codes.len() > 1 || candidates.only_near;
        if !candidates.ask_code && !candidates.only_near && !self.detail_matters(rows) {
            self.candidates = None;
            self.enter_rows(&candidates.rows);
        } else {
            self.candidates = Some(candidates);
        }
    }

    /// Whether the rows differ in anything that a session goes by: their rule, or a fact that the rule tests. A single
    /// row is asked for too, since another detail under the same code would be another fault.
    pub(crate) fn detail_matters(&self, rows: &[RowRef]) -> bool {
        let mut rules: Vec<usize> = rows.iter().map(|r| r.rule).collect();
        rules.dedup();
        let [only] = rules.as_slice() else { return true };
        let Some(rule) = self.pack.rule_at(*only) else { return true };
        let matches: Vec<&Match> = rows.iter().filter_map(|r| rule.matches.get(r.row)).collect();
        let [first, rest @ ..] = matches.as_slice() else { return true };
        let tested: BTreeSet<&str> = authored(rule)
            .iter()
            .flat_map(|item| item.when().keys())
            .chain(rule.causes.iter().flat_map(|c| c.when.keys()))
            .map(String::as_str)
            .collect();
        let facts = row_facts(first);
        let differs = |m: &&Match| tested.iter().any(|fact| row_facts(m).get(*fact) != facts.get(*fact));
        rest.is_empty() || rest.iter().any(differs)
    }

    pub(super) fn enter_rows(&mut self, rows: &[RowRef]) {
        let mut rules: Vec<usize> = rows.iter().map(|r| r.rule).collect();
        rules.dedup();
        for rule in rules.into_iter().rev() {
            let rows = rows.iter().filter(|r| r.rule == rule).map(|r| r.row).collect();
            self.enter(Case::new(self.pack, rule, rows));
        }
    }

    /// Goes on with a rule: it comes first, the others stay behind it.
    pub(crate) fn enter(&mut self, case: Case) {
        self.cases.retain(|c| c.rule != case.rule);
        self.cases.insert(0, case);
    }

    pub(crate) fn rule(&self, case: &Case) -> Option<&'k Rule> {
        self.pack.rule_at(case.rule)
    }

    /// The value of a fact as a case sees it: its row, what was answered or supplied, the answers to its checks.
    pub(crate) fn fact<'s>(&'s self, case: &'s Case, name: &str) -> Option<&'s str> {
        if let Some(value) = case.facts.get(name).or_else(|| self.facts.get(name)) {
            return Some(value);
        }
        let rule = self.rule(case)?;
        let check = rule.checks.iter().find(|check| check.id == name)?;
        self.answers.get(&Item::Check(check).key(rule)).map(String::as_str).filter(|answer| *answer != "dont_know")
    }

    /// What is known of a fact, or answered to a check, by whatever name a host may give it.
    pub(crate) fn known(&self, name: &str) -> Option<&str> {
        let in_case = |case: &'_ Case| {
            let rule = self.rule(case)?;
            let named = |check: &&Check| check.id == *name || format!("{}/{}", rule.id, check.id) == *name;
            let check = rule.checks.iter().find(named)?;
            self.answers.get(&Item::Check(check).key(rule)).map(String::as_str).filter(|answer| *answer != "dont_know")
        };
        let facts = || self.facts.get(name).map(String::as_str);
        facts().or_else(|| self.cases.iter().find_map(in_case))
    }

    /// The check or remedy of this key and the case it belongs to.
    pub(crate) fn find(&self, key: &str) -> Option<(&Case, &'k Rule, Item<'k>)> {
        self.cases.iter().find_map(|case| {
            let rule = self.rule(case)?;
            let item = authored(rule).into_iter().find(|item| item.key(rule) == key)?;
            Some((case, rule, item))
        })
    }

    /// The key of a cause of `rule`, shared by the rules that use it.
    pub(crate) fn cause_key(rule: &Rule, id: &str) -> String {
        let cause: Option<&Cause> = rule.causes.iter().find(|cause| cause.id == id);
        cause.and_then(|c| c.used_from.clone()).unwrap_or_else(|| format!("{}/{id}", rule.id))
    }

    /// Counts the minutes of a step that was taken.
    pub(crate) fn spend(&mut self, item: Item<'_>) {
        self.spent = self.spent.saturating_add(item.minutes());
    }

    /// Whether a step fits into the minutes that are left.
    pub(crate) fn fits(&self, item: Item<'_>) -> bool {
        self.budget.is_none_or(|budget| self.spent.saturating_add(item.minutes()) <= budget)
    }

    /// Records what became of a remedy.
    pub(crate) fn carry_out(&mut self, key: &str, remedy: &Remedy, outcome: Outcome) {
        self.outcomes.insert(key.to_owned(), outcome);
        self.pending = None;
        match outcome {
            Outcome::Fixed => {
                self.end = Some(match remedy.kind {
                    crate::model::RemedyKind::Fix => End::Resolved,
                    crate::model::RemedyKind::Workaround => End::WorkedAround,
                });
            }
            Outcome::Stopped => self.end = Some(End::HandedOver(Vec::new())),
            Outcome::NotFixed | Outcome::Unsure | Outcome::Done if remedy.any_of.is_some() && remedy.undo.is_some() => {
                self.pending = Some(Pending::Undo(key.to_owned()));
            }
            _ => {}
        }
    }

    /// The answer of a check that follows from what is known already, if one does.
    pub(crate) fn known_answer<'c>(&self, rule: &Rule, check: &'c Check) -> Option<&'c AnswerOption> {
        let supplied = self.facts.get(&check.id).or_else(|| self.facts.get(&Item::Check(check).key(rule)));
        let by_name = supplied.and_then(|value| check.answers.iter().find(|answer| answer.id == *value));
        by_name.or_else(|| {
            let holds = |answer: &&AnswerOption| {
                !answer.set.is_empty() && answer.set.iter().all(|(fact, value)| self.facts.get(fact) == Some(value))
            };
            check.answers.iter().find(holds)
        })
    }
}
