//! Where the boxes and lines of a picture stand: in layers from top to bottom, in whole pixels.
//!
//! Steps stand in every second layer, the labels of what leads to them in those between. A line that passes a layer
//! keeps a column there for itself, and turns only between layers, where no box is: so it runs through no box. Lines to
//! the same step join. The stages are `ranks` and `layers` (which layer), `order` (which place in it), `place` (which column),
//! `channel` (which height to turn at) and `route` (the lines).

mod channel;
mod layers;
mod measure;
mod order;
mod place;
mod ranks;
mod route;
mod spread;

use std::num::Saturating;

pub(super) use measure::slant;

use super::picture::{LabelKind, Picture};

/// A length in pixels, while it is worked out.
type Px = Saturating<i64>;

const fn px(pixels: i64) -> Px {
    Saturating(pixels)
}

/// A length in equal parts; none in no parts.
const fn part(length: Px, parts: i64) -> Px {
    match length.0.checked_div(parts) {
        Some(part) => px(part),
        None => px(0),
    }
}

/// The length in a range that is nearest to this one.
fn between(least: Px, value: Px, most: Px) -> Px {
    value.min(most).max(least)
}

/// Where everything in a picture stands. Pixels, from the upper left corner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// Width of the whole.
    pub width: i64,
    /// Height of the whole.
    pub height: i64,
    /// The title.
    pub title: TextBox,
    /// The nodes, in the order of the picture.
    pub nodes: Vec<TextBox>,
    /// The edges, in the order of the picture.
    pub edges: Vec<Route>,
    /// The small print.
    pub notes: TextBox,
}

/// A box with its lines of text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextBox {
    /// Left edge.
    pub x: i64,
    /// Upper edge.
    pub y: i64,
    /// Width; no line of the text is wider, in common fonts.
    pub width: i64,
    /// Height.
    pub height: i64,
    /// How far from its left edge the text starts.
    pub inset: i64,
    /// The text, from top to bottom.
    pub lines: Vec<TextLine>,
}

/// A line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextLine {
    /// What it is to its reader.
    pub kind: LabelKind,
    /// The text.
    pub text: String,
    /// Where its letters stand, from the top of the box.
    pub baseline: i64,
    /// The size of its letters.
    pub size: i64,
}

/// The line of an edge.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Route {
    /// Its corners, from the node it leaves to the one it reaches; none for an edge that joins a node to itself or to
    /// none.
    pub points: Vec<(i64, i64)>,
    /// Its label, which stands on the line.
    pub label: Option<TextBox>,
}

impl TextBox {
    /// Whether two boxes have a point in common.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        let apart = |a: i64, length: i64, b: i64| a.saturating_add(length) <= b;
        !(apart(self.x, self.width, other.x)
            || apart(other.x, other.width, self.x)
            || apart(self.y, self.height, other.y)
            || apart(other.y, other.height, self.y))
    }

    /// Whether a straight line from one corner to the next has a point inside.
    #[must_use]
    pub fn is_crossed(&self, from: (i64, i64), to: (i64, i64)) -> bool {
        let inside =
            |a: i64, b: i64, least: i64, length: i64| a.max(b) > least && a.min(b) < least.saturating_add(length);
        inside(from.0, to.0, self.x, self.width) && inside(from.1, to.1, self.y, self.height)
    }
}

/// Room around a picture.
const MARGIN: Px = px(20);
/// Narrowest picture: room for a title.
const NARROWEST: Px = px(360);

impl Layout {
    /// Places everything in a picture.
    #[must_use]
    pub fn new(picture: &Picture) -> Self {
        let mut grid = layers::layers(picture);
        order::order(&mut grid);
        place::place(&mut grid);
        let mut body = route::route(picture, &grid);

        let width = (body.width + MARGIN + MARGIN).max(NARROWEST);
        let inner = (width - MARGIN - MARGIN).0;
        let mut title = measure::paragraphs(&[(LabelKind::Text, picture.title.as_str())], inner, measure::TITLE);
        (title.x, title.y) = (MARGIN.0, MARGIN.0);
        let shift = (part(width - body.width, 2), MARGIN + px(title.height) + px(16));
        body.shift(shift);
        let notes: Vec<_> = picture.notes.iter().map(|note| (LabelKind::Small, note.as_str())).collect();
        let mut notes = measure::paragraphs(&notes, inner, measure::SMALL);
        (notes.x, notes.y) = (MARGIN.0, (shift.1 + body.height + px(20)).0);
        let height = px(notes.y) + px(notes.height) + MARGIN;
        Self { width: width.0, height: height.0, title, nodes: body.nodes, edges: body.edges, notes }
    }
}
