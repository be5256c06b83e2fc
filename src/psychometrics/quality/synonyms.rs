//! Pairs of items that a sample answers alike, and whether a person does so too.

use super::{Error, ItemMoments};
use crate::psychometrics::classical::correlation;

/// Which pairs of items are sought.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Likeness {
    /// Psychometric synonyms: items that correlate above this.
    Synonyms {
        /// From 0 to 1; .60 is usual.
        above: f64,
    },
    /// Psychometric antonyms: items that correlate below the negative of this.
    Antonyms {
        /// From 0 to 1; .60 is usual.
        beyond: f64,
    },
}

/// Two items that belong together in a sample.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ItemPair {
    /// The earlier item, counted from 0.
    pub first_idx: usize,
    /// The later item.
    pub second_idx: usize,
    /// Their correlation in the sample.
    pub correlation: f64,
}

/// The pairs of items that a sample answers alike (or the other way round), in the order of the items.
///
/// *Model*: all pairs whose correlation over the sample's complete cases is above the limit.
///
/// *Takes / gives*: the items' moments and which pairs are sought; any number of pairs, an item may be in several.
///
/// *Errors*: a limit outside 0 to 1.
///
/// *Source*: Meade & Craig (2012), *Psychological Methods* 17, 437–455, who take .60.
///
/// ```
/// use composure::psychometrics::quality::{ItemMoments, Likeness, psychometric_pairs};
/// let answers = [[1.0, 2.0], [2.0, 3.0], [3.0, 5.0]].map(|person| person.map(Some).to_vec());
/// let pairs = psychometric_pairs(&ItemMoments::of(&answers)?, Likeness::Synonyms { above: 0.6 })?;
/// assert_eq!((pairs[0].first_idx, pairs[0].second_idx), (0, 1));
/// # Ok::<(), composure::psychometrics::quality::Error>(())
/// ```
pub fn psychometric_pairs(
    moments: &ItemMoments,
    likeness: Likeness,
) -> Result<Vec<ItemPair>, Error> {
    let (limit, sign) = match likeness {
        Likeness::Synonyms { above } => (above, 1.0),
        Likeness::Antonyms { beyond } => (beyond, -1.0),
    };
    if !(0.0..=1.0).contains(&limit) {
        return Err(Error::OutOfRange {
            what: "the limit of correlations",
            value: limit,
            expected: "from 0 to 1",
        });
    }
    let n_items = moments.n_items();
    let pairs = (0..n_items).flat_map(|first_idx| {
        (first_idx + 1..n_items).map(move |second_idx| ItemPair {
            first_idx,
            second_idx,
            correlation: moments.correlation(first_idx, second_idx),
        })
    });
    Ok(pairs
        .filter(|pair| sign * pair.correlation > limit)
        .collect())
}

/// Whether a person answers pairs as the sample does: the correlation over the pairs within the person.
///
/// *Model*: Pearson's correlation of the later items' answers with the earlier items' answers, one point for each pair.
///
/// *Takes / gives*: one person's answers and the pairs; −1 to 1. High for synonyms and low for antonyms is careful.
///
/// *Edges*: pairs with a missing answer are left out; `None` when fewer than two are left or an item of the pairs does
/// not vary within the person.
///
/// *Source*: Meade & Craig (2012), *Psychological Methods* 17, 437–455; Curran (2016), *Journal of Experimental Social
/// Psychology* 66, 4–19.
///
/// ```
/// use composure::psychometrics::quality::{ItemPair, pair_agreement};
/// let pair = |first_idx, second_idx| ItemPair { first_idx, second_idx, correlation: 0.7 };
/// let answers = [Some(1.0), Some(2.0), Some(4.0), Some(5.0)];
/// assert_eq!(pair_agreement(&answers, &[pair(0, 1), pair(2, 3)]), Some(1.0));
/// assert_eq!(pair_agreement(&answers, &[pair(0, 1)]), None);
/// ```
pub fn pair_agreement(answers: &[Option<f64>], pairs: &[ItemPair]) -> Option<f64> {
    let answer = |idx: usize| answers.get(idx).copied().flatten();
    let (later, earlier): (Vec<f64>, Vec<f64>) = pairs
        .iter()
        .filter_map(|pair| answer(pair.second_idx).zip(answer(pair.first_idx)))
        .unzip();
    correlation(&later, &earlier).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn antonyms_are_the_pairs_beyond_the_negative_limit() {
        let rows = [
            [1.0, 5.0, 2.0],
            [2.0, 4.0, 1.0],
            [5.0, 1.0, 3.0],
            [4.0, 2.0, 2.0],
        ];
        let moments = ItemMoments::of(&rows.map(|row| row.map(Some).to_vec())).unwrap();
        let pairs = |likeness| -> Vec<(usize, usize)> {
            let found = psychometric_pairs(&moments, likeness).unwrap();
            found
                .iter()
                .map(|pair| (pair.first_idx, pair.second_idx))
                .collect()
        };
        assert_eq!(pairs(Likeness::Antonyms { beyond: 0.9 }), [(0, 1)]);
        assert_eq!(pairs(Likeness::Synonyms { above: 0.6 }), [(0, 2)]);
        let wrong = psychometric_pairs(&moments, Likeness::Synonyms { above: f64::NAN });
        assert!(wrong.is_err());
    }

    #[test]
    fn a_pair_outside_the_answers_is_left_out() {
        let pair = ItemPair {
            first_idx: 0,
            second_idx: 9,
            correlation: 1.0,
        };
        assert_eq!(pair_agreement(&[Some(1.0), None], &[pair, pair]), None);
    }
}
