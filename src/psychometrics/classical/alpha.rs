//! Coefficient alpha.

use statrs::distribution::{ContinuousCDF, FisherSnedecor};

use super::{Error, Interval, checked, complete_cases};
use crate::psychometrics::descriptive::variance;
use crate::psychometrics::finite;

/// Coefficient alpha with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alpha {
    /// How many people answered every item.
    pub n_persons: usize,
    /// How many items there are.
    pub n_items: usize,
    /// Alpha: at most 1, and below 0 where items work against each other.
    pub alpha: f64,
    /// Feldt's interval.
    pub interval: Interval,
}

/// Coefficient alpha of the people who answered every item, with Feldt's interval.
///
/// *Model*: k / (k − 1) · (1 − Σ sⱼ² / sₓ²), with k items, their variances sⱼ² and the variance sₓ² of the sum. The
/// interval follows from (1 − ρ) / (1 − α) ~ F with n − 1 and (n − 1)(k − 1) degrees of freedom.
///
/// *Takes / gives*: answers `persons × items`, reverse-keyed already; `confidence` strictly between 0 and 1.
///
/// *Edges*: people with a missing answer are left out; items that work against each other make it negative; it is 1
/// when items differ by constants only.
///
/// *Errors*: fewer than two complete cases or two items, unequal lists, a sum that does not vary.
///
/// *Source*: Cronbach (1951), *Psychometrika* 16, 297–334, equation 2; Feldt (1965), *Psychometrika* 30, 357–370.
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
    let persons = complete_cases(answers)?;
    let is_inside = confidence > 0.0 && confidence < 1.0;
    checked(confidence, is_inside, "confidence", "between 0 and 1")?;
    let value = of_complete(&persons)?;
    let n_persons = persons.len();
    let n_items = persons.first().map_or(0, Vec::len);
    let interval = feldt(value, n_persons, n_items, confidence).ok_or(Error::NotFinite)?;
    Ok(Alpha {
        n_persons,
        n_items,
        alpha: value,
        interval,
    })
}

/// Alpha of people without missing answers, all of one length.
pub(super) fn of_complete(persons: &[Vec<f64>]) -> Result<f64, Error> {
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
    let sums: Vec<f64> = persons.iter().map(|person| person.iter().sum()).collect();
    let sum_variance = variance(&sums).ok_or(Error::NotFinite)?;
    let item_variance: f64 = (0..n_items)
        .filter_map(|item_idx| variance(&column(persons, item_idx)))
        .sum();
    // Items that cancel each other leave a sum that varies by rounding only.
    if sum_variance <= 1e-12 * item_variance {
        return Err(Error::NoVariance);
    }
    let k = n_items as f64;
    finite(k / (k - 1.0) * (1.0 - item_variance / sum_variance)).ok_or(Error::NotFinite)
}

/// One item's answers.
pub(super) fn column(persons: &[Vec<f64>], item_idx: usize) -> Vec<f64> {
    persons
        .iter()
        .filter_map(|person| person.get(item_idx).copied())
        .collect()
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
    use crate::psychometrics::reference;

    fn check(file: &str, items: &[&str], reversed: &[&str], expected: &serde_json::Value) {
        let rows = reference::table(file, "alpha").unwrap();
        let answer = |row: &reference::Row, item: &str| {
            let code = reference::number(row, item)?;
            Some(if reversed.contains(&item) {
                7.0 - code
            } else {
                code
            })
        };
        let answers: Vec<Vec<Option<f64>>> = rows
            .iter()
            .map(|row| items.iter().map(|item| answer(row, item)).collect())
            .collect();
        let estimate = alpha(&answers, 0.95).unwrap();
        let number = |field: &str| expected[field].as_f64().unwrap();
        let feldt = |end: usize| expected["alpha_feldt_ci"][end].as_f64().unwrap();
        assert_eq!(Some(estimate.n_persons as u64), expected["n"].as_u64());
        assert!((estimate.alpha - number("alpha_raw")).abs() < 1e-12);
        assert!(
            (estimate.interval.lower - feldt(0)).abs() < 1e-8,
            "{:?}",
            estimate.interval
        );
        assert!(
            (estimate.interval.upper - feldt(1)).abs() < 1e-8,
            "{:?}",
            estimate.interval
        );
        let statistics = super::super::item_statistics(&answers).unwrap();
        for (item_idx, item) in statistics.iter().enumerate() {
            let number = |field: &str| expected["items"][field][item_idx].as_f64().unwrap();
            assert!((item.mean - number("mean")).abs() < 1e-12);
            assert!((item.standard_deviation - number("sd")).abs() < 1e-12);
            assert!((item.item_rest_correlation.unwrap() - number("r_drop")).abs() < 1e-10);
            let dropped = item.alpha_if_dropped.unwrap();
            assert!((dropped - number("alpha_drop_raw")).abs() < 1e-10);
        }
    }

    #[test]
    fn alpha_and_item_statistics_equal_the_psych_package() {
        // reference/ctt_*.json: R 4.2.2, psych 2.2.9.
        let test = "alpha_and_item_statistics_equal_the_psych_package";
        let (Some(bfi), Some(lsat)) = (
            reference::json("reference/ctt_bfi.json", test),
            reference::json("reference/ctt_LSAT7.json", test),
        ) else {
            return;
        };
        let agree = ["A1", "A2", "A3", "A4", "A5"];
        check(
            "data/bfi.csv",
            &agree,
            &["A1"],
            &bfi["scales"]["agree"]["complete"],
        );
        let items = ["Item.1", "Item.2", "Item.3", "Item.4", "Item.5"];
        check(
            "data/LSAT7_expanded.csv",
            &items,
            &[],
            &lsat["LSAT7"]["complete"],
        );
    }

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
