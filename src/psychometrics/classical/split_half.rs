//! Reliability from two halves, and what a longer test would gain.

use super::alpha::alpha_of;
use super::{Covariances, Error, checked, checked_reliability, correlation};
use crate::psychometrics::finite;

/// The correlation of two halves, and the reliability of the whole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SplitHalf {
    /// How many people have both halves.
    pub n_persons: usize,
    /// Correlation of the halves, −1 to 1.
    pub correlation: f64,
    /// Reliability of the whole by Spearman and Brown; `None` at a correlation of −1, where it does not exist.
    pub spearman_brown: Option<f64>,
}

impl SplitHalf {
    /// From the scores of two halves, person by person.
    ///
    /// *Errors*: those of [`correlation()`].
    pub fn of(first: &[f64], second: &[f64]) -> Result<Self, Error> {
        let correlation = correlation(first, second)?;
        Ok(Self {
            n_persons: first.len(),
            correlation,
            spearman_brown: spearman_brown(correlation, 2.0).ok(),
        })
    }
}

/// Reliability of a test made `factor` times as long with parallel parts.
///
/// *Model*: f r / (1 + (f − 1) r).
///
/// *Takes / gives*: a reliability from −1 to 1 (a correlation of halves may be negative) and a factor above 0; a
/// reliability.
///
/// *Edges*: 0 stays 0, 1 stays 1; a factor below 1 says what a shorter test would lose. For halves that correlate
/// negatively the result is negative and may lie below −1: it then only says that the halves disagree.
///
/// *Errors*: arguments outside their range, and a denominator that is not above 0 (by a billionth).
///
/// *Source*: Spearman (1910), *British Journal of Psychology* 3, 271–295; Brown (1910), ibid. 296–322.
///
/// ```
/// use composure::psychometrics::classical::spearman_brown;
/// assert!((spearman_brown(0.5, 2.0)? - 2.0 / 3.0).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::classical::Error>(())
/// ```
pub fn spearman_brown(reliability: f64, factor: f64) -> Result<f64, Error> {
    let is_correlation = (-1.0..=1.0).contains(&reliability);
    checked(reliability, is_correlation, "reliability", "from -1 to 1")?;
    checked(
        factor,
        factor.is_finite() && factor > 0.0,
        "length factor",
        "above 0",
    )?;
    let denominator = 1.0 + (factor - 1.0) * reliability;
    // Halves that mirror each other leave a denominator of 0, but for the rounding of their correlation.
    if denominator < 1e-9 {
        return Err(Error::NotFinite);
    }
    finite(factor * reliability / denominator).ok_or(Error::NotFinite)
}

/// Odd-even split-half reliability of the people who answered every item.
///
/// *Model*: the sums of the first, third, … and of the second, fourth, … item are correlated; Spearman and Brown's
/// formula carries the correlation to the whole length.
///
/// *Takes / gives*: answers `persons × items`, reverse-keyed already, two items or more.
///
/// *Edges*: with an odd number of items the first half has one more, which the formula ignores.
///
/// *Errors*: fewer than two complete cases or items, unequal lists, a half that does not vary.
///
/// ```
/// use composure::psychometrics::classical::split_half;
/// let answers = [[1.0, 2.0], [2.0, 1.0], [3.0, 3.0]].map(|person| person.map(Some).to_vec());
/// let halves = split_half(&answers)?;
/// assert!((halves.correlation - 0.5).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::classical::Error>(())
/// ```
pub fn split_half(answers: &[Vec<Option<f64>>]) -> Result<SplitHalf, Error> {
    Covariances::complete(answers)?.split_half()
}

impl Covariances {
    /// Odd-even split-half reliability: see [`split_half()`]; with pairwise covariances of everybody.
    pub fn split_half(&self) -> Result<SplitHalf, Error> {
        let halves = self.halves()?;
        // Covariances are only known up to rounding; pairwise ones may contradict each other.
        let least = 1e-12 * self.variances().iter().sum::<f64>();
        if halves.odd <= least || halves.even <= least {
            return Err(Error::NoVariance);
        }
        let r = finite(halves.both / halves.odd.sqrt() / halves.even.sqrt());
        let correlation = r.ok_or(Error::NotFinite)?.clamp(-1.0, 1.0);
        Ok(SplitHalf {
            n_persons: self.n_persons(),
            correlation,
            spearman_brown: spearman_brown(correlation, 2.0).ok(),
        })
    }

    /// Reliability of the whole from its odd and even half, whatever their spreads.
    ///
    /// *Model*: 2 (1 − (s₁² + s₂²) / sₓ²), with the halves' variances and that of the whole.
    ///
    /// *Edges*: equal to Spearman and Brown's where the halves spread alike, else below it.
    ///
    /// *Errors*: fewer than two items, a sum that does not vary.
    ///
    /// *Source*: Guttman (1945), *Psychometrika* 10, 255–282, λ4; Rulon (1939), *Harvard Educational Review* 9, 99–103.
    pub fn guttman_flanagan(&self) -> Result<f64, Error> {
        let halves = self.halves()?;
        alpha_of(2, halves.odd + halves.even, self.sum_variance())
    }

    /// Variances and covariance of the sums of odd and even items.
    fn halves(&self) -> Result<Halves, Error> {
        if self.n_items() < 2 {
            return Err(Error::TooFewItems {
                n: self.n_items(),
                minimum: 2,
            });
        }
        let mut halves = Halves {
            odd: 0.0,
            even: 0.0,
            both: 0.0,
        };
        for (first, row) in self.matrix().iter().enumerate() {
            for (second, covariance) in row.iter().enumerate() {
                match (first % 2, second % 2) {
                    (0, 0) => halves.odd += covariance,
                    (1, 1) => halves.even += covariance,
                    (0, _) => halves.both += covariance,
                    _ => {}
                }
            }
        }
        Ok(halves)
    }
}

struct Halves {
    odd: f64,
    even: f64,
    both: f64,
}

/// Reliability of the whole from two halves of unequal length.
///
/// *Model*: (√(r⁴ + 4pq r²(1 − r²)) − r²) / (2pq(1 − r²)), with the correlation r of the halves and their shares p and
/// q = 1 − p of the items.
///
/// *Takes / gives*: a correlation from 0 to 1 and a share strictly between 0 and 1; a reliability.
///
/// *Edges*: with equal halves this is Spearman and Brown's formula; 1 stays 1.
///
/// *Errors*: a number outside its range.
///
/// *Source*: Horst (1951), *Educational and Psychological Measurement* 11, 368–371.
///
/// ```
/// use composure::psychometrics::classical::{horst, spearman_brown};
/// assert!((horst(0.6, 0.5)? - spearman_brown(0.6, 2.0)?).abs() < 1e-12);
/// assert!(horst(0.6, 0.6)? > horst(0.6, 0.5)?);
/// # Ok::<(), composure::psychometrics::classical::Error>(())
/// ```
pub fn horst(correlation: f64, share: f64) -> Result<f64, Error> {
    let r = checked_reliability(correlation)?;
    checked(
        share,
        0.0 < share && share < 1.0,
        "share of items",
        "between 0 and 1",
    )?;
    let (square, twice) = (r * r, 2.0 * share * (1.0 - share));
    // Multiplied out by its conjugate, the formula has no 0 / 0 at a correlation of 1.
    let root = (square * square + 2.0 * twice * square * (1.0 - square)).sqrt();
    if root + square <= 0.0 {
        return Ok(0.0);
    }
    finite(2.0 * square / (root + square)).ok_or(Error::NotFinite)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_reliability_of_45_hundredths_grows_as_worked_by_hand() {
        for (factor, expected) in [(2.0, 0.621), (3.0, 0.711), (4.0, 0.766), (6.0, 0.831)] {
            let longer = spearman_brown(0.45, factor).unwrap();
            assert!((longer - expected).abs() < 0.0005, "{factor}: {longer}");
        }
    }

    #[test]
    fn halves_that_mirror_each_other_have_no_reliability_of_the_whole() {
        let halves = SplitHalf::of(&[1.0, 2.0], &[2.0, 1.0]).unwrap();
        assert_eq!(halves.spearman_brown, None);
    }

    proptest! {
        #[test]
        fn any_reliability_and_factor_give_a_finite_figure_or_a_reason(r in any::<f64>(), factor in any::<f64>()) {
            for (r, factor) in [(r, factor), (r.rem_euclid(1.0), factor.abs()), (-r.rem_euclid(1.0), factor.abs())] {
                prop_assert!(spearman_brown(r, factor).map_or(true, f64::is_finite));
            }
        }
    }
}
