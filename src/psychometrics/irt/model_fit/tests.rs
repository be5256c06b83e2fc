use super::limited_information::by_model;
use super::margins::margins;
use super::*;
use crate::psychometrics::irt::calibrate::Calibration;
use crate::psychometrics::irt::reference_data::{CASES, Case};
use crate::psychometrics::irt::{Error, Responses};

/// The reference's C₂ of these two is not that of the formula: 16.3396 and 31.7781. Counting out all 256 patterns of the
/// four items with numerical derivatives, apart from this code and at the reference's own parameters, gives these
/// figures; mirt's derivatives of partial credit models by their parameters must differ (its graded ones do not).
const COUNTED_OUT: [(&str, f64); 2] = [
    ("Science_GPCM", 19.039383364),
    ("Science_PCM_freevar", 31.694590407),
];

#[test]
fn fit_by_margins_equals_the_reference() {
    let test = "fit_by_margins_equals_the_reference";
    for case in CASES {
        let Some(expected) = case.expected(test) else {
            return;
        };
        let blocks = ["fit_C2", "fit_M2", "fit_M2*"].map(|block| expected.get(block));
        if blocks.iter().all(Option::is_none) {
            continue;
        }
        let everybody = case.responses(&expected, test).unwrap();
        let is_complete = |idx: &usize| everybody.person(*idx).all(|answer| answer.is_some());
        let complete: Vec<usize> = (0..everybody.n_persons()).filter(is_complete).collect();
        let responses = everybody.of_persons(&complete);
        let calibration = case.calibrated(&responses);
        let fit = limited_information(&calibration, &responses)
            .unwrap()
            .unwrap();
        let counted = COUNTED_OUT.iter().find(|(label, _)| *label == case.label);
        let mut largest: f64 = 0.0;
        for block in blocks.into_iter().flatten() {
            let number = |field: &str| block[field].as_f64().unwrap();
            let df = fit.degrees_of_freedom as f64;
            assert!((df - number("df")).abs() < 0.5, "{}", case.label);
            assert_eq!(Some(fit.n_persons as u64), block["n"].as_u64());
            largest = largest.max((fit.srmsr - number("SRMSR")).abs());
            if let Some((_, counted)) = counted {
                largest = largest.max((fit.statistic / counted - 1.0).abs());
                continue;
            }
            largest = largest.max((fit.statistic / number("M2") - 1.0).abs());
            for (found, field) in [
                (fit.p, "p"),
                (fit.rmsea, "RMSEA"),
                (fit.rmsea_lower, "RMSEA_5"),
                (fit.rmsea_upper, "RMSEA_95"),
                (fit.tli.unwrap(), "TLI"),
                (fit.cfi.unwrap(), "CFI"),
            ] {
                largest = largest.max((found - number(field)).abs());
            }
        }
        eprintln!("{}: fit by margins {largest:.1e}", case.label);
        assert!(largest < 1e-3, "{} {largest:e}", case.label);
    }
}

#[test]
fn derivatives_of_the_margins_agree_with_differences() {
    let test = "derivatives_of_the_margins_agree_with_differences";
    for label in [
        "Science_PCM_freevar",
        "Science_GPCM",
        "Science_GRM",
        "LSAT7_3PL_priorg",
    ] {
        let case = Case::labelled(label);
        let Some(expected) = case.expected(test) else {
            return;
        };
        let calibration = case.calibrated(&case.responses(&expected, test).unwrap());
        let n_categories: Vec<usize> = calibration
            .items
            .iter()
            .map(|item| item.model.n_categories())
            .collect();
        let margins = margins(&n_categories);
        let jacobian = by_model(&calibration).unwrap().jacobian(&margins);
        let step = 1e-5;
        for parameter in 0..calibration.solution.free.len() {
            let at = |step: f64| {
                let moved = moved(&calibration, parameter, step);
                by_model(&moved).unwrap().expected(&margins)
            };
            let differences = (at(step) - at(-step)) / (2.0 * step);
            let largest = (jacobian.column(parameter) - differences).abs().max();
            assert!(largest < 1e-7, "{label} {parameter} {largest:e}");
        }
    }
}

/// The same calibration with one parameter elsewhere.
fn moved(calibration: &Calibration, parameter: usize, step: f64) -> Calibration {
    let mut moved = calibration.clone();
    moved.solution.free[parameter] += step;
    let group = &moved.design.groups[0];
    let models = group.models(&moved.solution.free).unwrap();
    moved.latent = group.latent(&moved.solution.free).unwrap();
    for (item, model) in moved.items.iter_mut().zip(models) {
        item.model = model;
    }
    moved
}

#[test]
fn as_many_parameters_as_margins_leave_nothing_to_test() {
    use crate::psychometrics::irt::calibrate::{Model, Options, calibrate};
    use crate::psychometrics::simulate::{BankPlan, ItemKind, abilities, item_answers};
    let mut rng = crate::clock::seeded(70);
    let items = BankPlan::new(ItemKind::Logistic)
        .items(3, &mut rng)
        .unwrap();
    let thetas = abilities(400, (0.0, 1.0), &mut rng).unwrap();
    let answers = item_answers(&items, &thetas, 0.0, &mut rng).unwrap();
    let of = |model| {
        let go_on = &mut |_| std::ops::ControlFlow::Continue(());
        calibrate(&answers, &Options::new(model), go_on).unwrap()
    };
    let full = of(Model::TwoParameter);
    assert_eq!(limited_information(&full, &answers), Ok(None));
    let rasch = of(Model::Rasch);
    let fit = limited_information(&rasch, &answers).unwrap().unwrap();
    assert_eq!(fit.degrees_of_freedom, 2);
    let two = answers.of_persons(&[0]);
    assert_eq!(
        limited_information(&rasch, &two),
        Err(Error::TooFewPersons { n: 1, minimum: 2 })
    );
    let others = Responses::from_categories(&["a".to_owned()], &[2], &[vec![Some(1)]]).unwrap();
    assert!(limited_information(&rasch, &others).is_err());
}
