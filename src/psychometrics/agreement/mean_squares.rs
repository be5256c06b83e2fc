//! The mean squares of complete ratings.

use super::{Error, complete_targets};
use crate::psychometrics::finite;

/// The mean squares of targets that every rater rated, in squared points.
///
/// *Model*: with n targets and k raters the sum of squares around the grand mean falls apart into that of the targets'
/// means, that of the raters' means and the rest; within targets lie the last two together. Each is divided by its
/// degrees of freedom: n − 1, k − 1, (n − 1)(k − 1), n(k − 1).
///
/// *Takes / gives*: ratings `targets × raters`; mean squares not below 0.
///
/// *Edges*: a sum of squares no larger than the rounding of the ratings is given as 0, so that raters who differ by a
/// constant have no residual.
///
/// *Source*: Shrout & Fleiss (1979), *Psychological Bulletin* 86, table 3.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeanSquares {
    /// How many targets every rater rated.
    pub n_targets: usize,
    /// How many raters there are.
    pub n_raters: usize,
    /// Between targets, n − 1 degrees of freedom.
    pub targets: f64,
    /// Between raters, k − 1 degrees of freedom.
    pub raters: f64,
    /// What neither target nor rater explains, (n − 1)(k − 1) degrees of freedom.
    pub residual: f64,
    /// Within targets, n(k − 1) degrees of freedom.
    pub within: f64,
}

impl MeanSquares {
    /// The mean squares of the targets that every rater rated.
    ///
    /// *Errors*: unequal lists, fewer than two raters or complete targets, ratings that are all equal.
    ///
    /// ```
    /// use composure::psychometrics::agreement::MeanSquares;
    /// let ratings = [[1.0, 2.0], [3.0, 2.0]].map(|target| target.map(Some).to_vec());
    /// // Targets' means 1.5 and 2.5, raters' means both 2.
    /// let squares = MeanSquares::of(&ratings)?;
    /// assert_eq!((squares.targets, squares.raters, squares.residual), (1.0, 0.0, 1.0));
    /// # Ok::<(), composure::psychometrics::agreement::Error>(())
    /// ```
    pub fn of(ratings: &[Vec<Option<f64>>]) -> Result<Self, Error> {
        Self::of_complete(&complete_targets(ratings)?)
    }

    /// The mean squares of two or more targets with two or more ratings each, all of one length.
    pub(super) fn of_complete(targets: &[Vec<f64>]) -> Result<Self, Error> {
        let n_raters = targets.first().map_or(0, Vec::len);
        let n = targets.len() as f64;
        let k = n_raters as f64;
        let grand_mean = targets.iter().flatten().sum::<f64>() / (n * k);
        let mut rater_sums = vec![0.0; n_raters];
        let (mut between_targets, mut total, mut largest) = (0.0, 0.0, 0.0_f64);
        for target in targets {
            let mut sum = 0.0;
            for (rating, rater_sum) in target.iter().zip(&mut rater_sums) {
                let deviation = rating - grand_mean;
                sum += deviation;
                *rater_sum += deviation;
                total += deviation * deviation;
                largest = largest.max(rating.abs());
            }
            between_targets += sum * sum / k;
        }
        let between_raters = rater_sums.iter().map(|sum| sum * sum / n).sum::<f64>();
        let rater_means: Vec<f64> = rater_sums.iter().map(|sum| sum / n).collect();
        // The rest is summed itself, because the difference of large sums would lose its digits.
        let mut rest = 0.0;
        for target in targets {
            let mean = target.iter().map(|rating| rating - grand_mean).sum::<f64>() / k;
            let residuals = target.iter().zip(&rater_means);
            rest += residuals
                .map(|(rating, rater_mean)| (rating - grand_mean - mean - rater_mean).powi(2))
                .sum::<f64>();
        }
        // Each deviation is rounded to a few ulps of the largest rating.
        let rounding = 16.0 * n * k * (f64::EPSILON * largest).powi(2);
        let unrounded = |sum: f64| if sum <= rounding { 0.0 } else { sum };
        if !total.is_finite() || !rounding.is_finite() {
            return Err(Error::NotFinite);
        }
        if total <= rounding {
            return Err(Error::NoVariance);
        }
        let (rest, between_raters) = (unrounded(rest), unrounded(between_raters));
        let square = |sum: f64, df: f64| finite(sum / df).ok_or(Error::NotFinite);
        Ok(Self {
            n_targets: targets.len(),
            n_raters,
            targets: square(unrounded(between_targets), n - 1.0)?,
            raters: square(between_raters, k - 1.0)?,
            residual: square(rest, (n - 1.0) * (k - 1.0))?,
            within: square(rest + between_raters, n * (k - 1.0))?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::shared::{complete, shrout_fleiss};
    use super::*;

    #[test]
    fn the_published_analysis_of_variance_comes_out() {
        // Shrout & Fleiss (1979), table 3: 11.24, 6.26, 32.49, 1.02.
        let squares = MeanSquares::of(&shrout_fleiss()).unwrap();
        let published = [
            (squares.targets, 11.24),
            (squares.within, 6.26),
            (squares.raters, 32.49),
            (squares.residual, 1.02),
        ];
        for (found, expected) in published {
            assert!((found - expected).abs() < 0.005, "{found} for {expected}");
        }
    }

    #[test]
    fn raters_who_differ_by_a_constant_leave_no_residual() {
        let shifted = complete(&[[0.1, 0.4], [0.7, 1.0], [1000.3, 1000.6]]);
        let squares = MeanSquares::of(&shifted).unwrap();
        assert!(squares.residual.abs() < f64::EPSILON);
        assert!((squares.raters - 0.135).abs() < 1e-9);
    }

    #[test]
    fn what_cannot_be_taken_apart_is_refused_with_its_reason() {
        let refused = |ratings: &[Vec<Option<f64>>]| MeanSquares::of(ratings).unwrap_err();
        assert_eq!(refused(&complete(&[[0.1; 3]; 4])), Error::NoVariance);
        assert_eq!(
            refused(&complete(&[[1.0], [2.0]])),
            Error::TooFewRaters { n: 1, minimum: 2 }
        );
        assert_eq!(
            refused(&complete(&[[1.0, 2.0]])),
            Error::TooFewTargets { n: 1, minimum: 2 }
        );
        assert_eq!(refused(&[]), Error::TooFewRaters { n: 0, minimum: 2 });
        assert_eq!(
            refused(&complete(&[[1e300, -1e300], [-1e300, 1e300]])),
            Error::NotFinite
        );
        let ragged = [vec![Some(1.0), Some(2.0)], vec![Some(1.0)]];
        assert_eq!(
            refused(&ragged),
            Error::Ragged {
                target_idx: 1,
                n_ratings: 1,
                expected: 2
            }
        );
    }
}
