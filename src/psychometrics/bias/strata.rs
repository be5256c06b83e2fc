//! Two groups compared within strata: years, jobs, or levels of ability.

use super::TwoByTwo;
use crate::psychometrics::{finite, tail};

/// What all strata together say of the two groups.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MantelHaenszel {
    /// Chi-square with one degree of freedom and the continuity correction of ½.
    pub chi_square: f64,
    /// Its probability, if the groups fared alike within every stratum.
    pub p: f64,
    /// Chi-square without the correction.
    pub chi_square_uncorrected: f64,
    /// The common odds ratio, focal to reference; `None` where there is no finite one.
    pub odds_ratio: Option<f64>,
    /// The variance of its logarithm; `None` where the ratio is 0 or there is none.
    pub log_variance: Option<f64>,
}

/// Whether the odds ratio is the same in every stratum.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BreslowDay {
    /// Breslow and Day's chi-square.
    pub chi_square: f64,
    /// The same with Tarone's correction, which the common odds ratio of Mantel and Haenszel asks for.
    pub chi_square_tarone: f64,
    /// Strata that tell something, less one.
    pub degrees_of_freedom: u32,
    /// Probability of the first chi-square, if the odds ratio is the same.
    pub p: f64,
    /// Probability of Tarone's.
    pub p_tarone: f64,
}

/// The Mantel-Haenszel test and common odds ratio.
///
/// *Model*: with A focal yes in a stratum of T people, E(A) and Var(A) as in one draw without replacement, chi-square is
/// (|Σ A − Σ E(A)| − ½)² / Σ Var(A), and 0 where the difference is below ½. The odds ratio is Σ (a d / T) / Σ (b c / T), with the focal group's yes a and no
/// b, the reference's c and d; the variance of its logarithm is that of Robins, Breslow and Greenland.
///
/// *Takes / gives*: a table for each stratum.
///
/// *Edges*: strata with one person, one group or one outcome tell nothing. The correction never goes beyond 0: squaring
/// what it leaves of a difference below ½, as `difR` does, would make no difference at all look significant where the
/// variance is small; R's `mantelhaen.test` leaves the correction out there.
///
/// *Errors*: `None` where no stratum tells anything.
///
/// *Source*: Mantel & Haenszel (1959), *Journal of the National Cancer Institute* 22, 719–748; Robins, Breslow &
/// Greenland (1986), *Biometrics* 42, 311–323, equation 3.
///
/// ```
/// use composure::psychometrics::bias::{Split, TwoByTwo, mantel_haenszel};
/// let stratum = TwoByTwo { focal: Split { yes: 2, no: 4 }, reference: Split { yes: 4, no: 2 } };
/// // Each odds ratio is 2 · 2 / (4 · 4), and so is the common one.
/// let found = mantel_haenszel(&[stratum, stratum]).unwrap();
/// assert!((found.odds_ratio.unwrap() - 0.25).abs() < 1e-12);
/// ```
pub fn mantel_haenszel(strata: &[TwoByTwo]) -> Option<MantelHaenszel> {
    let (mut excess, mut variance) = (0.0, 0.0);
    for stratum in strata {
        let [a, b, c, d] = stratum.cells();
        let n = a + b + c + d;
        if n < 2.0 {
            continue;
        }
        excess += a - (a + b) * (a + c) / n;
        variance += (a + b) / n * ((c + d) / n) * (a + c) * ((b + d) / (n - 1.0));
    }
    if variance <= 0.0 {
        return None;
    }
    let chi_square = finite((excess.abs() - 0.5).max(0.0).powi(2) / variance)?;
    let odds_ratio = common_odds_ratio(strata);
    Some(MantelHaenszel {
        chi_square,
        p: tail::chi_square(chi_square, 1.0)?,
        chi_square_uncorrected: finite(excess * excess / variance)?,
        odds_ratio,
        log_variance: odds_ratio.and_then(|ratio| log_variance(strata, ratio)),
    })
}

fn common_odds_ratio(strata: &[TwoByTwo]) -> Option<f64> {
    let sums = filled(strata).fold((0.0, 0.0), |(above, below), [a, b, c, d, n]| {
        (above + a * d / n, below + b * c / n)
    });
    finite(sums.0 / sums.1)
}

/// Robins, Breslow & Greenland's variance, in the form of Phillips & Holland (1987), *Biometrics* 43, 425–431.
fn log_variance(strata: &[TwoByTwo], ratio: f64) -> Option<f64> {
    let sums = filled(strata).fold((0.0, 0.0), |(squares, above), [a, b, c, d, n]| {
        let term = (a * d + ratio * b * c) * (a + d + ratio * (b + c)) / (n * n);
        (squares + term, above + a * d / n)
    });
    finite(sums.0 / (2.0 * sums.1 * sums.1))
}

/// The cells and the sum of each stratum that has anybody.
fn filled(strata: &[TwoByTwo]) -> impl Iterator<Item = [f64; 5]> {
    let cells = strata.iter().map(|stratum| stratum.cells());
    cells
        .map(|[a, b, c, d]| [a, b, c, d, a + b + c + d])
        .filter(|[.., n]| 0.0 < *n)
}

/// Breslow and Day's test that the odds ratio is the same in every stratum.
///
/// *Model*: Σ (A − e)² / v over the strata, where e is the focal yes that the common odds ratio of Mantel and Haenszel
/// would give with the stratum's margins, and v = 1 / (1/e + 1/(n₁ − e) + 1/(m − e) + 1/(n₂ − m + e)). Tarone's
/// correction takes off (Σ (A − e))² / Σ v.
///
/// *Takes / gives*: a table for each stratum. Strata with one group or one outcome tell nothing and are not counted.
///
/// *Edges*: `None` with fewer than two strata that tell something, or without a common odds ratio above 0.
///
/// *Source*: Breslow & Day (1980), *Statistical methods in cancer research* 1, equation 4.30; Tarone (1985),
/// *Biometrika* 72, 91–95.
///
/// ```
/// use composure::psychometrics::bias::{Split, TwoByTwo, breslow_day};
/// // Odds ratios of 4 in both strata: nothing is left over.
/// let stratum = |n| TwoByTwo { focal: Split { yes: 2 * n, no: n }, reference: Split { yes: n, no: 2 * n } };
/// let found = breslow_day(&[stratum(5), stratum(10)]).unwrap();
/// assert!(found.chi_square < 1e-9 && found.degrees_of_freedom == 1 && found.p > 0.999);
/// ```
pub fn breslow_day(strata: &[TwoByTwo]) -> Option<BreslowDay> {
    let ratio = common_odds_ratio(strata).filter(|ratio| 0.0 < *ratio)?;
    let (mut chi_square, mut excess, mut variance) = (0.0, 0.0, 0.0);
    let mut n_telling = 0_u32;
    for [a, b, c, d, _] in filled(strata) {
        let has_both = [a + b, c + d, a + c, b + d].iter().all(|n| 0.0 < *n);
        if !has_both {
            continue;
        }
        let expected = expected_yes([a, b, c, d], ratio);
        let cells = [
            expected,
            a + b - expected,
            a + c - expected,
            d - a + expected,
        ];
        let own = 1.0 / cells.iter().map(|cell| 1.0 / cell).sum::<f64>();
        chi_square += (a - expected).powi(2) / own;
        excess += a - expected;
        variance += own;
        n_telling = n_telling.saturating_add(1);
    }
    let degrees_of_freedom = n_telling.checked_sub(1).filter(|df| 0 < *df)?;
    let chi_square = finite(chi_square)?;
    let chi_square_tarone = finite(chi_square - excess * excess / variance)?.max(0.0);
    Some(BreslowDay {
        chi_square,
        chi_square_tarone,
        degrees_of_freedom,
        p: tail::chi_square(chi_square, f64::from(degrees_of_freedom))?,
        p_tarone: tail::chi_square(chi_square_tarone, f64::from(degrees_of_freedom))?,
    })
}

/// The x that solves x (n₂ − m + x) = ψ (n₁ − x)(m − x), between what the margins allow.
fn expected_yes([a, b, c, d]: [f64; 4], ratio: f64) -> f64 {
    let (n_focal, n_yes) = (a + b, a + c);
    let square = 1.0 - ratio;
    let linear = (d - a) + ratio * (n_focal + n_yes);
    let constant = ratio * n_focal * n_yes;
    // The root with the plus sign, in the form that also holds where the ratio is 1 and nothing is squared.
    let root = (linear * linear + 4.0 * square * constant).max(0.0).sqrt();
    if 0.0 <= linear {
        2.0 * constant / (linear + root)
    } else {
        (root - linear) / (2.0 * square)
    }
}

#[cfg(test)]
#[path = "strata_tests.rs"]
mod tests;
