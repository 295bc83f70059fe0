//! A finished session to its record.

use std::collections::BTreeMap;

use serde::Serialize;

use super::record::{Closing, Entered, FORMAT, OutcomeRecord, Replied, VERSION};
use crate::diagnose::chances::SOMETHING_ELSE;
use crate::diagnose::{Became, Case, Event, Outcome, Replayed, Session, State};
use crate::error::{Error, ErrorKind};
use crate::kb::{Item, KnowledgeBase, LoadedPack};
use crate::query::{Local, LocalText};

/// What is replied to a remedy after which the fault is gone.
pub(super) const FIXED: &str = "fixed";

/// A cause that a session leaves open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CauseLeft {
    /// Its key, for [`Closing::cause`].
    pub cause: String,
    /// What it says; none for what no rule lists.
    pub text: Option<LocalText>,
}

impl KnowledgeBase {
    /// The record of a finished session.
    ///
    /// It holds names of the pack alone. What was typed, facts that the pack does not declare, the language and the device
    /// are left out; id and day are the host's, as the core has neither chance nor a clock.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), shindan::Error> {
    /// # #[cfg(feature = "fs")] {
    /// use shindan::{Limits, Start, learn::Closing};
    ///
    /// let knowledge = shindan::fs::load_dir("knowledge/caora", &Limits::default())?;
    /// let mut session = knowledge.start(Start::new("FUJ905 0x02000001"))?;
    /// loop {
    ///     let turn = knowledge.turn(&session)?.turn;
    ///     let Some(reply) = turn.replies.first() else { break };
    ///     session = knowledge.reply(&session, &turn.step, &reply.id)?;
    /// }
    /// let line = knowledge.outcome(&session, &Closing::new("desk-2-000017", "2026-02-28"))?.to_line();
    /// # }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoOutcome`] if the session has not ended and was not given up, if it ended by a rule that is not
    /// known, if it stayed open which rule is meant, or if the closing has no proper id, day or cause; [`ErrorKind::BadSession`] if its pack is not loaded.
    pub fn outcome(&self, session: &Session, closing: &Closing) -> Result<OutcomeRecord, Error> {
        self.sound(|| {
            closing.check()?;
            let replayed = Replayed::new(self, session)?;
            let state = &replayed.state;
            let turn = self.turn(session)?.turn;
            let end = match turn.end.map(|end| end.outcome) {
                Some(end) => end,
                None if closing.given_up => Outcome::HandedOver,
                None => {
                    let message = format!(
                        "it waits for a reply to `{}`; record it after its end, or as given up if it was handed over",
                        turn.step
                    );
                    return Err(Error::new(ErrorKind::NoOutcome, message));
                }
            };
            if state.cases.is_empty() {
                return Err(Error::new(
                    ErrorKind::NoOutcome,
                    "no rule was entered, so there is nothing to learn from it",
                ));
            }
            if !state.suspects.is_empty() {
                let message = "it stayed open which rule is meant, so there is nothing to learn from it";
                return Err(Error::new(ErrorKind::NoOutcome, message));
            }
            if let Some(cause) = &closing.cause {
                check_cause(state, cause)?;
            }
            let path = path(state, replayed.kept());
            Ok(OutcomeRecord {
                format: FORMAT.to_owned(),
                version: VERSION,
                id: closing.id.clone(),
                day: closing.day.clone(),
                pack: state.pack.reference(),
                rules: state.cases.iter().filter_map(|case| entered(state, case)).collect(),
                role: state.role.clone(),
                strategy: state.strategy,
                facts: declared(state.pack, &state.facts),
                known: known(state),
                fixed_by: path.iter().rfind(|replied| replied.reply == FIXED).map(|replied| replied.step.clone()),
                path,
                end,
                cause: closing.cause.clone(),
            })
        })
    }

    /// The causes that may be named as what it was, in the session's language: those that are not excluded, and
    /// `something-else`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::BadSession`] if its pack is not loaded.
    pub fn causes_left(&self, session: &Session) -> Result<Vec<CauseLeft>, Error> {
        self.sound(|| {
            let replayed = Replayed::new(self, session)?;
            let state = &replayed.state;
            let local = Local::new(state.pack, session.start.lang.as_deref());
            let mut left: Vec<CauseLeft> = Vec::new();
            for (case, rule) in state.cases.iter().filter_map(|case| Some((case, state.rule(case)?))) {
                for cause in rule.causes.iter().filter(|cause| !state.is_excluded(case, rule, &cause.id)) {
                    let key = State::cause_key(rule, &cause.id);
                    if left.iter().all(|other| other.cause != key) {
                        left.push(CauseLeft { cause: key, text: Some(local.print(&cause.text)) });
                    }
                }
            }
            left.push(CauseLeft { cause: SOMETHING_ELSE.to_owned(), text: None });
            Ok(left)
        })
    }
}

fn check_cause(state: &State<'_>, cause: &str) -> Result<(), Error> {
    let rules = state.cases.iter().filter_map(|case| state.rule(case));
    let mut known: Vec<String> =
        rules.flat_map(|rule| rule.causes.iter().map(|cause| State::cause_key(rule, &cause.id))).collect();
    known.push(SOMETHING_ELSE.to_owned());
    if known.iter().any(|key| key == cause) {
        return Ok(());
    }
    let message = format!("its rules have no cause `{cause}`; known: {}", known.join(", "));
    Err(Error::new(ErrorKind::NoOutcome, message))
}

fn entered(state: &State<'_>, case: &Case) -> Option<Entered> {
    let rule = state.rule(case)?;
    let rows = case.rows.iter().filter_map(|row| rule.matches.get(*row)?.row.clone());
    Some(Entered { rule: rule.id.clone(), rows: rows.collect() })
}

/// Of what is known, what the pack declares, with the values that it declares.
pub(super) fn declared(pack: &LoadedPack, facts: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let is_declared = |name: &str, value: &str| {
        let fact = pack.manifest().facts.iter().find(|fact| fact.id == name);
        fact.is_some_and(|fact| fact.values.iter().any(|known| known.id == value))
    };
    let kept = facts.iter().filter(|(name, value)| is_declared(name, value));
    kept.map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// Checks that answered themselves.
fn known(state: &State<'_>) -> Vec<Replied> {
    let silent = state.silent.iter().filter_map(|key| {
        let reply = state.answers.get(key)?;
        is_reply(state, key, reply).then(|| Replied { step: key.clone(), reply: reply.clone() })
    });
    silent.collect()
}

/// The replies that count, to steps that there are; a session may have been written by anybody.
fn path(state: &State<'_>, events: &[Event]) -> Vec<Replied> {
    let replies = events.iter().filter_map(|event| match event {
        Event::Reply { step, reply } if is_reply(state, step, reply) => {
            Some(Replied { step: step.clone(), reply: reply.clone() })
        }
        _ => None,
    });
    replies.collect()
}

/// Whether a step of the session's rules takes this reply.
pub(super) fn is_reply(state: &State<'_>, step: &str, reply: &str) -> bool {
    match state.find(step) {
        Some((_, _, Item::Check(check))) => {
            reply == "dont_know" || check.answers.iter().any(|answer| answer.id == reply)
        }
        Some((_, _, Item::Remedy(_))) => Became::from_reply(reply).is_some(),
        None => false,
    }
}
