//! The parts of a definition, each already checked: whoever holds an [`Assessment`] holds a whole one.

mod casting;
mod competency;
mod decision;
mod flanker;
mod go_no_go;
mod judgement;
mod names;
mod norm;
mod questionnaire;
mod scale;
mod scene;
mod task;
mod text;

use serde::{Deserialize, Serialize};

use super::Places;

pub use casting::*;
pub use competency::*;
pub use decision::*;
pub use flanker::*;
pub use go_no_go::*;
pub use judgement::*;
pub use names::*;
pub use norm::*;
pub use questionnaire::*;
pub use scale::*;
pub use scene::*;
pub use task::*;
pub use text::*;

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
    /// The languages it can be taken in, English first; every text for candidates exists in each.
    pub languages: Vec<String>,
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
    /// The answer format of the options of situations; it has labels wherever there are situations.
    pub judgement_scale: ResponseScale,
    /// Every situation whose options are rated.
    pub judgements: Vec<Judgement>,
    /// What scenes let people show; none are declared where scenes do not name them.
    pub competencies: Vec<Competency>,
    /// Every scene, the practice scene among them.
    pub scenes: Vec<Scene>,
    /// Who plays what in the scenes; empty where nothing is said about it.
    pub casting: Vec<CastPart>,
    /// Every stop-signal task.
    pub stop_signal_tasks: Vec<StopSignalTask>,
    /// Every go/no-go task.
    pub go_no_go_tasks: Vec<GoNoGoTask>,
    /// Every flanker task.
    pub flanker_tasks: Vec<FlankerTask>,
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
    /// The highest school grade whose readers every item and situation has to be plain to.
    pub reading_grade: f64,
    /// Words that the publish gate would refuse, each allowed by a named person.
    pub sign_offs: Vec<SignOff>,
    /// Where each part stands in its file.
    pub places: Places,
}

/// A person's word that something may be asked although its wording needs a second look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignOff {
    /// What may be asked.
    pub part: SignedPart,
    /// Who signed.
    pub by: String,
    /// Why it is about the work all the same.
    pub reason: String,
    /// The day, such as `2026-11-20`.
    pub date: String,
}

/// What a person signs for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignedPart {
    /// A questionnaire item.
    Item(ItemName),
    /// A situation and its options.
    Judgement(JudgementName),
    /// A scene's options.
    Scene(SceneName),
}

impl Assessment {
    /// The language in which somebody who asks for `wished` takes it: that one where it exists, else English.
    pub fn language_for(&self, wished: &str) -> &str {
        let same = self.languages.iter().find(|language| *language == wished);
        same.map_or("en", String::as_str)
    }
    /// The section of that name.
    pub fn section(&self, name: &SectionName) -> Option<&Section> {
        self.sections.iter().find(|section| &section.name == name)
    }
    /// The item of that name.
    pub fn item(&self, name: &ItemName) -> Option<&Item> {
        self.items.iter().find(|item| &item.name == name)
    }
    /// In what the items of a section are answered: ratings of options have their own format.
    pub fn answer_format(&self, content: &SectionContent) -> &ResponseScale {
        match content {
            SectionContent::Judgements { .. } => &self.judgement_scale,
            _ => &self.response_scale,
        }
    }
    /// The situation of that name.
    pub fn judgement(&self, name: &JudgementName) -> Option<&Judgement> {
        self.judgements
            .iter()
            .find(|judgement| &judgement.name == name)
    }
    /// The option whose rating has that name.
    pub fn judged_option(&self, rating: &ItemName) -> Option<&JudgedOption> {
        let mut options = (self.judgements.iter()).flat_map(|judgement| &judgement.options);
        options.find(|option| &option.rating == rating)
    }
    /// The words of whatever is answered under that name: an item's sentence, or what could be done.
    pub fn asked(&self, name: &ItemName) -> Option<&Text> {
        let option = || self.judged_option(name).map(|option| &option.text);
        self.item(name).map(|item| &item.text).or_else(option)
    }
    /// The situations of all sections, in the order shown.
    pub fn judgements_in_order(&self) -> impl Iterator<Item = &Judgement> {
        let shown = (self.sections.iter()).flat_map(|section| section.content.judgements());
        shown.filter_map(|name| self.judgement(name))
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
    /// The go/no-go task of that name.
    pub fn go_no_go_task(&self, name: &TaskName) -> Option<&GoNoGoTask> {
        self.go_no_go_tasks.iter().find(|task| &task.name == name)
    }
    /// The flanker task of that name.
    pub fn flanker_task(&self, name: &TaskName) -> Option<&FlankerTask> {
        self.flanker_tasks.iter().find(|task| &task.name == name)
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
    /// The composite of one construct: the first whose scales all speak to it.
    pub fn composite_of(&self, construct: Construct) -> Option<&Composite> {
        let speaks = |part: &CompositePart| {
            self.scale(&part.scale)
                .is_some_and(|scale| scale.construct == construct)
        };
        self.composites
            .iter()
            .find(|composite| composite.parts.iter().all(speaks))
    }
    /// Every file that this definition names and players show: films, posters, captions and descriptions.
    pub fn media_files(&self) -> impl Iterator<Item = &MediaFile> {
        self.scenes.iter().flat_map(Scene::media_files)
    }
    /// The scenes that count, in the order in which they are played: every one of a section, so not the practice.
    pub fn scored_scenes(&self) -> impl Iterator<Item = &Scene> {
        let names = self
            .sections
            .iter()
            .filter_map(|section| match &section.content {
                SectionContent::Scene(name) => Some(name),
                _ => None,
            });
        names.filter_map(|name| self.scene(name))
    }
    /// The competency of that name.
    pub fn competency(&self, name: &CompetencyName) -> Option<&Competency> {
        self.competencies
            .iter()
            .find(|competency| &competency.name == name)
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
    /// Rate what could be done in situations, one situation a page.
    Judgements {
        /// The situations in the order shown.
        judgements: Vec<JudgementName>,
        /// The ratings of their options in the order shown, [`OPTIONS_OF_A_JUDGEMENT`] a page.
        ratings: Vec<ItemName>,
    },
    /// Do a stop-signal task.
    StopSignal(TaskName),
    /// Do a go/no-go task.
    GoNoGo(TaskName),
    /// Do a flanker task.
    Flanker(TaskName),
}

impl SectionContent {
    /// What is answered in writing with a code, in order, and how many of it stand on a page: items, or the ratings of
    /// options; nothing for anything else.
    pub fn items(&self) -> (&[ItemName], usize) {
        match self {
            Self::Questionnaire {
                items,
                items_per_page,
            } => (items, (*items_per_page).max(1)),
            Self::Judgements { ratings, .. } => (ratings, OPTIONS_OF_A_JUDGEMENT),
            Self::Scene(_) | Self::StopSignal(_) | Self::GoNoGo(_) | Self::Flanker(_) => (&[], 1),
        }
    }

    /// The situations, in order, one a page; nothing for anything else.
    pub fn judgements(&self) -> &[JudgementName] {
        match self {
            Self::Judgements { judgements, .. } => judgements,
            _ => &[],
        }
    }

    /// The items of each page, in order; nothing where nothing is answered in writing with a code.
    pub fn pages(&self) -> impl Iterator<Item = &[ItemName]> {
        let (items, items_per_page) = self.items();
        items.chunks(items_per_page)
    }

    /// The items of that page; nothing where there is no such page.
    pub fn items_of_page(&self, page: u32) -> &[ItemName] {
        self.pages().nth(page as usize).unwrap_or_default()
    }

    /// How many pages there are.
    pub fn page_count(&self) -> u32 {
        u32::try_from(self.pages().count()).unwrap_or(u32::MAX)
    }

    /// That page, or the last one where there are fewer.
    pub fn nearest_page(&self, page: u32) -> u32 {
        page.min(self.page_count().saturating_sub(1))
    }
}
