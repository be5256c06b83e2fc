//! When enough was asked.

use super::{Error, checked};

/// When a questionnaire ends.
///
/// Its fields are private because the error is above 0 and the lengths are in order.
///
/// *Takes / gives*: the standard error of the score that is small enough, in the unit of the ability; the fewest and the
/// most questions.
///
/// *Edges*: a bank may end earlier than the most questions allow.
///
/// *Errors*: an error that is not finite and above 0, no question, fewest above most.
///
/// ```
/// use composure::psychometrics::adaptive::Stopping;
/// assert!(Stopping::new(0.3, 5, 20).is_ok());
/// assert!(Stopping::new(0.3, 21, 20).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stopping {
    standard_error: f64,
    fewest: usize,
    most: usize,
}

/// Why a questionnaire ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StopReason {
    /// The standard error is small enough.
    Exact,
    /// As many questions as allowed were asked.
    Longest,
    /// No item is left to be asked.
    BankExhausted,
}

impl Stopping {
    /// Ends at this standard error, but not before `fewest` and at last at `most` questions.
    pub fn new(standard_error: f64, fewest: usize, most: usize) -> Result<Self, Error> {
        let is_right = standard_error.is_finite() && 0.0 < standard_error;
        checked(
            standard_error,
            is_right,
            "standard error to stop at",
            "finite and above 0",
        )?;
        checked(most as f64, 0 < most, "most questions", "at least 1")?;
        checked(
            fewest as f64,
            fewest <= most,
            "fewest questions",
            "at most the most",
        )?;
        Ok(Self {
            standard_error,
            fewest,
            most,
        })
    }

    /// The most questions that are asked.
    pub fn most(&self) -> usize {
        self.most
    }

    pub(super) fn reason(&self, n_asked: usize, standard_error: f64) -> Option<StopReason> {
        if self.most <= n_asked {
            return Some(StopReason::Longest);
        }
        let is_exact = self.fewest <= n_asked && standard_error <= self.standard_error;
        is_exact.then_some(StopReason::Exact)
    }
}
