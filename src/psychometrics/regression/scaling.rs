//! Predictors in standard deviations, so that no unit is too large or too small to compute with.

use nalgebra::DMatrix;

use super::Error;

/// A predictor counts as following from others when less than this share of its spread is its own.
const LEAST_OWN_SPREAD: f64 = 1e-10;

/// Predictors centred at their weighted means and divided by their weighted standard deviations.
#[derive(Debug)]
pub(super) struct Scaled {
    /// `persons × predictors`.
    pub(super) rows: Vec<Vec<f64>>,
    centres: Vec<f64>,
    scales: Vec<f64>,
}

impl Scaled {
    /// Scales rectangular, finite predictors; refuses one that is constant or follows from those before it.
    pub(super) fn new(predictors: &[Vec<f64>], weights: &[f64]) -> Result<Self, Error> {
        let n_predictors = predictors.first().map_or(0, Vec::len);
        let total: f64 = weights.iter().sum();
        let mut rows: Vec<Vec<f64>> = predictors.to_vec();
        let (mut centres, mut scales) = (Vec::new(), Vec::new());
        for predictor_idx in 0..n_predictors {
            let weighted = |value: &dyn Fn(&Vec<f64>) -> f64, rows: &[Vec<f64>]| -> f64 {
                let terms = rows.iter().zip(weights).map(|(row, w)| w * value(row));
                terms.sum::<f64>() / total
            };
            let largest = rows
                .iter()
                .map(|row| row[predictor_idx].abs())
                .fold(0.0, f64::max);
            let centre = weighted(&|row| row[predictor_idx], &rows);
            let variance = weighted(&|row| (row[predictor_idx] - centre).powi(2), &rows);
            if !variance.is_finite() {
                return Err(Error::NotFinite);
            }
            // Equal values differ from their mean by rounding only.
            if variance.sqrt() <= 1e-13 * largest {
                return Err(Error::ConstantPredictor { predictor_idx });
            }
            let scale = variance.sqrt();
            for row in &mut rows {
                row[predictor_idx] = (row[predictor_idx] - centre) / scale;
            }
            centres.push(centre);
            scales.push(scale);
        }
        let scaled = Self {
            rows,
            centres,
            scales,
        };
        scaled.refuse_collinear(weights, total)?;
        Ok(scaled)
    }

    /// Cholesky's factor of the correlations; a pivot is the share of a predictor's spread that is its own.
    fn refuse_collinear(&self, weights: &[f64], total: f64) -> Result<(), Error> {
        let n = self.centres.len();
        let mut factor = DMatrix::<f64>::zeros(n, n);
        for j in 0..n {
            for i in j..n {
                let products = self.rows.iter().zip(weights);
                let r = products.map(|(row, w)| w * row[i] * row[j]).sum::<f64>() / total;
                let rest = r - (0..j).map(|k| factor[(i, k)] * factor[(j, k)]).sum::<f64>();
                if i == j && (rest.is_nan() || rest < LEAST_OWN_SPREAD) {
                    return Err(Error::Collinear { predictor_idx: j });
                }
                factor[(i, j)] = if i == j {
                    rest.sqrt()
                } else {
                    rest / factor[(j, j)]
                };
            }
        }
        Ok(())
    }

    /// The matrix that turns `n_intercepts` intercepts and the slopes of scaled predictors into those of the original
    /// ones.
    pub(super) fn back(&self, n_intercepts: usize) -> DMatrix<f64> {
        let n = n_intercepts + self.centres.len();
        let mut back = DMatrix::<f64>::identity(n, n);
        for (predictor_idx, (centre, scale)) in self.centres.iter().zip(&self.scales).enumerate() {
            let column = n_intercepts + predictor_idx;
            for row in 0..n_intercepts {
                back[(row, column)] = -centre / scale;
            }
            back[(column, column)] = 1.0 / scale;
        }
        back
    }
}
