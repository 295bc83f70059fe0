//! Hand-written trees: SD0504 the safety order, SD0505 the shape, SD0304 steps that do not exist.

use std::collections::HashMap;

use super::base::View;
use super::graph::{Graph, cycles, reach};
use super::names::{closest, list};
use super::refs::steps;
use super::safety::risk_name;
use super::{At, Finding};
use crate::Code;
use crate::model::{Risk, Tree, TreeNode};

/// The target that ends a tree.
const HAND_OVER: &str = "hand_over";

/// What a remedy is answered with.
const REMEDY_REPLIES: [&str; 6] = ["fixed", "not_fixed", "dont_know", "cannot", "done", "stopped"];

pub(super) fn rule(view: &View<'_>, found: &mut Vec<Finding>) {
    let Some(tree) = &view.rule.tree else { return };
    let graph = nodes(view, tree, found);
    targets(view, tree, &graph, found);
    replies(view, tree, found);
    shape(view, tree, &graph, found);
    order(view, tree, &graph, found);
}

/// Every node with where it leads.
fn nodes<'a>(view: &View<'_>, tree: &'a Tree, found: &mut Vec<Finding>) -> Graph<'a> {
    let mut first: HashMap<&str, At> = HashMap::new();
    let mut graph = Graph::new();
    for (i, node) in tree.nodes.iter().enumerate() {
        let at = view.at(format!("/tree/nodes/{i}/step"));
        if let Some(first) = first.get(node.step.as_str()) {
            found.push(
                Finding::new(Code::TreeShape, at.clone(), format!("`{}` stands twice in the tree", node.step))
                    .help("one step is one node: let the other nodes lead to it")
                    .label(first.clone(), "first used here"),
            );
        } else {
            first.insert(&node.step, at);
        }
        let targets = graph.entry(node.step.as_str()).or_default();
        targets.extend(node.replies.values().map(String::as_str));
        targets.push(&node.otherwise);
    }
    graph
}

/// Steps exist, and what is led to is a node.
fn targets(view: &View<'_>, tree: &Tree, graph: &Graph<'_>, found: &mut Vec<Finding>) {
    let steps = steps(view.rule);
    let mut target = |name: &str, pointer: String| {
        if graph.contains_key(name) {
            return;
        }
        if let Some(unknown) = steps.unknown(name, view.at(pointer.clone())) {
            found.push(unknown);
            return;
        }
        let message = format!("`{name}` is a step of the rule and has no node in the tree");
        let help = format!("add `- {{ step: {name}, otherwise: … }}` to `nodes`, or lead to another node");
        found.push(Finding::new(Code::TreeShape, view.at(pointer), message).help(help));
    };
    target(&tree.start, "/tree/start".to_owned());
    for (i, node) in tree.nodes.iter().enumerate() {
        for (reply, to) in node.replies.iter().filter(|(_, to)| *to != HAND_OVER) {
            target(to, format!("/tree/nodes/{i}/replies/{}", super::names::escape(reply)));
        }
        if node.otherwise != HAND_OVER {
            target(&node.otherwise, format!("/tree/nodes/{i}/otherwise"));
        }
    }
    for (i, node) in tree.nodes.iter().enumerate() {
        found.extend(steps.unknown(&node.step, view.at(format!("/tree/nodes/{i}/step"))));
    }
}

/// A node leads on from replies that its step can have.
fn replies(view: &View<'_>, tree: &Tree, found: &mut Vec<Finding>) {
    for (i, node) in tree.nodes.iter().enumerate() {
        let Some(legal) = legal_replies(view, node) else { continue };
        for reply in node.replies.keys().filter(|reply| !legal.contains(&reply.as_str())) {
            let at = view.at(format!("/tree/nodes/{i}/replies/{}", super::names::escape(reply)));
            let help = match closest(reply, &legal) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("its replies are {}", list(&legal)),
            };
            let message = format!("`{reply}` is not a reply to `{}`", node.step);
            found.push(Finding::new(Code::TreeShape, at, message).help(help));
        }
    }
}

fn legal_replies<'a>(view: &View<'a>, node: &TreeNode) -> Option<Vec<&'a str>> {
    if let Some(check) = view.rule.checks.iter().find(|check| check.id == node.step) {
        return Some(check.answers.iter().map(|answer| answer.id.as_str()).chain(["dont_know"]).collect());
    }
    view.rule.remediation.iter().any(|remedy| remedy.id == node.step).then(|| REMEDY_REPLIES.to_vec())
}

/// The tree comes to an end and reaches all of itself.
fn shape(view: &View<'_>, tree: &Tree, graph: &Graph<'_>, found: &mut Vec<Finding>) {
    for cycle in cycles(graph) {
        let Some(i) = tree.nodes.iter().position(|node| cycle.contains(&node.step.as_str())) else { continue };
        let message = match cycle.as_slice() {
            [only] => format!("`{only}` leads back to itself"),
            several => format!("the tree runs in a circle through {}", list(several)),
        };
        found.push(
            Finding::new(Code::TreeShape, view.at(format!("/tree/nodes/{i}/step")), message)
                .help(format!("let one of them lead to a later step or to `{HAND_OVER}`")),
        );
    }
    // Without a start everything would be out of reach; the start has been reported.
    if !graph.contains_key(tree.start.as_str()) {
        return;
    }
    let reached = reach(graph, &tree.start, None);
    for (i, node) in tree.nodes.iter().enumerate().filter(|(_, node)| !reached.contains(node.step.as_str())) {
        let message = format!("no path from `{}` leads to `{}`", tree.start, node.step);
        found.push(
            Finding::new(Code::TreeShape, view.at(format!("/tree/nodes/{i}/step")), message)
                .help("lead to it from another node, or take it out"),
        );
    }
}

/// On every path, a destructive step comes after each less risky remedy of the rule.
fn order(view: &View<'_>, tree: &Tree, graph: &Graph<'_>, found: &mut Vec<Finding>) {
    let destructive: Vec<&str> = view
        .steps()
        .filter_map(super::base::Item::step)
        .filter(|step| step.risk == Risk::Destructive)
        .map(|step| step.id)
        .collect();
    let in_tree = |step: &str| tree.nodes.iter().position(|node| node.step == step);
    for safer in view.rule.remediation.iter().filter(|remedy| remedy.risk < Risk::Destructive) {
        let reached = reach(graph, &tree.start, Some(&safer.id));
        for step in destructive.iter().filter(|step| reached.contains(**step)) {
            let Some(i) = in_tree(step) else { continue };
            let message = format!("a path leads to the destructive `{step}` without `{}`", safer.id);
            let help = format!("`{}` is only {}: lead through it before `{step}`", safer.id, risk_name(safer.risk));
            found.push(Finding::new(Code::TreeOrder, view.at(format!("/tree/nodes/{i}/step")), message).help(help));
        }
    }
}
