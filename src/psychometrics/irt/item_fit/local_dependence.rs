//! What two items share beyond the ability.

use super::residuals::residual;
use super::{checked_shape, checked_thetas};
use crate::psychometrics::classical::correlation;
use crate::psychometrics::irt::{Error, ItemModel, Responses};

/// Q3 of every pair of items.
#[derive(Debug, Clone, PartialEq)]
pub struct LocalDependence {
    /// `items × items`, symmetric, 1 on the diagonal; `None` where fewer than three people answered both or a residual
    /// does not vary.
    pub q3: Vec<Vec<Option<f64>>>,
    /// The mean of the pairs', around −1 / (items − 1) if the model holds; `None` where there is no pair.
    pub mean: Option<f64>,
}

/// Q3: the correlations of the items' residuals once the ability is accounted for.
///
/// *Model*: the correlation of two items' residuals x − E(x | θ̂) over the people who answered both.
///
/// *Takes / gives*: an ability for each person, missing where there is none. Pairs well above the mean, by .2 or more,
/// share something else, such as a common text (Christensen, Makransky & Horton, 2017, *Applied Psychological
/// Measurement* 41, 178–194).
///
/// *Errors*: lists of other lengths, an ability that is not finite.
///
/// *Source*: Yen (1984), *Applied Psychological Measurement* 8, 125–145, equation 12.
///
/// ```
/// use composure::psychometrics::irt::{ItemModel, Responses, item_fit::local_dependence};
/// let items = vec![ItemModel::Logistic { slope: 1.0, intercept: 0.0 }; 2];
/// let names = ["calm".to_owned(), "quiet".to_owned()];
/// let twins = [0, 1, 1].map(|category| vec![Some(category); 2]);
/// let answers = Responses::from_categories(&names, &[2, 2], &twins)?;
/// let found = local_dependence(&items, &answers, &[Some(0.0), Some(0.0), Some(0.0)])?;
/// assert!(found.q3[0][1].is_some_and(|q3| (q3 - 1.0).abs() < 1e-12));
/// # Ok::<(), composure::psychometrics::irt::Error>(())
/// ```
pub fn local_dependence(
    items: &[ItemModel],
    responses: &Responses,
    thetas: &[Option<f64>],
) -> Result<LocalDependence, Error> {
    checked_shape(items, responses)?;
    checked_thetas(thetas, responses)?;
    let mut residuals: Vec<Vec<Option<f64>>> = vec![Vec::with_capacity(thetas.len()); items.len()];
    for (person_idx, theta) in thetas.iter().enumerate() {
        let answers = responses.person(person_idx).zip(items);
        for ((answer, item), residuals) in answers.zip(&mut residuals) {
            let known = answer.zip(*theta);
            residuals
                .push(known.map(|(category, theta)| residual(item, category, theta).difference));
        }
    }
    let mut q3 = vec![vec![Some(1.0); items.len()]; items.len()];
    let mut pairs = Vec::new();
    for first in 0..items.len() {
        for second in 0..first {
            let value = of_pair(&residuals[first], &residuals[second]);
            q3[first][second] = value;
            q3[second][first] = value;
            pairs.extend(value);
        }
    }
    let mean = crate::psychometrics::descriptive::mean(&pairs);
    Ok(LocalDependence { q3, mean })
}

/// The correlation over the people who have both.
fn of_pair(first: &[Option<f64>], second: &[Option<f64>]) -> Option<f64> {
    let both = first.iter().zip(second).filter_map(|(a, b)| a.zip(*b));
    let (first, second): (Vec<f64>, Vec<f64>) = both.unzip();
    if first.len() < 3 {
        return None;
    }
    correlation(&first, &second).ok()
}
