//! The parts of a definition, each already checked: whoever holds an [`Assessment`] holds a whole one.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Reads a name of lower-case letters, digits and single hyphens, at most 64 characters; `None` otherwise.
            pub fn parse(text: &str) -> Option<Self> {
                is_name(text).then(|| Self(text.to_owned()))
            }
            /// The name as written in the definition.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

names! {
    /// The folder name of an assessment.
    AssessmentName,
    /// A section within an assessment.
    SectionName,
    /// A questionnaire item.
    ItemName,
    /// A video scene.
    SceneName,
    /// A decision point within a scene.
    DecisionName,
    /// One option of a decision point.
    OptionName,
    /// A reaction-time task.
    TaskName,
    /// A scale: one thing that is scored.
    ScaleName,
    /// A weighted sum of scales.
    CompositeName,
    /// A norm group.
    NormGroupName,
    /// A dimension that raters judge.
    DimensionName,
}

fn is_name(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--")
}

/// Words in one or more languages; English is always there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    english: String,
    others: BTreeMap<String, String>,
}

impl Text {
    /// Words of which so far only the English are known.
    pub fn english(text: impl Into<String>) -> Self {
        Self {
            english: text.into(),
            others: BTreeMap::new(),
        }
    }
    /// Adds the words of another language, by its tag (`es`).
    #[must_use]
    pub fn with(mut self, locale: &str, text: impl Into<String>) -> Self {
        self.others.insert(locale.to_owned(), text.into());
        self
    }
    /// The words in `locale`, or the English ones where there are none.
    pub fn get(&self, locale: &str) -> &str {
        self.others
            .get(locale)
            .map_or(self.english.as_str(), String::as_str)
    }
    /// Whether the English words are missing, as they may be in a draft.
    pub fn is_blank(&self) -> bool {
        self.english.trim().is_empty()
    }
    /// Every language these words exist in.
    pub fn locales(&self) -> impl Iterator<Item = &str> {
        std::iter::once("en").chain(self.others.keys().map(String::as_str))
    }
}

/// When in hiring an instrument may be used; the law forbids medical questions before a conditional offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Before a conditional offer of employment.
    PreOffer,
    /// After a conditional offer of employment.
    PostOffer,
}

/// A whole assessment.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// Its folder's name.
    pub name: AssessmentName,
    /// Its version, counted from 1; the fingerprint tells versions apart for certain.
    pub version: u32,
    /// When in hiring it may be used.
    pub stage: Stage,
    /// What candidates read as its name.
    pub title: Text,
    /// One paragraph for candidates on what it is.
    pub summary: Text,
    /// The unscored scene that everybody plays first.
    pub practice: SceneName,
    /// What is done, in order.
    pub sections: Vec<Section>,
    /// The answer format of every questionnaire item.
    pub response_scale: ResponseScale,
    /// Every questionnaire item.
    pub items: Vec<Item>,
    /// Every scene, the practice scene among them.
    pub scenes: Vec<Scene>,
    /// Every stop-signal task.
    pub stop_signal_tasks: Vec<StopSignalTask>,
    /// What is scored.
    pub scales: Vec<Scale>,
    /// Weighted sums of scales.
    pub composites: Vec<Composite>,
    /// The composite by which a campaign is ranked.
    pub ranked_by: CompositeName,
    /// When a sitting's answers are not to be trusted without a second look.
    pub quality: QualityRules,
    /// The groups that scores are compared with, in order of their names; the first is the default.
    pub norm_groups: Vec<NormGroup>,
    /// Items whose wording the publish gate would refuse, each allowed by a named person.
    pub sign_offs: Vec<SignOff>,
}

/// A person's word that an item may be asked although its wording needs a second look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignOff {
    /// The item.
    pub item: ItemName,
    /// Who signed.
    pub by: String,
    /// Why the item is about the work all the same.
    pub reason: String,
    /// The day, such as `2026-11-20`.
    pub date: String,
}

impl Assessment {
    /// The section of that name.
    pub fn section(&self, name: &SectionName) -> Option<&Section> {
        self.sections.iter().find(|section| &section.name == name)
    }
    /// The item of that name.
    pub fn item(&self, name: &ItemName) -> Option<&Item> {
        self.items.iter().find(|item| &item.name == name)
    }
    /// The scene of that name.
    pub fn scene(&self, name: &SceneName) -> Option<&Scene> {
        self.scenes.iter().find(|scene| &scene.name == name)
    }
    /// The stop-signal task of that name.
    pub fn stop_signal_task(&self, name: &TaskName) -> Option<&StopSignalTask> {
        self.stop_signal_tasks
            .iter()
            .find(|task| &task.name == name)
    }
    /// The scale of that name.
    pub fn scale(&self, name: &ScaleName) -> Option<&Scale> {
        self.scales.iter().find(|scale| &scale.name == name)
    }
    /// The composite of that name.
    pub fn composite(&self, name: &CompositeName) -> Option<&Composite> {
        self.composites
            .iter()
            .find(|composite| &composite.name == name)
    }
    /// Every film, poster and caption file that this definition names.
    pub fn media_files(&self) -> impl Iterator<Item = &MediaFile> {
        self.scenes.iter().flat_map(|scene| {
            let poster = std::iter::once(&scene.poster);
            scene
                .sources
                .iter()
                .chain(poster)
                .chain(scene.captions.values())
        })
    }
    /// The norm group of that name.
    pub fn norm_group(&self, name: &NormGroupName) -> Option<&NormGroup> {
        self.norm_groups.iter().find(|group| &group.name == name)
    }
}

/// One part of a sitting with its own clock.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Its name, as events carry it.
    pub name: SectionName,
    /// What candidates read as its title.
    pub title: Text,
    /// How long it may take from the first painted frame, before any accommodation, in seconds.
    pub limit_seconds: u32,
    /// What is done in it.
    pub content: SectionContent,
    /// When it may be used, where that differs from the assessment's stage.
    pub stage: Option<Stage>,
}

/// What is done in a section.
#[derive(Debug, Clone, PartialEq)]
pub enum SectionContent {
    /// Watch a scene, choose, and answer on camera.
    Scene(SceneName),
    /// Answer items, a page at a time.
    Questionnaire {
        /// The items in the order shown.
        items: Vec<ItemName>,
        /// How many stand on a page.
        items_per_page: usize,
    },
    /// Do a stop-signal task.
    StopSignal(TaskName),
}

/// The answer format shared by all items: `labels.len()` points, coded from 1.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseScale {
    /// The words of each point, the lowest first.
    pub labels: Vec<Text>,
}

impl ResponseScale {
    /// The highest code; the lowest is 1.
    pub fn points(&self) -> u8 {
        u8::try_from(self.labels.len()).unwrap_or(u8::MAX)
    }
}

/// One questionnaire item.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its name, as events carry it.
    pub name: ItemName,
    /// The sentence that candidates judge.
    pub text: Text,
    /// What its answer counts for.
    pub role: ItemRole,
    /// When it may be used, where that differs from the assessment's stage.
    pub stage: Option<Stage>,
}

/// What an item's answer counts for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemRole {
    /// Counts towards a scale.
    Keyed {
        /// The scale.
        scale: ScaleName,
        /// Whether agreeing raises or lowers the scale.
        direction: Direction,
    },
    /// Tells whether the candidate reads: exactly this answer is asked for in its words.
    AttentionCheck {
        /// The code asked for.
        expected: u8,
    },
}

/// Whether agreeing with an item raises or lowers its scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Agreeing raises the scale.
    Positive,
    /// Agreeing lowers the scale: the code is reversed before adding.
    Negative,
}

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

/// A stop-signal task with its forms.
#[derive(Debug, Clone, PartialEq)]
pub struct StopSignalTask {
    /// Its name.
    pub name: TaskName,
    /// What the candidate reads before the practice block.
    pub instructions: Text,
    /// How long the fixation mark stands before the arrow, in milliseconds.
    pub fixation_ms: u32,
    /// How long an answer is waited for from the arrow on, in milliseconds.
    pub response_window_ms: u32,
    /// Pause after the answer window, in milliseconds.
    pub inter_trial_ms: u32,
    /// The first stop-signal delay of each interleaved staircase, in milliseconds.
    pub first_delays_ms: Vec<u32>,
    /// What a staircase goes up after a stop and down after a failed stop, in milliseconds.
    pub step_ms: u32,
    /// The shortest delay a staircase reaches, in milliseconds.
    pub minimum_delay_ms: u32,
    /// The longest delay a staircase reaches, in milliseconds.
    pub maximum_delay_ms: u32,
    /// Rest between blocks, in seconds.
    pub break_seconds: u32,
    /// The long form that is scored in selection.
    pub standard: StopSignalForm,
    /// A short form for demonstrations and tests.
    pub short: StopSignalForm,
    /// When an estimate is refused.
    pub refusal: StopSignalRefusal,
    /// When it may be used, where that differs from the assessment's stage.
    pub stage: Option<Stage>,
}

impl StopSignalTask {
    /// The form of that length.
    pub fn form(&self, length: FormLength) -> StopSignalForm {
        match length {
            FormLength::Standard => self.standard,
            FormLength::Short => self.short,
        }
    }
}

/// How many trials a form has; a quarter of each block are stop trials.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StopSignalForm {
    /// Unscored trials with feedback, before the first block.
    pub practice_trials: u32,
    /// Blocks that count.
    pub blocks: u32,
    /// Trials in each block, a multiple of eight.
    pub trials_per_block: u32,
}

/// Which form of the tasks a campaign uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormLength {
    /// The form that scores in selection.
    Standard,
    /// The form for demonstrations and tests.
    Short,
}

/// The limits outside which a stop-signal reaction time is refused.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StopSignalRefusal {
    /// The lowest proportion of answered stop trials, 0.25 by the consensus guide.
    pub minimum_respond_proportion: f64,
    /// The highest proportion of answered stop trials, 0.75 by the consensus guide.
    pub maximum_respond_proportion: f64,
    /// The highest proportion of go trials without an answer.
    pub maximum_go_omission_proportion: f64,
    /// The highest proportion of go trials answered with the wrong key.
    pub maximum_go_error_proportion: f64,
    /// The fewest stop trials of the standard form on which an estimate is given.
    pub minimum_stop_trials: u32,
    /// The fewest stop trials of the short form on which an estimate is given, for demonstration only.
    pub minimum_stop_trials_short: u32,
}

impl StopSignalRefusal {
    /// The fewest stop trials on which an estimate is given in that form.
    pub fn minimum_stop_trials(&self, length: FormLength) -> u32 {
        match length {
            FormLength::Standard => self.minimum_stop_trials,
            FormLength::Short => self.minimum_stop_trials_short,
        }
    }
}

/// What a score speaks to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Construct {
    /// Executive control of impulses.
    ImpulseControl,
    /// Skill with people.
    InterpersonalSkill,
}

/// One thing that is scored.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// Its name.
    pub name: ScaleName,
    /// What readers see as its title.
    pub title: Text,
    /// What it means, in one sentence.
    pub meaning: Text,
    /// Which construct it speaks to.
    pub construct: Construct,
    /// Which end is good.
    pub good_end: GoodEnd,
    /// Where its score comes from.
    pub source: ScaleSource,
    /// When it may be used, where that differs from the assessment's stage.
    pub stage: Option<Stage>,
}

/// Which end of a raw score is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GoodEnd {
    /// More is better.
    High,
    /// Less is better, as for a reaction time: its T score is turned round.
    Low,
}

/// Where a scale's score comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum ScaleSource {
    /// The sum of its keyed items.
    Questionnaire {
        /// The highest share of unanswered items that is prorated; above it the scale is refused.
        maximum_missing_proportion: f64,
    },
    /// The mean of the expert-key points of the options chosen.
    SceneChoices {
        /// The fewest decisions made in time on which a score is given.
        minimum_decisions: usize,
    },
    /// The stop-signal reaction time.
    StopSignal(TaskName),
}

/// A weighted sum of scales.
#[derive(Debug, Clone, PartialEq)]
pub struct Composite {
    /// Its name.
    pub name: CompositeName,
    /// What readers see as its title.
    pub title: Text,
    /// Its parts: each scale's z score, good end up, times its weight. Weights sum to 1.
    pub parts: Vec<CompositePart>,
    /// Who or what set the weights; empty only in a draft, which the gate holds back.
    pub weights_origin: String,
}

/// One part of a composite.
#[derive(Debug, Clone, PartialEq)]
pub struct CompositePart {
    /// The scale.
    pub scale: ScaleName,
    /// Its weight, above 0.
    pub weight: f64,
}

/// When a sitting's answers are looked at twice.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct QualityRules {
    /// Missed attention checks from which the sitting is marked.
    pub missed_checks: u32,
    /// The longest run of one answer from which the sitting is marked.
    pub long_string: u32,
    /// Seconds per item under which a page counts as too fast.
    pub seconds_per_item: f64,
    /// The share of too-fast pages above which the sitting is marked.
    pub too_fast_proportion: f64,
}

/// Whether a norm group may be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NormStatus {
    /// Under 100 people: not shown to reviewers.
    Draft,
    /// 100 to 399 people.
    Provisional,
    /// 400 people or more with described sampling.
    Operational,
    /// Made by simulation: for demonstration and testing only.
    Synthetic,
}

/// A group of people that scores are compared with.
#[derive(Debug, Clone, PartialEq)]
pub struct NormGroup {
    /// Its name.
    pub name: NormGroupName,
    /// What readers see as its title.
    pub title: Text,
    /// Whether it may be relied on.
    pub status: NormStatus,
    /// How many people.
    pub n: u32,
    /// From when to when their data are (`2026-11-01`).
    pub collected_from: String,
    /// See `collected_from`.
    pub collected_to: String,
    /// Who they are and how they were sampled.
    pub population: String,
    /// One for each scale.
    pub scales: Vec<ScaleNorm>,
    /// One for each composite.
    pub composites: Vec<CompositeNorm>,
    /// Correlations between scales, good ends up: `(first, second, r)`.
    pub correlations: Vec<(ScaleName, ScaleName, f64)>,
}

impl NormGroup {
    /// The norm of that scale.
    pub fn scale(&self, name: &ScaleName) -> Option<&ScaleNorm> {
        self.scales.iter().find(|norm| &norm.scale == name)
    }
    /// The norm of that composite.
    pub fn composite(&self, name: &CompositeName) -> Option<&CompositeNorm> {
        self.composites.iter().find(|norm| &norm.composite == name)
    }
    /// The correlation between two scales, good ends up; 1 of a scale with itself.
    pub fn correlation(&self, first: &ScaleName, second: &ScaleName) -> Option<f64> {
        if first == second {
            return Some(1.0);
        }
        let is_pair = |a: &ScaleName, b: &ScaleName| {
            (a == first && b == second) || (a == second && b == first)
        };
        self.correlations
            .iter()
            .find(|(a, b, _)| is_pair(a, b))
            .map(|(_, _, r)| *r)
    }
}

/// What a scale's raw scores are in a norm group.
#[derive(Debug, Clone, PartialEq)]
pub struct ScaleNorm {
    /// The scale.
    pub scale: ScaleName,
    /// How many people had a score.
    pub n: u32,
    /// Mean raw score.
    pub mean: f64,
    /// Standard deviation of raw scores, above 0.
    pub sd: f64,
    /// Reliability in this group, from 0 to under 1.
    pub reliability: f64,
    /// How the reliability was estimated.
    pub reliability_method: String,
    /// Raw scores in rising order with their counts.
    pub frequencies: Vec<(f64, u32)>,
}

/// What a composite's weighted z sums are in a norm group.
#[derive(Debug, Clone, PartialEq)]
pub struct CompositeNorm {
    /// The composite.
    pub composite: CompositeName,
    /// How many people had every part.
    pub n: u32,
    /// Mean weighted sum.
    pub mean: f64,
    /// Standard deviation of weighted sums, above 0.
    pub sd: f64,
    /// Weighted sums in rising order with their counts, as steps of 0.01.
    pub frequencies: Vec<(f64, u32)>,
}
