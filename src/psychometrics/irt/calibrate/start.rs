//! Where the search begins.

use super::family::Family;
use crate::psychometrics::irt::Responses;
use crate::psychometrics::normal;

/// The logistic curve that is closest to a normal ogive is this much steeper (Haley, 1952).
const LOGITS_IN_A_PROBIT: f64 = 1.702;

/// Parameters near each item's, from how often its categories were chosen and how it goes with the other items.
///
/// *Model*: a one-factor view. The loading is the item's correlation with the mean standard score of the person's other
/// items, the thresholds are normal quantiles of the cumulative shares; both are turned into slope and intercepts.
pub(super) fn start(responses: &Responses, families: &[Family]) -> Vec<Vec<f64>> {
    let counts = responses.category_counts();
    let loadings = loadings(responses, &counts);
    let items = families.iter().zip(&counts).zip(&loadings);
    items
        .map(|((family, counts), loading)| of_item(*family, counts, *loading))
        .collect()
}

fn of_item(family: Family, counts: &[usize], loading: f64) -> Vec<f64> {
    let stretch = LOGITS_IN_A_PROBIT / (1.0 - loading * loading).sqrt();
    let total: usize = counts.iter().sum();
    // Half a person is added on each side, so that no share is 0 or 1.
    let share = |count: usize| (count as f64 + 0.5) / (total as f64 + 1.0);
    let above = |category: usize| share(counts[category..].iter().sum());
    let graded = (1..counts.len()).map(|k| stretch * normal::quantile(above(k)).unwrap_or(0.0));
    match family {
        Family::PartialCredit => {
            let slope = stretch * loading * 2.0 / counts.len() as f64;
            let intercepts = counts[1..]
                .iter()
                .map(|&count| (share(count) / share(counts[0])).ln());
            std::iter::once(slope).chain(intercepts).collect()
        }
        Family::Guessing => {
            let guessing = (0.15f64 / 0.85).ln();
            std::iter::once(stretch * loading)
                .chain(graded)
                .chain([guessing])
                .collect()
        }
        Family::Logistic | Family::Graded => {
            std::iter::once(stretch * loading).chain(graded).collect()
        }
    }
}

/// Each item's correlation with the mean standard score of the other items, within bounds that keep slopes moderate.
fn loadings(responses: &Responses, counts: &[Vec<usize>]) -> Vec<f64> {
    let scales: Vec<(f64, f64)> = counts
        .iter()
        .map(|counts| mean_and_spread(counts))
        .collect();
    let n_items = responses.n_items();
    let mut sums = vec![[0.0f64; 6]; n_items];
    let mut scores: Vec<Option<f64>> = Vec::with_capacity(n_items);
    for person_idx in 0..responses.n_persons() {
        scores.clear();
        scores.extend(responses.person(person_idx).zip(&scales).map(
            |(category, (mean, spread))| {
                category.map(|category| (f64::from(category) - mean) / spread)
            },
        ));
        let n_answered = scores.iter().flatten().count();
        if n_answered < 2 {
            continue;
        }
        let total: f64 = scores.iter().flatten().sum();
        for (score, sums) in scores.iter().zip(&mut sums) {
            let Some(score) = *score else { continue };
            let rest = (total - score) / (n_answered - 1) as f64;
            let addends = [1.0, score, rest, score * score, rest * rest, score * rest];
            for (sum, addend) in sums.iter_mut().zip(addends) {
                *sum += addend;
            }
        }
    }
    sums.iter().map(loading).collect()
}

fn loading(&[n, score, rest, score_square, rest_square, product]: &[f64; 6]) -> f64 {
    let covariance = n * product - score * rest;
    let variances = (n * score_square - score * score) * (n * rest_square - rest * rest);
    let correlation = covariance / variances.sqrt();
    if !correlation.is_finite() {
        return 0.5;
    }
    // An item that seems to tell nothing still begins with a sign to move on from.
    let size = correlation.abs().clamp(0.15, 0.85);
    if correlation < 0.0 { -size } else { size }
}

fn mean_and_spread(counts: &[usize]) -> (f64, f64) {
    let total: usize = counts.iter().sum();
    let n = (total as f64).max(1.0);
    let scored = || {
        counts
            .iter()
            .zip(0u32..)
            .map(|(&count, score)| (count as f64, f64::from(score)))
    };
    let mean = scored().map(|(count, score)| count * score).sum::<f64>() / n;
    let variance = scored()
        .map(|(count, score)| count * (score - mean).powi(2))
        .sum::<f64>()
        / n;
    (mean, variance.sqrt().max(1e-6))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_graded_item_begins_at_its_cumulative_shares() {
        let start = of_item(Family::Graded, &[250, 250, 500], 0.6);
        assert!((start[0] - 1.702 * 0.6 / 0.8).abs() < 1e-12);
        assert!(start[1] > start[2] && start[2].abs() < 1e-9);
        let start = of_item(Family::PartialCredit, &[100, 200, 50], 0.5);
        assert!((start[1] - 2.0f64.ln()).abs() < 0.01);
        assert_eq!(of_item(Family::Guessing, &[3, 4], 0.5).len(), 3);
    }

    #[test]
    fn an_item_keyed_the_other_way_begins_with_a_negative_slope() {
        let items = ["a", "b", "c"].map(str::to_owned);
        let persons: Vec<Vec<Option<u8>>> = (0..60u8)
            .map(|person| {
                let high = person % 2;
                let odd = u8::from(person % 7 == 0);
                vec![Some(high), Some(high ^ odd), Some(1 - high)]
            })
            .collect();
        let responses = Responses::from_categories(&items, &[2; 3], &persons).unwrap();
        let start = start(&responses, &[Family::Logistic; 3]);
        assert!(start[2][0] < 0.0, "{start:?}");
    }
}
