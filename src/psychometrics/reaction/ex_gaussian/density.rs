//! The log density and its slopes, without cancellation or overflow.

use super::ExGaussian;

/// ln √(2π).
const LOG_ROOT_TWO_PI: f64 = 0.918_938_533_204_672_7;
/// From here on Mills' ratio is computed as a continued fraction, before as a series.
const FAR: f64 = 2.5;
/// Levels of the continued fraction; at 2.5 its rest is about exp(−2 · 2.5 √120), below 1e-23.
const LEVELS: u32 = 60;
/// Terms of the series; at 2.5 the last is below 1e-20 of the sum.
const TERMS: u32 = 50;

/// The logarithm of the density.
pub(super) fn log_density(time: f64, latency: &ExGaussian) -> f64 {
    let ExGaussian { mu, sigma, tau } = *latency;
    let distance = (time - mu) / sigma;
    let ratio = sigma / tau;
    let z = distance - ratio;
    if z < 0.0 {
        // σ²/2τ² − (x − μ)/τ − z²/2 is exactly −distance²/2, which neither overflows nor cancels.
        return mills(-z).ln() - 0.5 * distance.powi(2) - LOG_ROOT_TWO_PI - tau.ln();
    }
    ratio * (0.5 * ratio - distance) + (-upper_tail(z)).ln_1p() - tau.ln()
}

/// The slopes of the log density by μ, σ and τ.
pub(super) fn slopes(time: f64, latency: &ExGaussian) -> [f64; 3] {
    let ExGaussian { mu, sigma, tau } = *latency;
    let distance = (time - mu) / sigma;
    let ratio = sigma / tau;
    let z = distance - ratio;
    // φ(z) / Φ(z).
    let hazard = if z < 0.0 {
        1.0 / mills(-z)
    } else {
        normal_density(z) / (1.0 - upper_tail(z))
    };
    [
        1.0 / tau - hazard / sigma,
        (ratio - hazard * (distance / ratio + 1.0)) / tau,
        (-1.0 + ratio * (distance - ratio + hazard)) / tau,
    ]
}

/// The standard normal density.
fn normal_density(z: f64) -> f64 {
    (-0.5 * z * z - LOG_ROOT_TWO_PI).exp()
}

/// Probability that a standard normal exceeds z, for z from 0.
fn upper_tail(z: f64) -> f64 {
    mills(z) * normal_density(z)
}

/// Mills' ratio (1 − Φ(y)) / φ(y), for y from 0.
fn mills(y: f64) -> f64 {
    if y < FAR {
        // Φ(y) = ½ + φ(y) (y + y³ / 3 + y⁵ / (3 · 5) + …) (Abramowitz & Stegun, 26.2.11).
        let (mut term, mut sum) = (y, y);
        for place in 1..=TERMS {
            term *= y * y / f64::from(2 * place + 1);
            sum += term;
        }
        return 0.5 / normal_density(y) - sum;
    }
    // Laplace's continued fraction 1 / (y + 1 / (y + 2 / (y + 3 / …))), from the innermost level outwards (26.2.14).
    let inner = (1..=LEVELS)
        .rev()
        .fold(y, |inner, level| y + f64::from(level) / inner);
    1.0 / inner
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(found: f64, expected: f64, tolerance: f64) {
        assert!(
            (found - expected).abs() < tolerance,
            "{found} for {expected}"
        );
    }

    #[test]
    fn mills_ratio_has_its_digits_on_both_sides_of_the_join() {
        // Q(z) / φ(z) with Q from Abramowitz & Stegun, tables 26.1 and 26.2: at 0 √(π/2); Q(1) = .15865525393146,
        // φ(1) = .24197072451914; Q(8) = 6.2209605742718e-16, φ(8) = 5.0522710835369e-15.
        check(mills(0.0), 1.2533141373155, 1e-12);
        check(mills(1.0), 0.15865525393146 / 0.24197072451914, 1e-12);
        check(mills(8.0), 6.2209605742718e-16 / 5.0522710835369e-15, 1e-12);
        // The ratio falls by y · mills − 1 for each unit.
        let (below, above) = (mills(FAR - 1e-6), mills(FAR));
        check(below - above, 1e-6 * (1.0 - FAR * above), 1e-12);
        // Far out it is 1 / y − 1 / y³ + 3 / y⁵.
        check(mills(1e4) * 1e4, 1.0 - 1e-8, 1e-14);
    }

    #[test]
    fn the_density_integrates_to_one_with_the_right_mean() {
        for (mu, sigma, tau) in [(400.0, 40.0, 100.0), (300.0, 50.0, 4.0), (500.0, 2.0, 80.0)] {
            let latency = ExGaussian { mu, sigma, tau };
            let step = 0.05;
            let (mut mass, mut first) = (0.0, 0.0);
            for place in 0..80_000 {
                let time = f64::from(place) * step;
                let density = log_density(time, &latency).exp();
                mass += density * step;
                first += time * density * step;
            }
            check(mass, 1.0, 1e-9);
            check(first, mu + tau, 1e-6);
        }
    }

    #[test]
    fn both_tails_keep_their_digits_where_the_density_is_zero_to_the_computer() {
        let latency = ExGaussian {
            mu: 500.0,
            sigma: 50.0,
            tau: 100.0,
        };
        // Slow: ln density = −ln τ + σ²/2τ² − (x − μ)/τ = −4.605170185988 + .125 − 1e6.
        check(
            log_density(100_000_500.0, &latency),
            -1_000_004.480_170_186,
            1e-6,
        );
        // Fast: normal log density × Mills ratio; z = −1000 − .5, ln(1/1000.5 (1 − 1/1000.5²)).
        let expected =
            -500_000.0 - LOG_ROOT_TWO_PI - 100.0_f64.ln() - 1000.5_f64.ln() - 1000.5_f64.powi(-2);
        check(log_density(500.0 - 50_000.0, &latency), expected, 1e-7);
        // A tail of hardly any length leaves the normal density.
        let normal = ExGaussian {
            mu: 500.0,
            sigma: 50.0,
            tau: 1e-9,
        };
        check(
            log_density(550.0, &normal),
            -0.5 - LOG_ROOT_TWO_PI - 50.0_f64.ln(),
            1e-9,
        );
    }

    #[test]
    fn the_slopes_are_those_of_the_density() {
        let latency = ExGaussian {
            mu: 400.0,
            sigma: 40.0,
            tau: 90.0,
        };
        for time in [250.0, 380.0, 436.0, 700.0, 2000.0] {
            let found = slopes(time, &latency);
            let at =
                |mu: f64, sigma: f64, tau: f64| log_density(time, &ExGaussian { mu, sigma, tau });
            let h = 1e-3;
            check(
                found[0],
                (at(400.0 + h, 40.0, 90.0) - at(400.0 - h, 40.0, 90.0)) / (2.0 * h),
                1e-8,
            );
            check(
                found[1],
                (at(400.0, 40.0 + h, 90.0) - at(400.0, 40.0 - h, 90.0)) / (2.0 * h),
                1e-8,
            );
            check(
                found[2],
                (at(400.0, 40.0, 90.0 + h) - at(400.0, 40.0, 90.0 - h)) / (2.0 * h),
                1e-8,
            );
        }
    }
}
