//! The noncentral t distribution, which an observed t follows when there is an effect.
//!
//! *Model*: T = (Z + δ) / S, with Z standard normal and S² an independent chi-square divided by its ν degrees of
//! freedom, so that P(T ≤ t) = E Φ(t S − δ). The mean over S is a sum over equally spaced u = ln S with the weights
//! exp(ν (u − (e²ᵘ − 1) / 2)): the trapezoid rule, whose error falls exponentially with the step for a smooth function
//! that vanishes at both ends. Weights are divided by their sum, so no constant of the density is needed.
//!
//! *Source*: Johnson, Kotz & Balakrishnan (1995), *Continuous univariate distributions* 2, chapter 31; Trefethen &
//! Weideman (2014), *SIAM Review* 56, 385–458, on the rule. The tests hold it against Student's t, and against the
//! series of Lenth (1989), *Applied Statistics* 38, 185–189.

use super::{finite, normal};

/// More sums than this are only needed for groups hundreds of standard deviations apart.
const MOST_NODES: f64 = 100_000.0;

/// An observed t on the way to the noncentralities that could have brought it.
pub(crate) struct NoncentralT {
    t: f64,
    degrees_of_freedom: f64,
    /// `t · s` at each node, with the node's weight; weights sum to 1.
    nodes: Vec<(f64, f64)>,
}

impl NoncentralT {
    /// For this t; `None` where it is not a number, the degrees of freedom are not above 0, or t is too far out.
    pub(crate) fn new(t: f64, degrees_of_freedom: f64) -> Option<Self> {
        let t = finite(t)?;
        let nu = finite(degrees_of_freedom).filter(|nu| *nu > 0.0)?;
        // Outside lies less than e^-40 of the weight, because e²ᵘ ≥ 1 + 2u + 2u² for u ≥ 0.
        let reach = 40.0 / nu;
        let (from, to) = (-(reach + reach.sqrt()), reach.sqrt());
        let step = 0.15 / (nu + t * t / 2.0).sqrt();
        let n_steps = ((to - from) / step).ceil();
        if !n_steps.is_finite() || n_steps > MOST_NODES {
            return None;
        }
        let mut nodes = Vec::new();
        let (mut place, mut total) = (0.0, 0.0);
        while place <= n_steps {
            let u = from + place * step;
            let weight = (nu * (u - f64::exp_m1(2.0 * u) / 2.0)).exp();
            nodes.push((t * u.exp(), weight));
            total += weight;
            place += 1.0;
        }
        for (_, weight) in &mut nodes {
            *weight /= total;
        }
        Some(Self {
            t,
            degrees_of_freedom: nu,
            nodes,
        })
    }

    /// Probability of a t at most as large under this noncentrality, 0 to 1.
    pub(crate) fn probability(&self, noncentrality: f64) -> f64 {
        let terms = self.nodes.iter();
        let below = terms.map(|(ts, weight)| weight * normal::probability(ts - noncentrality));
        below.sum::<f64>().clamp(0.0, 1.0)
    }

    /// The noncentrality under which a t at most as large has this probability (strictly between 0 and 1).
    pub(crate) fn noncentrality(&self, probability: f64) -> Option<f64> {
        // The normal approximation is a good start; probabilities fall as the noncentrality grows.
        let z = normal::quantile(probability)?;
        let spread = (1.0 + self.t * self.t / (2.0 * self.degrees_of_freedom)).sqrt();
        let start = self.t - z * spread;
        let (mut low, mut high) = (start - spread, start + spread);
        for _ in 0..60 {
            if self.probability(low) >= probability {
                break;
            }
            low -= (high - low).abs();
        }
        for _ in 0..60 {
            if self.probability(high) <= probability {
                break;
            }
            high += (high - low).abs();
        }
        // Newton's step where it stays inside, halving where it does not.
        let mut delta = start.clamp(low, high);
        for _ in 0..200 {
            let excess = self.probability(delta) - probability;
            if excess > 0.0 {
                low = delta;
            } else {
                high = delta;
            }
            let step = excess / self.density(delta);
            let next = delta + step;
            let next = if low < next && next < high {
                next
            } else {
                f64::midpoint(low, high)
            };
            if (next - delta).abs() <= 1e-14 * (1.0 + delta.abs()) {
                return finite(next);
            }
            delta = next;
        }
        finite(delta)
    }

    /// How fast the probability falls as the noncentrality grows.
    fn density(&self, noncentrality: f64) -> f64 {
        let terms = self.nodes.iter();
        terms
            .map(|(ts, weight)| weight * normal::density(ts - noncentrality))
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use statrs::distribution::{ContinuousCDF, StudentsT};
    use statrs::function::beta::beta_reg;
    use statrs::function::gamma::ln_gamma;

    use super::*;

    // The tolerances are those of the error and beta functions compared with, which are right to about 1e-10.

    /// Lenth's series for t ≥ 0: a Poisson mixture of incomplete beta functions.
    fn series(t: f64, nu: f64, delta: f64) -> f64 {
        let x = t * t / (nu + t * t);
        let half = delta * delta / 2.0;
        let mut sum = normal::probability(-delta);
        for i in 0..2000 {
            let i = f64::from(i);
            let even = (i * half.ln() - half - ln_gamma(i + 1.0)).exp();
            let odd =
                delta / std::f64::consts::SQRT_2 * (i * half.ln() - half - ln_gamma(i + 1.5)).exp();
            sum += 0.5 * even * beta_reg(i + 0.5, nu / 2.0, x);
            sum += 0.5 * odd * beta_reg(i + 1.0, nu / 2.0, x);
        }
        sum
    }

    #[test]
    fn without_an_effect_it_is_students_t() {
        for nu in [1.0, 2.0, 3.5, 10.0, 57.0, 2707.0, 1e6] {
            let student = StudentsT::new(0.0, 1.0, nu).unwrap();
            for t in [-30.0, -3.0, -0.4, 0.0, 0.7, 1.96, 12.0] {
                let found = NoncentralT::new(t, nu).unwrap().probability(0.0);
                let expected = student.cdf(t);
                assert!(
                    (found - expected).abs() < 1e-10,
                    "{t} {nu}: {found} is not {expected}"
                );
            }
        }
    }

    #[test]
    fn with_an_effect_it_is_lenths_series() {
        for (t, nu, delta) in [
            (0.0, 3.0, 1.0),
            (1.0, 1.0, 0.5),
            (2.0, 5.0, 1.0),
            (3.0, 10.0, 4.0),
            (11.0, 2707.0, 9.0),
            (6.0, 40.0, -1.5),
            (30.0, 12.0, 20.0),
        ] {
            let found = NoncentralT::new(t, nu).unwrap().probability(delta);
            let expected = series(t, nu, delta);
            assert!(
                (found - expected).abs() < 1e-10,
                "{t} {nu} {delta}: {found} is not {expected}"
            );
        }
    }

    #[test]
    fn at_zero_the_probability_is_that_of_the_normal() {
        // T ≤ 0 exactly when Z ≤ −δ.
        let found = NoncentralT::new(0.0, 7.0).unwrap().probability(1.3);
        assert!((found - normal::probability(-1.3)).abs() < 1e-14);
    }

    #[test]
    fn the_noncentrality_found_has_the_probability_asked_for() {
        for (t, nu) in [(0.0, 1.0), (-4.0, 3.0), (11.0, 2707.0), (250.0, 60.0)] {
            let observed = NoncentralT::new(t, nu).unwrap();
            for p in [1e-6, 0.025, 0.5, 0.975, 0.999] {
                let delta = observed.noncentrality(p).unwrap();
                assert!(
                    (observed.probability(delta) - p).abs() < 1e-12,
                    "{t} {nu} {p}"
                );
            }
            assert_eq!(observed.noncentrality(1.0), None);
        }
    }

    #[test]
    fn what_is_no_t_is_refused() {
        assert!(NoncentralT::new(f64::NAN, 3.0).is_none());
        assert!(NoncentralT::new(1.0, 0.0).is_none());
        assert!(NoncentralT::new(1e12, 3.0).is_none());
        assert!(NoncentralT::new(1e300, 3.0).is_none());
    }
}
