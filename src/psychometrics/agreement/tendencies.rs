//! Habits of raters: keeping to the middle of the scale, and letting one impression colour all dimensions.

use std::collections::BTreeMap;

use super::Error;
use crate::psychometrics::classical::correlation;
use crate::psychometrics::descriptive::{mean, standard_deviation};

/// The fewest targets of which the correlation of two dimensions is taken.
const FEWEST_TARGETS: usize = 3;

/// A rating of a target in one dimension.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DimensionRating {
    /// The rater, by any number of its own.
    pub rater_idx: usize,
    /// Who was rated in what: a number for each candidate and scene together.
    pub target_idx: usize,
    /// The dimension, by any number of its own.
    pub dimension_idx: usize,
    /// The rating, in points.
    pub score: f64,
}

/// The habits of one rater, beside those of all others together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tendencies {
    /// The rater.
    pub rater_idx: usize,
    /// How many targets they rated.
    pub n_targets: usize,
    /// The standard deviation of their ratings within dimensions, in points; `None` with one target.
    pub spread: Option<f64>,
    /// Their spread over that of the others: below 1 for who keeps to a part of the scale.
    pub spread_ratio: Option<f64>,
    /// The share of their ratings within half a point of the scale's middle, 0 to 1.
    pub middle_share: f64,
    /// That of the others; `None` without any.
    pub others_middle_share: Option<f64>,
    /// The mean correlation of two dimensions over their targets, −1 to 1.
    pub dimension_correlation: Option<f64>,
    /// How much it exceeds the mean of the other raters': above 0 for a halo.
    pub halo: Option<f64>,
    /// The mean standard deviation of a target's dimensions, in points: small where all dimensions get one rating.
    pub within_target_spread: Option<f64>,
}

/// Each rater's central tendency and halo.
///
/// *Model*: spread is √(Σ (x − x̄)² / Σ (n − 1)) over the rater's dimensions, each around the rater's own mean, so that
/// severity has no part in it. Halo is the mean correlation of the dimensions within the rater less the mean of those
/// means of the other raters: dimensions go together in truth, and more so in the eye of a rater with a halo.
///
/// *Takes / gives*: ratings in any order, a repeated one averaged; the ends of the scale; raters by rising number.
///
/// *Edges*: the comparison with others takes it that targets were assigned at random. Two dimensions are correlated
/// over three or more targets that differ in both; a rater with none of these has no correlation and no halo. A
/// constant rater has spread 0 and no correlation. With one rater there are no others.
///
/// *Errors*: a rating that is not finite or off the scale, a scale that does not rise.
///
/// *Source*: Saal, Downey & Lahey (1980), *Psychological Bulletin* 88, 413–428, on the operational definitions.
///
/// ```
/// use composure::psychometrics::agreement::tendencies::{DimensionRating, tendencies};
/// let rated = |target_idx, dimension_idx, score| DimensionRating { rater_idx: 0, target_idx, dimension_idx, score };
/// let ratings = [rated(0, 0, 1.0), rated(0, 1, 1.0), rated(1, 0, 3.0), rated(1, 1, 3.0), rated(2, 0, 5.0), rated(2, 1, 5.0)];
/// let found = tendencies(&ratings, 1.0, 5.0)?;
/// assert_eq!(found[0].spread, Some(2.0));
/// assert!(found[0].dimension_correlation.is_some_and(|r| (r - 1.0).abs() < 1e-12));
/// # Ok::<(), composure::psychometrics::agreement::Error>(())
/// ```
pub fn tendencies(
    ratings: &[DimensionRating],
    lowest: f64,
    highest: f64,
) -> Result<Vec<Tendencies>, Error> {
    checked(
        highest,
        lowest < highest,
        "highest point",
        "above the lowest",
    )?;
    let mut raters: BTreeMap<usize, Rater> = BTreeMap::new();
    for rating in ratings {
        let is_on_scale = (lowest..=highest).contains(&rating.score);
        checked(rating.score, is_on_scale, "a rating", "on the scale")?;
        let rater = raters.entry(rating.rater_idx).or_default();
        let target = rater.targets.entry(rating.target_idx).or_default();
        target
            .entry(rating.dimension_idx)
            .or_default()
            .push(rating.score);
    }
    let middle = f64::midpoint(lowest, highest);
    let habits: Vec<(usize, Habits)> = raters
        .iter()
        .map(|(rater_idx, rater)| (*rater_idx, rater.habits(middle)))
        .collect();
    let all = Sums::of(habits.iter().map(|(_, habits)| habits));
    let compared = habits.iter().map(|(rater_idx, own)| {
        let others = all.without(own);
        let spread = root_of_mean(own.squares, own.df);
        Tendencies {
            rater_idx: *rater_idx,
            n_targets: own.n_targets,
            spread,
            spread_ratio: spread
                .zip(root_of_mean(others.squares, others.df))
                .and_then(|(own, others)| (others > 0.0).then(|| own / others)),
            middle_share: own.n_middle / own.n,
            others_middle_share: (others.n > 0.0).then(|| others.n_middle / others.n),
            dimension_correlation: own.correlation,
            halo: own
                .correlation
                .filter(|_| others.n_correlations > 0.0)
                .map(|r| r - others.correlations / others.n_correlations),
            within_target_spread: own.within_target_spread,
        }
    });
    Ok(compared.collect())
}

fn checked(
    value: f64,
    is_right: bool,
    what: &'static str,
    expected: &'static str,
) -> Result<(), Error> {
    if !value.is_finite() {
        return Err(Error::NotFinite);
    }
    if is_right {
        return Ok(());
    }
    Err(Error::OutOfRange {
        what,
        value,
        expected,
    })
}

/// A rater's ratings by target and dimension.
#[derive(Default)]
struct Rater {
    targets: BTreeMap<usize, BTreeMap<usize, Vec<f64>>>,
}

/// What is counted of one rater.
struct Habits {
    n_targets: usize,
    n: f64,
    n_middle: f64,
    squares: f64,
    df: f64,
    correlation: Option<f64>,
    within_target_spread: Option<f64>,
}

impl Rater {
    fn habits(&self, middle: f64) -> Habits {
        let mut dimensions: BTreeMap<usize, BTreeMap<usize, f64>> = BTreeMap::new();
        let mut spreads = Vec::new();
        for (target_idx, target) in &self.targets {
            let means: Vec<(usize, f64)> = target
                .iter()
                .filter_map(|(dimension, scores)| Some((*dimension, mean(scores)?)))
                .collect();
            for (dimension, score) in &means {
                let dimension = dimensions.entry(*dimension).or_default();
                dimension.insert(*target_idx, *score);
            }
            let scores: Vec<f64> = means.iter().map(|(_, score)| *score).collect();
            spreads.extend(standard_deviation(&scores));
        }
        let (mut squares, mut df, mut n, mut n_middle) = (0.0, 0.0, 0.0, 0.0);
        for scores in dimensions.values() {
            let scores: Vec<f64> = scores.values().copied().collect();
            let centre = mean(&scores).unwrap_or_default();
            squares += scores.iter().map(|x| (x - centre).powi(2)).sum::<f64>();
            df += scores.len() as f64 - 1.0;
            n += scores.len() as f64;
            // Half a point and a crumb for the rounding of the middle.
            let in_the_middle = scores.iter().filter(|x| (**x - middle).abs() < 0.5 + 1e-9);
            n_middle += in_the_middle.count() as f64;
        }
        Habits {
            n_targets: self.targets.len(),
            n,
            n_middle,
            squares,
            df,
            correlation: mean_correlation(&dimensions),
            within_target_spread: mean(&spreads),
        }
    }
}

/// The mean correlation of two dimensions over the targets rated in both.
fn mean_correlation(dimensions: &BTreeMap<usize, BTreeMap<usize, f64>>) -> Option<f64> {
    let lists: Vec<&BTreeMap<usize, f64>> = dimensions.values().collect();
    let mut correlations = Vec::new();
    for (idx, first) in lists.iter().enumerate() {
        for second in lists.iter().skip(idx + 1) {
            let both = first
                .iter()
                .filter_map(|(target, x)| Some((*x, *second.get(target)?)));
            let (xs, ys): (Vec<f64>, Vec<f64>) = both.unzip();
            if xs.len() >= FEWEST_TARGETS {
                // A dimension in which all are rated the same goes together with nothing.
                correlations.extend(correlation(&xs, &ys).ok());
            }
        }
    }
    mean(&correlations)
}

/// Sums over raters.
#[derive(Default)]
struct Sums {
    n: f64,
    n_middle: f64,
    squares: f64,
    df: f64,
    correlations: f64,
    n_correlations: f64,
}

impl Sums {
    fn of<'a>(all: impl Iterator<Item = &'a Habits>) -> Self {
        let mut sums = Self::default();
        for habits in all {
            sums.n += habits.n;
            sums.n_middle += habits.n_middle;
            sums.squares += habits.squares;
            sums.df += habits.df;
            sums.correlations += habits.correlation.unwrap_or_default();
            sums.n_correlations += f64::from(u8::from(habits.correlation.is_some()));
        }
        sums
    }

    fn without(&self, own: &Habits) -> Self {
        Self {
            n: self.n - own.n,
            n_middle: self.n_middle - own.n_middle,
            // Nothing but rounding is left where the others do not vary.
            squares: (self.squares - own.squares).max(0.0),
            df: self.df - own.df,
            correlations: self.correlations - own.correlation.unwrap_or_default(),
            n_correlations: self.n_correlations - f64::from(u8::from(own.correlation.is_some())),
        }
    }
}

fn root_of_mean(squares: f64, df: f64) -> Option<f64> {
    (df > 0.5).then(|| (squares / df).sqrt())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::clock::seeded;
    use crate::psychometrics::simulate::{LatentTraits, PointScale, RaterTraits, SimulatedRater};

    fn rated(
        rater_idx: usize,
        target_idx: usize,
        dimension_idx: usize,
        score: f64,
    ) -> DimensionRating {
        DimensionRating {
            rater_idx,
            target_idx,
            dimension_idx,
            score,
        }
    }

    #[test]
    fn habits_of_two_raters_come_out_as_by_hand() {
        // Rater 0: dimension 0 has 1 3 5, dimension 1 has 2 2 5; rater 1 gives the middle throughout but once.
        let ratings = [
            rated(0, 0, 0, 1.0),
            rated(0, 1, 0, 3.0),
            rated(0, 2, 0, 5.0),
            rated(0, 0, 1, 2.0),
            rated(0, 1, 1, 2.0),
            rated(0, 2, 1, 5.0),
            rated(1, 0, 0, 3.0),
            rated(1, 1, 0, 3.0),
            rated(1, 2, 0, 4.0),
        ];
        let found = tendencies(&ratings, 1.0, 5.0).unwrap();
        // Squares 8 + 6 with 4 degrees of freedom; the other 2 / 3 with 2.
        let spread = (14.0_f64 / 4.0).sqrt();
        assert!((found[0].spread.unwrap() - spread).abs() < 1e-12);
        let others = (1.0_f64 / 3.0).sqrt();
        assert!((found[0].spread_ratio.unwrap() - spread / others).abs() < 1e-9);
        assert!((found[1].spread_ratio.unwrap() - others / spread).abs() < 1e-9);
        assert!((found[0].middle_share - 1.0 / 6.0).abs() < 1e-12);
        assert!((found[1].middle_share - 2.0 / 3.0).abs() < 1e-12);
        // Deviations −2 0 2 and −1 −1 2: 6 / √(8 × 6).
        assert!((found[0].dimension_correlation.unwrap() - 6.0 / 48.0_f64.sqrt()).abs() < 1e-12);
        assert_eq!((found[0].halo, found[1].halo), (None, None));
        // Targets' dimensions 1 2, 3 2 and 5 5.
        let within = 2.0 * 0.5_f64.sqrt() / 3.0;
        assert!((found[0].within_target_spread.unwrap() - within).abs() < 1e-12);
        assert_eq!(found[1].within_target_spread, None);
    }

    #[test]
    fn a_halo_and_a_narrow_scale_are_found_among_fair_raters() {
        let correlations = [1.0, 0.3, 0.3, 0.3, 1.0, 0.3, 0.3, 0.3, 1.0];
        let rows: Vec<Vec<f64>> = correlations.chunks(3).map(<[f64]>::to_vec).collect();
        let candidates = LatentTraits::new(&rows).unwrap();
        let fair = RaterTraits {
            severity: 0.0,
            drift_per_period: 0.0,
            halo: 0.0,
            noise: 0.5,
        };
        let mut rng = seeded(106);
        let mut ratings = Vec::new();
        for rater_idx in 0..6 {
            let halo = if rater_idx == 2 { 0.7 } else { 0.0 };
            let rater = SimulatedRater::new(RaterTraits { halo, ..fair }).unwrap();
            let step = if rater_idx == 4 { 1.6 } else { 0.8 };
            let scale = PointScale::new(1, 5, step).unwrap();
            for target_idx in 0..80 {
                let qualities = candidates.draw(&mut rng);
                let seen = rater.impressions(&qualities, 0.0, &mut rng);
                for (dimension_idx, seen) in seen.into_iter().enumerate() {
                    ratings.push(rated(
                        rater_idx,
                        target_idx,
                        dimension_idx,
                        scale.rating(seen),
                    ));
                }
            }
        }
        for found in tendencies(&ratings, 1.0, 5.0).unwrap() {
            let halo = found.halo.unwrap();
            assert_eq!(halo > 0.3, found.rater_idx == 2, "{found:?}");
            let ratio = found.spread_ratio.unwrap();
            assert_eq!(ratio < 0.7, found.rater_idx == 4, "{found:?}");
            let more = found.middle_share - found.others_middle_share.unwrap();
            assert_eq!(more > 0.15, found.rater_idx == 4, "{found:?}");
        }
    }

    #[test]
    fn one_constant_rater_has_no_spread_and_no_halo() {
        let ratings: Vec<DimensionRating> =
            (0..12).map(|idx| rated(0, idx / 2, idx % 2, 3.0)).collect();
        let found = tendencies(&ratings, 1.0, 5.0).unwrap();
        assert_eq!((found[0].spread, found[0].spread_ratio), (Some(0.0), None));
        assert_eq!(
            (found[0].dimension_correlation, found[0].halo),
            (None, None)
        );
        assert!((found[0].middle_share - 1.0).abs() < 1e-12);
        assert_eq!(tendencies(&[], 1.0, 5.0), Ok(vec![]));
    }

    #[test]
    fn ratings_off_the_scale_are_refused_with_their_value() {
        let refused =
            |score, highest| tendencies(&[rated(0, 0, 0, score)], 1.0, highest).unwrap_err();
        assert_eq!(
            refused(6.0, 5.0).to_string(),
            "a rating is 6, but has to be on the scale"
        );
        assert_eq!(refused(f64::NAN, 5.0), Error::NotFinite);
        assert!(refused(1.0, 1.0).to_string().contains("above the lowest"));
    }

    proptest! {
        #[test]
        fn any_ratings_on_the_scale_give_finite_habits(
            ratings in prop::collection::vec((0..3_usize, 0..5_usize, 0..3_usize, 1..6_i32), 0..40),
        ) {
            let ratings: Vec<DimensionRating> =
                ratings.into_iter().map(|(r, t, d, score)| rated(r, t, d, f64::from(score))).collect();
            for found in tendencies(&ratings, 1.0, 5.0).unwrap() {
                prop_assert!((0.0..=1.0).contains(&found.middle_share));
                prop_assert!(found.spread_ratio.is_none_or(f64::is_finite));
                prop_assert!(found.halo.is_none_or(|halo| (-2.0..=2.0).contains(&halo)));
            }
        }
    }
}
