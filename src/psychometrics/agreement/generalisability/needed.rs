//! How many scenes it takes, from known variances.

use super::Source;
use super::d_study::study;
use crate::psychometrics::simulate::CrossedVariances;

/// The most scenes that are tried: more are no design.
const MOST_SCENES: usize = 1_000;
/// A coefficient that falls short by rounding is reached.
const ROUNDING: f64 = 1e-9;

/// The fewest scenes with which a mean over `n_raters` raters, each of whom sees every scene, is this dependable.
///
/// *Model*: Φ = p / (p + R + S / n) with the error that more scenes do not lessen, R = (r + pr) / `n_raters`, and that they
/// do, S = s + ps + (rs + e) / `n_raters`; it is found by trying 1, 2, … scenes.
///
/// *Takes / gives*: known variances, not estimated ones, whose luck a number of scenes would inherit many times over; at
/// least one rater; Φ between 0 and 1.
///
/// *Edges*: `None` where 1,000 scenes are not enough, as they never are where R alone is too much, and without raters.
///
/// *Source*: Brennan (2001), *Generalizability theory*, section 4.1.
///
/// ```
/// use composure::psychometrics::agreement::generalisability::scenes_needed;
/// use composure::psychometrics::simulate::CrossedVariances;
/// // 0.5 / (0.5 + 1 / n) is .8 with 8 scenes.
/// let variances = CrossedVariances { person: 0.5, person_scene: 1.0, ..CrossedVariances::default() };
/// assert_eq!(scenes_needed(&variances, 1, 0.8), Some(8));
/// ```
pub fn scenes_needed(
    variances: &CrossedVariances,
    n_raters: usize,
    dependability: f64,
) -> Option<usize> {
    if n_raters == 0 {
        return None;
    }
    let known = |source: Source| match source {
        Source::Person => variances.person,
        Source::Rater => variances.rater,
        Source::Scene => variances.scene,
        Source::PersonRater => variances.person_rater,
        Source::PersonScene => variances.person_scene,
        Source::RaterScene => variances.rater_scene,
        Source::Residual => variances.residual,
    };
    (1..=MOST_SCENES).find(|n_scenes| {
        let found = study(known, *n_scenes, n_raters).dependability;
        found.is_some_and(|phi| phi > dependability - ROUNDING)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_worked_by_hand() {
        let variances = CrossedVariances {
            person: 0.30,
            rater: 0.05,
            scene: 0.06,
            person_rater: 0.02,
            person_scene: 0.25,
            rater_scene: 0.02,
            residual: 0.30 + 1.0 / 12.0,
        };
        // Φ of .80 leaves an error of .30 / 4 = .075. One rater: (.06 + .25 + .02 + .3833) / (.075 − .07) = 142.7.
        // Two: (.31 + .4033 / 2) / (.075 − .035) = 12.8; three: .4444 / .05167 = 8.6; four: .4108 / .0575 = 7.1.
        // Φ of .70 leaves .1286: .7133 / .05857 = 12.2; .5117 / .09357 = 5.5; .4444 / .1052 = 4.2; .4108 / .1111 = 3.7.
        for (n_raters, for_80, for_70) in [(1, 143, 13), (2, 13, 6), (3, 9, 5), (4, 8, 4)] {
            assert_eq!(scenes_needed(&variances, n_raters, 0.80), Some(for_80));
            assert_eq!(scenes_needed(&variances, n_raters, 0.70), Some(for_70));
        }
    }

    #[test]
    fn where_raters_alone_bring_too_much_error_no_number_is_enough() {
        let variances = CrossedVariances {
            person: 0.30,
            rater: 0.08,
            ..CrossedVariances::default()
        };
        assert_eq!(scenes_needed(&variances, 1, 0.80), None);
        assert_eq!(scenes_needed(&variances, 2, 0.80), Some(1));
        assert_eq!(scenes_needed(&variances, 0, 0.80), None);
        assert_eq!(scenes_needed(&CrossedVariances::default(), 1, 0.80), None);
    }
}
