//! Norms by regression of the score on powers of location and explanatory variable.

use super::{BestSubset, Error, HIGHEST_LOCATION, LOWEST_LOCATION, best_subsets};
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

/// A product of powers, Lⁱ Aʲ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term {
    /// The power i of the location.
    pub power_location: u32,
    /// The power j of the explanatory variable.
    pub power_by: u32,
}

/// The highest powers a model may choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Powers {
    /// Of the location, 1 to 5.
    pub location: u32,
    /// Of the explanatory variable, 1 to 5; fewer than it has different values.
    pub by: u32,
}

/// A stretch of locations on which the predicted score falls while it should rise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fall {
    /// The explanatory variable at which it falls.
    pub by: f64,
    /// The location (T) from which it falls.
    pub from_location: f64,
    /// The location (T) up to which it falls.
    pub to_location: f64,
}

/// Continuous norms by regression.
///
/// Its fields are private because the coefficients are numbers and the ranges rise.
///
/// *Model*: raw = Σ bᵢⱼ Lⁱ Aʲ, with L the T score of the person's rank among people beside them and A the explanatory
/// variable. Of all products with powers up to [`Powers`] the given number of terms that explains most is taken
/// ([`best_subsets`](super::best_subsets())) and fitted by least squares on all people. A norm is read off backwards:
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
/// assert!((norm.r2() - 1.0).abs() < 1e-9);
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
    fit: Option<Fit>,
}

/// How well the model describes its sample.
#[derive(Debug, Clone, PartialEq)]
struct Fit {
    r2: f64,
    adjusted_r2: f64,
    rmse: f64,
    adjusted_r2_by_terms: Vec<f64>,
}

/// How finely locations are looked through, in T scores.
const STEP: f64 = 0.1;
/// 25 to 75 in steps of [`STEP`].
const N_STEPS: u32 = 500;

impl ContinuousNorm {
    /// The best model with this number of terms (besides the constant).
    pub fn fit(people: &[LocatedPerson], powers: Powers, n_terms: usize) -> Result<Self, Error> {
        let by_range = range(people.iter().map(|person| person.by))?;
        let score_range = range(people.iter().map(|person| person.score))?;
        if by_range.1 <= by_range.0 {
            return Err(Error::ByDoesNotVary(by_range.0));
        }
        if score_range.1 <= score_range.0 {
            return Err(Error::ScoreDoesNotVary);
        }
        check_power("the power of the location", powers.location, 5)?;
        let n_values = count_different(people.iter().map(|person| person.by));
        let most = u32::try_from(n_values.saturating_sub(1)).unwrap_or(5);
        check_power(
            "the power of the explanatory variable",
            powers.by,
            most.min(5),
        )?;
        let terms = powers.terms();
        if n_terms == 0 || terms.len() < n_terms {
            return Err(Error::OutOfRange {
                what: "the number of terms",
                value: n_terms as f64,
                expected: "at least 1 and no more than there are products of powers",
            });
        }
        let scores: Vec<f64> = people.iter().map(|person| person.score).collect();
        let products = products(people, &terms);
        let best = best_subsets(&products, &scores, terms.len())?;
        let Some(BestSubset {
            predictors: chosen, ..
        }) = best.get(n_terms - 1)
        else {
            return Err(Error::OutOfRange {
                what: "the number of terms",
                value: n_terms as f64,
                expected: "no more than the products of powers that do not follow from others",
            });
        };
        let predictors: Vec<Vec<f64>> = products
            .iter()
            .map(|person| chosen.iter().map(|place| person[*place]).collect())
            .collect();
        let found = least_squares(&predictors, &scores)?;
        let constant = Term {
            power_location: 0,
            power_by: 0,
        };
        let slopes = found.slopes.iter().map(|slope| slope.estimate);
        let mut coefficients = vec![(constant, found.intercept.estimate)];
        coefficients.extend(chosen.iter().map(|place| terms[*place]).zip(slopes));
        let degrees = found.residual_degrees_of_freedom as f64;
        let spread = found.residual_standard_deviation;
        Ok(Self {
            coefficients,
            by_range,
            score_range,
            fit: Some(Fit {
                r2: found.r2,
                adjusted_r2: found.adjusted_r2,
                rmse: spread * (degrees / people.len() as f64).sqrt(),
                adjusted_r2_by_terms: best.iter().map(|subset| subset.adjusted_r2).collect(),
            }),
        })
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
        Ok(Self {
            coefficients,
            by_range,
            score_range,
            fit: None,
        })
    }

    /// The terms with their coefficients, the constant first.
    pub fn coefficients(&self) -> &[(Term, f64)] {
        &self.coefficients
    }

    /// Squared multiple correlation, 0 to 1; 0 for a model that was not fitted here.
    pub fn r2(&self) -> f64 {
        self.fit.as_ref().map_or(0.0, |fit| fit.r2)
    }

    /// The same, less what chance alone would give.
    pub fn adjusted_r2(&self) -> f64 {
        self.fit.as_ref().map_or(0.0, |fit| fit.adjusted_r2)
    }

    /// Root mean square of the residuals, in raw scores.
    pub fn rmse(&self) -> f64 {
        self.fit.as_ref().map_or(0.0, |fit| fit.rmse)
    }

    /// Adjusted R² of the best model with one term, with two, … up to all.
    pub fn adjusted_r2_by_terms(&self) -> &[f64] {
        self.fit
            .as_ref()
            .map_or(&[], |fit| &fit.adjusted_r2_by_terms)
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
        let curve = self.curve(by);
        let distance = |location: f64| curve.at(location) - raw;
        let mut nearest = (distance(LOWEST_LOCATION).abs(), LOWEST_LOCATION);
        for step in 0..N_STEPS {
            let (from, to) = (location_of(step), location_of(step + 1));
            let (before, after) = (distance(from), distance(to));
            if !before.is_finite() || !after.is_finite() {
                return Err(Error::NotFinite);
            }
            if before <= 0.0 && 0.0 <= after || after <= 0.0 && 0.0 <= before {
                return Ok(crossing(&distance, from, to));
            }
            if after.abs() < nearest.0 {
                nearest = (after.abs(), to);
            }
        }
        Ok(nearest.1)
    }

    /// Where the predicted score, held within the scores of the sample, falls with rising location at this value.
    ///
    /// Looked at in steps of a tenth of a T score. A model that falls anywhere should not be used there: of two people
    /// the one with the higher score would have the lower norm.
    pub fn falls(&self, by: f64) -> Result<Vec<Fall>, Error> {
        self.check_by(by)?;
        let curve = self.curve(by);
        let held = |location| {
            curve
                .at(location)
                .clamp(self.score_range.0, self.score_range.1)
        };
        // Less than this is rounding.
        let least = 1e-9 * (self.score_range.1 - self.score_range.0);
        let mut falls: Vec<Fall> = Vec::new();
        let mut is_falling = false;
        for step in 0..N_STEPS {
            let (from, to) = (location_of(step), location_of(step + 1));
            let falls_here = held(to) < held(from) - least;
            match falls.last_mut() {
                Some(fall) if falls_here && is_falling => fall.to_location = to,
                _ if falls_here => falls.push(Fall {
                    by,
                    from_location: from,
                    to_location: to,
                }),
                _ => {}
            }
            is_falling = falls_here;
        }
        Ok(falls)
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

impl Powers {
    /// Every product of powers but the constant, by rising powers.
    fn terms(self) -> Vec<Term> {
        let all = (0..=self.location).flat_map(|power_location| {
            (0..=self.by).map(move |power_by| Term {
                power_location,
                power_by,
            })
        });
        all.skip(1).collect()
    }
}

/// A polynomial of the location.
struct Curve {
    /// By rising powers.
    coefficients: Vec<f64>,
}

impl Curve {
    fn at(&self, location: f64) -> f64 {
        let falling = self.coefficients.iter().rev();
        falling.fold(0.0, |sum, coefficient| sum * location + coefficient)
    }
}

fn location_of(step: u32) -> f64 {
    LOWEST_LOCATION + STEP * f64::from(step)
}

/// Where a function crosses 0 between two places at which it has opposite signs, by halving.
fn crossing(distance: &impl Fn(f64) -> f64, from: f64, to: f64) -> f64 {
    let (mut from, mut to) = (from, to);
    let is_rising = distance(from) <= distance(to);
    // 0.1 / 2⁵⁰ is less than the distance of neighbouring numbers.
    for _ in 0..50 {
        let middle = f64::midpoint(from, to);
        if (distance(middle) < 0.0) == is_rising {
            from = middle;
        } else {
            to = middle;
        }
    }
    f64::midpoint(from, to).clamp(LOWEST_LOCATION, HIGHEST_LOCATION)
}

fn products(people: &[LocatedPerson], terms: &[Term]) -> Vec<Vec<f64>> {
    let power = |base: f64, power: u32| (0..power).fold(1.0, |product, _| product * base);
    let of_person = |person: &LocatedPerson| {
        let product = |term: &Term| {
            power(person.location, term.power_location) * power(person.by, term.power_by)
        };
        terms.iter().map(product).collect()
    };
    people.iter().map(of_person).collect()
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

fn check_power(what: &'static str, power: u32, most: u32) -> Result<(), Error> {
    if 0 < power && power <= most {
        return Ok(());
    }
    Err(Error::OutOfRange {
        what,
        value: f64::from(power),
        expected: "from 1 to 5, and that of the explanatory variable less than it has different values",
    })
}

#[cfg(test)]
#[path = "regression_norm_tests.rs"]
mod tests;
