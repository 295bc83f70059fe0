//! Why a step does not come now: from where the step stands and from the planner's own numbers.

use serde::Serialize;

use super::next::{Next, is_workaround};
use super::plan::Beginning;
use super::replay::Replayed;
use super::session::Session;
use super::state::{Case, Pending, State};
use super::status::Status;
use super::view::View;
use crate::error::{Error, ErrorKind};
use crate::kb::{Item, KnowledgeBase, authored, find_item};
use crate::model::{Check, Pin, Rule, When};
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
    /// If it began with the step in question, and went on as planned from there.
    pub instead: u32,
}

/// Why a step is not the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NotNow {
    /// It is the next one.
    Next,
    /// The session is over.
    Ended,
    /// It was answered, its answer was known, or it was carried out.
    Done,
    /// It is not known yet which code, detail or rule is meant.
    Unidentified,
    /// A change that did not help is put back first.
    UndoFirst,
    /// Answers that cannot all hold are cleared up first.
    Contradiction,
    /// An answer that was taken back is asked again first.
    TakenBack,
    /// Everything that it could help against was ruled out.
    RuledOut,
    /// No answer to it would change anything any more.
    TellsNothing,
    /// The rule puts another step before all others.
    PinnedFirst,
    /// Somebody waits, so that a workaround comes first.
    WorkaroundFirst,
    /// The answers point to a cause that another remedy ends.
    SupportedFirst,
    /// Another step comes before it in the authored order.
    InOrder,
    /// To begin with another step is expected to take no longer.
    NoCheaper,
    /// It is withheld.
    #[serde(untagged)]
    Withheld(WithheldWhy),
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
        let replayed = Replayed::new(self, session)?;
        let state = &replayed.state;
        let local = Local::new(state.pack, session.start.lang.as_deref());
        let query = Query::new("").role(&state.role);
        Ok(View::new(state, &local, Answerer { pack: state.pack, local: &local, query: &query }).why_nots(wanted))
    }
}

impl View<'_, '_> {
    pub(super) fn why_nots(&self, wanted: impl Fn(&str) -> bool) -> Vec<WhyNot> {
        let next = self.state.next_by(self.forecast());
        let mut found: Vec<WhyNot> = Vec::new();
        for (case, rule) in self.state.cases.iter().filter_map(|case| Some((case, self.state.rule(case)?))) {
            for item in authored(rule) {
                let key = item.key(rule);
                if wanted(&key) && found.iter().all(|other| other.step != key) {
                    found.extend(self.why_not(case, rule, item, &next));
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

    fn why_not(&self, case: &Case, rule: &Rule, item: Item<'_>, next: &Next) -> Option<WhyNot> {
        let key = item.key(rule);
        let (mut why, mut steps) = self.state.not_now(case, rule, item, next, self.is_planned(next));
        let mut expected = None;
        if let (NotNow::NoCheaper, Some(forecast)) = (why, self.forecast()) {
            match forecast.beginning_with(&key) {
                Beginning::Costs(minutes) => {
                    // Whole minutes of at most nine digits, as those of the plan.
                    let instead = minutes.round() as u32;
                    expected = Some(Expected { planned: forecast.minutes, instead });
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

impl<'k> State<'k> {
    /// Why a step is not the next one, and the steps that this is about.
    pub(super) fn not_now(
        &self,
        case: &Case,
        rule: &Rule,
        item: Item<'_>,
        next: &Next,
        is_planned: bool,
    ) -> (NotNow, Vec<String>) {
        let key = item.key(rule);
        let status = self.status(case, rule, item);
        let ahead = match next {
            Next::Step(key) | Next::Confirm(key) | Next::Consult { key, .. } => Some(key),
            Next::Undo(_) | Next::WhichCode | Next::WhichDetail | Next::WhichRule | Next::End(_) => None,
        };
        if ahead == Some(&key) {
            return (NotNow::Next, Vec::new());
        }
        let first = || ahead.into_iter().cloned().collect();
        if status == Status::Settled {
            return (NotNow::Done, Vec::new());
        }
        if self.end.is_some() {
            return (NotNow::Ended, Vec::new());
        }
        if self.candidates.is_some() || self.opening {
            return (NotNow::Unidentified, first());
        }
        if let Some(Pending::Undo(changed)) = &self.pending {
            return (NotNow::UndoFirst, vec![changed.clone()]);
        }
        match status {
            Status::Withheld(why) => (NotNow::Withheld(why), self.in_the_way(case, rule, item, why)),
            Status::Moot => self.moot(case, rule, item),
            _ if self.doubt().is_some() => (NotNow::Contradiction, first()),
            _ if self.reask.is_some() && self.reask.as_ref() == ahead => (NotNow::TakenBack, first()),
            _ => match ahead.and_then(|ahead| self.find(ahead)) {
                Some((_, other_rule, other)) => (self.behind((rule, item), (other_rule, other), is_planned), first()),
                None => (NotNow::Withheld(WithheldWhy::NotWorthIt), Vec::new()),
            },
        }
    }

    /// Why an open step comes after another one.
    fn behind(&self, own: (&Rule, Item<'_>), ahead: (&Rule, Item<'_>), is_planned: bool) -> NotNow {
        let ((rule, item), (other_rule, other)) = (own, ahead);
        let place = |item: Item<'_>| authored(rule).iter().position(|one| one.id() == item.id());
        let brought_forward = rule.id == other_rule.id && rule.tree.is_none() && place(item) < place(other);
        match other {
            _ if other.is_pinned(Pin::First) => NotNow::PinnedFirst,
            _ if self.waiting && is_workaround(other) => NotNow::WorkaroundFirst,
            _ if is_planned => NotNow::NoCheaper,
            _ if brought_forward => NotNow::SupportedFirst,
            _ => NotNow::InOrder,
        }
    }

    /// Why a step does not concern the case any more, and the answers that say so.
    fn moot(&self, case: &Case, rule: &Rule, item: Item<'_>) -> (NotNow, Vec<String>) {
        let failing = |(fact, values): (&String, &Vec<String>)| {
            let when = When::from([(fact.clone(), values.clone())]);
            self.fails(case, &when).then(|| fact.clone())
        };
        let failing: Vec<String> = item.when().iter().filter_map(failing).collect();
        if !failing.is_empty() {
            return (NotNow::Withheld(WithheldWhy::NotThisCase), self.tellers(rule, &failing));
        }
        let Item::Remedy(remedy) = item else { return (NotNow::TellsNothing, Vec::new()) };
        let causes: Vec<String> =
            remedy.fixes.iter().chain(&remedy.sometimes_fixes).map(|cause| Self::cause_key(rule, cause)).collect();
        let excludes = self.said.iter().filter(|said| causes.iter().any(|cause| said.excludes.contains(cause)));
        (NotNow::RuledOut, excludes.map(|said| said.key.clone()).collect())
    }

    /// The steps that a withheld one waits for.
    fn in_the_way(&self, case: &Case, rule: &Rule, item: Item<'_>, why: WithheldWhy) -> Vec<String> {
        let remedies = |rule: &'k Rule| rule.remediation.iter().map(move |remedy| (rule, remedy));
        match why {
            WithheldWhy::Requires => {
                let missing = item.requires().iter().filter(|id| !self.is_carried_out(rule, id));
                missing.filter_map(|id| Some(find_item(rule, id)?.key(rule))).collect()
            }
            WithheldWhy::SaferFirst => {
                let cases = self.cases.iter().filter_map(|case| Some((case, self.rule(case)?)));
                let all = cases.flat_map(|(case, rule)| remedies(rule).map(move |(rule, remedy)| (case, rule, remedy)));
                let left = all.filter(|(case, rule, remedy)| {
                    remedy.risk < item.risk() && !self.is_out_of_the_way(case, rule, remedy)
                });
                left.map(|(_, rule, remedy)| Item::Remedy(remedy).key(rule)).collect()
            }
            WithheldWhy::NotUndone => {
                let Item::Remedy(own) = item else { return Vec::new() };
                let changed = rule.remediation.iter().filter(|other| other.any_of == own.any_of && other.id != own.id);
                let keys = changed.map(|other| Item::Remedy(other).key(rule));
                keys.filter(|key| self.outcomes.contains_key(key) && !self.undone.contains(key)).collect()
            }
            WithheldWhy::UnknownFact => {
                let unknown = item.when().keys().filter(|fact| self.fact(case, fact).is_none());
                self.tellers(rule, &unknown.cloned().collect::<Vec<_>>())
            }
            _ => Vec::new(),
        }
    }

    /// The checks of a rule that tell one of these facts.
    fn tellers(&self, rule: &Rule, facts: &[String]) -> Vec<String> {
        let tells = |check: &&Check| {
            facts.iter().any(|fact| check.id == *fact || check.answers.iter().any(|a| a.set.contains_key(fact)))
        };
        rule.checks.iter().filter(tells).map(|check| Item::Check(check).key(rule)).collect()
    }
}
