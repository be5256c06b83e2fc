//! The sum of keyed answers, with a few missing ones filled in.

use super::{Error, checked};
use crate::psychometrics::finite;

/// A sum of answers, and how many it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SumScore {
    /// The sum, carried to the whole number of items.
    pub sum: f64,
    /// How many answers there are.
    pub n_used: usize,
    /// How many are missing.
    pub n_missing: usize,
}

/// A code turned round on its answer scale, for an item with which agreeing lowers the score.
///
/// *Takes / gives*: a code between `lowest` and `highest`; a code of the same range.
///
/// *Errors*: a code outside the range.
///
/// ```
/// use composure::psychometrics::classical::reverse_keyed;
/// assert_eq!(reverse_keyed(2.0, 1.0, 5.0), Ok(4.0));
/// assert!(reverse_keyed(6.0, 1.0, 5.0).is_err());
/// ```
pub fn reverse_keyed(code: f64, lowest: f64, highest: f64) -> Result<f64, Error> {
    checked(
        code,
        code >= lowest && code <= highest,
        "answer code",
        "on its answer scale",
    )?;
    finite(lowest + highest - code).ok_or(Error::NotFinite)
}

/// The sum of the answers; missing ones count the mean of the others, as long as they are few.
///
/// *Model*: k / m · Σ answers, with k items of which m are answered (a person-mean imputation).
///
/// *Takes / gives*: keyed answers, and the highest share (0 to 1) that may be missing; a sum in the range of k items.
///
/// *Edges*: exactly the highest share is still accepted; nobody is scored on no answer at all, whatever the share.
///
/// *Errors*: no item, too many missing, a share outside 0 to 1.
///
/// *Source*: Downey & King (1998), *Journal of General Psychology* 125, 175–191 (safe to about a fifth missing).
///
/// ```
/// use composure::psychometrics::classical::prorated_sum;
/// let score = prorated_sum(&[Some(4.0), None, Some(2.0), Some(3.0), Some(3.0)], 0.2)?;
/// assert_eq!((score.sum, score.n_used, score.n_missing), (15.0, 4, 1));
/// # Ok::<(), composure::psychometrics::classical::Error>(())
/// ```
pub fn prorated_sum(answers: &[Option<f64>], maximum_missing: f64) -> Result<SumScore, Error> {
    let is_share = (0.0..=1.0).contains(&maximum_missing);
    checked(
        maximum_missing,
        is_share,
        "highest missing share",
        "from 0 to 1",
    )?;
    let n_items = answers.len();
    if n_items == 0 {
        return Err(Error::TooFewItems { n: 0, minimum: 1 });
    }
    let given: Vec<f64> = answers.iter().flatten().copied().collect();
    let n_missing = n_items - given.len();
    // A share such as 0.2 × 15 is not exactly 3 in binary: a millionth of an item of slack keeps the boundary in.
    let is_too_many = n_missing as f64 > maximum_missing * n_items as f64 + 1e-6;
    if given.is_empty() || is_too_many {
        return Err(Error::TooManyMissing {
            n_missing,
            n_items,
            maximum: maximum_missing,
        });
    }
    let mean = given.iter().sum::<f64>() / given.len() as f64;
    // A whole sum stays the plain sum, without the rounding of dividing and multiplying.
    let sum = if n_missing == 0 {
        given.iter().sum()
    } else {
        mean * n_items as f64
    };
    Ok(SumScore {
        sum: finite(sum).ok_or(Error::NotFinite)?,
        n_used: given.len(),
        n_missing,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_highest_share_itself_is_accepted_and_one_more_is_not() {
        let mut answers = vec![Some(1.0); 15];
        answers[..3].fill(None);
        assert!(prorated_sum(&answers, 0.2).is_ok());
        answers[3] = None;
        assert_eq!(
            prorated_sum(&answers, 0.2),
            Err(Error::TooManyMissing {
                n_missing: 4,
                n_items: 15,
                maximum: 0.2
            })
        );
    }

    #[test]
    fn nobody_is_scored_on_no_answer() {
        assert!(prorated_sum(&[None, None], 1.0).is_err());
        assert!(prorated_sum(&[], 1.0).is_err());
    }

    proptest! {
        #[test]
        fn any_answers_give_a_finite_sum_or_a_reason(answers in prop::collection::vec(any::<Option<f64>>(), 0..10), share in any::<f64>()) {
            for share in [share, share.rem_euclid(1.0)] {
                prop_assert!(prorated_sum(&answers, share).map_or(true, |score| score.sum.is_finite()));
            }
            prop_assert!(reverse_keyed(share, 1.0, 5.0).map_or(true, f64::is_finite));
        }
    }
}
