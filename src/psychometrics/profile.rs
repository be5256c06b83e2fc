//! How far somebody's judgements agree with a key in shape, whatever their level and spread.
//!
//! Some people use the upper half of a rating scale and some the lower, some its ends and some its middle. Neither
//! says who tells good from bad, but both lower the distance to a key. They are taken out by standardising each
//! person's ratings by themselves; what remains is the order and the relative distance of what was rated.

use super::descriptive::mean;
use super::finite;

/// Why there is no agreement.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum Error {
    /// Not as many ratings as values of the key.
    #[error("there are {n_ratings} ratings and {n_key} values of the key")]
    UnequalLengths {
        /// How many ratings.
        n_ratings: usize,
        /// How many values.
        n_key: usize,
    },
    /// The highest share of missing ratings is no share.
    #[error("the highest share of missing ratings is {0}, but has to be from 0 to 1")]
    NotAShare(f64),
    /// More ratings are missing than may be.
    #[error("{n_missing} of {n} ratings are missing")]
    TooManyMissing {
        /// How many are missing.
        n_missing: usize,
        /// How many there could be.
        n: usize,
    },
    /// All ratings are the same, so they put nothing above anything else.
    #[error("all {n} ratings are the same")]
    NoScatter {
        /// How many there are.
        n: usize,
    },
    /// The key has the same value for everything that was rated.
    #[error("the key has one value for all {n} that were rated")]
    NoScatterInKey {
        /// How many were rated.
        n: usize,
    },
    /// A rating or value is not a finite number of a usable size.
    #[error("the ratings or the key are not finite numbers of a usable size")]
    NotFinite,
}

/// Somebody's agreement with a key, and what was taken out on the way.
#[derive(Debug, Clone, PartialEq)]
pub struct ProfileAgreement {
    /// What each rating adds, 1 at the key; the mean of them is the agreement. `None` where there is no rating.
    pub points: Vec<Option<f64>>,
    /// The agreement in shape, from −1 to 1.
    pub shape: f64,
    /// The mean rating.
    pub elevation: f64,
    /// The standard deviation of the ratings, with divisor n.
    pub scatter: f64,
    /// How many ratings there are.
    pub n_used: usize,
    /// How many are missing.
    pub n_missing: usize,
}

/// Agreement of ratings with a key once both are standardised: the similarity of two profiles in shape.
///
/// *Model*: with the n things that were rated, zⱼ = (xⱼ − x̄) / s of the ratings and kⱼ likewise of the key, both with
/// divisor n, the points of one rating are 1 − (zⱼ − kⱼ)² / 2. Their mean is 1 − D² / 2n, and since Σ z² = Σ k² = n it
/// is Pearson's correlation of ratings and key. The key is standardised over what was rated only, so that a missing
/// rating costs nothing but its evidence.
///
/// *Takes / gives*: ratings and key values of the same things in any unit, and the highest share (0 to 1) of missing
/// ratings; −1 to 1, and what each rating added (1 at the key, without a lower bound).
///
/// *Edges*: adding a constant to all ratings, or stretching them, changes nothing. Two different ratings agree
/// perfectly or not at all; whoever scores people asks for more.
///
/// *Errors*: other numbers of ratings and values, too many missing, ratings or key values without any difference.
///
/// *Source*: Cronbach & Gleser (1953), *Psychological Bulletin* 50, 456–473 (elevation, scatter and shape; D² of
/// standardised profiles and their correlation); `McDaniel`, Psotka, Legree, Yost & Weekley (2011), *Journal of Applied
/// Psychology* 96, 327–336 (situational judgement standardised within persons).
///
/// ```
/// use composure::psychometrics::profile::profile_agreement;
/// let key = [1.0, 3.0, 5.0];
/// // Another level and another spread, the same shape.
/// let same = profile_agreement(&[Some(5.0), Some(6.0), Some(7.0)], &key, 0.0)?;
/// assert!((same.shape - 1.0).abs() < 1e-12);
/// // Deviations 1 0 −1 beside −1 0 1.
/// let turned = profile_agreement(&[Some(3.0), Some(2.0), Some(1.0)], &key, 0.0)?;
/// assert!((turned.shape + 1.0).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::profile::Error>(())
/// ```
pub fn profile_agreement(
    ratings: &[Option<f64>],
    key: &[f64],
    maximum_missing: f64,
) -> Result<ProfileAgreement, Error> {
    if ratings.len() != key.len() {
        return Err(Error::UnequalLengths {
            n_ratings: ratings.len(),
            n_key: key.len(),
        });
    }
    if !(0.0..=1.0).contains(&maximum_missing) {
        return Err(Error::NotAShare(maximum_missing));
    }
    let rated: Vec<(f64, f64)> = (ratings.iter().zip(key))
        .filter_map(|(rating, value)| Some(((*rating)?, *value)))
        .collect();
    let (n, n_used) = (ratings.len(), rated.len());
    let n_missing = n - n_used;
    if n_used == 0 || n_missing as f64 > maximum_missing * n as f64 {
        return Err(Error::TooManyMissing { n_missing, n });
    }
    let (given, values): (Vec<f64>, Vec<f64>) = rated.into_iter().unzip();
    let person = Standard::of(&given)?.ok_or(Error::NoScatter { n: n_used })?;
    let expert = Standard::of(&values)?.ok_or(Error::NoScatterInKey { n: n_used })?;
    let points: Vec<Option<f64>> = (ratings.iter().zip(key))
        .map(|(rating, value)| {
            rating.map(|rating| 1.0 - (person.z(rating) - expert.z(*value)).powi(2) / 2.0)
        })
        .collect();
    let counted: Vec<f64> = points.iter().flatten().copied().collect();
    let shape = mean(&counted).ok_or(Error::NotFinite)?;
    Ok(ProfileAgreement {
        points,
        // Rounding can carry it a hair beyond.
        shape: shape.clamp(-1.0, 1.0),
        elevation: person.mean,
        scatter: person.deviation,
        n_used,
        n_missing,
    })
}

/// The level and spread of a list, to be taken out.
#[derive(Debug, Clone, Copy)]
struct Standard {
    mean: f64,
    /// With divisor n, above 0.
    deviation: f64,
}

impl Standard {
    /// `None` where nothing differs.
    fn of(values: &[f64]) -> Result<Option<Self>, Error> {
        let centre = mean(values).ok_or(Error::NotFinite)?;
        let squares: f64 = values.iter().map(|value| (value - centre).powi(2)).sum();
        let deviation = finite((squares / values.len() as f64).sqrt()).ok_or(Error::NotFinite)?;
        Ok((deviation > 0.0).then_some(Self {
            mean: centre,
            deviation,
        }))
    }
    fn z(self, value: f64) -> f64 {
        (value - self.mean) / self.deviation
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::clock::seeded;
    use crate::psychometrics::classical::correlation;
    use crate::psychometrics::simulate::OptionRater;

    fn all(ratings: &[f64]) -> Vec<Option<f64>> {
        ratings.iter().copied().map(Some).collect()
    }

    #[test]
    fn a_case_worked_by_hand() {
        // Ratings 2 4 4 6: mean 4, deviation √2, z −√2 0 0 √2. Key 1 3 5 7: mean 4, deviation √5, z −3 −1 1 3 over √5.
        let found =
            profile_agreement(&all(&[2.0, 4.0, 4.0, 6.0]), &[1.0, 3.0, 5.0, 7.0], 0.0).unwrap();
        // Σ zk = 2 · 3 √2 / √5 over four: .9486833.
        assert!((found.shape - 0.9486832980505138).abs() < 1e-12);
        assert!((found.elevation - 4.0).abs() < 1e-12);
        assert!((found.scatter - 2.0_f64.sqrt()).abs() < 1e-12);
        // The second option: z 0 beside −1/√5, so 1 − 1/10.
        assert!((found.points[1].unwrap() - 0.9).abs() < 1e-12);
    }

    #[test]
    fn a_missing_rating_is_left_out_of_both_sides() {
        let with = profile_agreement(
            &[Some(2.0), None, Some(5.0), Some(6.0)],
            &[1.0, 7.0, 4.0, 6.0],
            0.25,
        )
        .unwrap();
        let without = profile_agreement(&all(&[2.0, 5.0, 6.0]), &[1.0, 4.0, 6.0], 0.0).unwrap();
        assert!((with.shape - without.shape).abs() < 1e-12);
        assert_eq!((with.n_used, with.n_missing), (3, 1));
        assert_eq!(with.points[1], None);
    }

    #[test]
    fn nothing_is_filled_in_where_there_is_no_agreement_to_measure() {
        let key = [1.0, 4.0, 6.0];
        let cases = [
            (all(&[4.0, 4.0, 4.0]), Error::NoScatter { n: 3 }),
            (
                all(&[4.0, 5.0]),
                Error::UnequalLengths {
                    n_ratings: 2,
                    n_key: 3,
                },
            ),
            (
                vec![Some(1.0), None, None],
                Error::TooManyMissing { n_missing: 2, n: 3 },
            ),
            (all(&[1.0, f64::NAN, 3.0]), Error::NotFinite),
        ];
        for (ratings, expected) in cases {
            assert_eq!(profile_agreement(&ratings, &key, 0.34), Err(expected));
        }
        let ratings = all(&[1.0, 2.0]);
        assert_eq!(
            profile_agreement(&ratings, &[3.0, 3.0], 0.0),
            Err(Error::NoScatterInKey { n: 2 })
        );
        assert_eq!(
            profile_agreement(&[], &[], 1.0),
            Err(Error::TooManyMissing { n_missing: 0, n: 0 })
        );
        assert!(profile_agreement(&ratings, &[3.0, 4.0], f64::NAN).is_err());
    }

    #[test]
    fn better_judges_agree_more_whatever_their_level_and_spread() {
        let key: Vec<f64> = (0..48)
            .map(|option| f64::from(option * 7 % 13) / 2.0 + 1.0)
            .collect();
        let mut rng = seeded(20261126);
        let mut found = Vec::new();
        for accuracy in [0.2, 0.5, 0.8] {
            let mean_of = |elevation: f64, scatter: f64, rng: &mut _| {
                let judge = OptionRater::new(accuracy, (elevation, scatter)).unwrap();
                let shapes: Vec<f64> = (0..200)
                    .map(|_| {
                        let ratings: Vec<Option<f64>> = judge
                            .rate(&key, 7, rng)
                            .into_iter()
                            .map(|code| Some(f64::from(code)))
                            .collect();
                        profile_agreement(&ratings, &key, 0.0).unwrap().shape
                    })
                    .collect();
                mean(&shapes).unwrap()
            };
            let (middle, high) = (mean_of(4.0, 1.2, &mut rng), mean_of(5.0, 0.9, &mut rng));
            // Rounding to seven points and their ends cost a little; the standard error of a mean of 200 is below .01.
            assert!((middle - accuracy).abs() < 0.06, "{accuracy}: {middle}");
            assert!((high - middle).abs() < 0.05, "{accuracy}: {middle} {high}");
            found.push(middle);
        }
        assert!(found.is_sorted());
    }

    proptest! {
        #[test]
        fn the_mean_of_the_points_is_pearson_s_correlation(
            pairs in prop::collection::vec((1_u8..=7, 1.0_f64..7.0), 3..60),
        ) {
            let ratings: Vec<f64> = pairs.iter().map(|(rating, _)| f64::from(*rating)).collect();
            let key: Vec<f64> = pairs.iter().map(|(_, value)| *value).collect();
            if let Ok(found) = profile_agreement(&all(&ratings), &key, 0.0) {
                prop_assert!((found.shape - correlation(&ratings, &key).unwrap()).abs() < 1e-9);
            }
        }

        #[test]
        fn level_and_spread_change_nothing(
            pairs in prop::collection::vec((1.0_f64..7.0, 1.0_f64..7.0), 3..40),
            shift in -20.0_f64..20.0, stretch in 0.1_f64..10.0,
        ) {
            let key: Vec<f64> = pairs.iter().map(|(_, value)| *value).collect();
            let ratings: Vec<f64> = pairs.iter().map(|(rating, _)| *rating).collect();
            let moved: Vec<f64> = ratings.iter().map(|rating| shift + stretch * rating).collect();
            let of = |ratings: &[f64]| profile_agreement(&all(ratings), &key, 0.0);
            if let (Ok(found), Ok(other)) = (of(&ratings), of(&moved)) {
                prop_assert!((found.shape - other.shape).abs() < 1e-7);
            }
        }

        #[test]
        fn any_numbers_give_a_share_or_a_reason(
            ratings in prop::collection::vec(prop::option::of(any::<f64>()), 0..8),
            key in prop::collection::vec(any::<f64>(), 0..8), missing in any::<f64>(),
        ) {
            if let Ok(found) = profile_agreement(&ratings, &key, missing) {
                prop_assert!((-1.0..=1.0).contains(&found.shape));
                prop_assert!(found.elevation.is_finite() && found.scatter > 0.0);
            }
        }
    }
}
