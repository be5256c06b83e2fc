//! Items explained by the total, the group, and both together.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{DifSample, Membership};
use crate::psychometrics::bias::Error;
use crate::psychometrics::regression::{self, OrdinalFit, weighted_proportional_odds};
use crate::psychometrics::{finite, tail};

/// A test of one model against a larger one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LikelihoodRatio {
    /// Twice the difference of the log-likelihoods, 0 or above.
    pub statistic: f64,
    /// How many coefficients the larger model has more.
    pub degrees_of_freedom: u32,
    /// Probability of a chi-square as large, if they are all 0.
    pub p: f64,
}

/// What the regression method says of an item.
#[derive(Debug, Clone, PartialEq)]
pub struct RegressionDif {
    /// The item's name.
    pub item: String,
    /// Does the group matter at a given total? The second model against the first.
    pub uniform: LikelihoodRatio,
    /// Does it matter differently at different totals? The third model against the second.
    pub nonuniform: LikelihoodRatio,
    /// Both at once: the third against the first.
    pub both: LikelihoodRatio,
    /// Nagelkerke's R² of the three models.
    pub r2: [f64; 3],
    /// The item by the total.
    pub matched: OrdinalFit,
    /// By the total and the group (focal 1, reference 0).
    pub with_group: OrdinalFit,
    /// By the total, the group and their product.
    pub with_product: OrdinalFit,
}

impl RegressionDif {
    /// What group and product together add to R²: the size of the difference (below .035 negligible, from .070 large;
    /// Jodoin & Gierl, 2001, *Applied Measurement in Education* 14, 329–349).
    pub fn r2_change(&self) -> f64 {
        self.r2[2] - self.r2[0]
    }
}

/// Items of right and wrong, explained by logistic regression.
///
/// *Model*: logit P(right) = b₀ + b₁ total, then + b₂ group, then + b₃ total · group, compared by likelihood ratios: b₂
/// is a uniform difference, b₃ one that depends on ability. People are matched by the total, this item included.
///
/// *Takes / gives*: a sample of people with answers 0 and 1; for each item, in their order, a result or why there is
/// none.
///
/// *Errors*: an answer other than 0 and 1. For an item alone: that totals or groups part right from wrong perfectly.
///
/// *Source*: Swaminathan & Rogers (1990), *Journal of Educational Measurement* 27, 361–370; effect size: Zumbo (1999),
/// *A handbook on the theory and methods of differential item functioning*.
///
/// ```
/// use composure::psychometrics::bias::{DifSample, Membership, logistic_dif};
/// let items = ["calm", "patient", "exact"].map(str::to_owned);
/// let answer = |person: u32, by: u32| Some(f64::from(u8::from(person * by % 7 < 4)));
/// let answers: Vec<_> = (0..60).map(|person| [3, 5, 8].map(|by| answer(person, by)).to_vec()).collect();
/// let group = |person: u32| Some(if person % 5 < 2 { Membership::Focal } else { Membership::Reference });
/// let groups: Vec<_> = (0..60).map(group).collect();
/// let found = logistic_dif(&DifSample::new(&items, &answers, &groups)?)?;
/// let calm = found[0].as_ref().unwrap();
/// assert!((calm.both.statistic - calm.uniform.statistic - calm.nonuniform.statistic).abs() < 1e-9);
/// # Ok::<(), composure::psychometrics::bias::Error>(())
/// ```
pub fn logistic_dif(sample: &DifSample) -> Result<Vec<Result<RegressionDif, Error>>, Error> {
    sample.refuse_graded()?;
    Ok(on_all(sample))
}

/// Items with ordered categories, explained by regression with proportional odds.
///
/// *Model*: as [`logistic_dif`], with logit P(answer ≥ k) in place of logit P(right), and thresholds in place of b₀.
///
/// *Takes / gives*: a sample of people; any numbers count as categories in their order. For each item, in their order,
/// a result or why there is none.
///
/// *Errors*: for an item alone, more than 50 categories, or answers that are parted perfectly.
///
/// *Source*: Zumbo (1999), as [`logistic_dif`]; French & Miller (1996), *Journal of Educational Measurement* 33, 315–332.
///
/// ```
/// use composure::psychometrics::bias::{DifSample, Membership, ordinal_dif};
/// let items = ["calm", "patient"].map(str::to_owned);
/// let answer = |person: u32| vec![Some(f64::from(person % 3)), Some(f64::from(person * 7 % 4))];
/// let answers: Vec<_> = (0..60).map(answer).collect();
/// let group = |person: u32| Some(if person % 5 < 2 { Membership::Focal } else { Membership::Reference });
/// let groups: Vec<_> = (0..60).map(group).collect();
/// let found = ordinal_dif(&DifSample::new(&items, &answers, &groups)?);
/// let calm = found[0].as_ref().unwrap();
/// assert!((calm.both.statistic - calm.uniform.statistic - calm.nonuniform.statistic).abs() < 1e-9);
/// # Ok::<(), composure::psychometrics::bias::Error>(())
/// ```
pub fn ordinal_dif(sample: &DifSample) -> Vec<Result<RegressionDif, Error>> {
    on_all(sample)
}

fn on_all(sample: &DifSample) -> Vec<Result<RegressionDif, Error>> {
    let totals = sample.totals(&vec![true; sample.items().len()]);
    (0..sample.items().len())
        .into_par_iter()
        .map(|item_idx| {
            on_item(sample, item_idx, &totals)
                .map_err(|error| named(&sample.items()[item_idx], error))
        })
        .collect()
}

/// The refusal of a regression in the words of this method: its predictors are total, group and product.
fn named(item: &str, error: regression::Error) -> Error {
    let reason = match error {
        regression::Error::ConstantPredictor { predictor_idx: 0 } => "everybody has the same total",
        regression::Error::Collinear { predictor_idx: 1 } => "the total tells the group",
        regression::Error::Collinear { predictor_idx: 2 } => {
            "one group has the same total throughout, so that nothing is known of other totals"
        }
        regression::Error::Separated => {
            "totals or groups part the answers perfectly, so that the coefficients grow without end"
        }
        source => {
            return Error::Regression {
                item: item.to_owned(),
                source,
            };
        }
    };
    Error::Incomparable {
        item: item.to_owned(),
        reason,
    }
}

fn on_item(
    sample: &DifSample,
    item_idx: usize,
    totals: &[f64],
) -> Result<RegressionDif, regression::Error> {
    let people = People::new(sample, item_idx, totals);
    let matched = people.fit(|total, _| vec![total])?;
    let with_group = people.fit(|total, group| vec![total, group])?;
    let with_product = people.fit(|total, group| vec![total, group, total * group])?;
    let r2 = |fit: &OrdinalFit| fit.nagelkerke_r2().ok_or(regression::Error::NotFinite);
    Ok(RegressionDif {
        item: sample.items()[item_idx].clone(),
        uniform: likelihood_ratio(&matched, &with_group, 1)?,
        nonuniform: likelihood_ratio(&with_group, &with_product, 1)?,
        both: likelihood_ratio(&matched, &with_product, 2)?,
        r2: [r2(&matched)?, r2(&with_group)?, r2(&with_product)?],
        matched,
        with_group,
        with_product,
    })
}

fn likelihood_ratio(
    smaller: &OrdinalFit,
    larger: &OrdinalFit,
    degrees_of_freedom: u32,
) -> Result<LikelihoodRatio, regression::Error> {
    let statistic = 2.0 * (larger.log_likelihood - smaller.log_likelihood);
    // Equal fits differ by rounding, also downwards.
    let statistic = finite(statistic).map(|statistic| statistic.max(0.0));
    let p = statistic.and_then(|found| tail::chi_square(found, f64::from(degrees_of_freedom)));
    match statistic.zip(p) {
        Some((statistic, p)) => Ok(LikelihoodRatio {
            statistic,
            degrees_of_freedom,
            p,
        }),
        None => Err(regression::Error::NotFinite),
    }
}

/// The people by total, group and category, counted: a hundred thousand people have a few hundred different rows.
struct People {
    /// Total and group (focal 1, reference 0).
    rows: Vec<(f64, f64)>,
    categories: Vec<usize>,
    counts: Vec<f64>,
}

impl People {
    fn new(sample: &DifSample, item_idx: usize, totals: &[f64]) -> Self {
        let mut codes: Vec<f64> = sample.on_item(item_idx).map(|(answer, _)| answer).collect();
        codes.sort_unstable_by(f64::total_cmp);
        codes.dedup_by(|one, other| one.total_cmp(other).is_eq());
        let mut counts: BTreeMap<(Membership, usize, u64), u64> = BTreeMap::new();
        for (total, (answer, membership)) in totals.iter().zip(sample.on_item(item_idx)) {
            let category = codes.partition_point(|code| code.total_cmp(&answer).is_lt());
            *counts
                .entry((membership, category, total.to_bits()))
                .or_default() += 1;
        }
        let group = |membership| match membership {
            Membership::Focal => 1.0,
            Membership::Reference => 0.0,
        };
        let rows = counts.keys();
        Self {
            rows: rows
                .map(|(membership, _, total)| (f64::from_bits(*total), group(*membership)))
                .collect(),
            categories: counts.keys().map(|(_, category, _)| *category).collect(),
            counts: counts.values().map(|count| *count as f64).collect(),
        }
    }

    fn fit(
        &self,
        predictors: impl Fn(f64, f64) -> Vec<f64>,
    ) -> Result<OrdinalFit, regression::Error> {
        let rows = self.rows.iter();
        let predictors: Vec<Vec<f64>> = rows
            .map(|(total, group)| predictors(*total, *group))
            .collect();
        weighted_proportional_odds(&predictors, &self.categories, &self.counts)
    }
}
