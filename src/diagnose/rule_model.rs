//! What a session about one rule plans from, and the plan made of it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::error::{Error, ErrorKind};
use crate::kb::{Item, KnowledgeBase};
use crate::model::Risk;
use crate::query::{Answerer, Local, LocalText, PackRef, Query};

use super::plan::{Model, Plan};
use super::state::{Case, State};

/// The model of one rule, for one role.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RuleModel {
    /// Which pack it is from.
    pub pack: PackRef,
    /// The rule.
    pub rule: String,
    /// The role that asks.
    pub role: String,
    /// The model's steps as people read them, by their id; the hand-over is not among them.
    pub steps: BTreeMap<String, RuleStep>,
    /// What is planned.
    #[serde(skip)]
    pub model: Model,
}

/// A step of a rule in a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RuleStep {
    /// The question, or the first thing to do.
    pub text: LocalText,
    /// Who may do it.
    pub role: String,
    /// What it risks.
    pub risk: Risk,
    /// The answers of a check as people say them, by their id.
    pub answers: BTreeMap<String, LocalText>,
}

/// A plan that names the rule and the pack that it is from.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RulePlan {
    /// What was planned.
    #[serde(flatten)]
    pub of: RuleModel,
    /// How.
    #[serde(flatten)]
    pub plan: Plan,
}

impl RulePlan {
    /// A plan of this model.
    #[must_use]
    pub fn new(of: RuleModel, plan: Plan) -> Self {
        Self { of, plan }
    }
}

impl KnowledgeBase {
    /// What a session about one rule plans from: its causes, what its checks tell, what its remedies end, for the role of
    /// the query, or the pack's default role. The rule is named as for [`KnowledgeBase::tree`].
    ///
    /// # Errors
    ///
    /// As [`KnowledgeBase::tree`]; [`ErrorKind::BadModel`] where the rule does not say which remedy helps with which
    /// cause, or has a tree of its own, so that its authored order holds.
    pub fn plan_model(&self, query: &Query) -> Result<RuleModel, Error> {
        self.sound(|| {
            let (pack, rule, rows) = self.rule_of(query)?;
            let role = query.role.as_deref().unwrap_or(&pack.manifest().default_role);
            let mut state = State::new(pack, role, &query.facts);
            let at = pack.index().rule(&rule.id).unwrap_or_default();
            state.enter(Case::new(pack, at, rows));
            let model = state.derive().ok_or_else(|| {
                let message =
                    format!("the rule `{}` links no remedy with a cause, or orders its steps itself", rule.id);
                Error::new(ErrorKind::BadModel, message)
            })?;
            let local = Local::new(pack, query.lang.as_deref());
            let answerer = Answerer { pack, local: &local, query };
            let step = |key: &String| {
                let (_, _, item) = state.find(key)?;
                let answers = match item {
                    Item::Check(check) => {
                        check.answers.iter().map(|a| (a.id.clone(), answerer.answer_text(a))).collect()
                    }
                    Item::Remedy(_) => BTreeMap::new(),
                };
                let text = answerer.brief(item)?;
                Some(RuleStep { text, role: item.role().to_owned(), risk: item.risk(), answers })
            };
            let ids = model.data().steps.iter().map(|step| &step.id);
            let steps = ids.filter_map(|id| Some((id.clone(), step(id)?))).collect();
            Ok(RuleModel { pack: pack.reference(), rule: rule.id.clone(), role: role.to_owned(), steps, model })
        })
    }

    /// A step of a rule in a line, by its key.
    #[cfg(feature = "render")]
    pub(crate) fn step_text(&self, key: &str, lang: &str) -> Option<String> {
        let (rule, id) = key.split_once('/')?;
        let (pack, rule) = self.packs().iter().find_map(|pack| Some((pack, pack.rule(rule)?)))?;
        let (local, query) = (Local::new(pack, Some(lang)), Query::new(""));
        let answerer = Answerer { pack, local: &local, query: &query };
        Some(answerer.brief(crate::kb::find_item(rule, id)?)?.text)
    }
}
