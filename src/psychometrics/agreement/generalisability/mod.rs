//! Generalisability theory: how much of a score lies in the person, the rater, the scene and their pairings.
//!
//! [`VarianceComponents`] takes the scores of a person × rater × scene design apart, with cells missing if need be;
//! [`d_study()`] says from them how dependable a decision is with other numbers of raters and scenes, and
//! [`scenes_needed`] from known variances how many scenes it takes.

mod components;
mod d_study;
mod layout;
mod needed;
mod standard_errors;

pub use components::{Component, VarianceComponents};
pub use d_study::{DStudy, d_study};
pub use needed::scenes_needed;

/// One person's score by one rater in one scene.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CrossedScore {
    /// The person, by any number of its own.
    pub person_idx: usize,
    /// The rater, by any number of its own.
    pub rater_idx: usize,
    /// The scene, by any number of its own.
    pub scene_idx: usize,
    /// The score, in points.
    pub score: f64,
}

/// Where variance of scores comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// True differences between persons.
    Person,
    /// Severity of raters.
    Rater,
    /// Difficulty of scenes.
    Scene,
    /// Raters who see certain persons otherwise.
    PersonRater,
    /// Persons who do better in certain scenes.
    PersonScene,
    /// Raters who are severer in certain scenes.
    RaterScene,
    /// Everything else.
    Residual,
}

impl Source {
    /// Its name, as `person x rater`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Rater => "rater",
            Self::Scene => "scene",
            Self::PersonRater => "person x rater",
            Self::PersonScene => "person x scene",
            Self::RaterScene => "rater x scene",
            Self::Residual => "residual",
        }
    }

    /// What one of its classes is called.
    const fn class(self) -> &'static str {
        match self {
            Self::Residual => "cell",
            other => other.name(),
        }
    }
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// Why scores cannot be taken apart.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum Error {
    /// One person does not differ from others.
    #[error("there are too few persons ({n}); at least 2 are needed")]
    TooFewPersons {
        /// How many there are.
        n: usize,
    },
    /// With one rater and one scene nothing tells error from truth.
    #[error("there is one rater and one scene; at least 2 raters or 2 scenes are needed")]
    NothingRepeated,
    /// A cell has two scores.
    #[error("person {person_idx} has two scores by rater {rater_idx} in scene {scene_idx}")]
    RepeatedCell {
        /// The person.
        person_idx: usize,
        /// The rater.
        rater_idx: usize,
        /// The scene.
        scene_idx: usize,
    },
    /// The cells that are filled do not tell two sources apart.
    #[error(
        "the variance of {coarse} cannot be told from that of {fine}: each {coarse} has only one {}",
        fine.class()
    )]
    Confounded {
        /// The source that should show in several cells.
        coarse: Source,
        /// The source it cannot be told from.
        fine: Source,
    },
    /// The cells that are filled do not determine the variances.
    #[error("the cells that are filled do not determine the variances")]
    Undetermined,
    /// Everybody has the same score.
    #[error("the scores do not vary")]
    NoVariance,
    /// A value is outside what the formula is made for.
    #[error("{what} is {value}, but has to be {expected}")]
    OutOfRange {
        /// The argument.
        what: &'static str,
        /// Its value.
        value: usize,
        /// What it has to be.
        expected: &'static str,
    },
    /// The numbers are too large or too far apart to compute with.
    #[error("the result is not a finite number")]
    NotFinite,
}
