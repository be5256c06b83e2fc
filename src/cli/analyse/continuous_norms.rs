//! `analyse norms --by`: norms that change with another variable.

use clap::{Args, ValueEnum};

use super::continuous_found::{Coefficient, ContinuousFound, FallFound, FitFound, Row};
use super::fault::Fault;
use super::norms::TErrors;
use super::table::Table;
use super::whole_scores::whole_scores;
use crate::psychometrics::norms::RankFormula;
use crate::psychometrics::norms::continuous::{
    BetaBinomialNorm, ContinuousNorm, Error, FEWEST_IN_A_GROUP, LocatedPerson, Powers,
    ScoredPerson, locations_in_groups, locations_in_windows,
};

/// How norms change with another variable.
#[derive(Debug, Args)]
pub(super) struct ByArgs {
    /// Continuous norms: the column that norms change with, as age or months of training.
    #[arg(long, value_name = "COLUMN")]
    by: Option<String>,
    /// At which values of that column norms are wanted, as 6,6.5,7; else all its values where these are few.
    #[arg(
        long,
        value_name = "VALUES",
        value_delimiter = ',',
        allow_hyphen_values = true
    )]
    at: Vec<f64>,
    /// The column of the groups within which people are ranked; else everybody with the same value of --by.
    #[arg(long, value_name = "COLUMN", conflicts_with = "window")]
    group: Option<String>,
    /// Rank people among those within half this width of their own value of --by, instead of in groups.
    #[arg(long, value_name = "WIDTH", allow_negative_numbers = true)]
    window: Option<f64>,
    /// How continuous norms are modelled.
    #[arg(long, value_enum, default_value_t = NormModel::Regression)]
    model: NormModel,
    /// How many products of powers the regression has, besides its constant.
    #[arg(long, value_name = "NUMBER", default_value_t = 4)]
    terms: usize,
    /// The highest power of location and of --by, 1 to 5; for the beta-binomial the degree of its polynomials.
    #[arg(long, value_name = "POWER")]
    powers: Option<u32>,
    /// The highest possible score, for the beta-binomial; else the highest there is.
    #[arg(long, value_name = "SCORE")]
    highest: Option<u32>,
}

/// How continuous norms are modelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum NormModel {
    /// The score by regression on powers of rank and --by; supposes no distribution.
    Regression,
    /// Scores from 0 to a highest are beta-binomial, with shapes that change with --by.
    BetaBinomial,
}

/// A person's score, explanatory variable and group.
struct Person<'table> {
    score: f64,
    by: f64,
    group: Option<&'table str>,
}

/// The people with their lowest and highest values.
struct Sample<'table> {
    people: Vec<Person<'table>>,
    by: Vec<f64>,
    scores: Vec<f64>,
}

impl ByArgs {
    pub(super) fn is_wanted(&self) -> bool {
        self.by.is_some()
    }

    /// Refuses options that mean nothing without --by.
    pub(super) fn refuse_without_by(&self) -> Result<(), Fault> {
        let given = [
            (!self.at.is_empty(), "--at"),
            (self.group.is_some(), "--group"),
            (self.window.is_some(), "--window"),
            (self.powers.is_some(), "--powers"),
            (self.highest.is_some(), "--highest"),
            (self.model == NormModel::BetaBinomial, "--model"),
        ];
        match given.iter().find(|(is_given, _)| *is_given) {
            Some((_, option)) => Err(Fault::input(format!(
                "{option} is for continuous norms. Name the column that norms change with by --by."
            ))),
            None => Ok(()),
        }
    }

    pub(super) fn run(
        &self,
        table: &Table,
        score: &str,
        errors: Option<TErrors>,
    ) -> Result<ContinuousFound, Fault> {
        let sample = self.sample(table, score)?;
        match self.model {
            NormModel::Regression => self.regression(&sample, errors),
            NormModel::BetaBinomial => self.beta_binomial(&sample, errors),
        }
    }

    fn sample<'table>(&self, table: &'table Table, score: &str) -> Result<Sample<'table>, Fault> {
        let scores = table.numbers(score)?;
        let by = table.numbers(self.by.as_deref().unwrap_or_default())?;
        let groups = match &self.group {
            Some(column) => table.texts(column)?,
            None => vec![None; table.n_rows()],
        };
        let mut people = Vec::with_capacity(scores.len());
        for (row_idx, ((score, by), group)) in scores.into_iter().zip(by).zip(groups).enumerate() {
            let (Some(score), Some(by)) = (score, by) else {
                continue;
            };
            if let (Some(column), None) = (&self.group, group) {
                return Err(table.fault_at(row_idx, column, "a group is missing here."));
            }
            people.push(Person { score, by, group });
        }
        if people.is_empty() {
            return Err(Fault::input(format!(
                "{}: nobody has both a `{score}` and a `{}`.",
                table.file(),
                self.by.as_deref().unwrap_or_default()
            )));
        }
        let different = |values: Vec<f64>| {
            let mut values = values;
            values.sort_unstable_by(f64::total_cmp);
            values.dedup_by(|a, b| *a <= *b);
            values
        };
        Ok(Sample {
            by: different(people.iter().map(|person| person.by).collect()),
            scores: different(people.iter().map(|person| person.score).collect()),
            people,
        })
    }

    fn regression(
        &self,
        sample: &Sample<'_>,
        errors: Option<TErrors>,
    ) -> Result<ContinuousFound, Fault> {
        let people = self.located(sample)?;
        let most = u32::try_from(sample.by.len().saturating_sub(1)).unwrap_or(u32::MAX);
        let powers = Powers {
            location: self.powers.unwrap_or(4),
            // With as many powers as values or more, the powers would follow from each other.
            by: self.powers.unwrap_or(4).min(most.max(1)),
        };
        let norm = ContinuousNorm::fit(&people, powers, self.terms).map_err(|e| advised(&e))?;
        let mut rows = Vec::new();
        for by in self.places(sample) {
            for raw in sample.raw_scores() {
                let t = norm.location(raw, by).map_err(|e| advised(&e))?;
                rows.push(Row::of(by, raw, (t - 50.0) / 10.0, errors)?);
            }
        }
        let fit = self.described(&norm, sample)?;
        Ok(sample.found("regression", fit, rows))
    }

    fn described(&self, norm: &ContinuousNorm, sample: &Sample<'_>) -> Result<FitFound, Fault> {
        let mut falls = Vec::new();
        let mut places = self.places(sample);
        places.extend(sample.evenly(20));
        places.sort_unstable_by(f64::total_cmp);
        places.dedup_by(|a, b| *a <= *b);
        for by in places {
            let found = norm.falls(by).map_err(|e| advised(&e))?;
            falls.extend(found.into_iter().map(|fall| FallFound {
                by: fall.by,
                from_t: fall.from_location,
                to_t: fall.to_location,
            }));
        }
        let coefficients = norm.coefficients().iter();
        let coefficients = coefficients.map(|(term, value)| Coefficient {
            power_location: term.power_location,
            power_by: term.power_by,
            value: *value,
        });
        let quality = norm.quality().ok_or_else(|| advised(&Error::NotFinite))?;
        Ok(FitFound::Regression {
            r2: quality.r2,
            adjusted_r2: quality.adjusted_r2,
            rmse: quality.rmse,
            adjusted_r2_by_terms: quality.adjusted_r2_by_terms.clone(),
            coefficients: coefficients.collect(),
            falls,
        })
    }

    /// Everybody with the T score of their rank.
    fn located(&self, sample: &Sample<'_>) -> Result<Vec<LocatedPerson>, Fault> {
        let people = &sample.people;
        let scores: Vec<f64> = people.iter().map(|person| person.score).collect();
        let by: Vec<f64> = people.iter().map(|person| person.by).collect();
        let locations = if let Some(width) = self.window {
            locations_in_windows(&scores, &by, width, RankFormula::Rankit)
        } else if self.group.is_some() {
            locations_in_groups(&scores, &numbered_groups(people)?, RankFormula::Rankit)
        } else {
            locations_in_groups(&scores, &by, RankFormula::Rankit)
        };
        let locations = locations.map_err(|e| advised(&e))?;
        let located = people
            .iter()
            .zip(locations)
            .map(|(person, location)| LocatedPerson {
                score: person.score,
                by: person.by,
                location,
            });
        Ok(located.collect())
    }

    fn beta_binomial(
        &self,
        sample: &Sample<'_>,
        errors: Option<TErrors>,
    ) -> Result<ContinuousFound, Fault> {
        let people: Vec<ScoredPerson> = sample
            .people
            .iter()
            .map(|person| ScoredPerson {
                score: person.score,
                by: person.by,
            })
            .collect();
        let highest_seen = sample.scores.last().copied().unwrap_or(0.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a cast holds within the range of u32, and scores beyond it are refused by the fit"
        )]
        let highest = self.highest.unwrap_or(highest_seen as u32);
        let degree = self.powers.unwrap_or(3) as usize;
        let degree = degree.min(sample.by.len().saturating_sub(1));
        let norm = BetaBinomialNorm::fit(&people, highest, degree).map_err(|e| advised(&e))?;
        let mut rows = Vec::new();
        for by in self.places(sample) {
            for row in norm.table(by).map_err(|e| advised(&e))? {
                rows.push(Row {
                    percentile: row.percentile,
                    ..Row::of(by, f64::from(row.raw), row.z, errors)?
                });
            }
        }
        let (by_mean, by_sd) = norm.standardisation();
        let fit = FitFound::BetaBinomial {
            log_likelihood: norm.log_likelihood(),
            by_mean,
            by_sd,
            alpha: norm.alpha().to_vec(),
            beta: norm.beta().to_vec(),
            standard_errors: norm.standard_errors().to_vec(),
        };
        Ok(sample.found("beta-binomial", fit, rows))
    }

    /// The values at which norms are wanted.
    fn places(&self, sample: &Sample<'_>) -> Vec<f64> {
        const FEW: usize = 20;
        if !self.at.is_empty() {
            return self.at.clone();
        }
        if sample.by.len() <= FEW {
            return sample.by.clone();
        }
        sample.evenly(6)
    }
}

impl Sample<'_> {
    /// The ends of the explanatory variable's range and values between, in so many equal steps.
    fn evenly(&self, n_steps: u32) -> Vec<f64> {
        let lowest = self.by.first().copied().unwrap_or(0.0);
        let highest = self.by.last().copied().unwrap_or(lowest);
        let at = |step: u32| {
            let share = f64::from(step) / f64::from(n_steps);
            (lowest * (1.0 - share) + highest * share).clamp(lowest, highest)
        };
        (0..=n_steps).map(at).collect()
    }

    /// The scores to be listed: every whole one in the range where scores are whole; else those that somebody has.
    fn raw_scores(&self) -> Vec<f64> {
        const MOST: u16 = 1_000;
        let lowest = self.scores.first().copied().unwrap_or(0.0);
        let span = self.scores.last().map_or(0.0, |highest| highest - lowest);
        let are_whole = self.scores.iter().all(|score| score.fract().abs() <= 0.0);
        if are_whole && span <= f64::from(MOST) {
            return whole_scores(lowest, lowest + span, MOST);
        }
        if self.scores.len() <= usize::from(MOST) {
            return self.scores.clone();
        }
        (0..=100_u32)
            .map(|part| lowest + span * f64::from(part) / 100.0)
            .collect()
    }

    fn found(&self, model: &'static str, fit: FitFound, table: Vec<Row>) -> ContinuousFound {
        ContinuousFound {
            model,
            n: self.people.len(),
            by_lowest: self.by.first().copied().unwrap_or(0.0),
            by_highest: self.by.last().copied().unwrap_or(0.0),
            fit,
            table,
        }
    }
}

/// The groups as numbers, after checking their size.
fn numbered_groups(people: &[Person<'_>]) -> Result<Vec<f64>, Fault> {
    let mut names: Vec<&str> = people.iter().filter_map(|person| person.group).collect();
    names.sort_unstable();
    for same in names.chunk_by(|a, b| a == b) {
        if same.len() < FEWEST_IN_A_GROUP {
            return Err(Fault::method(
                &format!(
                    "the group `{}` has only {} people; at least {FEWEST_IN_A_GROUP} are needed",
                    same[0],
                    same.len()
                ),
                "Join small groups, or rank within a sliding window by --window.",
            ));
        }
    }
    names.dedup();
    let number = |person: &Person<'_>| {
        let name = person.group.unwrap_or_default();
        names.partition_point(|other| *other < name) as f64
    };
    Ok(people.iter().map(number).collect())
}

fn advised(error: &Error) -> Fault {
    let advice = match error {
        Error::GroupTooSmall { .. } => {
            "Name a column of wider groups with --group, or rank within a sliding window by --window."
        }
        Error::Outside { .. } => "Ask by --at for values within that range.",
        Error::ByDoesNotVary(_) => "Leave --by away to have one table for all.",
        Error::NotAnItemCount { .. } => {
            "Give whole scores from 0, and the highest possible by --highest."
        }
        _ => "Try fewer --terms or lower --powers, or give more people.",
    };
    Fault::method(error, advice)
}
