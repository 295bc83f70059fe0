//! What is planned: causes, steps and the author's order as plain data; checked once, then trusted.

use serde_json::{Value, json};

use super::{check, read};
use crate::error::Error;

/// What the `format` of a model file says.
pub(super) const FORMAT: &str = "guided-troubleshooting-instance";

/// A possible cause; exactly one is present.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Cause {
    /// Its name.
    pub id: String,
    /// How often it is the one, relative to the others; at least 1.
    pub weight: u64,
}

/// What a step does. Chances are in thousandths, one entry per cause in the order of the causes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum StepKind {
    /// Shows one of its answers.
    Question {
        /// The names of the answers.
        answers: Vec<String>,
        /// For each cause, the chance of each answer; a row sums to 1000.
        likelihood: Vec<Vec<u32>>,
        /// For each answer, the steps that it takes away: they, and what requires them, can no longer be carried out.
        /// Empty where no answer does.
        closes: Vec<Vec<String>>,
    },
    /// May end the fault.
    Action {
        /// For each cause, the chance that the fault is gone afterwards.
        fix: Vec<u32>,
    },
    /// Hands over; always possible, and the end.
    Escalate,
}

/// A step of a session.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Step {
    /// Its name.
    pub id: String,
    /// What it costs, in any unit; at least 1.
    pub cost: u64,
    /// 0 is safe, larger is riskier.
    pub risk: u32,
    /// The steps that must have been carried out before.
    pub requires: Vec<String>,
    /// What it does.
    pub kind: StepKind,
}

/// A model that was not checked yet.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Draft {
    /// Its name.
    pub id: String,
    /// The causes.
    pub causes: Vec<Cause>,
    /// The steps, exactly one of which escalates.
    pub steps: Vec<Step>,
    /// The ids of all steps as their author wrote them: escalation last, what a step requires before it.
    pub authored_order: Vec<String>,
}

/// A model that can be planned.
///
/// ```
/// use shindan::diagnose::plan::{Mode, Model, Planner};
///
/// let model = Model::from_json(r#"{
///   "format": "guided-troubleshooting-instance", "version": 1, "id": "lamp",
///   "causes": [{ "id": "bulb", "weight": 3 }, { "id": "fuse", "weight": 1 }],
///   "steps": [
///     { "id": "new-bulb", "kind": "action", "cost": 2, "risk": 0, "requires": [], "fix": [1000, 0] },
///     { "id": "new-fuse", "kind": "action", "cost": 4, "risk": 0, "requires": [], "fix": [0, 1000] },
///     { "id": "electrician", "kind": "escalate", "cost": 60 }
///   ],
///   "authored_order": ["new-fuse", "new-bulb", "electrician"]
/// }"#)?;
/// let plan = Planner::new(&model, Mode::SafeAll).plan();
/// assert_eq!((plan.first_step(), plan.expected_cost), ("new-bulb", 3.0));
/// # Ok::<(), shindan::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Model(Draft);

impl Model {
    /// Checks a draft.
    ///
    /// # Errors
    /// What is wrong, in which step or cause, and what to write instead.
    pub fn new(draft: Draft) -> Result<Self, Error> {
        check::draft(&draft)?;
        Ok(Self(draft))
    }

    /// Reads a model file. Fields that it does not know are passed over.
    ///
    /// # Errors
    /// As [`Model::new`], and where the text is not such a file.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        Self::new(read::draft(text)?)
    }

    /// Its data.
    #[must_use]
    pub fn data(&self) -> &Draft {
        &self.0
    }

    /// The model as a model file holds it.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let causes: Vec<Value> = self.0.causes.iter().map(|c| json!({ "id": c.id, "weight": c.weight })).collect();
        let steps: Vec<Value> = self.0.steps.iter().map(step).collect();
        json!({
            "format": FORMAT, "version": 1, "id": self.0.id,
            "causes": causes, "steps": steps, "authored_order": self.0.authored_order,
        })
    }
}

fn step(step: &Step) -> Value {
    let Step { id, cost, risk, requires, kind } = step;
    match kind {
        StepKind::Escalate => json!({ "id": id, "kind": "escalate", "cost": cost }),
        StepKind::Action { fix } => {
            json!({ "id": id, "kind": "action", "cost": cost, "risk": risk, "requires": requires, "fix": fix })
        }
        StepKind::Question { answers, likelihood, closes } => {
            let mut value = json!({
                "id": id, "kind": "question", "cost": cost, "risk": risk, "requires": requires,
                "answers": answers, "likelihood": likelihood,
            });
            if let (false, Some(fields)) = (closes.is_empty(), value.as_object_mut()) {
                fields.insert("closes".to_owned(), json!(closes));
            }
            value
        }
    }
}
