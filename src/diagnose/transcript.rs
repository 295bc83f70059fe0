//! What happened in a session, to be read to the help desk.

use serde::Serialize;

use super::replay::Replayed;
use super::session::{Event, Session};
use super::turn::Outcome;
use super::view::View;
use crate::error::Error;
use crate::kb::KnowledgeBase;
use crate::query::{Answerer, HandOverOut, Local, LocalText, PackRef, Query};

/// One step that was replied to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TranscriptLine {
    /// The step.
    pub step: String,
    /// The question, or what was to be done.
    pub text: LocalText,
    /// The reply.
    pub reply: String,
}

/// A session in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Transcript {
    /// The pack that gave the answers.
    pub pack: PackRef,
    /// What it started from.
    pub start: String,
    /// The rules it went through.
    pub rules: Vec<String>,
    /// What was replied, in order; answers that were taken back are left out.
    pub lines: Vec<TranscriptLine>,
    /// How it ended, if it did.
    pub outcome: Option<Outcome>,
    /// Whom it was handed over to.
    pub hand_over: Option<HandOverOut>,
    /// Causes that are still possible.
    pub open_causes: Vec<LocalText>,
    /// Steps that were not taken, and why.
    pub not_taken: Vec<LocalText>,
}

impl KnowledgeBase {
    /// What happened in a session, in the session's language.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::BadSession`](crate::ErrorKind::BadSession) if its pack is not loaded.
    pub fn transcript(&self, session: &Session) -> Result<Transcript, Error> {
        let replayed = Replayed::new(self, session)?;
        let state = &replayed.state;
        let local = Local::new(state.pack, session.start.lang.as_deref());
        let query = Query::new("").role(&state.role);
        let answerer = || Answerer { pack: state.pack, local: &local, query: &query };
        let last = View::new(state, &local, answerer());
        let mut lines = Vec::new();
        for (n, event) in replayed.kept().iter().enumerate() {
            let Event::Reply { step, reply } = event else { continue };
            // A step is phrased as it was shown: on what had happened before it.
            let before = Session { events: session_before(replayed.kept(), n), ..session.clone() };
            let Ok(shown) = self.turn(&before) else { continue };
            let (text, said) = if shown.turn.step == *step {
                let text = shown.turn.steps.first().map_or(shown.turn.text.clone(), |s| s.text.clone());
                (text, shown.turn.replies.iter().find(|r| r.id == *reply).map(|r| r.text.clone()))
            } else {
                (local.own(step.clone()), None)
            };
            lines.push(TranscriptLine { step: step.clone(), text, reply: said.unwrap_or_else(|| reply.clone()) });
        }
        let turn = last.turn(&state.next());
        let not_taken = turn.skipped.iter().map(|s| {
            let name = state.find(&s.step).map(|(_, rule, item)| match item {
                crate::kb::Item::Check(check) => local.editor(&check.ask),
                crate::kb::Item::Remedy(remedy) => {
                    let first = answerer().remedy(rule, remedy, crate::model::When::new()).steps.into_iter().next();
                    first.map_or_else(|| local.own(s.step.clone()), |step| step.text)
                }
            });
            let name = name.unwrap_or_else(|| local.own(s.step.clone()));
            LocalText { text: format!("{} ({})", name.text, s.text.text), ..name }
        });
        Ok(Transcript {
            pack: state.pack.reference(),
            start: session.start.text.clone(),
            rules: state.cases.iter().filter_map(|case| state.rule(case)).map(|rule| rule.id.clone()).collect(),
            lines,
            outcome: turn.end.as_ref().map(|end| end.outcome),
            hand_over: turn.end.as_ref().and_then(|end| end.hand_over.clone()),
            open_causes: if turn.end.as_ref().is_some_and(|e| e.outcome == Outcome::Resolved) {
                Vec::new()
            } else {
                last.open_causes()
            },
            not_taken: not_taken.collect(),
        })
    }
}

fn session_before(kept: &[&Event], n: usize) -> Vec<Event> {
    kept.iter().take(n).map(|event| (*event).clone()).collect()
}
