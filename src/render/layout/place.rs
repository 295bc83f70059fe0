//! The columns of items: near what they are joined to, long lines straight.

use super::layers::{Grid, Item, What};
use super::spread::{Want, spread};
use super::{Px, between, part, px};

/// Sweeps down and up.
const SWEEPS: usize = 24;
/// Least room between the edges of neighbours.
const BOXES: Px = px(28);
const LINES: Px = px(16);

/// Places every item.
pub(super) fn place(grid: &mut Grid) {
    for layer in 0..grid.layers.len() {
        lay(grid, layer, |_, _| None);
    }
    for _ in 0..SWEEPS {
        (0..grid.layers.len()).for_each(|layer| lay(grid, layer, |grid, item| mean(grid, item, &item.above)));
        (0..grid.layers.len()).rev().for_each(|layer| lay(grid, layer, |grid, item| mean(grid, item, &item.below)));
    }
    for _ in 0..SWEEPS {
        let both = |grid: &Grid, item: &Item| {
            let all: Vec<usize> = item.above.iter().chain(&item.below).copied().collect();
            mean(grid, item, &all)
        };
        (0..grid.layers.len()).for_each(|layer| lay(grid, layer, both));
    }
    straighten(grid);
    let left = grid.items.iter().map(|item| item.x - part(item.width, 2)).min().unwrap_or(px(0));
    for item in &mut grid.items {
        item.x -= left;
    }
}

/// Least distance between the middles of neighbours.
fn apart(left: &Item, right: &Item) -> Px {
    let is_node = |item: &Item| matches!(item.what, What::Node(_));
    let room = if is_node(left) && is_node(right) { BOXES } else { LINES };
    // Halves are rounded up, so that boxes of odd widths keep their room.
    part(left.width + right.width + px(1), 2) + room
}

/// Whether it is the label of a line from one node straight to the next: those make the spine of a picture.
fn is_spine(grid: &Grid, item: &Item) -> bool {
    matches!(item.what, What::Label(_)) && item.above.iter().chain(&item.below).all(|other| is_node(grid, *other))
}

fn is_node(grid: &Grid, item: usize) -> bool {
    grid.items.get(item).is_some_and(|item| matches!(item.what, What::Node(_)))
}

/// The middle of what an item is joined to; the spine and long lines pull more than what leaves them.
fn mean(grid: &Grid, item: &Item, joined: &[usize]) -> Option<Px> {
    let (mut sum, mut weights) = (px(0), px(0));
    for other in joined.iter().filter_map(|other| grid.items.get(*other)) {
        let goes_on = item.what == What::Bend && other.what == What::Bend;
        let weight = if goes_on || is_spine(grid, other) { px(8) } else { px(1) };
        sum += other.x * weight;
        weights += weight;
    }
    (weights > px(0)).then(|| part(sum, weights.0))
}

/// Places the items of one layer near where they want to be.
fn lay(grid: &mut Grid, layer: usize, wanted: impl Fn(&Grid, &Item) -> Option<Px>) {
    let items: Vec<usize> = grid.layers.get(layer).cloned().unwrap_or_default();
    let mut wants = Vec::with_capacity(items.len());
    let mut before: Option<&Item> = None;
    for item in items.iter().filter_map(|item| grid.items.get(*item)) {
        let weight = match item.what {
            What::Node(_) => 6,
            What::Label(_) if is_spine(grid, item) => 6,
            What::Label(_) => 1,
            What::Bend => 8,
        };
        let apart = before.map_or(px(0), |before| apart(before, item));
        wants.push(Want { at: wanted(grid, item).unwrap_or(item.x), weight, apart });
        before = Some(item);
    }
    for (item, x) in items.iter().zip(spread(&wants)) {
        if let Some(item) = grid.items.get_mut(*item) {
            item.x = x;
        }
    }
}

/// Moves items onto the line of what they continue, where their neighbours leave room.
fn straighten(grid: &mut Grid) {
    for round in 0..8 {
        let upwards = round % 2 == 1;
        let mut layers: Vec<usize> = (0..grid.layers.len()).collect();
        if upwards {
            layers.reverse();
        }
        for layer in layers {
            let items = grid.layers.get(layer).cloned().unwrap_or_default();
            for (n, at) in items.iter().enumerate() {
                let Some(item) = grid.items.get(*at) else { continue };
                let Some(to) = aim(grid, item, upwards) else { continue };
                let left = n.checked_sub(1).and_then(|n| grid.items.get(*items.get(n)?));
                let right = items.get(n.saturating_add(1)).and_then(|right| grid.items.get(*right));
                let fits = left.is_none_or(|left| to - left.x >= apart(left, item))
                    && right.is_none_or(|right| right.x - to >= apart(item, right));
                if fits && let Some(item) = grid.items.get_mut(*at) {
                    item.x = to;
                }
            }
        }
    }
}

/// Where an item would have to be for its line to be straight.
fn aim(grid: &Grid, item: &Item, upwards: bool) -> Option<Px> {
    let joined = if upwards { &item.below } else { &item.above };
    let all = || item.above.iter().chain(&item.below);
    let others: Vec<&Item> = joined.iter().filter_map(|other| grid.items.get(*other)).collect();
    match item.what {
        // A node moves only where it hangs on one line.
        What::Node(_) => match others.as_slice() {
            [one] if all().count() == 1 => Some(one.x),
            _ => None,
        },
        // Beside a box, a line is straight wherever the box has room for it.
        What::Label(_) if all().any(|other| is_node(grid, *other)) => {
            let nodes = all().filter(|other| is_node(grid, **other)).filter_map(|other| grid.items.get(*other));
            Some(nodes.fold(item.x, |x, node| within(node, x)))
        }
        _ => match others.as_slice() {
            [one] if matches!(one.what, What::Node(_)) => Some(within(one, item.x)),
            [one] => Some(one.x),
            many => many.iter().find(|other| other.what == What::Bend).map(|other| other.x),
        },
    }
}

/// The nearest column at which a line can leave a box.
fn within(node: &Item, x: Px) -> Px {
    let half = (part(node.width, 2) - px(22)).max(px(0));
    between(node.x - half, x, node.x + half)
}
