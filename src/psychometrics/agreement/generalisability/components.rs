//! Variance components of crossed scores.

use nalgebra::{DMatrix, DVector};

use super::layout::{Facets, Layout};
use super::{CrossedScore, Error, Source};

/// One source and its variance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Component {
    /// Where the variance comes from.
    pub source: Source,
    /// The variance as estimated, in squared points; chance can carry a small one below 0.
    pub estimate: f64,
    /// The variance, not below 0: a negative estimate counts as none.
    pub variance: f64,
    /// Its share in the sum of all variances, 0 to 1.
    pub share: f64,
}

/// The variance components of one score per person, rater and scene, with cells missing if need be.
///
/// *Model*: `x_prs` = μ + `u_p` + `u_r` + `u_s` + `u_pr` + `u_ps` + `u_rs` + `e_prs` with independent effects, each with a variance
/// of its own. For each set of facets A, `T_A` is the sum over its classes of their squared totals over their numbers of
/// scores; its expectation is a known linear function of the variances and μ², and these equations are solved
/// (Henderson's Method 1, the analogous-ANOVA procedure). Where no cell is missing the estimates are those of the
/// expected mean squares. With one scene the model is person, rater and residual; with one rater it is person, scene
/// and residual.
///
/// *Takes / gives*: one score per cell, cells in any order; variances in squared points.
///
/// *Edges*: the estimates are unbiased whichever cells are missing, as long as that does not depend on the scores; a
/// negative estimate is shown as 0 and kept beside it. Effects need not be normal.
///
/// *Errors*: fewer than two persons, one rater in one scene, a cell with two scores, cells that do not tell two sources
/// apart, scores that do not vary.
///
/// *Source*: Henderson (1953), *Biometrics* 9, 226–252; Brennan (2001), *Generalizability theory*, sections 3.4 and 7.1.
///
/// ```
/// use composure::psychometrics::agreement::generalisability::{CrossedScore, Source, VarianceComponents};
/// let rated = |person_idx, rater_idx, score| CrossedScore { person_idx, rater_idx, scene_idx: 0, score };
/// // Mean squares: persons 4.5, residual 0.5; (4.5 − 0.5) / 2 raters.
/// let scores = [rated(0, 0, 1.0), rated(0, 1, 2.0), rated(1, 0, 5.0), rated(1, 1, 4.0), rated(2, 0, 3.0), rated(2, 1, 3.0)];
/// let found = VarianceComponents::of(&scores)?;
/// assert!((found.variance(Source::Person) - 2.0).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::agreement::generalisability::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct VarianceComponents {
    /// How many persons there are.
    pub n_persons: usize,
    /// How many raters there are.
    pub n_raters: usize,
    /// How many scenes there are.
    pub n_scenes: usize,
    /// How many cells have a score.
    pub n_scores: usize,
    /// The sources in the model, the residual last.
    pub components: Vec<Component>,
}

impl VarianceComponents {
    /// The components of these scores.
    pub fn of(scores: &[CrossedScore]) -> Result<Self, Error> {
        let layout = Layout::new(scores)?;
        let n_persons = layout.count(Facets::PERSON);
        let n_raters = layout.count(Facets::RATER);
        let n_scenes = layout.count(Facets::SCENE);
        if n_persons < 2 {
            return Err(Error::TooFewPersons { n: n_persons });
        }
        let model = match (n_raters > 1, n_scenes > 1) {
            (false, false) => return Err(Error::NothingRepeated),
            (true, false) => vec![
                (Source::Person, Facets::PERSON),
                (Source::Rater, Facets::RATER),
                (Source::Residual, Facets::CELL),
            ],
            (false, true) => vec![
                (Source::Person, Facets::PERSON),
                (Source::Scene, Facets::SCENE),
                (Source::Residual, Facets::CELL),
            ],
            (true, true) => vec![
                (Source::Person, Facets::PERSON),
                (Source::Rater, Facets::RATER),
                (Source::Scene, Facets::SCENE),
                (Source::PersonRater, Facets::PERSON.with(Facets::RATER)),
                (Source::PersonScene, Facets::PERSON.with(Facets::SCENE)),
                (Source::RaterScene, Facets::RATER.with(Facets::SCENE)),
                (Source::Residual, Facets::CELL),
            ],
        };
        tell_apart(&layout, &model)?;
        let components = shares(estimates(&layout, &model)?)?;
        Ok(Self {
            n_persons,
            n_raters,
            n_scenes,
            n_scores: scores.len(),
            components,
        })
    }

    /// The variance of a source, not below 0; 0 where the model does not have it.
    pub fn variance(&self, source: Source) -> f64 {
        let found = self.components.iter().find(|part| part.source == source);
        found.map_or(0.0, |part| part.variance)
    }

    /// Whether every person has a score by every rater in every scene.
    pub fn is_complete(&self) -> bool {
        self.n_scores == self.n_persons * self.n_raters * self.n_scenes
    }
}

/// Two sources whose classes are the same cannot be told apart.
fn tell_apart(layout: &Layout, model: &[(Source, Facets)]) -> Result<(), Error> {
    // Finer ones first, so that the pairing that is confounded is named before the facets in it.
    for (coarse, facets) in model.iter().rev() {
        let confounded = model.iter().rev().find(|(_, finer)| {
            facets.is_coarser_than(*finer) && layout.count(*facets) == layout.count(*finer)
        });
        if let Some((fine, _)) = confounded {
            return Err(Error::Confounded {
                coarse: *coarse,
                fine: *fine,
            });
        }
    }
    Ok(())
}

/// The variances that solve the equations T = E(T).
fn estimates(layout: &Layout, model: &[(Source, Facets)]) -> Result<Vec<(Source, f64)>, Error> {
    let n = layout.count(Facets::CELL) as f64;
    let total = layout.squares(Facets::CELL);
    if !total.is_finite() {
        return Err(Error::NotFinite);
    }
    // The unknowns are the variances and, as a class of all scores, the squared mean.
    let sets: Vec<Facets> = std::iter::once(Facets::NONE)
        .chain(model.iter().map(|(_, facets)| *facets))
        .collect();
    // Scores are scaled to a mean square of 1, so that a rank does not depend on their unit.
    let scale = total / n;
    if scale <= f64::MIN_POSITIVE {
        return Err(Error::NoVariance);
    }
    let expected = DMatrix::from_fn(sets.len(), sets.len(), |row, column| {
        layout.coefficient(sets[row], sets[column]) / n
    });
    let found = DVector::from_fn(sets.len(), |row, _| layout.squares(sets[row]) / n / scale);
    let singular_values = expected.clone().singular_values();
    let (largest, smallest) = (singular_values.max(), singular_values.min());
    if smallest <= 1e-10 * largest {
        return Err(Error::Undetermined);
    }
    let solution = expected.lu().solve(&found).ok_or(Error::Undetermined)?;
    let variances = model.iter().zip(solution.iter().skip(1));
    variances
        .map(|((source, _), scaled)| {
            let variance = scaled * scale;
            let is_finite = variance.is_finite();
            is_finite
                .then_some((*source, variance))
                .ok_or(Error::NotFinite)
        })
        .collect()
}

fn shares(estimates: Vec<(Source, f64)>) -> Result<Vec<Component>, Error> {
    let sum: f64 = estimates.iter().map(|(_, value)| value.max(0.0)).sum();
    if !sum.is_finite() {
        return Err(Error::NotFinite);
    }
    if sum <= 0.0 {
        return Err(Error::NoVariance);
    }
    let component = |(source, estimate): (Source, f64)| Component {
        source,
        estimate,
        variance: estimate.max(0.0),
        share: estimate.max(0.0) / sum,
    };
    Ok(estimates.into_iter().map(component).collect())
}

#[cfg(test)]
#[path = "components_tests.rs"]
mod tests;
