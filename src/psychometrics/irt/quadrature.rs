//! The grid of abilities that integrals are taken over, and the distribution of ability.

use super::Error;
use super::error::checked;

/// The distribution of ability in a group: normal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Latent {
    /// Its mean, in logits of an item with slope 1.
    pub mean: f64,
    /// Its variance, above 0.
    pub variance: f64,
}

impl Latent {
    /// Mean 0 and variance 1.
    pub const STANDARD: Self = Self {
        mean: 0.0,
        variance: 1.0,
    };
}

/// Equally spaced abilities with normal weights that sum to 1.
///
/// Its field is private because the nodes rise in equal steps.
///
/// *Model*: ∫ f(θ) φ(θ) dθ ≈ Σ f(xₜ) wₜ with wₜ = φ(xₜ) / Σ φ. For smooth f on a grid that reaches beyond the
/// distribution the error falls faster than any power of the step.
///
/// *Takes / gives*: 2 to 1,001 nodes from −range to range, range above 0 and at most 40.
///
/// *Errors*: a number of nodes or a range outside of that.
///
/// ```
/// use composure::psychometrics::irt::{Latent, Quadrature};
/// let quadrature = Quadrature::new(61, 6.0)?;
/// let weights = quadrature.weights(Latent::STANDARD);
/// let squares = quadrature.nodes().iter().zip(&weights).map(|(x, w)| w * x * x);
/// assert!((squares.sum::<f64>() - 1.0).abs() < 1e-6);
/// # Ok::<(), composure::psychometrics::irt::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Quadrature {
    nodes: Vec<f64>,
}

impl Quadrature {
    /// So many nodes from −range to range.
    pub fn new(n_nodes: usize, range: f64) -> Result<Self, Error> {
        checked(
            n_nodes as f64,
            (2..=1001).contains(&n_nodes),
            "number of quadrature nodes",
            "from 2 to 1001",
        )?;
        let is_right = range > 0.0 && range <= 40.0;
        checked(
            range,
            is_right,
            "range of abilities",
            "above 0 and at most 40",
        )?;
        let step = 2.0 * range / (n_nodes - 1) as f64;
        Ok(Self {
            nodes: (0..n_nodes)
                .map(|node_idx| node_idx as f64 * step - range)
                .collect(),
        })
    }

    /// The abilities, rising.
    pub fn nodes(&self) -> &[f64] {
        &self.nodes
    }

    /// Each node's weight under a distribution; they sum to 1.
    pub fn weights(&self, latent: Latent) -> Vec<f64> {
        let log_density = |node: &f64| -(node - latent.mean).powi(2) / (2.0 * latent.variance);
        let logs: Vec<f64> = self.nodes.iter().map(log_density).collect();
        // The highest is taken out first, so that a distribution far outside the grid still has weights.
        let highest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let raw: Vec<f64> = logs.iter().map(|log| (log - highest).exp()).collect();
        let total: f64 = raw.iter().sum();
        raw.iter().map(|weight| weight / total).collect()
    }
}

impl Default for Quadrature {
    /// 61 nodes from −6 to 6.
    fn default() -> Self {
        let nodes = (-30..=30).map(|step| f64::from(step) * 0.2).collect();
        Self { nodes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_sum_to_one_wherever_the_distribution_lies() {
        let quadrature = Quadrature::default();
        assert_eq!(quadrature.nodes().len(), 61);
        for (mean, variance) in [(0.0, 1.0), (-0.5, 0.3), (300.0, 1e-6), (0.0, 1e9)] {
            let weights = quadrature.weights(Latent { mean, variance });
            assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn a_grid_that_cannot_be_is_refused() {
        assert!(Quadrature::new(1, 6.0).is_err());
        assert!(Quadrature::new(61, 0.0).is_err());
        assert!(Quadrature::new(61, f64::NAN).is_err());
        let same = Quadrature::new(61, 6.0).unwrap();
        for (a, b) in same.nodes().iter().zip(Quadrature::default().nodes()) {
            assert!((a - b).abs() < 1e-14);
        }
    }
}
