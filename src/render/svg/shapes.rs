//! Outlines, lines and arrow heads as SVG paths.

use crate::diagnose::NodeKind;
use crate::render::layout::{TextBox, slant};
use crate::render::picture::PictureKind;

/// Length and half the width of an arrow head.
const HEAD: (i64, i64) = (9, 5);

/// A line through its corners, which are rounded off; it ends where its arrow head starts, if it has one.
pub(super) fn path(points: &[(i64, i64)], headed: bool) -> Option<String> {
    let (first, rest) = points.split_first()?;
    let mut out = format!("M{} {}", first.0, first.1);
    let mut before = *first;
    for (n, point) in rest.iter().enumerate() {
        match rest.get(n.saturating_add(1)) {
            Some(next) => {
                let (enter, leave) = (towards(*point, before), towards(*point, *next));
                out.push_str(&format!("L{} {}Q{} {} {} {}", enter.0, enter.1, point.0, point.1, leave.0, leave.1));
            }
            None => {
                let (back, by) = (direction(*point, before), if headed { HEAD.0 } else { 0 });
                let end = (shifted(point.0, back.0, by), shifted(point.1, back.1, by));
                out.push_str(&format!("L{} {}", end.0, end.1));
            }
        }
        before = *point;
    }
    (!rest.is_empty()).then_some(out)
}

/// The part of a line that does not lie on one that is drawn already, and whether that is all of it. Lines that join
/// end alike.
pub(super) fn new_part(points: &[(i64, i64)], drawn: &[&[(i64, i64)]]) -> (Vec<(i64, i64)>, bool) {
    let shared = |other: &[(i64, i64)]| points.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let before = |line: &[(i64, i64)], shared: usize| line.iter().rev().nth(shared).copied();
    let joins = drawn.iter().filter_map(|other| {
        let shared = shared(other);
        let join = before(points, shared.checked_sub(1)?)?;
        let (mine, theirs) = (before(points, shared), before(other, shared));
        Some((
            shared,
            mine.map_or(0, |mine| length(mine, join)).min(theirs.map_or(0, |theirs| length(theirs, join))),
            join,
            mine,
            theirs,
        ))
    });
    let Some((shared, _, join, mine, theirs)) = joins.max_by_key(|(shared, side, ..)| (*shared, *side)) else {
        return (points.to_vec(), true);
    };
    let mut part: Vec<_> = points.iter().copied().take(points.len().saturating_sub(shared)).collect();
    part.push(match (mine, theirs) {
        // They run on the same line before they share a corner: it joins where the shorter one comes in.
        (Some(mine), Some(theirs)) if direction(mine, join) == direction(theirs, join) => {
            if length(theirs, join) < length(mine, join) { theirs } else { towards(mine, join) }
        }
        _ => join,
    });
    (part, false)
}

fn length(from: (i64, i64), to: (i64, i64)) -> u64 {
    from.0.abs_diff(to.0).saturating_add(from.1.abs_diff(to.1))
}

/// The head of the arrow at the end of a line.
pub(super) fn head(points: &[(i64, i64)]) -> Option<String> {
    let [.., before, end] = points else { return None };
    let back = direction(*end, *before);
    let foot = (shifted(end.0, back.0, HEAD.0), shifted(end.1, back.1, HEAD.0));
    let side = |by: i64| (shifted(foot.0, back.1, by), shifted(foot.1, back.0, by));
    let (left, right) = (side(HEAD.1), side(HEAD.1.saturating_neg()));
    Some(format!("M{} {}L{} {}L{} {}Z", end.0, end.1, left.0, left.1, right.0, right.1))
}

fn direction(from: (i64, i64), to: (i64, i64)) -> (i64, i64) {
    (to.0.saturating_sub(from.0).signum(), to.1.saturating_sub(from.1).signum())
}

fn shifted(at: i64, direction: i64, by: i64) -> i64 {
    at.saturating_add(direction.saturating_mul(by))
}

/// A point near a corner on the way to the next one: half of the way, where that is short.
fn towards(corner: (i64, i64), to: (i64, i64)) -> (i64, i64) {
    let by = i64::try_from(length(corner, to) / 2).unwrap_or(i64::MAX).min(6);
    let way = direction(corner, to);
    (shifted(corner.0, way.0, by), shifted(corner.1, way.1, by))
}

/// The outline of a node: what is asked has pointed sides, an end is round, what is done has corners.
pub(super) fn outline(kind: PictureKind, made: &TextBox) -> String {
    let (left, top) = (made.x, made.y);
    let (right, bottom) = (left.saturating_add(made.width), top.saturating_add(made.height));
    let lean = slant(kind).0;
    let (inner, outer) = (left.saturating_add(lean), right.saturating_sub(lean));
    let middle = top.saturating_add(made.height / 2);
    match kind {
        PictureKind::Step(NodeKind::Question | NodeKind::Check | NodeKind::Consult | NodeKind::Confirm) => {
            format!("M{inner} {top}H{outer}L{right} {middle}L{outer} {bottom}H{inner}L{left} {middle}Z")
        }
        PictureKind::Step(NodeKind::See) => {
            let sides = format!("M{inner} {top}V{bottom}M{outer} {top}V{bottom}");
            format!("M{left} {top}H{right}V{bottom}H{left}Z{sides}")
        }
        kind => {
            let round = if kind.is_end() { (made.height / 2).min(20) } else { 4 };
            let (a, b) = (left.saturating_add(round), right.saturating_sub(round));
            let (c, d) = (top.saturating_add(round), bottom.saturating_sub(round));
            format!(
                "M{a} {top}H{b}Q{right} {top} {right} {c}V{d}Q{right} {bottom} {b} {bottom}H{a}\
                 Q{left} {bottom} {left} {d}V{c}Q{left} {top} {a} {top}Z"
            )
        }
    }
}
