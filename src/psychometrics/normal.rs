//! The standard normal distribution, without a way to fail.

use statrs::distribution::{Continuous, ContinuousCDF, Normal};

/// Probability that a standard normal variable is at most `z`, 0 to 1.
pub(crate) fn probability(z: f64) -> f64 {
    Normal::standard().cdf(z)
}

/// The density of a standard normal variable at `z`.
pub(crate) fn density(z: f64) -> f64 {
    Normal::standard().pdf(z)
}

/// The z below which `probability` of a standard normal lies; `None` unless strictly between 0 and 1.
pub(crate) fn quantile(probability: f64) -> Option<f64> {
    let is_inside = probability > 0.0 && probability < 1.0;
    is_inside.then(|| Normal::standard().inverse_cdf(probability))
}

/// The z that leaves half of `1 - confidence` on either side (1.96 for 0.95); `None` unless strictly between 0 and 1.
pub(crate) fn two_sided(confidence: f64) -> Option<f64> {
    if confidence <= 0.0 || confidence.is_nan() {
        return None;
    }
    quantile(f64::midpoint(1.0, confidence))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_sided_value_for_95_percent_is_the_familiar_one() {
        // R: qnorm(0.975) = 1.95996398454005
        assert!((two_sided(0.95).unwrap() - 1.95996398454005).abs() < 1e-12);
        for impossible in [0.0, 1.0, -0.1, 1.1, f64::NAN] {
            assert_eq!(two_sided(impossible), None);
        }
    }
}
