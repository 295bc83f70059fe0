//! A session's events to the state they lead to.

use std::collections::BTreeSet;

use super::next::Next;
use super::opening::WHICH_RULE;
use super::session::{Event, Session};
use super::state::{Candidates, Case, End, Outcome, Pending, State};
use crate::error::Error;
use crate::kb::{Item, KnowledgeBase};
use crate::model::{Risk, Rule};
use crate::query::resolve;

/// A session worked out on the loaded knowledge, one event after the other.
pub(crate) struct Replayed<'k> {
    pub(crate) state: State<'k>,
    /// Replies that no longer name anything, on a newer pack.
    pub(crate) dropped: Vec<String>,
    /// The state before any event, to which `back` returns.
    first: State<'k>,
    /// The events that count: those that were taken back are left out.
    kept: Vec<Event>,
}

impl<'k> Replayed<'k> {
    pub(crate) fn new(knowledge: &'k KnowledgeBase, session: &Session) -> Result<Self, Error> {
        let mut replayed = Self::begin(start(knowledge.pack_of(session)?, session));
        session.events.iter().for_each(|event| replayed.push(event));
        Ok(replayed)
    }

    /// The session before its first event.
    pub(super) fn begin(first: State<'k>) -> Self {
        Self { state: first.clone(), dropped: Vec::new(), first, kept: Vec::new() }
    }

    /// Takes the next event.
    pub(super) fn push(&mut self, event: &Event) {
        if *event != Event::Back {
            self.kept.push(event.clone());
            return advance(&mut self.state, event, &mut self.dropped);
        }
        note_offer(&mut self.state);
        let Some(at) = last_answer(&self.state, &self.kept) else { return };
        let taken_back = self.kept.remove(at);
        let offered = std::mem::take(&mut self.state.offered);
        self.state = self.first.clone();
        self.state.offered = offered;
        self.dropped.clear();
        for event in &self.kept {
            apply(&mut self.state, event, &mut self.dropped);
        }
        if let Event::Reply { step, .. } = taken_back {
            self.state.reask = Some(step);
        }
    }

    pub(crate) fn can_go_back(&self) -> bool {
        !matches!(self.state.end, Some(End::Resolved)) && last_answer(&self.state, &self.kept).is_some()
    }

    pub(crate) fn kept(&self) -> &[Event] {
        &self.kept
    }
}

pub(super) fn start<'k>(pack: &'k crate::kb::LoadedPack, session: &Session) -> State<'k> {
    let role = session.start.role.as_deref().filter(|role| pack.role_rank(role).is_some());
    let mut state = State::new(pack, role.unwrap_or(&pack.manifest().default_role), &session.start.facts);
    state.strategy = session.start.strategy.unwrap_or(pack.manifest().strategy);
    state.budget = session.start.budget;
    state.waiting = session.start.waiting;
    state.take_up(&resolve(pack, &session.start.text, &session.start.facts));
    state.begin_opening(&session.start);
    settle(&mut state);
    state
}

/// Nothing is found, so nobody but the help desk can go on.
fn settle(state: &mut State<'_>) {
    state.drop_inapplicable();
    if state.cases.is_empty() && state.candidates.is_none() {
        state.end = Some(End::HandedOver(vec![state.pack.manifest().help_desk.clone()]));
    }
    if state.end.is_none() && state.may_harm_by_trying() {
        state.end = Some(End::HandedOver(state.common_contacts()));
    }
    state.settle();
}

/// The last event that `back` takes back: an answer, or "can't". What was carried out is not taken back.
fn last_answer(state: &State<'_>, kept: &[Event]) -> Option<usize> {
    kept.iter().rposition(|event| {
        let Event::Reply { step, reply } = event else { return false };
        match step.split_once(':') {
            Some(("undo", _)) => false,
            Some(("confirm", key)) => state.outcomes.get(key).is_none_or(|outcome| *outcome == Outcome::Cannot),
            Some(_) => true,
            None => match state.find(step) {
                Some((_, _, Item::Remedy(_))) => reply == "cannot",
                _ => true,
            },
        }
    })
}

/// A destructive step that was shown has been offered, whatever the reply.
fn note_offer(state: &mut State<'_>) {
    if !state.may_be_destructive() {
        return;
    }
    if let Next::Confirm(key) = state.next() {
        state.offered.insert(key);
    }
}

/// What an event makes of the state that it was seen in.
pub(super) fn advance(state: &mut State<'_>, event: &Event, dropped: &mut Vec<String>) {
    note_offer(state);
    apply(state, event, dropped);
}

/// Applies one event. Replies are taken by the step they name, in whatever order, so that a session outlives a change
/// of order in a newer pack.
fn apply(state: &mut State<'_>, event: &Event, dropped: &mut Vec<String>) {
    match event {
        Event::Back => {}
        Event::Code { text } => {
            let found = resolve(state.pack, text, &state.facts);
            state.end = None;
            state.take_up(&found);
        }
        Event::Role { role } => take_over(state, role),
        Event::Facts { facts } => {
            facts.iter().for_each(|(name, value)| state.know(name, value));
        }
        Event::Reply { step, reply } => {
            if !apply_reply(state, step, reply) {
                dropped.push(step.clone());
            }
        }
    }
    settle(state);
}

/// Somebody else goes on: what the first could not do is open again, except what is offered only once.
fn take_over(state: &mut State<'_>, role: &str) {
    if state.pack.role_rank(role).is_none() {
        return;
    }
    role.clone_into(&mut state.role);
    if matches!(state.end, Some(End::HandedOver(_))) {
        state.end = None;
    }
    state.outcomes.retain(|_, outcome| *outcome != Outcome::Cannot);
}

/// Whether the reply named something.
fn apply_reply(state: &mut State<'_>, step: &str, reply: &str) -> bool {
    if state.reask.as_deref() == Some(step) {
        state.reask = None;
    }
    match step.split_once(':') {
        Some(("consult", contact)) => consulted(state, contact, reply),
        Some(("confirm", key)) => confirmed(state, key, reply),
        Some(("undo", key)) => {
            state.pending = None;
            if reply == "done" {
                state.undone.insert(key.to_owned());
            }
            state.find(key).is_some()
        }
        _ => match step {
            WHICH_RULE => state.decide(reply),
            "which-code" | "which-detail" => chosen(state, step == "which-code", reply),
            key => stepped(state, key, reply),
        },
    }
}

fn consulted(state: &mut State<'_>, contact: &str, reply: &str) -> bool {
    let known = state.pack.contact(contact).is_some();
    if reply == "yes" {
        state.consulted.insert(contact.to_owned());
    } else if known {
        state.end = Some(End::HandedOver(vec![contact.to_owned()]));
    }
    known
}

fn confirmed(state: &mut State<'_>, key: &str, reply: &str) -> bool {
    let Some((_, rule, item)) = state.find(key) else { return false };
    state.offered.insert(key.to_owned());
    if reply == "proceed" {
        state.pending = Some(Pending::Confirmed(key.to_owned()));
    } else {
        match item {
            Item::Remedy(remedy) => state.carry_out(key, remedy, Outcome::Cannot),
            Item::Check(check) => state.answer(rule, check, "dont_know"),
        }
    }
    true
}

/// A code or detail was named, or is not known.
fn chosen(state: &mut State<'_>, code: bool, reply: &str) -> bool {
    let Some(candidates) = state.candidates.take() else { return false };
    let fits = |row: &&crate::kb::RowRef| {
        state
            .pack
            .row(**row)
            .is_some_and(|(_, m)| if code { m.code == reply } else { m.detail.as_deref().unwrap_or("none") == reply })
    };
    let rows: Vec<_> = candidates.rows.iter().filter(fits).copied().collect();
    if !rows.is_empty() {
        // Of a rule that was named without its code, several rows have the same code.
        let of_one_rule = rows.len() > 1 && rows.iter().all(|row| Some(row.rule) == rows.first().map(|row| row.rule));
        match code && of_one_rule {
            true => state.narrow(Candidates { rows, ask_code: false, only_near: false }),
            false => state.enter_rows(&rows),
        }
    } else {
        let worst_case = reply == "dont_know" && !code && !candidates.only_near;
        state.give_up_choice(&candidates.rows, worst_case);
    }
    true
}

fn stepped(state: &mut State<'_>, key: &str, reply: &str) -> bool {
    let Some((_, rule, item)) = state.find(key) else { return false };
    match item {
        Item::Check(check) => {
            let known = reply == "dont_know" || check.answers.iter().any(|answer| answer.id == reply);
            if known {
                state.pending = None;
                state.note_second_answer(key);
                state.spend(item);
                state.answer(rule, check, reply);
            }
            known
        }
        Item::Remedy(remedy) => {
            let Some(outcome) = Outcome::from_reply(reply) else { return false };
            if remedy.risk == Risk::Destructive {
                state.offered.insert(key.to_owned());
            }
            if outcome != Outcome::Cannot {
                state.spend(item);
            }
            state.carry_out(key, remedy, outcome);
            true
        }
    }
}

impl State<'_> {
    /// Which row is meant stays open. One rule goes on as its worst case; of several none is picked.
    fn give_up_choice(&mut self, rows: &[crate::kb::RowRef], worst_case: bool) {
        let rules: BTreeSet<usize> = rows.iter().map(|row| row.rule).collect();
        if let (true, 1, Some(first)) = (worst_case, rules.len(), rows.first()) {
            self.enter(Case::new(self.pack, first.rule, rows.iter().map(|row| row.row).collect()));
            return;
        }
        if self.cases.is_empty() {
            self.end =
                Some(End::HandedOver(self.contacts_of(rules.iter().filter_map(|rule| self.pack.rule_at(*rule)))));
        }
    }

    /// Whom all of these rules name; else the help desk.
    pub(super) fn contacts_of<'r>(&self, rules: impl Iterator<Item = &'r Rule>) -> Vec<String> {
        let mut lists = rules.map(|rule| rule.hand_over.to.clone());
        let first = lists.next().unwrap_or_default();
        let common: Vec<String> =
            lists.fold(first, |common, list| common.into_iter().filter(|c| list.contains(c)).collect());
        if common.is_empty() { vec![self.pack.manifest().help_desk.clone()] } else { common }
    }
}
