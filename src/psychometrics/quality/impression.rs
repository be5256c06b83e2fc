//! Claims of virtues that hardly anybody has.

/// How many unlikely virtues somebody claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Virtues {
    /// How many were claimed.
    pub n_claimed: usize,
    /// How many of these items were answered.
    pub n_answered: usize,
}

impl Virtues {
    /// The share of answered items that were claimed, 0 to 1; `None` when none was answered.
    pub fn share(&self) -> Option<f64> {
        (self.n_answered > 0).then(|| self.n_claimed as f64 / self.n_answered as f64)
    }
}

/// Positive impression: how many unlikely virtues are claimed ("I have never been annoyed").
///
/// *Model*: an item counts as claimed when the answer is at or above the item's limit.
///
/// *Takes / gives*: for each such item the answer (`None` = none), keyed so that higher claims more, and the lowest
/// answer that claims; counts.
///
/// *Edges*: unanswered items are left out; an answer or limit that is not a number claims nothing. Applicants claim more
/// than the public: compare with applicants only, and never lower a score for it.
///
/// *Source*: Crowne & Marlowe (1960), *Journal of Consulting Psychology* 24, 349–354; Paulhus (1984), *Journal of
/// Personality and Social Psychology* 46, 598–609, who counts extreme answers only.
///
/// ```
/// use composure::psychometrics::quality::claimed_virtues;
/// let virtues = claimed_virtues([(Some(6.0), 6.0), (Some(4.0), 6.0), (None, 6.0)]);
/// assert_eq!((virtues.n_claimed, virtues.share()), (1, Some(0.5)));
/// ```
pub fn claimed_virtues(answers: impl IntoIterator<Item = (Option<f64>, f64)>) -> Virtues {
    let mut virtues = Virtues {
        n_claimed: 0,
        n_answered: 0,
    };
    for (answer, limit) in answers {
        let Some(answer) = answer else { continue };
        virtues.n_answered += 1;
        virtues.n_claimed += usize::from(answer >= limit);
    }
    virtues
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_judged_by_items_they_did_not_answer() {
        assert_eq!(claimed_virtues([(None, 1.0)]).share(), None);
        assert_eq!(claimed_virtues([(Some(f64::NAN), 1.0)]).n_claimed, 0);
    }
}
