use crate::assessment::{DecisionName, OptionName};

/// What a page shows of a scene; what its player times comes with the state.
#[derive(Debug, Clone, PartialEq)]
pub struct SceneView {
    /// Its title.
    pub title: String,
    /// Who the candidate is in it and what they need to know.
    pub setting: String,
    /// What may upset a viewer, where there is something.
    pub content_note: Option<String>,
    /// The whole scene in words; an empty line begins a new paragraph.
    pub text_alternative: String,
    /// The still shown before it plays.
    pub poster_url: String,
    /// Whether there are words of what is seen, to be shown beside the film.
    pub has_descriptions: bool,
    /// Where the candidate has to act.
    pub decisions: Vec<DecisionView>,
    /// What is asked after the film.
    pub answer_prompt: String,
    /// Time to think, in seconds.
    pub preparation_seconds: u32,
    /// The longest answer, in seconds.
    pub limit_seconds: u32,
}

/// One decision point as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct DecisionView {
    /// Its name, by which the player finds it.
    pub name: DecisionName,
    /// What is asked.
    pub prompt: String,
    /// How long the window stays open, in seconds, rounded up, with the candidate's extra time.
    pub window_seconds: u32,
    /// How it is answered.
    pub response: ResponseView,
}

/// How a decision is answered. Nothing here says what is worth more.
#[derive(Debug, Clone, PartialEq)]
pub enum ResponseView {
    /// One of these, in the order of the keys 1, 2, ….
    Choose(Vec<ChoiceView>),
    /// One press, or none.
    ActNow,
    /// A rating between these ends.
    Rate {
        /// The words at 1.
        low: String,
        /// The words at the other end.
        high: String,
    },
}

impl ResponseView {
    /// The word by which the player finds out.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::Choose(_) => "choose",
            Self::ActNow => "act_now",
            Self::Rate { .. } => "rate",
        }
    }
}

/// One option as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct ChoiceView {
    /// Its name, which the event carries.
    pub name: OptionName,
    /// Its words.
    pub text: String,
}
