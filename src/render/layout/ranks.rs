//! How far down each node stands: below all that lead to it.

use std::collections::BTreeSet;

/// An edge between two nodes, by their places in the picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arc {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) aside: bool,
}

/// The rank of each node. Where lines run in a circle, the one that closes it points upwards; so does a line aside
/// against the order of the others.
pub(super) fn ranks(nodes: usize, arcs: &[Arc]) -> Vec<usize> {
    let main: Vec<(usize, usize)> = arcs.iter().filter(|arc| !arc.aside).map(|arc| (arc.from, arc.to)).collect();
    let order = sorted(&Down::new(nodes, &without_circles(nodes, &main)));
    let mut place = vec![0usize; nodes];
    for (n, node) in order.iter().enumerate() {
        if let Some(place) = place.get_mut(*node) {
            *place = n;
        }
    }
    let onwards = |arc: &Arc| {
        if place.get(arc.from) < place.get(arc.to) { (arc.from, arc.to) } else { (arc.to, arc.from) }
    };
    let down = Down::new(nodes, &arcs.iter().map(onwards).collect::<Vec<_>>());
    let mut rank = vec![0usize; nodes];
    for node in &order {
        let below = rank.get(*node).map_or(0, |rank| rank.saturating_add(1));
        for to in down.of(*node) {
            if let Some(rank) = rank.get_mut(*to) {
                *rank = below.max(*rank);
            }
        }
    }
    settle(&mut rank, &order, &down);
    rank
}

/// Pulls down what nothing leads to, and sets what several lines end at below everything.
fn settle(rank: &mut [usize], order: &[usize], down: &Down) {
    let deepest = rank.iter().copied().max().unwrap_or(0);
    for node in order.iter().rev() {
        let below = down.of(*node).iter().filter_map(|to| rank.get(*to)).min().copied();
        let to = match (below, down.entered(*node)) {
            (Some(below), 0) => below.saturating_sub(1),
            (None, 2..) => deepest,
            _ => continue,
        };
        if let Some(rank) = rank.get_mut(*node) {
            *rank = to.max(*rank);
        }
    }
}

/// What each node leads to, each once, and how many lead to it.
struct Down {
    to: Vec<BTreeSet<usize>>,
    entered: Vec<usize>,
}

impl Down {
    fn new(nodes: usize, arcs: &[(usize, usize)]) -> Self {
        let mut down = Self { to: vec![BTreeSet::new(); nodes], entered: vec![0; nodes] };
        for (from, to) in arcs {
            if down.to.get_mut(*from).is_some_and(|targets| targets.insert(*to))
                && let Some(entered) = down.entered.get_mut(*to)
            {
                *entered = entered.saturating_add(1);
            }
        }
        down
    }

    fn of(&self, node: usize) -> &BTreeSet<usize> {
        const NONE: &BTreeSet<usize> = &BTreeSet::new();
        self.to.get(node).unwrap_or(NONE)
    }

    fn entered(&self, node: usize) -> usize {
        self.entered.get(node).copied().unwrap_or(0)
    }
}

/// The arcs, those that close a circle turned round: depth first, from the first node on.
fn without_circles(nodes: usize, arcs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        Not,
        Open,
        Done,
    }
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); nodes];
    for (from, to) in arcs {
        if let Some(next) = next.get_mut(*from) {
            next.push(*to);
        }
    }
    let mut seen = vec![Seen::Not; nodes];
    let mut out = Vec::with_capacity(arcs.len());
    for start in 0..nodes {
        if seen.get(start) != Some(&Seen::Not) {
            continue;
        }
        let mut stack = vec![(start, 0usize)];
        while let Some((node, tried)) = stack.pop() {
            let target = next.get(node).and_then(|next| next.get(tried)).copied();
            if let Some(seen) = seen.get_mut(node) {
                *seen = if target.is_some() { Seen::Open } else { Seen::Done };
            }
            let Some(to) = target else { continue };
            stack.push((node, tried.saturating_add(1)));
            match seen.get(to) {
                Some(Seen::Open) => out.push((to, node)),
                Some(Seen::Not) => {
                    out.push((node, to));
                    stack.push((to, 0));
                }
                _ => out.push((node, to)),
            }
        }
    }
    out
}

/// The nodes so that every arc points onwards, otherwise in the order of the picture.
fn sorted(down: &Down) -> Vec<usize> {
    let mut left = down.entered.clone();
    let mut ready: BTreeSet<usize> = (0..left.len()).filter(|node| left.get(*node) == Some(&0)).collect();
    let mut order = Vec::with_capacity(left.len());
    while let Some(node) = ready.pop_first() {
        order.push(node);
        for to in down.of(node) {
            if let Some(left) = left.get_mut(*to) {
                *left = left.saturating_sub(1);
                if *left == 0 {
                    ready.insert(*to);
                }
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arc(from: usize, to: usize) -> Arc {
        Arc { from, to, aside: false }
    }

    #[test]
    fn below_all_that_lead_to_it() {
        assert_eq!(ranks(4, &[arc(0, 1), arc(1, 2), arc(0, 2), arc(2, 3)]), [0, 1, 2, 3]);
        // Two lines end at node 2: it stands below everything; one ends at node 4.
        assert_eq!(ranks(5, &[arc(0, 1), arc(1, 3), arc(0, 2), arc(1, 2), arc(0, 4)]), [0, 1, 2, 2, 1]);
    }

    #[test]
    fn circles_are_cut_where_they_close() {
        assert_eq!(ranks(3, &[arc(0, 1), arc(1, 2), arc(2, 0)]), [0, 1, 2]);
        assert_eq!(ranks(3, &[arc(0, 1), arc(1, 2), Arc { aside: true, ..arc(2, 0) }]), [0, 1, 2]);
    }

    #[test]
    fn what_nothing_leads_to_stands_above_what_it_leads_to() {
        assert_eq!(ranks(4, &[arc(0, 1), arc(1, 2), arc(3, 2)]), [0, 1, 2, 1]);
    }
}
