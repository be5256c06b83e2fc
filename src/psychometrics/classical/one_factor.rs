//! One common factor, and the reliability it gives.

use nalgebra::{DMatrix, DVector, SymmetricEigen};

use super::standardised::inverse;
use super::{Covariances, Error};
use crate::psychometrics::finite;

/// The smallest share of an item's variance that stays its own, so that no item becomes the factor itself.
const LEAST_UNIQUENESS: f64 = 0.005;

/// Newton's steps double the digits each; this is far more than data ever need.
const MOST_ITERATIONS: usize = 200;

/// One common factor of standardised items, by maximum likelihood.
///
/// Its fields are private because they belong to one solution.
///
/// *Model*: R = λλᵀ + diag(ψ), with loadings λ and uniquenesses ψ that make ln |Σ| + tr(RΣ⁻¹) − ln |R| − k smallest. For
/// given ψ the best λ follows from the largest eigenvalue θ of ψ^−½ R ψ^−½; what is left to minimise is Σ(θₘ − ln θₘ − 1)
/// over the other eigenvalues, here by Newton's method on ln ψ with the exact second derivatives.
///
/// *Takes / gives*: correlations `items × items` of three items or more; loadings with a positive sum.
///
/// *Edges*: a uniqueness does not fall below 0.005 (a Heywood case); [`OneFactor::is_at_bound`] tells.
///
/// *Errors*: fewer than three items, correlations that follow from or contradict each other, no solution in 200 steps.
///
/// *Source*: Jöreskog (1967), *Psychometrika* 32, 443–482; Lawley & Maxwell (1971), *Factor
/// analysis as a statistical method*, chapter 4.
///
/// ```
/// use composure::psychometrics::classical::OneFactor;
/// // Loadings .8, .7, .6 make the correlations .56, .48 and .42.
/// let correlations = [vec![1.0, 0.56, 0.48], vec![0.56, 1.0, 0.42], vec![0.48, 0.42, 1.0]];
/// let factor = OneFactor::fit(&correlations)?;
/// assert!((factor.loadings()[0] - 0.8).abs() < 1e-9);
/// // 2.1² = 4.41 common, .36 + .51 + .64 unique.
/// assert!((factor.omega_total() - 4.41 / (4.41 + 1.51)).abs() < 1e-9);
/// # Ok::<(), composure::psychometrics::classical::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct OneFactor {
    loadings: Vec<f64>,
    uniquenesses: Vec<f64>,
    discrepancy: f64,
    omega_total: f64,
}

impl OneFactor {
    /// The factor of these correlations.
    pub fn fit(correlations: &[Vec<f64>]) -> Result<Self, Error> {
        let k = correlations.len();
        if k < 3 {
            return Err(Error::TooFewItems { n: k, minimum: 3 });
        }
        if let Some((person_idx, row)) = correlations.iter().enumerate().find(|r| r.1.len() != k) {
            return Err(Error::Ragged {
                person_idx,
                n_answers: row.len(),
                expected: k,
            });
        }
        let inverse = inverse(correlations).ok_or(Error::Dependent)?;
        let correlations = DMatrix::from_fn(k, k, |row, column| correlations[row][column]);
        // Half a factor's worth below what the other items leave of each.
        let start = inverse.map_diagonal(|d| ((1.0 - 0.5 / k as f64) / d).max(LEAST_UNIQUENESS));
        let mut point = Point::at(&correlations, start.map(f64::ln)).ok_or(Error::NotFinite)?;
        for _ in 0..MOST_ITERATIONS {
            let (free, step) = point.way_down();
            let slope = free.iter().map(|i| point.gradient[*i].abs());
            // Either there is no slope left, or Newton's method only moves within rounding.
            if slope.fold(0.0, f64::max) < 1e-11 || step.amax() < 1e-11 {
                return point.solution();
            }
            let next = point.next(&correlations, &free, &step);
            point = next.ok_or(Error::NotConverged {
                iterations: MOST_ITERATIONS,
            })?;
        }
        Err(Error::NotConverged {
            iterations: MOST_ITERATIONS,
        })
    }

    /// Each item's correlation with the factor.
    pub fn loadings(&self) -> &[f64] {
        &self.loadings
    }

    /// The share of each item's variance that is its own.
    pub fn uniquenesses(&self) -> &[f64] {
        &self.uniquenesses
    }

    /// What is left of the misfit, 0 for correlations that one factor explains.
    pub fn discrepancy(&self) -> f64 {
        self.discrepancy
    }

    /// Whether an item's uniqueness stopped at its bound: the solution then says little.
    pub fn is_at_bound(&self) -> bool {
        self.uniquenesses
            .iter()
            .any(|own| *own <= LEAST_UNIQUENESS * 1.000_001)
    }

    /// The share of the standardised sum's variance that the factor explains.
    ///
    /// *Model*: (Σλ)² / ((Σλ)² + Σψ).
    ///
    /// *Source*: `McDonald` (1999), *Test theory: a unified treatment*, chapter 6.
    pub fn omega_total(&self) -> f64 {
        self.omega_total
    }
}

impl Covariances {
    /// Reliability by one common factor of the items' correlations: see [`OneFactor`].
    pub fn omega_total(&self) -> Result<f64, Error> {
        Ok(OneFactor::fit(&self.correlations()?)?.omega_total())
    }
}

/// The discrepancy at one choice of uniquenesses, with its derivatives.
struct Point {
    /// ln ψ.
    logs: DVector<f64>,
    /// Eigenvalues, the largest first.
    values: Vec<f64>,
    /// The eigenvectors of the same order in columns.
    vectors: DMatrix<f64>,
    discrepancy: f64,
    gradient: DVector<f64>,
}

impl Point {
    fn at(correlations: &DMatrix<f64>, logs: DVector<f64>) -> Option<Self> {
        let k = logs.len();
        let scale = logs.map(|log| (-0.5 * log).exp());
        let scaled = DMatrix::from_fn(k, k, |row, column| {
            correlations[(row, column)] * scale[row] * scale[column]
        });
        let eigen = SymmetricEigen::try_new(scaled, f64::EPSILON, 10_000)?;
        let mut order: Vec<usize> = (0..k).collect();
        order.sort_by(|a, b| eigen.eigenvalues[*b].total_cmp(&eigen.eigenvalues[*a]));
        let values: Vec<f64> = order.iter().map(|i| eigen.eigenvalues[*i]).collect();
        if values
            .iter()
            .any(|value| !value.is_finite() || *value <= 0.0)
        {
            return None;
        }
        let vectors =
            DMatrix::from_fn(k, k, |row, column| eigen.eigenvectors[(row, order[column])]);
        let misfit = values.iter().skip(1).map(|value| value - value.ln() - 1.0);
        let gradient = DVector::from_fn(k, |item, _| {
            let other = values.iter().enumerate().skip(1);
            other
                .map(|(m, value)| (1.0 - value) * vectors[(item, m)].powi(2))
                .sum()
        });
        Some(Self {
            discrepancy: finite(misfit.sum())?,
            logs,
            values,
            vectors,
            gradient,
        })
    }

    /// The items whose uniqueness may still move: not those at the bound that want to go below it.
    fn free(&self) -> Vec<usize> {
        let bound = LEAST_UNIQUENESS.ln();
        let is_free = |i: &usize| bound < self.logs[*i] || self.gradient[*i] < 0.0;
        (0..self.logs.len()).filter(is_free).collect()
    }

    /// Second derivatives by ln ψ of the free items.
    ///
    /// From ∂θₘ/∂xᵢ = −θₘ ωᵢₘ² and the turning of the eigenvectors; pairs of small eigenvalues come together so that
    /// equal ones do no harm.
    fn curvature(&self, free: &[usize]) -> DMatrix<f64> {
        let first = self.values[0];
        let others = || self.values.iter().enumerate().skip(1);
        DMatrix::from_fn(free.len(), free.len(), |row, column| {
            let (i, j) = (free[row], free[column]);
            let (mut plain, mut weighted, mut turned) = (0.0, 0.0, 0.0);
            for (m, value) in others() {
                let product = self.vectors[(i, m)] * self.vectors[(j, m)];
                plain += product;
                weighted += value * product;
                turned += (1.0 - value) * (value + first) / (first - value) * product;
            }
            plain * weighted + turned * self.vectors[(i, 0)] * self.vectors[(j, 0)]
        })
    }

    /// How far rounding may move the discrepancy: eigenvalues are known as exactly as the largest of them allows, which
    /// for the logarithm of a small one is not much.
    fn rounding(&self) -> f64 {
        let others = self.values.iter().skip(1);
        4.0 * f64::EPSILON * self.values[0] * others.map(|value| 1.0 + 1.0 / value).sum::<f64>()
    }

    /// A way down for the free items, as what is taken off their ln ψ.
    ///
    /// Items at the bound that it would push below stay where they are, and the others' way is sought without them.
    fn way_down(&self) -> (Vec<usize>, DVector<f64>) {
        let bound = LEAST_UNIQUENESS.ln();
        let mut free = self.free();
        // Each turn leaves items out, so there are no more turns than items.
        loop {
            if free.is_empty() {
                return (free, DVector::zeros(0));
            }
            let slope = DVector::from_iterator(free.len(), free.iter().map(|i| self.gradient[*i]));
            let step = downhill(self.curvature(&free), &slope);
            let places = free.iter().zip(&step);
            let kept = places.filter(|(i, step)| bound < self.logs[**i] || **step <= 0.0);
            let kept: Vec<usize> = kept.map(|(i, _)| *i).collect();
            if kept.len() == free.len() {
                return (free, step);
            }
            free = kept;
        }
    }

    /// The point after one step that does not raise the discrepancy.
    fn next(
        &self,
        correlations: &DMatrix<f64>,
        free: &[usize],
        step: &DVector<f64>,
    ) -> Option<Self> {
        let bound = LEAST_UNIQUENESS.ln();
        // No uniqueness changes more than e²-fold at once, and the first that comes to its bound ends the step there:
        // cut off one by one, they would together no longer lead down.
        let mut size = 2.0 / step.amax().max(2.0);
        for (item, step) in free.iter().zip(step) {
            if 0.0 < *step {
                size = size.min((self.logs[*item] - bound) / step);
            }
        }
        for _ in 0..60 {
            let mut logs = self.logs.clone();
            for (item, step) in free.iter().zip(step) {
                let log = logs[*item] - size * step;
                // Within rounding of the bound is at it.
                logs[*item] = if log < bound + 1e-12 { bound } else { log };
            }
            let next = Self::at(correlations, logs);
            // Near the end the discrepancy only changes by rounding.
            if let Some(next) = next
                && next.discrepancy <= self.discrepancy + self.rounding()
            {
                return Some(next);
            }
            size /= 2.0;
        }
        None
    }

    fn solution(&self) -> Result<OneFactor, Error> {
        let length = (self.values[0] - 1.0).max(0.0).sqrt();
        let direction = self.vectors.column(0);
        let mut loadings: Vec<f64> = direction
            .iter()
            .zip(&self.logs)
            .map(|(entry, log)| length * entry * (0.5 * log).exp())
            .collect();
        if loadings.iter().sum::<f64>() < 0.0 {
            loadings = loadings.iter().map(|loading| -loading).collect();
        }
        let uniquenesses: Vec<f64> = self.logs.iter().map(|log| log.exp()).collect();
        let common = loadings.iter().sum::<f64>().powi(2);
        let own: f64 = uniquenesses.iter().sum();
        Ok(OneFactor {
            omega_total: finite(common / (common + own)).ok_or(Error::NotFinite)?,
            discrepancy: self.discrepancy,
            loadings,
            uniquenesses,
        })
    }
}

/// Newton's step; where the curvature is not that of a valley, it is taken as one of the same steepness.
fn downhill(curvature: DMatrix<f64>, slope: &DVector<f64>) -> DVector<f64> {
    let eigen = SymmetricEigen::new(curvature);
    let steepest = eigen.eigenvalues.amax();
    let mut along = eigen.eigenvectors.tr_mul(slope);
    for (entry, value) in along.iter_mut().zip(&eigen.eigenvalues) {
        *entry /= value.abs().max(1e-10 * steepest).max(f64::MIN_POSITIVE);
    }
    eigen.eigenvectors * along
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CASES: u32 = 2000;

    fn implied(loadings: &[f64]) -> Vec<Vec<f64>> {
        let entry = |i: usize, j: usize| {
            if i == j {
                1.0
            } else {
                loadings[i] * loadings[j]
            }
        };
        let k = loadings.len();
        (0..k)
            .map(|i| (0..k).map(|j| entry(i, j)).collect())
            .collect()
    }

    #[test]
    fn correlations_made_by_one_factor_give_it_back() {
        let truth = [0.9, 0.3, -0.4, 0.55, 0.7, 0.2];
        let factor = OneFactor::fit(&implied(&truth)).unwrap();
        assert!(factor.discrepancy() < 1e-12 && !factor.is_at_bound());
        for (found, truth) in factor.loadings().iter().zip(truth) {
            assert!((found - truth).abs() < 1e-7, "{found} is not {truth}");
        }
    }

    #[test]
    fn a_heywood_case_stops_at_its_bound() {
        // Three items: λ₁² = .8 × .8 / .5 = 1.28, more than an item has.
        let correlations = [
            vec![1.0, 0.8, 0.8],
            vec![0.8, 1.0, 0.5],
            vec![0.8, 0.5, 1.0],
        ];
        let factor = OneFactor::fit(&correlations).unwrap();
        assert!(factor.is_at_bound());
        assert!((factor.uniquenesses()[0] - LEAST_UNIQUENESS).abs() < 1e-9);
    }

    #[test]
    fn what_has_no_factor_is_refused() {
        assert_eq!(
            OneFactor::fit(&implied(&[0.5, 0.5])),
            Err(Error::TooFewItems { n: 2, minimum: 3 })
        );
        assert_eq!(
            OneFactor::fit(&[
                vec![1.0, 1.0, 0.5],
                vec![1.0, 1.0, 0.5],
                vec![0.5, 0.5, 1.0]
            ]),
            Err(Error::Dependent)
        );
        assert!(OneFactor::fit(&[vec![1.0], vec![0.2], vec![0.3]]).is_err());
    }

    #[test]
    fn correlations_that_lead_over_a_saddle_still_have_a_solution() {
        // Found by the test below, when items were cut off at the bound one by one.
        let r = [
            -0.16608906045612562,
            -0.03742977299002414,
            -0.1595603139182585,
            -0.6519394082772716,
            -0.30321806981812066,
            -0.45378579476768316,
        ];
        assert!(OneFactor::fit(&of_four(&r)).is_ok());
    }

    fn of_four(r: &[f64]) -> [Vec<f64>; 4] {
        [
            vec![1.0, r[0], r[1], r[2]],
            vec![r[0], 1.0, r[3], r[4]],
            vec![r[1], r[3], 1.0, r[5]],
            vec![r[2], r[4], r[5], 1.0],
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(CASES))]
        #[test]
        fn any_correlations_give_a_share_or_a_reason(r in prop::collection::vec(-1.0..1.0_f64, 6)) {
            match OneFactor::fit(&of_four(&r)) {
                Ok(factor) => prop_assert!((0.0..=1.0).contains(&factor.omega_total())),
                Err(error) => prop_assert_eq!(error, Error::Dependent),
            }
        }
    }
}
