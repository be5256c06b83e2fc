//! What a reader of the report should look at, and from which figures on.

use serde::Serialize;

/// An item-rest correlation under this is weak, by the field's convention.
pub(super) const WEAK_CORRELATION: f64 = 0.20;
/// Nearly all give the lowest points under the first, the highest above the second.
pub(super) const EXTREME_DIFFICULTY: (f64, f64) = (0.10, 0.90);
/// How much alpha has to rise without an item before that is said.
pub(super) const ALPHA_GAIN: f64 = 0.005;
/// A way to act that fewer take is hardly a choice.
pub(super) const RARE_SHARE: f64 = 0.05;
/// The fewest people whose standing is compared with others'.
pub(super) const FEWEST_COMPARED: usize = 20;
/// Two scales whose correlation without error is from here on are hardly two, by convention.
pub(super) const HARDLY_TWO: f64 = 0.90;
/// How far on the other side of the scale's middle a mean rating has to be from the experts'.
pub(super) const BEYOND_MIDDLE: f64 = 0.5;

/// Something to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// Goes against the other items.
    AgainstTheOthers,
    /// Goes weakly with the other items.
    Weak,
    /// Nearly everybody gets the lowest points.
    TooHard,
    /// Nearly everybody gets the highest points.
    TooEasy,
    /// Alpha is higher without it.
    AlphaRises,
    /// Hardly anybody takes it.
    Rare,
    /// People who take the best way stand lower than people who take another.
    KeyDisputed,
    /// The mean rating lies on the other side of the middle from the experts'.
    ExpertsDisputed,
    /// Two scales that are hardly two.
    HardlyTwo,
    /// Two scales count the same decisions.
    SharedDecisions,
    /// Two scales count different decisions of the same scenes.
    SharedScenes,
}

impl Flag {
    /// What it says to people.
    pub const fn words(self) -> &'static str {
        match self {
            Self::AgainstTheOthers => "goes against the others",
            Self::Weak => "goes weakly with the others",
            Self::TooHard => "nearly all get the lowest points",
            Self::TooEasy => "nearly all get the highest points",
            Self::AlphaRises => "alpha rises without it",
            Self::Rare => "hardly anybody takes it",
            Self::KeyDisputed => "who takes the best way stands lower than others",
            Self::ExpertsDisputed => "rated on the other side of the middle from the experts",
            Self::HardlyTwo => "hardly two scales",
            Self::SharedDecisions => "count the same decisions",
            Self::SharedScenes => "come from the same films",
        }
    }
}

/// What an item-rest correlation says.
pub(super) fn of_correlation(r: Option<f64>) -> Option<Flag> {
    match r? {
        r if r < 0.0 => Some(Flag::AgainstTheOthers),
        r if r < WEAK_CORRELATION => Some(Flag::Weak),
        _ => None,
    }
}

/// What a difficulty says.
pub(super) fn of_difficulty(difficulty: Option<f64>) -> Option<Flag> {
    let (lowest, highest) = EXTREME_DIFFICULTY;
    match difficulty? {
        found if found < lowest => Some(Flag::TooHard),
        found if found > highest => Some(Flag::TooEasy),
        _ => None,
    }
}
