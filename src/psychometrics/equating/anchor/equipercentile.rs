//! Equating by percentages and anchor items.

use super::AnchorDesign;
use super::joint_counts::JointCounts;
use crate::psychometrics::equating::{
    Equating, Equivalent, Error, Form, ScoreDistribution, finite, kernel,
};

/// Form to anchor by percentages in the one group, anchor to form in the other.
pub(super) fn chained(design: &AnchorDesign<'_>, scores: &[f64]) -> Result<Equating, Error> {
    let (from, to) = (JointCounts::of(design.from)?, JointCounts::of(design.to)?);
    collected(scores, |score| {
        let share = from.score.proportion_below(score);
        let anchor = from.anchor.point_at(share);
        let share_other = to.anchor.proportion_below(anchor);
        let equivalent = to.score.point_at(share_other);
        let (at_anchor, at_equivalent) =
            (from.anchor.density(anchor), to.score.density(equivalent));
        if !inside(share) || !inside(share_other) || at_anchor <= 0.0 || at_equivalent <= 0.0 {
            return (equivalent, 0.0);
        }
        // A person moves the anchor point by what they add to the one share less the other, over the people there.
        let carried = to.anchor.density(anchor) / at_equivalent / at_anchor;
        let of_first = from.cells.iter().map(|cell| {
            let influence = kernel(score, cell.score) - kernel(anchor, cell.anchor);
            cell.n * (carried * influence).powi(2)
        });
        let of_second = to.cells.iter().map(|cell| {
            let influence = kernel(anchor, cell.anchor) - kernel(equivalent, cell.score);
            cell.n * (influence / at_equivalent).powi(2)
        });
        let variance =
            of_first.sum::<f64>() / (from.n * from.n) + of_second.sum::<f64>() / (to.n * to.n);
        (equivalent, variance.sqrt())
    })
}

/// Both distributions in the synthetic population, then by percentages.
pub(super) fn frequency_estimation(
    design: &AnchorDesign<'_>,
    weight: f64,
    scores: &[f64],
) -> Result<Equating, Error> {
    let (from, to) = (JointCounts::of(design.from)?, JointCounts::of(design.to)?);
    let other_weight = 1.0 - weight;
    let first = Estimated::of(&from, &to, (other_weight, Form::From))?;
    let second = Estimated::of(&to, &from, (weight, Form::To))?;
    collected(scores, |score| {
        let share = first.distribution.proportion_below(score);
        let equivalent = second.distribution.point_at(share);
        let at_equivalent = second.distribution.density(equivalent);
        if !inside(share) || at_equivalent <= 0.0 {
            return (equivalent, 0.0);
        }
        let (below, below_other) = (first.given(score), second.given(equivalent));
        let of_first = first.influences(&below, score);
        let on_second = second.influences_of_the_other(&below_other, &first);
        let of_second = second.influences(&below_other, equivalent);
        let on_first = first.influences_of_the_other(&below, &second);
        let sum = |counts: &JointCounts, plus: &[f64], minus: &[f64]| {
            let influences = plus.iter().zip(minus).zip(&counts.cells);
            let squares = influences.map(|((a, b), cell)| cell.n * (a - b).powi(2));
            squares.sum::<f64>() / (counts.n * counts.n)
        };
        let variance = sum(&from, &of_first, &on_second) + sum(&to, &of_second, &on_first);
        (equivalent, variance.sqrt() / at_equivalent)
    })
}

fn inside(share: f64) -> bool {
    share > 0.0 && share < 1.0
}

fn collected(scores: &[f64], equivalent: impl Fn(f64) -> (f64, f64)) -> Result<Equating, Error> {
    let mut concordance = Vec::with_capacity(scores.len());
    for score in scores.iter().copied() {
        let (equivalent, standard_error) = equivalent(score);
        concordance.push(Equivalent {
            score,
            equivalent: finite(equivalent)?,
            standard_error: finite(standard_error)?,
        });
    }
    Ok(Equating {
        concordance,
        line: None,
    })
}

/// A form's distribution in the synthetic population, estimated from the group that took it.
struct Estimated<'counts> {
    own: &'counts JointCounts,
    /// How much the group that did not take the form weighs.
    other_weight: f64,
    /// Anchor scores of the own group with its shares and the other group's.
    anchors: Vec<AnchorShare>,
    distribution: ScoreDistribution,
}

#[derive(Clone, Copy)]
struct AnchorShare {
    anchor: f64,
    own: f64,
    other: f64,
}

impl<'counts> Estimated<'counts> {
    fn of(
        own: &'counts JointCounts,
        other: &JointCounts,
        (other_weight, form): (f64, Form),
    ) -> Result<Self, Error> {
        if other_weight > 0.0 {
            let mut unseen = other.anchors().into_iter();
            if let Some((anchor, _)) = unseen.find(|(anchor, _)| own.n_with_anchor(*anchor) <= 0.0)
            {
                return Err(Error::AnchorUnseen {
                    anchor,
                    unseen: form,
                });
            }
        }
        let share = |(anchor, own)| AnchorShare {
            anchor,
            own,
            other: other.n_with_anchor(anchor) / other.n,
        };
        let anchors: Vec<AnchorShare> = own.anchors().into_iter().map(share).collect();
        let scores = own.score.scores();
        let lowest = scores.first().copied().unwrap_or(0.0);
        let mut shares = vec![0.0; scores.len()];
        for anchor in &anchors {
            let weight = (1.0 - other_weight) + other_weight * anchor.other / anchor.own;
            for cell in own.with_anchor(anchor.anchor) {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "the place of a score that is on the scale"
                )]
                let place = (cell.score - lowest) as usize;
                shares[place] += weight * cell.n / own.n;
            }
        }
        Ok(Self {
            own,
            other_weight,
            anchors,
            distribution: ScoreDistribution::evenly(lowest, 1.0, shares)?,
        })
    }

    /// The share of people below a point given each anchor score.
    fn given(&self, point: f64) -> Vec<f64> {
        let of = |anchor: &AnchorShare| self.own.share_given(anchor.anchor, point);
        self.anchors
            .iter()
            .map(|anchor| of(anchor).unwrap_or(0.0))
            .collect()
    }

    /// What one person of each cell of the group that took the form adds to the share below a point.
    fn influences(&self, below: &[f64], point: f64) -> Vec<f64> {
        let (own_weight, other_weight) = (1.0 - self.other_weight, self.other_weight);
        let overall: f64 = self.anchors.iter().zip(below).map(|(a, b)| a.own * b).sum();
        let mut influences = Vec::with_capacity(self.own.cells.len());
        for (anchor, below) in self.anchors.iter().zip(below) {
            let ratio = anchor.other / anchor.own;
            for cell in self.own.with_anchor(anchor.anchor) {
                let at = kernel(point, cell.score);
                influences.push(own_weight * (at - overall) + other_weight * ratio * (at - below));
            }
        }
        influences
    }

    /// What one person of each cell of the other group adds to it, by their anchor score.
    fn influences_of_the_other(&self, below: &[f64], other: &Estimated<'_>) -> Vec<f64> {
        let overall: f64 = self
            .anchors
            .iter()
            .zip(below)
            .map(|(a, b)| a.other * b)
            .sum();
        let of = |anchor: f64| {
            let place = self.anchors.partition_point(|share| share.anchor < anchor);
            let found = self.anchors.get(place).zip(below.get(place));
            // An anchor score nobody of this group has matters only where the other group weighs nothing.
            found.map_or(0.0, |(_, below)| self.other_weight * (below - overall))
        };
        other.own.cells.iter().map(|cell| of(cell.anchor)).collect()
    }
}
