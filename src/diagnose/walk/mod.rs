//! Walks every state that a session can reach, and holds it against the safety order.

mod decisive;
mod generated;
mod invariants;
mod kept;
mod overlays;
#[cfg(feature = "fs")]
mod packs;

use std::collections::HashMap;
use std::rc::Rc;

use decisive::decisive;

use super::graph::Graph;
use super::next::Next;
use super::replay::{advance, start};
use super::session::{Event, Session, Start};
use super::state::{End, State};
use super::status::Status;
use super::turn::{StepKind, Turn};
use super::view::View;
use super::why_not::WhyNot;
use crate::kb::{Item, KnowledgeBase, LoadedPack};
use crate::model::{Rule, Strategy};
use crate::query::{Answerer, Local, Query};

/// What a walk saw.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Seen {
    pub(super) states: usize,
    pub(super) edges: usize,
    pub(super) paths: u128,
    pub(super) longest: usize,
}

/// Every state that was met, over all starts.
pub(super) struct Walk<'k> {
    knowledge: &'k KnowledgeBase,
    pack: &'k LoadedPack,
    /// Paths from a state to an end, and the longest of them; none while the state is being walked.
    known: HashMap<String, Option<(u128, usize)>>,
    edges: usize,
    graphs: HashMap<(usize, Vec<usize>, String), Rc<Graph>>,
}

impl<'k> Walk<'k> {
    pub(super) fn new(knowledge: &'k KnowledgeBase) -> Self {
        let pack = knowledge.packs()[0].as_ref();
        Self { knowledge, pack, known: HashMap::new(), edges: 0, graphs: HashMap::new() }
    }

    /// Walks every state that can be reached from `start` by replies and checks each against the invariants.
    pub(super) fn from(&mut self, from: &Start) -> Seen {
        let (states, edges) = (self.known.len(), self.edges);
        let session = Session { pack: self.pack.reference(), start: from.clone(), events: Vec::new() };
        let state = start(self.knowledge.pack_of(&session).unwrap(), &session);
        let (paths, longest) = self.visit(&state);
        Seen { states: self.known.len() - states, edges: self.edges - edges, paths, longest }
    }

    /// Whether the rules of a start have few enough steps to walk all their states as planned.
    pub(super) fn is_small(&self, from: &Start) -> bool {
        let session = Session { pack: self.pack.reference(), start: from.clone(), events: Vec::new() };
        let state = start(self.knowledge.pack_of(&session).unwrap(), &session);
        let near = state.candidates.iter().flat_map(|candidates| &candidates.rows).map(|row| row.rule);
        let rules: std::collections::BTreeSet<usize> = state.cases.iter().map(|case| case.rule).chain(near).collect();
        let alone = |rule: &Rule| rule.checks.iter().flat_map(|check| &check.answers).all(|a| a.see.is_none());
        let small = |rule: &Rule| crate::kb::authored(rule).len() < 7 && alone(rule);
        rules.iter().all(|rule| self.pack.rule_at(*rule).is_some_and(small))
    }

    /// Whether a start leaves open which rule is meant.
    #[cfg(feature = "fs")]
    pub(super) fn begins_open(&self, from: &Start) -> bool {
        let session = Session { pack: self.pack.reference(), start: from.clone(), events: Vec::new() };
        start(self.knowledge.pack_of(&session).unwrap(), &session).opening
    }

    /// Checks sessions of replies chosen at random; how many turns they had.
    pub(super) fn at_random(&mut self, from: &Start, sessions: usize, seed: u64) -> usize {
        let mut turns = 0;
        let mut random = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03;
        for _ in 0..sessions {
            let session = Session { pack: self.pack.reference(), start: from.clone(), events: Vec::new() };
            let mut state = start(self.knowledge.pack_of(&session).unwrap(), &session);
            let mut asked: Vec<String> = Vec::new();
            for length in 0.. {
                assert!(length < 200, "a session from {:?} does not end", from.text);
                let next = state.next();
                let turn = self.turn(&state, &next);
                invariants::turn(&state, &next, &turn);
                // A plan for each other step takes longer than all the rest.
                if turns % 5 == 0 {
                    invariants::others(&state, &next, &self.why_nots(&state));
                }
                turns += 1;
                // A linear congruential generator does for choosing replies.
                random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let Some(reply) = turn.replies.get((random >> 33) as usize % turn.replies.len().max(1)) else { break };
                let event = Event::Reply { step: turn.step.clone(), reply: reply.id.clone() };
                assert!(turn.step != "which-rule" || !asked.contains(&turn.step), "which rule it is is asked twice");
                if turn.step == "which-rule" {
                    asked.push(turn.step.clone());
                }
                if turn.kind == StepKind::Check {
                    assert_eq!(asked.contains(&turn.step), turn.contradiction.is_some(), "{} again", turn.step);
                    asked.push(turn.step.clone());
                    assert!(
                        asked.iter().filter(|step| **step == turn.step).count() < 3,
                        "{} is asked thrice",
                        turn.step
                    );
                }
                advance(&mut state, &event, &mut Vec::new());
            }
        }
        turns
    }

    /// Depth first: a state met again while it is being walked would be an endless path. A path is at most as long as
    /// there are steps, so the recursion is shallow.
    fn visit(&mut self, state: &State<'k>) -> (u128, usize) {
        let key = decisive(state);
        match self.known.get(&key) {
            Some(Some(known)) => return *known,
            Some(None) => panic!("an endless path comes back to {key}"),
            None => {}
        }
        self.known.insert(key.clone(), None);
        let next = state.next();
        let turn = self.turn(state, &next);
        invariants::turn(state, &next, &turn);
        let mut total = (0u128, 0usize);
        if turn.kind == StepKind::End {
            total = (1, 0);
        }
        for reply in &turn.replies {
            self.edges += 1;
            let mut after = state.clone();
            let mut dropped = Vec::new();
            advance(&mut after, &Event::Reply { step: turn.step.clone(), reply: reply.id.clone() }, &mut dropped);
            assert!(dropped.is_empty(), "{} does not take its own reply {}", turn.step, reply.id);
            // What is asked a second time is no node of its own, as what `back` asks is none.
            if state.strategy == Strategy::Authored && state.doubt().is_none() && after.doubt().is_none() {
                self.agrees(&turn, &reply.id, &after, state);
            }
            let (paths, longest) = self.visit(&after);
            total = (total.0 + paths, total.1.max(longest + 1));
        }
        self.known.insert(key, Some(total));
        total
    }

    fn turn(&self, state: &State<'k>, next: &Next) -> Turn {
        self.viewed(state, |view| view.turn(next))
    }

    fn why_nots(&self, state: &State<'k>) -> Vec<WhyNot> {
        self.viewed(state, |view| view.why_nots(|_| true))
    }

    fn viewed<T>(&self, state: &State<'k>, of: impl Fn(&View<'_, 'k>) -> T) -> T {
        let local = Local::new(self.pack, None);
        let query = Query::new("").role(&state.role);
        of(&View::new(state, &local, Answerer { pack: self.pack, local: &local, query: &query }))
    }

    /// The graph of the rule has a way from the step along the reply to the next step, past nothing that could be offered.
    fn agrees(&mut self, turn: &Turn, reply: &str, after: &State<'k>, before: &State<'k>) {
        let (Some(case), true) = (before.cases.first(), before.cases.len() == 1 && before.candidates.is_none()) else {
            return;
        };
        // Checks whose answer was known by then were answered on the way.
        let silent: Vec<&String> = after.silent.difference(&before.silent).collect();
        if after.cases.len() != 1 {
            let steps = |from: &String| *from == turn.step || silent.contains(&from);
            let see = self.graph(before, case.rule).edges.iter().any(|e| steps(&e.from) && e.to.starts_with("see:"));
            assert!(see, "the graph does not show that {} goes on with another rule", turn.step);
            return;
        }
        let wanted = node_name(&after.next());
        let graph = self.graph(before, case.rule);
        let mut at: Vec<String> = graph
            .edges
            .iter()
            .filter(|e| e.from == turn.step && e.replies.iter().any(|r| r == reply))
            .map(|e| e.to.clone())
            .collect();
        let mut tried: Vec<String> = Vec::new();
        while let Some(node) = at.pop() {
            if node == wanted {
                return;
            }
            if tried.contains(&node) || self.could_be_offered(&node, after) {
                continue;
            }
            if silent.contains(&&node) {
                let known = after.answers.get(&node);
                at.extend(
                    graph
                        .edges
                        .iter()
                        .filter(|e| e.from == node && known.is_some_and(|k| e.replies.contains(k)))
                        .map(|e| e.to.clone()),
                );
            }
            at.extend(graph.nodes.iter().filter(|n| n.id == node).flat_map(|n| n.otherwise.clone()));
            tried.push(node);
        }
        panic!("{} --{reply}--> {wanted} is not in the graph of {}: tried {tried:?}", turn.step, graph.rule);
    }

    fn graph(&mut self, state: &State<'k>, rule: usize) -> Rc<Graph> {
        let case = &state.cases[0];
        let pack = self.pack;
        let graph = self.graphs.entry((rule, case.rows.clone(), state.role.clone())).or_insert_with(|| {
            let local = Local::new(pack, None);
            let rule = pack.rule_at(rule).unwrap();
            let role = Some(state.role.as_str());
            let builder =
                super::graph::Builder { pack, rule, case: case.clone(), role, local: &local, asks_detail: false };
            Rc::new(builder.build())
        });
        Rc::clone(graph)
    }

    /// Whether a node is a step that is open in the state. Whom to consult and what to confirm go with their steps.
    fn could_be_offered(&self, node: &str, state: &State<'k>) -> bool {
        match node.split_once(':') {
            Some(("confirm", key)) => self.is_open(key, state),
            Some(("consult", contact)) => {
                !state.consulted.contains(contact) && self.consulted_step_is_open(contact, state)
            }
            Some(_) => false,
            None => self.is_open(node, state),
        }
    }

    fn is_open(&self, key: &str, state: &State<'k>) -> bool {
        state.find(key).is_some_and(|(case, rule, item)| {
            state.status(case, rule, item) == Status::Open
                && !matches!(item, Item::Check(check) if state.known_answer(rule, check).is_some())
        })
    }

    fn consulted_step_is_open(&self, contact: &str, state: &State<'k>) -> bool {
        state.cases.iter().filter_map(|case| Some((case, state.rule(case)?))).any(|(case, rule)| {
            crate::kb::authored(rule)
                .into_iter()
                .any(|item| item.consult() == Some(contact) && state.status(case, rule, item) == Status::Open)
        })
    }
}

/// The graph's name of what comes next.
fn node_name(next: &Next) -> String {
    match next {
        Next::WhichCode => "which-code".to_owned(),
        Next::WhichDetail => "which-detail".to_owned(),
        Next::WhichRule => "which-rule".to_owned(),
        Next::Consult { contact, .. } => format!("consult:{contact}"),
        Next::Confirm(key) => format!("confirm:{key}"),
        Next::Step(key) => key.clone(),
        Next::Undo(key) => format!("undo:{key}"),
        Next::End(End::Resolved) => "end:resolved".to_owned(),
        Next::End(End::WorkedAround) => "end:worked_around".to_owned(),
        Next::End(End::HandedOver(_)) => "end:handed_over".to_owned(),
    }
}
