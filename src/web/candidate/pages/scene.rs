use maud::{Markup, Render, html};

use super::scene_view::SceneView;
use super::stages;
use crate::sitting::AnswerBy;
use crate::web::candidate::shell::{Frame, Script, alert, candidate_page};

/// A scene from its intro to its answer. Its clock starts with the film.
#[derive(Debug, Clone)]
pub struct ScenePage {
    /// The frame.
    pub frame: Frame,
    /// The scene.
    pub scene: SceneView,
    /// How the candidate answers.
    pub answer_by: AnswerBy,
    /// How long the section may take, in minutes, rounded up, with the candidate's extra time.
    pub limit_minutes: u32,
}

impl Render for ScenePage {
    fn render(&self) -> Markup {
        let words = self.frame.words;
        let above = html! {
            h1 tabindex="-1" data-focus { (self.scene.title) }
            div data-reloaded hidden {
                (alert("usa-alert--warning", &words.get("scene-reloaded-title"), &words.get("scene-reloaded-text")))
            }
        };
        let rules = html! {
            (stages::rules(words, &self.scene, self.answer_by))
            li { (words.with("scene-how-limit", [("minutes", self.limit_minutes.into())])) }
        };
        let body = html! {
            (stages::intro(&self.frame, &self.scene, &above, &rules))
            (stages::film(words, &self.scene))
            (stages::prepare(words, &self.scene))
            (stages::record(words, &self.scene))
            (stages::write(words, &self.scene))
            (stages::time_over(words))
            @for what in ["done", "kept"] {
                section data-stage=(what) hidden {
                    h1 tabindex="-1" data-focus { (words.get(&format!("scene-{what}-title"))) }
                    p.lead { (words.get(&format!("scene-{what}-text"))) }
                    div.form-actions {
                        button.usa-button type="button" data-action="finish-scene" { (words.get("go-on")) }
                    }
                }
            }
        };
        candidate_page(&self.frame, Script::Scene, &self.scene.title, &body)
    }
}

#[cfg(test)]
impl ScenePage {
    pub(crate) fn samples() -> Vec<Self> {
        let first = Self {
            frame: super::samples::frame(3),
            scene: super::samples::scene(),
            answer_by: AnswerBy::Camera,
            limit_minutes: 6,
        };
        let typed = Self {
            answer_by: AnswerBy::Typing,
            scene: SceneView {
                content_note: Some("Two people shout at each other.".to_owned()),
                ..super::samples::scene()
            },
            ..first.clone()
        };
        vec![first, typed]
    }
}
