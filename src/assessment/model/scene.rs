//! What is shown, and what is asked about it.

use std::collections::BTreeMap;

use super::{DecisionName, DimensionName, OptionName, ScaleName, SceneName, Stage, Text};

/// A video situation.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Its name.
    pub name: SceneName,
    /// What candidates read as its title.
    pub title: Text,
    /// Who the candidate is in it and what they need to know.
    pub setting: Text,
    /// What may upset a viewer, where there is something.
    pub content_note: Option<Text>,
    /// The whole scene in words, for who cannot see or hear it; blank only in a draft, which the gate holds back.
    pub text_alternative: Text,
    /// The same film in several formats, the preferred first.
    pub sources: Vec<MediaFile>,
    /// Caption files by language; English is missing only in a draft, which the gate holds back.
    pub captions: BTreeMap<String, MediaFile>,
    /// The still shown before it plays.
    pub poster: MediaFile,
    /// How long the film is, in milliseconds.
    pub duration_ms: u32,
    /// Where the candidate has to choose, in order of time.
    pub decisions: Vec<Decision>,
    /// The answer on camera after the film.
    pub answer: SpokenAnswer,
    /// When it may be used, where that differs from the assessment's stage.
    pub stage: Option<Stage>,
}

/// A file of a definition: where it lies below the project's top folder, and its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaFile {
    /// The path with forward slashes, without `..`.
    pub path: String,
    /// The media type, such as `video/webm`.
    pub media_type: String,
}

/// A moment in a film at which options appear for a limited time.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// Its name.
    pub name: DecisionName,
    /// What is asked.
    pub prompt: Text,
    /// The media time of the frame with which the options appear, in milliseconds.
    pub cue_ms: u32,
    /// How long the options stay, in milliseconds, before any accommodation.
    pub window_ms: u32,
    /// What can be chosen.
    pub options: Vec<Choice>,
}

/// One option of a decision.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Its name.
    pub name: OptionName,
    /// Its words.
    pub text: Text,
    /// The expert key: points from 0 to 4 for each scale it speaks to.
    pub key: BTreeMap<ScaleName, f64>,
    /// Why the key is what it is.
    pub rationale: String,
}

/// The answer on camera that ends a scene.
#[derive(Debug, Clone, PartialEq)]
pub struct SpokenAnswer {
    /// What is asked.
    pub prompt: Text,
    /// Time to think before recording starts by itself, in seconds.
    pub preparation_seconds: u32,
    /// How long an answer may be, in seconds.
    pub limit_seconds: u32,
    /// What raters judge.
    pub rubric: Vec<RubricDimension>,
}

/// One dimension of a behaviourally anchored rating scale from 1 to 5.
#[derive(Debug, Clone, PartialEq)]
pub struct RubricDimension {
    /// Its name.
    pub name: DimensionName,
    /// What raters read as its title.
    pub title: Text,
    /// What a 1 looks like.
    pub anchor_1: Text,
    /// What a 3 looks like.
    pub anchor_3: Text,
    /// What a 5 looks like.
    pub anchor_5: Text,
}
