//! Which layer everything stands in, and the columns that long lines keep in the layers between.

use std::collections::BTreeMap;

use super::ranks::Arc;
use super::{Px, TextBox, measure, px};
use crate::render::picture::Picture;

/// What takes a place in a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// The node at this place of the picture.
    Node(usize),
    /// The label of the edge at this place of the picture.
    Label(usize),
    /// A line that passes by.
    Bend,
}

/// A place in a layer.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) what: What,
    pub(super) layer: usize,
    pub(super) width: Px,
    pub(super) height: Px,
    /// The middle, once it is placed.
    pub(super) x: Px,
    /// What it is joined to in the layer above and in the layer below.
    pub(super) above: Vec<usize>,
    pub(super) below: Vec<usize>,
}

/// A picture in layers.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub(super) items: Vec<Item>,
    /// Items from left to right, layers from top to bottom.
    pub(super) layers: Vec<Vec<usize>>,
    /// For each edge of the picture: its items from top to bottom, and whether it points upwards.
    pub(super) chains: Vec<(Vec<usize>, bool)>,
    pub(super) nodes: Vec<TextBox>,
    pub(super) labels: Vec<Option<TextBox>>,
}

impl Grid {
    fn add(&mut self, what: What, layer: usize, width: Px, height: Px) -> usize {
        self.items.push(Item { what, layer, width, height, x: px(0), above: Vec::new(), below: Vec::new() });
        while self.layers.len() <= layer {
            self.layers.push(Vec::new());
        }
        let at = self.items.len().saturating_sub(1);
        if let Some(layer) = self.layers.get_mut(layer) {
            layer.push(at);
        }
        at
    }

    fn join(&mut self, above: usize, below: usize) {
        if let Some(item) = self.items.get_mut(above).filter(|item| !item.below.contains(&below)) {
            item.below.push(below);
        }
        if let Some(item) = self.items.get_mut(below).filter(|item| !item.above.contains(&above)) {
            item.above.push(above);
        }
    }

    pub(super) fn x(&self, item: usize) -> Px {
        self.items.get(item).map_or(px(0), |item| item.x)
    }
}

/// The layers of a picture, in no particular order within a layer.
pub(super) fn layers(picture: &Picture) -> Grid {
    let mut places = BTreeMap::new();
    for (at, node) in picture.nodes.iter().enumerate() {
        places.entry(node.id.as_str()).or_insert(at);
    }
    let arcs = picture.edges.iter().map(|edge| {
        let from = *places.get(edge.from.as_str())?;
        let to = *places.get(edge.to.as_str())?;
        (from != to).then_some(Arc { from, to, aside: edge.aside })
    });
    let arcs: Vec<Option<Arc>> = arcs.collect();
    let rank = super::ranks::ranks(picture.nodes.len(), &arcs.iter().flatten().copied().collect::<Vec<_>>());
    let mut grid = Grid {
        nodes: picture.nodes.iter().map(measure::node).collect(),
        labels: picture.edges.iter().map(measure::edge).collect(),
        ..Grid::default()
    };
    for node in 0..picture.nodes.len() {
        let (width, height) = grid.nodes.get(node).map_or((0, 0), |made| (made.width, made.height));
        let layer = rank.get(node).map_or(0, |rank| rank.saturating_mul(2));
        grid.add(What::Node(node), layer, px(width), px(height));
    }
    let mut bends: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (edge, arc) in arcs.iter().enumerate() {
        let chain = arc.map_or_else(Default::default, |arc| chain(&mut grid, edge, arc, &mut bends));
        for (above, below) in chain.0.iter().zip(chain.0.iter().skip(1)) {
            grid.join(*above, *below);
        }
        grid.chains.push(chain);
    }
    grid
}

/// The places of an edge from layer to layer. Lines that lead downwards to the same node share their places.
fn chain(grid: &mut Grid, edge: usize, arc: Arc, bends: &mut BTreeMap<(usize, usize), usize>) -> (Vec<usize>, bool) {
    let layer = |grid: &Grid, node: usize| grid.items.get(node).map_or(0, |item| item.layer);
    let upwards = layer(grid, arc.from) > layer(grid, arc.to);
    let (top, bottom) = if upwards { (arc.to, arc.from) } else { (arc.from, arc.to) };
    let between = layer(grid, top).saturating_add(1)..layer(grid, bottom);
    // The label stands where the line leaves the node that it belongs to.
    let labelled = if upwards { between.end.checked_sub(1) } else { Some(between.start) };
    let size = grid.labels.get(edge).and_then(Option::as_ref).map(|label| (px(label.width), px(label.height)));
    let mut chain = vec![top];
    for at in between {
        let item = match size.filter(|_| labelled == Some(at)) {
            Some((width, height)) => grid.add(What::Label(edge), at, width, height),
            None if upwards => grid.add(What::Bend, at, px(0), px(0)),
            None => match bends.get(&(bottom, at)) {
                Some(bend) => *bend,
                None => {
                    let bend = grid.add(What::Bend, at, px(0), px(0));
                    bends.insert((bottom, at), bend);
                    bend
                }
            },
        };
        chain.push(item);
    }
    chain.push(bottom);
    (chain, upwards)
}
