//! Logarithm and root in whole numbers, so that every platform ranks alike.

/// Bits behind the point of a logarithm.
const FRACTION: u32 = 8;

/// The binary logarithm of `above / below`, in 256ths; 0 where `above` is not the greater.
pub(crate) fn log2(above: u64, below: u64) -> u32 {
    if above <= below || below == 0 {
        return 0;
    }
    let of = |n: u64| {
        let whole = n.ilog2();
        // The mantissa in 31 bits, squared again and again: each carry is one more bit of the logarithm.
        let mut mantissa = if whole > 31 { n >> whole.saturating_sub(31) } else { n << 31u32.saturating_sub(whole) };
        let mut bits = whole;
        for _ in 0..FRACTION {
            mantissa = mantissa.saturating_mul(mantissa) >> 31;
            let carry = u32::from(mantissa >> 32 != 0);
            mantissa >>= carry;
            bits = (bits << 1) | carry;
        }
        bits
    };
    of(above).saturating_sub(of(below))
}

/// The whole root.
pub(crate) fn root(n: u64) -> u64 {
    n.isqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_right_to_two_hundredths() {
        for (above, below) in [(2u64, 1u64), (3, 1), (50, 3), (200_002, 1), (7, 6)] {
            let exact = (above as f64 / below as f64).log2() * 256.0;
            assert!((f64::from(log2(above, below)) - exact).abs() < 3.0, "{above}/{below}");
        }
        assert_eq!(log2(1, 1), 0);
        assert_eq!(log2(1, 5), 0);
    }
}
