//! The planner of a session.

use super::bits::{WORD, WORDS};
use super::engine::Engine;
use super::evidence::{Beginning, Evidence, Next};
use super::mode::Mode;
use super::model::Model;
use super::tree::Plan;
use crate::error::Error;

/// Plans sessions of one model, in one mode.
#[derive(Debug)]
pub struct Planner(Width);

/// Sets of one word where the model fits into them, which is quicker.
#[derive(Debug)]
enum Width {
    Narrow(Box<Engine<1>>),
    Wide(Box<Engine<WORDS>>),
}

/// The same with either.
macro_rules! engine {
    ($planner:expr, $engine:ident => $what:expr) => {
        match $planner {
            Width::Narrow($engine) => $what,
            Width::Wide($engine) => $what,
        }
    };
}

impl Planner {
    /// A planner with the default budget.
    #[must_use]
    pub fn new(model: &Model, mode: Mode) -> Self {
        let data = model.data();
        Self(match data.causes.len() <= WORD && data.steps.len() <= WORD {
            true => Width::Narrow(Box::new(Engine::new(model, mode))),
            false => Width::Wide(Box::new(Engine::new(model, mode))),
        })
    }

    /// Sets how many states each decision may look at; with 0 it looks one step ahead and does not search.
    ///
    /// It bounds time and memory alike, and the same budget gives the same plan on every machine.
    #[must_use]
    pub fn with_budget(mut self, expansions: u64) -> Self {
        engine!(&mut self.0, engine => engine.budget = expansions);
        self
    }

    /// Where the search does not do, the cheapest simple plan is taken, without looking one step ahead: that is quicker.
    pub(crate) fn without_look(mut self) -> Self {
        engine!(&mut self.0, engine => engine.looks = false);
        self
    }

    /// The next step, and what the rest costs.
    ///
    /// # Errors
    /// Where the evidence names a step or an outcome that the model does not have.
    pub fn next(&mut self, evidence: &Evidence) -> Result<Next, Error> {
        engine!(&mut self.0, engine => engine.next(evidence))
    }

    /// What it would mean to begin with this step and to go on as planned from there.
    ///
    /// # Errors
    /// As [`Planner::next`].
    pub fn beginning_with(&mut self, step: &str, evidence: &Evidence) -> Result<Beginning, Error> {
        engine!(&mut self.0, engine => engine.beginning_with(step, evidence))
    }

    /// The whole plan from the start of a session.
    pub fn plan(&mut self) -> Plan {
        engine!(&mut self.0, engine => engine.plan())
    }
}
