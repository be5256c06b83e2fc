//! From answers and a model to the design of one group.

use super::design::{Design, FreeParameter, GroupDesign, ItemDesign, NormalPrior, Slot};
use super::family::Family;
use super::fit::Options;
use super::model::{Model, Slopes};
use super::patterns::Patterns;
use super::start::start;
use crate::psychometrics::irt::{Error, Responses};

/// Refuses answers from which the model's parameters cannot be estimated.
pub(super) fn check(responses: &Responses, model: Model) -> Result<(), Error> {
    let minimum = if model.slopes() == Slopes::Own { 3 } else { 2 };
    let n_items = responses.n_items();
    if n_items < minimum {
        return Err(Error::TooFewItems {
            n: n_items,
            minimum,
        });
    }
    let answered = |person_idx: &usize| responses.person(*person_idx).flatten().next().is_some();
    let n = (0..responses.n_persons()).filter(answered).count();
    if n < 2 {
        return Err(Error::TooFewPersons { n, minimum: 2 });
    }
    for (item_idx, counts) in responses.category_counts().iter().enumerate() {
        check_item(responses, item_idx, counts)?;
        let n_categories = counts.len();
        let is_for_two = matches!(model.family(), Family::Logistic | Family::Guessing);
        if is_for_two && n_categories != 2 {
            return Err(Error::WrongCategories {
                item: responses.items()[item_idx].clone(),
                n_categories,
                model: model.name(),
                expected: "two categories",
            });
        }
    }
    Ok(())
}

/// Refuses an item with nothing to learn from, or with a category that nobody chose.
fn check_item(responses: &Responses, item_idx: usize, counts: &[usize]) -> Result<(), Error> {
    let item = || responses.items()[item_idx].clone();
    let code = |category: usize| responses.code(item_idx, category);
    let mut chosen = counts.iter().enumerate().filter(|(_, count)| 0 < **count);
    match (chosen.next(), chosen.next()) {
        (None, _) => return Err(Error::NoAnswers { item: item() }),
        (Some((category, _)), None) => {
            return Err(Error::ConstantItem {
                item: item(),
                code: code(category),
            });
        }
        _ => {}
    }
    match counts.iter().position(|&count| count == 0) {
        Some(category) => Err(Error::UnusedCategory {
            item: item(),
            code: code(category),
        }),
        None => Ok(()),
    }
}

/// The design of one group with these answers.
pub(super) fn design(responses: &Responses, options: &Options) -> Result<Design, Error> {
    let model = options.model;
    let family = model.family();
    let starts = start(responses, &vec![family; responses.n_items()]);
    let prior = match model {
        Model::ThreeParameter { guessing_prior } => guessing_prior,
        _ => None,
    };
    if let Some(prior) = prior {
        let is_right = prior.mean.is_finite() && prior.standard_deviation > 0.0;
        crate::psychometrics::irt::error::checked(
            prior.standard_deviation,
            is_right && prior.standard_deviation.is_finite(),
            "standard deviation of the guessing prior",
            "above 0",
        )?;
    }
    let mut free: Vec<FreeParameter> = Vec::new();
    let mut add = |start: f64, prior: Option<NormalPrior>| {
        free.push(FreeParameter { start, prior });
        Slot::Free(free.len() - 1)
    };
    let mean_slope = starts.iter().map(|start| start[0]).sum::<f64>() / starts.len() as f64;
    let common = (model.slopes() == Slopes::Common).then(|| add(mean_slope, None));
    let mut items = Vec::with_capacity(starts.len());
    for start in &starts {
        let mut slots = Vec::with_capacity(start.len());
        slots.push(match (model.slopes(), common) {
            (Slopes::One, _) => Slot::Fixed(1.0),
            (_, Some(common)) => common,
            _ => add(start[0], None),
        });
        for (parameter_idx, &value) in start.iter().enumerate().skip(1) {
            let is_guessing = family == Family::Guessing && parameter_idx == 2;
            slots.push(match (is_guessing, prior) {
                (true, Some(prior)) => add(prior.mean, Some(prior)),
                _ => add(value, None),
            });
        }
        items.push(ItemDesign { family, slots });
    }
    let log_variance = if model.slopes() == Slopes::One {
        add(0.0, None)
    } else {
        Slot::Fixed(0.0)
    };
    let group = GroupDesign {
        patterns: Patterns::new(responses)?,
        items,
        mean: Slot::Fixed(0.0),
        log_variance,
    };
    Ok(Design {
        groups: vec![group],
        free,
        quadrature: options.quadrature.clone(),
    })
}
