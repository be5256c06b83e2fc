//! What is shown, and what is asked about it.

use std::collections::BTreeMap;

use super::{CompetencyName, Decision, DimensionName, SceneName, Stage, Text};
use crate::assessment::film::Film;

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
    /// The same film in several formats and sizes, the preferred first.
    pub sources: Vec<FilmSource>,
    /// Caption files by language; English is missing only in a draft, which the gate holds back.
    pub captions: BTreeMap<String, MediaFile>,
    /// Files that say what is seen, by language.
    pub descriptions: BTreeMap<String, MediaFile>,
    /// The sheet that says which frame each cue is; players need none.
    pub timing: Option<MediaFile>,
    /// The still shown before it plays.
    pub poster: MediaFile,
    /// How long the film is, in milliseconds.
    pub duration_ms: u32,
    /// Where the candidate has to act, in order of time.
    pub decisions: Vec<Decision>,
    /// The answer on camera after the film.
    pub answer: SpokenAnswer,
    /// When it may be used, where that differs from the assessment's stage.
    pub stage: Option<Stage>,
    /// How the studio films it; an agency's own footage has none.
    pub film: Option<Film>,
}

impl Scene {
    /// Every file that players show of it.
    pub fn media_files(&self) -> impl Iterator<Item = &MediaFile> {
        let films = self.sources.iter().map(|source| &source.file);
        films
            .chain([&self.poster])
            .chain(self.captions.values())
            .chain(self.descriptions.values())
    }
}

/// A film in one format and size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilmSource {
    /// The file.
    pub file: MediaFile,
    /// How many lines of the picture it has at least, such as 720; not said of films in one size.
    pub height: Option<u32>,
}

/// A file of a definition: where it lies below the project's top folder, and its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaFile {
    /// The path with forward slashes, without `..`.
    pub path: String,
    /// The media type, such as `video/webm`.
    pub media_type: String,
}

/// The answer on camera that ends a scene.
#[derive(Debug, Clone, PartialEq)]
pub struct SpokenAnswer {
    /// What is asked.
    pub prompt: Text,
    /// The media time of the frame with which the line to camera has ended, in milliseconds; the time to think begins
    /// when the film has ended.
    pub cue_ms: Option<u32>,
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
    /// The competency that it judges.
    pub competency: Option<CompetencyName>,
    /// What raters read as its title.
    pub title: Text,
    /// What a 1 looks like.
    pub anchor_1: Text,
    /// What a 3 looks like.
    pub anchor_3: Text,
    /// What a 5 looks like.
    pub anchor_5: Text,
}
