//! The path taken, on the picture of a decision graph.

use super::{Picture, PictureEdge};
use crate::render::drawn::{Drawn, replies, step_of};

/// Marks the nodes of `path` and what led from one to the next.
pub(super) fn mark(picture: &mut Picture, drawn: Drawn<'_>, path: &[String]) {
    let nodes = on_graph(drawn, path);
    for node in &mut picture.nodes {
        node.taken = nodes.contains(&node.id);
    }
    for (from, to) in nodes.iter().zip(nodes.iter().skip(1)).filter(|(from, to)| from != to) {
        match picture.edges.iter_mut().find(|edge| edge.from == *from && edge.to == *to) {
            Some(edge) => edge.taken = true,
            None => picture.edges.push(passed_over(drawn, from, to)),
        }
    }
}

/// What led from one step to another where no drawn branch does: an answer brought it forward, or the steps between
/// did not apply.
fn passed_over(drawn: Drawn<'_>, from: &str, to: &str) -> PictureEdge {
    let edge = drawn.graph.edges.iter().find(|edge| edge.from == from && edge.to == to);
    let said = edge.zip(drawn.node(from)).map(|(edge, node)| replies(edge, node.kind, drawn.names));
    let label = said.map(|said| said.join(drawn.names.labels.either)).into_iter().collect();
    PictureEdge { from: from.to_owned(), to: to.to_owned(), label, taken: true, aside: true }
}

/// The nodes of the graph that the path goes through. Steps of another rule stand behind the node that leads there.
fn on_graph(drawn: Drawn<'_>, path: &[String]) -> Vec<String> {
    let mut nodes: Vec<String> = Vec::new();
    for step in path {
        let id = if drawn.node(step).is_some() {
            Some(step.clone())
        } else {
            let rule = step_of(step).rsplit_once('/').map(|(rule, _)| format!("see:{rule}"));
            rule.filter(|see| drawn.node(see).is_some() && leads_to(drawn, nodes.last(), see))
        };
        nodes.extend(id.filter(|id| nodes.last() != Some(id)));
    }
    nodes
}

/// Whether the step before leads to the other rule, or the path is in it already.
fn leads_to(drawn: Drawn<'_>, from: Option<&String>, see: &str) -> bool {
    let edges = &drawn.graph.edges;
    from.is_some_and(|from| from == see || edges.iter().any(|edge| edge.from == *from && edge.to == see))
}
