//! What `analyse facets` prints.

use serde::Serialize;

use super::super::report::{Grid, Report, fixed, fixed_or_dash, p_value};
use super::Steps;
use super::input::Input;
use crate::psychometrics::facets::{self, DriftFit, Fit};

/// What `analyse facets` found.
#[derive(Debug, Serialize)]
pub(in super::super) struct FacetsFound {
    persons: usize,
    ratings: usize,
    deviance: f64,
    log_likelihood: f64,
    n_parameters: usize,
    person_variance: f64,
    reliability: f64,
    raters: Vec<Rater>,
    items: Vec<Item>,
    steps: StepsFound,
    step_standard_errors: StepsFound,
    connected: bool,
    cycles: usize,
    converged: bool,
    nodes: usize,
    theta_range: f64,
    unused_categories: Vec<Unused>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    drift: Vec<Drift>,
}

#[derive(Debug, Serialize)]
struct Rater {
    #[serde(rename = "rater")]
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<String>,
    severity: f64,
    standard_error: f64,
    infit: Option<f64>,
    outfit: Option<f64>,
    n: usize,
}

#[derive(Debug, Serialize)]
struct Item {
    #[serde(rename = "item")]
    name: String,
    difficulty: f64,
    standard_error: f64,
    infit: Option<f64>,
    outfit: Option<f64>,
    n: usize,
    lowest: u32,
}

/// One list for all items, or one for each.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum StepsFound {
    Common(Vec<f64>),
    ByItem(Vec<Vec<f64>>),
}

#[derive(Debug, Serialize)]
struct Unused {
    item: String,
    category: u32,
}

#[derive(Debug, Serialize)]
struct Drift {
    rater: String,
    changes: Vec<Change>,
    chi_square: f64,
    df: usize,
    p: f64,
}

#[derive(Debug, Serialize)]
struct Change {
    period: String,
    #[serde(rename = "change")]
    rise: f64,
    standard_error: f64,
    z: f64,
    p: f64,
}

impl FacetsFound {
    pub(super) fn new(
        input: &Input<'_>,
        steps: Steps,
        fit: &Fit,
        drift: Option<&DriftFit>,
    ) -> Self {
        let of_items = |of: fn(&facets::Item) -> &Vec<f64>| match steps {
            Steps::Common => StepsFound::Common(
                fit.items
                    .first()
                    .map_or(Vec::new(), |item| of(item).clone()),
            ),
            Steps::ByItem => {
                StepsFound::ByItem(fit.items.iter().map(|item| of(item).clone()).collect())
            }
        };
        let unused = fit.unused_categories.iter().map(|unused| Unused {
            item: input.items[unused.item_idx].clone(),
            category: unused.category,
        });
        Self {
            persons: fit.n_persons,
            ratings: input.rows.len(),
            deviance: fit.deviance(),
            log_likelihood: fit.log_likelihood,
            n_parameters: fit.n_parameters,
            person_variance: fit.person_variance,
            reliability: fit.reliability,
            raters: raters(input, fit, drift),
            items: items(input, fit),
            steps: of_items(|item| &item.steps),
            step_standard_errors: of_items(|item| &item.step_standard_errors),
            // Ratings that do not hang together and estimates that do not converge are refused.
            connected: true,
            cycles: fit.cycles,
            converged: true,
            nodes: fit.nodes.n,
            theta_range: fit.nodes.reach,
            unused_categories: unused.collect(),
            drift: drift.map_or(Vec::new(), |found| drifts(input, found)),
        }
    }
}

fn raters(input: &Input<'_>, fit: &Fit, drift: Option<&DriftFit>) -> Vec<Rater> {
    let raters = fit.raters.iter().enumerate();
    raters
        .map(|(index, rater)| {
            let element = drift.and_then(|found| found.elements.get(index));
            Rater {
                name: input.raters[element.map_or(index, |element| element.rater)].clone(),
                period: element.map(|element| input.periods[element.period].clone()),
                severity: rater.severity,
                standard_error: rater.standard_error,
                infit: rater.infit,
                outfit: rater.outfit,
                n: rater.n_ratings,
            }
        })
        .collect()
}

fn items(input: &Input<'_>, fit: &Fit) -> Vec<Item> {
    let items = input.items.iter().zip(&fit.items);
    items
        .map(|(name, item)| Item {
            name: name.clone(),
            difficulty: item.difficulty,
            standard_error: item.standard_error,
            infit: item.infit,
            outfit: item.outfit,
            n: item.n_scores,
            lowest: item.lowest,
        })
        .collect()
}

fn drifts(input: &Input<'_>, found: &DriftFit) -> Vec<Drift> {
    let change = |change: &facets::Change| Change {
        period: input.periods[change.period].clone(),
        rise: change.change,
        standard_error: change.standard_error,
        z: change.z,
        p: change.p,
    };
    let drifts = found.drifts.iter();
    drifts
        .map(|drift| Drift {
            rater: input.raters[drift.rater].clone(),
            changes: drift.changes.iter().map(change).collect(),
            chi_square: drift.chi_square,
            df: drift.degrees_of_freedom,
            p: drift.p,
        })
        .collect()
}

impl Report for FacetsFound {
    fn text(&self) -> String {
        let steps = match &self.steps {
            StepsFound::Common(_) => "common steps",
            StepsFound::ByItem(_) => "steps by item",
        };
        let mut parts = vec![
            format!(
                "Many-facet Rasch model, {steps}: {} persons, {} ratings, {} severities, {} items; in logits.\n\
                 Deviance {}, {} parameters; persons' variance {}, reliability {}; raters hang together.",
                self.persons,
                self.ratings,
                self.raters.len(),
                self.items.len(),
                fixed(self.deviance, 3),
                self.n_parameters,
                fixed(self.person_variance, 3),
                fixed(self.reliability, 3),
            ),
            self.rater_grid().text(),
            self.item_grid().text(),
            self.step_grid().text(),
        ];
        if !self.drift.is_empty() {
            parts.push(format!(
                "Change of severity since the rater's first period:\n{}",
                self.drift_grid().text()
            ));
        }
        if !self.unused_categories.is_empty() {
            let unused = self.unused_categories.iter();
            let named: Vec<String> = unused
                .map(|unused| format!("{} {}", unused.item, unused.category))
                .collect();
            parts.push(format!(
                "Scores that an item never got although others did: {}.",
                named.join(", ")
            ));
        }
        parts.join("\n\n")
    }
}

impl FacetsFound {
    fn rater_grid(&self) -> Grid {
        let mut grid = Grid::new(&["rater", "severity", "error", "infit", "outfit", "ratings"]);
        for rater in &self.raters {
            let name = match &rater.period {
                Some(period) => format!("{} in {period}", rater.name),
                None => rater.name.clone(),
            };
            grid.row(vec![
                name,
                fixed(rater.severity, 3),
                fixed(rater.standard_error, 3),
                fixed_or_dash(rater.infit, 2),
                fixed_or_dash(rater.outfit, 2),
                rater.n.to_string(),
            ]);
        }
        grid
    }

    fn item_grid(&self) -> Grid {
        let mut grid = Grid::new(&["item", "difficulty", "error", "infit", "outfit", "scores"]);
        for item in &self.items {
            grid.row(vec![
                item.name.clone(),
                fixed(item.difficulty, 3),
                fixed(item.standard_error, 3),
                fixed_or_dash(item.infit, 2),
                fixed_or_dash(item.outfit, 2),
                item.n.to_string(),
            ]);
        }
        grid
    }

    fn step_grid(&self) -> Grid {
        let mut grid = Grid::new(&["step", "from", "to", "logits", "error"]);
        let mut rows = |name: &str, lowest: u32, steps: &[f64], errors: &[f64]| {
            for ((from, step), error) in (lowest..).zip(steps).zip(errors) {
                grid.row(vec![
                    name.to_owned(),
                    from.to_string(),
                    (from + 1).to_string(),
                    fixed(*step, 3),
                    fixed(*error, 3),
                ]);
            }
        };
        match (&self.steps, &self.step_standard_errors) {
            (StepsFound::ByItem(steps), StepsFound::ByItem(errors)) => {
                for ((item, steps), errors) in self.items.iter().zip(steps).zip(errors) {
                    rows(&item.name, item.lowest, steps, errors);
                }
            }
            (StepsFound::Common(steps), StepsFound::Common(errors)) => {
                let lowest = self.items.first().map_or(0, |item| item.lowest);
                rows("all items", lowest, steps, errors);
            }
            _ => {}
        }
        grid
    }

    fn drift_grid(&self) -> Grid {
        let mut grid = Grid::new(&["rater", "in", "change", "error", "z", "p"]);
        for drift in &self.drift {
            for change in &drift.changes {
                grid.row(vec![
                    drift.rater.clone(),
                    change.period.clone(),
                    fixed(change.rise, 3),
                    fixed(change.standard_error, 3),
                    fixed(change.z, 2),
                    p_value(change.p),
                ]);
            }
            grid.row(vec![
                drift.rater.clone(),
                "all".to_owned(),
                String::new(),
                String::new(),
                format!("χ²({}) {}", drift.df, fixed(drift.chi_square, 2)),
                p_value(drift.p),
            ]);
        }
        grid
    }
}
