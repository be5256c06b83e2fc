//! What `analyse validity` found, and how it is shown.

use serde::Serialize;

use super::super::report::{Grid, Report, fixed, fixed_or_dash, p_value};

/// What `analyse validity` found.
#[derive(Debug, Serialize)]
pub(in super::super) struct ValidityFound {
    pub(super) predictors: Vec<Predictor>,
    pub(super) regression: Regression,
    #[serde(skip)]
    pub(super) criterion: String,
    #[serde(skip)]
    pub(super) notes: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Predictor {
    #[serde(rename = "predictor")]
    pub(super) name: String,
    pub(super) n: usize,
    pub(super) r: f64,
    /// `None` with fewer than four people.
    pub(super) lower: Option<f64>,
    pub(super) upper: Option<f64>,
    pub(super) p: Option<f64>,
    /// `None` where no unrestricted standard deviation was given.
    pub(super) corrected_range: Option<f64>,
    /// `None` where no reliability was given.
    pub(super) corrected_attenuation: Option<f64>,
    /// For the criterion's unreliability first and then for the range; `None` unless both were given.
    pub(super) corrected_both: Option<f64>,
    /// `None` unless the criterion has two values, each of them two persons or more.
    pub(super) auc: Option<f64>,
    pub(super) auc_lower: Option<f64>,
    pub(super) auc_upper: Option<f64>,
}

#[derive(Debug, Serialize)]
pub(super) struct Regression {
    pub(super) n: usize,
    pub(super) r2: f64,
    pub(super) adjusted_r2: f64,
    pub(super) steps: Vec<Step>,
}

#[derive(Debug, Serialize)]
pub(super) struct Step {
    pub(super) predictor: String,
    pub(super) r2_change: f64,
    pub(super) f: Option<f64>,
    pub(super) p: Option<f64>,
    /// The standardised weight with all predictors in.
    pub(super) beta: f64,
}

impl Report for ValidityFound {
    fn text(&self) -> String {
        let mut correlations = Grid::new(&[
            "predictor",
            "n",
            "r",
            "from",
            "to",
            "p",
            "range",
            "error",
            "both",
            "area",
            "from",
            "to",
        ]);
        for predictor in &self.predictors {
            let mut cells = vec![predictor.name.clone(), predictor.n.to_string()];
            let three = [Some(predictor.r), predictor.lower, predictor.upper];
            cells.extend(three.map(|value| fixed_or_dash(value, 3)));
            cells.push(predictor.p.map_or_else(|| "–".to_owned(), p_value));
            let others = [
                predictor.corrected_range,
                predictor.corrected_attenuation,
                predictor.corrected_both,
                predictor.auc,
                predictor.auc_lower,
                predictor.auc_upper,
            ];
            cells.extend(others.map(|value| fixed_or_dash(value, 3)));
            correlations.row(cells);
        }
        let mut steps = Grid::new(&["step", "r² change", "F", "p", "beta at last"]);
        for step in &self.regression.steps {
            steps.row(vec![
                step.predictor.clone(),
                fixed(step.r2_change, 4),
                fixed_or_dash(step.f, 2),
                step.p.map_or_else(|| "–".to_owned(), p_value),
                fixed(step.beta, 3),
            ]);
        }
        let mut text = format!(
            "Validity for `{}`: correlations with 95 % intervals, then corrected for range and error, then areas \
             under the curve.\n\n{}\n\nRegression of {} persons who have every value: r² {}, adjusted {}.\n\n{}",
            self.criterion,
            correlations.text(),
            self.regression.n,
            fixed(self.regression.r2, 4),
            fixed(self.regression.adjusted_r2, 4),
            steps.text()
        );
        for note in &self.notes {
            text.push_str("\n\n");
            text.push_str(note);
        }
        text
    }
}
