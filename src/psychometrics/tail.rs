//! Tail probabilities of test statistics, without a way to fail.
//!
//! Each takes the statistic and its degrees of freedom and gives a probability from 0 to 1; `None` where the degrees
//! of freedom are not above 0 or the statistic is not a number. The upper tails are computed as such, so that small
//! ones keep their digits.

use statrs::distribution::{ChiSquared, ContinuousCDF, FisherSnedecor, StudentsT};

use super::{finite, normal};

/// Probability that chi-square exceeds the statistic.
pub(crate) fn chi_square(statistic: f64, degrees_of_freedom: f64) -> Option<f64> {
    let distribution = ChiSquared::new(degrees_of_freedom).ok()?;
    finite(distribution.sf(finite(statistic)?.max(0.0)))
}

/// Probability that F exceeds the statistic.
pub(crate) fn f(statistic: f64, between: f64, within: f64) -> Option<f64> {
    let distribution = FisherSnedecor::new(between, within).ok()?;
    finite(distribution.sf(finite(statistic)?.max(0.0)))
}

/// Probability that |t| exceeds the statistic's size.
pub(crate) fn t_two_sided(statistic: f64, degrees_of_freedom: f64) -> Option<f64> {
    let distribution = StudentsT::new(0.0, 1.0, degrees_of_freedom).ok()?;
    finite((2.0 * distribution.sf(finite(statistic)?.abs())).min(1.0))
}

/// Probability that a standard normal's size exceeds the statistic's.
pub(crate) fn z_two_sided(statistic: f64) -> Option<f64> {
    finite((2.0 * normal::probability(-finite(statistic)?.abs())).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_agree_with_r_also_where_they_are_small() {
        // R 4.2.2: pchisq(c(3.2, 90), c(2, 3), lower = FALSE), pf(5, 2, 20, lower = FALSE);
        // worked by hand too: exp(-1.6), (1 + 1 / 2)^-10.
        let check = |found: Option<f64>, expected: f64| {
            let found = found.unwrap();
            assert!(
                (found / expected - 1.0).abs() < 1e-8,
                "{found} for {expected}"
            );
        };
        check(chi_square(3.2, 2.0), 0.201896517994655);
        check(chi_square(0.0, 2.0), 1.0);
        check(f(5.0, 2.0, 20.0), 0.0173415299158326);
        check(z_two_sided(0.0), 1.0);
        check(t_two_sided(0.0, 17.0), 1.0);
        assert_eq!(chi_square(1.0, 0.0), None);
        assert_eq!(f(f64::NAN, 1.0, 1.0), None);
    }

    #[test]
    fn a_far_normal_tail_keeps_its_digits() {
        // Abramowitz & Stegun, table 26.2: Q(8) = 6.2209605742717e-16.
        let found = z_two_sided(8.0).unwrap();
        assert!(
            (found / (2.0 * 6.2209605742717e-16) - 1.0).abs() < 1e-9,
            "{found}"
        );
    }
}
