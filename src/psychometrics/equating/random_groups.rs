//! Equating forms that random parts of the same people took.

use super::score_distribution::Cell;
use super::{Equating, Equivalent, Error, Form, Line, ScoreDistribution, circle_arc, finite};

/// How two forms that random groups took are equated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RandomGroupsMethod {
    /// The forms differ by a constant.
    Mean,
    /// The forms differ in mean and spread.
    Linear,
    /// Scores with the same percentile mean the same.
    Equipercentile,
    /// An arc through both ends of the scales and both means.
    CircleArc,
}

/// Equates two forms that random parts of the same people took.
///
/// *Model*: with mean m and standard deviation s of the form equated from, M and S of the other: mean: x − m + M; linear:
/// M + S / s · (x − m); equipercentile: the point of the other form with as many people below as x has; circle-arc: the
/// straight line between the ends of the scales, plus an arc that passes through (m, M).
/// Standard errors are by the delta method: of the means; of means and standard deviations with the skewness and
/// kurtosis found (linear); Lord's for percentages (equipercentile).
///
/// *Takes / gives*: the two distributions; one equivalent for each score of the first, not held within the second.
///
/// *Edges*: equal forms give back the score. Where nobody lies below a score (or above it) its equipercentile
/// equivalent is half a step beyond the other scale, with standard error 0, which says only that there is no sample.
/// Errors after smoothing take the smoothed percentages as if they were counted, and are somewhat too large.
///
/// *Errors*: fewer than two people on a form; for linear a form without spread.
///
/// *Source*: Kolen & Brennan (2014), *Test equating, scaling, and linking*, sections 2.2–2.5 and 7.3; Lord (1982),
/// *Journal of Educational Statistics* 7, 165–174; Livingston & Kim (2009), *Journal of Educational Measurement* 46,
/// 330–343.
///
/// ```
/// use composure::psychometrics::equating::{RandomGroupsMethod, ScoreDistribution, equate_random_groups};
/// let from = ScoreDistribution::new(&[0.0, 1.0, 2.0], &[10.0, 20.0, 10.0])?;
/// // The other form is a point easier.
/// let to = ScoreDistribution::new(&[1.0, 2.0, 3.0], &[10.0, 20.0, 10.0])?;
/// let equating = equate_random_groups(&from, &to, RandomGroupsMethod::Equipercentile)?;
/// assert!((equating.concordance[0].equivalent - 1.0).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::equating::Error>(())
/// ```
pub fn equate_random_groups(
    from: &ScoreDistribution,
    to: &ScoreDistribution,
    method: RandomGroupsMethod,
) -> Result<Equating, Error> {
    for (form, distribution) in [(Form::From, from), (Form::To, to)] {
        if distribution.n() < 2.0 {
            return Err(Error::TooFewPersons {
                form,
                n: distribution.n(),
                minimum: 2,
            });
        }
    }
    match method {
        RandomGroupsMethod::Mean => mean(from, to),
        RandomGroupsMethod::Linear => linear(from, to),
        RandomGroupsMethod::Equipercentile => equipercentile(from, to),
        RandomGroupsMethod::CircleArc => circle_arc::equate(from, to),
    }
}

fn mean(from: &ScoreDistribution, to: &ScoreDistribution) -> Result<Equating, Error> {
    let line = Line {
        intercept: to.mean() - from.mean(),
        slope: 1.0,
    };
    let error = (from.variance() / from.n() + to.variance() / to.n()).sqrt();
    along(line, from, |_| error)
}

fn linear(from: &ScoreDistribution, to: &ScoreDistribution) -> Result<Equating, Error> {
    for (form, distribution) in [(Form::From, from), (Form::To, to)] {
        if distribution.variance() <= 0.0 {
            return Err(Error::NoVariance {
                form,
                what: "score",
            });
        }
    }
    let (spread, other_spread) = (from.variance().sqrt(), to.variance().sqrt());
    let slope = other_spread / spread;
    let line = Line {
        intercept: to.mean() - slope * from.mean(),
        slope,
    };
    // Variance of an equivalent at z, in units of the other form's variance: that of the means, twice their covariance
    // with the standard deviations, and that of the standard deviations.
    let shared = |of: &dyn Fn(&ScoreDistribution) -> f64| of(from) / from.n() + of(to) / to.n();
    let means = shared(&|_| 1.0);
    let covariance = shared(&ScoreDistribution::skewness);
    let spreads = shared(&|form| (form.kurtosis() - 1.0) / 4.0);
    along(line, from, |score| {
        let z = (score - from.mean()) / spread;
        other_spread * (means + covariance * z + spreads * z * z).max(0.0).sqrt()
    })
}

/// The equivalents on a straight line.
fn along(
    line: Line,
    from: &ScoreDistribution,
    standard_error: impl Fn(f64) -> f64,
) -> Result<Equating, Error> {
    let mut concordance = Vec::with_capacity(from.counts().len());
    for score in from.scores() {
        concordance.push(Equivalent {
            score,
            equivalent: finite(line.intercept + line.slope * score)?,
            standard_error: finite(standard_error(score))?,
        });
    }
    Ok(Equating {
        concordance,
        line: Some(line),
    })
}

fn equipercentile(from: &ScoreDistribution, to: &ScoreDistribution) -> Result<Equating, Error> {
    let mut concordance = Vec::with_capacity(from.counts().len());
    for score in from.scores() {
        let share = from.proportion_below(score);
        concordance.push(Equivalent {
            score,
            equivalent: finite(to.point_at(share))?,
            standard_error: finite(lord(share, from, to))?,
        });
    }
    Ok(Equating {
        concordance,
        line: None,
    })
}

/// Lord's standard error of the equivalent of a point below which this share lies.
fn lord(share: f64, from: &ScoreDistribution, to: &ScoreDistribution) -> f64 {
    let Cell::Inside { below, above, .. } = to.cell_at(share) else {
        return 0.0;
    };
    let (n, n_other) = (from.n(), to.n());
    let at = above - below;
    let shares = share * (1.0 - share) * (1.0 / n + 1.0 / n_other);
    let inside = (above - share) * (share - below) / (n_other * at);
    to.step() * (shares - inside).max(0.0).sqrt() / at
}

#[cfg(test)]
#[path = "random_groups_tests.rs"]
mod tests;
