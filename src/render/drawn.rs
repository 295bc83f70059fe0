//! A decision graph as it is drawn: each step with its branches, as a person follows them.

use super::labels::fill;
use super::names::Names;
use crate::diagnose::{Edge, Graph, Node, NodeKind};
use crate::model::Risk;

/// A graph and what its drawings need to know of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Drawn<'a> {
    pub(super) graph: &'a Graph,
    pub(super) names: &'a Names,
}

/// Where one or more replies lead.
#[derive(Debug)]
pub(super) struct Branch<'a> {
    pub(super) said: Vec<String>,
    pub(super) to: &'a str,
}

impl<'a> Drawn<'a> {
    pub(super) fn node(&self, id: &str) -> Option<&'a Node> {
        self.graph.nodes.iter().find(|node| node.id == id)
    }

    /// The branches of a node; replies that lead to the same node are one branch.
    pub(super) fn branches(&self, node: &Node) -> Vec<Branch<'a>> {
        let labels = self.names.labels;
        let mut branches: Vec<Branch<'a>> = Vec::new();
        for edge in self.graph.edges.iter().filter(|edge| edge.from == node.id && !edge.aside) {
            add(&mut branches, replies(edge, node.kind, self.names), self.past_consult(&node.id, &edge.to));
        }
        if let (NodeKind::Check, [all]) = (node.kind, branches.as_mut_slice())
            && all.said.len() > 1
        {
            all.said = vec![labels.any_answer.to_owned()];
        }
        // Whether a confirmed step applies was settled where it was confirmed.
        if !node.when.is_empty()
            && !self.is_confirmed(node)
            && let Some(to) = self.graph.nodes.iter().find(|n| n.id == node.id).and_then(|n| n.otherwise.last())
        {
            add(&mut branches, vec![labels.otherwise.to_owned()], self.past_consult(&node.id, to));
        }
        branches
    }

    /// Whether the node stands behind one that asks for confirmation and shows its warning.
    pub(super) fn is_confirmed(&self, node: &Node) -> bool {
        let confirm = format!("confirm:{}", node.id);
        self.graph.nodes.iter().any(|other| other.id == confirm)
    }

    /// The warning to show at a node: not a second time where it stood at the node before.
    pub(super) fn caution(&self, node: &'a Node) -> Option<&'a crate::query::LocalText> {
        node.caution.as_ref().filter(|_| node.kind != NodeKind::Undo && !self.is_confirmed(node))
    }

    /// Whoever was consulted for one step is not asked again before the next that needs the same contact: an edge from
    /// behind a consult node back to it leads on to that next step.
    fn past_consult(&self, from: &str, to: &'a str) -> &'a str {
        if self.node(to).is_none_or(|node| node.kind != NodeKind::Consult) {
            return to;
        }
        let place = |id: &str| self.graph.nodes.iter().position(|node| node.id == id);
        let consulted: Vec<&'a str> = self
            .graph
            .edges
            .iter()
            .filter(|edge| edge.from == to && edge.replies.iter().any(|reply| reply == "yes"))
            .map(|edge| edge.to.as_str())
            .collect();
        if !consulted.iter().any(|id| step_of(id) == step_of(from)) {
            return to;
        }
        let mut behind: Vec<&'a str> = consulted.into_iter().filter(|id| place(id) > place(from)).collect();
        behind.sort_by_key(|id| place(id));
        behind.into_iter().find(|id| step_of(id) != step_of(from)).unwrap_or(to)
    }

    /// The condition of a node in words; `number` names the step that was asked.
    pub(super) fn condition(&self, node: &Node, number: impl Fn(&str) -> Option<String>) -> Option<String> {
        let (names, labels, graph) = (self.names, self.names.labels, self.graph);
        let parts = node.when.iter().map(|(fact, values)| {
            if fact == "row" || fact == "detail" {
                let details = values.iter().map(|row| names.row(&graph.pack.id, &graph.rule, row));
                return fill(labels.detail_is, &[&details.collect::<Vec<_>>().join(labels.or)]);
            }
            let asked = graph.nodes.iter().find(|n| n.kind == NodeKind::Check && n.id.ends_with(&format!("/{fact}")));
            match asked.and_then(|asked| Some((asked, number(&asked.id)?))) {
                Some((asked, number)) => {
                    let edges = || graph.edges.iter().filter(|edge| edge.from == asked.id);
                    let said = values.iter().map(|value| {
                        let mut texts = edges().flat_map(|edge| edge.replies.iter().zip(&edge.texts));
                        texts.find(|(id, _)| *id == value).map_or_else(|| value.clone(), |(_, text)| text.clone())
                    });
                    fill(labels.answered, &[&number, &said.collect::<Vec<_>>().join(labels.or)])
                }
                None => names.condition(&graph.pack.id, fact, values),
            }
        });
        let parts: Vec<String> = parts.collect();
        (!parts.is_empty() && !self.is_confirmed(node)).then(|| parts.join(labels.and))
    }

    /// Who, how risky, how long.
    pub(super) fn small(&self, node: &Node) -> Vec<String> {
        let (names, pack) = (self.names, &self.graph.pack.id);
        let mut small = Vec::new();
        if matches!(node.kind, NodeKind::Check | NodeKind::Remedy) {
            let risk = node.risk.filter(|risk| *risk > Risk::Safe || node.kind == NodeKind::Remedy);
            small.extend(node.role.as_ref().map(|role| names.role(pack, role).to_owned()));
            small.extend(risk.map(|risk| names.words.risk(risk).to_owned()));
            small.extend(node.minutes.map(|minutes| fill(names.labels.minutes, &[&minutes.to_string()])));
        }
        small
    }

    /// The rule that goes on.
    pub(super) fn see(&self, node: &Node) -> String {
        let rule = node.id.strip_prefix("see:").unwrap_or(&node.text.text);
        fill(self.names.labels.see, &[self.names.rule(&self.graph.pack.id, rule)])
    }

    /// An end in a word.
    pub(super) fn end(&self, kind: NodeKind) -> &'static str {
        match kind {
            NodeKind::Resolved => self.names.labels.end_resolved,
            NodeKind::WorkedAround => self.names.labels.end_worked_around,
            _ => self.names.labels.end_handed_over,
        }
    }
}

fn add<'a>(branches: &mut Vec<Branch<'a>>, said: Vec<String>, to: &'a str) {
    match branches.iter_mut().find(|branch| branch.to == to) {
        Some(branch) => branch.said.extend(said),
        None => branches.push(Branch { said, to }),
    }
}

/// The step behind `confirm:` or `undo:`.
pub(super) fn step_of(id: &str) -> &str {
    id.strip_prefix("confirm:").or_else(|| id.strip_prefix("undo:")).unwrap_or(id)
}

pub(super) fn is_end(kind: NodeKind) -> bool {
    matches!(kind, NodeKind::Resolved | NodeKind::WorkedAround | NodeKind::HandedOver)
}

/// The replies of an edge, the long ones short.
pub(super) fn replies(edge: &Edge, kind: NodeKind, names: &Names) -> Vec<String> {
    let labels = names.labels;
    let own = !matches!(kind, NodeKind::Check | NodeKind::Question);
    let short = |id: &str| match id {
        "dont_know" => Some(labels.short_dont_know),
        "cannot" if own => Some(labels.short_cannot),
        _ => None,
    };
    let both = edge.replies.iter().zip(&edge.texts);
    both.map(|(id, text)| short(id).map_or_else(|| text.clone(), str::to_owned)).collect()
}
