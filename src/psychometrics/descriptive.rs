//! Means, spreads and quantiles of a list of numbers.
//!
//! Every function gives `None` where the figure does not exist (too few values) or would not be a finite number.

use super::finite;

/// The arithmetic mean.
///
/// Takes any number of values in any unit; gives the same unit. Edges: empty gives `None`.
///
/// ```
/// use composure::psychometrics::descriptive::mean;
/// assert_eq!(mean(&[1.0, 2.0, 6.0]), Some(3.0));
/// assert_eq!(mean(&[]), None);
/// ```
pub fn mean(values: &[f64]) -> Option<f64> {
    let first = values.first()?;
    // Distances from the first value: values that are all the same have exactly that mean, and so no variance.
    let distance: f64 = values.iter().map(|value| value - first).sum();
    finite(first + distance / values.len() as f64)
}

/// The sample variance, with divisor n − 1.
///
/// Takes two values or more; gives the squared unit. Edges: fewer than two values give `None`, equal values 0.
///
/// ```
/// use composure::psychometrics::descriptive::variance;
/// assert_eq!(variance(&[4.0, 6.0, 8.0]), Some(4.0));
/// assert_eq!(variance(&[4.0]), None);
/// ```
pub fn variance(values: &[f64]) -> Option<f64> {
    if values.len() < 2 {
        return None;
    }
    let centre = mean(values)?;
    let squares: f64 = values.iter().map(|value| (value - centre).powi(2)).sum();
    finite(squares / (values.len() - 1) as f64)
}

/// The sample standard deviation, with divisor n − 1.
///
/// Takes two values or more; gives the same unit. Edges: fewer than two values give `None`, equal values 0.
///
/// ```
/// use composure::psychometrics::descriptive::standard_deviation;
/// assert_eq!(standard_deviation(&[4.0, 6.0, 8.0]), Some(2.0));
/// ```
pub fn standard_deviation(values: &[f64]) -> Option<f64> {
    variance(values).map(f64::sqrt)
}

/// The middle value, or the mean of the two middle ones.
///
/// Takes values in any order and unit; gives the same unit. Edges: empty gives `None`.
///
/// ```
/// use composure::psychometrics::descriptive::median;
/// assert_eq!(median(&[9.0, 1.0, 4.0]), Some(4.0));
/// assert_eq!(median(&[1.0, 2.0, 4.0, 9.0]), Some(3.0));
/// ```
pub fn median(values: &[f64]) -> Option<f64> {
    quantile_type_6(values, 0.5)
}

/// The type-6 sample quantile: the value at rank `(n + 1) p`, interpolated between neighbours.
///
/// *Model*: with the sorted values x₁ ≤ … ≤ xₙ and h = (n + 1) p, x₍⌊h⌋₎ + (h − ⌊h⌋)(x₍⌊h⌋₊₁₎ − x₍⌊h⌋₎).
///
/// *Takes / gives*: values in any unit and order, `p` from 0 to 1; the unit of the values.
///
/// *Edges*: ranks below 1 give the smallest value, above n the largest; empty, `p` outside 0..1 or a value that is
/// not finite give `None`.
///
/// *Source*: Hyndman & Fan (1996), *The American Statistician* 50, 361–365, definition 6 (Weibull's).
///
/// ```
/// use composure::psychometrics::descriptive::quantile_type_6;
/// // h = 5 × 0.3 = 1.5: half way between the first and the second value.
/// assert_eq!(quantile_type_6(&[40.0, 10.0, 30.0, 20.0], 0.3), Some(15.0));
/// ```
pub fn quantile_type_6(values: &[f64], p: f64) -> Option<f64> {
    if values.is_empty() || !(0.0..=1.0).contains(&p) || !all_finite(values) {
        return None;
    }
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let rank = ((sorted.len() + 1) as f64 * p).clamp(1.0, sorted.len() as f64);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the rank lies between 1 and the number of values"
    )]
    let below = rank.floor() as usize - 1;
    let lower = *sorted.get(below)?;
    let upper = *sorted.get(below + 1).unwrap_or(&lower);
    finite(lower + (rank - rank.floor()) * (upper - lower))
}

/// Whether every value is a finite number.
pub(crate) fn all_finite(values: &[f64]) -> bool {
    values.iter().all(|value| value.is_finite())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_quantile_beyond_the_sample_is_its_end() {
        let values = [3.0, 1.0, 2.0];
        assert_eq!(quantile_type_6(&values, 0.0), Some(1.0));
        assert_eq!(quantile_type_6(&values, 0.1), Some(1.0));
        assert_eq!(quantile_type_6(&values, 1.0), Some(3.0));
        assert_eq!(quantile_type_6(&values, 1.1), None);
        assert_eq!(quantile_type_6(&[], 0.5), None);
    }

    #[test]
    fn the_median_of_an_even_number_lies_between_the_middle_two() {
        assert_eq!(median(&[4.0, 1.0, 3.0, 2.0]), Some(2.5));
        assert_eq!(median(&[7.0]), Some(7.0));
    }

    #[test]
    fn one_value_has_no_spread() {
        assert_eq!(variance(&[1.0]), None);
        assert_eq!(standard_deviation(&[2.0, 2.0]), Some(0.0));
    }

    #[test]
    fn equal_values_have_exactly_no_variance() {
        // Summed and divided, three times 0.1 has a mean that is not 0.1.
        assert_eq!(mean(&[0.1; 3]), Some(0.1));
        assert_eq!(variance(&[0.1; 3]), Some(0.0));
    }

    proptest! {
        #[test]
        fn any_numbers_give_finite_figures_or_none(values in prop::collection::vec(any::<f64>(), 0..12), p in any::<f64>()) {
            let figures = [mean(&values), variance(&values), standard_deviation(&values), median(&values), quantile_type_6(&values, p)];
            for figure in figures.into_iter().flatten() {
                prop_assert!(figure.is_finite());
            }
        }
    }
}
