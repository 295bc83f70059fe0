//! SD0311: no step waits for itself, not even by way of others.

use super::Finding;
use super::base::View;
use super::graph::{Graph, cycles};
use super::names::list;
use crate::Code;

pub(super) fn rule(view: &View<'_>, found: &mut Vec<Finding>) {
    let mut graph = Graph::new();
    for step in view.steps().filter_map(super::base::Item::step) {
        graph.entry(step.id).or_default().extend(step.requires.iter().map(String::as_str));
    }
    for cycle in cycles(&graph) {
        // The first of them in the file, and what it waits for.
        let Some((item, step)) =
            view.steps().filter_map(|item| Some((item, item.step()?))).find(|(_, step)| cycle.contains(&step.id))
        else {
            continue;
        };
        let required = step.requires.iter().position(|id| cycle.contains(&id.as_str())).unwrap_or(0);
        let message = match cycle.as_slice() {
            [only] => format!("`{only}` requires itself"),
            several => format!("{} require each other", list(several)),
        };
        found.push(
            Finding::new(Code::CircularRequires, view.at_item(item, &format!("/requires/{required}")), message)
                .help("a step waits for what it requires: take one of them out of `requires`"),
        );
    }
}
