//! The lines of edges, and the final place of every box.

use std::collections::BTreeMap;

use super::channel::{Net, STEP, tracks};
use super::layers::{Grid, What};
use super::measure::slant;
use super::spread::{Want, spread_within};
use super::{Px, Route, TextBox, part, px};
use crate::render::picture::Picture;

/// Room between a layer and the first and last turn: the last has to take the head of an arrow.
const ABOVE: Px = px(12);
const BELOW: Px = px(18);
/// Room between two layers without a turn.
const STRAIGHT: Px = px(22);

/// Nodes and edges in their places.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) width: Px,
    pub(super) height: Px,
    pub(super) nodes: Vec<TextBox>,
    pub(super) edges: Vec<Route>,
}

impl Body {
    /// Moves everything.
    pub(super) fn shift(&mut self, by: (Px, Px)) {
        let labels = self.edges.iter_mut().filter_map(|edge| edge.label.as_mut());
        for made in self.nodes.iter_mut().chain(labels) {
            made.x = (px(made.x) + by.0).0;
            made.y = (px(made.y) + by.1).0;
        }
        for point in self.edges.iter_mut().flat_map(|edge| &mut edge.points) {
            *point = ((px(point.0) + by.0).0, (px(point.1) + by.1).0);
        }
    }
}

/// Two items, one in the layer below the other's.
type Link = (usize, usize);
/// Columns at which links leave and arrive.
type Ports = BTreeMap<Link, (Px, Px)>;

/// A layer and the turns below it.
#[derive(Debug, Default)]
struct Band {
    top: Px,
    height: Px,
    /// The height at which each link turns, if it does.
    turns: BTreeMap<Link, Px>,
}

/// Everything in its place.
pub(super) fn route(picture: &Picture, grid: &Grid) -> Body {
    let ports = ports(picture, grid);
    let bands = bands(grid, &ports);
    let end = |item: &super::layers::Item| item.x + part(item.width + px(1), 2);
    let mut body = Body {
        width: grid.items.iter().map(end).max().unwrap_or(px(0)),
        height: bands.last().map_or(px(0), |band| band.top + band.height),
        nodes: grid.nodes.clone(),
        edges: Vec::new(),
    };
    for item in &grid.items {
        if let What::Node(node) = item.what
            && let (Some(node), Some(band)) = (body.nodes.get_mut(node), bands.get(item.layer))
        {
            node.x = (item.x - part(item.width, 2)).0;
            node.y = band.top.0;
        }
    }
    for (edge, (chain, upwards)) in grid.chains.iter().enumerate() {
        let mut points = line(grid, chain, &ports, &bands);
        if *upwards {
            points.reverse();
        }
        let mut label = grid.labels.get(edge).cloned().flatten();
        let stands = |item: &&super::layers::Item| item.what == What::Label(edge);
        let item = chain.iter().filter_map(|item| grid.items.get(*item)).find(stands);
        match (&mut label, item.and_then(|item| Some((item, bands.get(item.layer)?)))) {
            (Some(label), Some((item, band))) => {
                label.x = (item.x - part(item.width, 2)).0;
                label.y = (band.top + part(band.height - item.height, 2)).0;
            }
            _ => label = None,
        }
        body.edges.push(Route { points, label });
    }
    body
}

/// Where links leave and arrive: at a box as nearly straight as its width allows, elsewhere in the middle.
fn ports(picture: &Picture, grid: &Grid) -> Ports {
    let mut ports = Ports::new();
    for (at, item) in grid.items.iter().enumerate() {
        for below in &item.below {
            ports.insert((at, *below), (item.x, grid.x(*below)));
        }
    }
    for (at, item) in grid.items.iter().enumerate() {
        let What::Node(node) = item.what else { continue };
        let lean = picture.nodes.get(node).map_or(px(0), |node| slant(node.kind));
        let half = (part(item.width, 2) - lean - px(8)).max(px(0));
        for (side, outwards) in [(&item.above, false), (&item.below, true)] {
            let mut side = side.clone();
            side.sort_by_key(|other| (grid.x(*other), *other));
            let apart = part(half * px(2), i64::try_from(side.len()).unwrap_or(i64::MAX)).min(px(18));
            let wants: Vec<Want> = side.iter().map(|other| Want { at: grid.x(*other), weight: 1, apart }).collect();
            for (other, x) in side.iter().zip(spread_within(&wants, item.x - half, item.x + half)) {
                let link = if outwards { (at, *other) } else { (*other, at) };
                if let Some(port) = ports.get_mut(&link) {
                    *(if outwards { &mut port.0 } else { &mut port.1 }) = x;
                }
            }
        }
    }
    ports
}

/// The layers from top to bottom, with the turns below each.
fn bands(grid: &Grid, ports: &Ports) -> Vec<Band> {
    let mut bands = Vec::with_capacity(grid.layers.len());
    let mut top = px(0);
    for layer in &grid.layers {
        let items = || layer.iter().filter_map(|at| Some((*at, grid.items.get(*at)?)));
        let height = items().map(|(_, item)| item.height).max().unwrap_or(px(0));
        // Links to one column meet in one net.
        let mut nets: BTreeMap<(usize, Px), (Net, Vec<Link>)> = BTreeMap::new();
        for (at, item) in items() {
            for below in &item.below {
                let Some((leaves, arrives)) = ports.get(&(at, *below)).copied() else { continue };
                let empty = || (Net { tops: Vec::new(), bottom: arrives }, Vec::new());
                let (net, links) = nets.entry((*below, arrives)).or_insert_with(empty);
                net.tops.push(leaves);
                links.push((at, *below));
            }
        }
        let (nets, links): (Vec<Net>, Vec<Vec<Link>>) = nets.into_values().unzip();
        let (tracks, used) = tracks(&nets);
        let first = top + height + ABOVE;
        let mut turns = BTreeMap::new();
        for (links, track) in links.iter().zip(&tracks) {
            let Some(track) = track else { continue };
            let y = first + STEP * px(i64::try_from(*track).unwrap_or(i64::MAX));
            turns.extend(links.iter().map(|link| (*link, y)));
        }
        let room = match i64::try_from(used) {
            Ok(0) => STRAIGHT,
            Ok(used) => ABOVE + STEP * px(used.saturating_sub(1)) + BELOW,
            Err(_) => px(i64::MAX),
        };
        bands.push(Band { top, height, turns });
        top += height + room;
    }
    bands
}

/// The corners of an edge from top to bottom.
fn line(grid: &Grid, chain: &[usize], ports: &Ports, bands: &[Band]) -> Vec<(i64, i64)> {
    let mut points: Vec<(Px, Px)> = Vec::new();
    for (above, below) in chain.iter().zip(chain.iter().skip(1)) {
        let Some((leaves, arrives)) = ports.get(&(*above, *below)).copied() else { return Vec::new() };
        let item = grid.items.get(*above);
        let Some((item, band)) = item.and_then(|item| Some((item, bands.get(item.layer)?))) else { return Vec::new() };
        let Some(next) = bands.get(item.layer.saturating_add(1)) else { return Vec::new() };
        points.push((leaves, band.top + item.height));
        if let Some(y) = band.turns.get(&(*above, *below)) {
            points.extend([(leaves, *y), (arrives, *y)]);
        }
        points.push((arrives, next.top));
    }
    without_straight(points)
}

/// The corners alone: a point on the straight line between its neighbours is none.
fn without_straight(points: Vec<(Px, Px)>) -> Vec<(i64, i64)> {
    let mut out: Vec<(i64, i64)> = Vec::new();
    for (x, y) in points {
        let point = (x.0, y.0);
        if out.last() == Some(&point) {
            continue;
        }
        if let [.., before, last] = out.as_slice()
            && ((before.0 == last.0 && last.0 == point.0) || (before.1 == last.1 && last.1 == point.1))
        {
            out.pop();
        }
        out.push(point);
    }
    out
}
