//! Agreement of raters: how much of a rating lies in who was rated, and how much in who did the rating.
//!
//! | Question | Start with |
//! |---|---|
//! | How alike are ratings on a numeric scale? | [`IntraclassCorrelations`] |
//! | How often do two raters choose one category, beyond chance? | [`cohen_kappa`] |
//! | … and several raters? | [`fleiss_kappa`] |
//! | … with ratings missing, at any level of measurement? | [`krippendorff_alpha`] |
//! | Do raters rank alike? | [`kendall_w`] |
//! | How many raters and scenes does a decision need? | [`generalisability`] |
//! | Has a rater become severer, or lazy? | [`drift`], [`tendencies`] |
//!
//! Ratings are `targets × raters`: one inner list per target (the one who is rated), all of one length, one place per
//! rater, missing = `None`. Where a method needs complete targets, those with a missing rating are left out, and its
//! result says how many were used.

mod concordance;
pub mod drift;
mod fleiss;
pub mod generalisability;
mod icc;
mod kappa;
mod krippendorff;
mod krippendorff_interval;
mod mean_squares;
pub mod tendencies;

pub use concordance::{Finn, KendallW, finn_coefficient, kendall_w, mean_correlation};
pub use fleiss::{FleissKappa, fleiss_kappa};
pub use icc::{Coefficient, IntraclassCorrelations};
pub use kappa::{CohenKappa, Weighting, categories, cohen_kappa};
pub use krippendorff::{KrippendorffAlpha, Level, krippendorff_alpha};
pub use krippendorff_interval::{Bootstrap, KrippendorffInterval, krippendorff_interval};
pub use mean_squares::MeanSquares;

/// Why a figure of agreement cannot be given.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum Error {
    /// A target has another number of places for ratings than the first one.
    #[error("target {target_idx} has {n_ratings} ratings, the first has {expected}")]
    Ragged {
        /// Which target, counted from 0.
        target_idx: usize,
        /// How many places it has.
        n_ratings: usize,
        /// How many the first has.
        expected: usize,
    },
    /// There are not enough targets with the ratings that the method needs.
    #[error("there are too few targets to compare ({n}); at least {minimum} are needed")]
    TooFewTargets {
        /// How many there are.
        n: usize,
        /// How many are needed.
        minimum: usize,
    },
    /// There are not enough raters.
    #[error("there are too few raters ({n}); at least {minimum} are needed")]
    TooFewRaters {
        /// How many there are.
        n: usize,
        /// How many are needed.
        minimum: usize,
    },
    /// The method compares two raters.
    #[error("there are {n} raters, but the method compares exactly 2")]
    NotTwoRaters {
        /// How many there are.
        n: usize,
    },
    /// All ratings are equal, so that agreement cannot be told from chance.
    #[error("the ratings do not vary")]
    NoVariance,
    /// A rating is none of the categories.
    #[error("the rating {value} is none of the categories")]
    UnknownCategory {
        /// The rating.
        value: f64,
    },
    /// A category is listed twice.
    #[error("the category {value} is listed twice")]
    RepeatedCategory {
        /// The category.
        value: f64,
    },
    /// There are more different ratings than the method can compare pair by pair.
    #[error("there are {n} different ratings; the method takes at most {maximum}")]
    TooManyValues {
        /// How many there are.
        n: usize,
        /// How many the method takes.
        maximum: usize,
    },
    /// A rating is below 0 where the scale has to have a true zero.
    #[error("the rating {value} is below 0, but a ratio scale begins at 0")]
    BelowZero {
        /// The rating.
        value: f64,
    },
    /// A value is outside what the formula is made for.
    #[error("{what} is {value}, but has to be {expected}")]
    OutOfRange {
        /// The argument.
        what: &'static str,
        /// Its value.
        value: f64,
        /// What it has to be.
        expected: &'static str,
    },
    /// The numbers are too large or too far apart to compute with.
    #[error("the result is not a finite number")]
    NotFinite,
}

/// How many raters there are, after checking that all targets have that many places.
fn checked_raters(ratings: &[Vec<Option<f64>>]) -> Result<usize, Error> {
    let expected = ratings.first().map_or(0, Vec::len);
    for (target_idx, target) in ratings.iter().enumerate() {
        let n_ratings = target.len();
        if n_ratings != expected {
            return Err(Error::Ragged {
                target_idx,
                n_ratings,
                expected,
            });
        }
        if target.iter().flatten().any(|rating| !rating.is_finite()) {
            return Err(Error::NotFinite);
        }
    }
    Ok(expected)
}

/// The targets that every rater rated, after checking that there are two of them and two raters.
fn complete_targets(ratings: &[Vec<Option<f64>>]) -> Result<Vec<Vec<f64>>, Error> {
    let n = checked_raters(ratings)?;
    if n < 2 {
        return Err(Error::TooFewRaters { n, minimum: 2 });
    }
    let complete: Vec<Vec<f64>> = ratings
        .iter()
        .filter_map(|target| target.iter().copied().collect())
        .collect();
    if complete.len() < 2 {
        return Err(Error::TooFewTargets {
            n: complete.len(),
            minimum: 2,
        });
    }
    Ok(complete)
}

fn checked_confidence(confidence: f64) -> Result<f64, Error> {
    if confidence > 0.0 && confidence < 1.0 {
        return Ok(confidence);
    }
    Err(Error::OutOfRange {
        what: "confidence",
        value: confidence,
        expected: "between 0 and 1",
    })
}

#[cfg(test)]
mod shared {
    //! What the tests of this chapter have in common.

    use crate::psychometrics::reference;

    /// The ratings of a file with one row per target, in the order of the columns given.
    pub(super) fn ratings(
        file: &str,
        columns: &[&str],
        test: &str,
    ) -> Option<Vec<Vec<Option<f64>>>> {
        let rows = reference::table(file, test)?;
        let target = |row: &reference::Row| {
            let rating = |column: &&str| reference::number(row, column);
            columns.iter().map(rating).collect()
        };
        Some(rows.iter().map(target).collect())
    }

    /// Complete ratings, typed in.
    pub(super) fn complete<const N: usize>(targets: &[[f64; N]]) -> Vec<Vec<Option<f64>>> {
        let ratings = |target: &[f64; N]| target.map(Some).to_vec();
        targets.iter().map(ratings).collect()
    }

    /// Six targets of Shrout & Fleiss (1979), table 2, rated by four judges.
    pub(super) fn shrout_fleiss() -> Vec<Vec<Option<f64>>> {
        complete(&[
            [9.0, 2.0, 5.0, 8.0],
            [6.0, 1.0, 3.0, 2.0],
            [8.0, 4.0, 6.0, 8.0],
            [7.0, 1.0, 2.0, 6.0],
            [10.0, 5.0, 6.0, 9.0],
            [6.0, 2.0, 4.0, 7.0],
        ])
    }
}
