//! Decision studies: how dependable a mean over other numbers of raters and scenes would be.

use super::{Error, Source, VarianceComponents};

/// How dependable a person's mean over these numbers of scenes and raters is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DStudy {
    /// How many scenes are averaged.
    pub n_scenes: usize,
    /// How many raters are averaged.
    pub n_raters: usize,
    /// The generalisability coefficient Eρ², for ranking persons who all have the same raters and scenes: 0 to 1; `None` without variance
    /// of persons and error.
    pub generalisability: Option<f64>,
    /// Eρ² of raters nested in persons, (R:p) × S: for ranking persons who have different raters but the same scenes; `None`
    /// as above. It lies between Φ and Eρ².
    pub nested_generalisability: Option<f64>,
    /// The dependability coefficient Φ, for comparing with a fixed standard, or persons who have different raters and different
    /// scenes: 0 to 1; `None` as above.
    pub dependability: Option<f64>,
    /// The standard error of the difference between persons' means and their true ones, severity and difficulty apart, in points.
    pub relative_error: f64,
    /// The standard error of a mean as such, severity and difficulty included, in points.
    pub absolute_error: f64,
}

/// How dependable means over `n_scenes` scenes and `n_raters` raters would be, every rater seeing every scene.
///
/// *Model*: with the variances of persons p, raters r, scenes s and their pairings, relative error is
/// pr / `n_r` + ps / `n_s` + e / (`n_r` `n_s`) and absolute error adds r / `n_r` + s / `n_s` + rs / (`n_r` `n_s`); Eρ² and Φ are p
/// over p plus the one or the other. Where raters are nested in persons their severity no longer goes alike into all
/// means, and that of scenes still does: the error is (r + pr) / `n_r` + ps / `n_s` + (rs + e) / (`n_r` `n_s`).
///
/// *Takes / gives*: components of [`VarianceComponents::of`]; numbers of at least 1.
///
/// *Edges*: negative estimates count as 0. Where the scores came from one scene, its difficulty and what persons owe to
/// it are in the persons' variance, so that nothing is known of more scenes; likewise with one rater.
///
/// *Errors*: a number of 0; another number than 1 of a facet that was not varied.
///
/// *Source*: Brennan (2001), *Generalizability theory*, section 4.1, D studies of other designs than the G
/// study's among it; Cronbach, Gleser, Nanda & Rajaratnam (1972).
///
/// ```
/// use composure::psychometrics::agreement::generalisability::{CrossedScore, VarianceComponents, d_study};
/// let rated = |person_idx, rater_idx, score| CrossedScore { person_idx, rater_idx, scene_idx: 0, score };
/// let scores = [rated(0, 0, 1.0), rated(0, 1, 2.0), rated(1, 0, 5.0), rated(1, 1, 4.0)];
/// let components = VarianceComponents::of(&scores)?;
/// // Mean squares: persons 9, residual 1; variances 4 and 1; with 4 raters 4 / (4 + 1 / 4).
/// assert!(d_study(&components, 1, 4)?.generalisability.is_some_and(|g| (g - 16.0 / 17.0).abs() < 1e-12));
/// # Ok::<(), composure::psychometrics::agreement::generalisability::Error>(())
/// ```
pub fn d_study(
    components: &VarianceComponents,
    n_scenes: usize,
    n_raters: usize,
) -> Result<DStudy, Error> {
    checked(n_scenes, components.n_scenes, "number of scenes")?;
    checked(n_raters, components.n_raters, "number of raters")?;
    Ok(study(
        |source| components.variance(source),
        n_scenes,
        n_raters,
    ))
}

/// The study of these variances, whether estimated or known; numbers of at least 1.
pub(super) fn study(variance: impl Fn(Source) -> f64, n_scenes: usize, n_raters: usize) -> DStudy {
    let (scenes, raters) = (n_scenes as f64, n_raters as f64);
    let relative = variance(Source::PersonRater) / raters
        + variance(Source::PersonScene) / scenes
        + variance(Source::Residual) / (raters * scenes);
    let of_raters =
        variance(Source::Rater) / raters + variance(Source::RaterScene) / (raters * scenes);
    let nested = relative + of_raters;
    let absolute = nested + variance(Source::Scene) / scenes;
    let person = variance(Source::Person);
    let coefficient = |error: f64| (person + error > 0.0).then(|| person / (person + error));
    DStudy {
        n_scenes,
        n_raters,
        generalisability: coefficient(relative),
        nested_generalisability: coefficient(nested),
        dependability: coefficient(absolute),
        relative_error: relative.sqrt(),
        absolute_error: absolute.sqrt(),
    }
}

fn checked(value: usize, n_varied: usize, what: &'static str) -> Result<(), Error> {
    let expected = match (value, n_varied) {
        (0, _) => "at least 1",
        (2.., ..2) => "1, because the scores come from one only",
        _ => return Ok(()),
    };
    Err(Error::OutOfRange {
        what,
        value,
        expected,
    })
}

#[cfg(test)]
mod tests {
    use super::super::Component;
    use super::*;

    fn components(n_scenes: usize) -> VarianceComponents {
        let part = |(source, variance): (Source, f64)| Component {
            source,
            estimate: variance,
            variance,
            share: variance / 4.0,
        };
        let parts = [
            (Source::Person, 1.0),
            (Source::Rater, 0.2),
            (Source::Scene, 0.4),
            (Source::PersonRater, 0.2),
            (Source::PersonScene, 1.2),
            (Source::RaterScene, 0.0),
            (Source::Residual, 1.0),
        ];
        VarianceComponents {
            n_persons: 9,
            n_raters: 2,
            n_scenes,
            n_scores: 18 * n_scenes,
            components: parts.map(part).to_vec(),
        }
    }

    #[test]
    fn two_raters_and_four_scenes_come_out_as_by_hand() {
        let found = d_study(&components(3), 4, 2).unwrap();
        // 0.2 / 2 + 1.2 / 4 + 1 / 8 = 0.525; with 0.2 / 2 for raters 0.625; with 0.4 / 4 for scenes 0.725.
        assert!((found.generalisability.unwrap() - 1.0 / 1.525).abs() < 1e-12);
        assert!((found.nested_generalisability.unwrap() - 1.0 / 1.625).abs() < 1e-12);
        assert!((found.dependability.unwrap() - 1.0 / 1.725).abs() < 1e-12);
        assert!((found.relative_error - 0.525_f64.sqrt()).abs() < 1e-12);
        assert!((found.absolute_error - 0.725_f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn more_raters_and_scenes_never_make_it_less_dependable() {
        let components = components(3);
        for n_scenes in 1..8 {
            for n_raters in 1..8 {
                let fewer = d_study(&components, n_scenes, n_raters).unwrap();
                let more = d_study(&components, n_scenes + 1, n_raters + 1).unwrap();
                assert!(fewer.generalisability < more.generalisability);
                assert!(fewer.dependability <= fewer.nested_generalisability);
                assert!(fewer.nested_generalisability <= fewer.generalisability);
            }
        }
    }

    #[test]
    fn no_scene_and_scenes_beyond_a_single_one_are_refused() {
        let refusal = d_study(&components(3), 0, 2).unwrap_err().to_string();
        assert_eq!(refusal, "number of scenes is 0, but has to be at least 1");
        let refusal = d_study(&components(1), 2, 2).unwrap_err().to_string();
        assert_eq!(
            refusal,
            "number of scenes is 2, but has to be 1, because the scores come from one only"
        );
    }
}
