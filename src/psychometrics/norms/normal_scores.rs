//! Scores that ranks would have in a normal distribution.

use super::Error;
use crate::psychometrics::normal;

/// Where the i-th of n people lies in the distribution: (i − a) / (n + 1 − 2 a).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RankFormula {
    /// a = 3/8: nearly unbiased for normal scores. Blom (1958).
    Blom,
    /// a = 1/3. Tukey (1962).
    Tukey,
    /// a = 0: the expected place of the rank. Van der Waerden (1952).
    VanDerWaerden,
    /// a = 1/2: the middle of the person's own n-th part, so the mid-rank percentile. Ipsen & Jerne (1944).
    Rankit,
    /// a = 0.3175: the median place of the rank. Filliben (1975).
    Filliben,
    /// a = 0.326. Yu & Huang (2001).
    YuHuang,
}

impl RankFormula {
    /// The share of n people up to a (mid-)rank from 1 to n; strictly between 0 and 1.
    ///
    /// ```
    /// use composure::psychometrics::norms::RankFormula;
    /// assert_eq!(RankFormula::Rankit.share(3.0, 5), 0.5);
    /// assert_eq!(RankFormula::VanDerWaerden.share(1.0, 4), 0.2);
    /// ```
    pub fn share(self, rank: f64, n: usize) -> f64 {
        let offset = match self {
            Self::Blom => 3.0 / 8.0,
            Self::Tukey => 1.0 / 3.0,
            Self::VanDerWaerden => 0.0,
            Self::Rankit => 0.5,
            Self::Filliben => 0.3175,
            Self::YuHuang => 0.326,
        };
        (rank - offset) / (n as f64 + 1.0 - 2.0 * offset)
    }
}

/// The z score of each person's rank.
///
/// *Model*: Φ⁻¹((i − a) / (n + 1 − 2a)) with the rank i, for people of one score the mean of their ranks, and a by
/// `formula`.
///
/// *Takes / gives*: scores in any unit and order; z scores in the same order.
///
/// *Edges*: one person, or people who all have one score, have 0; nobody gives nothing.
///
/// *Errors*: a score that is not a finite number.
///
/// *Source*: Blom (1958), *Statistical estimates and transformed beta-variables*, p. 71; Solomon & Sawilowsky (2009),
/// *Journal of Modern Applied Statistical Methods* 8, 448–462.
///
/// ```
/// use composure::psychometrics::norms::{RankFormula, normal_scores};
/// let scores = normal_scores(&[7.0, 3.0, 9.0], RankFormula::VanDerWaerden)?;
/// // Φ⁻¹(2/4), Φ⁻¹(1/4), Φ⁻¹(3/4)
/// assert!(scores[0].abs() < 1e-12 && (scores[1] + 0.674490).abs() < 5e-7 && (scores[2] - 0.674490).abs() < 5e-7);
/// # Ok::<(), composure::psychometrics::norms::Error>(())
/// ```
pub fn normal_scores(scores: &[f64], formula: RankFormula) -> Result<Vec<f64>, Error> {
    if let Some(score) = scores.iter().find(|score| !score.is_finite()) {
        return Err(Error::Value(*score));
    }
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_unstable_by(|a, b| scores[*a].total_cmp(&scores[*b]));
    let mut found = vec![0.0; scores.len()];
    let mut n_below = 0;
    // Not "equal", because both zeros are one score.
    for tied in order.chunk_by(|a, b| scores[*a] >= scores[*b]) {
        let rank = n_below as f64 + f64::midpoint(tied.len() as f64, 1.0);
        let share = formula.share(rank, scores.len());
        let z = normal::quantile(share).ok_or(Error::NotFinite)?;
        for person_idx in tied {
            found[*person_idx] = z;
        }
        n_below += tied.len();
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn people_of_one_score_share_the_mean_of_their_ranks() {
        // Ranks 1.5, 1.5, 3 of 3: (1.5 − 3/8) / 3.25 = 0.346154; R: qnorm(c(0.346153846153846, 0.807692307692308)).
        let scores = normal_scores(&[4.0, 4.0, 6.0], RankFormula::Blom).unwrap();
        assert!((scores[0] - scores[1]).abs() < 1e-15);
        assert!((normal::probability(scores[0]) - 1.125 / 3.25).abs() < 1e-10);
        assert!((normal::probability(scores[2]) - 2.625 / 3.25).abs() < 1e-10);
    }

    #[test]
    fn both_zeros_are_one_score_and_one_person_lies_in_the_middle() {
        let scores = normal_scores(&[0.0, -0.0], RankFormula::Tukey).unwrap();
        assert!(scores.iter().all(|z| z.abs() < 1e-12));
        assert_eq!(normal_scores(&[5.0], RankFormula::Rankit).unwrap().len(), 1);
        assert_eq!(normal_scores(&[], RankFormula::Rankit), Ok(Vec::new()));
        assert!(normal_scores(&[f64::NAN], RankFormula::Rankit).is_err());
    }

    proptest! {
        #[test]
        fn mirrored_scores_have_mirrored_places(scores in prop::collection::vec(-5_i8..5, 1..20)) {
            let scores: Vec<f64> = scores.into_iter().map(f64::from).collect();
            let mirrored: Vec<f64> = scores.iter().map(|score| -score).collect();
            for formula in [RankFormula::Blom, RankFormula::VanDerWaerden, RankFormula::Rankit, RankFormula::Filliben] {
                let found = normal_scores(&scores, formula).unwrap();
                let other = normal_scores(&mirrored, formula).unwrap();
                for (z, mirrored) in found.iter().zip(other) {
                    prop_assert!((z + mirrored).abs() < 1e-9);
                }
            }
        }
    }
}
