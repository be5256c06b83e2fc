//! The data sets and reference figures that the tests of this chapter share.

use std::ops::ControlFlow;

use serde_json::Value;

use super::calibrate::{Calibration, Model, NormalPrior, Options, calibrate};
use super::{ItemModel, Responses};
use crate::psychometrics::reference;

/// A calibration of the field's own software (reference/irt_*.json: R 4.2.2, mirt 1.45.1) and how to repeat it.
pub(crate) struct Case {
    /// The file's name without `irt_` and `.json`.
    pub(crate) label: &'static str,
    /// The data.
    pub(crate) file: &'static str,
    /// The columns; empty for all.
    pub(crate) items: &'static [&'static str],
    /// Those to be recoded as 7 − answer.
    pub(crate) reversed: &'static [&'static str],
    /// The model.
    pub(crate) model: Model,
}

const LSAT: &str = "data/LSAT7_expanded.csv";
const SCIENCE: &str = "data/mirt_Science.csv";
const BFI: &str = "data/bfi.csv";

const fn case(label: &'static str, file: &'static str, model: Model) -> Case {
    Case {
        label,
        file,
        items: &[],
        reversed: &[],
        model,
    }
}

const fn bfi(
    label: &'static str,
    model: Model,
    items: &'static [&'static str],
    reversed: &'static [&'static str],
) -> Case {
    Case {
        label,
        file: BFI,
        items,
        reversed,
        model,
    }
}

/// The prior that mirt's documentation proposes for the logit of the lower asymptote.
pub(crate) const GUESSING: NormalPrior = NormalPrior {
    mean: -1.5,
    standard_deviation: 0.5,
};

const AGREE: &[&str] = &["A1", "A2", "A3", "A4", "A5"];
const NEUROTICISM: &[&str] = &["N1", "N2", "N3", "N4", "N5"];
const OPENNESS: &[&str] = &["O1", "O2", "O3", "O4", "O5"];

/// Every calibration there is a reference for.
pub(crate) const CASES: &[Case] = &[
    case("LSAT7_Rasch_freevar", LSAT, Model::Rasch),
    case("LSAT7_1PL_equal_slope", LSAT, Model::OneParameter),
    case("LSAT7_2PL", LSAT, Model::TwoParameter),
    case(
        "LSAT7_3PL_priorg",
        LSAT,
        Model::ThreeParameter {
            guessing_prior: Some(GUESSING),
        },
    ),
    case(
        "LSAT7_3PL_noprior",
        LSAT,
        Model::ThreeParameter {
            guessing_prior: None,
        },
    ),
    case(
        "IntelligenceData_2PL",
        "data/perfit_IntelligenceData.csv",
        Model::TwoParameter,
    ),
    case("Science_PCM_freevar", SCIENCE, Model::PartialCredit),
    case("Science_GPCM", SCIENCE, Model::GeneralisedPartialCredit),
    case("Science_GRM", SCIENCE, Model::Graded),
    bfi("bfi_agree_GRM", Model::Graded, AGREE, &["A1"]),
    bfi(
        "bfi_agree_GPCM",
        Model::GeneralisedPartialCredit,
        AGREE,
        &["A1"],
    ),
    bfi("bfi_neuroticism_GRM", Model::Graded, NEUROTICISM, &[]),
    bfi(
        "bfi_neuroticism_GPCM",
        Model::GeneralisedPartialCredit,
        NEUROTICISM,
        &[],
    ),
    bfi("bfi_openness_GRM", Model::Graded, OPENNESS, &["O2", "O5"]),
    bfi(
        "bfi_openness_GPCM",
        Model::GeneralisedPartialCredit,
        OPENNESS,
        &["O2", "O5"],
    ),
];

impl Case {
    /// The case with this label.
    pub(crate) fn labelled(label: &str) -> &'static Self {
        CASES.iter().find(|case| case.label == label).unwrap()
    }

    /// The reference figures; `None` where they are absent.
    pub(crate) fn expected(&self, test: &str) -> Option<Value> {
        reference::json(&format!("reference/irt_{}.json", self.label), test)
    }

    /// The answers.
    pub(crate) fn responses(&self, expected: &Value, test: &str) -> Option<Responses> {
        let rows = reference::table(self.file, test)?;
        let names = expected["item_names"].as_array()?.iter();
        let items: Vec<String> = names
            .map(|name| name.as_str().unwrap().to_owned())
            .collect();
        assert!(self.items.is_empty() || items == self.items);
        let answer = |row: &reference::Row, item: &str| {
            let code = reference::number(row, item)?;
            let is_reversed = self.reversed.contains(&item);
            Some(if is_reversed { 7.0 - code } else { code })
        };
        let persons: Vec<Vec<Option<f64>>> = rows
            .iter()
            .map(|row| items.iter().map(|item| answer(row, item)).collect())
            .collect();
        Some(Responses::from_codes(&items, &persons).unwrap())
    }

    /// The model fitted here.
    pub(crate) fn calibrated(&self, responses: &Responses) -> Calibration {
        let options = Options::new(self.model);
        calibrate(responses, &options, &mut |_| ControlFlow::Continue(())).unwrap()
    }

    /// The items with the reference's parameters.
    pub(crate) fn expected_models(&self, expected: &Value) -> Vec<ItemModel> {
        let items = expected["params_slope_intercept"].as_array().unwrap();
        items.iter().map(|item| self.expected_model(item)).collect()
    }

    fn expected_model(&self, item: &Value) -> ItemModel {
        let values: Vec<f64> = item
            .as_array()
            .unwrap()
            .iter()
            .map(|v| v.as_f64().unwrap())
            .collect();
        let slope = values[0];
        match self.model {
            Model::Rasch | Model::OneParameter | Model::TwoParameter => ItemModel::Logistic {
                slope,
                intercept: values[1],
            },
            Model::ThreeParameter { .. } => ItemModel::Guessing {
                slope,
                intercept: values[1],
                lower_asymptote: values[2],
            },
            Model::Graded => ItemModel::Graded {
                slope,
                intercepts: values[1..].to_vec(),
            },
            // a1, then the scores ak0, ak1, …, then d0 = 0, d1, ….
            Model::PartialCredit | Model::GeneralisedPartialCredit => ItemModel::PartialCredit {
                slope,
                intercepts: values[1 + values.len() / 2 + 1..].to_vec(),
            },
        }
    }
}
