use maud::{Markup, Render, html};

use super::applicant_parts::reasons;
use crate::app::judgement_key::RatedOption;
use crate::ids::{ApplicationId, CampaignId};
use crate::scoring::{Evidence, NormGroupReference, ScaleResult, ScaleScore};
use crate::web::parts::notice::empty_state;
use crate::web::parts::plot::{IntervalRow, against_mean, intervals};
use crate::web::parts::shell::{Desk, Place, desk_page};
use crate::web::parts::{figure, norms, option_key, paths, table};

/// What stands behind one scale's score of one applicant: every answer and every step.
#[derive(Debug, Clone, PartialEq)]
pub struct ScalePage {
    /// The frame.
    pub desk: Desk,
    /// The campaign.
    pub campaign: CampaignId,
    /// The campaign's title.
    pub campaign_title: String,
    /// The application.
    pub application: ApplicationId,
    /// The code, or the name where it may be seen.
    pub label: String,
    /// The norm group of the score.
    pub group: NormGroupReference,
    /// The score, its steps and its answers.
    pub result: ScaleResult,
    /// The unit of the raw score: `points`, `ms`.
    pub unit: String,
    /// What the scale means, in one sentence.
    pub meaning: String,
    /// How the score is made from the answers, in words.
    pub formula: String,
    /// Ratings beside their key; empty for whoever may not see the key, and for scales without one.
    pub rated_options: Vec<RatedOption>,
}

impl Render for ScalePage {
    fn render(&self) -> Markup {
        let body = html! {
            (self.title())
            (norms::caution(self.group.status))
            @match self.result.outcome.score() {
                Some(score) => { (self.score(score)) }
                None => { (self.refused()) }
            }
            (self.steps())
            (self.evidence())
            (option_key::beside_key(&self.rated_options))
        };
        let title = format!("{} – {}", self.result.title, self.label);
        desk_page(&self.desk, Place::Campaigns, &title, &body)
    }
}

impl ScalePage {
    fn title(&self) -> Markup {
        html! {
            div.desk-title {
                div {
                    p.desk-trail {
                        a href=(paths::CAMPAIGNS) { "Campaigns" } " / "
                        a href=(paths::ranking(self.campaign)) { (self.campaign_title) } " / "
                        a href=(paths::application(self.application)) { (self.label) }
                    }
                    h1 { (self.result.title) }
                    p { (self.meaning) }
                    p { (norms::group_line(&self.group)) }
                }
            }
        }
    }

    fn score(&self, score: &ScaleScore) -> Markup {
        let finding = format!("{} is {}", self.result.title, against_mean(&score.normed));
        let row = IntervalRow {
            title: &self.result.title,
            normed: Some(&score.normed),
            href: None,
        };
        html! {
            figure.plot {
                figcaption.plot-title { (finding) }
                (intervals(&[row]))
                details open {
                    summary { "The same in figures" }
                    (self.facts(score))
                }
            }
        }
    }

    fn facts(&self, score: &ScaleScore) -> Markup {
        html! {
            dl.facts {
                dt { "Raw score" }
                dd {
                    (figure::plain(score.raw)) " ± " (figure::plain(score.raw_standard_error)) " " (self.unit)
                }
                dt { "T score" }
                dd {
                    (figure::score(&score.normed)) ", 95 % interval " (figure::interval(&score.normed))
                }
                dt { "Percentile" }
                dd { (figure::percentile(&score.normed)) }
                dt { "Reliability" }
                dd { (figure::decimal(score.normed.reliability, 2)) }
                dt { "Rests on" }
                dd {
                    (figure::counted(score.n_used.into(), "answer", "answers")) ", "
                    (figure::count(score.n_missing.into())) " missing"
                }
            }
        }
    }

    fn refused(&self) -> Markup {
        html! {
            div.panel {
                h2 { "There is no score" }
                p { "The method’s own checks failed. Nothing was filled in for it:" }
                (reasons(self.result.outcome.reasons()))
            }
        }
    }

    fn steps(&self) -> Markup {
        let header = html! { (table::header("Step")) (table::number_header("Value")) };
        let rows = html! {
            @for detail in &self.result.details {
                tr {
                    th scope="row" { (detail.name) }
                    td.number { (figure::optional(detail.value.map(figure::plain))) }
                }
            }
        };
        html! {
            section aria-labelledby="steps" {
                h2 #steps { "How it is made" }
                p { (self.formula) }
                @if !self.result.details.is_empty() {
                    (table::table("Figures on the way", &header, &rows))
                }
            }
        }
    }

    fn evidence(&self) -> Markup {
        let header = html! {
            (table::number_header("Event"))
            (table::header("Asked"))
            (table::header("Answered"))
            (table::unit_header("Counted", &self.unit))
            (table::header("Note"))
        };
        let rows = html! { @for one in &self.result.evidence { (evidence_row(one)) } };
        let caption = figure::counted(self.result.evidence.len() as u64, "answer", "answers");
        html! {
            section aria-labelledby="evidence" {
                h2 #evidence { "The answers behind it" }
                @if self.result.evidence.is_empty() {
                    (empty_state("There is no answer", "The applicant did not reach this part."))
                } @else {
                    (table::table(&caption, &header, &rows))
                }
            }
        }
    }
}

fn evidence_row(one: &Evidence) -> Markup {
    html! {
        tr {
            td.number { (figure::optional(one.sequence.map(|n| figure::count(n.into())))) }
            td.words { (one.asked) }
            td { (one.answered) }
            td.number { (figure::optional(one.points.map(figure::plain))) }
            td.words { (one.note.as_deref().unwrap_or("")) }
        }
    }
}

#[cfg(test)]
impl ScalePage {
    pub(crate) fn samples() -> Vec<Self> {
        use super::applicant_samples as parts;
        use crate::web::parts::sample;
        let scored = Self {
            desk: sample::desk(),
            campaign: CampaignId(sample::id(1)),
            campaign_title: "Patrol officers, winter 2026".to_owned(),
            application: ApplicationId(sample::id(101)),
            label: "Q-7037".to_owned(),
            group: sample::group(),
            result: parts::scale_result("restraint", "Restraint", 61.0),
            unit: "points".to_owned(),
            meaning: "How far somebody keeps calm and waits when provoked.".to_owned(),
            formula: "The codes of the twelve items are added; items that speak against the scale are turned round \
                      first. Up to a fifth may be missing: then the mean of the others stands in."
                .to_owned(),
            rated_options: Vec::new(),
        };
        let rated = Self {
            result: parts::scale_result("situational-judgement", "Situational judgement", 55.0),
            unit: "agreement".to_owned(),
            rated_options: option_key::samples(),
            ..scored.clone()
        };
        let refused = Self {
            result: ScaleResult {
                evidence: Vec::new(),
                ..parts::refused_scale()
            },
            unit: "ms".to_owned(),
            ..scored.clone()
        };
        vec![scored, rated, refused]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_not_see_the_key_sees_nothing_of_it() {
        let [without, with, _] = &ScalePage::samples()[..] else {
            panic!("there are three samples");
        };
        let shows_key = |page: &ScalePage| {
            page.render()
                .into_string()
                .contains("Ratings and their key")
        };
        assert!(!shows_key(without) && shows_key(with));
    }
}
