//! Equating: what a score on one form is worth on another.
//!
//! Two forms of a test are never equally hard. Equating finds for each score on the one form the score on the other
//! that means the same, with its standard error. How depends on who took what:
//!
//! - **Random groups** ([`equate_random_groups`]): each form was taken by a random part of the same people, so
//!   differences between the two [`ScoreDistribution`]s are differences between the forms.
//! - **Anchor** ([`equate_with_anchor`]): the groups may differ in ability, but both answered the same anchor items.
//!   [`AnchorMethod`] says what is supposed about the people who did not take a form.
//!
//! Small samples make ragged distributions; [`smoothed`] fits a log-linear polynomial that keeps as many moments as
//! its degree. (Kolen & Brennan, 2014, *Test equating, scaling, and linking*, 3rd edition.)

mod anchor;
mod circle_arc;
mod log_linear;
mod random_groups;
mod score_distribution;

pub use anchor::{AnchorDesign, AnchorKind, AnchorMethod, AnchorPerson, equate_with_anchor};
pub use log_linear::{Smoothing, smoothed};
pub use random_groups::{RandomGroupsMethod, equate_random_groups};
pub use score_distribution::ScoreDistribution;

/// A score on one form and what it is worth on the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Equivalent {
    /// The score on the form equated from.
    pub score: f64,
    /// The same on the scale of the form equated to; not rounded, and possibly beyond its end.
    pub equivalent: f64,
    /// The standard error of the equivalent.
    pub standard_error: f64,
}

/// Every score with its equivalent.
#[derive(Debug, Clone, PartialEq)]
pub struct Equating {
    /// By rising scores.
    pub concordance: Vec<Equivalent>,
    /// The straight line, where the method has one.
    pub line: Option<Line>,
}

/// A straight line: equivalent = intercept + slope · score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// The equivalent of 0.
    pub intercept: f64,
    /// Points on the form equated to for one on the form equated from.
    pub slope: f64,
}

/// Which of the two forms something is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The form whose scores are to be read on the other.
    From,
    /// The form on whose scale they are read.
    To,
}

impl std::fmt::Display for Form {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::From => "the form equated from",
            Self::To => "the form equated to",
        })
    }
}

/// Why forms cannot be equated.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    /// Scores and counts, or two lists of scores, are of different lengths.
    #[error("there are {scores} scores and {counts} counts")]
    UnequalLengths {
        /// How many scores.
        scores: usize,
        /// How many counts.
        counts: usize,
    },
    /// A count is negative or not a number.
    #[error("the count of score {score} is {count}, not 0 or above")]
    Count {
        /// The score.
        score: f64,
        /// Its count.
        count: f64,
    },
    /// The scores are not evenly spaced.
    #[error("{next} follows {previous}, but the scores have to rise in equal steps")]
    Steps {
        /// A score.
        previous: f64,
        /// The one after.
        next: f64,
    },
    /// Nobody is counted.
    #[error("the counts are all 0")]
    Nobody,
    /// The people have too few different scores to be smoothed.
    #[error("the people have {0} different scores, and at least 3 are needed to smooth them")]
    TooFewScores(usize),
    /// There are not enough people.
    #[error("{form} was taken by {n} people; at least {minimum} are needed")]
    TooFewPersons {
        /// Which form.
        form: Form,
        /// How many took it.
        n: f64,
        /// How many are needed.
        minimum: u32,
    },
    /// Everybody has the same score.
    #[error("everybody who took {form} has the same {what}")]
    NoVariance {
        /// Which form.
        form: Form,
        /// The score or the anchor score.
        what: &'static str,
    },
    /// A method that counts scores was given one between whole numbers.
    #[error("score {0} is not a whole number, and equipercentile methods count whole scores")]
    NotWhole(f64),
    /// The scores span too much.
    #[error("the scores span {span} points; at most {most} can be counted")]
    TooWide {
        /// How many points.
        span: f64,
        /// How many are possible.
        most: u32,
    },
    /// An anchor score that only one group has.
    #[error(
        "anchor score {anchor} occurs in one group, but nobody who took {unseen} has it, so their scores there are unknown"
    )]
    AnchorUnseen {
        /// The anchor score.
        anchor: f64,
        /// The form nobody of whom has it.
        unseen: Form,
    },
    /// The score and the anchor do not rise together.
    #[error("scores and anchor scores of {form} do not rise together (covariance {covariance})")]
    Covariance {
        /// Which form.
        form: Form,
        /// Their covariance.
        covariance: f64,
    },
    /// The weight of a group is outside its range.
    #[error("the weight of the group is {0}, but has to be from 0 to 1")]
    Weight(f64),
    /// The polynomial cannot have this degree.
    #[error("the degree is {degree}, but has to be from 1 to {most}")]
    Degree {
        /// The degree.
        degree: usize,
        /// The highest possible.
        most: usize,
    },
    /// The polynomial was not found.
    #[error("no log-linear polynomial of degree {degree} was found within {n_steps} steps")]
    NoConvergence {
        /// Its degree.
        degree: usize,
        /// After how many steps the search ended.
        n_steps: usize,
    },
    /// A value is not a finite number, or too large to compute with.
    #[error("a value or a result is not a finite number")]
    NotFinite,
}

fn finite(value: f64) -> Result<f64, Error> {
    super::finite(value).ok_or(Error::NotFinite)
}

/// The share of a score's people that counts as at or below a point: they are spread evenly over one step.
fn kernel(point: f64, score: f64) -> f64 {
    (point - score + 0.5).clamp(0.0, 1.0)
}
