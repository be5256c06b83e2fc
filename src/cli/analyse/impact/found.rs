//! What `analyse impact` found, for people and for programs.

use serde::Serialize;

use super::super::report::{Grid, Report, fixed, fixed_or_dash, p_value};
use crate::psychometrics::bias::{self, BreslowDay, GroupImpact, MantelHaenszel};

/// What `analyse impact` found.
#[derive(Debug, Serialize)]
pub(in crate::cli::analyse) struct ImpactFound {
    pub(super) applicants: u64,
    /// How many people have no group in the file; they are not among the applicants.
    pub(super) unknown_group: u64,
    pub(super) reference: String,
    /// The median that a score has to be above, with --score.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) median: Option<f64>,
    pub(super) groups: Vec<GroupRow>,
    /// Each group beside the reference group within the strata, with --stratum.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) within_strata: Vec<WithinStrata>,
    pub(super) verdict: String,
}

#[derive(Debug, Serialize)]
pub(super) struct GroupRow {
    group: String,
    applicants: u64,
    selected: u64,
    rate: f64,
    impact_ratio: Option<f64>,
    ratio_lower: Option<f64>,
    ratio_upper: Option<f64>,
    z: Option<f64>,
    p: Option<f64>,
    fisher_p: Option<f64>,
    mid_p: Option<f64>,
    /// Whether the rate is below four fifths of the reference's.
    four_fifths: bool,
    flip_ratio: Option<f64>,
    shortfall: Option<f64>,
    /// The group's share of all applicants.
    share: f64,
    /// Whether that share is below 2 %.
    under_two_percent: bool,
    /// What size and significance together allow to say; none for the reference group.
    finding: Option<&'static str>,
}

#[derive(Debug, Serialize)]
pub(super) struct WithinStrata {
    group: String,
    strata: usize,
    chi_square: Option<f64>,
    p: Option<f64>,
    /// Common odds ratio, this group to the reference group.
    odds_ratio: Option<f64>,
    breslow_day: Option<f64>,
    breslow_day_df: Option<u32>,
    breslow_day_p: Option<f64>,
}

impl WithinStrata {
    pub(super) fn new(
        group: &str,
        strata: usize,
        test: Option<MantelHaenszel>,
        homogeneity: Option<BreslowDay>,
    ) -> Self {
        Self {
            group: group.to_owned(),
            strata,
            chi_square: test.map(|test| test.chi_square),
            p: test.map(|test| test.p),
            odds_ratio: test.and_then(|test| test.odds_ratio),
            breslow_day: homogeneity.map(|found| found.chi_square),
            breslow_day_df: homogeneity.map(|found| found.degrees_of_freedom),
            breslow_day_p: homogeneity.map(|found| found.p),
        }
    }
}

impl WithinStrata {
    /// What the strata say, as a sentence of the verdict.
    pub(super) fn sentence(&self) -> String {
        let group = &self.group;
        let Some((p, odds_ratio)) = self.p.zip(self.odds_ratio) else {
            return format!(
                "{group}: the strata tell nothing, because none has both groups and both outcomes."
            );
        };
        let significance = if p < 0.05 { "a" } else { "no" };
        let agreement = match self.breslow_day_p {
            Some(p) if p < 0.05 => "; the strata differ among each other, so look at each",
            _ => "",
        };
        format!(
            "{group}, within the strata: {significance} significant difference (Mantel-Haenszel p {}, common odds ratio {}){agreement}.",
            bias::in_words(p),
            fixed(odds_ratio, 2),
        )
    }
}

impl GroupRow {
    pub(super) fn new(found: &GroupImpact) -> Self {
        let compared = found.comparison.as_ref();
        let interval = compared.and_then(|compared| compared.interval);
        let fisher = compared.and_then(|compared| compared.fisher);
        Self {
            group: found.selection.group.clone(),
            applicants: found.selection.split.n(),
            selected: found.selection.split.yes,
            rate: found.rate,
            // The reference group is compared with itself only where it has a rate to divide by.
            impact_ratio: match compared {
                Some(compared) => compared.ratio,
                None => (0 < found.selection.split.yes).then_some(1.0),
            },
            ratio_lower: interval.map(|interval| interval.lower),
            ratio_upper: interval.and_then(|interval| interval.upper),
            z: compared.and_then(|compared| compared.z),
            p: compared.and_then(|compared| compared.p),
            fisher_p: fisher.map(|fisher| fisher.two_sided),
            mid_p: fisher.map(|fisher| fisher.mid_p),
            four_fifths: compared.is_some_and(|compared| compared.is_below_four_fifths),
            flip_ratio: compared.and_then(|compared| compared.flip_ratio),
            shortfall: compared.and_then(|compared| compared.shortfall),
            share: found.share,
            under_two_percent: found.is_under_floor,
            finding: compared.map(|compared| compared.finding.name()),
        }
    }
}

impl Report for ImpactFound {
    fn text(&self) -> String {
        let selected = match self.median {
            Some(median) => format!("scoring above the median of all ({})", fixed(median, 2)),
            None => "selected".to_owned(),
        };
        let unknown = match self.unknown_group {
            0 => String::new(),
            n => format!(" {n} more have no group and are not compared."),
        };
        let mut parts = vec![
            format!(
                "Share {selected}, of {} applicants in {} groups, beside {}.{unknown}",
                self.applicants,
                self.groups.len(),
                self.reference
            ),
            self.grid().text(),
        ];
        if !self.within_strata.is_empty() {
            parts.push(format!(
                "Within strata (Mantel-Haenszel; Breslow-Day asks whether the strata agree):\n{}",
                self.strata_grid().text()
            ));
        }
        parts.push(self.verdict.clone());
        parts.join("\n\n")
    }
}

impl ImpactFound {
    fn grid(&self) -> Grid {
        let mut grid = Grid::new(&[
            "group",
            "applicants",
            "selected",
            "rate",
            "ratio",
            "95 % interval",
            "< 4/5",
            "z",
            "p",
            "Fisher p",
            "mid-p",
            "flip",
            "shortfall",
        ]);
        let p = |p: Option<f64>| p.map_or_else(|| "–".to_owned(), p_value);
        for group in &self.groups {
            grid.row(vec![
                group.group.clone(),
                group.applicants.to_string(),
                group.selected.to_string(),
                fixed(group.rate, 3),
                fixed_or_dash(group.impact_ratio, 3),
                group.ratio_lower.map_or_else(
                    || "–".to_owned(),
                    |lower| {
                        format!(
                            "{} to {}",
                            fixed(lower, 2),
                            fixed_or_dash(group.ratio_upper, 2)
                        )
                    },
                ),
                match group.finding {
                    Some(_) if group.four_fifths => "yes".to_owned(),
                    Some(_) => "no".to_owned(),
                    None => "–".to_owned(),
                },
                fixed_or_dash(group.z, 2),
                p(group.p),
                p(group.fisher_p),
                p(group.mid_p),
                fixed_or_dash(group.flip_ratio, 3),
                fixed_or_dash(group.shortfall, 1),
            ]);
        }
        grid
    }

    fn strata_grid(&self) -> Grid {
        let mut grid = Grid::new(&[
            "group",
            "strata",
            "χ²",
            "p",
            "odds ratio",
            "Breslow-Day χ²",
            "df",
            "p",
        ]);
        let p = |p: Option<f64>| p.map_or_else(|| "–".to_owned(), p_value);
        for group in &self.within_strata {
            grid.row(vec![
                group.group.clone(),
                group.strata.to_string(),
                fixed_or_dash(group.chi_square, 2),
                p(group.p),
                fixed_or_dash(group.odds_ratio, 3),
                fixed_or_dash(group.breslow_day, 2),
                group
                    .breslow_day_df
                    .map_or_else(|| "–".to_owned(), |df| df.to_string()),
                p(group.breslow_day_p),
            ]);
        }
        grid
    }
}
