//! Bands of a ranked list: where scores are too near each other to be told apart.
//!
//! The same fixed bands as [`psychometrics::banding`](crate::psychometrics::banding) draws over a list in memory, here
//! from the tops of the bands alone, so that a list of 100,000 needs one look-up for each band.

use super::TScore;
use crate::psychometrics::classical::{Error, MeasurementError};

/// The standard deviation of T scores in their norm group, by their definition.
const T_STANDARD_DEVIATION: f64 = 10.0;

/// At this confidence two scores in one band do not differ: 1.96 standard errors of the difference.
const CONFIDENCE: f64 = 0.95;

/// More bands than this are no help to a reader; all scores below stand in the last.
pub const MOST_BANDS: usize = 30;

/// The bands of one ranked list.
///
/// Its fields are private because the tops fall by more than the width from one to the next.
#[derive(Debug, Clone, PartialEq)]
pub struct Bands {
    width: f64,
    tops: Vec<f64>,
}

/// From which T score on, and below which, a band lies; an absent end is open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BandRange {
    /// The lowest T score in it.
    pub lowest: Option<f64>,
    /// All its T scores are below this one.
    pub below: Option<f64>,
}

impl Bands {
    /// Bands that begin at the highest score of a list.
    ///
    /// *Model*: the width is z · √2 · SE, with SE the standard error of measurement of the score that ranks, in T
    /// points, which is the same for everybody in one norm group.
    ///
    /// *Errors*: a standard error that is not from 0 to 10, the standard deviation of T scores.
    ///
    /// *Source*: Cascio, Outtz, Zedeck & Goldstein (1991), *Human Performance* 4, 233–264.
    pub fn from_highest(highest: TScore) -> Result<Self, Error> {
        let share = highest.standard_error / T_STANDARD_DEVIATION;
        let error = MeasurementError::new(T_STANDARD_DEVIATION, 1.0 - share * share)?;
        Ok(Self {
            width: error.band_width(CONFIDENCE)?,
            tops: vec![highest.t],
        })
    }

    /// Below which score the next band begins; `None` when no further one may be added.
    pub fn next_below(&self) -> Option<f64> {
        let last = self.tops.last()?;
        (self.tops.len() < MOST_BANDS).then_some(last - self.width)
    }

    /// Adds the band of the highest score below [`Self::next_below`].
    pub fn add(&mut self, top: f64) {
        if self.next_below().is_some_and(|below| top < below) {
            self.tops.push(top);
        }
    }

    /// How far apart two scores in one band can be, in T points.
    pub fn width(&self) -> f64 {
        self.width
    }

    /// How many bands there are.
    pub fn count(&self) -> usize {
        self.tops.len()
    }

    /// The band of a score of the list, counted from 1.
    pub fn band_of(&self, t: f64) -> usize {
        self.tops.iter().filter(|top| t <= **top).count().max(1)
    }

    /// Where a band lies, counted from 1; `None` when there is no such band.
    pub fn range(&self, band: usize) -> Option<BandRange> {
        let idx = band.checked_sub(1)?;
        self.tops.get(idx)?;
        let end_of = |idx: usize| self.tops.get(idx).map(|top| top - self.width);
        let is_last = band == self.tops.len();
        Some(BandRange {
            lowest: if is_last { None } else { end_of(idx) },
            below: idx.checked_sub(1).and_then(end_of),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::psychometrics::banding::bands;

    /// The bands of scores in falling order, built as from look-ups.
    fn bands_of(scores: &[f64], standard_error: f64) -> Bands {
        let t = scores[0];
        let mut bands = Bands::from_highest(TScore { t, standard_error }).unwrap();
        while let Some(below) = bands.next_below() {
            match scores.iter().find(|t| **t < below) {
                Some(top) => bands.add(*top),
                None => break,
            }
        }
        bands
    }

    #[test]
    fn bands_are_as_worked_by_hand() {
        // SE 3: width = 1.95996 × 3 × √2 = 8.3154. 70 − 8.3154 = 61.68, so 62 is in band 1 and 61 tops band 2;
        // 61 − 8.3154 = 52.68, so 53 is in band 2 and 52 tops band 3.
        let scores = [70.0, 62.0, 61.0, 53.0, 52.0];
        let drawn = bands_of(&scores, 3.0);
        assert!((drawn.width() - 8.3154).abs() < 0.00005);
        let found: Vec<usize> = scores.iter().map(|t| drawn.band_of(*t)).collect();
        assert_eq!(found, [1, 1, 2, 2, 3]);
        assert_eq!(drawn.count(), 3);
    }

    #[test]
    fn a_bands_range_holds_its_scores_and_no_others() {
        let scores = [70.0, 62.0, 61.0, 53.0, 52.0];
        let drawn = bands_of(&scores, 3.0);
        for band in 1..=drawn.count() {
            let range = drawn.range(band).unwrap();
            for t in scores {
                let is_within = range.lowest.is_none_or(|lowest| t >= lowest)
                    && range.below.is_none_or(|below| t < below);
                assert_eq!(is_within, drawn.band_of(t) == band, "{t} in {band}");
            }
        }
        assert_eq!(drawn.range(0), None);
        assert_eq!(drawn.range(4), None);
    }

    #[test]
    fn they_are_those_drawn_over_the_whole_list() {
        let scores: Vec<f64> = (0..200_i32).map(|n| 80.0 - f64::from(n) * 0.37).collect();
        let drawn = bands_of(&scores, 2.4);
        let expected = bands(&scores, drawn.width()).unwrap();
        for (t, band) in scores.iter().zip(expected) {
            assert_eq!(drawn.band_of(*t), band as usize);
        }
    }

    #[test]
    fn without_error_the_number_of_bands_stays_bounded() {
        let scores: Vec<f64> = (0..100_i32).map(|n| 80.0 - f64::from(n) * 0.5).collect();
        let drawn = bands_of(&scores, 0.0);
        assert_eq!(drawn.count(), MOST_BANDS);
        assert_eq!(drawn.band_of(30.5), MOST_BANDS);
        assert!(
            Bands::from_highest(TScore {
                t: 60.0,
                standard_error: 11.0
            })
            .is_err()
        );
    }
}
