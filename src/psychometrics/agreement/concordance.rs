//! Whether raters rank alike, and how little they scatter.

use super::{Error, MeanSquares, complete_targets};
use crate::psychometrics::classical::correlation;
use crate::psychometrics::{finite, tail};

/// Kendall's coefficient of concordance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KendallW {
    /// How many targets every rater rated.
    pub n_targets: usize,
    /// Concordance, from 0 to 1 (all raters rank alike).
    pub w: f64,
    /// The chi-square that there is none.
    pub chi_square: f64,
    /// Its degrees of freedom.
    pub df: f64,
    /// Its probability, 0 to 1.
    pub p: f64,
}

/// Kendall's coefficient of concordance, corrected for ties.
///
/// *Model*: W = (12 Σ R² − 3 k² n (n + 1)²) / (k² (n³ − n) − k Σ (t³ − t)), with the sum R of a target's k ranks, n
/// targets and t ratings tied within a rater; k (n − 1) W is about chi-square with n − 1 degrees of freedom.
///
/// *Takes / gives*: ratings `targets × raters`, ranked within each rater.
///
/// *Edges*: targets with a missing rating are left out; the chi-square is rough below 7 targets.
///
/// *Errors*: fewer than two raters or two complete targets, raters who each give one rating only.
///
/// *Source*: Kendall & Babington Smith (1939), *Annals of Mathematical Statistics* 10, 275–287; Siegel & Castellan
/// (1988), *Nonparametric statistics*, equation 9.18.
///
/// ```
/// use composure::psychometrics::agreement::kendall_w;
/// let ratings = [[1.0, 10.0], [2.0, 20.0], [3.0, 90.0]].map(|target| target.map(Some).to_vec());
/// assert!((kendall_w(&ratings)?.w - 1.0).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::agreement::Error>(())
/// ```
pub fn kendall_w(ratings: &[Vec<Option<f64>>]) -> Result<KendallW, Error> {
    let targets = complete_targets(ratings)?;
    let n_raters = targets.first().map_or(0, Vec::len);
    let (n, k) = (targets.len() as f64, n_raters as f64);
    let mut rank_sums = vec![0.0; targets.len()];
    let mut ties = 0.0;
    for rater in 0..n_raters {
        let mut order: Vec<usize> = (0..targets.len()).collect();
        let rating = |idx: &usize| targets[*idx][rater] + 0.0;
        order.sort_by(|a, b| rating(a).total_cmp(&rating(b)));
        let mut below = 0.0;
        for tied in order.chunk_by(|a, b| rating(a).total_cmp(&rating(b)).is_eq()) {
            let t = tied.len() as f64;
            for idx in tied {
                rank_sums[*idx] += below + f64::midpoint(t, 1.0);
            }
            ties += t * t * t - t;
            below += t;
        }
    }
    let mean = k * (n + 1.0) / 2.0;
    let squares: f64 = rank_sums.iter().map(|sum| (sum - mean).powi(2)).sum();
    let most = k * k * (n * n * n - n) - k * ties;
    if most <= 0.0 {
        return Err(Error::NoVariance);
    }
    let w = finite(12.0 * squares / most).ok_or(Error::NotFinite)?;
    let (chi_square, df) = (k * (n - 1.0) * w, n - 1.0);
    Ok(KendallW {
        n_targets: targets.len(),
        w,
        chi_square,
        df,
        p: tail::chi_square(chi_square, df).ok_or(Error::NotFinite)?,
    })
}

/// Finn's coefficient.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Finn {
    /// With the severity of raters as error.
    pub one_way: f64,
    /// Without the severity of raters.
    pub two_way: f64,
}

/// Finn's coefficient: how much less ratings of one target scatter than by blind choice on the scale.
///
/// *Model*: 1 − W / ((L² − 1) / 12), with the mean square W within targets (one-way), or the residual one (two-way), and
/// L points on the scale. It does not fall when targets are alike, as the intraclass correlation does.
///
/// *Takes / gives*: ratings `targets × raters` on a scale of `n_points` whole points, at least 2; at most 1.
///
/// *Edges*: targets with a missing rating are left out; below 0 where ratings scatter more than by blind choice; equal
/// ratings throughout are refused, as nothing tells them from a scale that nobody uses.
///
/// *Errors*: fewer than two raters, complete targets or points, ratings that are all equal.
///
/// *Source*: Finn (1970), *Educational and Psychological Measurement* 30, 71–76.
///
/// ```
/// use composure::psychometrics::agreement::finn_coefficient;
/// let ratings = [[1.0, 2.0], [4.0, 4.0]].map(|target| target.map(Some).to_vec());
/// // Within targets 0.5 / 2, by blind choice of 5 points 24 / 12.
/// assert!((finn_coefficient(&ratings, 5)?.one_way - 0.875).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::agreement::Error>(())
/// ```
pub fn finn_coefficient(ratings: &[Vec<Option<f64>>], n_points: u32) -> Result<Finn, Error> {
    let points = f64::from(n_points);
    if n_points < 2 {
        return Err(Error::OutOfRange {
            what: "number of points on the scale",
            value: points,
            expected: "at least 2",
        });
    }
    let squares = MeanSquares::of(ratings)?;
    let less = |error: f64| finite(1.0 - error * 12.0 / (points * points - 1.0));
    Ok(Finn {
        one_way: less(squares.within).ok_or(Error::NotFinite)?,
        two_way: less(squares.residual).ok_or(Error::NotFinite)?,
    })
}

/// The mean correlation of two raters, over all pairs, averaged as Fisher's z.
///
/// *Model*: tanh of the mean of artanh r.
///
/// *Takes / gives*: ratings `targets × raters`; −1 to 1.
///
/// *Edges*: targets with a missing rating are left out; a correlation of 1 or −1 has no z and is counted as ±(1 − 1e-9).
///
/// *Errors*: fewer than two raters or two complete targets, a rater whose ratings are all equal.
///
/// *Source*: Fisher (1921), *Metron* 1, 3–32.
///
/// ```
/// use composure::psychometrics::agreement::mean_correlation;
/// let ratings = [[1.0, 1.0], [2.0, 3.0], [3.0, 2.0]].map(|target| target.map(Some).to_vec());
/// assert!((mean_correlation(&ratings)? - 0.5).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::agreement::Error>(())
/// ```
pub fn mean_correlation(ratings: &[Vec<Option<f64>>]) -> Result<f64, Error> {
    const HIGHEST: f64 = 1.0 - 1e-9;
    let targets = complete_targets(ratings)?;
    let n_raters = targets.first().map_or(0, Vec::len);
    let column = |rater: usize| targets.iter().map(|t| t[rater]).collect::<Vec<f64>>();
    let raters: Vec<Vec<f64>> = (0..n_raters).map(column).collect();
    let (mut sum, mut n_pairs) = (0.0, 0.0);
    for (idx, first) in raters.iter().enumerate() {
        for second in raters.iter().skip(idx + 1) {
            // The lists are equally long and finite, so that only a constant one has no correlation.
            let r = correlation(first, second).unwrap_or(f64::NAN);
            let r = finite(r).ok_or(Error::NoVariance)?;
            sum += r.clamp(-HIGHEST, HIGHEST).atanh();
            n_pairs += 1.0;
        }
    }
    finite((sum / n_pairs).tanh()).ok_or(Error::NotFinite)
}

#[cfg(test)]
mod tests {
    use super::super::shared::{complete, ratings, shrout_fleiss};
    use super::*;
    use crate::psychometrics::reference;

    fn check(ratings: &[Vec<Option<f64>>], n_points: u32, expected: &serde_json::Value) {
        let close = |found: f64, name: &str| {
            let expected = expected[name].as_f64().unwrap();
            assert!(
                (found - expected).abs() < 1e-10,
                "{name}: {found} for {expected}"
            );
        };
        close(kendall_w(ratings).unwrap().w, "kendall_W_corrected");
        close(finn_coefficient(ratings, n_points).unwrap().two_way, "finn");
        close(mean_correlation(ratings).unwrap(), "mean_pearson");
    }

    #[test]
    fn concordance_scatter_and_correlation_equal_the_irr_package() {
        // reference/agree_icc.json: R 4.2.2, irr 0.84.1.
        let test = "concordance_scatter_and_correlation_equal_the_irr_package";
        let (Some(expected), Some(anxiety)) = (
            reference::json("reference/agree_icc.json", test),
            ratings(
                "data/irr_anxiety.csv",
                &["rater1", "rater2", "rater3"],
                test,
            ),
        ) else {
            return;
        };
        check(&anxiety, 6, &expected["anxiety"]);
        check(&shrout_fleiss(), 10, &expected["shrout_fleiss"]);
    }

    #[test]
    fn opposite_rankings_have_no_concordance() {
        let found = kendall_w(&complete(&[[1.0, 3.0], [2.0, 2.0], [3.0, 1.0]])).unwrap();
        assert!(found.w.abs() < 1e-12 && (found.p - 1.0).abs() < 1e-12);
    }

    #[test]
    fn raters_without_any_difference_are_refused() {
        let constant = complete(&[[1.0, 2.0], [1.0, 2.0]]);
        assert_eq!(kendall_w(&constant), Err(Error::NoVariance));
        assert_eq!(mean_correlation(&constant), Err(Error::NoVariance));
        assert!(finn_coefficient(&constant, 1).is_err());
    }

    #[test]
    fn a_perfect_correlation_is_averaged_too() {
        let found = mean_correlation(&complete(&[[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]]));
        assert!((found.unwrap() - 1.0).abs() < 1e-8);
    }
}
