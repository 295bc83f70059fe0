//! A decision graph as text: each step once, by number, with its replies as branches.

use super::drawn::{Drawn, is_end};
use super::labels::fill;
use super::names::Names;
use super::page::Page;
use super::style::{Span, Style, Tone};
use crate::diagnose::{Graph, Node, NodeKind};

/// A decision graph as an indented tree. Steps are numbered; a branch names the step it leads to by its number.
#[must_use]
pub fn tree_text(graph: &Graph, names: &Names, style: &Style) -> String {
    let labels = names.labels;
    let mut page = Page::new(style);
    for caution in &graph.cautions {
        page.warn(0, names.text(caution));
    }
    page.gap();
    let title = super::candidates::title(&graph.codes, &graph.details, names);
    let mut head = vec![Span::strong(format!("{}: {}", labels.tree_head, title.trim()))];
    if let Some(role) = &graph.role {
        head.push(Span::dim(format!(" ({})", fill(labels.for_role, &[names.role(&graph.pack.id, role)]))));
    }
    page.para(0, Span::plain(""), &head);
    let tree = Tree::new(graph, names);
    if tree.steps.first().is_none_or(|step| step.id != graph.start) {
        page.para(0, Span::plain(""), &[Span::plain(fill(labels.start_at, &[&tree.target(&graph.start)]))]);
    }
    for (n, node) in tree.steps.iter().enumerate() {
        page.gap();
        tree.step(&mut page, n, node);
    }
    if graph.edges.iter().any(|edge| edge.aside) {
        page.gap();
        page.para(0, Span::dim("※ "), &[Span::dim(labels.tree_aside)]);
    }
    ends(&mut page, graph, names);
    page.finish()
}

/// A graph with the numbers of its steps.
struct Tree<'a> {
    drawn: Drawn<'a>,
    names: &'a Names,
    steps: Vec<&'a Node>,
}

impl<'a> Tree<'a> {
    fn new(graph: &'a Graph, names: &'a Names) -> Self {
        let is_step = |node: &&Node| !is_end(node.kind) && node.kind != NodeKind::See;
        Self { drawn: Drawn { graph, names }, names, steps: graph.nodes.iter().filter(is_step).collect() }
    }

    fn step(&self, page: &mut Page, n: usize, node: &'a Node) {
        let labels = self.names.labels;
        let number = format!("{}. ", n.saturating_add(1));
        let indent = super::wrap::width(&number);
        let caution = self.drawn.caution(node).map(|text| self.names.text(text));
        page.numbered(0, &number, caution, &self.text(node));
        let named = |id: &str| self.number(id).map(|number| fill(labels.step_no, &[&number]));
        if let Some(condition) = self.drawn.condition(node, named) {
            page.para(indent, Span::dim("▸ "), &[Span::plain(fill(labels.when, &[&condition]))]);
        }
        let branches = self.drawn.branches(node);
        for (at, branch) in branches.iter().enumerate() {
            let last = at.saturating_add(1) == branches.len();
            let mut spans = vec![Span::plain(branch.said.join(labels.either)), Span::plain(" → ")];
            let tone = if self.number(branch.to).is_none() { Tone::Strong } else { Tone::Plain };
            spans.push(Span::new(tone, self.target(branch.to)));
            page.branch(indent, if last { ["└ ", "  "] } else { ["├ ", "│ "] }, &spans);
        }
    }

    fn text(&self, node: &Node) -> Vec<Span> {
        let labels = self.names.labels;
        let mut spans = match node.kind {
            NodeKind::Confirm => vec![Span::new(Tone::Danger, labels.confirm_head)],
            NodeKind::Undo => {
                let mut spans = vec![Span::dim(format!("{}: ", labels.undo_head))];
                spans.extend(self.names.text(&node.text));
                spans
            }
            _ => self.names.text(&node.text),
        };
        let small = self.drawn.small(node);
        if !small.is_empty() {
            spans.push(Span::dim(format!(" ({})", small.join(" · "))));
        }
        spans
    }

    fn number(&self, id: &str) -> Option<String> {
        let at = self.steps.iter().position(|step| step.id == id)?;
        Some(at.saturating_add(1).to_string())
    }

    /// Where a branch leads, in words.
    fn target(&self, id: &str) -> String {
        match (self.number(id), self.drawn.node(id)) {
            (Some(number), _) => fill(self.names.labels.go_to, &[&number]),
            (None, Some(node)) if node.kind == NodeKind::See => self.drawn.see(node),
            (None, Some(node)) => self.drawn.end(node.kind).to_owned(),
            (None, None) => id.to_owned(),
        }
    }
}

/// Whom to call where it hands over.
fn ends(page: &mut Page, graph: &Graph, names: &Names) {
    let labels = names.labels;
    let Some(last) = graph.nodes.iter().find(|node| node.kind == NodeKind::HandedOver) else { return };
    let to: Vec<&str> = last.contacts.iter().map(|contact| contact.name.as_str()).collect();
    if !to.is_empty() {
        page.gap();
        let text = Span::strong(format!("{}: {}", labels.hand_to, to.join(labels.comma)));
        page.para(0, Span::plain(""), &[text]);
    }
}
