//! Adverse impact: are the groups selected at different rates?

mod scoring_rate;
mod verdict;

pub use scoring_rate::{AboveMedian, above_median, ratios_to_highest};
pub use verdict::{Finding, in_words, verdict};

use std::cmp::Ordering;

use super::{Error, Fisher, RatioInterval, Split, TwoByTwo, fisher};
use crate::psychometrics::finite;

/// Groups of a smaller share of the applicants need no determination of their own (Uniform Guidelines, 29 CFR 1607.15
/// A(2)(a), where it is the share of the labour force).
const SMALLEST_SHARE: f64 = 0.02;
/// The intervals' confidence.
const CONFIDENCE: f64 = 0.95;

/// How many of a group applied and were selected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupSelection {
    /// The group's name.
    pub group: String,
    /// Selected and not selected.
    pub split: Split,
}

/// How the groups were selected.
#[derive(Debug, Clone, PartialEq)]
pub struct Impact {
    /// The group the others are compared with.
    pub reference: GroupSelection,
    /// Every group with people, in the order given, the reference too.
    pub groups: Vec<GroupImpact>,
}

/// How one group was selected.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupImpact {
    /// The group and its counts.
    pub selection: GroupSelection,
    /// The share selected, 0 to 1.
    pub rate: f64,
    /// The group's share of all applicants, 0 to 1.
    pub share: f64,
    /// Whether it is less than 2 % of the applicants.
    pub is_under_floor: bool,
    /// Beside the reference group; `None` for that group itself.
    pub comparison: Option<Comparison>,
}

/// A group beside the reference group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Comparison {
    /// The counts.
    pub table: TwoByTwo,
    /// The impact ratio; `None` where nobody of the reference group was selected.
    pub ratio: Option<f64>,
    /// Its 95 % interval by the log method.
    pub interval: Option<RatioInterval>,
    /// Two-proportion z; `None` where everybody or nobody was selected.
    pub z: Option<f64>,
    /// Its two-sided probability.
    pub p: Option<f64>,
    /// Fisher's exact test; `None` with too many people to count out.
    pub fisher: Option<Fisher>,
    /// Whether the rate is below four fifths of the reference's.
    pub is_below_four_fifths: bool,
    /// The ratio with one selection moved to this group.
    pub flip_ratio: Option<f64>,
    /// How many more would have been selected at the common rate.
    pub shortfall: Option<f64>,
    /// What size and significance together allow to say.
    pub finding: Finding,
}

/// How each group was selected beside the group of the highest rate, or beside a named one.
///
/// *Model*: [`TwoByTwo::ratio`], [`TwoByTwo::z`], [`fisher()`], [`TwoByTwo::flip_ratio`] and [`TwoByTwo::shortfall`] of
/// each group with the reference group; see [`Finding`] for what follows from them.
///
/// *Takes / gives*: one entry for each group with its counts, and the name of the reference group, else it is the one
/// with the highest rate, of equal ones the largest and then the first. A group of less than 2 % of the applicants is
/// not taken for it unless it is named or all are so small: with so few people a high rate is chance.
///
/// *Edges*: groups without people are left out. Where nobody of the reference group was selected there is no ratio;
/// where nobody or everybody was selected at all there is no z.
///
/// *Errors*: fewer than two groups with people; a named group that is not among them.
///
/// *Source*: Uniform Guidelines on Employee Selection Procedures (1978), 29 CFR 1607.4 D; Morris & Dunleavy (2017),
/// *Adverse impact analysis*, chapters 3 to 6.
///
/// ```
/// use composure::psychometrics::bias::{Finding, GroupSelection, Split, impact};
/// let women = GroupSelection { group: "women".to_owned(), split: Split { yes: 120, no: 280 } };
/// let men = GroupSelection { group: "men".to_owned(), split: Split { yes: 200, no: 300 } };
/// let found = impact(&[women, men], None)?;
/// let women = found.groups[0].comparison.unwrap();
/// assert!((women.ratio.unwrap() - 0.75).abs() < 1e-12);
/// assert_eq!(women.finding, Finding::Indicated);
/// # Ok::<(), composure::psychometrics::bias::Error>(())
/// ```
pub fn impact(groups: &[GroupSelection], reference: Option<&str>) -> Result<Impact, Error> {
    let groups: Vec<&GroupSelection> = groups.iter().filter(|g| 0 < g.split.n()).collect();
    if groups.len() < 2 {
        return Err(Error::TooFewGroups { n: groups.len() });
    }
    let n_applicants: f64 = groups.iter().map(|group| group.split.n() as f64).sum();
    let share = |group: &GroupSelection| group.split.n() as f64 / n_applicants;
    let reference_idx = if let Some(name) = reference {
        groups.iter().position(|group| group.group == name)
    } else {
        let is_large = |group: &GroupSelection| SMALLEST_SHARE <= share(group);
        highest(&groups, is_large).or_else(|| highest(&groups, |_| true))
    };
    let Some(reference_idx) = reference_idx else {
        return Err(Error::UnknownGroup {
            group: reference.unwrap_or_default().to_owned(),
        });
    };
    let reference = groups[reference_idx];
    let found = groups.iter().enumerate().map(|(group_idx, group)| {
        let table = TwoByTwo {
            focal: group.split,
            reference: reference.split,
        };
        Some(GroupImpact {
            selection: (*group).clone(),
            rate: group.split.rate()?,
            share: finite(share(group))?,
            is_under_floor: share(group) < SMALLEST_SHARE,
            comparison: (group_idx != reference_idx).then(|| Comparison::new(table)),
        })
    });
    Ok(Impact {
        groups: found.collect::<Option<_>>().ok_or(Error::NotFinite)?,
        reference: reference.clone(),
    })
}

impl Comparison {
    /// All figures of a group beside the reference group.
    pub fn new(table: TwoByTwo) -> Self {
        let (p, fisher) = (table.z_p(), fisher(table));
        Self {
            table,
            ratio: table.ratio(),
            interval: table.ratio_interval(CONFIDENCE),
            z: table.z(),
            p,
            fisher,
            is_below_four_fifths: table.is_below_four_fifths(),
            flip_ratio: table.flip_ratio(),
            shortfall: table.shortfall(),
            finding: Finding::new(table, p, fisher.map(|fisher| fisher.two_sided)),
        }
    }
}

/// The group with the highest rate of those that count, without rounding.
fn highest(groups: &[&GroupSelection], counts: impl Fn(&GroupSelection) -> bool) -> Option<usize> {
    let counted = (0..groups.len()).filter(|group_idx| counts(groups[*group_idx]));
    counted.max_by(|first, second| {
        let (one, other) = (groups[*first].split, groups[*second].split);
        by_rate(one, other)
            .then(one.n().cmp(&other.n()))
            .then(second.cmp(first))
    })
}

fn by_rate(one: Split, other: Split) -> Ordering {
    let product = |split: Split, n: u64| u128::from(split.yes) * u128::from(n);
    product(one, other.n()).cmp(&product(other, one.n()))
}

#[cfg(test)]
mod tests;
