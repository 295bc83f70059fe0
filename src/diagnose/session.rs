//! A session as a value, and the operations on it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::replay::Replayed;
use super::turn::Diagnosis;
use crate::error::{Error, ErrorKind};
use crate::kb::{KnowledgeBase, LoadedPack};
use crate::model::Strategy;
use crate::query::PackRef;

/// A rule that may be meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suspect {
    /// The rule.
    pub rule: String,
    /// How well it fits, in hundredths, as [`KnowledgeBase::search`] gives it.
    pub score: u8,
}

/// What a diagnosis starts from.
///
/// ```
/// let start = shindan::Start::new("FUJ905 0x02000001").role("admin").fact("environment", "production");
/// assert_eq!(start.text, "FUJ905 0x02000001");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Start {
    /// Codes or text, as for a query.
    pub text: String,
    /// Who is led; the pack's default role if none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The language of the turns; the pack's first language if none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// What the host knows: facts of the pack, `model`, `version.NAME`, or answers by the id of their check.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, String>,
    /// The order of steps; the pack's if none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strategy: Option<Strategy>,
    /// The minutes there are: steps that do not fit into what is left of them are left to whom to call. Unlimited if
    /// none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<u32>,
    /// Somebody is waiting: a workaround comes before what cures.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub waiting: bool,
    /// The rules that may be meant where the text holds no code and steps are planned, the best first; of more than five
    /// the first five. If none, they are searched for by the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Suspect>,
}

impl Start {
    /// A start from codes or text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            role: None,
            lang: None,
            facts: BTreeMap::new(),
            strategy: None,
            budget: None,
            waiting: false,
            rules: Vec::new(),
        }
    }

    /// Says who is led.
    #[must_use]
    pub fn role(mut self, role: impl Into<String>) -> Self {
        self.role = Some(role.into());
        self
    }

    /// Asks for a language.
    #[must_use]
    pub fn lang(mut self, lang: impl Into<String>) -> Self {
        self.lang = Some(lang.into());
        self
    }

    /// Adds something the host knows.
    #[must_use]
    pub fn fact(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.facts.insert(name.into(), value.into());
        self
    }

    /// Asks for an order of steps.
    #[must_use]
    pub fn strategy(mut self, strategy: Strategy) -> Self {
        self.strategy = Some(strategy);
        self
    }

    /// Says how many minutes there are.
    #[must_use]
    pub fn budget(mut self, minutes: u32) -> Self {
        self.budget = Some(minutes);
        self
    }

    /// Says that somebody is waiting.
    #[must_use]
    pub fn waiting(mut self, waiting: bool) -> Self {
        self.waiting = waiting;
        self
    }

    /// Names a rule that may be meant, and how well it fits.
    #[must_use]
    pub fn suspect(mut self, rule: impl Into<String>, score: u8) -> Self {
        self.rules.push(Suspect { rule: rule.into(), score });
        self
    }
}

/// Something that happened in a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Event {
    /// A step was replied to.
    Reply {
        /// The step.
        step: String,
        /// The reply's id.
        reply: String,
    },
    /// The last answer was taken back. What was carried out stays carried out.
    Back,
    /// Another code was shown.
    Code {
        /// Codes or text.
        text: String,
    },
    /// Somebody of another role took over.
    Role {
        /// The role.
        role: String,
    },
    /// Something became known without being asked.
    Facts {
        /// As in [`Start::facts`].
        facts: BTreeMap<String, String>,
    },
}

/// One guided diagnosis: a plain value that can be stored, sent and resumed. It holds what happened; everything else
/// is worked out anew from the knowledge, so nothing in it needs to be trusted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// The pack it was started on.
    pub pack: PackRef,
    /// What it started from.
    pub start: Start,
    /// What happened since, in order.
    pub events: Vec<Event>,
}

impl KnowledgeBase {
    /// Starts a diagnosis. A code that no pack knows gives a session that hands over at once, and so does a text without
    /// one; where steps are planned, such a text begins with the question which of the rules that it speaks of is meant.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), shindan::Error> {
    /// # #[cfg(feature = "fs")] {
    /// let knowledge = shindan::fs::load_dir("knowledge/caora", &shindan::Limits::default())?;
    /// let mut session = knowledge.start(shindan::Start::new("FUJ905 0x02000001"))?;
    /// let turn = knowledge.turn(&session)?.turn;
    /// session = knowledge.reply(&session, &turn.step, "no")?;
    /// # }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::CannotStart`] if no pack is loaded, [`ErrorKind::UnknownRole`] and [`ErrorKind::UnknownFact`] if the
    /// pack does not declare what was given, [`ErrorKind::UnknownRule`] if it has no such rule.
    pub fn start(&self, start: Start) -> Result<Session, Error> {
        self.sound(|| {
            let pack = self
                .pack_for(&start)
                .ok_or_else(|| Error::new(ErrorKind::CannotStart, "no knowledge pack is loaded"))?;
            check_role(pack, start.role.as_deref())?;
            check_facts(pack, &start.facts)?;
            if let Some(unknown) = start.rules.iter().find(|suspect| pack.rule(&suspect.rule).is_none()) {
                let message = format!("the pack `{}` has no rule `{}`", pack.id(), unknown.rule);
                return Err(Error::new(ErrorKind::UnknownRule, message));
            }
            Ok(Session { pack: pack.reference(), start, events: Vec::new() })
        })
    }

    /// The current turn of a session: the next step, why, and the replies that are legal.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::BadSession`] if its pack is not loaded or it is damaged.
    pub fn turn(&self, session: &Session) -> Result<Diagnosis, Error> {
        self.sound(|| Ok(Replayed::new(self, session)?.diagnosis(session)))
    }

    /// The session after a reply to its current step.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::IllegalReply`] if the current turn is another step or does not offer the reply.
    pub fn reply(&self, session: &Session, step: &str, reply: &str) -> Result<Session, Error> {
        self.sound(|| {
            let turn = self.turn(session)?.turn;
            if turn.step != step {
                return Err(Error::new(
                    ErrorKind::IllegalReply,
                    format!("the current step is `{}`, not `{step}`", turn.step),
                ));
            }
            if turn.replies.iter().all(|r| r.id != reply) {
                let legal: Vec<&str> = turn.replies.iter().map(|r| r.id.as_str()).collect();
                let takes = if legal.is_empty() {
                    "the session has ended".to_owned()
                } else {
                    format!("it takes {}", legal.join(", "))
                };
                let message = format!("`{reply}` is not a reply to `{step}`; {takes}");
                return Err(Error::new(ErrorKind::IllegalReply, message));
            }
            self.append(session, Event::Reply { step: step.to_owned(), reply: reply.to_owned() })
        })
    }

    /// The session with its last answer taken back and asked again.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NothingToTakeBack`] if no answer is left, or the fault is gone.
    pub fn back(&self, session: &Session) -> Result<Session, Error> {
        self.sound(|| {
            if !Replayed::new(self, session)?.can_go_back() {
                return Err(Error::new(ErrorKind::NothingToTakeBack, "no answer is left that could be given again"));
            }
            self.append(session, Event::Back)
        })
    }

    /// The session after another code was shown: its rule comes first, and what was done stays done.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::CannotStart`] if the text holds no code or detail of the session's pack.
    pub fn add_code(&self, session: &Session, text: &str) -> Result<Session, Error> {
        self.sound(|| {
            let pack = self.pack_of(session)?;
            let found = crate::query::resolve(pack, text, &session.start.facts);
            if found.iter().all(|f| f.rows.is_empty() && f.near.is_empty()) {
                let message = format!("`{text}` holds no code of the pack `{}`", pack.id());
                return Err(Error::new(ErrorKind::CannotStart, message));
            }
            self.append(session, Event::Code { text: text.to_owned() })
        })
    }

    /// The session taken over by somebody of another role; what the first could not do is offered again.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::UnknownRole`] if the pack has no such role.
    pub fn change_role(&self, session: &Session, role: &str) -> Result<Session, Error> {
        check_role(self.pack_of(session)?, Some(role))?;
        self.append(session, Event::Role { role: role.to_owned() })
    }

    /// The session with more that is known: facts of the pack, or several answers at once by the ids of their checks.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::UnknownFact`] if the pack does not declare what was given; [`ErrorKind::IllegalReply`] if something
    /// else is known already: an answer is changed by [`KnowledgeBase::back`].
    pub fn supply(&self, session: &Session, facts: BTreeMap<String, String>) -> Result<Session, Error> {
        self.sound(|| {
            check_facts(self.pack_of(session)?, &facts)?;
            let replayed = Replayed::new(self, session)?;
            for (name, value) in &facts {
                if let Some(known) = replayed.state.known(name).filter(|known| known != value) {
                    let message = format!("`{name}` cannot be `{value}`, as it is known to be `{known}`");
                    return Err(Error::new(ErrorKind::IllegalReply, message));
                }
            }
            self.append(session, Event::Facts { facts })
        })
    }

    fn append(&self, session: &Session, event: Event) -> Result<Session, Error> {
        let most = crate::Limits::default().session_events;
        if session.events.len() >= most {
            return Err(Error::new(
                ErrorKind::BadSession,
                format!("a session has at most {most} events; start a new one"),
            ));
        }
        let mut session = session.clone();
        session.events.push(event);
        Ok(session)
    }

    /// The loaded pack that a session belongs to, of whatever version.
    pub(crate) fn pack_of(&self, session: &Session) -> Result<&LoadedPack, Error> {
        self.pack(&session.pack.id)
            .ok_or_else(|| Error::new(ErrorKind::BadSession, format!("the pack `{}` is not loaded", session.pack.id)))
    }

    /// The pack that knows most of what a start gives.
    fn pack_for(&self, start: &Start) -> Option<&LoadedPack> {
        let level =
            |pack: &LoadedPack| crate::query::resolve(pack, &start.text, &start.facts).iter().map(|f| f.level).max();
        let fit = |pack: &LoadedPack| {
            let planned = start.strategy.unwrap_or(pack.manifest().strategy) == Strategy::Planned;
            let named = start.rules.iter().filter(|suspect| pack.rule(&suspect.rule).is_some()).count();
            let found = || crate::query::suspects(pack, &start.text, 1).first().map(|(_, score)| *score);
            (named, planned.then(found).flatten())
        };
        let key = |pack: &&LoadedPack| {
            let level = level(pack);
            // Only a text without a code is read for what it describes.
            (level, (level == Some(crate::query::Level::Unknown)).then(|| std::cmp::Reverse(fit(pack))))
        };
        self.packs().iter().map(AsRef::as_ref).min_by_key(key)
    }
}

fn check_role(pack: &LoadedPack, role: Option<&str>) -> Result<(), Error> {
    match role {
        Some(role) if pack.role_rank(role).is_none() => {
            let roles: Vec<&str> = pack.manifest().roles.iter().map(|r| r.id.as_str()).collect();
            Err(Error::new(
                ErrorKind::UnknownRole,
                format!("`{role}` is not a role of the pack `{}`; it has {}", pack.id(), roles.join(", ")),
            ))
        }
        _ => Ok(()),
    }
}

/// Facts are declared by the pack, the device's model or versions, or answers to checks.
fn check_facts(pack: &LoadedPack, facts: &BTreeMap<String, String>) -> Result<(), Error> {
    for (name, value) in facts {
        if name == "model" || name.starts_with("version.") {
            continue;
        }
        let declared = pack.manifest().facts.iter().find(|fact| fact.id == *name);
        let values: Vec<&str> = match declared {
            Some(fact) => fact.values.iter().map(|v| v.id.as_str()).collect(),
            None => {
                let checks = pack.whole().rules.iter().flat_map(|rule| rule.checks.iter().map(move |c| (rule, c)));
                let named =
                    checks.filter(|(rule, check)| check.id == *name || format!("{}/{}", rule.id, check.id) == *name);
                named.flat_map(|(_, check)| &check.answers).map(|answer| answer.id.as_str()).collect()
            }
        };
        if values.is_empty() {
            let known: Vec<&str> = pack.manifest().facts.iter().map(|f| f.id.as_str()).collect();
            let message =
                format!("the pack `{}` has no fact or check `{name}`; its facts are {}", pack.id(), known.join(", "));
            return Err(Error::new(ErrorKind::UnknownFact, message));
        }
        if !values.contains(&value.as_str()) {
            return Err(Error::new(
                ErrorKind::UnknownFact,
                format!("`{value}` is not a value of `{name}`; it takes {}", values.join(", ")),
            ));
        }
    }
    Ok(())
}
