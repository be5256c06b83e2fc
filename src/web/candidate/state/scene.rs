//! What a player needs of a scene.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use crate::app::candidate::SittingView;
use crate::app::prompt::Prompts;
use crate::assessment::{Decision, MediaFile, ResponseFormat, Scene, SceneName};
use crate::ids::RecordingId;
use crate::sitting::SceneWork;
use crate::web::candidate::paths;

/// A scene, its windows and limits with the candidate's extra time.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SceneState<'a> {
    #[schema(value_type = String)]
    name: &'a SceneName,
    title: &'a str,
    setting: &'a str,
    content_note: Option<&'a str>,
    text_alternative: &'a str,
    sources: Vec<SourceState<'a>>,
    captions: Vec<TrackState<'a>>,
    descriptions: Vec<TrackState<'a>>,
    poster_url: String,
    duration_ms: u32,
    decisions: Vec<DecisionState<'a>>,
    answer: AnswerState<'a>,
    is_watched: bool,
    recording: Option<LatestRecording>,
    is_answered: bool,
}

#[derive(Debug, Serialize, ToSchema)]
struct SourceState<'a> {
    url: String,
    media_type: &'a str,
    /// Lines of the picture; not known of films in one size.
    height: Option<u32>,
}

#[derive(Debug, Serialize, ToSchema)]
struct TrackState<'a> {
    locale: &'a str,
    url: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct DecisionState<'a> {
    name: &'a str,
    prompt: &'a str,
    /// `choose`, `act_now` or `rate`.
    kind: &'static str,
    cue_ms: u32,
    /// How long the window stays open, with the candidate's extra time.
    window_ms: u32,
    /// How long it stays open in the film, which waits there for whoever has more time.
    film_window_ms: u32,
    options: Vec<OptionState<'a>>,
    /// The words at both ends of a rating.
    ends: Option<[&'a str; 2]>,
    is_decided: bool,
}

#[derive(Debug, Serialize, ToSchema)]
struct OptionState<'a> {
    name: &'a str,
    text: &'a str,
}

#[derive(Debug, Serialize, ToSchema)]
struct AnswerState<'a> {
    prompt: &'a str,
    preparation_seconds: u32,
    limit_seconds: u32,
}

#[derive(Debug, Serialize, ToSchema)]
struct LatestRecording {
    #[schema(value_type = String)]
    recording: RecordingId,
    is_finished: bool,
}

impl<'a> SceneState<'a> {
    /// The practice scene, of which nothing is kept.
    pub(super) fn of_practice(view: &'a SittingView, prompts: &Prompts) -> Option<Self> {
        let name = &view.rules.assessment.practice;
        Self::of(view, prompts, name, &SceneWork::default())
    }

    pub(super) fn of(
        view: &'a SittingView,
        prompts: &Prompts,
        name: &SceneName,
        work: &SceneWork,
    ) -> Option<Self> {
        let scene = view.rules.assessment.scene(name)?;
        let locale = view.locale();
        let multiplier = view.rules.multiplier;
        let recording = work.recordings.last().map(|latest| LatestRecording {
            recording: latest.recording,
            is_finished: latest.ended.is_some(),
        });
        let decisions = scene.decisions.iter();
        Some(Self {
            name: &scene.name,
            title: scene.title.get(locale),
            setting: scene.setting.get(locale),
            content_note: scene.content_note.as_ref().map(|note| note.get(locale)),
            text_alternative: scene.text_alternative.get(locale),
            sources: sources(scene, prompts),
            captions: tracks(&scene.captions, prompts),
            descriptions: tracks(&scene.descriptions, prompts),
            poster_url: poster_url(scene, prompts),
            duration_ms: scene.duration_ms,
            decisions: decisions
                .map(|decision| decision_state(view, decision, work))
                .collect(),
            answer: AnswerState {
                prompt: scene.answer.prompt.get(locale),
                preparation_seconds: multiplier.lengthen(scene.answer.preparation_seconds),
                limit_seconds: multiplier.lengthen(scene.answer.limit_seconds),
            },
            is_watched: work.is_watched(scene),
            recording,
            is_answered: work.is_answered(),
        })
    }
}

/// Where the still before a film is; blank for a draft's that was never published.
pub(in crate::web::candidate) fn poster_url(scene: &Scene, prompts: &Prompts) -> String {
    let digest = prompts.digest_of(&scene.poster.path);
    digest.map(paths::media).unwrap_or_default()
}

fn sources<'a>(scene: &'a Scene, prompts: &Prompts) -> Vec<SourceState<'a>> {
    let sources = scene.sources.iter().filter_map(|source| {
        Some(SourceState {
            url: paths::media(prompts.digest_of(&source.file.path)?),
            media_type: &source.file.media_type,
            height: source.height,
        })
    });
    sources.collect()
}

fn tracks<'a>(files: &'a BTreeMap<String, MediaFile>, prompts: &Prompts) -> Vec<TrackState<'a>> {
    let tracks = files.iter().filter_map(|(locale, file)| {
        Some(TrackState {
            locale,
            url: paths::media(prompts.digest_of(&file.path)?),
        })
    });
    tracks.collect()
}

/// What a player needs of a decision. Moments and expert values are keys, and stay here.
fn decision_state<'a>(
    view: &'a SittingView,
    decision: &'a Decision,
    work: &SceneWork,
) -> DecisionState<'a> {
    let locale = view.locale();
    let options = decision.options().iter().map(|option| OptionState {
        name: option.name.as_str(),
        text: option.text.get(locale),
    });
    let (ends, window_ms) = match &decision.response {
        ResponseFormat::ActNow { .. } => (None, decision.window_ms),
        ResponseFormat::Choose(_) => (None, view.rules.multiplier.lengthen(decision.window_ms)),
        ResponseFormat::Rate(rating) => (
            Some([rating.low.get(locale), rating.high.get(locale)]),
            view.rules.multiplier.lengthen(decision.window_ms),
        ),
    };
    DecisionState {
        name: decision.name.as_str(),
        prompt: decision.prompt.get(locale),
        kind: decision.response.word(),
        cue_ms: decision.cue_ms,
        window_ms,
        film_window_ms: decision.window_ms,
        options: options.collect(),
        ends,
        is_decided: work.decided.contains(&decision.name),
    }
}
