//! A model as the search reads it: indices for names, chances as numbers, the mode's rules already applied.
//!
//! Steps stand in the author's order and causes and answers in the order of their names, so that a plan depends on the
//! author's order alone and not on how a file is sorted. Costs are divided by what they have in common, so that a plan
//! does not depend on their unit.

use std::collections::BTreeMap;

use super::bits::Bits;
use super::bound::Known;
use super::mode::Mode;
use super::model::{Model, Step, StepKind};

/// An outcome after which the session goes on.
#[derive(Debug)]
pub(super) struct Outcome<const N: usize> {
    pub(super) name: String,
    /// Its place among the outcomes as the file has them.
    pub(super) shown: usize,
    /// The causes under which it may be seen.
    pub(super) possible: Bits<N>,
    /// Its chance under each cause.
    pub(super) chance: Vec<f64>,
    /// The kind of evidence it is: equal for outcomes that tell the same.
    pub(super) tells: u16,
    /// The steps that it takes away, with those that require them.
    pub(super) closes: Bits<N>,
}

/// A step that is not the escalation.
#[derive(Debug)]
pub(super) struct Work<const N: usize> {
    pub(super) id: String,
    pub(super) cost: f64,
    pub(super) risk: u32,
    /// What must be carried out before, directly.
    pub(super) requires: Bits<N>,
    /// The same, through all that these require.
    pub(super) before: Bits<N>,
    /// The causes that an action may end, each with its chance; none for a question.
    pub(super) fixes: Vec<(usize, f64)>,
    /// The same causes.
    pub(super) may_fix: Bits<N>,
    pub(super) is_action: bool,
    /// `not_fixed` of an action, the answers of a question.
    pub(super) outcomes: Vec<Outcome<N>>,
}

/// An action that may end a cause.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    pub(super) step: usize,
    pub(super) chance: f64,
    pub(super) cost: f64,
    pub(super) risk: u32,
}

/// A model under a mode.
#[derive(Debug)]
pub(super) struct Problem<const N: usize> {
    pub(super) steps: Vec<Work<N>>,
    /// Chance of each cause before anything is known.
    pub(super) prior: Vec<f64>,
    /// Cost of the escalation.
    pub(super) stop: f64,
    pub(super) stop_id: String,
    /// What all costs were divided by.
    pub(super) unit: f64,
    /// For each cause, its actions: by risk, then the best chance for its cost first.
    pub(super) links: Vec<Vec<Link>>,
    /// For each cause, what it costs where it is known.
    pub(super) known: Vec<Known>,
    /// For each kind of evidence, how strongly it speaks for each cause.
    pub(super) tells: Vec<Vec<f64>>,
    /// Whether risk orders the steps at all.
    pub(super) tiered: bool,
    /// Questions with an answer that takes steps away: nobody can go on after them unheard.
    pub(super) deciding: Bits<N>,
    /// Steps that end a fault.
    pub(super) actions: Bits<N>,
    /// For each cause, the actions that may end it.
    pub(super) fixers: Vec<Bits<N>>,
    /// Steps that hold back riskier ones while they are useful.
    pub(super) holding: Bits<N>,
    /// For each risk, the least first, the steps that are no riskier.
    pub(super) tiers: Vec<Bits<N>>,
    /// Whether any step requires another.
    pub(super) ordered: bool,
}

impl<const N: usize> Problem<N> {
    pub(super) fn new(model: &Model, mode: Mode) -> Self {
        let data = model.data();
        let by_id: BTreeMap<&str, &Step> = data.steps.iter().map(|step| (step.id.as_str(), step)).collect();
        let ordered = data.authored_order.iter().filter_map(|id| by_id.get(id.as_str()).copied());
        let (ends, listed): (Vec<&Step>, Vec<&Step>) = ordered.partition(|step| step.kind == StepKind::Escalate);
        let place: BTreeMap<&str, usize> = listed.iter().enumerate().map(|(at, s)| (s.id.as_str(), at)).collect();

        let mut named: Vec<usize> = (0..data.causes.len()).collect();
        named.sort_by_key(|at| data.causes.get(*at).map(|cause| cause.id.as_str()));
        let unit = data.steps.iter().fold(0, |unit, step| common(unit, step.cost)).max(1);
        let risky = listed.windows(2).any(|two| matches!(two, [a, b] if a.risk != b.risk));
        let tiered = risky && mode.has_risk_rule();

        let mut kinds = Kinds::default();
        let mut steps: Vec<Work<N>> = Vec::new();
        for step in &listed {
            let mut work = Work {
                id: step.id.clone(),
                cost: divided(step.cost, unit) as f64,
                risk: if tiered { step.risk } else { 0 },
                requires: Bits::default(),
                before: Bits::default(),
                fixes: Vec::new(),
                may_fix: Bits::default(),
                is_action: matches!(step.kind, StepKind::Action { .. }),
                outcomes: outcomes(step, &named, &mut kinds),
            };
            if mode != Mode::Free {
                for other in step.requires.iter().filter_map(|id| place.get(id.as_str()).copied()) {
                    work.requires.insert(other);
                    work.before.insert(other);
                    // The author's order puts what is required first, so its own requirements are known by now.
                    work.before = work.before.or(steps.get(other).map(|other| other.before).unwrap_or_default());
                }
            }
            if let StepKind::Action { fix } = &step.kind {
                let chances = named.iter().map(|from| fix.get(*from).copied().unwrap_or(0));
                work.fixes = chances.enumerate().filter(|(_, c)| *c > 0).map(|(f, c)| (f, thousandths(c))).collect();
                work.fixes.iter().for_each(|(cause, _)| work.may_fix.insert(*cause));
            }
            steps.push(work);
        }

        if mode != Mode::Free {
            close(&mut steps, &listed, &place);
        }
        let deciding = where_true(&steps, |work| work.outcomes.iter().any(|outcome| !outcome.closes.is_empty()));
        let total: f64 = data.causes.iter().map(|cause| cause.weight as f64).sum();
        let weights = named.iter().map(|at| data.causes.get(*at).map_or(0.0, |cause| cause.weight as f64));
        let ordered = steps.iter().any(|step| !step.requires.is_empty());
        let actions = where_true(&steps, |work| work.is_action);
        let mut risks: Vec<u32> = steps.iter().map(|work| work.risk).collect();
        risks.sort_unstable();
        risks.dedup();
        let mut problem = Self {
            prior: weights.map(|weight| weight / total).collect(),
            stop: ends.first().map_or(0.0, |end| divided(end.cost, unit) as f64),
            stop_id: ends.first().map(|end| end.id.clone()).unwrap_or_default(),
            unit: unit as f64,
            links: (0..named.len()).map(|cause| links(&steps, cause)).collect(),
            tells: kinds.columns,
            tiered,
            deciding,
            actions,
            fixers: (0..named.len()).map(|cause| where_true(&steps, |work| work.may_fix.contains(cause))).collect(),
            holding: if mode == Mode::SafeAll { Bits::first(steps.len()) } else { actions },
            tiers: risks.iter().map(|risk| where_true(&steps, |work| work.risk <= *risk)).collect(),
            known: Vec::new(),
            ordered,
            steps,
        };
        problem.keep_known_costs();
        problem
    }

    pub(super) fn cost(&self, step: usize) -> f64 {
        self.steps.get(step).map_or(0.0, |work| work.cost)
    }

    pub(super) fn outcomes(&self, step: usize) -> &[Outcome<N>] {
        self.steps.get(step).map_or(&[], |work| work.outcomes.as_slice())
    }
}

/// The steps of which something is true.
fn where_true<const N: usize>(steps: &[Work<N>], what: impl Fn(&Work<N>) -> bool) -> Bits<N> {
    let mut found = Bits::default();
    steps.iter().enumerate().filter(|(_, work)| what(work)).for_each(|(step, _)| found.insert(step));
    found
}

/// An entry of a list of numbers.
pub(super) fn at(values: &[f64], index: usize) -> f64 {
    values.get(index).copied().unwrap_or(0.0)
}

fn thousandths(chance: u32) -> f64 {
    f64::from(chance) / 1000.0
}

fn common(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { common(b, a.checked_rem(b).unwrap_or(0)) }
}

/// A number by one of its divisors.
fn divided(number: u64, by: u64) -> u64 {
    number.checked_div(by).unwrap_or(number)
}

fn outcomes<const N: usize>(step: &Step, named: &[usize], kinds: &mut Kinds) -> Vec<Outcome<N>> {
    let mut column = |name: &str, shown: usize, chance: &dyn Fn(usize) -> u32| {
        let column: Vec<u32> = named.iter().map(|from| chance(*from)).collect();
        let mut possible = Bits::default();
        column.iter().enumerate().filter(|(_, c)| **c > 0).for_each(|(cause, _)| possible.insert(cause));
        let chance = column.iter().map(|chance| thousandths(*chance)).collect();
        let (name, tells, closes) = (name.to_owned(), kinds.of(&column), Bits::default());
        Outcome { name, shown, possible, chance, tells, closes }
    };
    match &step.kind {
        StepKind::Escalate => Vec::new(),
        StepKind::Action { fix } => {
            vec![column("not_fixed", 0, &|cause| 1000_u32.saturating_sub(fix.get(cause).copied().unwrap_or(0)))]
        }
        StepKind::Question { answers, likelihood, .. } => {
            let cell = |cause: usize, answer: usize| likelihood.get(cause).and_then(|row| row.get(answer)).copied();
            let mut all: Vec<Outcome<N>> = answers
                .iter()
                .enumerate()
                .map(|(at, name)| column(name, at, &|cause| cell(cause, at).unwrap_or(0)))
                .collect();
            all.sort_by(|a, b| a.name.cmp(&b.name));
            all
        }
    }
}

/// Notes which steps each answer takes away.
fn close<const N: usize>(steps: &mut [Work<N>], listed: &[&Step], place: &BTreeMap<&str, usize>) {
    let before: Vec<Bits<N>> = steps.iter().map(|step| step.before).collect();
    for (work, step) in steps.iter_mut().zip(listed) {
        let StepKind::Question { closes, .. } = &step.kind else { continue };
        for outcome in &mut work.outcomes {
            let named = closes.get(outcome.shown).into_iter().flatten();
            named.filter_map(|id| place.get(id.as_str())).for_each(|step| outcome.closes.insert(*step));
            let closed = outcome.closes;
            let waiting = before.iter().enumerate().filter(|(_, before)| before.meets(closed));
            waiting.for_each(|(step, _)| outcome.closes.insert(step));
        }
    }
}

fn links<const N: usize>(steps: &[Work<N>], cause: usize) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for (step, work) in steps.iter().enumerate() {
        if let Some((_, chance)) = work.fixes.iter().find(|(fixed, _)| *fixed == cause) {
            links.push(Link { step, chance: *chance, cost: work.cost, risk: work.risk });
        }
    }
    links.sort_by(|a, b| a.risk.cmp(&b.risk).then((b.chance * a.cost).total_cmp(&(a.chance * b.cost))));
    links
}

/// Kinds of evidence: columns that differ by a factor tell the same.
#[derive(Debug, Default)]
struct Kinds {
    known: BTreeMap<Vec<u32>, u16>,
    columns: Vec<Vec<f64>>,
}

impl Kinds {
    fn of(&mut self, column: &[u32]) -> u16 {
        let factor = column.iter().fold(0, |factor, chance| common(factor, u64::from(*chance))).max(1);
        let least: Vec<u32> =
            column.iter().map(|c| u32::try_from(divided(u64::from(*c), factor)).unwrap_or(0)).collect();
        // At most 256 steps with 64 answers each: 16,384 kinds.
        let next = u16::try_from(self.columns.len()).unwrap_or(u16::MAX);
        let largest = least.iter().copied().max().unwrap_or(1).max(1);
        let kind = *self.known.entry(least.clone()).or_insert(next);
        if kind == next {
            self.columns.push(least.iter().map(|chance| f64::from(*chance) / f64::from(largest)).collect());
        }
        kind
    }
}
