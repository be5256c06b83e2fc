//! Numbers within limits.

use std::ops::RangeInclusive;

use toml::de::DeValue;

use super::place::{Place, Table};

impl Table<'_> {
    /// Reads a required whole number within limits.
    pub(super) fn whole(&self, key: &str, limits: RangeInclusive<u32>) -> Option<u32> {
        self.required_place(key)
            .and_then(|place| whole(place, &limits))
    }
    /// Reads a whole number within limits, where there is one.
    pub(super) fn optional_whole(&self, key: &str, limits: RangeInclusive<u32>) -> Option<u32> {
        self.place(key).and_then(|place| whole(place, &limits))
    }
    /// Reads a number within limits, where there is one.
    pub(super) fn optional_real(&self, key: &str, limits: &Limits) -> Option<f64> {
        self.place(key).and_then(|place| real(place, limits))
    }
    /// Reads a required number within limits.
    pub(super) fn real(&self, key: &str, limits: &Limits) -> Option<f64> {
        self.required_place(key)
            .and_then(|place| real(place, limits))
    }
}

/// Reads a whole number within limits.
pub(super) fn whole(place: Place<'_>, limits: &RangeInclusive<u32>) -> Option<u32> {
    let DeValue::Integer(digits) = place.value else {
        place.wrong_type("a whole number", &limits.start().to_string());
        return None;
    };
    let value = i128::from_str_radix(digits.as_str(), digits.radix()).ok();
    let within = value
        .and_then(|value| u32::try_from(value).ok())
        .filter(|value| limits.contains(value));
    if within.is_none() {
        let (key, least, most) = (place.key, limits.start(), limits.end());
        place.fault(format!(
            "`{key}` is {digits}, and has to be from {least} to {most}"
        ));
    }
    within
}

/// Reads a number that is finite and within limits.
pub(super) fn real(place: Place<'_>, limits: &Limits) -> Option<f64> {
    let value = match place.value {
        DeValue::Integer(digits) => i64::from_str_radix(digits.as_str(), digits.radix())
            .ok()
            .map(|whole| whole as f64),
        DeValue::Float(digits) => digits.as_str().parse::<f64>().ok(),
        _ => {
            place.wrong_type("a number", "it without quotes");
            return None;
        }
    };
    let within = value.filter(|value| value.is_finite() && (limits.accepts)(*value));
    if within.is_none() {
        let found = value.map_or_else(|| "too large".to_owned(), |value| value.to_string());
        place.fault(format!(
            "`{}` is {found}, and has to be {}",
            place.key, limits.words
        ));
    }
    within
}

/// Which numbers are accepted, and how to say so.
pub(super) struct Limits {
    pub(super) accepts: fn(f64) -> bool,
    pub(super) words: &'static str,
}

/// Any finite number.
pub(super) const ANY: Limits = Limits {
    accepts: |_| true,
    words: "a finite number",
};
/// Above 0.
pub(super) const POSITIVE: Limits = Limits {
    accepts: |value| value > 0.0,
    words: "above 0",
};
/// A proportion with both ends.
pub(super) const PROPORTION: Limits = Limits {
    accepts: |value| (0.0..=1.0).contains(&value),
    words: "from 0 to 1",
};
/// A reliability: an error of measurement needs it under 1.
pub(super) const RELIABILITY: Limits = Limits {
    accepts: |value| (0.0..1.0).contains(&value),
    words: "from 0 to under 1",
};
/// A correlation.
pub(super) const CORRELATION: Limits = Limits {
    accepts: |value| (-1.0..=1.0).contains(&value),
    words: "from -1 to 1",
};
/// A school grade.
pub(super) const GRADE: Limits = Limits {
    accepts: |value| (1.0..=16.0).contains(&value),
    words: "from 1 to 16",
};
/// A percentile in the upper half.
pub(super) const HIGH_PERCENTILE: Limits = Limits {
    accepts: |value| (50.0..100.0).contains(&value),
    words: "from 50 to under 100",
};
/// Points of an expert key.
pub(super) const KEY_POINTS: Limits = Limits {
    accepts: |value| (0.0..=4.0).contains(&value),
    words: "from 0 to 4",
};
/// A rating, or the mean of experts' ratings.
pub(super) const RATING: Limits = Limits {
    accepts: |value| (1.0..=7.0).contains(&value),
    words: "from 1 to 7",
};
/// A share to either side.
pub(super) const SIGNED_PROPORTION: Limits = Limits {
    accepts: |value| (-1.0..=1.0).contains(&value),
    words: "from -1 to 1",
};
