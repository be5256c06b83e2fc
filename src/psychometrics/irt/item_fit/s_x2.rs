//! Observed and expected answers at each sum score.

use super::sparse_cells::{Cell, Row, merged};
use super::{Scale, checked_shape};
use crate::psychometrics::irt::sum_score::{Curve, curve, expectation, sum_likelihoods};
use crate::psychometrics::irt::{Error, Responses};
use crate::psychometrics::{finite, tail};

/// The fit of every item by its answers at each sum score.
#[derive(Debug, Clone, PartialEq)]
pub struct SumScoreFit {
    /// How many people answered every item; the others are left out.
    pub n_persons: usize,
    /// One for each item, in their order; `None` where merging sparse cells left no degree of freedom.
    pub items: Vec<Option<SumScoreItemFit>>,
}

/// The fit of one item by its answers at each sum score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SumScoreItemFit {
    /// S-X², at least 0.
    pub s_x2: f64,
    /// Its degrees of freedom, at least 1.
    pub degrees_of_freedom: usize,
    /// The probability of at least so large a value if the model holds.
    pub p: f64,
    /// The misfit for each degree of freedom, without what chance adds: √((S-X² / df − 1) / (N − 1)), at least 0.
    pub rmsea: f64,
}

/// S-X²: whether people of equal sum scores choose an item's categories as often as its model says.
///
/// *Model*: S-X² = Σ over sums and categories of (O − E)² / E. E is N(s) times the probability of category k among
/// people of sum s, ∫ Pₖ(θ) L*(s − k | θ) φ(θ) dθ / ∫ L(s | θ) φ(θ) dθ, with L and L* the likelihoods of sums with and
/// without the item. Cells of expected numbers below 1 are merged. The degrees of freedom are the cells left, less the
/// sums left, less the free parameters.
///
/// *Takes / gives*: a scale as it was calibrated ([`Scale::of`]), and the answers. Each item's free parameters include
/// those of the distribution of ability (so two for a Rasch item with a free variance); sums of 0 and of the maximum
/// tell nothing and are left out.
///
/// *Edges*: people with a missing answer are left out; an item without a degree of freedom left has `None`.
///
/// *Errors*: lists of other lengths than the items, fewer than two items or complete cases.
///
/// *Source*: Orlando & Thissen (2000), *Applied Psychological Measurement* 24, 50–64, equations 4 to 8; several
/// categories: Kang & Chen (2008), *Journal of Educational Measurement* 45, 391–406, equation 5.
///
/// ```
/// use composure::psychometrics::irt::{ItemModel, Latent, Quadrature, item_fit::{Scale, s_x2}};
/// # use composure::psychometrics::simulate::{abilities, item_answers};
/// # let mut rng = composure::clock::seeded(5);
/// let items = [-1.0, -0.5, 0.0, 0.5, 1.0].map(|intercept| ItemModel::Logistic { slope: 1.2, intercept });
/// # let answers = item_answers(&items, &abilities(500, (0.0, 1.0), &mut rng)?, 0.0, &mut rng)?;
/// let scale = Scale {
///     items: items.to_vec(),
///     latent: Latent::STANDARD,
///     quadrature: Quadrature::default(),
///     n_free: vec![0; 5],
/// };
/// let fit = s_x2(&scale, &answers)?;
/// assert!(fit.items.iter().flatten().all(|item| 0.001 < item.p));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn s_x2(scale: &Scale, responses: &Responses) -> Result<SumScoreFit, Error> {
    checked_shape(&scale.items, responses)?;
    super::checked_length(scale.n_free.len(), responses.n_items())?;
    if responses.n_items() < 2 {
        return Err(Error::TooFewItems {
            n: responses.n_items(),
            minimum: 2,
        });
    }
    let complete = complete_cases(responses);
    if complete.len() < 2 {
        return Err(Error::TooFewPersons {
            n: complete.len(),
            minimum: 2,
        });
    }
    let tables = Tables::new(scale);
    let items = (0..responses.n_items())
        .map(|item_idx| {
            // Sums below the highest category, and as far from the maximum, cannot go with every category.
            let n_impossible = tables.curves[item_idx].len().saturating_sub(2);
            let rows = merged(tables.rows(item_idx, &complete), n_impossible);
            statistic(&rows, scale.n_free[item_idx], complete.len())
        })
        .collect::<Result<_, _>>()?;
    Ok(SumScoreFit {
        n_persons: complete.len(),
        items,
    })
}

/// The categories of people without a missing answer.
fn complete_cases(responses: &Responses) -> Vec<Vec<u8>> {
    let persons = 0..responses.n_persons();
    persons
        .filter_map(|person_idx| responses.person(person_idx).collect())
        .collect()
}

fn statistic(
    rows: &[Row],
    n_free: usize,
    n_persons: usize,
) -> Result<Option<SumScoreItemFit>, Error> {
    let n_cells: usize = rows.iter().map(Vec::len).sum();
    let degrees_of_freedom = n_cells.saturating_sub(rows.len()).saturating_sub(n_free);
    if rows.len() < 2 || degrees_of_freedom == 0 {
        return Ok(None);
    }
    let cells = rows.iter().flatten();
    let misses = cells.map(|cell| (cell.observed - cell.expected).powi(2) / cell.expected);
    let s_x2 = finite(misses.sum()).ok_or(Error::NotFinite)?;
    let df = degrees_of_freedom as f64;
    let excess = (s_x2 / df - 1.0) / (n_persons as f64 - 1.0);
    Ok(Some(SumScoreItemFit {
        s_x2,
        degrees_of_freedom,
        p: tail::chi_square(s_x2, df).ok_or(Error::NotFinite)?,
        rmsea: excess.max(0.0).sqrt(),
    }))
}

/// What every item's table needs.
struct Tables {
    weights: Vec<f64>,
    curves: Vec<Curve>,
    /// The probability of each sum in the population.
    sums: Vec<f64>,
}

impl Tables {
    fn new(scale: &Scale) -> Self {
        let nodes = scale.quadrature.nodes();
        let curves: Vec<Curve> = scale.items.iter().map(|item| curve(item, nodes)).collect();
        let weights = scale.quadrature.weights(scale.latent);
        let likelihoods = sum_likelihoods(&curves, weights.len());
        let sums = likelihoods
            .iter()
            .map(|at| expectation(at, &weights))
            .collect();
        Self {
            weights,
            curves,
            sums,
        }
    }

    /// An item's table: one row for each sum but the lowest and the highest.
    fn rows(&self, item_idx: usize, complete: &[Vec<u8>]) -> Vec<Row> {
        let own = &self.curves[item_idx];
        let others = self.curves.iter().enumerate();
        let others = others.filter_map(|(idx, curve)| (idx != item_idx).then_some(curve));
        let rest = sum_likelihoods(others, self.weights.len());
        let mut rows: Vec<Row> = vec![vec![Cell::default(); own.len()]; self.sums.len()];
        for person in complete {
            let sum: usize = person.iter().map(|&category| usize::from(category)).sum();
            rows[sum][usize::from(person[item_idx])].observed += 1.0;
        }
        for (category, probabilities) in own.iter().enumerate() {
            for (rest_sum, likelihood) in rest.iter().enumerate() {
                let sum = rest_sum + category;
                let joint = probabilities.iter().zip(likelihood).map(|(p, l)| p * l);
                let joint: f64 = joint
                    .zip(&self.weights)
                    .map(|(joint, weight)| joint * weight)
                    .sum();
                rows[sum][category].expected = joint / self.sums[sum];
            }
        }
        for row in &mut rows {
            let n_persons: f64 = row.iter().map(|cell| cell.observed).sum();
            for cell in row {
                cell.expected *= n_persons;
            }
        }
        rows.pop();
        rows.drain(..1.min(rows.len()));
        rows
    }
}
