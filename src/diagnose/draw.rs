//! The nodes and edges of a decision graph, step by step.

use super::graph::{Builder, Edge, HANDED_OVER, Node, NodeKind, RESOLVED, WORKED_AROUND};
use crate::kb::Item;
use crate::model::{AnswerOption, Pin, Remedy, Risk, Tree, When};
use crate::query::{Answerer, LocalText};

/// A graph in the making.
pub(super) struct Drawing<'d, 'a> {
    pub(super) builder: &'d Builder<'a>,
    pub(super) answerer: &'d Answerer<'d>,
    pub(super) order: &'d [Item<'a>],
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
}

impl<'a> Drawing<'_, 'a> {
    fn key(&self, item: Item<'_>) -> String {
        item.key(self.builder.rule)
    }

    /// The node that comes before the step at `at`, or the hand-over behind the last one.
    pub(super) fn target(&self, at: usize) -> String {
        self.order.get(at).map_or_else(|| HANDED_OVER.to_owned(), |item| self.entry(*item))
    }

    fn consult_node(&self, item: Item<'_>) -> Option<String> {
        let contact = item.consult().and_then(|id| self.builder.pack.contact(id))?;
        self.builder.pack.is_above(contact, self.builder.role).then(|| format!("consult:{}", contact.id))
    }

    /// The first node of a step: whom to consult, what to confirm, or the step itself.
    fn entry(&self, item: Item<'_>) -> String {
        self.consult_node(item).unwrap_or_else(|| self.after_consult(item))
    }

    fn after_consult(&self, item: Item<'_>) -> String {
        let key = self.key(item);
        if item.risk() == Risk::Destructive { format!("confirm:{key}") } else { key }
    }

    /// The node of a step named by id, or the hand-over where it cannot be reached.
    pub(super) fn target_of(&self, id: &str) -> String {
        let mut at = id;
        let nodes = self.tree().map_or(&[][..], |tree| &tree.nodes);
        for _ in 0..=nodes.len() {
            if let Some(item) = self.order.iter().find(|item| item.id() == at) {
                return self.entry(*item);
            }
            match nodes.iter().find(|node| node.step == at) {
                Some(node) => at = &node.otherwise,
                None => break,
            }
        }
        HANDED_OVER.to_owned()
    }

    fn tree(&self) -> Option<&'a Tree> {
        self.builder.rule.tree.as_ref()
    }

    fn edge(&mut self, from: &str, to: &str, reply: &str, text: &str, aside: bool) {
        match self.edges.iter_mut().find(|e| e.from == from && e.to == to && e.aside == aside) {
            Some(edge) if edge.replies.iter().any(|r| r == reply) => {}
            Some(edge) => {
                edge.replies.push(reply.to_owned());
                edge.texts.push(text.to_owned());
            }
            None => self.edges.push(Edge {
                from: from.to_owned(),
                to: to.to_owned(),
                replies: vec![reply.to_owned()],
                texts: vec![text.to_owned()],
                aside,
            }),
        }
    }

    /// Edges for one reply: the drawn continuation last in `targets`, the others aside.
    fn edges(&mut self, from: &str, targets: &[String], reply: &str, text: &str) {
        let Some((main, aside)) = targets.split_last() else { return };
        self.edge(from, main, reply, text, false);
        for to in aside {
            if to != main {
                self.edge(from, to, reply, text, true);
            }
        }
    }

    fn node(&mut self, id: String, kind: NodeKind, text: LocalText, item: Option<Item<'_>>, otherwise: Vec<String>) {
        if self.nodes.iter().any(|node| node.id == id) {
            return;
        }
        let caution = match item {
            Some(Item::Check(check)) => check.caution.as_ref(),
            Some(Item::Remedy(remedy)) => remedy.caution.as_ref(),
            None => None,
        };
        let known = |fact: &str| matches!(fact, "row" | "code" | "detail") && self.builder.case.rows.len() == 1;
        self.nodes.push(Node {
            id,
            kind,
            text,
            role: item.map(|i| i.role().to_owned()),
            risk: item.map(Item::risk),
            minutes: item.map(Item::minutes),
            caution: caution.map(|t| self.builder.local.editor(t)),
            when: item
                .map(|i| i.when().iter().filter(|(f, _)| !known(f)).map(|(k, v)| (k.clone(), v.clone())).collect())
                .unwrap_or_default(),
            contacts: Vec::new(),
            otherwise,
        });
    }

    pub(super) fn question(&mut self, first: &str) -> String {
        let words = self.builder.local.words;
        let id = "which-detail".to_owned();
        let rule = self.builder.rule;
        for row in self.builder.case.rows.iter().filter_map(|row| rule.matches.get(*row)) {
            let (reply, text) = row.detail.as_deref().map_or(("none", words.no_detail_shown), |d| (d, d));
            self.edge(&id, first, reply, text, false);
        }
        self.edge(&id, first, "dont_know", words.dont_know, false);
        self.edge(&id, HANDED_OVER, "other", words.other_code, false);
        self.node(
            id.clone(),
            NodeKind::Question,
            self.builder.local.own(words.which_detail),
            None,
            vec![first.to_owned()],
        );
        id
    }

    /// Where a step leads when it neither ended nor sent the session elsewhere; the drawn continuation last.
    fn continuations(&self, at: usize, item: Item<'_>, reply: Option<&str>) -> Vec<String> {
        if let Some(tree) = self.tree() {
            let node = tree.nodes.iter().find(|node| node.step == item.id());
            let to = node.map(|node| reply.and_then(|r| node.replies.get(r)).unwrap_or(&node.otherwise));
            return vec![to.map_or_else(|| HANDED_OVER.to_owned(), |id| self.target_of(id))];
        }
        let mut targets: Vec<String> = Vec::new();
        let sets = |fact: &String| match item {
            Item::Check(check) => *fact == check.id || check.answers.iter().any(|a| a.set.contains_key(fact)),
            Item::Remedy(_) => false,
        };
        for other in self.order {
            let unlocked = other.requires().iter().any(|id| id == item.id()) || other.when().keys().any(sets);
            if unlocked && other.id() != item.id() {
                targets.push(self.entry(*other));
            }
        }
        if item.is_pinned(Pin::First) {
            targets.extend(self.held_back_by_pins());
        }
        if let Item::Remedy(remedy) = item {
            targets.extend(self.same_cause(remedy));
            // Brought forward by a check, it goes on with what else the answer brought, then behind that check.
            for (n, check) in self.order.iter().enumerate() {
                let Item::Check(check) = check else { continue };
                for answer in &check.answers {
                    let brought = self.brought(answer);
                    if brought.iter().any(|other| other.id() == item.id()) {
                        targets.push(self.target(n.saturating_add(1)));
                        targets.extend(brought.iter().filter(|o| o.id() != item.id()).map(|o| self.entry(*o)));
                    }
                }
            }
        }
        targets.push(self.target(at.saturating_add(1)));
        targets
    }

    /// The remedies that an answer brings forward, in the order in which they come: first what fixes a supported cause,
    /// then what sometimes does.
    fn brought(&self, answer: &AnswerOption) -> Vec<Item<'a>> {
        let of = |causes: fn(&Remedy) -> &[String]| {
            self.order.iter().copied().filter(move |item| match item {
                Item::Remedy(remedy) if remedy.risk != Risk::Destructive && !item.is_pinned(Pin::Last) => {
                    causes(remedy).iter().any(|c| answer.supports.contains(c))
                }
                _ => false,
            })
        };
        of(|r| &r.fixes).chain(of(|r| &r.sometimes_fixes)).collect()
    }

    /// Remedies that a pinned check supports: the other pinned steps come before they are brought forward.
    fn held_back_by_pins(&self) -> Vec<String> {
        let pinned = self.order.iter().filter(|item| item.is_pinned(Pin::First));
        let supported: Vec<&String> = pinned
            .filter_map(|item| match item {
                Item::Check(check) => Some(check.answers.iter().flat_map(|answer| &answer.supports)),
                Item::Remedy(_) => None,
            })
            .flatten()
            .collect();
        let brought = |item: &&Item<'a>| match item {
            Item::Remedy(remedy) => {
                remedy.fixes.iter().chain(&remedy.sometimes_fixes).any(|cause| supported.contains(&cause))
            }
            Item::Check(_) => false,
        };
        self.order.iter().filter(brought).map(|item| self.entry(*item)).collect()
    }

    /// The other remedies of the causes that a remedy fixes.
    fn same_cause(&self, remedy: &Remedy) -> Vec<String> {
        let causes = |r: &'a Remedy| r.fixes.iter().chain(&r.sometimes_fixes);
        let shares =
            |other: &'a Remedy| causes(other).any(|c| remedy.fixes.contains(c) || remedy.sometimes_fixes.contains(c));
        let others = self.order.iter().filter_map(|item| match item {
            Item::Remedy(other) if other.id != remedy.id && shares(other) => Some(*item),
            _ => None,
        });
        others.map(|item| self.entry(item)).collect()
    }

    pub(super) fn step(&mut self, at: usize) {
        let Some(item) = self.order.get(at).copied() else { return };
        let key = self.key(item);
        let words = self.builder.local.words;
        let after = self.continuations(at, item, None);
        if let Some(consult) = self.consult_node(item) {
            let contact = item.consult().and_then(|id| self.builder.pack.contact(id));
            let name = contact.map(|c| self.builder.local.name(&c.name)).unwrap_or_default();
            // One question for all steps that need the same contact: it leads to the first of them.
            let mut to: Vec<String> = self
                .order
                .iter()
                .filter(|i| self.consult_node(**i).as_ref() == Some(&consult))
                .map(|i| self.after_consult(*i))
                .collect();
            to.reverse();
            self.edges(&consult, &to, "yes", words.yes);
            self.edge(&consult, HANDED_OVER, "no", words.no, false);
            self.edge(&consult, HANDED_OVER, "dont_know", words.dont_know, false);
            let mut otherwise = to;
            otherwise.extend(after.iter().cloned());
            self.node(consult, NodeKind::Consult, self.builder.local.own(words.consulted(&name)), None, otherwise);
        }
        if item.risk() == Risk::Destructive {
            let confirm = format!("confirm:{key}");
            self.edge(&confirm, &key, "proceed", words.proceed, false);
            self.edges(&confirm, &after, "cannot", words.cannot);
            self.node(confirm, NodeKind::Confirm, self.builder.local.own(words.confirm), Some(item), after.clone());
        }
        match item {
            Item::Check(check) => {
                for answer in &check.answers {
                    let text = self.answerer.answer_text(answer).text;
                    let targets = self.answer_targets(at, item, answer);
                    self.edges(&key, &targets, &answer.id, &text);
                }
                let unknown = self.continuations(at, item, Some("dont_know"));
                self.edges(&key, &unknown, "dont_know", words.dont_know);
                self.node(key, NodeKind::Check, self.builder.local.editor(&check.ask), Some(item), after);
            }
            Item::Remedy(remedy) => self.remedy(at, key, remedy, after),
        }
    }

    fn answer_targets(&mut self, at: usize, item: Item<'a>, answer: &AnswerOption) -> Vec<String> {
        if answer.resolved {
            return vec![RESOLVED.to_owned()];
        }
        if !answer.hand_over.is_empty() {
            return vec![HANDED_OVER.to_owned()];
        }
        let mut targets = self.continuations(at, item, Some(&answer.id));
        if let Some(see) = &answer.see {
            let id = format!("see:{see}");
            self.node(id.clone(), NodeKind::See, self.builder.local.own(see.clone()), None, targets.clone());
            return vec![id];
        }
        if self.tree().is_some() {
            return targets;
        }
        let mut forward: Vec<String> = self.brought(answer).into_iter().map(|i| self.entry(i)).collect();
        forward.reverse();
        targets.extend(forward);
        targets
    }

    fn remedy(&mut self, at: usize, key: String, remedy: &'a Remedy, after: Vec<String>) {
        let item = Item::Remedy(remedy);
        let words = self.builder.local.words;
        let shown = self.answerer.remedy(self.builder.rule, remedy, When::new());
        let workaround = remedy.kind == crate::model::RemedyKind::Workaround;
        let fixed = if workaround { (WORKED_AROUND, words.works) } else { (RESOLVED, words.fixed) };
        let replies: &[(&str, &str)] = if shown.verify.is_some() {
            self.edge(&key, fixed.0, "fixed", fixed.1, false);
            let not_fixed = if workaround { words.not_works } else { words.not_fixed };
            &[("not_fixed", not_fixed), ("dont_know", words.not_sure)]
        } else {
            &[("done", words.done)]
        };
        let undo = (remedy.any_of.is_some() && remedy.undo.is_some()).then(|| format!("undo:{key}"));
        for (reply, text) in replies {
            match &undo {
                Some(undo) => self.edge(&key, undo, reply, text, false),
                None => {
                    let targets = self.continuations(at, item, Some(reply));
                    self.edges(&key, &targets, reply, text);
                }
            }
        }
        if remedy.stop.is_some() {
            self.edge(&key, HANDED_OVER, "stopped", words.stopped, false);
        }
        let cannot = self.continuations(at, item, Some("cannot"));
        self.edges(&key, &cannot, "cannot", words.cannot);
        let brief: Vec<String> = shown.steps.iter().map(|step| step.text.text.clone()).collect();
        let text = shown
            .steps
            .first()
            .map_or_else(|| self.builder.local.own(""), |s| LocalText { text: brief.join(" / "), ..s.text.clone() });
        self.node(key, NodeKind::Remedy, text, Some(item), after.clone());
        if let (Some(undo), Some(text)) = (undo, &remedy.undo) {
            self.edges(&undo, &after, "done", words.undone);
            self.edges(&undo, &after, "cannot", words.cannot);
            self.node(undo, NodeKind::Undo, self.builder.local.editor(text), Some(item), after);
        }
    }

    pub(super) fn ends(&mut self) {
        let words = self.builder.local.words;
        let role = self.builder.role.unwrap_or(&self.builder.pack.manifest().default_role);
        let contacts = self.answerer.hand_over(self.builder.rule, self.builder.role.map(|_| role)).to;
        let ends = [
            (RESOLVED, NodeKind::Resolved, words.resolved),
            (WORKED_AROUND, NodeKind::WorkedAround, words.worked_around),
            (HANDED_OVER, NodeKind::HandedOver, words.handed_over),
        ];
        for (id, kind, text) in ends {
            // The hand-over is always there: it is the step that is left when nothing else is.
            if kind == NodeKind::HandedOver || self.edges.iter().any(|edge| edge.to == id) {
                self.node(id.to_owned(), kind, self.builder.local.own(text), None, Vec::new());
                if let Some(node) = self.nodes.last_mut().filter(|_| kind != NodeKind::Resolved) {
                    node.contacts.clone_from(&contacts);
                }
            }
        }
    }
}
