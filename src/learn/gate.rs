//! Whether a changed order is worth it, by sessions that it was not learned from.

use std::collections::BTreeMap;

use super::compare::{Parting, minutes, parting};
use super::count::{Counts, ROUNDS, count};
use super::overlay::learned;
use super::seen::Seen;
use super::table::Table;
use crate::diagnose::plan::{Mode, Model, Plan, Planner};
use crate::diagnose::{Case, State};
use crate::kb::{Facts, KnowledgeBase, Learned, LoadedPack};
use crate::model::LearnedRule;

/// Costs that differ by less are equal: sums in another order differ in their last digits.
const TIE: f64 = 1e-9;

/// What was learned of a rule, from all of its sessions and from each half of them.
pub(super) struct Fitted<'k, 's> {
    pub(super) table: &'s Table<'k>,
    pub(super) whole: LearnedRule,
    halves: [(Counts, LearnedRule); 2],
}

/// An order that would change, for roles that plan alike.
#[derive(Debug)]
pub(super) struct Changed {
    pub(super) roles: Vec<String>,
    pub(super) parting: Parting,
    /// Minutes of a held-out session on average: as it was, and as it would be; none where a plan is too large to compare.
    pub(super) minutes: Option<(f64, f64)>,
}

impl Changed {
    /// Whether it is not dearer.
    pub(super) fn is_kept(&self) -> bool {
        self.minutes.is_some_and(|(was, now)| now <= was * (1.0 + TIE))
    }
}

impl<'k, 's> Fitted<'k, 's> {
    pub(super) fn new(table: &'s Table<'k>, sessions: &'s [Seen], factor: f64) -> Self {
        let size = u64::try_from(sessions.len()).unwrap_or(u64::MAX);
        let fit = |counts: &Counts| learned(table, &counts.numbers(&table.words), size, factor);
        let half = |odd: bool| {
            let counts = count(&table.words, sessions.iter().filter(move |seen| seen.is_odd == odd), ROUNDS);
            let fitted = fit(&counts);
            (counts, fitted)
        };
        let whole = fit(&count(&table.words, sessions.iter(), ROUNDS));
        Self { table, whole, halves: [half(false), half(true)] }
    }
}

/// Knowledge with what was learned of all rules: from everything, and from each half.
pub(super) struct Candidates {
    plain: KnowledgeBase,
    whole: KnowledgeBase,
    halves: [KnowledgeBase; 2],
}

impl Candidates {
    pub(super) fn new(plain: KnowledgeBase, pack: &str, fitted: &[Fitted<'_, '_>]) -> Self {
        let with = |pick: &dyn Fn(&Fitted<'_, '_>) -> LearnedRule| {
            let rules: BTreeMap<String, LearnedRule> =
                fitted.iter().map(|fitted| (fitted.table.rule.id.clone(), pick(fitted))).collect();
            plain.with_learned(pack, Some(&Learned { hash: String::new(), rules }))
        };
        let (whole, even, odd) =
            (with(&|f| f.whole.clone()), with(&|f| f.halves[0].1.clone()), with(&|f| f.halves[1].1.clone()));
        Self { whole, halves: [even, odd], plain }
    }

    /// The orders of a rule that would change, each with what it costs in sessions that it was not learned from: what
    /// was learned from one half is held against the causes of the other.
    pub(super) fn changes(&self, pack: &str, fitted: &Fitted<'_, '_>) -> Vec<Changed> {
        let Some(manifest) = self.plain.pack(pack).map(LoadedPack::manifest) else { return Vec::new() };
        let rule = fitted.table.rule.id.as_str();
        let mut alike: Vec<(Model, Vec<String>)> = Vec::new();
        for role in &manifest.roles {
            let Some(model) = self.plain.pack(pack).and_then(|pack| model(pack, rule, &role.id)) else { continue };
            match alike.iter_mut().find(|(other, _)| *other == model) {
                Some((_, roles)) => roles.push(role.id.clone()),
                None => alike.push((model, vec![role.id.clone()])),
            }
        }
        let changed = |(model, roles): (Model, Vec<String>)| {
            let role = roles.first()?.clone();
            let new = |knowledge: &KnowledgeBase| plan(knowledge.pack(pack)?, rule, &role);
            let (was, now) = (Planner::new(&model, Mode::SafeAll).plan(), new(&self.whole)?);
            let parting = parting(&was, &now)?;
            let halves = [new(&self.halves[0])?, new(&self.halves[1])?];
            Some(Changed { roles, parting, minutes: held_out(fitted, &was, &halves) })
        };
        alike.into_iter().filter_map(changed).collect()
    }
}

/// The minutes of a session, on average over both halves: by the order of the words, and by the order learned from the
/// half that the session is not in.
fn held_out(fitted: &Fitted<'_, '_>, was: &Plan, halves: &[Plan; 2]) -> Option<(f64, f64)> {
    let (mut before, mut after, mut all) = (0.0, 0.0, 0.0);
    for ((counts, _), plan) in fitted.halves.iter().zip(halves.iter().rev()) {
        let numbers = counts.numbers(&fitted.table.words);
        let size: f64 = counts.causes.iter().sum();
        let share = counts.share();
        before += size * minutes(was, fitted.table, &numbers, &share)?;
        after += size * minutes(plan, fitted.table, &numbers, &share)?;
        all += size;
    }
    (all > 0.0).then(|| (before / all, after / all))
}

fn plan(pack: &LoadedPack, rule: &str, role: &str) -> Option<Plan> {
    Some(Planner::new(&model(pack, rule, role)?, Mode::SafeAll).plan())
}

/// The model of a rule for a role, all its rows meant.
fn model(pack: &LoadedPack, rule: &str, role: &str) -> Option<Model> {
    let at = pack.index().rule(rule)?;
    let mut state = State::new(pack, role, &Facts::new());
    state.enter(Case::new(pack, at, (0..pack.rule_at(at)?.matches.len()).collect()));
    state.derive()
}
