//! How far Krippendorff's alpha would move with other targets.

use rand::{Rng, RngExt};

use super::krippendorff::{PairableTargets, checked_ratio_values};
use super::{Error, Level, checked_confidence};
use crate::psychometrics::classical::Interval;
use crate::psychometrics::descriptive::quantile_type_6;

/// The most different ratings at the ratio level, whose pairs are compared anew in each replication.
const MOST_RATIO_VALUES: usize = 1000;

/// How often to draw the targets anew, and how sure the interval is to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bootstrap {
    /// How many times the targets are drawn, at least 20.
    pub n_replications: usize,
    /// How sure, between 0 and 1.
    pub confidence: f64,
}

/// Krippendorff's alpha with an interval by drawing targets anew.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KrippendorffInterval {
    /// Alpha of the targets as they are.
    pub alpha: f64,
    /// Its interval.
    pub interval: Interval,
    /// In how many replications all ratings were equal, so that they had no alpha; they are left out.
    pub n_undefined: usize,
}

/// Krippendorff's alpha with a bootstrap interval over targets.
///
/// *Model*: as many targets as there are are drawn with replacement, alpha is computed from each draw with its own
/// expected disagreement, and the interval lies between the quantiles of these alphas. (Krippendorff's own bootstrap
/// holds the expected disagreement fixed, which is too narrow for few targets.)
///
/// *Takes / gives*: ratings `targets × raters`; the time is that of alpha times the number of replications.
///
/// *Edges*: draws in which all ratings are equal are left out and counted.
///
/// *Errors*: as [`krippendorff_alpha`](super::krippendorff_alpha); fewer than two targets with two ratings, fewer than
/// 20 replications, an alpha in fewer than half of them; more than 1000 different ratings at the ratio level.
///
/// *Source*: Zapf, Castell, Morawietz & Karch (2016), *BMC Medical Research Methodology* 16, 93.
///
/// ```
/// use composure::psychometrics::agreement::{Bootstrap, Level, krippendorff_interval};
/// let ratings: Vec<Vec<Option<f64>>> =
///     (0..30).map(|target| vec![Some(f64::from(target % 5)), Some(f64::from((target % 7).min(target % 5)))]).collect();
/// let bootstrap = Bootstrap { n_replications: 200, confidence: 0.95 };
/// let mut rng = composure::clock::seeded(7);
/// let found = krippendorff_interval(&ratings, Level::Interval, bootstrap, &mut rng)?;
/// assert!(found.interval.lower < found.alpha && found.alpha < found.interval.upper);
/// # Ok::<(), composure::psychometrics::agreement::Error>(())
/// ```
pub fn krippendorff_interval(
    ratings: &[Vec<Option<f64>>],
    level: Level,
    bootstrap: Bootstrap,
    rng: &mut impl Rng,
) -> Result<KrippendorffInterval, Error> {
    let confidence = checked_confidence(bootstrap.confidence)?;
    if bootstrap.n_replications < 20 {
        return Err(Error::OutOfRange {
            what: "number of replications",
            value: bootstrap.n_replications as f64,
            expected: "at least 20",
        });
    }
    let targets = PairableTargets::new(ratings, level)?;
    if level == Level::Ratio {
        checked_ratio_values(targets.values(), MOST_RATIO_VALUES)?;
    }
    let n = targets.len();
    let alpha = targets.alpha(&vec![1; n])?;
    let mut alphas = Vec::with_capacity(bootstrap.n_replications);
    let mut weights = vec![0_u32; n];
    for _ in 0..bootstrap.n_replications {
        weights.fill(0);
        for _ in 0..n {
            weights[rng.random_range(0..n)] += 1;
        }
        match targets.alpha(&weights) {
            Ok(drawn) => alphas.push(drawn),
            Err(Error::NoVariance) => {}
            Err(error) => return Err(error),
        }
    }
    let n_undefined = bootstrap.n_replications - alphas.len();
    if alphas.len() < n_undefined {
        return Err(Error::NoVariance);
    }
    let tail = (1.0 - confidence) / 2.0;
    let quantile = |p: f64| quantile_type_6(&alphas, p).ok_or(Error::NotFinite);
    Ok(KrippendorffInterval {
        alpha,
        interval: Interval {
            lower: quantile(tail)?,
            upper: quantile(1.0 - tail)?,
        },
        n_undefined,
    })
}

#[cfg(test)]
mod tests {
    use super::super::shared::{complete, shrout_fleiss};
    use super::*;
    use crate::clock::seeded;
    use crate::psychometrics::simulate::{CrossedCounts, CrossedVariances, crossed_scores};

    const BOOTSTRAP: Bootstrap = Bootstrap {
        n_replications: 200,
        confidence: 0.95,
    };

    #[test]
    fn one_seed_gives_the_same_interval_again() {
        let found = |seed: u64| {
            krippendorff_interval(
                &shrout_fleiss(),
                Level::Ordinal,
                BOOTSTRAP,
                &mut seeded(seed),
            )
        };
        assert_eq!(found(3), found(3));
        assert_ne!(found(3), found(4));
    }

    #[test]
    fn draws_of_equal_ratings_are_counted_out() {
        // One draw of nine takes one target three times; within it all ratings are equal.
        let ratings = complete(&[[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]]);
        let found =
            krippendorff_interval(&ratings, Level::Nominal, BOOTSTRAP, &mut seeded(1)).unwrap();
        assert!((8..45).contains(&found.n_undefined), "{found:?}");
        assert!((found.interval.lower - 1.0).abs() < 1e-12);
    }

    #[test]
    fn few_targets_and_few_replications_are_refused() {
        let interval = |ratings: &[Vec<Option<f64>>], bootstrap| {
            krippendorff_interval(ratings, Level::Ratio, bootstrap, &mut seeded(1)).unwrap_err()
        };
        assert_eq!(
            interval(&complete(&[[1.0, 2.0]]), BOOTSTRAP),
            Error::TooFewTargets { n: 1, minimum: 2 }
        );
        let few = Bootstrap {
            n_replications: 19,
            ..BOOTSTRAP
        };
        assert!(interval(&shrout_fleiss(), few).to_string().contains("19"));
        let unsure = Bootstrap {
            confidence: 1.0,
            ..BOOTSTRAP
        };
        assert!(
            interval(&shrout_fleiss(), unsure)
                .to_string()
                .contains("confidence")
        );
    }

    #[test]
    fn slow_the_interval_covers_the_truth() {
        if !crate::psychometrics::reference::wants_slow("slow_the_interval_covers_the_truth") {
            return;
        }
        // Without severity alpha at the interval level estimates the share of the targets' variance: 1 / 1.5.
        let variances = CrossedVariances {
            person: 1.0,
            residual: 0.5,
            ..CrossedVariances::default()
        };
        let counts = CrossedCounts {
            persons: 100,
            raters: 3,
            scenes: 1,
        };
        let bootstrap = Bootstrap {
            n_replications: 1000,
            confidence: 0.95,
        };
        let mut rng = seeded(2016);
        let mut covered = 0;
        for _ in 0..1000 {
            let scores = crossed_scores(variances, counts, &mut rng).unwrap();
            let ratings: Vec<Vec<Option<f64>>> = scores
                .chunks(3)
                .map(|target| target.iter().map(|cell| Some(cell.score)).collect())
                .collect();
            let found =
                krippendorff_interval(&ratings, Level::Interval, bootstrap, &mut rng).unwrap();
            let ends = found.interval;
            covered += i32::from(ends.lower <= 2.0 / 3.0 && 2.0 / 3.0 <= ends.upper);
        }
        eprintln!(
            "Krippendorff's alpha, 100 targets × 3 raters: {covered} of 1000 cover the truth"
        );
        assert!((920..=975).contains(&covered), "{covered}");
    }
}
