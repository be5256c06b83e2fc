//! How far a chi-square statistic may lie from what chance alone makes.

use statrs::distribution::{ChiSquared, ContinuousCDF};

/// The noncentrality under which a statistic at most this large has this probability; 0 where even chance alone makes a
/// smaller one more likely than that.
///
/// *Model*: P(χ²(df, λ) ≤ x) = Σ Poisson(j; λ / 2) P(χ²(df + 2 j) ≤ x), which falls as λ grows; bisection.
pub(super) fn noncentrality(
    statistic: f64,
    degrees_of_freedom: f64,
    probability: f64,
) -> Option<f64> {
    let at = |lambda: f64| noncentral(statistic, degrees_of_freedom, lambda);
    if at(0.0)? <= probability {
        return Some(0.0);
    }
    let (mut low, mut high) = (0.0, statistic.max(1.0));
    for _ in 0..60 {
        if at(high)? <= probability {
            break;
        }
        high *= 2.0;
    }
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if at(middle)? <= probability {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some(f64::midpoint(low, high))
}

/// P(χ²(df, λ) ≤ x), summed from the likeliest term outwards.
fn noncentral(statistic: f64, degrees_of_freedom: f64, lambda: f64) -> Option<f64> {
    let half = lambda / 2.0;
    let below = |j: f64| {
        let distribution = ChiSquared::new(degrees_of_freedom + 2.0 * j).ok()?;
        Some(distribution.cdf(statistic))
    };
    if half <= 0.0 {
        return below(0.0);
    }
    let log_poisson = |j: f64| -half + j * half.ln() - statrs::function::gamma::ln_gamma(j + 1.0);
    // Beyond twelve standard deviations of the Poisson distribution nothing is left to add.
    let reach = 12.0 * half.sqrt() + 40.0;
    let first = (half - reach).max(0.0).floor();
    let n_terms = (half + reach).ceil() - first;
    let mut sum = 0.0;
    let mut offset = 0.0;
    while offset <= n_terms {
        let j = first + offset;
        sum += log_poisson(j).exp() * below(j)?;
        offset += 1.0;
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noncentral_probabilities_agree_with_r() {
        // Two degrees of freedom, worked by hand: Σ e⁻¹ / j! P(χ²(2 + 2 j) ≤ 4), and λ = 0 is 1 − e⁻².
        let gamma_terms = |j: i32| -> f64 {
            let terms = (0..=j).map(|k| 2.0_f64.powi(k) / (1..=k).map(f64::from).product::<f64>());
            1.0 - (-2.0_f64).exp() * terms.sum::<f64>()
        };
        let by_hand: f64 = (0..40)
            .map(|j| (-1.0_f64).exp() / (1..=j).map(f64::from).product::<f64>() * gamma_terms(j))
            .sum();
        assert!((noncentral(4.0, 2.0, 2.0).unwrap() - by_hand).abs() < 1e-12);
        assert!((noncentral(4.0, 2.0, 0.0).unwrap() - (1.0 - (-2.0_f64).exp())).abs() < 1e-12);
    }

    #[test]
    fn the_noncentrality_gives_its_probability_back() {
        for (statistic, df, probability) in
            [(12.0, 5.0, 0.95), (430.0, 5.0, 0.05), (1128.0, 299.0, 0.95)]
        {
            let lambda = noncentrality(statistic, df, probability).unwrap();
            assert!((noncentral(statistic, df, lambda).unwrap() - probability).abs() < 1e-9);
        }
        assert_eq!(noncentrality(2.0, 5.0, 0.95), Some(0.0));
        assert_eq!(noncentrality(2.0, 0.0, 0.95), None);
    }
}
