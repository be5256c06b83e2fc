//! The logistic function and its relatives, exact in both tails.

/// 1 / (1 + e⁻ˣ), without overflow.
pub(crate) fn logistic(x: f64) -> f64 {
    if x < 0.0 {
        let small = x.exp();
        small / (1.0 + small)
    } else {
        1.0 / (1.0 + (-x).exp())
    }
}

/// ln of the logistic function, exact where it is close to 0 or to 1.
pub(crate) fn ln_logistic(x: f64) -> f64 {
    x.min(0.0) - (-x.abs()).exp().ln_1p()
}

/// ln(eᵃ + eᵇ), where either may be −∞.
pub(crate) fn ln_add(a: f64, b: f64) -> f64 {
    let (larger, smaller) = if a < b { (b, a) } else { (a, b) };
    if smaller == f64::NEG_INFINITY {
        return larger;
    }
    larger + (smaller - larger).exp().ln_1p()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_tails_keep_their_digits() {
        assert!((logistic(0.0) - 0.5).abs() < 1e-16);
        assert!((logistic(-40.0) / (-40.0f64).exp() - 1.0).abs() < 1e-15);
        assert!((ln_logistic(-800.0) + 800.0).abs() < 1e-12);
        assert!((ln_logistic(40.0) / -(-40.0f64).exp() - 1.0).abs() < 1e-12);
        assert!((ln_add(-1000.0, -1000.0) - (-1000.0 + 2.0f64.ln())).abs() < 1e-12);
        assert!((ln_add(f64::NEG_INFINITY, 0.3) - 0.3).abs() < 1e-16);
    }
}
