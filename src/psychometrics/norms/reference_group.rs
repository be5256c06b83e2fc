//! A group of people with whom a score is compared.

use super::{Error, FrequencyTable};
use crate::psychometrics::classical::Interval;
use crate::psychometrics::{finite, normal};

/// The norm of one scale in one group: mean, spread and the table of scores.
///
/// Its fields are private because the spread is above 0 and the mean finite.
///
/// *Model*: T = 50 + 10 (x − mean) / sd, linear; percentiles are mid-rank in the table. The interval is x ± z · SE,
/// carried to T linearly and to percentiles by the table at both ends.
///
/// *Takes / gives*: everything in the raw score's unit, the better the higher (else [`Self::reversed`]); T scores and
/// percentiles from 0 to 100.
///
/// *Edges*: a standard error of 0 gives intervals without width. T scores go beyond 20 and 80 where the raw score does.
///
/// *Errors*: a spread not above 0, a negative error, a confidence outside 0 to 1, numbers too large.
///
/// *Source*: Crocker & Algina (1986), *Introduction to classical and modern test theory*, chapter 19.
///
/// ```
/// use composure::psychometrics::norms::{FrequencyTable, Reference};
/// let table = FrequencyTable::new(&[(80.0, 10), (100.0, 30), (120.0, 10)])?;
/// let place = Reference::new(100.0, 12.5, table)?.place(120.0, 6.0, 0.95)?;
/// assert_eq!((place.t, place.percentile), (66.0, 90.0));
/// assert!((place.t_standard_error - 4.8).abs() < 1e-12);
/// // 120 ± 11.76 reaches from above 100 to beyond the table.
/// assert_eq!((place.percentiles.lower, place.percentiles.upper), (80.0, 100.0));
/// # Ok::<(), composure::psychometrics::norms::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    mean: f64,
    standard_deviation: f64,
    table: FrequencyTable,
}

/// Where a score lies in a group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placement {
    /// Standard deviations above the group's mean.
    pub z: f64,
    /// Linear T score.
    pub t: f64,
    /// Standard error of the T score.
    pub t_standard_error: f64,
    /// Interval of the T score.
    pub t_interval: Interval,
    /// Mid-rank percentile, 0 to 100.
    pub percentile: f64,
    /// Percentiles of the interval's ends.
    pub percentiles: Interval,
}

impl Reference {
    /// The norm of a scale with this mean, this standard deviation (above 0) and this table.
    pub fn new(mean: f64, standard_deviation: f64, table: FrequencyTable) -> Result<Self, Error> {
        if !standard_deviation.is_finite() || standard_deviation <= 0.0 {
            return Err(Error::StandardDeviation(standard_deviation));
        }
        if !mean.is_finite() {
            return Err(Error::NotFinite);
        }
        Ok(Self {
            mean,
            standard_deviation,
            table,
        })
    }

    /// The norm of the negated scores, for a scale of which less is better: negate the score to place, too.
    #[must_use]
    pub fn reversed(&self) -> Self {
        Self {
            mean: -self.mean,
            standard_deviation: self.standard_deviation,
            table: self.table.reversed(),
        }
    }

    /// The table of scores.
    pub fn table(&self) -> &FrequencyTable {
        &self.table
    }

    /// Where a raw score with this standard error lies.
    pub fn place(
        &self,
        raw: f64,
        standard_error: f64,
        confidence: f64,
    ) -> Result<Placement, Error> {
        if !standard_error.is_finite() || standard_error < 0.0 {
            return Err(Error::StandardError(standard_error));
        }
        let half =
            normal::two_sided(confidence).ok_or(Error::Confidence(confidence))? * standard_error;
        let t = |score: f64| {
            finite(50.0 + 10.0 * (score - self.mean) / self.standard_deviation)
                .ok_or(Error::NotFinite)
        };
        Ok(Placement {
            z: finite((raw - self.mean) / self.standard_deviation).ok_or(Error::NotFinite)?,
            t: t(raw)?,
            t_standard_error: finite(10.0 * standard_error / self.standard_deviation)
                .ok_or(Error::NotFinite)?,
            t_interval: Interval {
                lower: t(raw - half)?,
                upper: t(raw + half)?,
            },
            percentile: self.table.percentile(raw),
            percentiles: Interval {
                lower: self.table.percentile(raw - half),
                upper: self.table.percentile(raw + half),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn group() -> Reference {
        let table = FrequencyTable::new(&[(200.0, 1), (250.0, 2), (300.0, 1)]).unwrap();
        Reference::new(250.0, 40.0, table).unwrap()
    }

    #[test]
    fn a_fast_stopper_stands_high_where_less_is_better() {
        let place = group().reversed().place(-210.0, 8.0, 0.95).unwrap();
        assert!((place.t - 60.0).abs() < 1e-12);
        assert!((place.percentile - 75.0).abs() < 1e-12);
        // 8 / 40 of a standard deviation is 2 T points; 1.95996 × 2 = 3.91993.
        assert!((place.t_interval.upper - 63.91993).abs() < 5e-6);
    }

    #[test]
    fn what_cannot_be_placed_is_refused() {
        let table = || FrequencyTable::new(&[(1.0, 1)]).unwrap();
        assert_eq!(
            Reference::new(0.0, 0.0, table()),
            Err(Error::StandardDeviation(0.0))
        );
        assert_eq!(
            Reference::new(f64::INFINITY, 1.0, table()),
            Err(Error::NotFinite)
        );
        assert_eq!(
            group().place(250.0, -1.0, 0.95),
            Err(Error::StandardError(-1.0))
        );
        assert_eq!(group().place(250.0, 1.0, 0.0), Err(Error::Confidence(0.0)));
        assert_eq!(group().place(f64::NAN, 1.0, 0.95), Err(Error::NotFinite));
    }

    proptest! {
        #[test]
        fn any_score_is_placed_in_order_or_refused(raw in any::<f64>(), error in any::<f64>(), confidence in any::<f64>(), sd in any::<f64>()) {
            let table = FrequencyTable::new(&[(1.0, 3), (2.0, 2)]).unwrap();
            for (error, confidence) in [(error, confidence), (error.abs(), confidence.rem_euclid(1.0))] {
                if let Ok(place) = Reference::new(raw, sd.abs(), table.clone()).and_then(|group| group.place(sd, error, confidence)) {
                    prop_assert!(place.z.is_finite() && place.t_standard_error.is_finite());
                    prop_assert!(place.t_interval.lower <= place.t && place.t <= place.t_interval.upper);
                    prop_assert!(place.percentiles.lower <= place.percentile && place.percentile <= place.percentiles.upper);
                }
            }
        }
    }
}
