//! Symbols to a session.

use std::collections::BTreeMap;

use super::fingerprint::{Kind, lost, only};
use super::term::{self, Term};
use super::{mark, scope};
use crate::diagnose::opening::WHICH_RULE;
use crate::diagnose::replay::{Replayed, start};
use crate::diagnose::session::{Event, Session, Start, Suspect};
use crate::kb::LoadedPack;
use crate::model::Strategy;

/// Most codes and facts that one session is read with: each is looked for in the whole pack.
const MOST_NAMES: usize = 64;

struct Reader<'k, 's> {
    pack: &'k LoadedPack,
    rest: &'s [u8],
    wider: usize,
    lost: usize,
    /// Lost names that are no replies.
    others: Vec<String>,
    /// How many codes and facts may still come.
    names_left: usize,
}

/// The session in `symbols`, which follow the pack; nothing if they are not as [`write`](super::write) makes them. A name
/// that this pack does not have stands among the events as a reply to a step that does not exist.
pub(super) fn read(pack: &LoadedPack, symbols: &[u8]) -> Option<Session> {
    let (items, whole) = symbols.split_at_checked(symbols.len().checked_sub(Kind::Whole.width())?)?;
    let mut reader = Reader { pack, rest: items, wider: 0, lost: 0, others: Vec::new(), names_left: MOST_NAMES };
    if reader.rest.first() == Some(&mark::WIDER) {
        reader.next();
        reader.wider = usize::from(reader.next()?);
    }
    let mut session = Session { pack: pack.reference(), start: reader.start()?, events: Vec::new() };
    let mut replayed = Replayed::begin(start(pack, &session));
    let most = crate::Limits::default().session_events;
    loop {
        for name in std::mem::take(&mut reader.others) {
            let noted = Event::Reply { step: name, reply: "none".to_owned() };
            replayed.push(&noted);
            session.events.push(noted);
        }
        if reader.rest.is_empty() {
            break;
        }
        if session.events.len() >= most {
            return None;
        }
        if let Some(event) = reader.event(&replayed)? {
            replayed.push(&event);
            session.events.push(event);
        }
    }
    let as_written = only(Kind::Whole, whole, [super::whole(&session)]).is_some();
    // With everything found, the whole has to be what was written; else a name has been given to something else.
    (reader.lost > 0 || as_written).then_some(session)
}

impl Reader<'_, '_> {
    fn next(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    /// The name among `names` that comes next, or what stands for it if there is none.
    fn name<S: AsRef<str>>(
        &mut self,
        kind: Kind,
        names: impl IntoIterator<Item = S>,
    ) -> Option<Result<String, String>> {
        let (symbols, rest) = self.rest.split_at_checked(kind.width().saturating_add(self.wider))?;
        self.rest = rest;
        Some(only(kind, symbols, names).ok_or_else(|| {
            self.lost = self.lost.saturating_add(1);
            lost(symbols)
        }))
    }

    /// As [`name`](Self::name), where nothing but a note can stand for a lost one.
    fn or_note<S: AsRef<str>>(&mut self, kind: Kind, names: impl IntoIterator<Item = S>) -> Option<Option<String>> {
        if kind != Kind::Role {
            self.names_left = self.names_left.checked_sub(1)?;
        }
        let name = self.name(kind, names)?;
        Some(name.map_err(|lost| self.others.push(lost)).ok())
    }

    fn start(&mut self) -> Option<Start> {
        let mut start = Start::new("");
        let pack = self.pack;
        loop {
            match *self.rest.first()? {
                mark::OPTION => {
                    self.next();
                    self.option(&mut start)?;
                }
                mark::ROLE => {
                    self.next();
                    start.role = self.or_note(Kind::Role, scope::roles(pack))?;
                }
                mark::FACT | mark::SOFTWARE => start.facts.extend(self.facts()?),
                _ => break,
            }
        }
        start.text = self.text()?;
        Some(start)
    }

    fn option(&mut self, start: &mut Start) -> Option<()> {
        match self.next()? {
            mark::AUTHORED => start.strategy = Some(Strategy::Authored),
            mark::PLANNED => start.strategy = Some(Strategy::Planned),
            mark::WAITING => start.waiting = true,
            mark::BUDGET => {
                let mut minutes = 0u32;
                for _ in 0..4 {
                    minutes = minutes << 5 | u32::from(self.next()?);
                }
                start.budget = Some(minutes);
            }
            mark::RULE => {
                let rule = self.or_note(Kind::Rule, scope::rules(self.pack))?;
                let score = self.next()? << 5 | self.next()?;
                start.rules.extend(rule.map(|rule| Suspect { rule, score }));
            }
            _ => return None,
        }
        Some(())
    }

    /// The facts that follow.
    fn facts(&mut self) -> Option<BTreeMap<String, String>> {
        let mut facts = BTreeMap::new();
        while let Some(mark @ (mark::FACT | mark::SOFTWARE)) = self.rest.first().copied() {
            self.next();
            if mark == mark::FACT {
                if let Some(fact) = self.or_note(Kind::Fact, scope::facts(self.pack))? {
                    let (name, value) = fact.split_once('=')?;
                    facts.insert(name.to_owned(), value.to_owned());
                }
            } else {
                let name = self.or_note(Kind::Software, scope::software(self.pack))?;
                let version = self.spelled()?;
                facts.extend(name.map(|name| (format!("version.{name}"), version)));
            }
        }
        Some(facts)
    }

    /// One or more terms as a text.
    fn text(&mut self) -> Option<String> {
        let mut terms = Vec::new();
        while let Some(mark) = self.rest.first().filter(|mark| mark::is_term(**mark)) {
            let mark = *mark;
            self.next();
            match mark {
                mark::TERM => terms.extend(self.or_note(Kind::Term, term::known(self.pack))?.map(Term::Known)),
                mark::NEAR => terms.push(Term::Near(self.spelled()?)),
                _ => terms.push(Term::Unlisted),
            }
        }
        if terms.is_empty() {
            // A start that is no longer known hands over; there has to have been one.
            self.others.first()?;
            terms.push(Term::Unlisted);
        }
        Some(term::text(&terms))
    }

    fn spelled(&mut self) -> Option<String> {
        let length = usize::from(self.next()?);
        let mut word = String::new();
        for _ in 0..length {
            let (high, low) = (self.next()?, self.next()?);
            word.push(char::from(high.checked_shl(5)? | low));
        }
        term::is_plain(&word).then_some(word)
    }

    /// The next event; none where a role is lost.
    fn event(&mut self, replayed: &Replayed<'_>) -> Option<Option<Event>> {
        let pack = self.pack;
        if matches!(self.rest.first(), Some(&(mark::FACT | mark::SOFTWARE))) {
            let facts = self.facts()?;
            return Some((!facts.is_empty()).then_some(Event::Facts { facts }));
        }
        let first = self.next()?;
        let reply = |step, reply| Some(Some(Event::Reply { step, reply }));
        match first {
            mark::BACK => Some(Some(Event::Back)),
            mark::CODE => Some(Some(Event::Code { text: self.text()? })),
            mark::ROLE => Some(self.or_note(Kind::Role, scope::roles(pack))?.map(|role| Event::Role { role })),
            mark::WHICH_CODE | mark::WHICH_DETAIL => {
                let code = first == mark::WHICH_CODE;
                let which = if code { "which-code" } else { "which-detail" };
                let symbol = self.next()?;
                let said = self.said(symbol, || scope::candidates(&replayed.state, code))?;
                reply(which.to_owned(), said)
            }
            mark::WHICH_RULE => {
                let symbol = self.next()?;
                let said = self.said(symbol, || scope::suspects(&replayed.state))?;
                reply(WHICH_RULE.to_owned(), said)
            }
            mark::CONSULT | mark::CONFIRM | mark::UNDO => {
                let symbol = self.next()?;
                let (before, name) = match first {
                    mark::CONSULT => ("consult", self.name(Kind::Contact, scope::contacts(pack))?),
                    mark::CONFIRM => ("confirm", self.name(Kind::Step, scope::steps(&replayed.state))?),
                    _ => ("undo", self.name(Kind::Step, scope::steps(&replayed.state))?),
                };
                let said = self.said(symbol, Vec::<String>::new)?;
                reply(name.map_or_else(|lost| lost, |name| format!("{before}:{name}")), said)
            }
            symbol if symbol <= mark::OTHER_REPLY => {
                let step = self.name(Kind::Step, scope::steps(&replayed.state))?.unwrap_or_else(|lost| lost);
                let said = self.said(symbol, || scope::answers(&replayed.state, &step))?;
                reply(step, said)
            }
            _ => None,
        }
    }

    /// The reply of a symbol, or the name that follows it.
    fn said<S: AsRef<str>, N: IntoIterator<Item = S>>(&mut self, symbol: u8, names: impl Fn() -> N) -> Option<String> {
        if symbol == mark::OTHER_REPLY {
            return Some(self.name(Kind::Reply, names())?.unwrap_or_else(|lost| lost));
        }
        scope::REPLIES.get(usize::from(symbol)).map(|reply| (*reply).to_owned())
    }
}
