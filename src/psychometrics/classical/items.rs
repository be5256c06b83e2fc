//! What each item of a scale does.

use super::alpha::{column, of_complete};
use super::{Error, complete_cases, correlation};
use crate::psychometrics::descriptive::{mean, standard_deviation};

/// One item among the others of its scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ItemStatistics {
    /// Mean answer.
    pub mean: f64,
    /// Standard deviation of the answers.
    pub standard_deviation: f64,
    /// Correlation with the sum of the other items; `None` where either does not vary.
    pub item_rest_correlation: Option<f64>,
    /// Alpha of the scale without this item; `None` where fewer than two items are left.
    pub alpha_if_dropped: Option<f64>,
}

/// Statistics of each item among the people who answered every item, in the items' order.
///
/// *Model*: the item-rest correlation is Pearson's r between the item and the sum of the *other* items, so that an
/// item does not count for itself.
///
/// *Takes / gives*: answers `persons × items`, reverse-keyed already; one entry for each item.
///
/// *Edges*: an item everybody answers alike has no item-rest correlation.
///
/// *Errors*: fewer than two complete cases, no item, unequal lists.
///
/// *Source*: Henrysson (1963), *Psychometrika* 28, 211–218.
///
/// ```
/// use composure::psychometrics::classical::item_statistics;
/// let answers = [[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]].map(|person| person.map(Some).to_vec());
/// let items = item_statistics(&answers)?;
/// assert_eq!(items.len(), 2);
/// assert!((items[0].item_rest_correlation.unwrap() - 1.0).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::classical::Error>(())
/// ```
pub fn item_statistics(answers: &[Vec<Option<f64>>]) -> Result<Vec<ItemStatistics>, Error> {
    let persons = complete_cases(answers)?;
    if persons.len() < 2 {
        return Err(Error::TooFewPersons {
            n: persons.len(),
            minimum: 2,
        });
    }
    let n_items = persons.first().map_or(0, Vec::len);
    if n_items == 0 {
        return Err(Error::TooFewItems { n: 0, minimum: 1 });
    }
    (0..n_items)
        .map(|item_idx| of_item(&persons, item_idx))
        .collect()
}

fn of_item(persons: &[Vec<f64>], item_idx: usize) -> Result<ItemStatistics, Error> {
    let item = column(persons, item_idx);
    let others: Vec<Vec<f64>> = persons
        .iter()
        .map(|person| without(person, item_idx))
        .collect();
    let rest: Vec<f64> = others.iter().map(|person| person.iter().sum()).collect();
    Ok(ItemStatistics {
        mean: mean(&item).ok_or(Error::NotFinite)?,
        standard_deviation: standard_deviation(&item).ok_or(Error::NotFinite)?,
        item_rest_correlation: correlation(&item, &rest).ok(),
        alpha_if_dropped: of_complete(&others).ok(),
    })
}

fn without(person: &[f64], item_idx: usize) -> Vec<f64> {
    person
        .iter()
        .enumerate()
        .filter(|(other_idx, _)| *other_idx != item_idx)
        .map(|(_, answer)| *answer)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_that_everybody_answers_alike_has_no_item_rest_correlation() {
        let answers = [[3.0, 1.0], [3.0, 2.0]].map(|person| person.map(Some).to_vec());
        let items = item_statistics(&answers).unwrap();
        assert_eq!(items[0].item_rest_correlation, None);
        assert_eq!(items[1].alpha_if_dropped, None);
    }

    #[test]
    fn a_scale_without_items_is_refused() {
        assert_eq!(
            item_statistics(&[vec![], vec![]]),
            Err(Error::TooFewItems { n: 0, minimum: 1 })
        );
    }
}
