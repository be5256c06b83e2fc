//! What each item of a scale does.

use super::alpha::alpha_of;
use super::standardised::squared_multiple_correlations;
use super::{Covariances, Error};
use crate::psychometrics::finite;

/// One item among the others of its scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ItemStatistics {
    /// How many people answered it, of those the figures are of.
    pub n_answers: usize,
    /// Mean answer.
    pub mean: f64,
    /// Standard deviation of the answers.
    pub standard_deviation: f64,
    /// Correlation with the sum of the other items; `None` where either does not vary.
    pub item_rest_correlation: Option<f64>,
    /// Correlation with the sum of all items, itself among them; `None` where either does not vary.
    pub item_total_correlation: Option<f64>,
    /// The same of items brought to one spread; `None` where an item does not vary.
    pub standardised_item_total: Option<f64>,
    /// The same with the item's own part in the sum replaced by what the others tell of it; `None` where an item does
    /// not vary or follows from the others.
    pub overlap_corrected_item_total: Option<f64>,
    /// Alpha of the scale without this item; `None` where fewer than two items are left or their sum does not vary.
    pub alpha_if_dropped: Option<f64>,
    /// Standardised alpha without this item; `None` also where an item does not vary.
    pub standardised_alpha_if_dropped: Option<f64>,
}

/// Statistics of each item among the people who answered every item, in the items' order.
///
/// *Takes / gives*: answers `persons × items`, reverse-keyed already; one entry for each item. The model and the rest
/// stand at [`Covariances::item_statistics`].
///
/// *Errors*: fewer than two complete cases, no item, unequal lists.
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
    Ok(Covariances::complete(answers)?.item_statistics())
}

impl Covariances {
    /// Statistics of each item, in the items' order.
    ///
    /// *Model*: all from the covariances V. The item-rest correlation is that of the item with the sum of the *other*
    /// items, so that an item does not count for itself; the overlap-corrected one takes the item's squared multiple
    /// correlation with the others for its own part in the standardised sum.
    ///
    /// *Edges*: an item everybody answers alike has no item-rest correlation.
    ///
    /// *Source*: Henrysson (1963), *Psychometrika* 28, 211–218; Cureton (1966), *Psychometrika* 31, 93–96.
    pub fn item_statistics(&self) -> Vec<ItemStatistics> {
        let raw = Part::of_each(self.matrix());
        let standard = self.correlations().ok();
        let standardised = standard.as_deref().map(Part::of_each);
        let shared = standard
            .as_deref()
            .and_then(squared_multiple_correlations)
            .zip(standardised.as_deref());
        let corrected = shared.map(|(shared, parts)| overlap_corrected(&shared, parts));
        let item = |(item_idx, part): (usize, &Part)| {
            let standardised = standardised.as_ref().and_then(|parts| parts.get(item_idx));
            let corrected = corrected.as_ref().and_then(|list| list.get(item_idx));
            ItemStatistics {
                n_answers: self.n_answers().get(item_idx).copied().unwrap_or(0),
                mean: self.means().get(item_idx).copied().unwrap_or_default(),
                standard_deviation: part.own.sqrt(),
                item_rest_correlation: part.rest_correlation(),
                item_total_correlation: part.total_correlation(),
                standardised_item_total: standardised.and_then(Part::total_correlation),
                overlap_corrected_item_total: corrected.copied().flatten(),
                alpha_if_dropped: part.alpha_without(),
                standardised_alpha_if_dropped: standardised.and_then(Part::alpha_without),
            }
        };
        raw.iter().enumerate().map(item).collect()
    }
}

/// One item's part in the variance of a sum.
struct Part {
    n_items: usize,
    /// Its own variance.
    own: f64,
    /// Its covariance with the sum of all.
    row: f64,
    /// The sum of all variances.
    all_own: f64,
    /// The variance of the sum.
    everything: f64,
}

impl Part {
    fn of_each(matrix: &[Vec<f64>]) -> Vec<Self> {
        let diagonal = matrix.iter().enumerate().map(|(i, row)| row.get(i));
        let diagonal: Vec<f64> = diagonal.flatten().copied().collect();
        let rows: Vec<f64> = matrix.iter().map(|row| row.iter().sum()).collect();
        let part = |(own, row): (&f64, &f64)| Self {
            n_items: diagonal.len(),
            own: *own,
            row: *row,
            all_own: diagonal.iter().sum(),
            everything: rows.iter().sum(),
        };
        diagonal.iter().zip(&rows).map(part).collect()
    }

    /// The variance of the other items' sum.
    fn rest(&self) -> f64 {
        self.everything - 2.0 * self.row + self.own
    }

    fn rest_correlation(&self) -> Option<f64> {
        // What the others' variances leave by rounding is not variance.
        let has_variance = self.rest() > 1e-12 * (self.all_own - self.own);
        let r = (self.row - self.own) / self.own.sqrt() / self.rest().sqrt();
        finite(r)
            .filter(|_| has_variance)
            .map(|r| r.clamp(-1.0, 1.0))
    }

    fn total_correlation(&self) -> Option<f64> {
        let has_variance = self.everything > 1e-12 * self.all_own;
        finite(self.row / self.own.sqrt() / self.everything.sqrt())
            .filter(|_| has_variance)
            .map(|r| r.clamp(-1.0, 1.0))
    }

    fn alpha_without(&self) -> Option<f64> {
        alpha_of(self.n_items - 1, self.all_own - self.own, self.rest()).ok()
    }
}

/// Item-total correlations with the items' own parts replaced by their squared multiple correlations.
fn overlap_corrected(shared: &[f64], parts: &[Part]) -> Vec<Option<f64>> {
    let row = |(shared, part): (&f64, &Part)| part.row - part.own + shared;
    let rows: Vec<f64> = shared.iter().zip(parts).map(row).collect();
    let everything: f64 = rows.iter().sum();
    rows.iter()
        .map(|row| finite(row / everything.sqrt()))
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
