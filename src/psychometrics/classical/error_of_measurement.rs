//! How far an observed score may lie from the true one.

use super::{Error, checked, checked_deviation, checked_reliability};
use crate::psychometrics::{finite, normal};

/// A lower and an upper end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub lower: f64,
    /// The upper end.
    pub upper: f64,
}

/// The error of a score in a group with a known spread and reliability.
///
/// Its fields are private because the spread is above 0 and the reliability from 0 to 1.
///
/// *Model*: with standard deviation s and reliability r, the standard error of measurement is s√(1 − r), that of the
/// difference of two people's scores s√(2(1 − r)), and that of estimating the true score s√(r(1 − r)).
///
/// *Takes / gives*: s in the score's unit; every error and interval in the same unit.
///
/// *Edges*: reliability 1 makes all errors 0; reliability 0 makes the error of measurement s.
///
/// *Errors*: a spread that is not above 0, a reliability outside 0 to 1, a confidence outside 0 to 1.
///
/// *Source*: Lord & Novick (1968), *Statistical theories of mental test scores*, chapter 3; Kelley (1947),
/// *Fundamentals of statistics*, p. 409; Gulliksen (1950), *Theory of mental tests*, chapter 4.
///
/// ```
/// use composure::psychometrics::classical::MeasurementError;
/// let error = MeasurementError::new(15.0, 0.84)?;
/// assert!((error.standard_error() - 6.0).abs() < 1e-9);
/// let interval = error.interval(118.0, 0.95)?;
/// assert!((interval.lower - 106.24).abs() < 0.005 && (interval.upper - 129.76).abs() < 0.005);
/// # Ok::<(), composure::psychometrics::classical::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeasurementError {
    standard_deviation: f64,
    reliability: f64,
}

impl MeasurementError {
    /// The error of scores with this spread (above 0) and this reliability (0 to 1).
    pub fn new(standard_deviation: f64, reliability: f64) -> Result<Self, Error> {
        Ok(Self {
            standard_deviation: checked_deviation(standard_deviation)?,
            reliability: checked_reliability(reliability)?,
        })
    }

    /// The standard error of measurement, in the score's unit.
    pub fn standard_error(&self) -> f64 {
        self.standard_deviation * (1.0 - self.reliability).sqrt()
    }

    /// The standard error of the difference between two people's scores, in the score's unit.
    pub fn standard_error_of_difference(&self) -> f64 {
        self.standard_error() * std::f64::consts::SQRT_2
    }

    /// The interval around an observed score that covers the true one with this confidence, in the score's unit.
    pub fn interval(&self, observed: f64, confidence: f64) -> Result<Interval, Error> {
        let half = checked_normal(confidence)? * self.standard_error();
        Ok(Interval {
            lower: finite(observed - half).ok_or(Error::NotFinite)?,
            upper: finite(observed + half).ok_or(Error::NotFinite)?,
        })
    }

    /// How far apart two scores may be without differing at this confidence, in the score's unit.
    pub fn band_width(&self, confidence: f64) -> Result<f64, Error> {
        finite(checked_normal(confidence)? * self.standard_error_of_difference())
            .ok_or(Error::NotFinite)
    }

    /// Kelley's estimate of the true score: the observed one drawn towards the group's mean.
    pub fn true_score(&self, observed: f64, mean: f64) -> Result<f64, Error> {
        finite(mean + self.reliability * (observed - mean)).ok_or(Error::NotFinite)
    }

    /// The standard error of Kelley's estimate, in the score's unit.
    pub fn standard_error_of_estimate(&self) -> f64 {
        self.standard_deviation * (self.reliability * (1.0 - self.reliability)).sqrt()
    }
}

fn checked_normal(confidence: f64) -> Result<f64, Error> {
    let z = normal::two_sided(confidence);
    checked(confidence, z.is_some(), "confidence", "between 0 and 1")?;
    z.ok_or(Error::NotFinite)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{normal_percentile, t_score, z_score};
    use super::*;
    use crate::psychometrics::reference;

    #[test]
    fn the_worked_example_of_a_score_of_118_comes_out() {
        // Mean 100, standard deviation 15, score 118, reliability .84; worked by hand to the digits given.
        let error = MeasurementError::new(15.0, 0.84).unwrap();
        let interval = error.interval(118.0, 0.95).unwrap();
        let z = z_score(118.0, 100.0, 15.0).unwrap();
        let expected = [
            (z, 1.2, 1e-12),
            (t_score(z).unwrap(), 62.0, 1e-12),
            (normal_percentile(z).unwrap(), 88.49, 0.005),
            (error.standard_error(), 6.0, 1e-12),
            (interval.lower, 106.24, 0.005),
            (interval.upper, 129.76, 0.005),
            (error.standard_error_of_difference(), 8.4853, 0.00005),
            (error.band_width(0.95).unwrap(), 16.6308, 0.00005),
            (error.true_score(118.0, 100.0).unwrap(), 115.12, 1e-12),
            (error.standard_error_of_estimate(), 5.4991, 0.00005),
        ];
        for (value, expected, tolerance) in expected {
            assert!(
                (value - expected).abs() < tolerance,
                "{value} is not {expected}"
            );
        }
    }

    #[test]
    fn errors_and_widths_equal_the_reference() {
        // reference/fair_banding.json: R 4.2.2.
        let Some(reference) = reference::json(
            "reference/fair_banding.json",
            "errors_and_widths_equal_the_reference",
        ) else {
            return;
        };
        for scale in ["bfi_agree", "bfi_neuro_90"] {
            let number = |field: &str| reference[scale][field].as_f64().unwrap();
            let error = MeasurementError::new(number("sd"), number("rel")).unwrap();
            assert!((error.standard_error() - number("SEM")).abs() < 1e-12);
            assert!((error.standard_error_of_difference() - number("SED")).abs() < 1e-12);
            assert!(
                (error.band_width(number("conf")).unwrap() - number("width_two_sided")).abs()
                    < 1e-8
            );
        }
    }

    #[test]
    fn a_perfect_test_has_no_error_and_a_useless_one_nothing_else() {
        let perfect = MeasurementError::new(10.0, 1.0).unwrap();
        assert!(perfect.standard_error().abs() < f64::EPSILON);
        let useless = MeasurementError::new(10.0, 0.0).unwrap();
        assert!((useless.standard_error() - 10.0).abs() < f64::EPSILON);
        assert_eq!(useless.true_score(70.0, 50.0), Ok(50.0));
    }

    #[test]
    fn impossible_figures_are_refused() {
        assert!(MeasurementError::new(0.0, 0.5).is_err());
        assert!(MeasurementError::new(f64::NAN, 0.5).is_err());
        assert!(MeasurementError::new(1.0, 1.01).is_err());
        assert!(
            MeasurementError::new(1.0, 0.5)
                .unwrap()
                .band_width(1.0)
                .is_err()
        );
    }

    proptest! {
        #[test]
        fn any_numbers_give_finite_errors_or_a_reason(s in any::<f64>(), r in any::<f64>(), x in any::<f64>(), confidence in any::<f64>()) {
            if let Ok(error) = MeasurementError::new(s, r.rem_euclid(1.0)) {
                prop_assert!(error.standard_error().is_finite());
                prop_assert!(error.interval(x, confidence).is_ok_and(|i| i.lower <= i.upper) || error.interval(x, confidence).is_err());
                prop_assert!(error.true_score(x, s).map_or(true, f64::is_finite));
            }
        }
    }
}
