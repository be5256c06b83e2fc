//! The fit of a model by margins.

use nalgebra::{Cholesky, DMatrix, DVector};

use super::margins::{Change, ItemCurves, Margin, Said, margins};
use super::noncentrality::noncentrality;
use crate::psychometrics::irt::calibrate::{Calibration, Slot, latent_gradients, log_gradients};
use crate::psychometrics::irt::sum_score::curve;
use crate::psychometrics::irt::{Error, ItemModel, Responses};
use crate::psychometrics::{finite, tail};

/// How well a model fits the margins of the answers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ModelFit {
    /// How many people answered every item; the others are left out.
    pub n_persons: usize,
    /// C₂, which is M₂ where all items have two categories.
    pub statistic: f64,
    /// Its degrees of freedom, at least 1.
    pub degrees_of_freedom: usize,
    /// The probability of at least so large a value if the model holds.
    pub p: f64,
    /// The misfit for each degree of freedom, without what chance adds; below .05 is usually called close.
    pub rmsea: f64,
    /// The lower end of its 90 % interval.
    pub rmsea_lower: f64,
    /// The upper end of its 90 % interval.
    pub rmsea_upper: f64,
    /// The root mean square of observed less expected correlations.
    pub srmsr: f64,
    /// The Tucker-Lewis index against independent items; `None` where these fit no worse.
    pub tli: Option<f64>,
    /// The comparative fit index against independent items, 0 to 1; `None` where these fit no worse.
    pub cfi: Option<f64>,
}

/// The fit of a model by the margins of its answers.
///
/// *Model*: e are the observed less the expected margins: the share of every category but the lowest, and the mean
/// product of every pair of items. C₂ = N eᵀ (Ξ⁻¹ − Ξ⁻¹ Δ (Δᵀ Ξ⁻¹ Δ)⁻¹ Δᵀ Ξ⁻¹) e with Ξ the covariances of the margins in
/// one person and Δ their derivatives by the parameters is χ² with as many degrees of freedom as there are more margins
/// than parameters. RMSEA = √((C₂ − df) / (df (N − 1))), its interval by the noncentral χ².
///
/// *Takes / gives*: a calibration and the answers it was made of, or others to judge it by.
///
/// *Edges*: people with a missing answer are left out, so that a calibration of everybody is judged by some: repeat it
/// on the complete cases for an exact χ². `None` where there are no more margins than parameters.
///
/// *Errors*: other items than were calibrated, fewer than two complete cases, margins that do not vary, parameters that
/// the margins do not settle.
///
/// *Source*: Maydeu-Olivares & Joe (2006), *Psychometrika* 71, 713–732, equation 16; C₂: Cai & Monro (2014), *CRESST
/// Report* 839; indices: Maydeu-Olivares & Joe (2014), *Multivariate Behavioral Research* 49, 305–328.
///
/// ```
/// use std::ops::ControlFlow;
/// use composure::psychometrics::irt::{ItemModel, calibrate::{Model, Options, calibrate}, model_fit::limited_information};
/// # use composure::psychometrics::simulate::{abilities, item_answers};
/// # let mut rng = composure::clock::seeded(6);
/// let items = [-1.0, -0.3, 0.3, 1.0].map(|intercept| ItemModel::Logistic { slope: 1.0, intercept });
/// # let answers = item_answers(&items, &abilities(600, (0.0, 1.0), &mut rng)?, 0.0, &mut rng)?;
/// let rasch = calibrate(&answers, &Options::new(Model::Rasch), &mut |_| ControlFlow::Continue(()))?;
/// // Four shares and six products against four intercepts and a variance.
/// assert!(limited_information(&rasch, &answers)?.is_some_and(|fit| fit.degrees_of_freedom == 5 && fit.p > 0.001));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn limited_information(
    calibration: &Calibration,
    responses: &Responses,
) -> Result<Option<ModelFit>, Error> {
    let items = calibration.models();
    crate::psychometrics::irt::item_fit::checked_shape(&items, responses)?;
    let complete = complete_cases(responses);
    if complete.len() < 2 {
        return Err(Error::TooFewPersons {
            n: complete.len(),
            minimum: 2,
        });
    }
    let n_categories: Vec<usize> = items.iter().map(ItemModel::n_categories).collect();
    let margins = margins(&n_categories);
    let observed = means(&margins, &complete);
    let said = by_model(calibration).ok_or(Error::NotFinite)?;
    let Some(model) = Misfit::new(&said, &margins, (&observed, complete.len()))? else {
        return Ok(None);
    };
    let independent = independent(&n_categories, &complete);
    let null = Misfit::new(&independent, &margins, (&observed, complete.len()))?;
    model.fit(null, srmsr(&said, &margins, &complete)).map(Some)
}

/// A statistic with its degrees of freedom, at least 1.
#[derive(Debug, Clone, Copy)]
struct Misfit {
    n_persons: usize,
    statistic: f64,
    degrees_of_freedom: usize,
}

impl Misfit {
    fn new(
        said: &Said,
        margins: &[Margin],
        (observed, n_persons): (&DVector<f64>, usize),
    ) -> Result<Option<Self>, Error> {
        let degrees_of_freedom = margins.len().saturating_sub(said.n_parameters);
        if degrees_of_freedom == 0 {
            return Ok(None);
        }
        let expected = said.expected(margins);
        let covariance = said.covariance(margins, &expected);
        let factor = Cholesky::new(covariance).ok_or(Error::NotFinite)?;
        // With L Lᵀ = Ξ the statistic is the squared length of L⁻¹ e off the columns of L⁻¹ Δ.
        let lower = factor.l();
        let misses = observed - expected;
        let misses = lower
            .solve_lower_triangular(&misses)
            .ok_or(Error::NotFinite)?;
        let columns = said.jacobian(margins);
        let columns = lower
            .solve_lower_triangular(&columns)
            .ok_or(Error::NotFinite)?;
        let statistic = n_persons as f64 * off_columns(&misses, columns)?;
        Ok(Some(Self {
            n_persons,
            statistic: finite(statistic).ok_or(Error::NotFinite)?,
            degrees_of_freedom,
        }))
    }

    fn fit(self, null: Option<Self>, srmsr: f64) -> Result<ModelFit, Error> {
        let (statistic, df) = (self.statistic, self.degrees_of_freedom as f64);
        let n = self.n_persons as f64;
        let bound = |probability: f64| {
            let lambda = noncentrality(statistic, df, probability).ok_or(Error::NotFinite)?;
            Ok((lambda / (n * df)).sqrt())
        };
        let against = null.map(|null| (null.statistic, null.degrees_of_freedom as f64));
        let worse = against.filter(|(null, null_df)| null_df < null);
        Ok(ModelFit {
            n_persons: self.n_persons,
            statistic,
            degrees_of_freedom: self.degrees_of_freedom,
            p: tail::chi_square(statistic, df).ok_or(Error::NotFinite)?,
            rmsea: ((statistic - df) / (df * (n - 1.0))).max(0.0).sqrt(),
            rmsea_lower: bound(0.95)?,
            rmsea_upper: bound(0.05)?,
            srmsr: finite(srmsr).ok_or(Error::NotFinite)?,
            tli: worse.and_then(|(null, null_df)| {
                finite((null / null_df - statistic / df) / (null / null_df - 1.0))
            }),
            cfi: worse.and_then(|(null, null_df)| {
                let index = 1.0 - (statistic - df) / (null - null_df);
                finite(index.clamp(0.0, 1.0))
            }),
        })
    }
}

/// The squared length of a vector's part that is orthogonal to the columns.
fn off_columns(vector: &DVector<f64>, mut columns: DMatrix<f64>) -> Result<f64, Error> {
    if columns.ncols() == 0 {
        return Ok(vector.norm_squared());
    }
    // Columns of one length, so that a small parameter is not taken for one that is not settled.
    for mut column in columns.column_iter_mut() {
        let norm = column.norm();
        if norm < 1e-12 {
            return Err(Error::NotFinite);
        }
        column /= norm;
    }
    let factors = columns.qr();
    let r = factors.r();
    if r.diagonal().iter().any(|pivot| pivot.abs() < 1e-9) {
        return Err(Error::NotFinite);
    }
    let along = factors.q().transpose() * vector;
    Ok((vector.norm_squared() - along.norm_squared()).max(0.0))
}

/// What the calibrated model says, with its free parameters.
pub(super) fn by_model(calibration: &Calibration) -> Option<Said> {
    let quadrature = &calibration.design.quadrature;
    let group = calibration.design.groups.first()?;
    let weights = quadrature.weights(calibration.latent);
    let mut items = Vec::with_capacity(calibration.items.len());
    let mut changes = Vec::new();
    for (item, (calibrated, design)) in calibration.items.iter().zip(&group.items).enumerate() {
        let categories = curve(&calibrated.model, quadrature.nodes());
        for (place, slot) in design.slots.iter().enumerate() {
            let Slot::Free(parameter) = *slot else {
                continue;
            };
            let n_parameters = design.slots.len();
            changes.push(Change::Item {
                item,
                parameter,
                categories: by_parameter(
                    &calibrated.model,
                    (place, n_parameters),
                    quadrature.nodes(),
                ),
            });
        }
        items.push(ItemCurves::new(categories));
    }
    let gradients = latent_gradients(calibration.latent, quadrature);
    for (which, slot) in [group.mean, group.log_variance].into_iter().enumerate() {
        let Slot::Free(parameter) = slot else {
            continue;
        };
        let both = weights.iter().zip(&gradients);
        changes.push(Change::Weights {
            parameter,
            weights: both
                .map(|(weight, gradient)| weight * gradient[which])
                .collect(),
        });
    }
    Some(Said {
        weights,
        items,
        changes,
        n_parameters: calibration.solution.free.len(),
    })
}

/// ∂ P / ∂ one parameter, `categories × nodes`.
fn by_parameter(
    model: &ItemModel,
    (place, n_parameters): (usize, usize),
    nodes: &[f64],
) -> Vec<Vec<f64>> {
    let mut changes = vec![Vec::with_capacity(nodes.len()); model.n_categories()];
    let mut gradients = Vec::new();
    for &node in nodes {
        log_gradients(model, node, &mut gradients);
        let probabilities = model.probabilities(node);
        let of_category = gradients.chunks(n_parameters).zip(&probabilities);
        for (change, (gradient, probability)) in changes.iter_mut().zip(of_category) {
            change.push(probability * gradient[place]);
        }
    }
    changes
}

/// What is said by items that have nothing to do with each other: the observed shares at a single node.
fn independent(n_categories: &[usize], complete: &[Vec<u8>]) -> Said {
    let n = complete.len() as f64;
    let mut items = Vec::with_capacity(n_categories.len());
    let mut changes = Vec::new();
    let mut n_parameters = 0;
    for (item, &n_categories) in n_categories.iter().enumerate() {
        let mut shares = vec![vec![0.0]; n_categories];
        for person in complete {
            shares[usize::from(person[item])][0] += 1.0 / n;
        }
        for category in 1..n_categories {
            // What one category gains the lowest loses.
            let mut categories = vec![vec![0.0]; n_categories];
            categories[0][0] = -1.0;
            categories[category][0] = 1.0;
            changes.push(Change::Item {
                item,
                parameter: n_parameters,
                categories,
            });
            n_parameters += 1;
        }
        items.push(ItemCurves::new(shares));
    }
    Said {
        weights: vec![1.0],
        items,
        changes,
        n_parameters,
    }
}

fn complete_cases(responses: &Responses) -> Vec<Vec<u8>> {
    let persons = 0..responses.n_persons();
    persons
        .filter_map(|person_idx| responses.person(person_idx).collect())
        .collect()
}

fn means(margins: &[Margin], complete: &[Vec<u8>]) -> DVector<f64> {
    let n = complete.len() as f64;
    let mean = |margin: &Margin| {
        let values = complete.iter().map(|person| margin.of_person(person));
        values.sum::<f64>() / n
    };
    DVector::from_iterator(margins.len(), margins.iter().map(mean))
}

/// The root mean square of observed less expected correlations.
fn srmsr(said: &Said, margins: &[Margin], complete: &[Vec<u8>]) -> f64 {
    let n = complete.len() as f64;
    let observed_moments = |item: usize| {
        let values = complete.iter().map(|person| f64::from(person[item]));
        let mean = values.clone().sum::<f64>() / n;
        (
            mean,
            values.map(|value| (value - mean).powi(2)).sum::<f64>() / n,
        )
    };
    let items: Vec<[(f64, f64); 2]> = (0..said.items.len())
        .map(|item| [observed_moments(item), said.item_moments(item)])
        .collect();
    let expected = said.expected(margins);
    let observed = means(margins, complete);
    let (mut sum, mut n_pairs) = (0.0, 0.0);
    for (place, margin) in margins.iter().enumerate() {
        let Margin::Product { first, second } = *margin else {
            continue;
        };
        let correlation = |product: f64, which: usize| {
            let ((one, one_variance), (other, other_variance)) =
                (items[first][which], items[second][which]);
            (product - one * other) / (one_variance * other_variance).sqrt()
        };
        sum += (correlation(observed[place], 0) - correlation(expected[place], 1)).powi(2);
        n_pairs += 1.0;
    }
    (sum / n_pairs).sqrt()
}
