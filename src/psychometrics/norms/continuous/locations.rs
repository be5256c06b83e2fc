//! Where each person lies among those beside them.

use super::{Error, same_lengths};
use crate::psychometrics::descriptive::all_finite;
use crate::psychometrics::normal;
use crate::psychometrics::norms::{RankFormula, normal_scores};

/// The lowest location for which norms are given: 2½ standard deviations below the mean, as T score.
pub const LOWEST_LOCATION: f64 = 25.0;

/// The highest location for which norms are given: 2½ standard deviations above the mean, as T score.
pub const HIGHEST_LOCATION: f64 = 75.0;

/// With fewer people than this, ranks say next to nothing.
pub const FEWEST_IN_A_GROUP: usize = 10;

/// The T score of each person's rank within their group.
///
/// *Model*: L = 50 + 10 Φ⁻¹(share of the mid-rank), with the share by `formula` ([`normal_scores()`]).
///
/// *Takes / gives*: one score and one group (its middle, in the unit of the explanatory variable) for each person;
/// T scores in the order of the people.
///
/// *Errors*: unequal lists, numbers that are not finite, a group of fewer than [`FEWEST_IN_A_GROUP`].
///
/// *Source*: Lenhard, Lenhard, Suggate & Segerer (2018), *Assessment* 25, 112–125, step 1.
///
/// ```
/// use composure::psychometrics::norms::{RankFormula, continuous::locations_in_groups};
/// let scores: Vec<f64> = (0..20).map(f64::from).collect();
/// let groups: Vec<f64> = (0..20).map(|person| if person < 10 { 6.0 } else { 7.0 }).collect();
/// let locations = locations_in_groups(&scores, &groups, RankFormula::Rankit)?;
/// // The first of either group has the same location: 50 + 10 Φ⁻¹(.05).
/// assert!((locations[0] - locations[10]).abs() < 1e-12 && (locations[0] - 33.5515).abs() < 5e-5);
/// # Ok::<(), composure::psychometrics::norms::continuous::Error>(())
/// ```
pub fn locations_in_groups(
    scores: &[f64],
    groups: &[f64],
    formula: RankFormula,
) -> Result<Vec<f64>, Error> {
    same_lengths(scores.len(), groups.len())?;
    if !all_finite(scores) || !all_finite(groups) {
        return Err(Error::NotFinite);
    }
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by(|a, b| groups[*a].total_cmp(&groups[*b]));
    let mut locations = vec![0.0; scores.len()];
    // Not "equal", because both zeros are one group.
    for group in order.chunk_by(|a, b| groups[*a] >= groups[*b]) {
        large_enough(group.len(), groups[group[0]])?;
        let of_group: Vec<f64> = group.iter().map(|person_idx| scores[*person_idx]).collect();
        let found = normal_scores(&of_group, formula)?;
        for (person_idx, z) in group.iter().zip(found) {
            locations[*person_idx] = 50.0 + 10.0 * z;
        }
    }
    Ok(locations)
}

/// The T score of each person's rank among the people near them.
///
/// *Model*: as [`locations_in_groups`], but each person's group are all people whose explanatory variable lies within
/// half a `width` of theirs. At either end of the sample the window stops at the end and keeps its width.
///
/// *Takes / gives*: one score and one value of the explanatory variable for each person, `width` in the unit of the
/// latter; T scores in the order of the people. n log n steps.
///
/// *Edges*: a width beyond the whole range ranks all people together.
///
/// *Errors*: as [`locations_in_groups`], and a width that is not above 0.
///
/// *Source*: Gary, Lenhard, Lenhard & Herzberg (2023), *Psychological Assessment* 35, 685–701 (the sliding window).
///
/// ```
/// use composure::psychometrics::norms::{RankFormula, continuous::locations_in_windows};
/// let scores: Vec<f64> = (0..40).map(f64::from).collect();
/// let locations = locations_in_windows(&scores, &scores, 20.0, RankFormula::Rankit)?;
/// // In the middle everybody is in the middle of their own window.
/// assert!((locations[20] - 50.0).abs() < 1e-9);
/// # Ok::<(), composure::psychometrics::norms::continuous::Error>(())
/// ```
pub fn locations_in_windows(
    scores: &[f64],
    by: &[f64],
    width: f64,
    formula: RankFormula,
) -> Result<Vec<f64>, Error> {
    same_lengths(scores.len(), by.len())?;
    if !all_finite(scores) || !all_finite(by) {
        return Err(Error::NotFinite);
    }
    if !width.is_finite() || width <= 0.0 {
        return Err(Error::OutOfRange {
            what: "the width of the window",
            value: width,
            expected: "above 0",
        });
    }
    let mut order: Vec<usize> = (0..by.len()).collect();
    order.sort_by(|a, b| by[*a].total_cmp(&by[*b]));
    let (Some(first), Some(last)) = (order.first(), order.last()) else {
        return Ok(Vec::new());
    };
    let (lowest, highest) = (by[*first], by[*last]);
    let levels = levels(scores);
    let mut inside = Counts::new(levels.iter().max().map_or(0, |level| level + 1));
    let (mut n_entered, mut n_left) = (0, 0);
    let mut locations = vec![0.0; scores.len()];
    for person_idx in &order {
        // Both ends rise with the person, so everybody enters once and leaves once.
        let from = (by[*person_idx] - width / 2.0)
            .min(highest - width)
            .max(lowest);
        let to = (from + width).max(by[*person_idx]);
        while n_entered < order.len() && by[order[n_entered]] <= to {
            inside.add(levels[order[n_entered]]);
            n_entered += 1;
        }
        while n_left < n_entered && by[order[n_left]] < from {
            inside.remove(levels[order[n_left]]);
            n_left += 1;
        }
        let n = n_entered - n_left;
        large_enough(n, by[*person_idx])?;
        let level = levels[*person_idx];
        let (below, not_above) = (inside.below(level), inside.below(level + 1));
        let rank = (below + not_above + 1) as f64 / 2.0;
        let z = normal::quantile(formula.share(rank, n)).ok_or(Error::NotFinite)?;
        locations[*person_idx] = 50.0 + 10.0 * z;
    }
    Ok(locations)
}

fn large_enough(n: usize, by: f64) -> Result<(), Error> {
    if n < FEWEST_IN_A_GROUP {
        return Err(Error::GroupTooSmall {
            by,
            n,
            minimum: FEWEST_IN_A_GROUP,
        });
    }
    Ok(())
}

/// The place of each score among the different scores, from 0.
fn levels(scores: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_unstable_by(|a, b| scores[*a].total_cmp(&scores[*b]));
    let mut levels = vec![0; scores.len()];
    for (level, tied) in order.chunk_by(|a, b| scores[*a] >= scores[*b]).enumerate() {
        for person_idx in tied {
            levels[*person_idx] = level;
        }
    }
    levels
}

/// Counts by level with fast sums of all below (a binary indexed tree; Fenwick, 1994).
struct Counts {
    /// Place i (from 1) holds the sum of as many levels as its lowest set bit says, up to level i − 1.
    sums: Vec<usize>,
}

impl Counts {
    fn new(n_levels: usize) -> Self {
        Self {
            sums: vec![0; n_levels + 1],
        }
    }

    fn add(&mut self, level: usize) {
        self.change(level, |sum| sum + 1);
    }

    fn remove(&mut self, level: usize) {
        self.change(level, |sum| sum.saturating_sub(1));
    }

    fn change(&mut self, level: usize, change: impl Fn(usize) -> usize) {
        let mut place = level + 1;
        while let Some(sum) = self.sums.get_mut(place) {
            *sum = change(*sum);
            place += lowest_bit(place);
        }
    }

    /// How many are on levels below this one.
    fn below(&self, level: usize) -> usize {
        let (mut place, mut n) = (level, 0);
        while 0 < place {
            n += self.sums.get(place).copied().unwrap_or(0);
            place -= lowest_bit(place);
        }
        n
    }
}

/// The lowest set bit of a number above 0.
fn lowest_bit(place: usize) -> usize {
    1 << place.trailing_zeros()
}

#[cfg(test)]
mod tests {
    use rand::RngExt;

    use super::*;
    use crate::clock::seeded;
    use crate::psychometrics::reference::{self, number};

    #[test]
    fn ranks_and_their_normal_scores_equal_cnorm() {
        // reference/cnorm_elfe_ranks.csv: cNORM 3.5.2.
        let test = "ranks_and_their_normal_scores_equal_cnorm";
        let Some(rows) = reference::table("reference/cnorm_elfe_ranks.csv", test) else {
            return;
        };
        let column = |name: &str| -> Vec<f64> {
            rows.iter().map(|row| number(row, name).unwrap()).collect()
        };
        let (scores, groups) = (column("raw"), column("group"));
        for (formula, name) in [
            (RankFormula::Rankit, "T_rankit"),
            (RankFormula::Rankit, "normValue"),
            (RankFormula::Tukey, "T_tukey"),
            (RankFormula::VanDerWaerden, "T_vdw"),
            (RankFormula::Filliben, "T_filliben"),
            (RankFormula::YuHuang, "T_yuhuang"),
        ] {
            let found = locations_in_groups(&scores, &groups, formula).unwrap();
            for (found, expected) in found.iter().zip(column(name)) {
                assert!(
                    (found - expected).abs() < 1e-8,
                    "{name}: {found} {expected}"
                );
            }
        }
        let rankits = locations_in_groups(&scores, &groups, RankFormula::Rankit).unwrap();
        for (location, percentile) in rankits.iter().zip(column("percentile")) {
            assert!((normal::probability((location - 50.0) / 10.0) - percentile).abs() < 1e-10);
        }
        // Two columns of the reference are not what they are called. T_blom has 3.75 in place of Blom's 3/8, which puts
        // the lowest ranks at -∞ (held at T = -20.3); Blom's own values are compared in the norm tables of the bfi
        // scales. T_levenbach is (i - 1/3) / (n + 0.4), which does not put the middle rank in the middle and so is not
        // offered. Both come out of the ranks by these formulas.
        for (percentile, row) in column("percentile").iter().zip(&rows) {
            let rank = 200.0 * percentile + 0.5;
            for (share, name) in [
                ((rank - 3.75) / 200.25, "T_blom"),
                ((rank - 1.0 / 3.0) / 200.4, "T_levenbach"),
            ] {
                let misnamed = 50.0 + 10.0 * normal::quantile(share.max(1e-12)).unwrap();
                let expected = number(row, name).unwrap();
                assert!(
                    (misnamed - expected).abs() < 1e-8,
                    "{name}: {misnamed} {expected}"
                );
            }
        }
    }

    #[test]
    fn a_sliding_window_ranks_as_counting_by_hand_does() {
        let mut rng = seeded(7);
        let scores: Vec<f64> = (0..300)
            .map(|_| f64::from(rng.random_range(0_u8..20)))
            .collect();
        let by: Vec<f64> = (0..300).map(|_| rng.random_range(0.0..10.0)).collect();
        let lowest = by.iter().copied().fold(f64::INFINITY, f64::min);
        let highest = by.iter().copied().fold(0.0, f64::max);
        for width in [1.5, 4.0, 50.0] {
            let found = locations_in_windows(&scores, &by, width, RankFormula::Blom).unwrap();
            for (person_idx, location) in found.iter().enumerate() {
                let from = (by[person_idx] - width / 2.0)
                    .min(highest - width)
                    .max(lowest);
                let near: Vec<usize> = (0..300)
                    .filter(|other| from <= by[*other] && by[*other] <= from + width)
                    .collect();
                let of_window: Vec<f64> = near.iter().map(|other| scores[*other]).collect();
                let place = near.iter().position(|other| *other == person_idx).unwrap();
                let z = normal_scores(&of_window, RankFormula::Blom).unwrap()[place];
                assert!((location - 50.0 - 10.0 * z).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn a_group_of_few_is_refused_with_its_size() {
        let mut groups = vec![1.0; 12];
        groups[3] = 2.0;
        let refused = locations_in_groups(&[0.0; 12], &groups, RankFormula::Rankit);
        let by = 2.0;
        let minimum = FEWEST_IN_A_GROUP;
        assert_eq!(refused, Err(Error::GroupTooSmall { by, n: 1, minimum }));
        assert!(locations_in_windows(&[0.0; 3], &[1.0; 3], 1.0, RankFormula::Rankit).is_err());
        assert!(locations_in_windows(&[0.0; 3], &[1.0; 3], 0.0, RankFormula::Rankit).is_err());
        assert!(locations_in_groups(&[0.0; 3], &[1.0; 2], RankFormula::Rankit).is_err());
        assert_eq!(
            locations_in_windows(&[], &[], 1.0, RankFormula::Rankit),
            Ok(Vec::new())
        );
    }
}
