//! Whether a rater has become severer: severity by period, its trend, and when to stop a rater.

use std::collections::BTreeMap;

use super::Error;
use crate::psychometrics::descriptive::{mean, standard_deviation};
use crate::psychometrics::{finite, tail};

/// Severity beyond which a rater is stopped, in standard deviations of ratings.
pub const SEVERITY_LIMIT: f64 = 0.5;

/// Share of seeds rated as the master did, below which a rater is stopped.
pub const SEED_AGREEMENT_LIMIT: f64 = 0.70;

/// A rating, when it was given, and the master's rating where the target is a seed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DatedRating {
    /// The rater, by any number of its own.
    pub rater_idx: usize,
    /// Who was rated in what: a number for each candidate, scene and dimension together.
    pub target_idx: usize,
    /// The period, counted from any beginning: a day, a week, a block.
    pub period: u32,
    /// The rating, in points.
    pub score: f64,
    /// The master's rating of a seed, in points.
    pub master: Option<f64>,
}

/// What a rating is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Yardstick {
    /// The master's rating, for seeds only.
    Master,
    /// The mean of what other raters gave the same target.
    Others,
}

/// When to stop a rater.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FlagRules {
    /// The standard deviation of ratings in general, in points, above 0.
    pub standard_deviation: f64,
    /// Severity or leniency beyond this is flagged, in standard deviations.
    pub severity_limit: f64,
    /// A smaller share of seeds rated as the master did is flagged, 0 to 1.
    pub seed_agreement_limit: f64,
    /// How far from the master's a rating may lie and count as the same, in points.
    pub seed_tolerance: f64,
    /// In a period with fewer comparisons nothing is flagged.
    pub minimum_ratings: usize,
}

impl FlagRules {
    /// The usual rules: [`SEVERITY_LIMIT`], [`SEED_AGREEMENT_LIMIT`], the master's own point, ten ratings.
    pub const fn usual(standard_deviation: f64) -> Self {
        Self {
            standard_deviation,
            severity_limit: SEVERITY_LIMIT,
            seed_agreement_limit: SEED_AGREEMENT_LIMIT,
            seed_tolerance: 0.5,
            minimum_ratings: 10,
        }
    }

    fn checked(self) -> Result<Self, Error> {
        let is_above = |value: f64| value.is_finite() && value > 0.0;
        let (what, value) = if !is_above(self.standard_deviation) {
            ("standard deviation", self.standard_deviation)
        } else if !is_above(self.severity_limit) {
            ("severity limit", self.severity_limit)
        } else if !(self.seed_tolerance.is_finite() && self.seed_tolerance >= 0.0) {
            ("seed tolerance", self.seed_tolerance)
        } else if !(0.0..=1.0).contains(&self.seed_agreement_limit) {
            return Err(Error::OutOfRange {
                what: "seed agreement limit",
                value: self.seed_agreement_limit,
                expected: "from 0 to 1",
            });
        } else {
            return Ok(self);
        };
        Err(Error::OutOfRange {
            what,
            value,
            expected: "finite and above 0",
        })
    }
}

/// Why a rater is stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flag {
    /// Ratings are too low.
    Severe,
    /// Ratings are too high.
    Lenient,
    /// Too few seeds were rated as the master did.
    SeedDisagreement,
}

/// How severe a rater was in one period.
#[derive(Debug, Clone, PartialEq)]
pub struct PeriodSeverity {
    /// The period.
    pub period: u32,
    /// How many ratings could be compared.
    pub n: usize,
    /// How far ratings lay below the yardstick on average, in points; negative for leniency; `None` without comparison.
    pub severity: Option<f64>,
    /// Its standard error, in points; `None` for fewer than two comparisons.
    pub standard_error: Option<f64>,
    /// Severity in standard deviations of ratings.
    pub standardised: Option<f64>,
    /// How many seeds were rated.
    pub n_seeds: usize,
    /// The share of them that was rated as the master did, 0 to 1; `None` without seeds.
    pub seed_agreement: Option<f64>,
    /// What is wrong.
    pub flags: Vec<Flag>,
}

/// How severity changes from period to period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trend {
    /// Points of severity gained with each period.
    pub slope: f64,
    /// Its standard error; `None` where each period has one comparison.
    pub standard_error: Option<f64>,
    /// Degrees of freedom: comparisons less periods.
    pub df: f64,
    /// The two-sided probability of such a slope without drift, 0 to 1; `None` without a standard error above 0.
    pub p: Option<f64>,
}

/// How severe a rater was over time.
#[derive(Debug, Clone, PartialEq)]
pub struct RaterDrift {
    /// The rater.
    pub rater_idx: usize,
    /// Each period with a rating, the earliest first.
    pub periods: Vec<PeriodSeverity>,
    /// The trend; `None` with comparisons in fewer than two periods.
    pub trend: Option<Trend>,
    /// How many ratings had nothing to be compared with.
    pub n_without_yardstick: usize,
}

/// Each rater's severity by period, with its trend and flags.
///
/// *Model*: a rating's severity is the yardstick less the rating. A period's is the mean d̄ with standard error s / √n. The
/// trend is the slope of the periods' means on time, each weighted by its number n of comparisons: b = Σ n (t − t̄) d̄ /
/// Σ n (t − t̄)², tested by t with the variance within periods, pooled.
///
/// *Takes / gives*: ratings in any order, repeated ones included; severities in points, raters by rising number.
///
/// *Edges*: a rater with nothing to compare (all targets seen by nobody else, no seeds) has no severity; their ratings are
/// counted. Against [`Yardstick::Others`] a severe colleague makes a rater look lenient, by the colleague's share in
/// the mean: judge by masters where there are some, or by the many-facet model. Where every target is rated by the same
/// two raters it cannot be told which of them drifts.
///
/// *Errors*: a rating that is not finite, rules outside their ranges.
///
/// *Source*: Myford & Wolfe (2009), *Journal of Educational Measurement* 46, 371–389, on monitoring severity over time;
/// the slope is a weighted regression with pure error (Draper & Smith, 1998, *Applied regression analysis*, section 2.1).
///
/// ```
/// use composure::psychometrics::agreement::drift::{DatedRating, FlagRules, Yardstick, severity_by_period};
/// let seed = |period, score| DatedRating { rater_idx: 0, target_idx: 1, period, score, master: Some(4.0) };
/// let ratings = [seed(1, 4.0), seed(1, 3.0), seed(2, 3.0), seed(2, 2.0)];
/// let found = severity_by_period(&ratings, Yardstick::Master, FlagRules::usual(1.0))?;
/// assert_eq!((found[0].periods[0].severity, found[0].periods[1].severity), (Some(0.5), Some(1.5)));
/// # Ok::<(), composure::psychometrics::agreement::Error>(())
/// ```
pub fn severity_by_period(
    ratings: &[DatedRating],
    yardstick: Yardstick,
    rules: FlagRules,
) -> Result<Vec<RaterDrift>, Error> {
    let rules = rules.checked()?;
    let is_finite =
        |rating: &DatedRating| rating.score.is_finite() && rating.master.is_none_or(f64::is_finite);
    if !ratings.iter().all(is_finite) {
        return Err(Error::NotFinite);
    }
    let targets = Targets::new(ratings);
    let mut raters: BTreeMap<usize, Compared> = BTreeMap::new();
    for rating in ratings {
        let rater = raters.entry(rating.rater_idx).or_default();
        let compared_with = match yardstick {
            Yardstick::Master => rating.master,
            Yardstick::Others => targets.mean_of_others(rating),
        };
        let period = rater.periods.entry(rating.period).or_default();
        match compared_with {
            None => rater.n_without_yardstick += 1,
            Some(level) => period.differences.push(level - rating.score),
        }
        if let Some(master) = rating.master {
            period.n_seeds += 1;
            let is_same = (rating.score - master).abs() <= rules.seed_tolerance;
            period.n_agreeing += usize::from(is_same);
        }
    }
    let drift = |(rater_idx, compared): (usize, Compared)| compared.drift(rater_idx, rules);
    raters.into_iter().map(drift).collect()
}

/// Sums of the ratings of each target, and of each rater's share in them.
struct Targets {
    all: BTreeMap<usize, (f64, f64)>,
    own: BTreeMap<(usize, usize), (f64, f64)>,
}

impl Targets {
    fn new(ratings: &[DatedRating]) -> Self {
        let (mut all, mut own) = (BTreeMap::new(), BTreeMap::new());
        for rating in ratings {
            let add = |sums: &mut (f64, f64)| {
                sums.0 += rating.score;
                sums.1 += 1.0;
            };
            add(all.entry(rating.target_idx).or_default());
            let pair = (rating.rater_idx, rating.target_idx);
            add(own.entry(pair).or_default());
        }
        Self { all, own }
    }

    fn mean_of_others(&self, rating: &DatedRating) -> Option<f64> {
        let (sum, n) = self.all.get(&rating.target_idx)?;
        let (own_sum, own_n) = self.own.get(&(rating.rater_idx, rating.target_idx))?;
        let n_others = n - own_n;
        (n_others > 0.5).then(|| (sum - own_sum) / n_others)
    }
}

/// A rater's comparisons.
#[derive(Default)]
struct Compared {
    periods: BTreeMap<u32, Period>,
    n_without_yardstick: usize,
}

#[derive(Default)]
struct Period {
    differences: Vec<f64>,
    n_seeds: usize,
    n_agreeing: usize,
}

impl Period {
    fn n(&self) -> f64 {
        self.differences.len() as f64
    }

    /// Squared deviations from their mean.
    fn squares(&self, mean: f64) -> f64 {
        self.differences.iter().map(|d| (d - mean).powi(2)).sum()
    }
}

impl Compared {
    fn drift(self, rater_idx: usize, rules: FlagRules) -> Result<RaterDrift, Error> {
        let severity = |(period, compared): (&u32, &Period)| severity(*period, compared, rules);
        let periods: Result<Vec<PeriodSeverity>, Error> =
            self.periods.iter().map(severity).collect();
        Ok(RaterDrift {
            rater_idx,
            periods: periods?,
            trend: self.trend()?,
            n_without_yardstick: self.n_without_yardstick,
        })
    }

    fn trend(&self) -> Result<Option<Trend>, Error> {
        let compared = self.periods.iter().filter_map(|(period, compared)| {
            let mean = mean(&compared.differences)?;
            Some((
                f64::from(*period),
                compared.n(),
                mean,
                compared.squares(mean),
            ))
        });
        let periods: Vec<(f64, f64, f64, f64)> = compared.collect();
        if periods.len() < 2 {
            return Ok(None);
        }
        let n: f64 = periods.iter().map(|(_, n, ..)| n).sum();
        let middle = periods.iter().map(|(t, n, ..)| n * t).sum::<f64>() / n;
        let (mut spread, mut product, mut within) = (0.0, 0.0, 0.0);
        for (t, n, mean, squares) in &periods {
            spread += n * (t - middle).powi(2);
            product += n * (t - middle) * mean;
            within += squares;
        }
        let slope = finite(product / spread).ok_or(Error::NotFinite)?;
        let df = n - periods.len() as f64;
        let standard_error = (df > 0.5).then(|| (within / df / spread).sqrt());
        let t = standard_error
            .filter(|error| *error > 0.0)
            .map(|error| slope / error);
        Ok(Some(Trend {
            slope,
            standard_error: standard_error.and_then(finite),
            df,
            p: t.and_then(|t| tail::t_two_sided(t, df)),
        }))
    }
}

fn severity(period: u32, compared: &Period, rules: FlagRules) -> Result<PeriodSeverity, Error> {
    let n = compared.differences.len();
    let severity = mean(&compared.differences);
    if severity.is_none() && n > 0 {
        return Err(Error::NotFinite);
    }
    let standardised = severity.map(|severity| severity / rules.standard_deviation);
    let spread = standard_deviation(&compared.differences);
    let share = compared.n_agreeing as f64 / compared.n_seeds as f64;
    let seed_agreement = (compared.n_seeds > 0).then_some(share);
    let mut flags = Vec::new();
    if n >= rules.minimum_ratings {
        let beyond = |sign: f64| standardised.is_some_and(|s| s * sign > rules.severity_limit);
        flags.extend(beyond(1.0).then_some(Flag::Severe));
        flags.extend(beyond(-1.0).then_some(Flag::Lenient));
    }
    if compared.n_seeds >= rules.minimum_ratings {
        let is_low = seed_agreement.is_some_and(|share| share < rules.seed_agreement_limit);
        flags.extend(is_low.then_some(Flag::SeedDisagreement));
    }
    Ok(PeriodSeverity {
        period,
        n,
        severity,
        standard_error: spread.map(|s| s / compared.n().sqrt()).and_then(finite),
        standardised: standardised.and_then(finite),
        n_seeds: compared.n_seeds,
        seed_agreement,
        flags,
    })
}

#[cfg(test)]
#[path = "drift_tests.rs"]
mod tests;
