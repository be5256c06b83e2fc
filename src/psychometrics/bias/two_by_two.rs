//! How two groups fare, as a table of four counts.

use crate::psychometrics::{finite, normal, tail};

/// A group's people, parted into those who were selected (or solved an item) and those who were not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Split {
    /// How many were selected, or solved the item.
    pub yes: u64,
    /// How many were not, or did not.
    pub no: u64,
}

impl Split {
    /// How many people there are.
    pub fn n(self) -> u64 {
        self.yes.saturating_add(self.no)
    }

    /// The share of yes, 0 to 1; `None` where there is nobody.
    pub fn rate(self) -> Option<f64> {
        finite(self.yes as f64 / self.n() as f64)
    }

    /// With one more yes in place of a no; `None` where there is no no.
    fn with_one_more(self) -> Option<Self> {
        Some(Self {
            yes: self.yes.checked_add(1)?,
            no: self.no.checked_sub(1)?,
        })
    }

    /// With one yes less; `None` where there is none.
    fn with_one_less(self) -> Option<Self> {
        Some(Self {
            yes: self.yes.checked_sub(1)?,
            no: self.no.checked_add(1)?,
        })
    }
}

/// A focal group beside the group it is compared with.
///
/// ```
/// use composure::psychometrics::bias::{Split, TwoByTwo};
/// // Morris & Dunleavy's example: 2 of 10 women and 15 of 25 men were selected.
/// let table = TwoByTwo {
///     focal: Split { yes: 2, no: 8 },
///     reference: Split { yes: 15, no: 10 },
/// };
/// assert!((table.ratio().unwrap() - 1.0 / 3.0).abs() < 1e-12);
/// assert!((table.z().unwrap() + 2.1390).abs() < 5e-5);
/// assert!((table.flip_ratio().unwrap() - 0.5357).abs() < 5e-5);
/// assert!((table.shortfall().unwrap() - 2.857).abs() < 5e-4);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct TwoByTwo {
    /// The group in question.
    pub focal: Split,
    /// The group it is compared with.
    pub reference: Split,
}

/// An interval of a ratio; its upper end is open where there is no finite one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RatioInterval {
    /// The lower end, 0 or above.
    pub lower: f64,
    /// The upper end; `None` where there is no finite one.
    pub upper: Option<f64>,
}

impl TwoByTwo {
    /// How many people there are.
    pub fn n(self) -> u64 {
        self.focal.n().saturating_add(self.reference.n())
    }

    /// The focal group's rate divided by the reference's (impact ratio); `None` where the latter is 0 or a group empty.
    pub fn ratio(self) -> Option<f64> {
        finite(self.focal.rate()? / self.reference.rate()?)
    }

    /// The interval of the ratio by the log method.
    ///
    /// *Model*: ln ratio ± z √(1/a − 1/n₁ + 1/c − 1/n₂), with a of n₁ and c of n₂ selected.
    ///
    /// *Edges*: where nobody of the focal group was selected the interval goes from 0 without an upper end. Where
    /// everybody of both was, the formula would give a width of 0, which no sample can: there is none.
    ///
    /// *Source*: Katz, Baptista, Azen & Pike (1978), *Biometrics* 34, 469–474; for impact ratios Morris & Lobsenz
    /// (2000), *Personnel Psychology* 53, 89–111, equation 5.
    pub fn ratio_interval(self, confidence: f64) -> Option<RatioInterval> {
        let ratio = self.ratio()?;
        let z = normal::two_sided(confidence)?;
        if self.focal.yes == 0 {
            return Some(RatioInterval {
                lower: 0.0,
                upper: None,
            });
        }
        let part = |split: Split| 1.0 / split.yes as f64 - 1.0 / split.n() as f64;
        let error = (part(self.focal) + part(self.reference)).max(0.0).sqrt();
        if error <= 0.0 {
            return None;
        }
        Some(RatioInterval {
            lower: finite(ratio * (-z * error).exp())?,
            upper: finite(ratio * (z * error).exp()),
        })
    }

    /// The two-proportion z with the pooled rate, below 0 where the focal group fares worse; `None` where everybody
    /// or nobody was selected.
    ///
    /// *Source*: Fleiss, Levin & Paik (2003), *Statistical methods for rates and proportions*, section 3.1, without
    /// continuity correction.
    pub fn z(self) -> Option<f64> {
        let (n_focal, n_reference) = (self.focal.n() as f64, self.reference.n() as f64);
        let pooled = self.pooled_rate()?;
        let variance = pooled * (1.0 - pooled) * (1.0 / n_focal + 1.0 / n_reference);
        finite((self.focal.rate()? - self.reference.rate()?) / variance.sqrt())
    }

    /// The two-sided probability of a [`z`](Self::z) as far from 0, if the groups were selected alike.
    pub fn z_p(self) -> Option<f64> {
        tail::z_two_sided(self.z()?)
    }

    /// Selections away from the expected number in standard deviations of the hypergeometric distribution, as the
    /// courts' "two standard deviations" count them: z √((n − 1) / n).
    pub fn hypergeometric_z(self) -> Option<f64> {
        let n = self.n() as f64;
        finite(self.z()? * ((n - 1.0) / n).sqrt())
    }

    /// The correlation of being focal with being selected, −1 to 1.
    pub fn phi(self) -> Option<f64> {
        let [a, b, c, d] = self.cells();
        let margins = (a + b) * (c + d) * (a + c) * (b + d);
        finite((a * d - b * c) / margins.sqrt())
    }

    /// Cohen's h: the difference of the rates after the arcsine transformation, −π to π.
    ///
    /// *Source*: Cohen (1988), *Statistical power analysis for the behavioral sciences*, equation 6.2.1.
    pub fn cohen_h(self) -> Option<f64> {
        let angle = |split: Split| split.rate().map(|rate| 2.0 * rate.sqrt().asin());
        Some(angle(self.focal)? - angle(self.reference)?)
    }

    /// The ratio if one selection had gone to the focal group instead of the reference group; `None` where it could
    /// not, or where it leaves nobody selected to compare with.
    ///
    /// *Source*: after the Uniform Guidelines' questions and answers (1979, 44 FR 11996), no. 21. That answer speaks of
    /// numbers so small that one other person selected would give the group the *higher* rate, a ratio above 1; a ratio
    /// that only comes to four fifths shows how much hangs on one person, and is no exemption.
    pub fn flip_ratio(self) -> Option<f64> {
        self.flipped()?.ratio()
    }

    /// With one selection moved from the reference group to the focal one; `None` where it cannot be.
    pub fn flipped(self) -> Option<Self> {
        Some(Self {
            focal: self.focal.with_one_more()?,
            reference: self.reference.with_one_less()?,
        })
    }

    /// Whether the focal group's rate is below four fifths of the reference's, without rounding; `false` where a group
    /// is empty.
    ///
    /// *Source*: Uniform Guidelines, 29 CFR 1607.4 D.
    pub fn is_below_four_fifths(self) -> bool {
        let product = |split: Split, other: Split| u128::from(split.yes) * u128::from(other.n());
        let (focal, reference) = (
            product(self.focal, self.reference),
            product(self.reference, self.focal),
        );
        // 5 a < 4 b in whole numbers, written so that nothing overflows.
        focal < reference - reference / 5
    }

    /// The same people with the groups in each other's place.
    #[must_use]
    pub fn turned(self) -> Self {
        Self {
            focal: self.reference,
            reference: self.focal,
        }
    }

    /// The least number that any cell is expected to have if the groups fare alike; `None` where there is nobody.
    pub fn least_expected(self) -> Option<f64> {
        let (n_focal, n_reference) = (self.focal.n() as f64, self.reference.n() as f64);
        let pooled = self.pooled_rate()?;
        finite(n_focal.min(n_reference) * pooled.min(1.0 - pooled))
    }

    /// How many more of the focal group would have been selected at the rate of both together; below 0 where they
    /// were selected more often.
    pub fn shortfall(self) -> Option<f64> {
        let expected = self.pooled_rate()? * self.focal.n() as f64;
        finite(expected - self.focal.yes as f64)
    }

    fn pooled_rate(self) -> Option<f64> {
        let yes = self.focal.yes as f64 + self.reference.yes as f64;
        finite(yes / (self.focal.n() as f64 + self.reference.n() as f64))
    }

    /// Focal yes and no, reference yes and no.
    pub(super) fn cells(self) -> [f64; 4] {
        let counts = [
            self.focal.yes,
            self.focal.no,
            self.reference.yes,
            self.reference.no,
        ];
        counts.map(|count| count as f64)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn table(focal: (u64, u64), reference: (u64, u64)) -> TwoByTwo {
        let split = |(yes, no)| Split { yes, no };
        TwoByTwo {
            focal: split(focal),
            reference: split(reference),
        }
    }

    #[test]
    fn a_table_without_people_or_selections_has_no_figures() {
        let empty = table((0, 0), (0, 0));
        assert_eq!(empty.ratio(), None);
        assert_eq!(empty.z(), None);
        assert_eq!(empty.shortfall(), None);
        let nobody = table((0, 5), (0, 9));
        assert_eq!(nobody.ratio(), None);
        assert_eq!(nobody.ratio_interval(0.95), None);
        assert_eq!(nobody.z_p(), None);
        assert_eq!(nobody.flip_ratio(), None);
        assert_eq!(nobody.phi(), None);
    }

    #[test]
    fn everybody_selected_is_a_ratio_of_1_without_a_test() {
        let everybody = table((5, 0), (9, 0));
        assert_eq!(everybody.ratio(), Some(1.0));
        assert_eq!(everybody.ratio_interval(0.95), None);
        assert_eq!(everybody.z(), None);
        assert_eq!(everybody.flip_ratio(), None);
        assert_eq!(everybody.shortfall(), Some(0.0));
    }

    #[test]
    fn four_fifths_are_told_without_rounding() {
        // 12 of 20 beside 15 of 20 is exactly .8, though .6 / .75 is not in binary.
        assert!(!table((12, 8), (15, 5)).is_below_four_fifths());
        assert!(table((11, 9), (15, 5)).is_below_four_fifths());
        assert!(!table((0, 9), (0, 5)).is_below_four_fifths());
        assert!(!table((0, 0), (0, 0)).is_below_four_fifths());
        assert!(table((0, u64::MAX), (u64::MAX, 0)).is_below_four_fifths());
    }

    proptest! {
        #[test]
        fn exchanging_the_groups_turns_every_sign(a in 1_u64..60, b in 1_u64..60, c in 1_u64..60, d in 1_u64..60) {
            let (one, other) = (table((a, b), (c, d)), table((c, d), (a, b)));
            prop_assert!((one.ratio().unwrap() * other.ratio().unwrap() - 1.0).abs() < 1e-12);
            prop_assert!((one.z().unwrap() + other.z().unwrap()).abs() < 1e-12);
            prop_assert!((one.phi().unwrap() + other.phi().unwrap()).abs() < 1e-12);
            prop_assert!((one.shortfall().unwrap() + other.shortfall().unwrap()).abs() < 1e-9);
            let (i, j) = (one.ratio_interval(0.95).unwrap(), other.ratio_interval(0.95).unwrap());
            prop_assert!((i.lower * j.upper.unwrap() - 1.0).abs() < 1e-10);
            // z = φ √n.
            prop_assert!((one.z().unwrap() - one.phi().unwrap() * (one.n() as f64).sqrt()).abs() < 1e-9);
        }

        #[test]
        fn any_counts_give_finite_figures_or_none(cells in any::<[u64; 4]>(), confidence in any::<f64>()) {
            let table = table((cells[0], cells[1]), (cells[2], cells[3]));
            let figures = [table.ratio(), table.z(), table.z_p(), table.hypergeometric_z(), table.phi(), table.cohen_h(), table.flip_ratio(), table.shortfall()];
            for figure in figures.into_iter().flatten() {
                prop_assert!(figure.is_finite());
            }
            if let Some(interval) = table.ratio_interval(confidence) {
                prop_assert!(interval.lower.is_finite() && interval.upper.is_none_or(f64::is_finite));
            }
        }
    }
}
