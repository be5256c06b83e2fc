//! From where a candidate stands to the page that they see.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use maud::{Markup, Render};
use serde::Deserialize;

use super::pages::{
    ChoiceView, CoachingView, DecisionView, DeviceCheckPage, FlankerPage, GoNoGoPage, ItemForm,
    ItemView, JudgementPage, NoticePage, NoticePart, PracticePage, QuestionnaireIntroPage,
    QuestionnairePage, ReceiptPage, RecordingView, ResponseView, ReviewPage, ScenePage, SceneView,
    StopSignalPage, TaskView, WhatIsAsked,
};
use super::receipt_parts::received_parts;
use super::shell::{Frame, Steps};
use super::state::poster_url;
use crate::app::candidate::SittingView;
use crate::app::occasion::Occasion;
use crate::app::prompt::Prompts;
use crate::assessment::{
    Decision, ItemName, ResponseFormat, SceneName, Section, SectionContent, TaskForm, TaskName,
    Text,
};
use crate::clock::Millis;
use crate::sitting::timing::whole_minutes;
use crate::sitting::{AnswerBy, SectionState, Step, Work};
use crate::web::assets;
use crate::web::words::Words;

/// Everything that a page is made of.
#[derive(Debug)]
pub(super) struct Visit {
    /// Where the candidate stands.
    pub(super) view: SittingView,
    /// Who invites, for what, until when.
    pub(super) occasion: Occasion,
    /// The films.
    pub(super) prompts: Prompts,
    /// The language of the page.
    locale: String,
}

/// What of the current step the address asks for.
#[derive(Debug, Clone, Deserialize)]
pub(in crate::web) struct Wish {
    /// The language to read the notice in; once it is agreed to, the language stays.
    pub(super) language: Option<String>,
    /// The first page, leaving the intro behind.
    pub(super) begin: Option<u8>,
    /// That page, from 0.
    pub(super) page: Option<u32>,
}

impl Visit {
    /// The visit of a candidate who asks for that.
    pub(super) fn new(
        view: SittingView,
        occasion: Occasion,
        prompts: Prompts,
        wish: &Wish,
    ) -> Self {
        let wished = wish.language.as_deref();
        let wished = wished.filter(|_| view.state.step == Step::Notice);
        let locale = view
            .rules
            .assessment
            .language_for(wished.unwrap_or(view.locale()))
            .to_owned();
        Self {
            view,
            occasion,
            prompts,
            locale,
        }
    }

    /// The page of the current step.
    pub(super) fn page(&self, wish: &Wish) -> Markup {
        match self.view.state.step {
            Step::Notice => self.notice().render(),
            Step::DeviceCheck => DeviceCheckPage {
                frame: self.frame(),
            }
            .render(),
            Step::Practice => self.practice(),
            Step::Section(idx) => self.section(idx, wish).unwrap_or_else(|| self.review()),
            Step::Review => self.review(),
            Step::Submitted => self.receipt().render(),
        }
    }

    pub(super) fn words(&self) -> &'static Words {
        Words::of(&self.locale)
    }

    fn locale(&self) -> &str {
        &self.locale
    }

    fn sections(&self) -> &[Section] {
        &self.view.rules.assessment.sections
    }

    fn frame(&self) -> Frame {
        let words = self.words();
        let steps = ["step-notice", "step-device", "step-practice"].map(|name| words.get(name));
        let sections = self.sections().iter();
        let titles = steps
            .into_iter()
            .chain(sections.map(|section| section.title.get(self.locale()).to_owned()))
            .chain([words.get("step-review")]);
        let titles: Vec<String> = titles.collect();
        let current = match self.view.state.step {
            Step::Notice => 0,
            Step::DeviceCheck => 1,
            Step::Practice => 2,
            Step::Section(idx) => 3 + idx,
            Step::Review => 3 + self.sections().len(),
            Step::Submitted => titles.len(),
        };
        let agency = &self.occasion.agency;
        Frame {
            words,
            assets: assets::folder().to_owned(),
            agency: agency.name.clone(),
            contact: agency.name.clone(),
            is_demo: agency.is_demo,
            steps: Some(Steps { titles, current }),
        }
    }

    fn minutes(&self, section: &Section) -> u32 {
        whole_minutes(self.view.rules.multiplier.lengthen(section.limit_seconds))
    }

    fn moment(&self, at: Millis) -> String {
        let zone = TimeZone::get(&self.occasion.agency.time_zone).unwrap_or(TimeZone::UTC);
        self.words().moment(at, &zone)
    }

    fn notice(&self) -> NoticePage {
        let parts: Vec<NoticePart> = self
            .sections()
            .iter()
            .map(|section| NoticePart {
                title: section.title.get(self.locale()).to_owned(),
                minutes: self.minutes(section),
            })
            .collect();
        NoticePage {
            frame: self.frame(),
            notice_version: self.words().notice_version().to_owned(),
            position: self.occasion.position.clone(),
            minutes: parts.iter().map(|part| part.minutes).sum(),
            parts,
            open_until: self
                .occasion
                .open_until
                .map_or_else(String::new, |until| self.moment(until)),
            kept_until: self.moment(self.occasion.kept_until),
            languages: self.view.rules.assessment.languages.clone(),
        }
    }

    fn practice(&self) -> Markup {
        let Some(scene) = self.scene_view(&self.view.rules.assessment.practice) else {
            return self.review();
        };
        PracticePage {
            frame: self.frame(),
            scene,
            answer_by: self.answer_by(),
        }
        .render()
    }

    fn answer_by(&self) -> AnswerBy {
        self.view.state.answer_by.unwrap_or(AnswerBy::Typing)
    }

    fn section(&self, idx: usize, wish: &Wish) -> Option<Markup> {
        let section = self.sections().get(idx)?;
        let progress = self.view.state.sections.get(idx)?;
        Some(match &section.content {
            SectionContent::Scene(name) => ScenePage {
                frame: self.frame(),
                scene: self.scene_view(name)?,
                answer_by: self.answer_by(),
                limit_minutes: self.minutes(section),
            }
            .render(),
            SectionContent::Questionnaire { .. } | SectionContent::Judgements { .. } => {
                self.written(section, progress, wish)
            }
            SectionContent::StopSignal(task) => self.stop_signal(section, task)?.render(),
            SectionContent::GoNoGo(task) => self.go_no_go(section, task)?.render(),
            SectionContent::Flanker(task) => self.flanker(section, task)?.render(),
        })
    }

    /// A part that is answered with codes: its intro, then page after page.
    fn written(&self, section: &Section, progress: &SectionState, wish: &Wish) -> Markup {
        let Work::Questionnaire { page, answers } = &progress.work else {
            return self.review();
        };
        let content = &section.content;
        let title = section.title.get(self.locale()).to_owned();
        let is_asked_for = wish.begin.is_some() || wish.page.is_some();
        if progress.started_ms.is_none() && !is_asked_for {
            return QuestionnaireIntroPage {
                frame: self.frame(),
                title,
                asked: match content.judgements() {
                    [] => WhatIsAsked::Sentences(count(content.items().0.len())),
                    situations => WhatIsAsked::Situations(count(situations.len())),
                },
                limit_minutes: self.minutes(section),
            }
            .render();
        }
        let page = content.nearest_page(wish.page.unwrap_or(*page));
        let form = self.item_form(section, page, answers);
        let frame = self.frame();
        match content.judgements().get(page as usize) {
            Some(name) => JudgementPage {
                stem: (self.view.rules.assessment.judgement(name))
                    .map_or_else(String::new, |judgement| {
                        judgement.stem.get(self.locale()).to_owned()
                    }),
                frame,
                title,
                form,
            }
            .render(),
            None => QuestionnairePage { frame, title, form }.render(),
        }
    }

    fn item_form(
        &self,
        section: &Section,
        page: u32,
        answers: &BTreeMap<ItemName, u8>,
    ) -> ItemForm {
        let (assessment, locale) = (&self.view.rules.assessment, self.locale());
        let on_page = section.content.items_of_page(page);
        let is_elsewhere = |item: &&ItemName| !on_page.contains(item);
        let items = on_page.iter().filter_map(|name| {
            Some(ItemView {
                name: name.clone(),
                text: assessment.asked(name)?.get(locale).to_owned(),
                answer: answers.get(name).copied(),
            })
        });
        let labels = assessment.answer_format(&section.content).labels.iter();
        ItemForm {
            section: section.name.clone(),
            page,
            pages: section.content.page_count(),
            item_count: count(section.content.items().0.len()),
            answered_elsewhere: count(answers.keys().filter(is_elsewhere).count()),
            items: items.collect(),
            labels: labels.map(|label| label.get(locale).to_owned()).collect(),
        }
    }

    fn stop_signal(&self, section: &Section, name: &TaskName) -> Option<StopSignalPage> {
        let task = self.view.rules.assessment.stop_signal_task(name)?;
        let form = task.form(self.view.rules.form);
        Some(StopSignalPage {
            frame: self.frame(),
            task: self.task_view(section, &task.instructions, form),
        })
    }

    fn go_no_go(&self, section: &Section, name: &TaskName) -> Option<GoNoGoPage> {
        let task = self.view.rules.assessment.go_no_go_task(name)?;
        let form = task.form(self.view.rules.form);
        let coaching = &task.coaching;
        Some(GoNoGoPage {
            frame: self.frame(),
            task: self.task_view(section, &task.instructions, form),
            coaching: vec![
                self.coaching("too-often", &coaching.too_often),
                self.coaching("too-slow", &coaching.too_slow),
                self.coaching("well", &coaching.well),
            ],
        })
    }

    fn flanker(&self, section: &Section, name: &TaskName) -> Option<FlankerPage> {
        let task = self.view.rules.assessment.flanker_task(name)?;
        let form = task.form(self.view.rules.form);
        let coaching = &task.coaching;
        Some(FlankerPage {
            frame: self.frame(),
            task: self.task_view(section, &task.instructions, form),
            coaching: vec![
                self.coaching("too-often-wrong", &coaching.too_often_wrong),
                self.coaching("too-slow", &coaching.too_slow),
                self.coaching("well", &coaching.well),
            ],
        })
    }

    fn task_view(&self, section: &Section, instructions: &Text, form: TaskForm) -> TaskView {
        TaskView {
            title: section.title.get(self.locale()).to_owned(),
            instructions: instructions.get(self.locale()).to_owned(),
            practice_trials: form.practice_trials,
            blocks: form.blocks,
            trials_per_block: form.trials_per_block,
            limit_minutes: self.minutes(section),
        }
    }

    fn coaching(&self, name: &'static str, text: &Text) -> CoachingView {
        CoachingView {
            name,
            text: text.get(self.locale()).to_owned(),
        }
    }

    fn scene_view(&self, name: &SceneName) -> Option<SceneView> {
        let scene = self.view.rules.assessment.scene(name)?;
        let multiplier = self.view.rules.multiplier;
        let locale = self.locale();
        let note = scene.content_note.as_ref();
        let decisions = scene.decisions.iter();
        Some(SceneView {
            title: scene.title.get(locale).to_owned(),
            setting: scene.setting.get(locale).to_owned(),
            content_note: note.map(|note| note.get(locale).to_owned()),
            text_alternative: scene.text_alternative.get(locale).to_owned(),
            poster_url: poster_url(scene, &self.prompts),
            has_descriptions: !scene.descriptions.is_empty(),
            decisions: decisions
                .map(|decision| self.decision_view(decision))
                .collect(),
            answer_prompt: scene.answer.prompt.get(locale).to_owned(),
            preparation_seconds: multiplier.lengthen(scene.answer.preparation_seconds),
            limit_seconds: multiplier.lengthen(scene.answer.limit_seconds),
        })
    }

    fn decision_view(&self, decision: &Decision) -> DecisionView {
        let locale = self.locale();
        let multiplier = self.view.rules.multiplier;
        let words = |text: &Text| text.get(locale).to_owned();
        let (response, window_ms) = match &decision.response {
            ResponseFormat::Choose(options) => {
                let options = options.iter().map(|option| ChoiceView {
                    name: option.name.clone(),
                    text: words(&option.text),
                });
                let options = ResponseView::Choose(options.collect());
                (options, multiplier.lengthen(decision.window_ms))
            }
            ResponseFormat::ActNow { .. } => (ResponseView::ActNow, decision.window_ms),
            ResponseFormat::Rate(rating) => {
                let (low, high) = (words(&rating.low), words(&rating.high));
                let ends = ResponseView::Rate { low, high };
                (ends, multiplier.lengthen(decision.window_ms))
            }
        };
        DecisionView {
            name: decision.name.clone(),
            prompt: words(&decision.prompt),
            window_seconds: window_ms.div_ceil(1000),
            response,
        }
    }

    fn review(&self) -> Markup {
        let title = |section: &Section| section.title.get(self.locale()).to_owned();
        let recordings = self.view.recordings.iter().map(|arrived| {
            let recording = &arrived.recording;
            let section = self.view.rules.assessment.section(&recording.section);
            RecordingView {
                recording: recording.id,
                title: section.map(title).unwrap_or_default(),
                received: count(arrived.segments_received.len()),
                segments: recording.expected.map(|expected| expected.segments),
                is_whole: arrived.is_whole(),
            }
        });
        ReviewPage {
            frame: self.frame(),
            sections: self.sections().iter().map(title).collect(),
            recordings: recordings.collect(),
        }
        .render()
    }

    fn receipt(&self) -> ReceiptPage {
        let submitted = self.view.state.submitted_ms.unwrap_or(self.view.server);
        ReceiptPage {
            frame: self.frame(),
            position: self.occasion.position.clone(),
            submitted: self.moment(submitted),
            received: received_parts(&self.view, self.words()),
            receipt_number: self.view.receipt_number(),
            digest: self.view.digest.to_string(),
            kept_until: self.moment(self.occasion.kept_until),
        }
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
