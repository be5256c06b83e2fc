//! Selections among two groups whose scores differ.

use rand::Rng;

use super::{Error, checked, standard_normal};
use crate::psychometrics::bias::{Split, TwoByTwo};
use crate::psychometrics::normal;

/// A selection by a cut-off on a score in which a focal group lies lower (or higher).
///
/// Its fields are private because they are finite.
///
/// *Model*: scores are normal with standard deviation 1, the reference group's with mean 0, the focal group's with
/// mean −d; everybody above the cut-off is selected.
///
/// *Takes / gives*: d and the cut-off as z scores; counts.
///
/// *Errors*: a number that is not finite.
///
/// *Source*: Sackett & Ellingson (1997), *Personnel Psychology* 50, 707–721.
///
/// ```
/// use composure::psychometrics::simulate::CutOff;
/// let cut_off = CutOff::new(0.0, 0.0)?;
/// assert!((cut_off.focal_rate() - 0.5).abs() < 1e-12);
/// let table = cut_off.select(30, 70, &mut composure::clock::seeded(1));
/// assert_eq!((table.focal.n(), table.reference.n()), (30, 70));
/// # Ok::<(), composure::psychometrics::simulate::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CutOff {
    difference: f64,
    cut_off: f64,
}

impl CutOff {
    /// Groups this far apart and this cut-off, both as z scores.
    pub fn new(difference: f64, cut_off: f64) -> Result<Self, Error> {
        Ok(Self {
            difference: checked(difference, difference.is_finite(), "difference", "a number")?,
            cut_off: checked(cut_off, cut_off.is_finite(), "cut-off", "a number")?,
        })
    }

    /// The share of the focal group that is selected in the long run.
    pub fn focal_rate(&self) -> f64 {
        normal::probability(-self.cut_off - self.difference)
    }

    /// The share of the reference group that is selected in the long run.
    pub fn reference_rate(&self) -> f64 {
        normal::probability(-self.cut_off)
    }

    /// How so many applicants of each group are selected.
    pub fn select(&self, n_focal: u32, n_reference: u32, rng: &mut impl Rng) -> TwoByTwo {
        let mut split = |n: u32, mean: f64| {
            let mut split = Split::default();
            for _ in 0..n {
                if self.cut_off < mean + standard_normal(rng) {
                    split.yes += 1;
                } else {
                    split.no += 1;
                }
            }
            split
        };
        TwoByTwo {
            focal: split(n_focal, -self.difference),
            reference: split(n_reference, 0.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::seeded;
    use crate::psychometrics::bias::fisher;

    #[test]
    fn groups_are_selected_at_the_rates_that_their_scores_make() {
        let cut_off = CutOff::new(0.5, 0.3).unwrap();
        let table = cut_off.select(4000, 4000, &mut seeded(1));
        // Three standard errors of a rate of 4000 are .024.
        assert!((table.focal.rate().unwrap() - cut_off.focal_rate()).abs() < 0.024);
        assert!((table.reference.rate().unwrap() - cut_off.reference_rate()).abs() < 0.024);
        assert!(table.is_below_four_fifths());
    }

    #[test]
    fn impossible_numbers_are_refused() {
        assert!(CutOff::new(f64::NAN, 0.0).is_err());
        assert!(CutOff::new(0.0, f64::INFINITY).is_err());
        let nobody = CutOff::new(1e308, 1e308)
            .unwrap()
            .select(3, 0, &mut seeded(2));
        assert_eq!(nobody.focal, Split { yes: 0, no: 3 });
    }

    #[test]
    fn slow_the_interval_of_the_impact_ratio_covers_the_true_one() {
        if !crate::psychometrics::reference::wants_slow(
            "slow_the_interval_of_the_impact_ratio_covers_the_true_one",
        ) {
            return;
        }
        let mut rng = seeded(4);
        let n = 5000_u32;
        for (difference, cut, n_focal, n_reference) in [
            (0.0, 0.0, 60, 140),
            (0.4, 0.5, 60, 140),
            (0.4, 0.5, 300, 300),
            (0.8, 0.0, 150, 400),
        ] {
            let cut_off = CutOff::new(difference, cut).unwrap();
            let truth = cut_off.focal_rate() / cut_off.reference_rate();
            let (mut covered, mut by_z, mut by_fisher, mut by_mid_p) = (0_u32, 0_u32, 0_u32, 0_u32);
            for _ in 0..n {
                let table = cut_off.select(n_focal, n_reference, &mut rng);
                let interval = table.ratio_interval(0.95).unwrap();
                let is_below = interval.upper.is_none_or(|upper| truth <= upper);
                covered += u32::from(interval.lower <= truth && is_below);
                by_z += u32::from(table.z_p().unwrap() < 0.05);
                let exact = fisher(table).unwrap();
                by_fisher += u32::from(exact.two_sided < 0.05);
                by_mid_p += u32::from(exact.mid_p < 0.05);
            }
            let share = |count: u32| f64::from(count) / f64::from(n);
            eprintln!(
                "impact ratio {truth:.3} of {n_focal} beside {n_reference}, {n} samples: 95 % interval covers {:.4}; significant by z {:.4}, \
                 Fisher {:.4}, mid-p {:.4}",
                share(covered),
                share(by_z),
                share(by_fisher),
                share(by_mid_p),
            );
            assert!((0.93..=0.97).contains(&share(covered)));
            if difference.abs() <= 0.0 {
                assert!((0.03..=0.07).contains(&share(by_z)));
                // The exact test keeps its promise, at the price of caution.
                assert!(share(by_fisher) <= 0.05 + 0.006);
                assert!((0.03..=0.065).contains(&share(by_mid_p)));
            }
        }
    }
}
