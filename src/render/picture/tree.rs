//! A decision graph as a picture.

use super::taken::mark;
use super::{LabelKind, LabelPart, Picture, PictureEdge, PictureKind, PictureNode};
use crate::diagnose::{Graph, Node, NodeKind};
use crate::model::Risk;
use crate::render::candidates;
use crate::render::drawn::{Drawn, is_end};
use crate::render::labels::fill;
use crate::render::names::Names;

/// The node that holds the warnings of a whole rule.
const CAUTION: &str = "caution";

impl Picture {
    /// A decision graph as a picture. `path` names the steps that a session went through, in order, as
    /// [`KnowledgeBase::path`](crate::KnowledgeBase::path) gives them: they are highlighted.
    ///
    /// Continuations that depend on more than the last reply are left out, except where the path follows one.
    #[must_use]
    pub fn tree(graph: &Graph, names: &Names, path: &[String]) -> Self {
        let drawn = Drawn { graph, names };
        let mut picture = Self {
            lang: names.lang().to_owned(),
            title: title(graph, names),
            notes: notes(graph, names),
            ..Self::default()
        };
        if !graph.cautions.is_empty() {
            let warning = |text| LabelPart::new(LabelKind::Caution, format!("⚠ {}", names.flat(text)));
            picture.nodes.push(PictureNode {
                id: CAUTION.to_owned(),
                kind: PictureKind::Caution,
                risk: None,
                label: graph.cautions.iter().map(warning).collect(),
                taken: false,
            });
            picture.edges.push(edge(CAUTION, &graph.start, Vec::new()));
        }
        picture.nodes.extend(graph.nodes.iter().map(|node| PictureNode {
            id: node.id.clone(),
            kind: PictureKind::Step(node.kind),
            risk: node.risk,
            label: label(node, drawn),
            taken: false,
        }));
        for node in &graph.nodes {
            let branches = drawn.branches(node).into_iter();
            picture.edges.extend(branches.map(|b| edge(&node.id, b.to, vec![b.said.join(names.labels.either)])));
        }
        mark(&mut picture, drawn, path);
        picture
    }
}

fn edge(from: &str, to: &str, label: Vec<String>) -> PictureEdge {
    PictureEdge { from: from.to_owned(), to: to.to_owned(), label, taken: false, aside: false }
}

fn title(graph: &Graph, names: &Names) -> String {
    let shown = candidates::title(&graph.codes, &graph.details, names);
    let head = format!("{}: {}", names.labels.tree_head, shown.trim());
    match &graph.role {
        Some(role) => format!("{head} ({})", fill(names.labels.for_role, &[names.role(&graph.pack.id, role)])),
        None => head,
    }
}

fn notes(graph: &Graph, names: &Names) -> Vec<String> {
    let mut notes = Vec::new();
    if graph.edges.iter().any(|edge| edge.aside) {
        notes.push(format!("※ {}", names.labels.tree_aside));
    }
    notes.push(names.pack(&graph.pack));
    notes
}

/// What stands in a node: the warning, the text, when it applies, who does it and how risky it is.
fn label(node: &Node, drawn: Drawn<'_>) -> Vec<LabelPart> {
    let (names, labels) = (drawn.names, drawn.names.labels);
    let mut parts = Vec::new();
    parts.extend(drawn.caution(node).map(|text| LabelPart::new(LabelKind::Caution, format!("⚠ {}", names.flat(text)))));
    let text = match node.kind {
        NodeKind::Confirm => labels.confirm_head.to_owned(),
        NodeKind::Undo => format!("{}: {}", labels.undo_head, names.flat(&node.text)),
        NodeKind::See => drawn.see(node),
        kind if is_end(kind) => drawn.end(kind).to_owned(),
        _ => names.flat(&node.text),
    };
    // The steps of a remedy stand below each other.
    let steps: Vec<&str> = if node.kind == NodeKind::Remedy { text.split(" / ").collect() } else { vec![&text] };
    let lead = if steps.len() > 1 { labels.bullet } else { "" };
    parts.extend(steps.iter().map(|step| LabelPart::new(LabelKind::Text, format!("{lead}{step}"))));
    let asked = |id: &str| drawn.node(id).map(|asked| fill(labels.quoted, &[&names.flat(&asked.text)]));
    let condition = drawn.condition(node, asked).map(|when| fill(labels.when, &[&when]));
    parts.extend(condition.map(|text| LabelPart::new(LabelKind::Condition, text)));
    let mut small = drawn.small(node);
    if small.is_empty() {
        small.extend(node.risk.filter(|risk| *risk > Risk::Safe).map(|risk| names.words.risk(risk).to_owned()));
    }
    small.extend(node.contacts.iter().filter(|_| is_end(node.kind)).map(|contact| contact.name.clone()));
    if !small.is_empty() {
        parts.push(LabelPart::new(LabelKind::Small, format!("({})", small.join(" · "))));
    }
    parts
}
