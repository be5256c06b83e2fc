//! How likely each sum of categories is at every ability, and what ability it stands for.

use super::scores::Score;
use super::{Error, ItemModel, Latent, Quadrature};
use crate::psychometrics::finite;

/// The ability that a sum of categories stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SumScoreAbility {
    /// The sum, from 0.
    pub sum: usize,
    /// The expected ability of the people who have it, with its standard error.
    pub ability: Score,
    /// Their share of the population.
    pub share: f64,
}

/// The ability that each sum of categories stands for, as a table to score by hand.
///
/// *Model*: the posterior mean and deviation given the sum alone, E[θ | s] = ∫ θ L(s | θ) φ(θ) dθ / ∫ L(s | θ) φ(θ) dθ,
/// with L by Lord's and Wingersky's recursion.
///
/// *Takes / gives*: the items that were answered, all of them; sums from 0 to the highest.
///
/// *Edges*: less exact than the EAP of the pattern, unless all slopes are equal: then the same.
///
/// *Errors*: no item; a sum so unlikely that its posterior cannot be computed.
///
/// *Source*: Lord & Wingersky (1984), *Applied Psychological Measurement* 8, 453–461; Thissen, Pommerich, Billeaud &
/// Williams (1995), *Applied Psychological Measurement* 19, 39–49.
///
/// ```
/// use composure::psychometrics::irt::{ItemModel, Latent, Quadrature, sum_score_abilities};
/// let items = [-1.0, 1.0].map(|intercept| ItemModel::Logistic { slope: 1.0, intercept });
/// let table = sum_score_abilities(&items, (&Quadrature::default(), Latent::STANDARD))?;
/// assert!(table.len() == 3 && table[1].ability.theta.abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::irt::Error>(())
/// ```
pub fn sum_score_abilities(
    items: &[ItemModel],
    (quadrature, latent): (&Quadrature, Latent),
) -> Result<Vec<SumScoreAbility>, Error> {
    if items.is_empty() {
        return Err(Error::TooFewItems { n: 0, minimum: 1 });
    }
    let nodes = quadrature.nodes();
    let weights = quadrature.weights(latent);
    let curves: Vec<Curve> = items.iter().map(|item| curve(item, nodes)).collect();
    let likelihoods = sum_likelihoods(&curves, nodes.len());
    let of_sum = |(sum, likelihood): (usize, &Vec<f64>)| {
        let share = expectation(likelihood, &weights);
        let moment = |of: &dyn Fn(f64) -> f64| {
            let joint = likelihood.iter().zip(&weights).zip(nodes);
            joint.map(|((l, w), node)| l * w * of(*node)).sum::<f64>() / share
        };
        let theta = finite(moment(&|node| node))?;
        let variance = moment(&|node| (node - theta).powi(2));
        Some(SumScoreAbility {
            sum,
            ability: Score {
                theta,
                standard_error: finite(variance.sqrt())?,
            },
            share,
        })
    };
    let table: Option<Vec<SumScoreAbility>> = likelihoods.iter().enumerate().map(of_sum).collect();
    table.ok_or(Error::NotFinite)
}

/// An item's probabilities at the nodes: `categories × nodes`.
pub(crate) type Curve = Vec<Vec<f64>>;

/// The curve of an item at these abilities.
pub(crate) fn curve(item: &ItemModel, nodes: &[f64]) -> Curve {
    let mut curve = vec![Vec::with_capacity(nodes.len()); item.n_categories()];
    for &node in nodes {
        for (category, probability) in curve.iter_mut().zip(item.probabilities(node)) {
            category.push(probability);
        }
    }
    curve
}

/// The probability of each sum of categories at each node: `sums × nodes`, sums from 0 to the highest.
///
/// *Model*: item by item, L(s) ← Σₖ L(s − k) Pₖ; all terms are positive, so that no digits are lost.
///
/// *Source*: Lord & Wingersky (1984), *Applied Psychological Measurement* 8, 453–461, for two categories; Thissen,
/// Pommerich, Billeaud & Williams (1995), *Applied Psychological Measurement* 19, 39–49, for more.
pub(crate) fn sum_likelihoods<'a>(
    curves: impl IntoIterator<Item = &'a Curve>,
    n_nodes: usize,
) -> Vec<Vec<f64>> {
    let mut likelihoods = vec![vec![1.0; n_nodes]];
    for curve in curves {
        let n_sums = likelihoods.len() + curve.len().saturating_sub(1);
        let mut longer = vec![vec![0.0; n_nodes]; n_sums];
        for (sum, before) in likelihoods.iter().enumerate() {
            for (after, probabilities) in longer.iter_mut().skip(sum).zip(curve) {
                for ((after, before), probability) in
                    after.iter_mut().zip(before).zip(probabilities)
                {
                    *after += before * probability;
                }
            }
        }
        likelihoods = longer;
    }
    likelihoods
}

/// Σ over the nodes of value × weight.
pub(crate) fn expectation(values: &[f64], weights: &[f64]) -> f64 {
    let products = values
        .iter()
        .zip(weights)
        .map(|(value, weight)| value * weight);
    products.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_of_two_items_are_worked_by_hand() {
        // P(1) = .3 and a three-category item .2, .5, .3: the sums 0 … 3 have .14, .41, .36, .09.
        let curves = [
            vec![vec![0.7], vec![0.3]],
            vec![vec![0.2], vec![0.5], vec![0.3]],
        ];
        let expected = [0.14, 0.41, 0.36, 0.09];
        let forwards = sum_likelihoods(&curves, 1);
        let backwards = sum_likelihoods(curves.iter().rev(), 1);
        assert_eq!(forwards.len(), expected.len());
        for ((forward, backward), expected) in forwards.iter().zip(&backwards).zip(expected) {
            assert!((forward[0] - expected).abs() < 1e-15);
            assert!((backward[0] - expected).abs() < 1e-15);
        }
    }

    #[test]
    fn no_item_leaves_the_sum_0() {
        assert_eq!(sum_likelihoods([], 2), [[1.0, 1.0]]);
    }

    #[test]
    fn abilities_of_sums_equal_the_reference() {
        let test = "abilities_of_sums_equal_the_reference";
        for case in crate::psychometrics::irt::reference_data::CASES {
            let Some(expected) = case.expected(test) else {
                return;
            };
            let Some(block) = expected.get("EAPsum") else {
                continue;
            };
            let responses = case.responses(&expected, test).unwrap();
            let variance = expected["group_var"].as_f64().unwrap();
            let at = (
                &Quadrature::default(),
                Latent {
                    mean: 0.0,
                    variance,
                },
            );
            let table = sum_score_abilities(&case.expected_models(&expected), at).unwrap();
            let n = responses.n_persons() as f64;
            let mut observed = vec![0.0; table.len()];
            for person_idx in 0..responses.n_persons() {
                let sum: usize = responses
                    .person(person_idx)
                    .flatten()
                    .map(usize::from)
                    .sum();
                observed[sum] += 1.0;
            }
            let lowest = block["Sum.Scores"][0].as_f64().unwrap();
            let mut largest: f64 = 0.0;
            for (row, observed) in table.iter().zip(observed) {
                // Where the reference names the factor, it calls it F instead of F1.
                let column =
                    |field: &str| block.get(field).or(block.get(field.trim_end_matches('1')));
                let number = |field: &str| column(field).unwrap()[row.sum].as_f64().unwrap();
                let count = row.share * n;
                for (found, field) in [
                    (row.sum as f64 + lowest, "Sum.Scores"),
                    (row.ability.theta, "F1"),
                    (row.ability.standard_error, "SE_F1"),
                    (count, "expected"),
                    (observed, "observed"),
                    ((observed - count).abs() / count.sqrt(), "std.res"),
                ] {
                    largest = largest.max((found - number(field)).abs());
                }
            }
            eprintln!("{}: abilities of sums {largest:.1e}", case.label);
            // The tolerance of abilities is 1e-4; the rarest sums of 26 items differ most.
            assert!(largest < 2e-5, "{} {largest:e}", case.label);
        }
    }

    #[test]
    fn without_items_there_is_no_table() {
        let at = (&Quadrature::default(), Latent::STANDARD);
        assert!(sum_score_abilities(&[], at).is_err());
    }
}
