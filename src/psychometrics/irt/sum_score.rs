//! How likely each sum of categories is at every ability.

use super::ItemModel;

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
}
