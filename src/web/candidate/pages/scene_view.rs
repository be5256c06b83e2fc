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
    /// Where the candidate has to choose.
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
    /// How long the options stay, in seconds, rounded up, with the candidate's extra time.
    pub window_seconds: u32,
    /// What can be chosen, in the order of the keys 1, 2, ….
    pub options: Vec<ChoiceView>,
}

/// One option as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct ChoiceView {
    /// Its name, which the event carries.
    pub name: OptionName,
    /// Its words.
    pub text: String,
}
