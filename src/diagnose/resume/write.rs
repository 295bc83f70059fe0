//! A session to symbols.

use std::collections::BTreeMap;

use super::fingerprint::{Kind, fingerprint};
use super::term::{self, Term};
use super::{mark, scope};
use crate::diagnose::opening::WHICH_RULE;
use crate::diagnose::replay::Replayed;
use crate::diagnose::session::{Event, Session, Start, Suspect};
use crate::diagnose::state::State;
use crate::kb::{Facts, LoadedPack};
use crate::model::Strategy;

/// What was written.
pub(super) struct Written {
    pub(super) symbols: Vec<u8>,
    /// The session as far as it is in the symbols: codes as the pack writes them, no language.
    pub(super) session: Session,
    /// Replies that name nothing in this pack.
    pub(super) lost: usize,
}

struct Writer<'k> {
    pack: &'k LoadedPack,
    symbols: Vec<u8>,
    wider: usize,
}

/// The symbols of a session, each fingerprint `wider` than usual; nothing if its start has no words in the pack.
pub(super) fn write(pack: &LoadedPack, session: &Session, wider: usize) -> Option<Written> {
    let mut writer = Writer { pack, symbols: vec![mark::VERSION], wider: 0 };
    writer.name(Kind::Pack, pack.id());
    writer.wider = wider;
    if let Ok(wider @ 1..) = u8::try_from(wider) {
        writer.symbols.extend([mark::WIDER, wider]);
    }
    let first = crate::diagnose::replay::start(pack, session);
    let start = writer.start(&session.start, &first)?;
    let mut said = Session { pack: pack.reference(), start, events: Vec::new() };
    let mut replayed = Replayed::begin(first);
    let mut lost = 0usize;
    for event in &joined(&session.events) {
        let event = match event {
            Event::Code { text } => {
                let terms = term::terms(pack, text, &replayed.state.facts)?;
                writer.symbols.push(mark::CODE);
                writer.terms(&terms);
                Event::Code { text: term::text(&terms) }
            }
            // An unknown role changes nothing.
            Event::Role { role } if pack.role_rank(role).is_none() => continue,
            Event::Role { role } => {
                writer.symbols.push(mark::ROLE);
                writer.name(Kind::Role, role);
                event.clone()
            }
            Event::Facts { facts } => {
                let facts = writer.facts(facts);
                if facts.is_empty() {
                    continue;
                }
                Event::Facts { facts }
            }
            Event::Back => {
                writer.symbols.push(mark::BACK);
                Event::Back
            }
            Event::Reply { step, reply } => {
                lost = lost.saturating_add(usize::from(!writer.reply(&replayed, step, reply)));
                event.clone()
            }
        };
        replayed.push(&event);
        said.events.push(event);
    }
    writer.wider = 0;
    writer.name(Kind::Whole, &super::whole(&said));
    Some(Written { symbols: writer.symbols, session: said, lost })
}

/// The events, facts that follow facts as one event: they cannot be told apart. What was known first holds.
fn joined(events: &[Event]) -> Vec<Event> {
    let mut joined: Vec<Event> = Vec::with_capacity(events.len());
    for event in events {
        match (joined.last_mut(), event) {
            (Some(Event::Facts { facts: before }), Event::Facts { facts }) => {
                for (name, value) in facts {
                    before.entry(name.clone()).or_insert_with(|| value.clone());
                }
            }
            _ => joined.push(event.clone()),
        }
    }
    joined
}

impl Writer<'_> {
    fn name(&mut self, kind: Kind, name: &str) {
        self.symbols.extend(fingerprint(kind, name, kind.width().saturating_add(self.wider)));
    }

    fn start(&mut self, start: &Start, first: &State<'_>) -> Option<Start> {
        let mut said = Start::new("");
        said.strategy = start.strategy;
        said.waiting = start.waiting;
        let strategy = start.strategy.map(|strategy| match strategy {
            Strategy::Authored => mark::AUTHORED,
            Strategy::Planned => mark::PLANNED,
        });
        for option in strategy.into_iter().chain(start.waiting.then_some(mark::WAITING)) {
            self.symbols.extend([mark::OPTION, option]);
        }
        if let Some(minutes) = start.budget {
            // Four symbols of five bits; more minutes than that are as good as no limit.
            let minutes = minutes.min(0xF_FFFF);
            said.budget = Some(minutes);
            self.symbols.extend([mark::OPTION, mark::BUDGET]);
            self.symbols.extend([15, 10, 5, 0].map(|shift| (minutes >> shift & 31) as u8));
        }
        // What was described stays here; the rules that it may mean go along.
        for suspect in &first.suspects {
            let Some(rule) = self.pack.rule_at(suspect.rule) else { continue };
            self.symbols.extend([mark::OPTION, mark::RULE]);
            self.name(Kind::Rule, &rule.id);
            self.symbols.extend([suspect.score >> 5, suspect.score & 31]);
            said.rules.push(Suspect { rule: rule.id.clone(), score: suspect.score });
        }
        if let Some(role) = start.role.as_deref().filter(|role| self.pack.role_rank(role).is_some()) {
            said.role = Some(role.to_owned());
            self.symbols.push(mark::ROLE);
            self.name(Kind::Role, role);
        }
        said.facts = self.facts(&start.facts);
        let terms = term::terms(self.pack, &start.text, &start.facts)?;
        self.terms(&terms);
        said.text = term::text(&terms);
        Some(said)
    }

    /// The facts that can matter to a rule; returns what was written.
    fn facts(&mut self, facts: &Facts) -> BTreeMap<String, String> {
        let (known, models, software) = (scope::facts(self.pack), scope::models(self.pack), scope::software(self.pack));
        let mut said = BTreeMap::new();
        for (name, value) in facts {
            let value = if name == "model" && !models.contains(value.as_str()) { scope::OTHER_MODEL } else { value };
            let whole = format!("{name}={value}");
            let version = name.strip_prefix("version.").filter(|name| software.contains(name));
            if known.contains(&whole) {
                self.symbols.push(mark::FACT);
                self.name(Kind::Fact, &whole);
            } else if let Some(name) =
                version.filter(|_| semver::Version::parse(value).is_ok() && term::is_plain(value))
            {
                self.symbols.push(mark::SOFTWARE);
                self.name(Kind::Software, name);
                self.spell(value);
            } else {
                continue;
            }
            said.insert(name.clone(), value.to_owned());
        }
        said
    }

    fn terms(&mut self, terms: &[Term]) {
        for term in terms {
            match term {
                Term::Known(text) => {
                    self.symbols.push(mark::TERM);
                    self.name(Kind::Term, text);
                }
                Term::Near(text) => {
                    self.symbols.push(mark::NEAR);
                    self.spell(text);
                }
                Term::Unlisted => self.symbols.push(mark::UNLISTED),
            }
        }
    }

    /// A short plain word, letter by letter.
    fn spell(&mut self, word: &str) {
        self.symbols.push(u8::try_from(word.len().min(term::NEAR)).unwrap_or_default());
        self.symbols.extend(word.bytes().take(term::NEAR).flat_map(|byte| [byte >> 5, byte & 31]));
    }

    /// Writes a reply; whether it names something.
    fn reply(&mut self, replayed: &Replayed<'_>, step: &str, reply: &str) -> bool {
        let state = &replayed.state;
        let (marked, kind, name, known) = match step.split_once(':') {
            Some(("consult", contact)) => {
                (Some(mark::CONSULT), Kind::Contact, contact, scope::contacts(self.pack).any(|c| c == contact))
            }
            Some(("confirm", key)) => (Some(mark::CONFIRM), Kind::Step, key, scope::steps(state).contains(key)),
            Some(("undo", key)) => (Some(mark::UNDO), Kind::Step, key, scope::steps(state).contains(key)),
            _ if step == "which-code" || step == "which-detail" => {
                return self.choice(replayed, step == "which-code", reply);
            }
            _ if step == WHICH_RULE => return self.which_rule(replayed, reply),
            _ => (None, Kind::Step, step, scope::steps(state).contains(step)),
        };
        let common = common(reply);
        self.symbols.extend(marked);
        self.symbols.push(common.unwrap_or(mark::OTHER_REPLY));
        self.name(kind, name);
        if common.is_none() {
            self.name(Kind::Reply, reply);
        }
        known && (common.is_some() || scope::answers(state, step).iter().any(|answer| answer == reply))
    }

    /// Which rule was named.
    fn which_rule(&mut self, replayed: &Replayed<'_>, reply: &str) -> bool {
        let common = common(reply);
        self.symbols.extend([mark::WHICH_RULE, common.unwrap_or(mark::OTHER_REPLY)]);
        if common.is_none() {
            self.name(Kind::Reply, reply);
        }
        common.is_some() || scope::suspects(&replayed.state).iter().any(|rule| rule == reply)
    }

    /// Which code or detail was named.
    fn choice(&mut self, replayed: &Replayed<'_>, code: bool, reply: &str) -> bool {
        let common = common(reply);
        self.symbols.push(if code { mark::WHICH_CODE } else { mark::WHICH_DETAIL });
        self.symbols.push(common.unwrap_or(mark::OTHER_REPLY));
        if common.is_none() {
            self.name(Kind::Reply, reply);
        }
        common.is_some() || scope::candidates(&replayed.state, code).contains(reply)
    }
}

/// The symbol of a reply that every pack has.
fn common(reply: &str) -> Option<u8> {
    scope::REPLIES.iter().position(|known| *known == reply).and_then(|at| u8::try_from(at).ok())
}
