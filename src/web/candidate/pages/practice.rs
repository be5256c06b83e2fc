use maud::{Markup, Render, html};

use super::scene_view::SceneView;
use super::stages;
use crate::sitting::AnswerBy;
use crate::web::candidate::paths;
use crate::web::candidate::shell::{Frame, Script, candidate_page};

/// The practice scene, of which nothing is kept.
#[derive(Debug, Clone)]
pub struct PracticePage {
    /// The frame.
    pub frame: Frame,
    /// The practice scene.
    pub scene: SceneView,
    /// How the candidate answers.
    pub answer_by: AnswerBy,
}

impl Render for PracticePage {
    fn render(&self) -> Markup {
        let words = self.frame.words;
        let title = words.get("practice-title");
        let above = html! {
            h1 tabindex="-1" data-focus { (title) }
            p.lead { (words.get("practice-lead")) }
        };
        let rules = stages::rules(words, &self.scene, self.answer_by);
        let body = html! {
            (stages::intro(&self.frame, &self.scene, &above, &rules))
            (stages::film(words, &self.scene))
            (stages::prepare(words, &self.scene))
            (stages::record(words, &self.scene))
            (stages::write(words, &self.scene))
            section data-stage="practised" hidden {
                h1 tabindex="-1" data-focus { (words.get("practised-title")) }
                p.lead { (words.get("practised-text")) }
                div data-clip-part hidden {
                    h2 { (words.get("practised-clip")) }
                    video.clip data-clip aria-label=(words.get("practised-clip")) controls playsinline {}
                }
                div.form-actions {
                    (self.go_on("practice-go-on", "usa-button"))
                    button.usa-button."usa-button--outline" type="button" data-action="practise-again" {
                        (words.get("practise-again"))
                    }
                }
            }
            div.practice-skip { (self.go_on("practice-skip", "usa-button usa-button--unstyled")) }
        };
        candidate_page(&self.frame, Script::Scene, &title, &body)
    }
}

impl PracticePage {
    fn go_on(&self, text: &str, class: &str) -> Markup {
        html! {
            form data-practice method="post" action=(paths::PRACTICE) {
                input type="hidden" name="rounds" value="0";
                button class=(class) type="submit" { (self.frame.words.get(text)) }
            }
        }
    }
}

#[cfg(test)]
impl PracticePage {
    pub(crate) fn samples() -> Vec<Self> {
        [AnswerBy::Camera, AnswerBy::Typing]
            .map(|answer_by| Self {
                frame: super::samples::frame(2),
                scene: super::samples::scene(),
                answer_by,
            })
            .to_vec()
    }
}
