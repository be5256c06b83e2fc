use maud::{Markup, Render, html};

use super::applicant_parts::{
    self, Disturbed, RecordedAnswer, RecordedDecision, Versions, WrittenAnswer,
};
use crate::ids::{ApplicationId, CampaignId};
use crate::scoring::{CompositeResult, NormedScore, Outcome, Refusal, ScaleResult, ScoreReport};
use crate::web::parts::form::{self, Choice, Field, Filled};
use crate::web::parts::moment::Moment;
use crate::web::parts::notice::{Mark, Tone};
use crate::web::parts::plot::{IntervalRow, against_mean, intervals};
use crate::web::parts::shell::{Desk, Place, desk_page};
use crate::web::parts::{figure, norms, paths, table};

/// One applicant: the scores, what they rest on, and what people have decided.
#[derive(Debug, Clone, PartialEq)]
pub struct ApplicantPage {
    /// The frame.
    pub desk: Desk,
    /// The application.
    pub application: ApplicationId,
    /// The campaign.
    pub campaign: CampaignId,
    /// The campaign's title.
    pub campaign_title: String,
    /// The code that stands for the applicant while names are hidden.
    pub code: String,
    /// The name, once it may be seen.
    pub name: Option<String>,
    /// Whether somebody has shortlisted this applicant.
    pub is_shortlisted: bool,
    /// `Rank 12 of 380, band 3`; absent without a rank.
    pub standing: Option<String>,
    /// When the applicant handed in.
    pub submitted: Moment,
    /// The scores.
    pub report: ScoreReport,
    /// What disturbed the sitting.
    pub disturbances: Vec<Disturbed>,
    /// The answers given on camera.
    pub recordings: Vec<RecordedAnswer>,
    /// The answers typed instead.
    pub written: Vec<WrittenAnswer>,
    /// What the scores were made with.
    pub versions: Versions,
    /// What can be decided.
    pub decision_choices: Vec<Choice>,
    /// The decision form (`decision`, `reason`) as it was sent.
    pub decision_form: Filled,
    /// What has been decided, the newest first.
    pub decisions: Vec<RecordedDecision>,
}

impl Render for ApplicantPage {
    fn render(&self) -> Markup {
        let body = html! {
            (self.title())
            (norms::caution(self.report.norm_group.status))
            (self.cards())
            (self.profile())
            (self.composites())
            (applicant_parts::quality(&self.report.quality, &self.disturbances))
            (applicant_parts::answers(&self.recordings, &self.written))
            (self.decide())
            (applicant_parts::versions(&self.versions, &self.report))
        };
        desk_page(&self.desk, Place::Campaigns, self.label(), &body)
    }
}

impl ApplicantPage {
    fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.code)
    }

    fn title(&self) -> Markup {
        html! {
            div.desk-title {
                div {
                    p.desk-trail {
                        a href=(paths::CAMPAIGNS) { "Campaigns" } " / "
                        a href=(paths::ranking(self.campaign)) { (self.campaign_title) }
                    }
                    h1 { (self.label()) }
                    p {
                        @if let Some(standing) = &self.standing { (standing) } @else { "Not ranked" }
                        ". Handed in " (self.submitted) ". "
                        @if self.name.is_some() { "Code " (self.code) "." }
                        @else { "The name stays hidden until you shortlist." }
                    }
                    p { (norms::group_line(&self.report.norm_group)) }
                }
                div.desk-actions { (self.shortlisting()) }
            }
        }
    }

    fn shortlisting(&self) -> Markup {
        let (value, label) = if self.is_shortlisted {
            ("no", "Take off the shortlist")
        } else {
            ("yes", "Shortlist")
        };
        html! {
            @if self.is_shortlisted { (Mark::new(Tone::Good, "Shortlisted")) }
            form method="post" action=(paths::shortlist(self.application)) {
                (form::csrf(&self.desk.csrf))
                input type="hidden" name="shortlisted" value=(value);
                button.usa-button.usa-button--outline type="submit" { (label) }
            }
        }
    }

    fn cards(&self) -> Markup {
        html! {
            div.score-cards {
                @for result in self.ordered_composites() {
                    div.panel.score-card { (card(result)) }
                }
            }
        }
    }

    /// The composites, the one that ranks before the others.
    fn ordered_composites(&self) -> impl Iterator<Item = &CompositeResult> {
        let is_ranking = |result: &&CompositeResult| result.composite == self.report.ranked_by;
        let all = &self.report.composites;
        all.iter()
            .filter(is_ranking)
            .chain(all.iter().filter(move |result| !is_ranking(result)))
    }

    fn rows(&self) -> Vec<IntervalRow<'_>> {
        let composites = self.ordered_composites().map(|result| IntervalRow {
            title: &result.title,
            normed: normed_of_composite(result),
            href: Some(format!("#composite-{}", result.composite)),
        });
        let scales = self.report.scales.iter().map(|result| IntervalRow {
            title: &result.title,
            normed: normed_of_scale(result),
            href: Some(paths::scale(self.application, &result.scale)),
        });
        composites.chain(scales).collect()
    }

    /// States the finding on the composite that ranks.
    fn finding(&self) -> String {
        let ranking = self
            .report
            .composites
            .iter()
            .find(|result| result.composite == self.report.ranked_by);
        match ranking.map(|result| (result, normed_of_composite(result))) {
            Some((result, Some(normed))) => format!(
                "{} is {}: {} with an interval of {}",
                result.title,
                against_mean(normed),
                figure::decimal(normed.t, 1),
                figure::interval(normed)
            ),
            Some((result, None)) => format!("{} has no score", result.title),
            None => "Scores with their intervals".to_owned(),
        }
    }

    fn profile(&self) -> Markup {
        html! {
            figure.plot {
                figcaption {
                    p.plot-title { (self.finding()) }
                    p.quiet {
                        "T scores: the norm group has mean 50 and standard deviation 10. Right is better on every "
                        "line. The bar is where the true score lies in 95 of 100 such cases."
                    }
                }
                (intervals(&self.rows()))
                details {
                    summary { "The same as a table, with intervals, percentiles and reliabilities" }
                    (self.table())
                }
            }
        }
    }

    fn table(&self) -> Markup {
        let header = html! {
            (table::header("Score"))
            (table::unit_header("T", "± SE"))
            (table::unit_header("95 % interval", "T"))
            (table::unit_header("Percentile", "95 % interval"))
            (table::number_header("Reliability"))
            (table::header("Behind it"))
        };
        let rows = html! {
            @for result in self.ordered_composites() {
                tr {
                    th scope="row" { (result.title) }
                    (score_cells(normed_of_composite(result), result.outcome.reasons()))
                    td { a href={ "#composite-" (result.composite) } { "Parts and weights" } }
                }
            }
            @for result in &self.report.scales {
                tr {
                    th scope="row" { (result.title) }
                    (score_cells(normed_of_scale(result), result.outcome.reasons()))
                    td {
                        a href=(paths::scale(self.application, &result.scale)) {
                            "Answers" span.said { " behind " (result.title) }
                        }
                    }
                }
            }
        };
        table::table("All scores", &header, &rows)
    }

    fn composites(&self) -> Markup {
        html! {
            section aria-labelledby="parts" {
                h2 #parts { "How the parts add up" }
                div.desk-columns {
                    @for result in self.ordered_composites() {
                        div id={ "composite-" (result.composite) } { (self.parts_of(result)) }
                    }
                }
            }
        }
    }

    fn parts_of(&self, result: &CompositeResult) -> Markup {
        let Some(score) = result.outcome.score() else {
            return html! {
                div.panel {
                    h3 { (result.title) }
                    (applicant_parts::reasons(result.outcome.reasons()))
                }
            };
        };
        let header = html! {
            (table::header("Part"))
            (table::number_header("Weight"))
            (table::unit_header("z", "good end up"))
        };
        let rows = html! {
            @for part in &score.parts {
                tr {
                    th scope="row" {
                        a href=(paths::scale(self.application, &part.scale)) {
                            (self.scale_title(part.scale.as_str()))
                        }
                    }
                    td.number { (figure::decimal(part.weight, 2)) }
                    td.number { (figure::decimal(part.z, 2)) }
                }
            }
        };
        let caption = format!(
            "{}: weighted sum of z scores {}",
            result.title,
            figure::decimal(score.weighted_z, 2)
        );
        table::table(&caption, &header, &rows)
    }

    fn scale_title<'a>(&'a self, name: &'a str) -> &'a str {
        self.report
            .scales
            .iter()
            .find(|result| result.scale.as_str() == name)
            .map_or(name, |result| result.title.as_str())
    }

    fn decide(&self) -> Markup {
        let field = |name, label, hint| Field {
            name,
            label,
            hint,
            filled: &self.decision_form,
        };
        let reason_hint = "What in the evidence led you here. Others will read it, and the applicant may ask for it.";
        html! {
            section aria-labelledby="decision-heading" {
                h2 #decision-heading { "Decision" }
                div.desk-columns {
                    form.panel method="post" action=(paths::decision(self.application)) {
                        (form::csrf(&self.desk.csrf))
                        (form::refusal(&self.decision_form))
                        (form::radios(&field("decision", "What do you decide?", None), &self.decision_choices))
                        (form::lines(&field("reason", "Why?", Some(reason_hint))))
                        div.form-actions { button.usa-button type="submit" { "Record the decision" } }
                    }
                    (applicant_parts::history(&self.decisions))
                }
            }
        }
    }
}

fn card(result: &CompositeResult) -> Markup {
    html! {
        h2 { (result.title) }
        @if let Some(normed) = normed_of_composite(result) {
            p.score-value {
                (figure::decimal(normed.t, 1))
                span.score-error { " ± " (figure::decimal(normed.t_standard_error, 1)) " T" }
            }
            p.quiet { "95 % interval " (figure::interval(normed)) }
            p.quiet { "Percentile " (figure::percentile(normed)) }
        } @else {
            p.score-value { "No score" }
            (applicant_parts::reasons(result.outcome.reasons()))
        }
    }
}

fn score_cells(normed: Option<&NormedScore>, reasons: &[Refusal]) -> Markup {
    html! {
        @if let Some(normed) = normed {
            td.number { (figure::score(normed)) }
            td.number { (figure::interval(normed)) }
            td.number { (figure::percentile(normed)) }
            td.number { (figure::decimal(normed.reliability, 2)) }
        } @else {
            td.words colspan="4" { (applicant_parts::reasons(reasons)) }
        }
    }
}

fn normed_of_composite(result: &CompositeResult) -> Option<&NormedScore> {
    Outcome::score(&result.outcome).map(|score| &score.normed)
}

fn normed_of_scale(result: &ScaleResult) -> Option<&NormedScore> {
    Outcome::score(&result.outcome).map(|score| &score.normed)
}

#[cfg(test)]
impl ApplicantPage {
    pub(crate) fn samples() -> Vec<Self> {
        use super::applicant_samples as parts;
        use crate::web::parts::sample;
        let blind = Self {
            desk: sample::desk(),
            application: ApplicationId(sample::id(101)),
            campaign: CampaignId(sample::id(1)),
            campaign_title: "Patrol officers, winter 2026".to_owned(),
            code: "Q-7037".to_owned(),
            name: None,
            is_shortlisted: false,
            standing: Some("Rank 12 of 380, band 3".to_owned()),
            submitted: sample::moment(0),
            report: parts::report(),
            disturbances: parts::disturbances(),
            recordings: parts::recordings(),
            written: Vec::new(),
            versions: parts::versions(),
            decision_choices: parts::decision_choices(),
            decision_form: Filled::empty(),
            decisions: Vec::new(),
        };
        let decided = Self {
            name: Some("Maria-Louise Featherstonehaugh-Akinola".to_owned()),
            is_shortlisted: true,
            standing: None,
            report: parts::refused_report(),
            recordings: Vec::new(),
            written: parts::written(),
            decision_form: Filled::empty()
                .with("decision", "advance")
                .refused("reason", "Write at least one sentence."),
            decisions: parts::decisions(),
            ..blind.clone()
        };
        vec![blind, decided]
    }
}
