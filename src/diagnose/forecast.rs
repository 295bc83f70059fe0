//! What the plan says of the rest of a session: the step to begin with, what it takes, and what each step may end.

use std::sync::Arc;

use crate::model::Strategy;

use super::decided::{Decision, Question};
use super::plan::{HAND_OVER, Planner, StepKind};
use super::state::State;

/// Most states that are looked at while it is open which rule is meant: the models are large, and planned anew each turn.
const BUDGET: u64 = 500;

/// By what part of a cost two sums of the same numbers may differ.
const ROUNDING: f64 = 1e-9;

/// A plan from where a session is.
#[derive(Debug)]
pub(crate) struct Forecast {
    question: Arc<Question>,
    /// The step that the cheapest order begins with; none where it hands over at once.
    pub(crate) step: Option<String>,
    /// The minutes that the rest is expected to take, handing over included.
    pub(crate) minutes: u32,
    /// The same before it was rounded.
    cost: f64,
    /// Whether no order costs less.
    is_exact: bool,
}

impl State<'_> {
    /// The plan from here; none where steps come as authored.
    pub(crate) fn forecast(&self) -> Option<Forecast> {
        if self.strategy != Strategy::Planned || self.end.is_some() || self.candidates.is_some() {
            return None;
        }
        // Where one rule alone may be meant, there is nothing to tell apart.
        if self.opening && !self.is_undecided() {
            return None;
        }
        let model = self.derive()?;
        let budget = self.is_undecided().then_some(BUDGET);
        let question = Question { model, budget, looks: !self.opening };
        let (question, Decision { step, cost, is_exact }) = self.pack.decided().decide(question)?;
        let step = (step != HAND_OVER).then_some(step);
        // Minutes are whole numbers of at most nine digits, and so is what they come to on average.
        Some(Forecast { question, step, minutes: cost.round() as u32, cost, is_exact })
    }
}

impl Forecast {
    /// A planner of the same rest.
    pub(crate) fn planner(&self) -> Planner {
        self.question.planner()
    }

    /// The minutes of an order that costs `cost`, as the plan counts them: the same where the costs differ by rounding alone. Where the plan is not proven
    /// to be the cheapest, an order that looks cheaper is not known to be.
    pub(crate) fn minutes_of(&self, cost: f64) -> u32 {
        let is_same = (cost - self.cost).abs() <= self.cost * ROUNDING;
        let minutes = if is_same { self.minutes } else { cost.round() as u32 };
        if self.is_exact { minutes } else { minutes.max(self.minutes) }
    }

    /// In how many of ten cases the fault is expected to be gone after a remedy; none for other steps.
    pub(crate) fn tenths(&self, key: &str) -> Option<u64> {
        let data = self.question.model.data();
        let StepKind::Action { fix } = &data.steps.iter().find(|step| step.id == key)?.kind else { return None };
        let (mut fixed, mut all) = (0_u128, 0_u128);
        for (cause, chance) in data.causes.iter().zip(fix) {
            let weight = u128::from(cause.weight);
            fixed = fixed.saturating_add(weight.saturating_mul(u128::from(*chance)));
            all = all.saturating_add(weight.saturating_mul(100));
        }
        let half = all / 2;
        fixed.saturating_add(half).checked_div(all).and_then(|tenths| u64::try_from(tenths).ok())
    }
}
