//! The decision graph of a rule: one node per step, continuations shared, of a size linear in checks plus remedies.
//!
//! The graph is what a session walks; exclusions live in the session. A node that cannot be offered in a state is passed
//! over along its `otherwise` edges. What a session asks a second time, by `back` or for a contradiction, is no other node.

use std::collections::BTreeMap;

use serde::Serialize;

use super::draw::Drawing;
use super::state::{Case, State};
use crate::error::{Error, ErrorKind};
use crate::kb::{Facts, Item, KnowledgeBase, LoadedPack, authored, find_item};
use crate::model::{Remedy, Risk, Rule, When};
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
        self.sound(|| {
            let (pack, rule, rows) = self.rule_of(query)?;
            let local = Local::new(pack, query.lang.as_deref());
            let at = pack.index().rule(&rule.id).unwrap_or_default();
            let case = Case::new(pack, at, rows);
            let refs = case.rows.iter().map(|row| crate::kb::RowRef { rule: at, row: *row }).collect::<Vec<_>>();
            let asks_detail = case.rows.len() > 1 && State::new(pack, "", &Facts::new()).detail_matters(&refs);
            Ok(Builder { pack, rule, case, role: query.role.as_deref(), local: &local, asks_detail }.build())
        })
    }

    /// The one rule that a query names or finds, with its rows; the query's role is one of its pack.
    pub(super) fn rule_of(&self, query: &Query) -> Result<(&LoadedPack, &Rule, Vec<usize>), Error> {
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
        Ok((pack, rule, rows))
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
                // A condition on what is not known yet may still turn out not to hold.
                let open = safer.when.keys().any(|fact| state.fact(&self.case, fact).is_none());
                let moot = open || state.fails(&self.case, &safer.when) || self.can_be_excluded(safer);
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
