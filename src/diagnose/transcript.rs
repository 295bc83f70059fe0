//! What happened in a session, to be read to the help desk.

use serde::Serialize;

use super::next::Next;
use super::opening::WHICH_RULE;
use super::replay::{Replayed, start};
use super::session::{Event, Session};
use super::state::State;
use super::turn::{Contradiction, Outcome, Skipped};
use super::view::View;
use crate::error::Error;
use crate::kb::{KnowledgeBase, LoadedPack};
use crate::query::{
    Answerer, ChangeKind, ContactOut, HandOverOut, Local, LocalText, PackRef, Query, WithheldWhy, resolve, spelled,
};

/// Longest text that is quoted where it holds no code, in characters.
const QUOTED: usize = 80;

/// One step that was replied to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TranscriptLine {
    /// The step.
    pub step: String,
    /// The question, or the first thing that was to be done.
    pub text: LocalText,
    /// What else was to be done, in order.
    pub then: Vec<LocalText>,
    /// The reply.
    pub reply: String,
    /// The answers that it was asked again for, as they could not both hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contradiction: Option<Contradiction>,
}

/// One step that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotTaken {
    /// The step.
    pub step: String,
    /// The question, or the first thing that is to be done.
    pub text: LocalText,
    /// Why it was not taken.
    pub why: WithheldWhy,
    /// The same in words.
    pub reason: LocalText,
    /// Whom to call for it, where it is above the role.
    pub who: Option<ContactOut>,
}

/// A rule that a text without a code may have meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suspected {
    /// The rule.
    pub rule: String,
    /// What the screen shows, or people say, where it is meant.
    pub text: String,
    /// Whether it may still be the one.
    pub possible: bool,
}

/// A session in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Transcript {
    /// The pack that gave the answers.
    pub pack: PackRef,
    /// What the screen showed, as the pack writes it; what it does not know, as it was given.
    pub codes: Vec<String>,
    /// Who was led, at the end.
    pub role: String,
    /// The rules it went through.
    pub rules: Vec<String>,
    /// The rules that what was described may have meant, the best first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub suspected: Vec<Suspected>,
    /// What was replied, in order; answers that were taken back are left out.
    pub lines: Vec<TranscriptLine>,
    /// How it ended, if it did.
    pub outcome: Option<Outcome>,
    /// Whom it was handed over to, or is to be if it ends here; nobody once the fault is gone.
    pub hand_over: Option<HandOverOut>,
    /// Causes that are still possible.
    pub open_causes: Vec<LocalText>,
    /// Answers that contradict each other still.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contradictions: Vec<Contradiction>,
    /// Steps that were not taken, and why.
    pub not_taken: Vec<NotTaken>,
    /// What another device resumes the session by, unless the fault is gone.
    pub resume_code: Option<String>,
}

impl KnowledgeBase {
    /// What happened in a session so far, in the session's language.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::BadSession`](crate::ErrorKind::BadSession) if its pack is not loaded.
    pub fn transcript(&self, session: &Session) -> Result<Transcript, Error> {
        self.sound(|| {
            let replayed = Replayed::new(self, session)?;
            let state = &replayed.state;
            let local = Local::new(state.pack, session.start.lang.as_deref());
            let query = Query::new("").role(&state.role);
            let view = View::new(state, &local, Answerer { pack: state.pack, local: &local, query: &query });
            let turn = view.next();
            let outcome = turn.end.as_ref().map(|end| end.outcome);
            let is_open = outcome != Some(Outcome::Resolved);
            let ended = turn.end.and_then(|end| end.hand_over);
            Ok(Transcript {
                pack: state.pack.reference(),
                codes: codes(state.pack, session),
                role: state.role.clone(),
                rules: rules(state),
                suspected: suspected(&view, session),
                lines: lines(session, &replayed, &local),
                outcome,
                hand_over: is_open.then(|| ended.unwrap_or_else(|| view.rule_hand_over())),
                open_causes: if is_open { view.open_causes() } else { Vec::new() },
                contradictions: view.standing(),
                not_taken: turn.skipped.into_iter().map(|skipped| not_taken(&view, skipped)).collect(),
                resume_code: is_open.then(|| self.resume_code(session).ok()).flatten(),
            })
        })
    }
}

/// The rules that were entered; none as long as they are only suspected.
fn rules(state: &State<'_>) -> Vec<String> {
    let entered = state.cases.iter().filter(|_| !state.is_only_suspected()).filter_map(|case| state.rule(case));
    entered.map(|rule| rule.id.clone()).collect()
}

fn suspected(view: &View<'_, '_>, session: &Session) -> Vec<Suspected> {
    let state = view.state;
    let possible: Vec<usize> = match state.suspects.is_empty() {
        true => state.cases.iter().map(|case| case.rule).collect(),
        false => state.possible().iter().map(|suspect| suspect.rule).collect(),
    };
    let first = start(state.pack, session).suspects.into_iter();
    let named = first.filter_map(|suspect| Some((suspect.rule, state.pack.rule_at(suspect.rule)?)));
    let said = named.map(|(at, rule)| Suspected {
        rule: rule.id.clone(),
        text: view.rule_in_words(rule),
        possible: possible.contains(&at),
    });
    said.collect()
}

/// Each reply with its step, phrased on what had happened before it.
fn lines(session: &Session, replayed: &Replayed<'_>, local: &Local<'_>) -> Vec<TranscriptLine> {
    let pack = replayed.state.pack;
    let mut so_far = Replayed::begin(start(pack, session));
    let mut lines = Vec::new();
    for event in replayed.kept() {
        if let Event::Reply { step, reply } = event {
            let state = &so_far.state;
            let query = Query::new("").role(&state.role);
            let view = View::past(state, local, Answerer { pack, local, query: &query });
            lines.push(line(&view, step, reply));
        }
        so_far.push(event);
    }
    lines
}

fn line(view: &View<'_, '_>, step: &str, reply: &str) -> TranscriptLine {
    let mut line = TranscriptLine {
        step: step.to_owned(),
        text: view.local.own(step),
        then: Vec::new(),
        reply: reply.to_owned(),
        contradiction: None,
    };
    // A step that the pack no longer has can only be named.
    let Some(next) = named(view, step) else { return line };
    let shown = view.turn(&next);
    let mut texts = shown.steps.into_iter().map(|step| step.text);
    line.text = texts.next().unwrap_or(shown.text);
    line.then = texts.collect();
    line.contradiction = shown.contradiction;
    let said = shown.replies.into_iter().find(|r| r.id == reply);
    line.reply = said.map_or(line.reply, |said| said.text);
    line
}

/// The step of a name, whether or not it is the next one: after `back`, what was carried out stands before what is
/// asked again.
fn named(view: &View<'_, '_>, step: &str) -> Option<Next> {
    let known = |key: &str| view.state.find(key).map(|_| key.to_owned());
    Some(match step.split_once(':') {
        Some(("consult", contact)) => {
            Next::Consult { contact: view.state.pack.contact(contact)?.id.clone(), key: String::new() }
        }
        Some(("confirm", key)) => Next::Confirm(known(key)?),
        Some(("undo", key)) => Next::Undo(known(key)?),
        _ => match step {
            "which-code" => Next::WhichCode,
            "which-detail" => Next::WhichDetail,
            WHICH_RULE => Next::WhichRule,
            key => Next::Step(known(key)?),
        },
    })
}

fn not_taken(view: &View<'_, '_>, skipped: Skipped) -> NotTaken {
    let Skipped { step, why, text: reason, who } = skipped;
    let text = view.state.find(&step).and_then(|(_, _, item)| view.answerer.brief(item));
    NotTaken { text: text.unwrap_or_else(|| view.local.own(step.clone())), step, why, reason, who }
}

/// What the screen showed, each once. A text is quoted only where there is nothing else to go by.
fn codes(pack: &LoadedPack, session: &Session) -> Vec<String> {
    let added = session.events.iter().filter_map(|event| match event {
        Event::Code { text } => Some(text.as_str()),
        _ => None,
    });
    let mut codes: Vec<String> = Vec::new();
    for text in std::iter::once(session.start.text.as_str()).chain(added) {
        let found = resolve(pack, text, &session.start.facts);
        let mut given: Vec<String> =
            found.iter().map(|one| spelled(pack, one)).filter(|text| !text.is_empty()).collect();
        if given.is_empty() {
            let ignored = found.iter().flat_map(|one| &one.changes).filter(|c| c.kind == ChangeKind::Ignored);
            given.extend(ignored.map(|change| change.from.clone()));
        }
        if given.is_empty() && !text.trim().is_empty() {
            given.push(quoted(text.trim()));
        }
        given.retain(|text| !codes.contains(text));
        codes.append(&mut given);
    }
    codes
}

fn quoted(text: &str) -> String {
    let mut quoted: String = text.chars().take(QUOTED).collect();
    if quoted.len() < text.len() {
        quoted.push('…');
    }
    quoted
}
