//! The heights at which lines turn between two layers, so that lines neither lie on each other nor cross needlessly.

use super::{Px, px};

/// Least distance between lines side by side.
pub(super) const STEP: Px = px(12);

/// Lines that meet in one: from columns above to a column below.
#[derive(Debug, Clone)]
pub(super) struct Net {
    pub(super) tops: Vec<Px>,
    pub(super) bottom: Px,
}

impl Net {
    fn span(&self) -> (Px, Px) {
        self.tops.iter().fold((self.bottom, self.bottom), |(low, high), top| (low.min(*top), high.max(*top)))
    }

    fn is_straight(&self) -> bool {
        self.tops.iter().all(|top| *top == self.bottom)
    }
}

/// The track of each net from the top, or none for one that goes straight down; and how many tracks there are.
pub(super) fn tracks(nets: &[Net]) -> (Vec<Option<usize>>, usize) {
    let mut track: Vec<Option<usize>> = vec![None; nets.len()];
    let mut used = 0usize;
    let mut placed: Vec<usize> = Vec::new();
    for at in in_order(nets) {
        let Some(net) = nets.get(at) else { continue };
        let below = placed.iter().filter(|other| nets.get(**other).is_some_and(|other| overlap(net, other)));
        let lowest = below.filter_map(|other| track.get(*other).copied().flatten()).max();
        let mine = lowest.map_or(0, |lowest| lowest.saturating_add(1));
        used = used.max(mine.saturating_add(1));
        if let Some(track) = track.get_mut(at) {
            *track = Some(mine);
        }
        placed.push(at);
    }
    (track, used)
}

fn overlap(a: &Net, b: &Net) -> bool {
    let (a, b) = (a.span(), b.span());
    a.0 < b.1 + STEP && b.0 < a.1 + STEP
}

/// What it costs that `upper` turns above `lower`: crossings, and far more where one would lie on the other.
fn cost(upper: &Net, lower: &Net) -> Px {
    let inside = |x: Px, net: &Net| {
        let (low, high) = net.span();
        low < x && x < high
    };
    let crossings = lower.tops.iter().filter(|top| inside(**top, upper)).count();
    let crossings = crossings.saturating_add(usize::from(inside(upper.bottom, lower)));
    let near = |a: Px, b: Px| (a - b).0.abs() < STEP.0 / 2;
    let on = lower.tops.iter().filter(|top| near(**top, upper.bottom)).count();
    px(i64::try_from(crossings).unwrap_or(i64::MAX)) + px(i64::try_from(on).unwrap_or(i64::MAX)) * px(1000)
}

/// The nets that turn, from top to bottom: each time the one that costs least above all that are left.
fn in_order(nets: &[Net]) -> Vec<usize> {
    let mut left: Vec<usize> =
        (0..nets.len()).filter(|at| nets.get(*at).is_some_and(|net| !net.is_straight())).collect();
    let both = |a: usize, b: usize| match (nets.get(a), nets.get(b)) {
        (Some(a), Some(b)) if overlap(a, b) => cost(a, b) - cost(b, a),
        _ => px(0),
    };
    let mut sums: Vec<(usize, Px)> = left
        .iter()
        .map(|at| (*at, left.iter().filter(|other| *other != at).fold(px(0), |sum, other| sum + both(*at, *other))))
        .collect();
    let mut order = Vec::with_capacity(left.len());
    while let Some((next, _)) = sums.iter().copied().min_by_key(|(at, sum)| (*sum, *at)) {
        sums.retain(|(at, _)| *at != next);
        for (at, sum) in &mut sums {
            *sum -= both(*at, next);
        }
        left.retain(|at| *at != next);
        order.push(next);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn net(tops: &[i64], bottom: i64) -> Net {
        Net { tops: tops.iter().map(|top| px(*top)).collect(), bottom: px(bottom) }
    }

    #[test]
    fn straight_lines_need_no_track_and_those_side_by_side_share_one() {
        assert_eq!(tracks(&[net(&[10], 10), net(&[20], 50), net(&[80], 100)]), (vec![None, Some(0), Some(0)], 1));
    }

    #[test]
    fn lines_that_go_the_same_way_do_not_cross() {
        // To the right: the right one turns first. To the left: the left one.
        assert_eq!(tracks(&[net(&[0], 100), net(&[20], 120)]), (vec![Some(1), Some(0)], 2));
        assert_eq!(tracks(&[net(&[100], 0), net(&[120], 20)]), (vec![Some(0), Some(1)], 2));
    }

    #[test]
    fn no_line_lies_on_another() {
        // The second leaves where the first arrives: it turns above.
        assert_eq!(tracks(&[net(&[0], 50), net(&[50], 100)]).0, [Some(1), Some(0)]);
    }
}
