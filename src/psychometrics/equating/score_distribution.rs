//! How many people have each score of a form.

use super::{Error, finite};

/// The widest scale that is counted score by score.
pub(super) const MOST_POINTS: u32 = 5_000;

/// Counts of people for scores in equal steps.
///
/// Its fields are private because the scores rise in equal steps and somebody is counted.
///
/// *Model*: to speak of percentages between scores, the people of a score are spread evenly over half a step to either
/// side. The percentile of a point is then the share of people below it, and its inverse is unique wherever there are
/// people.
///
/// *Takes / gives*: scores in equal steps with counts of 0 or above, which need not be whole ([`super::smoothed`]).
///
/// *Edges*: a count may be 0. Percentile 0 is half a step below the lowest score of the scale, also where its count is
/// 0, and percentile 1 half a step above the highest.
///
/// *Errors*: unequal lists, a negative count, scores that do not rise in equal steps, nobody counted.
///
/// *Source*: Kolen & Brennan (2014), *Test equating, scaling, and linking*, section 2.5.
///
/// ```
/// use composure::psychometrics::equating::ScoreDistribution;
/// let form = ScoreDistribution::new(&[0.0, 1.0, 2.0], &[2.0, 5.0, 3.0])?;
/// assert_eq!(form.proportion_below(1.0), 0.45);
/// assert!((form.point_at(0.45) - 1.0).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::equating::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreDistribution {
    lowest: f64,
    step: f64,
    counts: Vec<f64>,
    /// `below[i]`: how many people have less than the i-th score; one longer than the counts.
    below: Vec<f64>,
}

impl ScoreDistribution {
    /// The distribution of these scores with these counts.
    pub fn new(scores: &[f64], counts: &[f64]) -> Result<Self, Error> {
        if scores.len() != counts.len() {
            return Err(Error::UnequalLengths {
                scores: scores.len(),
                counts: counts.len(),
            });
        }
        for (score, count) in scores.iter().copied().zip(counts.iter().copied()) {
            finite(score)?;
            if !count.is_finite() || count < 0.0 {
                return Err(Error::Count { score, count });
            }
        }
        let step = match scores {
            [first, second, ..] => finite(second - first)?,
            _ => 1.0,
        };
        for pair in scores.windows(2) {
            let (previous, next) = (pair[0], pair[1]);
            // Steps such as 0.1 are not exact.
            let is_even = (next - previous - step).abs() <= 1e-9 * step;
            if step <= 0.0 || !is_even {
                return Err(Error::Steps { previous, next });
            }
        }
        Self::evenly(
            scores.first().copied().unwrap_or(0.0),
            step,
            counts.to_vec(),
        )
    }

    /// Counts for scores from `lowest` in steps, all checked already.
    pub(super) fn evenly(lowest: f64, step: f64, counts: Vec<f64>) -> Result<Self, Error> {
        let mut below = Vec::with_capacity(counts.len() + 1);
        let mut sum = 0.0;
        below.push(sum);
        for count in &counts {
            sum += count;
            below.push(sum);
        }
        if !sum.is_finite() || sum <= 0.0 {
            return Err(Error::Nobody);
        }
        Ok(Self {
            lowest,
            step,
            counts,
            below,
        })
    }

    /// How many people are counted.
    pub fn n(&self) -> f64 {
        self.below.last().copied().unwrap_or(0.0)
    }

    /// The scores of the scale, rising.
    pub fn scores(&self) -> Vec<f64> {
        (0..self.counts.len())
            .map(|place| self.score(place))
            .collect()
    }

    /// How many people have each score.
    pub fn counts(&self) -> &[f64] {
        &self.counts
    }

    pub(super) fn step(&self) -> f64 {
        self.step
    }

    fn score(&self, place: usize) -> f64 {
        self.lowest + self.step * place as f64
    }

    /// The mean score.
    pub fn mean(&self) -> f64 {
        self.lowest + self.step * self.moment(|place| place)
    }

    /// The variance with divisor n − 1; 0 where there is only one score or person.
    pub fn variance(&self) -> f64 {
        let n = self.n();
        if n <= 1.0 {
            return 0.0;
        }
        self.step * self.step * self.central(2) * n / (n - 1.0)
    }

    /// The mean cubed deviation in units of the standard deviation; 0 without spread.
    pub fn skewness(&self) -> f64 {
        let spread = self.variance().sqrt() / self.step;
        if spread <= 0.0 {
            return 0.0;
        }
        self.central(3) / spread.powi(3)
    }

    /// The mean fourth power of deviations in units of the standard deviation (3 for a normal distribution); 0 without
    /// spread.
    pub fn kurtosis(&self) -> f64 {
        let spread = self.variance().sqrt() / self.step;
        if spread <= 0.0 {
            return 0.0;
        }
        self.central(4) / spread.powi(4)
    }

    fn moment(&self, of: impl Fn(f64) -> f64) -> f64 {
        let places = self.counts.iter().enumerate();
        let parts = places.map(|(place, count)| count * of(place as f64));
        parts.sum::<f64>() / self.n()
    }

    fn central(&self, power: i32) -> f64 {
        let mean = self.moment(|place| place);
        self.moment(|place| (place - mean).powi(power))
    }

    /// The share of people below a point, 0 to 1.
    pub fn proportion_below(&self, point: f64) -> f64 {
        let steps = (point - self.lowest) / self.step + 0.5;
        if steps <= 0.0 || steps.is_nan() {
            return 0.0;
        }
        if self.counts.len() as f64 <= steps {
            return 1.0;
        }
        let place = whole_part(steps);
        let inside = steps - place as f64;
        (self.below[place] + inside * self.counts[place]) / self.n()
    }

    /// The share of people in one step around a point.
    pub(super) fn density(&self, point: f64) -> f64 {
        let steps = (point - self.lowest) / self.step + 0.5;
        if steps < 0.0 || self.counts.len() as f64 <= steps || steps.is_nan() {
            return 0.0;
        }
        self.counts[whole_part(steps)] / self.n()
    }

    /// The point below which a share of the people lies.
    pub fn point_at(&self, share: f64) -> f64 {
        match self.cell_at(share) {
            Cell::Below => self.score(0) - self.step / 2.0,
            Cell::Above => self.score(self.counts.len() - 1) + self.step / 2.0,
            Cell::Inside {
                place,
                below,
                above,
            } => {
                let inside = (share - below) / (above - below);
                self.score(place) + self.step * (inside - 0.5)
            }
        }
    }

    /// The score whose people the share falls among, with the shares below and up to it.
    pub(super) fn cell_at(&self, share: f64) -> Cell {
        if share <= 0.0 || share.is_nan() {
            return Cell::Below;
        }
        let n = self.n();
        // The first score up to which there are more people than that; it has people of its own.
        let place = self.below.partition_point(|below| below / n <= share);
        if self.counts.len() < place || place == 0 {
            return Cell::Above;
        }
        Cell::Inside {
            place: place - 1,
            below: self.below[place - 1] / n,
            above: self.below[place] / n,
        }
    }
}

/// Where a share of the people ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Cell {
    /// Below everybody.
    Below,
    /// Above everybody.
    Above,
    /// Among the people of one score.
    Inside {
        /// Which score, counted from 0.
        place: usize,
        /// The share of people below it.
        below: f64,
        /// The share of people up to it.
        above: f64,
    },
}

fn whole_part(steps: f64) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and the number of scores"
    )]
    let place = steps as usize;
    place
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn empty_scores_are_passed_over_in_either_direction() {
        let form = ScoreDistribution::new(&[0.0, 1.0, 2.0, 3.0], &[0.0, 2.0, 0.0, 2.0]).unwrap();
        assert!((form.proportion_below(2.0) - 0.5).abs() < 1e-12);
        // Kolen & Brennan take the smallest score with more people than the share.
        assert!((form.point_at(0.5) - 2.5).abs() < 1e-12);
        assert!((form.point_at(0.0) + 0.5).abs() < 1e-12);
        assert!((form.point_at(1.0) - 3.5).abs() < 1e-12);
    }

    #[test]
    fn half_points_and_tens_are_scales_too() {
        let form = ScoreDistribution::new(&[10.0, 20.0, 30.0], &[1.0, 2.0, 1.0]).unwrap();
        assert!((form.mean() - 20.0).abs() < 1e-12);
        assert!((form.variance() - 200.0 / 3.0).abs() < 1e-12);
        assert!((form.proportion_below(20.0) - 0.5).abs() < 1e-12);
        assert!((form.point_at(0.125) - 10.0).abs() < 1e-12);
    }

    #[test]
    fn what_is_no_distribution_is_refused() {
        assert!(ScoreDistribution::new(&[], &[]).is_err());
        assert!(ScoreDistribution::new(&[1.0, 2.0], &[0.0, 0.0]).is_err());
        assert!(ScoreDistribution::new(&[1.0, 2.0], &[1.0]).is_err());
        let refused = ScoreDistribution::new(&[1.0, 2.0], &[1.0, -1.0]);
        let (score, count) = (2.0, -1.0);
        assert_eq!(refused, Err(Error::Count { score, count }));
        let refused = ScoreDistribution::new(&[1.0, 2.0, 4.0], &[1.0; 3]);
        let (previous, next) = (2.0, 4.0);
        assert_eq!(refused, Err(Error::Steps { previous, next }));
        assert!(ScoreDistribution::new(&[2.0, 1.0], &[1.0; 2]).is_err());
        assert!(ScoreDistribution::new(&[f64::NAN], &[1.0]).is_err());
    }

    proptest! {
        #[test]
        fn a_share_and_its_point_lead_back_to_each_other(counts in prop::collection::vec(0_u8..9, 1..12), share in 0.001_f64..0.999) {
            let scores: Vec<f64> = (0..counts.len()).map(|score| score as f64).collect();
            let counts: Vec<f64> = counts.into_iter().map(f64::from).collect();
            if let Ok(form) = ScoreDistribution::new(&scores, &counts) {
                prop_assert!((form.proportion_below(form.point_at(share)) - share).abs() < 1e-9);
            }
        }
    }
}
