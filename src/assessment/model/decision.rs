//! Where a film asks for something, and what each way to act is worth.

use std::collections::BTreeMap;

use super::{CompetencyName, DecisionName, MomentName, OptionName, ScaleName, Text};

/// A moment in a film at which the candidate has to act within limited time.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// Its name.
    pub name: DecisionName,
    /// What is asked.
    pub prompt: Text,
    /// The media time of the frame with which the window opens, in milliseconds.
    pub cue_ms: u32,
    /// How long the window stays open, in milliseconds, before any accommodation.
    pub window_ms: u32,
    /// How it is answered.
    pub response: ResponseFormat,
}

/// How a decision is answered.
#[derive(Debug, Clone, PartialEq)]
pub enum ResponseFormat {
    /// One of some options is chosen.
    Choose(Vec<Choice>),
    /// One press when the candidate would step in, or none; the film goes on.
    ActNow {
        /// The stretches of the window, in order, without gap or overlap.
        moments: Vec<Moment>,
        /// Not pressing at all.
        never: Never,
    },
    /// A statement is rated from 1 to 7.
    Rate(Rating),
}

/// What a way to act is worth, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Keyed {
    /// The competency that it shows or fails.
    pub competency: Option<CompetencyName>,
    /// The expert key: points from 0 to 4 for each scale it speaks to.
    pub key: BTreeMap<ScaleName, f64>,
    /// Why the key is what it is.
    pub rationale: String,
}

/// One option of a decision.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Its name.
    pub name: OptionName,
    /// Its words.
    pub text: Text,
    /// What it is worth.
    pub keyed: Keyed,
    /// How it meets other people, where that can be said.
    pub tone: Option<OptionTone>,
}

/// How an option meets other people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OptionTone {
    /// Gives way.
    Passive,
    /// Says clearly what is needed, with respect.
    Assertive,
    /// Goes against somebody.
    Aggressive,
}

/// One stretch of a window in which a press is worth the same throughout.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment {
    /// Its name.
    pub name: MomentName,
    /// The first media time that belongs to it, in milliseconds.
    pub from_ms: u32,
    /// The first media time that does not, in milliseconds.
    pub to_ms: u32,
    /// What a press in it is worth.
    pub keyed: Keyed,
}

/// Not pressing at all.
#[derive(Debug, Clone, PartialEq)]
pub struct Never {
    /// Its name.
    pub name: MomentName,
    /// What it is worth.
    pub keyed: Keyed,
}

/// A statement that is rated, and what experts rate it.
#[derive(Debug, Clone, PartialEq)]
pub struct Rating {
    /// The words at 1.
    pub low: Text,
    /// The words at 7.
    pub high: Text,
    /// The competency that rating it well shows.
    pub competency: Option<CompetencyName>,
    /// The expert value from 1 to 7 for each scale it speaks to.
    pub expert: BTreeMap<ScaleName, f64>,
    /// Why experts rate it so.
    pub rationale: String,
}

/// The lowest rating.
pub const LOWEST_RATING: u8 = 1;
/// The highest rating.
pub const HIGHEST_RATING: u8 = 7;
/// The most points that any way to act is worth.
pub const MOST_POINTS: f64 = 4.0;

/// What a rating is worth beside an expert value.
///
/// *Model*: 4 (1 − |rating − expert| / d), where d = max(expert − 1, 7 − expert) is the largest distance that a rating
/// can have from that value. So the worst rating is worth 0 wherever the expert value lies.
///
/// ```
/// use composure::assessment::rating_points;
/// assert_eq!(rating_points(6, 6.0), 4.0);
/// assert_eq!(rating_points(1, 6.0), 0.0);
/// assert_eq!(rating_points(7, 5.0), 2.0);
/// ```
pub fn rating_points(rating: u8, expert: f64) -> f64 {
    let (lowest, highest) = (f64::from(LOWEST_RATING), f64::from(HIGHEST_RATING));
    let largest_distance = (expert - lowest).max(highest - expert);
    MOST_POINTS * (1.0 - (f64::from(rating) - expert).abs() / largest_distance)
}

impl ResponseFormat {
    /// The word for it in a scene's file, in a player's state and on a page.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Choose(_) => "choose",
            Self::ActNow { .. } => "act_now",
            Self::Rate(_) => "rate",
        }
    }
}

impl Decision {
    /// The first media time at which the window is closed, in milliseconds, before any accommodation.
    pub fn closes_ms(&self) -> u32 {
        self.cue_ms + self.window_ms
    }
    /// The options; none where nothing is chosen.
    pub fn options(&self) -> &[Choice] {
        match &self.response {
            ResponseFormat::Choose(options) => options,
            _ => &[],
        }
    }
    /// Whether anything that can be done here counts for that scale.
    pub fn is_keyed_to(&self, scale: &ScaleName) -> bool {
        self.keyed_scales().any(|keyed| keyed == scale)
    }
    /// Every scale that this decision counts for.
    pub fn keyed_scales(&self) -> impl Iterator<Item = &ScaleName> {
        // Everything that can be done at one decision has points for the same scales.
        let (options, never, expert) = match &self.response {
            ResponseFormat::Choose(options) => (options.first(), None, None),
            ResponseFormat::ActNow { never, .. } => (None, Some(never), None),
            ResponseFormat::Rate(rating) => (None, None, Some(&rating.expert)),
        };
        let keyed = options
            .map(|option| &option.keyed)
            .or(never.map(|never| &never.keyed));
        keyed
            .map(|keyed| &keyed.key)
            .or(expert)
            .into_iter()
            .flat_map(BTreeMap::keys)
    }
    /// The stretch of the window to which a press at that media time belongs.
    ///
    /// *Edges*: a press a little before the first stretch or after the last, as frames allow, belongs to that one.
    pub fn moment_at(&self, media_ms: f64) -> Option<&Moment> {
        let ResponseFormat::ActNow { moments, .. } = &self.response else {
            return None;
        };
        let within = moments
            .iter()
            .find(|moment| media_ms < f64::from(moment.to_ms));
        within.or(moments.last())
    }
}
