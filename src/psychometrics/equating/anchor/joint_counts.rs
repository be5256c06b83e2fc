//! How many people have each pair of score and anchor score.

use super::AnchorPerson;
use crate::psychometrics::equating::score_distribution::{MOST_POINTS, ScoreDistribution};
use crate::psychometrics::equating::{Error, kernel};

/// Counts of pairs of whole scores.
pub(super) struct JointCounts {
    pub(super) score: ScoreDistribution,
    pub(super) anchor: ScoreDistribution,
    /// The pairs that somebody has, in rising order of anchor scores.
    pub(super) cells: Vec<JointCell>,
    pub(super) n: f64,
}

/// People with one pair of scores.
#[derive(Clone, Copy)]
pub(super) struct JointCell {
    pub(super) score: f64,
    pub(super) anchor: f64,
    pub(super) n: f64,
}

impl JointCounts {
    pub(super) fn of(people: &[AnchorPerson]) -> Result<Self, Error> {
        let mut sorted = people.to_vec();
        for person in people {
            for score in [person.score, person.anchor] {
                if !score.is_finite() || score.fract().abs() > 0.0 {
                    return Err(Error::NotWhole(score));
                }
            }
        }
        sorted.sort_unstable_by(|a, b| {
            let anchors = a.anchor.total_cmp(&b.anchor);
            anchors.then(a.score.total_cmp(&b.score))
        });
        let cells = sorted
            .chunk_by(|a, b| a.anchor >= b.anchor && a.score >= b.score)
            .map(|cell| JointCell {
                score: cell[0].score,
                anchor: cell[0].anchor,
                n: cell.len() as f64,
            });
        Ok(Self {
            score: counted(people.iter().map(|person| person.score))?,
            anchor: counted(people.iter().map(|person| person.anchor))?,
            cells: cells.collect(),
            n: people.len() as f64,
        })
    }

    /// How many people have this anchor score.
    pub(super) fn n_with_anchor(&self, anchor: f64) -> f64 {
        self.with_anchor(anchor).iter().map(|cell| cell.n).sum()
    }

    /// Of the people with this anchor score, the share below a point; `None` where there are none.
    pub(super) fn share_given(&self, anchor: f64, point: f64) -> Option<f64> {
        let cells = self.with_anchor(anchor);
        let n: f64 = cells.iter().map(|cell| cell.n).sum();
        let below = cells.iter().map(|cell| cell.n * kernel(point, cell.score));
        (n > 0.0).then(|| below.sum::<f64>() / n)
    }

    pub(super) fn with_anchor(&self, anchor: f64) -> &[JointCell] {
        let from = self.cells.partition_point(|cell| cell.anchor < anchor);
        let to = self.cells.partition_point(|cell| cell.anchor <= anchor);
        &self.cells[from..to]
    }

    /// The different anchor scores with the share of people that have them, rising.
    pub(super) fn anchors(&self) -> Vec<(f64, f64)> {
        let groups = self.cells.chunk_by(|a, b| a.anchor >= b.anchor);
        groups
            .map(|cells| {
                let n: f64 = cells.iter().map(|cell| cell.n).sum();
                (cells[0].anchor, n / self.n)
            })
            .collect()
    }
}

/// The distribution of whole scores from the lowest to the highest that somebody has.
fn counted(scores: impl Iterator<Item = f64> + Clone) -> Result<ScoreDistribution, Error> {
    let lowest = scores.clone().fold(f64::INFINITY, f64::min);
    let highest = scores.clone().fold(f64::NEG_INFINITY, f64::max);
    let span = highest - lowest;
    if span >= f64::from(MOST_POINTS) {
        return Err(Error::TooWide {
            span,
            most: MOST_POINTS,
        });
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and the span, which was checked"
    )]
    let place = |score: f64| (score - lowest) as usize;
    let mut counts = vec![0.0; place(highest) + 1];
    for score in scores {
        counts[place(score)] += 1.0;
    }
    ScoreDistribution::evenly(lowest, 1.0, counts)
}
