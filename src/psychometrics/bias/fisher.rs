//! Fisher's exact test of a table of two groups.

use super::hypergeometric::{Hypergeometric, Margins};
use super::{RatioInterval, TwoByTwo};
use crate::psychometrics::finite;

/// Tables that differ in probability by less than this share count as equally probable; sums of products of
/// thousands of factors differ by rounding.
const EQUAL: f64 = 1e-7;
/// No odds ratio of countable people is outside e^±60.
const WIDEST_LOG_ODDS: f64 = 60.0;
/// Halving so often leaves nothing of 120 but rounding.
const HALVINGS: usize = 80;

/// What Fisher's exact test says of a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fisher {
    /// Probability of all tables that are at most as probable as this one, if the groups were selected alike.
    pub two_sided: f64,
    /// The same, with only half of those that are just as probable (mid-p): less cautious with small numbers.
    pub mid_p: f64,
    /// Probability that the focal group has at most as many yes.
    pub less: f64,
    /// Probability that the focal group has at least as many yes.
    pub greater: f64,
    /// `less` with half of this very table (Lancaster's mid-p).
    pub mid_p_less: f64,
}

/// Fisher's exact test, with mid-p values.
///
/// *Model*: given all margins, the focal group's yes are hypergeometric if the groups were selected alike. Two-sided,
/// the tables that are at most as probable count as extreme as this one.
///
/// *Takes / gives*: counts; probabilities from 0 to 1. Exact for any counts up to ten thousand million together, in
/// a time that grows with the square root of the counts.
///
/// *Edges*: where everybody, or nobody, was selected, or a group is empty, there is one possible table: the
/// probabilities are 1. Without anybody, or with more people than can be written out, `None`.
///
/// *Source*: Fisher (1935), *Journal of the Royal Statistical Society* 98, 39–54; mid-p: Lancaster (1961), *Journal of
/// the American Statistical Association* 56, 223–234; Agresti (2013), *Categorical data analysis*, section 3.5.
///
/// ```
/// use composure::psychometrics::bias::{Split, TwoByTwo, fisher};
/// // Fisher's tea: three of four cups told rightly either way; 1 + 16 + 16 + 1 of 70 tables are as extreme.
/// let tea = TwoByTwo { focal: Split { yes: 3, no: 1 }, reference: Split { yes: 1, no: 3 } };
/// assert!((fisher(tea).unwrap().two_sided - 34.0 / 70.0).abs() < 1e-12);
/// ```
pub fn fisher(table: TwoByTwo) -> Option<Fisher> {
    let distribution = Hypergeometric::new(table, 0.0)?;
    let own = distribution.of(table.focal.yes);
    let less = distribution.at_most(table.focal.yes);
    let two_sided = distribution.where_probability(|p| p <= own * (1.0 + EQUAL));
    let equal = distribution.where_probability(|p| (p - own).abs() <= own * EQUAL);
    Some(Fisher {
        two_sided,
        mid_p: two_sided - 0.5 * equal,
        less,
        greater: distribution.at_least(table.focal.yes),
        mid_p_less: less - 0.5 * own,
    })
}

/// The odds ratio that makes this table likeliest given its margins, focal to reference.
///
/// *Model*: the ψ at which the mean of the noncentral hypergeometric distribution is the focal group's yes.
///
/// *Takes / gives*: counts; an odds ratio, 0 or above.
///
/// *Edges*: 0 where the focal group has as few yes as it can; `None` where it has as many as it can (no finite one is
/// the best), and where only one table is possible.
///
/// *Source*: Cornfield (1956), in *Proceedings of the third Berkeley symposium*, volume 4, 135–148.
///
/// ```
/// use composure::psychometrics::bias::{Split, TwoByTwo, conditional_odds_ratio};
/// // The focal group has as many yes as it can: no finite ratio makes that likeliest.
/// let all = TwoByTwo { focal: Split { yes: 2, no: 0 }, reference: Split { yes: 1, no: 1 } };
/// assert_eq!(conditional_odds_ratio(all), None);
/// // Rates that are alike have the odds ratio 1.
/// let alike = TwoByTwo { focal: Split { yes: 2, no: 2 }, reference: Split { yes: 2, no: 2 } };
/// assert!((conditional_odds_ratio(alike).unwrap() - 1.0).abs() < 1e-9);
/// ```
pub fn conditional_odds_ratio(table: TwoByTwo) -> Option<f64> {
    let margins = Margins::new(table)?;
    let yes = table.focal.yes;
    if yes == margins.highest {
        return None;
    }
    if yes == margins.lowest {
        return Some(0.0);
    }
    let at = |log| Hypergeometric::new(table, log).map(|d| d.mean() - yes as f64);
    finite(root(at)?.exp())
}

/// The exact interval of the odds ratio, focal to reference.
///
/// *Model*: its ends are the ψ at which this many or more, and this many or fewer, have half the rest of the
/// confidence.
///
/// *Takes / gives*: counts, and a confidence strictly between 0 and 1; odds ratios, 0 or above.
///
/// *Edges*: from 0 where the focal group has as few yes as it can, without an upper end where it has as many as it
/// can. `None` where there is nobody, or the confidence is not strictly between 0 and 1.
///
/// *Source*: as [`conditional_odds_ratio`].
///
/// ```
/// use composure::psychometrics::bias::{Split, TwoByTwo, conditional_odds_ratio_interval};
/// // One of one beside none of one: P(1) = ψ / (1 + ψ) is .025 at ψ = 1 / 39.
/// let one = TwoByTwo { focal: Split { yes: 1, no: 0 }, reference: Split { yes: 0, no: 1 } };
/// let interval = conditional_odds_ratio_interval(one, 0.95).unwrap();
/// assert!((interval.lower - 1.0 / 39.0).abs() < 1e-12 && interval.upper.is_none());
/// ```
pub fn conditional_odds_ratio_interval(table: TwoByTwo, confidence: f64) -> Option<RatioInterval> {
    let margins = Margins::new(table)?;
    if confidence.is_nan() || confidence <= 0.0 || 1.0 <= confidence {
        return None;
    }
    let rest = (1.0 - confidence) / 2.0;
    let yes = table.focal.yes;
    let lower = if yes == margins.lowest {
        0.0
    } else {
        root(|log| Hypergeometric::new(table, log).map(|d| d.at_least(yes) - rest))?.exp()
    };
    let upper = if yes == margins.highest {
        None
    } else {
        let at = |log| Hypergeometric::new(table, log).map(|d| rest - d.at_most(yes));
        finite(root(at)?.exp())
    };
    Some(RatioInterval { lower, upper })
}

/// Where a rising function of the log odds ratio is 0, by halving.
fn root(rising: impl Fn(f64) -> Option<f64>) -> Option<f64> {
    let (mut low, mut high) = (-WIDEST_LOG_ODDS, WIDEST_LOG_ODDS);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if rising(middle)? < 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(f64::midpoint(low, high))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::psychometrics::bias::Split;

    fn table(focal: (u64, u64), reference: (u64, u64)) -> TwoByTwo {
        let split = |(yes, no)| Split { yes, no };
        TwoByTwo {
            focal: split(focal),
            reference: split(reference),
        }
    }

    #[test]
    fn one_possible_table_has_probability_1() {
        for only in [
            table((5, 0), (9, 0)),
            table((0, 5), (0, 9)),
            table((0, 0), (3, 4)),
        ] {
            let found = fisher(only).unwrap();
            assert_eq!(
                (found.two_sided, found.less, found.greater),
                (1.0, 1.0, 1.0)
            );
            assert_eq!(conditional_odds_ratio(only), None);
        }
        assert_eq!(fisher(table((0, 0), (0, 0))), None);
        assert_eq!(fisher(table((u64::MAX, 1), (1, 1))), None);
    }

    #[test]
    fn a_table_of_a_hundred_thousand_is_exact_and_agrees_with_the_normal_distribution() {
        // With the continuity correction the normal tails are right to a few per cent of themselves here.
        let large = table((10_150, 39_850), (10_400, 39_600));
        let found = fisher(large).unwrap();
        let normal = large.z_p().unwrap();
        assert!(
            (found.mid_p / normal - 1.0).abs() < 0.01,
            "{found:?} {normal}"
        );
        assert!(
            (found.less + found.greater - 1.0 - 2.0 * (found.less - found.mid_p_less)).abs()
                < 1e-12
        );
    }

    #[test]
    fn ten_thousand_million_people_are_still_counted_out() {
        let huge = table((500_000_000, 4_499_900_000), (500_020_000, 4_499_900_000));
        let found = fisher(huge).unwrap();
        assert!(
            (found.mid_p / huge.z_p().unwrap() - 1.0).abs() < 1e-4,
            "{found:?}"
        );
    }

    #[test]
    fn a_probability_too_small_to_hold_is_0() {
        let parted = table((0, 5_000_000), (5_000_000, 0));
        assert!(fisher(parted).unwrap().two_sided < 1e-300);
    }

    proptest! {
        #[test]
        fn exchanging_groups_or_outcomes_leaves_the_two_sided_test(a in 0_u64..40, b in 0_u64..40, c in 0_u64..40, d in 1_u64..40) {
            let p = |t| fisher(t).unwrap().two_sided;
            let own = p(table((a, b), (c, d)));
            prop_assert!((own - p(table((c, d), (a, b)))).abs() < 1e-12);
            prop_assert!((own - p(table((b, a), (d, c)))).abs() < 1e-12);
            prop_assert!((own - p(table((a, c), (b, d)))).abs() < 1e-12);
        }

        #[test]
        fn the_interval_holds_the_odds_ratio(a in 0_u64..30, b in 0_u64..30, c in 0_u64..30, d in 1_u64..30) {
            let table = table((a, b), (c, d));
            let interval = conditional_odds_ratio_interval(table, 0.95).unwrap();
            if let Some(ratio) = conditional_odds_ratio(table) {
                prop_assert!(interval.lower <= ratio && interval.upper.is_none_or(|upper| ratio <= upper));
            }
        }
    }
}
