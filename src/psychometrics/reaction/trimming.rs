//! Which reaction times are left out of a mean, as a rule stated beforehand.

use crate::psychometrics::descriptive::{mean, standard_deviation};

/// A rule by which reaction times are kept: first those within fixed limits, then those near the mean of what is left.
///
/// *Model*: keep lowest ≤ x ≤ highest; of these keep x̄ − k s ≤ x ≤ x̄ + k s, or only the upper side. Mean and standard
/// deviation are taken once.
///
/// *Takes / gives*: one condition's times of one person, in milliseconds and any order; those kept, in the same order.
///
/// *Edges*: with fewer than two times, or all alike, the spread leaves everything; exactly the limit is kept; times that
/// are not finite are dropped. Latencies lean to the slow side, so that a limit of k deviations lowers the mean, and the
/// more so the more trials there are, whether it is applied once or again and again: compare means only where the
/// numbers of trials are about equal (Miller, 1991; Van Selst & Jolicœur, 1994).
///
/// *Source*: Ratcliff (1993), *Psychological Bulletin* 114, 510–532; Miller (1991), *Quarterly Journal of Experimental
/// Psychology* 43A, 907–912; Van Selst & Jolicœur (1994), *Quarterly Journal of
/// Experimental Psychology* 47A, 631–650.
///
/// ```
/// use composure::psychometrics::reaction::trimming::{Bounds, Spread, TrimmingRule};
/// let rule = TrimmingRule {
///     bounds: Some(Bounds { lowest_ms: 200.0, highest_ms: f64::INFINITY }),
///     spread: Some(Spread::Above { deviations: 1.0 }),
/// };
/// // 150 is too fast; the others have mean 500 and standard deviation 200: 700 is just kept.
/// assert_eq!(rule.kept(&[150.0, 500.0, 300.0, 700.0]), [500.0, 300.0, 700.0]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrimmingRule {
    /// Fixed limits; `None` = none.
    pub bounds: Option<Bounds>,
    /// Limits from the times themselves; `None` = none.
    pub spread: Option<Spread>,
}

/// Fixed limits, both included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// The fastest time kept, in milliseconds.
    pub lowest_ms: f64,
    /// The slowest time kept, in milliseconds; infinity for none.
    pub highest_ms: f64,
}

/// Limits in standard deviations from the mean, taken once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Spread {
    /// Times too slow by so many standard deviations are left out.
    Above {
        /// How many.
        deviations: f64,
    },
    /// Times too slow or too fast by so many standard deviations are left out.
    BothSides {
        /// How many.
        deviations: f64,
    },
}

impl TrimmingRule {
    /// Keeps every time.
    pub const NONE: Self = Self {
        bounds: None,
        spread: None,
    };

    /// The times that are kept, in the order given.
    pub fn kept(&self, times_ms: &[f64]) -> Vec<f64> {
        let is_within = |time: &f64| {
            let bounds = self.bounds;
            bounds.is_none_or(|bounds| bounds.lowest_ms <= *time && *time <= bounds.highest_ms)
        };
        let finite = times_ms.iter().copied().filter(|time| time.is_finite());
        let mut kept: Vec<f64> = finite.filter(is_within).collect();
        let Some(spread) = self.spread else {
            return kept;
        };
        if let (Some(centre), Some(deviation)) = (mean(&kept), standard_deviation(&kept)) {
            let (below, above) = match spread {
                Spread::Above { deviations } => (f64::INFINITY, deviations * deviation),
                Spread::BothSides { deviations } => {
                    (deviations * deviation, deviations * deviation)
                }
            };
            // The distance is compared, not the limit, so that equal times are kept whatever the rounding.
            kept.retain(|time| time - centre <= above && centre - time <= below);
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_rule_trims_once_and_on_the_sides_it_names() {
        // Mean 460, standard deviation √((4 × 60² + 240²) / 4) = 134.16.
        let times = [400.0, 400.0, 400.0, 400.0, 700.0];
        let rule = |spread| TrimmingRule {
            bounds: None,
            spread: Some(spread),
        };
        assert_eq!(
            rule(Spread::Above { deviations: 1.7 }).kept(&times),
            [400.0; 4]
        );
        assert_eq!(rule(Spread::Above { deviations: 1.8 }).kept(&times), times);
        let mirrored = times.map(|time| 1000.0 - time);
        assert_eq!(
            rule(Spread::Above { deviations: 1.7 }).kept(&mirrored),
            mirrored
        );
        assert_eq!(
            rule(Spread::BothSides { deviations: 1.7 }).kept(&mirrored),
            [600.0; 4]
        );
        assert_eq!(TrimmingRule::NONE.kept(&[f64::NAN, 3.0]), [3.0]);
    }

    #[test]
    fn equal_times_are_all_kept() {
        let rule = TrimmingRule {
            bounds: None,
            spread: Some(Spread::BothSides { deviations: 0.0 }),
        };
        assert_eq!(rule.kept(&[0.1; 3]), [0.1; 3]);
        assert_eq!(rule.kept(&[5.0]), [5.0]);
        assert!(rule.kept(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn what_is_kept_was_given_and_lies_within_the_bounds(times in prop::collection::vec(any::<f64>(), 0..20), lowest in -1e6..1e6, deviations in 0.0..5.0) {
            let rule = TrimmingRule {
                bounds: Some(Bounds { lowest_ms: lowest, highest_ms: 1e6 }),
                spread: Some(Spread::BothSides { deviations }),
            };
            for kept in rule.kept(&times) {
                prop_assert!(times.contains(&kept) && lowest <= kept && kept <= 1e6);
            }
        }
    }
}
