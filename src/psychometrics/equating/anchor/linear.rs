//! Linear equating by anchor items.

use super::slopes::{N_MOMENTS, Sloped};
use super::{AnchorDesign, AnchorKind, AnchorMethod, AnchorPerson};
use crate::psychometrics::equating::{Equating, Equivalent, Error, Form, Line, finite};

/// How many moments one group has.
const OF_A_GROUP: usize = N_MOMENTS / 2;

/// Means, variances and the covariance of score and anchor in one group.
struct Group {
    score_mean: Sloped,
    anchor_mean: Sloped,
    score_variance: Sloped,
    anchor_variance: Sloped,
    covariance: Sloped,
    /// Covariances of these five over samples.
    errors: [[f64; OF_A_GROUP]; OF_A_GROUP],
}

/// A form in the synthetic population.
struct Synthetic {
    mean: Sloped,
    variance: Sloped,
}

pub(super) fn equate(
    design: &AnchorDesign<'_>,
    method: AnchorMethod,
    weight: f64,
    scores: &[f64],
) -> Result<Equating, Error> {
    let [from, to] = [
        Group::of(design.from, Form::From, 0)?,
        Group::of(design.to, Form::To, OF_A_GROUP)?,
    ];
    let (slope, intercept) = if method == AnchorMethod::ChainedLinear {
        chained(&from, &to)
    } else {
        let gamma = |group: &Group, form| {
            let covariance = group.covariance.value;
            if covariance <= 0.0 {
                return Err(Error::Covariance { form, covariance });
            }
            Ok(group.gamma(method, design.kind))
        };
        let gammas = (gamma(&from, Form::From)?, gamma(&to, Form::To)?);
        let (from, to) = synthetic(&from, &to, gammas, weight);
        for (form, synthetic) in [(Form::From, &from), (Form::To, &to)] {
            if finite(synthetic.variance.value)? <= 0.0 {
                return Err(Error::NoVariance {
                    form,
                    what: "score in the synthetic population",
                });
            }
        }
        let slope = (to.variance / from.variance).sqrt();
        (slope, to.mean - slope * from.mean)
    };
    let mut concordance = Vec::with_capacity(scores.len());
    for score in scores.iter().copied() {
        let equivalent = intercept + slope * score;
        concordance.push(Equivalent {
            score,
            equivalent: finite(equivalent.value)?,
            standard_error: finite(standard_error(&equivalent, [&from, &to]))?,
        });
    }
    Ok(Equating {
        concordance,
        line: Some(Line {
            intercept: finite(intercept.value)?,
            slope: finite(slope.value)?,
        }),
    })
}

/// Form to anchor in the one group, anchor to form in the other: slope and intercept.
fn chained(from: &Group, to: &Group) -> (Sloped, Sloped) {
    let to_anchor = (from.anchor_variance / from.score_variance).sqrt();
    let from_anchor = (to.score_variance / to.anchor_variance).sqrt();
    let at_zero = from.anchor_mean - to_anchor * from.score_mean;
    let intercept = to.score_mean + from_anchor * (at_zero - to.anchor_mean);
    (from_anchor * to_anchor, intercept)
}

/// Both forms in the synthetic population (Kolen & Brennan, equations 4.17 to 4.20).
fn synthetic(
    from: &Group,
    to: &Group,
    (gamma, gamma_other): (Sloped, Sloped),
    weight: f64,
) -> (Synthetic, Synthetic) {
    let other_weight = 1.0 - weight;
    let means = from.anchor_mean - to.anchor_mean;
    let variances = from.anchor_variance - to.anchor_variance;
    let between = means.squared() * (weight * other_weight);
    let first = Synthetic {
        mean: from.score_mean - gamma * means * other_weight,
        variance: from.score_variance - gamma.squared() * variances * other_weight
            + gamma.squared() * between,
    };
    let second = Synthetic {
        mean: to.score_mean + gamma_other * means * weight,
        variance: to.score_variance
            + gamma_other.squared() * variances * weight
            + gamma_other.squared() * between,
    };
    (first, second)
}

impl Group {
    /// Moments with divisor n − 1, at their places among all ten from `first` on.
    fn of(people: &[AnchorPerson], form: Form, first: usize) -> Result<Self, Error> {
        let n = people.len() as f64;
        let origin = people.first().copied().unwrap_or(AnchorPerson {
            score: 0.0,
            anchor: 0.0,
        });
        // Distances from the first person keep the digits of scores that are large beside their spread.
        let mean = |of: &dyn Fn(&AnchorPerson) -> f64| people.iter().map(of).sum::<f64>() / n;
        let score_mean = origin.score + mean(&|person| person.score - origin.score);
        let anchor_mean = origin.anchor + mean(&|person| person.anchor - origin.anchor);
        let correction = n / (n - 1.0);
        let deviations = |person: &AnchorPerson| {
            let (x, v) = (person.score - score_mean, person.anchor - anchor_mean);
            [x, v, x * x, v * v, x * v]
        };
        let mut means = [0.0; OF_A_GROUP];
        for person in people {
            for (mean, deviation) in means.iter_mut().zip(deviations(person)) {
                *mean += deviation / n;
            }
        }
        let mut errors = [[0.0; OF_A_GROUP]; OF_A_GROUP];
        for person in people {
            let influence = deviations(person);
            for (i, row) in errors.iter_mut().enumerate() {
                for (j, error) in row.iter_mut().enumerate() {
                    *error += (influence[i] - means[i]) * (influence[j] - means[j]) / (n * n);
                }
            }
        }
        let [_, _, score_variance, anchor_variance, covariance] = means;
        for (variance, what) in [(score_variance, "score"), (anchor_variance, "anchor score")] {
            finite(variance)?;
            if variance <= 0.0 {
                return Err(Error::NoVariance { form, what });
            }
        }
        Ok(Self {
            score_mean: Sloped::moment(finite(score_mean)?, first),
            anchor_mean: Sloped::moment(finite(anchor_mean)?, first + 1),
            score_variance: Sloped::moment(correction * score_variance, first + 2),
            anchor_variance: Sloped::moment(correction * anchor_variance, first + 3),
            covariance: Sloped::moment(finite(correction * covariance)?, first + 4),
            errors,
        })
    }

    /// How many points of score go with one of anchor: by regression (Tucker), or of true scores (Levine).
    fn gamma(&self, method: AnchorMethod, kind: AnchorKind) -> Sloped {
        match (method, kind) {
            (AnchorMethod::Levine, AnchorKind::Internal) => self.score_variance / self.covariance,
            (AnchorMethod::Levine, AnchorKind::External) => {
                (self.score_variance + self.covariance) / (self.anchor_variance + self.covariance)
            }
            _ => self.covariance / self.anchor_variance,
        }
    }
}

/// The delta method: slopes, times the errors of the moments, times slopes.
fn standard_error(equivalent: &Sloped, groups: [&Group; 2]) -> f64 {
    let mut variance = 0.0;
    for (slopes, group) in equivalent.slopes.chunks(OF_A_GROUP).zip(groups) {
        for (slope, row) in slopes.iter().zip(&group.errors) {
            for (other, error) in slopes.iter().zip(row) {
                variance += slope * other * error;
            }
        }
    }
    variance.max(0.0).sqrt()
}
