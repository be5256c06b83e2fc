//! Who plays what: so that no emotion is tied to one group of people.

use super::{PersonName, SceneName};

/// One person of one scene: what the person shows, and to which groups the picture makes the person belong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CastPart {
    /// The scene.
    pub scene: SceneName,
    /// The person in it.
    pub person: PersonName,
    /// What the person shows most of.
    pub temper: Temper,
    /// The person's sex, as it is seen.
    pub sex: Sex,
    /// The person's age, as it is seen.
    pub age: Age,
    /// How light or dark the person is.
    pub complexion: Complexion,
    /// How heavy the person is.
    pub build: Build,
    /// What is seen of a disability or an aid, such as `wheelchair`; `none` where nothing is.
    pub ability: String,
}

/// What a person of a scene shows most of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Temper {
    /// Anger.
    Angry,
    /// Grief, fear or being overwhelmed.
    Distressed,
    /// Nothing in particular.
    Calm,
    /// The wish to help.
    Helping,
}

impl Temper {
    /// The word for it in the table.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Angry => "angry",
            Self::Distressed => "distressed",
            Self::Calm => "calm",
            Self::Helping => "helping",
        }
    }
}

/// A sex, as it is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sex {
    /// A woman or girl.
    Female,
    /// A man or boy.
    Male,
}

impl Sex {
    /// The word for it in the table.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
        }
    }
}

/// An age, as it is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Age {
    /// Under about 16.
    Child,
    /// To about 30.
    Young,
    /// To about 60.
    Middle,
    /// Older.
    Old,
}

/// How light or dark somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Complexion {
    /// Light.
    Light,
    /// Between light and dark.
    Medium,
    /// Dark.
    Dark,
}

impl Complexion {
    /// The word for it in the table.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Medium => "medium",
            Self::Dark => "dark",
        }
    }
}

/// How heavy somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Build {
    /// Slight.
    Slight,
    /// Average.
    Average,
    /// Heavy.
    Heavy,
}
