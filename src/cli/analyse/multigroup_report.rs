//! What `analyse multigroup` prints.

use std::fmt::Write as _;

use serde::Serialize;

use super::report::{Grid, Report, fixed, p_value};

/// What `analyse multigroup` found.
#[derive(Debug, Serialize)]
pub(super) struct MultigroupFound {
    pub(super) model: String,
    pub(super) invariance: &'static str,
    pub(super) persons: usize,
    /// How many people have no group.
    pub(super) left_out: usize,
    pub(super) log_likelihood: f64,
    pub(super) n_parameters: usize,
    pub(super) aic: f64,
    pub(super) bic: f64,
    pub(super) cycles: usize,
    pub(super) converged: bool,
    pub(super) groups: Vec<Group>,
    pub(super) dif: Vec<Dif>,
}

/// One group.
#[derive(Debug, Serialize)]
pub(super) struct Group {
    #[serde(rename = "group")]
    pub(super) name: String,
    pub(super) persons: usize,
    pub(super) mean: f64,
    pub(super) variance: f64,
    pub(super) item_parameters: Vec<ItemParameters>,
}

/// An item's parameters in a group.
#[derive(Debug, Serialize)]
pub(super) struct ItemParameters {
    pub(super) item: String,
    pub(super) slope: f64,
    pub(super) intercepts: Vec<f64>,
    pub(super) lower_asymptote: f64,
}

/// The test of an item.
#[derive(Debug, Serialize)]
pub(super) struct Dif {
    pub(super) item: String,
    pub(super) likelihood_ratio: f64,
    pub(super) df: usize,
    pub(super) p: f64,
}

impl Report for MultigroupFound {
    fn text(&self) -> String {
        let mut text = format!(
            "The {} model, {} invariance, of {} persons in {} groups",
            self.model,
            self.invariance,
            self.persons,
            self.groups.len()
        );
        if 0 < self.left_out {
            let _ = write!(text, " ({} without a group left out)", self.left_out);
        }
        let _ = write!(
            text,
            ".\nLog-likelihood {}, {} parameters, AIC {}, BIC {}, {} cycles.\n\n",
            fixed(self.log_likelihood, 4),
            self.n_parameters,
            fixed(self.aic, 2),
            fixed(self.bic, 2),
            self.cycles
        );
        let mut groups = Grid::new(&["group", "persons", "mean", "variance"]);
        for group in &self.groups {
            groups.row(vec![
                group.name.clone(),
                group.persons.to_string(),
                fixed(group.mean, 3),
                fixed(group.variance, 3),
            ]);
        }
        text.push_str(&groups.text());
        text.push_str("\n\n");
        text.push_str(&self.parameters());
        if !self.dif.is_empty() {
            let mut items = Grid::new(&["DIF of item", "likelihood ratio", "df", "p"]);
            for item in &self.dif {
                items.row(vec![
                    item.item.clone(),
                    fixed(item.likelihood_ratio, 3),
                    item.df.to_string(),
                    p_value(item.p),
                ]);
            }
            text.push_str("\n\n");
            text.push_str(&items.text());
        }
        text
    }
}

impl MultigroupFound {
    /// Every group's items; those of the first alone where they are equal in all.
    fn parameters(&self) -> String {
        let shown = if self.invariance == "scalar" {
            1
        } else {
            self.groups.len()
        };
        let mut grid = Grid::new(&["item", "group", "slope", "intercepts"]);
        for group in self.groups.iter().take(shown) {
            let name = if shown == 1 { "all" } else { &group.name };
            for item in &group.item_parameters {
                let intercepts = item.intercepts.iter().map(|value| fixed(*value, 3));
                let mut cells = intercepts.collect::<Vec<_>>().join("  ");
                if 0.0 < item.lower_asymptote {
                    let asymptote = fixed(item.lower_asymptote, 3);
                    let _ = write!(cells, "  (asymptote {asymptote})");
                }
                grid.row(vec![
                    item.item.clone(),
                    name.to_owned(),
                    fixed(item.slope, 3),
                    cells,
                ]);
            }
        }
        grid.text()
    }
}
