//! Pearson's product-moment correlation.

use super::Error;
use crate::psychometrics::descriptive::mean;

/// Pearson's correlation of two lists, pair by pair.
///
/// *Model*: Σ(x − x̄)(y − ȳ) / √(Σ(x − x̄)² Σ(y − ȳ)²).
///
/// *Takes / gives*: two lists of equal length, two pairs or more; −1 to 1.
///
/// *Edges*: rounding never carries it beyond −1 or 1.
///
/// *Errors*: unequal lengths, fewer than two pairs, a list that does not vary.
///
/// *Source*: Pearson (1896), *Philosophical Transactions A* 187, 253–318.
///
/// ```
/// use composure::psychometrics::classical::correlation;
/// // Deviations −1 0 1 and −1 1 0: products 1, squares 2 and 2.
/// assert!((correlation(&[1.0, 2.0, 3.0], &[1.0, 3.0, 2.0])? - 0.5).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::classical::Error>(())
/// ```
pub fn correlation(first: &[f64], second: &[f64]) -> Result<f64, Error> {
    if first.len() != second.len() {
        return Err(Error::UnequalLengths {
            first: first.len(),
            second: second.len(),
        });
    }
    if first.len() < 2 {
        return Err(Error::TooFewPersons {
            n: first.len(),
            minimum: 2,
        });
    }
    let first_mean = mean(first).ok_or(Error::NotFinite)?;
    let second_mean = mean(second).ok_or(Error::NotFinite)?;
    let (mut products, mut first_squares, mut second_squares) = (0.0, 0.0, 0.0);
    for (x, y) in first.iter().zip(second) {
        products += (x - first_mean) * (y - second_mean);
        first_squares += (x - first_mean).powi(2);
        second_squares += (y - second_mean).powi(2);
    }
    if first_squares <= 0.0 || second_squares <= 0.0 {
        return Err(Error::NoVariance);
    }
    // The roots are taken one by one, because the product of the squares can overflow or vanish.
    let r = products / first_squares.sqrt() / second_squares.sqrt();
    if r.is_finite() && first_squares.is_finite() && second_squares.is_finite() {
        Ok(r.clamp(-1.0, 1.0))
    } else {
        Err(Error::NotFinite)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::psychometrics::reference;

    #[test]
    fn the_correlation_equals_that_of_r() {
        // reference/valid_sat_act.json: R 4.2.2, cor of ACT and SATV, n = 700.
        let test = "the_correlation_equals_that_of_r";
        let Some(rows) = reference::table("data/sat_act.csv", test) else {
            return;
        };
        let values = |column: &str| -> Vec<f64> {
            rows.iter()
                .filter_map(|row| reference::number(row, column))
                .collect()
        };
        let r = correlation(&values("ACT"), &values("SATV")).unwrap();
        assert!((r - 0.561056198841119).abs() < 1e-12);
    }

    #[test]
    fn a_list_that_does_not_vary_has_no_correlation() {
        assert_eq!(
            correlation(&[1.0, 1.0], &[1.0, 2.0]),
            Err(Error::NoVariance)
        );
        assert_eq!(
            correlation(&[1.0], &[1.0]),
            Err(Error::TooFewPersons { n: 1, minimum: 2 })
        );
        assert_eq!(
            correlation(&[1.0], &[]),
            Err(Error::UnequalLengths {
                first: 1,
                second: 0
            })
        );
    }

    proptest! {
        #[test]
        fn any_pairs_give_a_correlation_in_range_or_a_reason(pairs in prop::collection::vec(any::<(f64, f64)>(), 0..8)) {
            let (first, second): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
            if let Ok(r) = correlation(&first, &second) {
                prop_assert!((-1.0..=1.0).contains(&r));
            }
        }
    }
}
