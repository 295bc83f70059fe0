//! The way of a session through the decision graph of its rule.

use super::graph::{HANDED_OVER, RESOLVED, WORKED_AROUND};
use super::replay::Replayed;
use super::session::{Event, Session};
use super::turn::Outcome;
use crate::error::Error;
use crate::kb::KnowledgeBase;

impl KnowledgeBase {
    /// The steps that a session went through, in order, and the one where it stands, by the names that they have in
    /// [`KnowledgeBase::tree`]. Answers that were taken back are left out; steps of other rules are in it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::BadSession`](crate::ErrorKind::BadSession) if its pack is not loaded.
    pub fn path(&self, session: &Session) -> Result<Vec<String>, Error> {
        self.sound(|| {
            let replayed = Replayed::new(self, session)?;
            let steps = replayed.kept().iter().filter_map(|event| match event {
                Event::Reply { step, .. } => Some(step.clone()),
                _ => None,
            });
            let mut path: Vec<String> = steps.collect();
            let turn = replayed.diagnosis(session).turn;
            path.push(match turn.end.map(|end| end.outcome) {
                Some(Outcome::Resolved) => RESOLVED.to_owned(),
                Some(Outcome::WorkedAround) => WORKED_AROUND.to_owned(),
                Some(Outcome::HandedOver) => HANDED_OVER.to_owned(),
                None => turn.step,
            });
            Ok(path)
        })
    }
}
