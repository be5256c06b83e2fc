//! Items of right and wrong, compared at each level of the total.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{DifSample, Membership};
use crate::psychometrics::bias::{
    BreslowDay, Error, MantelHaenszel, Split, TwoByTwo, breslow_day, mantel_haenszel,
};
use crate::psychometrics::{finite, normal};

/// Delta is the log odds ratio on the scale of item difficulties with mean 13 and standard deviation 4: −2.35 ≈ −4/1.7.
const DELTA_PER_LOG_ODDS: f64 = -2.35;
/// Below this a difference in delta is negligible.
const SMALL_DELTA: f64 = 1.0;
/// From this on a difference in delta is large.
const LARGE_DELTA: f64 = 1.5;
/// The level of all tests here.
const LEVEL: f64 = 0.05;
/// As often as this the anchor is cleaned before it is given up.
const MOST_ROUNDS: usize = 10;

/// Educational Testing Service's classes of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EtsClass {
    /// Negligible.
    A,
    /// Moderate: use it only where no other item is as good.
    B,
    /// Large: do not use it but where its content is essential.
    C,
}

impl EtsClass {
    /// Its letter.
    pub fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
        }
    }
}

/// What the Mantel-Haenszel method says of an item.
#[derive(Debug, Clone, PartialEq)]
pub struct MantelHaenszelDif {
    /// The item's name.
    pub item: String,
    /// The test and the odds ratio, reference to focal: above 1 the item is harder for the focal group than for
    /// people of the reference group with the same total. `None` where no level has people of both groups who differ.
    pub test: Option<MantelHaenszel>,
    /// −2.35 ln α: below 0 harder for the focal group. `None` where α is 0 or not finite.
    pub delta: Option<f64>,
    /// Its standard error.
    pub delta_standard_error: Option<f64>,
    /// The class by size alone.
    pub size_class: Option<EtsClass>,
    /// The class by the full rule, size and significance.
    pub ets_class: Option<EtsClass>,
    /// The focal group's share of right answers less that of the reference group at the same totals, −1 to 1, weighted
    /// by the focal group's totals.
    pub standardised_difference: Option<f64>,
    /// Whether the odds ratio is the same at every total: if not, the difference is not uniform.
    pub breslow_day: Option<BreslowDay>,
}

/// Items of which the anchor was cleaned.
#[derive(Debug, Clone, PartialEq)]
pub struct Purified {
    /// What is found with the last anchor.
    pub items: Vec<MantelHaenszelDif>,
    /// For each item whether it was left out of that anchor.
    pub is_left_out: Vec<bool>,
    /// How many rounds were made after the first look.
    pub n_rounds: usize,
    /// Whether the last round found the items that were left out, and no others.
    pub converged: bool,
}

/// The Mantel-Haenszel method for items of right and wrong.
///
/// *Model*: people are matched by their total, this item included; at each total a table of group by answer;
/// [`mantel_haenszel`] over the tables. α is the odds ratio, reference to focal, delta is −2.35 ln α. The ETS class is A
/// where |delta| < 1 or the test is not significant at .05; C where |delta| ≥ 1.5 and significantly above 1 (one-sided
/// .05, |delta| − 1 in its standard errors); else B.
///
/// *Takes / gives*: a sample of people with answers 0 and 1; one result for each item, in their order.
///
/// *Edges*: an item that nobody of equal total answered differently has no test. See [`mantel_haenszel`] for strata.
///
/// *Errors*: an answer other than 0 and 1.
///
/// *Source*: Holland & Thayer (1988), in *Test validity*, 129–145; Dorans & Holland (1993) and Zieky (1993), in
/// *Differential item functioning*, 35–66 and 337–347; standardised difference: Dorans & Kulick (1986), *Journal of
/// Educational Measurement* 23, 355–368; error of delta: Phillips & Holland (1987), *Biometrics* 43, 425–431.
///
/// ```
/// use composure::psychometrics::bias::{DifSample, Membership, mantel_haenszel_dif};
/// // Of people with one of two items right, the focal ones have the second right and the others the first.
/// let items = ["first", "second"].map(str::to_owned);
/// let right = |first: bool| vec![Some(f64::from(u8::from(first))), Some(f64::from(u8::from(!first)))];
/// let answers: Vec<_> = [true, true, false, false, false, true].into_iter().map(right).collect();
/// let groups = [Membership::Reference; 3].into_iter().chain([Membership::Focal; 3]).map(Some).collect::<Vec<_>>();
/// let found = mantel_haenszel_dif(&DifSample::new(&items, &answers, &groups)?)?;
/// // 2 : 1 against 1 : 2.
/// assert!((found[0].test.unwrap().odds_ratio.unwrap() - 4.0).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::bias::Error>(())
/// ```
pub fn mantel_haenszel_dif(sample: &DifSample) -> Result<Vec<MantelHaenszelDif>, Error> {
    sample.refuse_graded()?;
    Ok(on_all(sample, &vec![true; sample.items().len()]))
}

/// The Mantel-Haenszel method with an anchor that is cleaned of the items found.
///
/// *Model*: items significant at .05 leave the total by which people are matched (the studied item stays in), and all
/// are tested again, until the same items are found twice; at most ten times.
///
/// *Edges*: where it goes on in a circle, or would leave fewer than two items to match by, `converged` is `false`.
///
/// *Errors*: as [`mantel_haenszel_dif`].
///
/// *Takes / gives*: as [`mantel_haenszel_dif`], with the items that were left out.
///
/// *Source*: Candell & Drasgow (1988), *Applied Psychological Measurement* 12, 253–260.
///
/// ```
/// use composure::psychometrics::bias::{DifSample, Membership, purified_mantel_haenszel_dif};
/// let items = ["calm", "patient", "exact"].map(str::to_owned);
/// let answer = |yes: bool| Some(f64::from(u8::from(yes)));
/// // Both groups hold the same people, so that no item is found and no round is needed.
/// let answers: Vec<_> = (0..48_u32)
///     .map(|person| [1, 2, 4].map(|bit| answer(person / 2 & bit != 0)).to_vec())
///     .collect();
/// let group = |person: u32| Some(if person % 2 == 0 { Membership::Focal } else { Membership::Reference });
/// let groups: Vec<_> = (0..48).map(group).collect();
/// let found = purified_mantel_haenszel_dif(&DifSample::new(&items, &answers, &groups)?)?;
/// assert!(found.converged && found.n_rounds == 0);
/// assert_eq!(found.is_left_out, [false, false, false]);
/// # Ok::<(), composure::psychometrics::bias::Error>(())
/// ```
pub fn purified_mantel_haenszel_dif(sample: &DifSample) -> Result<Purified, Error> {
    let mut items = mantel_haenszel_dif(sample)?;
    let mut is_left_out = vec![false; items.len()];
    let mut found = significant(&items);
    if found == is_left_out {
        return Ok(Purified {
            items,
            is_left_out,
            n_rounds: 0,
            converged: true,
        });
    }
    let mut n_rounds = 0;
    let mut converged = false;
    while n_rounds < MOST_ROUNDS && !converged {
        let is_anchor: Vec<bool> = found.iter().map(|is_found| !is_found).collect();
        if is_anchor.iter().filter(|is_anchor| **is_anchor).count() < 2 {
            break;
        }
        n_rounds += 1;
        is_left_out = found;
        items = on_all(sample, &is_anchor);
        found = significant(&items);
        converged = found == is_left_out;
    }
    Ok(Purified {
        items,
        is_left_out,
        n_rounds,
        converged,
    })
}

fn significant(items: &[MantelHaenszelDif]) -> Vec<bool> {
    let tests = items.iter().map(|item| item.test);
    tests
        .map(|test| test.is_some_and(|test| test.p < LEVEL))
        .collect()
}

fn on_all(sample: &DifSample, is_anchor: &[bool]) -> Vec<MantelHaenszelDif> {
    let anchor_totals = sample.totals(is_anchor);
    (0..sample.items().len())
        .into_par_iter()
        .map(|item_idx| {
            // The studied item counts once, whether it is an anchor or not.
            let own = if is_anchor[item_idx] { 0.0 } else { 1.0 };
            on_item(
                sample,
                item_idx,
                &levels(sample, item_idx, &anchor_totals, own),
            )
        })
        .collect()
}

fn on_item(sample: &DifSample, item_idx: usize, levels: &[TwoByTwo]) -> MantelHaenszelDif {
    let turned: Vec<TwoByTwo> = levels.iter().map(|level| level.turned()).collect();
    let test = mantel_haenszel(&turned);
    let delta = test.and_then(|test| finite(DELTA_PER_LOG_ODDS * test.odds_ratio?.ln()));
    let delta_standard_error =
        delta.and_then(|_| finite(DELTA_PER_LOG_ODDS.abs() * test?.log_variance?.sqrt()));
    MantelHaenszelDif {
        item: sample.items()[item_idx].clone(),
        test,
        delta,
        delta_standard_error,
        size_class: delta.map(size_class),
        ets_class: full_class(test, delta, delta_standard_error),
        standardised_difference: standardised_difference(levels),
        breslow_day: breslow_day(&turned),
    }
}

/// A table of group by answer for each total, in the order of the totals: that of the anchor and `own` times the answer.
fn levels(sample: &DifSample, item_idx: usize, anchor_totals: &[f64], own: f64) -> Vec<TwoByTwo> {
    // Totals of 0 and 1 are whole and not negative, so their bits are in their order.
    let mut levels: BTreeMap<u64, TwoByTwo> = BTreeMap::new();
    for (anchor_total, (answer, membership)) in anchor_totals.iter().zip(sample.on_item(item_idx)) {
        let total = anchor_total + own * answer;
        let level = levels.entry(total.to_bits()).or_default();
        let split: &mut Split = match membership {
            Membership::Focal => &mut level.focal,
            Membership::Reference => &mut level.reference,
        };
        if 0.5 < answer {
            split.yes += 1;
        } else {
            split.no += 1;
        }
    }
    levels.into_values().collect()
}

fn size_class(delta: f64) -> EtsClass {
    if delta.abs() < SMALL_DELTA {
        EtsClass::A
    } else if delta.abs() < LARGE_DELTA {
        EtsClass::B
    } else {
        EtsClass::C
    }
}

fn full_class(
    test: Option<MantelHaenszel>,
    delta: Option<f64>,
    standard_error: Option<f64>,
) -> Option<EtsClass> {
    let (test, delta, standard_error) = (test?, delta?, standard_error?);
    if size_class(delta) == EtsClass::A || LEVEL <= test.p {
        return Some(EtsClass::A);
    }
    let beyond = (delta.abs() - SMALL_DELTA) / standard_error;
    let is_beyond = normal::quantile(1.0 - LEVEL)? < beyond;
    Some(if is_beyond && size_class(delta) == EtsClass::C {
        EtsClass::C
    } else {
        EtsClass::B
    })
}

fn standardised_difference(levels: &[TwoByTwo]) -> Option<f64> {
    let differences = levels.iter().filter_map(|level| {
        let difference = level.focal.rate()? - level.reference.rate()?;
        Some((level.focal.n() as f64, difference))
    });
    let (sum, n) = differences.fold((0.0, 0.0), |(sum, all), (n, difference)| {
        (sum + n * difference, all + n)
    });
    finite(sum / n)
}
