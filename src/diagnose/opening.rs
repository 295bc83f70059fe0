//! A session that begins with what somebody sees: the rules that it speaks of are told apart before anything is done.
//!
//! Until one of them is decided, only questions come: which of the screens it is, or a safe check, where the cheapest plan over all
//! of them begins with it. What nobody can tell stays open, and the session goes on over all that are possible.

use super::chances::Possible;
use super::forecast::Forecast;
use super::next::Next;
use super::plan::{Cause, HAND_OVER, Step, StepKind};
use super::session::Start;
use super::state::{Candidates, Case, End, State};
use super::status::Status;
use super::turn::{Reply, StepKind as TurnKind, Turn};
use super::view::View;
use crate::kb::{Item, RowRef, authored};
use crate::model::{Check, Match, Risk, Rule, Strategy};
use crate::query::{applies, suspects};

/// The question which of the rules it is.
pub(crate) const WHICH_RULE: &str = "which-rule";

/// Most rules that a session begins with.
pub(crate) const MOST: usize = 5;

/// Minutes that it takes to compare a screen with a list.
const MINUTES: u64 = 1;

/// The score of a rule that is sure.
const FULL: u8 = 100;

/// Most states that are looked at while it is open which rule is meant: that is planned anew after each answer.
const BUDGET: u64 = 4_000;

/// Rows that an option names.
const NAMED: usize = 2;

/// A rule that may be meant, and how well it fits, in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Suspect {
    pub(crate) rule: usize,
    pub(crate) score: u8,
}

impl<'k> State<'k> {
    /// Takes up what a text without a code describes, where steps are planned.
    pub(super) fn begin_opening(&mut self, start: &Start) {
        if self.strategy != Strategy::Planned || !self.cases.is_empty() || self.candidates.is_some() {
            return;
        }
        let named = start.rules.iter().filter_map(|suspect| {
            Some(Suspect { rule: self.pack.index().rule(&suspect.rule)?, score: suspect.score.clamp(1, FULL) })
        });
        let found = |text| suspects(self.pack, text, MOST).into_iter().map(|(rule, score)| Suspect { rule, score });
        self.suspects = match start.rules.is_empty() {
            true => found(&start.text).collect(),
            false => named.take(MOST).collect(),
        };
        self.opening = true;
        self.drop_inapplicable();
        for suspect in self.suspects.clone().into_iter().rev() {
            self.enter(self.whole(suspect.rule));
        }
    }

    /// Drops the rules that are about another device, as far as it is known by now which one it is.
    pub(super) fn drop_inapplicable(&mut self) {
        if !self.opening {
            return;
        }
        let (pack, facts) = (self.pack, &self.facts);
        self.suspects.retain(|suspect| pack.rule_at(suspect.rule).is_some_and(|rule| applies(rule, facts)));
        let suspects = &self.suspects;
        self.cases.retain(|case| suspects.iter().any(|suspect| suspect.rule == case.rule));
        self.opening = !suspects.is_empty();
    }

    /// Leaves the rules that were only suspected, as it is known now what is meant.
    pub(super) fn close_opening(&mut self) {
        if std::mem::take(&mut self.opening) {
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
    pub(super) fn decide(&mut self, reply: &str) -> bool {
        if !self.opening {
            return false;
        }
        if reply == "dont_know" {
            self.opening = false;
            let possible = self.possible();
            self.cases.retain(|case| possible.iter().any(|suspect| suspect.rule == case.rule));
            self.suspects = possible;
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
        // One row was named with its detail.
        match rows.len() {
            0 | 1 => self.enter(case),
            _ => self.narrow(Candidates { rows, ask_code: false, only_near: false }),
        }
        true
    }

    /// The question that is the cheapest to begin with.
    pub(super) fn opening_step(&self, forecast: Option<&Forecast>) -> Next {
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
    pub(super) fn possible(&self) -> Vec<Suspect> {
        let mut possible = self.suspects.clone();
        possible.retain(|suspect| {
            let case = self.cases.iter().find(|case| case.rule == suspect.rule);
            let Some((case, rule)) = case.and_then(|case| Some((case, self.rule(case)?))) else { return false };
            rule.causes.is_empty() || rule.causes.iter().any(|cause| !self.is_excluded(case, rule, &cause.id))
        });
        if possible.is_empty() { self.suspects.clone() } else { possible }
    }

    /// Whether it is open which of several rules is meant, so that one without causes is merely not the one.
    pub(super) fn is_undecided(&self) -> bool {
        self.suspects.len() > 1
    }

    /// The most states that a plan may look at; none is the planner's own number.
    pub(super) fn opening_budget(&self) -> Option<u64> {
        (self.opening || self.is_undecided()).then_some(BUDGET)
    }

    /// Weighs causes by how well their rules fit what was described.
    pub(super) fn weigh_suspects(&self, causes: &mut [Possible<'k>], is_learned: bool) {
        if self.suspects.is_empty() {
            return;
        }
        let score_of = |rule: &Rule| {
            let at = self.pack.index().rule(&rule.id);
            let found = self.suspects.iter().find(|suspect| Some(suspect.rule) == at);
            u128::from(found.map_or(FULL, |suspect| suspect.score))
        };
        let best = self.suspects.iter().map(|suspect| suspect.score).max().unwrap_or(FULL);
        for cause in causes {
            cause.weight = match cause.rule {
                Some(rule) => {
                    let listed = rule.causes.iter();
                    let all: u128 = listed.map(|cause| self.before_all(rule, cause, is_learned).weight).sum();
                    let share = cause.weight.saturating_mul(score_of(rule)).saturating_mul(1000);
                    share.checked_div(all).unwrap_or(0).max(1)
                }
                None => u128::from(FULL.saturating_sub(best).max(1)).saturating_mul(1000),
            };
        }
    }

    /// Adds the question which of the rules it is.
    pub(super) fn add_opening(&self, steps: &mut Vec<Step>, causes: &[Cause]) {
        if !self.opening {
            return;
        }
        let rules: Vec<&Rule> = self.cases.iter().filter_map(|case| self.rule(case)).collect();
        let keys = |rule: &Rule| -> Vec<String> { authored(rule).iter().map(|item| item.key(rule)).collect() };
        let likelihood = causes.iter().map(|cause| likelihood(&rules, &cause.id)).collect();
        let ids: Vec<String> = steps.iter().map(|step| step.id.clone()).filter(|id| id != HAND_OVER).collect();
        let closed = |own: Vec<String>| ids.iter().filter(|id| !own.contains(id)).cloned().collect::<Vec<_>>();
        let mut answers: Vec<String> = rules.iter().map(|rule| rule.id.clone()).collect();
        let mut closes: Vec<Vec<String>> = rules.iter().map(|rule| closed(keys(rule))).collect();
        answers.push("other".to_owned());
        closes.push(ids.clone());
        let kind = StepKind::Question { answers, likelihood, closes };
        steps.insert(0, Step { id: WHICH_RULE.to_owned(), cost: MINUTES, risk: 0, requires: Vec::new(), kind });
    }
}

/// Whether a check may be asked while it is open which rule is meant: it risks nothing, and no answer of it ends the session or goes
/// on elsewhere.
fn tells_apart(check: &Check) -> bool {
    let ends =
        |answer: &crate::model::AnswerOption| answer.resolved || !answer.hand_over.is_empty() || answer.see.is_some();
    check.risk == Risk::Safe && check.requires.is_empty() && !check.answers.iter().any(ends)
}

/// For a cause, the chance of each rule and of none, in thousandths. A cause that several rules share is any of them.
fn likelihood(rules: &[&Rule], cause: &str) -> Vec<u32> {
    let lists = |rule: &Rule| rule.causes.iter().any(|own| State::cause_key(rule, &own.id) == cause);
    let of: Vec<bool> = rules.iter().map(|rule| lists(rule)).collect();
    let count = u32::try_from(of.iter().filter(|listed| **listed).count()).unwrap_or(u32::MAX);
    let share = 1000_u32.checked_div(count).unwrap_or(0);
    let mut left = 1000_u32;
    let mut chances: Vec<u32> = Vec::with_capacity(of.len().saturating_add(1));
    for listed in &of {
        let own = if *listed { share } else { 0 };
        left = left.saturating_sub(own);
        chances.push(own);
    }
    // What does not divide goes to the first rule that lists it; a cause of no rule is none of the screens.
    match of.iter().position(|listed| *listed).and_then(|first| chances.get_mut(first)) {
        Some(first) => {
            *first = first.saturating_add(left);
            chances.push(0);
        }
        None => chances.push(left),
    }
    chances
}

impl View<'_, '_> {
    /// The question which of the rules it is.
    pub(super) fn which_rule(&self) -> Turn {
        let words = self.local.words;
        let why = self.local.own(words.why_which_rule);
        let mut turn = self.blank(WHICH_RULE, TurnKind::Question, self.local.own(words.which_rule), why);
        let named = |id: &str, text: String| Reply { id: id.to_owned(), text, confirm: None };
        for suspect in self.state.possible() {
            let case = self.state.cases.iter().find(|case| case.rule == suspect.rule);
            let Some((case, rule)) = case.and_then(|case| Some((case, self.state.rule(case)?))) else { continue };
            turn.replies.push(named(&rule.id, self.rule_in_words(rule)));
            for caution in self.cautions(case, rule) {
                if !turn.cautions.contains(&caution) {
                    turn.cautions.push(caution);
                }
            }
        }
        turn.replies.push(named("other", words.other_code.to_owned()));
        turn.replies.push(named("dont_know", words.dont_know.to_owned()));
        turn
    }

    /// What the screen shows where a rule is meant; for one without a code, what people say of it.
    fn rule_in_words(&self, rule: &Rule) -> String {
        let words = self.local.words;
        let mut rows: Vec<String> = Vec::new();
        for row in &rule.matches {
            let shown = self.row_in_words(row);
            if !rows.contains(&shown) {
                rows.push(shown);
            }
        }
        if rows.is_empty() {
            return rule.symptoms.first().map_or_else(|| rule.id.clone(), |text| self.local.print(text).text);
        }
        let more = rows.len().saturating_sub(NAMED);
        rows.truncate(NAMED);
        words.one_of(&rows, more)
    }

    fn row_in_words(&self, row: &Match) -> String {
        let detail = row.detail.as_deref().unwrap_or_default();
        let entry = self.state.pack.code(&row.code);
        let heading = entry.and_then(|entry| self.state.pack.shared_text(entry, |entry| entry.heading.as_ref()));
        let said = row.error_type.as_ref().or(heading).map(|text| self.local.print(text).text);
        let code = format!("{} {detail}", row.code);
        said.map_or_else(|| code.trim().to_owned(), |said| format!("{} ({said})", code.trim()))
    }
}
