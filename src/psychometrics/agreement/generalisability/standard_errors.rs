//! How far chance carries the estimates of variance components.

use super::layout::Facets;
use super::{Source, VarianceComponents};

impl VarianceComponents {
    /// The standard error of the estimate of a source's variance, in squared points, not below 0.
    ///
    /// *Model*: with no cell missing, an estimate is a sum of independent mean squares, each added or taken away, over a
    /// number c of scores, and in normal scores the variance of a mean square is 2 MS² / df. So the squared error is
    /// Σ 2 MS² / df / c², over the mean squares of the source and of all pairings that it is in.
    ///
    /// *Takes / gives*: a source; `None` where it is not in the model or a cell is missing.
    ///
    /// *Edges*: the mean squares are those found, so with few raters or scenes the error is itself known poorly: where
    /// chance makes a variance small it makes its error small, too. Taking 2 MS² / (df + 2), as programs for
    /// generalisability do, makes the squared error unbiased and the error itself too small: with one mean square of 2
    /// degrees of freedom by a factor of √(1/2). The error of a single mean square is unbiased as it is here.
    ///
    /// *Source*: Searle, Casella & `McCulloch` (1992), *Variance components*, chapter 4; Brennan (2001), *Generalizability
    /// theory*, section 6.1.
    ///
    /// ```
    /// use composure::psychometrics::agreement::generalisability::{CrossedScore, Source, VarianceComponents};
    /// let rated = |person_idx, rater_idx, score| CrossedScore { person_idx, rater_idx, scene_idx: 0, score };
    /// let scores = [rated(0, 0, 1.0), rated(0, 1, 2.0), rated(1, 0, 5.0), rated(1, 1, 4.0), rated(2, 0, 3.0), rated(2, 1, 3.0)];
    /// let found = VarianceComponents::of(&scores)?;
    /// // Mean squares of persons 4.5 and of the residual 0.5, with 2 degrees of freedom each; over 2 raters.
    /// let by_hand = (4.5_f64.powi(2) + 0.5_f64.powi(2)).sqrt() / 2.0;
    /// assert!(found.standard_error(Source::Person).is_some_and(|error| (error - by_hand).abs() < 1e-12));
    /// # Ok::<(), composure::psychometrics::agreement::generalisability::Error>(())
    /// ```
    pub fn standard_error(&self, source: Source) -> Option<f64> {
        let is_in_model = self.components.iter().any(|part| part.source == source);
        if !is_in_model || !self.is_complete() {
            return None;
        }
        let own = facets_of(source);
        let squared: f64 = (self.components.iter())
            .map(|part| facets_of(part.source))
            .filter(|facets| own.are_within(*facets))
            .map(|facets| 2.0 * self.mean_square(facets).powi(2) / self.degrees_of_freedom(facets))
            .sum();
        Some(squared.sqrt() / self.scores_of(own))
    }

    /// The mean square of these facets, from the estimates: Σ c σ² over the sources that they are in.
    fn mean_square(&self, facets: Facets) -> f64 {
        (self.components.iter())
            .map(|part| (facets_of(part.source), part.estimate))
            .filter(|(source, _)| facets.are_within(*source))
            .map(|(source, estimate)| self.scores_of(source) * estimate)
            .sum()
    }

    /// How many scores one class of these facets has.
    fn scores_of(&self, facets: Facets) -> f64 {
        let averaged = self.counts().into_iter();
        averaged
            .filter(|(facet, _)| !facet.are_within(facets))
            .map(|(_, n)| n as f64)
            .product()
    }

    fn degrees_of_freedom(&self, facets: Facets) -> f64 {
        let varied = self.counts().into_iter();
        varied
            .filter(|(facet, n)| facet.are_within(facets) && *n > 1)
            .map(|(_, n)| (n - 1) as f64)
            .product()
    }

    const fn counts(&self) -> [(Facets, usize); 3] {
        [
            (Facets::PERSON, self.n_persons),
            (Facets::RATER, self.n_raters),
            (Facets::SCENE, self.n_scenes),
        ]
    }
}

const fn facets_of(source: Source) -> Facets {
    match source {
        Source::Person => Facets::PERSON,
        Source::Rater => Facets::RATER,
        Source::Scene => Facets::SCENE,
        Source::PersonRater => Facets::PERSON.with(Facets::RATER),
        Source::PersonScene => Facets::PERSON.with(Facets::SCENE),
        Source::RaterScene => Facets::RATER.with(Facets::SCENE),
        Source::Residual => Facets::CELL,
    }
}

#[cfg(test)]
mod tests {
    use super::super::CrossedScore;
    use super::*;
    use crate::clock::seeded;
    use crate::psychometrics::descriptive::{mean, standard_deviation};
    use crate::psychometrics::simulate::{CrossedCounts, CrossedVariances, crossed_scores};

    /// Three persons by two raters by two scenes, whose mean squares are worked out in `components_tests.rs`.
    fn worked() -> Vec<CrossedScore> {
        let points = [2.0, 4.0, 3.0, 3.0, 5.0, 6.0, 4.0, 8.0, 7.0, 6.0, 9.0, 9.0];
        (points.into_iter().enumerate())
            .map(|(idx, score)| CrossedScore {
                person_idx: idx / 4,
                rater_idx: idx / 2 % 2,
                scene_idx: idx % 2,
                score,
            })
            .collect()
    }

    #[test]
    fn errors_of_a_design_worked_by_hand_come_out() {
        let found = VarianceComponents::of(&worked()).unwrap();
        // Mean squares (df): p 91/4 (2), r 3 (1), s 3 (1), pr 7/4 (2), ps 9/4 (2), rs 1/3 (1), residual 19/12 (2).
        let part = |mean_square: f64, df: f64| 2.0 * mean_square * mean_square / df;
        let residual = part(19.0 / 12.0, 2.0);
        let pairs = [
            part(7.0 / 4.0, 2.0),
            part(9.0 / 4.0, 2.0),
            part(1.0 / 3.0, 1.0),
        ];
        for (source, squared, scores) in [
            (
                Source::Person,
                part(91.0 / 4.0, 2.0) + pairs[0] + pairs[1] + residual,
                4.0,
            ),
            (
                Source::Rater,
                part(3.0, 1.0) + pairs[0] + pairs[2] + residual,
                6.0,
            ),
            (
                Source::Scene,
                part(3.0, 1.0) + pairs[1] + pairs[2] + residual,
                6.0,
            ),
            (Source::PersonRater, pairs[0] + residual, 2.0),
            (Source::RaterScene, pairs[2] + residual, 3.0),
            (Source::Residual, residual, 1.0),
        ] {
            let error = found.standard_error(source).unwrap();
            assert!((error - squared.sqrt() / scores).abs() < 1e-9, "{source}");
        }
    }

    #[test]
    fn a_missing_cell_or_a_source_that_is_not_in_the_model_has_no_error() {
        let found = VarianceComponents::of(&worked()[..11]).unwrap();
        assert_eq!(found.standard_error(Source::Person), None);
        let one_scene: Vec<CrossedScore> = (worked().into_iter())
            .filter(|cell| cell.scene_idx == 0)
            .collect();
        let found = VarianceComponents::of(&one_scene).unwrap();
        assert_eq!(found.standard_error(Source::PersonScene), None);
        assert!(found.standard_error(Source::Rater).is_some());
    }

    #[test]
    fn the_errors_are_how_far_estimates_of_many_draws_lie_apart() {
        let variances = CrossedVariances {
            person: 0.30,
            rater: 0.05,
            scene: 0.06,
            person_rater: 0.02,
            person_scene: 0.25,
            rater_scene: 0.02,
            residual: 0.38,
        };
        let counts = CrossedCounts {
            persons: 30,
            raters: 3,
            scenes: 4,
        };
        let mut rng = seeded(31);
        let draws: Vec<VarianceComponents> = (0..400)
            .map(|_| {
                VarianceComponents::of(&crossed_scores(variances, counts, &mut rng).unwrap())
                    .unwrap()
            })
            .collect();
        for (place, part) in draws[0].components.iter().enumerate() {
            let estimates: Vec<f64> = (draws.iter())
                .map(|draw| draw.components[place].estimate)
                .collect();
            let errors: Vec<f64> = (draws.iter())
                .filter_map(|draw| draw.standard_error(part.source))
                .collect();
            let (apart, error) = (
                standard_deviation(&estimates).unwrap(),
                mean(&errors).unwrap(),
            );
            // The deviation of 400 skewed estimates is itself known within about a tenth.
            assert!(
                (error / apart - 1.0).abs() < 0.2,
                "{}: {error} for {apart}",
                part.source
            );
        }
    }
}
