//! What an editor should look at: steps and causes that the sessions speak against.

use serde::Serialize;

use super::lesson::StepSeen;
use super::seen::Seen;
use super::table::Table;
use crate::diagnose::chances::SOMETHING_ELSE;

/// What the sessions speak against.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
pub struct Scorecard {
    /// Remedies that were carried out often enough and never ended the fault.
    pub never_helped: Vec<StepSeen>,
    /// Causes that nobody named, and that no remedy that may end them ended.
    pub never_confirmed: Vec<CauseSeen>,
    /// Rules whose sessions were all handed over.
    pub always_handed_over: Vec<RuleSeen>,
}

/// A cause, and the sessions of its rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CauseSeen {
    /// The rule.
    pub rule: String,
    /// The cause's key.
    pub cause: String,
    /// The sessions that could have had it, and in which a cause was named or a remedy ended the fault.
    pub sessions: usize,
}

/// A rule and its sessions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RuleSeen {
    /// The rule.
    pub rule: String,
    /// Its sessions.
    pub sessions: usize,
}

/// What was seen of a step.
pub(super) fn step_seen(table: &Table<'_>, sessions: &[Seen], step: &str) -> StepSeen {
    let mut seen = StepSeen { rule: table.rule.id.clone(), step: step.to_owned(), taken: 0, fixed: None };
    if let Some(at) = table.remedy(step) {
        let tried = || sessions.iter().flat_map(|seen| &seen.tried).filter(|(remedy, _)| *remedy == at);
        seen.taken = tried().count();
        seen.fixed = Some(tried().filter(|(_, fixed)| *fixed).count());
    } else if let Some(at) = table.check(step) {
        seen.taken = sessions.iter().flat_map(|seen| &seen.answers).filter(|(check, _)| *check == at).count();
    }
    seen
}

impl Scorecard {
    /// Looks at one rule; what was seen fewer than `least` times says nothing.
    pub(super) fn look(&mut self, table: &Table<'_>, sessions: &[Seen], least: usize) {
        let least = least.max(1);
        if sessions.len() < least {
            return;
        }
        for remedy in &table.remedies {
            let seen = step_seen(table, sessions, remedy);
            if seen.taken >= least && seen.fixed == Some(0) {
                self.never_helped.push(seen);
            }
        }
        for (at, cause) in table.causes.iter().enumerate().filter(|(_, cause)| *cause != SOMETHING_ELSE) {
            // Sessions that show what it was, and could have shown this.
            let told = |seen: &&Seen| seen.possible.get(at) == Some(&true) && is_told(seen);
            let possible: Vec<&Seen> = sessions.iter().filter(told).collect();
            if possible.len() >= least && !possible.iter().any(|seen| confirms(table, seen, at)) {
                let rule = table.rule.id.clone();
                self.never_confirmed.push(CauseSeen { rule, cause: cause.clone(), sessions: possible.len() });
            }
        }
        if sessions.iter().all(|seen| !seen.is_solved) {
            let rule = table.rule.id.clone();
            self.always_handed_over.push(RuleSeen { rule, sessions: sessions.len() });
        }
    }
}

/// Whether a session shows what it was, or which it may have been.
fn is_told(seen: &Seen) -> bool {
    seen.cause.is_some() || seen.tried.iter().any(|(_, fixed)| *fixed)
}

/// Whether a session may have had the cause, by what was named or by what ended the fault.
fn confirms(table: &Table<'_>, seen: &Seen, cause: usize) -> bool {
    if seen.cause.is_some() {
        return seen.cause == Some(cause);
    }
    let ends = |remedy: usize| table.words.fix.get(remedy).and_then(|row| row.get(cause)).is_some_and(|fix| *fix > 0.0);
    seen.tried.iter().any(|(remedy, fixed)| *fixed && ends(*remedy))
}
