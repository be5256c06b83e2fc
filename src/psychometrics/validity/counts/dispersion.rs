//! The dispersion that makes counts of known means most likely.

/// Counts with the means that the coefficients give them.
pub(super) struct Spread<'a> {
    /// For each j from 0: how many people have more than j events.
    pub(super) above: &'a [f64],
    pub(super) counts: &'a [f64],
    pub(super) means: &'a [f64],
}

impl Spread<'_> {
    /// Those terms of the log-likelihood that move with the dispersion and the means.
    ///
    /// ln Γ(y + 1/α) − ln Γ(1/α) + y ln α is written as Σ ln(1 + jα) over j below y, which keeps its digits down to
    /// α = 0, Poisson's model.
    pub(super) fn log_likelihood(&self, alpha: f64) -> f64 {
        let rising = self.above.iter().enumerate();
        let rising: f64 = rising.map(|(j, n)| n * (j as f64 * alpha).ln_1p()).sum();
        let people = self.counts.iter().zip(self.means);
        let rest = people.map(|(y, mean)| {
            let shrink = (alpha * mean).ln_1p();
            // ln(1 + αμ) / α tends to μ.
            let decay = if alpha > 0.0 { shrink / alpha } else { *mean };
            let grown = if *y > 0.0 { y * mean.ln() } else { 0.0 };
            grown - y * shrink - decay
        });
        rising + rest.sum::<f64>()
    }

    /// First and second derivative by α, at an α of 0 or above.
    pub(super) fn derivatives(&self, alpha: f64) -> (f64, f64) {
        let (mut first, mut second) = (0.0, 0.0);
        for (j, n) in self.above.iter().enumerate() {
            let ratio = j as f64 / (1.0 + j as f64 * alpha);
            first += n * ratio;
            second -= n * ratio * ratio;
        }
        for (y, &mean) in self.counts.iter().zip(self.means) {
            let z = alpha * mean;
            let (one, two) = decay(z);
            let ratio = mean / (1.0 + z);
            first += mean * mean * one - y * ratio;
            second += mean.powi(3) * two + y * ratio * ratio;
        }
        (first, second)
    }

    /// The best dispersion, or 0 where counts vary no more than Poisson's.
    pub(super) fn best(&self) -> Option<f64> {
        let (slope, _) = self.derivatives(0.0);
        if slope <= 0.0 {
            return Some(0.0);
        }
        // The slope is positive at 0 and negative far out: the root lies between.
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..100 {
            if self.derivatives(high).0 < 0.0 {
                break;
            }
            low = high;
            high *= 4.0;
        }
        let mut alpha = f64::midpoint(low, high);
        for _ in 0..200 {
            let (slope, bend) = self.derivatives(alpha);
            if slope > 0.0 {
                low = alpha;
            } else {
                high = alpha;
            }
            let newton = alpha - slope / bend;
            let next = if low < newton && newton < high {
                newton
            } else {
                f64::midpoint(low, high)
            };
            if (next - alpha).abs() <= 1e-14 * (1e-6 + alpha) {
                return Some(next);
            }
            alpha = next;
        }
        crate::psychometrics::finite(alpha)
    }
}

/// (ln(1 + z) − z / (1 + z)) / z², and its derivative by z.
///
/// They are what is left of −ln(1 + αμ) / α after one and two derivatives by α, in units of μ² and μ³.
fn decay(z: f64) -> (f64, f64) {
    if z < 0.02 {
        // Σ (−1)ᵏ (k − 1) / k zᵏ⁻² from k = 2: beyond ten terms nothing is left of it.
        let (mut one, mut two, mut power) = (0.0, 0.0, 1.0);
        for k in 2..12 {
            let k = f64::from(k);
            let sign = if k % 2.0 < 0.5 { 1.0 } else { -1.0 };
            let term = sign * (k - 1.0) / k;
            one += term * power;
            // The next power's derivative falls on this power.
            two -= sign * k / (k + 1.0) * (k - 1.0) * power;
            power *= z;
        }
        return (one, two);
    }
    let log = z.ln_1p();
    let share = z / (1.0 + z);
    let one = (log - share) / (z * z);
    let two = (share * share - 2.0 * (log - share)) / z.powi(3);
    (one, two)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derivatives_are_those_of_the_log_likelihood() {
        let counts = [0.0, 1.0, 4.0, 9.0];
        let means = [0.3, 1.2, 2.5, 5.0];
        let above = [3.0, 2.0, 2.0, 2.0, 1.0, 1.0, 1.0, 1.0, 1.0];
        let spread = Spread {
            above: &above,
            counts: &counts,
            means: &means,
        };
        for alpha in [0.001, 0.02, 0.4, 3.0] {
            let h = 1e-4 * alpha;
            let at = |alpha: f64| spread.log_likelihood(alpha);
            let (first, second) = spread.derivatives(alpha);
            let numeric = (at(alpha + h) - at(alpha - h)) / (2.0 * h);
            assert!(
                (first - numeric).abs() < 1e-5 * (1.0 + first.abs()),
                "{alpha}"
            );
            let slope = |alpha: f64| spread.derivatives(alpha).0;
            let numeric = (slope(alpha + h) - slope(alpha - h)) / (2.0 * h);
            assert!(
                (second - numeric).abs() < 1e-5 * (1.0 + second.abs()),
                "{alpha}"
            );
        }
    }

    #[test]
    fn the_series_and_the_formula_meet() {
        let (below, above) = (decay(0.02 - 1e-12), decay(0.02));
        assert!((below.0 - above.0).abs() < 1e-10 && (below.1 - above.1).abs() < 1e-8);
        assert!((decay(0.0).0 - 0.5).abs() < 1e-15 && (decay(0.0).1 + 2.0 / 3.0).abs() < 1e-15);
    }
}
