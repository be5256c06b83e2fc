//! Margins: the shares of categories and the means of products, and what a model says about them.

use nalgebra::{DMatrix, DVector};

/// A statistic of one person's answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Margin {
    /// Whether the category of the item was chosen.
    Category {
        /// The item.
        item: usize,
        /// The category, from 1.
        category: usize,
    },
    /// The product of two items' categories.
    Product {
        /// One item.
        first: usize,
        /// The other.
        second: usize,
    },
}

/// The margins of items with so many categories: every category but the lowest, then every pair of items.
pub(super) fn margins(n_categories: &[usize]) -> Vec<Margin> {
    let mut margins = Vec::new();
    for (item, &n) in n_categories.iter().enumerate() {
        margins.extend((1..n).map(|category| Margin::Category { item, category }));
    }
    for first in 0..n_categories.len() {
        let others = first + 1..n_categories.len();
        margins.extend(others.map(|second| Margin::Product { first, second }));
    }
    margins
}

impl Margin {
    /// Its value for one person.
    pub(super) fn of_person(self, answers: &[u8]) -> f64 {
        match self {
            Self::Category { item, category } => {
                f64::from(u8::from(usize::from(answers[item]) == category))
            }
            Self::Product { first, second } => {
                f64::from(answers[first]) * f64::from(answers[second])
            }
        }
    }

    /// The one or two factors it is made of.
    fn factors(self) -> impl Iterator<Item = Factor> {
        let factors = match self {
            Self::Category { item, category } => [Some(Factor::Category(item, category)), None],
            Self::Product { first, second } => {
                [Some(Factor::Score(first)), Some(Factor::Score(second))]
            }
        };
        factors.into_iter().flatten()
    }
}

/// Something of one item that a margin multiplies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Factor {
    Category(usize, usize),
    Score(usize),
}

impl Factor {
    fn item(self) -> usize {
        match self {
            Self::Category(item, _) | Self::Score(item) => item,
        }
    }
}

/// An item's probabilities at the nodes with their moments.
#[derive(Debug, Clone)]
pub(super) struct ItemCurves {
    /// `categories × nodes`.
    pub(super) categories: Vec<Vec<f64>>,
    score: Vec<f64>,
    square: Vec<f64>,
}

impl ItemCurves {
    pub(super) fn new(categories: Vec<Vec<f64>>) -> Self {
        let moment = |power: i32| weighted(&categories, |category| category.powi(power));
        let (score, square) = (moment(1), moment(2));
        Self {
            categories,
            score,
            square,
        }
    }
}

/// Σ over the categories of value × curve, node by node.
fn weighted(categories: &[Vec<f64>], value: impl Fn(f64) -> f64) -> Vec<f64> {
    let n_nodes = categories.first().map_or(0, Vec::len);
    let mut sum = vec![0.0; n_nodes];
    for (category, curve) in (0u32..).zip(categories) {
        for (sum, probability) in sum.iter_mut().zip(curve) {
            *sum += value(f64::from(category)) * probability;
        }
    }
    sum
}

/// How the model's curves or weights change with one of its parameters.
#[derive(Debug, Clone)]
pub(super) enum Change {
    /// An item's probabilities, `categories × nodes`.
    Item {
        /// The item.
        item: usize,
        /// The parameter.
        parameter: usize,
        /// ∂ P / ∂ parameter.
        categories: Vec<Vec<f64>>,
    },
    /// The weights of the nodes.
    Weights {
        /// The parameter.
        parameter: usize,
        /// ∂ w / ∂ parameter.
        weights: Vec<f64>,
    },
}

/// What a model says about answers: probabilities at nodes, the weights of the nodes, and how both change.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub(super) weights: Vec<f64>,
    pub(super) items: Vec<ItemCurves>,
    pub(super) changes: Vec<Change>,
    pub(super) n_parameters: usize,
}

impl Said {
    /// The expected value of each margin.
    pub(super) fn expected(&self, margins: &[Margin]) -> DVector<f64> {
        let expected = margins
            .iter()
            .map(|margin| self.expectation(margin.factors()));
        DVector::from_iterator(margins.len(), expected)
    }

    /// The mean category and its variance.
    pub(super) fn item_moments(&self, item: usize) -> (f64, f64) {
        let of = |curve: &[f64]| dot(curve, &self.weights);
        let mean = of(&self.items[item].score);
        (mean, of(&self.items[item].square) - mean * mean)
    }

    /// The covariances of the margins in one person.
    pub(super) fn covariance(&self, margins: &[Margin], expected: &DVector<f64>) -> DMatrix<f64> {
        let n = margins.len();
        let mut covariance = DMatrix::zeros(n, n);
        for row in 0..n {
            for column in 0..=row {
                let factors = margins[row].factors().chain(margins[column].factors());
                let value = self.expectation(factors) - expected[row] * expected[column];
                covariance[(row, column)] = value;
                covariance[(column, row)] = value;
            }
        }
        covariance
    }

    /// The derivatives of the expected margins, `margins × parameters`.
    pub(super) fn jacobian(&self, margins: &[Margin]) -> DMatrix<f64> {
        let mut jacobian = DMatrix::zeros(margins.len(), self.n_parameters);
        for change in &self.changes {
            for (row, margin) in margins.iter().enumerate() {
                match change {
                    Change::Item {
                        item,
                        parameter,
                        categories,
                    } => jacobian[(row, *parameter)] += self.by_item(*margin, (*item, categories)),
                    Change::Weights { parameter, weights } => {
                        let product = self.product(margin.factors(), weights);
                        jacobian[(row, *parameter)] += product.iter().sum::<f64>();
                    }
                }
            }
        }
        jacobian
    }

    /// How a margin changes with an item's curves.
    fn by_item(&self, margin: Margin, (item, changed): (usize, &[Vec<f64>])) -> f64 {
        match margin {
            Margin::Category {
                item: own,
                category,
            } if own == item => dot(&changed[category], &self.weights),
            Margin::Product { first, second } if first == item || second == item => {
                let other = if first == item { second } else { first };
                let score = weighted(changed, |category| category);
                let both = score.iter().zip(&self.items[other].score);
                both.zip(&self.weights)
                    .map(|((a, b), weight)| a * b * weight)
                    .sum()
            }
            _ => 0.0,
        }
    }

    fn expectation(&self, factors: impl Iterator<Item = Factor>) -> f64 {
        self.product(factors, &self.weights).iter().sum()
    }

    /// Weights times the conditional expectation of the product of the factors. Answers to different items are
    /// independent given the ability; two factors of one item are one expectation.
    fn product(&self, factors: impl Iterator<Item = Factor>, weights: &[f64]) -> Vec<f64> {
        let mut product = weights.to_vec();
        let mut multiply = |curve: &[f64], value: f64| {
            for (product, curve) in product.iter_mut().zip(curve) {
                *product *= value * curve;
            }
        };
        let mut left: Vec<Factor> = factors.collect();
        while let Some(factor) = left.pop() {
            let item = &self.items[factor.item()];
            let same = left.iter().position(|other| other.item() == factor.item());
            match (factor, same.map(|place| left.swap_remove(place))) {
                (Factor::Category(_, category), None) => multiply(&item.categories[category], 1.0),
                (Factor::Score(_), None) => multiply(&item.score, 1.0),
                (Factor::Score(_), Some(Factor::Score(_))) => multiply(&item.square, 1.0),
                (Factor::Category(_, one), Some(Factor::Category(_, other))) => {
                    multiply(&item.categories[one], f64::from(u8::from(one == other)));
                }
                (Factor::Category(_, category), Some(Factor::Score(_)))
                | (Factor::Score(_), Some(Factor::Category(_, category))) => {
                    multiply(&item.categories[category], category as f64);
                }
            }
        }
        product
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three items of which the second has three categories, at two nodes.
    fn said() -> Said {
        let two = |a: f64, b: f64| ItemCurves::new(vec![vec![1.0 - a, 1.0 - b], vec![a, b]]);
        let three = ItemCurves::new(vec![vec![0.5, 0.2], vec![0.3, 0.3], vec![0.2, 0.5]]);
        Said {
            weights: vec![0.4, 0.6],
            items: vec![two(0.3, 0.7), three, two(0.5, 0.6)],
            changes: Vec::new(),
            n_parameters: 0,
        }
    }

    #[test]
    fn covariances_are_those_of_all_patterns_counted_out() {
        let said = said();
        let margins = margins(&[2, 3, 2]);
        assert_eq!(margins.len(), 7);
        let expected = said.expected(&margins);
        let covariance = said.covariance(&margins, &expected);
        let mut counted = DMatrix::<f64>::zeros(7, 7);
        let mut mean = DVector::<f64>::zeros(7);
        for pattern in 0..12u8 {
            let answers = [pattern % 2, pattern / 2 % 3, pattern / 6];
            let at = |node: usize| {
                let items = said.items.iter().zip(answers);
                let likelihood: f64 = items
                    .map(|(item, answer)| item.categories[usize::from(answer)][node])
                    .product();
                likelihood * said.weights[node]
            };
            let probability = at(0) + at(1);
            let values = margins.iter().map(|margin| margin.of_person(&answers));
            let values = DVector::from_iterator(7, values);
            mean += &values * probability;
            counted += &values * values.transpose() * probability;
        }
        counted -= &mean * mean.transpose();
        assert!((expected - mean).abs().max() < 1e-15);
        assert!((covariance - counted).abs().max() < 1e-15);
    }
}
