//! Where a raw score lies in a norm group, with its error.

use super::result::NormedScore;
use crate::assessment::GoodEnd;
use crate::psychometrics::classical::MeasurementError;
use crate::psychometrics::norms::{FrequencyTable, Reference};

/// The confidence of every reported interval.
const CONFIDENCE: f64 = 0.95;

/// What a norm group says of one scale or composite.
#[derive(Debug, Clone, Copy)]
pub(super) struct Norm<'a> {
    pub(super) mean: f64,
    pub(super) sd: f64,
    pub(super) reliability: f64,
    pub(super) good_end: GoodEnd,
    pub(super) frequencies: &'a [(f64, u32)],
}

/// A raw score's place and error.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed {
    /// Standard deviations from the group's mean, good end up.
    pub(super) z: f64,
    /// Standard error of measurement, in the raw score's unit.
    pub(super) raw_standard_error: f64,
    pub(super) normed: NormedScore,
}

impl Norm<'_> {
    /// The standard error of measurement of somebody who answered everything, in the raw score's unit.
    pub(super) fn standard_error(&self) -> Option<f64> {
        let error = MeasurementError::new(self.sd, self.reliability).ok()?;
        Some(error.standard_error())
    }

    /// Places a raw score; `None` where the norm cannot, as without spread.
    ///
    /// T is linear, the percentile mid-rank, both intervals those of the score ± its standard error of measurement.
    /// Where less is better, T and percentile are turned round.
    pub(super) fn place(&self, raw: f64, standard_error: f64) -> Option<Placed> {
        let table = FrequencyTable::new(self.frequencies).ok()?;
        let group = Reference::new(self.mean, self.sd, table).ok()?;
        let place = match self.good_end {
            GoodEnd::High => group.place(raw, standard_error, CONFIDENCE),
            GoodEnd::Low => group.reversed().place(-raw, standard_error, CONFIDENCE),
        }
        .ok()?;
        Some(Placed {
            z: place.z,
            raw_standard_error: standard_error,
            normed: NormedScore {
                t: place.t,
                t_standard_error: place.t_standard_error,
                t_lower: place.t_interval.lower,
                t_upper: place.t_interval.upper,
                percentile: place.percentile,
                percentile_lower: place.percentiles.lower,
                percentile_upper: place.percentiles.upper,
                reliability: self.reliability,
            },
        })
    }
}
