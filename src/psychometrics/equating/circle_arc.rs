//! Equating by an arc of a circle, for small groups.

use super::{Equating, Equivalent, Error, Line, ScoreDistribution, finite};

/// Equates by the straight line between the ends of both scales plus an arc through both means.
///
/// The arc z(x) satisfies c z² − z + c q(x) = 0 with q(x) = (x − lowest)(x − highest), a circle through both ends; c is
/// chosen so that it passes through the means, and is 0 where these lie on the line.
pub(super) fn equate(from: &ScoreDistribution, to: &ScoreDistribution) -> Result<Equating, Error> {
    let (scores, other_scores) = (from.scores(), to.scores());
    let ends = |scores: &[f64]| {
        let first = scores.first().copied().unwrap_or(0.0);
        (first, scores.last().copied().unwrap_or(first))
    };
    let (lowest, highest) = ends(&scores);
    let (other_lowest, other_highest) = ends(&other_scores);
    let slope = finite((other_highest - other_lowest) / (highest - lowest))?;
    let line = Line {
        intercept: other_lowest - slope * lowest,
        slope,
    };
    let beside = |x: f64| (x - lowest) * (x - highest);
    let middle = from.mean();
    let height = to.mean() - line.intercept - slope * middle;
    let bottom = beside(middle) + height * height;
    // The mean of people who are all at one end says nothing about a bend.
    let bend = if bottom.abs() <= 0.0 {
        0.0
    } else {
        height / bottom
    };
    let by_middle = -height * (2.0 * middle - lowest - highest) / (bottom * bottom);
    let by_height = (beside(middle) - height * height) / (bottom * bottom);
    let mut concordance = Vec::with_capacity(scores.len());
    for score in scores {
        let q = beside(score);
        let root = (1.0 - 4.0 * bend * bend * q).max(0.0).sqrt();
        let arc = 2.0 * bend * q / (1.0 + root);
        let by_bend = (arc * arc + q) / (1.0 - 2.0 * bend * arc);
        let by_mean = by_bend * (by_middle - slope * by_height);
        let by_other_mean = by_bend * by_height;
        let variance = by_mean * by_mean * from.variance() / from.n()
            + by_other_mean * by_other_mean * to.variance() / to.n();
        concordance.push(Equivalent {
            score,
            equivalent: finite(line.intercept + slope * score + arc)?,
            standard_error: finite(variance.sqrt())?,
        });
    }
    Ok(Equating {
        concordance,
        line: None,
    })
}
