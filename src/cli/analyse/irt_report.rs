//! What `analyse irt` prints.

use serde::Serialize;

use super::report::{Grid, Report, fixed, fixed_or_dash, p_value};
use crate::psychometrics::irt::calibrate::{CalibratedItem, ItemErrors};
use crate::psychometrics::irt::item_fit::SumScoreItemFit;

/// What `analyse irt` found.
#[derive(Debug, Serialize)]
pub(super) struct IrtFound {
    pub(super) model: String,
    pub(super) persons: usize,
    pub(super) log_likelihood: f64,
    pub(super) n_parameters: usize,
    pub(super) aic: f64,
    pub(super) bic: f64,
    pub(super) cycles: usize,
    pub(super) converged: bool,
    pub(super) latent_mean: f64,
    pub(super) latent_variance: f64,
    pub(super) marginal_reliability: f64,
    pub(super) item_parameters: Vec<ItemParameters>,
    pub(super) item_fit: Vec<ItemFitRow>,
    pub(super) information: Vec<TestInformation>,
}

#[derive(Debug, Serialize)]
pub(super) struct ItemParameters {
    item: String,
    slope: f64,
    intercepts: Vec<f64>,
    /// `None` where the slope is too close to 0.
    difficulties: Option<Vec<f64>>,
    lower_asymptote: f64,
    /// `None` where the answers do not settle the parameters.
    standard_errors: Option<Errors>,
}

#[derive(Debug, Serialize)]
struct Errors {
    /// `None` where the slope is fixed.
    slope: Option<f64>,
    intercepts: Vec<Option<f64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lower_asymptote_logit: Option<f64>,
}

#[derive(Debug, Serialize)]
pub(super) struct ItemFitRow {
    item: String,
    /// `None` where sparse cells leave no degree of freedom.
    s_x2: Option<f64>,
    df: Option<usize>,
    p: Option<f64>,
}

#[derive(Debug, Serialize)]
pub(super) struct TestInformation {
    pub(super) theta: f64,
    pub(super) test_information: f64,
}

impl ItemParameters {
    pub(super) fn new(item: &CalibratedItem, errors: Option<&ItemErrors>) -> Self {
        Self {
            item: item.item.clone(),
            slope: item.model.slope(),
            intercepts: item.model.intercepts().to_vec(),
            difficulties: item.model.difficulties(),
            lower_asymptote: item.model.lower_asymptote(),
            standard_errors: errors.map(|errors| Errors {
                slope: errors.slope,
                intercepts: errors.intercepts.clone(),
                lower_asymptote_logit: errors.lower_asymptote_logit,
            }),
        }
    }

    fn cells(&self, n_difficulties: usize) -> Vec<String> {
        let slope_error = self
            .standard_errors
            .as_ref()
            .and_then(|errors| errors.slope);
        let mut cells = vec![
            self.item.clone(),
            fixed(self.slope, 3),
            fixed_or_dash(slope_error, 3),
            fixed(self.lower_asymptote, 3),
        ];
        let difficulty = |idx: usize| self.difficulties.as_ref()?.get(idx).copied();
        let error = |idx: usize| {
            let errors = self.standard_errors.as_ref()?;
            errors.intercepts.get(idx).copied().flatten()
        };
        for idx in 0..n_difficulties {
            let is_there = idx < self.intercepts.len();
            let shown = |value: Option<f64>, decimals: usize| {
                if is_there {
                    fixed_or_dash(value, decimals)
                } else {
                    String::new()
                }
            };
            cells.push(shown(self.intercepts.get(idx).copied(), 3));
            cells.push(shown(error(idx), 3));
            cells.push(shown(difficulty(idx), 2));
        }
        cells
    }
}

impl ItemFitRow {
    pub(super) fn new(item: &str, fit: Option<&SumScoreItemFit>) -> Self {
        Self {
            item: item.to_owned(),
            s_x2: fit.map(|fit| fit.s_x2),
            df: fit.map(|fit| fit.degrees_of_freedom),
            p: fit.map(|fit| fit.p),
        }
    }
}

impl IrtFound {
    fn parameters(&self) -> String {
        let counts = self
            .item_parameters
            .iter()
            .map(|item| item.intercepts.len());
        let n_difficulties = counts.max().unwrap_or(0);
        let numbered = (1..=n_difficulties)
            .flat_map(|k| [format!("d{k}"), format!("s.e. d{k}"), format!("b{k}")]);
        let headings: Vec<String> = ["item", "slope", "s.e.", "guessing"]
            .map(str::to_owned)
            .into_iter()
            .chain(numbered)
            .collect();
        let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
        let mut grid = Grid::new(&headings);
        for item in &self.item_parameters {
            grid.row(item.cells(n_difficulties));
        }
        grid.text()
    }

    fn fit(&self) -> String {
        let mut grid = Grid::new(&["item", "S-X2", "df", "p"]);
        for row in &self.item_fit {
            grid.row(vec![
                row.item.clone(),
                fixed_or_dash(row.s_x2, 2),
                row.df.map_or_else(|| "–".to_owned(), |df| df.to_string()),
                row.p.map_or_else(|| "–".to_owned(), p_value),
            ]);
        }
        grid.text()
    }

    fn informations(&self) -> String {
        let mut grid = Grid::new(&["ability", "information", "standard error"]);
        for at in &self.information {
            grid.row(vec![
                fixed(at.theta, 1),
                fixed(at.test_information, 3),
                fixed_or_dash(
                    Some(at.test_information.sqrt().recip()).filter(|error| error.is_finite()),
                    3,
                ),
            ]);
        }
        grid.text()
    }
}

impl Report for IrtFound {
    fn text(&self) -> String {
        let mut parts = vec![format!(
            "{} of {} items for {} persons: log-likelihood {}, {} parameters, AIC {}, BIC {}, {} cycles.\nAbility: mean \
             {}, variance {}; marginal reliability {}.",
            self.model,
            self.item_parameters.len(),
            self.persons,
            fixed(self.log_likelihood, 4),
            self.n_parameters,
            fixed(self.aic, 2),
            fixed(self.bic, 2),
            self.cycles,
            fixed(self.latent_mean, 3),
            fixed(self.latent_variance, 3),
            fixed(self.marginal_reliability, 3),
        )];
        parts.push(format!(
            "Slopes, intercepts d and difficulties b:\n{}",
            self.parameters()
        ));
        if !self.item_fit.is_empty() {
            parts.push(format!(
                "Fit of the items at each sum score, complete cases (a small p speaks against the item):\n{}",
                self.fit()
            ));
        }
        parts.push(format!(
            "Information of the whole test:\n{}",
            self.informations()
        ));
        parts.join("\n\n")
    }
}
