//! The scores that a table lists where nobody said which.

/// Every whole step from `lowest` up to `highest`, at most `most` steps above the lowest.
///
/// Counted, because adding 1 to a huge score would never get past it.
pub(super) fn whole_scores(lowest: f64, highest: f64, most: u16) -> Vec<f64> {
    let following = (0..=most).map(|above| lowest + f64::from(above));
    let mut scores: Vec<f64> = following.take_while(|score| *score <= highest).collect();
    scores.dedup_by(|a, b| *a <= *b);
    scores
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_to_which_one_cannot_be_added_is_listed_once() {
        assert_eq!(whole_scores(3.0, 5.5, 100), [3.0, 4.0, 5.0]);
        assert_eq!(whole_scores(0.0, 9.0, 2), [0.0, 1.0, 2.0]);
        for huge in [1e17, -1e300, f64::MAX] {
            assert_eq!(whole_scores(huge, huge, 10_000), [huge]);
        }
        assert!(whole_scores(2.0, 1.0, 10).is_empty());
    }
}
