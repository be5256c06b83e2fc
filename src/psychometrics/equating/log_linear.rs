//! Smooth distributions that keep their moments.

use nalgebra::{DMatrix, DVector};

use super::{Error, ScoreDistribution};
use crate::psychometrics::tail;

/// A smoothed distribution and how far it is from the counted one.
#[derive(Debug, Clone, PartialEq)]
pub struct Smoothing {
    /// The smooth distribution; its counts are not whole.
    pub distribution: ScoreDistribution,
    /// Likelihood-ratio chi-square against the counts.
    pub chi_square: f64,
    /// Scores less coefficients; at least 1.
    pub degrees_of_freedom: usize,
    /// Probability of a chi-square as large, if the smooth distribution were the true one (rough where counts are few).
    pub p: f64,
}

const MOST_STEPS: usize = 100;
/// The highest degree; beyond, a polynomial follows the noise.
const HIGHEST_DEGREE: usize = 10;

/// The log-linear polynomial that has the distribution's first moments.
///
/// *Model*: log of the expected count = Σ bᵢ xⁱ up to the degree, by maximum likelihood of a multinomial; then the
/// number of people and the first d moments are those counted. Found by Newton's method on orthogonal polynomials.
///
/// *Takes / gives*: a distribution and a degree from 1 to 10; a distribution on the same scores.
///
/// *Errors*: people with fewer than 3 different scores; a degree that is not below the number of scores that somebody
/// has, and below that of all scores less 1; no convergence.
///
/// *Source*: Holland & Thayer (1987), *Notes on the use of log-linear models for fitting discrete probability
/// distributions*, ETS RR-87-31; Kolen & Brennan (2014), section 3.4.
///
/// ```
/// use composure::psychometrics::equating::{ScoreDistribution, smoothed};
/// let form = ScoreDistribution::new(&[0., 1., 2., 3., 4., 5.], &[1., 4., 3., 8., 3., 2.])?;
/// let smooth = smoothed(&form, 2)?.distribution;
/// assert!((smooth.mean() - form.mean()).abs() < 1e-9 && (smooth.variance() - form.variance()).abs() < 1e-9);
/// # Ok::<(), composure::psychometrics::equating::Error>(())
/// ```
pub fn smoothed(form: &ScoreDistribution, degree: usize) -> Result<Smoothing, Error> {
    let counts = DVector::from_column_slice(form.counts());
    let n_occupied = counts.iter().filter(|count| 0.0 < **count).count();
    if n_occupied < 3 {
        return Err(Error::TooFewScores(n_occupied));
    }
    let most = HIGHEST_DEGREE.min(n_occupied - 1).min(counts.len() - 2);
    if degree == 0 || most < degree {
        return Err(Error::Degree { degree, most });
    }
    let failed = Error::NoConvergence {
        degree,
        n_steps: MOST_STEPS,
    };
    let basis = orthogonal(counts.len(), degree);
    let n = form.n();
    let mut logs = DVector::from_element(counts.len(), (n / counts.len() as f64).ln());
    let mut coefficients = basis.tr_mul(&logs);
    let mut reached = likelihood(&counts, &logs);
    for _ in 0..MOST_STEPS {
        let expected = logs.map(f64::exp);
        let gradient = basis.tr_mul(&(&counts - &expected));
        if gradient.amax() <= 1e-11 * n {
            return finished(form, &expected, degree);
        }
        let weighted = DMatrix::from_fn(basis.nrows(), basis.ncols(), |row, column| {
            expected[row] * basis[(row, column)]
        });
        let information = basis.tr_mul(&weighted);
        let step = information
            .cholesky()
            .ok_or_else(|| failed.clone())?
            .solve(&gradient);
        let mut share = 1.0;
        // Halved until the likelihood rises; 2⁻⁴⁰ of a step is none.
        for _ in 0..40 {
            let next = &coefficients + share * &step;
            let next_logs = &basis * &next;
            let next_reached = likelihood(&counts, &next_logs);
            if reached - 1e-12 * reached.abs() <= next_reached {
                (coefficients, logs, reached) = (next, next_logs, next_reached);
                break;
            }
            share /= 2.0;
        }
    }
    Err(failed)
}

/// The multinomial (Poisson) log-likelihood without what does not depend on the coefficients.
fn likelihood(counts: &DVector<f64>, logs: &DVector<f64>) -> f64 {
    let value = counts.dot(logs) - logs.iter().map(|log| log.exp()).sum::<f64>();
    if value.is_nan() {
        f64::NEG_INFINITY
    } else {
        value
    }
}

/// Polynomials of degree 0 to `degree` on so many places, of unit length and at right angles to each other.
fn orthogonal(n_places: usize, degree: usize) -> DMatrix<f64> {
    let half = (n_places - 1) as f64 / 2.0;
    let mut basis: Vec<DVector<f64>> = Vec::with_capacity(degree + 1);
    for power in 0..=degree {
        let mut next = match basis.last() {
            None => DVector::from_element(n_places, 1.0),
            Some(last) => DVector::from_fn(n_places, |place, _| {
                last[place] * (place as f64 - half) / half
            }),
        };
        // Twice, because once leaves rounding.
        for _ in 0..2 * power.min(1) {
            for earlier in &basis {
                let along = earlier.dot(&next);
                next -= earlier * along;
            }
        }
        let length = next.norm();
        basis.push(next / length);
    }
    DMatrix::from_columns(&basis)
}

fn finished(
    form: &ScoreDistribution,
    expected: &DVector<f64>,
    degree: usize,
) -> Result<Smoothing, Error> {
    let pairs = form.counts().iter().zip(expected.iter());
    let parts = pairs.filter(|(count, _)| 0.0 < **count);
    let ratio: f64 = parts
        .map(|(count, expected)| 2.0 * count * (count / expected).ln())
        .sum();
    let chi_square = super::finite(ratio.max(0.0))?;
    let degrees_of_freedom = form.counts().len() - degree - 1;
    let lowest = form.scores().first().copied().unwrap_or(0.0);
    Ok(Smoothing {
        distribution: ScoreDistribution::evenly(
            lowest,
            form.step(),
            expected.iter().copied().collect(),
        )?,
        chi_square,
        degrees_of_freedom,
        p: tail::chi_square(chi_square, degrees_of_freedom as f64).ok_or(Error::NotFinite)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::psychometrics::reference;

    #[test]
    fn smoothed_act_counts_equal_the_reference() {
        // reference/equate_ACTmath.json, loglinear6: equate 2.0.9 (R's glm, which stops at a relative change of the
        // deviance below 1e-8).
        let test = "smoothed_act_counts_equal_the_reference";
        let (Some(expected), Some(rows)) = (
            reference::json("reference/equate_ACTmath.json", test),
            reference::table("data/equate_ACTmath.csv", test),
        ) else {
            return;
        };
        let column = |name: &str| -> Vec<f64> {
            let numbers = rows.iter().map(|row| reference::number(row, name));
            numbers.map(Option::unwrap).collect()
        };
        for (counts, fitted) in [("xcount", "x_fitted"), ("ycount", "y_fitted")] {
            let form = ScoreDistribution::new(&column("scale"), &column(counts)).unwrap();
            let smooth = smoothed(&form, 6).unwrap();
            let expected = expected["loglinear6"][fitted].as_array().unwrap();
            let mut largest: f64 = 0.0;
            for (found, expected) in smooth.distribution.counts().iter().zip(expected) {
                let expected = expected.as_f64().unwrap();
                largest = largest.max((found - expected).abs());
                assert!(
                    (found - expected).abs() < 1e-7,
                    "{counts}: {found} {expected}"
                );
            }
            eprintln!("log-linear {counts}: largest difference {largest:e}");
            for power in 0..=6 {
                let moment = |form: &ScoreDistribution| -> f64 {
                    let places = form.counts().iter().zip(0_u8..);
                    places
                        .map(|(count, place)| count * (f64::from(place) / 20.0 - 1.0).powi(power))
                        .sum()
                };
                let (counted, smooth) = (moment(&form), moment(&smooth.distribution));
                assert!(
                    (counted - smooth).abs() < 1e-7,
                    "{power}: {counted} {smooth}"
                );
            }
        }
    }

    #[test]
    fn a_degree_that_cannot_be_is_refused() {
        let form = ScoreDistribution::new(&[0.0, 1.0, 2.0], &[1.0, 2.0, 1.0]).unwrap();
        assert!(smoothed(&form, 1).is_ok());
        assert_eq!(
            smoothed(&form, 2),
            Err(Error::Degree { degree: 2, most: 1 })
        );
        assert_eq!(
            smoothed(&form, 0),
            Err(Error::Degree { degree: 0, most: 1 })
        );
    }

    #[test]
    fn people_of_one_score_have_no_polynomial() {
        let form = ScoreDistribution::new(&[0.0, 1.0, 2.0, 3.0], &[0.0, 7.0, 0.0, 0.0]).unwrap();
        assert_eq!(smoothed(&form, 2), Err(Error::TooFewScores(1)));
        let form = ScoreDistribution::new(&[0.0, 1.0, 2.0, 3.0, 4.0], &[0.0, 7.0, 1.0, 0.0, 2.0]);
        let refused = smoothed(&form.unwrap(), 3);
        assert_eq!(refused, Err(Error::Degree { degree: 3, most: 2 }));
    }
}
