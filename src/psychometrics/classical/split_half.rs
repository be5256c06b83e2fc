//! Reliability from two halves, and what a longer test would gain.

use super::{Error, checked, complete_cases, correlation};
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
    let persons = complete_cases(answers)?;
    let n_items = persons.first().map_or(0, Vec::len);
    if persons.len() < 2 {
        return Err(Error::TooFewPersons {
            n: persons.len(),
            minimum: 2,
        });
    }
    if n_items < 2 {
        return Err(Error::TooFewItems {
            n: n_items,
            minimum: 2,
        });
    }
    let half = |start: usize| -> Vec<f64> {
        persons
            .iter()
            .map(|person| person.iter().skip(start).step_by(2).sum())
            .collect()
    };
    SplitHalf::of(&half(0), &half(1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::psychometrics::reference;

    #[test]
    fn a_reliability_of_45_hundredths_grows_as_worked_by_hand() {
        for (factor, expected) in [(2.0, 0.621), (3.0, 0.711), (4.0, 0.766), (6.0, 0.831)] {
            let longer = spearman_brown(0.45, factor).unwrap();
            assert!((longer - expected).abs() < 0.0005, "{factor}: {longer}");
        }
    }

    #[test]
    fn the_odd_even_split_equals_the_reference() {
        // reference/ctt_LSAT7.json: R 4.2.2.
        let test = "the_odd_even_split_equals_the_reference";
        let Some(rows) = reference::table("data/LSAT7_expanded.csv", test) else {
            return;
        };
        let items = ["Item.1", "Item.2", "Item.3", "Item.4", "Item.5"];
        let answers: Vec<Vec<Option<f64>>> = rows
            .iter()
            .map(|row| {
                items
                    .iter()
                    .map(|item| reference::number(row, item))
                    .collect()
            })
            .collect();
        let halves = split_half(&answers).unwrap();
        assert!((halves.correlation - 0.299162446678958).abs() < 1e-12);
        assert!((halves.spearman_brown.unwrap() - 0.460546635170536).abs() < 1e-12);
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
