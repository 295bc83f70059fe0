//! A session that begins with what somebody sees: the rules that it speaks of are told apart before anything is done.
//!
//! Until one of them is decided, only questions come: which of the screens it is, or a safe check, where the cheapest plan over all
//! of them begins with it. What nobody can tell stays open, and the session goes on over all that are possible.

mod model;
mod view;

use super::forecast::Forecast;
use super::next::Next;
use super::session::Start;
use super::state::{Candidates, Case, End, State};
use super::status::Status;
use crate::kb::{Item, RowRef};
use crate::model::{AnswerOption, Check, Risk, Strategy};
use crate::query::{applies, suspects};

/// The question which of the rules it is.
pub(crate) const WHICH_RULE: &str = "which-rule";

/// Most rules that a session begins with, and most that are looked at, as some are about another device.
const MOST: usize = 5;
const SEARCHED: usize = 48;

/// The score of a rule that is sure.
const FULL: u8 = 100;

/// A rule that may be meant, and how well it fits, in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Suspect {
    pub(crate) rule: usize,
    pub(crate) score: u8,
}

impl<'k> State<'k> {
    /// Takes up what a text without a code describes, where steps are planned.
    pub(in crate::diagnose) fn begin_opening(&mut self, start: &Start) {
        if self.strategy != Strategy::Planned || !self.cases.is_empty() || self.candidates.is_some() {
            return;
        }
        let pack = self.pack;
        let suspect = |(rule, score): (usize, u8)| Suspect { rule, score: score.clamp(1, FULL) };
        let named = start.rules.iter().filter_map(|named| Some((pack.index().rule(&named.rule)?, named.score)));
        let found: Vec<(usize, u8)> = match start.rules.is_empty() {
            true => suspects(pack, &start.text, SEARCHED),
            false => named.collect(),
        };
        for suspect in found.into_iter().map(suspect) {
            let known = self.suspects.iter().any(|other| other.rule == suspect.rule);
            if !known && self.suspects.len() < MOST && self.is_about_this_device(suspect) {
                self.suspects.push(suspect);
            }
        }
        self.opening = !self.suspects.is_empty();
        for suspect in self.suspects.clone().into_iter().rev() {
            self.enter(self.whole(suspect.rule));
        }
    }

    fn is_about_this_device(&self, suspect: Suspect) -> bool {
        self.pack.rule_at(suspect.rule).is_some_and(|rule| applies(rule, &self.facts))
    }

    /// Drops the rules that are about another device, as far as it is known by now which one it is.
    pub(in crate::diagnose) fn drop_inapplicable(&mut self) {
        // What was begun is finished first.
        if self.suspects.is_empty() || self.pending.is_some() || self.end.is_some() {
            return;
        }
        let mut suspects = std::mem::take(&mut self.suspects);
        suspects.retain(|suspect| self.is_about_this_device(*suspect));
        self.keep(suspects);
        self.opening &= !self.suspects.is_empty();
    }

    /// Leaves the rules that were only suspected, as it is known now what is meant.
    pub(in crate::diagnose) fn close_opening(&mut self) {
        self.opening = false;
        if !self.suspects.is_empty() {
            self.suspects.clear();
            self.cases.clear();
        }
    }

    /// A rule with all its rows.
    fn whole(&self, rule: usize) -> Case {
        let rows = self.pack.rule_at(rule).map_or(0, |rule| rule.matches.len());
        Case::new(self.pack, rule, (0..rows).collect())
    }

    /// Which of the rules it is was said, or is not known.
    pub(in crate::diagnose) fn decide(&mut self, reply: &str) -> bool {
        if !self.opening {
            return false;
        }
        if reply == "dont_know" {
            self.go_on_undecided();
            return true;
        }
        let mut chosen = self.suspects.iter().map(|suspect| suspect.rule);
        let chosen = chosen.find(|rule| self.pack.rule_at(*rule).is_some_and(|rule| rule.id == reply));
        if chosen.is_none() && reply != "other" {
            return false;
        }
        self.close_opening();
        let Some(rule) = chosen else {
            self.end = Some(End::HandedOver(vec![self.pack.manifest().help_desk.clone()]));
            return true;
        };
        let case = self.whole(rule);
        let rows: Vec<RowRef> = case.rows.iter().map(|row| RowRef { rule, row: *row }).collect();
        // A single row was named with its detail.
        if rows.len() > 1 && self.detail_matters(&rows) {
            self.narrow(Candidates { rows, ask_code: true, only_near: false });
        } else {
            self.enter(case);
        }
        true
    }

    /// Goes on with all rules that are possible.
    fn go_on_undecided(&mut self) {
        self.opening = false;
        self.keep(self.possible());
    }

    fn keep(&mut self, suspects: Vec<Suspect>) {
        self.cases.retain(|case| suspects.iter().any(|suspect| suspect.rule == case.rule));
        self.suspects = suspects;
    }

    /// Whether nothing may be tried: it stays open which rule is meant, and one of them says that trying again does harm.
    pub(in crate::diagnose) fn may_harm_by_trying(&self) -> bool {
        let mut rules = self.cases.iter().filter_map(|case| self.rule(case));
        !self.opening && self.is_undecided() && rules.any(|rule| rule.retry_risk > Risk::Safe)
    }

    /// Whether its rules are no more than suspected, so that none of their steps and causes are worth a list.
    pub(in crate::diagnose) fn is_only_suspected(&self) -> bool {
        self.opening || self.may_harm_by_trying()
    }

    /// Whom all the rules name that may be meant; else the help desk.
    pub(in crate::diagnose) fn common_contacts(&self) -> Vec<String> {
        self.contacts_of(self.cases.iter().filter_map(|case| self.rule(case)))
    }

    /// The question that is the cheapest to begin with.
    pub(in crate::diagnose) fn opening_step(&self, forecast: Option<&Forecast>) -> Next {
        let planned = forecast.and_then(|forecast| forecast.step.as_deref()).filter(|_| self.possible().len() > 1);
        let found = planned.and_then(|step| self.find(step));
        match found {
            Some((case, rule, item @ Item::Check(check)))
                if tells_apart(check) && self.status(case, rule, item) == Status::Open =>
            {
                self.gated(rule, item)
            }
            _ => Next::WhichRule,
        }
    }

    /// The rules that answers have left a cause; all, where they have left none any.
    pub(in crate::diagnose) fn possible(&self) -> Vec<Suspect> {
        let mut possible = self.suspects.clone();
        possible.retain(|suspect| {
            let case = self.cases.iter().find(|case| case.rule == suspect.rule);
            let Some((case, rule)) = case.and_then(|case| Some((case, self.rule(case)?))) else { return false };
            rule.causes.is_empty() || rule.causes.iter().any(|cause| !self.is_excluded(case, rule, &cause.id))
        });
        if possible.is_empty() { self.suspects.clone() } else { possible }
    }

    /// Whether it is open which of several rules is meant, so that one without causes is merely not the one.
    pub(in crate::diagnose) fn is_undecided(&self) -> bool {
        self.suspects.len() > 1
    }
}

/// Whether a check may be asked while it is open which rule is meant: it risks nothing, and no answer of it ends the session or goes
/// on elsewhere.
fn tells_apart(check: &Check) -> bool {
    let ends = |answer: &AnswerOption| answer.resolved || !answer.hand_over.is_empty() || answer.see.is_some();
    check.risk == Risk::Safe && check.requires.is_empty() && !check.answers.iter().any(ends)
}
