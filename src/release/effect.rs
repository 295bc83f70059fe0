//! What a new version changes for people: everything that is known to be asked, asked of both versions.

use std::collections::BTreeSet;

use serde::Serialize;

use super::compare::only;
use crate::diagnose::{Outcome, Session};
use crate::error::Error;
use crate::kb::{KnowledgeBase, LoadedPack};
use crate::model::Status;
use crate::query::{Explanation, Level, Query};

/// What is replayed beside the codes and examples of both versions.
#[derive(Debug, Clone, Default)]
pub struct Recorded {
    /// Questions in people's own words, such as those of the evaluation.
    pub queries: Vec<String>,
    /// Sessions that were kept, with a name for each.
    pub sessions: Vec<(String, Session)>,
}

/// Where inputs end in two versions of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Effect {
    /// How many codes, examples, questions and sessions were replayed on both.
    pub replayed: usize,
    /// Those that end elsewhere.
    pub elsewhere: Vec<Moved>,
    /// How many end at the same rules, and are answered with other words or steps.
    pub reworded: usize,
}

/// An input that ends elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Moved {
    /// What was replayed.
    pub kind: ReplayKind,
    /// The code, the text, or the name of the session.
    pub input: String,
    /// Where it ended.
    pub old: End,
    /// Where it ends now.
    pub new: End,
}

/// What was replayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReplayKind {
    /// A code with its detail, as the table has it.
    Code,
    /// An example of a rule.
    Example,
    /// A question in somebody's own words.
    Query,
    /// A recorded session.
    Session,
}

/// Where an input ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct End {
    /// The rules that answer, the first first.
    pub rules: Vec<String>,
    /// How surely, for what is looked up; none for sessions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// How a session ended; none while it goes on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// The step that a session stands at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// Replies of a session that name nothing any more.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dropped: Vec<String>,
}

impl Effect {
    /// Replays every code and example of both versions and what was recorded, on both.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidKnowledge`](crate::ErrorKind::InvalidKnowledge) if either side does not hold exactly one pack.
    pub fn new(old: &KnowledgeBase, new: &KnowledgeBase, recorded: &Recorded) -> Result<Self, Error> {
        let packs = [only(old)?, only(new)?];
        // A damaged side would end nowhere, and look like a change.
        packs.iter().try_for_each(|pack| pack.model().map(drop))?;
        let mut effect = Self { replayed: 0, elsewhere: Vec::new(), reworded: 0 };
        for (kind, input) in inputs(&packs, recorded) {
            let (was, is) = (old.explain(&Query::new(input.as_str())), new.explain(&Query::new(input.as_str())));
            let reworded = said(was.clone()) != said(is.clone());
            effect.compare(kind, input, looked_up(&was), looked_up(&is), reworded);
        }
        for (name, session) in &recorded.sessions {
            let (was, is) = (replayed(old, session), replayed(new, session));
            effect.compare(ReplayKind::Session, name.clone(), was, is, false);
        }
        Ok(effect)
    }

    fn compare(&mut self, kind: ReplayKind, input: String, old: End, new: End, reworded: bool) {
        self.replayed = self.replayed.saturating_add(1);
        if old != new {
            self.elsewhere.push(Moved { kind, input, old, new });
        } else if reworded {
            self.reworded = self.reworded.saturating_add(1);
        }
    }
}

/// Every input once, under the first kind that names it.
fn inputs(packs: &[&LoadedPack], recorded: &Recorded) -> Vec<(ReplayKind, String)> {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut inputs = Vec::new();
    let used = || packs.iter().flat_map(|pack| &pack.whole().rules).filter(|rule| rule.status != Status::Deprecated);
    let codes = used().flat_map(|rule| &rule.matches).map(|row| match &row.detail {
        Some(detail) => format!("{} {detail}", row.code),
        None => row.code.clone(),
    });
    let examples = used().flat_map(|rule| rule.examples.iter().cloned());
    let all = codes.map(|code| (ReplayKind::Code, code));
    let all = all.chain(examples.map(|example| (ReplayKind::Example, example)));
    for (kind, input) in all.chain(recorded.queries.iter().map(|query| (ReplayKind::Query, query.clone()))) {
        if seen.insert(input.clone()) {
            inputs.push((kind, input));
        }
    }
    inputs
}

fn looked_up(found: &Explanation) -> End {
    let mut rules: Vec<String> = Vec::new();
    for answer in &found.answers {
        if !rules.contains(&answer.rule) {
            rules.push(answer.rule.clone());
        }
    }
    End { rules, level: Some(found.matched.level), outcome: None, step: None, dropped: Vec::new() }
}

/// An answer without the version that gave it.
fn said(mut found: Explanation) -> Option<String> {
    for answer in &mut found.answers {
        answer.pack.version = semver::Version::new(0, 0, 0);
        answer.pack.hash.clear();
    }
    found.help_desk.text.clear();
    serde_json::to_string(&found).ok()
}

/// Where a session stands after all its replies.
fn replayed(knowledge: &KnowledgeBase, session: &Session) -> End {
    let transcript = knowledge.transcript(session);
    let turn = knowledge.turn(session).map(|diagnosis| diagnosis.turn);
    let (Ok(transcript), Ok(turn)) = (transcript, turn) else {
        return End { rules: Vec::new(), level: None, outcome: None, step: None, dropped: Vec::new() };
    };
    let dropped = turn.notes.iter().map(|note| note.text.clone()).collect();
    End { rules: transcript.rules, level: None, outcome: transcript.outcome, step: Some(turn.step), dropped }
}
