//! What a correlation among the chosen would be among all.

use super::{Error, checked, checked_correlation};
use crate::psychometrics::finite;

/// The correlation among all applicants, from one among people chosen by the predictor itself.
///
/// *Model*: r U / √(1 + r² (U² − 1)), with U the predictor's standard deviation among all divided by that among the
/// chosen (Thorndike's case II).
///
/// *Takes / gives*: a correlation from −1 to 1 and a ratio above 0 (1 leaves it, below 1 lowers it); a correlation.
///
/// *Edges*: supposes that the regression is straight and its errors alike over the whole range; the gain is the more
/// uncertain the larger U is.
///
/// *Errors*: a number outside its range.
///
/// *Source*: Thorndike (1949), *Personnel selection*, case II; Pearson (1903), *Philosophical Transactions A* 200, 1–66.
///
/// ```
/// use composure::psychometrics::validity::corrected_for_direct_restriction;
/// assert!((corrected_for_direct_restriction(0.25, 1.5)? - 0.3612).abs() < 0.00005);
/// # Ok::<(), composure::psychometrics::validity::Error>(())
/// ```
pub fn corrected_for_direct_restriction(r: f64, ratio: f64) -> Result<f64, Error> {
    let r = checked_correlation(r)?;
    let u = checked_ratio(ratio)?;
    // As hypot, so that a huge ratio does not overflow when squared.
    let unexplained = ((1.0 - r) * (1.0 + r)).sqrt();
    bounded(r * u / unexplained.hypot(r * u))
}

/// What is known of people chosen by a third variable.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IndirectRestriction {
    /// Correlation of predictor and criterion among the chosen.
    pub predictor_criterion: f64,
    /// Correlation of the predictor with the variable they were chosen by, among them.
    pub predictor_selection: f64,
    /// Correlation of the criterion with that variable, among them.
    pub criterion_selection: f64,
    /// Standard deviation of that variable among all divided by that among the chosen.
    pub ratio: f64,
}

/// The correlation among all applicants, from one among people chosen by a third variable z.
///
/// *Model*: `(r_xy + r_xz r_yz v) / √((1 + r_xz² v)(1 + r_yz² v))`, v = U² − 1 (Thorndike's case III).
///
/// *Takes / gives*: see [`IndirectRestriction`]: correlations from −1 to 1, a ratio above 0; a correlation.
///
/// *Errors*: a number outside its range, numbers that contradict each other.
///
/// *Source*: Thorndike (1949), *Personnel selection*, case III.
///
/// ```
/// use composure::psychometrics::validity::{IndirectRestriction, corrected_for_indirect_restriction};
/// let known = IndirectRestriction {
///     predictor_criterion: 0.20,
///     predictor_selection: 0.40,
///     criterion_selection: 0.30,
///     ratio: 1.5,
/// };
/// assert!((corrected_for_indirect_restriction(known)? - 0.3029).abs() < 0.00005);
/// # Ok::<(), composure::psychometrics::validity::Error>(())
/// ```
pub fn corrected_for_indirect_restriction(known: IndirectRestriction) -> Result<f64, Error> {
    let r_xy = checked_correlation(known.predictor_criterion)?;
    let r_xz = checked_correlation(known.predictor_selection)?;
    let r_yz = checked_correlation(known.criterion_selection)?;
    let v = checked_ratio(known.ratio)?.powi(2) - 1.0;
    let spread = ((1.0 + r_xz * r_xz * v) * (1.0 + r_yz * r_yz * v)).sqrt();
    bounded((r_xy + r_xz * r_yz * v) / spread)
}

fn checked_ratio(ratio: f64) -> Result<f64, Error> {
    let is_right = ratio.is_finite() && ratio > 0.0;
    checked(ratio, is_right, "ratio of standard deviations", "above 0")
}

fn bounded(r: f64) -> Result<f64, Error> {
    let r = finite(r).ok_or(Error::NotFinite)?;
    let near = if r.abs() < 1.0 + 1e-9 {
        r.clamp(-1.0, 1.0)
    } else {
        r
    };
    checked_correlation(near)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn published_corrections_come_out() {
        // Worked by hand: r = .20, U = 1.3.
        let corrected = corrected_for_direct_restriction(0.20, 1.3).unwrap();
        assert!((corrected - 0.2565).abs() < 0.00005);
    }

    #[test]
    fn chosen_by_the_predictor_both_cases_are_one() {
        // With z = x: r_xz = 1 and r_yz = r_xy.
        for (r, ratio) in [(0.3, 1.5), (-0.6, 2.0), (0.5, 0.8)] {
            let third = corrected_for_indirect_restriction(IndirectRestriction {
                predictor_criterion: r,
                predictor_selection: 1.0,
                criterion_selection: r,
                ratio,
            });
            let second = corrected_for_direct_restriction(r, ratio).unwrap();
            assert!((third.unwrap() - second).abs() < 1e-12);
        }
    }

    proptest! {
        #[test]
        fn a_correction_turned_round_gives_the_correlation_back(r in -0.99..0.99_f64, ratio in 0.2..5.0_f64) {
            let there = corrected_for_direct_restriction(r, ratio).unwrap();
            let back = corrected_for_direct_restriction(there, 1.0 / ratio).unwrap();
            prop_assert!((back - r).abs() < 1e-10);
        }

        #[test]
        fn any_numbers_give_a_correlation_or_a_reason(a in any::<[f64; 4]>(), b in prop::array::uniform4(-1.0..1.0_f64)) {
            for [r_xy, r_xz, r_yz, ratio] in [a, b] {
                let known = IndirectRestriction {
                    predictor_criterion: r_xy,
                    predictor_selection: r_xz,
                    criterion_selection: r_yz,
                    ratio,
                };
                for r in [corrected_for_indirect_restriction(known), corrected_for_direct_restriction(r_xy, ratio)].into_iter().flatten() {
                    prop_assert!((-1.0..=1.0).contains(&r));
                }
            }
        }
    }
}
