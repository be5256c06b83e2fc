//! Scores of every person by every rater in every scene, from known variance components.

use rand::Rng;

use super::{Error, checked, standard_normal};
use crate::psychometrics::agreement::generalisability::CrossedScore;

/// The variances of which a score is made up, in squared points.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct CrossedVariances {
    /// True differences between persons.
    pub person: f64,
    /// Severity of raters.
    pub rater: f64,
    /// Difficulty of scenes.
    pub scene: f64,
    /// Raters who see certain persons otherwise.
    pub person_rater: f64,
    /// Persons who do better in certain scenes.
    pub person_scene: f64,
    /// Raters who are severer in certain scenes.
    pub rater_scene: f64,
    /// Everything else.
    pub residual: f64,
}

/// How many persons, raters and scenes are crossed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CrossedCounts {
    /// Persons.
    pub persons: usize,
    /// Raters.
    pub raters: usize,
    /// Scenes.
    pub scenes: usize,
}

/// Draws the scores of a fully crossed person × rater × scene design.
///
/// *Model*: `x_prs` = `u_p` + `u_r` + `u_s` + `u_pr` + `u_ps` + `u_rs` + `e_prs`, independent normal with mean 0 and
/// the variances given.
///
/// *Takes / gives*: variances not below 0; one score per cell, persons outermost, scenes innermost.
///
/// *Edges*: a count of 0 gives no scores.
///
/// *Errors*: a variance that is below 0 or not finite.
///
/// *Source*: Brennan (2001), *Generalizability theory*, section 3.1.
///
/// ```
/// use composure::psychometrics::simulate::{CrossedCounts, CrossedVariances, crossed_scores};
/// let variances = CrossedVariances { person: 1.0, residual: 0.5, ..CrossedVariances::default() };
/// let counts = CrossedCounts { persons: 4, raters: 3, scenes: 2 };
/// let scores = crossed_scores(variances, counts, &mut composure::clock::seeded(7))?;
/// assert_eq!(scores.len(), 24);
/// # Ok::<(), composure::psychometrics::simulate::Error>(())
/// ```
pub fn crossed_scores(
    variances: CrossedVariances,
    counts: CrossedCounts,
    rng: &mut impl Rng,
) -> Result<Vec<CrossedScore>, Error> {
    let CrossedCounts {
        persons: n_persons,
        raters: n_raters,
        scenes: n_scenes,
    } = counts;
    let mut effects = |variance: f64, n: usize, what: &'static str| -> Result<Vec<f64>, Error> {
        let is_variance = variance.is_finite() && variance >= 0.0;
        checked(variance, is_variance, what, "finite and not below 0")?;
        let deviation = variance.sqrt();
        let drawn = (0..n).map(|_| deviation * standard_normal(rng));
        Ok::<_, Error>(drawn.collect::<Vec<f64>>())
    };
    let person = effects(variances.person, n_persons, "person variance")?;
    let rater = effects(variances.rater, n_raters, "rater variance")?;
    let scene = effects(variances.scene, n_scenes, "scene variance")?;
    let person_rater = effects(
        variances.person_rater,
        n_persons * n_raters,
        "person × rater variance",
    )?;
    let person_scene = effects(
        variances.person_scene,
        n_persons * n_scenes,
        "person × scene variance",
    )?;
    let rater_scene = effects(
        variances.rater_scene,
        n_raters * n_scenes,
        "rater × scene variance",
    )?;
    let n_cells = n_persons * n_raters * n_scenes;
    let residual = effects(variances.residual, n_cells, "residual variance")?;
    let mut scores = Vec::with_capacity(n_cells);
    for (cell_idx, rest) in residual.iter().enumerate() {
        let scene_idx = cell_idx % n_scenes;
        let rater_idx = cell_idx / n_scenes % n_raters;
        let person_idx = cell_idx / n_scenes / n_raters;
        let main = person[person_idx] + rater[rater_idx] + scene[scene_idx];
        let pairs = person_rater[person_idx * n_raters + rater_idx]
            + person_scene[person_idx * n_scenes + scene_idx]
            + rater_scene[rater_idx * n_scenes + scene_idx];
        scores.push(CrossedScore {
            person_idx,
            rater_idx,
            scene_idx,
            score: main + pairs + rest,
        });
    }
    Ok(scores)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::seeded;
    use crate::psychometrics::descriptive::variance;

    const COUNTS: CrossedCounts = CrossedCounts {
        persons: 3000,
        raters: 2,
        scenes: 2,
    };

    #[test]
    fn the_variance_within_one_cell_is_the_sum_of_the_persons_components() {
        let variances = CrossedVariances {
            person: 1.0,
            rater: 9.0,
            person_rater: 0.5,
            person_scene: 0.25,
            residual: 0.25,
            ..CrossedVariances::default()
        };
        let scores = crossed_scores(variances, COUNTS, &mut seeded(3)).unwrap();
        assert_eq!(scores.len(), 12_000);
        let one_cell: Vec<f64> = scores
            .iter()
            .filter(|cell| cell.rater_idx == 1 && cell.scene_idx == 0)
            .map(|cell| cell.score)
            .collect();
        assert_eq!(one_cell.len(), 3000);
        // 1 + 0.5 + 0.25 + 0.25; four standard errors of a variance of 3000 are 2 × √(2 / 3000) × 4 = 0.21.
        assert!((variance(&one_cell).unwrap() - 2.0).abs() < 0.21);
    }

    #[test]
    fn one_seed_gives_the_same_scores_and_no_scene_gives_none() {
        let variances = CrossedVariances {
            person: 1.0,
            ..CrossedVariances::default()
        };
        let first = crossed_scores(variances, COUNTS, &mut seeded(5));
        assert_eq!(first, crossed_scores(variances, COUNTS, &mut seeded(5)));
        let none = CrossedCounts {
            scenes: 0,
            ..COUNTS
        };
        assert_eq!(crossed_scores(variances, none, &mut seeded(5)), Ok(vec![]));
    }

    #[test]
    fn a_variance_below_zero_is_refused_by_its_name() {
        let variances = CrossedVariances {
            rater_scene: -0.1,
            ..CrossedVariances::default()
        };
        let refusal = crossed_scores(variances, COUNTS, &mut seeded(5)).unwrap_err();
        assert_eq!(
            refusal.to_string(),
            "rater × scene variance is -0.1, but has to be finite and not below 0"
        );
    }
}
