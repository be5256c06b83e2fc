//! Fleiss' kappa of several raters.

use super::{Error, complete_targets};
use crate::psychometrics::{finite, tail};

/// Fleiss' kappa of several raters who put targets into categories.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FleissKappa {
    /// How many targets every rater rated.
    pub n_targets: usize,
    /// How many raters there are.
    pub n_raters: usize,
    /// How many categories were used.
    pub n_categories: usize,
    /// Agreement beyond chance: at most 1, 0 for chance alone.
    pub kappa: f64,
    /// Kappa over its standard error where kappa is 0; `None` where that error is 0.
    pub z: Option<f64>,
    /// The two-sided probability of such a z, 0 to 1.
    pub p: Option<f64>,
}

/// Fleiss' kappa of two or more raters, who need not be the same for each target.
///
/// *Model*: κ = (P̄ − `P_e`) / (1 − `P_e`); P̄ is the share of agreeing pairs of ratings, averaged over targets, `P_e` = Σ
/// `p_j`² with the share `p_j` of category j in all ratings. Where κ = 0 its variance with n targets and k raters is
/// 2 / (n k (k − 1)) · (S² − Σ q (1 − 2 `p_j`)) / S² with q = `p_j` (1 − `p_j`) and S = Σ q.
///
/// *Takes / gives*: ratings `targets × raters`; equal numbers are one category, and their size has no meaning.
///
/// *Edges*: targets with a missing rating are left out.
///
/// *Errors*: fewer than two raters or two complete targets, unequal lists, one category for all.
///
/// *Source*: Fleiss (1971), *Psychological Bulletin* 76, 378–382; Fleiss, Nee & Landis (1979), *Psychological Bulletin*
/// 86, 974–977.
///
/// ```
/// use composure::psychometrics::agreement::fleiss_kappa;
/// let ratings = [[1.0, 1.0], [1.0, 2.0], [2.0, 2.0], [2.0, 2.0]].map(|target| target.map(Some).to_vec());
/// // Agreement 3 / 4, by chance (3/8)² + (5/8)² = 34/64.
/// assert!((fleiss_kappa(&ratings)?.kappa - (48.0 - 34.0) / (64.0 - 34.0)).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::agreement::Error>(())
/// ```
pub fn fleiss_kappa(ratings: &[Vec<Option<f64>>]) -> Result<FleissKappa, Error> {
    let mut targets = complete_targets(ratings)?;
    let n_raters = targets.first().map_or(0, Vec::len);
    let n_targets = targets.len();
    let (n, k) = (n_targets as f64, n_raters as f64);
    let mut agreeing = 0.0;
    for target in &mut targets {
        target.sort_by(f64::total_cmp);
        let same = |run: &[f64]| (run.len() * (run.len() - 1)) as f64;
        agreeing += runs(target).map(same).sum::<f64>() / (k * (k - 1.0));
    }
    let mut all: Vec<f64> = targets.into_iter().flatten().collect();
    all.sort_by(f64::total_cmp);
    let shares: Vec<f64> = runs(&all).map(|run| run.len() as f64 / (n * k)).collect();
    if shares.len() < 2 {
        return Err(Error::NoVariance);
    }
    let expected: f64 = shares.iter().map(|share| share * share).sum();
    let kappa = (agreeing / n - expected) / (1.0 - expected);
    let spread: f64 = shares.iter().map(|p| p * (1.0 - p)).sum();
    let skew: f64 = shares.iter().map(|p| p * (1.0 - p) * (1.0 - 2.0 * p)).sum();
    let variance = 2.0 * (spread * spread - skew) / (n * k * (k - 1.0) * spread * spread);
    let z = (variance > 0.0).then(|| kappa / variance.sqrt());
    Ok(FleissKappa {
        n_targets,
        n_raters,
        n_categories: shares.len(),
        kappa: finite(kappa).ok_or(Error::NotFinite)?,
        z: z.and_then(finite),
        p: z.and_then(tail::z_two_sided),
    })
}

/// Stretches of equal numbers.
fn runs(sorted: &[f64]) -> impl Iterator<Item = &[f64]> {
    // −0 and 0 lie side by side in a sorted list and are one category.
    sorted.chunk_by(|a, b| (a + 0.0).total_cmp(&(b + 0.0)).is_eq())
}

#[cfg(test)]
mod tests {
    use super::super::shared::complete;
    use super::*;
    use crate::psychometrics::reference;

    #[test]
    fn six_psychiatrists_agree_as_published() {
        // Fleiss (1971), table 1: κ = .430, its standard error .053; z = 17.7 by the corrected one of 1979.
        let test = "six_psychiatrists_agree_as_published";
        let Some(rows) = reference::table("data/irr_diagnoses.csv", test) else {
            return;
        };
        let code = |text: &str| text.split('.').next().unwrap().parse::<f64>().unwrap();
        let raters = ["rater1", "rater2", "rater3", "rater4", "rater5", "rater6"];
        let ratings: Vec<Vec<Option<f64>>> = rows
            .iter()
            .map(|row| {
                raters
                    .iter()
                    .map(|rater| Some(code(&row[*rater])))
                    .collect()
            })
            .collect();
        let found = fleiss_kappa(&ratings).unwrap();
        assert_eq!(
            (found.n_targets, found.n_raters, found.n_categories),
            (30, 6, 5)
        );
        assert!((found.kappa - 0.430).abs() < 5e-4, "{found:?}");
        assert!((found.z.unwrap() - 17.7).abs() < 0.05, "{found:?}");
    }

    #[test]
    fn order_and_names_of_categories_do_not_matter() {
        let plain = complete(&[[1.0, 1.0, 2.0], [3.0, 3.0, 3.0], [2.0, 1.0, 2.0]]);
        let renamed = complete(&[[7.0, -0.0, 0.0], [-5.0, -5.0, -5.0], [7.0, 0.0, 7.0]]);
        let swapped = complete(&[[0.0, 7.0, 7.0], [-5.0, -5.0, -5.0], [0.0, 0.0, 7.0]]);
        let kappa = |ratings: &[Vec<Option<f64>>]| fleiss_kappa(ratings).unwrap().kappa;
        assert!((kappa(&renamed) - kappa(&swapped)).abs() < 1e-12);
        assert!((kappa(&plain) - kappa(&swapped)).abs() < 1e-12);
    }

    #[test]
    fn one_category_for_all_has_no_kappa() {
        assert_eq!(
            fleiss_kappa(&complete(&[[0.0, -0.0]; 5])),
            Err(Error::NoVariance)
        );
        assert_eq!(
            fleiss_kappa(&complete(&[[1.0], [2.0]])),
            Err(Error::TooFewRaters { n: 1, minimum: 2 })
        );
    }

    #[test]
    fn full_agreement_is_1_and_steady_disagreement_the_lowest() {
        let full = complete(&[[1.0, 1.0], [2.0, 2.0]]);
        let never = complete(&[[1.0, 2.0], [2.0, 1.0]]);
        assert!((fleiss_kappa(&full).unwrap().kappa - 1.0).abs() < 1e-12);
        assert!((fleiss_kappa(&never).unwrap().kappa + 1.0).abs() < 1e-12);
    }
}
