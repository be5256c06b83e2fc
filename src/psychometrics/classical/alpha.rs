//! Coefficient alpha.

use statrs::distribution::{ContinuousCDF, FisherSnedecor};

use super::{Covariances, Error, Interval, checked};
use crate::psychometrics::finite;

/// Coefficient alpha with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alpha {
    /// How many people are behind it.
    pub n_persons: usize,
    /// How many items there are.
    pub n_items: usize,
    /// Alpha: at most 1, and below 0 where items work against each other.
    pub alpha: f64,
    /// Feldt's interval.
    pub interval: Interval,
    /// Standard error for normal items that need not be parallel.
    pub standard_error: f64,
}

/// Coefficient alpha of the people who answered every item, with Feldt's interval.
///
/// *Takes / gives*: answers `persons × items`, reverse-keyed already; `confidence` strictly between 0 and 1. The model
/// and the rest stand at [`Covariances::alpha`].
///
/// *Edges*: people with a missing answer are left out.
///
/// *Errors*: fewer than two complete cases or two items, unequal lists, a sum that does not vary.
///
/// ```
/// use composure::psychometrics::classical::alpha;
/// let answers = [[1.0, 2.0], [2.0, 2.0], [3.0, 5.0]].map(|person| person.map(Some).to_vec());
/// // Item variances 1 and 3, variance of the sum 7: 2 × (1 − 4 / 7) = 6 / 7.
/// let estimate = alpha(&answers, 0.95)?;
/// assert!((estimate.alpha - 6.0 / 7.0).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::classical::Error>(())
/// ```
pub fn alpha(answers: &[Vec<Option<f64>>], confidence: f64) -> Result<Alpha, Error> {
    Covariances::complete(answers)?.alpha(confidence)
}

impl Covariances {
    /// Coefficient alpha, with Feldt's interval and a standard error.
    ///
    /// *Model*: k / (k − 1) · (1 − Σ sⱼ² / sₓ²), with k items, their variances sⱼ² and the variance sₓ² of the sum. The
    /// interval follows from (1 − ρ) / (1 − α) ~ F with n − 1 and (n − 1)(k − 1) degrees of freedom. The standard error
    /// is √(Q / n), Q = 2k² (s (tr V² + tr² V) − 2 tr V · 1ᵀV²1) / ((k − 1)² s³), with the covariances V and
    /// s = 1ᵀV1.
    ///
    /// *Takes / gives*: `confidence` strictly between 0 and 1.
    ///
    /// *Edges*: items that work against each other make it negative; it is 1 when items differ by constants only. Of
    /// pairwise covariances, interval and error take everybody for complete, and so are a little too narrow.
    ///
    /// *Errors*: fewer than two items, a sum that does not vary.
    ///
    /// *Source*: Cronbach (1951), *Psychometrika* 16, 297–334, equation 2; Feldt (1965), *Psychometrika* 30, 357–370;
    /// Duhachek & Iacobucci (2004), *Journal of Applied Psychology* 89, 792–808.
    pub fn alpha(&self, confidence: f64) -> Result<Alpha, Error> {
        let is_inside = confidence > 0.0 && confidence < 1.0;
        checked(confidence, is_inside, "confidence", "between 0 and 1")?;
        let everything: f64 = self.sum_variance();
        let own: f64 = self.variances().iter().sum();
        let alpha = alpha_of(self.n_items(), own, everything)?;
        let interval = feldt(alpha, self.n_persons(), self.n_items(), confidence);
        Ok(Alpha {
            n_persons: self.n_persons(),
            n_items: self.n_items(),
            alpha,
            interval: interval.ok_or(Error::NotFinite)?,
            standard_error: self.alpha_error(own, everything).ok_or(Error::NotFinite)?,
        })
    }

    fn alpha_error(&self, own: f64, everything: f64) -> Option<f64> {
        // Shares of the sum's variance, so that no power of it overflows.
        let (mut squares, mut row_squares) = (0.0, 0.0);
        for row in self.matrix() {
            squares += row.iter().map(|c| (c / everything).powi(2)).sum::<f64>();
            row_squares += row.iter().map(|c| c / everything).sum::<f64>().powi(2);
        }
        let (k, own) = (self.n_items() as f64, own / everything);
        let spread = squares + own.powi(2) - 2.0 * own * row_squares;
        let q = 2.0 * (k / (k - 1.0)).powi(2) * spread;
        // Perfectly parallel items leave 0, which rounding may carry below.
        finite((q.max(0.0) / self.n_persons() as f64).sqrt())
    }
}

/// Alpha of items whose variances sum to `own`, and whose sum has the variance `everything`.
pub(super) fn alpha_of(n_items: usize, own: f64, everything: f64) -> Result<f64, Error> {
    if n_items < 2 {
        return Err(Error::TooFewItems {
            n: n_items,
            minimum: 2,
        });
    }
    // Items that cancel each other leave a sum that varies by rounding only.
    if everything <= 1e-12 * own {
        return Err(Error::NoVariance);
    }
    let k = n_items as f64;
    finite(k / (k - 1.0) * (1.0 - own / everything)).ok_or(Error::NotFinite)
}

fn feldt(alpha: f64, n_persons: usize, n_items: usize, confidence: f64) -> Option<Interval> {
    let between = (n_persons - 1) as f64;
    let within = between * (n_items - 1) as f64;
    let distribution = FisherSnedecor::new(between, within).ok()?;
    let tail = (1.0 - confidence) / 2.0;
    Some(Interval {
        lower: finite(1.0 - (1.0 - alpha) * distribution.inverse_cdf(1.0 - tail))?,
        upper: finite(1.0 - (1.0 - alpha) * distribution.inverse_cdf(tail))?,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_person_with_a_missing_answer_is_left_out() {
        let complete = vec![
            vec![Some(1.0), Some(2.0)],
            vec![Some(2.0), Some(2.0)],
            vec![Some(3.0), Some(5.0)],
        ];
        let mut with_gap = complete.clone();
        with_gap.insert(1, vec![Some(9.0), None]);
        assert_eq!(alpha(&complete, 0.95), alpha(&with_gap, 0.95));
    }

    #[test]
    fn what_cannot_be_computed_is_refused_with_its_reason() {
        let constant = vec![vec![Some(1.0), Some(2.0)]; 3];
        assert_eq!(alpha(&constant, 0.95), Err(Error::NoVariance));
        assert_eq!(
            alpha(&constant[..1], 0.95),
            Err(Error::TooFewPersons { n: 1, minimum: 2 })
        );
        assert_eq!(
            alpha(&[], 0.95),
            Err(Error::TooFewPersons { n: 0, minimum: 2 })
        );
        let ragged = vec![vec![Some(1.0), Some(2.0)], vec![Some(1.0)]];
        assert_eq!(
            alpha(&ragged, 0.95),
            Err(Error::Ragged {
                person_idx: 1,
                n_answers: 1,
                expected: 2
            })
        );
    }

    #[test]
    fn items_that_cancel_each_other_are_refused() {
        let mirrored = [0.1, 0.2, 0.7].map(|code| vec![Some(code), Some(0.3), Some(1.0 - code)]);
        assert_eq!(alpha(&mirrored, 0.95), Err(Error::NoVariance));
    }

    #[test]
    fn the_order_of_people_and_items_does_not_matter() {
        let answers = vec![
            vec![Some(1.0), Some(2.0), Some(4.0)],
            vec![Some(2.0), Some(1.0), Some(5.0)],
            vec![Some(3.0), Some(5.0), Some(5.0)],
        ];
        let turned: Vec<Vec<Option<f64>>> = answers
            .iter()
            .rev()
            .map(|person| person.iter().rev().copied().collect())
            .collect();
        let (first, second) = (alpha(&answers, 0.9).unwrap(), alpha(&turned, 0.9).unwrap());
        assert!((first.alpha - second.alpha).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn any_answers_give_finite_figures_or_a_reason(
            answers in prop::collection::vec(prop::collection::vec(any::<Option<f64>>(), 3), 0..6),
            confidence in any::<f64>(),
        ) {
            if let Ok(estimate) = alpha(&answers, confidence) {
                prop_assert!(estimate.alpha.is_finite() && estimate.interval.lower.is_finite());
            }
            let small: Vec<Vec<Option<f64>>> = answers.iter().map(|p| p.iter().map(|a| a.map(|a| a.rem_euclid(5.0))).collect()).collect();
            if let Ok(estimate) = alpha(&small, 0.95) {
                prop_assert!(estimate.interval.lower <= estimate.alpha && estimate.alpha <= estimate.interval.upper);
            }
        }
    }
}
