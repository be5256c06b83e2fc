//! Intraclass correlations.

use statrs::distribution::{ContinuousCDF, FisherSnedecor};

use super::{Error, MeanSquares, checked_confidence};
use crate::psychometrics::classical::Interval;
use crate::psychometrics::{finite, tail};

/// One intraclass correlation, the test that it is zero, and its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coefficient {
    /// The correlation: at most 1, and below 0 where targets differ less than chance would make them.
    pub value: f64,
    /// The interval; `None` where an end lies at minus infinity.
    pub interval: Option<Interval>,
    /// The mean square of targets over that of error; `None` where there is no error, so that it is infinite.
    pub f: Option<f64>,
    /// Degrees of freedom of targets.
    pub df1: f64,
    /// Degrees of freedom of error.
    pub df2: f64,
    /// The probability of such an F where the correlation is zero, 0 to 1.
    pub p: f64,
}

/// The six intraclass correlations of ratings, with F tests and intervals.
///
/// *Model*: with the mean squares of targets R, raters C, residual E and within targets W of n targets and k raters,
/// the single-rater forms are (1,1) = (R − W) / (R + (k − 1) W), (2,1) = (R − E) / (R + (k − 1) E + k (C − E) / n) and
/// (3,1) = (R − E) / (R + (k − 1) E); the mean of k raters has (R − W) / R, (R − E) / (R + (C − E) / n) and (R − E) / R.
/// In (1,·) every target has raters of its own; in (2,·) the raters are a sample of many, and severity counts as error
/// (absolute agreement); in (3,·) they are the only ones, and severity does not count (consistency). Each F, R / W or
/// R / E, tests exactly that the correlation is zero. The (1,·) and (3,·) intervals are exact; the (2,·) interval takes
/// F quantiles at Satterthwaite's degrees of freedom v.
///
/// *Takes / gives*: ratings `targets × raters`; `confidence` strictly between 0 and 1.
///
/// *Edges*: targets with a missing rating are left out. A coefficient is `None` where its formula divides by zero or a
/// negative variance, as when the targets' means are all equal. Without any error F is infinite and given as `None`, p
/// is 0. Where the estimate is negative, v can fall below 1 and is then taken as 1.
///
/// *Errors*: fewer than two raters or two complete targets, unequal lists, ratings that are all equal.
///
/// *Source*: Shrout & Fleiss (1979), *Psychological Bulletin* 86, 420–428; `McGraw` & Wong (1996), *Psychological
/// Methods* 1, 30–46, tables 4, 7 and 8, with the correction on p. 390.
///
/// ```
/// use composure::psychometrics::agreement::IntraclassCorrelations;
/// let ratings = [[9.0, 2.0, 5.0, 8.0], [6.0, 1.0, 3.0, 2.0], [8.0, 4.0, 6.0, 8.0], [7.0, 1.0, 2.0, 6.0],
///     [10.0, 5.0, 6.0, 9.0], [6.0, 2.0, 4.0, 7.0]].map(|target| target.map(Some).to_vec());
/// let correlations = IntraclassCorrelations::of(&ratings, 0.95)?;
/// // Shrout & Fleiss (1979), table 4.
/// assert!(correlations.single_random.is_some_and(|icc| (icc.value - 0.29).abs() < 0.005));
/// # Ok::<(), composure::psychometrics::agreement::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IntraclassCorrelations {
    /// The mean squares they are made of.
    pub mean_squares: MeanSquares,
    /// (1,1): one rating, each target with raters of its own.
    pub single_one_way: Option<Coefficient>,
    /// (2,1): one rating by a rater out of many, absolute agreement.
    pub single_random: Option<Coefficient>,
    /// (3,1): one rating by one of these raters, consistency.
    pub single_fixed: Option<Coefficient>,
    /// (1,k): the mean of k ratings, each target with raters of its own.
    pub average_one_way: Option<Coefficient>,
    /// (2,k): the mean of k raters out of many, absolute agreement.
    pub average_random: Option<Coefficient>,
    /// (3,k): the mean of these raters, consistency.
    pub average_fixed: Option<Coefficient>,
    /// Satterthwaite's degrees of freedom v of the (2,·) intervals; `None` where the raters agree perfectly.
    pub satterthwaite_df: Option<f64>,
}

impl IntraclassCorrelations {
    /// The correlations of the targets that every rater rated.
    pub fn of(ratings: &[Vec<Option<f64>>], confidence: f64) -> Result<Self, Error> {
        Self::of_mean_squares(MeanSquares::of(ratings)?, confidence)
    }

    /// The correlations that follow from known mean squares.
    pub fn of_mean_squares(squares: MeanSquares, confidence: f64) -> Result<Self, Error> {
        let tail = (1.0 - checked_confidence(confidence)?) / 2.0;
        let design = Design::new(squares, tail);
        let (one_way, fixed) = (design.one_way(), design.fixed());
        let (single_random, average_random) = design.random();
        Ok(Self {
            mean_squares: squares,
            single_one_way: one_way.0,
            single_random,
            single_fixed: fixed.0,
            average_one_way: one_way.1,
            average_random,
            average_fixed: fixed.1,
            satterthwaite_df: design.satterthwaite_df(),
        })
    }
}

/// The letters of the formulas.
struct Design {
    n: f64,
    k: f64,
    targets: f64,
    raters: f64,
    residual: f64,
    within: f64,
    tail: f64,
}

impl Design {
    fn new(squares: MeanSquares, tail: f64) -> Self {
        Self {
            n: squares.n_targets as f64,
            k: squares.n_raters as f64,
            targets: squares.targets,
            raters: squares.raters,
            residual: squares.residual,
            within: squares.within,
            tail,
        }
    }

    /// (1,1) and (1,k).
    fn one_way(&self) -> (Option<Coefficient>, Option<Coefficient>) {
        self.consistency(self.within, self.n * (self.k - 1.0))
    }

    /// (3,1) and (3,k).
    fn fixed(&self) -> (Option<Coefficient>, Option<Coefficient>) {
        self.consistency(self.residual, (self.n - 1.0) * (self.k - 1.0))
    }

    /// The coefficients in which the whole error is one mean square.
    fn consistency(&self, error: f64, df2: f64) -> (Option<Coefficient>, Option<Coefficient>) {
        let Self {
            k, targets, tail, ..
        } = *self;
        let df1 = self.n - 1.0;
        // Both forms are functions of F alone; without error they reach 1.
        let single = |f: f64| finite((f - 1.0) / (f + k - 1.0));
        let average = |f: f64| finite(1.0 - 1.0 / f);
        let f = (error > 0.0).then(|| targets / error).and_then(finite);
        let interval = |form: &dyn Fn(f64) -> Option<f64>| match f {
            None => Some(Interval {
                lower: 1.0,
                upper: 1.0,
            }),
            Some(f) => Some(Interval {
                lower: form(f / f_quantile(1.0 - tail, df1, df2)?)?,
                upper: form(f * f_quantile(1.0 - tail, df2, df1)?)?,
            }),
        };
        let coefficient = |value: Option<f64>, interval| {
            let p = match f {
                None => 0.0,
                Some(f) => tail::f(f, df1, df2)?,
            };
            Some(Coefficient {
                value: value?,
                interval,
                f,
                df1,
                df2,
                p,
            })
        };
        let single_value = ratio(targets - error, targets + (k - 1.0) * error);
        let average_value = ratio(targets - error, targets);
        (
            coefficient(single_value, interval(&single)),
            coefficient(average_value, interval(&average)),
        )
    }

    /// (2,1) and (2,k).
    fn random(&self) -> (Option<Coefficient>, Option<Coefficient>) {
        let Self {
            n,
            k,
            targets,
            raters,
            residual,
            ..
        } = *self;
        // F and its test are those of (3,·): both correlations are zero together.
        let Some(test) = self.fixed().0 else {
            return (None, None);
        };
        let severity = (raters - residual) / n;
        let value = ratio(
            targets - residual,
            targets + (k - 1.0) * residual + k * severity,
        );
        let average = ratio(targets - residual, targets + severity);
        let interval = self.random_interval();
        // The mean of k raters follows from one rater by Spearman and Brown, and so do the ends of its interval.
        let longer = |single: f64| ratio(k * single, 1.0 + (k - 1.0) * single);
        let average_interval = interval.and_then(|single| {
            Some(Interval {
                lower: longer(single.lower)?,
                upper: longer(single.upper)?,
            })
        });
        let coefficient = |value: Option<f64>, interval| {
            Some(Coefficient {
                value: value?,
                interval,
                ..test
            })
        };
        (
            coefficient(value, interval),
            coefficient(average, average_interval),
        )
    }

    /// `McGraw` & Wong's interval of (2,1).
    fn random_interval(&self) -> Option<Interval> {
        let Self {
            n,
            k,
            targets,
            raters,
            residual,
            tail,
            ..
        } = *self;
        if raters + residual <= 0.0 {
            return Some(Interval {
                lower: 1.0,
                upper: 1.0,
            });
        }
        let v = self.satterthwaite_df()?;
        let lower_f = f_quantile(1.0 - tail, n - 1.0, v)?;
        let upper_f = f_quantile(1.0 - tail, v, n - 1.0)?;
        let error = k * raters + (k * n - k - n) * residual;
        Some(Interval {
            lower: ratio(
                n * (targets - lower_f * residual),
                lower_f * error + n * targets,
            )?,
            upper: ratio(
                n * (upper_f * targets - residual),
                error + n * upper_f * targets,
            )?,
        })
    }

    /// The degrees of freedom of a C + b E, by which R is divided, with a and b at the estimated correlation.
    fn satterthwaite_df(&self) -> Option<f64> {
        let Self {
            n,
            k,
            targets,
            raters,
            residual,
            ..
        } = *self;
        // k ρ / (n (1 − ρ)) at the estimate.
        let a = ratio(targets - residual, n * residual + raters - residual)?;
        let b = 1.0 + a * (n - 1.0);
        // The share of a C in the sum; shares cannot overflow when they are squared.
        let share = ratio(a * raters, a * raters + b * residual)?;
        let squares = share.powi(2) / (k - 1.0) + (1.0 - share).powi(2) / ((n - 1.0) * (k - 1.0));
        ratio(1.0, squares).map(|v| v.max(1.0))
    }
}

/// A quotient with a denominator above 0; otherwise it has no meaning here.
fn ratio(numerator: f64, denominator: f64) -> Option<f64> {
    (denominator > 0.0)
        .then(|| numerator / denominator)
        .and_then(finite)
}

/// The F below which `probability` lies.
fn f_quantile(probability: f64, between: f64, within: f64) -> Option<f64> {
    let is_inside = probability > 0.0 && probability < 1.0;
    let distribution = FisherSnedecor::new(between, within).ok()?;
    is_inside
        .then(|| distribution.inverse_cdf(probability))
        .and_then(finite)
}

#[cfg(test)]
#[path = "icc_tests.rs"]
mod tests;
