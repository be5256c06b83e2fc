//! What rates, their ratio and its significance together allow to say, in words.

use super::{Comparison, GroupImpact, GroupSelection, Impact};
use crate::psychometrics::bias::TwoByTwo;

/// The usual level of significance, which the courts' two standard deviations stand for.
const LEVEL: f64 = 0.05;
/// With fewer people in a group the exact test is preferred to z.
const SMALL_GROUP: u64 = 30;
/// With a smaller expected count the normal distribution is a poor stand-in for the exact one (Cochran, 1954).
const SMALL_EXPECTED: f64 = 5.0;

/// What the size of a difference and its significance together allow to say.
///
/// Significant is what Fisher's exact test finds below .05 (z, where there are too many people for it).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// Below four fifths and significant: evidence of adverse impact.
    Indicated,
    /// Below four fifths; z is significant, the exact test is not: the numbers are too small to tell.
    TestsDisagree,
    /// Below four fifths, but not significant: neither shown nor ruled out.
    NotSignificant,
    /// Not below four fifths, but significant: may count where it matters in practice.
    SignificantOnly,
    /// Neither below four fifths nor significant.
    NotShown,
    /// Selected more often than the reference group.
    Favoured,
    /// Nobody of the reference group was selected.
    Incomparable,
}

impl Finding {
    /// The finding from the counts and the probabilities of z and of Fisher's exact test.
    pub(super) fn new(table: TwoByTwo, z_p: Option<f64>, fisher_p: Option<f64>) -> Self {
        let is_below_level = |p: Option<f64>| p.is_some_and(|p| p < LEVEL);
        let is_significant = is_below_level(fisher_p.or(z_p));
        let Some(ratio) = table.ratio() else {
            return Self::Incomparable;
        };
        match (table.is_below_four_fifths(), is_significant) {
            (true, true) => Self::Indicated,
            (true, false) if is_below_level(z_p) => Self::TestsDisagree,
            (true, false) => Self::NotSignificant,
            (false, _) if 1.0 < ratio => Self::Favoured,
            (false, true) => Self::SignificantOnly,
            (false, false) => Self::NotShown,
        }
    }

    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Indicated => "indicated",
            Self::TestsDisagree => "tests_disagree",
            Self::NotSignificant => "not_significant",
            Self::SignificantOnly => "significant_only",
            Self::NotShown => "not_shown",
            Self::Favoured => "favoured",
            Self::Incomparable => "incomparable",
        }
    }
}

/// The verdict on all groups, a sentence or more for each that is compared.
///
/// It never rests on four fifths alone: the ratio stands beside its significance, and small numbers are said to be
/// small, with what one selection more would have made of them.
///
/// *Takes / gives*: what [`impact`](super::impact()) found; plain sentences in English.
///
/// ```
/// use composure::psychometrics::bias::{GroupSelection, Split, impact, verdict};
/// let women = GroupSelection { group: "women".to_owned(), split: Split { yes: 120, no: 280 } };
/// let men = GroupSelection { group: "men".to_owned(), split: Split { yes: 200, no: 300 } };
/// assert!(verdict(&impact(&[women, men], None)?).starts_with("women: 30.0 % selected, 0.75 of the rate of men"));
/// # Ok::<(), composure::psychometrics::bias::Error>(())
/// ```
pub fn verdict(impact: &Impact) -> String {
    let nobody = impact
        .groups
        .iter()
        .all(|group| group.selection.split.yes == 0);
    if nobody {
        return "Nobody was selected, so there are no rates to compare.".to_owned();
    }
    let compared = impact.groups.iter().filter_map(|group| {
        let comparison = group.comparison.as_ref()?;
        Some(on_group(group, comparison, &impact.reference))
    });
    compared.collect::<Vec<_>>().join(" ")
}

fn on_group(group: &GroupImpact, comparison: &Comparison, reference: &GroupSelection) -> String {
    let (name, other) = (&group.selection.group, &reference.group);
    let Some(ratio) = comparison.ratio else {
        return format!(
            "{name}: nobody of {other} was selected, so there is no rate to compare with."
        );
    };
    let rates = format!(
        "{name}: {} selected, {ratio:.2} of the rate of {other} ({})",
        per_cent(Some(group.rate)),
        per_cent(reference.split.rate()),
    );
    let tests = tests(comparison);
    let conclusion = match comparison.finding {
        Finding::Indicated => format!(
            "below four fifths, and the difference is statistically significant{tests}. This is evidence of adverse \
             impact."
        ),
        Finding::TestsDisagree => format!(
            "below four fifths; z finds the difference significant, Fisher's exact test does not{tests}. Adverse impact \
             is neither shown nor ruled out."
        ),
        Finding::NotSignificant => format!(
            "below four fifths, but the difference is not statistically significant{tests}. Adverse impact is neither \
             shown nor ruled out."
        ),
        Finding::SignificantOnly => format!(
            "not below four fifths, but the difference is statistically significant{tests}. It may count as adverse \
             impact where it also matters in practice."
        ),
        Finding::NotShown => format!(
            "not below four fifths, and the difference is not statistically significant{tests}. No adverse impact is \
             shown."
        ),
        Finding::Favoured if comparison.table.turned().is_below_four_fifths() => format!(
            "higher{tests}. No adverse impact on {name} is shown; {other} are below four fifths of their rate, so compare \
             with the group of the highest rate."
        ),
        Finding::Favoured => format!("higher{tests}. No adverse impact on {name} is shown."),
        Finding::Incomparable => "not comparable.".to_owned(),
    };
    let mut sentences = vec![format!("{rates}: {conclusion}")];
    sentences.extend(small_numbers(comparison, name));
    if group.is_under_floor {
        sentences.push(format!(
            "{name} are less than 2 % of the applicants, too few for a determination of their own."
        ));
    }
    sentences.join(" ")
}

/// The tests in brackets, as far as there are any.
fn tests(comparison: &Comparison) -> String {
    let mut tests = Vec::new();
    if let Some(fisher) = comparison.fisher {
        tests.push(format!("Fisher's exact p {}", in_words(fisher.two_sided)));
    }
    if let (Some(z), Some(p)) = (comparison.z, comparison.p) {
        tests.push(format!("z {z:.2}, p {}", in_words(p)));
    }
    if tests.is_empty() {
        return String::new();
    }
    format!(" ({})", tests.join("; "))
}

/// What has to be said of small numbers, and of a verdict that one person turns.
fn small_numbers(comparison: &Comparison, name: &str) -> Option<String> {
    let table = comparison.table;
    let is_small = table.focal.n().min(table.reference.n()) < SMALL_GROUP
        || table
            .least_expected()
            .is_some_and(|least| least < SMALL_EXPECTED)
        || comparison.finding == Finding::TestsDisagree;
    let flipped = table.flipped().zip(comparison.flip_ratio);
    let turns = flipped
        .filter(|(flipped, _)| comparison.is_below_four_fifths && !flipped.is_below_four_fifths());
    let one_more = match (flipped, turns) {
        (_, Some((_, ratio))) => {
            format!(
                "one selection moved to {name} would make the ratio {ratio:.2}, not below four fifths"
            )
        }
        (Some((_, ratio)), None) => {
            format!("one selection moved to {name} would make the ratio {ratio:.2}")
        }
        (None, None) => String::new(),
    };
    if is_small {
        let sizes = format!(
            "These are small numbers ({} of {} beside {} of {})",
            table.focal.yes,
            table.focal.n(),
            table.reference.yes,
            table.reference.n()
        );
        return Some(if one_more.is_empty() {
            format!("{sizes}.")
        } else {
            format!("{sizes}: {one_more}.")
        });
    }
    turns.map(|_| format!("It hangs on one person: {one_more}."))
}

fn per_cent(rate: Option<f64>) -> String {
    rate.map_or_else(|| "–".to_owned(), |rate| format!("{:.1} %", 100.0 * rate))
}

/// A probability as sentences have it: `= .032` or `< .001`.
///
/// ```
/// use composure::psychometrics::bias::in_words;
/// assert_eq!(in_words(0.0324), "= .032");
/// assert_eq!(in_words(1e-9), "< .001");
/// ```
pub fn in_words(p: f64) -> String {
    if p < 0.001 {
        return "< .001".to_owned();
    }
    format!("= {p:.3}").replacen("0.", ".", 1)
}
