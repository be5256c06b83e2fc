//! People with a predictor and a criterion, of whom the best are chosen.

use rand::{Rng, RngExt};

use super::{Error, checked, checked_probability, standard_normal};

/// One person's predictor and criterion, as z scores among all applicants.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Applicant {
    /// The predictor.
    pub predictor: f64,
    /// The criterion: what the person would achieve, chosen or not.
    pub criterion: f64,
}

/// How a predictor and a criterion go together among all applicants.
///
/// Its field is private because it lies from −1 to 1.
///
/// *Model*: predictor and criterion are standard normal with this correlation.
///
/// *Takes / gives*: a correlation from −1 to 1; applicants, or the best share of them, as z scores among all.
///
/// *Errors*: a number outside its range.
///
/// *Source*: Thorndike (1949), *Personnel selection*, chapter 6.
///
/// ```
/// use composure::psychometrics::simulate::Criterion;
/// let mut rng = composure::clock::seeded(5);
/// let chosen = Criterion::new(0.4)?.draw_chosen(1000, 0.3, &mut rng)?;
/// assert_eq!(chosen.len(), 300);
/// # Ok::<(), composure::psychometrics::simulate::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Criterion {
    validity: f64,
}

impl Criterion {
    /// A criterion that the predictor tells this well.
    pub fn new(validity: f64) -> Result<Self, Error> {
        let is_right = (-1.0..=1.0).contains(&validity);
        Ok(Self {
            validity: checked(validity, is_right, "validity", "from −1 to 1")?,
        })
    }

    /// One applicant.
    pub fn draw(&self, rng: &mut impl Rng) -> Applicant {
        let predictor = standard_normal(rng);
        let rest = (1.0 - self.validity * self.validity).sqrt();
        Applicant {
            predictor,
            criterion: self.validity * predictor + rest * standard_normal(rng),
        }
    }

    /// The best share (0 to 1) of so many applicants by the predictor, the best first.
    ///
    /// *Edges*: their number is rounded; a share of 1 keeps all.
    pub fn draw_chosen(
        &self,
        n_applicants: usize,
        share: f64,
        rng: &mut impl Rng,
    ) -> Result<Vec<Applicant>, Error> {
        let share = checked_probability(share, "chosen share")?;
        let mut applicants: Vec<Applicant> = (0..n_applicants).map(|_| self.draw(rng)).collect();
        applicants.sort_by(|a, b| b.predictor.total_cmp(&a.predictor));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share of a number of people lies between 0 and that number"
        )]
        applicants.truncate((share * n_applicants as f64).round() as usize);
        Ok(applicants)
    }
}

/// Whether an applicant succeeds, when a share (0 to 1) of all applicants would.
///
/// *Model*: the success is a normal criterion above the cut that leaves `base_rate` of all above it.
///
/// *Takes / gives*: an applicant with a criterion in standard deviations of all applicants; yes or no.
///
/// *Errors*: a base rate that is not strictly between 0 and 1.
///
/// ```
/// use composure::psychometrics::simulate::{Applicant, succeeds};
/// // Half of all succeed: those above the mean.
/// let applicant = |criterion| Applicant { predictor: 0.0, criterion };
/// assert!(succeeds(&applicant(0.1), 0.5)?);
/// assert!(!succeeds(&applicant(-0.1), 0.5)?);
/// # Ok::<(), composure::psychometrics::simulate::Error>(())
/// ```
pub fn succeeds(applicant: &Applicant, base_rate: f64) -> Result<bool, Error> {
    let cut = super::normal::quantile(1.0 - base_rate).ok_or(Error::OutOfRange {
        what: "base rate",
        value: base_rate,
        expected: "between 0 and 1",
    })?;
    Ok(cut < applicant.criterion)
}

/// Events of people over times that differ, negative binomial.
///
/// Its fields are private because the dispersion is 0 or above.
///
/// *Model*: a person's rate is exp(b₀ + Σ bⱼ xⱼ) G with G from a gamma distribution of mean 1 and variance α; events
/// over an exposure E are Poisson with mean E times the rate.
///
/// *Takes / gives*: coefficients on the scale of ln rate and the dispersion α; counts.
///
/// *Edges*: α = 0 gives Poisson counts; a mean above 10⁵ counts as 10⁵.
///
/// *Errors*: a coefficient that is not finite, a dispersion below 0.
///
/// *Source*: Greenwood & Yule (1920), *Journal of the Royal Statistical Society* 83, 255–279.
///
/// ```
/// use composure::psychometrics::simulate::EventCounts;
/// let complaints = EventCounts::new(-1.0, &[0.5], 0.8)?;
/// let mut rng = composure::clock::seeded(6);
/// assert!(complaints.draw(&[1.0], 12.0, &mut rng) < 1000);
/// # Ok::<(), composure::psychometrics::simulate::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct EventCounts {
    intercept: f64,
    slopes: Vec<f64>,
    dispersion: f64,
}

impl EventCounts {
    /// Events with these coefficients and this dispersion.
    pub fn new(intercept: f64, slopes: &[f64], dispersion: f64) -> Result<Self, Error> {
        for value in slopes.iter().chain([&intercept]) {
            checked(*value, value.is_finite(), "coefficient", "finite")?;
        }
        let is_right = dispersion.is_finite() && dispersion >= 0.0;
        Ok(Self {
            intercept,
            slopes: slopes.to_vec(),
            dispersion: checked(dispersion, is_right, "dispersion", "0 or above")?,
        })
    }

    /// The events of one person over this exposure; predictors beyond the slopes do not count.
    pub fn draw(&self, predictors: &[f64], exposure: f64, rng: &mut impl Rng) -> u32 {
        let terms = self.slopes.iter().zip(predictors);
        let log_rate = self.intercept + terms.map(|(b, x)| b * x).sum::<f64>();
        let differing = if self.dispersion > 0.0 {
            gamma(1.0 / self.dispersion, rng) * self.dispersion
        } else {
            1.0
        };
        poisson(exposure * log_rate.exp() * differing, rng)
    }
}

/// A draw from the gamma distribution of this shape and scale 1 (Marsaglia & Tsang, 2000).
fn gamma(shape: f64, rng: &mut impl Rng) -> f64 {
    if shape < 1.0 {
        // A shape below 1 is the next one, drawn down by a power of a uniform number.
        let uniform: f64 = rng.sample(rand::distr::Open01);
        return gamma(shape + 1.0, rng) * uniform.powf(1.0 / shape);
    }
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * d).sqrt();
    // Nineteen in twenty tries are taken at once; a hundred that are not will not be seen.
    for _ in 0..100 {
        let z = standard_normal(rng);
        let v = (1.0 + c * z).powi(3);
        let uniform: f64 = rng.sample(rand::distr::Open01);
        if v > 0.0 && uniform.ln() < 0.5 * z * z + d - d * v + d * v.ln() {
            return d * v;
        }
    }
    d
}

/// A draw from Poisson's distribution: how many exponential waits fit into the mean.
fn poisson(mean: f64, rng: &mut impl Rng) -> u32 {
    const MOST_EVENTS: u32 = 200_000;
    // Written so that a mean that is not a number gives no event.
    let mut left = if mean > 0.0 { mean.min(1e5) } else { 0.0 };
    let mut events = 0;
    while events < MOST_EVENTS {
        left -= super::standard_exponential(rng);
        if left < 0.0 {
            break;
        }
        events += 1;
    }
    events
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::seeded;
    use crate::psychometrics::descriptive::{mean, standard_deviation, variance};
    use crate::psychometrics::validity::{
        CountRegression, ObservedCount, corrected_for_direct_restriction, pearson,
    };

    #[test]
    fn a_corrected_correlation_of_the_chosen_is_that_of_all() {
        let mut rng = seeded(41);
        let chosen = Criterion::new(0.5).unwrap();
        let chosen = chosen.draw_chosen(20_000, 0.3, &mut rng).unwrap();
        let (x, y): (Vec<f64>, Vec<f64>) =
            chosen.iter().map(|a| (a.predictor, a.criterion)).unzip();
        let r = pearson(&x, &y, 0.95).unwrap().r;
        // Among the best 30 % the spread is .52, so r is .5 × .52 / √(.75 + .25 × .27) = .29.
        assert!((r - 0.29).abs() < 0.04, "{r}");
        let ratio = 1.0 / standard_deviation(&x).unwrap();
        let corrected = corrected_for_direct_restriction(r, ratio).unwrap();
        // The error of r, (1 − r²) / √6000 = .012, grows by about 1.7: four of them.
        assert!((corrected - 0.5).abs() < 0.08, "{corrected}");
    }

    #[test]
    fn as_many_succeed_as_the_base_rate_says() {
        let (mut rng, criterion) = (seeded(42), Criterion::new(0.3).unwrap());
        let n = 4000;
        let n_successes = (0..n)
            .filter(|_| succeeds(&criterion.draw(&mut rng), 0.2).unwrap())
            .count();
        // √(.16 / 4000) = .0063: four of them.
        assert!((n_successes as f64 / f64::from(n) - 0.2).abs() < 0.026);
        let one = criterion.draw(&mut rng);
        assert!(succeeds(&one, 1.0).is_err() && succeeds(&one, f64::NAN).is_err());
    }

    #[test]
    fn counts_have_the_mean_and_variance_of_the_model() {
        let mut rng = seeded(43);
        for dispersion in [0.0, 0.4, 2.5] {
            let counts = EventCounts::new(1.0, &[], dispersion).unwrap();
            let draws = (0..8000).map(|_| f64::from(counts.draw(&[], 2.0, &mut rng)));
            let draws: Vec<f64> = draws.collect();
            let mu = 2.0 * 1.0_f64.exp();
            let expected = mu + dispersion * mu * mu;
            let error = (expected / 8000.0).sqrt();
            assert!((mean(&draws).unwrap() - mu).abs() < 4.0 * error);
            let ratio = variance(&draws).unwrap() / expected;
            assert!((ratio - 1.0).abs() < 0.2, "{dispersion}: {ratio}");
        }
    }

    #[test]
    fn a_regression_of_drawn_counts_finds_the_coefficients_again() {
        let (mut rng, truth) = (
            seeded(44),
            EventCounts::new(-1.2, &[0.5, -0.3], 0.8).unwrap(),
        );
        let people: Vec<ObservedCount> = (0..3000)
            .map(|i| {
                let predictors = vec![standard_normal(&mut rng), f64::from(i % 2)];
                let exposure = 1.0 + f64::from(i % 9);
                ObservedCount {
                    events: truth.draw(&predictors, exposure, &mut rng),
                    exposure,
                    predictors,
                }
            })
            .collect();
        let fit = CountRegression::fit(&people).unwrap();
        let found = [&fit.intercept, &fit.slopes[0], &fit.slopes[1]];
        for (found, truth) in found.into_iter().zip([-1.2, 0.5, -0.3]) {
            let distance = (found.estimate - truth).abs();
            assert!(distance < 4.0 * found.standard_error, "{found:?} {truth}");
            assert!(found.standard_error < 0.08);
        }
        let error = fit.dispersion_standard_error.unwrap();
        assert!((fit.dispersion - 0.8).abs() < 4.0 * error && error < 0.1);
    }

    #[test]
    fn impossible_figures_are_refused_or_harmless() {
        assert!(Criterion::new(1.1).is_err());
        assert!(EventCounts::new(0.0, &[f64::NAN], 1.0).is_err());
        assert!(EventCounts::new(0.0, &[], -1.0).is_err());
        let mut rng = seeded(45);
        let chosen = Criterion::new(1.0).unwrap();
        assert!(chosen.draw_chosen(10, 1.5, &mut rng).is_err());
        let counts = EventCounts::new(700.0, &[], 0.0).unwrap();
        assert!(counts.draw(&[], 1e300, &mut rng) > 90_000);
        assert_eq!(counts.draw(&[], f64::NAN, &mut rng), 0);
    }
}
