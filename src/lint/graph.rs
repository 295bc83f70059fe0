//! Cycles and reachability among the steps of one rule.

use std::collections::{BTreeMap, BTreeSet};

/// Which steps each step leads to. Targets that are no steps of the graph are ignored.
pub(super) type Graph<'a> = BTreeMap<&'a str, Vec<&'a str>>;

/// Cycles that share no step, each from its least step on, until none is left.
pub(super) fn cycles<'a>(graph: &Graph<'a>) -> Vec<Vec<&'a str>> {
    let mut left: BTreeSet<&str> = graph.keys().copied().collect();
    let mut cycles = Vec::new();
    loop {
        trim(graph, &mut left);
        let Some(&start) = left.first() else { return cycles };
        let cycle = walk(graph, &left, start);
        for step in &cycle {
            left.remove(step);
        }
        cycles.push(cycle);
    }
}

/// Takes out the steps that lead to no step that is left, as often as it takes.
fn trim(graph: &Graph<'_>, left: &mut BTreeSet<&str>) {
    loop {
        let leads_on = |step: &&str| successors(graph, step).any(|next| left.contains(next));
        let ends: Vec<&str> = left.iter().filter(|step| !leads_on(step)).copied().collect();
        if ends.is_empty() {
            return;
        }
        for end in ends {
            left.remove(end);
        }
    }
}

/// Goes on from `start` until a step comes again; every step of `left` leads to another one.
fn walk<'a>(graph: &Graph<'a>, left: &BTreeSet<&'a str>, start: &'a str) -> Vec<&'a str> {
    let mut path = vec![start];
    let mut at = start;
    loop {
        let Some(next) = successors(graph, at).find(|next| left.contains(next)) else { return path };
        if let Some(from) = path.iter().position(|step| *step == next) {
            let mut cycle = path.split_off(from);
            let least = cycle.iter().enumerate().min_by_key(|(_, step)| **step).map_or(0, |(i, _)| i);
            cycle.rotate_left(least);
            return cycle;
        }
        path.push(next);
        at = next;
    }
}

/// The steps that `start` leads to, itself included, on paths that do not touch `avoid`.
pub(super) fn reach<'a>(graph: &Graph<'a>, start: &'a str, avoid: Option<&str>) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open = vec![start];
    while let Some(step) = open.pop() {
        if Some(step) == avoid || !graph.contains_key(step) || !reached.insert(step) {
            continue;
        }
        open.extend(successors(graph, step));
    }
    reached
}

fn successors<'g, 'a>(graph: &'g Graph<'a>, step: &str) -> impl Iterator<Item = &'a str> + use<'g, 'a> {
    graph.get(step).into_iter().flatten().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph<'a>(edges: &[(&'a str, &[&'a str])]) -> Graph<'a> {
        edges.iter().map(|(from, to)| (*from, to.to_vec())).collect()
    }

    #[test]
    fn finds_each_cycle_once_and_nothing_else() {
        let graph = graph(&[
            ("a", &["b"]),
            ("b", &["c"]),
            ("c", &["b", "end"]),
            ("d", &["d"]),
            ("end", &["elsewhere"]),
            ("z", &["a"]),
        ]);
        assert_eq!(cycles(&graph), [vec!["b", "c"], vec!["d"]]);
    }

    #[test]
    fn reach_goes_round_what_is_avoided() {
        let graph = graph(&[("a", &["b", "c"]), ("b", &["d"]), ("c", &["d"]), ("d", &["a"])]);
        assert_eq!(reach(&graph, "a", Some("b")), BTreeSet::from(["a", "c", "d"]));
        assert_eq!(reach(&graph, "a", Some("a")), BTreeSet::new());
        assert_eq!(reach(&graph, "nowhere", None), BTreeSet::new());
    }
}
