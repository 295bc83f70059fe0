//! The decision graph of a rule: one node per step, continuations shared, of a size linear in checks plus remedies.
//!
//! The graph is what a session walks; exclusions live in the session. A node that cannot be offered in a state is passed
//! over along its `otherwise` edges.

use std::collections::BTreeMap;

use serde::Serialize;

use super::state::{Case, State};
use crate::error::{Error, ErrorKind};
use crate::kb::{Facts, Item, KnowledgeBase, LoadedPack, authored, find_item};
use crate::model::{AnswerOption, Pin, Remedy, Risk, Rule, Tree, When};
use crate::query::{Answerer, ContactOut, Local, LocalText, PackRef, Query};

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NodeKind {
    /// Which detail code is on the screen.
    Question,
    /// A check.
    Check,
    /// Whether somebody was consulted.
    Consult,
    /// Whether a destructive step is really wanted.
    Confirm,
    /// A remedy.
    Remedy,
    /// Putting a failed alternative back.
    Undo,
    /// Another rule goes on.
    See,
    /// The fault is gone.
    Resolved,
    /// The desk runs; the cause is open.
    WorkedAround,
    /// Somebody else goes on.
    HandedOver,
}

/// A node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Node {
    /// The step's name, as in a session.
    pub id: String,
    /// What it is.
    pub kind: NodeKind,
    /// The question, or the steps in brief.
    pub text: LocalText,
    /// Who may do it.
    pub role: Option<String>,
    /// What it risks.
    pub risk: Option<Risk>,
    /// Effort, in minutes.
    pub minutes: Option<u32>,
    /// What to know before.
    pub caution: Option<LocalText>,
    /// Conditions on facts that are not known beforehand.
    #[serde(skip_serializing_if = "When::is_empty")]
    pub when: When,
    /// Whom to call, at the node that hands over.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<ContactOut>,
    /// Where to go on when the step cannot be offered.
    pub otherwise: Vec<String>,
}

/// An edge, with the replies that take it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edge {
    /// The node it leaves.
    pub from: String,
    /// The node it reaches.
    pub to: String,
    /// The replies' ids.
    pub replies: Vec<String>,
    /// The replies as people say them.
    pub texts: Vec<String>,
    /// Whether it is one of several continuations that depend on what was answered before; the drawn one is not.
    pub aside: bool,
}

/// The decision graph of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Graph {
    /// The pack it comes from.
    pub pack: PackRef,
    /// The rule.
    pub rule: String,
    /// The codes.
    pub codes: Vec<String>,
    /// The details of the rows it is drawn for.
    pub details: Vec<String>,
    /// The role it is drawn for; none shows every step.
    pub role: Option<String>,
    /// Warnings to read first.
    pub cautions: Vec<LocalText>,
    /// The node to start from.
    pub start: String,
    /// The nodes, in order.
    pub nodes: Vec<Node>,
    /// The edges, in the order of their nodes.
    pub edges: Vec<Edge>,
}

impl KnowledgeBase {
    /// The decision graph of a rule, named by its id or by a query that finds it and no other.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::UnknownRule`] if nothing, or more than one rule, is found; [`ErrorKind::UnknownRole`] if the pack has
    /// no such role.
    pub fn tree(&self, query: &Query) -> Result<Graph, Error> {
        let named = query.text.trim();
        let by_id = self.packs().iter().find_map(|pack| Some((pack.as_ref(), pack.rule(named)?)));
        let (pack, rule, rows) = match by_id {
            Some((pack, rule)) => (pack, rule, (0..rule.matches.len()).collect()),
            None => self.found_rule(query)?,
        };
        if let Some(role) = query.role.as_deref()
            && pack.role_rank(role).is_none()
        {
            let roles: Vec<&str> = pack.manifest().roles.iter().map(|r| r.id.as_str()).collect();
            return Err(Error::new(
                ErrorKind::UnknownRole,
                format!("`{role}` is not a role; the pack has {}", roles.join(", ")),
            ));
        }
        let local = Local::new(pack, query.lang.as_deref());
        let at = pack.index().rule(&rule.id).unwrap_or_default();
        let case = Case::new(pack, at, rows);
        let refs = case.rows.iter().map(|row| crate::kb::RowRef { rule: at, row: *row }).collect::<Vec<_>>();
        let asks_detail = case.rows.len() > 1 && State::new(pack, "", &Facts::new()).detail_matters(&refs);
        Ok(Builder { pack, rule, case, role: query.role.as_deref(), local: &local, asks_detail }.build())
    }

    /// The one rule that a query finds.
    fn found_rule(&self, query: &Query) -> Result<(&LoadedPack, &Rule, Vec<usize>), Error> {
        let mut rules: Vec<(&LoadedPack, usize, Vec<usize>)> = Vec::new();
        for pack in self.packs() {
            for found in crate::query::resolve(pack, &query.text, &query.facts) {
                for row in found.rows {
                    match rules.iter_mut().find(|(p, rule, _)| p.id() == pack.id() && *rule == row.rule) {
                        Some((_, _, rows)) => rows.push(row.row),
                        None => rules.push((pack, row.rule, vec![row.row])),
                    }
                }
            }
        }
        let names: Vec<&str> =
            rules.iter().filter_map(|(pack, rule, _)| pack.rule_at(*rule)).map(|r| r.id.as_str()).collect();
        let message = match names.as_slice() {
            [] => format!("`{}` is neither a rule nor a known code; `list` shows the rules", query.text),
            [_] => String::new(),
            many => format!(
                "`{}` may mean several rules; name one of {}, or add the detail code",
                query.text,
                many.join(", ")
            ),
        };
        match rules.pop() {
            Some((pack, rule, rows)) if rules.is_empty() => {
                let rule = pack.rule_at(rule).ok_or_else(|| Error::new(ErrorKind::UnknownRule, message))?;
                Ok((pack, rule, rows))
            }
            _ => Err(Error::new(ErrorKind::UnknownRule, message)),
        }
    }
}

pub(super) const RESOLVED: &str = "end:resolved";
pub(super) const WORKED_AROUND: &str = "end:worked_around";
pub(super) const HANDED_OVER: &str = "end:handed_over";

/// Builds the graph of one rule for some of its rows.
pub(super) struct Builder<'a> {
    pub(super) pack: &'a LoadedPack,
    pub(super) rule: &'a Rule,
    pub(super) case: Case,
    pub(super) role: Option<&'a str>,
    pub(super) local: &'a Local<'a>,
    /// The row is not known, and it matters.
    pub(super) asks_detail: bool,
}

impl<'a> Builder<'a> {
    pub(super) fn build(&self) -> Graph {
        let state = State::new(self.pack, self.role.unwrap_or_default(), &Facts::new());
        let query = Query { role: self.role.map(str::to_owned), ..Query::default() };
        let answerer = Answerer { pack: self.pack, local: self.local, query: &query };
        let mut known = BTreeMap::new();
        let order: Vec<Item<'a>> =
            authored(self.rule).into_iter().filter(|item| self.is_reachable(&state, *item, &mut known)).collect();
        let mut drawing =
            Drawing { builder: self, answerer: &answerer, order: &order, nodes: Vec::new(), edges: Vec::new() };
        let first = match &self.rule.tree {
            Some(tree) => drawing.target_of(&tree.start),
            None => drawing.target(0),
        };
        let start = if self.asks_detail { drawing.question(&first) } else { first };
        for at in 0..order.len() {
            drawing.step(at);
        }
        drawing.ends();
        let Drawing { nodes, edges, .. } = drawing;
        let rows = || self.case.rows.iter().filter_map(|row| self.rule.matches.get(*row));
        let entry = rows().next().and_then(|row| self.pack.code(&row.code));
        let mut details: Vec<String> = rows().filter_map(|row| row.detail.clone()).collect();
        details.dedup();
        let shown = |when: &When| !state.fails(&self.case, when);
        Graph {
            pack: self.pack.reference(),
            rule: self.rule.id.clone(),
            codes: entry.map(|e| std::iter::once(&e.code).chain(&e.aliases).cloned().collect()).unwrap_or_default(),
            details,
            role: self.role.map(str::to_owned),
            cautions: self
                .rule
                .cautions
                .iter()
                .filter(|p| shown(&p.when))
                .map(|p| self.local.editor(&p.text))
                .collect(),
            start,
            nodes,
            edges,
        }
    }

    /// Whether a caller of this role can ever be offered the step for these rows. `known` holds what was found of each
    /// step; one that is being looked at counts as out of reach, so that no circle is followed.
    fn is_reachable(&self, state: &State<'_>, item: Item<'a>, known: &mut BTreeMap<&'a str, bool>) -> bool {
        if let Some(known) = known.get(item.id()) {
            return *known;
        }
        known.insert(item.id(), false);
        let reachable = self.find_out(state, item, known);
        known.insert(item.id(), reachable);
        reachable
    }

    fn find_out(&self, state: &State<'_>, item: Item<'a>, known: &mut BTreeMap<&'a str, bool>) -> bool {
        let in_tree = self.rule.tree.as_ref().is_none_or(|tree| tree.nodes.iter().any(|node| node.step == item.id()));
        if !in_tree || state.fails(&self.case, item.when()) || !self.pack.may(self.role, item.role()) {
            return false;
        }
        for id in item.requires() {
            if find_item(self.rule, id).is_none_or(|other| !self.is_reachable(state, other, known)) {
                return false;
            }
        }
        // A destructive step waits for every safer one; where one of those is somebody else's, it waits for ever.
        item.risk() != Risk::Destructive
            || self.rule.remediation.iter().filter(|safer| safer.risk < Risk::Destructive).all(|safer| {
                let moot = state.fails(&self.case, &safer.when) || self.can_be_excluded(safer);
                moot || self.is_reachable(state, Item::Remedy(safer), known)
            })
    }

    /// Whether some answers can exclude all causes of a remedy.
    fn can_be_excluded(&self, remedy: &Remedy) -> bool {
        let mut causes = remedy.fixes.iter().chain(&remedy.sometimes_fixes).peekable();
        let excludes = |cause: &String| {
            let mut checks = self.rule.checks.iter().filter(|check| self.pack.may(self.role, &check.role));
            checks.any(|check| check.answers.iter().any(|answer| answer.excludes.contains(cause)))
        };
        causes.peek().is_some() && causes.all(excludes)
    }
}

struct Drawing<'d, 'a> {
    builder: &'d Builder<'a>,
    answerer: &'d Answerer<'d>,
    order: &'d [Item<'a>],
    nodes: Vec<Node>,
    edges: Vec<Edge>,
}

impl<'a> Drawing<'_, 'a> {
    fn key(&self, item: Item<'_>) -> String {
        item.key(self.builder.rule)
    }

    /// The node that comes before the step at `at`, or the hand-over behind the last one.
    fn target(&self, at: usize) -> String {
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
    fn target_of(&self, id: &str) -> String {
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

    fn question(&mut self, first: &str) -> String {
        let words = self.builder.local.words;
        let id = "which-detail".to_owned();
        let rule = self.builder.rule;
        for row in self.builder.case.rows.iter().filter_map(|row| rule.matches.get(*row)) {
            let detail = row.detail.as_deref().unwrap_or("none");
            self.edge(&id, first, detail, detail, false);
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
        if let Item::Remedy(remedy) = item {
            targets.extend(self.same_cause(remedy));
            // Brought forward by a check, it goes on behind that check.
            for (n, check) in self.order.iter().enumerate() {
                let Item::Check(check) = check else { continue };
                let brings = |answer: &AnswerOption| {
                    answer.supports.iter().any(|c| remedy.fixes.contains(c) || remedy.sometimes_fixes.contains(c))
                };
                if check.answers.iter().any(brings) {
                    targets.push(self.target(n.saturating_add(1)));
                }
            }
        }
        targets.push(self.target(at.saturating_add(1)));
        targets
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

    fn step(&mut self, at: usize) {
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
        let brought = |causes: fn(&Remedy) -> &[String]| {
            self.order.iter().filter(move |other| match other {
                Item::Remedy(remedy) if remedy.risk != Risk::Destructive && !other.is_pinned(Pin::Last) => {
                    causes(remedy).iter().any(|c| answer.supports.contains(c))
                }
                _ => false,
            })
        };
        let mut forward: Vec<String> =
            brought(|r| &r.fixes).chain(brought(|r| &r.sometimes_fixes)).map(|i| self.entry(*i)).collect();
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

    fn ends(&mut self) {
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
