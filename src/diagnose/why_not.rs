//! Why a step does not come now: from where the step stands and from the planner's own numbers.

use serde::Serialize;

use super::forecast::Forecast;
use super::next::Next;
use super::not_now::NotNow;
use super::plan::{Beginning, Evidence, Planner};
use super::replay::Replayed;
use super::session::Session;
use super::state::Case;
use super::view::View;
use crate::error::{Error, ErrorKind};
use crate::kb::{Item, KnowledgeBase, authored};
use crate::model::Rule;
use crate::query::{Answerer, ContactOut, Local, LocalText, Query, WithheldWhy};

/// Why a step of a session is not the next one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct WhyNot {
    /// The step, as `RULE/ITEM`.
    pub step: String,
    /// The question, or the first thing that is to be done.
    pub text: LocalText,
    /// Why it is not the next one.
    pub why: NotNow,
    /// The same in words.
    pub reason: LocalText,
    /// The steps that the reason speaks of: what comes before it, what it waits for, or the answers that rule it out.
    pub steps: Vec<String>,
    /// Whom to call for it, where it is above the role.
    pub who: Option<ContactOut>,
    /// What the planner expects of both, where it chose another step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<Expected>,
}

/// The minutes that the rest of a session is expected to take, handing over included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Expected {
    /// As planned.
    pub planned: u32,
    /// If it began with the step in question, and went on as planned from there; as planned, where nothing shows that it is more.
    pub instead: u32,
}

impl KnowledgeBase {
    /// Why a step is not the next one of a session. It is named as in turns, or by its own id where that is unique.
    ///
    /// ```
    /// # #[cfg(feature = "fs")] {
    /// use shindan::diagnose::NotNow;
    /// let knowledge = shindan::fs::load_dir("knowledge/caora", &shindan::Limits::default())?;
    /// let session = knowledge.start(shindan::Start::new("FUJ905 0x02000001").role("reception").lang("en"))?;
    /// let why = knowledge.why_not(&session, "without-remote-desktop")?;
    /// assert_eq!(why.why, NotNow::Withheld(shindan::query::WithheldWhy::AboveRole));
    /// # }
    /// # Ok::<(), shindan::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::UnknownStep`] if no rule of the session has the step; [`ErrorKind::BadSession`] as for
    /// [`KnowledgeBase::turn`].
    pub fn why_not(&self, session: &Session, step: &str) -> Result<WhyNot, Error> {
        let mut all =
            self.why_nots(session, |key| key == step || key.split_once('/').is_some_and(|(_, id)| id == step))?;
        match (all.pop(), all.is_empty()) {
            (Some(only), true) => Ok(only),
            (found, _) => {
                let known = self.why_nots(session, |_| true)?;
                let known = known.iter().map(|other| other.step.as_str()).collect::<Vec<_>>().join(", ");
                let problem = if found.is_some() { "stands in several rules of" } else { "is not in" };
                let message = format!("the step `{step}` {problem} this session; its steps: {known}");
                Err(Error::new(ErrorKind::UnknownStep, message))
            }
        }
    }

    /// Every step of a session's rules that is not the next one, as authored, and why.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::BadSession`] as for [`KnowledgeBase::turn`].
    pub fn other_steps(&self, session: &Session) -> Result<Vec<WhyNot>, Error> {
        let mut others = self.why_nots(session, |_| true)?;
        others.retain(|other| other.why != NotNow::Next);
        Ok(others)
    }

    fn why_nots(&self, session: &Session, wanted: impl Fn(&str) -> bool) -> Result<Vec<WhyNot>, Error> {
        self.sound(|| {
            let replayed = Replayed::new(self, session)?;
            let state = &replayed.state;
            let local = Local::new(state.pack, session.start.lang.as_deref());
            let query = Query::new("").role(&state.role);
            Ok(View::new(state, &local, Answerer { pack: state.pack, local: &local, query: &query }).why_nots(wanted))
        })
    }
}

impl View<'_, '_> {
    pub(super) fn why_nots(&self, wanted: impl Fn(&str) -> bool) -> Vec<WhyNot> {
        let next = self.state.next_by(self.forecast());
        // What is solved for one step is solved for the others.
        let mut planner = self.forecast().map(Forecast::planner);
        let mut found: Vec<WhyNot> = Vec::new();
        for (case, rule) in self.state.cases.iter().filter_map(|case| Some((case, self.state.rule(case)?))) {
            for item in authored(rule) {
                let key = item.key(rule);
                if wanted(&key) && found.iter().all(|other| other.step != key) {
                    found.extend(self.why_not(case, rule, item, &next, planner.as_mut()));
                }
            }
        }
        found
    }

    /// Whether the plan chose what comes next.
    fn is_planned(&self, next: &Next) -> bool {
        let chosen = self.forecast().and_then(|forecast| forecast.step.as_ref());
        matches!(next, Next::Step(key) | Next::Confirm(key) | Next::Consult { key, .. } if chosen == Some(key))
    }

    fn why_not(
        &self,
        case: &Case,
        rule: &Rule,
        item: Item<'_>,
        next: &Next,
        planner: Option<&mut Planner>,
    ) -> Option<WhyNot> {
        let key = item.key(rule);
        let (mut why, mut steps) = self.state.not_now(case, rule, item, next, self.is_planned(next));
        let mut expected = None;
        if let (NotNow::NoCheaper, Some(forecast), Some(planner)) = (why, self.forecast(), planner) {
            match planner.beginning_with(&key, &Evidence::new()).unwrap_or(Beginning::Useless) {
                Beginning::Costs(cost) => {
                    expected = Some(Expected { planned: forecast.minutes, instead: forecast.minutes_of(cost) });
                }
                // The plan keeps the riskier step back, though the session would not.
                Beginning::Waits(ahead) => (why, steps) = (NotNow::Withheld(WithheldWhy::SaferFirst), ahead),
                Beginning::Useless => {
                    let is_check = matches!(item, Item::Check(_));
                    (why, steps) = (if is_check { NotNow::TellsNothing } else { NotNow::RuledOut }, Vec::new());
                }
            }
        }
        let above = why == NotNow::Withheld(WithheldWhy::AboveRole);
        let who = above.then(|| self.answerer.who(item, Some(&self.state.role))).flatten();
        let brief = |key: &String| {
            let (_, _, item) = self.state.find(key)?;
            Some(self.answerer.brief(item)?.text.trim().to_owned())
        };
        let named: Vec<String> = steps.iter().filter_map(brief).collect();
        let reason = self.local.own(self.local.words.not_now(why, &named, expected));
        Some(WhyNot { step: key, text: self.answerer.brief(item)?, why, reason, steps, who, expected })
    }
}
