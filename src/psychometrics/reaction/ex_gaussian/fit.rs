//! The ex-Gaussian distribution under which times are likeliest.

use nalgebra::{Matrix3, Vector3};

use super::density::{log_density, slopes};
use super::{Error, ExGaussian};
use crate::psychometrics::descriptive::{all_finite, mean, standard_deviation};

/// Three parameters from fewer times than this are guesses.
const FEWEST: usize = 20;
const MOST_ITERATIONS: u32 = 200;
/// In standardised times, steps below this change no digit that matters.
const SMALL_STEP: f64 = 1e-9;
/// A normal part below this share of the standard deviation has vanished.
const NO_NORMAL_PART: f64 = 1e-3;
/// A tail below this share of the standard deviation has vanished: its skewness of 2 · 0.05³ = 0.00025 would take a
/// hundred million times to be seen.
const NO_TAIL: f64 = 0.05;
/// A step is at most so long in standardised times and logarithms of spreads.
const LONGEST_STEP: f64 = 1.0;

/// The likeliest distribution.
///
/// *Model*: maximum likelihood over μ, ln σ and ln τ of the standardised times by damped Newton steps, from the moments
/// (Heathcote, 1996). Standard errors are the roots of the diagonal of the inverse observed information.
///
/// *Takes / gives*: one person's times in milliseconds, trimmed beforehand if that is wanted; milliseconds.
///
/// *Edges*: standard errors are those of large samples; with fewer than some hundred times τ and σ are vague.
///
/// *Errors*: fewer than 20 times, times that are not finite or do not vary; times without a slow tail, or without a normal
/// part, for which the likelihood has no maximum.
///
/// *Source*: Heathcote (1996), *Behavior Research Methods, Instruments, & Computers* 28, 427–445; Van Zandt (2000),
/// *Psychonomic Bulletin & Review* 7, 424–465 (maximum likelihood, standard errors).
///
/// ```
/// use composure::psychometrics::reaction::ex_gaussian::ExGaussian;
/// // Quantiles of an exponential of mean 100 shifted by 400, each smeared by ±20.
/// let times: Vec<f64> = (0..400)
///     .map(|i| 400.0 - 100.0 * (1.0 - (f64::from(i) + 0.5) / 400.0).ln() + f64::from(i * 7 % 41 - 20))
///     .collect();
/// let fit = ExGaussian::fit(&times)?;
/// assert!((fit.latency.tau_ms() - 100.0).abs() < 3.0 * fit.tau_se_ms);
/// # Ok::<(), composure::psychometrics::reaction::ex_gaussian::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// The distribution.
    pub latency: ExGaussian,
    /// Standard error of μ, in milliseconds.
    pub mu_se_ms: f64,
    /// Standard error of σ.
    pub sigma_se_ms: f64,
    /// Standard error of τ.
    pub tau_se_ms: f64,
    /// Logarithm of the likelihood, times in milliseconds.
    pub log_likelihood: f64,
    /// How many times there are.
    pub n: usize,
    /// How many steps were made.
    pub iterations: u32,
}

/// μ, ln σ and ln τ of standardised times.
type Point = Vector3<f64>;

pub(super) fn fit(times_ms: &[f64]) -> Result<Fit, Error> {
    let n = times_ms.len();
    if n < FEWEST {
        return Err(Error::TooFewTimes { n, minimum: FEWEST });
    }
    if !all_finite(times_ms) {
        return Err(Error::NotFinite);
    }
    let centre = mean(times_ms).ok_or(Error::NotFinite)?;
    let spread = standard_deviation(times_ms).ok_or(Error::NotFinite)?;
    if spread <= 0.0 {
        return Err(Error::NoVariance);
    }
    let times: Vec<f64> = times_ms
        .iter()
        .map(|time| (time - centre) / spread)
        .collect();
    let cubes: f64 = times.iter().map(|time| time.powi(3)).sum();
    let skewness = cubes / n as f64;
    if !all_finite(&times) || !skewness.is_finite() {
        return Err(Error::NotFinite);
    }
    let (point, iterations) = climb(&times, skewness)?;
    let latency = latency_at(&point);
    // −H is the observed information of μ, ln σ and ln τ; at the maximum an error of ln σ times σ is that of σ.
    let information = -curvature(&times, &point);
    let covariance = information
        .cholesky()
        .ok_or(Error::NotConverged { iterations })?
        .inverse();
    let error = |idx: usize| covariance[(idx, idx)].sqrt() * spread;
    Ok(Fit {
        latency: ExGaussian::new(
            centre + spread * latency.mu,
            spread * latency.sigma,
            spread * latency.tau,
        )?,
        mu_se_ms: error(0),
        sigma_se_ms: error(1) * latency.sigma,
        tau_se_ms: error(2) * latency.tau,
        log_likelihood: log_likelihood(&times, &point) - n as f64 * spread.ln(),
        n,
        iterations,
    })
}

/// Newton's steps, held back until each raises the likelihood.
fn climb(times: &[f64], skewness: f64) -> Result<(Point, u32), Error> {
    let mut point = by_moments(skewness);
    let mut height = log_likelihood(times, &point);
    let mut damping = 1e-3;
    for iteration in 1..=MOST_ITERATIONS {
        let latency = latency_at(&point);
        if latency.tau < NO_TAIL {
            return Err(Error::NoTail { skewness });
        }
        if latency.sigma < NO_NORMAL_PART {
            return Err(Error::NoNormalPart { skewness });
        }
        let slope = slope(times, &point);
        let bend = -curvature(times, &point);
        let mut is_raised = false;
        // Each failure trebles the damping; sixty of them shrink a step to nothing.
        for _ in 0..60 {
            let Some(step) = damped_step(&bend, &slope, damping) else {
                damping *= 10.0;
                continue;
            };
            let next = point + step;
            let reached = log_likelihood(times, &next);
            if reached.is_finite() && reached >= height {
                is_raised = true;
                (point, height) = (next, reached);
                damping *= 0.1;
                if step.amax() < SMALL_STEP {
                    return Ok((point, iteration));
                }
                break;
            }
            if step.amax() < SMALL_STEP {
                return Ok((point, iteration));
            }
            damping *= 3.0;
        }
        if !is_raised {
            return Ok((point, iteration));
        }
    }
    Err(Error::NotConverged {
        iterations: MOST_ITERATIONS,
    })
}

/// The step that solves (bend + damping · scale) step = slope, not longer than allowed; `None` where the sum does not
/// bend downwards.
fn damped_step(bend: &Matrix3<f64>, slope: &Point, damping: f64) -> Option<Point> {
    let scale = bend.diagonal().map(|own| own.abs().max(1e-6));
    let damped = bend + Matrix3::from_diagonal(&(scale * damping));
    let step = damped.cholesky()?.solve(slope);
    let longest = step.amax();
    if !longest.is_finite() {
        return None;
    }
    Some(if longest > LONGEST_STEP {
        step * (LONGEST_STEP / longest)
    } else {
        step
    })
}

/// Moments of standardised times: skewness is 2 τ³, mean μ + τ = 0, variance σ² + τ² = 1.
fn by_moments(skewness: f64) -> Point {
    // From a tail of a quarter of the spread upwards, the likelihood's slope shows whether there is one.
    let tau = (skewness / 2.0).clamp(0.02, 0.9).cbrt();
    Point::new(-tau, 0.5 * (1.0 - tau.powi(2)).ln(), tau.ln())
}

fn latency_at(point: &Point) -> ExGaussian {
    ExGaussian {
        mu: point[0],
        sigma: point[1].exp(),
        tau: point[2].exp(),
    }
}

fn log_likelihood(times: &[f64], point: &Point) -> f64 {
    let latency = latency_at(point);
    times.iter().map(|time| log_density(*time, &latency)).sum()
}

/// The slopes by μ, ln σ and ln τ.
fn slope(times: &[f64], point: &Point) -> Point {
    let latency = latency_at(point);
    let mut sum = Point::zeros();
    for time in times {
        sum += Point::from(slopes(*time, &latency));
    }
    sum.component_mul(&Point::new(1.0, latency.sigma, latency.tau))
}

/// The second derivatives, as symmetric differences of the slopes.
fn curvature(times: &[f64], point: &Point) -> Matrix3<f64> {
    const STEP: f64 = 1e-5;
    let mut columns = [Point::zeros(); 3];
    for (idx, column) in columns.iter_mut().enumerate() {
        let mut shift = Point::zeros();
        shift[idx] = STEP;
        *column = (slope(times, &(point + shift)) - slope(times, &(point - shift))) / (2.0 * STEP);
    }
    let bend = Matrix3::from_columns(&columns);
    (bend + bend.transpose()) * 0.5
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::clock::seeded;
    use crate::psychometrics::reference;
    use crate::psychometrics::simulate;

    fn drawn(n: usize, seed: u64) -> Vec<f64> {
        let truth = simulate::ExGaussian::new(400.0, 40.0, 100.0).unwrap();
        let mut rng = seeded(seed);
        (0..n).map(|_| truth.draw(&mut rng)).collect()
    }

    #[test]
    fn known_parameters_are_found_again_within_their_errors() {
        let mut n_inside = 0;
        for seed in 0..40 {
            let fit = fit(&drawn(300, seed)).unwrap();
            let inside = |found: f64, truth: f64, error: f64| {
                usize::from((found - truth).abs() < 1.96 * error)
            };
            n_inside += inside(fit.latency.mu, 400.0, fit.mu_se_ms)
                + inside(fit.latency.sigma, 40.0, fit.sigma_se_ms)
                + inside(fit.latency.tau, 100.0, fit.tau_se_ms);
        }
        // 120 intervals of 95 %: 114 expected, standard error 2.4 and more, since a person's three go together.
        assert!((104..=120).contains(&n_inside), "{n_inside}");
    }

    #[test]
    fn nothing_nearby_is_likelier_and_the_mean_is_that_of_the_times() {
        let times = drawn(200, 77);
        let fit = fit(&times).unwrap();
        let total = |latency: ExGaussian| -> f64 {
            times
                .iter()
                .map(|time| latency.log_density(*time).unwrap())
                .sum()
        };
        assert!((total(fit.latency) - fit.log_likelihood).abs() < 1e-8);
        let ExGaussian { mu, sigma, tau } = fit.latency;
        for (a, b, c) in [
            (0.01, 0.0, 0.0),
            (-0.01, 0.0, 0.0),
            (0.0, 0.01, 0.0),
            (0.0, -0.01, 0.0),
            (0.0, 0.0, 0.01),
            (0.0, 0.0, -0.01),
        ] {
            assert!(
                total(ExGaussian {
                    mu: mu + a,
                    sigma: sigma + b,
                    tau: tau + c
                }) < fit.log_likelihood
            );
        }
        // The slope by μ being 0 does not by itself give the mean, but both together with τ's do nearly.
        assert!((fit.latency.mean_ms() - mean(&times).unwrap()).abs() < 1.0);
    }

    #[test]
    fn seconds_give_the_same_shape_as_milliseconds_and_order_does_not_matter() {
        let times = drawn(150, 8);
        let one = fit(&times).unwrap();
        let seconds: Vec<f64> = times.iter().rev().map(|time| time / 1000.0).collect();
        let other = fit(&seconds).unwrap();
        assert!((one.latency.mu - 1000.0 * other.latency.mu).abs() < 1e-4);
        assert!((one.tau_se_ms - 1000.0 * other.tau_se_ms).abs() < 1e-3);
    }

    #[test]
    fn real_people_of_the_stop_signal_task_have_a_fit() {
        let test = "real_people_of_the_stop_signal_task_have_a_fit";
        let Some(rows) = reference::table("data/stop_signal_mturk.csv", test) else {
            return;
        };
        let mut people: std::collections::BTreeMap<String, Vec<f64>> =
            std::collections::BTreeMap::new();
        for row in rows
            .iter()
            .filter(|row| row["signal"] == "go" && row["responded"] == "1")
        {
            let times = people.entry(row["participant"].clone()).or_default();
            times.extend(reference::number(row, "rt_ms"));
        }
        let fits: Vec<Result<Fit, Error>> = people.values().map(|times| fit(times)).collect();
        let n_found = fits.iter().filter(|fit| fit.is_ok()).count();
        // Some people of the browser study wait for the sign; their times lean to the fast side.
        assert!(n_found >= 20, "{n_found} of {}: {fits:?}", fits.len());
        for error in fits.iter().filter_map(|fit| fit.as_ref().err()) {
            assert!(
                matches!(error, Error::NoTail { skewness } if *skewness < 0.5),
                "{error}"
            );
        }
    }

    #[test]
    fn what_has_no_maximum_is_refused_with_its_skewness() {
        assert_eq!(
            fit(&[1.0; 5]),
            Err(Error::TooFewTimes { n: 5, minimum: 20 })
        );
        assert_eq!(fit(&[450.0; 30]), Err(Error::NoVariance));
        assert_eq!(fit(&[f64::INFINITY; 30]), Err(Error::NotFinite));
        let leaning: Vec<f64> = drawn(200, 3).iter().map(|time| 2000.0 - time).collect();
        assert!(matches!(fit(&leaning), Err(Error::NoTail { skewness }) if skewness < 0.0));
        let piled: Vec<f64> = (0..200)
            .map(|i| 300.0 - 100.0 * (1.0 - (f64::from(i) + 0.5) / 200.0).ln())
            .collect();
        assert!(
            matches!(fit(&piled), Err(Error::NoNormalPart { .. }) | Ok(_)),
            "{:?}",
            fit(&piled)
        );
    }

    #[test]
    fn slow_bias_and_coverage_of_the_estimates() {
        if !crate::psychometrics::reference::wants_slow("slow_bias_and_coverage_of_the_estimates") {
            return;
        }
        for n in [96_usize, 200, 400] {
            let fits: Vec<Fit> = (0..1000)
                .filter_map(|seed| fit(&drawn(n, seed)).ok())
                .collect();
            let show = |name: &str, truth: f64, of: fn(&Fit) -> (f64, f64)| {
                let errors: Vec<f64> = fits.iter().map(|fit| of(fit).0 - truth).collect();
                let covered = fits
                    .iter()
                    .filter(|fit| (of(fit).0 - truth).abs() < 1.96 * of(fit).1)
                    .count();
                let bias = mean(&errors).unwrap();
                let rmse = (errors.iter().map(|e| e * e).sum::<f64>() / errors.len() as f64).sqrt();
                let coverage = covered as f64 / fits.len() as f64;
                eprintln!(
                    "n {n} ({} of 1000 fitted), {name}: bias {bias:.2} ms, RMSE {rmse:.2} ms, coverage {coverage:.3}",
                    fits.len()
                );
                assert!(coverage > 0.9, "{name} {coverage}");
            };
            show("mu", 400.0, |fit| (fit.latency.mu, fit.mu_se_ms));
            show("sigma", 40.0, |fit| (fit.latency.sigma, fit.sigma_se_ms));
            show("tau", 100.0, |fit| (fit.latency.tau, fit.tau_se_ms));
        }
    }

    proptest! {
        #[test]
        fn any_times_give_finite_figures_or_a_reason(times in prop::collection::vec(any::<f64>(), 20..40), small in prop::collection::vec(0.0..1000.0, 20..40)) {
            for times in [&times, &small] {
                if let Ok(fit) = fit(times) {
                    for figure in [fit.latency.mean_ms(), fit.mu_se_ms, fit.sigma_se_ms, fit.tau_se_ms, fit.log_likelihood] {
                        prop_assert!(figure.is_finite());
                    }
                }
            }
        }
    }
}
