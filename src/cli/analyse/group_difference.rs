//! `analyse group-difference`: how far two groups' mean scores are apart.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::fault::Fault;
use super::report::{Grid, Report, fixed, p_value};
use super::table::Table;
use crate::psychometrics::bias::group_difference::{self, GroupScores};

const CONFIDENCE: f64 = 0.95;

/// Arguments of `analyse group-difference`.
#[derive(Debug, Args)]
pub(super) struct GroupDifference {
    /// A CSV file with one row per person.
    file: PathBuf,
    /// The column of the scores.
    #[arg(long, value_name = "COLUMN")]
    score: String,
    /// The column of the groups. With more than two groups name two with --focal and --reference.
    #[arg(long, value_name = "COLUMN")]
    group: String,
    /// The group asked about: a difference above 0 says that it scores higher. Else the last one in order.
    #[arg(long, value_name = "VALUE")]
    focal: Option<String>,
    /// The group it is compared with; else the other one.
    #[arg(long, value_name = "VALUE")]
    reference: Option<String>,
}

/// What `analyse group-difference` found.
#[derive(Debug, Serialize)]
pub(super) struct DifferenceFound {
    focal: ComparedGroup,
    reference: ComparedGroup,
    d: f64,
    g: f64,
    lower: f64,
    upper: f64,
    t: f64,
    df: f64,
    p: f64,
    welch_t: f64,
    welch_df: f64,
    welch_p: f64,
}

#[derive(Debug, Serialize)]
struct ComparedGroup {
    group: String,
    n: usize,
    mean: f64,
    sd: f64,
}

impl GroupDifference {
    pub(super) fn run(&self) -> Result<DifferenceFound, Fault> {
        let table = Table::read(&self.file)?;
        let scores = table.numbers(&self.score)?;
        let groups = table.texts(&self.group)?;
        let (focal, reference) = self.compared(&table, &groups)?;
        let of = |name: &str| -> Vec<f64> {
            let rows = groups.iter().zip(&scores);
            rows.filter_map(|(group, score)| score.filter(|_| *group == Some(name)))
                .collect()
        };
        let found = group_difference::GroupDifference::of(&of(&focal), &of(&reference), CONFIDENCE);
        let found = found.map_err(|error| {
            Fault::method(
                &error,
                &format!(
                    "The focal group is `{focal}`, the reference group `{reference}` of the column `{}`; \
                     give two persons or more in each, whose scores differ.",
                    self.group
                ),
            )
        })?;
        let group = |group: String, scores: GroupScores| ComparedGroup {
            group,
            n: scores.n,
            mean: scores.mean,
            sd: scores.standard_deviation,
        };
        Ok(DifferenceFound {
            focal: group(focal, found.focal),
            reference: group(reference, found.reference),
            d: found.d,
            g: found.hedges_g,
            lower: found.interval.lower,
            upper: found.interval.upper,
            t: found.pooled.t,
            df: found.pooled.degrees_of_freedom,
            p: found.pooled.p,
            welch_t: found.welch.t,
            welch_df: found.welch.degrees_of_freedom,
            welch_p: found.welch.p,
        })
    }

    /// The focal and the reference group.
    fn compared(&self, table: &Table, groups: &[Option<&str>]) -> Result<(String, String), Fault> {
        let mut names: Vec<&str> = groups.iter().flatten().copied().collect();
        names.sort_unstable_by(|a, b| match (a.parse::<f64>(), b.parse::<f64>()) {
            (Ok(a), Ok(b)) => a.total_cmp(&b),
            _ => a.cmp(b),
        });
        names.dedup();
        for named in [&self.focal, &self.reference].into_iter().flatten() {
            if !names.contains(&named.as_str()) {
                return Err(Fault::input(format!(
                    "{}, column `{}`: no row has the value `{named}`.",
                    table.file(),
                    self.group
                )));
            }
        }
        names.retain(|name| {
            Some(*name) != self.focal.as_deref() && Some(*name) != self.reference.as_deref()
        });
        match (&self.focal, &self.reference, names.as_slice()) {
            (Some(focal), Some(reference), _) if focal == reference => Err(Fault::input(format!(
                "--focal and --reference both name `{focal}`. Name two groups."
            ))),
            (Some(focal), Some(reference), _) => Ok((focal.clone(), reference.clone())),
            (Some(focal), None, [other]) => Ok((focal.clone(), (*other).to_owned())),
            (None, Some(reference), [other]) => Ok(((*other).to_owned(), reference.clone())),
            (None, None, [first, last]) => Ok(((*last).to_owned(), (*first).to_owned())),
            _ => Err(Fault::input(format!(
                "{}, column `{}` has to hold two groups, but has {}. Name two with --focal and --reference.",
                table.file(),
                self.group,
                names.len()
                    + usize::from(self.focal.is_some())
                    + usize::from(self.reference.is_some())
            ))),
        }
    }
}

impl Report for DifferenceFound {
    fn text(&self) -> String {
        let mut groups = Grid::new(&["group", "n", "mean", "sd"]);
        for (what, group) in [("focal", &self.focal), ("reference", &self.reference)] {
            groups.row(vec![
                format!("{} ({what})", group.group),
                group.n.to_string(),
                fixed(group.mean, 3),
                fixed(group.sd, 3),
            ]);
        }
        let mut tests = Grid::new(&["test", "t", "df", "p"]);
        for (name, t, df, p) in [
            ("equal spreads (Student)", self.t, self.df, self.p),
            (
                "any spreads (Welch)",
                self.welch_t,
                self.welch_df,
                self.welch_p,
            ),
        ] {
            tests.row(vec![name.to_owned(), fixed(t, 3), fixed(df, 1), p_value(p)]);
        }
        format!(
            "Difference of the mean scores of {} persons, `{}` minus `{}`.\n\n{}\n\n\
             d = {}, 95 % from {} to {} (noncentral t); Hedges' g = {}.\n\n{}",
            self.focal.n + self.reference.n,
            self.focal.group,
            self.reference.group,
            groups.text(),
            fixed(self.d, 3),
            fixed(self.lower, 3),
            fixed(self.upper, 3),
            fixed(self.g, 3),
            tests.text()
        )
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::arbitrary_tables::printed;

    const LINE: &str = "group-difference FILE --score s --group g";
    const TABLE: &str = "s,g\n2,10\n4,10\n6,10\n0,9\n2,9\n4,9\nNA,9\n";

    #[test]
    fn the_fields_are_those_that_scripts_rely_on() {
        let found = printed(&format!("{LINE} --json"), TABLE).unwrap();
        let found: Value = serde_json::from_str(&found).unwrap();
        // Means 4 and 2, spread 2: d 1, t 1.5^½, degrees of freedom 4 for both tests.
        for (field, expected) in [
            ("d", 1.0),
            ("t", 1.5_f64.sqrt()),
            ("df", 4.0),
            ("welch_t", 1.5_f64.sqrt()),
            ("welch_df", 4.0),
        ] {
            let value = found[field].as_f64().unwrap();
            assert!((value - expected).abs() < 1e-12, "{field}: {value}");
        }
        for field in ["g", "lower", "upper", "p", "welch_p"] {
            assert!(found[field].is_f64(), "{field}");
        }
        // Numbers are in the order of numbers: 10 follows 9.
        assert_eq!(found["focal"]["group"], "10");
        assert_eq!(found["reference"]["n"], 3);
    }

    #[test]
    fn the_group_asked_about_can_be_named() {
        let found = printed(&format!("{LINE} --focal 9"), TABLE).unwrap();
        assert!(found.contains("`9` minus `10`") && found.contains("d = -1.000"));
        let unknown = printed(&format!("{LINE} --focal x"), TABLE).unwrap_err();
        assert!(
            unknown
                .to_string()
                .ends_with("column `g`: no row has the value `x`.")
        );
        let same = printed(&format!("{LINE} --focal 9 --reference 9"), TABLE).unwrap_err();
        assert!(same.to_string().contains("both name `9`"));
        let three = printed(LINE, &format!("{TABLE}1,8\n")).unwrap_err();
        assert!(
            three
                .to_string()
                .contains("has to hold two groups, but has 3")
        );
    }
}
