//! Places on a line, as near as possible to where they are wanted, in order and with room between.

use super::{Px, between, px};

/// One that wants a place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Want {
    /// Where it wants to be.
    pub(super) at: Px,
    /// How much that matters.
    pub(super) weight: i64,
    /// Least distance to the one before.
    pub(super) apart: Px,
}

/// The places: the weighted squares of the distances to what is wanted are least (pool adjacent violators).
pub(super) fn spread(wants: &[Want]) -> Vec<Px> {
    // Each block is a run of wants that stand as close as they may.
    struct Block {
        sum: Px,
        weight: Px,
        count: usize,
    }
    let mean = |block: &Block| px(block.sum.0.div_euclid(block.weight.0.max(1)));
    let mut blocks: Vec<Block> = Vec::new();
    let mut offset = px(0);
    let mut offsets = Vec::with_capacity(wants.len());
    for (n, want) in wants.iter().enumerate() {
        if n > 0 {
            offset += want.apart;
        }
        offsets.push(offset);
        let weight = px(want.weight.max(1));
        let mut block = Block { sum: (want.at - offset) * weight, weight, count: 1 };
        while let Some(before) = blocks.pop_if(|before| mean(before) >= mean(&block)) {
            block.sum += before.sum;
            block.weight += before.weight;
            block.count = block.count.saturating_add(before.count);
        }
        blocks.push(block);
    }
    let starts = blocks.iter().flat_map(|block| std::iter::repeat_n(mean(block), block.count));
    starts.zip(offsets).map(|(start, offset)| start + offset).collect()
}

/// The same within bounds, of which there is room enough between.
pub(super) fn spread_within(wants: &[Want], least: Px, most: Px) -> Vec<Px> {
    let mut places = spread(wants);
    let mut lowest = least;
    for (n, (place, want)) in places.iter_mut().zip(wants).enumerate() {
        if n > 0 {
            lowest += want.apart;
        }
        *place = (*place).max(lowest);
        lowest = *place;
    }
    let mut highest = most;
    let mut apart = px(0);
    for (place, want) in places.iter_mut().zip(wants).rev() {
        highest -= apart;
        *place = between(least, *place, highest);
        highest = *place;
        apart = want.apart;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wants(at: &[i64]) -> Vec<Want> {
        at.iter().map(|at| Want { at: px(*at), weight: 1, apart: px(10) }).collect()
    }

    fn places(places: Vec<Px>) -> Vec<i64> {
        places.into_iter().map(|place| place.0).collect()
    }

    #[test]
    fn as_wanted_where_there_is_room() {
        assert_eq!(places(spread(&wants(&[0, 30, 40]))), [0, 30, 40]);
        assert_eq!(places(spread(&wants(&[0, 0, 0]))), [-10, 0, 10]);
        assert_eq!(places(spread(&wants(&[50, 0]))), [20, 30]);
    }

    #[test]
    fn within_bounds() {
        assert_eq!(places(spread_within(&wants(&[0, 0, 0]), px(0), px(100))), [0, 10, 20]);
        assert_eq!(places(spread_within(&wants(&[100, 100]), px(0), px(100))), [90, 100]);
    }
}
