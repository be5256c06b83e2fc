//! How far two groups' mean scores are apart.

use statrs::function::gamma::ln_gamma;

use crate::psychometrics::classical::Interval;
use crate::psychometrics::descriptive::{all_finite, mean, variance};
use crate::psychometrics::noncentral_t::NoncentralT;
use crate::psychometrics::{finite, tail};

/// Why two groups cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum Error {
    /// A group has too few people.
    #[error("the {group} group has {n} scores; at least 2 are needed")]
    TooFewPersons {
        /// `focal` or `reference`.
        group: &'static str,
        /// How many scores it has.
        n: usize,
    },
    /// Within the groups everybody has the same score.
    #[error("within the groups the scores do not vary")]
    NoVariance,
    /// The confidence is not strictly between 0 and 1.
    #[error("the confidence is {0}, not between 0 and 1")]
    Confidence(f64),
    /// The groups are hundreds of standard deviations apart, or a number is not finite.
    #[error("the groups are too far apart for their spread, or a score is not a finite number")]
    NotFinite,
}

/// One group's scores in short.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GroupScores {
    /// How many people.
    pub n: usize,
    /// Their mean.
    pub mean: f64,
    /// Their standard deviation, divisor n − 1.
    pub standard_deviation: f64,
}

/// A t test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TTest {
    /// Difference divided by its standard error.
    pub t: f64,
    /// Degrees of freedom; Welch's need not be whole.
    pub degrees_of_freedom: f64,
    /// Two-sided probability of a t as far from 0 without a difference.
    pub p: f64,
}

/// The standardised difference of two groups' means.
///
/// *Model*: d = (mean of the focal group − mean of the reference group) / s, with the pooled standard deviation s.
/// Hedges' g = J d without d's bias, J = Γ(ν / 2) / (√(ν / 2) Γ((ν − 1) / 2)), ν = n₁ + n₂ − 2. The interval holds the
/// effects under which t = d √(n₁n₂ / (n₁ + n₂)) is not in a tail of its noncentral t distribution.
///
/// *Takes / gives*: scores of either group, two or more each, in one unit; `confidence` strictly between 0 and 1. d and
/// g are in standard deviations, positive where the focal group scores higher.
///
/// *Edges*: the interval is exact for normal scores of one spread; where the spreads differ, read Welch's test.
///
/// *Errors*: see [`Error`].
///
/// *Source*: Cohen (1988), *Statistical power analysis*, chapter 2; Hedges (1981), *Journal of Educational Statistics* 6,
/// 107–128; Steiger & Fouladi (1997), in *What if there were no significance tests?*, 221–257 (interval); Welch (1947),
/// *Biometrika* 34, 28–35.
///
/// ```
/// use composure::psychometrics::bias::group_difference::GroupDifference;
/// // Means 4 and 2, variances 4 and 4: one standard deviation apart.
/// let found = GroupDifference::of(&[2.0, 4.0, 6.0], &[0.0, 2.0, 4.0], 0.95)?;
/// assert!((found.d - 1.0).abs() < 1e-12);
/// assert!(found.hedges_g < found.d);
/// # Ok::<(), composure::psychometrics::bias::group_difference::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GroupDifference {
    /// The group asked about.
    pub focal: GroupScores,
    /// The group it is compared with.
    pub reference: GroupScores,
    /// Cohen's d.
    pub d: f64,
    /// Hedges' g, by the exact correction.
    pub hedges_g: f64,
    /// Hedges' g by the usual approximation J ≈ 1 − 3 / (4ν − 1).
    pub hedges_g_approximate: f64,
    /// Interval of d by the noncentral t distribution.
    pub interval: Interval,
    /// Standard error of d: √((n₁ + n₂) / (n₁n₂) + d² / (2(n₁ + n₂))).
    pub standard_error: f64,
    /// Student's t test, for groups of one spread.
    pub pooled: TTest,
    /// Welch's t test, for groups of any spread.
    pub welch: TTest,
    /// Variance of the focal group divided by that of the reference group; `None` where the latter is 0.
    pub variance_ratio: Option<f64>,
}

impl GroupDifference {
    /// The difference of these scores.
    pub fn of(focal: &[f64], reference: &[f64], confidence: f64) -> Result<Self, Error> {
        if !(confidence > 0.0 && confidence < 1.0) {
            return Err(Error::Confidence(confidence));
        }
        let (focal, reference) = (scores("focal", focal)?, scores("reference", reference)?);
        let [(n1, v1), (n2, v2)] = [focal, reference].map(|g| (g.n as f64, g.variance));
        let nu = n1 + n2 - 2.0;
        let pooled = ((n1 - 1.0) * v1 + (n2 - 1.0) * v2) / nu;
        if pooled <= 0.0 {
            return Err(Error::NoVariance);
        }
        let difference = focal.mean - reference.mean;
        let d = finite(difference / pooled.sqrt()).ok_or(Error::NotFinite)?;
        // From an effect to its noncentrality.
        let weight = (n1 * n2 / (n1 + n2)).sqrt();
        let observed = NoncentralT::new(d * weight, nu).ok_or(Error::NotFinite)?;
        let tail = (1.0 - confidence) / 2.0;
        let effect = |probability: f64| -> Result<f64, Error> {
            let noncentrality = observed.noncentrality(probability);
            Ok(noncentrality.ok_or(Error::NotFinite)? / weight)
        };
        let (share1, share2) = (v1 / n1, v2 / n2);
        let both = share1 + share2;
        // In shares of the sum, so that the squares of small variances do not vanish.
        let part = |share: f64, n: f64| (share / both).powi(2) / (n - 1.0);
        let welch_df = 1.0 / (part(share1, n1) + part(share2, n2));
        let exact = (ln_gamma(nu / 2.0) - ln_gamma((nu - 1.0) / 2.0)).exp() / (nu / 2.0).sqrt();
        Ok(Self {
            d,
            hedges_g: d * exact,
            hedges_g_approximate: d * (1.0 - 3.0 / (4.0 * nu - 1.0)),
            interval: Interval {
                lower: effect(1.0 - tail)?,
                upper: effect(tail)?,
            },
            standard_error: ((n1 + n2) / (n1 * n2) + d * d / (2.0 * (n1 + n2))).sqrt(),
            pooled: TTest::of(d * weight, nu)?,
            welch: TTest::of(difference / both.sqrt(), welch_df)?,
            variance_ratio: finite(v1 / v2),
            focal: focal.summary(),
            reference: reference.summary(),
        })
    }
}

impl TTest {
    fn of(t: f64, degrees_of_freedom: f64) -> Result<Self, Error> {
        Ok(Self {
            t: finite(t).ok_or(Error::NotFinite)?,
            degrees_of_freedom: finite(degrees_of_freedom).ok_or(Error::NotFinite)?,
            p: tail::t_two_sided(t, degrees_of_freedom).ok_or(Error::NotFinite)?,
        })
    }
}

#[derive(Clone, Copy)]
struct Moments {
    n: usize,
    mean: f64,
    variance: f64,
}

impl Moments {
    fn summary(self) -> GroupScores {
        GroupScores {
            n: self.n,
            mean: self.mean,
            standard_deviation: self.variance.sqrt(),
        }
    }
}

fn scores(group: &'static str, values: &[f64]) -> Result<Moments, Error> {
    let n = values.len();
    if n < 2 {
        return Err(Error::TooFewPersons { group, n });
    }
    if !all_finite(values) {
        return Err(Error::NotFinite);
    }
    Ok(Moments {
        n,
        mean: mean(values).ok_or(Error::NotFinite)?,
        variance: variance(values).ok_or(Error::NotFinite)?,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::psychometrics::reference;

    fn bfi_scores(rows: &[reference::Row], items: [&str; 5], reversed: &[&str]) -> [Vec<f64>; 2] {
        let score = |row: &reference::Row| -> Option<f64> {
            let answers = items.iter().map(|item| {
                let code = reference::number(row, item)?;
                let is_reversed = reversed.contains(item);
                Some(if is_reversed { 7.0 - code } else { code })
            });
            answers.sum()
        };
        // Gender 2 is the focal group of the reference.
        ["2", "1"].map(|gender| {
            let group = rows.iter().filter(|row| row["gender"] == gender);
            group.filter_map(score).collect()
        })
    }

    fn check(scale: &str, [focal, other]: &[Vec<f64>; 2], expected: &serde_json::Value) {
        let found = GroupDifference::of(focal, other, 0.95).unwrap();
        let number = |field: &str| expected[field].as_f64().unwrap();
        assert_eq!(Some(found.focal.n as u64), expected["n_focal"].as_u64());
        assert_eq!(Some(found.reference.n as u64), expected["n_ref"].as_u64());
        // psych solves for the ends with R's uniroot, which stops within 1.2e-4 of the noncentrality (5e-6 of d); the
        // noncentral t here is right to 1e-10, as its own tests show. The largest distance is 1.6e-7.
        let psych = |end: usize| expected["d_ci_noncentral_psych"][end].as_f64().unwrap();
        for (what, value, expected, tolerance) in [
            ("mean", found.focal.mean, number("mean_focal"), 1e-10),
            ("mean", found.reference.mean, number("mean_ref"), 1e-10),
            (
                "sd",
                found.focal.standard_deviation,
                number("sd_focal"),
                1e-10,
            ),
            (
                "sd",
                found.reference.standard_deviation,
                number("sd_ref"),
                1e-10,
            ),
            ("d", found.d, number("d"), 1e-12),
            ("g", found.hedges_g, number("hedges_g_exactJ"), 1e-10),
            (
                "approximate g",
                found.hedges_g_approximate,
                number("hedges_g"),
                1e-12,
            ),
            ("se", found.standard_error, number("se_d"), 1e-12),
            ("t", found.pooled.t, number("t"), 1e-10),
            ("p", found.pooled.p / number("p"), 1.0, 1e-8),
            ("Welch's t", found.welch.t, number("welch_t"), 1e-10),
            (
                "Welch's df",
                found.welch.degrees_of_freedom,
                number("welch_df"),
                1e-8,
            ),
            ("Welch's p", found.welch.p / number("welch_p"), 1.0, 1e-8),
            (
                "ratio",
                found.variance_ratio.unwrap(),
                number("var_ratio"),
                1e-12,
            ),
            ("lower", found.interval.lower, psych(0), 1e-6),
            ("middle", found.d, psych(1), 1e-12),
            ("upper", found.interval.upper, psych(2), 1e-6),
        ] {
            assert!(
                (value - expected).abs() < tolerance,
                "{scale} {what}: {value} is not {expected}"
            );
        }
    }

    #[test]
    fn differences_between_women_and_men_equal_the_reference() {
        // reference/fair_group_diff.json: R 4.2.2, psych 2.2.9.
        let test = "differences_between_women_and_men_equal_the_reference";
        let (Some(rows), Some(expected)) = (
            reference::table("data/bfi.csv", test),
            reference::json("reference/fair_group_diff.json", test),
        ) else {
            return;
        };
        for (scale, items, reversed) in [
            ("agree", ["A1", "A2", "A3", "A4", "A5"], vec!["A1"]),
            ("neuroticism", ["N1", "N2", "N3", "N4", "N5"], vec![]),
            ("openness", ["O1", "O2", "O3", "O4", "O5"], vec!["O2", "O5"]),
        ] {
            let scores = bfi_scores(&rows, items, &reversed);
            check(scale, &scores, &expected["bfi"][scale]["d"]);
        }
    }

    #[test]
    fn the_exact_correction_for_two_degrees_of_freedom_is_known() {
        // ν = 2: Γ(1) / (1 · Γ(1/2)) = 1 / √π = .5642, where the approximation gives 1 − 3/7 = .5714.
        let found = GroupDifference::of(&[2.0, 4.0], &[1.0, 3.0], 0.95).unwrap();
        let j = found.hedges_g / found.d;
        assert!((j - 1.0 / std::f64::consts::PI.sqrt()).abs() < 1e-12);
        assert!((found.hedges_g_approximate / found.d - 4.0 / 7.0).abs() < 1e-12);
    }

    #[test]
    fn swapping_the_groups_turns_every_sign() {
        let (a, b) = ([1.0, 2.0, 4.0, 4.5], [2.0, 5.0, 6.0]);
        let there = GroupDifference::of(&a, &b, 0.9).unwrap();
        let back = GroupDifference::of(&b, &a, 0.9).unwrap();
        assert!((there.d + back.d).abs() < 1e-12);
        assert!((there.interval.lower + back.interval.upper).abs() < 1e-10);
        assert!((there.welch.t + back.welch.t).abs() < 1e-12);
        assert!((there.welch.degrees_of_freedom - back.welch.degrees_of_freedom).abs() < 1e-9);
        assert!((there.pooled.p - back.pooled.p).abs() < 1e-12);
    }

    #[test]
    fn the_interval_touches_zero_where_the_test_is_on_its_edge() {
        // The interval of confidence 1 − p of the t test ends at 0.
        let (a, b) = ([1.0, 2.0, 4.0, 4.5], [2.0, 5.0, 6.0, 7.0]);
        let p = GroupDifference::of(&a, &b, 0.5).unwrap().pooled.p;
        let found = GroupDifference::of(&a, &b, 1.0 - p).unwrap();
        assert!(found.interval.upper.abs() < 1e-10);
    }

    #[test]
    fn what_cannot_be_compared_is_refused() {
        let two = [1.0, 2.0];
        assert_eq!(
            GroupDifference::of(&[1.0], &two, 0.95),
            Err(Error::TooFewPersons {
                group: "focal",
                n: 1
            })
        );
        assert_eq!(
            GroupDifference::of(&two, &[], 0.95),
            Err(Error::TooFewPersons {
                group: "reference",
                n: 0
            })
        );
        assert_eq!(
            GroupDifference::of(&[0.1; 3], &[0.7; 3], 0.95),
            Err(Error::NoVariance)
        );
        assert_eq!(
            GroupDifference::of(&two, &two, 1.0),
            Err(Error::Confidence(1.0))
        );
        assert_eq!(
            GroupDifference::of(&two, &[1e9, 1e9 + 1.0], 0.95),
            Err(Error::NotFinite)
        );
        // One group without spread is still compared.
        let found = GroupDifference::of(&two, &[3.0, 3.0], 0.95).unwrap();
        assert_eq!(found.variance_ratio, None);
    }

    proptest! {
        #[test]
        fn any_scores_give_finite_figures_or_a_reason(
            a in prop::collection::vec(any::<f64>(), 0..5),
            b in prop::collection::vec(any::<f64>(), 0..5),
        ) {
            let small = |values: &[f64]| values.iter().map(|v| v.rem_euclid(9.0)).collect::<Vec<f64>>();
            for (a, b) in [(a.clone(), b.clone()), (small(&a), small(&b))] {
                if let Ok(found) = GroupDifference::of(&a, &b, 0.95) {
                    prop_assert!(found.interval.lower <= found.d && found.d <= found.interval.upper);
                    prop_assert!(found.hedges_g.is_finite() && found.welch.p.is_finite() && found.standard_error.is_finite());
                }
            }
        }
    }
}
