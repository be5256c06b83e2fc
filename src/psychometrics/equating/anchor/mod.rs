//! Equating forms that different groups took, by anchor items that both answered.

mod equipercentile;
mod joint_counts;
mod linear;
mod slopes;

use super::{Equating, Error, Form};
use crate::psychometrics::finite;

/// One person's score on their form and on the anchor items.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AnchorPerson {
    /// The score on the form.
    pub score: f64,
    /// The score on the anchor items.
    pub anchor: f64,
}

/// Whether the anchor items count in the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnchorKind {
    /// The anchor items are part of the form, and the score contains them.
    Internal,
    /// They were answered beside the form.
    External,
}

/// What is supposed about the people who did not take a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnchorMethod {
    /// The regression of score on anchor is the same in both groups, and so is its residual variance. Tucker's.
    Tucker,
    /// True scores on form and anchor are perfectly related, in the same way in both groups. Levine's, for observed
    /// scores.
    Levine,
    /// A linear link from form to anchor, and from anchor to form, each in the group that took it.
    ChainedLinear,
    /// The same two links by percentiles.
    ChainedEquipercentile,
    /// People with one anchor score have the same distribution of scores in both groups (poststratification).
    FrequencyEstimation,
}

/// Two groups, each of which took one form and the anchor items.
#[derive(Debug, Clone, Copy)]
pub struct AnchorDesign<'people> {
    /// The people who took the form equated from.
    pub from: &'people [AnchorPerson],
    /// The people who took the form equated to.
    pub to: &'people [AnchorPerson],
    /// Whether the anchor items count in the score; matters for [`AnchorMethod::Levine`] only.
    pub kind: AnchorKind,
    /// How much the first group weighs in the population for which forms are equated, 0 to 1; `None` for its share of
    /// the people. Matters for Tucker, Levine and frequency estimation.
    pub from_weight: Option<f64>,
}

/// Equates two forms by anchor items.
///
/// *Model*: scores are equated in a synthetic population, in which the first group weighs w₁ and the second w₂ = 1 − w₁.
/// Tucker and Levine estimate means and variances of both forms in it (γ: the slope of score on anchor; for Levine of
/// true score on true anchor score) and equate linearly; frequency estimation estimates both distributions in it and
/// equates by percentiles. Chained methods equate form to anchor in the one group and anchor to form in the other.
/// Standard errors are by the delta method without supposing a distribution: each person's influence on the
/// equivalent, squared and summed over both groups.
///
/// *Takes / gives*: one pair of scores for each person; the scores of the first form for which equivalents are wanted.
/// Percentile methods take whole scores.
///
/// *Edges*: where nobody of a group lies below a score (or above it), a percentile equivalent is half a point beyond the
/// scale and its error 0, which says only that there is no sample.
///
/// *Errors*: fewer than 3 people in a group; scores or anchors without spread; for Tucker and Levine scores that do not
/// rise with the anchor; for frequency estimation an anchor score that only one group has; for percentile methods a
/// score that is not whole.
///
/// *Source*: Kolen & Brennan (2014), *Test equating, scaling, and linking*, chapters 4, 5 and 7; Tucker in Gulliksen
/// (1950), pp. 299–301; Levine (1955), ETS RB-55-23; Braun & Holland (1982).
///
/// ```
/// use composure::psychometrics::equating::*;
/// let person = |score: u32, anchor: u32| AnchorPerson { score: f64::from(score), anchor: f64::from(anchor) };
/// // The second form gives one point more at the same anchor score.
/// let from: Vec<AnchorPerson> = (0..40).map(|i| person(i % 5 + i % 3, i % 5)).collect();
/// let to: Vec<AnchorPerson> = (0..40).map(|i| person(1 + i % 5 + i % 3, i % 5)).collect();
/// let design = AnchorDesign { from: &from, to: &to, kind: AnchorKind::External, from_weight: None };
/// let equating = equate_with_anchor(&design, AnchorMethod::Tucker, &[0.0, 3.0])?;
/// assert!((equating.concordance[1].equivalent - 4.0).abs() < 1e-9);
/// # Ok::<(), composure::psychometrics::equating::Error>(())
/// ```
pub fn equate_with_anchor(
    design: &AnchorDesign<'_>,
    method: AnchorMethod,
    scores: &[f64],
) -> Result<Equating, Error> {
    for (form, people) in design.groups() {
        if people.len() < 3 {
            return Err(Error::TooFewPersons {
                form,
                n: people.len() as f64,
                minimum: 3,
            });
        }
    }
    if let Some(score) = scores.iter().find(|score| finite(**score).is_none()) {
        return Err(Error::NotWhole(*score));
    }
    let weight = design.checked_weight()?;
    match method {
        AnchorMethod::Tucker | AnchorMethod::Levine | AnchorMethod::ChainedLinear => {
            linear::equate(design, method, weight, scores)
        }
        AnchorMethod::ChainedEquipercentile => equipercentile::chained(design, scores),
        AnchorMethod::FrequencyEstimation => {
            equipercentile::frequency_estimation(design, weight, scores)
        }
    }
}

impl<'people> AnchorDesign<'people> {
    fn groups(&self) -> [(Form, &'people [AnchorPerson]); 2] {
        [(Form::From, self.from), (Form::To, self.to)]
    }

    fn checked_weight(&self) -> Result<f64, Error> {
        let (n, n_other) = (self.from.len() as f64, self.to.len() as f64);
        let weight = self.from_weight.unwrap_or(n / (n + n_other));
        if (0.0..=1.0).contains(&weight) {
            Ok(weight)
        } else {
            Err(Error::Weight(weight))
        }
    }
}

#[cfg(test)]
#[path = "anchor_tests.rs"]
mod tests;
