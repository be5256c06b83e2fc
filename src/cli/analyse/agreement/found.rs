//! What `analyse agreement` prints.

use serde::Serialize;

use super::super::report::{Grid, Report, fixed, fixed_or_dash, p_value};
use crate::psychometrics::agreement::{Coefficient, IntraclassCorrelations};

/// What `analyse agreement` found.
#[derive(Debug, Serialize)]
pub(in crate::cli::analyse) struct AgreementFound {
    pub(in crate::cli::analyse) targets: usize,
    /// Those that every rater rated: of them are the correlations and kappas.
    pub(in crate::cli::analyse) complete_targets: usize,
    pub(in crate::cli::analyse) raters: usize,
    pub(in crate::cli::analyse) icc: Option<Correlations>,
    pub(in crate::cli::analyse) kappa: Option<Kappas>,
    pub(in crate::cli::analyse) kappa_standard_errors: Option<Kappas>,
    pub(in crate::cli::analyse) fleiss_kappa: Option<f64>,
    pub(in crate::cli::analyse) krippendorff: Alphas<f64>,
    pub(in crate::cli::analyse) krippendorff_intervals: Option<Alphas<[f64; 2]>>,
    /// Why something is not given.
    pub(in crate::cli::analyse) notes: Vec<String>,
}

/// The intraclass correlations by the names that Shrout and Fleiss gave them.
#[derive(Debug, Serialize)]
pub(in crate::cli::analyse) struct Correlations {
    #[serde(rename = "1,1")]
    single_one_way: Option<Correlation>,
    #[serde(rename = "2,1")]
    single_random: Option<Correlation>,
    #[serde(rename = "3,1")]
    single_fixed: Option<Correlation>,
    #[serde(rename = "1,k")]
    average_one_way: Option<Correlation>,
    #[serde(rename = "2,k")]
    average_random: Option<Correlation>,
    #[serde(rename = "3,k")]
    average_fixed: Option<Correlation>,
}

#[derive(Debug, Serialize)]
pub(in crate::cli::analyse) struct Correlation {
    value: f64,
    lower: Option<f64>,
    upper: Option<f64>,
    f: Option<f64>,
    df1: f64,
    df2: f64,
    p: f64,
}

/// A figure of Cohen's kappa by its weights.
#[derive(Debug, Serialize)]
pub(in crate::cli::analyse) struct Kappas {
    pub(in crate::cli::analyse) unweighted: f64,
    pub(in crate::cli::analyse) linear: Option<f64>,
    pub(in crate::cli::analyse) quadratic: Option<f64>,
}

/// A figure of Krippendorff's alpha by the level of measurement.
#[derive(Debug, Default, Serialize)]
pub(in crate::cli::analyse) struct Alphas<T> {
    pub(in crate::cli::analyse) nominal: Option<T>,
    pub(in crate::cli::analyse) ordinal: Option<T>,
    pub(in crate::cli::analyse) interval: Option<T>,
    pub(in crate::cli::analyse) ratio: Option<T>,
}

impl From<IntraclassCorrelations> for Correlations {
    fn from(found: IntraclassCorrelations) -> Self {
        let correlation = |coefficient: Option<Coefficient>| coefficient.map(Correlation::from);
        Self {
            single_one_way: correlation(found.single_one_way),
            single_random: correlation(found.single_random),
            single_fixed: correlation(found.single_fixed),
            average_one_way: correlation(found.average_one_way),
            average_random: correlation(found.average_random),
            average_fixed: correlation(found.average_fixed),
        }
    }
}

impl From<Coefficient> for Correlation {
    fn from(found: Coefficient) -> Self {
        Self {
            value: found.value,
            lower: found.interval.map(|ends| ends.lower),
            upper: found.interval.map(|ends| ends.upper),
            f: found.f,
            df1: found.df1,
            df2: found.df2,
            p: found.p,
        }
    }
}

impl Report for AgreementFound {
    fn text(&self) -> String {
        let mut parts = vec![format!(
            "Agreement of {} raters on {} targets, {} of them rated by all.",
            self.raters, self.targets, self.complete_targets
        )];
        parts.extend(self.icc.as_ref().map(correlation_table));
        parts.extend(self.kappa_table());
        parts.push(self.alpha_table());
        if !self.notes.is_empty() {
            parts.push(format!("Not given:\n{}", self.notes.join("\n")));
        }
        parts.join("\n\n")
    }
}

fn correlation_table(icc: &Correlations) -> String {
    let mut grid = Grid::new(&[
        "Intraclass correlation",
        "value",
        "95 % from",
        "to",
        "F",
        "df1",
        "df2",
        "p",
    ]);
    let rows = [
        ("(1,1) one rating, raters of its own", &icc.single_one_way),
        ("(2,1) one rating, absolute agreement", &icc.single_random),
        ("(3,1) one rating, consistency", &icc.single_fixed),
        ("(1,k) mean of all, raters of its own", &icc.average_one_way),
        ("(2,k) mean of all, absolute agreement", &icc.average_random),
        ("(3,k) mean of all, consistency", &icc.average_fixed),
    ];
    for (name, found) in rows {
        let figure = |part: fn(&Correlation) -> Option<f64>, decimals: usize| {
            fixed_or_dash(found.as_ref().and_then(part), decimals)
        };
        let p = found
            .as_ref()
            .map_or_else(|| "–".to_owned(), |c| p_value(c.p));
        grid.row(vec![
            name.to_owned(),
            figure(|c| Some(c.value), 3),
            figure(|c| c.lower, 3),
            figure(|c| c.upper, 3),
            figure(|c| c.f, 2),
            figure(|c| Some(c.df1), 0),
            figure(|c| Some(c.df2), 0),
            p,
        ]);
    }
    grid.text()
}

impl AgreementFound {
    fn kappa_table(&self) -> Option<String> {
        if self.kappa.is_none() && self.fleiss_kappa.is_none() {
            return None;
        }
        let mut grid = Grid::new(&["Kappa", "value", "standard error"]);
        if let (Some(kappa), Some(errors)) = (&self.kappa, &self.kappa_standard_errors) {
            let mut row = |name: &str, value: Option<f64>, error: Option<f64>| {
                let cells = [fixed_or_dash(value, 3), fixed_or_dash(error, 3)];
                grid.row([vec![name.to_owned()], cells.to_vec()].concat());
            };
            row(
                "Cohen, unweighted",
                Some(kappa.unweighted),
                Some(errors.unweighted),
            );
            row("Cohen, linear weights", kappa.linear, errors.linear);
            row(
                "Cohen, quadratic weights",
                kappa.quadratic,
                errors.quadratic,
            );
        }
        if let Some(kappa) = self.fleiss_kappa {
            grid.row(vec!["Fleiss".to_owned(), fixed(kappa, 3), String::new()]);
        }
        Some(grid.text())
    }

    fn alpha_table(&self) -> String {
        let headings = ["Krippendorff's alpha", "value", "95 % from", "to"];
        let with_intervals = self.krippendorff_intervals.is_some();
        let mut grid = Grid::new(if with_intervals {
            &headings
        } else {
            &headings[..2]
        });
        let none = Alphas::default();
        let alphas = &self.krippendorff;
        let intervals = self.krippendorff_intervals.as_ref().unwrap_or(&none);
        for (name, value, ends) in [
            ("nominal", alphas.nominal, intervals.nominal),
            ("ordinal", alphas.ordinal, intervals.ordinal),
            ("interval", alphas.interval, intervals.interval),
            ("ratio", alphas.ratio, intervals.ratio),
        ] {
            let mut cells = vec![name.to_owned(), fixed_or_dash(value, 3)];
            if with_intervals {
                cells.push(fixed_or_dash(ends.map(|ends| ends[0]), 3));
                cells.push(fixed_or_dash(ends.map(|ends| ends[1]), 3));
            }
            grid.row(cells);
        }
        grid.text()
    }
}
