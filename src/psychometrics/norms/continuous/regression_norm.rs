//! Norms by regression of the score on powers of location and explanatory variable.

use super::curve::{Curve, Fall};
use super::powers::{HIGHEST_POWER, products};
use super::{Error, Powers, Term, best_subsets};
use crate::psychometrics::finite;
use crate::psychometrics::regression::least_squares;

/// One person of a norm sample, ranked already.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LocatedPerson {
    /// The raw score.
    pub score: f64,
    /// The explanatory variable: age, months of training.
    pub by: f64,
    /// The T score of the rank among people beside them.
    pub location: f64,
}

/// Continuous norms by regression.
///
/// Its fields are private because the coefficients are numbers and the ranges rise.
///
/// *Model*: raw = Σ bᵢⱼ Lⁱ Aʲ, with L the T score of the person's rank among people beside them and A the explanatory
/// variable. Of all products with powers up to [`Powers`] the given number of terms that explains most is taken
/// ([`best_subsets`](super::best_subsets())) and fitted by least squares on all people; sets whose norms would fall
/// with rising scores are passed over for the next best. A norm is read off backwards:
/// the L from 25 to 75 at which the predicted score is the raw score.
///
/// *Takes / gives*: scores in any unit, A in the unit that norms are asked for; locations as T scores.
///
/// *Edges*: a raw score below all predicted ones has 25, above all 75. Where the predicted score falls with rising
/// location ([`Self::falls`]) several locations may fit; the lowest is given.
///
/// *Errors*: fewer people than terms + 2, an explanatory variable or score that does not vary, numbers that are not
/// finite, powers or terms outside their range; a norm outside the sample's range of A: norms are not extrapolated.
///
/// *Source*: Lenhard, Lenhard, Suggate & Segerer (2018), *Assessment* 25, 112–125; Lenhard & Lenhard (2021),
/// *Educational and Psychological Measurement* 81, 229–261.
///
/// ```
/// use composure::psychometrics::norms::continuous::{ContinuousNorm, LocatedPerson, Powers};
/// // Everybody's score is a tenth of the location, plus the age.
/// let people: Vec<LocatedPerson> = (0..60)
///     .map(|i| {
///         let (location, by) = (30.0 + f64::from(i % 12) * 4.0, 6.0 + f64::from(i / 12));
///         LocatedPerson { score: location / 10.0 + by, by, location }
///     })
///     .collect();
/// let norm = ContinuousNorm::fit(&people, Powers { location: 2, by: 2 }, 2)?;
/// assert!((norm.quality().map_or(0.0, |quality| quality.r2) - 1.0).abs() < 1e-9);
/// assert!((norm.location(12.5, 7.5)? - 50.0).abs() < 1e-6);
/// assert!(norm.location(12.5, 12.0).is_err());
/// # Ok::<(), composure::psychometrics::norms::continuous::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct ContinuousNorm {
    /// The constant first, then by rising powers.
    coefficients: Vec<(Term, f64)>,
    /// The lowest and the highest explanatory variable of the sample.
    by_range: (f64, f64),
    /// The lowest and the highest score of the sample.
    score_range: (f64, f64),
    quality: Option<NormQuality>,
}

/// How well a model describes its sample.
#[derive(Debug, Clone, PartialEq)]
pub struct NormQuality {
    /// Squared multiple correlation, 0 to 1.
    pub r2: f64,
    /// The same, less what chance alone would give.
    pub adjusted_r2: f64,
    /// Root mean square of the residuals, in raw scores.
    pub rmse: f64,
    /// Adjusted R² of the best set of one term, of two, … up to eight or more, whether its norms rise or not.
    pub adjusted_r2_by_terms: Vec<f64>,
}

/// Up to how many terms adjusted R² is listed, at least.
const LISTED: usize = 8;
/// How many sets of one size are tried for one whose norms rise.
const N_TRIED: usize = 10;

impl ContinuousNorm {
    /// The best model with this number of terms (besides the constant) whose norms rise with the score everywhere in the
    /// sample's range; if none of the ten best does, the best.
    pub fn fit(people: &[LocatedPerson], powers: Powers, n_terms: usize) -> Result<Self, Error> {
        let by_range = range(people.iter().map(|person| person.by))?;
        let score_range = range(people.iter().map(|person| person.score))?;
        if by_range.1 <= by_range.0 {
            return Err(Error::ByDoesNotVary(by_range.0));
        }
        if score_range.1 <= score_range.0 {
            return Err(Error::ScoreDoesNotVary);
        }
        let n_values = count_different(people.iter().map(|person| person.by));
        let terms = powers.checked(n_values)?.terms();
        let scores: Vec<f64> = people.iter().map(|person| person.score).collect();
        let products = products(people, &terms);
        let refused = Error::OutOfRange {
            what: "the number of terms",
            value: n_terms as f64,
            expected: "at least 1 and no more than there are products of powers",
        };
        if n_terms == 0 || terms.len() < n_terms {
            return Err(refused);
        }
        let mut wanted = vec![1; n_terms.max(LISTED)];
        wanted[n_terms - 1] = N_TRIED;
        let best = best_subsets(&products, &scores, &wanted)?;
        let candidates = best.get(n_terms - 1).ok_or(refused)?;
        let mut first = None;
        for candidate in candidates {
            let (coefficients, quality) =
                fitted(&products, &scores, &terms, &candidate.predictors)?;
            let norm = Self {
                coefficients,
                by_range,
                score_range,
                quality: Some(NormQuality {
                    adjusted_r2_by_terms: best.iter().map(|sets| sets[0].adjusted_r2).collect(),
                    ..quality
                }),
            };
            if norm.rises()? {
                return Ok(norm);
            }
            first.get_or_insert(norm);
        }
        first.ok_or(Error::NotFinite)
    }

    /// Whether norms rise with the score at eleven places from one end of the range to the other.
    fn rises(&self) -> Result<bool, Error> {
        for place in 0..=10_u32 {
            let share = f64::from(place) / 10.0;
            let by = self.by_range.0 * (1.0 - share) + self.by_range.1 * share;
            if !self
                .falls(by.clamp(self.by_range.0, self.by_range.1))?
                .is_empty()
            {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// A published model: its coefficients, and the ranges of explanatory variable and score in its sample.
    pub fn from_coefficients(
        coefficients: Vec<(Term, f64)>,
        by_range: (f64, f64),
        score_range: (f64, f64),
    ) -> Result<Self, Error> {
        let ends = [by_range.0, by_range.1, score_range.0, score_range.1];
        let mut numbers = coefficients.iter().map(|(_, value)| *value).chain(ends);
        if !numbers.all(f64::is_finite) {
            return Err(Error::NotFinite);
        }
        if by_range.1 < by_range.0 {
            return Err(Error::ByDoesNotVary(by_range.0));
        }
        if score_range.1 <= score_range.0 {
            return Err(Error::ScoreDoesNotVary);
        }
        for (term, _) in &coefficients {
            let power = term.power_location.max(term.power_by);
            if HIGHEST_POWER < power {
                return Err(Error::OutOfRange {
                    what: "a power",
                    value: f64::from(power),
                    expected: "from 0 to 5",
                });
            }
        }
        Ok(Self {
            coefficients,
            by_range,
            score_range,
            quality: None,
        })
    }

    /// The terms with their coefficients, the constant first.
    pub fn coefficients(&self) -> &[(Term, f64)] {
        &self.coefficients
    }

    /// How well the model describes its sample; `None` for one that was not fitted here.
    pub fn quality(&self) -> Option<&NormQuality> {
        self.quality.as_ref()
    }

    /// The lowest and the highest explanatory variable for which there are norms.
    pub fn by_range(&self) -> (f64, f64) {
        self.by_range
    }

    /// The predicted score of a location (a T score), which may lie beyond the scores of the sample.
    pub fn raw(&self, location: f64, by: f64) -> Result<f64, Error> {
        self.check_by(by)?;
        finite(self.curve(by).at(location)).ok_or(Error::NotFinite)
    }

    /// The location, a T score from 25 to 75, of a raw score.
    pub fn location(&self, raw: f64, by: f64) -> Result<f64, Error> {
        self.check_by(by)?;
        let raw = finite(raw).ok_or(Error::NotFinite)?;
        self.curve(by).location_of(raw)
    }

    /// Where the predicted score, held within the scores of the sample, falls with rising location at this value.
    ///
    /// Looked at in steps of a tenth of a T score. A model that falls anywhere should not be used there: of two people
    /// the one with the higher score would have the lower norm.
    pub fn falls(&self, by: f64) -> Result<Vec<Fall>, Error> {
        self.check_by(by)?;
        let falls = self.curve(by).falls(self.score_range).into_iter();
        let fall = |(from_location, to_location)| Fall {
            by,
            from_location,
            to_location,
        };
        Ok(falls.map(fall).collect())
    }

    fn check_by(&self, by: f64) -> Result<(), Error> {
        let (lowest, highest) = self.by_range;
        if (lowest..=highest).contains(&by) {
            return Ok(());
        }
        Err(Error::Outside {
            by,
            lowest,
            highest,
        })
    }

    /// The predicted score as a polynomial of the location.
    fn curve(&self, by: f64) -> Curve {
        let highest = self
            .coefficients
            .iter()
            .map(|(term, _)| term.power_location);
        let mut coefficients = vec![0.0; highest.max().map_or(0, |power| power as usize) + 1];
        for (term, value) in &self.coefficients {
            let power = i32::try_from(term.power_by).unwrap_or(i32::MAX);
            coefficients[term.power_location as usize] += value * by.powi(power);
        }
        Curve { coefficients }
    }
}

/// The least squares of some of the products.
fn fitted(
    products: &[Vec<f64>],
    scores: &[f64],
    terms: &[Term],
    chosen: &[usize],
) -> Result<(Vec<(Term, f64)>, NormQuality), Error> {
    let predictors: Vec<Vec<f64>> = products
        .iter()
        .map(|person| chosen.iter().map(|place| person[*place]).collect())
        .collect();
    let found = least_squares(&predictors, scores)?;
    let constant = Term {
        power_location: 0,
        power_by: 0,
    };
    let slopes = found.slopes.iter().map(|slope| slope.estimate);
    let mut coefficients = vec![(constant, found.intercept.estimate)];
    coefficients.extend(chosen.iter().map(|place| terms[*place]).zip(slopes));
    let degrees = found.residual_degrees_of_freedom as f64;
    let quality = NormQuality {
        r2: found.r2,
        adjusted_r2: found.adjusted_r2,
        rmse: found.residual_standard_deviation * (degrees / scores.len() as f64).sqrt(),
        adjusted_r2_by_terms: Vec::new(),
    };
    Ok((coefficients, quality))
}

/// The lowest and the highest of some numbers.
fn range(values: impl Iterator<Item = f64>) -> Result<(f64, f64), Error> {
    let mut range = (f64::INFINITY, f64::NEG_INFINITY);
    for value in values {
        let value = finite(value).ok_or(Error::NotFinite)?;
        range = (range.0.min(value), range.1.max(value));
    }
    if range.0 <= range.1 {
        Ok(range)
    } else {
        Err(Error::Norm(crate::psychometrics::norms::Error::Empty))
    }
}

fn count_different(values: impl Iterator<Item = f64>) -> usize {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted.chunk_by(|a, b| a >= b).count()
}

#[cfg(test)]
#[path = "regression_norm_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "growth_tests.rs"]
mod growth_tests;
