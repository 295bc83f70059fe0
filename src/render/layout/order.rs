//! The places of items in their layers, so that few lines cross.

use super::layers::{Grid, Item};

/// Sweeps down and up; few lines move after the first ones.
const SWEEPS: usize = 16;
/// Items beyond which a picture is ordered once only.
const LARGE: usize = 4000;

/// Orders every layer.
pub(super) fn order(grid: &mut Grid) {
    let mut order = Order { items: &grid.items, place: vec![0; grid.items.len()], layers: grid.layers.clone() };
    order.as_met();
    let sweeps = if grid.items.len() > LARGE { 1 } else { SWEEPS };
    let mut best = (order.crossings(), order.layers.clone());
    for sweep in 0..sweeps {
        let layers = 0..order.layers.len();
        if sweep.is_multiple_of(2) {
            layers.for_each(|layer| order.by_neighbours(layer, |item| &item.above));
        } else {
            layers.rev().for_each(|layer| order.by_neighbours(layer, |item| &item.below));
        }
        for layer in 0..order.layers.len() {
            order.swap(layer);
        }
        let now = order.crossings();
        if now < best.0 {
            best = (now, order.layers.clone());
        }
    }
    grid.layers = best.1;
}

struct Order<'a> {
    items: &'a [Item],
    layers: Vec<Vec<usize>>,
    /// The place of each item in its layer.
    place: Vec<usize>,
}

impl Order<'_> {
    /// The order in which a reader who follows the lines meets the items.
    fn as_met(&mut self) {
        let mut met = vec![usize::MAX; self.items.len()];
        let mut count = 0usize;
        let mut stack: Vec<usize> = self.layers.iter().flatten().copied().collect();
        stack.reverse();
        while let Some(item) = stack.pop() {
            let Some(met) = met.get_mut(item).filter(|met| **met == usize::MAX) else { continue };
            *met = count;
            count = count.saturating_add(1);
            stack.extend(self.items.get(item).into_iter().flat_map(|item| item.below.iter().rev()));
        }
        for layer in &mut self.layers {
            layer.sort_by_key(|item| met.get(*item).copied());
        }
        (0..self.layers.len()).for_each(|layer| self.number(layer));
    }

    fn number(&mut self, layer: usize) {
        for (n, item) in self.layers.get(layer).into_iter().flatten().enumerate() {
            if let Some(place) = self.place.get_mut(*item) {
                *place = n;
            }
        }
    }

    fn place(&self, item: usize) -> usize {
        self.place.get(item).copied().unwrap_or(0)
    }

    /// The places of what an item is joined to, from left to right.
    fn joined(&self, item: usize, side: fn(&Item) -> &[usize]) -> Vec<usize> {
        let mut places: Vec<usize> =
            self.items.get(item).into_iter().flat_map(side).map(|other| self.place(*other)).collect();
        places.sort_unstable();
        places
    }

    /// Sorts a layer by the mean place of what its items are joined to; an item that is joined to none keeps its own.
    fn by_neighbours(&mut self, layer: usize, side: fn(&Item) -> &Vec<usize>) {
        let mean = |item: usize| {
            let joined: Vec<usize> =
                self.items.get(item).into_iter().flat_map(side).map(|other| self.place(*other)).collect();
            let sum = joined.iter().fold(0usize, |sum, place| sum.saturating_add(*place));
            // In thousandths, so that means of whole numbers are told apart.
            sum.saturating_mul(1000).checked_div(joined.len()).unwrap_or(self.place(item).saturating_mul(1000))
        };
        let mut keyed: Vec<(usize, usize)> =
            self.layers.get(layer).into_iter().flatten().map(|item| (mean(*item), *item)).collect();
        keyed.sort_by_key(|(mean, _)| *mean);
        if let Some(layer) = self.layers.get_mut(layer) {
            *layer = keyed.into_iter().map(|(_, item)| item).collect();
        }
        self.number(layer);
    }

    /// Changes neighbours where that makes fewer crossings.
    fn swap(&mut self, layer: usize) {
        let count = self.layers.get(layer).map_or(0, Vec::len);
        for at in 1..count {
            let pair =
                self.layers.get(layer).and_then(|items| Some((*items.get(at.checked_sub(1)?)?, *items.get(at)?)));
            let Some((left, right)) = pair else { continue };
            let cost = |a: usize, b: usize| {
                let above = inversions(&self.joined(a, |item| &item.above), &self.joined(b, |item| &item.above));
                let below = inversions(&self.joined(a, |item| &item.below), &self.joined(b, |item| &item.below));
                let upper = layer.checked_sub(1).map_or(0, |upper| above.saturating_mul(weight(upper)));
                upper.saturating_add(below.saturating_mul(weight(layer)))
            };
            if cost(right, left) < cost(left, right) {
                if let Some(items) = self.layers.get_mut(layer) {
                    items.swap(at.saturating_sub(1), at);
                }
                self.number(layer);
            }
        }
    }

    /// How many pairs of lines cross, weighted.
    fn crossings(&self) -> usize {
        let mut sum = 0usize;
        for (at, layer) in self.layers.iter().enumerate() {
            let mut seen: Vec<usize> = Vec::new();
            for item in layer {
                let joined = self.joined(*item, |item| &item.below);
                sum = sum.saturating_add(inversions(&seen, &joined).saturating_mul(weight(at)));
                seen.extend(joined);
                seen.sort_unstable();
            }
        }
        sum
    }
}

/// What a crossing below a layer costs: before the label of a line more than behind it, so that labels stay under the
/// node that they belong to.
fn weight(layer: usize) -> usize {
    if layer.is_multiple_of(2) { 3 } else { 2 }
}

/// How many pairs stand the wrong way round: a place of the left before a place of the right. Both are sorted.
fn inversions(left: &[usize], right: &[usize]) -> usize {
    right.iter().fold(0usize, |sum, place| {
        let after = left.len().saturating_sub(left.partition_point(|other| other <= place));
        sum.saturating_add(after)
    })
}
