//! Reliability from the correlations of the items.

use nalgebra::DMatrix;

use super::alpha::alpha_of;
use super::{Covariances, Error};
use crate::psychometrics::finite;

impl Covariances {
    /// Coefficient alpha of the items brought to one spread.
    ///
    /// *Model*: k r̄ / (1 + (k − 1) r̄), with the mean correlation r̄ of k items.
    ///
    /// *Edges*: negative where the items' mean correlation is.
    ///
    /// *Errors*: fewer than two items, an item everybody answers alike.
    ///
    /// *Source*: Cronbach (1951), *Psychometrika* 16, 297–334.
    ///
    /// ```
    /// use composure::psychometrics::classical::Covariances;
    /// let answers = [[1.0, 1.0], [2.0, 3.0], [3.0, 2.0]].map(|person| person.map(Some).to_vec());
    /// // The items correlate by .5: 2 × .5 / 1.5.
    /// assert!((Covariances::complete(&answers)?.standardised_alpha()? - 2.0 / 3.0).abs() < 1e-12);
    /// # Ok::<(), composure::psychometrics::classical::Error>(())
    /// ```
    pub fn standardised_alpha(&self) -> Result<f64, Error> {
        let everything: f64 = self.correlations()?.iter().flatten().sum();
        alpha_of(self.n_items(), self.n_items() as f64, everything)
    }

    /// The mean correlation of different items.
    ///
    /// *Errors*: fewer than two items, an item everybody answers alike.
    pub fn average_correlation(&self) -> Result<f64, Error> {
        let k = self.n_items() as f64;
        if self.n_items() < 2 {
            return Err(Error::TooFewItems {
                n: self.n_items(),
                minimum: 2,
            });
        }
        let everything: f64 = self.correlations()?.iter().flatten().sum();
        finite((everything - k) / (k * (k - 1.0))).ok_or(Error::NotFinite)
    }

    /// Guttman's λ6, a lower bound of the reliability of the standardised sum.
    ///
    /// *Model*: 1 − Σ (1 − Rⱼ²) / 1ᵀR1, with each item's squared multiple correlation Rⱼ² = 1 − 1 / (R⁻¹)ⱼⱼ with the
    /// others and the correlations R.
    ///
    /// *Edges*: higher than alpha where items go together in clumps.
    ///
    /// *Errors*: fewer than two items, an item everybody answers alike, an item that follows from the others, pairwise
    /// correlations that contradict each other.
    ///
    /// *Source*: Guttman (1945), *Psychometrika* 10, 255–282, λ6.
    ///
    /// ```
    /// use composure::psychometrics::classical::Covariances;
    /// let answers = [[1.0, 1.0], [2.0, 3.0], [3.0, 2.0]].map(|person| person.map(Some).to_vec());
    /// // Each item tells a quarter of the other: 1 − 2 × .75 / 3.
    /// assert!((Covariances::complete(&answers)?.lambda6()? - 0.5).abs() < 1e-12);
    /// # Ok::<(), composure::psychometrics::classical::Error>(())
    /// ```
    pub fn lambda6(&self) -> Result<f64, Error> {
        if self.n_items() < 2 {
            return Err(Error::TooFewItems {
                n: self.n_items(),
                minimum: 2,
            });
        }
        let correlations = self.correlations()?;
        let shared = squared_multiple_correlations(&correlations).ok_or(Error::Dependent)?;
        let everything: f64 = correlations.iter().flatten().sum();
        if everything <= 0.0 {
            return Err(Error::NoVariance);
        }
        let unshared: f64 = shared.iter().map(|shared| 1.0 - shared).sum();
        finite(1.0 - unshared / everything).ok_or(Error::NotFinite)
    }
}

/// How much of each item's variance the others tell, 0 to 1; `None` where an item follows from the others or the
/// correlations contradict each other.
pub(super) fn squared_multiple_correlations(correlations: &[Vec<f64>]) -> Option<Vec<f64>> {
    let inverse = inverse(correlations)?;
    let shared = inverse.diagonal().iter().map(|d| 1.0 - 1.0 / d).collect();
    Some(shared)
}

/// The inverse of correlations; `None` where there is none to be trusted.
pub(super) fn inverse(correlations: &[Vec<f64>]) -> Option<DMatrix<f64>> {
    let k = correlations.len();
    let matrix = DMatrix::from_fn(k, k, |row, column| correlations[row][column]);
    let factor = matrix.cholesky()?;
    // The squared diagonal is what the items before leave of an item.
    let is_dependent = factor.l_dirty().diagonal().iter().any(|d| d * d < 1e-10);
    (!is_dependent).then(|| factor.inverse())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_that_follows_from_others_has_no_lambda_6() {
        let answers: Vec<Vec<Option<f64>>> = (0..20)
            .map(|i| {
                let (a, b) = (f64::from(i % 5), f64::from(i % 7));
                vec![Some(a), Some(b), Some(a + b)]
            })
            .collect();
        let items = Covariances::complete(&answers).unwrap();
        assert_eq!(items.lambda6(), Err(Error::Dependent));
        assert!(items.standardised_alpha().is_ok());
    }

    #[test]
    fn one_item_has_no_average_correlation() {
        let items = Covariances::complete(&[vec![Some(1.0)], vec![Some(2.0)]]).unwrap();
        let too_few = Error::TooFewItems { n: 1, minimum: 2 };
        assert_eq!(items.average_correlation(), Err(too_few));
        assert_eq!(items.lambda6(), Err(too_few));
        assert_eq!(items.standardised_alpha(), Err(too_few));
        assert_eq!(items.alpha(0.95), Err(too_few));
        assert_eq!(items.split_half(), Err(too_few));
    }
}
