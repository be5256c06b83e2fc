//! Cohen's kappa of two raters.

use super::{Error, checked_raters, complete_targets};
use crate::psychometrics::{finite, tail};

/// The most categories of which a table is made.
const MOST_CATEGORIES: usize = 1000;

/// How much two different categories count as agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weighting {
    /// Not at all.
    Unweighted,
    /// Less by equal parts with each category between them.
    Linear,
    /// Less by the square of how many categories lie between them.
    Quadratic,
}

/// Cohen's kappa of two raters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CohenKappa {
    /// How many targets both raters rated.
    pub n_targets: usize,
    /// Weighted share of agreement, 0 to 1.
    pub observed: f64,
    /// The share that chance would give, 0 to 1.
    pub expected: f64,
    /// Agreement beyond chance: at most 1, 0 for chance alone.
    pub kappa: f64,
    /// Its large-sample standard error.
    pub standard_error: f64,
    /// Kappa over its standard error where kappa is 0; `None` where that error is 0.
    pub z: Option<f64>,
    /// The two-sided probability of such a z, 0 to 1.
    pub p: Option<f64>,
}

/// Cohen's kappa of two raters, weighted by how far categories lie apart.
///
/// *Model*: κ = (`p_o` − `p_e`) / (1 − `p_e`) with `p_o` = Σ w p and `p_e` = Σ w `p_i` `p_j`; the weight of the categories i and
/// j of K is 1 for i = j and else 0, 1 − |i − j| / (K − 1) or 1 − (i − j)² / (K − 1)². With the weights' means w̄ over
/// the other rater's categories, n var κ (1 − `p_e`)² is Σ p (w − (w̄ᵢ + w̄ⱼ)(1 − κ))² − (κ − `p_e` (1 − κ))², and where
/// κ = 0 it is Σ `p_i` `p_j` (w − (w̄ᵢ + w̄ⱼ))² − `p_e`².
///
/// *Takes / gives*: ratings `targets × 2`; the categories in their order, whether used or not ([`categories`] gives
/// those used).
///
/// *Edges*: targets with a missing rating are left out. A category that is not listed changes how far the others lie
/// apart, so list the whole scale where weights matter.
///
/// *Errors*: another number of raters than 2, fewer than two complete targets, a rating that is no category, a category
/// listed twice, more than 1000 categories, one category for all.
///
/// *Source*: Cohen (1968), *Psychological Bulletin* 70, 213–220; Fleiss, Cohen & Everitt (1969), *Psychological
/// Bulletin* 72, 323–327, equations 13 and 9.
///
/// ```
/// use composure::psychometrics::agreement::{Weighting, cohen_kappa};
/// let ratings = [[1.0, 1.0], [1.0, 2.0], [2.0, 2.0], [2.0, 2.0]].map(|target| target.map(Some).to_vec());
/// // Agreement 3 / 4, by chance 1/2 × 1/4 + 1/2 × 3/4 = 1/2.
/// let found = cohen_kappa(&ratings, &[1.0, 2.0], Weighting::Unweighted)?;
/// assert!((found.kappa - 0.5).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::agreement::Error>(())
/// ```
pub fn cohen_kappa(
    ratings: &[Vec<Option<f64>>],
    categories: &[f64],
    weighting: Weighting,
) -> Result<CohenKappa, Error> {
    let n_raters = checked_raters(ratings)?;
    if n_raters != 2 {
        return Err(Error::NotTwoRaters { n: n_raters });
    }
    let targets = complete_targets(ratings)?;
    let table = shares(&targets, categories)?;
    let n_categories = categories.len();
    let weight = |i: usize, j: usize| {
        let distance = i.abs_diff(j) as f64 / (n_categories - 1).max(1) as f64;
        match weighting {
            Weighting::Unweighted => f64::from(u8::from(i == j)),
            Weighting::Linear => 1.0 - distance,
            Weighting::Quadratic => 1.0 - distance * distance,
        }
    };
    let first: Vec<f64> = table.iter().map(|row| row.iter().sum()).collect();
    let second: Vec<f64> = (0..n_categories)
        .map(|j| table.iter().map(|row| row[j]).sum())
        .collect();
    let mean_weight = |shares: &[f64], i: usize| {
        let terms = shares.iter().enumerate();
        terms.map(|(j, share)| share * weight(i, j)).sum::<f64>()
    };
    let first_means: Vec<f64> = (0..n_categories).map(|i| mean_weight(&second, i)).collect();
    let second_means: Vec<f64> = (0..n_categories).map(|j| mean_weight(&first, j)).collect();
    let expected: f64 = first.iter().zip(&first_means).map(|(p, w)| p * w).sum();
    let cells = || (0..n_categories).flat_map(|i| (0..n_categories).map(move |j| (i, j)));
    let observed: f64 = cells().map(|(i, j)| table[i][j] * weight(i, j)).sum();
    if expected >= 1.0 - 1e-12 {
        return Err(Error::NoVariance);
    }
    let kappa = (observed - expected) / (1.0 - expected);
    let scale = 1.0 / ((targets.len() as f64).sqrt() * (1.0 - expected));
    // The mean is known, so that the squares are taken around it and nothing cancels.
    let around = |share: &dyn Fn(usize, usize) -> f64, rest: f64, mean: f64| {
        let term = |(i, j): (usize, usize)| {
            let deviation = weight(i, j) - (first_means[i] + second_means[j]) * rest - mean;
            share(i, j) * deviation * deviation
        };
        scale * cells().map(term).sum::<f64>().sqrt()
    };
    let disagreement = 1.0 - kappa;
    let standard_error = around(
        &|i, j| table[i][j],
        disagreement,
        kappa - expected * disagreement,
    );
    let error_at_zero = around(&|i, j| first[i] * second[j], 1.0, -expected);
    let z = (error_at_zero > 1e-12).then(|| kappa / error_at_zero);
    Ok(CohenKappa {
        n_targets: targets.len(),
        observed,
        expected,
        kappa: finite(kappa).ok_or(Error::NotFinite)?,
        standard_error: finite(standard_error).ok_or(Error::NotFinite)?,
        z,
        p: z.and_then(tail::z_two_sided),
    })
}

/// The different ratings in rising order, as categories.
///
/// ```
/// use composure::psychometrics::agreement::categories;
/// assert_eq!(categories(&[vec![Some(3.0), None], vec![Some(1.0), Some(3.0)]]), [1.0, 3.0]);
/// ```
pub fn categories(ratings: &[Vec<Option<f64>>]) -> Vec<f64> {
    // Adding 0 turns −0 into 0, so that they are one category.
    let mut values: Vec<f64> = ratings
        .iter()
        .flatten()
        .flatten()
        .map(|r| r + 0.0)
        .collect();
    values.sort_by(f64::total_cmp);
    values.dedup_by(|a, b| a.total_cmp(b).is_eq());
    values
}

/// The share of the targets in each pair of categories.
fn shares(targets: &[Vec<f64>], categories: &[f64]) -> Result<Vec<Vec<f64>>, Error> {
    let n = categories.len();
    if n > MOST_CATEGORIES {
        return Err(Error::TooManyValues {
            n,
            maximum: MOST_CATEGORIES,
        });
    }
    let mut places: Vec<(f64, usize)> = categories
        .iter()
        .enumerate()
        .map(|(place, category)| (category + 0.0, place))
        .collect();
    places.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let twice = places
        .windows(2)
        .find(|pair| pair[0].0.total_cmp(&pair[1].0).is_eq());
    if let Some(pair) = twice {
        return Err(Error::RepeatedCategory { value: pair[0].0 });
    }
    let place = |rating: f64| {
        let found = places.binary_search_by(|(category, _)| category.total_cmp(&(rating + 0.0)));
        let known = found.ok().and_then(|idx| places.get(idx));
        known
            .map(|(_, place)| *place)
            .ok_or(Error::UnknownCategory { value: rating })
    };
    let share = 1.0 / targets.len() as f64;
    let mut table = vec![vec![0.0; n]; n];
    for target in targets {
        if let [first, second] = target[..] {
            table[place(first)?][place(second)?] += share;
        }
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::shared::{complete, ratings};
    use super::*;
    use crate::psychometrics::reference;

    const ALL: [Weighting; 3] = [
        Weighting::Unweighted,
        Weighting::Linear,
        Weighting::Quadratic,
    ];

    fn close(found: f64, expected: &serde_json::Value) {
        let expected = expected.as_f64().unwrap();
        assert!((found - expected).abs() < 1e-8, "{found} for {expected}");
    }

    fn check(ratings: &[Vec<Option<f64>>], expected: &serde_json::Value) {
        let levels = categories(ratings);
        for (place, level) in levels.iter().enumerate() {
            close(*level, &expected["levels"][place]);
        }
        let targets = complete_targets(ratings).unwrap();
        let n = targets.len() as f64;
        assert_eq!(expected["n"].as_u64(), Some(targets.len() as u64));
        for (i, row) in shares(&targets, &levels).unwrap().iter().enumerate() {
            for (j, share) in row.iter().enumerate() {
                close(share * n, &expected["table"][i][j]);
            }
        }
        for (weighting, name) in ALL.into_iter().zip(["unweighted", "equal", "squared"]) {
            let found = cohen_kappa(ratings, &levels, weighting).unwrap();
            close(found.kappa, &expected[name]["kappa"]);
            close(found.z.unwrap(), &expected[name]["z"]);
            close(found.p.unwrap(), &expected[name]["p"]);
        }
        let psych = &expected["psych"];
        let plain = cohen_kappa(ratings, &levels, Weighting::Unweighted).unwrap();
        close(plain.kappa, &psych["kappa"]);
        close(plain.standard_error.powi(2), &psych["var"]);
        let half = 1.95996398454005 * plain.standard_error;
        close(plain.kappa - half, &psych["ci"][0][0]);
        close(plain.kappa + half, &psych["ci"][0][2]);
        let quadratic = cohen_kappa(ratings, &levels, Weighting::Quadratic).unwrap();
        close(quadratic.kappa, &psych["weighted_quadratic"]);
        // psych 2.2.9's var_w (0.46 and 0.30) would make a coefficient between −1 and 1 as uncertain as if nobody had
        // rated (its interval is cut at −1 and 1); leaving out one target at a time agrees with equation 13 instead.
        let left_out = jackknife(ratings, &levels);
        let ratio = quadratic.standard_error.powi(2) / left_out;
        assert!((0.5..1.5).contains(&ratio), "{ratio}");
        assert!(psych["var_w"].as_f64().unwrap() / left_out > 5.0);
    }

    /// The variance of the quadratically weighted kappa when each target is left out in turn.
    fn jackknife(ratings: &[Vec<Option<f64>>], levels: &[f64]) -> f64 {
        let kappa = |left_out: usize| {
            let mut rest = ratings.to_vec();
            rest.remove(left_out);
            cohen_kappa(&rest, levels, Weighting::Quadratic)
                .unwrap()
                .kappa
        };
        let kappas: Vec<f64> = (0..ratings.len()).map(kappa).collect();
        let n = kappas.len() as f64;
        crate::psychometrics::descriptive::variance(&kappas).unwrap() * (n - 1.0).powi(2) / n
    }

    #[test]
    fn weighted_and_unweighted_kappas_equal_irr_and_psych() {
        // reference/agree_kappa.json: R 4.2.2, irr 0.84.1 and psych 2.2.9.
        let test = "weighted_and_unweighted_kappas_equal_irr_and_psych";
        let Some(expected) = reference::json("reference/agree_kappa.json", test) else {
            return;
        };
        for (name, raters) in [
            ("anxiety_r1_r2", ["rater1", "rater2"]),
            ("anxiety_r2_r3", ["rater2", "rater3"]),
        ] {
            let ratings = ratings("data/irr_anxiety.csv", &raters, test).unwrap();
            check(&ratings, &expected[name]);
        }
    }

    #[test]
    fn an_unused_category_moves_the_others_apart() {
        let ratings = complete(&[[1.0, 1.0], [1.0, 2.0], [3.0, 3.0], [2.0, 3.0], [3.0, 3.0]]);
        let used = cohen_kappa(&ratings, &[1.0, 2.0, 3.0], Weighting::Linear).unwrap();
        let longer = cohen_kappa(&ratings, &[1.0, 2.0, 2.5, 3.0], Weighting::Linear).unwrap();
        assert!((used.kappa - longer.kappa).abs() > 0.01);
        let plain = |levels: &[f64]| cohen_kappa(&ratings, levels, Weighting::Unweighted).unwrap();
        assert_eq!(
            plain(&[1.0, 2.0, 3.0]).kappa.to_bits(),
            plain(&[1.0, 2.0, 2.5, 3.0]).kappa.to_bits()
        );
    }

    #[test]
    fn with_two_categories_all_weights_are_the_same() {
        let ratings = complete(&[[0.0, 0.0], [0.0, 1.0], [1.0, 1.0], [1.0, 1.0], [1.0, 0.0]]);
        let kappas = ALL.map(|weighting| cohen_kappa(&ratings, &[0.0, 1.0], weighting).unwrap());
        assert!((kappas[0].kappa - kappas[1].kappa).abs() < 1e-12);
        assert!((kappas[0].standard_error - kappas[2].standard_error).abs() < 1e-12);
    }

    #[test]
    fn what_has_no_kappa_is_refused_with_its_reason() {
        let kappa = |ratings: &[Vec<Option<f64>>], levels: &[f64]| {
            cohen_kappa(ratings, levels, Weighting::Linear).unwrap_err()
        };
        let same = complete(&[[1.0, 1.0], [1.0, 1.0]]);
        assert_eq!(kappa(&same, &[1.0]), Error::NoVariance);
        assert_eq!(kappa(&same, &[1.0, 2.0]), Error::NoVariance);
        assert_eq!(kappa(&same, &[2.0]), Error::UnknownCategory { value: 1.0 });
        assert_eq!(
            kappa(&same, &[1.0, 0.0, -0.0]),
            Error::RepeatedCategory { value: 0.0 }
        );
        assert_eq!(
            kappa(&complete(&[[1.0, 2.0, 3.0]]), &[1.0]),
            Error::NotTwoRaters { n: 3 }
        );
        assert_eq!(
            kappa(
                &[vec![Some(1.0), None], vec![Some(1.0), Some(2.0)]],
                &[1.0, 2.0]
            ),
            Error::TooFewTargets { n: 1, minimum: 2 }
        );
    }

    proptest! {
        #[test]
        fn swapping_raters_and_turning_the_scale_do_not_matter(
            ratings in prop::collection::vec(prop::array::uniform2(1..5_i32), 2..20),
        ) {
            let levels = [1.0, 2.0, 3.0, 4.0];
            let plain = complete(&ratings.iter().map(|t| t.map(f64::from)).collect::<Vec<_>>());
            let turned = complete(&ratings.iter().map(|t| [t[1], t[0]].map(|r| 5.0 - f64::from(r))).collect::<Vec<_>>());
            for weighting in ALL {
                match (cohen_kappa(&plain, &levels, weighting), cohen_kappa(&turned, &levels, weighting)) {
                    (Ok(first), Ok(second)) => {
                        prop_assert!((first.kappa - second.kappa).abs() < 1e-10);
                        prop_assert!((first.standard_error - second.standard_error).abs() < 1e-7);
                        prop_assert!(first.kappa <= 1.0 + 1e-12);
                    }
                    (first, second) => prop_assert_eq!(first, second),
                }
            }
        }
    }
}
