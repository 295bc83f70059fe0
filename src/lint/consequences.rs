//! SD0314: no fault brings itself about, not even by way of others.

use super::Finding;
use super::base::View;
use super::graph::{Graph, cycles};
use super::names::list;
use crate::Code;

pub(super) fn all(views: &[View<'_>], found: &mut Vec<Finding>) {
    let mut graph = Graph::new();
    for view in views {
        graph.entry(&view.rule.id).or_default().extend(view.rule.consequences.iter().map(String::as_str));
    }
    for cycle in cycles(&graph) {
        // The first of them among the files, and what it brings about.
        let Some(view) = views.iter().find(|view| cycle.contains(&view.rule.id.as_str())) else { continue };
        let at = view.rule.consequences.iter().position(|id| cycle.contains(&id.as_str())).unwrap_or(0);
        let message = match cycle.as_slice() {
            [only] => format!("`{only}` is named as its own consequence"),
            several => format!("{} are named as consequences of each other", list(several)),
        };
        found.push(
            Finding::new(Code::CircularConsequences, view.at(format!("/consequences/{at}")), message)
                .help("a cause is treated before its consequences: take one of them out of `consequences`"),
        );
    }
}
